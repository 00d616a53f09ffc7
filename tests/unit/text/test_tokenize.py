from __future__ import annotations

import itertools
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indictx.text.tokenize import Span, graphemes, spans, words

# Letters, marks, viramas, joiners and enders of several scripts, emoji parts, slots, controls.
AWKWARD = (
    "कखषऱ्ािींः॒।॥১কযৰ্ািংগ੍ੰਗકષ્ିକଷ୍எம்கుకష్ಕಷ್ಿകഷ്ൻ"
    "\u200c\u200d \n\r\t\x00.,!?'’-@#/:₹%12३४abXé\u0301👩👧🏽🇮🇳❤\ufe0f\ue000\uf8ffᱚᱸ᱾ꯃꯤ꯫اےِ۔؟각각\u0600\ud800"
)
texts = st.one_of(st.text(), st.text(AWKWARD, max_size=40))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("मैं घर गया।", ["मैं", "घर", "गया", "।"]),
        ("क्‍या र्‍य विद्‌या", ["क्‍या", "र्‍य", "विद्‌या"]),
        ("ज़मीन, लड़का", ["ज़मीन", ",", "लड़का"]),
        ("₹1,87,500 और ३.५%", ["₹", "1,87,500", "और", "३.५", "%"]),
        ("10:30 बजे, 15-08-1947", ["10:30", "बजे", ",", "15-08-1947"]),
        ("5वीं 10th 3D", ["5वीं", "10th", "3D"]),
        ("धीरे-धीरे", ["धीरे", "-", "धीरे"]),
        ("don't Modi’s হ'ল", ["don't", "Modi’s", "হ'ল"]),
        ("'हाँ' कहा", ["'", "हाँ", "'", "कहा"]),
        ("U.S. में 5 कि.मी. दूर", ["U.S.", "में", "5", "कि.मी.", "दूर"]),
        ("எம்.ஜி.ஆர். வந்தார்.", ["எம்.ஜி.ஆர்.", "வந்தார்", "."]),
        ("ఎన్.టి.ఆర్. ആർ.കെ. पी.एच.डी. Ph.D.", ["ఎన్.టి.ఆర్.", "ആർ.കെ.", "पी.एच.डी.", "Ph.D."]),
        ("आया.वह", ["आया", ".", "वह"]),
        ("(https://a.in/x?q=1,2).", ["(", "https://a.in/x?q=1,2", ")", "."]),
        ("www.example.in।", ["www.example.in", "।"]),
        ("a_b@c.co.in को लिखें", ["a_b@c.co.in", "को", "लिखें"]),
        ("#भारत @user_1 a@b", ["#भारत", "@user_1", "a", "@", "b"]),
        ("v1.2.3 report.pdf my-site.org", ["v1.2.3", "report.pdf", "my-site.org"]),
        ("क्या?! हाँ... ॥", ["क्या", "?", "!", "हाँ", "...", "॥"]),
        ("है।।", ["है", "।।"]),
        ("\ue000\ue001में", ["\ue000", "\ue001", "में"]),
        ("👩‍👩‍👧‍👦🇮🇳👍🏽", ["👩‍👩‍👧‍👦", "🇮🇳", "👍🏽"]),
        ("ᱤᱧᱟᱜ ᱧᱩᱛᱩᱢ᱾", ["ᱤᱧᱟᱜ", "ᱧᱩᱛᱩᱢ", "᱾"]),
        ("ꯑꯩꯒꯤ ꯃꯤꯡ꯫", ["ꯑꯩꯒꯤ", "ꯃꯤꯡ", "꯫"]),
        ("کیا؟ جی۔", ["کیا", "؟", "جی", "۔"]),
        ("", []),
        (" \n\t", []),
    ],
)
def test_words_keep_together_what_belongs_together(text, expected):
    assert words(text) == expected


@given(texts)
def test_words_lose_nothing_but_white_space(text):
    assert "".join(words(text)) == "".join(text.split())


@given(texts)
def test_spans_are_where_the_words_are(text):
    found = spans(text)

    assert [text[span.start : span.end] for span in found] == words(text)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))


def test_a_span_is_frozen():
    with pytest.raises(AttributeError):
        Span(0, 1).start = 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("क्षि", ["क्षि"]),
        ("नमस्ते", ["न", "म", "स्ते"]),
        ("स्त्री", ["स्त्री"]),
        ("राष्ट्रपति", ["रा", "ष्ट्र", "प", "ति"]),
        ("क्‌ष", ["क्‌", "ष"]),
        ("क्‍ष", ["क्‍ष"]),
        ("ज़्यादा", ["ज़्या", "दा"]),
        ("कः्ष", ["कः्", "ष"]),
        ("क्", ["क्"]),
        ("क्ত", ["क्ত"]),
        ("অক্ষর", ["অ", "ক্ষ", "র"]),
        ("ক্ষৌ", ["ক্ষৌ"]),
        ("ਪ੍ਰੇਮ", ["ਪ੍ਰੇ", "ਮ"]),
        ("ક્ષમા", ["ક્ષ", "મા"]),
        ("ଷଷ୍ଠ", ["ଷ", "ଷ୍ଠ"]),
        ("తెలుగు స్త్రీ", ["తె", "లు", "గు", " ", "స్త్రీ"]),
        ("ಕ್ಷೇತ್ರ", ["ಕ್ಷೇ", "ತ್ರ"]),
        ("മലയാളം ക്ഷ", ["മ", "ല", "യാ", "ളം", " ", "ക്ഷ"]),
        ("അവൻ", ["അ", "വ", "ൻ"]),
        ("ൎക", ["ൎക"]),
        ("தமிழ் க்ஷ", ["த", "மி", "ழ்", " ", "க்", "ஷ"]),
        ("ᱚᱸᱨ", ["ᱚ", "ᱸ", "ᱨ"]),
        ("ꯃꯅꯤꯄꯨꯔ", ["ꯃ", "ꯅꯤ", "ꯄꯨ", "ꯔ"]),
        ("دِل", ["دِ", "ل"]),
        ("e\u0301a", ["e\u0301", "a"]),
        ("\r\n\n\r", ["\r\n", "\n", "\r"]),
        ("a\x00\u0301", ["a", "\x00", "\u0301"]),
        ("🇮🇳🇳🇵🇮", ["🇮🇳", "🇳🇵", "🇮"]),
        ("👩‍👩‍👧‍👦👍🏽", ["👩‍👩‍👧‍👦", "👍🏽"]),
        ("❤️‍🔥1️⃣", ["❤️‍🔥", "1️⃣"]),
        ("a‍👧", ["a‍", "👧"]),
        ("🏴󠁧󠁢󠁥󠁮󠁧󠁿", ["🏴󠁧󠁢󠁥󠁮󠁧󠁿"]),
        ("\u0600५ \u0600", ["\u0600५", " ", "\u0600"]),
        ("각각가", ["각", "각", "가"]),
        ("\ue000\ue001", ["\ue000", "\ue001"]),
        ("\ud800\u0301", ["\ud800", "\u0301"]),
        ("", []),
    ],
)
def test_graphemes_are_what_a_reader_takes_for_one_letter(text, expected):
    assert graphemes(text) == expected


@given(texts)
def test_joined_graphemes_are_the_text(text):
    assert "".join(graphemes(text)) == text


SIGNS = "कषकತ়़್्್ॉ\u0951\u0301\u200d\u200cिा।a 👩🏽🇮\u0600\n"
VIRAMAS = "्্್"
CONSONANTS = "कषত"


def is_boundary(before: str, after: str) -> bool:
    """UAX #29, rule by rule as the standard words them, for the characters of SIGNS."""
    left, right = before[-1], after[0]
    if "\n" in (left, right):  # GB4, GB5
        return True
    if unicodedata.category(right)[0] == "M" or right in "\u200c\u200d🏽":  # GB9, GB9a
        return False
    if left == "\u0600":  # GB9b
        return False
    if right in CONSONANTS + "ತ":  # GB9c
        chain = before.rstrip("".join(set(SIGNS) & set("़়\u0951\u0301\u200d🏽" + VIRAMAS)))
        gap = before[len(chain) :]
        return not (any(sign in gap for sign in VIRAMAS) and chain[-1:] in (*CONSONANTS, "ತ"))
    if right == "👩" and left == "\u200d":  # GB11
        return not before[:-1].rstrip("़়्্್\u0951\u0301🏽\u200c").endswith("👩")
    if right == "🇮" and left == "🇮":  # GB12, GB13
        return (len(before) - len(before.rstrip("🇮"))) % 2 == 0
    return True


@given(st.text(SIGNS, min_size=1, max_size=12))
def test_graphemes_agree_with_the_rules_of_the_standard(text):
    ends = [0, *(i for i in range(1, len(text)) if is_boundary(text[:i], text[i:])), len(text)]

    expected = [text[a:b] for a, b in itertools.pairwise(ends)]

    assert graphemes(text) == expected


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit",
    [
        *[
            "क्",
            "क",
            "्",
            "\u0301",
            "\u200d",
            "👩\u200d",
            "🇮",
            "\u0600",
            "\u1100",
            "\ue000",
            " ",
            "#",
        ],
        *["a.", "a@", "http://.", "1,", "-", "'", "a-", "क.", "कि.मी", "x" * 50 + "."],
    ],
)
def test_a_megabyte_of_anything_is_tokenized_whole(unit):
    text = unit * (1_000_000 // len(unit.encode()))

    assert sum(map(len, words(text))) == len("".join(text.split()))
    assert sum(map(len, graphemes(text))) == len(text)
