"""IndicTrans2 checkpoints of Hugging Face → CTranslate2, which has no converter for them.

A repository has ``config.json``, ``model.safetensors``, ``dict.SRC.json``, ``dict.TGT.json`` and the
SentencePiece models ``model.SRC`` and ``model.TGT``. The graph is that of
``modeling_indictrans.py`` (AI4Bharat/IndicTrans2): a pre-norm Transformer, embeddings times the
root of their width, sinusoidal positions that begin after the padding index, and in the distilled
models a norm after the embeddings.

Variants with rotary positions have no position table; they rotate the first half of each head, with
neighboring values as pairs, in self-attention alone (VarunGumma/fairseq, modules
``rotary_embedding.py`` and ``fast_multihead_attention.py``, with which they were trained).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import log, sqrt
from pathlib import Path
from typing import Any

from indictx.errors import ModelError
from indictx.models.convert._checkpoint import Checkpoint, open_checkpoint, read_json
from indictx.models.convert._folder import Description, copy_file
from indictx.models.schema import DecodeDefaults, TextRules
from indictx.models.tags import INDICTRANS2_INDIC

_POSITIONS = 1024
# The model was trained on at most 256 positions; what lies beyond is guesswork.
_MOST_PIECES_SINUSOIDAL = 256
_MOST_PIECES_ROTARY = 512
_ROTARY_BASE = 10000.0
_KEYS = (
    *("activation_function", "layernorm_embedding"),
    *(
        f"{half}_{key}"
        for half in ("encoder", "decoder")
        for key in ("attention_heads", "embed_dim", "layers", "normalize_before")
    ),
)
# Buffers that are computed anew, and a leftover of fairseq.
_COMPUTED = ("embed_positions", "inv_freq", "_float_tensor", "cached_cos", "cached_sin", "version")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rotary:
    """How queries and keys are rotated.

    Attributes:
        dim: How many values of each head are rotated, the first ones.
        base: Base of the wavelengths.
        factor: What positions are divided by.
    """

    dim: int
    base: float = _ROTARY_BASE
    factor: float = 1.0


class _Shelf:
    """Tensors of a checkpoint that remembers which were taken."""

    def __init__(self, checkpoint: Checkpoint) -> None:
        self._checkpoint = checkpoint
        self._left = set(checkpoint)

    def __contains__(self, name: str) -> bool:
        return name in self._checkpoint

    def take(self, name: str) -> Any:  # noqa: ANN401 - numpy is imported late
        if name not in self._checkpoint:
            raise ModelError(f"the checkpoint lacks the tensor {name!r}")
        self._left.discard(name)
        return self._checkpoint[name]

    def leftovers(self) -> list[str]:
        return sorted(name for name in self._left if not any(part in name for part in _COMPUTED))


def convert_indictrans2(
    source: Path,
    folder: Path,
    *,
    pairs: tuple[str, ...] = (),
    rotary_dim: int | None = None,
    allow_pickle: bool = False,
) -> Description:
    """Write the float32 model and its vocabularies into ``folder``.

    Args:
        source: A downloaded repository.
        folder: Where to write; exists.
        pairs: Directions, where they shall not be guessed from the vocabularies.
        rotary_dim: Rotated values of each head; ``None`` is what ``config.json`` says, or half.
        allow_pickle: Also take a ``pytorch_model.bin``.

    Raises:
        ModelError: A file or a tensor is missing, damaged or unexpected.
    """
    config = _config(source / "config.json")
    vocabularies = {side: _vocabulary(source / f"dict.{side}.json") for side in ("SRC", "TGT")}
    shelf = _Shelf(open_checkpoint(source, allow_pickle=allow_pickle))
    rotary = rotary_of(config, rotary_dim)
    spec = build_spec(config, shelf, rotary)
    if left := shelf.leftovers():
        raise ModelError(
            f"the checkpoint has tensors that IndicTrans2 has not: {', '.join(left[:3])}"
        )
    spec.register_source_vocabulary(_padded(vocabularies["SRC"], spec.encoder.embeddings[0]))
    spec.register_target_vocabulary(_padded(vocabularies["TGT"], spec.decoder.embeddings))
    _configure(spec.config, config, vocabularies["TGT"])
    try:
        spec.validate()
    except ValueError as error:
        raise ModelError(f"weights and vocabularies do not fit: {error}") from error
    spec.optimize()
    spec.save(str(folder))
    for name in ("model.SRC", "model.TGT"):
        copy_file(source / name, folder / name)
    found = pairs or _pairs(vocabularies["SRC"], vocabularies["TGT"])
    return Description(
        languages=tuple(sorted({code for pair in found for code in pair.split("-")})),
        pairs=tuple(found),
        max_source_pieces=_MOST_PIECES_ROTARY if rotary else _MOST_PIECES_SINUSOIDAL,
        text=TextRules(
            source_spm="model.SRC",
            target_spm="model.TGT",
            source_prefix=("{source}", "{target}"),
            append_eos=False,
        ),
        decode=DecodeDefaults(beam_size=5),
    )


def _config(path: Path) -> dict[str, Any]:
    config = read_json(path)
    missing = [key for key in _KEYS if key not in config]
    if missing:
        raise ModelError(f"{path} lacks {', '.join(map(repr, missing))}; is it IndicTrans2's?")
    return config


def rotary_of(config: Mapping[str, Any], rotary_dim: int | None = None) -> Rotary | None:
    """Return the rotation that a ``config.json`` asks for, ``None`` for sinusoidal positions."""
    names = [str(config.get("model_type", "")), *map(str, config.get("architectures") or [])]
    arguments = config.get("rope_args")
    if not isinstance(arguments, dict):
        if not any("rotary" in name.lower() for name in names):
            return None
        arguments = {}
    head = config["encoder_embed_dim"] // config["encoder_attention_heads"]
    return Rotary(
        dim=rotary_dim or arguments.get("dim") or head // 2,
        base=float(arguments.get("theta", _ROTARY_BASE)),
        factor=float(arguments.get("scaling_factor", 1.0)),
    )


def build_spec(config: Mapping[str, Any], shelf: Any, rotary: Rotary | None) -> Any:  # noqa: ANN401 - untyped library
    """Return CTranslate2's specification with all weights in place, vocabularies excepted.

    Args:
        config: The decoded ``config.json``.
        shelf: Has ``take(name)``, which returns a float32 array, and ``name in shelf``.
        rotary: Rotation of queries and keys; ``None`` for sinusoidal positions.
    """
    from ctranslate2.specs import transformer_spec

    encoder = transformer_spec.TransformerEncoderSpec(
        config["encoder_layers"],
        config["encoder_attention_heads"],
        pre_norm=config["encoder_normalize_before"],
        **_shape(config, rotary),
    )
    decoder = transformer_spec.TransformerDecoderSpec(
        config["decoder_layers"],
        config["decoder_attention_heads"],
        pre_norm=config["decoder_normalize_before"],
        **_shape(config, rotary),
    )
    _fill(encoder, "encoder", config, shelf, rotary)
    _fill(decoder, "decoder", config, shelf, rotary)
    tied = config.get("share_decoder_input_output_embed", False)
    # Tied weights may be stored once or twice; where both are there, they are the same.
    has_head = "lm_head.weight" in shelf or not tied
    name = "lm_head.weight" if has_head else "model.decoder.embed_tokens.weight"
    decoder.projection.weight = shelf.take(name)
    return transformer_spec.TransformerSpec(encoder, decoder)


def _shape(config: Mapping[str, Any], rotary: Rotary | None) -> dict[str, Any]:
    from ctranslate2.specs import attention_spec, common_spec

    activations = {
        "relu": common_spec.Activation.RELU,
        "gelu": common_spec.Activation.GELU,
        "gelu_new": common_spec.Activation.GELUTanh,
        "silu": common_spec.Activation.SWISH,
        "swish": common_spec.Activation.SWISH,
    }
    name = config["activation_function"]
    if name not in activations:
        raise ModelError(f"unknown activation function: {name!r}")
    shape: dict[str, Any] = {
        "activation": activations[name],
        "layernorm_embedding": config["layernorm_embedding"],
    }
    if rotary is not None:
        shape |= {"rotary_dim": rotary.dim, "rotary_base": rotary.base, "rotary_interleave": True}
        if rotary.factor != 1.0:
            shape["rotary_scaling_type"] = attention_spec.RotaryScalingType.Linear
            shape["rotary_scaling_factor"] = rotary.factor
    return shape


def _fill(
    spec: Any,  # noqa: ANN401 - untyped library
    half: str,
    config: Mapping[str, Any],
    shelf: Any,  # noqa: ANN401 - numpy is imported late
    rotary: Rotary | None,
) -> None:
    scope = f"model.{half}"
    width = config[f"{half}_embed_dim"]
    spec.scale_embeddings = sqrt(width) if config.get("scale_embedding", True) else False
    if rotary is None:
        first = config.get("pad_token_id", 1) + 1
        spec.position_encodings.encodings = sinusoids(_POSITIONS + first, width)[first:]
    table = spec.embeddings[0] if isinstance(spec.embeddings, list) else spec.embeddings
    table.weight = shelf.take(f"{scope}.embed_tokens.weight")
    if config["layernorm_embedding"]:
        _norm(spec.layernorm_embedding, shelf, f"{scope}.layernorm_embedding")
    if config[f"{half}_normalize_before"]:
        _norm(spec.layer_norm, shelf, f"{scope}.layer_norm")
    for number, layer in enumerate(spec.layer):
        _layer(layer, shelf, f"{scope}.layers.{number}")


def _layer(spec: Any, shelf: Any, scope: str) -> None:  # noqa: ANN401 - untyped library
    own = spec.self_attention
    _linear(own.linear[0], shelf, [f"{scope}.self_attn.{part}_proj" for part in "qkv"])
    _linear(own.linear[1], shelf, [f"{scope}.self_attn.out_proj"])
    _norm(own.layer_norm, shelf, f"{scope}.self_attn_layer_norm")
    if hasattr(spec, "attention"):
        cross = spec.attention
        _linear(cross.linear[0], shelf, [f"{scope}.encoder_attn.q_proj"])
        _linear(cross.linear[1], shelf, [f"{scope}.encoder_attn.{part}_proj" for part in "kv"])
        _linear(cross.linear[2], shelf, [f"{scope}.encoder_attn.out_proj"])
        _norm(cross.layer_norm, shelf, f"{scope}.encoder_attn_layer_norm")
    _linear(spec.ffn.linear_0, shelf, [f"{scope}.fc1"])
    _linear(spec.ffn.linear_1, shelf, [f"{scope}.fc2"])
    _norm(spec.ffn.layer_norm, shelf, f"{scope}.final_layer_norm")


def _linear(spec: Any, shelf: Any, names: list[str]) -> None:  # noqa: ANN401 - untyped library
    import numpy as np

    weights = [shelf.take(f"{name}.weight") for name in names]
    biases = [shelf.take(f"{name}.bias") for name in names]
    single = len(names) == 1
    spec.weight = weights[0] if single else np.concatenate(weights)
    spec.bias = biases[0] if single else np.concatenate(biases)


def _norm(spec: Any, shelf: Any, name: str) -> None:  # noqa: ANN401 - untyped library
    spec.gamma = shelf.take(f"{name}.weight")
    spec.beta = shelf.take(f"{name}.bias")


def sinusoids(count: int, width: int) -> Any:  # noqa: ANN401 - numpy is imported late
    """Return fairseq's position table ``(count, width)``: sines in the first half, then cosines."""
    import numpy as np

    half = width // 2
    rates = np.exp(np.arange(half, dtype=np.float32) * np.float32(-log(10000) / (half - 1)))
    angles = np.arange(count, dtype=np.float32)[:, None] * rates[None]
    return np.concatenate([np.sin(angles), np.cos(angles)], axis=1).astype(np.float32)


def _vocabulary(path: Path) -> list[str]:
    table = read_json(path)
    tokens = sorted(table, key=table.__getitem__)
    if [table[token] for token in tokens] != list(range(len(tokens))):
        raise ModelError(f"the ids in {path} are not 0, 1, 2, ...")
    return tokens


def _padded(tokens: list[str], embeddings: Any) -> list[str]:  # noqa: ANN401 - untyped library
    # fairseq rounds its vocabularies up; the rows more were never trained.
    return tokens + [f"madeupword{n:04}" for n in range(len(embeddings.weight) - len(tokens))]


def _configure(spec_config: Any, config: Mapping[str, Any], target: list[str]) -> None:  # noqa: ANN401
    spec_config.bos_token = target[config.get("bos_token_id", 0)]
    spec_config.eos_token = target[config.get("eos_token_id", 2)]
    spec_config.unk_token = target[config.get("unk_token_id", 3)]
    spec_config.decoder_start_token = target[config.get("decoder_start_token_id", 2)]
    spec_config.add_source_bos = False
    spec_config.add_source_eos = True


def _pairs(source: Iterable[str], target: Iterable[str]) -> list[str]:
    """Guess the directions: a vocabulary with Devanagari pieces is the one of all the languages."""
    sides = [
        INDICTRANS2_INDIC if _has_devanagari(side) else ["eng_Latn"] for side in (source, target)
    ]
    return [f"{left}-{right}" for left in sides[0] for right in sides[1] if left != right]


def _has_devanagari(tokens: Iterable[str]) -> bool:
    return any("\u0900" <= letter <= "\u097f" for token in tokens for letter in token)
