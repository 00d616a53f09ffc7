from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indictx.formats import FormatOptions, unchanged
from indictx.formats._icu import branches
from indictx.formats.android import ANDROID
from indictx.formats.arb import ARB
from indictx.formats.json_tree import JSON
from indictx.formats.properties import PROPERTIES
from indictx.formats.xliff import XLIFF

WORDS = st.text("ab कि.,'", max_size=6)
# Texts with words in them, as those that are translated.
SAID = WORDS.map(lambda text: f"सुन {text} do")


def texts(message: str) -> dict[str, str]:
    return {
        each.name: each.before + message[each.start : each.end] + each.after
        for each in branches(message)
    }


@pytest.mark.parametrize(
    ("message", "found"),
    [
        ("Hello, {name}.", {}),
        ("{n, plural, one{# cow} other{# cows}}", {"n one": "# cow", "n other": "# cows"}),
        (
            "You have {n, plural, one{# cow} other{# cows}}.",
            {"n one": "You have # cow.", "n other": "You have # cows."},
        ),
        (
            "{who} has {n, plural, =0{no cow} other{{n} cows}} on {day, date, short}",
            {
                "n =0": "{who} has no cow on {day, date, short}",
                "n other": "{who} has {n} cows on {day, date, short}",
            },
        ),
        (
            "See: {sex, select, male{he has {n, plural, one{# cow} other{# cows}} now} other{none}}!",
            {
                "sex male n one": "See: he has # cow now!",
                "sex male n other": "See: he has # cows now!",
                "sex other": "See: none!",
            },
        ),
        ("{n, plural, other{# cows}} and {m, plural, other{# goats}}", {}),
        ("Cow #{n, plural, one{# calf} other{# calves}}", {}),
        ("Not '{'n, plural, one{a} other{b}}", {}),
        (
            "{n,plural,offset:1 =0{none}other{{n} of {m}}}",
            {"n =0": "none", "n other": "{n} of {m}"},
        ),
        ("{n, selectordinal, one{#st} other{#th}} ", {"n one": "#st", "n other": "#th"}),
        ("{n, plural, other{it''s '{' here}}", {"n other": "it''s '{' here"}),
        ("{n, number}", {}),
        ("Broken {n, plural, one{a} other{b}", {}),
    ],
)
def test_a_text_around_an_argument_goes_into_each_of_its_cases(message, found):
    assert texts(message) == found


def arb(message: str) -> bytes:
    return json.dumps({"@@locale": "en", "m": message}, ensure_ascii=False).encode()


def test_a_translated_message_has_its_sentences_whole():
    message = "You have {n, plural, one{# new letter} other{# new letters}} today."
    document = ARB.parse(arb(message), FormatOptions(tgt_lang="hin_Deva"))

    got = document.render(["आज <x1/> नई चिट्ठी है।", "आज <x1/> नई चिट्ठियाँ हैं।"])

    assert [segment.source for segment in document.segments] == [
        "You have <x1/> new letter today.",
        "You have <x1/> new letters today.",
    ]
    assert json.loads(got) == {
        "@@locale": "hi",
        "m": "{n, plural, one{आज # नई चिट्ठी है।} other{आज # नई चिट्ठियाँ हैं।}}",
    }


def test_messages_in_other_json_have_whole_sentences_too():
    message = "You have {n, plural, one{# new letter} other{# new letters}}."
    data = json.dumps({"a": [message, "Hello"]}).encode()
    document = JSON.parse(data, FormatOptions())

    got = document.render(["<x1/> नई चिट्ठी है।", "<x1/> नई चिट्ठियाँ हैं।", "नमस्ते"])

    assert [segment.key for segment in document.segments] == ["a[0] n one", "a[0] n other", "a[1]"]
    assert document.render(unchanged(document)) == data
    assert json.loads(got) == {
        "a": ["{n, plural, one{# नई चिट्ठी है।} other{# नई चिट्ठियाँ हैं।}}", "नमस्ते"]
    }


def test_a_message_that_is_all_plural_has_texts():
    data = b'{"a": "{n, plural, one{a cow} other{# cows}}", "b": "{n, plural, other{#}}", "n": 1}'

    document = JSON.parse(data, FormatOptions())

    assert [segment.source for segment in document.segments] == ["a cow", "cows"]


def test_a_case_that_stays_as_it_is_gets_the_text_around_too():
    message = "See {n, plural, one{it} other{them}} now"
    document = ARB.parse(arb(message), FormatOptions())

    for targets in (["इसे देखो", None], ["इसे देखो", "See them now"]):
        got = json.loads(document.render(targets))["m"]
        assert got == "{n, plural, one{इसे देखो} other{See them now}}"


def test_marks_around_an_argument_stay_where_they_are_if_a_case_has_no_words():
    document = ARB.parse(arb("({n, plural, =0{–} one{a cow} other{# cows}})"), FormatOptions())

    got = json.loads(document.render(["गाय", "गायें"]))["m"]

    assert got == "({n, plural, =0{–} one{गाय} other{# गायें}})"


@given(WORDS, st.lists(SAID, min_size=1, max_size=3), WORDS, st.lists(SAID, min_size=3, max_size=3))
def test_what_is_written_has_the_translations_as_its_cases(before, cases, after, targets):
    body = " ".join(f"={number}{{{case}}}" for number, case in enumerate(cases))
    data = arb(f"{before}{{n, plural, {body}}}{after}".replace("'", "’"))
    document = ARB.parse(data, FormatOptions())
    wanted = [target.replace("'", "’") for target in targets[: len(cases)]]

    assert len(document.segments) == len(cases)
    assert document.render(unchanged(document)) == data
    got = json.loads(document.render(wanted))["m"]
    assert [text.strip() for text in texts(got).values()] == [text.strip() for text in wanted]


ANDROID_FRAME = '<resources><string name="a">{}</string></resources>'
XLIFF_FRAME = (
    '<xliff version="1.2"><file><trans-unit id="a"><source>{}</source></trans-unit></file></xliff>'
)


@pytest.mark.parametrize(
    ("form", "frame"),
    [(PROPERTIES, "a = {}\nb = 1\n"), (ANDROID, ANDROID_FRAME), (XLIFF, XLIFF_FRAME)],
)
@pytest.mark.parametrize(
    ("message", "found", "written"),
    [
        (
            "{n, plural, =0 {no cows} one {# cow} other {# cows and # goats}}",
            ["no cows", "cow", "cows and <x1/> goats"],
            "{n, plural, =0 {[1]} one {# [2]} other {# [3]#}}",
        ),
        (
            "You have {n, plural, one{# cow} other{# cows}} here.",
            ["You have <x1/> cow here.", "You have <x1/> cows here."],
            "{n, plural, one{[1]#} other{[2]#}}",
        ),
        ("{n, plural, =0 {–} other {# cows}}", ["cows"], "{n, plural, =0 {–} other {# [1]}}"),
        ("{n, plural, =0 {–} other {#}}", [], None),
        (
            "{s, select, m {he and {n, plural, one {a cow} other {# cows}}} other {none}}",
            ["he and a cow", "he and <x1/> cows", "none"],
            "{s, select, m {{n, plural, one {[1]} other {[2]#}}} other {[3]}}",
        ),
    ],
)
def test_cases_are_segments_in_other_formats_too(form, frame, message, found, written):
    data = frame.replace("{}", message).encode()
    document = form.parse(data, FormatOptions())

    assert [segment.source for segment in document.segments] == found
    assert document.render(unchanged(document)) == data
    assert document.render([None for _ in found]) == data
    got = document.render([f"[{number + 1}]" for number in range(len(found))]).decode()
    if written is None:
        assert got == data.decode()
    elif form is XLIFF:
        assert f'<target state="needs-review-translation">{written}</target>' in got
    else:
        assert got == frame.replace("{}", written)


def test_codes_in_cases_stay_in_their_cases():
    message = "{N, plural, =1 {One <g id='1'>cow</g> left} other {<x id='2'/> cows & goats}}"
    data = XLIFF_FRAME.replace("{}", message.replace("&", "&amp;")).encode()
    document = XLIFF.parse(data, FormatOptions())

    got = document.render(["एक <g1>गाय</g1> है", "गाय & बकरी"]).decode()

    assert [segment.source for segment in document.segments] == [
        "One <g1>cow</g1> left",
        "cows & goats",
    ]
    assert (
        ">{N, plural, =1 {एक <g id='1'>गाय</g> है} other {<x id='2'/> गाय &amp; बकरी}}</target>"
        in got
    )


@pytest.mark.parametrize(
    ("target", "existing"),
    [
        ("<target/>", [None, None]),
        ("<target state='new'></target>", [None, None]),
        ("<target state='new'>{n, plural, one{x} other{# y}}</target>", ["x", "y"]),
        ("<target state='new'>x</target>", ["x", "x"]),
    ],
)
def test_cases_go_into_the_target_of_their_unit(target, existing):
    data = XLIFF_FRAME.replace("{}</source>", "{n, plural, one{a cow} other{# cows}}</source>{}")
    document = XLIFF.parse(data.replace("{}", target).encode(), FormatOptions())

    got = document.render(["गाय", None]).decode()

    assert [segment.existing for segment in document.segments] == existing
    assert document.render(unchanged(document)).decode() == data.replace("{}", target)
    rest = "# y" if "y" in target else "x" if "x" in target else "# cows"
    assert ">{n, plural, one{गाय} other{" in got
    assert f"{rest}}}}}</target>" in got
    assert "state='new'" not in got


@given(st.lists(SAID, min_size=1, max_size=3), st.lists(SAID, min_size=3, max_size=3))
def test_an_xliff_target_has_the_translations_as_its_cases(cases, targets):
    body = " ".join(f"={number}{{{case}}}" for number, case in enumerate(cases))
    data = XLIFF_FRAME.replace("{}", f"{{n, plural, {body}}}".replace("'", "’")).encode()
    document = XLIFF.parse(data, FormatOptions())
    wanted = [target.replace("'", "’") for target in targets[: len(cases)]]

    again = XLIFF.parse(document.render(wanted), FormatOptions(all_entries=True))

    got = [segment.existing for segment in again.segments]
    assert [(text or "").strip() for text in got] == [text.strip() for text in wanted]


@pytest.mark.parametrize(
    ("version", "unit", "state"),
    [
        ("1.2", "<trans-unit id='a'><source>{}</source></trans-unit>", "needs-translation"),
        (
            "2.0",
            "<unit id='a'><segment state='initial'><source>{}</source></segment></unit>",
            "initial",
        ),
    ],
)
def test_a_copied_source_does_not_count_as_translated(version, unit, state):
    message = "{n, plural, other{# cows}} and {m, plural, other{# goats}}"
    data = f"<xliff version='{version}'><file>{unit.replace('{}', message)}</file></xliff>"
    document = XLIFF.parse(data.encode(), FormatOptions())

    got = document.render([segment.source for segment in document.segments]).decode()

    assert f">{message}</target>" in got
    assert re.search(rf"state=.{state}", got)
    assert "translated" not in got


@pytest.mark.parametrize(
    ("raw", "source", "target", "written"),
    [
        (r"\ {n, plural, other {# cows}}", "cows", "गाय", r"\ {n, plural, other {# गाय}}"),
        ("{n, plural, other {a<g1> b}}", "a<g1> b", "क<g1> ख", "{n, plural, other {क<g1> ख}}"),
        ("{0, plural, other {it''s {0}}}", "it's {0}", "'{0}", "{0, plural, other {''{0}}}"),
    ],
)
def test_cases_of_properties_are_written_as_properties_are(raw, source, target, written):
    document = PROPERTIES.parse(f"é = {raw}\n".encode(), FormatOptions())

    assert [segment.source for segment in document.segments] == [source]
    assert document.render([target]).decode() == f"é = {written}\n"
