"""Numbers with a word that multiplies them, and how languages write quantities.

2.5 million is 25 lakh: languages of India count in thousands, lakhs and crores, and small models
that are left with the word translate million as lakh.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING

from indictx.languages.units import SCALES, SCALES_ALSO, form, scale_words, unit_words
from indictx.text._span_parts import AMOUNT, CURRENCY, NUMBER, PRICE, WORD, compiled
from indictx.text._spelled import in_groups

if TYPE_CHECKING:
    from decimal import Decimal

#: Needed in a text for :func:`scaled`.
SCALED_HINT = (
    r"[\d¼-¾⅐-⅞+][ \u00a0\u202f-]?(?:[^\x00-\x7f]|[tT](?:[hH][oO]|[rR][iI])|[lL][aA][kKcC]"
    r"|[mMbB](?:[iI][lL]|[nN])|[cC][rR])"
)
# Languages of India have words for these two; what others become depends on the value.
_INDIAN = frozenset({"lakh", "crore"})
_FRACTIONS = "¼-¾⅐-⅞"
# Grouped as in 1,87,500 or 187,500; 2,5 is no number that can be computed with.
_VALUE = (
    rf"(?:\d{{1,3}}(?:[,٬]\d{{2,3}})*[,٬]\d{{3}}(?!\d)|\d++)(?:[.٫]\d++)?[{_FRACTIONS}]?"
    rf"|(?<![\dsSe])\.\d++|[{_FRACTIONS}]"
)
# Signs, currencies, what is between the ends of a range; the full stop is that of "Rs."
_BESIDE = rf"(?:[^\d.,/:xX×%°٫٬{_FRACTIONS}]|(?<=[sSe])\.)*+"
_AS_DECIMAL = {ord(","): "", ord("٬"): "", ord("٫"): "."}
_LONGEST = 20
_SQUARED = {"k": "km", "m": "m", "f": "ft"}
_BEFORE_WORD = " \u00a0\u202f-"
_JOIN = r"\s(?:to|or|and)\s|\s?[-–—]\s?"
_LONGEST_JOIN = len(" and ")
_MONEY = rf"[{CURRENCY}A-Za-z]"


def scaled(text: str) -> Iterator[tuple[int, int]]:
    """Yield numbers and amounts with words that multiply them: ``$2-3 million``, ``5 लाख``."""
    before = (0, 0)
    for head in _heads().finditer(text):
        found = _behind_head().match(text, head.end())
        # Bn and Mn without money are battalions and manganese
        if found and (not _is_capital(found[1]) or compiled(_MONEY).search(head[0])):
            is_range = not _INDIAN.issuperset(_names(found[1])) and _is_range(text, before, head)
            yield before[0] if is_range else head.start(), found.end()
        before = head.span()


def _is_capital(word: str) -> bool:
    return word[:2] in ("Bn", "BN", "Mn", "MN")


def _is_range(text: str, first: tuple[int, int], last: re.Match[str]) -> bool:
    """Say whether two numbers are the ends of a range, so that the word behind multiplies both."""
    between = text[first[1] : last.start()]
    if first[1] == 0 or len(between) > _LONGEST_JOIN or not compiled(_JOIN).fullmatch(between):
        return False
    if between.strip() == "and" and not text[: first[0]].lower().endswith("between "):
        return False
    one, other = _numbers(text[slice(*first)]), _numbers(last[0])
    return one is not None and other is not None and one[-1][1] < other[0][1]


def values(quantity: str) -> list[tuple[str, Decimal]]:
    """Return the numbers of a quantity as written, and what each of them means; none if unknown."""
    amount, names, _ = _parts(quantity)
    found = _numbers(amount)
    if not names or found is None:
        return []
    power = sum(SCALES[name] for name in names)
    return [(number, value.scaleb(power).normalize()) for number, value in found]


def written(quantity: str, units: Mapping[str, str], *, is_last: bool = False) -> str:
    """Return a quantity as a language writes it.

    Args:
        quantity: A span of that kind.
        units: What the language writes, of :func:`indictx.languages.units.units`; what is not
            among them stays.
        is_last: No word follows.
    """
    amount, names, unit = _parts(quantity)
    if not names:
        return _with_units(quantity, units, is_last=is_last)
    if "lakh" not in units:  # English, or a language whose words are not in the table
        return _with_words(quantity, units)
    is_indian = _INDIAN.issuperset(names if len(names) < 2 else set(names) - {"thousand"})
    if not is_indian:
        computed = _computed(amount, names)
        if computed is None:
            return quantity
        amount, names = computed
    words = [*names, unit] if unit else names
    ends = (0, len(words) - 1)
    shown = [
        form(
            word,
            units,
            is_one=place == ends[0] and _is_one(amount),
            is_last=place == ends[1] and is_last,
        )
        for place, word in enumerate(words)
    ]
    return " ".join([amount.rstrip(_BEFORE_WORD), *shown])


def _with_words(quantity: str, units: Mapping[str, str]) -> str:
    amount, _, unit = _parts(quantity)
    between = quantity[len(amount) : len(quantity) - len(unit)]
    words = unicodedata.normalize("NFC", between).replace(".", " ").split()
    if unit not in units and not any(word in units for word in words):
        return quantity
    names = " ".join(units.get(word, word) for word in words)
    return f"{amount.rstrip(_BEFORE_WORD)} {names} {units.get(unit, unit)}".rstrip()


def with_rupee(amount: str, units: Mapping[str, str]) -> str:
    """Return an amount with what a language writes for ``Rs.``: रु. 500, ৫০০ টাকা."""
    sign = compiled(r"(?:R[sS]|rs)\.?+|Re\.").match(amount)
    if sign is None or "rupee" not in units:
        return amount
    rupee, bare = units["rupee"], amount[sign.end() :]
    if "{}" not in rupee:
        return rupee + bare
    bare, slash, unit = bare.lstrip(" \u00a0\u202f").partition("/")
    rate = "" if unit in ("-", "–") else slash + unit
    return rupee.format(bare.rstrip()) + rate


def amount_and_unit(quantity: str) -> tuple[str, str]:
    """Return the two parts of a span of kind ``"quantity"``, without what is between them."""
    end = max(index for index, char in enumerate(quantity) if char.isnumeric() or char in "%°")
    return quantity[: end + 1], quantity[end + 1 :].strip().lstrip("-").removesuffix(".")


def _with_units(quantity: str, units: Mapping[str, str], *, is_last: bool) -> str:
    amount, unit = amount_and_unit(quantity)
    feet = compiled(r"(.+?)\s?ft\.?\s(.+)").fullmatch(amount)
    if feet and {"ft", "in"} <= units.keys():
        foot = form("ft", units, is_one=_is_one(feet[1]), is_last=False)
        inch = form("in", units, is_one=_is_one(feet[2]), is_last=is_last)
        return f"{feet[1]} {foot} {feet[2]} {inch}"
    square = compiled(r"(?i:sq(?:uare)?\W*+([kmf])[a-z]*+)").fullmatch(unit)
    if square:
        unit = f"sq {_SQUARED[square[1].lower()]}"
    elif len(unit) > 3 and unit not in units:
        unit = unit.lower()  # Acres
    if "/" in unit:
        above, *below = unit.split("/")
        if not {above or below[0], *below} <= units.keys():
            return quantity
        first = f" {form(above, units, is_one=_is_one(amount), is_last=True)}" if above else ""
        last = [form(one, units, is_one=True, is_last=is_last) for one in below]
        return "/".join([amount + first, *last])
    if unit not in units:
        return quantity
    return f"{amount} {form(unit, units, is_one=_is_one(amount), is_last=is_last)}"


def _is_one(amount: str) -> bool:
    found = _numbers(amount)
    return found is not None and [value for _, value in found] == [1]


def _computed(amount: str, names: list[str]) -> tuple[str, list[str]] | None:
    """Return an amount in thousands, lakhs, crores or lakhs of crores, whichever suits it."""
    found = _numbers(amount)
    if found is None:
        return None
    power = sum(SCALES[name] for name in names)
    least = min(value for _, value in found).scaleb(power)
    if least < 10**5:
        names, unit = ["thousand"], 3
    elif least < 10**7:
        names, unit = ["lakh"], 5
    elif least < 10**12:
        names, unit = ["crore"], 7
    else:
        names, unit = ["lakh", "crore"], 12
    shown = iter([_grouped(value.scaleb(power - unit)) for _, value in found])
    amount = compiled(_VALUE).sub(lambda _: next(shown), amount)
    return compiled(r"\s(?:to|or|and)\s").sub("-", amount), names


def _numbers(amount: str) -> list[tuple[str, Decimal]] | None:
    """Return the numbers of an amount and their values, ``None`` if it cannot be computed with."""
    if not compiled(rf"(?:{_BESIDE}(?:{_VALUE}))++{_BESIDE}").fullmatch(amount):
        return None
    found = []
    for match in compiled(_VALUE).finditer(amount):
        value = _value(match[0])
        if value is None:
            return None
        found.append((match[0], value))
    return found


def _value(number: str) -> Decimal | None:
    fraction = "0"
    if not number[-1].isdecimal():
        fraction = str(unicodedata.numeric(number[-1]))
        number = number[:-1]
    if len(number) > _LONGEST or len(fraction) > len("0.125"):  # a third has no last digit
        return None
    from decimal import Decimal

    latin = "".join(str(unicodedata.digit(char, char)) for char in number)
    return Decimal(latin.translate(_AS_DECIMAL) or 0) + Decimal(fraction)


def _grouped(value: Decimal) -> str:
    """Return a number without superfluous zeros, grouped as in India: 1,87,500."""
    whole, point, rest = f"{value.normalize():f}".partition(".")
    return in_groups(whole) + point + rest


def _parts(quantity: str) -> tuple[str, list[str], str]:
    """Return the amount, the English names of what multiplies it, and the unit behind."""
    found = _scales().search(quantity)
    if found is None:
        return quantity, [], ""
    unit = quantity[found.end() :].lstrip(". \u00a0\u202f")
    return quantity[: found.start()], _names(found[0]), unit


def _names(words: str) -> list[str]:
    names = scale_words()
    found = (word.strip(".").lower() for word in words.replace("-", " ").split())
    return [names[word] for word in found]


@cache
def _scales() -> re.Pattern[str]:
    return compiled(rf"(?<![^\W\d_]){_scale_pattern()}")


@cache
def _heads() -> re.Pattern[str]:
    return compiled(rf"{AMOUNT}|{PRICE}|{NUMBER}")


@cache
def _behind_head() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in unit_words())
    unit = rf"(?:k[gm]s?|ha|acres?|hectares?|quintals?|{words})(?![{WORD}]|\.[{WORD}])"
    return compiled(rf"(?:-|[ \u00a0\u202f]?+)({_scale_pattern()})(?:[ \u00a0\u202f]{unit})?+")


@cache
def _scale_pattern() -> str:
    names = [*SCALES, *(also for also in SCALES_ALSO if len(also) > 2)]
    english = "|".join(sorted(names, key=len, reverse=True))
    others = "|".join(
        sorted((word for word in scale_words() if not word.isascii()), key=len, reverse=True)
    )
    # Not Cr. P.C.
    word = (
        rf"(?:(?i:{english})|[MmBb][Nn]|(?:[Cc]r|CR)(?!\.?\s?P)(?:\.(?=\s+[a-z\d]))?+|{others})"
        rf"(?![{WORD}]|\.[{WORD}])"
    )
    return rf"{word}(?:[ \u00a0]{word})?+"
