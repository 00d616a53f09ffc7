from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indictx.errors import InputError, ParseError, UsageError
from indictx.formats._codec import Codec, decode, line_of
from indictx.formats._spans import (
    Change,
    SpanDocument,
    apply,
    edit,
    hole,
    is_translatable,
    one_line,
    unique_keys,
)
from indictx.formats.base import Segment, unchanged

TEXT = st.text("abकনு\r\n\t <&", max_size=30)


def document(text: str, *places: tuple[int, int]) -> SpanDocument:
    return SpanDocument(
        text,
        Codec(),
        [
            edit(Segment(key=str(start), source=text[start:end]), start, end, str)
            for start, end in places
        ],
    )


def test_changes_are_made_from_left_to_right():
    changes = [Change(3, 4, "D"), Change(0, 1, "A"), Change(2, 2, "+")]

    assert apply("abcd", changes) == "Ab+cD"


def test_insertions_at_one_place_keep_their_order():
    assert apply("ab", [Change(1, 1, "1"), Change(1, 1, "2"), Change(1, 2, "B")]) == "a12B"


def test_a_change_inside_of_another_is_made_in_its_hole():
    text = "one [two] three"

    outer = Change(0, 15, f"THREE {hole(4, 9)} ONE")

    assert apply(text, [Change(5, 8, "TWO"), outer]) == "THREE [TWO] ONE"


def test_a_hole_without_changes_is_copied():
    assert apply("one [two]", [Change(0, 9, f"{hole(4, 9)} ONE")]) == "[two] ONE"


@given(st.text("abc", min_size=1, max_size=12), st.data())
def test_untouched_text_stays_around_any_changes(text, data):
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), min_size=2, max_size=6)))
    places = list(zip(cuts[::2], cuts[1::2], strict=False))

    got = apply(text, [Change(start, end, "#") for start, end in places])

    kept = [
        text[a:b]
        for a, b in zip(
            [0, *(e for _, e in places)], [*(s for s, _ in places), len(text)], strict=True
        )
    ]
    assert got == "#".join(kept)


def test_a_target_that_is_the_source_changes_nothing():
    found = document("one two", (0, 3))

    assert found.render(["one"]) == b"one two"
    assert found.render(["ONE"]) == b"ONE two"
    assert found.render(unchanged(found)) == b"one two"


def test_the_number_of_targets_has_to_fit():
    with pytest.raises(ValueError, match="argument"):
        document("one two", (0, 3)).render([])


def test_a_target_over_its_limit_is_flagged():
    segment = Segment(key="1", source="क्षि", limit=2)
    found = SpanDocument("क्षि", Codec(), [edit(segment, 0, 4, str)])

    assert found.flags(["क्षि क"]) == [("too_long",)]
    assert found.flags(["क्षिक्षि"]) == [()]
    assert found.flags([None]) == [()]


def test_repeated_keys_get_numbers():
    edits = [edit(Segment(key="a", source=str(n)), 0, 0, str) for n in range(3)]

    assert [one.segment.key for one in unique_keys(edits)] == ["a", "a #2", "a #3"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("नमस्ते", True),
        ("a", True),
        ("12.5 %", False),
        ("https://example.org/path", False),
        ("{name}", False),
        ("<g1></g1>", False),
        ("", False),
        ("🙏", False),
    ],
)
def test_only_language_is_translatable(text, expected):
    assert is_translatable(text) is expected


@pytest.mark.parametrize(
    ("target", "line"),
    [("a\nb", "a b"), ("a \r\n b\n", "a b"), ("a", "a"), ("a\u2028b", "a\u2028b")],
)
def test_one_line_has_no_line_breaks(target, line):
    assert one_line(target) == line


@given(TEXT, st.sampled_from(["utf-8", "utf-16", "utf-16-be", "utf-32", "utf-8-sig"]))
def test_any_text_survives_its_encoding(text, encoding):
    data = text.encode(encoding)

    got, codec = decode(data, encoding)

    assert got == text
    assert codec.encode(got) == data


@pytest.mark.parametrize("mark", [codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF32_BE])
def test_a_byte_order_mark_wins_over_what_the_user_says(mark):
    encoding = {3: "utf-8", 2: "utf-16-le", 4: "utf-32-be"}[len(mark)]
    data = mark + "क".encode(encoding)

    got, codec = decode(data, "cp1252")

    assert (got, codec.encoding, codec.encode(got)) == ("क", encoding, data)


def test_a_broken_byte_is_named_with_its_line():
    with pytest.raises(ParseError) as caught:
        decode(b"one\r\ntwo\rthr\xffee")

    assert (caught.value.place, caught.value.reason) == (
        "line 3",
        "byte 0xff is not utf-8: invalid start byte",
    )


def test_an_unknown_encoding_is_the_users_mistake_or_the_files():
    with pytest.raises(UsageError, match="unknown encoding: 'nope'"):
        decode(b"", "nope")
    with pytest.raises(ParseError, match="declares an unknown encoding: 'nope'"):
        decode(b"", declared="nope")


def test_what_an_encoding_lacks_is_an_error_that_says_so():
    with pytest.raises(InputError, match="cp1252 cannot write 'क'"):
        Codec("cp1252").encode("क")


def test_text_that_would_change_its_bytes_is_refused():
    # ISO-2022-JP has two ways to write an ASCII letter.
    with pytest.raises(ParseError, match="does not survive"):
        decode(b"\x1b(J\x41\x1b(B", "iso2022_jp")


@given(TEXT)
def test_lines_are_counted_as_editors_do(text):
    for offset in range(len(text) + 1):
        head = text[:offset].replace("\r\n", "\n").replace("\r", "\n")
        if not (text[:offset].endswith("\r") and text[offset : offset + 1] == "\n"):
            assert line_of(text, offset) == head.count("\n") + 1
