"""Two processes on two cores beside one process on one core."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.children import ROOT, indictx
from benchmarks.corpus import file_of, read_or_make
from benchmarks.measure import Options, Result, median

GOAL = 1.8
#: Binds itself to one core and becomes another program.
_PINNED = "import os, sys; os.sched_setaffinity(0, {int(sys.argv[1])}); os.execv(sys.argv[2], sys.argv[2:])"


def measure(options: Options) -> Result:
    """Translate the same lines by one process, and as many lines more by each further one."""
    corpus = options.corpus and file_of(options.corpus, options.src_lang)
    lines = read_or_make(corpus, 2 * options.process_lines)
    cores = two_cores(_affinity())
    one, two, joined = [], [], []
    with tempfile.TemporaryDirectory() as folder:
        halves = [Path(folder, "first.txt"), Path(folder, "second.txt")]
        for path, part in zip(halves, (lines[::2], lines[1::2]), strict=True):
            path.write_text("".join(f"{line}\n" for line in part), encoding="utf-8")
        whole = Path(folder, "whole.txt")
        whole.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        for _ in range(options.rounds):
            # Both halves one after the other, each on its own core: cores need not be equal.
            one.append(
                sum(_run(options, [path], [core]) for path, core in zip(halves, cores, strict=True))
            )
            two.append(_run(options, halves, cores))
            joined.append(_run(options, [whole], [None], threads=2))
    ratio = median([alone / both for alone, both in zip(one, two, strict=True)], 3)
    siblings = are_siblings(*cores) if None not in cores else None
    return Result(
        name=f"processes: {len(lines)} lines, beam 1",
        rows=[
            _row("one process, one thread", one, len(lines)),
            _row("two processes, one thread each", two, len(lines)),
            _row("one process, two threads", joined, len(lines)),
        ],
        ratio=ratio,
        goal=f"at least {GOAL} times the speed of one process",
        reached=ratio >= GOAL,
        facts={"cores": cores, "hyperthreads_of_one_core": siblings, "rounds": options.rounds},
    )


def _affinity() -> set[int]:
    return os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else set()


def two_cores(allowed: set[int]) -> list[int | None]:
    """Return two processors to bind to, of different cores if there are; ``None`` is unbound."""
    numbers = sorted(allowed)
    if len(numbers) < 2:
        return [None, None]
    first = numbers[0]
    others = [number for number in numbers[1:] if not are_siblings(first, number)]
    return [first, (others or numbers[1:])[0]]


def are_siblings(first: int, second: int, root: Path = Path("/sys/devices/system/cpu")) -> bool:
    """Say whether two processors are hyperthreads of one core; if unknown, they are not."""
    try:
        text = (root / f"cpu{first}" / "topology" / "thread_siblings_list").read_text()
    except OSError:
        return False
    spans = [part.partition("-") for part in text.strip().split(",")]
    return any(int(low) <= second <= int(high or low) for low, _, high in spans)


def _run(
    options: Options, paths: Sequence[Path], cores: Sequence[int | None], *, threads: int = 1
) -> float:
    """Return the seconds until the last of the processes, started together, has ended."""
    command = [*indictx(), "translate", "--model", str(options.model), "--quiet", "--beam", "1"]
    command += ["--from", options.src_lang, "--to", options.tgt_lang, "--threads", str(threads)]
    started = time.perf_counter()
    running = []
    for path, core in zip(paths, cores, strict=True):
        pinned = [] if core is None else [sys.executable, "-c", _PINNED, str(core)]
        with path.open("rb") as stdin:
            running.append(
                subprocess.Popen(
                    [*pinned, *command], stdin=stdin, stdout=subprocess.DEVNULL, cwd=ROOT
                )
            )
    codes = [process.wait() for process in running]
    if any(codes):
        raise SystemExit("a process failed")
    return time.perf_counter() - started


def _row(name: str, walls: Sequence[float], count: int) -> dict[str, Any]:
    wall_s = median(walls)
    return {
        "programs": name,
        "median_s": round(wall_s, 2),
        "least_s": round(min(walls), 2),
        "lines_per_s": round(count / wall_s, 1),
    }
