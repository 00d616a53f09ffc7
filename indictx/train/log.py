"""The log of a run: a CSV file that always ends where the last checkpoint does."""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from indictx.train.checkpoint import Progress

__all__ = ["LOG", "Log", "LogRow", "read_curve"]

LOG = "log.csv"
_COLUMNS = ("step", "examples", "loss", "guided", "factor", "pieces_per_s", "norm", "seconds")


@dataclass(frozen=True, slots=True, kw_only=True)
class LogRow:
    """Means over the steps since the row before.

    Attributes:
        step: Updates made.
        examples: Pairs seen.
        loss: Cross-entropy in nats a piece, without smoothing.
        guided: Loss of the guided attention head in nats.
        factor: What the rates are multiplied by.
        pieces_per_s: Source and target pieces, padding not counted.
        norm: Norm of the last gradient.
        seconds: Time spent in steps so far.
    """

    step: int
    examples: int
    loss: float
    guided: float
    factor: float
    pieces_per_s: float
    norm: float
    seconds: float


class Log:
    """Rows of the log; those after the checkpoint that is gone on from are cut off."""

    def __init__(self, folder: Path, every: int, progress: Progress) -> None:
        self._path, self._every = folder / LOG, every
        self._last = progress
        self._loss = self._guided = 0.0
        folder.mkdir(parents=True, exist_ok=True)
        rows = [row for row in _rows(self._path) if int(row["step"]) <= progress.step]
        with self._path.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, _COLUMNS, lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)

    def add(
        self,
        progress: Progress,
        *,
        loss: float,
        guided: float,
        factor: float,
        norm: float,
        report: Callable[[LogRow], None],
    ) -> None:
        """Take one step into account; write and report a row when one is due."""
        self._loss += loss
        self._guided += guided
        if progress.step % self._every:
            return
        count = progress.step - self._last.step
        row = LogRow(
            step=progress.step,
            examples=progress.examples,
            loss=round(self._loss / count, 4),
            guided=round(self._guided / count, 4),
            factor=round(factor, 4),
            pieces_per_s=round(
                (progress.pieces - self._last.pieces)
                / max(1e-9, progress.seconds - self._last.seconds)
            ),
            norm=round(norm, 3),
            seconds=round(progress.seconds, 1),
        )
        with self._path.open("a", encoding="utf-8", newline="") as stream:
            values = [getattr(row, name) for name in _COLUMNS]
            csv.writer(stream, lineterminator="\n").writerow(values)
        self._last, self._loss, self._guided = progress, 0.0, 0.0
        report(row)


def _rows(path: Path) -> list[dict[str, str]]:
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def read_curve(path: Path) -> list[tuple[float, float]]:
    """Return step and loss of each row; nothing if there is no log."""
    return [(float(row["step"]), float(row["loss"])) for row in _rows(path)]
