"""XLIFF 1.2 and 2: units without a translation are segments; inline codes are numbered tags."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from indictx.errors import ParseError
from indictx.formats._messages import message_edits
from indictx.formats._mixed import Codes, gap_before, read_mixed
from indictx.formats._spans import Change, Edit, SpanDocument, has_letters, unique_keys
from indictx.formats._xml import (
    Attribute,
    Element,
    attribute,
    attributes,
    decode_xml,
    parse_xml,
)
from indictx.formats.base import FormatOptions, Segment

_CODES_1 = Codes(
    pairs=frozenset({"g", "mrk", "sub"}),
    opening={"bpt": "id", "bx": "id"},
    closing={"ept": "id", "ex": "id"},
    kept=frozenset({("mtype", "protected"), ("translate", "no")}),
)
_CODES_2 = Codes(
    pairs=frozenset({"pc", "mrk"}),
    opening={"sc": "id", "sm": "id"},
    closing={"ec": "startRef", "em": "startRef"},
    kept=frozenset({("translate", "no")}),
)
_OPEN_STATES = frozenset({"new", "needs-translation", "initial"})
_DONE_1, _DONE_2 = "needs-review-translation", "translated"
#: The states of what says the same as its source.
_UNDONE = {_DONE_1: "needs-translation", _DONE_2: "initial"}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Unit:
    """One source with the place of its target.

    Attributes:
        key: Identifiers of file and unit.
        source: Element with the source; in 1.2 the segmented one, if there is one.
        last: Element behind which a new target goes.
        target: Element with the target, if there is one.
        state: Attribute with the state.
        notes: What translators were told.
        has_own_state: A target says its state itself.
    """

    key: str
    source: Element
    last: Element
    target: Element | None
    state: Attribute | None
    notes: str | None
    has_own_state: bool


class Xliff:
    """XLIFF files."""

    name = "xliff"
    extensions = (".xlf", ".xliff", ".mxliff", ".sdlxliff")

    def parse(self, data: bytes, options: FormatOptions) -> SpanDocument:
        """Read units; see :meth:`Format.parse`."""
        text, codec = decode_xml(data, options.encoding)
        root = parse_xml(text)
        version = attribute(text, root, "version") or ""
        if root.name != "xliff" or version[:1] not in {"1", "2"}:
            raise ParseError("it is neither XLIFF 1 nor 2", place="line 1")
        is_first = version.startswith("1")
        codes, done = (_CODES_1, _DONE_1) if is_first else (_CODES_2, _DONE_2)
        units = _units_1(text, root) if is_first else _units_2(text, root)
        edits = [
            one
            for unit in units
            for one in _edits(text, unit, codes, done)
            if options.all_entries or _is_open(unit, one.segment)
        ]
        changes = list(_language_changes(text, root, options, is_first=is_first))
        return SpanDocument(
            text,
            codec,
            unique_keys(edits),
            is_bilingual=True,
            changes=changes,
            errors="xmlcharrefreplace",
        )


def _is_open(unit: _Unit, segment: Segment) -> bool:
    state = unit.state.value if unit.state else ""
    return segment.existing is None or state in _OPEN_STATES


def _units_1(text: str, root: Element) -> Iterator[_Unit]:
    for number, file in enumerate(root.walk("file"), start=1):
        for unit in file.walk("trans-unit"):
            values = {each.name: each.value for each in attributes(text, unit)}
            source = unit.first("source")
            if source is None:
                raise ParseError(
                    "it has no source", place=f"file {number} unit {values.get('id', '?')}"
                )
            if _is_kept(text, unit):
                continue
            segmented = unit.first("seg-source")
            target = unit.first("target")
            found = attributes(text, target) if target else []
            yield _Unit(
                key=f"file {number} unit {values.get('id', '?')}",
                source=segmented or source,
                last=segmented or source,
                target=target,
                state=next((each for each in found if each.name == "state"), None),
                notes=_notes(unit.elements("note")),
                has_own_state=True,
            )


def _units_2(text: str, root: Element) -> Iterator[_Unit]:
    for number, file in enumerate(root.walk("file"), start=1):
        for unit in file.walk("unit"):
            name = attribute(text, unit, "id") or "?"
            if _is_kept(text, unit):
                continue
            notes = _notes(
                note for each in unit.elements("notes") for note in each.elements("note")
            )
            for index, segment in enumerate(unit.walk("segment"), start=1):
                source = segment.first("source")
                key = f"file {number} unit {name} segment {index}"
                if source is None:
                    raise ParseError("it has no source", place=key)
                found = attributes(text, segment)
                yield _Unit(
                    key=key,
                    source=source,
                    last=source,
                    target=segment.first("target"),
                    state=next((each for each in found if each.name == "state"), None),
                    notes=notes,
                    has_own_state=False,
                )


def _is_kept(text: str, unit: Element) -> bool:
    """Say whether a unit stays by its own word, or else by that of the nearest group or file."""
    here: Element | None = unit
    while here is not None:
        own = attribute(text, here, "translate")
        if own is not None:
            return own == "no"
        here = here.parent
    return False


def _notes(notes: Iterator[Element]) -> str | None:
    return "; ".join(" ".join(note.text().split()) for note in notes) or None


def _edits(text: str, unit: _Unit, codes: Codes, done: str) -> Iterator[Edit]:
    inline = read_mixed(text, unit.source, codes)
    if not inline.plain().strip():
        return
    there = read_mixed(text, unit.target, codes) if unit.target else None
    spans, frame = _places(text, unit)
    cases = message_edits(
        inline,
        spans,
        key=unit.key,
        note=unit.notes,
        existing=there,
        frame=lambda raw: frame(raw, done),
    )
    if cases is not None:
        yield from cases
        return

    def write(value: str) -> Sequence[str]:
        # A text with words that says the same is for people to look at.
        is_copy = value == inline.source and has_letters(inline.plain())
        return frame(inline.render(value), _UNDONE[done] if is_copy else done)

    existing = there.source if there else ""
    segment = Segment(
        key=unit.key, source=inline.source, existing=existing or None, context=unit.notes
    )
    yield Edit(segment=segment, spans=spans, write=write, check=inline.check)


def _places(
    text: str, unit: _Unit
) -> tuple[tuple[tuple[int, int], ...], Callable[[str, str], Sequence[str]]]:
    """Return where a target and its state go, and what turns them into the raw text there."""
    state = (unit.state.start, unit.state.end) if unit.state else None
    target = unit.target
    if target is None:
        return _inserted(text, unit, state)
    is_empty = target.inner_end == target.end
    place = (target.start, target.end) if is_empty else (target.inner_start, target.inner_end)
    opening = text[target.start : target.inner_start].rstrip("/> \t\r\n")

    def frame(raw: str, done: str) -> Sequence[str]:
        if not is_empty:
            return [raw] if state is None else [done, raw]
        start = opening
        if state and target.start < state[0] < target.inner_start:
            offset = state[0] - target.start
            start = opening[:offset] + done + opening[offset + state[1] - state[0] :]
        element = f"{start}>{raw}</{target.name}>"
        return [element] if state is None or start is not opening else [done, element]

    inside = state is not None and is_empty and target.start < state[0] < target.end
    return (place,) if state is None or inside else (state, place), frame


def _inserted(
    text: str, unit: _Unit, state: tuple[int, int] | None
) -> tuple[tuple[tuple[int, int], ...], Callable[[str, str], Sequence[str]]]:
    gap = gap_before(text, unit.last)

    def frame(raw: str, done: str) -> Sequence[str]:
        attribute = f' state="{done}"' if unit.has_own_state else ""
        element = f"{gap}<target{attribute}>{raw}</target>"
        return [element] if state is None else [done, element]

    place = (unit.last.end, unit.last.end)
    return (place,) if state is None else (state, place), frame


def _language_changes(
    text: str, root: Element, options: FormatOptions, *, is_first: bool
) -> Iterator[Change]:
    """Name the target language where the file does not."""
    if options.tgt_lang is None:
        return
    from indictx.languages import language

    tag = language(options.tgt_lang).bcp47
    name = "target-language" if is_first else "trgLang"
    for element in root.walk("file") if is_first else [root]:
        found = next((each for each in attributes(text, element) if each.name == name), None)
        if found is None:
            end = element.start + 1 + len(element.name)
            yield Change(end, end, f' {name}="{tag}"')
        elif not found.value.strip():
            yield Change(found.start, found.end, tag)


XLIFF = Xliff()
