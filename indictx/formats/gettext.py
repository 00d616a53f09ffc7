"""Gettext catalogs: PO and POT.

Untranslated messages are segments; translated and fuzzy ones too if all entries are asked for.
Comments, flags, references, previous and obsolete messages stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from indictx.formats._catalog import Entry, Text, quote, read_entries
from indictx.formats._codec import decode
from indictx.formats._mnemonics import marks_in, read, write
from indictx.formats._plurals import count_of, plural_forms
from indictx.formats._spans import Change, Edit, SpanDocument, edit
from indictx.formats.base import FormatOptions, Segment

_CHARSET = re.compile(rb"Content-Type:[^\"]*charset=([A-Za-z0-9._-]+)")


class Gettext:
    """PO files, and the templates they are made from."""

    name = "po"
    extensions = (".po", ".pot")

    def parse(self, data: bytes, options: FormatOptions) -> SpanDocument:
        """Read a catalog; see :meth:`Format.parse`."""
        match = _CHARSET.search(data)
        declared = match[1].decode("ascii") if match and match[1] != b"CHARSET" else None
        text, codec = decode(data, options.encoding, declared=declared)
        entries = read_entries(text)
        newline = "\r\n" if "\r\n" in text else "\n"
        header = next((entry for entry in entries if entry.is_header), None)
        forms = header.texts["msgstr"].value if header and "msgstr" in header.texts else ""
        count = count_of(forms) or count_of(plural_forms(options.tgt_lang)) or 2
        sources = (entry.texts["msgid"].value for entry in entries)
        style = _Style(newline, marks_in(sources), (options.tgt_lang or "").endswith("_Latn"))
        edits = [
            one
            for number, entry in enumerate(entries, start=1)
            if not entry.is_header and entry.texts["msgid"].value.strip()
            for one in _edits(entry, number, count, style)
            if options.all_entries or not one.segment.existing
        ]
        changes = _header_changes(text, header, entries, options) if header else []
        return SpanDocument(text, codec, edits, is_bilingual=True, changes=changes)


@dataclass(frozen=True, slots=True)
class _Style:
    """How a catalog is written.

    Attributes:
        newline: What ends its lines.
        marks: What it marks the letters with that open its menus.
        is_latin: The target's language has these letters.
    """

    newline: str
    marks: frozenset[str]
    is_latin: bool


def _edits(entry: Entry, number: int, count: int, style: _Style) -> Iterator[Edit]:
    context = _context(entry)
    plural = entry.texts.get("msgid_plural")
    if plural is None:
        source = entry.texts["msgid"].value
        yield _edit(source, entry.texts["msgstr"], f"message {number}", context, style)
        return
    last = max(text.end for text in entry.targets.values())
    for form in range(max(count, len(entry.targets))):
        source = (entry.texts["msgid"] if form == 0 and count > 1 else plural).value
        key = f"message {number} form {form}"
        target = entry.texts.get(f"msgstr[{form}]")
        if target is not None:
            yield _edit(source, target, key, context, style)
        elif source.strip():
            head = f"{style.newline}msgstr[{form}] "
            yield _edit(source, Text(last, last, ""), key, context, style, head)


def _edit(
    source: str, target: Text, key: str, context: str | None, style: _Style, head: str = ""
) -> Edit:
    message = read(source, style.marks)
    segment = Segment(key=key, source=message.text, existing=target.value or None, context=context)

    def written(value: str) -> str:
        value = write(value, message.key, is_latin=style.is_latin)
        return head + quote(_alike(value, source), style.newline)

    return edit(segment, target.start, target.end, written)


def _alike(target: str, source: str) -> str:
    """Give a target the line breaks at its ends that the source has; msgfmt insists."""
    head = "\n" if source.startswith("\n") else ""
    tail = "\n" if source.endswith("\n") else ""
    return head + target.strip("\n") + tail if target else target


def _context(entry: Entry) -> str | None:
    notes = [line[2:].strip() for line in entry.comments if line.startswith("#.")]
    if "msgctxt" in entry.texts:
        notes.insert(0, entry.texts["msgctxt"].value)
    return "; ".join(note for note in notes if note) or None


def _header_changes(
    text: str, header: Entry, entries: list[Entry], options: FormatOptions
) -> list[Change]:
    """Fill in the target language and its plural forms where a template leaves them open.

    A catalog of the source language becomes one of the target.
    """
    if options.tgt_lang is None or "msgstr" not in header.texts:
        return []
    start, end = header.texts["msgstr"].start, header.texts["msgstr"].end
    forms = plural_forms(options.tgt_lang)
    fields = [
        (
            rf"Language:([ ]?(?:LANGUAGE|{_own(options)})?)(?=\\n|\")",
            f" {_locale(options.tgt_lang)}",
        ),
        (r"charset=(CHARSET)(?=\\n|\")", "UTF-8"),
        (r"Plural-Forms:([^\"\\]*(?:INTEGER|EXPRESSION)[^\"\\]*)(?=\\n|\")", f" {forms}"),
    ]
    changes = []
    for pattern, value in fields:
        if match := re.compile(pattern).search(text, start, end):
            changes.append(Change(match.start(1), match.end(1), value))
    has_plurals = any("msgid_plural" in entry.texts for entry in entries)
    if has_plurals and "Plural-Forms:" not in header.texts["msgstr"].value:
        newline = "\r\n" if "\r\n" in text else "\n"
        changes.append(Change(end, end, f'{newline}"Plural-Forms: {forms}\\n"'))
    return changes


def _own(options: FormatOptions) -> str:
    """Return a pattern for the locale of the source language, such as ``en`` or ``en_GB``."""
    return rf"{_locale(options.src_lang)}(?:[_@][A-Za-z]+)*" if options.src_lang else "LANGUAGE"


def _locale(lang: str) -> str:
    from indictx.languages import language

    found = language(lang)
    return found.iso639_1 or found.code.partition("_")[0]


PO = Gettext()
