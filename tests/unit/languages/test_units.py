from __future__ import annotations

import re
import unicodedata

import pytest

from indictx.languages import language, script
from indictx.languages.units import SCALES, _table, scale_words, unit_words, units

CODES = sorted(_table().written)
SYMBOLS = ("km", "m", "cm", "mm", "kg", "g", "mg", "mcg", "l", "ml", "sq km", "sq m", "sq ft")
ONLY_WRITTEN = ("quintal", "acre", "hectare", "ft", "in", "hr", "min", "sec")
COUNTED = ("thousand", "lakh", "crore")


@pytest.mark.parametrize("code", CODES)
def test_every_language_writes_all_units_in_its_own_script(code):
    symbols = (*SYMBOLS, *ONLY_WRITTEN, *COUNTED)
    words = [units(code)[symbol] for symbol in symbols]

    assert language(code).code == code
    assert len(set(words)) == len(symbols)
    letters = script(language(code).script_code).pattern
    assert all(re.fullmatch(f"[{letters} ']+", word) for word in words)


@pytest.mark.parametrize("code", CODES)
def test_a_word_of_any_language_is_written_as_its_symbol_is(code):
    assert all(units(code)[word] == units(code)[units("eng_Latn")[word]] for word in unit_words())


def test_a_word_means_one_symbol_whatever_the_language():
    assert set(units("eng_Latn").values()) == {*SYMBOLS, *ONLY_WRITTEN, *COUNTED, "rupee"}
    assert {units("eng_Latn")[word] for word in unit_words()} == set(SYMBOLS)
    assert units("sat_Olck") == units("eng_Latn")
    assert unit_words() == sorted(unit_words(), key=len, reverse=True)


def test_words_that_multiply_a_number_are_known_in_both_spellings():
    words = scale_words()

    assert set(words.values()) == set(SCALES)
    assert words["हज़ार"] == words["ह\u095bार"] == words["হাজার"] == "thousand"
    assert words["करोड़"] == words["करो\u095c"] == words["کروڑ"] == words["కోట్ల"] == "crore"
    assert all(unicodedata.normalize("NFC", word) in words for word in words)
