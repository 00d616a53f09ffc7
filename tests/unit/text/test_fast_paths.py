"""What is skipped for speed is skipped only where it would change nothing."""

from __future__ import annotations

import string
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indictx.languages import language
from indictx.text import _spans, _spelling, normalize
from indictx.text.normalize import Digits, Joiners, Level
from indictx.text.protect import Protected, protect
from indictx.text.segment import split

ENGLISH = language("en")
MARKS = st.sampled_from(
    ["a.b", "x.y.pl", "v1.2", "१.२", "3", "½", "--", "...", "https://a.in/b", "{n}", "%s", "%1$,d", "% d", "%tB", "<0>", "$t(a)", "2024-01-26T10:30Z", "10:30:00Z", "`c`", "@me",
     "#tag", "a_b", "f()", "₹ 5", "+91 98765 43210", "\u20e3", "🙂", "&amp;", "<b>", "C:\\d", "/usr/x",
     " ", ". ", "word", "शब्द", "।", "MH12AB1234", "G20", "AI-202", "3(a)",
     "CO₂", "m²", ":name", "##x##", "__X__", "[[x]]", "<%= x %>", "\\(x)", "A", "-", "10.0.0.1", "\ue000", "\x01"]
)  # fmt: skip
TEXTS = st.lists(MARKS | st.text(max_size=5), max_size=8).map("".join)
ASCII = st.text(string.printable + "\x00\x1b\x7f", max_size=30)


def all_rows(text: str, *, numbers: bool) -> list[tuple[int, int, str]]:
    rows = _spans.RARE_TABLE + _spans.TABLE + (_spans.NUMBER_TABLE if numbers else ())
    return [(start, end, row.kind) for row in rows for start, end in _spans._search(row, text)]


@given(TEXTS, st.booleans())
def test_no_row_is_skipped_that_would_find_something(text, numbers):
    assert list(_spans.built_in(text, numbers=numbers)) == all_rows(text, numbers=numbers)


def test_a_row_without_trigger_needs_a_digit():
    text = "A plain sentence, with - marks + and ₹ signs."
    rows = [row for row in _spans.TABLE + _spans.NUMBER_TABLE if not row.triggers]

    assert [row.kind for row in rows if list(_spans._search(row, text))] == []


@given(ASCII)
def test_plain_ascii_is_what_normalization_leaves_alone(text):
    slow = normalize.normalize(
        text, lang=ENGLISH, level=Level.AGGRESSIVE, digits=Digits.LATIN, joiners=Joiners.STRIP
    )

    assert normalize.for_model(text, ENGLISH) == slow


INDIC = st.lists(
    st.sampled_from(
        ["क", "अ", "आ", "ा", "े", "़", "्", "र्इ", "ड", "ন্", "ার", "েো", "ணை", "ൻ", "ന്", "\u200d", "\u200c",
         "౦", "తెలం", "దు", "ಕ", "ي", "ی", "ك", "ۃ", "۰", "٣", "५", "5", " ", "  ", ":", "दु:ख", "|", "||", "।", "\u0964",
         "৷", "''", "'", "“", "…", "—", "`", "ﻻ", "\u0640", "Ａ", "𝐀", "\u200e", "\u200b", "\t", "\n", "\xa0", "é", "e\u0301", "\ue000"]
    )
    | st.text(max_size=3),
    max_size=8,
).map("".join)  # fmt: skip


@given(INDIC, st.sampled_from(["hi", "bn", "ta", "te", "ml", "ur", "ks", "mni"]))
def test_a_text_that_is_taken_for_settled_is_what_normalization_leaves_alone(text, name):
    lang = language(name)
    drawn = normalize._drawn().sub(lambda match: unicodedata.normalize("NFKC", match[0]), text)
    slow = normalize._settled(drawn, normalize._model_steps(lang.code))

    assert normalize.for_model(text, lang) == slow


@pytest.mark.parametrize(
    ("text", "name"),
    [("नज़दीकी अस्पताल कहाँ है?", "hi"), ("হাসপাতাল কোথায়?", "bn"), ("மருத்துவமனை எங்கே?", "ta"), ("ہسپتال کہاں ہے؟", "ur")],
)  # fmt: skip
def test_usual_text_is_settled(text, name):
    assert _spelling.is_settled(language(name).code, unicodedata.normalize("NFC", text))


@pytest.mark.parametrize("text", ["Where is it?", "50% of a-b & c", "(yes)"])
def test_usual_english_is_plain(text):
    assert _spelling.is_plain_ascii(text)


def test_a_text_with_nothing_to_hide_is_as_it_was():
    assert protect("Where is the station?") == Protected("Where is the station?")


@pytest.mark.parametrize("end", [".", "?", "।", "...", "|", "-", "\n", " ", "", ".\u200b"])
def test_a_single_sentence_is_one_span(end):
    text = f"Where is it{end}"

    assert [(span.start, span.end) for span in split(text, "eng_Latn")] == [(0, len(text))]
