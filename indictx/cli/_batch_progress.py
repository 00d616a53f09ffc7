"""A line on stderr that says how far a batch is; only on a terminal, drawn by Rich."""

from __future__ import annotations

import sys
import time
from typing import Any, Self

from indictx.cli._batch_setup import Setup
from indictx.jobs.documents import Size
from indictx.jobs.local import Counts


class BatchProgress:
    """Files, segments, words a second, and the time that is left.

    Args:
        setup: The batch.
        size: How much there is to translate.
    """

    def __init__(self, setup: Setup, size: Size) -> None:
        self._files = len(setup.plan.tasks)
        self._size = size
        self._is_shown = not (
            setup.is_quiet or setup.values["no_progress"] or not sys.stderr.isatty()
        )
        self._began = time.monotonic()
        self._skipped = (0, 0)
        self._bar: Any = None
        self._task: Any = None

    def __enter__(self) -> Self:
        if self._is_shown:
            from rich.console import Console
            from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

            self._bar = Progress(
                BarColumn(),
                TextColumn("{task.fields[text]}"),
                TimeRemainingColumn(),
                console=Console(stderr=True),
                transient=True,
            )
            self._task = self._bar.add_task("", total=self._size.segments or None, text="loading")
            self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.stop()

    def update(self, counts: Counts) -> None:
        """Show what is done."""
        if self._bar is None:
            return
        if not counts.files:
            # What an earlier run did says nothing about the speed of this one.
            self._skipped = (counts.segments, counts.words)
        segments, words = self._skipped
        elapsed = max(time.monotonic() - self._began, 1e-6)
        speed = (counts.words - words) / elapsed
        done = counts.files + counts.skipped + len(counts.failed)
        self._bar.update(
            self._task,
            completed=counts.segments - segments,
            text=f"{done}/{self._files} files, {counts.segments} segments, {speed:.0f} words/s",
        )
