"""Cost beside length: ten times the lines must take ten times as long and no more memory."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from benchmarks.children import indictx, run
from benchmarks.corpus import file_of, sentences
from benchmarks.measure import Options, Result, median

GOAL = 1.10
#: Lines that the shortest runs have in all: they are repeated, and the median counts.
ENOUGH = 10_000
REPEATS = 4
#: Runs of one line, whose time is that of a start.
STARTS = 5


def measure(options: Options) -> Result:
    """Translate files of each size, greedy search: different lines, and each line four times."""
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "lines.txt")
        _write(path, _lines(options), 1, 1)
        start_s, _ = _run(options, path, STARTS)
        for count in options.sizes:
            for kind, copies in (("different", 1), (f"each {REPEATS} times", REPEATS)):
                _write(path, _lines(options), count, copies)
                rows.append(_row(options, path, count, kind, start_s))
    different = [row for row in rows if row["lines are"] == "different"]
    times = [row["ms_per_line"] for row in different]
    ratio = median([max(times) / min(times)])
    return Result(
        name="scale: time for a line and memory beside the number of lines",
        rows=rows,
        ratio=ratio,
        goal=f"at most {GOAL} between the slowest and the fastest size",
        reached=ratio <= GOAL,
        facts={"beam": 1, "threads": options.threads, "start_s, not in ms_per_line": start_s},
        picture=picture(rows),
    )


def _lines(options: Options) -> Iterator[str]:
    if options.corpus is None:
        return sentences()
    text = file_of(options.corpus, options.src_lang).read_text(encoding="utf-8")
    return varied([line for line in text.splitlines() if line.strip()])


def varied(lines: Sequence[str], seed: int = 0) -> Iterator[str]:
    """Yield the lines without end, two words of each replaced by others of the same text.

    What a window has twice is translated once, and so are sentences that differ in a number only.
    The new words are as long as the old ones. They are there from the first line on: sentences that
    make no sense are searched again more often, and all sizes must have their share of that. So
    must they of long lines, which a corpus may have at its beginning: the order is by chance.
    """
    chance = random.Random(seed)
    lines = chance.sample(lines, len(lines))
    by_length: dict[int, list[str]] = {}
    for word in sorted({word for line in lines for word in line.split() if word.isalpha()}):
        by_length.setdefault(len(word), []).append(word)
    while True:
        for line in lines:
            words = line.split()
            places = [place for place, word in enumerate(words) if word.isalpha()]
            for place in chance.sample(places, min(2, len(places))):
                words[place] = chance.choice(by_length[len(words[place])])
            yield " ".join(words)


def _write(path: Path, lines: Iterator[str], count: int, copies: int) -> None:
    with path.open("w", encoding="utf-8") as stream:
        for line in islice(lines, -(-count // copies)):
            stream.write(f"{line}\n" * copies)


def _row(options: Options, path: Path, count: int, kind: str, start_s: float) -> dict[str, Any]:
    runs = max(1, min(options.rounds, ENOUGH // count))
    wall_s, peak_bytes = _run(options, path, runs)
    return {
        "lines": count,
        "lines are": kind,
        "runs": runs,
        "wall_s": round(wall_s, 2),
        "ms_per_line": round(1e3 * (wall_s - start_s) / count, 3),
        "peak_MB": round(peak_bytes / 1e6, 1),
    }


def _run(options: Options, path: Path, runs: int) -> tuple[float, int]:
    """Translate the file so many times; return the median time and the largest memory."""
    command = [*indictx(), "translate", "--model", str(options.model), "--quiet", "--beam", "1"]
    command += ["--from", options.src_lang, "--to", options.tgt_lang]
    command += ["--threads", str(options.threads)]
    done = [run(command, stdin=path, keep_stdout=False) for _ in range(runs)]
    return round(median([one.wall_s for one in done]), 3), max(one.peak_bytes for one in done)


def picture(rows: Sequence[dict[str, Any]]) -> str:
    """Return time for a line and memory beside the number of lines, as SVG."""
    from indictx.drawing.scene import Scene

    items = []
    for left, key, title in ((75, "ms_per_line", "ms for a line"), (475, "peak_MB", "peak MB")):
        items += _panel(rows, left, key, title)
    return Scene(title="Cost beside length", width=820, height=360, items=tuple(items)).svg()


def _panel(rows: Sequence[dict[str, Any]], left: int, key: str, title: str) -> Iterator[Any]:
    from indictx.drawing.scales import linear_scale, log_scale, short
    from indictx.drawing.scene import COLORS, SHAPES, Label, Line, Mark

    top, bottom, right = 50, 290, left + 310
    across = log_scale([row["lines"] for row in rows], left, right)
    up = linear_scale(0, 1.15 * max(row[key] for row in rows), bottom, top, most=5)
    yield Label(x=left, y=top - 18, text=title)
    yield Label(x=(left + right) / 2, y=bottom + 45, text="lines", anchor="middle")
    for tick in up.ticks:
        yield Line(points=((left, up.at(tick)), (right, up.at(tick))), color="#dddddd")
        yield Label(x=left - 8, y=up.at(tick) + 4, text=short(tick), anchor="end")
    for count in sorted({row["lines"] for row in rows}):
        yield Label(x=across.at(count), y=bottom + 20, text=short(count), anchor="middle")
    yield Line(points=((left, top), (left, bottom), (right, bottom)))
    for number, kind in enumerate(dict.fromkeys(row["lines are"] for row in rows)):
        color = COLORS[number]
        places = [
            (across.at(row["lines"]), up.at(row[key])) for row in rows if row["lines are"] == kind
        ]
        if len(places) > 1:
            yield Line(points=tuple(places), color=color, width=2)
        for x, y in places:
            yield Mark(shape=SHAPES[number], x=x, y=y, color=color)
        below = places[-1][1] + (22 if number else -12)
        yield Label(x=places[-1][0], y=below, text=kind, anchor="end", color=color)
