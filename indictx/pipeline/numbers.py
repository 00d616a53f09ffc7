"""Numbers in digits that one text has and the other lacks, compared by value.

Most numbers are slots and never reach the model; what is left are ordinals, names with digits, and
what the model makes up. A number in words may become one in digits and the other way round, so
words of the source excuse digits of the target where the source's number words are known.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from indictx.pipeline import _number_words as data
from indictx.text._quantities import SCALED_HINT, scaled, values
from indictx.text._span_parts import WORD, compiled
from indictx.text._spelled import ordinal_ending

__all__ = ["Number", "invents", "loses", "lost", "missing", "numbers", "ordinals"]

_NUMBER = re.compile(r"\d+(?:[.,٫٬]\d+)*")
_GROUPING = re.compile("[,٬]")
# Several in front of a digit are a code, or added: 007 is not 7.
_LEADING_ZERO = re.compile(r"^0(?=\d)")
_ORDINAL = re.compile(r"(?<![\w.,])(\d+)(?:st|nd|rd|th)(?!\w)")
_LIST_NUMBER = re.compile(r"\s*[(\[]?\d{1,2}[.)\]](?=\s|$)")
# IPv4, B12: in a name, a number is said and not translated.
_IN_A_NAME = re.compile(r"(?<=[A-Za-z])\d+")
_DIGITS_OF_A_WORD = 2
# Two figures of a number are easily said: 250th is one word in many languages, 1984th is not.
_LEAST_FIGURES = 3


class Number(NamedTuple):
    """A number in digits.

    Attributes:
        figures: Value without what multiplies it: 2.5 of 2.5 million.
        value: What it means, as far as that is known.
    """

    figures: str
    value: str


def numbers(text: str) -> Counter[str]:
    """Count the numbers by value: १२,३४५ is 12345 is 12,345, and 05 is 5.

    What stands apart by other marks than those of grouping and decimals counts apart: 10-12 is two
    numbers, for another language may say 10 to 12.
    """
    return Counter(_value(match[0]) for match in _NUMBER.finditer(text))


def missing(numbers: Iterable[Number], others: Iterable[Number]) -> list[Number]:
    """Return the numbers that are not among the others, by value: 2.5 million is 25 lakh.

    A word that multiplies a number may have an ending, or be one that is not known. So a number
    without such a word is also compared by its figures.
    """
    mine, theirs = list(numbers), list(others)
    left, right = _difference(mine, theirs, "value"), _difference(theirs, mine, "value")
    scaled_ones = [one for one in left if one.figures != one.value]
    plain = [one for one in left if one.figures == one.value]
    plain_right = [one for one in right if one.figures == one.value]
    return [
        *_difference(scaled_ones, plain_right, "figures"),
        *_difference(plain, right, "figures"),
    ]


def lost(source: str, target: str) -> Counter[str]:
    """Return the numbers of a text that another lacks, without what multiplies them."""
    found = numbers(source) - numbers(target)
    hint = compiled(SCALED_HINT)
    if hint.search(source) is None and hint.search(target) is None:
        return found
    return Counter(one.figures for one in missing(_numbers(source), _numbers(target)))


def invents(source: str, target: str, src_lang: str | None = None) -> bool:
    """Say whether the target has a number that the source has neither in digits nor in words.

    Args:
        source: The text, what is kept hidden or not.
        target: Its translation, likewise.
        src_lang: Code of the source language. Where its number words are not known, numbers of
            one digit and round ones (10, 300) are not doubted.
    """
    if _NUMBER.search(target) is None:
        return False
    extra = lost(target, source)
    if not extra:
        return False
    if _LIST_NUMBER.match(target) and not _LIST_NUMBER.match(source):
        return True
    known = data.words_of(src_lang)
    if known is None:
        return any(len(number.rstrip("0")) > 1 or number.startswith("00") for number in extra)
    return sum(map(len, extra.elements())) > _digits_said(source, known)


def ordinals(text: str) -> str:
    """Return English text with the endings that its ordinals have: ``42th`` is ``42nd``."""

    def written(match: re.Match[str]) -> str:
        return match[1] + ordinal_ending(match[1])

    return _ORDINAL.sub(written, text)


def loses(source: str, target: str) -> bool:
    """Say whether the source has a number that no one would write as a word and the target lacks."""
    if _NUMBER.search(source) is None:
        return False
    named = {_value(digits) for digits in _IN_A_NAME.findall(source)}
    return any(
        len(number.strip("0")) >= _LEAST_FIGURES or number in named
        for number in lost(source, target)
    )


def _numbers(text: str) -> Iterator[Number]:
    position = 0
    for start, end in (*scaled(text), (len(text), len(text))):
        for match in _NUMBER.finditer(text, position, start):
            yield Number(_value(match[0]), _value(match[0]))
        found = values(text[start:end])
        yield from (Number(_value(figures), f"{value:f}") for figures, value in found)
        position = end if found else start


def _difference(some: list[Number], others: list[Number], key: str) -> list[Number]:
    counts = Counter(getattr(other, key) for other in others)
    left = []
    for one in some:
        name = getattr(one, key)
        if counts[name] > 0:
            counts[name] -= 1
        else:
            left.append(one)
    return left


def _value(number: str) -> str:
    latin = "".join(str(unicodedata.digit(char, char)) for char in number)
    return _LEADING_ZERO.sub("", _GROUPING.sub("", latin).replace("٫", "."))


def _digits_said(source: str, known: data.NumberWords) -> float:
    """Return how many digits the number words of a text may stand for."""
    said = 0.0
    for word in compiled(f"[{WORD}]++").findall(unicodedata.normalize("NFC", source).casefold()):
        if word in known.large:
            return float("inf")
        if word in known.small or _ordinal().sub("", word) in known.small:
            said += _DIGITS_OF_A_WORD
    return said


@cache
def _ordinal() -> re.Pattern[str]:
    """Return the endings of Devanagari ordinals and classifiers: पाँचवें, दूगो, तीनों."""
    return re.compile("(?<=[\u0900-\u0963])(?:वाँ|वां|वीं|वें|वे|गो|ठो|ों|ो)$")
