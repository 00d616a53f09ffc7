"""Documents that are one text with stretches to replace: everything else stays as it is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from indictx.formats._codec import Codec
from indictx.formats.base import Segment
from indictx.text.protect import protect
from indictx.text.tokenize import graphemes

Check = Callable[[str], tuple[str, ...]]

_BREAK = re.compile(r"[ \t]*[\r\n]+[ \t]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """A segment and where its translation goes.

    Attributes:
        segment: What is translated.
        spans: Stretches of the text, ``(start, end)``, ascending; empty ones insert.
        write: Turns a target into the raw text of each stretch.
        check: Says what ``write`` has to repair in a target.
        group: Edits with the same name are all made if one of them is; none for an edit by itself.
    """

    segment: Segment
    spans: tuple[tuple[int, int], ...]
    write: Callable[[str], Sequence[str]]
    check: Check | None = None
    group: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """A replacement besides the segments, made if any segment changes."""

    start: int
    end: int
    text: str


def edit(
    segment: Segment,
    start: int,
    end: int,
    write: Callable[[str], str],
    check: Check | None = None,
) -> Edit:
    """Return an edit of one stretch."""
    return Edit(
        segment=segment,
        spans=((start, end),),
        write=lambda target: (write(target),),
        check=check,
    )


class SpanDocument:
    """A document made of one text.

    Args:
        text: The whole file, decoded.
        codec: How to encode it.
        edits: Its segments; their stretches must not overlap.
        is_bilingual: Translations have a place of their own.
        changes: What else changes with the first translation: the file's language, for instance.
        errors: How to encode what the encoding lacks.
        skipped: Keys of texts that look as if no person reads them, and that stay as they are.
    """

    def __init__(
        self,
        text: str,
        codec: Codec,
        edits: Sequence[Edit],
        *,
        is_bilingual: bool = False,
        changes: Sequence[Change] = (),
        errors: str = "strict",
        skipped: Sequence[str] = (),
    ) -> None:
        self.skipped = tuple(skipped)
        self.segments: tuple[Segment, ...] = tuple(each.segment for each in edits)
        self.is_bilingual = is_bilingual
        self._text = text
        self._codec = codec
        self._edits = tuple(edits)
        self._changes = tuple(changes)
        self._errors = errors

    def render(self, targets: Sequence[str | None]) -> bytes:
        """Return the file with these translations; see :meth:`Document.render`."""
        return self._codec.encode(self.render_text(targets), errors=self._errors)

    def render_beside(self, targets: Sequence[str | None]) -> bytes:
        """Return the file as a part of something in which other parts are translated."""
        text = self.render_text(targets)
        if text == self._text:
            text = apply(self._text, self._changes)
        return self._codec.encode(text, errors=self._errors)

    def render_text(self, targets: Sequence[str | None]) -> str:
        """Return the file's text with these translations."""
        changes = [
            Change(start, end, raw)
            for one, target in self._changed(targets)
            for (start, end), raw in zip(one.spans, one.write(target), strict=True)
        ]
        if not changes:
            return self._text
        return apply(self._text, [*changes, *self._changes])

    def flags(self, targets: Sequence[str | None]) -> list[tuple[str, ...]]:
        """See :meth:`Document.flags`."""
        return [_flags(one, target) for one, target in zip(self._edits, targets, strict=True)]

    def _changed(self, targets: Sequence[str | None]) -> list[tuple[Edit, str]]:
        pairs = list(zip(self._edits, targets, strict=True))
        changed = [
            target is not None and target != self._kept(one.segment) for one, target in pairs
        ]
        groups = {one.group for (one, _), is_new in zip(pairs, changed, strict=True) if is_new}
        return [
            (one, self._kept(one.segment) or one.segment.source if target is None else target)
            for (one, target), is_new in zip(pairs, changed, strict=True)
            if is_new or (one.group and one.group in groups)
        ]

    def _kept(self, segment: Segment) -> str | None:
        return segment.existing if self.is_bilingual else segment.source


def hole(start: int, end: int) -> str:
    """Return a stand-in for a stretch of the text, to be used in the raw text of a change.

    The stretch is copied there with its own changes in it: a footnote inside of a paragraph.
    """
    return f"\0{start}:{end}\0"


_HOLE = re.compile("\0(\\d+):(\\d+)\0")


def apply(text: str, changes: Sequence[Change]) -> str:
    """Return the text with all changes made; those at the same place in the order given.

    Changes inside of another one are made in the holes of its text.
    """
    # Insertions first: they stand before what begins at the same place.
    ordered = sorted(changes, key=lambda each: (each.start, each.end > each.start, -each.end))
    return _assemble(text, 0, len(text), ordered)


def _assemble(text: str, start: int, end: int, changes: Sequence[Change]) -> str:
    pieces: list[str] = []
    position = start
    for index, change in enumerate(changes):
        if change.start < position:
            continue  # made in a hole
        pieces += (text[position : change.start], _filled(text, change, changes, index))
        position = change.end
    pieces.append(text[position:end])
    return "".join(pieces)


def _filled(text: str, change: Change, changes: Sequence[Change], index: int) -> str:
    if "\0" not in change.text:
        return change.text

    def fill(match: re.Match[str]) -> str:
        start, end = int(match[1]), int(match[2])
        inner = [each for each in _inside(changes, index, change) if start <= each.start < end]
        return _assemble(text, start, end, inner)

    return _HOLE.sub(fill, change.text)


def _inside(changes: Sequence[Change], index: int, outer: Change) -> Iterator[Change]:
    for change in changes[index + 1 :]:
        if change.start >= outer.end:
            return
        yield change


def _flags(one: Edit, target: str | None) -> tuple[str, ...]:
    if target is None:
        return ()
    found = one.check(target) if one.check else ()
    limit = one.segment.limit
    if limit is not None and len(graphemes(target)) > limit:
        found += ("too_long",)
    return found


def unique_keys(edits: Sequence[Edit]) -> list[Edit]:
    """Number the keys of segments that would have the same."""
    seen: Counter[str] = Counter()
    unique = []
    for one in edits:
        key = one.segment.key
        seen[key] += 1
        if seen[key] > 1:
            segment = replace(one.segment, key=f"{key} #{seen[key]}")
            unique.append(replace(one, segment=segment))
        else:
            unique.append(one)
    return unique


def has_letters(text: str) -> bool:
    """Say whether there is any letter, of any script."""
    return any(map(str.isalpha, text))


def is_translatable(text: str) -> bool:
    """Say whether there is a letter outside of URLs, placeholders, numbers, tags and the like."""
    return has_letters(text) and has_letters(protect(text).text)


def one_line(target: str) -> str:
    """Return a target without line breaks, for places that hold a single line."""
    return _BREAK.sub(" ", target.strip("\r\n")) if "\n" in target or "\r" in target else target
