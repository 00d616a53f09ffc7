"""How many texts go to the engine together, so that a kill costs seconds and not an hour."""

from __future__ import annotations

import time
from collections.abc import Callable

# Fewer leave the engine's batches half empty; some windows are under way at any time.
_FEWEST, _SECONDS = 256, 10.0


class Pace:
    """The size of the next window: what takes about ten seconds, and at most twice the last one.

    A window is in the journal only when all of it is translated. What a text becomes does not
    depend on its window.

    Args:
        most: Upper limit.
        clock: Seconds since any moment.
    """

    def __init__(self, most: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._most = most
        self._clock = clock
        self._then: float | None = None
        self.size = min(_FEWEST, most)

    def begin(self) -> None:
        """Say that a window goes out; time is counted from the first one."""
        if self._then is None:
            self._then = self._clock()

    def end(self, count: int) -> None:
        """Say that the oldest window has come back.

        Args:
            count: Texts in it.
        """
        now = self._clock()
        seconds = max(now - (self._then if self._then is not None else now), 1e-6)
        self._then = now
        wanted = int(_SECONDS * count / seconds)
        self.size = min(max(wanted, _FEWEST), 2 * self.size, self._most)
