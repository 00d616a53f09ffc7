"""The optimizer: Muon for matrices, Adam for embeddings, biases and norms; a running average.

Muon (Jordan et al. 2024) makes the update of a matrix orthogonal, here by the Polar Express
iteration (Amsel et al. 2025); it learns about twice as much from a batch as Adam does. Weights,
moments and average are float32 whatever the model computes in.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from indictx.train.model import EMBEDDING
from indictx.train.recipe import Fit

if TYPE_CHECKING:
    Tensor = Any

__all__ = ["Optimizer"]

_MOMENTUM = 0.95
_ADAM = (0.9, 0.98)
# Coefficients of the first four Polar Express iterations.
_POLAR = (
    (8.28721201814563, -23.595886519098837, 17.300387312530933),
    (4.107059111542203, -2.9478499167379106, 0.5448431082926601),
    (3.9486908534822946, -2.908902115962949, 0.5518191394370137),
    (3.3184196573706015, -2.488488024314874, 0.51004894012372),
)


@dataclass(slots=True)
class Optimizer:
    """Weights in full precision and everything that is updated with them.

    Attributes:
        settings: Rates, decay, clipping and averaging.
        weights: Full-precision weights.
        average: Their running average.
        state: Moments by weight: ``name`` for Muon, ``name.m`` and ``name.v`` for Adam.
    """

    settings: Fit
    weights: dict[str, Tensor]
    average: dict[str, Tensor] = field(default_factory=dict)
    state: dict[str, Tensor] = field(default_factory=dict)

    def __post_init__(self) -> None:
        import torch

        for name, weight in self.weights.items():
            self.average.setdefault(name, weight.clone())
            keys = (name,) if _is_matrix(name, weight) else (f"{name}.m", f"{name}.v")
            for key in keys:
                self.state.setdefault(key, torch.zeros_like(weight))

    def update(self, gradients: Mapping[str, Tensor], *, step: int, factor: float) -> float:
        """Change the weights; return the norm of the gradient.

        Args:
            gradients: One for each weight, in any precision.
            step: Updates made before this one.
            factor: What the schedule multiplies the rates by.
        """
        import torch

        with torch.no_grad():
            norms = [
                torch.linalg.vector_norm(gradient, dtype=torch.float32)
                for gradient in gradients.values()
            ]
            norm = float(torch.stack(norms).norm())
            self._muon(gradients, factor)
            self._adam(gradients, step, factor, min(1.0, self.settings.clip / (norm + 1e-6)))
            if step % self.settings.average_every == 0:
                self._average(step)
        return norm

    def _muon(self, gradients: Mapping[str, Tensor], factor: float) -> None:
        import torch

        rate, decay = self.settings.matrix_rate * factor, self.settings.decay
        groups: dict[tuple[int, ...], list[str]] = {}
        for name, weight in self.weights.items():
            if _is_matrix(name, weight):
                groups.setdefault(tuple(weight.shape), []).append(name)
        for (rows, columns), names in groups.items():
            # What the model is fastest in, its update is as well.
            kind = gradients[names[0]].dtype
            gradient = torch.stack([gradients[name] for name in names]).float()
            moments = [self.state[name] for name in names]
            torch._foreach_lerp_(moments, list(gradient), 1 - _MOMENTUM)
            update = _orthogonal(gradient.lerp(torch.stack(moments), _MOMENTUM).to(kind)).float()
            weights = [self.weights[name] for name in names]
            torch._foreach_mul_(weights, 1 - rate * decay)
            pace = rate * max(1.0, rows / columns) ** 0.5
            torch._foreach_add_(weights, list(update), alpha=-pace)

    def _adam(
        self, gradients: Mapping[str, Tensor], step: int, factor: float, scale: float
    ) -> None:
        rate, (first, second) = self.settings.other_rate * factor, _ADAM
        for name, weight in self.weights.items():
            if _is_matrix(name, weight):
                continue
            gradient = gradients[name].float() * scale
            mean, square = self.state[f"{name}.m"], self.state[f"{name}.v"]
            mean.lerp_(gradient, 1 - first)
            square.mul_(second).addcmul_(gradient, gradient, value=1 - second)
            spread = (square / (1 - second ** (step + 1))).sqrt_().add_(1e-8)
            weight.addcdiv_(mean / (1 - first ** (step + 1)), spread, value=-rate)

    def _average(self, step: int) -> None:
        import torch

        # Young averages forget fast, or they would remember the random start.
        decay = self.settings.average_decay**self.settings.average_every
        decay = min(decay, (1 + step) / (10 + step))
        names = list(self.weights)
        torch._foreach_lerp_(
            [self.average[name] for name in names],
            [self.weights[name] for name in names],
            1 - decay,
        )


def _is_matrix(name: str, weight: Tensor) -> bool:
    return weight.dim() == 2 and name != EMBEDDING


def _orthogonal(stack: Tensor) -> Tensor:
    """Return the nearest semi-orthogonal matrices, nearly; ``(matrices, rows, columns)``."""
    import torch

    tall = stack.shape[-2] > stack.shape[-1]
    matrix = (stack.mT if tall else stack).contiguous()
    matrix /= 1.01 * matrix.norm(dim=(-2, -1), keepdim=True) + 1e-7
    for first, second, third in _POLAR:
        square = matrix @ matrix.mT
        square = torch.baddbmm(square, square, square, beta=second, alpha=third)
        matrix = torch.baddbmm(matrix, square, matrix, beta=first)
    return matrix.mT if tall else matrix
