from __future__ import annotations

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indictx.formats import FormatOptions, unchanged
from indictx.formats._html import tokens
from indictx.formats.html import HTML

PIECES = st.lists(
    st.sampled_from(
        [
            *("<p>", "</p>", "<b>", "</b>", "<br>", "<ul><li>", "</ul>", "<a title='t i'>", "</a>"),
            *(
                "<!-- c -->",
                "<code>x</code>",
                "&amp;",
                "&nbsp;",
                "क ख",
                "text ",
                " < ",
                "\n",
                "<i/>",
            ),
            *("<span translate=no>", "</span>", '<img alt="an image">', "<script>a<b</script>"),
        ]
    ),
    max_size=12,
).map("".join)


def sources(text: str) -> list[str]:
    return [s.source for s in HTML.parse(text.encode(), FormatOptions()).segments]


@given(PIECES)
def test_tokens_tile_the_page(text):
    assert "".join(token.raw for token in tokens(text)) == text


@given(PIECES)
def test_any_page_renders_to_itself(text):
    document = HTML.parse(text.encode(), FormatOptions())

    assert document.render(unchanged(document)) == text.encode()


@given(PIECES)
def test_translated_pages_have_the_translations(text):
    document = HTML.parse(text.encode(), FormatOptions())
    targets = [f"{s.source} & <q>" for s in document.segments]

    again = HTML.parse(document.render(targets), FormatOptions())

    assert [s.source for s in again.segments] == targets


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("<p>One <b>two</b></p><p>Three", ["One <g1>two</g1>", "Three"]),
        ("<li>One<li>Two", ["One", "Two"]),
        ("One<br>Two", ["One", "Two"]),
        ("<p>Run <code>ls</code> now</p>", ["Run <x1/> now"]),
        ("<p>Say <span translate='no'>Om <b>x</b></span> now</p>", ["Say <x1/> now"]),
        ("<div translate=no>No <p>no</p><p translate=yes>yes</p></div>", ["yes"]),
        ("<p class='a notranslate'>no</p>", []),
        ("<script>var a = 'text';</script><style>p {}</style>", []),
        ("<title>A &amp; B</title>", ["A & B"]),
        ("<img alt='a cow'><img alt=''>", ["a cow"]),
        ("<p>See <img alt='a cow'> here</p>", ["a cow", "See <x1/> here"]),
        ("<input type=submit value='Send it'><input type=text value='no'>", ["Send it"]),
        (
            "<meta name=description content='What it is'><meta name=author content='A B'>",
            ["What it is"],
        ),
        ("<pre>one\n  two</pre>", ["one\n  two"]),
        ("<pre><code>one</code></pre>", []),
        ("<p>\n  one\n  two\n</p>", ["one two"]),
        ("<p>5 < 6 and 7 <8</p>", ["5 < 6 and 7 <8"]),
        ("<a href='x'><div>inside</div></a>", ["inside"]),
        ("<p>a<!-- c -->b</p>", ["a<x1/>b"]),
        ("<P>Loud</P>", ["Loud"]),
        ("<svg><text>no</text></svg>", []),
        ("<option label='One'>One</option>", ["One", "One"]),
    ],
)
def test_what_people_read_is_a_segment(text, found):
    assert sources(text) == found


def test_an_attribute_inside_of_a_text_moves_with_its_tag():
    document = HTML.parse(b"<p>See <img alt='a cow'> here</p>", FormatOptions())

    assert document.render(["गाय", "यहाँ <x1/> देखो"]).decode() == "<p>यहाँ <img alt='गाय'> देखो</p>"
    assert document.render([None, "यहाँ <x1/> देखो"]).decode() == "<p>यहाँ <img alt='a cow'> देखो</p>"
    assert document.render(["गाय", None]).decode() == "<p>See <img alt='गाय'> here</p>"


@pytest.mark.parametrize(
    ("tgt_lang", "head"),
    [
        ("hin_Deva", '<html lang="hi">'),
        ("urd_Arab", '<html dir="rtl" lang="ur">'),
    ],
)
def test_the_page_names_the_target_language(tgt_lang, head):
    document = HTML.parse(b'<html lang="en"><p>One</p>', FormatOptions(tgt_lang=tgt_lang))

    assert document.render(["एक"]).decode().startswith(head)
    assert document.render([None]).startswith(b'<html lang="en">')


@pytest.mark.parametrize(
    ("attributes", "written"),
    [
        ('lang="en"', 'lang="ur"'),
        ('lang="en-GB" dir="ltr"', 'lang="ur" dir="rtl"'),
        ('lang="fr" dir="rtl"', 'lang="fr" dir="rtl"'),
        ('lang="" dir="auto"', 'lang="" dir="auto"'),
        ('lang="en" translate="no"', 'lang="en" translate="no"'),
    ],
)
def test_a_block_that_names_the_source_language_names_the_target(attributes, written):
    options = FormatOptions(src_lang="eng_Latn", tgt_lang="urd_Arab")
    document = HTML.parse(f"<div {attributes}>One</div><p>Two</p>".encode(), options)

    page = document.render(["ایک", "دو"][-len(document.segments) :]).decode()

    assert page.startswith(f"<div {written}>")


def test_what_an_encoding_lacks_becomes_a_reference():
    document = HTML.parse(b'<meta charset="latin1"><p>One</p>', FormatOptions())

    assert html.unescape(document.render(["एक"]).decode("latin-1")).endswith("<p>एक</p>")


def test_a_hundred_thousand_open_tags_do_not_break_it():
    text = "<b>" * 20_000 + "क" + "<p>" * 20_000

    document = HTML.parse(text.encode(), FormatOptions())

    assert document.render(unchanged(document)) == text.encode()
