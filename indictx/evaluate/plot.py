"""Quality against size and speed, as an SVG or PNG picture or an HTML page that holds it."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape

from indictx.drawing.scales import Scale, linear_scale, log_scale
from indictx.drawing.scene import COLORS, SHAPES, Item, Label, Line, Mark, Scene, text_width
from indictx.errors import UsageError
from indictx.evaluate.results import Result

__all__ = ["Point", "html_page", "picture", "points_of"]

_TITLE = "Quality against size and speed"
_WIDTH, _HEIGHT = 960, 460
_PANEL_WIDTH, _PANEL_HEIGHT = 370, 300
_LEFTS, _TOP = (75, 555), 70
_GRID = "#e4e4e4"


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


def picture(points: Sequence[Point], *, title: str = _TITLE) -> Scene:
    """Return the picture, to be written as SVG or PNG.

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
    items: list[Item] = [
        Label(x=_LEFTS[0], y=30, text=title, size=18),
        Label(x=_LEFTS[0], y=50, text=_subtitle(points), color="#555555"),
        *_panel(points, _LEFTS[0], "Size, MB (smaller is better)", lambda one: one.size_mb),
        *_panel(points, _LEFTS[1], "Lines/s (more is better)", lambda one: one.lines_per_s),
    ]
    return Scene(title=title, width=_WIDTH, height=_HEIGHT, items=tuple(items))


def html_page(points: Sequence[Point], *, title: str = _TITLE) -> str:
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
        "<style>body{font:15px system-ui,sans-serif;margin:1.5rem;max-width:62rem}svg{max-width:100%;"
        "height:auto}table{border-collapse:collapse}td,th{padding:.3rem .8rem;text-align:right;"
        "border-bottom:1px solid #ddd}td:first-child,th:first-child{text-align:left}</style>\n"
        f"{picture(points, title=title).svg()}"
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
) -> Iterator[Item]:
    """Draw one scatter plot; size and speed are on a logarithmic scale."""
    shown = [(n, point, x) for n, point in enumerate(points) if (x := read(point))]
    bottom, right = _TOP + _PANEL_HEIGHT, left + _PANEL_WIDTH
    yield Label(x=(left + right) / 2, y=bottom + 45, text=title, anchor="middle")
    if not shown:
        yield _frame(left, right, bottom)
        yield Label(x=(left + right) / 2, y=(_TOP + bottom) / 2, text="not known", anchor="middle")
        return
    across = log_scale([x for _, _, x in shown], left, right)
    up = _score_scale([y for _, point, _ in shown for y in (point.low, point.high)], bottom)
    yield from _y_ticks(up, left, right)
    yield _frame(left, right, bottom)
    yield from _x_ticks(across, bottom)
    yield Label(
        x=left - 50, y=(_TOP + bottom) / 2, text=points[0].metric, anchor="middle", upward=True
    )
    places = {n: (across.at(x), up.at(point.quality)) for n, point, x in shown}
    for n, point, _ in shown:
        yield from _marked(n, point, *places[n], up)
    taken = [_Box(x - 9, y - 9, x + 9, y + 9) for x, y in places.values()]
    for n, point, _ in shown:
        x, _ = places[n]
        taken.append(_Box(x - 2, up.at(point.high), x + 2, up.at(point.low)))
    # Labels come last, so that no bar or mark of a neighbor covers them; the best choose first.
    for n, point, _ in sorted(shown, key=lambda one: -one[1].quality):
        width = text_width(point.system)
        box = _free_place(*places[n], width, taken, _Box(left, _TOP, right, bottom))
        taken.append(box)
        yield Label(x=box.left, y=box.top + 12, text=point.system, color=_color(n))


def _frame(left: int, right: int, bottom: int) -> Line:
    return Line(points=((left, _TOP), (left, bottom), (right, bottom)))


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


def _free_place(x: float, y: float, width: float, taken: Sequence[_Box], inside: _Box) -> _Box:
    """Return where a label fits beside its mark: right, left, or a few lines up or down."""
    boxes = [
        _Box(start, y + shift - 8, start + width, y + shift + 8)
        for shift in (0, 17, -17, 34, -34, 51, -51)
        for start in (x + 11, x - 11 - width)
    ]
    fitting = [box for box in boxes if inside.holds(box)] or boxes[:1]
    return next((b for b in fitting if not any(map(b.meets, taken))), fitting[0])


def _score_scale(values: Sequence[float], bottom: float) -> Scale:
    low, high = min(values), max(values)
    room = max(0.1 * (high - low), 1.0)
    return linear_scale(max(0.0, low - room), high + room, bottom, _TOP)


def _x_ticks(scale: Scale, bottom: float) -> Iterator[Item]:
    free = -math.inf
    for tick in scale.ticks:
        x, text = scale.at(tick), f"{tick:,g}"
        yield Line(points=((x, bottom), (x, bottom + 5)))
        if x - text_width(text) / 2 > free:
            yield Label(x=x, y=bottom + 20, text=text, anchor="middle")
            free = x + text_width(text) / 2 + 3


def _y_ticks(scale: Scale, left: float, right: float) -> Iterator[Item]:
    for tick in scale.ticks:
        y = scale.at(tick)
        yield Line(points=((left, y), (right, y)), color=_GRID)
        yield Label(x=left - 8, y=y + 4, text=f"{tick:g}", anchor="end")


def _marked(n: int, point: Point, x: float, y: float, up: Scale) -> Iterator[Item]:
    if point.high > point.low:
        bar = ((x, up.at(point.low)), (x, up.at(point.high)))
        yield Line(points=bar, color=_color(n), width=2)
    yield Mark(shape=SHAPES[n % len(SHAPES)], x=x, y=y, color=_color(n))


def _color(n: int) -> str:
    return COLORS[n % len(COLORS)]


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:,.1f}"
