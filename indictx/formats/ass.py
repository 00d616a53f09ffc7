"""Advanced SubStation Alpha: the text of dialogue lines; styles, times and override tags stay."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

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
# Italics, bold, underline, strike-out: with a number, or with 0 or nothing to end them.
_SWITCH = re.compile(r"\\([ibus])(\d*)(?=[\\}])")


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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pair:
    """Formatting of a part of a text: it begins in one block of override tags and ends in another."""

    start: int
    end: int
    names: str


def _inline(raw: str) -> Inline:
    builder = InlineBuilder(_write)
    blocks = list(_TAG.finditer(raw))
    pairs = _pairs(raw, blocks)
    position = 0
    for index, block in enumerate(blocks):
        builder.text(_read(raw[position : block.start()]))
        _add_block(builder, block[0], index, pairs)
        position = block.end()
    builder.text(_read(raw[position:]))
    return builder.build()


def _pairs(raw: str, blocks: Sequence[re.Match[str]]) -> list[_Pair]:
    """Find formatting that has text inside and text outside of it."""
    since: dict[str, int] = {}
    names: dict[tuple[int, int], str] = {}
    for index, block in enumerate(blocks):
        if "\\t(" in block[0]:
            continue  # formatting that comes with time
        for switch in _SWITCH.finditer(block[0]):
            start = since.pop(switch[1], index)
            if _is_on(switch):
                since[switch[1]] = index
            elif _has_text(raw[blocks[start].end() : block.start()]) and _has_text(
                f"{raw[: blocks[start].start()]} {raw[block.end() :]}"
            ):
                names[start, index] = names.get((start, index), "") + switch[1]
    return [_Pair(start=start, end=end, names=each) for (start, end), each in names.items()]


def _has_text(raw: str) -> bool:
    return bool(_read(_TAG.sub("", raw)).strip())


def _is_on(switch: re.Match[str]) -> bool:
    return bool(switch[2].strip("0"))


def _add_block(builder: InlineBuilder, block: str, index: int, pairs: Sequence[_Pair]) -> None:
    """Add a block as the ends and beginnings of its pairs, and what else there is in it."""
    # The last to begin is the first to end.
    ends = sorted((each for each in pairs if each.end == index), key=lambda each: -each.start)
    starts = sorted((each for each in pairs if each.start == index), key=lambda each: -each.end)
    rest = block
    for pair in ends:
        rest, raw = _take(rest, pair.names, is_on=False)
        builder.close(pair.names, raw)
    taken = []
    for pair in starts:
        rest, raw = _take(rest, pair.names, is_on=True)
        taken.append((pair.names, raw))
    if rest != "{}":
        builder.empty(rest)
    for names, raw in taken:
        builder.open(names, raw)


def _take(block: str, names: str, *, is_on: bool) -> tuple[str, str]:
    """Split the switches with these names from a block."""
    taken = []

    def take(switch: re.Match[str]) -> str:
        if switch[1] not in names or _is_on(switch) is not is_on:
            return switch[0]
        taken.append(switch[0])
        return ""

    rest = _SWITCH.sub(take, block)
    return rest, "{" + "".join(taken) + "}"


def _read(raw: str) -> str:
    return re.sub(r"[ ]*\\[Nn][ ]*", " ", raw).replace("\\h", "\u00a0")


def _write(text: str) -> str:
    return text.replace("\u00a0", "\\h")


ASS = SubStation()
