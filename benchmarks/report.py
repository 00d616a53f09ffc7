"""Results as text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from benchmarks.measure import Result


def table(result: Result) -> Iterator[str]:
    """Yield the lines of one result's table, with its goal."""
    yield result.name
    keys = list(result.rows[0])
    cells = [keys, *([str(row[key]) for key in keys] for row in result.rows)]
    widths = [max(len(line[column]) for line in cells) for column in range(len(keys))]
    for line in cells:
        first = line[0].ljust(widths[0])
        rest = "".join(
            f"  {cell.rjust(width)}" for cell, width in zip(line[1:], widths[1:], strict=True)
        )
        yield f"  {first}{rest}"
    if result.ratio is not None:
        yield f"  ratio {result.ratio:.3f}; goal: {result.goal}; {'reached' if result.reached else 'MISSED'}"
    yield ""


def head(conditions: dict[str, Any]) -> Iterator[str]:
    """Yield the conditions in a few lines."""
    machine = conditions["machine"]
    versions = ", ".join(f"{name} {version}" for name, version in conditions["versions"].items())
    yield f"{conditions['date']}, commit {conditions['commit'][:12]}"
    yield f"{machine['processor']}, {machine['cores']} cores, {machine['memory_GB']} GB, {machine['system']}"
    yield f"load before the run: {machine['load']}"
    yield f"Python {conditions['python']}, {versions}"
    model = conditions["model"]
    yield f"model {model['folder']}, {model['bytes']} bytes, sha256 {model['sha256'][:12]}"
    yield ""
