"""English dates as models read them best: ``May 3rd, 1990`` and ``the 3rd of May`` are ``3 May``.

Numbers are slots, so a model cannot tell the day of "May 3" from the year of "May 2020", and small
ones write "the 3rd of May" with two months.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

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
_FULL = (*MONTHS.values(), "May")
_NAMES = {short.upper(): name for short, name in MONTHS.items()}
_NAMES |= {name.upper(): name for name in _FULL}
_SMALL = (
    *("first", "second", "third", "fourth", "fifth"),
    *("sixth", "seventh", "eighth", "ninth", "tenth"),
)
_LONG = "|".join(_FULL)
_ANY = rf"(?:(?:{_LONG})\b|(?:{'|'.join(MONTHS)})\b(?:\.(?=.))?+)"
_MONTH = f"(?P<month>{_ANY})"
_NUMBER = rf"(?:[{SLOT_CLASS}]|(?<![\d.,])\d++(?![.,:/]?\d))"
_ENDING = r" ?(?:st|nd|rd|th)\b"
_NTH = rf"(?P<{{}}>\d\d?){_ENDING}(?: day)?(?: of)?"
_BETWEEN = " ?[-–—] ?| & | (?:to|till|until|and|or|through) (?:the )?"
_DAY_FIRST = (
    rf"(?<![\w.,:/–—-])(?:the )?(?:(?P<first>\d\d?)(?:{_ENDING})?(?P<between>{_BETWEEN}))?"
    rf"{_NTH.format('day')} {_MONTH}"
)
_MONTH_FIRST = (
    rf"(?<![\w'’./–—-])(?<!\b[Nn]o\. )(?<!\b[Ff]ig\. ){_MONTH} (?:the )?(?P<day>{_NUMBER})(?P<ending>{_ENDING})?+"
    rf"(?:(?P<between>{_BETWEEN})(?P<last>{_NUMBER})(?:{_ENDING})?+(?! (?:of )?{_ANY}))?(?![\w%/]|[:-][a-z\d])"
)
# May 3-June 4, 15th August-20th August
_SPAN = (
    rf"(?<![\w'’./–—-])(?:{_MONTH} (?P<day>{_NUMBER})(?:{_ENDING})?+ ?[-–—] ?(?P<other>{_ANY}) (?P<last>{_NUMBER})"
    rf"|{_NTH.format('nth')} (?P<from>{_ANY}) ?[-–—] ?{_NTH.format('until')} (?P<to>{_ANY}))"
    rf"(?:{_ENDING})?+(?![\w%/])"
)
_WITH_COMMA = rf"(?P<day>{_NUMBER}) {_MONTH}(?=, ?{_NUMBER})"
# in_digits leaves them, since they are small.
_IN_WORDS = rf"\b(?:{'|'.join(_SMALL)})(?= (?:day )?of {_ANY}(?!['’]s))"
# Not "May 3 people come in?", "March 3 steps", "in June 12 people died"
_ENDS = (
    rf" ?$|[{SLOT_CLASS}](?!{_ENDING.removeprefix(' ?')})| ?[-–—](?!\w)| [-–—] | ?[.,;:!?)\]\"”'’]| [(&]"
    r"|[:-](?=[A-Z])| (?:and|or|but|to|till|until|through|at|in|on|for|from|by|with|as|when|because|after|before|is"
    r"|was|were|will|has|had|this|next|last|every|falls?|starts?|begins?|ends?|onwards?|morning|evening|night)\b"
)
_SUBJECT = r" (?:i|we|you|he|she|it|they|the|an?|my|our|his|her|their)\b"
_YEARS = (
    rf" (?P<year>{_NUMBER})(?![\w%/]|[:-]\w)",
    # "On May 3, 1500 people came"
    rf"(?:,? of |, ?)(?P<year>{_NUMBER})(?![\w%/]|[:-]\w)(?={_ENDS}|{_SUBJECT})",
)
_AT_DATE = r"\b(?:on|by|before|until|till|since|from|after|around|dated) $"
_COUNTED = (
    r" (?:per ?cent|hours?|days?|weeks?|months?|years?|minutes?|people|persons?|men|women|children|students|patients"
    r"|families|houses|rupees|litres?|kg|km|[ap]\.?m)\b"
)
_NO_DATE = r" Day\b|[-–]\w|['’]s"
_NAME = " [A-Z][a-z]"
# 1st, 2nd and 3rd May; May 17, 18 and 19
_LISTED = r"\d(?:st|nd|rd|th)(?:,| and| &) (?:the )?$|\b(?:first|second|third)(?:,| and) $"
_LIST_GOES_ON = rf",? (?:and |or |& )?(?P<day>{_NUMBER})(?:{_ENDING})?(?=,| and| &|[.;:)]| ?$)"
_CLASS = r"\b(?:class|std|standard|grades?) $"
# A month begins so. Most texts have none, which is found ten times faster.
_BEGINNINGS = tuple(name[:3].lower() for name in _FULL)
_DIGIT = re.compile(rf"[{SLOT_CLASS}\d]")
_HINT = (
    rf"\b(?=[ADFJMNOS]){_ANY} (?:the )?[{SLOT_CLASS}\d]|\d{_ENDING}(?: day)?(?: of)? {_ANY}"
    rf"|{_IN_WORDS}|[{SLOT_CLASS}\d] {_ANY}, ?[{SLOT_CLASS}\d]"
)
_LONGEST = len("standard ")
_ONE_DAY = "(?:0?[1-9]|[12][0-9]|3[01])"
_DAYS = f"{_ONE_DAY}(?:[-–]{_ONE_DAY})?"
_FOUR_DIGITS = r"[12]\d{3}"


def has_date(text: str) -> bool:
    """Say whether a number or other slot stands behind a month, or an ordinal before one."""
    if _DIGIT.search(text) is None and " of " not in text:
        return False
    lower = text.lower()
    for beginning in _BEGINNINGS:  # any() would take twice as long
        if beginning in lower:
            return compiled(_HINT, re.IGNORECASE).search(text) is not None
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
    # A text in capitals stays one, for in_sentence_case to see.
    is_upper = text.isupper()
    text = compiled(_IN_WORDS, re.IGNORECASE).sub(_with_digits, text)
    for pattern, read in _READERS.items():
        pieces: list[str] = []
        position = 0
        for found in compiled(pattern, re.IGNORECASE).finditer(text):
            date, end = read(text, found, values)
            if not date:
                continue
            year = _year(text, end, values)
            if year:
                date, end = f"{date} {year['year']}", year.end()
            elif found[0].endswith(".") and _begins(text, end):
                date += "."  # on 31st Dec. Pay now.
            pieces += (text[position : found.start()], date.upper() if is_upper else date)
            position = end
        text = "".join(pieces) + text[position:]
    return text


def _with_digits(found: re.Match[str]) -> str:
    return f"{_SMALL.index(found[0].lower()) + 1}th"


def _span(_: str, found: re.Match[str], values: Sequence[str]) -> tuple[str, int]:
    """Read a day of one month to a day of another; nothing if it is none."""
    first, last = found["day"] or found["nth"], found["last"] or found["until"]
    if not _are_days((first, last), values):
        return "", 0
    months = found["month"] or found["from"], found["other"] or found["to"]
    return f"{first} {_name(months[0])} to {last} {_name(months[1])}", found.end()


def _day_before(text: str, found: re.Match[str], values: Sequence[str]) -> tuple[str, int]:
    """Read one or two days before their month."""
    before, behind = _before(text, found), text[found.end() : found.end() + _LONGEST]
    days = [found[name] for name in ("first", "day") if found[name]]
    # The 1st Jan Aushadhi Kendra
    is_short = len(found["month"]) == 3 and found["month"] != "May" and " of " not in found[0]
    if (
        not _are_days(days, values)
        or compiled(_LISTED).search(before)
        or compiled(_CLASS, re.IGNORECASE).search(before)
        or compiled(_NO_DATE).match(behind)
        or (is_short and compiled(_NAME).match(behind))
    ):
        return "", 0
    return f"{_joined(days, found['between'])} {_name(found['month'])}", found.end()


def _day_behind(text: str, found: re.Match[str], values: Sequence[str]) -> tuple[str, int]:
    """Read one or two days behind their month."""
    before, end, between = _before(text, found), found.end(), found["between"]
    days = [found["day"], *([found["last"]] if found["last"] else [])]
    if len(days) > 1 and not _are_days(days[1:], values) and " " in between:
        days, end = days[:1], found.start("between")  # May 12 - 33 were killed
    if (
        not _are_days(days, values)
        or _is_number(before[-2:], values)
        or compiled(_COUNTED, re.IGNORECASE).match(text, end)
    ):
        return "", 0
    year = _year(text, end, values)
    is_verb = found["month"] in ("may", "march")
    is_sure = year or (found["ending"] and not is_verb)
    if not is_sure:
        goes_on = compiled(_LIST_GOES_ON, re.IGNORECASE).match(text, end)
        if goes_on and _are_days([goes_on["day"]], values):
            return "", 0
        ends = compiled(_ENDS, re.IGNORECASE).match(text, end)
        is_dated = compiled(_AT_DATE, re.IGNORECASE).search(before) is not None
        if not ends and (len(days) > 1 or not is_dated):
            return "", 0
        if is_verb and not is_dated:
            return "", 0
    return f"{_joined(days, between)} {_name(found['month'])}", end


def _with_comma(_: str, found: re.Match[str], values: Sequence[str]) -> tuple[str, int]:
    """Read a date whose year is behind a comma."""
    if not _are_days([found["day"]], values):
        return "", 0
    return f"{found['day']} {_name(found['month'])}", found.end()


_READERS = {
    _SPAN: _span,
    _DAY_FIRST: _day_before,
    _MONTH_FIRST: _day_behind,
    _WITH_COMMA: _with_comma,
}


def _before(text: str, found: re.Match[str]) -> str:
    return text[max(0, found.start() - _LONGEST) : found.start()]


def _joined(days: Sequence[str], between: str | None) -> str:
    word = (between or "").removesuffix("the ")
    if not word.strip().isalpha():
        word = " and " if "&" in word else " to "
    return word.join(days)


def _is_number(before: str, values: Sequence[str]) -> bool:
    """Say whether a number and a space stand before a month."""
    return before[1:] == " " and (
        before[0].isdecimal() or _value(before[0], values)[:1].isdecimal()
    )


def _name(month: str) -> str:
    return _NAMES[month.rstrip(".").upper()]


def _are_days(numbers: Iterable[str], values: Sequence[str]) -> bool:
    return all(compiled(_DAYS).fullmatch(_value(number, values)) for number in numbers)


def _begins(text: str, start: int) -> bool:
    """Say whether a sentence may begin there."""
    return re.match(rf" [A-Z{SLOT_CLASS}\d]", text[start : start + 2]) is not None


def _year(text: str, start: int, values: Sequence[str]) -> re.Match[str] | None:
    """Return the year that stands behind a date."""
    for pattern in _YEARS:
        year = compiled(pattern, re.IGNORECASE).match(text, start)
        if year and compiled(_FOUR_DIGITS).fullmatch(_value(year["year"], values)):
            return year
    return None


def _value(number: str, values: Sequence[str]) -> str:
    """Return what a number is, which may be a slot."""
    if number.isdecimal():
        return number
    index = slot_index(number)
    return values[index] if 0 <= index < len(values) else ""
