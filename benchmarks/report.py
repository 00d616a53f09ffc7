"""Results as text, and as Markdown."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
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
        yield f"  {_verdict(result)}"
    yield ""


def head(conditions: dict[str, Any]) -> Iterator[str]:
    """Yield the conditions in a few lines."""
    machine = conditions["machine"]
    versions = ", ".join(f"{name} {version}" for name, version in conditions["versions"].items())
    yield f"{conditions['date']}, commit {conditions['commit'][:12]}"
    memory = f"{(machine['memory_mib'] or 0) * 2**20 / 1e9:.0f} GB"
    yield f"{machine['cpu']}, {machine['cores_usable']} cores, {memory}, {machine['platform']}"
    yield f"load before the run: {machine['load']}"
    yield f"Python {conditions['python']}, {versions}"
    model = conditions["model"]
    yield f"model {model['folder']}, {model['bytes']} bytes, sha256 {model['sha256'][:12]}"
    yield ""


def markdown(conditions: dict[str, Any], results: Sequence[Result]) -> Iterator[str]:
    """Yield a section for each result, below the conditions of all of them."""
    yield from (f"- {line}" for line in head(conditions) if line)
    for result in results:
        yield from ("", f"### {result.name[0].upper()}{result.name[1:]}", "")
        keys = list(result.rows[0])
        yield _cells(keys)
        yield _cells(
            ["---", *("---:" if _is_number(result.rows[0][key]) else "---" for key in keys[1:])]
        )
        yield from (_cells([row[key] for key in keys]) for row in result.rows)
        if result.ratio is not None:
            verdict = _verdict(result).replace("MISSED", "**missed**")
            yield from ("", f"{verdict[0].upper()}{verdict[1:]}.")
        if result.picture:
            yield from ("", f"![{result.name}]({picture_name(result)})")


def picture_name(result: Result) -> str:
    """Return the file name of a result's picture."""
    return f"performance-{result.name.partition(':')[0]}.svg"


def write(
    path: Path,
    conditions: dict[str, Any],
    settings: dict[str, str],
    results: Sequence[Result],
    *,
    complete: bool,
) -> None:
    """Write results as JSON to ``path``, and Markdown and pictures beside it.

    Args:
        path: A file ``.json``.
        conditions: Of the machine.
        settings: Options of the command line.
        results: Those that there are so far.
        complete: Whether these are all.
    """
    whole = {
        "complete": complete,
        "conditions": conditions,
        "settings": settings,
        "results": [one.as_json() for one in results],
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(whole, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    text = "\n".join(markdown(conditions, results))
    path.with_suffix(".md").write_text(f"{text}\n", encoding="utf-8")
    for result in results:
        if result.picture:
            path.with_name(picture_name(result)).write_text(result.picture, encoding="utf-8")


def _verdict(result: Result) -> str:
    return f"ratio {result.ratio:.3f}; goal: {result.goal}; {'reached' if result.reached else 'MISSED'}"


def _cells(values: Sequence[Any]) -> str:
    return f"| {' | '.join(str(value).replace('|', '¦') for value in values)} |"


def _is_number(value: Any) -> bool:  # noqa: ANN401 - any cell
    return isinstance(value, int | float)
