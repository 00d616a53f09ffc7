"""A folder that ``transformers`` loads as ``MarianMTModel``, from the bundled int8 model.

CTranslate2 keeps queries, keys and values in one matrix and drops the row of padding; both are
undone here. The inverse of ``ctranslate2/converters/transformers.py``, ``MarianMTLoader``.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from benchmarks.peers.weights import read_weights

_EOS, _PADDING = 0, "<pad>"
#: Numbers of ``ctranslate2/specs/common_spec.py``, ``Activation``.
_ACTIVATIONS = {0: "relu", 1: "gelu_new", 2: "swish", 3: "gelu"}
#: What padding must never be: forbidden by its bias, as OPUS-MT's models have it.
_NEVER = -1e4


def write_marian(model: Path, folder: Path) -> None:
    """Write ``config.json``, ``model.safetensors`` and ``vocab.json`` for the model's folder.

    Raises:
        ModelError: ``model`` has no weights of CTranslate2.
        SystemExit: They are of another shape than Marian's.
    """
    from safetensors.numpy import save_file

    weights = read_weights(model / "model.bin")
    check_shape(weights)
    folder.mkdir(parents=True, exist_ok=True)
    save_file(state_dict(weights), str(folder / "model.safetensors"), metadata={"format": "pt"})
    _write(folder / "config.json", config(weights))
    pieces = json.loads((model / "shared_vocabulary.json").read_text(encoding="utf-8"))
    _write(folder / "vocab.json", {piece: n for n, piece in enumerate([*pieces, _PADDING])})


def check_shape(weights: dict[str, Any]) -> None:
    """Raise ``SystemExit`` unless the model computes what ``MarianMTModel`` computes."""
    wanted = {
        "decoder/start_from_zero_embedding": 1,
        "encoder/pre_norm": 0,
        "decoder/pre_norm": 0,
        "decoder/alibi": 0,
    }
    wrong = [name for name, value in wanted.items() if int(weights[name]) != value]
    if wrong:
        raise SystemExit(f"not of Marian's shape: {', '.join(wrong)}")


def config(weights: dict[str, Any]) -> dict[str, Any]:
    """Return the ``config.json`` that ``transformers`` wants, read off the weights."""
    count, width = weights["decoder/embeddings/weight"].shape
    heads = int(weights["encoder/num_heads"])
    shape = {
        "d_model": width,
        "encoder_layers": _layers(weights, "encoder"),
        "decoder_layers": _layers(weights, "decoder"),
        "encoder_attention_heads": heads,
        "decoder_attention_heads": heads,
        "encoder_ffn_dim": len(weights["encoder/layer_0/ffn/linear_0/weight"]),
        "decoder_ffn_dim": len(weights["decoder/layer_0/ffn/linear_0/weight"]),
        "max_position_embeddings": len(weights["decoder/position_encodings/encodings"]),
        "activation_function": _ACTIVATIONS[int(weights["encoder/activation"])],
        "scale_embedding": bool(weights["encoder/scale_embeddings"]),
    }
    ends = {"eos_token_id": _EOS, "forced_eos_token_id": _EOS, "bos_token_id": None}
    return {
        "model_type": "marian",
        "architectures": ["MarianMTModel"],
        "vocab_size": count + 1,
        "decoder_vocab_size": count + 1,
        "share_encoder_decoder_embeddings": True,
        "tie_word_embeddings": True,
        "pad_token_id": count,
        "decoder_start_token_id": count,
        **shape,
        **ends,
    }


def state_dict(weights: dict[str, Any]) -> dict[str, Any]:
    """Return the weights under the names of ``MarianMTModel``."""
    import numpy as np

    embeddings = weights["decoder/embeddings/weight"]
    found = {
        # The decoder starts from padding, whose vector is zero.
        "model.shared.weight": np.vstack([embeddings, np.zeros_like(embeddings[:1])]),
        "final_logits_bias": np.append(weights["decoder/projection/bias"], np.float32(_NEVER))[
            None
        ],
    }
    for side in ("encoder", "decoder"):
        for layer in range(_layers(weights, side)):
            found |= _layer(weights, f"{side}/layer_{layer}", f"model.{side}.layers.{layer}")
    return {name: np.ascontiguousarray(values) for name, values in found.items()}


def _layer(weights: dict[str, Any], theirs: str, ours: str) -> dict[str, Any]:
    found = _attention(weights, f"{theirs}/self_attention", f"{ours}.self_attn")
    if f"{theirs}/attention/linear_0/weight" in weights:
        found |= _attention(weights, f"{theirs}/attention", f"{ours}.encoder_attn")
    for number, name in enumerate(("fc1", "fc2")):
        found |= _pair(weights, f"{theirs}/ffn/linear_{number}", f"{ours}.{name}")
    return found | _norm(weights, f"{theirs}/ffn", f"{ours}.final_layer_norm")


def _attention(weights: dict[str, Any], theirs: str, ours: str) -> dict[str, Any]:
    """Split joined projections: ``q k v`` in one matrix, or ``q`` and ``k v`` in two."""
    import numpy as np

    count = sum(f"{theirs}/linear_{number}/weight" in weights for number in range(3))
    found = {}
    for kind in ("weight", "bias"):
        joined = [weights[f"{theirs}/linear_{number}/{kind}"] for number in range(count)]
        parts = np.split(np.concatenate(joined[:-1]), 3)
        for name, values in zip(("q", "k", "v", "out"), [*parts, joined[-1]], strict=True):
            found[f"{ours}.{name}_proj.{kind}"] = values
    return found | _norm(weights, theirs, f"{ours}_layer_norm")


def _pair(weights: dict[str, Any], theirs: str, ours: str) -> dict[str, Any]:
    return {f"{ours}.{kind}": weights[f"{theirs}/{kind}"] for kind in ("weight", "bias")}


def _norm(weights: dict[str, Any], theirs: str, ours: str) -> dict[str, Any]:
    return {
        f"{ours}.weight": weights[f"{theirs}/layer_norm/gamma"],
        f"{ours}.bias": weights[f"{theirs}/layer_norm/beta"],
    }


def _layers(weights: dict[str, Any], side: str) -> int:
    places = {tuple(name.split("/")[:2]) for name in weights}
    return sum(half == side and layer.removeprefix("layer_").isdigit() for half, layer in places)


def _write(path: Path, value: dict[str, Any]) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
