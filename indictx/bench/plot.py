"""Throughput over threads and over batches, as an SVG or PNG picture or an HTML page that holds it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import escape

from indictx.bench.report import Table, facts
from indictx.bench.result import Report, Throughput
from indictx.drawing.scales import Scale, linear_scale, log_scale, short
from indictx.drawing.scene import COLORS, SHAPES, Item, Label, Line, Mark, Scene, text_width

__all__ = ["html_page", "picture"]

_WIDTH, _HEIGHT = 960, 460
_PANEL_WIDTH, _PANEL_HEIGHT = 370, 280
_LEFTS, _TOP = (75, 555), 90
_GRID, _SOFT = "#e4e4e4", "#555555"
_LONGEST_NAME = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class _Point:
    """A speed in sentences/s with the range of its rounds."""

    x: float
    median: float
    least: float
    most: float


@dataclass(frozen=True, slots=True)
class _Series:
    name: str
    color: str
    shape: str
    points: tuple[_Point, ...]


def picture(reports: Sequence[tuple[str, Report]]) -> Scene:
    """Return the picture, to be written as SVG or PNG.

    Args:
        reports: Results and what they are called; one needs no name in the legend.
    """
    title = f"Speed of {reports[0][1].model.name}"
    by_threads, by_batch = _series(reports, _over_threads), _series(reports, _over_batches)
    most = max(point.most for one in (*by_threads, *by_batch) for point in one.points)
    items: list[Item] = [
        Label(x=_LEFTS[0], y=30, text=title, size=18),
        Label(x=_LEFTS[0], y=52, text=_subtitle(reports), color=_SOFT),
        *_legend(by_threads),
        *_panel(by_threads, _LEFTS[0], "Threads", most=most),
        *_panel(by_batch, _LEFTS[1], "Pieces of a batch, with the most threads", most=most),
    ]
    return Scene(title=title, width=_WIDTH, height=_HEIGHT, items=tuple(items))


def html_page(reports: Sequence[tuple[str, Report]], shown: Sequence[Table]) -> str:
    """Return the picture in a page with tables and conditions.

    Args:
        reports: Results and what they are called.
        shown: Tables below the picture.
    """
    scene = picture(reports)
    conditions = [fact for _, report in reports for fact in facts(report)]
    return (
        '<!doctype html>\n<html lang="en"><meta charset="utf-8">\n'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        "style-src 'unsafe-inline'\">\n"
        f"<title>{escape(scene.title)}</title>\n"
        "<style>body{font:15px system-ui,sans-serif;margin:1.5rem;max-width:62rem}"
        "svg{max-width:100%;height:auto}table{border-collapse:collapse;margin:1rem 0}"
        "td,th{padding:.3rem .8rem;text-align:right;border-bottom:1px solid #ddd}"
        "td:first-child,th:first-child{text-align:left}li{color:#555}</style>\n"
        f"{scene.svg()}"
        f"{''.join(map(_html_table, shown))}"
        f"<ul>{''.join(f'<li>{escape(fact)}' for fact in conditions)}</ul>\n</html>\n"
    )


def _html_table(shown: Table) -> str:
    head = "".join(f"<th>{escape(name)}" for name in shown.header)
    rows = "".join(f"<tr>{''.join(f'<td>{escape(cell)}' for cell in row)}" for row in shown.rows)
    return f"<table><tr>{head}{rows}</table>\n"


def _subtitle(reports: Sequence[tuple[str, Report]]) -> str:
    report = reports[0][1]
    machines = {str(one.machine.get("cpu")) for _, one in reports}
    machine = machines.pop() if len(machines) == 1 else f"{len(machines)} machines"
    return f"{report.settings.pair}, {report.corpus.lines} lines, {machine}; bars show all rounds"


def _over_threads(report: Report) -> Iterator[tuple[Throughput, float]]:
    first = report.throughput[0].batch_pieces
    return ((one, one.threads) for one in report.throughput if one.batch_pieces == first)


def _over_batches(report: Report) -> Iterator[tuple[Throughput, float]]:
    most = max(one.threads for one in report.throughput)
    return ((one, one.batch_pieces) for one in report.throughput if one.threads == most)


def _series(
    reports: Sequence[tuple[str, Report]],
    choose: Callable[[Report], Iterator[tuple[Throughput, float]]],
) -> list[_Series]:
    found: dict[str, list[_Point]] = {}
    for name, report in reports:
        for one, x in choose(report):
            label = (
                f"beam {one.beam}"
                if len(reports) == 1
                else f"{name[:_LONGEST_NAME]}, beam {one.beam}"
            )
            found.setdefault(label, []).append(_point(one, x, report.corpus.sentences))
    return [
        _Series(
            label,
            COLORS[n % len(COLORS)],
            SHAPES[n % len(SHAPES)],
            tuple(sorted(points, key=lambda point: point.x)),
        )
        for n, (label, points) in enumerate(found.items())
    ]


def _point(one: Throughput, x: float, sentences: int) -> _Point:
    return _Point(
        x=x,
        median=one.sentences_per_s,
        least=sentences / max(one.seconds),
        most=sentences / min(one.seconds),
    )


def _legend(series: Sequence[_Series]) -> Iterator[Item]:
    x = _LEFTS[0] + 8.0
    for one in series:
        yield Mark(shape=one.shape, x=x, y=70, color=one.color)
        yield Label(x=x + 14, y=74, text=one.name)
        x += text_width(one.name) + 36


def _panel(series: Sequence[_Series], left: int, title: str, *, most: float) -> Iterator[Item]:
    """Draw speeds over numbers that double; both panels end at the same speed."""
    bottom, right = _TOP + _PANEL_HEIGHT, left + _PANEL_WIDTH
    points = [point for one in series for point in one.points]
    across = log_scale([point.x for point in points], left, right)
    up = linear_scale(0, 1.08 * most, bottom, _TOP)
    for tick in up.ticks:
        yield Line(points=((left, up.at(tick)), (right, up.at(tick))), color=_GRID)
        yield Label(x=left - 8, y=up.at(tick) + 4, text=short(tick), anchor="end")
    yield Line(points=((left, _TOP), (left, bottom), (right, bottom)))
    for x in sorted({point.x for point in points}):
        yield Line(points=((across.at(x), bottom), (across.at(x), bottom + 5)))
        yield Label(x=across.at(x), y=bottom + 20, text=f"{x:g}", anchor="middle")
    yield Label(x=(left + right) / 2, y=bottom + 45, text=title, anchor="middle")
    middle = (_TOP + bottom) / 2
    yield Label(x=left - 50, y=middle, text="Sentences/s", anchor="middle", upward=True)
    for one in series:
        yield from _drawn(one, across, up)


def _drawn(series: _Series, across: Scale, up: Scale) -> Iterator[Item]:
    places = [(across.at(point.x), up.at(point.median)) for point in series.points]
    if len(places) > 1:
        yield Line(points=tuple(places), color=series.color, width=2)
    for point, (x, y) in zip(series.points, places, strict=True):
        if point.most > point.least:
            bar = ((x, up.at(point.least)), (x, up.at(point.most)))
            yield Line(points=bar, color=series.color, width=2)
        yield Mark(shape=series.shape, x=x, y=y, color=series.color)
