"""Throughput: many lines through stdin of the real command, beside CTranslate2 alone."""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.children import BASELINES, indictx, run
from benchmarks.corpus import duplicates_in_windows, file_of, read_or_make
from benchmarks.measure import Options, Result, median

GOAL = 0.90
#: Padded pieces times beams in a batch of the baseline; the best for it is taken.
BATCH_PIECES = (512, 1024, 2048, 4096)
#: Lines on which the best is found.
TRIAL_LINES = 1500


def measure(options: Options, beam: int) -> Result:
    """Compare the command with the baseline at one beam size."""
    corpus = options.corpus and file_of(options.corpus, options.src_lang)
    lines = read_or_make(corpus, options.lines)
    threads = str(options.threads)
    with tempfile.TemporaryDirectory() as folder:
        text, batches = Path(folder, "corpus.txt"), Path(folder, "batches.jsonl")
        text.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        raw = [sys.executable, str(BASELINES / "raw.py")]
        raw += [str(options.model), str(batches), str(beam), threads]
        trials = {}
        for pieces in BATCH_PIECES:
            prepare(lines[:TRIAL_LINES], batches, options, budget=pieces // beam)
            trials[pieces // beam] = min(json.loads(run(raw).stdout)["wall_s"] for _ in range(2))
        best = min(trials, key=lambda budget: trials[budget])
        facts = prepare(lines, batches, options, budget=best)
        library = [sys.executable, str(BASELINES / "library.py"), options.src_lang]
        library += [options.tgt_lang, str(beam), threads, str(options.model)]
        command = [*indictx(), "translate", "--model", str(options.model), "--quiet"]
        command += ["--from", options.src_lang, "--to", options.tgt_lang, "--threads", threads]
        as_it_comes, command = command, [*command, "--beam", str(beam)]
        walls: dict[str, list[float]] = {"raw": [], "command": [], "library": [], "default": []}
        cpus: list[float] = []
        for _ in range(options.rounds):
            floor = json.loads(run(raw).stdout)
            walls["raw"].append(floor["wall_s"])
            done = run(command, stdin=text)
            if done.stdout.count(b"\n") != len(lines):
                raise SystemExit("indictx did not give one line for each line")
            walls["command"].append(done.wall_s)
            cpus.append(done.cpu_s)
            if beam > 1:
                walls["default"].append(run(as_it_comes, stdin=text).wall_s)
            inside = json.loads(run(library, stdin=text).stdout)
            walls["library"].append(inside["wall_s"])
    facts |= {
        "beam": beam,
        "baseline_trials_s": {str(budget): round(wall_s, 3) for budget, wall_s in trials.items()},
        "threads": options.threads,
        "rounds": options.rounds,
        "duplicates_in_windows": round(duplicates_in_windows(lines, 2048), 5),
        "target_pieces": floor["target_pieces"],
        "flagged_without_second_search": inside["flagged"],
        "command_cpu_s": median(cpus),
    }
    rows = [
        _row("raw CTranslate2, sorted and batched by hand", walls["raw"], facts),
        _row("indictx as a library, no second search", walls["library"], facts),
        _row("indictx translate < file, all included", walls["command"], facts),
    ]
    if walls["default"]:
        name = "indictx translate < file, as it comes: reranked"
        rows.append(_row(name, walls["default"], facts))
    ratio = median([raw / own for raw, own in zip(walls["raw"], walls["command"], strict=True)])
    return Result(
        name=f"throughput: {len(lines)} lines, beam {beam}, {options.threads} threads",
        rows=rows,
        ratio=ratio,
        goal=f"at least {GOAL} x the speed of raw CTranslate2",
        reached=ratio >= GOAL,
        facts=facts,
    )


def _row(name: str, walls: list[float], facts: dict[str, Any]) -> dict[str, Any]:
    seconds = median(walls)
    return {
        "program": name,
        "median_s": seconds,
        "least_s": round(min(walls), 3),
        "lines_per_s": round(facts["lines"] / seconds, 1),
        "source_words_per_s": round(facts["words"] / seconds),
    }


def prepare(lines: list[str], path: Path, options: Options, *, budget: int) -> dict[str, Any]:
    """Sort and batch as a careful person would the very pieces that indictx gives to the engine.

    Numbers and links are slots on both sides, long sentences are cut at the same places, and both
    stop the search at the same length, so that the engine has the same work.
    """
    from indictx.families import load_family
    from indictx.models.store import find_model
    from indictx.pipeline.judging import most_target_pieces
    from indictx.pipeline.options import TranslateOptions
    from indictx.pipeline.translator import Translator

    manifest = find_model(str(options.model))
    listener = _listener(manifest.max_source_pieces)
    translator = Translator(
        manifest,
        engine=listener,
        family=load_family(manifest),
        options=TranslateOptions(beam_size=1, retry=False),
    )
    for _ in translator.translate(lines, src_lang=options.src_lang, tgt_lang=options.tgt_lang):
        pass
    sources = sorted(listener.sources, key=len, reverse=True)
    with path.open("w", encoding="utf-8") as stream:
        start = 0
        while start < len(sources):
            longest = len(sources[start])
            batch = sources[start : start + max(1, budget // longest)]
            stream.write(json.dumps([most_target_pieces(longest), batch]) + "\n")
            start += len(batch)
    return {
        "lines": len(lines),
        "sentences": len(sources),
        "words": sum(len(line.split()) for line in lines),
        "source_pieces": sum(map(len, sources)),
        "baseline_batch_pieces": budget,
    }


def _listener(max_source_pieces: int) -> Any:  # noqa: ANN401 - indictx is imported where it is used
    """Return an engine that remembers the sources it was given."""
    from indictx.engines.echo import EchoEngine

    class Listener(EchoEngine):
        sources: list[list[str]]

        def submit(self, sources: Any, prefixes: Any, options: Any) -> Any:  # noqa: ANN401
            self.sources += map(list, sources)
            return super().submit(sources, prefixes, options)

    listener = Listener(max_source_pieces=max_source_pieces)
    listener.sources = []
    return listener
