"""Which formats there are, and which one a file has.

The table holds import strings: a format is loaded when the first file of its kind is.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from indictx.errors import ParseError, UnsupportedFormatError
from indictx.formats.base import Document, Format, FormatOptions

__all__ = ["FORMATS", "FormatEntry", "detect_format", "format_by_name", "parse_document"]

#: Bytes of a file that detection looks at.
HEAD_BYTES = 4096


@dataclass(frozen=True, slots=True, kw_only=True)
class FormatEntry:
    """One row of the table.

    Attributes:
        name: What ``--format`` takes.
        extensions: File name endings in lower case, with their dot.
        title: What it is, for people.
        target: ``module:attribute`` of the :class:`Format`.
        is_output: Documents render to the same format; if not, to plain text in UTF-8.
    """

    name: str
    extensions: tuple[str, ...]
    title: str
    target: str
    is_output: bool = True

    def load(self) -> Format:
        """Import the format."""
        module, _, attribute = self.target.partition(":")
        return cast("Format", getattr(importlib.import_module(module), attribute))


def _table(*rows: tuple[str, str, str, str]) -> dict[str, FormatEntry]:
    return {
        name: FormatEntry(
            name=name,
            extensions=tuple(extensions.split()),
            title=title,
            target=f"indictx.formats.{target}",
            is_output=name != "pdf",
        )
        for name, extensions, title, target in rows
    }


#: Every format by name.
FORMATS: dict[str, FormatEntry] = _table(
    ("txt", ".txt .text", "plain text, one segment per line", "plain:TXT"),
    ("csv", ".csv", "tables separated by commas, semicolons or bars", "tabular:CSV"),
    ("tsv", ".tsv .tab", "tables separated by tabs", "tabular:TSV"),
    ("srt", ".srt", "SubRip subtitles", "subtitles:SRT"),
    ("vtt", ".vtt", "WebVTT subtitles", "subtitles:VTT"),
    ("po", ".po .pot", "gettext catalogs", "gettext:PO"),
    ("json", ".json", "JSON, also for interface texts", "json_tree:JSON"),
    ("jsonl", ".jsonl .ndjson", "JSON Lines", "json_tree:JSONL"),
    ("html", ".html .htm .xhtml", "HTML pages", "html:HTML"),
    ("md", ".md .markdown .mdown", "Markdown", "markdown:MD"),
    ("docx", ".docx .docm .dotx", "Word documents", "docx:DOCX"),
    ("odt", ".odt .ott", "OpenDocument texts", "odt:ODT"),
    ("xliff", ".xlf .xliff .mxliff .sdlxliff", "XLIFF 1.2 and 2", "xliff:XLIFF"),
    ("tmx", ".tmx", "translation memories", "tmx:TMX"),
    (
        "android",
        "strings.xml arrays.xml plurals.xml",
        "Android string resources",
        "android:ANDROID",
    ),
    ("properties", ".properties", "Java resource bundles", "properties:PROPERTIES"),
    ("arb", ".arb", "application resource bundles", "arb:ARB"),
    ("ass", ".ass .ssa", "Advanced SubStation Alpha subtitles", "ass:ASS"),
    ("pptx", ".pptx .pptm .potx .ppsx", "PowerPoint presentations", "pptx:PPTX"),
    ("epub", ".epub", "EPUB books", "epub:EPUB"),
    ("pdf", ".pdf", "text of PDF files, to read only", "pdf:PDF"),
)


def format_by_name(name: str) -> Format:
    """Return the format with this name or, failing that, this file name ending.

    Raises:
        UnsupportedFormatError: There is none; the message lists all.
    """
    key = name.lower()
    if key in FORMATS:
        return FORMATS[key].load()
    for entry in FORMATS.values():
        if f".{key.lstrip('.')}" in entry.extensions:
            return entry.load()
    raise UnsupportedFormatError(name, known=tuple(FORMATS))


def detect_format(path: Path, data: bytes | None = None) -> Format:
    """Return the format of a file, by its name and, where that leaves a choice, its content.

    Args:
        path: Name of the file; it is read only if ``data`` is ``None`` and the name does not decide.
        data: The file's content, or its beginning.

    Raises:
        UnsupportedFormatError: Neither name nor content is known.
        OSError: The file cannot be read.
    """
    lower = path.name.lower()
    for entry in FORMATS.values():
        if lower.endswith(entry.extensions):
            return entry.load()
    if data is None:
        with path.open("rb") as file:
            data = file.read(HEAD_BYTES)
    name = _sniff(data[:HEAD_BYTES])
    if name is None or name not in FORMATS:
        raise UnsupportedFormatError(str(path), known=tuple(FORMATS))
    return FORMATS[name].load()


def parse_document(
    path: Path,
    options: FormatOptions | None = None,
    *,
    data: bytes | None = None,
    name: str | None = None,
) -> Document:
    """Read one file as a document; its errors name the file.

    Args:
        path: The file.
        options: How to read it.
        data: Its content, if it was read already.
        name: Format to use; ``None`` detects it.

    Raises:
        UnsupportedFormatError: The format is not known.
        ParseError: The file is broken; :attr:`ParseError.path` is set.
        OSError: The file cannot be read.
    """
    if data is None:
        data = path.read_bytes()
    chosen = format_by_name(name) if name else detect_format(path, data)
    try:
        return chosen.parse(data, options or FormatOptions())
    except ParseError as error:
        raise error.at(path) from error


def _sniff(head: bytes) -> str | None:
    """Name the format that a file begins like."""
    text = head.decode("utf-8", "replace").lstrip("\ufeff \t\r\n")
    for name, is_like in _SIGNS:
        if is_like(head, text):
            return name
    return None


def _xml_root(name: str) -> Callable[[bytes, str], bool]:
    return lambda _, text: text.startswith("<") and f"<{name}" in text


_SIGNS: tuple[tuple[str, Callable[[bytes, str], bool]], ...] = (
    ("pdf", lambda head, _: head.startswith(b"%PDF-")),
    ("docx", lambda head, _: head.startswith(b"PK") and b"word/" in head),
    ("pptx", lambda head, _: head.startswith(b"PK") and b"ppt/" in head),
    (
        "odt",
        lambda head, _: (
            head.startswith(b"PK") and b"application/vnd.oasis.opendocument.text" in head
        ),
    ),
    ("epub", lambda head, _: head.startswith(b"PK") and b"application/epub+zip" in head),
    ("xliff", _xml_root("xliff")),
    ("tmx", _xml_root("tmx")),
    ("android", _xml_root("resources")),
    ("html", lambda _, text: text[:200].lower().startswith(("<!doctype html", "<html"))),
    ("vtt", lambda _, text: text.startswith("WEBVTT")),
    ("ass", lambda _, text: text.startswith("[Script Info]")),
    ("po", lambda _, text: '\nmsgid "' in f"\n{text}"),
)
