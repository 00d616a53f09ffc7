from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indictx.formats import FormatOptions, unchanged
from indictx.formats._icu import branches
from indictx.formats.arb import ARB
from indictx.formats.json_tree import JSON

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
