"""All programs on the same sentences in one run: speed, start, latency, memory, and agreement."""

from __future__ import annotations

import json
import statistics
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from benchmarks.children import BASELINES, indictx, run
from benchmarks.cold import SENTENCE
from benchmarks.measure import Options, Result, median
from benchmarks.peers.prepared import HERE, Prepared, prepare, python
from benchmarks.peers.protocol import Job, Shop, request

RAW, OURS, COMMAND = (
    "raw CTranslate2, pieces in, pieces out",
    "indictx, library",
    "indictx translate",
)
BARE = "indictx, library, no second search"
ARGOS, FP32, INT8 = "Argos Translate", "transformers, fp32", "transformers, dynamic int8"
MINIMAL = "minimal script"
#: Sentences translated one by one, over all directions.
SINGLES = 100


@dataclass(slots=True)
class Taken:
    """What one program took, over all rounds.

    Attributes:
        walls: Seconds for all sentences, by beam size; one for each round.
        cpus: Seconds of processor time likewise.
        latencies_ms: Of single sentences, model warm, by beam size.
        peaks: Largest resident set in bytes.
        targets: Translations by beam size, of each job.
        facts: What the program says about itself.
    """

    walls: dict[int, list[float]] = field(default_factory=dict)
    cpus: dict[int, list[float]] = field(default_factory=dict)
    latencies_ms: dict[int, list[float]] = field(default_factory=dict)
    peaks: list[int] = field(default_factory=list)
    targets: dict[int, list[list[str]]] = field(default_factory=dict)
    facts: dict[str, Any] = field(default_factory=dict)


def measure(options: Options) -> list[Result]:
    """Return the table of all programs, and the goals."""
    shop = Shop(options.model)
    jobs = shop.jobs(options.corpus, options.peer_lines, options.pairs)
    prepared = prepare(options.model, vmap_text=options.vmap_text)
    programs = {
        name: command
        for name, command in commands(options, prepared).items()
        if name == OURS or not options.programs or any(part in name for part in options.programs)
    }
    taken = {name: Taken() for name in [*programs, COMMAND]}
    for _ in range(options.rounds):
        for beam in options.beams:
            for name, command in programs.items():
                _ask(shop, jobs, taken[name], command, beam)
            _translate(options, jobs, taken[COMMAND], beam)
    starts = _cold(options, prepared) if options.runs else {}
    rows = [_row(shop, jobs, options, name, taken, starts) for name in taken]
    rows += [_only_cold(rows[0], name, starts) for name in starts if name not in taken]
    return [
        Result(
            name=f"peers: {_count(jobs)} sentences, {len(jobs)} directions, {options.threads} threads",
            rows=rows,
            facts=_facts(jobs, options, taken, starts, prepared),
        ),
        goals(taken, starts, options.beams),
    ]


def commands(options: Options, prepared: Prepared) -> dict[str, list[str]]:
    """Return the programs that answer requests, those that are installed."""
    model, threads = str(options.model), str(options.threads)
    own = [sys.executable, "-m", "benchmarks.peers.run_indictx"]
    found = {
        RAW: [sys.executable, str(HERE / "run_raw.py"), model, threads],
        OURS: [*own, model, threads],
        BARE: [*own, model, threads, "no-retry"],
        f"{OURS}, vmap {'on' if prepared.has_vmap else 'off'}": [*own, str(prepared.vmap), threads],
    }
    if prepared.argos:
        argos = [str(python("argos")), str(HERE / "run_argos.py")]
        found[ARGOS] = [*argos, str(prepared.argos), threads]
    if prepared.marian:
        peer = [str(python("transformers")), str(HERE / "run_transformers.py")]
        for name, kind in ((FP32, "fp32"), (INT8, "int8")):
            found[name] = [*peer, str(prepared.marian), kind, threads]
    return found


def _ask(shop: Shop, jobs: Sequence[Job], taken: Taken, command: list[str], beam: int) -> None:
    asked = request(
        jobs,
        beam=beam,
        decode=shop.manifest.decode,
        singles=-(-SINGLES // len(jobs)),
    )
    done = run(command, stdin=asked)
    answer = json.loads(done.stdout)
    taken.walls.setdefault(beam, []).append(answer["wall_s"])
    taken.cpus.setdefault(beam, []).append(answer["cpu_s"])
    taken.latencies_ms.setdefault(beam, []).extend(answer["latencies_ms"])
    taken.peaks.append(done.peak_bytes)
    taken.facts |= answer.get("facts", {}) | {"load_s": round(answer["load_s"], 3)}
    if beam not in taken.targets:
        is_ours = "benchmarks.peers.run_indictx" in command
        taken.targets[beam] = [
            outputs if is_ours else shop.finish(job, outputs)
            for job, outputs in zip(jobs, answer["outputs"], strict=True)
        ]


def _translate(options: Options, jobs: Sequence[Job], taken: Taken, beam: int) -> None:
    """Run the command once for each direction; start and loading are in its time."""
    wall_s, cpu_s, targets = 0.0, 0.0, []
    for job in jobs:
        command = [*indictx(), "translate", "--model", str(options.model), "--quiet"]
        command += ["--from", job.pair.source.code, "--to", job.pair.target.code]
        command += ["--beam", str(beam), "--threads", str(options.threads)]
        done = run(command, stdin="".join(f"{line}\n" for line in job.sentences).encode())
        wall_s += done.wall_s
        cpu_s += done.cpu_s
        taken.peaks.append(done.peak_bytes)
        targets.append(done.stdout.decode().splitlines())
    taken.walls.setdefault(beam, []).append(wall_s)
    taken.cpus.setdefault(beam, []).append(cpu_s)
    taken.targets[beam] = targets


def _cold(options: Options, prepared: Prepared) -> dict[str, list[float]]:
    """Return seconds of whole processes for one sentence, beam 4; the first round is warm-up."""
    found: dict[str, list[float]] = {}
    programs = cold_commands(options, prepared)
    for count in range(options.runs + 1):
        for name, command in programs.items():
            done = run(command, stdin=SENTENCE)
            if not done.stdout.strip():
                raise SystemExit(f"{name} translated nothing")
            if count:
                found.setdefault(name, []).append(done.wall_s)
    return found


def cold_commands(options: Options, prepared: Prepared) -> dict[str, list[str]]:
    """Return programs that translate the lines on standard input, each as its users start it."""
    model, beam = str(options.model), "4"
    tags = [f">>{options.tgt_lang}<<", f">>{options.src_lang}<<", "<general>"]
    minimal = [sys.executable, str(BASELINES / "minimal.py"), model]
    found = {
        MINIMAL: [*minimal, options.tgt_lang, options.src_lang, beam],
        COMMAND: [
            *indictx(),
            "translate",
            "--model",
            model,
            "--to",
            options.tgt_lang,
            "--beam",
            beam,
        ],
    }
    if prepared.argos:
        argos = [str(python("argos")), str(HERE / "run_argos.py")]
        found[ARGOS] = [*argos, str(prepared.argos), "cli", beam]
    if prepared.marian:
        peer = [str(python("transformers")), str(HERE / "run_transformers.py")]
        for name, kind in ((FP32, "fp32"), (INT8, "int8")):
            found[name] = [*peer, str(prepared.marian), kind, str(options.threads), beam, *tags]
    return found


def _row(
    shop: Shop,
    jobs: Sequence[Job],
    options: Options,
    name: str,
    taken: dict[str, Taken],
    starts: dict[str, list[float]],
) -> dict[str, Any]:
    own, count, beam = taken[name], _count(jobs), max(options.beams)
    speeds = {
        f"lines/s, beam {size}": round(count / statistics.median(own.walls[size]), 1)
        for size in options.beams
    }
    cpu = {
        f"cpu ms, beam {size}": round(1e3 * statistics.median(own.cpus[size]) / count, 1)
        for size in options.beams
    }
    latencies = own.latencies_ms.get(beam)
    pieces = sum(
        shop.count_pieces(job.pair, targets)
        for job, targets in zip(jobs, own.targets[beam], strict=True)
    )
    return {
        "program": name,
        **speeds,
        **cpu,
        "cold_ms": _milliseconds(starts.get(name)),
        "p50_ms": round(statistics.median(latencies), 1) if latencies else "",
        "peak_MB": round(max(own.peaks) / 1e6),
        "pieces/line": round(pieces / count, 1),
        **agreement(own.targets[beam], taken[OURS].targets[beam]),
    }


def agreement(
    targets: Sequence[Sequence[str]], others: Sequence[Sequence[str]]
) -> dict[str, float]:
    """Return the share of identical lines, and chrF with ``others`` as reference, in per cent."""
    from sacrebleu import corpus_chrf

    mine = [line for job in targets for line in job]
    theirs = [line for job in others for line in job]
    same = sum(one == other for one, other in zip(mine, theirs, strict=True))
    score = corpus_chrf(mine, [theirs]).score
    return {"same_%": round(100 * same / len(mine), 1), "chrF": round(score, 1)}


def _only_cold(row: dict[str, Any], name: str, starts: dict[str, list[float]]) -> dict[str, Any]:
    return dict.fromkeys(row, "") | {"program": name, "cold_ms": _milliseconds(starts[name])}


def _milliseconds(seconds: Sequence[float] | None) -> int | str:
    return round(1e3 * statistics.median(seconds)) if seconds else ""


def goals(taken: dict[str, Taken], starts: dict[str, list[float]], beams: Sequence[int]) -> Result:
    """Return what was promised beside what came out, paired round by round."""
    rows = []

    def goal(what: str, ratio: float, least: float) -> None:
        rows.append(
            {
                "goal": what,
                "ratio": ratio,
                "at least": least,
                "is": "reached" if ratio >= least else "MISSED",
            }
        )

    for other, least in ((RAW, 0.95), (ARGOS, 5.0), (FP32, 5.0)):
        for beam in beams if other in taken else ():
            pairs = zip(taken[other].walls[beam], taken[OURS].walls[beam], strict=True)
            ratio = median([theirs / ours for theirs, ours in pairs], 2)
            goal(f"{OURS}: speed beside {other}, beam {beam}", ratio, least)
    for other, least in ((MINIMAL, 1 / 1.3), (ARGOS, 4.0)):
        if other in starts:
            pairs = zip(starts[other], starts[COMMAND], strict=True)
            ratio = median([theirs / ours for theirs, ours in pairs], 2)
            goal(f"{COMMAND}: cold start beside {other}", ratio, round(least, 2))
    return Result(
        name="goals: how many times as fast",
        rows=rows,
        reached=all(r["is"] == "reached" for r in rows),
    )


def _count(jobs: Sequence[Job]) -> int:
    return sum(len(job.sentences) for job in jobs)


def _facts(
    jobs: Sequence[Job],
    options: Options,
    taken: dict[str, Taken],
    starts: dict[str, list[float]],
    prepared: Prepared,
) -> dict[str, Any]:
    installed = {"argos": prepared.argos is not None, "transformers": prepared.marian is not None}
    return {
        "directions": {str(job.pair): len(job.sentences) for job in jobs},
        "corpus": "generated" if options.corpus is None else options.corpus.name,
        "words": sum(len(line.split()) for job in jobs for line in job.sentences),
        "installed": installed,
        "rounds": options.rounds,
        "walls_s": {
            name: {beam: [round(wall, 3) for wall in walls] for beam, walls in one.walls.items()}
            for name, one in taken.items()
        },
        "cpus_s": {
            name: {beam: [round(cpu, 3) for cpu in cpus] for beam, cpus in one.cpus.items()}
            for name, one in taken.items()
        },
        "cold_s": {name: [round(one, 4) for one in walls] for name, walls in starts.items()},
        "programs": {name: one.facts for name, one in taken.items()},
        "same_%_and_chrF": {
            name: {
                beam: agreement(targets, taken[OURS].targets[beam])
                for beam, targets in one.targets.items()
            }
            for name, one in taken.items()
        },
    }
