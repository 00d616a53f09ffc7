"""Ordinals: what stands in for them, and what comes back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from misbehaving import fake_translator

from indictx.pipeline.ordinals import _FORMS, has_ordinals, small_in_words, stand_in, take_out

LANGUAGES = sorted(_FORMS)


@pytest.mark.parametrize(
    ("text", "given_to_the_model"),
    [
        ("This is the 21st chapter.", "This is the third chapter."),
        ("THE 15TH FLOOR", "THE THIRD FLOOR"),
        ("Tenth students, the 7th-century temple", "Third students, the fourth-century temple"),
        ("The 19th and 20th centuries", "The third and fourth centuries"),
        ("The third and the 15th floor", "The third and the fourth floor"),
        ("He is in class 12th.", "He is in class third."),
        ("It is the sixth time.", "It is the third time."),
    ],
)
def test_something_stands_in(text, given_to_the_model):
    assert has_ordinals(text, "hin_Deva")
    assert stand_in(text, "hin_Deva") == given_to_the_model


@pytest.mark.parametrize(
    "text",
    [
        "It was on 5th March.",
        "March 15th was hot.",
        "On the 15th we leave.",
        "We leave on the 15th.",
        "On the 15th of the month",
        "4th July celebrations",
        "One sixth of it, a one-tenth share",
        "the 1st prize, the 25-th",
        "Both third and fourth floors",
        "He scored a 10th goal, an 8th one, with a sixth sense",
        "On the 20th there will be a holiday.",
        "The 15th falls on a Monday.",
        "The salary comes on the 7th without fail.",
        "On the 15th my exam starts.",
        "Pay by the 7th each month, on the 20th Rama comes.",
        "The 6th, 7th, 8th and 9th floors, the 10th floor, the 11th floor, the 12th floor",
    ],
)
def test_nothing_stands_in(text):
    assert not has_ordinals(text, "hin_Deva")


def test_nothing_stands_in_where_it_would_not_be_found_again():
    assert not has_ordinals("The 15th floor", "san_Deva")


def test_small_ones_are_words():
    assert (
        small_in_words("The 1st prize and the 2nd prize") == "The first prize and the second prize"
    )
    assert small_in_words("the 5th to the 9th page") == "the fifth to the 9th page"
    assert small_in_words("On the 1st we leave, on 2nd May") == "On the 1st we leave, on 2nd May"


@pytest.mark.parametrize(
    ("lang", "target", "expected"),
    [
        ("hin_Deva", "हम तीसरी मंज़िल पर हैं।", "हम 15वीं मंज़िल पर हैं।"),
        ("hin_Deva", "तीसरे महीने में", "15वें महीने में"),
        ("ben_Beng", "এটা তৃতীয়বার।", "এটা 15তমবার।"),
        ("mar_Deva", "तिसऱ्या मजल्यावर", "15व्या मजल्यावर"),
        ("tam_Taml", "மூன்றாவது மாடியில்", "15வது மாடியில்"),
        ("mal_Mlym", "മൂന്നാമത്തെ നിലയിൽ", "15-ാമത്തെ നിലയിൽ"),
        ("urd_Arab", "تیسری منزل پر", "15ویں منزل پر"),
    ],
)
def test_they_come_back_with_the_ending_that_was_asked_for(lang, target, expected):
    assert take_out("We are on the 15th floor.", target, lang) == expected


def test_up_to_ten_they_end_as_the_words_do():
    assert take_out("the 7th floor", "তৃতীয় তলা", "ben_Beng") == "7ম তলা"
    assert take_out("the sixth time", "तीसरी बार", "hin_Deva") == "6ठी बार"


@pytest.mark.parametrize(
    "target", ["एक-तीसरी मंज़िल", "हम मंज़िल पर हैं।", "तीसरी तीसरी मंज़िल", "तीसरी और तीसरे", "तीसरीयाँ"]
)
def test_what_is_not_clear_is_not_guessed(target):
    assert take_out("We are on the 15th floor.", target, "hin_Deva") is None


def test_a_fraction_is_no_ordinal():
    assert take_out("the 10th goal", "এক-তৃতীয়াংশ গোল", "ben_Beng") is None
    assert has_ordinals("We live on the 15th floor.", "ben_Beng")


def test_long_lines_take_no_time():
    assert not has_ordinals("the 15th floor " * 8000, "hin_Deva")


def test_two_come_back_each_in_its_place():
    source = "The 19th and 20th centuries"
    assert take_out(source, "चौथी और तीसरी शताब्दी", "hin_Deva") == "20वीं और 19वीं शताब्दी"


@given(st.sampled_from(LANGUAGES), st.integers(6, 9999))
def test_every_form_comes_back(lang, number):
    for form in _FORMS[lang][0].split():
        word, ending = form.split("=")
        source = f"The {number}th floor is high."
        found = take_out(source, f"{word} x", lang)
        assert found is not None
        assert found.startswith(str(number))
        assert found.startswith(f"{number}{ending}") or number <= 10


def test_a_translator_that_loses_it_reads_the_digits_next():
    asked = []

    def model(pieces, options):
        text = "".join(pieces)
        asked.append(text)
        return list("15 मंज़िल ऊँची है।" if "15th" in text else "मंज़िल ऊँची है।")

    with fake_translator(model) as translator:
        (result,) = translator.translate(["The 15th floor is high."], src_lang="en", tgt_lang="hi")
    assert [("third" in text, "15th" in text) for text in asked[:2]] == [
        (True, False),
        (False, True),
    ]
    assert (result.target, result.flags) == ("15 मंज़िल ऊँची है।", ())


def test_a_translator_that_finds_it_asks_once():
    asked = []

    def model(pieces, _):
        asked.append("".join(pieces))
        return list("तीसरी मंज़िल ऊँची है।")

    with fake_translator(model) as translator:
        (result,) = translator.translate(["The 15th floor is high."], src_lang="en", tgt_lang="hi")
    assert (result.target, result.flags, len(asked)) == ("15वीं मंज़िल ऊँची है।", (), 1)
