from __future__ import annotations

import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indictx.text.romanized import (
    SPELLINGS,
    from_romanized,
    letters_of,
    match_cost,
    parse,
    skeleton,
    skeletons_of,
)

COSTS = {
    letter: [(one, float(place)) for place, one in enumerate(spellings)]
    for letter, spellings in SPELLINGS.items()
}
TABLE = """\
word\tहै ,p\t50
word\tमैं ,m\t20
word\tमें m\t30
word\tघर k,kr\t10
word\tकर kr\t10
pair\t \t40
pair\t मैं\t20
pair\tघर में\t9
english\tthe\t900
known\tdoctor डॉक्टर\t3
"""


def table(*more):
    costs = [
        f"cost\t{letter} {spelling}\t{cost}"
        for letter, spellings in COSTS.items()
        for spelling, cost in spellings
    ]
    return parse("\n".join([*TABLE.splitlines(), *more, *costs]))


@pytest.mark.parametrize(
    ("word", "letters"),
    [
        ("घर", ("घ", "a", "र", "a$")),
        ("अब", ("^a", "ब", "a$")),
        ("गई", ("ग", "a", "|", "ी")),
        ("पक्का", ("प", "a", "क", "ा")),
        ("अच्छा", ("^a", "छ", "ा")),
        ("ज्ञान", ("ज्ञ", "ा", "न", "a$")),
        ("बड़ा", ("ब", "a", "ड़", "ा")),
        ("हँसी", ("ह", "a", "ँ", "स", "ी")),
        ("क्‍या", ("क", "य", "ा")),
        ("b2b", ()),
        ("घर2", ()),
    ],
)
def test_a_word_is_what_is_heard_of_it(word, letters):
    assert letters_of(word) == letters


def test_composed_letters_are_those_with_a_nukta():
    assert letters_of("ब\u095cा") == letters_of("बड़ा")


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("nahi", "नहीं"),
        ("nahin", "नहीं"),
        ("nhi", "नहीं"),
        ("achchha", "अच्छा"),
        ("accha", "अच्छा"),
        ("acha", "अच्छा"),
        ("gaye", "गए"),
        ("gae", "गए"),
        ("zyada", "ज़्यादा"),
        ("jyada", "ज़्यादा"),
        ("vigyan", "विज्ञान"),
        ("kya", "क्या"),
        ("wo", "वो"),
        ("ladka", "लड़का"),
        ("larka", "लड़का"),
    ],
)
def test_a_word_may_be_typed_in_many_ways(typed, word):
    assert match_cost(typed, letters_of(word), COSTS) < math.inf
    assert skeleton(typed) in skeletons_of(word, COSTS)


@pytest.mark.parametrize(("typed", "word"), [("pani", "नानी"), ("ghar", "गरम"), ("", "घर")])
def test_another_word_is_not_typed_so(typed, word):
    assert match_cost(typed, letters_of(word), COSTS) == math.inf


@given(
    st.sampled_from(
        ["नहीं", "अच्छा", "गए", "ज़्यादा", "विज्ञान", "लड़का", "पढ़ाई", "मैंने", "चाँद", "वाला", "ज्ञानी"]
    ),
    st.data(),
)
def test_whatever_a_word_may_be_typed_as_finds_it(word, data):
    letters = letters_of(word)
    typed = "".join(data.draw(st.sampled_from(SPELLINGS[letter])) for letter in letters)

    assert match_cost(typed, letters, COSTS) < math.inf


def test_the_neighbors_of_a_word_decide():
    reader = table()

    assert reader.read("main ghar me") == "मैं घर में"


def test_what_is_no_hindi_word_stays():
    reader = table()

    assert reader.read("Xylophone hai") == "Xylophone है"


def test_what_is_likelier_english_stays():
    assert from_romanized("Kya aaj temperature average se zyada hai") == (
        "क्या आज temperature average से ज़्यादा है"
    )


def test_loans_are_typed_as_in_english():
    assert table("word\tडॉक्टर tktr\t5").read("Doctor hai") == "डॉक्टर है"


def test_the_law_of_everything_else_holds_in_capitals_too():
    assert table().read("GHAR HAI") == "घर है"


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("mujhe do din se bukhar hai", "मुझे दो दिन से बुखार है"),
        ("mera phone kharab ho gya h", "मेरा फ़ोन खराब हो गया है"),
        ("Aap kahan ja rahe hain?", "आप कहाँ जा रहे हैं?"),
        ("tum kya kar rhe ho", "तुम क्या कर रहे हो"),
        ("doctor ne dawai di hai", "डॉक्टर ने दवाई दी है"),
        ("bachche ko ulti aur dast ho rahe hain", "बच्चे को उल्टी और दस्त हो रहे हैं"),
        ("paise jaldi bhejo na", "पैसे जल्दी भेजो ना"),
        ("kal subah dawai le lijiyega", "कल सुबह दवाई ले लीजिएगा"),
        ("aap kab tak karsakte ho", "आप कब तक कर सकते हो"),
        ("alarm hogaya, band kardo", "अलार्म हो गया, बंद कर दो"),
        ("subah 10 am tak aana", "सुबह 10 am तक आना"),
        ("us din us ladke ne kaha", "उस दिन उस लड़के ने कहा"),
    ],
)
def test_sentences_are_read(typed, read):
    assert from_romanized(typed) == read


@given(
    st.text(
        alphabet=st.characters(exclude_categories=["Cs"]) | st.sampled_from("aehikmnr .'"),
        max_size=40,
    )
)
def test_only_latin_words_change_and_everything_around_them_stays(text):
    words = re.compile(r"(?<![^\W_])[A-Za-z]+(?:['’][A-Za-z]+)*(?![^\W_])")
    read = from_romanized(text)

    pattern = "(.*?)".join(map(re.escape, words.split(text)))
    assert re.fullmatch(pattern, read, re.DOTALL)


@given(
    st.lists(
        st.sampled_from(["main", "mujhe", "ghar", "hai", "nahi", "doctor", "the", "xq", "kal"]),
        max_size=8,
    )
)
def test_a_line_has_as_many_words_as_before(words):
    assert len(from_romanized(" ".join(words)).split()) == len(words)


@pytest.mark.parametrize(
    "text",
    [
        "The doctor will see you at ten.",
        "Are you sure? Is it true?",
        "PLEASE DO NOT TOUCH",
        "Do you know me?",
        "Where are you going? Tell me the time.",
        "The hotel is in Delhi.",
        "TO THE BUS STOP",
    ],
)
def test_english_sentences_are_not_read(text):
    assert from_romanized(text) == text


@pytest.mark.parametrize("english", ["You are right", "The hotel is in Delhi"])
def test_an_english_sentence_between_two_of_hindi_is_not_read(english):
    assert from_romanized(f"mai theek hu. {english}. kal milte hain") == (
        f"मैं ठीक हूँ. {english}. कल मिलते हैं"
    )


@pytest.mark.parametrize("kept", ["10th", "2nd", "4g", "covid19", "café", "x2y"])
def test_parts_of_words_are_no_words(kept):
    assert from_romanized(f"meri {kept} hai") == f"मेरी {kept} है"


def test_text_without_an_end_is_read_in_pieces():
    assert from_romanized("mujhe bukhar hai " * 3000) == "मुझे बुखार है " * 3000
    assert from_romanized("hai" * 50_000) == "hai" * 50_000


def test_text_without_latin_letters_is_as_it_was():
    assert from_romanized("मुझे 3 दिन, …") == "मुझे 3 दिन, …"
