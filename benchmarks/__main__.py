"""``python -m benchmarks``: measure, print a table, write JSON."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks import batch, cold, memory, throughput
from benchmarks.children import ROOT
from benchmarks.conditions import conditions
from benchmarks.measure import Options, Result
from benchmarks.report import head, table

PARTS = ("cold", "startup", "throughput", "memory", "batch")


def parser() -> argparse.ArgumentParser:
    """Return the options of the command line; their defaults end within minutes."""
    found = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    found.add_argument(
        "parts", nargs="*", metavar="PART", help=f"one of {', '.join(PARTS)}; default: all"
    )
    found.add_argument("--model", type=Path, default=ROOT / "models" / "indictx-mini")
    found.add_argument("--from", dest="src_lang", default="eng_Latn")
    found.add_argument("--to", dest="tgt_lang", default="hin_Deva")
    found.add_argument(
        "--corpus",
        type=Path,
        default=os.environ.get("INDICTX_BENCH_CORPUS"),
        help="sentences, one a line; default: made from templates",
    )
    found.add_argument("--lines", type=int, default=20_000, help="lines of a throughput run")
    found.add_argument("--beams", default="1,4", help="beam sizes of the throughput runs")
    found.add_argument("--threads", type=int, default=len(os.sched_getaffinity(0)))
    found.add_argument("--runs", type=int, default=15, help="repetitions of short programs")
    found.add_argument("--rounds", type=int, default=3, help="repetitions of throughput runs")
    found.add_argument("--few", type=int, default=10_000, help="lines of the small memory run")
    found.add_argument("--many", type=int, default=1_000_000, help="lines of the large memory run")
    found.add_argument("--output", type=Path, help="write the results here, as JSON")
    return found


def results(parts: list[str], options: Options) -> Iterator[Result]:
    """Measure the parts asked for, one after the other."""
    if "cold" in parts:
        yield cold.measure(options)
    if "startup" in parts:
        yield cold.startup(options)
    if "throughput" in parts:
        for beam in options.beams:
            yield throughput.measure(options, beam)
    if "memory" in parts:
        yield memory.measure(options)
    if "batch" in parts:
        yield batch.measure(options)


def main() -> None:
    """Run the benchmark; exit with 1 if a goal is missed."""
    given = vars(parser().parse_args())
    parts = given.pop("parts") or list(PARTS)
    if unknown := set(parts) - set(PARTS):
        raise SystemExit(f"no such part: {', '.join(sorted(unknown))}")
    output = given.pop("output")
    given["beams"] = tuple(int(beam) for beam in given["beams"].split(","))
    given["model"] = given["model"].resolve()
    options = Options(**given)
    found = conditions(options.model)
    print("\n".join(head(found)), flush=True)
    measured = []
    for result in results(parts, options):
        measured.append(result)
        print("\n".join(table(result)), flush=True)
    if output:
        settings = {name: str(value) for name, value in given.items()}
        report = {
            "conditions": found,
            "settings": settings,
            "results": [one.as_json() for one in measured],
        }
        output.write_text(json.dumps(report, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    sys.exit(any(one.reached is False for one in measured))


if __name__ == "__main__":
    main()
