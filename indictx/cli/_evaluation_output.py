"""What ``indictx evaluate`` prints, and the files that it writes."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from indictx.cli._lines import write_line
from indictx.evaluate.results import Result
from indictx.evaluate.systems import Output
from indictx.evaluate.testsets import EvalSet
from indictx.jobs.files import write_whole

__all__ = ["print_results", "save_diff", "save_plot", "save_texts"]


def print_results(results: Sequence[Result], *, as_json: bool, as_markdown: bool) -> None:
    """Print results as a table of tabs, as JSON or as Markdown."""
    from indictx.evaluate import report

    if as_json:
        shown = json.dumps(report.as_json(results), ensure_ascii=False, indent=2)
        write_line(shown, "\n")
    elif as_markdown:
        write_line(report.markdown(results), "")
    else:
        for row in (report.COLUMNS, *report.text_rows(results)):
            write_line("\t".join(row), "\n")


def save_texts(
    folder: Path, sets: Sequence[EvalSet], outputs: Mapping[str, Sequence[Output]]
) -> None:
    """Write sources, references and translations, one text a line."""
    for evalset in sets:
        for name, lines in _saved(evalset, outputs[str(evalset.pair)]):
            write_whole(folder / name, (f"{line}\n".encode() for line in lines))


def save_diff(path: Path, evalset: EvalSet, outputs: Sequence[Output]) -> None:
    """Write a page with what two systems make of each segment."""
    from indictx.evaluate.diff import side_by_side

    first, second = outputs
    write_whole(path, [side_by_side(evalset, first, second).encode()])


def save_plot(path: Path, results: Sequence[Result], *, quiet: bool) -> None:
    """Draw quality against size and speed: a page or a picture, as the name says."""
    from indictx.drawing.scene import writes_in_png
    from indictx.evaluate.plot import html_page, picture, points_of

    points = points_of(results)
    kind = path.suffix.casefold()
    if kind == ".html":
        write_whole(path, [html_page(points).encode()])
    elif kind == ".svg":
        write_whole(path, [picture(points).svg().encode()])
    else:
        write_whole(path, [picture(points).png()])
        unwritten = [one.system for one in points if not writes_in_png(one.system)]
        if unwritten and not quiet:
            print(
                f"note: PNG has Latin letters only, {unwritten[0]!r} is boxes; .svg has all",
                file=sys.stderr,
            )


def _saved(evalset: EvalSet, outputs: Sequence[Output]) -> Iterator[tuple[str, Sequence[str]]]:
    """Yield names and lines of files that any other program can score."""
    columns = [("source", evalset.sources)] if evalset.sources else []
    for number, reference in enumerate(evalset.references, 1):
        columns.append(("reference" if number == 1 else f"reference{number}", reference))
    columns += [(output.system, output.lines) for output in outputs]
    taken: set[str] = set()
    for name, lines in columns:
        safe = "".join(char if char.isalnum() or char in "-_." else "_" for char in name)
        # Two names may differ in what no file name can hold, or in case, which some disks ignore.
        while safe.casefold() in taken:
            safe += "_"
        taken.add(safe.casefold())
        yield f"{evalset.pair}.{safe}.txt", lines
