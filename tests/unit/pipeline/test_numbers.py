from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indictx.languages.registry import languages
from indictx.pipeline.numbers import invents, loses, lost, numbers, ordinals
from indictx.text.protect import slot_char

EN, HI, TA = "eng_Latn", "hin_Deva", "tam_Taml"
DIGITS = [one.digits for one in languages() if one.digits]
VALUES = st.integers(0, 10**12)


def native(number: int, digits: str) -> str:
    return str(number).translate(str.maketrans("0123456789", digits))


@given(VALUES, st.sampled_from(DIGITS), st.sampled_from(DIGITS))
def test_a_number_is_the_same_in_the_digits_of_any_script(number, one, other):
    assert numbers(native(number, one)) == numbers(native(number, other)) == {str(number): 1}
    assert not invents(native(number, one), native(number, other), EN)
    assert not loses(native(number, one), native(number, other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("12345", "12,345"),
        ("12,345", "१२,३४५"),
        ("1,87,500.50", "187500.50"),
        ("٥٠٠", "௫௦௦"),
        ("05:30", "5:30"),
        ("12/03/2024", "12-03-2024"),
        ("10-12", "10 to 12"),
        ("٣٫٥", "3.5"),
    ],
)
def test_grouping_zeros_in_front_and_what_stands_between_numbers_do_not_count(one, other):
    assert numbers(one) == numbers(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("1.5", "15"), ("10", "1"), ("2 2", "2"), ("", "0"), ("10:30:00", "10:30:000"), ("007", "7")],
)
def test_other_values_are_other_numbers(one, other):
    assert numbers(one) != numbers(other)


@given(st.text())
def test_a_text_invents_and_loses_nothing_against_itself(text):
    assert not invents(text, text, EN)
    assert not loses(text, text)


@given(st.integers(11, 10**9), st.sampled_from([EN, HI, TA, None]), st.sampled_from(DIGITS))
def test_a_number_from_nowhere_is_invented_unless_it_is_round(number, src_lang, digits):
    source, target = f"{slot_char(0)} x", f"{slot_char(0)} x {native(number, digits)}"
    is_round = number % 10 ** (len(str(number)) - 1) == 0

    assert invents(source, target, src_lang) or (is_round and src_lang in (TA, None))


@given(st.integers(100, 10**9))
def test_a_long_number_that_is_gone_is_lost_unless_it_has_few_figures(number):
    assert loses(f"x {number}", "x") is (len(str(number).strip("0")) > 2)


@pytest.mark.parametrize(
    ("source", "target", "src_lang"),
    [
        ("Two cows and a goat", "2 गायें और एक बकरी", EN),
        ("Twenty-five cows", "25 गायें", EN),
        ("Nineteen forty-seven", "1947", EN),
        ("three hundred and fifty", "350", EN),
        ("In the twentieth century", "20वीं सदी में", EN),
        ("a dozen eggs", "12 अंडे", EN),
        ("पच्चीस गायें", "25 cows", HI),
        ("वह पाँचवें दिन आया", "He came on the 5th day", HI),
        ("तीनों आए", "All 3 came", "bho_Deva"),
        ("साढ़े तीन हज़ार लोग", "3,500 people", HI),
        ("இரண்டு பேர்", "2 people", TA),
        ("முன்னூறு பேர்", "300 people", TA),
        ("21st of May", "मई 21", EN),
        ("1. One day", "1. एक दिन", EN),
    ],
)
def test_number_words_may_become_digits(source, target, src_lang):
    assert not invents(source, target, src_lang)


@pytest.mark.parametrize(
    ("source", "target", "src_lang"),
    [
        ("The cows are here", "2 गायें यहाँ हैं", EN),
        ("Two cows", "1947 गायें", EN),
        ("One day he came", "1. एक दिन वह आया", EN),
        ("He came", "(१) वह आया", EN),
        ("वह आया", "He came in 2", HI),
        ("மழை பெய்கிறது", "It rained in 1947", TA),
        ("It rained", "१९४७ में बारिश हुई", None),
        ("The 5th and the 6th", "5, 6 और 7", EN),
        ("दोस्त चारा लाया", "4 friends", HI),
    ],
)
def test_other_digits_are_invented(source, target, src_lang):
    assert invents(source, target, src_lang)


@pytest.mark.parametrize("src_lang", [EN, HI, TA, None])
def test_zeros_that_are_added_are_invented(src_lang):
    assert invents("10:30:00Z", "10: 30:000", src_lang)
    assert not invents("10:05:00", "10:5:0", src_lang)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("the 21st", "इक्कीसवाँ"),
        ("the 250th", "ढाई सौवाँ"),
        ("the 2000s", "दो हज़ार का दशक"),
        ("5G", "फ़ाइव जी"),
    ],
)
def test_short_and_round_numbers_may_become_words(source, target):
    assert not loses(source, target)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2.5 million", "25 लाख"),
        ("2.5 million", "2,500,000"),
        ("2-3 million in 2024", "2024 में 20-30 लाख"),
        ("$1.4 billion", "$140 কোটি"),
        ("5 lakh, 7 kg", "7 किलो, ५ लाख"),
        ("45 lakh", "४५ लाखांनी"),
        ("1.4 billion", "1.4 अरब"),
    ],
)
def test_words_that_multiply_a_number_count(one, other):
    assert not lost(one, other)
    assert not lost(other, one)
    assert not invents(one, other, EN)


@pytest.mark.parametrize(
    ("source", "target", "number"),
    [
        ("2.5 million", "2.5 लाख", "2.5"),
        ("45 million", "45 करोड़", "45"),
        ("5 lakh 5 lakh", "5 लाख", "5"),
    ],
)
def test_another_word_behind_the_same_figures_is_another_number(source, target, number):
    assert lost(source, target) == {number: 1}


@pytest.mark.parametrize("name", ["IPv4", "utf8", "B12", "A4"])
def test_the_number_of_a_name_is_not_lost(name):
    assert loses(f"Not {name}.", "नहीं।")
    assert not loses(f"Not {name}.", f"{name} नहीं।")
    assert not loses("The 4 of them, and 12 cows.", "चारों और बारह गायें।")


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("the 42th place, the 1th, 2th and 3th", "the 42nd place, the 1st, 2nd and 3rd"),
        ("the 11st, 12nd, 113rd and 21th", "the 11th, 12th, 113th and 21st"),
        ("4th, 10th and 1.2th", "4th, 10th and 1.2th"),
        ("A4th x42thing", "A4th x42thing"),
    ],
)
def test_english_ordinals_have_their_endings(written, right):
    assert ordinals(written) == right
    assert ordinals(right) == right
