"""Quality against size and speed, as one SVG picture or an HTML page that holds it.

Drawn by hand: two scatter plots need no plotting library, and SVG is sharp at any size. Fonts are
named, not embedded, and nothing is loaded from anywhere.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape

from indictx.errors import UsageError
from indictx.evaluate.results import Result

__all__ = ["Point", "html_page", "points_of", "svg"]

_WIDTH, _HEIGHT = 960, 460
_PANEL_WIDTH, _PANEL_HEIGHT = 370, 300
_LEFTS, _TOP = (75, 555), 70
_FONT = "system-ui, 'DejaVu Sans', 'Noto Sans', Arial, sans-serif"
# Okabe and Ito's colors can be told apart by nearly everyone; shapes tell without color.
_COLORS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000")
_SHAPES = ("circle", "square", "diamond", "triangle")


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One system in the picture.

    Attributes:
        system: Its name.
        metric: Of :attr:`quality`.
        quality: Mean score of its directions.
        low: Lower end of the bar: of the only direction's interval, or the worst direction.
        high: Upper end likewise.
        pairs: Number of directions.
        size_mb: Size of its files in megabytes (1,000,000 bytes); ``None`` if unknown.
        lines_per_s: Mean speed; ``None`` if unknown.
    """

    system: str
    metric: str
    quality: float
    low: float
    high: float
    pairs: int
    size_mb: float | None
    lines_per_s: float | None


def points_of(results: Iterable[Result]) -> list[Point]:
    """Return one point for each system with scores, by its first metric."""
    by_system: dict[str, list[Result]] = {}
    for result in results:
        if result.scores:
            by_system.setdefault(result.system, []).append(result)
    return [_point(system, found) for system, found in by_system.items()]


def svg(points: Sequence[Point], *, title: str = "Quality against size and speed") -> str:
    """Return the picture.

    Args:
        points: Systems; those without size or speed are left out of that half.
        title: Words above it.

    Raises:
        UsageError: No system has a size or a speed.
    """
    if not any(point.size_mb or point.lines_per_s for point in points):
        raise UsageError(
            "there is nothing to plot", hint="only models that run here have size and speed"
        )
    body = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" '
        f'width="{_WIDTH}" height="{_HEIGHT}" role="img" font-family="{_FONT}" font-size="13">',
        f"<title>{escape(title)}</title>",
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#fff"/>',
        f'<text x="{_LEFTS[0]}" y="30" font-size="18" font-weight="600">{escape(title)}</text>',
        f'<text x="{_LEFTS[0]}" y="50" fill="#555">{escape(_subtitle(points))}</text>',
        *_panel(points, _LEFTS[0], "Size, MB (smaller is better)", lambda one: one.size_mb),
        *_panel(points, _LEFTS[1], "Lines/s (more is better)", lambda one: one.lines_per_s),
        "</svg>",
    ]
    return "\n".join(body) + "\n"


def html_page(points: Sequence[Point], *, title: str = "Quality against size and speed") -> str:
    """Return the picture in a page with its numbers in a table."""
    rows = "".join(
        f"<tr><td>{escape(point.system)}<td>{point.quality:.1f}<td>{point.low:.1f}–{point.high:.1f}"
        f"<td>{point.pairs}<td>{_number(point.size_mb)}<td>{_number(point.lines_per_s)}"
        for point in points
    )
    metric = escape(points[0].metric) if points else ""
    return (
        '<!doctype html>\n<html lang="en"><meta charset="utf-8">\n'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        "style-src 'unsafe-inline'\">\n"
        f"<title>{escape(title)}</title>\n"
        f"<style>body{{font:15px {_FONT};margin:1.5rem;max-width:62rem}}svg{{max-width:100%;"
        "height:auto}table{border-collapse:collapse}td,th{padding:.3rem .8rem;text-align:right;"
        "border-bottom:1px solid #ddd}td:first-child,th:first-child{text-align:left}</style>\n"
        f"{svg(points, title=title)}"
        f"<table><tr><th>System<th>{metric}<th>Range<th>Directions<th>MB<th>Lines/s{rows}</table>\n"
        "</html>\n"
    )


def _point(system: str, results: list[Result]) -> Point:
    scores = [result.scores[0] for result in results]
    values = [score.value for score in scores]
    margin = scores[0].margin or 0.0 if len(scores) == 1 else 0.0
    speeds = [result.lines_per_s for result in results if result.lines_per_s]
    model = results[0].model
    return Point(
        system=system,
        metric=scores[0].metric,
        quality=sum(values) / len(values),
        low=min(values) - margin,
        high=max(values) + margin,
        pairs=len(values),
        size_mb=model.size_bytes / 1e6 if model and model.size_bytes else None,
        # Directions are translated one after the other, so that times add up, not speeds.
        lines_per_s=len(speeds) / sum(1 / speed for speed in speeds) if speeds else None,
    )


def _subtitle(points: Sequence[Point]) -> str:
    most = max(point.pairs for point in points)
    bars = "the 95 % interval" if most == 1 else "the worst and best direction"
    return f"{points[0].metric}, mean of {most} direction{'s' * (most > 1)}; bars show {bars}"


def _panel(
    points: Sequence[Point], left: int, title: str, read: Callable[[Point], float | None]
) -> Iterator[str]:
    """Draw one scatter plot; size and speed are on a logarithmic scale."""
    shown = [(n, point, x) for n, point in enumerate(points) if (x := read(point))]
    bottom, right = _TOP + _PANEL_HEIGHT, left + _PANEL_WIDTH
    yield f'<path d="M{left} {_TOP}V{bottom}H{right}" fill="none" stroke="#333"/>'
    yield _label((left + right) / 2, bottom + 45, title, anchor="middle")
    if not shown:
        yield _label((left + right) / 2, (_TOP + bottom) / 2, "not known", anchor="middle")
        return
    across = _log_scale([x for _, _, x in shown], left, right)
    up = _linear_scale([y for _, point, _ in shown for y in (point.low, point.high)], bottom, _TOP)
    yield from _x_ticks(across, bottom)
    yield from _y_ticks(up, left, right)
    yield (
        f'<text transform="translate({left - 50} {(_TOP + bottom) / 2}) rotate(-90)" '
        f'text-anchor="middle">{escape(points[0].metric)}</text>'
    )
    places = {n: (across.at(x), up.at(point.quality)) for n, point, x in shown}
    for n, point, _ in shown:
        yield from _marked(n, point, *places[n], up)
    taken = [_Box(x - 9, y - 9, x + 9, y + 9) for x, y in places.values()]
    # Labels come last, so that no bar or mark of a neighbor covers them; the best choose first.
    for n, point, _ in sorted(shown, key=lambda one: -one[1].quality):
        box = _free_place(*places[n], len(point.system), taken, _Box(left, _TOP, right, bottom))
        taken.append(box)
        yield _label(box.left, box.top + 12, point.system, anchor="start", color=_color(n))


@dataclass(frozen=True, slots=True)
class _Box:
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: _Box) -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def holds(self, other: _Box) -> bool:
        return self.left <= other.left and other.right <= self.right


def _free_place(x: float, y: float, letters: int, taken: Sequence[_Box], inside: _Box) -> _Box:
    """Return where a label fits beside its mark: right, left, or a few lines up or down."""
    width = 7.5 * letters
    boxes = [
        _Box(start, y + shift - 8, start + width, y + shift + 8)
        for shift in (0, 17, -17, 34, -34, 51, -51)
        for start in (x + 11, x - 11 - width)
    ]
    fitting = [box for box in boxes if inside.holds(box)] or boxes[:1]
    return next((b for b in fitting if not any(map(b.meets, taken))), fitting[0])


@dataclass(frozen=True, slots=True)
class _Scale:
    ticks: tuple[float, ...]
    at: Callable[[float], float]


def _log_scale(values: Sequence[float], start: float, end: float) -> _Scale:
    low, high = min(values) / 1.5, max(values) * 1.5
    span = math.log(high / low)
    steps = [
        digit * 10.0**power
        for power in range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
        for digit in (1, 2, 5)
    ]
    ticks = tuple(step for step in steps if low <= step <= high)
    return _Scale(ticks, lambda value: start + (end - start) * math.log(value / low) / span)


def _linear_scale(values: Sequence[float], start: float, end: float) -> _Scale:
    low, high = min(values), max(values)
    room = max(0.1 * (high - low), 1.0)
    low, high = max(0.0, low - room), high + room
    step = next(step for step in (0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0) if (high - low) / step <= 8)
    first = math.ceil(low / step)
    ticks = tuple(step * n for n in range(first, math.floor(high / step) + 1))
    return _Scale(ticks, lambda value: start + (end - start) * (value - low) / (high - low))


def _x_ticks(scale: _Scale, bottom: float) -> Iterator[str]:
    for tick in scale.ticks:
        x = scale.at(tick)
        yield f'<path d="M{x:.1f} {bottom}v5" stroke="#333"/>'
        yield _label(x, bottom + 20, f"{tick:,g}", anchor="middle")


def _y_ticks(scale: _Scale, left: float, right: float) -> Iterator[str]:
    for tick in scale.ticks:
        y = scale.at(tick)
        yield f'<path d="M{left} {y:.1f}H{right}" stroke="#e4e4e4"/>'
        yield _label(left - 8, y + 4, f"{tick:g}", anchor="end")


def _marked(n: int, point: Point, x: float, y: float, up: _Scale) -> Iterator[str]:
    low, high = up.at(point.low), up.at(point.high)
    if point.high > point.low:
        bar = f"M{x:.1f} {low:.1f}V{high:.1f}"
        yield f'<path d="{bar}" stroke="{_color(n)}" stroke-width="2" opacity="0.6"/>'
    yield _mark(_SHAPES[n % len(_SHAPES)], x, y, _color(n))


def _color(n: int) -> str:
    return _COLORS[n % len(_COLORS)]


def _mark(shape: str, x: float, y: float, color: str) -> str:
    if shape == "circle":
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="6" fill="{color}"/>'
    outlines = {
        "square": "m-6 -6h12v12h-12z",
        "diamond": "m0 -8l8 8l-8 8l-8 -8z",
        "triangle": "m0 -8l8 14h-16z",
    }
    return f'<path d="M{x:.1f} {y:.1f}{outlines[shape]}" fill="{color}"/>'


def _label(x: float, y: float, text: str, *, anchor: str, color: str = "#222") -> str:
    # The white outline keeps words legible on lines.
    halo = 'stroke="#fff" stroke-width="3" paint-order="stroke"'
    where = f'x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"'
    return f'<text {where} fill="{color}" {halo}>{escape(text)}</text>'


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:,.1f}"
