"""English dates as models read them best: ``May 3rd, 1990`` and ``the 3rd of May`` are ``3 May``.

Numbers are slots, so a model cannot tell the day of "May 3" from the year of "May 2020", and small
ones write "the 3rd of May" with two months.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from indictx._patterns import compile_pattern
from indictx.text._span_parts import compiled
from indictx.text.protect import SLOT_CLASS, slot_index

__all__ = ["MONTHS", "day_first", "has_date"]

#: Months by what is written for them.
MONTHS = {
    "Jan": "January",
    "Feb": "February",
    "Mar": "March",
    "Apr": "April",
    "Jun": "June",
    "Jul": "July",
    "Aug": "August",
    "Sept": "September",
    "Sep": "September",
    "Oct": "October",
    "Nov": "November",
    "Dec": "December",
}
_NAMES = {short.upper(): name for short, name in MONTHS.items()}
_NAMES |= {name.upper(): name for name in (*MONTHS.values(), "May")}
_SMALL = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
]
_LONG = "|".join([*MONTHS.values(), "May"])
# The full stop at the end of a text is that of the sentence as well.
_ANY = rf"(?:{_LONG})\b|(?:{'|'.join(MONTHS)})\b(?:\.(?=.))?+"
_MONTH = f"(?P<month>{_ANY})"
_NUMBER = rf"(?:[{SLOT_CLASS}]|(?<![\d.,])\d++(?![.,:/]?\d))"
_ENDING = "(?:st|nd|rd|th)"
_BETWEEN = " ?[-–—] ?| (?:to|till|until|and|or|through) "
_DAY_FIRST = (
    rf"(?<![\w.,:/-])(?:the )?(?:(?P<first>\d\d?){_ENDING}?(?P<between>{_BETWEEN})(?:the )?)?"
    rf"(?P<day>\d\d?){_ENDING}(?: day)?(?: of)? {_MONTH}"
)
_MONTH_FIRST = (
    rf"(?<![\w'’.-])(?<![{SLOT_CLASS}\d] ){_MONTH} (?:the )?(?P<day>{_NUMBER}){_ENDING}?+"
    rf"(?:(?P<between>{_BETWEEN})(?P<last>{_NUMBER}){_ENDING}?+)?"
    r"(?![\w%/]|[:-]\w)"
)
_WITH_COMMA = rf"(?P<day>{_NUMBER}) {_MONTH}(?=, {_NUMBER})"
_YEAR = rf"(?:,? of|,)? (?P<year>{_NUMBER})(?![\w%/]|[:-]\w)"
# in_digits leaves them, since they are small.
_IN_WORDS = rf"\b(?:{'|'.join(_SMALL)})(?= (?:day )?of (?:{_ANY}))"
# Not "May 3 people come in?", "March 3 steps", "in June 12 people died"
_ENDS = (
    rf" ?$|[{SLOT_CLASS}]| ?[-–—](?!\w)| ?[.,;:!?)\]\"”'’]| (?:and|or|but|to|till|until|at|in|on|for|from|by|with|as|when|because"
    r"|after|before|is|was|were|will|has|had|falls?|starts?|begins?|ends?)\b"
)
_BEFORE = re.compile(
    r"\b(?:on|by|before|until|till|since|from|after|around|dated) $", re.IGNORECASE
)
# A month begins so. Most texts have none, which is found ten times faster.
_BEGINNINGS = tuple(name[:3].lower() for name in (*MONTHS.values(), "May"))
_DIGIT = re.compile(rf"[{SLOT_CLASS}\d]")
_HINT = compile_pattern(
    rf"\b(?=[ADFJMNOS])(?:{_ANY}) (?:the )?[{SLOT_CLASS}\d]|\d{_ENDING}(?: day)?(?: of)? (?:{_ANY})"
    rf"|{_IN_WORDS}"
    rf"|[{SLOT_CLASS}\d] (?:{_ANY}), [{SLOT_CLASS}\d]",
    re.IGNORECASE,
)
_LONGEST_BEFORE = len("before ")
_DAYS = re.compile(r"(?:[12]?[1-9]|[123]0|31)(?:[-–](?:[12]?[1-9]|[123]0|31))?")
_YEARS = re.compile(r"[12]\d{3}")


def has_date(text: str) -> bool:
    """Say whether a number or other slot stands behind a month, or an ordinal before one."""
    if _DIGIT.search(text) is None and " of " not in text:
        return False
    lower = text.lower()
    for beginning in _BEGINNINGS:  # any() would take twice as long
        if beginning in lower:
            return _HINT.search(text) is not None
    return False


def day_first(text: str, values: Sequence[str]) -> str:
    """Return an English text with its dates as day, month and year.

    Slots keep their order.

    Args:
        text: A sentence, with slots.
        values: What its slots stand for, from slot 0 on.
    """
    if not has_date(text):
        return text
    text = compiled(_IN_WORDS, re.IGNORECASE).sub(_with_digits, text)
    for pattern in (_DAY_FIRST, _MONTH_FIRST, _WITH_COMMA):
        pieces: list[str] = []
        position = 0
        for found in compiled(pattern, re.IGNORECASE).finditer(text):
            days = _days(text, found, values)
            if days is None:
                continue
            date = f"{days} {_NAMES[found['month'].rstrip('.').upper()]}"
            end = found.end()
            year = _year(text, end, values)
            if year:
                date, end = f"{date} {year['year']}", year.end()
            # A text in capitals stays one, for in_sentence_case to see.
            pieces += (text[position : found.start()], date.upper() if text.isupper() else date)
            position = end
        text = "".join(pieces) + text[position:]
    return text


def _with_digits(found: re.Match[str]) -> str:
    return f"{_SMALL.index(found[0].lower()) + 1}th"


def _days(text: str, found: re.Match[str], values: Sequence[str]) -> str | None:
    """Return the day or days of a match, ``None`` if it is no date."""
    numbers = found.groupdict()
    days = [numbers[name] for name in ("first", "day", "last") if numbers.get(name)]
    if not all(_DAYS.fullmatch(_value(day, values)) for day in days):
        return None
    between = numbers.get("between") or ""
    # "April 7 - 16 people died"
    is_open = " " in between and not between.strip().isalpha()
    if found.start("month") < found.start("day") and not (
        _year(text, found.end(), values)
        or compiled(_ENDS, re.IGNORECASE).match(text, found.end())
        or (not is_open and _BEFORE.search(text[: found.start()][-_LONGEST_BEFORE:]))
    ):
        return None
    return (between if between.strip().isalpha() else " to ").join(days)


def _year(text: str, start: int, values: Sequence[str]) -> re.Match[str] | None:
    """Return the year that stands behind a date."""
    year = compiled(_YEAR, re.IGNORECASE).match(text, start)
    return year if year and _YEARS.fullmatch(_value(year["year"], values)) else None


def _value(number: str, values: Sequence[str]) -> str:
    """Return what a number is, which may be a slot."""
    if number.isdecimal():
        return number
    index = slot_index(number)
    return values[index] if index < len(values) else ""
