"""Application resource bundles, as Flutter has them: messages are segments, cases of plurals too."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import cast

from indictx.errors import ParseError
from indictx.formats._codec import decode
from indictx.formats._icu import Branch, branches
from indictx.formats._inline import Inline, InlineBuilder
from indictx.formats._json import Leaf, Style, raw_offsets, strings
from indictx.formats._spans import Change, Edit, SpanDocument, edit, is_translatable, unique_keys
from indictx.formats.base import FormatOptions, Segment


class Arb:
    """ARB files."""

    name = "arb"
    extensions = (".arb",)

    def parse(self, data: bytes, options: FormatOptions) -> SpanDocument:
        """Read messages; see :meth:`Format.parse`."""
        text, codec = decode(data, options.encoding)
        style = Style.of(text)
        leaves = strings(text)
        if not isinstance(json.loads(text), dict):
            raise ParseError("it is no object of messages", place="line 1")
        notes = {
            cast("str", leaf.path[0])[1:]: leaf.value
            for leaf in leaves
            if leaf.path[1:] == ("description",)
        }
        edits = [
            one
            for leaf in leaves
            if len(leaf.path) == 1 and not str(leaf.path[0]).startswith("@")
            for one in _edits(text, leaf, style, notes.get(str(leaf.path[0])))
        ]
        changes = _locale_changes(leaves, style, options)
        return SpanDocument(text, codec, unique_keys(edits), changes=changes)


def _edits(text: str, leaf: Leaf, style: Style, note: str | None) -> Iterator[Edit]:
    key = str(leaf.path[0])
    cases = branches(leaf.value)
    if not cases:
        if is_translatable(leaf.value):
            segment = Segment(key=key, source=leaf.value, context=note)
            yield edit(segment, leaf.start, leaf.end, style.quoted)
        return
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


def _locale_changes(leaves: list[Leaf], style: Style, options: FormatOptions) -> list[Change]:
    if options.tgt_lang is None:
        return []
    from indictx.languages import language

    tag = language(options.tgt_lang).bcp47.replace("-", "_")
    return [
        Change(leaf.start, leaf.end, style.quoted(tag))
        for leaf in leaves
        if leaf.path == ("@@locale",)
    ]


ARB = Arb()
