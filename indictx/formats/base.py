"""Documents: what is cut out of a file to be translated, and how it is put back.

The law of every format: a document rendered with what is already there gives the bytes it was
parsed from. What is "already there" is :func:`unchanged`: the sources of a file in one language,
the existing translations of a file in two. Containers (docx, odt, pptx, epub) keep the law part
for part.

A segment is plain text in which markup stands as numbered tags: ``<g1>…</g1>`` around what was
formatted, ``<x2/>`` for what has no text. :mod:`indictx.text.protect` hides them like any tag. A
translation that lost or crossed one still renders: see :meth:`Document.flags`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

__all__ = ["Document", "Format", "FormatOptions", "Segment", "unchanged"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """One stretch of a document to translate.

    Attributes:
        key: Where it is, unique in the document and the same at every parse: ``cue 41``, ``row 3
            column 2``, ``items[0].title``.
        source: Text to translate, never blank; may have line breaks where the format has them.
        existing: Translation that the file already has; ``None`` if there is none, or if the
            format has only one language.
        context: What helps to translate it: a comment, a message context.
        limit: Longest useful target in graphemes, ``None`` if there is no limit.
    """

    key: str
    source: str
    existing: str | None = None
    context: str | None = None
    limit: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FormatOptions:
    """How to read and write documents; the only copy of each default.

    Attributes:
        src_lang: Code of the source language, such as ``eng_Latn``; ``None`` if not known.
        tgt_lang: Code of the target language; formats that name it in the file need it.
        encoding: Encoding of the input; ``None`` follows a byte order mark, then what the file
            declares, then UTF-8.
        columns: Names or numbers from 1 of the columns to translate; empty is every column.
        fields: Paths of JSON fields to translate, ``*`` for any key or index; empty is every string.
        header: Whether a table's first row names its columns; ``None`` guesses.
        append: Add translations beside the source (a column, a field) and do not replace it.
        all_entries: Also translate again what a file in two languages has translated already.
        width: Longest line of a subtitle in graphemes.
        join_cues: Join a sentence that runs over several subtitles, and split its translation.
    """

    src_lang: str | None = None
    tgt_lang: str | None = None
    encoding: str | None = None
    columns: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    header: bool | None = None
    append: bool = False
    all_entries: bool = False
    width: int = 42
    join_cues: bool = True


class Document(Protocol):
    """One parsed file; it keeps everything it does not expose."""

    @property
    def segments(self) -> Sequence[Segment]:
        """What to translate, in document order."""
        ...

    @property
    def is_bilingual(self) -> bool:
        """Translations have a place of their own; the sources stay."""
        ...

    def render(self, targets: Sequence[str | None]) -> bytes:
        """Return the file with these translations in it.

        Args:
            targets: One for each segment, in order; ``None`` keeps what is there.

        Raises:
            ValueError: There are more or fewer targets than segments.
            InputError: The file's encoding has no way to write a target.
        """
        ...

    def flags(self, targets: Sequence[str | None]) -> list[tuple[str, ...]]:
        """Say what :meth:`render` has to repair or cannot keep, for each segment; empty is good.

        Flags are ``tags_lost``, ``tags_added``, ``tags_crossed``, ``too_long``.
        """
        ...


class Format(Protocol):
    """Bytes to segments and back; knows no language but the names it writes into files."""

    name: str
    extensions: tuple[str, ...]

    def parse(self, data: bytes, options: FormatOptions) -> Document:
        """Read a document.

        Raises:
            ParseError: The data are broken; says where and why.
            UsageError: The options do not fit the file: it has no such column.
        """
        ...


def unchanged(document: Document) -> list[str | None]:
    """Return the targets with which a document renders to the bytes it was parsed from."""
    if document.is_bilingual:
        return [segment.existing for segment in document.segments]
    return [segment.source for segment in document.segments]
