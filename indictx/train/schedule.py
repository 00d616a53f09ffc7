"""How fast to learn at each step: warm up, stay, cool down."""

from __future__ import annotations

from dataclasses import dataclass

from indictx.train.recipe import Fit

__all__ = ["Cooldown", "factor"]


@dataclass(frozen=True, slots=True)
class Cooldown:
    """A cooldown by the clock, for a run that must end at a certain time.

    Attributes:
        total_s: Seconds from the full rate to the lowest.
        spent_s: Seconds of it that are over, interruptions not counted.
    """

    total_s: float
    spent_s: float = 0.0

    @property
    def is_over(self) -> bool:
        """Whether the rate has reached its lowest."""
        return self.spent_s >= self.total_s


def factor(settings: Fit, step: int, cooldown: Cooldown | None = None) -> float:
    """Return what the learning rates are multiplied by, from 0 to 1.

    Args:
        settings: Lengths in steps, and the floor.
        step: Updates made before this one.
        cooldown: Takes the place of the recipe's cooldown.
    """
    rise = min(1.0, (step + 1) / max(1, settings.warmup_steps))
    left = 1.0
    if cooldown is not None:
        left = 1 - cooldown.spent_s / cooldown.total_s
    elif settings.steps and settings.cooldown_steps:
        left = (settings.steps - step) / settings.cooldown_steps
    return rise * max(settings.floor, min(1.0, left))
