"""Translation memories in and out of files: TMX, which all translation tools read, and TSV."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO
from xml.etree import ElementTree
from xml.sax.saxutils import escape, quoteattr

from indictx import __version__
from indictx.errors import InputError, ParseError
from indictx.languages import language, lookup
from indictx.memory.entries import IMPORTED, Entry

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_FINGERPRINT = "x-indictx-fingerprint"
_COLUMNS = ("src_lang", "tgt_lang", "source", "target", "fingerprint")
_ESCAPES = {"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"}
_UNESCAPES = {escaped: char for char, escaped in _ESCAPES.items()}
# XML 1.0 has no way to write these, not even as references.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_HEAD_BYTES = 1 << 16


@dataclass(slots=True)
class Skipped:
    """Entries that were left out, and why.

    Attributes:
        counts: How many by reason.
    """

    counts: dict[str, int] = field(default_factory=dict)

    def add(self, reason: str) -> None:
        """Count one more."""
        self.counts[reason] = self.counts.get(reason, 0) + 1


def tmx_chunks(entries: Iterable[Entry], skipped: Skipped) -> Iterator[bytes]:
    """Yield a TMX 1.4b file.

    Args:
        entries: What to write.
        skipped: Counts entries that XML cannot hold.
    """
    yield (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n'
        '<tmx version="1.4">\n'
        f'<header creationtool="indictx" creationtoolversion="{__version__}" segtype="block"'
        ' o-tmf="indictx" adminlang="en" srclang="*all*" datatype="plaintext"/>\n'
        "<body>\n"
    ).encode()
    for entry in entries:
        if _UNWRITABLE.search(entry.source + entry.target):
            skipped.add("characters that XML cannot hold")
        else:
            yield _unit(entry).encode()
    yield b"</body>\n</tmx>\n"


def _unit(entry: Entry) -> str:
    prop = (
        f'<prop type="{_FINGERPRINT}">{escape(entry.fingerprint)}</prop>'
        if entry.fingerprint != IMPORTED
        else ""
    )
    source, target = (_variant(*one) for one in _sides(entry))
    tag = quoteattr(language(entry.src_lang).bcp47)
    return f"<tu srclang={tag}>{prop}{source}{target}</tu>\n"


def _sides(entry: Entry) -> tuple[tuple[str, str], tuple[str, str]]:
    return (entry.src_lang, entry.source), (entry.tgt_lang, entry.target)


def _variant(code: str, text: str) -> str:
    # A parser makes a line feed of a carriage return that is not a reference.
    body = escape(text, {"\r": "&#13;"})
    return f"<tuv xml:lang={quoteattr(language(code).bcp47)}><seg>{body}</seg></tuv>"


def read_tmx(stream: BinaryIO, skipped: Skipped) -> Iterator[Entry]:
    """Yield the entries of a TMX file, one for each language beside the source.

    Args:
        stream: The file, at its beginning.
        skipped: Counts what cannot be used: languages that we do not know, inline markup.

    Raises:
        ParseError: It is not TMX; names the line.
    """
    if b"<!ENTITY" in stream.read(_HEAD_BYTES).replace(b"\0", b""):
        # Entities can make a small file large; TMX needs none.
        raise ParseError("it declares entities", hint="save it without them")
    stream.seek(0)
    srclang = ""
    root: ElementTree.Element | None = None
    try:
        for event, element in ElementTree.iterparse(stream, ("start", "end")):  # noqa: S314
            if root is None:
                root = element
                if element.tag != "tmx":
                    raise ParseError(f"its root is {element.tag!r}, expected 'tmx'")
            elif event == "end" and element.tag == "header":
                srclang = element.get("srclang", "")
            elif event == "end" and element.tag == "tu":
                yield from _entries(element, element.get("srclang") or srclang, skipped)
                element.clear()
            elif event == "end" and element.tag == "body":
                root.clear()
    except ElementTree.ParseError as error:
        raise ParseError(str(error), place=f"line {error.position[0]}") from error


def _entries(unit: ElementTree.Element, srclang: str, skipped: Skipped) -> Iterator[Entry]:
    texts = list(_texts(unit, skipped))
    if len(texts) < 2:
        return
    fingerprint = next(
        (one.text or "" for one in unit.iter("prop") if one.get("type") == _FINGERPRINT), IMPORTED
    )
    code = _code(srclang)
    source = next((one for one in texts if one[0] == code), texts[0])
    for tgt_lang, target in texts:
        if tgt_lang != source[0] and source[1].strip() and target.strip():
            yield _entry(source[1], target, source[0], tgt_lang, fingerprint)


def _texts(unit: ElementTree.Element, skipped: Skipped) -> Iterator[tuple[str, str]]:
    for variant in unit.iter("tuv"):
        tag = variant.get(_LANG) or variant.get("lang") or ""
        code, segment = _code(tag), variant.find("seg")
        if code is None:
            skipped.add(f"language {tag!r}")
        elif segment is None:
            skipped.add("no text")
        elif len(segment):
            # Another tool's inline codes never match our slots.
            skipped.add("inline markup")
        else:
            yield code, segment.text or ""


def _code(tag: str) -> str | None:
    found = lookup(tag)
    return found.code if found else None


def tsv_chunks(entries: Iterable[Entry]) -> Iterator[bytes]:
    r"""Yield a TSV file with a header; tabs and line breaks are written ``\t`` and ``\n``."""
    yield ("\t".join(_COLUMNS) + "\n").encode()
    for entry in entries:
        cells = [entry.src_lang, entry.tgt_lang, entry.source, entry.target, entry.fingerprint]
        yield ("\t".join(map(_escaped, cells)) + "\n").encode()


def read_tsv(stream: BinaryIO, skipped: Skipped) -> Iterator[Entry]:
    """Yield the entries of a TSV file as :func:`tsv_chunks` writes it; the last column may lack.

    Args:
        stream: The file, at its beginning.
        skipped: Counts what cannot be used: languages that we do not know.

    Raises:
        ParseError: It has other columns, or is not UTF-8.
    """
    for number, line in enumerate(stream, start=1):
        place = f"line {number}"
        try:
            cells = line.decode("utf-8-sig" if number == 1 else "utf-8").rstrip("\r\n").split("\t")
        except UnicodeDecodeError as error:
            raise ParseError("it is not UTF-8", place=place) from error
        if number == 1:
            if tuple(cells) not in (_COLUMNS, _COLUMNS[:-1]):
                raise ParseError(
                    "unknown columns", place=place, hint=f"expected {' '.join(_COLUMNS)}"
                )
            continue
        if len(cells) not in (len(_COLUMNS), len(_COLUMNS) - 1):
            either = f"{len(_COLUMNS) - 1} or {len(_COLUMNS)}"
            raise ParseError(f"{len(cells)} columns, expected {either}", place=place)
        src_tag, tgt_tag, source, target, *fingerprint = map(_unescaped, cells)
        src_lang, tgt_lang = _code(src_tag), _code(tgt_tag)
        if src_lang is None or tgt_lang is None:
            skipped.add(f"language {(tgt_tag if src_lang else src_tag)!r}")
        else:
            yield _entry(source, target, src_lang, tgt_lang, *(fingerprint or [IMPORTED]))


def _entry(source: str, target: str, src_lang: str, tgt_lang: str, fingerprint: str) -> Entry:
    if fingerprint == IMPORTED:  # looked up by what stands between the white space of a text
        source, target = source.strip(), target.strip()
    return Entry(
        source=source,
        target=target,
        src_lang=src_lang,
        tgt_lang=tgt_lang,
        fingerprint=fingerprint,
    )


def _escaped(text: str) -> str:
    return re.sub(r"[\\\t\n\r]", lambda match: _ESCAPES[match[0]], text)


def _unescaped(text: str) -> str:
    return re.sub(r"\\[\\tnr]", lambda match: _UNESCAPES[match[0]], text)


def read_entries(path: Path, skipped: Skipped) -> Iterator[Entry]:
    """Yield the entries of a file, TMX or TSV by its name.

    Raises:
        InputError: It cannot be read, or is neither.
        ParseError: It is broken; names the file and the line.
    """
    kind = path.suffix.lower()
    if kind not in (".tmx", ".tsv"):
        raise InputError(
            f"{str(path)!r} is neither .tmx nor .tsv", hint="give a file with one of these endings"
        )
    try:
        with path.open("rb") as stream:
            yield from (read_tmx if kind == ".tmx" else read_tsv)(stream, skipped)
    except OSError as error:
        raise InputError(
            f"cannot read {str(path)!r}: {error.strerror or error}",
            hint="give a file that may be read",
        ) from error
    except ParseError as error:
        raise error.at(path) from error
