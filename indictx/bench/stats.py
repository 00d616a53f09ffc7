"""From repeated measurements to numbers that can be told apart from noise."""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["Summary", "beats", "paired_speedups", "percentile", "summary"]

#: A difference that is smaller counts as none.
THRESHOLD = 0.03
_CHANCE = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What repeated measurements of one thing came to, in the unit of its name.

    Attributes:
        median: The value to quote.
        least: Of all.
        most: Of all.
        count: How many there were.
    """

    median: float
    least: float
    most: float
    count: int


def summary(values: Sequence[float]) -> Summary:
    """Return the summary of at least one value."""
    return Summary(
        median=statistics.median(values), least=min(values), most=max(values), count=len(values)
    )


def percentile(values: Sequence[float], per_cent: float) -> float:
    """Return the smallest value that at least so many per cent of the values do not exceed.

    Args:
        values: At least one, in any order.
        per_cent: Over 0, at most 100.
    """
    ranked = sorted(values)
    return ranked[max(0, math.ceil(len(ranked) * per_cent / 100) - 1)]


def paired_speedups(baseline_s: Sequence[float], seconds: Sequence[float]) -> list[float]:
    """Return how many times as fast each round was as the baseline in the same round."""
    return [before / after for before, after in zip(baseline_s, seconds, strict=True)]


def beats(speedups: Sequence[float], *, threshold: float = THRESHOLD) -> bool:
    """Say whether something is clearly faster than what it was paired with.

    Its median must be over the threshold, and so many rounds must have been faster at all that a
    fair coin would do it in less than one of twenty tries (sign test). One lucky round does not
    count, and five rounds are the least that can decide anything.

    Args:
        speedups: Ratios of :func:`paired_speedups`.
        threshold: Share by which the median must be faster.
    """
    if not speedups or statistics.median(speedups) <= 1 + threshold:
        return False
    return _chance(sum(ratio > 1 for ratio in speedups), len(speedups)) < _CHANCE


def _chance(wins: int, rounds: int) -> float:
    """Return the probability of at least so many wins if both were equally fast."""
    ways = sum(math.comb(rounds, n) for n in range(wins, rounds + 1))
    return ways * 0.5**rounds
