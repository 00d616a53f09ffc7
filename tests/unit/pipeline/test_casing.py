from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indictx.pipeline.casing import begun, continued, in_sentence_case
from indictx.text.protect import slot_char


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("PLEASE OPEN THE DOOR.", "Please open the door."),
        (f"{slot_char(0)} AND I ARE HERE", f"{slot_char(0)} and I are here"),
        ("IMPORTANT:", "Important:"),
        ("SBI ATM", "SBI ATM"),
        ("RAVI: Give me the SIM.", "Ravi: Give me the SIM."),
        ("NEW DELHI: Rain fell.", "New Delhi: Rain fell."),
        ("BJP: Come", "BJP: Come"),
        ("TIME 10:30", "TIME 10:30"),
        ("NO ENTRY!", "No entry!"),
        ("YES", "Yes"),
        ("NO ATM", "NO ATM"),
        (f"{slot_char(0)} TEST", f"{slot_char(0)} test"),
        ("SICK LEAVE", "Sick leave"),
        ("WHO", "WHO"),
        ("UNICEF", "UNICEF"),
        ("Please OPEN the door", "Please OPEN the door"),
        ("A", "A"),
    ],
)
def test_only_shouted_sentences_are_put_into_sentence_case(text, spoken):
    assert in_sentence_case(text) == spoken


@pytest.mark.parametrize(
    ("before", "clause", "expected"),
    [
        ("He left, ", "The door open.", "the door open."),
        ("He left, ", "And it rained", "and it rained"),
        ("He left. ", "The door is open.", "The door is open."),
        ('He said: "', "The door", "The door"),
        ('"OK" ', "The door", "the door"),
        ('He said "OK." ', "The door", "The door"),
        ("He left, ", "I stayed.", "I stayed."),
        ("He left, ", "India won.", "India won."),
        ("He left, ", "It's late.", "it's late."),
        ("He left, ", "A.P.J. Kalam came", "A.P.J. Kalam came"),
        ("He left, ", "A R Rahman sang", "A R Rahman sang"),
        ("He left, ", "No. 5 is new", "No. 5 is new"),
        ("He left, ", "Theatre", "Theatre"),
        ("He left, ", "", ""),
        ("He left, ", "गाय", "गाय"),
    ],
)
def test_an_english_clause_goes_on_in_small_letters(before, clause, expected):
    assert continued(before, clause) == expected


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("ऐसे लोग आए।", "such people came.", "Such people came."),
        ("क्या वह आया?", "did he come?", "Did he come?"),
        ("npm चलाओ।", "npm runs.", "npm runs."),
        ("iPhone अच्छा है।", "iPhone is good.", "iPhone is good."),
        ("पानी", "water", "water"),
        ("साफ़ पानी", "clean water", "clean water"),
        ("पाइप नहीं खुल सका", "could not open the pipe", "Could not open the pipe"),
        ("npm से चलाओ", "npm runs it", "npm runs it"),
        ("फिर Ravi आया", "then Ravi came", "then Ravi came"),
        ("बारिश हो रही है।", "it's raining.", "It's raining."),
        ("Facebook पर यह आम है।", "a common thing.", "A common thing."),
        ("a lawm.", "he is glad.", "he is glad."),
        ("गाय।", "", ""),
    ],
)
def test_an_english_sentence_begins_with_a_capital(source, target, expected):
    assert begun(source, target) == expected


@given(st.text(), st.tuples(st.sampled_from(["The", "A", "it", "Ram", ""]), st.text()).map("".join))
def test_only_the_case_of_the_first_letter_ever_changes(one, other):
    assert continued(one, other).casefold() == other.casefold()
    assert continued(one, other)[1:] == other[1:]
    assert begun(one + "।", other).casefold() == other.casefold()
    assert begun(one + "।", other)[1:] == other[1:]
