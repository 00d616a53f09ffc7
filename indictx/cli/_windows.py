"""Windows of lines: as many as are there already, and a sign when no more are.

A file or a fast pipe fills whole windows, so that the engine runs at full speed; a person typing
or a slow pipe gets every line translated as soon as it is complete.
"""

from __future__ import annotations

import select
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from indictx.cli._lines import Line, open_input, read_blocks
from indictx.errors import InputError

# A fast writer refills a pipe within this time; nobody sees a line come this much later.
_PATIENCE_S = 0.02


def read_windows(
    path: Path | None, *, size: int, errors: str = "strict"
) -> Iterator[list[Line] | None]:
    """Yield windows of at most ``size`` lines; ``None`` after one when no more input is ready.

    What was read before a line that cannot be decoded is yielded first, so nothing is lost.

    Args:
        path: File to read; ``None`` or ``-`` is standard input.
        size: Most lines in a window.
        errors: What to do with bytes that are not UTF-8, as for :meth:`bytes.decode`.

    Raises:
        InputError: The file cannot be read, or ``errors`` is ``strict`` and a line is not UTF-8.
    """
    with open_input(path) as (stream, name):
        window: list[Line] = []
        blocks = read_blocks(stream, name=name, errors=errors)
        while True:
            try:
                block = next(blocks, None)
            except InputError:
                if window:
                    yield window
                yield None
                raise
            if block is None:
                break
            window += block
            whole = len(window) - len(window) % size
            for start in range(0, whole, size):
                yield window[start : start + size]
            window = window[whole:]
            if not _is_ready(stream):
                if window:
                    yield window
                    window = []
                yield None
        if window:
            yield window


def _is_ready(stream: BinaryIO) -> bool:
    """Say whether reading would not wait: more input is there, or its end."""
    if sys.platform == "win32":
        return False  # select() knows only sockets there
    try:
        ready, _, _ = select.select([stream], [], [], _PATIENCE_S)
    except (OSError, ValueError):
        return False
    return bool(ready)
