"""How ``indictx bench`` shows and writes what it found."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from indictx.bench import report
from indictx.cli._lines import write_line
from indictx.errors import UsageError
from indictx.jobs.files import write_whole

if TYPE_CHECKING:
    from indictx.bench.result import Report
    from indictx.cli._bench import Request

STDOUT = Path("-")


def show(
    request: Request,
    found: dict[str, object],
    facts: Sequence[str],
    tables: Sequence[report.Table],
) -> None:
    """Print a result in the form asked for, and write its JSON if that has a file.

    Raises:
        UsageError: The file cannot be written.
    """
    body = json.dumps(found, ensure_ascii=False, indent=2) + "\n"
    # What took long to measure is shown even where a file cannot be written.
    if request.json_file == STDOUT:
        write_line(body, "")
    else:
        shape = report.markdown if request.as_markdown else report.text
        write_line(shape(facts, tables), "")
    if request.json_file and request.json_file != STDOUT:
        _write(request.json_file, body.encode())


def draw(
    request: Request, reports: Sequence[tuple[str, Report]], tables: Sequence[report.Table]
) -> None:
    """Write the picture, if one was asked for.

    Raises:
        UsageError: The file cannot be written.
    """
    if request.plot is None:
        return
    from indictx.bench.plot import html_page, picture

    if request.plot.suffix == ".png":
        _write(request.plot, picture(reports).png())
    elif request.plot.suffix == ".svg":
        _write(request.plot, picture(reports).svg().encode())
    else:
        _write(request.plot, html_page(reports, tables).encode())


def _write(path: Path, data: bytes) -> None:
    try:
        write_whole(path, [data])
    except OSError as error:
        raise UsageError(f"cannot write {str(path)!r}: {error.strerror or error}") from error
