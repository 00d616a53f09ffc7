from __future__ import annotations

import re

import pytest

from indictx.languages import language, script
from indictx.languages.units import _table, unit_words, units

CODES = sorted(_table().written)
SYMBOLS = ("km", "m", "cm", "mm", "kg", "g", "mg", "mcg", "l", "ml")


@pytest.mark.parametrize("code", CODES)
def test_every_language_writes_all_units_in_its_own_script(code):
    words = [units(code)[symbol] for symbol in SYMBOLS]

    assert language(code).code == code
    assert len(set(words)) == len(SYMBOLS)
    letters = script(language(code).script_code).pattern
    assert all(re.fullmatch(f"[{letters} ']+", word) for word in words)


@pytest.mark.parametrize("code", CODES)
def test_a_word_of_any_language_is_written_as_its_symbol_is(code):
    assert all(units(code)[word] == units(code)[units("eng_Latn")[word]] for word in unit_words())


def test_a_word_means_one_symbol_whatever_the_language():
    assert set(units("eng_Latn").values()) == set(SYMBOLS)
    assert units("sat_Olck") == units("eng_Latn")
    assert unit_words() == sorted(unit_words(), key=len, reverse=True)
