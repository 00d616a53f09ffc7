from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indictx.languages.codes import Tag, fold, parse_tag

SEPARATORS = "-_ '’()\u200c\u200d"


@given(st.text())
def test_folding_twice_changes_nothing_more(text):
    assert fold(fold(text)) == fold(text)


@given(st.text("hinDEVकखি়ड").map(list), st.data())
def test_separators_and_case_do_not_matter(letters, data):
    separated = "".join(letter + data.draw(st.text(SEPARATORS, max_size=2)) for letter in letters)

    assert fold(separated.upper()) == fold("".join(letters))


@pytest.mark.parametrize(
    ("composed", "decomposed"),
    [
        pytest.param("\u0958", "\u0915\u093c", id="qa"),
        pytest.param("\u09dc", "\u09a1\u09bc", id="rra"),
        pytest.param("\u0929", "\u0928\u093c", id="nnna"),
        pytest.param("\u0b5c", "\u0b21\u0b3c", id="odia rra"),
    ],
)
def test_both_spellings_of_a_nukta_letter_fold_alike(composed, decomposed):
    assert fold(composed) == fold(decomposed)


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("hi", Tag("hi")),
        ("HIN", Tag("hin")),
        ("hin_Deva", Tag("hin", "Deva")),
        ("hi-latn", Tag("hi", "Latn")),
        ("mni-Mtei-IN", Tag("mni", "Mtei", "IN")),
        ("en-001", Tag("en", None, "001")),
        ("ks_Deva_IN", Tag("ks", "Deva", "IN")),
        ("hi_IN.UTF-8", Tag("hi", None, "IN")),
        ("sd_IN@devanagari", Tag("sd", None, "IN")),
        ("sa-IN-vaidika", Tag("sa", None, "IN")),
        ("en-1994", Tag("en")),
        ("ta-IN-u-nu-tamldec", Tag("ta", None, "IN")),
        ("hi-x-mumbai", Tag("hi")),
    ],
)
def test_a_tag_is_taken_apart(text, tag):
    assert parse_tag(text) == tag


@pytest.mark.parametrize(
    "text",
    ["", "h", "hindi", "hi-", "-hi", "hi-xyz", "hi--IN", "हि", "h1", "hi-Dëva", "hi-toolongsubtag"],
)
def test_what_is_not_shaped_like_a_tag_is_refused(text):
    assert parse_tag(text) is None
