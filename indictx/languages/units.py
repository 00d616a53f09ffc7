"""How languages write units behind a number: ``kg`` and किलोग्राम."""

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
    "l": ("ltr", "ltrs"),
    "ml": ("mL", "mls"),
}


def units(code: str) -> Mapping[str, str]:
    """Return what one language writes for symbols and for other languages' words.

    Args:
        code: Canonical code of the language.
    """
    return _table().written.get(code, _table().symbols)


def symbol_of(unit: str) -> str:
    """Return the symbol of a unit in any of its spellings: ``kg`` for ``kgs`` and किलो.

    One that is not known is returned as it is.
    """
    also = (symbol for symbol, others in _ALSO.items() if unit in others)
    return _table().symbols.get(unit) or next(also, unit)


def unit_words() -> list[str]:
    """Return the words for units in all languages, longest first; symbols are not among them."""
    return sorted(_table().symbols, key=len, reverse=True)


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
        word: symbol
        for row in rows
        for symbol, words in row.items()
        if symbol != "languages"
        for word in words
    }
    written: dict[str, dict[str, str]] = {}
    for row in rows:
        own = {symbol: words[0] for symbol, words in row.items() if symbol != "languages"}
        also = {other: own[symbol] for symbol in _ALSO for other in _ALSO[symbol]}
        words = {word: own[symbol] for word, symbol in symbols.items()}
        written |= dict.fromkeys(row["languages"], words | own | also)
    return _Table(written, symbols)
