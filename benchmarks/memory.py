"""Memory: the peak of a small and of a large input."""

from __future__ import annotations

import tempfile
from pathlib import Path

from benchmarks.children import indictx, run
from benchmarks.corpus import mixed
from benchmarks.measure import Options, Result, median

GOAL = 1.2


def measure(options: Options) -> Result:
    """Compare the peak resident set of two lengths of the same kind of input, greedy search."""
    command = [*indictx(), "translate", "--model", str(options.model), "--quiet", "--beam", "1"]
    command += ["--from", options.src_lang, "--to", options.tgt_lang]
    command += ["--threads", str(options.threads)]
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        for count in (options.few, options.many):
            path = Path(folder, f"{count}.txt")
            with path.open("w", encoding="utf-8") as stream:
                stream.writelines(f"{line}\n" for line in mixed(count))
            done = run(command, stdin=path, keep_stdout=False)
            rows.append(
                {
                    "lines": count,
                    "peak_MB": round(done.peak_bytes / 1e6, 1),
                    "wall_s": round(done.wall_s, 1),
                    "lines_per_s": round(count / done.wall_s),
                }
            )
    ratio = median([rows[1]["peak_MB"] / rows[0]["peak_MB"]])
    return Result(
        name="memory: peak resident set",
        rows=rows,
        ratio=ratio,
        goal=f"at most {GOAL} x for {options.many // options.few} times the lines",
        reached=ratio <= GOAL,
        facts={"kind": "one line in 50 is a sentence, one in 5 is empty, the rest are numbers"},
    )
