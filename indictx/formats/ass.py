"""Advanced SubStation Alpha: the text of dialogue lines; styles, times and override tags stay."""

from __future__ import annotations

import re
from collections.abc import Sequence

from indictx.errors import ParseError
from indictx.formats._codec import decode
from indictx.formats._cues import Cue, Syntax, cue_edits
from indictx.formats._inline import Inline, InlineBuilder
from indictx.formats._spans import SpanDocument
from indictx.formats.base import FormatOptions

_LINE = re.compile(r"([^\r\n]*)(?:\r\n|\r|\n|\Z)")
_TIME = re.compile(r"\s*(\d+):(\d{1,2}):(\d{1,2})[.:](\d{1,3})\s*")
_BREAK = re.compile(r"\\[Nn]")
_TAG = re.compile(r"\{[^{}]*\}")
# Shapes are no language, and the syllables of karaoke belong to their times.
_NO_TEXT = re.compile(r"\\p[1-9]|\\[kK][fo]?\d")


class SubStation:
    """SSA and ASS scripts."""

    name = "ass"
    extensions = (".ass", ".ssa")

    def parse(self, data: bytes, options: FormatOptions) -> SpanDocument:
        """Read dialogue; see :meth:`Format.parse`."""
        text, codec = decode(data, options.encoding)
        syntax = Syntax(build=_inline, tag=_TAG, line_break=_BREAK, newline="\\N")
        return SpanDocument(text, codec, cue_edits(text, _cues(text), syntax, options))


def _cues(text: str) -> list[Cue]:
    cues: list[Cue] = []
    columns: list[str] = []
    section = ""
    for number, line in enumerate(_LINE.finditer(text), start=1):
        content = line[1].strip()
        if content.startswith("["):
            section = content.lower()
        elif section == "[events]" and content.lower().startswith("format:"):
            columns = [name.strip().lower() for name in content[7:].split(",")]
            if columns[-1] != "text" or not {"start", "end"} <= set(columns):
                raise ParseError(
                    "the columns lack Start, End, or Text at the end", place=f"line {number}"
                )
        elif section == "[events]" and content.lower().startswith("dialogue:"):
            cue = _cue(line, number, columns, len(cues) + 1)
            if not _NO_TEXT.search(text, cue.start, cue.end):
                cues.append(cue)
    if not columns:
        raise ParseError("there is no [Events] section with a Format line")
    return cues


def _cue(line: re.Match[str], number: int, columns: Sequence[str], position: int) -> Cue:
    place = f"line {number}"
    if not columns:
        raise ParseError("dialogue before the Format line", place=place)
    start = line.start() + line[0].index(":") + 1
    fields = line.string[start : line.end(1)].split(",", len(columns) - 1)
    if len(fields) < len(columns):
        raise ParseError(f"{len(fields)} fields, expected {len(columns)}", place=place)
    start_ms = _milliseconds(fields[columns.index("start")], place)
    end_ms = _milliseconds(fields[columns.index("end")], place)
    if end_ms < start_ms:
        shown = [fields[columns.index(name)].strip() for name in ("end", "start")]
        raise ParseError(f"end {shown[0]} is before start {shown[1]}", place=place)
    return Cue(
        number=position,
        start_ms=start_ms,
        end_ms=end_ms,
        start=line.end(1) - len(fields[-1]),
        end=line.end(1),
    )


def _milliseconds(field: str, place: str) -> int:
    match = _TIME.fullmatch(field)
    if match is None:
        raise ParseError(f"not a time: {field.strip()!r}", place=place)
    hours, minutes, seconds = (int(match[group]) for group in (1, 2, 3))
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + int(match[4].ljust(3, "0"))


def _inline(raw: str) -> Inline:
    builder = InlineBuilder(_write)
    position = 0
    for match in _TAG.finditer(raw):
        builder.text(_read(raw[position : match.start()]))
        builder.empty(match[0])
        position = match.end()
    builder.text(_read(raw[position:]))
    return builder.build()


def _read(raw: str) -> str:
    return re.sub(r"[ ]*\\[Nn][ ]*", " ", raw).replace("\\h", "\u00a0")


def _write(text: str) -> str:
    return text.replace("\u00a0", "\\h")


ASS = SubStation()
