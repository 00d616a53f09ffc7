"""How languages write the symbols of units, such as ``kg``, behind a number."""

from __future__ import annotations

from collections.abc import Mapping
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
    """Return the words of one language by symbol; none of a language that keeps the symbols.

    Args:
        code: Canonical code of the language.
    """
    return _table().get(code, {})


@cache
def _table() -> dict[str, dict[str, str]]:
    import tomllib

    text = Path(__file__).with_name("units.toml").read_text(encoding="utf-8")
    table: dict[str, dict[str, str]] = {}
    for row in tomllib.loads(text)["names"]:
        codes = row.pop("languages")
        words = row | {other: row[symbol] for symbol in _ALSO for other in _ALSO[symbol]}
        table |= dict.fromkeys(codes, words)
    return table
