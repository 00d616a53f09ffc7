"""Lay out text on screen lines: measured in graphemes, cut at spaces only.

A Devanagari word of six code points may be two letters wide, so counting code points would break
lines far too early.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from indictx.text.tokenize import graphemes

_TAG = re.compile(r"</?[gx]+[1-9]\d*/?>")
_SPACES = re.compile("[ \\t\\n\\r\\f\\v\\u2028\\u2029]+")
_PAUSES = tuple(",;:.!?।॥۔؟،—–)”\"'")
# Splitting behind a comma is worth this much of the whole length off the ideal place.
_PAUSE_WORTH = 0.08


def words_of(text: str) -> list[str]:
    """Return what no line break may cut: words, with their no-break spaces."""
    return [word for word in _SPACES.split(text) if word]


def width(text: str) -> int:
    """Return how many graphemes a reader sees; numbered tags are not seen."""
    return len(graphemes(_TAG.sub("", text)))


def split_by_length(text: str, weights: Sequence[int]) -> list[str]:
    """Cut a text at spaces into as many parts as there are weights, with lengths like them.

    Args:
        text: What to cut.
        weights: Lengths of the parts of the source, each at least 1.

    Returns:
        The parts, none of them blank unless the text is; with fewer words than weights, the last
        word is repeated, as it would stay on the screen.
    """
    words = words_of(text)
    if not words:
        return [""] * len(weights)
    ends = _ends(words)
    total = sum(weights)
    parts = []
    first, weight = 0, 0
    for index in range(len(weights) - 1):
        weight += weights[index]
        # Leave a word for each of the parts to come, as far as there are any.
        last = len(words) - (len(weights) - 1 - index)
        if first >= len(words) or last <= first:
            cut = min(first + 1, len(words))
        else:
            ideal = ends[-1] * weight / total
            cut = min(range(first + 1, last + 1), key=lambda at: _distance(words, ends, at, ideal))
        parts.append(" ".join(words[first:cut]) or words[-1])
        first = cut
    parts.append(" ".join(words[first:]) or words[-1])
    return parts


def _ends(words: Sequence[str]) -> list[int]:
    ends, at = [], 0
    for word in words:
        at += width(word) + 1
        ends.append(at)
    return ends


def _distance(words: Sequence[str], ends: Sequence[int], cut: int, ideal: float) -> float:
    off = abs(ends[cut - 1] - ideal)
    return off - _PAUSE_WORTH * ends[-1] if words[cut - 1].endswith(_PAUSES) else off


def wrap(text: str, longest: int) -> list[str]:
    """Break a text into as few lines as fit, of about the same length.

    Args:
        text: What to break; its white space is collapsed.
        longest: Graphemes per line; a longer word has a line of its own.
    """
    words = [(word, width(word)) for word in words_of(text)]
    least = len(_fill(words, longest))
    # The narrowest width that needs no more lines gives the most even ones.
    low, high = 1, longest
    while low < high:
        middle = (low + high) // 2
        if len(_fill(words, middle)) > least:
            low = middle + 1
        else:
            high = middle
    return _fill(words, low)


def _fill(words: Sequence[tuple[str, int]], longest: int) -> list[str]:
    lines: list[str] = []
    room = 0
    for word, need in words:
        if lines and need + 1 <= room:
            lines[-1] += f" {word}"
            room -= need + 1
        else:
            lines.append(word)
            room = longest - need
    return lines
