from __future__ import annotations

from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indictx.drawing.scene import Label, Line, Mark, text_width
from indictx.errors import UsageError
from indictx.evaluate.fidelity import summarize
from indictx.evaluate.metrics import Score
from indictx.evaluate.plot import Point, html_page, picture, points_of
from indictx.evaluate.results import Result
from indictx.evaluate.systems import ModelFacts

SVG = "{http://www.w3.org/2000/svg}"


def point(system="a", *, quality=40.0, size_mb: float | None = 10.0, lines_per_s=100.0) -> Point:
    return Point(
        system=system,
        metric="chrF++",
        quality=quality,
        low=quality - 1,
        high=quality + 1,
        pairs=1,
        size_mb=size_mb,
        lines_per_s=lines_per_s,
    )


def result(system: str, value: float, *, margin=None, speed=None, size_bytes=None) -> Result:
    model = None
    if size_bytes is not None:
        model = ModelFacts(
            name=system, version="1", sha256=None, size_bytes=size_bytes, beam_size=1
        )
    return Result(
        testset="tea",
        digest="0",
        pair="eng_Latn-hin_Deva",
        system=system,
        lines=1,
        scores=(Score(metric="chrF++", value=value, signature="", margin=margin),),
        fidelity=summarize([]),
        model=model,
        lines_per_s=speed,
    )


def svg(points) -> str:
    return picture(points).svg()


def marks(text: str) -> list[ElementTree.Element]:
    """Return the round marks of a picture; every first system of a panel has one."""
    return list(ElementTree.fromstring(text).iter(f"{SVG}circle"))


def test_a_system_is_the_mean_of_its_directions():
    (found,) = points_of(
        [
            result("a", 30.0, margin=2.0, speed=50, size_bytes=2_000_000),
            result("a", 50.0, margin=3.0, speed=200, size_bytes=2_000_000),
        ]
    )

    assert (found.quality, found.low, found.high, found.pairs) == (40, 30, 50, 2)
    assert found.size_mb == 2
    assert found.lines_per_s == pytest.approx(2 / (1 / 50 + 1 / 200))


def test_a_single_direction_shows_its_interval():
    (found,) = points_of([result("a", 30.0, margin=2.0)])

    assert (found.low, found.high, found.size_mb) == (28, 32, None)


@given(
    st.lists(
        st.builds(
            point,
            st.text(st.characters(codec="utf-8", exclude_categories=["C"]), max_size=20),
            quality=st.floats(0, 100),
            size_mb=st.one_of(st.none(), st.floats(0.001, 1e6)),
            lines_per_s=st.floats(0.001, 1e6),
        ),
        min_size=1,
        max_size=8,
    )
)
def test_every_picture_is_well_formed_and_inside_its_frame(points):
    root = ElementTree.fromstring(svg(points))

    for mark in root.iter(f"{SVG}circle"):
        assert 0 <= float(mark.get("cx")) <= 960
        assert 70 <= float(mark.get("cy")) <= 370


def test_every_system_is_named_in_both_panels():
    root = ElementTree.fromstring(svg([point("one"), point("two <b>", size_mb=400.0)]))

    texts = [element.text for element in root.iter(f"{SVG}text")]
    assert texts.count("one") == texts.count("two <b>") == 2


def test_better_is_higher_and_bigger_is_further_right():
    big, small = point("big", quality=60.0, size_mb=600.0), point("small", size_mb=10.0)

    (first, *_), (other, *_) = marks(svg([big, small])), marks(svg([small, big]))

    assert float(first.get("cy")) < float(other.get("cy"))
    assert float(first.get("cx")) > float(other.get("cx"))


@pytest.mark.parametrize("names", [("indictx-mini", "nllb-600m", "indictrans2-1b"), ("a",)])
def test_no_label_covers_a_mark_a_bar_or_another_label(names):
    points = [
        point(name, quality=40.0 + 0.3 * n, size_mb=100.0 + n, lines_per_s=50.0 + n)
        for n, name in enumerate(names)
    ]

    items = picture(points).items

    labels = [item for item in items if isinstance(item, Label) and item.text in names]
    bars = [item for item in items if isinstance(item, Line) and item.width == 2]
    marks = [item for item in items if isinstance(item, Mark)]
    assert len(labels) == len(bars) == len(marks) == 2 * len(names)
    for one in labels:
        # A label stands from eight above the middle of its line to eight below.
        left, right, middle = one.x, one.x + text_width(one.text), one.y - 4
        for other in labels:
            apart = other.x >= right or other.x + text_width(other.text) <= left
            assert other is one or apart or abs(other.y - one.y) >= 16
        for mark in marks:
            assert not (left < mark.x < right and abs(mark.y - middle) < 8)
        for bar in bars:
            (x, low), (_, high) = bar.points
            assert not (left < x < right and high < middle < low)


def test_numbers_below_an_axis_do_not_run_into_each_other():
    points = [point(size_mb=size) for size in (1.0, 10_000.0)]

    below = [
        item
        for item in picture(points).items
        if isinstance(item, Label) and item.anchor == "middle" and item.y == 390 and item.x < 480
    ]

    ends = [(one.x - text_width(one.text) / 2, one.x + text_width(one.text) / 2) for one in below]
    assert len(below) > 3
    assert all(end < start for (_, end), (start, _) in pairwise(ends))


def test_the_png_shows_what_the_svg_shows():
    scene = picture([point("one"), point("two", size_mb=400.0)])

    data = scene.png()

    assert data.startswith(b"\x89PNG")
    assert (int.from_bytes(data[16:20]), int.from_bytes(data[20:24])) == (1920, 920)


def test_a_system_without_size_is_only_in_the_half_of_speed():
    assert len(marks(svg([point(size_mb=None), point("b")]))) == 1


def test_nothing_to_plot_is_said():
    with pytest.raises(UsageError, match="nothing to plot"):
        svg([point(size_mb=None, lines_per_s=None)])


def test_the_page_repeats_the_numbers_and_loads_nothing():
    page = html_page([point("<one>", quality=41.25)])

    assert "&lt;one&gt;<td>41.2<td>40.2–42.2<td>1<td>10.0<td>100.0" in page
    assert "default-src 'none'" in page
    assert "http" not in page.replace("http-equiv", "").replace("http://www.w3.org/2000/svg", "")
