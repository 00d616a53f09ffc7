"""Segments of exchange formats: mixed content in which elements stand for codes of other formats."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from indictx.formats._inline import Inline, InlineBuilder
from indictx.formats._xml import Element, Text, attribute, attributes, escape

_WIDEST_GAP = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Codes:
    """What the elements of a segment are.

    Attributes:
        pairs: Elements whose content is text.
        opening: Elements that begin a pair, and the attribute that names it.
        closing: Elements that end a pair, and the attribute that names it.
        kept: Attributes and values that say of a pair that its content stays.
    """

    pairs: frozenset[str]
    opening: Mapping[str, str]
    closing: Mapping[str, str]
    kept: frozenset[tuple[str, str]] = frozenset()


def read_mixed(text: str, element: Element, codes: Codes) -> Inline:
    """Return the content of an element as a segment.

    Args:
        text: The file.
        element: What holds the segment.
        codes: What the elements in it are; those not named are tags without text.
    """
    builder = InlineBuilder(escape)
    _add(builder, text, element, codes)
    return builder.build()


def _add(builder: InlineBuilder, text: str, parent: Element, codes: Codes) -> None:
    end = 0
    for child in parent.children:
        if child.start < end:
            continue
        if isinstance(child, Text):
            builder.text(child.value)
            continue
        raw = text[child.start : child.end]
        kept_end = _kept_end(text, parent, child, codes)
        if kept_end is not None:
            end = kept_end
            builder.empty(text[child.start : end])
        elif child.name in codes.pairs and child.inner_end < child.end:
            builder.open(child.name, text[child.start : child.inner_start])
            _add(builder, text, child, codes)
            builder.close(child.name, text[child.inner_end : child.end])
        elif child.name in codes.opening:
            builder.open(f"code {attribute(text, child, codes.opening[child.name])}", raw)
        elif child.name in codes.closing:
            builder.close(f"code {attribute(text, child, codes.closing[child.name])}", raw)
        else:
            builder.empty(raw)


def _kept_end(text: str, parent: Element, child: Element, codes: Codes) -> int | None:
    """Return where a pair ends whose content stays; ``None`` for any other element."""
    is_pair = child.name in codes.pairs
    if not (is_pair or child.name in codes.opening):
        return None
    if not any((each.name, each.value) in codes.kept for each in attributes(text, child)):
        return None
    if is_pair:
        return child.end
    name = attribute(text, child, codes.opening[child.name])
    ends = (
        each.end
        for each in parent.elements(*codes.closing)
        if each.start > child.start and attribute(text, each, codes.closing[each.name]) == name
    )
    return next(ends, None)


def gap_before(text: str, element: Element) -> str:
    """Return the line break and indent before an element, to be used before its new sibling."""
    before = text[max(0, element.start - _WIDEST_GAP) : element.start]
    gap = before[len(before.rstrip()) :]
    return gap if before.endswith(f">{gap}") else ""
