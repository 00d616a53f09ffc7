"""The log of a run, without a run."""

from __future__ import annotations

import pytest

from indictx.train.checkpoint import Progress
from indictx.train.log import LOG, Log, LogRow, read_curve


def train(log: Log, steps: range, *, per_step: int = 100) -> list[LogRow]:
    """Add steps whose loss is their number, a second and some pieces each."""
    told: list[LogRow] = []
    for step in steps:
        progress = Progress(
            step=step, examples=8 * step, pieces=per_step * step, seconds=float(step)
        )
        log.add(progress, loss=float(step), guided=1.0, factor=0.5, norm=2.0, report=told.append)
    return told


def test_a_row_is_the_mean_since_the_row_before(tmp_path):
    told = train(Log(tmp_path, 5, Progress()), range(1, 13))

    assert [(row.step, row.loss, row.guided) for row in told] == [(5, 3.0, 1.0), (10, 8.0, 1.0)]
    assert [row.pieces_per_s for row in told] == [100, 100]
    assert read_curve(tmp_path / LOG) == [(5, 3.0), (10, 8.0)]


def test_going_on_cuts_off_what_came_after_the_checkpoint(tmp_path):
    train(Log(tmp_path, 5, Progress()), range(1, 21))

    again = Log(tmp_path, 5, Progress(step=10, examples=80, pieces=1000, seconds=10.0))
    assert read_curve(tmp_path / LOG) == [(5, 3.0), (10, 8.0)]
    told = train(again, range(11, 16))

    assert [(row.step, row.loss, row.pieces_per_s) for row in told] == [(15, 13.0, 100)]
    assert read_curve(tmp_path / LOG) == [(5, 3.0), (10, 8.0), (15, 13.0)]


def test_a_run_interrupted_anywhere_has_the_log_of_one_that_was_not(tmp_path):
    train(Log(tmp_path / "whole", 5, Progress()), range(1, 31))

    train(Log(tmp_path / "cut", 5, Progress()), range(1, 24))
    halfway = Progress(step=15, examples=120, pieces=1500, seconds=15.0)
    train(Log(tmp_path / "cut", 5, halfway), range(16, 31))

    assert (tmp_path / "cut" / LOG).read_bytes() == (tmp_path / "whole" / LOG).read_bytes()


def test_a_step_without_time_is_no_division_by_zero(tmp_path):
    told: list[LogRow] = []

    Log(tmp_path, 1, Progress()).add(
        Progress(step=1), loss=1.0, guided=0.0, factor=1.0, norm=1.0, report=told.append
    )

    assert told[0].pieces_per_s == 0


@pytest.mark.parametrize("text", [None, "step,loss\n"])
def test_no_log_and_an_empty_one_have_no_curve(tmp_path, text):
    if text is not None:
        (tmp_path / LOG).write_text(text, encoding="utf-8")

    assert read_curve(tmp_path / LOG) == []
