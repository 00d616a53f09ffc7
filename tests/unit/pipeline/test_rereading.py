"""Small numbers in digits where a word got lost."""

import pytest
from misbehaving import fake_translator

from indictx import TranslateOptions
from indictx.pipeline.rereading import small_in_digits
from indictx.text.protect import KeepRules, is_slot


@pytest.mark.parametrize(
    ("words", "digits"),
    [
        ("Take half a tablet twice a day.", "Take 1/2 tablet 2 times a day."),
        ("Half an hour, thrice a week", "1/2 hour, 3 times a week"),
        ("TWO or three spoons", "2 or 3 spoons"),
        ("Two million people", "Two million people"),
        ("forty-two and Six Flags", "forty-two and Six Flags"),
        ("in the second half", "in the second half"),
    ],
)
def test_small_numbers_become_digits(words, digits):
    assert small_in_digits(words) == digits


def forgetful(pieces, options):
    """Say the number only if it is a slot."""
    slots = [piece for piece in pieces if is_slot(piece)]
    return [*slots, *(" " * bool(slots)), *"गोलियाँ लें।"]


def test_what_lost_a_word_is_read_with_digits():
    with fake_translator(forgetful) as translator:
        first, second = translator.translate(
            ["Take two pills.", "Take the pills."], src_lang="en", tgt_lang="hi"
        )
    assert (first.source, first.target, first.flags) == ("Take two pills.", "2 गोलियाँ लें।", ())
    assert "digits" in first.repairs
    assert (second.target, second.repairs) == ("गोलियाँ लें।", ())


@pytest.mark.parametrize(
    "options", [TranslateOptions(retry=False), TranslateOptions(keep=KeepRules(numbers=False))]
)
def test_it_stays_flagged_where_nothing_is_searched_again_or_numbers_are_no_slots(options):
    with fake_translator(forgetful, options) as translator:
        (found,) = translator.translate(["Take two pills."], src_lang="en", tgt_lang="hi")
    assert found.flags == ("numbers",)
    assert "digits" not in found.repairs


def test_the_first_translation_stays_if_the_second_is_no_better():
    with fake_translator(lambda *_: list("गोलियाँ लें।")) as translator:
        (found,) = translator.translate(["Take two pills."], src_lang="en", tgt_lang="hi")
    assert (found.target, found.flags) == ("गोलियाँ लें।", ("numbers",))
    assert "digits" not in found.repairs


def test_a_line_that_goes_through_english_is_left_alone():
    with fake_translator(forgetful, pairs=["hin_Deva-eng_Latn", "eng_Latn-mar_Deva"]) as translator:
        (found,) = translator.translate(["दो लोग आए।"], src_lang="hi", tgt_lang="mr")
    assert "digits" not in found.repairs
