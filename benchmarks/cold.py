"""Cold start: a sentence through a new process, beside the shortest script for the same model."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from benchmarks.children import BASELINES, indictx, run
from benchmarks.measure import Options, Result, median, row

SENTENCE = b"Where is the nearest hospital?\n"
GOAL = 1.3


def interleaved(commands: dict[str, Sequence[str]], runs: int, stdin: bytes = b"") -> Result:
    """Run each command in turn, ``runs`` times; the first round is warm-up and not counted."""
    walls: dict[str, list[float]] = {name: [] for name in commands}
    cpus: dict[str, list[float]] = {name: [] for name in commands}
    for count in range(runs + 1):
        for name, command in commands.items():
            done = run(command, stdin=stdin)
            if count:
                walls[name].append(done.wall_s)
                cpus[name].append(done.cpu_s)
    rows = [row(name, walls[name], cpus[name]) for name in commands]
    return Result(name="", rows=rows, facts={"runs": runs})


def measure(options: Options) -> Result:
    """Compare ``indictx translate`` with the minimal script, same sentence, model and beam."""
    beam = "4"
    model = str(options.model)
    # As it comes, it chooses among hypotheses; with a number of beams it does what the script does.
    command = [*indictx(), "translate", "--model", model, "--to", options.tgt_lang]
    minimal = [sys.executable, str(BASELINES / "minimal.py"), model]
    commands = {
        "python -c pass": [sys.executable, "-c", "pass"],
        "minimal script": [*minimal, options.tgt_lang, options.src_lang, beam],
        "indictx translate --beam 4": [*command, "--beam", beam],
        "indictx translate": command,
    }
    found = interleaved(commands, options.runs, SENTENCE)
    by_name = {one["program"]: one["median_ms"] for one in found.rows}
    ratio = median([by_name["indictx translate"] / by_name["minimal script"]])
    return Result(
        name="cold start: one sentence through a new process",
        rows=found.rows,
        ratio=ratio,
        goal=f"at most {GOAL} x the minimal script",
        reached=ratio <= GOAL,
        facts={**found.facts, "beam": int(beam), "sentence": SENTENCE.decode().strip()},
    )


def startup(options: Options) -> Result:
    """Measure programs that translate nothing."""
    commands = {
        "python -c pass": [sys.executable, "-c", "pass"],
        "indictx --version": [*indictx(), "--version"],
        "indictx --help": [*indictx(), "--help"],
        "indictx translate --help": [*indictx(), "translate", "--help"],
        "import indictx": [sys.executable, "-c", "import indictx"],
        "import the translator": [sys.executable, "-c", "import indictx.pipeline.translator"],
    }
    found = interleaved(commands, options.runs)
    return Result(
        name="start-up without translation",
        rows=found.rows,
        facts={**found.facts, "slowest_imports_ms": slowest_imports()},
    )


def slowest_imports(count: int = 12) -> dict[str, float]:
    """Return the modules that cost most by themselves on the way to a translation."""
    import subprocess

    code = "import sys; sys.argv = ['indictx', 'translate', '--to', 'hi']; import indictx.cli.main as m; m.main()"
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-c", code],
        input=SENTENCE,
        capture_output=True,
        check=False,
    )
    costs = {}
    for line in done.stderr.decode(errors="replace").splitlines():
        parts = line.removeprefix("import time:").split("|")
        if len(parts) == 3 and parts[0].strip().isdigit():
            costs[parts[2].strip()] = int(parts[0]) / 1000
    best = sorted(costs.items(), key=lambda item: -item[1])[:count]
    return dict(best)
