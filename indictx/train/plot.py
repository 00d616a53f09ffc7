"""A loss curve as PNG, drawn and packed by hand: a plotting library would weigh more than all else."""

from __future__ import annotations

import math
import struct
import zlib
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from indictx.train.stages import whole

__all__ = ["plot_curve"]

_WIDTH, _HEIGHT = 960, 540
_LEFT, _RIGHT, _TOP, _BOTTOM = 80, 20, 40, 50
_INK, _GRID, _CURVE, _PAPER = 0x303030, 0xDDDDDD, 0x1F5FBF, 0xFFFFFF
_ZOOM = 3
# Five rows of three dots for each character, as bits.
_FONT = {
    "0": "757557", "1": "262227", "2": "717477", "3": "717117", "4": "557111", "5": "747117",
    "6": "747577", "7": "711222", "8": "757577", "9": "757117", ".": "000002", "k": "455655",
    "M": "577555", "l": "444447", "o": "007557", "s": "074717", "t": "272223", "e": "075747",
    "p": "075744", "-": "000700", " ": "000000",
}  # fmt: skip


class _Canvas:
    def __init__(self) -> None:
        self.rows = [bytearray(_PAPER.to_bytes(3) * _WIDTH) for _ in range(_HEIGHT)]

    def dot(self, x: int, y: int, color: int) -> None:
        if 0 <= x < _WIDTH and 0 <= y < _HEIGHT:
            self.rows[y][3 * x : 3 * x + 3] = color.to_bytes(3)

    def line(self, start: tuple[int, int], end: tuple[int, int], color: int) -> None:
        steps = max(abs(end[0] - start[0]), abs(end[1] - start[1]), 1)
        for step in range(steps + 1):
            x = round(start[0] + (end[0] - start[0]) * step / steps)
            y = round(start[1] + (end[1] - start[1]) * step / steps)
            self.dot(x, y, color)
            self.dot(x, y + 1, color)

    def text(self, x: int, y: int, text: str) -> None:
        for number, char in enumerate(text):
            for row, bits in enumerate(_FONT.get(char, _FONT[" "])):
                for column in range(3):
                    if int(bits) >> (2 - column) & 1:
                        self._block(x + _ZOOM * (4 * number + column), y + _ZOOM * row)

    def _block(self, x: int, y: int) -> None:
        for down in range(_ZOOM):
            for right in range(_ZOOM):
                self.dot(x + right, y + down, _INK)

    def png(self) -> bytes:
        raw = b"".join(b"\0" + bytes(row) for row in self.rows)
        head = struct.pack(">IIBBBBB", _WIDTH, _HEIGHT, 8, 2, 0, 0, 0)
        chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(raw, 9)), (b"IEND", b""))
        return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*each) for each in chunks)


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
    canvas = _Canvas()
    x_ticks = _ticks(points[0][0], points[-1][0])
    y_ticks = _ticks(min(y for _, y in points), max(y for _, y in points))

    def place(x: float, y: float) -> tuple[int, int]:
        across = (x - x_ticks[0]) / (x_ticks[-1] - x_ticks[0])
        up = (y - y_ticks[0]) / (y_ticks[-1] - y_ticks[0])
        wide, high = _WIDTH - _LEFT - _RIGHT, _HEIGHT - _TOP - _BOTTOM
        return _LEFT + round(across * wide), _HEIGHT - _BOTTOM - round(up * high)

    for tick in x_ticks:
        canvas.line(place(tick, y_ticks[0]), place(tick, y_ticks[-1]), _GRID)
        canvas.text(place(tick, 0)[0] - 15, _HEIGHT - _BOTTOM + 12, _label(tick))
    for tick in y_ticks:
        canvas.line(place(x_ticks[0], tick), place(x_ticks[-1], tick), _GRID)
        canvas.text(8, place(0, tick)[1] - 7, _label(tick))
    canvas.text(8, 8, "loss")
    canvas.text(_WIDTH - 70, _HEIGHT - 20, "step")
    dots = [place(*point) for point in points]
    for start, end in pairwise(dots):
        canvas.line(start, end, _CURVE)
    with whole(path) as part:
        part.write_bytes(canvas.png())


def _chunk(kind: bytes, data: bytes) -> bytes:
    check = zlib.crc32(kind + data)
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", check)


def _ticks(low: float, high: float) -> list[float]:
    """Return about five round numbers from below ``low`` to above ``high``."""
    rough = max(high - low, 1e-6) / 5
    power = 10 ** math.floor(math.log10(rough))
    step = next(power * each for each in (1, 2, 5, 10) if power * each >= rough)
    first, last = math.floor(low / step), math.ceil(high / step)
    return [number * step for number in range(first, max(last, first + 1) + 1)]


def _label(value: float) -> str:
    for size, unit in ((1e6, "M"), (1e3, "k")):
        if abs(value) >= size:
            return f"{value / size:g}{unit}"
    return f"{value:.4g}"
