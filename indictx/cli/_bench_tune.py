"""``indictx bench --tune``: what this machine is fastest with, kept in the user's settings file."""

from __future__ import annotations

import dataclasses
import datetime
import statistics
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from indictx.bench import conditions, machine
from indictx.bench.report import Table
from indictx.bench.run import Plan
from indictx.bench.tune import (
    BATCHES,
    LEAST_ROUNDS,
    Choice,
    Tuning,
    sample_of,
    thread_candidates,
    timer,
    timings_of,
    tune,
)
from indictx.cli._bench_output import show
from indictx.engines.ct2 import default_threads
from indictx.errors import UsageError
from indictx.settings import resolve, setting

if TYPE_CHECKING:
    from indictx.bench.corpus import Corpus
    from indictx.cli._bench import Request

SCHEMA = 1
KIND = "indictx bench --tune"
_ROUNDS, _SECONDS = 9, 90.0


def tune_machine(request: Request, plan: Plan, say: Callable[[str], None]) -> None:
    """Tune, print what was tried, and keep the winner unless that was not wanted.

    Raises:
        UsageError: There are too few rounds, or the settings file cannot be written.
    """
    from indictx.cli._bench import numbers

    rounds = request.rounds or _ROUNDS
    if rounds < LEAST_ROUNDS:
        raise UsageError(f"--rounds is {rounds}, --tune needs at least {LEAST_ROUNDS} to decide")
    beams = numbers("--beam", request.beams)
    if len(beams) > 1:
        raise UsageError("--tune is for one beam size", hint="give one, or none for the model's")
    plan = dataclasses.replace(
        plan, beam=beams[0] if beams else plan.beam, seconds=request.seconds or _SECONDS
    )
    default = Choice(default_threads(), int(str(setting("batch_pieces").default)))
    threads = numbers("--threads", request.threads)
    threads = threads or thread_candidates(default.threads, machine.cpu_quota())
    batches = numbers("--batch", request.batches) or BATCHES
    others = tuple(number for number in threads if number != default.threads)
    timings = timings_of(others, batches, rounds)
    say(f"up to {timings} timings")
    sample = sample_of(plan, default, timings=timings)
    time = timer(plan, sample.lines, say=say)
    found = tune(time, default, threads=others, batches=batches, rounds=rounds)
    path = None if request.dry_run else _keep(found)
    show(
        request,
        _as_json(plan, sample, found, path),
        _facts(plan, sample, found, path),
        _tables(found),
    )


def settings_of(found: Tuning) -> dict[str, str | int | None]:
    """Return the settings to keep; what is as by default is not written down."""
    chosen, default = found.chosen, found.default
    return {
        "threads": None if chosen.threads == default.threads else chosen.threads,
        "batch_pieces": (
            None if chosen.batch_pieces == default.batch_pieces else chosen.batch_pieces
        ),
    }


def _keep(found: Tuning) -> Path:
    from indictx.settings.edit import set_user_values

    path = set_user_values(settings_of(found))
    for name in settings_of(found):
        value = resolve({})[name]
        if value.source not in (str(path), "default"):
            print(f"note: {value.source} is stronger, and says {value.value}", file=sys.stderr)
    return path


def _facts(plan: Plan, sample: Corpus, found: Tuning, path: Path | None) -> list[str]:
    chosen = found.chosen
    what = f"{chosen.threads} threads, {chosen.batch_pieces} pieces a batch"
    if chosen == found.default:
        verdict = f"best: the default ({what}); nothing was clearly faster"
    else:
        speedup = next(each.speedup for each in found.finals if each.choice == chosen)
        verdict = f"best: {what}, {speedup:.2f} times as fast as the default"
    if path is None:
        kept = "not changed (--dry-run)"
    else:
        kept = f"none is needed in {path}" if chosen == found.default else f"kept in {path}"
    return [
        f"machine: {conditions.machine_facts()['cpu']}, {found.default.threads} cores",
        f"model: {plan.manifest.name} {plan.manifest.version}, {plan.pair}, beam {plan.beam}",
        f"corpus: {sample.name}, {len(sample.lines)} lines",
        verdict,
        f"settings: {kept}",
    ]


def _tables(found: Tuning) -> list[Table]:
    stages = (("Screening", found.screened), ("Final", found.finals))
    header = ("threads", "batch", "median s", "least s", "speed to default", "clear")
    return [
        Table(
            stage,
            (stage, *header),
            tuple(
                (
                    "default" if each.choice == found.default else "candidate",
                    str(each.choice.threads),
                    str(each.choice.batch_pieces),
                    f"{statistics.median(each.seconds):.3f}",
                    f"{min(each.seconds):.3f}",
                    f"{each.speedup:.3f}",
                    "yes" if each.is_clearly_faster else "-",
                )
                for each in some
            ),
        )
        for stage, some in stages
        if some
    ]


def _as_json(plan: Plan, sample: Corpus, found: Tuning, path: Path | None) -> dict[str, object]:
    return {
        "kind": KIND,
        "schema": SCHEMA,
        "date": datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
        "commit": conditions.commit(),
        "machine": conditions.machine_facts(),
        "versions": conditions.versions(),
        "model": {"name": plan.manifest.name, "version": plan.manifest.version},
        "pair": str(plan.pair),
        "beam": plan.beam,
        "corpus": {"name": sample.name, "lines": len(sample.lines), "sha256": sample.sha256},
        **found.as_json(),
        "settings": settings_of(found),
        "settings_file": None if path is None else str(path),
    }
