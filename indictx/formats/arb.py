"""Application resource bundles, as Flutter has them: messages are segments, cases of plurals too."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import cast

from indictx.errors import ParseError
from indictx.formats._codec import decode
from indictx.formats._json import Leaf, Style, strings
from indictx.formats._messages import case_edits
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
    cases = case_edits(text, leaf, style, key=key, note=note)
    if cases is not None:
        yield from cases
    elif is_translatable(leaf.value):
        segment = Segment(key=key, source=leaf.value, context=note)
        yield edit(segment, leaf.start, leaf.end, style.quoted)


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
