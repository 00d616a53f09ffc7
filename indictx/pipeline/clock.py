"""Times of day in words: ``5:30 p.m.`` is ``5:30 in the evening``.

Small models lose ``p.m.``, or spell it; languages of India say which part of the day it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from indictx._patterns import compile_pattern
from indictx.text.protect import SLOT_CLASS, slot_index

__all__ = ["has_time", "in_words"]

_NUMBER = rf"(?:[{SLOT_CLASS}]|(?<![\w.:])\d{{1,2}}(?:[:.]\d\d)?)"
# The full stop at the end of the text is that of the sentence as well.
_SPACE = "[ \u00a0\u202f]?"
# Between both may be the end of markup: <b>10:30</b> p.m.
_TIME = rf"({_NUMBER}[{SLOT_CLASS}]?){_SPACE}([aApP])(?:\.[mM](?:\.(?=.))?+|[mM])(?![\w'’])"
_PART = r"(?: (?:o'clock )?(?:in the (?:morning|afternoon|evening)|at night)\b)?+"
_HINT = compile_pattern(rf"[{SLOT_CLASS}\d]{_SPACE}[aApP]\.?[mM](?!\w)")
_RANGE = compile_pattern(
    rf"(?:\b((?i:between) )|\b(?i:from) )?{_TIME}"
    rf"(?: ?[-–—] ?| (?i:to|till|until) |(?(1) (?i:and) |(?!))){_TIME}"
)
_ONE = compile_pattern(_TIME + _PART)
_HOUR = re.compile(r"(\d{1,2})(?:[:.](\d\d))?")
_HOURS = re.compile(r"\d{1,2}(?:[:.]\d\d)?(?: ?[-–—] ?\d{1,2}(?:[:.]\d\d)?)?(?!\w|[/,.:]\d)")


def has_time(text: str) -> bool:
    """Say whether a number or other slot stands before a.m. or p.m."""
    return _HINT.search(text) is not None


def in_words(text: str, values: Sequence[str]) -> str:
    """Return an English text with the part of the day in words.

    Args:
        text: A sentence, with slots.
        values: What its slots stand for, from slot 0 on.
    """

    def said(number: str, letter: str, clock: str = "") -> str:
        shown = value(number)
        # 10-12 am ends at noon, 9-5 pm begins in the morning.
        hours = _HOUR.findall(shown)
        hour, minutes = hours[-1 if letter in "pP" else 0]
        part = _part(int(hour) % 12, is_afternoon=letter in "pP")
        return f"{number}{clock * (len(hours) == 1 and not minutes)} {part}"

    def value(number: str) -> str:
        return number if number[0] in "0123456789" else values[slot_index(number[0])]

    def is_time(number: str) -> bool:
        return _HOURS.match(value(number)) is not None

    def in_range(found: re.Match[str]) -> str:
        if not (is_time(found[2]) and is_time(found[4])):
            return found[0]
        # Between two times no model of ours wants "o'clock".
        return f"from {said(found[2], found[3])} to {said(found[4], found[5])}"

    def alone(found: re.Match[str]) -> str:
        return said(found[1], found[2], " o'clock") if is_time(found[1]) else found[0]

    said_so = _ONE.sub(alone, _RANGE.sub(in_range, text))
    # A text in capitals stays one, for in_sentence_case to see.
    return said_so.upper() if text.isupper() else said_so


def _part(hour: int, *, is_afternoon: bool) -> str:
    """Return the part of the day of an hour from 0 to 11."""
    if hour < 4:
        return "in the afternoon" if is_afternoon else "at night"
    if not is_afternoon:
        return "in the morning"
    return "in the evening" if hour < 8 else "at night"
