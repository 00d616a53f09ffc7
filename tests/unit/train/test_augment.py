from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indictx.text.protect import slot_char
from indictx.train.augment import Example, examples
from indictx.train.clean import SLOTS, Row
from indictx.train.mix import MixedRow
from indictx.train.recipe import Augment

PAIR = "eng_Latn-hin_Deva"
NONE = Augment(joined=0, unpunctuated=0, lower=0, upper=0)
ROW = Row("The boy reads a book.", "लड़का किताब पढ़ता है।")
SLOTTED = Row(
    f"Call {slot_char(0)} by {slot_char(1)}.",
    f"{slot_char(1)} तक {slot_char(0)} पर कहें।",
    ("98765 43210", "10:30"),
)


def made(rows, *, rules=NONE, slot_share=1.0, seed=1, pair=PAIR) -> list[Example]:
    return list(examples(rows, pair, rules=rules, slot_share=slot_share, seed=seed))


def mixed(*rows: Row, domain="general", copies=1) -> list[MixedRow]:
    return [MixedRow(domain, copies, row) for row in rows]


def test_without_changes_an_example_is_its_row():
    assert made(mixed(ROW)) == [Example("general", ROW.first, ROW.second)]


def test_slots_are_spelt_as_pieces():
    (found,) = made(mixed(SLOTTED))

    assert found.first == "Call <s0> by <s1>."
    assert found.second == "<s1> तक <s0> पर कहें।"


def test_without_slots_the_spans_are_back():
    (found,) = made(mixed(SLOTTED), slot_share=0.0)

    assert found.first == "Call 98765 43210 by 10:30."
    assert found.second == "10:30 तक 98765 43210 पर कहें।"


def test_copies_come_in_rounds_and_not_in_a_row():
    other = Row("Come here.", "इधर आओ।")

    found = made([MixedRow("general", 2, ROW), MixedRow("general", 1, other)])

    assert [one.first for one in found] == [ROW.first, other.first, ROW.first]


def test_two_sentences_are_joined_on_both_sides_and_slots_stay_apart():
    found = made(mixed(SLOTTED, SLOTTED), rules=replace(NONE, joined=1.0))

    assert found[1].first == "Call <s0> by <s1>. Call <s2> by <s3>."
    assert found[1].second == "<s1> तक <s0> पर कहें। <s3> तक <s2> पर कहें।"


def test_long_sentences_and_other_domains_are_not_joined():
    rules = replace(NONE, joined=1.0, joined_characters=15)

    assert [one.first for one in made(mixed(ROW, ROW), rules=rules)] == [ROW.first] * 2
    strings = mixed(ROW, ROW, domain="ui")
    assert [one.first for one in made(strings, rules=replace(NONE, joined=1.0))] == [ROW.first] * 2


def test_a_joined_line_has_no_more_slots_than_there_are():
    many = Row(
        " ".join(map(slot_char, range(SLOTS - 1))) + " a",
        " ".join(map(slot_char, range(SLOTS - 1))) + " क",
        tuple(str(number) for number in range(SLOTS - 1)),
    )

    found = made(mixed(many, SLOTTED), rules=replace(NONE, joined=1.0))

    assert found[1].first == "Call <s0> by <s1>."


@pytest.mark.parametrize(
    ("rules", "first", "second"),
    [
        ({"unpunctuated": 1.0}, "The boy reads a book", "लड़का किताब पढ़ता है"),
        ({"lower": 1.0}, "the boy reads a book.", ROW.second),
        ({"upper": 1.0}, "THE BOY READS A BOOK.", ROW.second),
    ],
    ids=["unpunctuated", "lower", "upper"],
)
def test_each_change_does_what_it_says(rules, first, second):
    assert made(mixed(ROW), rules=replace(NONE, **rules)) == [Example("general", first, second)]


def test_case_changes_only_where_english_is_the_first_side():
    rules = replace(NONE, lower=1.0)

    (found,) = made(mixed(ROW), rules=rules, pair="hin_Deva-ben_Beng")

    assert found.first == ROW.first


def test_capitals_leave_slot_pieces_alone():
    (found,) = made(mixed(SLOTTED), rules=replace(NONE, upper=1.0))

    assert found.first == "CALL <s0> BY <s1>."


def test_a_sentence_of_punctuation_alone_is_left_as_it_is():
    row = Row("?!", "।")

    assert made(mixed(row), rules=replace(NONE, unpunctuated=1.0))[0].first == "?!"


@given(st.integers(0, 2**40))
def test_examples_follow_from_the_seed(seed):
    rows = mixed(ROW, SLOTTED, *[Row(f"It is {n}.", f"यह {n} है।") for n in range(20)])

    first, second = (made(rows, rules=Augment(), slot_share=0.5, seed=seed) for _ in range(2))

    assert first == second
    assert len(first) == len(rows)


def test_shares_are_met_on_average():
    rows = mixed(*[Row(f"It is {n}.", f"यह {n} है।") for n in range(4000)])

    found = made(rows, rules=Augment())

    count = sum(one.first.islower() for one in found)
    assert count == pytest.approx(0.04 * 4000, rel=0.3)
    count = sum(not one.first.endswith(".") for one in found)
    assert count == pytest.approx(0.05 * 4000, rel=0.3)
