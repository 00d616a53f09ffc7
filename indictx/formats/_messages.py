"""ICU messages as segments: one for each case of a plural or select."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from indictx.formats._icu import Branch, branches
from indictx.formats._inline import Inline, InlineBuilder
from indictx.formats._json import Leaf, Style, raw_offsets
from indictx.formats._spans import Edit, is_translatable
from indictx.formats.base import Segment


def case_edits(
    text: str, leaf: Leaf, style: Style, *, key: str, note: str | None = None
) -> list[Edit] | None:
    """Return a segment for each case of a plural or select; ``None`` for a text without.

    Args:
        text: The file.
        leaf: The string.
        style: How the file writes strings.
        key: Beginning of the keys of the segments.
        note: What is said about the message.
    """
    cases = branches(leaf.value)
    return list(_edits(text, leaf, style, key, note, cases)) if cases else None


def _edits(
    text: str, leaf: Leaf, style: Style, key: str, note: str | None, cases: list[Branch]
) -> Iterator[Edit]:
    offsets = raw_offsets(text[leaf.start + 1 : leaf.end - 1])

    def place(start: int, end: int) -> tuple[int, int]:
        return leaf.start + 1 + offsets[start], leaf.start + 1 + offsets[end]

    cases, texts = _read(leaf.value, cases, _inline)
    # The text around is in every case now, so the first to be written removes it.
    around = sorted({place(*each) for case in cases for each in case.around})
    for case, inline in zip(cases, texts, strict=True):
        if not is_translatable(inline.plain()):
            continue
        yield Edit(
            segment=Segment(key=f"{key} {case.name}", source=inline.source, context=note),
            spans=(place(case.start, case.end), *around),
            write=_writer(inline, style, len(around)),
            check=inline.check,
            group=str(leaf.start) if case.around else "",
        )
        around = []


def _writer(inline: Inline, style: Style, others: int) -> Callable[[str], list[str]]:
    return lambda target: [style.inner(inline.render(target)), *[""] * others]


def message_edits(
    message: Inline,
    spans: Sequence[tuple[int, int]],
    *,
    key: str,
    note: str | None = None,
    existing: Inline | None = None,
    frame: Callable[[str], Sequence[str]] = lambda raw: [raw],
) -> list[Edit] | None:
    """Return a segment for each case of a plural or select; ``None`` for a text without.

    Args:
        message: The text.
        spans: Stretches of the file that its translation replaces.
        key: Beginning of the keys of the segments.
        note: What is said about the message.
        existing: Translation that is there already.
        frame: Turns the raw text of a translation into that of each stretch, of which the last
            has it.
    """
    value = message.source
    cases = branches(value) if "{" in value and "," in value else []
    # Codes of the text around would be in the file once for each case.
    if not cases or (message.tags and cases[0].around):
        return None

    cases, texts = _read(value, cases, lambda text, case: _inline(text, case, message))
    moved = [place for case in cases for place in case.around]

    def fixed(start: int, end: int) -> str:
        text = "".join(
            char
            for at, char in enumerate(value[start:end], start)
            if not any(first <= at < last for first, last in moved)
        )
        inline = _inline(text, Branch("", start, end), message)
        return inline.render(inline.source)

    said = [pair for pair in zip(cases, texts, strict=True) if is_translatable(pair[1].plain())]
    there = _existing(existing) if existing and existing.source.strip() else None
    *others, last = frame("\0")
    before, _, after = last.partition("\0")
    before, after = before + message.before, message.after + after
    edits = []
    position = 0
    for index, (case, inline) in enumerate(said):
        before += fixed(position, case.start)
        position = case.end
        is_last = index == len(said) - 1
        edits.append(
            Edit(
                segment=Segment(
                    key=f"{key} {case.name}",
                    source=inline.source,
                    existing=there(case.name) if there else None,
                    context=note,
                ),
                spans=((spans[-1][1], spans[-1][1]),) if index else tuple(spans),
                write=_whole_writer(
                    [] if index else others,
                    before,
                    inline,
                    fixed(position, len(value)) + after if is_last else "",
                ),
                check=inline.check,
                group=str(spans[-1][0]),
            )
        )
        before = ""
    return edits


def _existing(message: Inline) -> Callable[[str], str]:
    """Return what finds the text of a case; it is the whole message if that has no such case."""
    cases = branches(message.source)
    _, texts = _read(message.source, cases, lambda text, case: _inline(text, case, message))
    found = {case.name: text.source for case, text in zip(cases, texts, strict=True)}
    return lambda name: found.get(name) or message.source


def _whole_writer(
    others: Sequence[str], before: str, inline: Inline, after: str
) -> Callable[[str], list[str]]:
    return lambda target: [*others, before + inline.render(target) + after]


def _read(
    value: str, cases: list[Branch], read: Callable[[str, Branch], Inline]
) -> tuple[list[Branch], list[Inline]]:
    """Return cases with their texts, the text around in each if all of them have words."""
    texts = [read(case.before + value[case.start : case.end] + case.after, case) for case in cases]
    if all(is_translatable(each.plain()) for each in texts):
        return cases, texts
    # The text around has no words either; it stays where it is.
    cases = [replace(case, around=()) for case in cases]
    return cases, [read(value[case.start : case.end], case) for case in cases]


def _inline(value: str, case: Branch, message: Inline | None = None) -> Inline:
    """Return a part of a message as a text of its own, with the tags that are in it."""
    builder = InlineBuilder(message.wrap if message else str)
    position = 0
    for match in message.tags_in(value) if message else ():
        _add(builder, value[position : match.start()], case)
        position = match.end()
        tag = message.tags.get(int(match[3])) if message else None
        if tag is None:
            builder.text(match[0])
        elif match[1]:
            builder.close(match[3], tag.close or "")
        elif tag.close is None:
            builder.empty(tag.open)
        else:
            builder.open(match[3], tag.open, tag.wrap, is_tight=tag.is_tight)
    _add(builder, value[position:], case)
    return builder.build()


def _add(builder: InlineBuilder, value: str, case: Branch) -> None:
    if not case.has_number:
        builder.text(value)
        return
    first, *others = value.split("#")
    builder.text(first)
    for other in others:
        builder.empty("#")
        builder.text(other)
