from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indictx.languages import language
from indictx.text.normalize import for_model
from indictx.text.protect import slot_char
from indictx.text.transliterate import unify
from indictx.train.clean import REASONS, SLOTS, Cleaner, Row, fill_slots, fold
from indictx.train.recipe import Domain, Filter

ENGLISH, HINDI = "Ram is going to the market.", "राम बाज़ार जा रहा है।"
WORDS = st.lists(
    st.sampled_from(
        ["राम", "घर", "बाज़ार", "जा", "रहा", "है", "पानी", "12", "२०२४", "{name}", "a@b.in"]
    ),
    min_size=1,
)


def cleaner(first="eng_Latn", second="hin_Deva", *, domain=None, rules=None, held_out=()):
    return Cleaner(
        languages=(language(first), language(second)),
        domain=domain or Domain(),
        rules=rules or Filter(),
        held_out=frozenset(map(fold, held_out)),
    )


def test_a_good_pair_is_spelt_as_the_model_reads_it():
    row = cleaner()(f" {ENGLISH}\u200b ", "राम\u200d बाज़ार  जा रहा है|")

    assert row == Row(ENGLISH, for_model("राम बाज़ार जा रहा है।", language("hi")))


def test_brahmic_scripts_are_unified():
    text = "রাম বাজারে যাচ্ছে।"

    row = cleaner(second="ben_Beng")(ENGLISH, text)

    assert isinstance(row, Row)
    assert row.second == unify(for_model(text, language("bn")), "ben_Beng")
    assert "\u0930\u093e\u092e" in row.second


@pytest.mark.parametrize(
    ("first", "second", "reason"),
    [
        ("", HINDI, "empty"),
        (" \u3000", HINDI, "empty"),
        ("OK Google", "OK Google", "identical"),
        (ENGLISH * 20, HINDI * 20, "long"),
        ("a", "क", "short"),
        (ENGLISH, "Ram bazaar ja raha hai.", "script"),
        (HINDI, HINDI + " ठीक", "script"),
        (ENGLISH * 3, "राम घर", "ratio"),
        ("Go to \ue123 now", "अब \ue123 जाओ", "control"),
        ("Save <b>all</b> of it", "सब कुछ सहेजें अभी", "markup"),
        ("Hello %s, my friend", "नमस्ते %d मेरे दोस्त", "markup"),
        ("It was built in 1947.", "यह १९५२ में बना था।", "numbers"),
    ],
)
def test_a_bad_pair_is_refused_with_the_reason(first, second, reason):
    assert cleaner()(first, second) == reason
    assert reason in REASONS


def test_a_held_out_sentence_is_refused_however_it_is_written():
    check = cleaner(held_out=[ENGLISH, HINDI])

    assert check("RAM is going  to the market", "वह जाता है।") == "held_out"
    assert check("He is going somewhere.", "राम बाज़ार जा रहा है !") == "held_out"
    assert isinstance(check("He is going.", "वह जा रहा है।"), Row)


@pytest.mark.parametrize(
    ("code", "text", "reason"),
    [
        ("asm_Beng", "রাম বজারলৈ গৈ আছে।", "language"),
        ("asm_Beng", "ৰাম বজাৰলৈ গৈ আছে।", None),
        ("ben_Beng", "ৰাম বজাৰলৈ গৈ আছে।", "language"),
        ("ben_Beng", "রাম বাজারে যাচ্ছে।", None),
        ("mni_Beng", "ৱাহৈ অমা হায়বীয়ু।", None),
    ],
)
def test_letters_of_another_language_of_the_script_are_noticed(code, text, reason):
    found = cleaner(second=code)(ENGLISH, text)

    assert (found if isinstance(found, str) else None) == reason


def test_spans_that_both_sides_share_are_slots_in_the_order_of_the_first():
    row = cleaner()("Call 98765 43210 or a@b.in by 10:30.", "10:30 तक a@b.in या 98765 43210 पर कहें।")

    assert isinstance(row, Row)
    assert row.spans == ("98765 43210", "a@b.in", "10:30")
    assert row.second.startswith(slot_char(2))
    assert [row.first.count(slot_char(n)) for n in range(3)] == [1, 1, 1]


def test_native_digits_share_a_slot_with_latin_ones():
    row = cleaner()("I have 250 rupees left.", "मेरे पास २५० रुपये बचे हैं।")

    assert isinstance(row, Row)
    assert row.spans == ("250",)


def test_a_quantity_shares_a_slot_with_its_translation():
    row = cleaner()("Give him 250 mg now.", "उसे अभी २५० मिलीग्राम दीजिए।")

    assert isinstance(row, Row)
    assert row.spans == ("250 mg",)
    assert fill_slots(row.first, row.spans, "eng_Latn") == "Give him 250 mg now."
    assert fill_slots(row.second, row.spans, "hin_Deva") == "उसे अभी 250 मिलीग्राम दीजिए।"


def test_a_span_that_a_side_has_twice_is_no_slot():
    row = cleaner()("Press 5 and then press 5 again.", "5 दबाएँ, फिर 5 दबाएँ दोबारा।")

    assert isinstance(row, Row)
    assert row.spans == ()
    assert "5" in row.first
    assert "5" in row.second


def test_there_are_no_more_slots_than_the_vocabulary_has():
    numbers = [str(number) for number in range(1100, 1100 + SLOTS + 3)]

    row = cleaner()("Numbers are " + ", ".join(numbers), "संख्याएँ हैं " + ", ".join(numbers))

    assert isinstance(row, Row)
    assert len(row.spans) == SLOTS


def test_markup_may_differ_where_the_domain_says_so():
    found = cleaner(domain=Domain(markup=True))("Save <b>all</b> of it", "सब कुछ सहेजें अभी")

    assert isinstance(found, Row)


def test_words_are_counted_where_the_domain_says_so():
    ui, dictionary = Domain(min_words=2), Domain(max_words=2)

    assert cleaner(domain=ui)("Open", "खोलें") == "short"
    assert cleaner(domain=dictionary)(ENGLISH, HINDI) == "long"


@given(WORDS)
def test_filling_the_slots_gives_what_the_model_reads_without_slots(words):
    text = " ".join(words)

    row = cleaner(rules=Filter(length_ratio=99.0))("Here it is, all of it: " + text, text)

    if isinstance(row, Row):
        filled = fill_slots(row.second, row.spans, "hin_Deva")
        assert filled == for_model(text, language("hi"))


@given(st.text(alphabet="कखग" + string.ascii_letters + " .,।?", min_size=1))
def test_folding_ignores_case_space_and_punctuation(text):
    assert fold(text) == fold(f" {text.upper()} !।")
    assert fold(fold(text)) == fold(text)


def test_folding_keeps_vowels_apart():
    assert fold("का") != fold("की")
