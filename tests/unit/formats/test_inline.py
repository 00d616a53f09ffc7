from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indictx.formats._inline import Inline, InlineBuilder

TAG = re.compile(r"</?[gx]+\d+/?>")


def upper(text: str) -> str:
    return f"[{text}]"


def build(*steps: str, wrap=str, collapse: bool = False) -> Inline:
    """``<b`` opens, ``>b`` closes, ``!x`` is empty, everything else is text."""
    builder = InlineBuilder(wrap, collapse=collapse)
    for step in steps:
        if step[:1] == "<":
            builder.open(step[1:], f"<{step[1:]}>")
        elif step[:1] == ">":
            builder.close(step[1:], f"</{step[1:]}>")
        elif step[:1] == "!":
            builder.empty(f"<{step[1:]}/>")
        else:
            builder.text(step)
    return builder.build()


WORDS = st.text("abकনு", min_size=1, max_size=4)
TREES = st.recursive(
    st.lists(st.one_of(WORDS, st.just("!br")), min_size=1, max_size=3),
    lambda inner: st.tuples(inner, st.sampled_from("bi"), inner, inner).map(
        lambda four: [*four[0], f"<{four[1]}", *four[2], f">{four[1]}", *four[3]]
    ),
    max_leaves=6,
)


def raw(steps: list[str]) -> str:
    kinds = {"<": "<{}>", ">": "</{}>", "!": "<{}/>"}
    return "".join(kinds[s[0]].format(s[1:]) if s[0] in kinds else s for s in steps)


@pytest.mark.parametrize(
    ("steps", "source"),
    [
        (["This is ", "<b", "bold", ">b", "."], "This is <g1>bold</g1>."),
        (["a", "!br", "b"], "a<x1/>b"),
        (["<b", "all", ">b"], "all"),
        (["!img", " ", "<p", "<b", "all", ">b", ">p", "!br"], "all"),
        (["<b", "a", ">b", " and ", "<b", "c", ">b"], "<g1>a</g1> and <g2>c</g2>"),
        (["a", "<b", "b"], "a<x1/>b"),
        (["a", ">b", "b"], "a<x1/>b"),
        (["a", "<b", "b", "<i", "c", ">b", "d"], "a<g1>b<x2/>c</g1>d"),
        (["literal <g1> here ", "<b", "x", ">b", "."], "literal <g1> here <gg1>x</gg1>."),
    ],
)
def test_markup_becomes_numbered_tags(steps, source):
    assert build(*steps).source == source


@given(TREES)
def test_the_source_renders_to_the_markup_it_was_made_of(steps):
    inline = build(*steps)

    assert inline.render(inline.source) == raw(steps)
    assert inline.check(inline.source) == ()


@given(TREES, st.randoms(use_true_random=False))
def test_whatever_happens_to_tags_every_element_is_there_once(steps, random):
    inline = build(*steps)
    pieces = [piece for piece in re.split(r"(</?[gx]\d+/?>)", inline.source) if piece]
    random.shuffle(pieces)
    target = "".join(piece for piece in pieces if random.random() < 0.7)

    rendered = inline.render(target)

    def count(text: str) -> list[str]:
        return sorted(re.findall(r"<[^>]*>", text))

    assert count(rendered) == count(raw(steps))
    assert re.sub(r"<[^>]*>", "", rendered) == re.sub(
        r"<[^>]*>", "", inline.before + TAG.sub("", target) + inline.after
    )
    assert _is_nested(rendered)


def _is_nested(text: str) -> bool:
    open_names = []
    for slash, name, empty in re.findall(r"<(/?)(\w+)(/?)>", text):
        if empty:
            continue
        if not slash:
            open_names.append(name)
        elif not open_names or open_names.pop() != name:
            return False
    return not open_names


@pytest.mark.parametrize(
    ("target", "rendered", "flags"),
    [
        ("B <g1>A</g1>", "B <b>A</b>", ()),
        ("A", "A<b></b>", ("tags_lost",)),
        ("A <g1>B", "A <b></b>B", ("tags_lost",)),
        ("A</g1> B", "A B<b></b>", ("tags_lost",)),
        ("<g1>A</g1> <g1>B</g1>", "<b>A</b> B", ("tags_added", "tags_crossed")),
        ("<g1>A</g1> <g7>B</g7><x1/>", "<b>A</b> B", ("tags_added",)),
        ("</g1>A<g1>", "A<b></b>", ("tags_lost",)),
    ],
)
def test_broken_tags_are_repaired_and_named(target, rendered, flags):
    inline = build("x ", "<b", "y", ">b", " z")

    assert inline.render(target) == rendered
    assert inline.check(target) == flags


def test_crossed_tags_are_closed_where_the_outer_one_ends():
    inline = build("a ", "<b", "b", ">b", " ", "<i", "c", ">i", " d")

    assert inline.render("<g1>one<g2>two</g1>three</g2>") == "<b>one<i>two</i></b>three"
    assert inline.check("<g1>one<g2>two</g1>three</g2>") == ("tags_crossed",)


def test_white_space_is_collapsed_where_it_is_layout():
    inline = build("\n  one\n  ", "<b", "two", ">b", "\n", collapse=True)

    assert inline.source == "one <g1>two</g1>"
    assert inline.render("ONE <g1>TWO</g1>") == "\n  ONE <b>TWO</b>\n"


def test_text_is_written_as_what_is_around_it():
    builder = InlineBuilder(upper)
    builder.text("base ")
    builder.open("style", "", lambda text: f"({text})")
    builder.text("styled")
    builder.close("style", "")
    builder.text("!")
    inline = builder.build()

    assert inline.source == "base <g1>styled</g1>!"
    assert inline.render("<g1>a</g1> b") == "(a)[ b]"
    # A style is nothing without text.
    assert inline.render("a b") == "[a b]"


def test_plain_text_has_no_tags():
    assert build("a", "<b", "b", ">b", "c").plain() == "abc"


@pytest.mark.parametrize("count", [1, 99, 5000])
def test_markup_may_be_as_deep_as_a_program_makes_it(count):
    inline = build("x ", *["<b"] * count, "y", *[">b"] * count, " z")

    assert inline.render(inline.source) == f"x {'<b>' * count}y{'</b>' * count} z"
    assert inline.render("x") == f"x{'<b></b>' * min(count, 100)}" + "<b>" * (
        count - 100
    ) + "</b>" * (count - 100)


def test_a_target_may_not_nest_tags_without_end():
    inline = build("x", *(step for _ in range(1000) for step in ("<b", "y", ">b", "z")))
    target = "".join(f"<g{n}>" for n in range(1, 1001)) + "क"

    assert "tags_added" in inline.check(target)
    assert inline.render(target).count("<b>") == 1000


@pytest.mark.parametrize(
    ("target", "rendered"),
    [
        ("यह <g1> बड़ा </g1> घर", "यह <b>बड़ा</b> घर"),
        ("यह<g1> बड़ा </g1>घर", "यह <b>बड़ा</b> घर"),
        ("घर <g1> बड़ा </g1>.", "घर <b>बड़ा</b>."),
        ("<g1> बड़ा </g1> (<g1> घर", "<b>बड़ा</b> (घर"),
    ],
)
def test_tags_touch_their_text_as_in_the_source(target, rendered):
    assert build("a ", "<b", "big", ">b", " house").render(target) == rendered


def test_white_space_inside_of_tags_stays_where_the_source_has_it():
    assert (
        build("a", "<b", " big ", ">b", "house").render("यह<g1> बड़ा </g1>घर") == "यह<b> बड़ा </b>घर"
    )
