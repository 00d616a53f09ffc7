"""In which type of number the model computes."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    Kind = Any  # torch.dtype

__all__ = ["PRECISIONS", "number_type"]

#: What a recipe can ask for.
PRECISIONS = ("auto", "bf16", "fp32")

_ROUNDS = 15
# Examples, width, inner width: of the size of a layer, a few milliseconds on one core.
_SIZE = (2048, 256, 1024)


def number_type(precision: str, device: str) -> Kind:
    """Return PyTorch's type for a recipe's ``precision``.

    ``auto`` is bfloat16 on a GPU, and on a CPU whichever multiplies faster: with bfloat16 units
    (AMX, AVX512-BF16) that takes a fraction of the time, and without them a multiple of it.
    """
    import torch

    if precision == "auto" and device == "cpu":
        kinds = (torch.float32, torch.bfloat16)
        # In turns, and the best of each: a cold start or another program slows down some.
        rounds = [[_seconds(kind) for kind in kinds] for _ in range(_ROUNDS)]
        least = [min(times) for times in zip(*rounds, strict=True)]
        return kinds[least.index(min(least))]
    return torch.float32 if precision == "fp32" else torch.bfloat16


def _seconds(kind: Kind) -> float:
    """Return the time of one product, as a layer has it."""
    import torch

    examples, width, inner = _SIZE
    states = torch.ones(examples, width, dtype=kind)
    matrix = torch.ones(inner, width, dtype=kind)
    began = time.perf_counter()
    torch.nn.functional.linear(states, matrix)
    return time.perf_counter() - began
