from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indictx.errors import ParseError
from indictx.formats import FormatOptions, unchanged
from indictx.formats._json import Style, compile_paths, raw_offsets, show, strings
from indictx.formats.arb import ARB
from indictx.formats.json_tree import JSON, JSONL

TEXT = st.text('abकে🙏"\\/\n\t\u2028 .[]', max_size=6)
VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-5, 5), TEXT, st.just(1.5)),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(TEXT, inner, max_size=3)),
    max_leaves=10,
)
LAYOUT = st.sampled_from([{}, {"indent": 2}, {"separators": (",", ":")}, {"ensure_ascii": False}])


def changed(value, change):
    if isinstance(value, dict):
        return {key: changed(each, change) for key, each in value.items()}
    if isinstance(value, list):
        return [changed(each, change) for each in value]
    return change(value) if isinstance(value, str) else value


@given(VALUES, LAYOUT)
def test_a_json_reader_finds_every_translation(value, layout):
    data = json.dumps(value, **layout).encode()
    document = JSON.parse(data, FormatOptions())

    assert document.render(unchanged(document)) == data
    got = json.loads(document.render([f'"{s.source}"\n' for s in document.segments]))
    sources = {segment.source for segment in document.segments}
    assert got == changed(value, lambda text: f'"{text}"\n' if text in sources else text)


@given(st.lists(VALUES, min_size=1, max_size=4), LAYOUT.filter(lambda how: "indent" not in how))
def test_json_lines_stay_lines(values, layout):
    data = "\n".join(json.dumps(value, **layout) for value in values).encode()
    document = JSONL.parse(data, FormatOptions())

    rendered = document.render(["क\n" for _ in document.segments])

    assert document.render(unchanged(document)) == data
    assert len(rendered.split(b"\n")) == len(values)


@given(VALUES)
def test_paths_lead_to_their_strings(value):
    for leaf in strings(json.dumps(value)):
        found = value
        for step in leaf.path:
            found = found[step]
        assert found == leaf.value
        assert compile_paths([show(leaf.path)]).fullmatch(show(leaf.path)) or leaf.path == ()


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("title", ["T"]),
        ("items[*].name", ["a", "b"]),
        ("items.*.name", ["a", "b"]),
        ("items[1].name", ["b"]),
        ("**.name", ["a", "b", "n"]),
        ("*", ["T"]),
        ('["a.b"].name', ["n"]),
        ("$.title", ["T"]),
        ("nothing", []),
    ],
)
def test_fields_choose_strings(pattern, found):
    data = b'{"title":"T","items":[{"name":"a"},{"name":"b"}],"a.b":{"name":"n"}}'

    document = JSON.parse(data, FormatOptions(fields=(pattern,)))

    assert [segment.source for segment in document.segments] == found


@given(st.text(max_size=20))
def test_a_string_is_written_so_that_json_reads_it(value):
    for style in (Style(), Style(is_ascii=True), Style(is_ascii=True, escapes_slash=True)):
        assert json.loads(style.quoted(value)) == value
        assert style.quoted(value).encode()


@given(st.text('aके🙏\\"\n/\ud83d', max_size=10), st.booleans())
def test_each_character_has_its_place_in_the_raw_text(value, is_ascii):
    raw = Style(is_ascii=is_ascii).inner(value)
    offsets = raw_offsets(raw)

    decoded = json.loads(f'"{raw}"')
    assert len(offsets) == len(decoded) + 1
    for index, char in enumerate(decoded):
        assert json.loads(f'"{raw[offsets[index] : offsets[index + 1]]}"') == char


def test_a_huge_number_is_an_error_and_no_crash():
    with pytest.raises(ParseError):
        JSON.parse(b'{"a": ' + b"1" * 5000 + b"}", FormatOptions())


def test_appending_twice_changes_nothing():
    options = FormatOptions(append=True, tgt_lang="tam_Taml")
    data = JSON.parse(b'{"a": "xx", "n": {"b": "yy"}}', options).render(["X", "Y"])

    again = JSON.parse(data, options)

    assert json.loads(data) == {"a": "xx", "a_tam": "X", "n": {"b": "yy", "b_tam": "Y"}}
    assert again.segments == ()
    assert again.render([]) == data


def test_the_number_sign_of_a_plural_is_a_tag():
    document = ARB.parse(b'{"n": "{n, plural, other{You have # cows}}"}', FormatOptions())

    assert [segment.source for segment in document.segments] == ["You have <x1/> cows"]
    assert document.render(["<x1/> गायें"]) == '{"n": "{n, plural, other{# गायें}}"}'.encode()


PROGRAM = {
    "$schema": "https://example.org/schema of ours",
    "id": "rain-song",
    "lang": "en",
    "createdAt": "2024-01-26T10:30:00Z",
    "backgroundColor": "#ff9933",
    "accent": "teal_500",
    "status": "published",
    "type": "Feature",
    "className": "card card-wide",
    "scripts": {"start": "run the server"},
    "colors": {"sky": "blue"},
    "image": "img/rain.png",
    "zone": "Asia/Kolkata",
    "answer": "B",
    "digest": "9f86d081884c7d65",
    "count": 3,
}
PEOPLE = {
    "title": "The rain song",
    "mood": "happy",
    "language": "Hindi",
    "place": "Male/Female",
    "illness": "Covid-19",
    "at": "noon",
    "src": "Thanks",
    "label": "OK",
    "id": "गीत",
}
LABELS = {
    "title": "Farm",
    "type": "Type",
    "status": "Closed",
    "email": "E-mail",
    "createdAt": "Created at",
    "color": "COLOR",
    "pattern": "Does not fit the pattern",
    "style": {"class": "School class"},
}


def found(value, **options) -> tuple[set[str], set[str]]:
    document = JSON.parse(json.dumps(value).encode(), FormatOptions(**options))
    return {segment.source for segment in document.segments}, set(document.skipped)


def test_what_is_meant_for_programs_stays_and_is_named():
    texts, skipped = found(PROGRAM)

    assert texts == set()
    # The others have no letters but in addresses, colors and the like.
    assert {"$schema", "lang", "status", "type", "className", "scripts.start", "answer"} <= skipped


def test_what_people_read_is_translated():
    texts, skipped = found({**PEOPLE, "count": 3})

    assert (texts, skipped) == (set(PEOPLE.values()), set())


def test_labels_of_an_interface_are_translated_though_their_keys_say_type():
    texts, skipped = found(LABELS)

    assert (len(texts), skipped) == (len(LABELS), set())


def test_the_language_of_an_interface_stays():
    assert found({"lang": "en", "title": "Farm"}) == ({"Farm"}, {"lang"})


def test_fields_that_are_asked_for_are_translated_whatever_they_look_like():
    assert found(PROGRAM, fields=("status", "scripts.*")) == (
        {"published", "run the server"},
        set(),
    )


def test_a_translation_beside_a_text_for_programs_is_not_made():
    options = FormatOptions(append=True, tgt_lang="hin_Deva")
    data = b'{"lang": "en", "title": "Farm", "title_hin": "", "n": 1}'

    got = JSON.parse(data, options).render(["खेत"])

    assert json.loads(got) == {"lang": "en", "title": "Farm", "title_hin": "खेत", "n": 1}


def test_json_lines_are_records_and_no_interface():
    document = JSONL.parse(b'{"type": "Feature", "text": "Hello"}\n', FormatOptions())

    assert [segment.source for segment in document.segments] == ["Hello"]
    assert document.skipped == ("line 1 type",)
