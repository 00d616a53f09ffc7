"""Whether one side of a translation has a day, a month or a part of the day that the other lacks.

A small model takes one weekday for another, and the evening for the morning, in words as fluent as
ever; who reads it comes on the wrong day.
"""

from __future__ import annotations

from indictx.pipeline._calendar_words import (
    CALENDAR,
    ENGLISH_DAYS,
    ENGLISH_MONTHS,
    ENGLISH_PARTS,
)
from indictx.pipeline.said import Vocabulary
from indictx.text.protect import SLOT_CLASS

__all__ = ["DAYS", "differ"]

# "march" and "may" are also verbs.
_NUMBER = rf"[\d{SLOT_CLASS}]"
# A language may say which half of the day an hour is in.
_HOUR = (
    rf"o['’]clock|\b(?:about|and|around|at|before|by|from|past|since|till|to|until|-|–) (?:{_NUMBER}"
    r"|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
)
_BEFORE = "|".join(
    rf"(?<=\b{word} )"
    for word in [
        "in",
        "of",
        "by",
        "until",
        "till",
        "since",
        "from",
        "to",
        "last",
        "next",
        "every",
        "early",
        "late",
    ]
)
_OTHER_PARTS = {"morning": "evening|afternoon", "evening": "morning"}
_VERBS = frozenset({"March", "May"})


def _month(name: str) -> str:
    if name in _VERBS:
        name = f"(?-i:{name})"
        return rf"(?:{_BEFORE}|(?<={_NUMBER} )){name}\b|\b{name}(?= {_NUMBER})"
    return rf"(?-i:\b{name}\b)"


def _day(name: str) -> str:
    return rf"\b(?<!good )(?<!black )(?<!easter )(?<!palm )(?<!ash ){name}s?\b"


def _may(name: str) -> str:
    return rf"\b{name[:3]}(?:{name[3:]}s?)?\b"


#: Monday to Sunday, January to December, morning and evening.
DAYS = Vocabulary(
    english_says=[
        *((name.lower(), _day(name)) for name in ENGLISH_DAYS.split()),
        *((name.lower(), _month(name)) for name in ENGLISH_MONTHS.split()),
        *((name, rf"\b(?<!good ){name}s?\b(?! sickness)") for name in ENGLISH_PARTS),
    ],
    english_may_say=[
        *(_may(name) + r"|\bweek" for name in ENGLISH_DAYS.split()),
        *(_may(name) + r"|\bsept\b" * (name == "September") for name in ENGLISH_MONTHS.split()),
        *(
            # An hour with the other half of the day is not of this one.
            rf"{name}|{others}|\A(?!.*\b(?:{_OTHER_PARTS[name]}))(?:.*?)(?:{_HOUR})"
            for name, others in ENGLISH_PARTS.items()
        ),
    ],
    words=CALENDAR,
)
differ = DAYS.differ
