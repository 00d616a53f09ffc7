"""What a person sees of a pull: notes, and on a terminal a bar with speed and time left; on stderr."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import Any, Self

from indictx.cli._model_record import harmless

_REDRAW_S = 0.1


class PullReport:
    """Shows notes and progress; silent when ``quiet``."""

    def __init__(self, *, quiet: bool, progress: bool) -> None:
        self._quiet, self._has_bar = quiet, progress and not quiet
        self._bar: Any = None  # rich is imported on the first use
        self._task: Any = None
        self._drawn_s = 0.0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stop()

    def say(self, text: str) -> None:
        """Print a note; a bar is taken away first, for the note would run into it."""
        if not self._quiet:
            self._stop()
            print(harmless(text), file=sys.stderr, flush=True)

    def start(self, name: str, *, total_bytes: int | None) -> None:
        """Begin a bar; without a total it shows that something goes on."""
        if not self._has_bar:
            return
        if self._bar is None:
            self._bar = self._new_bar()
            self._bar.start()
        if self._task is not None:
            self._bar.remove_task(self._task)
        self._task = self._bar.add_task(name, total=total_bytes)

    def at(self, done_bytes: int) -> None:
        """Move the bar."""
        now = time.monotonic()
        if self._bar is not None and now - self._drawn_s >= _REDRAW_S:
            self._drawn_s = now
            self._bar.update(self._task, completed=done_bytes)

    def _stop(self) -> None:
        if self._bar is not None:
            self._bar.stop()
        self._bar = self._task = None

    def _new_bar(self) -> Any:  # noqa: ANN401 - rich is imported late
        from rich.console import Console
        from rich.progress import (
            BarColumn,
            DownloadColumn,
            Progress,
            TextColumn,
            TimeRemainingColumn,
            TransferSpeedColumn,
        )

        return Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            DownloadColumn(),
            TransferSpeedColumn(),
            TimeRemainingColumn(),
            console=Console(stderr=True),
            transient=True,
        )
