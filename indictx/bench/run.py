"""Measure one model: new processes first, then single lines, then throughput in turns."""

from __future__ import annotations

import datetime
import json
import statistics
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from indictx.bench import conditions
from indictx.bench.children import Children, Run, children
from indictx.bench.corpus import Corpus
from indictx.bench.loaded import Loaded, Subject, Timing
from indictx.bench.power import Meter, find_zones
from indictx.bench.result import CorpusFacts, Latency, Memory, Report, Settings, Throughput
from indictx.bench.stats import Summary, percentile, summary
from indictx.engines.ct2 import default_threads
from indictx.evaluate.systems import ModelFacts
from indictx.languages import Pair
from indictx.models.manifest import ModelManifest

__all__ = ["Cell", "Plan", "cells", "fitting_lines", "measure"]

Say = Callable[[str], None]
#: Numbers of lines of a throughput run; results with the same number can be compared.
LADDER = (8, 16, 32, 64, 128, 256, 512, 1024, 1440)
_WARM_UP, _TRIAL = 8, 64
_SINGLE_LINES, _SINGLE_LEAST, _SINGLE_SECONDS = 200, 20, 3.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What to measure.

    Attributes:
        manifest: The model.
        pair: Direction.
        corpus: What to translate.
        beam: Beams where the model is measured as it is used.
        threads: Threads likewise.
        batch_pieces: Batch likewise.
        beams: Beams of the throughput runs.
        thread_counts: Threads of the throughput runs.
        batches: Batches of the throughput runs.
        lines: Lines of a throughput run; ``None`` takes as many as fit into ``seconds``.
        seconds: Time for all throughput runs together, roughly.
        rounds: Runs of each.
        cold_runs: New processes.
        watts: Of one busy core, to estimate energy where it cannot be read.
    """

    manifest: ModelManifest
    pair: Pair
    corpus: Corpus
    beam: int
    threads: int
    batch_pieces: int
    beams: tuple[int, ...]
    thread_counts: tuple[int, ...]
    batches: tuple[int, ...]
    lines: int | None = None
    seconds: float = 30.0
    rounds: int = 3
    cold_runs: int = 5
    watts: float | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """One line of the throughput table."""

    beam: int
    threads: int
    batch_pieces: int


def measure(plan: Plan, *, say: Say) -> Report:
    """Return the results of everything.

    Args:
        plan: What to measure.
        say: Called with what begins now.

    Raises:
        IndictxError: The model does not translate.
    """
    machine = conditions.machine_facts()  # first, for its load is that before the run
    meter = Meter(find_zones())
    subject = Subject(plan.manifest, plan.pair, meter=meter)
    with children() as starter:
        say("cold start")
        cold, probes = _cold(plan, starter)
        say("single lines")
        with subject.open(plan.threads) as loaded:
            interactive = _interactive(plan, loaded)
        lines = _lines(plan, subject)
        timings = _rounds(plan, subject, lines, say)
        say("memory")
        whole = _translate(plan, starter, lines.lines)
    energy = _energy_source(plan, timings)
    return Report(
        date=datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
        commit=conditions.commit(),
        machine=machine,
        versions=conditions.versions(),
        model=ModelFacts.of(plan.manifest, beam_size=plan.beam),
        settings=_settings(plan),
        corpus=_corpus(lines, plan.pair),
        cold_start_ms=_ms(run.wall_s for run in cold),
        load_ms=_ms(probe["load_s"] for probe in probes),
        first_line_ms=_ms(probe["first_line_s"] for probe in probes),
        interactive=interactive,
        throughput=tuple(_throughput(plan, lines, *item) for item in timings.items()),
        memory=Memory(
            one_line_bytes=max((run.peak_bytes for run in cold if run.peak_bytes), default=None),
            all_lines_bytes=whole.peak_bytes,
        ),
        sizes=conditions.sizes(plan.manifest),
        energy=energy,
    )


def cells(plan: Plan) -> list[Cell]:
    """Return every beam with every number of threads, and every batch with the most threads."""
    most = max(plan.thread_counts)
    first = plan.batches[0]
    return [
        Cell(beam, threads, batch)
        for threads in plan.thread_counts
        for beam in plan.beams
        for batch in (plan.batches if threads == most else (first,))
    ]


def fitting_lines(
    planned: Iterable[Cell],
    lines_per_s: Mapping[int, float],
    *,
    cores: int,
    rounds: int,
    seconds: float,
    available: int,
) -> int:
    """Return how many lines a run may have so that all runs together take about ``seconds``.

    Args:
        planned: What will be run.
        lines_per_s: Speed of one thread, by beam.
        cores: Threads beyond make nothing faster.
        rounds: Runs of each.
        seconds: Time for all.
        available: Lines of the corpus; never more.
    """
    per_line = sum(1 / (lines_per_s[cell.beam] * min(cell.threads, cores)) for cell in planned)
    fitting = [step for step in LADDER if step * per_line * rounds <= seconds]
    return min(max(fitting, default=LADDER[0]), available)


def _cold(plan: Plan, starter: Children) -> tuple[list[Run], list[dict[str, float]]]:
    """Start the command and the probe in turns; the first of each warms the disk's cache."""
    line = plan.corpus.lines[:1]
    model, source, target = _names(plan)
    probe = [model, source, target, str(plan.beam), str(plan.threads)]
    runs, probes = [], []
    for turn in range(plan.cold_runs + 1):
        run = _translate(plan, starter, line)
        times = json.loads(starter.run("indictx.bench.probe", *probe, lines=line).stdout)
        if turn:
            runs.append(run)
            probes.append(times)
    return runs, probes


def _translate(plan: Plan, starter: Children, lines: Sequence[str]) -> Run:
    model, source, target = _names(plan)
    command = ["translate", "--model", model, "--from", source, "--to", target, "--quiet"]
    command += ["--beam", str(plan.beam), "--threads", str(plan.threads)]
    command += ["--batch-pieces", str(plan.batch_pieces)]
    return starter.run("indictx", *command, lines=lines)


def _names(plan: Plan) -> tuple[str, str, str]:
    folder = str(plan.manifest.folder.absolute())
    return folder, plan.pair.source.code, plan.pair.target.code


def _interactive(plan: Plan, loaded: Loaded) -> tuple[Latency, ...]:
    found = []
    lines = plan.corpus.first(_SINGLE_LINES).lines
    for beam in plan.beams:
        loaded.single_lines(lines[:_WARM_UP], beam=beam, seconds=0, least=_WARM_UP)
        took = loaded.single_lines(lines, beam=beam, seconds=_SINGLE_SECONDS, least=_SINGLE_LEAST)
        p50_ms, p99_ms = (round(1e3 * percentile(took, n), 3) for n in (50, 99))
        found.append(Latency(beam=beam, lines=len(took), p50_ms=p50_ms, p99_ms=p99_ms))
    return tuple(found)


def _lines(plan: Plan, subject: Subject) -> Corpus:
    """Return the lines of a throughput run."""
    if plan.lines is not None:
        return plan.corpus.sample(plan.lines)
    trial = plan.corpus.sample(_TRIAL).lines
    speeds = {}
    with subject.open(1) as loaded:
        for beam in plan.beams:
            loaded.run(trial[:_WARM_UP], beam=beam, batch_pieces=plan.batches[0])
            timing = loaded.run(trial, beam=beam, batch_pieces=plan.batches[0])
            speeds[beam] = len(trial) / timing.wall_s
    count = fitting_lines(
        cells(plan),
        speeds,
        cores=default_threads(),
        rounds=plan.rounds,
        seconds=plan.seconds,
        available=len(plan.corpus.lines),
    )
    return plan.corpus.sample(count)


def _rounds(plan: Plan, subject: Subject, corpus: Corpus, say: Say) -> dict[Cell, list[Timing]]:
    """Time each cell once in every round, so that what slows the machine meets all of them."""
    planned = cells(plan)
    timings: dict[Cell, list[Timing]] = {cell: [] for cell in planned}
    for number in range(1, plan.rounds + 1):
        for threads in plan.thread_counts:
            say(f"throughput: round {number} of {plan.rounds}, {threads} threads")
            with subject.open(threads) as loaded:
                for cell in (cell for cell in planned if cell.threads == threads):
                    arguments = {"beam": cell.beam, "batch_pieces": cell.batch_pieces}
                    loaded.run(corpus.lines[:_WARM_UP], **arguments)
                    timings[cell].append(loaded.run(corpus.lines, **arguments))
    return timings


def _throughput(plan: Plan, corpus: Corpus, cell: Cell, timings: Sequence[Timing]) -> Throughput:
    wall_s = statistics.median(timing.wall_s for timing in timings)
    cpu_s = statistics.median(timing.cpu_s for timing in timings)
    sentences = corpus.sentences(plan.pair.source.code)
    joules = [timing.joules for timing in timings if timing.joules is not None]
    used = statistics.median(joules) if joules else plan.watts and plan.watts * cpu_s
    return Throughput(
        beam=cell.beam,
        threads=cell.threads,
        batch_pieces=cell.batch_pieces,
        seconds=tuple(round(timing.wall_s, 4) for timing in timings),
        cpu_s=round(cpu_s, 4),
        lines_per_s=round(len(corpus.lines) / wall_s, 2),
        sentences_per_s=round(sentences / wall_s, 2),
        source_words_per_s=round(corpus.words / wall_s, 1),
        target_pieces_per_s=round(timings[0].target_pieces / wall_s, 1),
        joules_per_1000=None if used is None else round(1e3 * used / sentences, 2),
    )


def _energy_source(plan: Plan, timings: Mapping[Cell, Sequence[Timing]]) -> str | None:
    measured = any(timing.joules is not None for runs in timings.values() for timing in runs)
    if measured:
        return "rapl"
    return "estimate" if plan.watts is not None else None


def _settings(plan: Plan) -> Settings:
    return Settings(
        pair=str(plan.pair),
        beam=plan.beam,
        threads=plan.threads,
        batch_pieces=plan.batch_pieces,
        rounds=plan.rounds,
        cold_runs=plan.cold_runs,
        watts=plan.watts,
    )


def _corpus(corpus: Corpus, pair: Pair) -> CorpusFacts:
    return CorpusFacts(
        name=corpus.name,
        lines=len(corpus.lines),
        sentences=corpus.sentences(pair.source.code),
        words=corpus.words,
        sha256=corpus.sha256,
    )


def _ms(seconds: Iterable[float]) -> Summary:
    return summary([round(1e3 * each, 2) for each in seconds])
