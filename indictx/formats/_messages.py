"""ICU messages in JSON strings as segments: one for each case of a plural or select."""

from __future__ import annotations

from collections.abc import Callable, Iterator
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

    texts = [
        _inline(case.before + leaf.value[case.start : case.end] + case.after, case)
        for case in cases
    ]
    if not all(is_translatable(each.plain()) for each in texts):
        # The text around has no words either; it stays where it is.
        cases = [replace(case, around=()) for case in cases]
        texts = [_inline(leaf.value[case.start : case.end], case) for case in cases]
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


def _inline(value: str, case: Branch) -> Inline:
    builder = InlineBuilder(str)
    if case.has_number:
        first, *others = value.split("#")
        builder.text(first)
        for other in others:
            builder.empty("#")
            builder.text(other)
    else:
        builder.text(value)
    return builder.build()
