"""Weights between those that a run started from and those that it ended with.

A run on new text forgets some of what its start knew. The mean of both models often knows nearly
all that either does (Wortsman et al. 2022, "Robust fine-tuning of zero-shot models").
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from indictx.errors import UsageError
from indictx.train.model import BIAS
from indictx.train.recipe import Recipe
from indictx.train.start import go_on

if TYPE_CHECKING:
    Tensor = Any

__all__ = ["blended", "with_start"]

# Biases below are of pieces that a packaged model must not write.
_FORBIDDEN = -100.0


def blended(
    weights: Mapping[str, Tensor], earlier: Mapping[str, Tensor], share: float
) -> dict[str, Tensor]:
    """Return weights between two models of one shape and the same pieces.

    Args:
        weights: Of the run.
        earlier: Of what it started from.
        share: Of the earlier ones, 0 to 1.
    """
    import torch

    mixed = {
        name: weight.float().lerp(earlier[name].float(), share) for name, weight in weights.items()
    }
    # What the earlier one never wrote may be written, if the run has learned it.
    is_new = earlier[BIAS] < _FORBIDDEN
    mixed[BIAS] = torch.where(is_new, weights[BIAS].float(), mixed[BIAS])
    return mixed


def with_start(
    weights: dict[str, Tensor], recipe: Recipe, work: Path, start_from: Path | None
) -> dict[str, Tensor]:
    """Return the weights of a run, mixed with those of its start if the recipe says so.

    Args:
        weights: Of the run.
        recipe: Its ``export.start_share`` is the share of the start.
        work: The run's work folder.
        start_from: What the run started from.

    Raises:
        UsageError: There is a share without a start, or a start without a share.
    """
    share = recipe.export.start_share
    if (share > 0) is not (start_from is not None):
        raise UsageError(
            "export.start_share and --start-from need each other",
            hint="take both, to mix the weights of the start in, or neither",
        )
    if start_from is None:
        return weights
    start, _ = go_on(recipe, start_from, work)
    return blended(weights, start.weights, share)
