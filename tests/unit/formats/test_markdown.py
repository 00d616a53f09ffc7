from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indictx.formats import FormatOptions, unchanged
from indictx.formats._markdown import escape, escape_start
from indictx.formats.markdown import MD

WORDS = st.text("abगमनேर்க*_`[]()<>#|!\\&;~+-=1. ", min_size=1, max_size=12)


def parse(text: str):
    return MD.parse(text.encode(), FormatOptions())


def sources(text: str) -> list[str]:
    return [segment.source for segment in parse(text).segments]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Title\n=====\n", ["Title"]),
        ("# Title #\n", ["Title"]),
        ("> # Title\n> text\n", ["Title", "text"]),
        ("- one\n\n  two\n", ["one", "two"]),
        ("a *b* c", ["a <g1>b</g1> c"]),
        ("see [b](c 'd') now", ["see <g1>b</g1> now"]),
        ("use `x` now", ["use <x1/> now"]),
        ("![picture](a.png)", ["picture"]),
        ("a <b>c</b> d", ["a <g1>c</g1> d"]),
        ("see <http://a.in> now", ["see <x1/> now"]),
        ("a \\* b &amp; c", ["a * b & c"]),
        ("the \\_\\_init\\_\\_ of snake_case", ["the __init__ of snake_case"]),
        ("one\ntwo", ["one two"]),
        ("one  \ntwo", ["one<x1/>two"]),
        ("| a | b |\n|---|---|\n| c | d |\n", ["a", "b", "c", "d"]),
        ("a | b\n--- | ---\nc \\| e | d\n", ["a", "b", "c | e", "d"]),
        ("    code\n", []),
        ("```\ncode\n```\n", []),
        ("[a]: http://b.in 'title'\n", []),
        ("<div>\ntext\n</div>\n", ["text"]),
        ("[^1]: the note", ["the note"]),
    ],
)
def test_what_people_read_is_a_segment(text, found):
    assert sources(text) == found


def test_markup_that_the_parser_reads_differently_is_left_in_the_text():
    # It shows a replacement character for NUL, so nothing after it has its place.
    document = parse("one\0 *two*\n")

    assert document.render(unchanged(document)) == b"one\0 *two*\n"


def test_a_hard_break_in_a_quotation_keeps_the_quotation():
    document = parse("> one  \n> two *x*\n")

    assert document.render(["<g2>X</g2> ONE<x1/>TWO"]) == b"> *X* ONE  \n> TWO\n"


@pytest.mark.parametrize(
    ("target", "rendered"),
    [
        ("<g1> क </g1>ख", "**क** ख"),
        ("क<g1> </g1>ख", "क ख"),
        ("क ख", "क ख"),
    ],
)
def test_emphasis_touches_its_text_or_is_not_there(target, rendered):
    assert parse("a **b** c").render([target]).decode() == rendered


@given(st.lists(WORDS, min_size=1, max_size=6).map(" ".join))
def test_any_text_renders_to_itself(text):
    document = parse(text)

    assert document.render(unchanged(document)) == text.encode()


@pytest.mark.parametrize(
    ("link", "translated"),
    [
        ("[my *map*]", "[नक्शा][my *map*]"),
        ("[my *map*][]", "[नक्शा][my *map*]"),
        ("[here][my *map*]", "[नक्शा][my *map*]"),
        ("![my *map*]", "![नक्शा][my *map*]"),
        ("[my\n*map*]", "[नक्शा][my *map*]"),
    ],
)
def test_a_link_keeps_the_label_that_it_is_defined_by(link, translated):
    document = parse(f"see {link} now\n\n[my *map*]: map.png\n")

    got = document.render(["<g1>नक्शा</g1> देखो"]).decode()

    assert got == f"{translated} देखो\n\n[my *map*]: map.png\n"


@pytest.mark.parametrize("text", ["the __init__ of snake_case", "_a_", "a__b__ c", "**क** ख"])
def test_names_with_underscores_stay_text(text):
    assert sources(f"x {escape(text)}") == [f"x {text}"]


@given(st.text("abग*_`[]()<>#|!\\&;~+-=1. ", min_size=1, max_size=20).map(str.strip))
def test_escaped_text_is_read_as_text(text):
    text = " ".join(f"क{text}ख".split())

    assert sources(escape(text, has_references=True)) in ([text], [])


@pytest.mark.parametrize(
    "text", ["# a", "- a", "+ a", "* a", "> a", "1. a", "2) a", "---", "=== a"]
)
def test_a_target_cannot_become_another_block(text):
    found = sources(f"x\n\n{escape_start(escape(text))}\n")

    assert found in (["x", text], ["x"])


@given(
    st.lists(WORDS, min_size=1, max_size=4),
    st.sampled_from(["{}", "> {}", "- {}", "# {}", "| {} |\n|---|"]),
)
def test_every_paragraph_of_the_parser_has_its_place(words, frame):
    text = frame.format(" ".join(words).strip() + " क")
    document = parse(text)

    from indictx.formats.markdown import _parser

    contents = [
        token.content
        for token in _parser().parse(text)
        if token.type == "inline" and "क" in token.content
    ]
    assert len(document.segments) >= len(contents)


@pytest.mark.parametrize("depth", [50, 3000])
def test_deep_quotations_do_not_break_it(depth):
    text = ">" * depth + " क ख"

    document = parse(text)

    assert document.render(unchanged(document)) == text.encode()
