"""How languages write units behind a number, and what multiplies it: किलोग्राम, लाख."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

# Other spellings of a symbol, by the one of the table.
_ALSO = {
    "km": ("kms", "Kms", "Km", "KM"),
    "m": ("mtr", "mtrs"),
    "cm": ("cms",),
    "kg": ("kgs", "Kg", "Kgs", "KG"),
    "g": ("gm", "gms"),
    "mg": ("mgs",),
    "mcg": ("µg", "μg"),
    "l": ("ltr", "ltrs", "litre", "liter"),
    "ml": ("mL", "mls"),
    "quintal": ("quintals", "qtl", "qtls"),
    "acre": ("acres",),
    "hectare": ("hectares", "ha"),
    "hr": ("hrs",),
    "min": ("mins",),
    "sec": ("secs",),
}
# Words that also mean something else, or that models translate well: they are not read.
_WRITTEN_ONLY = frozenset({"quintal", "acre", "hectare", "ft", "in", "hr", "min", "sec", "rupee"})
#: Words that multiply a number, and by which power of ten.
SCALES = {"thousand": 3, "lakh": 5, "million": 6, "crore": 7, "billion": 9, "trillion": 12}
#: Other English spellings of them.
SCALES_ALSO = {
    "thousands": "thousand",
    "lakhs": "lakh",
    "lac": "lakh",
    "lacs": "lakh",
    "millions": "million",
    "mn": "million",
    "crores": "crore",
    "cr": "crore",
    "billions": "billion",
    "bn": "billion",
    "trillions": "trillion",
}
# Letters with a dot below, which older keyboards write as one.
_ONE_LETTER = {"ज़": "\u095b", "ड़": "\u095c", "ਜ਼": "\u0a5b"}


def units(code: str) -> Mapping[str, str]:
    """Return what one language writes for symbols and for other languages' words.

    Among them are the other forms of its words, which :func:`form` finds.

    Args:
        code: Canonical code of the language.
    """
    return _table().written.get(code, _table().symbols)


def form(unit: str, words: Mapping[str, str], *, is_one: bool, is_last: bool) -> str:
    """Return what a language writes for a unit, or the unit if it has no word for it.

    Args:
        unit: A symbol or a word of any language.
        words: What the language writes, of :func:`units`.
        is_one: The number is exactly 1.
        is_last: No word follows.
    """
    word = words.get(unit, unit)
    one, last = "1 " * is_one, " ." * is_last
    keys = (f"{one}{word}{last}", f"{one}{word}", f"{word}{last}")
    return next((words[key] for key in keys if key in words), word)


def symbol_of(unit: str) -> str:
    """Return the symbol of a unit in any of its spellings: ``kg`` for ``kgs`` and किलो.

    One that is not known is returned as it is.
    """
    also = (symbol for symbol, others in _ALSO.items() if unit in others)
    return _table().symbols.get(unit) or next(also, SCALES_ALSO.get(unit, unit))


def unit_words() -> list[str]:
    """Return the words for units that are read, of all languages, longest first; no symbols."""
    not_read = _WRITTEN_ONLY | SCALES.keys()
    words = (word for word, symbol in _table().symbols.items() if symbol not in not_read)
    return sorted(words, key=len, reverse=True)


@cache
def scale_words() -> Mapping[str, str]:
    """Return the words of all languages that multiply a number, and the English name of each."""
    words = {word: name for word, name in _table().symbols.items() if name in SCALES}
    for two, one in _ONE_LETTER.items():
        words |= {word.replace(two, one): name for word, name in words.items()}
    return words | {name: name for name in SCALES} | SCALES_ALSO


@dataclass(frozen=True, slots=True)
class _Table:
    """What is written, by language and word or symbol, and the symbol of each word."""

    written: dict[str, dict[str, str]]
    symbols: dict[str, str]


@cache
def _table() -> _Table:
    import tomllib

    text = Path(__file__).with_name("units.toml").read_text(encoding="utf-8")
    rows = tomllib.loads(text)["names"]
    symbols = {
        word: _symbol(symbol)
        for row in rows
        for symbol, words in row.items()
        if symbol != "languages"
        for word in words
    }
    written: dict[str, dict[str, str]] = {}
    for row in rows:
        own = {symbol: words[0] for symbol, words in row.items() if symbol != "languages"}
        also = {other: own[symbol] for symbol in _ALSO for other in _ALSO[symbol]}
        words = {word: own[symbol] for word, symbol in symbols.items() if symbol in own}
        # By the word, which stands for all spellings of its symbol.
        forms = {
            key.replace(_symbol(key), own[_symbol(key)]): own.pop(key)
            for key in tuple(own)
            if key != _symbol(key)
        }
        written |= dict.fromkeys(row["languages"], words | own | also | forms)
    return _Table(written, symbols)


def _symbol(key: str) -> str:
    """Return the symbol of a key of the table: ``hr`` for ``1 hr .``."""
    return key.removeprefix("1 ").removesuffix(" .")
