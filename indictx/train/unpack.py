"""A packaged model back to weights that training goes on from: what ``export`` did, undone.

The folder of a published model has no checkpoint. Its int8 matrices, turned back into floats, are
within half a step of what was trained.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from indictx.errors import UsageError
from indictx.models.requantize import read_floats
from indictx.train.model import BIAS, EMBEDDING, NEVER_WRITTEN, initial_weights
from indictx.train.recipe import Shape
from indictx.train.vocab import MODEL, load_pieces

if TYPE_CHECKING:
    from indictx.train.align import Array

    Tensor = Any

__all__ = ["load_package", "marian_weights", "shape_of", "unlike_marian"]

_TABLE, _BIAS = "decoder/embeddings/weight", "decoder/projection/bias"
# CTranslate2's name of a layer's part, and ours; several of ours are one matrix there, in this order.
_PARTS = {
    "self_attention/linear_0": ("self_attn.q_proj", "self_attn.k_proj", "self_attn.v_proj"),
    "self_attention/linear_1": ("self_attn.out_proj",),
    "self_attention/layer_norm": ("self_attn_layer_norm",),
    "attention/linear_0": ("encoder_attn.q_proj",),
    "attention/linear_1": ("encoder_attn.k_proj", "encoder_attn.v_proj"),
    "attention/linear_2": ("encoder_attn.out_proj",),
    "attention/layer_norm": ("encoder_attn_layer_norm",),
    "ffn/linear_0": ("fc1",),
    "ffn/linear_1": ("fc2",),
    "ffn/layer_norm": ("final_layer_norm",),
}
_KINDS = {"weight": "weight", "bias": "bias", "gamma": "weight", "beta": "bias"}
_LAYER = re.compile(r"(encoder|decoder)/layer_(\d+)/(.+)/(weight|bias|gamma|beta)")


def load_package(folder: Path) -> tuple[dict[str, Tensor], Shape, Any]:
    """Return the weights of a packaged model, its shape, and its SentencePiece processor.

    Args:
        folder: A folder that :func:`.export.export_model` made.

    Raises:
        UsageError: It holds no model of the kind that is trained here.
        ModelError: Its weights cannot be read.
    """
    import torch

    if not (folder / "model.bin").is_file() or not (folder / MODEL).is_file():
        raise UsageError(
            f"{folder} is no model's folder",
            hint="name a checkpoint, or a folder that `indictx train export` made",
        )
    found, pieces = read_floats(folder / "model.bin"), load_pieces(folder)
    try:
        if unlike_marian(found):
            raise _foreign(folder)
        shape = shape_of(found)
        weights = {
            # Of its own, to be trained.
            name: torch.from_numpy(value.copy())
            for name, value in marian_weights(found).items()
        }
        wanted = initial_weights(shape, pieces.get_piece_size() + 1, seed=0)
    except (KeyError, IndexError, ValueError, ZeroDivisionError) as error:
        raise _foreign(folder) from error
    sizes = {name: tuple(weight.shape) for name, weight in weights.items()}
    if sizes != {name: tuple(weight.shape) for name, weight in wanted.items()}:
        raise _foreign(folder)
    bias = weights[BIAS]
    bias[bias <= NEVER_WRITTEN] = 0
    return weights, shape, pieces


def _foreign(folder: Path) -> UsageError:
    return UsageError(
        f"{folder} holds a model of another kind than is trained here",
        hint="go on from a folder that `indictx train export` made",
    )


def unlike_marian(found: Mapping[str, Array]) -> list[str]:
    """Return settings of a ``model.bin`` with which it computes something else than Marian."""
    wanted = {
        "decoder/start_from_zero_embedding": 1,
        "encoder/pre_norm": 0,
        "decoder/pre_norm": 0,
        "decoder/alibi": 0,
    }
    return [name for name, value in wanted.items() if int(found[name]) != value]


def shape_of(found: Mapping[str, Array]) -> Shape:
    """Return the shape of the model of a ``model.bin``."""
    layers = dict.fromkeys(("encoder", "decoder"), 0)
    for name in found:
        if match := _LAYER.fullmatch(name):
            layers[match[1]] = max(layers[match[1]], int(match[2]) + 1)
    return Shape(
        width=found[_TABLE].shape[1],
        feed_forward=len(found["encoder/layer_0/ffn/linear_0/weight"]),
        heads=int(found["encoder/num_heads"]),
        encoder_layers=layers["encoder"],
        decoder_layers=layers["decoder"],
        positions=len(found["decoder/position_encodings/encodings"]),
    )


def marian_weights(found: Mapping[str, Array]) -> dict[str, Array]:
    """Return the weights of a ``model.bin`` under the names of ``MarianMTModel``.

    CTranslate2 keeps queries, keys and values in one matrix and drops the row of padding, whose
    vector is zero; both are undone here. The inverse of ``MarianMTLoader`` in
    ``ctranslate2/converters/transformers.py``.
    """
    import numpy as np

    weights = {
        EMBEDDING: np.pad(found[_TABLE], ((0, 1), (0, 0))),
        BIAS: np.pad(found[_BIAS], (0, 1)),
    }
    for name, value in found.items():
        if match := _LAYER.fullmatch(name):
            parts = _PARTS[match[3]]
            for part, rows in zip(parts, np.split(value, len(parts)), strict=True):
                layer = f"model.{match[1]}.layers.{match[2]}"
                weights[f"{layer}.{part}.{_KINDS[match[4]]}"] = np.ascontiguousarray(rows)
    return weights
