from __future__ import annotations

from xml.etree import ElementTree

import pytest

from indictx.drawing.raster import Canvas
from indictx.drawing.scene import SHAPES, Item, Label, Line, Mark, Scene, text_width, writes_in_png

SVG = "{http://www.w3.org/2000/svg}"
BLUE = "#0072B2"


def scene(*items: Item) -> Scene:
    return Scene(title="A <title>", width=100, height=60, items=items)


@pytest.fixture
def canvases(monkeypatch):
    """Keep the canvases that scenes are painted on, where their dots can be looked at."""
    kept: list[Canvas] = []
    real = Canvas.png
    monkeypatch.setattr(Canvas, "png", lambda self: (kept.append(self), real(self))[1])
    return kept


def box_of(canvas: Canvas) -> tuple[int, int, int, int]:
    """Return the edges of what is painted, in dots."""
    dots = [
        (x, y)
        for y in range(canvas.height)
        for x in range(canvas.width)
        if canvas.dot(x, y) != 0xFFFFFF
    ]
    columns, rows = zip(*dots, strict=True)
    return min(columns), min(rows), max(columns) + 1, max(rows) + 1


def test_svg_is_well_formed_and_escapes_what_it_is_told():
    label = Label(x=5, y=20, text="a < b & हिन्दी")

    root = ElementTree.fromstring(scene(label).svg())

    assert root.findtext(f"{SVG}title") == "A <title>"
    assert root.findtext(f"{SVG}text") == "a < b & हिन्दी"
    assert (root.get("width"), root.get("viewBox")) == ("100", "0 0 100 60")


@pytest.mark.parametrize("shape", SHAPES)
def test_a_mark_is_around_its_place_in_both_formats(shape, canvases):
    picture = scene(Mark(shape=shape, x=40, y=30, color=BLUE))

    picture.png()

    left, top, right, bottom = box_of(canvases[0])
    assert left <= 2 * 40 - 10 < 2 * 40 + 10 <= right
    assert top <= 2 * 30 - 10 < 2 * 30 + 10 <= bottom
    assert right - left <= 2 * 18
    assert canvases[0].dot(80, 60) == 0x0072B2
    assert picture.svg().count(BLUE) == 1


def test_a_line_is_twice_as_large_in_png(canvases):
    scene(Line(points=((10, 10), (90, 10), (90, 50)), width=1)).png()

    assert (canvases[0].width, canvases[0].height) == (200, 120)
    left, top, right, bottom = box_of(canvases[0])
    assert (left, bottom) == (pytest.approx(20, abs=1), pytest.approx(100, abs=2))
    assert (top, right) == (pytest.approx(20, abs=1), pytest.approx(180, abs=2))


@pytest.mark.parametrize(("anchor", "share"), [("start", 0), ("middle", 0.5), ("end", 1)])
def test_text_is_anchored_where_it_says(anchor, share, canvases):
    scene(Label(x=50, y=30, text="HHH", anchor=anchor)).png()

    left, top, right, bottom = box_of(canvases[0])
    assert left == pytest.approx(2 * (50 - share * text_width("HHH")), abs=1)
    assert right - left <= 2 * text_width("HHH")
    assert (bottom, top < bottom) == (60, True)


def test_upward_text_is_left_of_its_line_and_around_its_middle(canvases):
    scene(Label(x=50, y=30, text="HHH", anchor="middle", upward=True)).png()

    left, top, right, bottom = box_of(canvases[0])
    assert right == 100
    assert (top + bottom) / 2 == pytest.approx(60, abs=4)
    assert bottom - top > right - left


def test_larger_text_is_wider():
    assert text_width("ab", 18) > text_width("ab") > text_width("a") > 0


def test_only_latin_letters_are_written_in_png():
    assert writes_in_png("indictx-mini (int8), 10.5 MB")
    assert not writes_in_png("हिन्दी")
