from __future__ import annotations

import string
import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indictx.drawing._font import HEIGHT, WIDTH, glyph, has_glyphs
from indictx.drawing.raster import Canvas

WHITE, RED = 0xFFFFFF, 0xFF0000


def unpacked(data: bytes) -> list[list[int]]:
    """Read a PNG of eight-bit RGB without filters: rows of colors."""
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    position, body, size = 8, b"", (0, 0)
    while position < len(data):
        (length,) = struct.unpack(">I", data[position : position + 4])
        kind, chunk = data[position + 4 : position + 8], data[position + 8 : position + 8 + length]
        (check,) = struct.unpack(">I", data[position + 8 + length : position + 12 + length])
        assert check == zlib.crc32(kind + chunk)
        if kind == b"IHDR":
            size = struct.unpack(">IIBBBBB", chunk)
            assert size[2:] == (8, 2, 0, 0, 0)
        body += chunk if kind == b"IDAT" else b""
        position += 12 + length
    assert kind == b"IEND"
    raw = zlib.decompress(body)
    width, height = size[:2]
    step = 3 * width + 1
    assert len(raw) == height * step
    rows = [raw[row * step : (row + 1) * step] for row in range(height)]
    assert {row[0] for row in rows} == {0}
    return [[int.from_bytes(row[1 + 3 * x : 4 + 3 * x]) for x in range(width)] for row in rows]


def painted(canvas: Canvas) -> set[tuple[int, int]]:
    return {
        (x, y)
        for y in range(canvas.height)
        for x in range(canvas.width)
        if canvas.dot(x, y) != WHITE
    }


def test_a_png_holds_every_dot_of_the_canvas():
    canvas = Canvas(7, 5)
    canvas.box(1, 2, 3, 4, 0x123456)

    rows = unpacked(canvas.png())

    assert [[canvas.dot(x, y) for x in range(7)] for y in range(5)] == rows
    assert (rows[2][1], rows[2][0], rows[4][1]) == (0x123456, WHITE, WHITE)


SMALL = st.integers(-20, 30)


@given(SMALL, SMALL, SMALL, SMALL)
def test_a_box_is_cut_at_the_edges(left, top, right, bottom):
    canvas = Canvas(10, 8)

    canvas.box(left, top, right, bottom, RED)

    wanted = {
        (x, y) for x in range(10) for y in range(8) if left <= x < right and top <= y < bottom
    }
    assert painted(canvas) == wanted
    assert len(unpacked(canvas.png())) == 8


@given(*[st.floats(-15, 25)] * 4, st.integers(1, 3))
def test_a_line_has_no_gap_and_stays_between_its_ends(x1, y1, x2, y2, width):
    canvas = Canvas(12, 12)

    canvas.line((x1, y1), (x2, y2), RED, width=width)

    dots = painted(canvas)
    for x, y in dots:
        assert min(x1, x2) - width <= x <= max(x1, x2) + width
        assert min(y1, y2) - width <= y <= max(y1, y2) + width
    rows = {y for _, y in dots}
    columns = {x for x, _ in dots}
    assert not rows or len(rows) == max(rows) - min(rows) + 1
    assert not columns or len(columns) == max(columns) - min(columns) + 1


def test_a_polygon_is_filled_up_to_its_sides():
    canvas = Canvas(12, 12)

    canvas.polygon([(6, 1), (11, 11), (1, 11)], RED)

    dots = painted(canvas)
    assert {(6, 5), (2, 10), (9, 10)} <= dots
    assert not {(1, 1), (10, 2), (0, 10)} & dots
    widths = [sum(row == y for _, row in dots) for y in range(1, 11)]
    assert widths == sorted(widths)


def test_letters_stand_beside_each_other_and_grow_with_the_zoom():
    small, large = Canvas(40, 20), Canvas(80, 40)

    small.text(2, 3, "IL", RED)
    large.text(4, 6, "IL", RED, zoom=2)

    assert {(x // 2, y // 2) for x, y in painted(large)} == painted(small)
    assert len(painted(large)) == 4 * len(painted(small))
    assert max(x for x, _ in painted(small)) == 2 + 6 + 4


def test_upward_text_is_the_same_text_turned():
    level, upward = Canvas(40, 40), Canvas(40, 40)

    level.text(0, 0, "chrF++", RED)
    upward.text(0, 40, "chrF++", RED, upward=True)

    assert {(y, 39 - x) for x, y in painted(level)} == painted(upward)


def test_every_printable_ascii_character_has_a_glyph_of_its_own():
    chars = string.ascii_letters + string.digits + string.punctuation

    glyphs = {glyph(char) for char in chars}

    assert has_glyphs(chars)
    assert len(glyphs) == len(chars)
    assert glyph(" ") == ()
    assert all(0 <= x < WIDTH and 0 <= y < HEIGHT + 2 for dots in glyphs for x, y in dots)


@pytest.mark.parametrize("text", ["हिन्दी", "é", "A\u00a0B"])
def test_what_the_font_lacks_is_said_and_drawn_as_a_box(text):
    assert not has_glyphs(text)
    assert glyph(next(char for char in text if char not in "AB")) == glyph("ह")
    assert len(glyph("ह")) == 2 * (WIDTH + HEIGHT) - 4
