from __future__ import annotations

import re

import pytest

from indictx.languages import language, script
from indictx.languages.units import _table, units

CODES = sorted(_table())


@pytest.mark.parametrize("code", CODES)
def test_every_language_has_the_same_symbols_in_its_own_script(code):
    words = units(code)

    assert language(code).code == code
    assert words.keys() == units("hin_Deva").keys()
    letters = script(language(code).script_code).pattern
    assert all(re.fullmatch(f"[{letters} ']+", word) for word in words.values())


def test_words_of_one_language_differ():
    for code in CODES:
        plain = {symbol: word for symbol, word in units(code).items() if symbol.islower()}
        assert (
            len({plain[symbol] for symbol in ("km", "m", "cm", "mm", "kg", "g", "mg", "mcg")}) == 8
        )


def test_other_languages_keep_the_symbols():
    assert units("eng_Latn") == units("sat_Olck") == {}
