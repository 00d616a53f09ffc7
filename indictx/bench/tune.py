"""Find the number of threads and the batch with which this machine is fastest.

Candidates are timed in turns, so that what slows the machine for a while meets all of them. A first
stage, in which each setting varies alone, names a few finalists; a second one times these anew beside
the default, for a candidate that was lucky once is not lucky twice. The default stays unless a
finalist is clearly faster (:func:`indictx.bench.stats.beats`).
"""

from __future__ import annotations

import statistics
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass

from indictx.bench.corpus import Corpus
from indictx.bench.loaded import Subject
from indictx.bench.power import Meter
from indictx.bench.run import LADDER, Plan, Say
from indictx.bench.stats import beats, paired_speedups

__all__ = [
    "Candidate",
    "Choice",
    "Tuning",
    "pick",
    "sample_of",
    "thread_candidates",
    "timer",
    "timings_of",
    "tune",
]

BATCHES = (256, 512, 2048, 4096)
SCREENING_ROUNDS = 2
#: Fewer rounds cannot decide anything; see :func:`indictx.bench.stats.beats`.
LEAST_ROUNDS = 5
_HOPELESS = 0.97
# Fewer lines than these fill no batch, and then its size means nothing.
_ALIKE = 32
_LEAST_LINES, _TRIAL, _WARM_UP = 128, 64, 16


@dataclass(frozen=True, slots=True)
class Choice:
    """Settings that do not change a translation, only its speed."""

    threads: int
    batch_pieces: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A choice and how it did.

    Attributes:
        choice: The settings.
        seconds: Of each round.
        speedup: Median over the rounds of how many times as fast it was as the default.
        is_clearly_faster: Whether that is more than noise.
    """

    choice: Choice
    seconds: tuple[float, ...]
    speedup: float
    is_clearly_faster: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Tuning:
    """What was tried and what won.

    Attributes:
        default: What is used when nothing is set.
        chosen: The winner; the default unless something was clearly faster.
        screened: First stage, the default first.
        finals: Second stage, likewise; empty when nothing came near the default.
    """

    default: Choice
    chosen: Choice
    screened: tuple[Candidate, ...]
    finals: tuple[Candidate, ...]

    def as_json(self) -> dict[str, object]:
        """Return JSON-ready values with the names of the attributes."""
        return asdict(self)


def thread_candidates(cores: int, quota: int | None) -> tuple[int, ...]:
    """Return numbers of threads below all cores that may be faster.

    Half of them, for two often share one core; what a container may use; one fewer, to leave room.

    Args:
        cores: What the default takes.
        quota: Cores' worth of time that a container has.
    """
    wanted = {cores // 4, cores // 2, cores - 1, quota or cores}
    return tuple(sorted(number for number in wanted if 0 < number < cores))


def tune(
    time: Callable[[Choice], float],
    default: Choice,
    *,
    threads: Sequence[int],
    batches: Sequence[int] = BATCHES,
    rounds: int = 9,
) -> Tuning:
    """Time candidates and choose.

    Args:
        time: Returns the seconds that the same work takes with a choice.
        default: What to beat.
        threads: Other numbers of threads to try.
        batches: Other batches to try.
        rounds: Of the second stage.
    """
    alone = [Choice(number, default.batch_pieces) for number in threads]
    alone += [Choice(default.threads, batch) for batch in batches if batch != default.batch_pieces]
    screened = _timed(time, [default, *alone], SCREENING_ROUNDS)
    finalists = _finalists(screened, default)
    finals = _timed(time, [default, *finalists], rounds) if finalists else {}
    return Tuning(
        default=default,
        chosen=pick(finals, default) if finals else default,
        screened=_candidates(screened, default),
        finals=_candidates(finals, default) if finals else (),
    )


def pick(seconds: Mapping[Choice, Sequence[float]], default: Choice) -> Choice:
    """Return the fastest of those that are clearly faster than the default, or the default.

    Args:
        seconds: Of each choice, round by round; the default is one of them.
        default: What to beat.
    """
    found = [each for each in _candidates(seconds, default) if each.is_clearly_faster]
    return max(found, key=lambda each: each.speedup).choice if found else default


def sample_of(plan: Plan, default: Choice, *, timings: int) -> Corpus:
    """Return the lines to tune with: as many as fit into the time of the plan, but not too few.

    Args:
        plan: Model, corpus and time.
        default: How fast that is decides.
        timings: How often the sample will be translated.
    """
    if plan.lines is not None:
        return plan.corpus.sample(plan.lines, alike=_ALIKE)
    trial = plan.corpus.sample(_TRIAL, alike=_ALIKE).lines
    per_line = timer(plan, trial, say=lambda _: None)(default) / len(trial)
    fitting = [step for step in LADDER if step * per_line * timings <= plan.seconds]
    return plan.corpus.sample(max([_LEAST_LINES, *fitting]), alike=_ALIKE)


def timer(plan: Plan, lines: Sequence[str], *, say: Say) -> Callable[[Choice], float]:
    """Return what times the translation of lines with a choice, the model loaded anew each time."""
    subject = Subject(plan.manifest, plan.pair, meter=Meter(()))

    def time(choice: Choice) -> float:
        say(f"{choice.threads} threads, {choice.batch_pieces} pieces a batch")
        with subject.open(choice.threads) as loaded:
            loaded.run(lines[:_WARM_UP], beam=plan.beam, batch_pieces=choice.batch_pieces)
            return loaded.run(lines, beam=plan.beam, batch_pieces=choice.batch_pieces).wall_s

    return time


def timings_of(threads: Sequence[int], batches: Sequence[int], rounds: int) -> int:
    """Return how often work is timed at most."""
    return SCREENING_ROUNDS * (1 + len(threads) + len(batches)) + 4 * rounds


def _timed(
    time: Callable[[Choice], float], choices: Sequence[Choice], rounds: int
) -> dict[Choice, list[float]]:
    """Time all choices in every round, backwards in every second one."""
    seconds: dict[Choice, list[float]] = {choice: [] for choice in choices}
    for number in range(rounds):
        for choice in choices if number % 2 == 0 else reversed(choices):
            seconds[choice].append(time(choice))
    return seconds


def _finalists(screened: Mapping[Choice, Sequence[float]], default: Choice) -> list[Choice]:
    """Return the best number of threads, the best batch, and both together, if they have a chance."""
    tried = [each for each in _candidates(screened, default) if each.choice != default]
    hopeful = [each for each in tried if each.speedup > _HOPELESS]
    threads = [each for each in hopeful if each.choice.threads != default.threads]
    batches = [each for each in hopeful if each.choice.threads == default.threads]
    best = [max(some, key=lambda each: each.speedup).choice for some in (threads, batches) if some]
    if len(best) == 2:
        best.append(Choice(best[0].threads, best[1].batch_pieces))
    return best


def _candidates(
    seconds: Mapping[Choice, Sequence[float]], default: Choice
) -> tuple[Candidate, ...]:
    found = []
    for choice, times in seconds.items():
        speedups = paired_speedups(seconds[default], times)
        found.append(
            Candidate(
                choice=choice,
                seconds=tuple(times),
                speedup=statistics.median(speedups),
                is_clearly_faster=choice != default and beats(speedups),
            )
        )
    return tuple(found)
