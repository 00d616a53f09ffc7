"""From numbers to places on paper, with round numbers to write beside an axis."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

__all__ = ["Scale", "linear_scale", "log_scale", "short"]


@dataclass(frozen=True, slots=True)
class Scale:
    """An axis.

    Attributes:
        ticks: Round numbers on it, ascending.
        at: Returns the place of a number.
    """

    ticks: tuple[float, ...]
    at: Callable[[float], float]


def log_scale(values: Sequence[float], start: float, end: float) -> Scale:
    """Return a logarithmic axis with room on both sides.

    Args:
        values: What must be on it; positive, at least one.
        start: Place of its beginning.
        end: Place of its end.
    """
    low, high = min(values) / 1.5, max(values) * 1.5
    span = math.log(high / low)
    steps = [
        digit * 10.0**power
        for power in range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
        for digit in (1, 2, 5)
    ]
    ticks = tuple(step for step in steps if low <= step <= high)
    return Scale(ticks, lambda value: start + (end - start) * math.log(value / low) / span)


def linear_scale(low: float, high: float, start: float, end: float, *, most: int = 8) -> Scale:
    """Return a linear axis.

    Args:
        low: Number at its beginning.
        high: Number at its end, greater.
        start: Place of its beginning.
        end: Place of its end.
        most: Largest number of steps between ticks.
    """
    rough = (high - low) / most
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * digit for digit in (1, 2, 5, 10) if power * digit >= rough)
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    # A product such as 3 * 0.1 is written with all of its digits, unless it is rounded.
    places = max(0, 1 - math.floor(math.log10(step)))
    ticks = tuple(round(step * number, places) for number in range(first, last + 1))
    return Scale(ticks, lambda value: start + (end - start) * (value - low) / (high - low))


def short(value: float) -> str:
    """Return a number for an axis: ``2.5M``, ``40k``, ``0.5``."""
    for size, unit in ((1e6, "M"), (1e3, "k")):
        if abs(value) >= size:
            return f"{value / size:g}{unit}"
    return f"{value:.4g}"
