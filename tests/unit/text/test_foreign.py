"""Words that are kept in one direction only."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indictx.languages import scripts
from indictx.text._foreign import foreign_finder
from indictx.text.protect import protect

SCRIPTS = st.sampled_from([one.code for one in scripts()])
PARTS = st.one_of(
    st.sampled_from(
        ["李明", "α", "Δx", "தமிழ்", "हिन्दी", "বাংলা", "اردو", "WhatsApp", "Dr.", "A. B.", "5", " ", "-",
         "।", ". ", "<b>", "</b>", "https://a.in/α", "{n}", "😀", "\u200d", "\ue000", "สวัสดี"]
    ),
    st.text(max_size=4),
)  # fmt: skip
TEXTS = st.lists(PARTS, max_size=9).map("".join)


def found(text: str, src_script: str, tgt_script: str | None = None) -> list[str]:
    return [text[start:end] for start, end in foreign_finder(src_script, tgt_script)(text)]


@given(TEXTS, SCRIPTS, SCRIPTS | st.none())
def test_what_is_found_is_put_back(text, src_script, tgt_script):
    hidden = protect(text, foreign=foreign_finder(src_script, tgt_script))

    assert hidden.restore(hidden.text) == text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("My friend 李明 is here.", ["李明"]),
        ("α and β are letters.", ["α", "β"]),
        ("He said добрый день to us", ["добрый день"]),
        ("Жан-Поль, ジョン・スミス", ["Жан-Поль", "ジョン・スミス"]),
        ("สวัสดีครับ is Thai, שָׁלוֹם is Hebrew", ["สวัสดีครับ", "שָׁלוֹם"]),
        ("Aβ42 and Δx", ["Aβ42", "Δx"]),
        ("The word தமிழ் means Tamil.", ["தமிழ்"]),
        ("नमस्ते दोस्त and اردو زبان", ["नमस्ते दोस्त", "اردو زبان"]),
        ("Café – naïve “Ångström” śānti ½ µm ₹5 🙂 ① Ａ 𝐀 ⁿ ℃ ʼ।", []),
        ("plain", []),
    ],
)
def test_words_in_other_scripts_than_latin_are_found_in_english(text, words):
    assert found(text, "Latn") == words


@pytest.mark.parametrize(
    ("text", "src_script", "words"),
    [
        ("उसने কেমন আছেন कहा और चला गया।", "Deva", ["কেমন আছেন"]),
        ("मेरा दोस्त 李明 और اردو है", "Deva", ["李明", "اردو"]),
        ("WhatsApp पर ॥ ক", "Deva", ["ক"]),
        ("क्‍या यह ज़रूरी है? हाँ।", "Deva", []),
        ("میں نے हिन्दी سیکھی، اچھا؟", "Arab", ["हिन्दी"]),
        # As a whole it is read letter by letter
        ("আমি ভালো আছি हाँ", "Deva", []),
        ("আমি ভালো আছি हाँ 李", "Deva", ["李"]),
    ],
)
def test_words_in_other_scripts_are_found_in_indian_text(text, src_script, words):
    assert found(text, src_script) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("WhatsApp पर मैसेज करें।", ["WhatsApp"]),
        ("iPhone 15 की कीमत", ["iPhone"]),
        ("PM Modi ने Digital India कहा", ["PM Modi", "Digital India"]),
        ("WhatsApp-का Wi-Fi है Googleका AT&T's", ["WhatsApp", "Wi-Fi", "Google", "AT&T's"]),
        ("5G और Q & A में", ["5G", "Q & A"]),
        ("Dr. शर्मा U.S.A. में A. कुमार से मिले", ["Dr.", "U.S.A.", "A."]),
        ("यह email. वह", ["email"]),
        ("5:30pm तक", []),
        ("Please call me", []),
        ("सब ठीक है।", []),
    ],
)
def test_latin_words_are_kept_into_latin_script(text, words):
    assert found(text, "Deva", "Latn") == words
    assert found(text, "Deva", "Taml") == []
    assert found(text, "Deva") == []


def test_markup_around_a_word_is_not_hidden_with_it():
    hidden = protect("<b>Google</b> पर", foreign=foreign_finder("Deva", "Latn"))

    assert [span.text for span in hidden.spans] == ["<b>", "Google", "</b>"]


def test_a_word_in_an_address_belongs_to_it():
    hidden = protect("see https://a.in/α, α", foreign=foreign_finder("Latn"))

    assert [span.kind for span in hidden.spans] == ["url", "foreign"]


@pytest.mark.parametrize(
    "unit", ["α", "α ", "Aα", "A", "A ", "A-", "1", "क", "क A", "A.", "α-", "அ"]
)
@pytest.mark.parametrize("src_script", ["Latn", "Deva"])
def test_a_long_text_takes_linear_time(unit, src_script):
    # No clock: a quadratic pattern would take many minutes.
    source = unit * (250_000 // len(unit)) + "क"

    hidden = protect(source, foreign=foreign_finder(src_script, "Latn"))

    assert hidden.restore(hidden.text) == source
