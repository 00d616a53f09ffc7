"""Placeholders that a program fills in by their order: ``%s of %d``, ``{}``.

A number or a name says what goes into a placeholder (``%1$s``, ``{name}``). Without one, the order
says it: a translation with ``%s`` before ``%d`` makes the program crash, or swaps two numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from indictx._patterns import compile_pattern
from indictx.text.protect import Span, slot_index, slot_pattern

__all__ = ["in_order", "reorders", "unnumbered"]

_PRINTF = "diouxXeEfFgGaAcspn@"
# What the first branches take is no placeholder, or has a number or name.
_PLACEHOLDER = compile_pattern(
    r"%%|%\([^()%\s]*+\)|\{\{|\}\}|\{%[^{}%]*+%\}"
    r"|(?P<percent>%(?:[ ](?=[\d.]*+l*+[df](?![A-Za-z])))?+[-+#0,'(]*+(?:\d++|\*)?+(?:\.(?:\d++|\*))?+"
    r"(?:[tT][A-Za-z]|(?:hh?|ll?|[Lzjtq](?=[A-Za-z]))?(?P<letter>[A-Za-z@])))|(?P<brace>\{(?:[:!][^{}]*+)?\})"
)
# Here a percent sign writes a character, or the text is in another language.
_NEVER = frozenset({"url", "icu", "comment"})


def unnumbered(spans: Iterable[Span]) -> list[tuple[int, str]]:
    """Return the placeholders without number or name, each with the number of its span.

    Dates have none: ``%d/%m/%Y`` may be written in another order.
    """
    found: list[tuple[int, str]] = []
    is_date = False
    for index, span in enumerate(spans):
        text = span.text
        if not ("%" in text or "{" in text) or span.kind in _NEVER or "://" in text:
            continue
        for match in _PLACEHOLDER.finditer(text):
            if match["percent"] or match["brace"]:
                found.append((index, match[0]))
                is_date = is_date or (match["letter"] or "s") not in _PRINTF
    return [one for one in found if one[1][0] == "{"] if is_date else found


def in_order(spans: Sequence[Span]) -> tuple[int, ...]:
    """Return the numbers of spans that must stay in their order; a single one is not counted."""
    found = tuple(dict.fromkeys(index for index, _ in unnumbered(spans)))
    return found if len(found) > 1 else ()


def reorders(ordered: Sequence[int], target: str) -> bool:
    """Say whether slots that must stay in their order have another one in a translation.

    Args:
        ordered: Numbers of these slots, ascending.
        target: A translation; whether slots are lost is not looked at.
    """
    if not ordered:
        return False
    found = [index for index in map(slot_index, slot_pattern().findall(target)) if index in ordered]
    return found != sorted(found)
