"""The loss curve, as PNG."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path

from indictx.drawing.scales import Scale, linear_scale, short
from indictx.drawing.scene import COLORS, Item, Label, Line, Scene
from indictx.train.stages import whole

__all__ = ["plot_curve"]

_WIDTH, _HEIGHT = 640, 360
_LEFT, _RIGHT, _TOP, _BOTTOM = 60, 620, 30, 310
_GRID = "#dddddd"


def plot_curve(points: Sequence[tuple[float, float]], path: Path) -> None:
    """Draw loss over steps.

    Args:
        points: ``(step, loss)``, steps ascending; points that are not finite are left out. Nothing
            is written for fewer than two.
        path: PNG file to write.
    """
    points = [point for point in points if all(map(math.isfinite, point))]
    if len(points) < 2:
        return
    losses = [loss for _, loss in points]
    room = max(0.05 * (max(losses) - min(losses)), 0.01)
    across = linear_scale(points[0][0], points[-1][0] + 1, _LEFT, _RIGHT, most=6)
    up = linear_scale(min(losses) - room, max(losses) + room, _BOTTOM, _TOP, most=6)
    curve = tuple((across.at(step), up.at(loss)) for step, loss in points)
    items = (*_axes(across, up), Line(points=curve, color=COLORS[0], width=2))
    scene = Scene(title="Loss", width=_WIDTH, height=_HEIGHT, items=items)
    with whole(path) as part:
        part.write_bytes(scene.png())


def _axes(across: Scale, up: Scale) -> list[Item]:
    items: list[Item] = [
        Label(x=8, y=18, text="loss"),
        Label(x=_RIGHT, y=_HEIGHT - 8, text="step", anchor="end"),
    ]
    for tick in across.ticks:
        x = across.at(tick)
        items.append(Line(points=((x, _TOP), (x, _BOTTOM)), color=_GRID))
        items.append(Label(x=x, y=_BOTTOM + 18, text=short(tick), anchor="middle"))
    for tick in up.ticks:
        y = up.at(tick)
        items.append(Line(points=((_LEFT, y), (_RIGHT, y)), color=_GRID))
        items.append(Label(x=_LEFT - 6, y=y + 5, text=short(tick), anchor="end"))
    return items
