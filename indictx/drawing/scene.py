"""What is on a picture, and its drawing as SVG or PNG: the same scene looks the same in both.

Places are in pixels of the SVG, from the upper left corner. SVG is sharp at any size and shows
every script; PNG is drawn twice as large, with a bitmap font of Latin letters.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from typing import Literal

from indictx.drawing._font import ADVANCE, HEIGHT, has_glyphs
from indictx.drawing.raster import Canvas

__all__ = [
    "COLORS",
    "SHAPES",
    "Item",
    "Label",
    "Line",
    "Mark",
    "Scene",
    "text_width",
    "writes_in_png",
]

# Okabe and Ito's colors can be told apart by nearly everyone; shapes tell without color.
COLORS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000")
SHAPES = ("circle", "square", "diamond", "triangle")
_FONT = "system-ui, 'DejaVu Sans', 'Noto Sans', Arial, sans-serif"
_USUAL = 13
_SCALE = 2
_RADIUS = 6
# Corners around the middle of a mark.
_OUTLINES = {
    "square": ((-6, -6), (6, -6), (6, 6), (-6, 6)),
    "diamond": ((0, -8), (8, 0), (0, 8), (-8, 0)),
    "triangle": ((0, -8), (8, 6), (-8, 6)),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A straight line, or several end to end.

    Attributes:
        points: Places of its corners.
        color: ``#rrggbb``.
        width: In pixels.
    """

    points: tuple[tuple[float, float], ...]
    color: str = "#333333"
    width: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A line of text.

    Attributes:
        x: Of its anchor.
        y: Of the line that the letters stand on; of its middle if it is turned.
        text: Any.
        anchor: Which part of it is at ``x``.
        color: ``#rrggbb``.
        size: Of the font in pixels.
        upward: Whether it is turned a quarter to the left.
    """

    x: float
    y: float
    text: str
    anchor: Literal["start", "middle", "end"] = "start"
    color: str = "#222222"
    size: int = _USUAL
    upward: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A point: one of :data:`SHAPES` in a color."""

    shape: str
    x: float
    y: float
    color: str


Item = Line | Label | Mark


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """Everything on a picture, from back to front.

    Attributes:
        title: What it is called where it cannot be seen.
        width: In pixels of the SVG.
        height: Likewise.
        items: What is on it.
    """

    title: str
    width: int
    height: int
    items: tuple[Item, ...]

    def svg(self) -> str:
        """Return the scene as SVG; fonts are named, not embedded, and nothing is loaded."""
        lines = [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {self.width} {self.height}" '
            f'width="{self.width}" height="{self.height}" role="img" font-family="{_FONT}" '
            f'font-size="{_USUAL}">',
            f"<title>{escape(self.title)}</title>",
            f'<rect width="{self.width}" height="{self.height}" fill="#fff"/>',
            *map(_as_svg, self.items),
            "</svg>",
        ]
        return "\n".join(lines) + "\n"

    def png(self) -> bytes:
        """Return the scene as PNG, twice as large."""
        canvas = Canvas(_SCALE * self.width, _SCALE * self.height)
        for item in self.items:
            _paint(canvas, item)
        return canvas.png()


def text_width(text: str, size: int = _USUAL) -> float:
    """Return how wide a text may become in either format, in pixels of the SVG."""
    return _zoom(size) * ADVANCE * len(text) / _SCALE


def writes_in_png(text: str) -> bool:
    """Say whether every character of a text is readable in PNG."""
    return has_glyphs(text)


def _as_svg(item: Item) -> str:
    if isinstance(item, Line):
        path = "L".join(f"{x:.1f} {y:.1f}" for x, y in item.points)
        return f'<path d="M{path}" fill="none" stroke="{item.color}" stroke-width="{item.width}"/>'
    if isinstance(item, Mark):
        return _svg_mark(item)
    return _svg_label(item)


def _svg_mark(mark: Mark) -> str:
    if mark.shape == "circle":
        return f'<circle cx="{mark.x:.1f}" cy="{mark.y:.1f}" r="{_RADIUS}" fill="{mark.color}"/>'
    path = "L".join(f"{x:.1f} {y:.1f}" for x, y in _outline(mark))
    return f'<path d="M{path}z" fill="{mark.color}"/>'


def _svg_label(label: Label) -> str:
    # The white outline keeps words legible on lines.
    halo = 'stroke="#fff" stroke-width="3" paint-order="stroke"'
    where = f'x="{label.x:.1f}" y="{label.y:.1f}"'
    if label.upward:
        where = f'transform="translate({label.x:.1f} {label.y:.1f}) rotate(-90)"'
    size = "" if label.size == _USUAL else f' font-size="{label.size}"'
    return (
        f'<text {where} text-anchor="{label.anchor}" fill="{label.color}"{size} {halo}>'
        f"{escape(label.text)}</text>"
    )


def _paint(canvas: Canvas, item: Item) -> None:
    color = int(item.color[1:], 16)
    if isinstance(item, Line):
        for start, end in pairwise(_scaled(item.points)):
            canvas.line(start, end, color, width=_SCALE * item.width)
    elif isinstance(item, Mark):
        canvas.polygon(_scaled(list(_outline(item))), color)
    else:
        _write(canvas, item, color)


def _write(canvas: Canvas, label: Label, color: int) -> None:
    zoom = _zoom(label.size)
    x, y = _SCALE * label.x, _SCALE * label.y
    back = {"start": 0.0, "middle": 0.5, "end": 1.0}[label.anchor]
    shift = back * _SCALE * text_width(label.text, label.size)
    if label.upward:
        x, y = x - zoom * HEIGHT, y + shift
    else:
        x, y = x - shift, y - zoom * HEIGHT
    canvas.text(round(x), round(y), label.text, color, zoom=zoom, upward=label.upward)


def _outline(mark: Mark) -> Iterator[tuple[float, float]]:
    corners: Sequence[tuple[float, float]]
    if mark.shape == "circle":
        turns = [math.tau * n / 24 for n in range(24)]
        corners = [(_RADIUS * math.cos(turn), _RADIUS * math.sin(turn)) for turn in turns]
    else:
        corners = _OUTLINES[mark.shape]
    return ((mark.x + x, mark.y + y) for x, y in corners)


def _scaled(points: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    return [(_SCALE * x, _SCALE * y) for x, y in points]


def _zoom(size: int) -> int:
    """Return how many dots of PNG make one dot of the font."""
    return max(1, round(size * _SCALE * 0.75 / HEIGHT))
