from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indictx.formats._layout import split_by_length, width, wrap

WORD = st.text("कािषxyனு,।", min_size=1, max_size=9)
LINE = st.lists(WORD, min_size=1, max_size=12).map(" ".join)
WEIGHTS = st.lists(st.integers(1, 40), min_size=1, max_size=5)


def test_width_counts_what_a_reader_sees():
    assert width("क्षि<g1>க்</g1><x2/>") == 2


@given(LINE, WEIGHTS)
def test_the_parts_of_a_text_are_its_words(text, weights):
    parts = split_by_length(text, weights)

    assert len(parts) == len(weights)
    assert all(parts)
    if len(text.split()) >= len(weights):
        assert " ".join(parts) == text


def test_parts_are_as_long_as_their_weights():
    text = "one two six ten red big cat dog"

    assert split_by_length(text, [3, 1]) == ["one two six ten red big", "cat dog"]
    assert split_by_length(text, [1, 1]) == ["one two six ten", "red big cat dog"]


def test_a_text_is_rather_split_behind_a_comma():
    assert split_by_length("if it rains a lot, stay at home", [1, 1]) == [
        "if it rains a lot,",
        "stay at home",
    ]
    assert split_by_length("if it rains a lot stay at home", [1, 1]) == [
        "if it rains a",
        "lot stay at home",
    ]


def test_no_break_spaces_hold():
    assert wrap("Rs.\u00a05 only", 4) == ["Rs.\u00a05", "only"]


@pytest.mark.parametrize(
    ("text", "parts"), [("", ["", ""]), ("एक", ["एक", "एक"]), ("एक दो", ["एक", "दो"])]
)
def test_few_words_are_repeated(text, parts):
    assert split_by_length(text, [5, 5]) == parts


@given(LINE, st.integers(1, 20))
def test_lines_fit_unless_a_word_does_not(text, longest):
    lines = wrap(text, longest)

    assert " ".join(lines) == text
    assert all(width(line) <= longest or " " not in line for line in lines)


@given(LINE, st.integers(5, 30))
def test_no_fewer_lines_would_do(text, longest):
    greedy, room = 0, 0
    for word in text.split():
        if greedy and width(word) + 1 <= room:
            room -= width(word) + 1
        else:
            greedy, room = greedy + 1, longest - width(word)

    assert len(wrap(text, longest)) == greedy


def test_lines_are_of_about_the_same_length():
    assert wrap("one two six ten red big cat", 20) == ["one two six ten", "red big cat"]
