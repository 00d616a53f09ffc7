"""``python -m benchmarks``: measure, print a table, write JSON."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks import batch, cold, memory, processes, scale, throughput
from benchmarks.children import ROOT
from benchmarks.conditions import conditions
from benchmarks.measure import Options, Result
from benchmarks.report import head, table, write

PARTS = ("cold", "startup", "throughput", "memory", "batch")
#: These take long or need ``make bench-peers``, so they are measured only when named.
MORE = ("processes", "peers", "scale")


def parser() -> argparse.ArgumentParser:
    """Return the options of the command line; their defaults end within minutes."""
    found = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    found.add_argument(
        "parts",
        nargs="*",
        metavar="PART",
        help=f"{', '.join(PARTS)} (default: these); {', '.join(MORE)}; all",
    )
    found.add_argument("--model", type=Path, default=ROOT / "models" / "indictx-mini")
    found.add_argument("--from", dest="src_lang", default="eng_Latn")
    found.add_argument("--to", dest="tgt_lang", default="hin_Deva")
    found.add_argument(
        "--corpus",
        type=Path,
        default=os.environ.get("INDICTX_BENCH_CORPUS"),
        help="sentences, one a line, or a folder of eng_Latn.txt and so on; default: templates",
    )
    found.add_argument("--lines", type=int, help="lines of throughput (20,000), peers (3,000)")
    found.add_argument("--peer-lines", type=int, help="of peers, where that is not --lines")
    found.add_argument(
        "--pairs",
        default="",
        help="of peers: directions, such as eng_Latn-hin_Deva,hin_Deva-eng_Latn",
    )
    found.add_argument("--programs", default="", help="of peers: parts of names, such as raw,Argos")
    found.add_argument("--vmap-text", type=Path, help="folder of texts to count vmap.txt from")
    found.add_argument("--sizes", default="1000,10000,100000,1000000", help="lines of scale")
    found.add_argument("--process-lines", type=int, default=2_000, help="lines of each process")
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
    if "processes" in parts:
        yield processes.measure(options)
    if "peers" in parts:
        from benchmarks.peers import compare

        yield from compare.measure(options)
    if "scale" in parts:
        yield scale.measure(options)


def main() -> None:
    """Run the benchmark; exit with 1 if a goal is missed."""
    given = vars(parser().parse_args())
    parts = given.pop("parts") or list(PARTS)
    if unknown := set(parts) - {*PARTS, *MORE, "all"}:
        raise SystemExit(f"no such part: {', '.join(sorted(unknown))}")
    output = given.pop("output")
    options = read(given)
    found = conditions(options.model)
    print("\n".join(head(found)), flush=True)
    measured: list[Result] = []
    settings = {name: str(value) for name, value in given.items()}
    for result in results([*PARTS, *MORE] if "all" in parts else parts, options):
        measured.append(result)
        print("\n".join(table(result)), flush=True)
        if output:
            write(output, found, settings, measured, complete=False)
    if output:
        write(output, found, settings, measured, complete=True)
    sys.exit(any(one.reached is False for one in measured))


def read(given: dict[str, Any]) -> Options:
    """Return the options of a command line."""
    lines = given["lines"]
    return Options(
        **given
        | {
            "lines": lines or 20_000,
            "peer_lines": given["peer_lines"] or lines or 3_000,
            "beams": _numbers(given["beams"]),
            "sizes": _numbers(given["sizes"]),
            "pairs": _words(given["pairs"]),
            "programs": _words(given["programs"]),
            "model": given["model"].resolve(),
        }
    )


def _words(text: str) -> tuple[str, ...]:
    return tuple(filter(None, text.split(",")))


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(number) for number in text.split(","))


if __name__ == "__main__":
    main()
