"""Dots on paper, and the paper packed as PNG."""

from __future__ import annotations

import math
import struct
import zlib
from collections.abc import Sequence

from indictx.drawing._font import ADVANCE, glyph

__all__ = ["Canvas"]

_PAPER = 0xFFFFFF


class Canvas:
    """White paper of dots; what is drawn beyond its edges is cut off."""

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height
        self._rows = [bytearray(_PAPER.to_bytes(3) * width) for _ in range(height)]

    def dot(self, x: int, y: int) -> int:
        """Return the color of a dot as ``0xRRGGBB``."""
        return int.from_bytes(self._rows[y][3 * x : 3 * x + 3])

    def box(self, left: int, top: int, right: int, bottom: int, color: int) -> None:
        """Fill from ``left`` to before ``right``, from ``top`` to before ``bottom``."""
        left, right = max(left, 0), min(right, self.width)
        if left >= right:
            return
        dots = color.to_bytes(3) * (right - left)
        for row in self._rows[max(top, 0) : max(bottom, 0)]:
            row[3 * left : 3 * right] = dots

    def line(
        self, start: tuple[float, float], end: tuple[float, float], color: int, *, width: int = 1
    ) -> None:
        """Draw a straight line."""
        across, down = end[0] - start[0], end[1] - start[1]
        steps = max(1, math.ceil(max(abs(across), abs(down))))
        for step in range(steps + 1):
            x = round(start[0] + across * step / steps - (width - 1) / 2)
            y = round(start[1] + down * step / steps - (width - 1) / 2)
            self.box(x, y, x + width, y + width, color)

    def polygon(self, corners: Sequence[tuple[float, float]], color: int) -> None:
        """Fill a convex polygon: the dots whose middle is inside."""
        sides = list(zip(corners, [*corners[1:], corners[0]], strict=True))
        heights = [y for _, y in corners]
        for row in range(math.floor(min(heights)), math.ceil(max(heights))):
            middle = row + 0.5
            crossed = [
                left + (right - left) * (middle - top) / (bottom - top)
                for (left, top), (right, bottom) in sides
                if min(top, bottom) <= middle < max(top, bottom)
            ]
            if crossed:
                self.box(round(min(crossed)), row, round(max(crossed)), row + 1, color)

    def text(
        self, x: int, y: int, text: str, color: int, *, zoom: int = 1, upward: bool = False
    ) -> None:
        """Write a line of text.

        Args:
            x: Left edge of the first letter; of the column if ``upward``.
            y: Top of the capitals; the start of the first letter, at the bottom, if ``upward``.
            text: Latin letters, digits and marks; anything else becomes a box.
            color: ``0xRRGGBB``.
            zoom: How many dots wide and high a dot of the font is.
            upward: Turn the text a quarter to the left.
        """
        for number, char in enumerate(text):
            for column, row in glyph(char):
                along, across = zoom * (ADVANCE * number + column), zoom * row
                left, top = (x + across, y - along - zoom) if upward else (x + along, y + across)
                self.box(left, top, left + zoom, top + zoom, color)

    def png(self) -> bytes:
        """Return the picture as a PNG file."""
        raw = b"".join(b"\0" + bytes(row) for row in self._rows)
        head = struct.pack(">IIBBBBB", self.width, self.height, 8, 2, 0, 0, 0)
        chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(raw, 9)), (b"IEND", b""))
        return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*each) for each in chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    check = zlib.crc32(kind + data)
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", check)
