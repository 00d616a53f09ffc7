"""Weights between those that a run started from and those that it ended with.

A run on new text forgets some of what its start knew. The mean of both models often knows nearly
all that either does (Wortsman et al. 2022, "Robust fine-tuning of zero-shot models").
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from indictx.train.model import BIAS

if TYPE_CHECKING:
    Tensor = Any

__all__ = ["blended"]

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
