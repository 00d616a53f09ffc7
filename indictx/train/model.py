"""The Marian Transformer as functions of a dictionary of tensors.

Post-norm, ReLU, sinusoidal positions, one table for both embeddings and the output: what
``MarianMTModel`` of Transformers computes, with its names of weights, so that a checkpoint loads
there. Written out for speed on CPU: attention is explicit (faster backward than PyTorch's fused
one), queries, keys and values are one product, and the output layer never holds all scores.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from indictx.train.recipe import Shape

if TYPE_CHECKING:
    Tensor = Any  # torch.Tensor; the package has no types for us
    Weights = Mapping[str, Tensor]

__all__ = [
    "BIAS",
    "EMBEDDING",
    "NEVER_WRITTEN",
    "Output",
    "hidden_states",
    "initial_weights",
    "output_loss",
    "scored_pieces",
]

EMBEDDING = "model.shared.weight"
BIAS = "final_logits_bias"

#: Bias of pieces that a packaged model must not write.
NEVER_WRITTEN = -1e4
_FORBIDDEN = -1e4
# Layers begin by adding a little: post-norm models of this depth then need a short warm-up only.
_BRANCH = 0.25
# Target positions scored at once: what stays in a core's cache, and what fills a GPU.
_CHUNK, _CHUNK_ON_GPU = 700, 8192
# A probability that underflowed counts as this one.
_LEAST = 1e-30


@dataclass(frozen=True, slots=True)
class Output:
    """What the decoder computes.

    Attributes:
        states: ``(examples, target pieces, width)``.
        attention: ``(examples, target pieces, source pieces)``: scores before softmax of the first
            head of the last layer's attention to the source, or ``None``.
    """

    states: Tensor
    attention: Tensor | None


def initial_weights(shape: Shape, vocabulary: int, seed: int) -> dict[str, Tensor]:
    """Return random weights, float32; row ``vocabulary - 1`` of the embeddings, padding, is zero."""
    import torch

    generator = torch.Generator().manual_seed(seed)
    weights: dict[str, Tensor] = {}

    def linear(name: str, inputs: int, outputs: int) -> None:
        bound = math.sqrt(6 / (inputs + outputs))  # Glorot and Bengio 2010
        matrix = torch.empty(outputs, inputs).uniform_(-bound, bound, generator=generator)
        weights[f"{name}.weight"], weights[f"{name}.bias"] = matrix, torch.zeros(outputs)

    def norm(name: str) -> None:
        weights[f"{name}.weight"] = torch.ones(shape.width)
        weights[f"{name}.bias"] = torch.zeros(shape.width)

    table = torch.empty(vocabulary, shape.width)
    weights[EMBEDDING] = table.normal_(std=shape.width**-0.5, generator=generator)
    weights[EMBEDDING][-1] = 0
    for side, layers in (("encoder", shape.encoder_layers), ("decoder", shape.decoder_layers)):
        for number in range(layers):
            layer = f"model.{side}.layers.{number}"
            for attention in ("self_attn", "encoder_attn")[: 1 + (side == "decoder")]:
                for part in ("q_proj", "k_proj", "v_proj", "out_proj"):
                    linear(f"{layer}.{attention}.{part}", shape.width, shape.width)
                norm(f"{layer}.{attention}_layer_norm")
            linear(f"{layer}.fc1", shape.width, shape.feed_forward)
            linear(f"{layer}.fc2", shape.feed_forward, shape.width)
            norm(f"{layer}.final_layer_norm")
    weights[BIAS] = torch.zeros(vocabulary)
    _open_last_attention(weights, shape, generator)
    for name in weights:
        if name.endswith(("out_proj.weight", "fc2.weight")):
            weights[name] *= _BRANCH
    return weights


def _open_last_attention(weights: dict[str, Tensor], shape: Shape, generator: Any) -> None:  # noqa: ANN401 - torch.Generator
    """Let the last attention to the source pass on what it looks at, unchanged.

    With aligned embeddings, looking at a word is then nearly translating it.
    """
    import torch

    square = torch.empty(shape.width, shape.width).normal_(generator=generator)
    rotation, _ = torch.linalg.qr(square)
    last = f"model.decoder.layers.{shape.decoder_layers - 1}.encoder_attn"
    weights[f"{last}.v_proj.weight"] = rotation.contiguous()
    weights[f"{last}.out_proj.weight"] = rotation.T.contiguous()


def scored_pieces(bias: Tensor) -> Tensor:
    """Return the ids of pieces that training has scored, whose biases are no longer zero."""
    return ((bias != 0) & (bias > NEVER_WRITTEN)).nonzero().squeeze(1).cpu()


def hidden_states(
    weights: Weights,
    shape: Shape,
    source: Tensor,
    target: Tensor,
    *,
    dropout: float = 0.0,
    attention: bool = False,
) -> Output:
    """Run encoder and decoder.

    Args:
        weights: All of one type, float32 or bfloat16.
        shape: Shape of the model.
        source: ``(examples, source pieces)``: ids, padded.
        target: ``(examples, target pieces)``: ids that the decoder must write; its input is these,
            one to the right, after padding.
        dropout: Share dropped of every layer's output and of the embeddings.
        attention: Whether attention scores are returned.
    """
    import torch

    padding = weights[EMBEDDING].shape[0] - 1
    mask = (source == padding)[:, None, None, :].to(weights[EMBEDDING].dtype) * _FORBIDDEN
    memory = _dropped(_embedded(weights, source, padding), dropout)
    for number in range(shape.encoder_layers):
        layer = f"model.encoder.layers.{number}"
        mixed, _ = _attention(weights, f"{layer}.self_attn", shape, memory, None, mask)
        memory = _added(weights, f"{layer}.self_attn_layer_norm", memory, mixed, dropout)
        memory = _feed_forward(weights, layer, memory, dropout)
    start = torch.full_like(target[:, :1], padding)
    shifted = torch.cat([start, target[:, :-1]], dim=1)
    states = _dropped(_embedded(weights, shifted, padding), dropout)
    width = target.shape[1]
    future = torch.full((width, width), _FORBIDDEN, dtype=states.dtype, device=states.device)
    future, scores = future.triu(1), None
    for number in range(shape.decoder_layers):
        layer = f"model.decoder.layers.{number}"
        mixed, _ = _attention(weights, f"{layer}.self_attn", shape, states, None, future)
        states = _added(weights, f"{layer}.self_attn_layer_norm", states, mixed, dropout)
        mixed, scores = _attention(weights, f"{layer}.encoder_attn", shape, states, memory, mask)
        states = _added(weights, f"{layer}.encoder_attn_layer_norm", states, mixed, dropout)
        states = _feed_forward(weights, layer, states, dropout)
    return Output(states, scores if attention else None)


def _embedded(weights: Weights, ids: Tensor, padding: int) -> Tensor:
    import torch

    table = weights[EMBEDDING]
    width = table.shape[1]
    # Padding, which starts the decoder, must stay zero: the product also cuts its gradient.
    scale = (ids != padding)[..., None].to(table.dtype) * math.sqrt(width)
    vectors = torch.nn.functional.embedding(ids, table) * scale
    return vectors + _positions(ids.shape[1], width, table.device).to(table.dtype)


@cache
def _positions(count: int, width: int, device: Any) -> Tensor:  # noqa: ANN401 - torch.device
    """Return sinusoids as Marian has them: sines in the first half, cosines in the second."""
    import torch

    place = torch.arange(count, dtype=torch.float64)[:, None]
    rate = 10000.0 ** (torch.arange(width // 2, dtype=torch.float64) * 2 / width)
    angle = place / rate
    return torch.cat([angle.sin(), angle.cos()], dim=1).float().to(device)


def _attention(
    weights: Weights, name: str, shape: Shape, states: Tensor, memory: Tensor | None, mask: Tensor
) -> tuple[Tensor, Tensor]:
    """Return the mixed values, and the scores of the first head."""
    import torch

    linear = torch.nn.functional.linear
    batch, length, width = states.shape

    def joint(inputs: Tensor, parts: str) -> Any:  # noqa: ANN401 - tuple of tensors
        names = [f"{name}.{part}_proj" for part in parts]
        matrix = torch.cat([weights[f"{each}.weight"] for each in names])
        bias = torch.cat([weights[f"{each}.bias"] for each in names])
        return linear(inputs, matrix, bias).split(width, dim=-1)

    if memory is None:
        query, key, value = joint(states, "qkv")
    else:
        (query,) = joint(states, "q")
        key, value = joint(memory, "kv")
    size = width // shape.heads
    query, key, value = (
        each.view(batch, -1, shape.heads, size).transpose(1, 2) for each in (query, key, value)
    )
    scores = (query * size**-0.5) @ key.transpose(2, 3) + mask
    mixed = torch.softmax(scores, dim=-1) @ value
    mixed = mixed.transpose(1, 2).reshape(batch, length, width)
    out = f"{name}.out_proj"
    return linear(mixed, weights[f"{out}.weight"], weights[f"{out}.bias"]), scores[:, 0]


def _added(weights: Weights, name: str, states: Tensor, update: Tensor, dropout: float) -> Tensor:
    import torch

    total = states + _dropped(update, dropout)
    scale, bias = weights[f"{name}.weight"], weights[f"{name}.bias"]
    return torch.nn.functional.layer_norm(total, (total.shape[-1],), scale, bias, 1e-5)


def _feed_forward(weights: Weights, layer: str, states: Tensor, dropout: float) -> Tensor:
    import torch

    linear = torch.nn.functional.linear
    inner = linear(states, weights[f"{layer}.fc1.weight"], weights[f"{layer}.fc1.bias"]).relu()
    update = linear(inner, weights[f"{layer}.fc2.weight"], weights[f"{layer}.fc2.bias"])
    return _added(weights, f"{layer}.final_layer_norm", states, update, dropout)


def _dropped(states: Tensor, dropout: float) -> Tensor:
    import torch

    return torch.nn.functional.dropout(states, dropout) if dropout else states


def output_loss(
    states: Tensor, table: Tensor, bias: Tensor, gold: Tensor, *, smoothing: float
) -> tuple[float, Tensor, Tensor, Tensor]:
    """Return the cross-entropy, and the gradients of its label-smoothed form.

    Scores of all pieces exist for a chunk of positions at a time, and become their own gradient in
    place: a third less time than autograd's, and a fraction of the memory.

    Args:
        states: ``(positions, width)``; no padding among them.
        table: ``(choices, width)``: embeddings of the pieces that may be written.
        bias: ``(choices,)``.
        gold: ``(positions,)``: rows of ``table``.
        smoothing: Share of the probability spread over all pieces.

    Returns:
        Mean cross-entropy in nats without smoothing, and gradients of the smoothed mean with
        respect to ``states``, ``table`` and ``bias``, the last two in float32.
    """
    import torch

    count, size = len(states), len(table)
    to_states = []
    # The last column collects the gradient of the bias.
    sums = torch.zeros(size, table.shape[1] + 1, dtype=torch.float32, device=table.device)
    loss = torch.zeros((), dtype=torch.float32, device=table.device)
    chunk = _CHUNK if states.device.type == "cpu" else _CHUNK_ON_GPU
    ones = torch.ones_like(states[:chunk, :1])
    with torch.no_grad():
        for part, right in zip(states.split(chunk), gold.split(chunk), strict=True):
            # Probabilities, then at once the gradient of the scores but for what is constant.
            errors = torch.nn.functional.linear(part, table, bias).softmax(dim=-1)
            row = torch.arange(len(right), device=right.device)
            chosen = errors[row, right]
            loss -= chosen.float().clamp_min(_LEAST).log().sum()
            errors[row, right] = chosen - (1 - smoothing)
            to_states.append(errors @ table)
            sums += errors.T @ torch.cat([part, ones[: len(part)]], dim=1)
        # The share of smoothing is the same for every piece: one sum in place of a pass over all.
        even = smoothing / size
        total = torch.cat([states.float().sum(dim=0), states.new_full((1,), count).float()])
        sums = (sums - even * total) / count
        rows = (torch.cat(to_states) - (even * table.float().sum(dim=0)).to(table.dtype)) / count
    return float(loss) / count, rows, sums[:, :-1].contiguous(), sums[:, -1].contiguous()
