from __future__ import annotations

import pytest

from indictx.pipeline.casing import in_sentence_case
from indictx.text.protect import slot_char


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("PLEASE OPEN THE DOOR.", "Please open the door."),
        (f"{slot_char(0)} AND I ARE HERE", f"{slot_char(0)} and I are here"),
        ("IMPORTANT:", "Important:"),
        ("SBI ATM", "SBI ATM"),
        ("NO ENTRY!", "No entry!"),
        ("YES", "Yes"),
        ("NO ATM", "NO ATM"),
        ("WHO", "WHO"),
        ("UNICEF", "UNICEF"),
        ("Please OPEN the door", "Please OPEN the door"),
        ("A", "A"),
    ],
)
def test_only_shouted_sentences_are_put_into_sentence_case(text, spoken):
    assert in_sentence_case(text) == spoken
