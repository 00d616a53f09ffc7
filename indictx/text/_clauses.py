"""Cut a sentence that is too long for a model where it hurts least."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from functools import cache

from indictx.text import _segment_data as data
from indictx.text._rules import split_words
from indictx.text.tokenize import Span, cluster

# How much better a place is than any white space, in units of its distance from the ideal place.
_AFTER_STOP = 1.4
_AFTER_COMMA = 1.1
_BEFORE_CONJUNCTION = 0.8
# Within a sentence a full stop is that of an abbreviation: written by Prof. | Rao, at 5 p.m. | on Friday
_AFTER_ABBREVIATION = -1.0

_STOPS = tuple(";:؛.!?…।॥۔؟᱾᱿꯫–—")
_COMMAS = tuple(",،)]”")
# Longer than a grapheme of any language, shorter than a window.
_CLUSTER = 64
_WORD = 32


def clauses(text: str, limit: int, size: Callable[[str], int]) -> list[Span]:
    """Split a text into spans of limited size, at clause boundaries where there are some.

    The spans are of similar size. They end after a stop, a colon or a dash, else after a comma,
    else before a conjunction, else after white space, else between two graphemes.

    Args:
        text: One sentence, or any text.
        limit: The largest size wanted, at least 1.
        size: What to limit, for instance how many pieces a vocabulary makes of a text. It is
            called on the whole text once, then on a few times the text's length in all.

    Returns:
        Spans that tile the text, none empty. A single code point larger than ``limit`` is
        returned as it is; every other span is within the limit.

    Raises:
        ValueError: ``limit`` is less than 1.
    """
    if limit < 1:
        raise ValueError(f"limit must be at least 1, not {limit}")
    total = size(text) if text else 0
    if total <= limit:
        return [Span(0, len(text))] if text else []
    found: list[Span] = []
    start, per_unit = 0, len(text) / total
    while start < len(text):
        stop = _place(text, start, limit * per_unit)
        used = size(text[start:stop])
        if used > limit and stop - start > 1:
            # Shrinks in any case, however the size behaves.
            per_unit = min(per_unit * 0.9, (stop - start) / used)
            continue
        found.append(Span(start, stop))
        # Follow a change of density within the text, but not a single odd span.
        per_unit = min(2 * per_unit, (per_unit + (stop - start) / max(1, used)) / 2)
        start = stop
    return found


def halfway(text: str) -> int | None:
    """Return where a sentence falls best into two clauses, or ``None`` if no clause ends in it."""
    best, place = 0.0, None
    for gap in _gaps().finditer(text):
        bonus = _bonus(text, gap)
        score = bonus - abs(2 * gap.end() / len(text) - 1)
        if bonus > 0 and score > best:
            best, place = score, gap.end()
    return place


def _place(text: str, start: int, width: float) -> int:
    """Return where to cut, at most ``width`` code points after ``start``, and at least one."""
    rest = len(text) - start
    if rest <= width:
        return len(text)
    high = start + max(1, int(width))
    ideal = rest / math.ceil(rest / max(1.0, width))
    best, place = -math.inf, 0
    for match in _gaps().finditer(text, start + int(ideal / 2), high):
        score = _bonus(text, match) - abs(match.end() - start - ideal) / ideal
        if score >= best:
            best, place = score, match.end()
    return place or _between_graphemes(text, start, high)


@cache
def _gaps() -> re.Pattern[str]:
    return re.compile(r"(?<=\S)\s+")


@cache
def _abbreviation() -> re.Pattern[str]:
    """Return the full stop behind a single letter, or before what is no small letter."""
    return re.compile(r"(?<![^\W_])\w\.\s+\S\Z|\.\s+[^\sa-z]\Z")


def _bonus(text: str, gap: re.Match[str]) -> float:
    before = text[gap.start() - 1]
    if before == "." and _abbreviation().search(text, max(0, gap.start() - _WORD), gap.end() + 1):
        return _AFTER_ABBREVIATION
    if before in _STOPS:
        return _AFTER_STOP
    if before in _COMMAS:
        return _AFTER_COMMA
    following = text[gap.end() : gap.end() + _WORD].split(None, 1)
    if following and following[0] in split_words(data.CONJUNCTIONS):
        return _BEFORE_CONJUNCTION
    return 0.0


def _between_graphemes(text: str, start: int, high: int) -> int:
    """Return the last boundary of a grapheme up to ``high``; ``high`` if one reaches beyond."""
    place = start
    # A grapheme cut off by the end of the search ends beyond ``high``, so it is not taken.
    for match in cluster(astral=True).finditer(text, start, high + _CLUSTER):
        if match.end() > high:
            break
        place = match.end()
    return place if place > start else high
