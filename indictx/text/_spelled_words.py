"""What the large languages of India count with, made ready for finding numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Self
from unicodedata import normalize

from indictx.text._spelled import MOST_IN_WORDS
from indictx.text._spelled_data import (
    ENDINGS,
    HALVES,
    HUNDRED,
    IDIOMS,
    ONES,
    OTHERWISE,
    SCALES,
    TENS,
    TIMES,
    UNSURE,
)
from indictx.text._spelled_dravidian import DRAVIDIAN, Stems, spoken, thousands, values

__all__ = ["Words", "words_of"]

# Neighbors of Hindi count with its words.
_LIKE_HINDI = frozenset({"bho", "mai", "awa", "mag", "hne", "xnr", "bra", "bgc", "anp"})
# Longer words are known by so many letters, shorter ones only as a whole.
_HEAD = 5
_PARTS = re.compile(r"[^\s.,;:!?()\[\]\"'“”‘’।॥۔،؟–-]+")


@dataclass(frozen=True, slots=True)
class Telling:
    """Words by which they are found quickly.

    Attributes:
        heads: How those of five letters and more begin.
        short: Those of fewer.
        starts: The first two letters of these.
    """

    heads: frozenset[str]
    short: frozenset[str]
    starts: frozenset[str]

    @classmethod
    def of(cls, words: Iterable[str]) -> Self:
        """Sort words by length."""
        some = tuple(words)
        short = frozenset(word for word in some if len(word) < _HEAD)
        heads = frozenset(word[:_HEAD] for word in some if len(word) >= _HEAD)
        return cls(heads, short, frozenset(word[:2] for word in short))


@dataclass(frozen=True, slots=True)
class Words:
    """What a language counts with.

    Attributes:
        values: One to ninety-nine.
        hundreds: How many hundreds a word is; 0 multiplies what stands before.
        scales: Powers of ten.
        more: What is added to the number behind: a half, a quarter, or less a quarter.
        alone: One and a half, two and a half.
        endings: What may be written behind a number.
        times: How words behind a time of day begin.
        time_endings: What is written right behind one.
        goes_on: How words begin that a number goes on with, in whatever form.
        telling: Words that make a number worth looking for.
        units: How words for one to nine begin.
        before: Tens to which a unit behind them is added (ఇరవై ఐదు), and whether they stand alone.
        thousands: How many thousands one word is: ஐயாயிரம்.
        stems: Of a language whose words melt into each other.
        unsure: Small numbers that are other words as well.
        otherwise: Words that are numbers only beside some others.
        idioms: What counts nothing.
        joins: Whether "half more than" is written together with a number: साडेसहा.
    """

    values: Mapping[str, int]
    hundreds: Mapping[str, int]
    scales: Mapping[str, int]
    more: Mapping[str, float]
    alone: Mapping[str, float]
    endings: tuple[str, ...]
    times: tuple[str, ...]
    time_endings: frozenset[str]
    goes_on: tuple[str, ...]
    telling: Telling
    units: tuple[str, ...] = ()
    before: Mapping[str, bool] = field(default_factory=dict)
    thousands: Mapping[str, int] = field(default_factory=dict)
    stems: Stems | None = None
    unsure: frozenset[str] = frozenset()
    otherwise: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    idioms: str = ""
    joins: bool = False

    def may_be_in(self, text: str) -> bool:
        """Say whether there may be a word in a text that makes a number worth looking for."""
        words, telling = _PARTS.findall(text), self.telling
        return not telling.heads.isdisjoint([word[:_HEAD] for word in words]) or any(
            self._may_be_short(word) for word in words if word[:2] in telling.starts
        )

    def _may_be_short(self, word: str) -> bool:
        for size in (4, 3, 2):
            if word[:size] in self.telling.short:
                rest = word[size:]
                return not rest or rest in self.endings or self.stems is not None
        return False


@cache
def words_of(lang: str) -> Words | None:
    """Return what a language counts with, ``None`` if it is not known."""
    code, _, _ = lang.partition("_")
    lang = "hin_Deva" if code in _LIKE_HINDI else lang
    if lang in DRAVIDIAN:
        return _dravidian(DRAVIDIAN[lang])
    if lang not in TENS:
        return None
    values = _numbered(ONES[lang], 1) | _numbered(TENS[lang], 11)
    hundreds = _hundreds(HUNDRED[lang])
    half, quarter, less, one, two = (names.split("/") for names in HALVES[lang])
    more = dict.fromkeys(half, 0.5) | dict.fromkeys(quarter, 0.25) | dict.fromkeys(less, -0.25)
    alone = dict.fromkeys(one, 1.5) | dict.fromkeys(two, 2.5)
    scales = _powers(SCALES[lang])
    telling = [word for word, value in values.items() if value > MOST_IN_WORDS]
    telling += [*hundreds, *scales, *more, *alone]
    joins = lang == "mar_Deva"
    telling += [least + one for least in more for one in values if joins]
    few = [one + mark for one in values if values[one] < MOST_IN_WORDS for mark in ("", "'", "’")]
    telling += [one + scale for one in few for scale in scales]
    times = TIMES[lang].split()
    time_endings = frozenset(time[1:] for time in times if time[0] == "-")
    endings = {*ENDINGS[lang].split(), *time_endings}
    goes_on = [word for word, value in values.items() if value > MOST_IN_WORDS and len(word) > 3]
    return Words(
        values=values,
        hundreds=hundreds,
        scales=scales,
        more=more,
        alone=alone,
        endings=tuple(sorted(endings, key=len, reverse=True)),
        times=tuple(time for time in times if time[0] != "-"),
        time_endings=time_endings,
        goes_on=(*goes_on, *(word for word in hundreds if len(word) > 1), *scales),
        telling=Telling.of(telling),
        unsure=frozenset(UNSURE.get(lang, "").split()),
        otherwise=OTHERWISE.get(lang, {}),
        idioms=IDIOMS.get(lang, ""),
        joins=joins,
    )


def _dravidian(stems: Stems) -> Words:
    numbers = {normalize("NFC", word): value for word, value in values(stems).items()}
    numbers |= _numbered(stems.before, 2, 10)
    hundreds, scales = _hundreds(stems.hundreds), _powers(stems.scales)
    hundreds |= spoken(hundreds)
    alone = {word: value + 0.5 for word, value in _numbered(stems.halves, 1).items()}
    many = thousands(stems, numbers)
    melted = [name.removesuffix(end) + to for end, to in stems.melting for name in hundreds]
    telling = [word for word, value in numbers.items() if value > MOST_IN_WORDS]
    telling += [*hundreds, *scales, *alone, *many, *melted]
    return Words(
        values=numbers,
        hundreds=hundreds,
        scales=scales,
        more={},
        alone=alone,
        endings=(),
        times=tuple(stems.times.split()),
        time_endings=frozenset(),
        goes_on=tuple(word[:-1] for word in (*telling, *scales) if len(word) > 3),
        telling=Telling.of(telling),
        units=tuple(word[:-1] for word, value in numbers.items() if value < MOST_IN_WORDS),
        before={word: word in _numbered(stems.tens, 2) for word in _numbered(stems.before, 2)},
        thousands=many,
        stems=stems,
    )


def _hundreds(names: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for entry in names.split():
        number, _, words = entry.rpartition("=")
        found |= dict.fromkeys(words.split("/"), int(number or 0))
    return found


def _powers(names: str) -> dict[str, int]:
    rows = zip((10**3, 10**5, 10**7, 10**9), names.split(), strict=False)
    return {word: power for power, words in rows for word in words.split("/")}


def _numbered(names: str, first: int, factor: int = 1) -> dict[str, int]:
    return {
        name: factor * value
        for value, group in enumerate(names.split(), first)
        for name in group.split("/")
        if name != "-"
    }
