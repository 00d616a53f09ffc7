from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indictx.formats import FormatOptions, unchanged
from indictx.formats._markdown import escape, escape_start
from indictx.formats.markdown import MD

WORDS = st.text('abगमनேर்க*_`[]()<>#|!\\&;~+-=1. :$^"?', min_size=1, max_size=12)
BLOCK = st.sampled_from(
    [
        "Text[^1] and [^long-note].\n",
        "[^1]: A note.\n\n    More of it\n    here.\n\n        code\n",
        "[^long-note]:\n    Its text\ngoes on.\n",
        "[^u]: https://example.org/a_b\n",
        "$$\na_1 \\text{if}\n\nb\n$$\n",
        "So $a*b*c$ is $$x_1*y_2*z$$ here.\n",
        "Apple\nApfel\n: A fruit.\n: A firm.\n\n    Of California.\n",
        "Pear\n\n:   Green\nor yellow.\n",
        ":::tip Look\nDo it.\n:::\n",
        "::: warning\n- one\n- two\n:::\n",
        '!!! note "A title"\n    The body\n    here.\n\n    - one\n',
        "???+ tip\n\n    The body.\n\n    !!! note\n        Inner.\n",
        '=== "A tab"\n\n    Its text.\n',
        "> [!NOTE]\n> Read this.\n",
        "- an item[^1]\n\n  [^2]: note in it\n",
    ]
)


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
        ("[^1]: Ibid", ["Ibid"]),
        ("[^1]: https://example.org/paper\n", []),
        ("one round[^1] more\n\n[^1]: https://a.in\n", ["one round<x1/> more"]),
        ("[^1][a] more\n\n[^1]: b\n\n[a]: c\n", ["<g1>a</g1> more", "b"]),
        ("[^1]: One\n[^2]: Two\n", ["One", "Two"]),
        ("[^1]: One\n\n    more\n\n        code\n\nout\n", ["One", "more", "out"]),
        ("[^1]:\n    One\n", ["One"]),
        ("> [^1]: One\n>\n>     more\n", ["One", "more"]),
        ("a $x*y*z$ b", ["a <x1/> b"]),
        ("a $$x*y*z$$ b", ["a <x1/> b"]),
        ("a _$x$_ b", ["a <g1><x2/></g1> b"]),
        ("a $$x\n*y*$$ b", ["a <x1/> b"]),
        ("costs $5 *or* US$10 or $6", ["costs $5 <g1>or</g1> US$10 or $6"]),
        ("$$x y$$\n", []),
        ("$$\nx\n\ny\n$$ {#eq:one}\nwhere\n", ["where"]),
        ("so\n$$\nx\n$$\n", ["so"]),
        ("> $$\n> x\n> $$\n> so\n", ["so"]),
        ("> $$\n> x\n\nso $$\n", ["$$ x", "so $$"]),
        ("$$\nnot math\n", ["$$ not math"]),
        ("$$x$$ is *y*\n", ["is <g1>y</g1>"]),
        ("- $$\n\nso $$\n", ["so $$"]),
        ("so\n!!! note\n    Body\n", ["so", "Body"]),
        ("Apple\n: A red fruit.\n", ["Apple", "A red fruit."]),
        ("Apple\nApfel\n: One\n: Two\n", ["Apple", "Apfel", "One", "Two"]),
        ("Apple\n\n:   One\ntwo\n\n    three\n", ["Apple", "One two", "three"]),
        ("# Apple\nApfel\n- x\n: One\n", ["Apple", "Apfel", "x", "One"]),
        (":smile: at it", [":smile: at it"]),
        (":::tip\nDo it.\n:::\nNext.\n", ["Do it.", "Next."]),
        ("::: note\nDo it.\n:::\n", ["Do it."]),
        (
            '!!! note "A *fine* title"\n    Body\n\n    more\nout\n',
            ["A <g1>fine</g1> title", "Body", "more", "out"],
        ),
        ("??? note\n    Body\nout\n", ["Body", "out"]),
        ("!!! note\n    ```\n    code\n    ```\n", []),
        ("!!! danger and so on\n", ["!!! danger and so on"]),
        ("> [!NOTE]\n> Read this.\n", ["Read this."]),
        (": " * 2000 + "x", []),
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


@given(st.lists(BLOCK, min_size=1, max_size=4), st.sampled_from(["", "> ", "  "]))
def test_blocks_that_commonmark_lacks_are_the_same_in_the_translation(blocks, prefix):
    text = "".join(f"{prefix}{line}".rstrip() + "\n" for line in "\n".join(blocks).splitlines())
    document = parse(text)
    targets = [segment.source.replace(" ", " क ") for segment in document.segments]

    got = document.render(targets).decode()

    assert document.render(unchanged(document)) == text.encode()
    assert sources(got) == targets
    assert all(flags == () for flags in document.flags(targets))


@pytest.mark.parametrize(
    ("text", "translated"),
    [
        ("Apple\n: A fruit\n  of trees.\n", "[1]\n: [2]\n"),
        ("[^1]: A note\n    goes on.\n", "[^1]: [1]\n"),
        ('!!! note inline "Title"  \n    Body\n    here\n', '!!! note inline "[1]"  \n    [2]\n'),
        ("::: tip Look\nDo\nit\n:::\n", "::: tip Look\n[1]\n:::\n"),
    ],
)
def test_markers_stay(text, translated):
    document = parse(text)

    got = document.render([f"[{number + 1}]" for number in range(len(document.segments))])

    assert got.decode() == translated


def test_a_title_keeps_its_quotation_marks():
    document = parse('!!! note "Title"\n    Body\n')

    got = document.render(['the "best"', None]).decode()

    assert got == '!!! note "the &quot;best&quot;"\n    Body\n'
    assert sources(got) == ['the "best"', "Body"]


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


@given(st.text("abग*_`[]()<>#|!\\&;~+-=1. :$^", min_size=1, max_size=20).map(str.strip))
def test_escaped_text_is_read_as_text(text):
    text = " ".join(f"क{text}ख".split())

    assert sources(escape(text, has_references=True)) in ([text], [])


@pytest.mark.parametrize(
    "text",
    [
        "# a",
        "- a",
        "+ a",
        "* a",
        "> a",
        "1. a",
        "2) a",
        "---",
        "=== a",
        ": a",
        ":::a",
        "!!! a",
        "??? a",
        "$$ a",
        "[^1]: a",
    ],
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
