from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indictx.languages import language
from indictx.pipeline.endings import (
    colon,
    full_stop,
    no_full_stop,
    question_marks,
    without_full_stop,
)
from indictx.pipeline.surface import (
    _CLOCKS,
    breaks,
    enclosing,
    respaced,
    without_clock,
    without_rupees,
    without_years,
)
from indictx.text.protect import protect, slot_char

MARKUP = [
    "<b>",
    "</b>",
    "<br/>",
    "**",
    "*",
    "[",
    "](http://a.b)",
    "a@b.org",
    "http://a.b/c",
    "-",
    "{n}",
    "x",
    "ab",
    "घर",
    ",",
    " ",
    "5",
    "`c`",
]
MARKUP_TEXTS = st.lists(st.sampled_from(MARKUP)).map("".join)
S = slot_char(0)


def spaced(source: str, target: str, tgt_lang: str = "hin_Deva") -> str:
    """Return the target as it comes out; both are written with their markup."""
    protected = protect(source)
    for index, span in enumerate(protected.spans):
        target = target.replace(span.text, slot_char(index), 1)
    return protected.restore_lenient(respaced(protected, target, tgt_lang))


@given(MARKUP_TEXTS | st.text())
def test_the_source_has_the_spaces_of_the_source(text):
    protected = protect(text)

    assert respaced(protected, protected.text, "hin_Deva") == protected.text


@given(MARKUP_TEXTS, MARKUP_TEXTS)
def test_nothing_but_white_space_changes(source, target):
    protected = protect(source)
    given_text = protect(target).text

    once = respaced(protected, given_text, "hin_Deva")

    assert "".join(once.split()) == "".join(given_text.split())


@pytest.mark.parametrize(
    ("source", "target", "wanted"),
    [
        ("<b>Hello</b>world my friend", "<b>हैलो </b> दुनिया मेरे दोस्त", "<b>हैलो</b>दुनिया मेरे दोस्त"),
        ("**bold**text is here", "**मोटा ** पाठ यहाँ है", "**मोटा**पाठ यहाँ है"),
        ("[click](http://a.b)here now", "[ दबाएँ ](http://a.b) यहाँ अब", "[दबाएँ](http://a.b)यहाँ अब"),
        ("see <b>this</b> now", "अब <b> यह </b> देखें", "अब <b>यह</b> देखें"),
        ("see <b>this</b> now", "अब<b> यह </b>देखें", "अब <b>यह</b> देखें"),
        ("see <b>this</b> now", "अब<b>यह</b>देखें", "अब <b>यह</b> देखें"),
        ("see <b>this</b>.", "<b>यह </b>देखें।", "<b>यह</b> देखें।"),
        ("a **word**, b", "एक ** शब्द **, दो", "एक **शब्द**, दो"),
        ("the <b>house</b>s are", "वे <b>घर</b> हैं", "वे <b>घर</b> हैं"),
        ("line<br>next line", "पंक्ति <br> अगली पंक्ति", "पंक्ति<br>अगली पंक्ति"),
        ("<b> so </b> it is", "<b>ऐसा</b> है", "<b> ऐसा </b> है"),
        ("{n} files", "{n}फ़ाइलें", "{n}फ़ाइलें"),
        ("see <b>page 45</b> of it", "<b>45 के </b> देखें", "<b>45 के</b> देखें"),
    ],
)
def test_marks_touch_what_they_touch_in_the_source(source, target, wanted):
    assert spaced(source, target) == wanted


@pytest.mark.parametrize(
    ("source", "target", "wanted"),
    [
        ("Write to a@b.org now.", "a@b.orgకు రాయండి.", "a@b.org కు రాయండి."),
        ("Sign http://a.b/c.", "http://a.b/c-ই সই", "http://a.b/c -ই সই"),
        ("See http://a.b/c.", "பார்http://a.b/c.", "பார் http://a.b/c."),
        ("See http://a.b/c.", "(http://a.b/c), பார்.", "(http://a.b/c), பார்."),
        ("Dear {name}!", "{name}க்கு!", "{name}க்கு!"),
        ("At 5.", "5க்கு.", "5க்கு."),
    ],
)
def test_no_ending_becomes_part_of_an_address(source, target, wanted):
    assert spaced(source, target, "tam_Taml") == wanted


@pytest.mark.parametrize(
    ("source", "target", "tgt_lang", "wanted"),
    [
        ("Pin: 110001", "பகுப்பு:110001", "tam_Taml", "பகுப்பு: 110001"),
        ("Pin: 110001", "पिन:110001", "hin_Deva", "पिन: 110001"),
        ("Dear all, {n}", "सब,{n}", "hin_Deva", "सब, {n}"),
        ("Note: <b>it</b>", "नोट:<b>यह</b>", "hin_Deva", "नोट: <b>यह</b>"),
        ("Pin:110001", "पिन:110001", "hin_Deva", "पिन:110001"),
        ("Pin: 110001", "पिन 110001", "hin_Deva", "पिन 110001"),
        ("100 W bulb", "100 Wबल्ब", "hin_Deva", "100 W बल्ब"),
        ("2 boxes", "2घंटे", "hin_Deva", "2 घंटे"),
        ("2 boxes", "2மணி", "tam_Taml", "2மணி"),
        ("2 boxes", "2तास", "mar_Deva", "2तास"),
        ("%s files", "%sफ़ाइलें", "hin_Deva", "%s फ़ाइलें"),
        ("{n} files", "{n}फ़ाइलें", "hin_Deva", "{n}फ़ाइलें"),
        ("At 5.", "5बजे।", "hin_Deva", "5बजे।"),
        ("Chapter 5 was long", "5वाँ अध्याय", "hin_Deva", "5वाँ अध्याय"),
        ("1990 के दशक", "the 1990s", "eng_Latn", "the 1990s"),
        ("5 वीं बार", "5th time", "eng_Latn", "5th time"),
        ("5 दिन", "5days", "eng_Latn", "5 days"),
        ("In 2023 it fell", "2023ء میں", "urd_Arab", "2023ء میں"),
        ("2 boxes", "2گھنٹے", "urd_Arab", "2 گھنٹے"),
    ],
)
def test_spaces_between_numbers_and_words_stay(source, target, tgt_lang, wanted):
    assert spaced(source, target, tgt_lang) == wanted


@given(MARKUP_TEXTS | st.text(), MARKUP_TEXTS, st.sampled_from(["hin_Deva", "tam_Taml"]))
def test_spaces_are_right_after_one_step(source, target, tgt_lang):
    protected = protect(source)
    once = respaced(protected, protect(target).text, tgt_lang)

    assert "  " not in once or "  " in target or "  " in source
    assert respaced(protected, once, tgt_lang) == once


def test_case_endings_stay_at_the_mark_where_the_language_writes_them_so():
    assert spaced("in <b>Chennai</b> now", "<b>சென்னை</b>யில் இப்போது", "tam_Taml") == (
        "<b>சென்னை</b>யில் இப்போது"
    )


@pytest.mark.parametrize(
    ("source", "target", "wanted"),
    [
        (f"Total {S}.", f"कुल {S}.", f"कुल {S}।"),
        (f"See page {S}.", f"पेज {S}. देखें", f"पेज {S} देखें।"),
        (f"See page {S}.", f"पेज {S}. देखें।", f"पेज {S} देखें।"),
        (f"See page {S}.", f"पेज {S} देखें", f"पेज {S} देखें।"),
        (f"See page {S}", f"पेज {S}.", f"पेज {S}."),
        (f"{S}, please.", f"कृपया {S}.", f"कृपया {S}।"),
        ("Take it.", f"लीजिए {S}.", f"लीजिए {S}।"),
        (f"Is it {S}?", f"क्या {S}?", f"क्या {S}?"),
        (f"Total {S}.", f"कुल {S}.5", f"कुल {S}.5।"),
        (f"It weighs {S}.", f"वज़न {S}", f"वज़न {S}।"),
        ("It is late.", "देर हो गई", "देर हो गई।"),
        ("It is late.", "देर हो गई!", "देर हो गई!"),
        ("It is late.", "देर हो गई,", "देर हो गई,"),
        ("It is late.", "देर (बहुत)", "देर (बहुत)।"),
        ("He said it.", "“देर हो गई”", "“देर हो गई”।"),
        ("He said it.", "“देर हो गई।”", "“देर हो गई।”"),
        ("It is late", "देर हो गई", "देर हो गई"),
        ("It is late...", "देर हो गई", "देर हो गई"),
        ("It is late.", "देर 12%", "देर 12%।"),
        ("It is late.", "  ", "  "),
        ("वह आया।", "वह आया", "वह आया।"),
        ("", "", ""),
    ],
)
def test_a_full_stop_behind_a_slot_becomes_the_target_s_own_at_the_end(source, target, wanted):
    assert full_stop(source, target, "।॥?!.") == wanted


@pytest.mark.parametrize(
    ("code", "source", "target", "wanted"),
    [
        ("urd_Arab", "From {a} to {b}", "{0} سے {1}ء تک", "{0} سے {1} تک"),
        ("urd_Arab", "In 2023 it rose by 12.5%", "{0}ء میں {1}ء بڑھا", "{0}ء میں {1} بڑھا"),
        ("urd_Arab", "A fine night", "شعراء", "شعراء"),
        ("tam_Taml", "In Salem 636001", "சேலம் {0}-ஆம் ஆண்டில்", "சேலம் {0}"),
        ("tam_Taml", "In 1998", "{0}-ஆம் ஆண்டில்", "{0}-ஆம் ஆண்டில்"),
        ("ben_Beng", "At 16:25", "{0} সালে", "{0}"),
        ("asm_Beng", "Pay Rs. 100", "{0} চনৰ", "{0}"),
        ("hin_Deva", "At 16:25", "{0} साल", "{0} साल"),
    ],
)
def test_only_years_are_called_a_year(code, source, target, wanted):
    protected = protect(source)
    place = [slot_char(number) for number in range(2)]

    assert without_years(protected, target.format(*place), code) == wanted.format(*place)


@pytest.mark.parametrize(
    ("source", "target", "wanted"),
    [
        ("`a`, `b` and `c`", "{0}{1} और {2}", "{0} {1} और {2}"),
        ("`a`, `b` and `c`", "{2}{0}{1}", "{2} {0} {1}"),
        ("<b><i>a</i></b>", "{0}क{1}", "{0}क{1}"),
    ],
)
def test_slots_that_stand_apart_do_not_run_together(source, target, wanted):
    place = [slot_char(number) for number in range(3)]

    found = respaced(protect(source), target.format(*place), "hin_Deva")

    assert found == wanted.format(*place)


@pytest.mark.parametrize(
    ("code", "source", "target", "wanted"),
    [
        ("ben_Beng", "Give Rs. 50", "{0} টাকা দিন", "{0} দিন"),
        ("ben_Beng", "A note of ₹500", "{0} টাকার নোট", "{0}র নোট"),
        ("asm_Beng", "Give 50", "{0} টকা দিয়ক", "{0} টকা দিয়ক"),
        ("urd_Arab", "Give Rs 50", "{0} روپے دیں", "{0} دیں"),
        ("hin_Deva", "Give Rs 50", "{0} रुपये दीजिए", "{0} रुपये दीजिए"),
    ],
)
def test_a_price_is_in_rupees_once(code, source, target, wanted):
    place = slot_char(0)

    found = without_rupees(protect(source), target.format(place), code)

    assert found == wanted.format(place)


def test_a_danda_behind_a_slot_becomes_a_full_stop():
    assert full_stop(f"कुल {S}।", f"Total {S}।", ".?!") == f"Total {S}."


@pytest.mark.parametrize(
    ("source", "target", "wanted"),
    [
        ("Apples, etc.", "सेब आदि", "सेब आदि"),
        ("Sr. No.", "क्रम संख्या", "क्रम संख्या"),
        ("U.S.A.", "अमरीका", "अमरीका"),
        ("Plan B.", "योजना बी", "योजना बी"),
        ("Come in.", "अंदर आइए", "अंदर आइए।"),
        ("So do I.", "मैं भी", "मैं भी।"),
        ("We bought apples, bananas, etc.", "हमने सेब आदि ख़रीदे", "हमने सेब आदि ख़रीदे।"),
    ],
)
def test_the_full_stop_of_an_abbreviation_ends_no_heading(source, target, wanted):
    assert full_stop(source, target, "।॥?!.", "eng_Latn") == wanted
    assert full_stop(source, target, "।॥?!.") == target + "।"


@pytest.mark.parametrize(
    ("source", "target", "wanted"),
    [
        ("Really?!", "सच?", "सच?!"),
        ("Good morning!!!", "सुप्रभात!", "सुप्रभात!!!"),
        ("Good morning!!!", "सुप्रभात।", "सुप्रभात!!!"),
        ("Is it?", "है!", "है?"),
        ("Is it?", "है।", "है?"),
        ("Is it?", "है", "है?"),
        ("Is it?", "है??", "है??"),
        ("Is it?", "है?", "है?"),
        ("Is it?", "है ।", "है?"),
        ("Is it?", "है...", "है...?"),
        (f"Is it {S}?", f"क्या {S}", f"क्या {S}?"),
        ("Did he say “go”?", "क्या उसने कहा “जाओ?”", "क्या उसने कहा “जाओ?”"),
        ("Go!", "जाओ", "जाओ!"),
        ("Go.", "जाओ?", "जाओ?"),
        ("Is it?", " ", " "),
        ("Is it?", "", ""),
        ("؟", "?", "?"),
    ],
)
def test_questions_and_calls_end_as_in_the_source(source, target, wanted):
    assert question_marks(source, target, "।॥?!.") == wanted


def test_each_script_has_its_own_question_mark():
    assert question_marks("Really?!", "واقعی!", "۔؟!.?") == "واقعی؟!"
    assert question_marks("Really?", "واقعی?", "۔؟!.?") == "واقعی؟"
    assert question_marks("واقعی؟؟", "Really.", ".?!") == "Really??"


@given(st.text(), st.text(), st.sampled_from([".?!", "।॥?!.", "۔؟!.?"]))
def test_the_end_is_right_after_one_step(source, target, enders):
    once = question_marks(source, full_stop(source, target, enders), enders)

    assert question_marks(source, full_stop(source, once, enders), enders) == once


@given(st.text(), st.text(st.sampled_from("अब ।." + S)), st.sampled_from([".?!", "।॥?!."]))
def test_every_slot_and_letter_of_a_target_stays(source, target, enders):
    changed = full_stop(source + f"{S}.", target, enders)

    assert [char for char in changed if char not in ".।"] == [
        char for char in target if char not in ".।"
    ]


@pytest.mark.parametrize(
    ("text", "around"),
    [
        ("<b>x</b> y **z**", (0, 2)),
        ("<b></b> [a](http://b.c)", (1,)),
        ("<b>1</b> a", ()),
        ("{n} a {m}", ()),
        ("<b>a <i>b</i></b>", (1,)),
        ("", ()),
    ],
)
def test_pairs_around_words_are_found(text, around):
    protected = protect(text)

    assert enclosing(protected.text, protected.spans) == around


def test_a_pair_that_lost_its_words_or_closes_before_it_opens_is_broken():
    one, two = slot_char(0), slot_char(1)

    assert breaks((0,), 2, f"घर {one} {two} है")
    assert not breaks((0,), 2, f"{one}घर{two} है")
    assert breaks((0,), 2, f"घर {two} कल {one} है")
    assert not breaks((0,), 2, f"{one}घर")  # the other is lost, which is flagged as such
    assert not breaks((), 2, f"{one}{two}")
    assert breaks((0, 2), 4, f"{one}घर{slot_char(2)}गाय{two}कल{slot_char(3)}")
    assert not breaks((0, 2), 4, f"{slot_char(2)}गाय{slot_char(3)}{one}घर{two}")


def test_markup_may_open_before_the_text_and_close_behind_it():
    one = slot_char(0)

    assert breaks((-1,), 1, f" {one} घर")
    assert not breaks((-1,), 1, f"घर{one} है")
    assert breaks((0,), 1, f"घर {one} ")
    assert not breaks((0,), 1, f"घर {one}है")
    assert not breaks((-1, 0), 1, "घर")


@pytest.mark.parametrize(
    ("source", "target", "tgt_lang", "wanted"),
    [
        ("Call 98765 43210.", "98765 43210 बजे फ़ोन कीजिए।", "hin_Deva", "98765 43210 पर फ़ोन कीजिए।"),
        ("Write to a@b.in", "a@b.in மணிக்கு எழுதுங்கள்", "tam_Taml", "a@b.in முகவரிக்கு எழுதுங்கள்"),
        ("See https://a.in/x", "https://a.in/x மணிக்குப் பாருங்கள்", "tam_Taml", "https://a.in/x முகவரியில் பாருங்கள்"),
        ("Call 98765 43210", "98765 43210 টার সময় ফোন", "ben_Beng", "98765 43210 নম্বরে ফোন"),
        ("98765 43210 பேசு", "Call 98765 43210 o'clock.", "eng_Latn", "Call 98765 43210."),
        # A time, a longer word, another language
        ("Call 98765 43210 at 5:30", "98765 43210 को 5:30 बजे", "hin_Deva", "98765 43210 को 5:30 बजे"),
        ("Call 98765 43210", "98765 43210 बजेगा", "hin_Deva", "98765 43210 बजेगा"),
        ("Call 98765 43210", "98765 43210 बजे", "npi_Deva", "98765 43210 बजे"),
        ("At 5", "5 बजे", "hin_Deva", "5 बजे"),
    ],
)  # fmt: skip
def test_phone_numbers_and_addresses_are_no_times(source, target, tgt_lang, wanted):
    protected = protect(source)
    for index, span in enumerate(protected.spans):
        target = target.replace(span.text, slot_char(index), 1)

    assert protected.restore(without_clock(protected, target, tgt_lang)) == wanted


def test_slots_that_the_source_does_not_have_are_left_to_the_check():
    protected = protect("Call 98765 43210")

    assert without_clock(protected, f"{slot_char(7)} बजे", "hin_Deva") == f"{slot_char(7)} बजे"


@pytest.mark.parametrize("code", _CLOCKS)
def test_words_for_times_are_filed_under_canonical_codes(code):
    assert language(code).code == code


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("If it rains,", "यदि बारिश हो।", "यदि बारिश हो,"),
        ("If it rains,", "यदि बारिश हो,", "यदि बारिश हो,"),
        ("where they live", "जहाँ वे रहते हैं।", "जहाँ वे रहते हैं"),
        ("where they live;", "அவர்கள் செய்க.", "அவர்கள் செய்க,"),
        ("It rains.", "बारिश होती है।", "बारिश होती है।"),
        ("We say:", "हम कहते हैं।", "हम कहते हैं।"),
        ("सुबह,", "At 5 a.m.", "At 5 a.m."),
        ("He came at 10 a.m.", "वह सुबह 10 बजे आया।", "वह सुबह 10 बजे आया"),
        ("Mr A. P. J.,", "श्री ए.पी.जे.", "श्री ए.पी.जे."),
        ("They are", "તેઓ છે.", "તેઓ છે"),
        ("सुबह", "Wait..", "Wait.."),
        ("क्या वह आया,", "Did he come?", "Did he come?"),
        ("x", "", ""),
    ],
)
def test_a_clause_in_the_middle_ends_in_no_full_stop(source, target, expected):
    assert without_full_stop(source, target, ",") == expected


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("Place:", "स्थान", "स्थान:"),
        ("Place:", "स्थान।", "स्थान:"),
        ("Place:", "स्थान:", "स्थान:"),
        ("Place:", "", ""),
        ("Is it true:", "क्या यह सच है?", "क्या यह सच है?"),
        ("Time:", "समय: ", "समय: "),
        ("Name:", "नामः", "नामः"),
        ("Note:", "नोट:।", "नोट:"),
        ("Place", "स्थान", "स्थान"),
    ],
)
def test_a_label_keeps_its_colon(source, target, expected):
    assert colon(source, target) == expected


@pytest.mark.parametrize(
    ("source", "target", "tgt_lang", "expected"),
    [
        ("Disable the pump", "पंप बंद कीजिए।", "hin_Deva", "पंप बंद कीजिए"),
        ("Disable the pump.", "पंप बंद कीजिए।", "hin_Deva", "पंप बंद कीजिए।"),
        ("पंप बंद करें", "Switch the pump off.", "eng_Latn", "Switch the pump off"),
        ("पंप बंद करें:", "Switch the pump off.", "eng_Latn", "Switch the pump off."),
        ("सुबह पाँच बजे", "At 5 a.m.", "eng_Latn", "At 5 a.m."),
        ("चावल, गेहूँ आदि", "Rice, wheat, etc.", "eng_Latn", "Rice, wheat, etc."),
        ('He said "No."', 'उसने "नहीं" कहा।', "hin_Deva", 'उसने "नहीं" कहा।'),
        ('He said "no"', 'उसने "नहीं" कहा।', "hin_Deva", 'उसने "नहीं" कहा'),
        ("In the morning,", "सुबह।", "hin_Deva", "सुबह,"),
        ("Wait", "", "hin_Deva", ""),
    ],
)
def test_what_has_no_mark_at_its_end_gets_no_full_stop(source, target, tgt_lang, expected):
    assert no_full_stop(source, target, ",", tgt_lang) == expected


@given(st.text() | st.sampled_from(["x,", "x.", "x"]), st.text().map(lambda text: f"{text}।"))
def test_a_clause_loses_at_most_its_last_mark(source, target):
    shown = without_full_stop(source, target, ",")

    assert shown == target or shown.rstrip(",") == target[:-1].rstrip().rstrip(",")
