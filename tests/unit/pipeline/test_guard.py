from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indictx.languages.scripts import scripts
from indictx.pipeline.guard import (
    Flag,
    flags_of,
    headless,
    is_foreign,
    loops,
    lost_slots,
    mostly_in,
    strays,
    stutters,
)
from indictx.text.protect import slot_char


def flags(source="एक अच्छा वाक्य", target="एक अच्छा वाक्य", **changes):
    facts = {
        "source": source,
        "target": target,
        "source_pieces": 6,
        "target_pieces": target.split(),
        "max_target_pieces": 40,
        "tgt_script": "Deva",
        **changes,
    }
    return flags_of(**facts)


def test_a_plain_translation_has_no_flags():
    assert flags() == ()


def test_broken_characters_are_no_letters_of_any_script_unless_the_source_has_them():
    assert flags(target="एक अच्छा वा\ufffdक्य") == (Flag.SCRIPT,)
    assert flags(source="एक \ufffd", target="एक \ufffd") == ()


def test_a_bullet_that_the_source_lacks_is_a_piece_that_the_model_does_not_know():
    assert flags(target="एक • वाक्य") == (Flag.SCRIPT,)
    assert flags(source="एक • वाक्य", target="एक • वाक्य") == ()


@pytest.mark.parametrize(
    ("target", "script_code"),
    [
        ("1्विंटल धान", "Deva"),
        ("धान *्विंटल", "Deva"),
        ("ाज़ार", "Deva"),
        ("एक ंड", "Deva"),
        ("२ंड", "Deva"),
        (f"{slot_char(0)}ी बार", "Deva"),
        ("(ুল", "Beng"),
        ("நாள் ்டு", "Taml"),
        ("రోజు, ్టు", "Telu"),
        ("ੰਡ", "Guru"),
        ("ꯃꯤ ꯤꯃ", "Mtei"),
    ],
)
def test_no_word_begins_with_a_mark(target, script_code):
    assert headless("A day", target, script_code)
    assert Flag.SCRIPT in flags(source="A day", target=target, tgt_script=script_code)


@pytest.mark.parametrize(
    ("target", "script_code"),
    [
        ("क़िला ज़रूर अ‍ॅड ऑफ़ ॐ ऽ", "Deva"),
        ("दो \u25ccा", "Deva"),
        ("क्\u200dष क्\u200cष \u200dा", "Deva"),
        ("5वीं", "Deva"),
        ("Googleல்", "Taml"),
        ("ஃபேஸ்", "Taml"),
        ("ᱥᱟᱱᱛᱟᱲᱤ", "Olck"),
        ("یہ شَہر", "Arab"),
        ("café cafe\u0301", "Latn"),
    ],
)
def test_marks_behind_letters_and_joiners_are_right(target, script_code):
    assert not headless("A day", target, script_code)


def test_an_ordinal_of_malayalam_has_its_end_behind_the_number():
    assert not headless("15th", "15-ാം നിലയിലാണ്, 21ാമത്തെ", "Mlym")
    assert headless("15th", "15-ാ നിലയിലാണ്", "Mlym")


@given(st.text(st.sampled_from("कख़ा्ं 1.-a\u200d")), st.sampled_from(" 1.-" + slot_char(0)))
def test_a_text_has_no_mark_without_a_letter_that_it_lacks_itself(text, before):
    assert not headless(text, text, "Deva")
    assert headless("", f"{text}{before}ा", "Deva")


@pytest.mark.parametrize("target", ["", " ", "\u00a0"])
def test_nothing_is_empty_and_nothing_else(target):
    assert flags(target=target, target_pieces=[]) == (Flag.EMPTY,)


def test_a_translation_without_words_is_empty_if_the_source_has_some():
    slot = slot_char(0)

    assert flags(source=f"Hello {slot}", target=slot, target_pieces=[slot]) == (Flag.EMPTY,)
    assert flags(source=f"Hello {slot}", target=f"नमस्ते {slot}") == ()
    assert flags(source=f"A {slot}", target=slot, target_pieces=[slot]) == ()


@pytest.mark.parametrize(
    ("source_pieces", "target_pieces", "is_odd"),
    [(6, 30, False), (6, 31, True), (20, 4, False), (20, 3, True), (11, 1, False), (39, 40, True)],
)
def test_lengths_far_from_the_source_are_odd(source_pieces, target_pieces, is_odd):
    pieces = [f"▁{number}" for number in range(target_pieces)]

    found = flags(source_pieces=source_pieces, target_pieces=pieces)

    assert (Flag.LENGTH in found) is is_odd


@pytest.mark.parametrize(
    ("source", "target", "is_odd"),
    [
        ('"Where are you?" she asked.', "ಎಂದು ಕೇಳಿದಳು.", True),
        ("“Where are you?” she asked.", "ಎಂದು ಕೇಳಿದಳು.", True),
        ('"Where are you?" she asked.', "ನೀವು ಎಲ್ಲಿದ್ದೀರಿ ಎಂದು ಕೇಳಿದಳು.", False),
        ('"Where are you?" she asked.', '"ಎಲ್ಲಿ?" ಎಂದಳು.', False),
        ('"Where are you?" she asked.', "‘ಎಲ್ಲಿ?’ ಎಂದಳು.", False),
        ('"Yes," she said then.', "ಹೌದು ಎಂದಳು.", False),
        ('"Yes," she said, "I know."', "ಹೌದು ಎಂದಳು.", False),
        ('She asked, "Where are you?"', "ಎಂದು ಕೇಳಿದಳು.", False),
        ("Where are you now, friend?", "ಎಲ್ಲಿ, ಗೆಳೆಯ?", False),
    ],
)
def test_a_quotation_that_is_left_out_makes_a_translation_too_short(source, target, is_odd):
    found = flags(source=source, target=target, tgt_script="Knda")

    assert (Flag.LENGTH in found) is is_odd


def test_a_search_that_was_stopped_is_odd():
    pieces = [f"▁{number}" for number in range(20)]

    assert flags(target_pieces=pieces, max_target_pieces=20) == (Flag.LENGTH,)


def test_what_repeats_is_a_loop():
    target = "और फिर हम " * 4

    assert flags(target=target) == (Flag.LOOP,)


def test_what_repeats_in_the_source_too_is_none():
    target = "राम राम राम राम राम राम राम राम राम"

    assert flags(source=target, target=target) == ()


@pytest.mark.parametrize(
    ("target", "script"),
    [
        ("ସେ ସେ ସେ ସେଠାରେ କ'ଣ କରୁଥିଲା?", "Orya"),
        ("ਅਰੇ ਤੂੰ ਹੋ ਹੋ ਹੋ।", "Guru"),
        ("क्या हम आज रात रात रात रात मछली पकाएँ?", "Deva"),
        ("کاروبار کاروبار کاروبار ہے۔", "Arab"),
    ],
)
def test_a_word_three_times_in_a_row_is_a_loop(target, script):
    assert flags(source="What he did there", target=target, tgt_script=script) == (Flag.LOOP,)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Walk slowly.", "धीरे धीरे चलिए।"),
        ("Hahaha!", "हा हा हा!"),
        ("Haha!", "हा हा हा!"),
        ("टिक-टिक-टिक", "tick tick tick"),
        ("जल्दी, जल्दी, जल्दी!", "Quick quick quick!"),
        ("வேண்டாம், வேண்டாம், வேண்டாம்!", "No no no!"),
        ("Wait... what?", "रुको . . . क्या?"),
        ("Knock, knock, knock.", "ठक ठक ठक।"),
        ("5 5 5", "5 5 5"),
        ("He came.", "वह वह वहाँ आया।"),
    ],
)
def test_a_word_twice_or_as_often_as_in_the_source_is_none(source, target):
    assert not stutters(source, target)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("I will leave tomorrow.", "मैं कल कल कल जाऊँगा।"),
        ("Rs 1000", "एक एक एक हज़ार"),
        ("काका की दुकान", "The the the shop"),
        ("நான் வருகிறேன்", "I I I come"),
    ],
)
def test_letters_that_repeat_within_a_word_of_the_source_say_nothing(source, target):
    assert stutters(source, target)


@given(
    st.text(st.sampled_from("कखग"), min_size=1, max_size=4),
    st.integers(3, 6),
    st.sampled_from(["", "।", "?", " अ"]),
)
def test_any_word_three_times_stutters(word, times, end):
    assert stutters("A word", " ".join([word] * times) + end)


@pytest.mark.parametrize(
    "pieces", [["a"] * 7, list("abcabc"), list("abcdefghabcdefgh"), []], ids=str
)
def test_short_and_twofold_repetitions_are_no_loop(pieces):
    assert not loops(pieces)


@given(st.lists(st.sampled_from("abcdef"), min_size=3, max_size=5), st.integers(3, 9))
def test_any_three_pieces_three_times_are_a_loop(pieces, times):
    assert loops(pieces * times) or len(pieces * times) < 12


def test_an_answer_in_another_script_is_seen():
    assert flags(target="I do not know that") == (Flag.SCRIPT,)


@pytest.mark.parametrize("one", scripts(), ids=lambda one: one.code)
def test_letters_of_a_script_are_in_it(one):
    first, last = one.ranges[-1]
    letters = "".join(map(chr, range(first, min(last, first + 60))))

    assert mostly_in(letters, one.code)


def test_text_without_letters_is_in_any_script():
    assert mostly_in("12 — ½ ... 🙂", "Taml")


def test_half_of_the_letters_are_enough():
    assert mostly_in("கக NATO ககக", "Taml")
    assert not mostly_in("க NATO", "Taml")


@given(st.lists(st.integers(0, 5), max_size=4), st.lists(st.integers(0, 5), max_size=4))
def test_slots_are_lost_unless_both_texts_have_the_same(left, right):
    source, target = ("अ".join(["", *map(slot_char, numbers), "b"]) for numbers in (left, right))

    assert lost_slots(source, target) is (sorted(left) != sorted(right))


def test_plain_texts_lose_no_slots():
    assert not lost_slots("abc", "def")
    assert not lost_slots("abc", "क")


@pytest.mark.parametrize(
    ("text", "script_code", "foreign"),
    [
        ("Привет", "Latn", True),
        ("你好", "Deva", True),
        ("سلام", "Deva", True),
        ("سلام", "Arab", False),
        ("நன்றி", "Deva", False),
        ("நன்றி", "Latn", True),
        ("Hello", "Taml", False),
        ("Ｈｅｌｌｏ", "Latn", False),
        ("日本 and", "Latn", False),
        ("মাৰ্চ মাহত OPEC য়ে কৈছিল যে তেলৰ ৰপ্তানি কমিছে", "Latn", True),
        ("12 — 🙂", "Latn", False),
        ("", "Latn", False),
    ],
)
def test_letters_that_no_reader_of_the_language_knows_are_foreign(text, script_code, foreign):
    assert is_foreign(text, script_code) is foreign


@pytest.mark.parametrize(
    ("source", "target", "script_code", "expected"),
    [
        ("The road is full of mud.", "सड़कmud से भरी है।", "Deva", True),
        ("It does not charge with this cable.", "इसable से चार्ज नहीं होता।", "Deva", True),
        ("The storm took the roof.", "ଝଡ଼ ଛାତକୁ bleାଇଲା।", "Orya", True),
        ("Write on WhatsApp.", "WhatsAppમાં લખો.", "Gujr", False),
        ("I say hi.", "मैं hi कहता हूँ।", "Deva", False),
        ("5 kg", "५kg", "Deva", False),
        ("विमान उतरा।", "The्लाइट landed.", "Latn", True),
        ("इसे तौलकर दाम बताइए।", "Weigh this तौलिए.", "Latn", True),
        ("नाम आशा है।", "The name is आशा.", "Latn", False),
        ("5 μm", "5 μm", "Latn", False),
        ("बड़ा", "naïve café", "Latn", False),
        ("Rule: wash your hands.", "निय़म: اپنے ہاتھ دھوئیں۔", "Arab", True),
        ("Translations", "ترجمہসমূহ", "Arab", True),
        ("The name is আশা.", "نام আশা ہے۔", "Arab", False),
    ],
)
def test_letters_of_another_script_are_seen(source, target, script_code, expected):
    assert strays(source, target, script_code) is expected


@given(st.text())
def test_what_the_source_has_is_no_stray_in_english(text):
    assert not strays(text, text, "Latn")


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ('He said, "Come."', 'उसने कहा, "आइए।'),
        ("“Come,” he said.", "आइए,” उसने कहा।"),
        ("Two (tablets) a day", "दो गोलियाँ) रोज़"),
        ("Two (tablets) a day", "दो )गोलियाँ( रोज़"),
        ("Wait a day.", "एक [दिन रुकें।"),
    ],
)
def test_a_mark_that_stands_alone_is_flagged(source, target):
    assert flags(source=source, target=target) == (Flag.MARKS,)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ('He said, "Come."', "उसने कहा, “आइए।”"),
        ("He said, 'Come.'", 'उसने कहा, "आइए।"'),
        ('He said, "Come."', "उसने आने को कहा।"),
        ("a) Wash", "क) धोइए"),
        ('Nails of 3" only', '3" की कीलें ही'),
        ("Farmers' market :)", "किसानों का बाज़ार :)"),
    ],
)
def test_marks_in_pairs_and_those_that_stand_alone_in_the_source_are_not(source, target):
    assert Flag.MARKS not in flags(source=source, target=target)
