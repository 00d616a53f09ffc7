"""Timed text as segments: sentences joined across cues, and translations split back over them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from indictx.formats._inline import Inline
from indictx.formats._layout import split_by_length, width, wrap
from indictx.formats._spans import Edit, is_translatable
from indictx.formats.base import FormatOptions, Segment

#: A pause this long ends a sentence whatever its punctuation.
LONGEST_GAP_MS = 1500
MOST_JOINED = 6
LINES_PER_CUE = 2
# Captions of speech recognition have no full stops; joined, their words would wander between cues.
_LEAST_ENDED = 0.2

_ENDED = re.compile(r"(?:[.!?…।॥۔؟᱾꯫♪♫:]|\.\.\.)[\"'”’»)\]]*\Z")
# A cue in brackets says what is heard, and is whole.
_HEARD = re.compile(r"[(\[][^()\[\]]*[)\]]")
_NEW_VOICE = re.compile(r"\s*(?:[♪♫\[(]|>>)")
# Not that of a negative number; marks of direction may stand before it.
_DASH = r"[\s\u200e\u200f\u202a-\u202e]*(?:[-–—](?=[^\s\d-])|[-–—]\s)"
# A short name, a colon, and what is said; vowel signs are no word characters.
_LABEL = re.compile(r"\s*([^\W\d_][^\s:<>{}]*(?: [^\s:<>{}]+){0,2}):[ \t]+\S")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """One text on the screen.

    Attributes:
        number: Position among all cues, from 1.
        start_ms: When it appears.
        end_ms: When it goes.
        start: Index of its text in the file.
        end: Index after its text.
    """

    number: int
    start_ms: int
    end_ms: int
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Syntax:
    """How a format writes the text of a cue.

    Attributes:
        build: Reads raw text; line breaks become spaces.
        tag: Finds markup.
        line_break: Finds raw line breaks.
        newline: Writes one.
        voice: Finds a tag, in group 1, that says who speaks, at the beginning of a line.
        color: Matches what has one color throughout, with the tag of it in group 1.
    """

    build: Callable[[str], Inline]
    tag: re.Pattern[str]
    line_break: re.Pattern[str]
    newline: str
    voice: re.Pattern[str] | None = None
    color: re.Pattern[str] | None = None

    def dash(self) -> re.Pattern[str]:
        """Return what finds the dash of a voice at the beginning of a line, tags before it too."""
        return re.compile(rf"(?:\s*(?:{self.tag.pattern}))*{_DASH}")

    def voice_of(self, raw: str) -> str:
        """Return the tag that says who speaks; nothing if none does."""
        match = self.voice.match(raw) if self.voice else None
        return match[1] if match else ""

    def has_label(self, raw: str) -> bool:
        """Say whether a text begins with a name and a colon."""
        match = _LABEL.match(self.tag.sub("", raw)) if ":" in raw else None
        return match is not None and not match[1][0].islower()

    def begins_voice(self, before: str, line: str) -> bool:
        """Say whether another voice begins at a line.

        Args:
            before: What the last voice has said in this cue.
            line: The line behind it.
        """
        if "<" not in line and ":" not in line:
            return False
        voice = self.voice_of(line)
        if voice:
            return voice != self.voice_of(before)
        if self.color and (other := self.color.fullmatch(line)):
            one = self.color.fullmatch(before)
            if one and one[1] != other[1]:
                return True
        return self.has_label(line) and (
            self.has_label(before) or bool(_ENDED.search(self.tag.sub("", before).rstrip()))
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Unit:
    """What one voice says in one cue, without the dash before it: models lose dashes."""

    cue: Cue
    key: str
    start: int
    end: int
    inline: Inline
    has_dash: bool
    voice: str
    has_label: bool


def cue_edits(text: str, cues: Sequence[Cue], syntax: Syntax, options: FormatOptions) -> list[Edit]:
    """Return the segments of a timed text."""
    units = [unit for cue in cues for unit in _units(text, cue, syntax)]
    units = [unit for unit in units if is_translatable(unit.inline.plain())]
    joins = options.join_cues and _is_punctuated(units)
    return [_edit(group, syntax, options) for group in _groups(units, joins=joins)]


def _units(text: str, cue: Cue, syntax: Syntax) -> Iterator[_Unit]:
    """Cut a cue at the lines where another voice begins."""
    raw = text[cue.start : cue.end]
    breaks = list(syntax.line_break.finditer(raw))
    starts = [0, *(match.end() for match in breaks)]
    ends = [*(match.start() for match in breaks), len(raw)]
    pattern = syntax.dash()
    voices: list[int] = []
    for index in range(1, len(starts)):
        first = starts[voices[-1] if voices else 0]
        line = raw[starts[index] : ends[index]]
        before = raw[first : ends[index - 1]]
        if pattern.match(raw, starts[index]) or syntax.begins_voice(before, line):
            voices.append(index)
    bounds = [0, *voices, len(starts)]
    for index, (first, last) in enumerate(pairwise(bounds)):
        start, end = starts[first], ends[last - 1]
        dash = pattern.match(raw, start, end)
        start = dash.end() if dash else start
        yield _Unit(
            cue=cue,
            key=f"cue {cue.number}" + (f" voice {index + 1}" if voices else ""),
            start=cue.start + start,
            end=cue.start + end,
            inline=syntax.build(raw[start:end]),
            has_dash=dash is not None,
            voice=syntax.voice_of(raw[starts[first] : end]),
            has_label=syntax.has_label(raw[start:end]),
        )


def _is_punctuated(units: Sequence[_Unit]) -> bool:
    ended = sum(bool(_ENDED.search(unit.inline.plain())) for unit in units)
    return ended > _LEAST_ENDED * len(units)


def _groups(units: Sequence[_Unit], *, joins: bool) -> Iterator[list[_Unit]]:
    group: list[_Unit] = []
    for unit in units:
        if group and not (joins and len(group) < MOST_JOINED and _goes_on(group[-1], unit)):
            yield group
            group = []
        group.append(unit)
    if group:
        yield group


def _goes_on(unit: _Unit, following: _Unit) -> bool:
    """Say whether a sentence begins in one cue and ends in the next."""
    return (
        unit.cue.number + 1 == following.cue.number
        and not following.has_dash
        and not (following.voice and following.voice != unit.voice)
        and not (unit.has_label and following.has_label)
        and "voice" not in unit.key + following.key
        and not (unit.inline.tags or following.inline.tags)
        and 0 <= following.cue.start_ms - unit.cue.end_ms <= LONGEST_GAP_MS
        and not _ENDED.search(unit.inline.source)
        and not _HEARD.fullmatch(unit.inline.source)
        and not _NEW_VOICE.match(following.inline.source)
    )


def _edit(group: Sequence[_Unit], syntax: Syntax, options: FormatOptions) -> Edit:
    first, last = group[0], group[-1]
    key = first.key if len(group) == 1 else f"cues {first.cue.number}-{last.cue.number}"
    segment = Segment(
        key=key,
        source=" ".join(unit.inline.source for unit in group),
        limit=options.width * LINES_PER_CUE * len(group),
    )
    weights = [max(1, width(unit.inline.source)) for unit in group]

    def write(target: str) -> list[str]:
        parts = split_by_length(target, weights)
        return [
            unit.inline.render("\n".join(wrap(part, options.width))).replace("\n", syntax.newline)
            for unit, part in zip(group, parts, strict=True)
        ]

    return Edit(
        segment=segment,
        spans=tuple((unit.start, unit.end) for unit in group),
        write=write,
        check=first.inline.check if len(group) == 1 else None,
    )
