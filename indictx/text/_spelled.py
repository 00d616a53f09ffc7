"""What numbers in words are in digits, whatever the language."""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["MOST_IN_WORDS", "Found", "grouped", "in_groups", "ordinal_ending"]

#: Models know the words up to here.
MOST_IN_WORDS = 10


@dataclass(frozen=True, slots=True)
class Found:
    """A number in words: where it stands, what it means, and how it is written in digits.

    Attributes:
        start: Of its first letter.
        end: Behind its last letter.
        value: What it means; of a time, hours and minutes.
        digits: What to write.
        count: Of hundreds, thousands or lakhs, where it ends in that word: three of "three hundred".
        unit: That hundred, thousand or lakh; else 0.
    """

    start: int
    end: int
    value: float
    digits: str
    count: float = 0
    unit: int = 0

    @property
    def is_small(self) -> bool:
        """It may stay in words."""
        return self.value <= MOST_IN_WORDS and self.digits.isdigit()


def grouped(value: int) -> str:
    """Return a number as India groups it, from five digits on: a year has four."""
    figures = str(value)
    return figures if len(figures) < 5 else in_groups(figures)


def in_groups(figures: str) -> str:
    """Return digits with commas as in India: 1,87,500."""
    if len(figures) < 4:
        return figures
    return re.sub(r"(?<=\d)(?=(?:\d\d)+$)", ",", figures[:-3]) + "," + figures[-3:]


def ordinal_ending(number: str) -> str:
    """Return what English writes behind the digits of an ordinal: 21st, 12th."""
    last = "0" if number[-2:-1] == "1" else number[-1]
    return {"1": "st", "2": "nd", "3": "rd"}.get(last, "th")
