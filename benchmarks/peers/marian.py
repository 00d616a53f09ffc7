"""A folder that ``transformers`` loads as ``MarianMTModel``, from the bundled int8 model."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from indictx.models.requantize import read_floats
from indictx.train.model import BIAS, NEVER_WRITTEN
from indictx.train.unpack import marian_weights, shape_of, unlike_marian

_EOS, _PADDING = 0, "<pad>"
#: Numbers of ``ctranslate2/specs/common_spec.py``, ``Activation``.
_ACTIVATIONS = {0: "relu", 1: "gelu_new", 2: "swish", 3: "gelu"}


def write_marian(model: Path, folder: Path) -> None:
    """Write ``config.json``, ``model.safetensors`` and ``vocab.json`` for the model's folder.

    Raises:
        ModelError: ``model`` has no weights of CTranslate2.
        SystemExit: They are of another shape than Marian's.
    """
    from safetensors.numpy import save_file

    weights = read_floats(model / "model.bin")
    if wrong := unlike_marian(weights):
        raise SystemExit(f"not of Marian's shape: {', '.join(wrong)}")
    folder.mkdir(parents=True, exist_ok=True)
    save_file(state_dict(weights), str(folder / "model.safetensors"), metadata={"format": "pt"})
    _write(folder / "config.json", config(weights))
    pieces = json.loads((model / "shared_vocabulary.json").read_text(encoding="utf-8"))
    _write(folder / "vocab.json", {piece: n for n, piece in enumerate([*pieces, _PADDING])})


def config(weights: dict[str, Any]) -> dict[str, Any]:
    """Return the ``config.json`` that ``transformers`` wants, read off the weights."""
    count, own = len(weights["decoder/embeddings/weight"]), shape_of(weights)
    shape = {
        "d_model": own.width,
        "encoder_layers": own.encoder_layers,
        "decoder_layers": own.decoder_layers,
        "encoder_attention_heads": own.heads,
        "decoder_attention_heads": own.heads,
        "encoder_ffn_dim": own.feed_forward,
        "decoder_ffn_dim": own.feed_forward,
        "max_position_embeddings": own.positions,
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
    """Return the weights as ``MarianMTModel`` has them."""
    found = marian_weights(weights)
    # Padding is forbidden by its bias, as in OPUS-MT's models.
    found[BIAS][-1] = NEVER_WRITTEN
    return found | {BIAS: found[BIAS][None]}


def _write(path: Path, value: dict[str, Any]) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
