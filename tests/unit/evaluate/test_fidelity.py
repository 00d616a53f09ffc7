from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tiny_model import SENTENCES

from indictx.evaluate.fidelity import check_line, summarize


def check(source: str | None, translation: str):
    return check_line(source, translation, tgt_lang="hin_Deva")


@pytest.mark.parametrize(
    ("source", "translation"),
    [
        ("It costs 1,87,500 rupees.", "इसका दाम १,८७,५०० रुपये है।"),
        ("It costs 187,500 rupees.", "इसका दाम 1,87,500 रुपये है।"),
        ("We met on 15-08-1947.", "हम 15.08.1947 को मिले।"),
        ("Add 2.5 litres and 3 spoons.", "3 चम्मच और 2.5 लीटर डालिए।"),
        ("Wait 2-3 days.", "2–3 दिन रुकिए।"),
        ("Wait 2-3 days.", "2 से 3 दिन रुकिए।"),
        ("Due on 5/8/2021.", "तारीख़ 05.08.2021 है।"),
        ("Come at 9:30.", "9.30 बजे आइए।"),
    ],
    ids=[
        *("native digits", "Indian grouping", "another date", "another order", "another dash"),
        *("a range in words", "zeros before a month", "another time"),
    ],
)
def test_a_number_is_kept_in_any_digits_and_grouping(source, translation):
    found = check(source, translation)

    assert found.numbers > 0
    assert found.lost_numbers == ()
    assert found.new_numbers == ()


def test_a_wrong_number_is_lost_and_new():
    found = check("I have 3 cats and 3 dogs.", "मेरे पास 3 बिल्लियाँ और 4 कुत्ते हैं।")

    assert (found.numbers, found.lost_numbers, found.new_numbers) == (2, ("3",), ("4",))


@pytest.mark.parametrize(
    ("source", "translation"),
    [
        ("On the 2nd of May.", "2 मई को।"),
        ("The 19th century.", "19वीं सदी।"),
        ("A 5G phone.", "5जी फ़ोन।"),
    ],
)
def test_digits_in_a_word_are_neither_lost_nor_new(source, translation):
    found = check(source, translation)

    assert (found.numbers, found.lost_numbers, found.new_numbers) == (0, (), ())


def test_a_month_in_words_is_the_only_part_of_a_date_that_is_lost():
    found = check("On 12-05-2021.", "12 मई 2021 को।")

    assert (found.numbers, found.lost_numbers, found.new_numbers) == (3, ("5",), ())


def test_the_zeros_of_a_decimal_count():
    found = check("Add 0.05 grams.", "5 ग्राम डालिए।")

    assert (found.lost_numbers, found.new_numbers) == (("005",), ("5",))


def test_slots_are_counted_as_often_as_they_occur():
    found = check("{name}, see https://a.example/x and {name}.", "{name}, देखिए।")

    assert found.slots == 3
    assert sorted(found.lost_slots) == ["https://a.example/x", "{name}"]


@pytest.mark.parametrize(
    ("source", "translation", "lost"),
    [
        ("See http://a.example now.", "अब http://a.example/evil/page देखें।", 1),
        ("See http://a.example and http://a.example/b.", "http://a.example/b देखें।", 1),
        ("See http://a.example and http://a.example/b.", "http://a.example/b http://a.example", 0),
    ],
)
def test_a_part_of_another_slot_does_not_count(source, translation, lost):
    assert len(check(source, translation).lost_slots) == lost


def test_digits_inside_a_slot_are_no_numbers():
    found = check("See https://a.example/12345", "https://a.example/12345 देखिए।")

    assert (found.slots, found.numbers, found.lost_slots, found.new_numbers) == (1, 0, (), ())


@pytest.mark.parametrize(
    ("source", "translation", "problems"),
    [
        ("Come in.", "अंदर आइए।", ()),
        ("Come in.", " ", ("empty",)),
        ("", "", ()),
        ("Come in.", "அந்த வீடு பெரியது.", ("script",)),
        ("Come in.", "Come in.", ("script", "copied")),
        ("42", "42", ()),
        ("Come in.", "आइए और आइए और आइए और आइए और आइए और आइए।", ("loop",)),
        ("Come in.", "आइए, आइए, आइए, आइए, आइए", ("loop",)),
        ("Come in.", "आआआआआआआआआआआआ", ("loop",)),
        ("Come in.", "आइए, आइए, अंदर आइए।", ()),
        ("No, no, no, no, no!", "नहीं, नहीं, नहीं, नहीं, नहीं!", ()),
    ],
    ids=[
        *("good", "empty", "nothing to say", "script", "copied", "a number", "loop", "short loop"),
        *("one letter", "said twice", "said in the source too"),
    ],
)
def test_problems_are_named(source, translation, problems):
    assert check(source, translation).problems == problems


def test_without_a_source_only_the_translation_is_judged():
    found = check(None, "Come at 5.")

    assert (found.problems, found.new_numbers, found.slots) == (("script",), (), 0)


@given(st.lists(st.sampled_from(SENTENCES[15:30]), min_size=1), st.integers(0, 10**9))
def test_a_text_keeps_all_that_is_in_it(sentences, number):
    text = f"{number} {{x}} {' '.join(sentences)}"

    found = check(text, text)

    assert (found.lost_slots, found.lost_numbers, found.new_numbers) == ((), (), ())


def test_shares_are_of_what_there_was():
    rows = [
        check("Give {a} 5 rupees.", "{a} को 5 रुपये दीजिए।"),
        check("Give {b} 7 rupees.", "को रुपये दीजिए।"),
        check("Come in.", ""),
        check("Come in.", "Come in."),
    ]

    found = summarize(rows)

    assert (found.lines, found.slots, found.numbers) == (4, 2, 2)
    assert (found.slots_kept, found.numbers_kept) == (0.5, 0.5)
    assert (found.empty, found.script, found.copied, found.loop) == (0.25, 0.25, 0.25, 0)


def test_a_share_of_nothing_is_not_known():
    found = summarize([check("Come in.", "अंदर आइए।")])

    assert (found.slots_kept, found.numbers_kept) == (None, None)


def test_lengths_are_compared_with_references_where_there_are_any():
    rows = [check("four", "कख ग")]

    assert summarize(rows).length_ratio == 3 / 4
    assert summarize(rows, reference_sizes=[6]).length_ratio == 1 / 2
    assert summarize([check("", "")]).length_ratio is None


def test_words_that_multiply_numbers_count():
    source = "1.4 billion people, 2-3 million cows, 5 kg"

    right = check_line(source, "140 करोड़ लोग, 20-30 लाख गाय, 5 किलो", tgt_lang="hin_Deva")
    wrong = check_line(source, "1.4 करोड़ लोग, 2-3 लाख गाय, 5 किलो", tgt_lang="hin_Deva")

    assert (right.numbers, right.lost_numbers, right.new_numbers) == (4, (), ())
    assert (wrong.lost_numbers, wrong.new_numbers) == (("14", "2", "3"), ("14", "2", "3"))


def test_a_number_in_words_may_become_one_in_digits():
    source = "Thirty-five farmers sold two lakh mangoes."
    facts = {"src_lang": "eng_Latn", "tgt_lang": "hin_Deva"}
    assert check_line(source, "35 किसानों ने 2 लाख आम बेचे।", **facts).new_numbers == ()
    assert check_line(source, "53 किसानों ने 2 लाख आम बेचे।", **facts).new_numbers == ("53",)
