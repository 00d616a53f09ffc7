"""Our restatement of indic-nlp-library's rules against the library itself."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indictx.languages.scripts import script
from indictx.text import _indicnlp
from indictx.text._indicnlp import (
    RULES,
    installed,
    library,
    reference_normalize,
    reference_tokenize,
)

# A language of each script with rules, and two of scripts without.
CODES = (
    *("hin_Deva", "ben_Beng", "pan_Guru", "guj_Gujr", "ory_Orya", "tam_Taml", "tel_Telu"),
    *("kan_Knda", "mal_Mlym", "urd_Arab", "sat_Olck"),
)
COMMON = "''\"|:., 0123456789/-\t\\[]\u200b\u200c\u200d\u00a0\u00ad\ufeff–—…´‘’“”।॥۔،ab"


def alphabet(code: str) -> list[str]:
    """Return the block of a script, its vowel signs more often, and what is around words."""
    start = script(code[-4:]).block_start or 0x600
    signs = [chr(point) for point in range(start + 0x3C, start + 0x58)]
    return [*map(chr, range(start, start + 0x80)), *signs, *COMMON * 2]


def prepared(text: str, code: str) -> str:
    return reference_tokenize(reference_normalize(text, code), code)


def test_the_library_is_of_the_version_that_the_rules_restate():
    assert installed() == RULES


@pytest.mark.parametrize("code", CODES)
def test_every_code_point_becomes_what_the_library_makes_of_it(code):
    theirs = library(code)
    texts = [
        f"क{chr(point)} {chr(point)}5" for point in range(0x3100) if not 0xD800 <= point < 0xE000
    ]

    assert [prepared(text, code) for text in texts] == list(map(theirs, texts))


@pytest.mark.parametrize("code", CODES)
@given(data=st.data())
def test_text_becomes_what_the_library_makes_of_it(code, data):
    text = data.draw(st.text(st.sampled_from(alphabet(code)), max_size=40))

    assert prepared(text, code) == library(code)(text)


@given(
    st.lists(
        st.sampled_from([*"1234", "10", ",", ".", ":", "/", " ", "-", "की", "।", "\\"]), max_size=12
    ).map("".join)
)
def test_numbers_are_left_together_where_the_library_leaves_them_together(text):
    assert prepared(text, "hin_Deva") == library("hin_Deva")(text)


def test_a_vowel_in_two_parts_and_a_colon_become_one_sign_each():
    assert reference_normalize("\u0cc6\u0cc2\u0cd5:", "kan_Knda") == "\u0ccb\u0c83"


def test_without_the_library_nothing_misses_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "indicnlp", None)

    assert prepared("“दुःख|”", "hin_Deva") == '" दुःख । "'


def test_reading_for_indictrans2_does_not_load_the_library():
    program = (
        "import sys; from indictx.families._indic import normalize, tokenize;"
        "tokenize(normalize('क।', 'hin_Deva'), 'hin_Deva'); sys.exit('indicnlp' in sys.modules)"
    )

    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_an_absent_library_has_no_version(monkeypatch):
    from importlib import metadata

    def absent(name: str) -> str:
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(metadata, "version", absent)

    assert _indicnlp.installed() is None
