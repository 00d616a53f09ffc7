"""One number for each system over several directions, and whether two of these numbers differ."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from statistics import fmean

from indictx.evaluate.metrics import Comparison, Score, compare, interval
from indictx.evaluate.results import Result

__all__ = ["Average", "averages"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Average:
    """One system over several directions, each of which counts alike.

    Attributes:
        system: Its name.
        directions: How many.
        lines: Segments of all.
        scores: Mean of the scores by each metric that two or more directions have; the interval is
            that of the mean.
        counts: Directions in each of the means.
        baseline: System that :attr:`comparisons` are against; ``None`` for the baseline itself.
        comparisons: One for each score.
        better: Directions in which the system is significantly better by each metric.
        worse: Likewise worse.
    """

    system: str
    directions: int
    lines: int
    scores: tuple[Score, ...]
    counts: tuple[int, ...]
    baseline: str | None = None
    comparisons: tuple[Comparison, ...] = ()
    better: tuple[int, ...] = ()
    worse: tuple[int, ...] = ()


def averages(results: Iterable[Result]) -> list[Average]:
    """Return the mean over directions of each system; none where there are no two directions.

    Every direction is resampled by the same draws, so that the resamples of the mean are the means
    of the resamples, and two systems are tested on the same segments of all directions at once.
    """
    by_system: dict[str, list[Result]] = {}
    for result in results:
        if result.scores:
            by_system.setdefault(result.system, []).append(result)
    found: list[Average] = []
    for system, group in by_system.items():
        if len(group) > 1:
            found.append(_average(system, group, found[0] if found else None))
    return found


def _average(system: str, results: Sequence[Result], baseline: Average | None) -> Average:
    by_metric: dict[str, list[Score]] = {}
    tests: dict[str, list[Comparison]] = {}
    for result in results:
        for score in result.scores:
            by_metric.setdefault(score.metric, []).append(score)
        for test in result.comparisons:
            tests.setdefault(test.metric, []).append(test)
    groups = [group for group in by_metric.values() if len(group) > 1]
    scores = tuple(map(_mean, groups))
    tested = baseline if any(score.resamples for score in scores) else None
    compared = tuple(map(compare, scores, tested.scores)) if tested else ()
    clear = [[one for one in tests[test.metric] if one.is_significant] for test in compared]
    return Average(
        system=system,
        directions=len(results),
        lines=sum(result.lines for result in results),
        scores=scores,
        counts=tuple(map(len, groups)),
        baseline=tested.system if tested else None,
        comparisons=compared,
        better=tuple(sum(one.difference > 0 for one in group) for group in clear),
        worse=tuple(sum(one.difference < 0 for one in group) for group in clear),
    )


def _mean(scores: Sequence[Score]) -> Score:
    drawn = tuple(map(fmean, zip(*(score.resamples for score in scores), strict=True)))
    mean, margin = interval(drawn) if drawn else (None, None)
    return replace(
        scores[0],
        value=fmean(score.value for score in scores),
        # Directions may differ in what was done to the text before.
        preparation=" or ".join(dict.fromkeys(s.preparation for s in scores if s.preparation))
        or None,
        mean=mean,
        margin=margin,
        resamples=drawn,
    )
