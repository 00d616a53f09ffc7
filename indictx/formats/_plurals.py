"""Plural forms of gettext catalogs, for a catalog that does not say how many it has.

From CLDR's plural rules for cardinals, as gettext writes them.
"""

from __future__ import annotations

import re

_ONE = "nplurals=2; plural=(n != 1);"
_ZERO_AND_ONE = "nplurals=2; plural=(n > 1);"
_RULES = {
    **dict.fromkeys(("asm", "ben", "bho", "doi", "guj", "hin", "kan", "pan"), _ZERO_AND_ONE),
    "sat": "nplurals=3; plural=(n == 1 ? 0 : n == 2 ? 1 : 2);",
}


def plural_forms(lang: str | None) -> str:
    """Return the ``Plural-Forms`` of a language given by its code, such as ``hin_Deva``."""
    return _RULES.get((lang or "").partition("_")[0], _ONE)


def count_of(forms: str) -> int | None:
    """Return how many forms a ``Plural-Forms`` line has; ``None`` if it was never filled in."""
    match = re.search(r"nplurals\s*=\s*([1-9])\s*;", forms)
    return int(match[1]) if match else None
