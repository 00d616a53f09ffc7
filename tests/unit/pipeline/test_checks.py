from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indictx.pipeline.checks import Check, check
from indictx.pipeline.guard import Flag

HI = "hin_Deva"


def flags(source: str, target: str, tgt_lang: str = HI, **more) -> set[str]:
    return set(check(source, target, tgt_lang=tgt_lang, **more))


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Good morning.", "सुप्रभात।"),
        ("Pay ₹ 12,345 by 10:30.", "10:30 तक ₹ 12,345 दें।"),
        ("Pay 12,345 rupees.", "१२,३४५ रुपये दें।"),
        ("Pay 12345 rupees.", "12,345 रुपये दें।"),
        (
            "Hello {name}, see <b>this</b> at https://a.in/x.",
            "नमस्ते {name}, <b>यह</b> https://a.in/x पर देखें।",
        ),
        ("<g1>One</g1><g2>two</g2> three", "<g1>एक</g1> <g2>दो</g2> तीन"),
        ("<b>{n}</b> files, <i></i> all", "<i></i> सभी <b>{n}</b> फ़ाइलें"),
        ("<x1/><x2/> Two days", "<x1/> <x2/> दो दिन"),
        ("<li>One<br>two</li>", "<li>एक<br>दो</li>"),
        ("<g1><g2>One</g2></g1><x3/> day", "<x3/>एक <g1><g2>दिन</g2></g1>"),
        ("Press `make` or %s.", "%s या `make` दबाएँ।"),
        ("%1$d files of %2$s", "%2$s की %1$d फ़ाइलें"),
        ("%d files of %s", "%d फ़ाइलें %s की"),
        ("One seed.", "1 बीज।"),
        ("Open from 10-12.", "10 से 12 तक खुला है।"),
        ("OK", "OK"),
        ("", ""),
        ("...", "..."),
        ("NASA", "NASA"),
    ],
)
def test_a_good_translation_has_no_flags(source, target):
    assert flags(source, target) == set()


@pytest.mark.parametrize(
    ("source", "target", "flag"),
    [
        ("Pay 12345 rupees now.", "अभी रुपये दें।", Flag.NUMBERS),
        ("Pay 500 rupees now.", "अभी 5000 रुपये दें।", Flag.NUMBERS),
        ("Pay rupees now.", "अभी 250 रुपये दें।", Flag.NUMBERS),
        ("3 cows and 3 goats", "3 गायें और बकरियाँ", Flag.NUMBERS),
        ("See <b>this</b> today.", "आज यह देखें।", Check.TAGS),
        ("See <b>this</b> today.", "आज यह <b></b> देखें।", Check.TAGS),
        ("See <b>this</b> today.", "आज यह <b> </b> देखें।", Check.TAGS),
        ("See <g1>this</g1> today.", "आज यह देखें<g1></g1>।", Check.TAGS),
        ("<g1>One <g2>day</g2></g1> soon", "<g1><g2></g2></g1> एक दिन जल्द", Check.TAGS),
        ("<b>{n}</b> files", "<b></b>{n} फ़ाइलें", Check.TAGS),
        ("<b>{n}</b> files", "{n} फ़ाइलें", Check.TAGS),
        ("<b>{n}</b> files", "<b>ये</b> फ़ाइलें", Flag.SLOTS),
        ("See <b>this</b> today.", "आज </b>यह<b> देखें।", Check.TAGS),
        ("Salt &amp; sugar", "नमक और चीनी", Check.TAGS),
        ("Go to https://a.in/x today.", "आज https://a.in/y पर जाएँ।", Check.URLS),
        ("Write to a@b.in today.", "आज लिखें।", Check.URLS),
        ("Hello {name}, good day.", "नमस्ते, शुभ दिन।", Flag.SLOTS),
        ("Hello %s and %s today.", "नमस्ते %s आज।", Flag.SLOTS),
        ("%d files of %s", "%s की %d फ़ाइलें", Flag.SLOTS),
        ("{} files in {:.2f} seconds", "{:.2f} सेकंड में {} फ़ाइलें", Flag.SLOTS),
        ('"Come in," he said.', '"अंदर आइए, उसने कहा।', Flag.MARKS),
        ("Good morning, dear friends.", "  ", Flag.EMPTY),
        ("Good morning, dear friends.", "Good morning, dear friends.", Flag.UNTRANSLATED),
        ("Good morning, dear friends.", "Good Morning dear friends", Flag.SCRIPT),
        ("It rains.", "बारिश हो रही है और फिर बारिश हो रही है " * 4, Flag.LENGTH),
        ("It rains in the hills all day and all night long.", "हाँ", Flag.LENGTH),
        ("It rains in the hills today.", "और फिर और फिर और फिर और फिर और फिर", Flag.LOOP),
    ],
)
def test_what_is_wrong_is_flagged(source, target, flag):
    assert str(flag) in flags(source, target)


def test_a_target_longer_than_its_place_is_flagged():
    assert flags("Send", "भेजें", limit=3) == set()
    assert flags("Send", "अभी भेजें", limit=3) == {"too_long"}


def test_a_text_in_the_target_language_already_is_not_untranslated():
    source = "मैं ठीक हूँ"

    assert flags(source, source, src_lang=HI) == set()
    assert flags(source, source, src_lang="mar_Deva") == {"untranslated"}


@given(st.text(), st.text())
def test_any_two_texts_can_be_compared(source, target):
    found = check(source, target, tgt_lang=HI)

    assert set(found) <= {str(flag) for flag in (*Flag, *Check)}
    assert len(found) == len(set(found))


@given(st.text(st.characters(exclude_categories=["L", "Cs"]), max_size=20))
def test_a_text_without_letters_is_a_translation_of_itself(text):
    assert check(text, text, tgt_lang=HI) == ()


def test_numbers_are_compared_with_the_words_that_multiply_them():
    def flags(target):
        return check("We saw 2.5 million people.", target, tgt_lang="hin_Deva")

    assert "numbers" not in flags("हमने 25 लाख लोग देखे।")
    assert "numbers" in flags("हमने 2.5 लाख लोग देखे।")
