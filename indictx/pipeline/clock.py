"""Times of day in words: ``5:30 p.m.`` is ``5:30 in the evening``, and Rs. 500 p.m. is per month.

Small models lose ``p.m.``, or spell it; languages of India say which part of the day it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from indictx.text._span_parts import compiled
from indictx.text.protect import SLOT_CLASS, slot_index

__all__ = ["half_of_day", "has_time", "in_words", "is_time"]

_NUMBER = rf"(?:[{SLOT_CLASS}]|(?<![\w.:])\d{{1,2}}(?:[:.]\d\d)?)"
# The full stop at the end of the text is that of the sentence as well.
_SPACE = "[ \u00a0\u202f]?"
# Between both may be the end of markup: <b>10:30</b> p.m.
_HALF = r"(?:\.[mM](?:\.(?=.)|(?!\..))|[mM])(?![\w'’])"
_TIME = rf"({_NUMBER}[{SLOT_CLASS}]?){_SPACE}([aApP]){_HALF}"
_PART = r"(?: (?:o'clock )?(?:in the (?:morning|afternoon|evening)|at night)\b)?+"
_HINT = re.compile(rf"[{SLOT_CLASS}\d]{_SPACE}[aApP]\.?[mM](?!\w)")
# Compiled when first needed: few texts have a time.
_BEHIND = rf"({_SPACE})([aApP]{_HALF})"
_RANGE = (
    rf"(?:\b((?i:between) )|\b(?i:from) )?{_TIME}"
    rf"(?: ?[-–—] ?| (?i:to|till|until) |(?(1) (?i:and) |(?!))){_TIME}"
)
_ONE = _TIME + _PART
_HOUR = re.compile(r"(\d{1,2})(?:[:.]\d\d)?")
# Rs. 500 p.m., 20,000 p.m.
_MONEY = re.compile(r"₹|Rs|INR|\d{1,3},\d{2,3}")
_FULL_HOUR = re.compile(r"\d{1,2}")
_HOURS = re.compile(r"\d{1,2}(?:[:.]\d\d)?(?: ?[-–—] ?\d{1,2}(?:[:.]\d\d)?)?(?!\w|[/,.:]\d)")


def has_time(text: str) -> bool:
    """Say whether a number or other slot stands before a.m. or p.m."""
    return _HINT.search(text) is not None


def is_time(number: str) -> bool:
    """Say whether a number may be a time of day, or two of them: ``10``, ``5:30``, ``10-12``."""
    return _HOURS.match(number) is not None


def half_of_day(text: str, start: int) -> re.Match[str] | None:
    """Return the a.m. or p.m. that stands there: the space before it, and itself."""
    return compiled(_BEHIND).match(text, start)


def in_words(text: str, values: Sequence[str]) -> str:
    """Return an English text with the part of the day in words.

    Args:
        text: A sentence, with slots, or the ``p.m.`` of one.
        values: What its slots stand for, from slot 0 on, or the time before the ``p.m.``.
    """

    def value(number: str) -> str:
        return number if number[0] in "0123456789" else values[slot_index(number[0])]

    def in_range(found: re.Match[str]) -> str:
        times = value(found[2]), value(found[4])
        if not all(map(is_time, times)):
            return found[0]
        first, last = (
            _said(time, half) for time, half in zip(times, found.group(3, 5), strict=True)
        )
        # Between two times no model of ours wants "o'clock".
        return f"from {found[2]} {first} to {found[4]} {last}"

    def alone(found: re.Match[str]) -> str:
        time = value(found[1])
        if not is_time(time):
            is_paid = found[2] == "p" and _MONEY.match(time) is not None
            return f"{found[1]} per month" if is_paid else found[0]
        clock = " o'clock" if _FULL_HOUR.fullmatch(time) else ""
        return f"{found[1]}{clock} {_said(time, found[2])}"

    half = half_of_day(text, 0)
    if half and values and half.end() >= len(text.rstrip(".")):
        return _said(values[0], text[0])
    in_full = compiled(_ONE).sub(alone, compiled(_RANGE).sub(in_range, text))
    # A text in capitals stays one, for in_sentence_case to see.
    return in_full.upper() if text.isupper() else in_full


def _said(time: str, half: str) -> str:
    """Return the part of the day of a time."""
    # 10-12 am ends at noon, 9-5 pm begins in the morning.
    hours = _HOUR.findall(time)
    return _part(int(hours[-1 if half in "pP" else 0]) % 12, is_afternoon=half in "pP")


def _part(hour: int, *, is_afternoon: bool) -> str:
    """Return the part of the day of an hour from 0 to 11."""
    if hour < 4:
        return "in the afternoon" if is_afternoon else "at night"
    if not is_afternoon:
        return "in the morning"
    return "in the evening" if hour < 8 else "at night"
