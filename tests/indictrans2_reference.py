"""IndicTrans2's graph restated in NumPy, slowly and in float64, and tiny random checkpoints of it.

Written from the description of ``modeling_indictrans.py``, independently of the converter: nothing
is concatenated, nothing is aliased, positions are computed one by one.
"""

from __future__ import annotations

import json
import math
import struct
from pathlib import Path

import numpy as np

SPECIAL = ["<s>", "<pad>", "</s>", "<unk>"]
ENGLISH = [*SPECIAL, "eng_Latn", "hin_Deva", *(f"▁w{n}" for n in range(17))]
INDIC = [*SPECIAL, "hin_Deva", "eng_Latn", "▁नमस्ते", "▁जल", *(f"▁v{n}" for n in range(21))]


def tiny_config(*, rotary: bool, tied: bool, norm: bool, **changes) -> dict:
    config = {
        "architectures": ["IndicTransForConditionalGeneration"],
        "model_type": "IndicTrans",
        "encoder_vocab_size": len(ENGLISH),
        "decoder_vocab_size": len(INDIC),
        "encoder_embed_dim": 32,
        "decoder_embed_dim": 32,
        "encoder_layers": 2,
        "decoder_layers": 3,
        "encoder_ffn_dim": 48,
        "decoder_ffn_dim": 48,
        "encoder_attention_heads": 4,
        "decoder_attention_heads": 4,
        "activation_function": "gelu",
        "encoder_normalize_before": True,
        "decoder_normalize_before": True,
        "layernorm_embedding": norm,
        "share_decoder_input_output_embed": tied,
        "scale_embedding": True,
        "max_source_positions": 256,
        "pad_token_id": 1,
        "bos_token_id": 0,
        "eos_token_id": 2,
        "decoder_start_token_id": 2,
    }
    if rotary:
        config |= {"model_type": "RotaryIndicTrans", "rope_args": {"theta": 10000}}
    return config | changes


def tiny_weights(config: dict, seed: int = 0) -> dict[str, np.ndarray]:
    rng = np.random.default_rng(seed)
    width = config["encoder_embed_dim"]
    weights: dict[str, np.ndarray] = {}

    def matrix(name: str, rows: int, columns: int) -> None:
        weights[name] = (rng.standard_normal((rows, columns)) * 0.3).astype(np.float32)

    def linear(name: str, rows: int, columns: int) -> None:
        matrix(f"{name}.weight", rows, columns)
        weights[f"{name}.bias"] = (rng.standard_normal(rows) * 0.2).astype(np.float32)

    def norm(name: str) -> None:
        weights[f"{name}.weight"] = (1 + rng.standard_normal(width) * 0.2).astype(np.float32)
        weights[f"{name}.bias"] = (rng.standard_normal(width) * 0.2).astype(np.float32)

    for half in ("encoder", "decoder"):
        scope = f"model.{half}"
        matrix(f"{scope}.embed_tokens.weight", config[f"{half}_vocab_size"], width)
        norm(f"{scope}.layer_norm")
        if config["layernorm_embedding"]:
            norm(f"{scope}.layernorm_embedding")
        for number in range(config[f"{half}_layers"]):
            layer = f"{scope}.layers.{number}"
            kinds = ["self_attn", "encoder_attn"] if half == "decoder" else ["self_attn"]
            for kind in kinds:
                for part in ("q_proj", "k_proj", "v_proj", "out_proj"):
                    linear(f"{layer}.{kind}.{part}", width, width)
                norm(f"{layer}.{kind}_layer_norm")
            linear(f"{layer}.fc1", config[f"{half}_ffn_dim"], width)
            linear(f"{layer}.fc2", width, config[f"{half}_ffn_dim"])
            norm(f"{layer}.final_layer_norm")
    if config["share_decoder_input_output_embed"]:
        weights["lm_head.weight"] = weights["model.decoder.embed_tokens.weight"]
    else:
        matrix("lm_head.weight", config["decoder_vocab_size"], width)
    return weights


class Reference:
    """The model, one sentence at a time."""

    def __init__(self, config: dict, weights: dict[str, np.ndarray]) -> None:
        self.config = config
        self.weights = {name: value.astype(np.float64) for name, value in weights.items()}

    def log_probs(self, source: list[int], target: list[int]) -> np.ndarray:
        """Return ``(len(target), vocabulary)``: what follows each prefix of the target."""
        memory = self._stack("encoder", source, None)
        hidden = self._stack("decoder", target, memory)
        logits = hidden @ self.weights["lm_head.weight"].T
        shifted = logits - logits.max(axis=1, keepdims=True)
        return shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))

    def greedy(self, source: list[int], limit: int) -> list[int]:
        target = [2]
        while len(target) <= limit:
            best = int(self.log_probs(source, target)[-1].argmax())
            if best == 2:
                break
            target.append(best)
        return target[1:]

    def _stack(self, half: str, ids: list[int], memory: np.ndarray | None) -> np.ndarray:
        scope, config = f"model.{half}", self.config
        width = config["encoder_embed_dim"]
        hidden = self.weights[f"{scope}.embed_tokens.weight"][ids] * math.sqrt(width)
        if "rope_args" not in config:
            # Positions count from the padding index plus one.
            hidden = hidden + np.array([sinusoid(2 + n, width) for n in range(len(ids))])
        if config["layernorm_embedding"]:
            hidden = self._norm(f"{scope}.layernorm_embedding", hidden)
        for number in range(config[f"{half}_layers"]):
            layer = f"{scope}.layers.{number}"
            normed = self._norm(f"{layer}.self_attn_layer_norm", hidden)
            hidden = hidden + self._attend(f"{layer}.self_attn", normed, normed, half)
            if memory is not None:
                normed = self._norm(f"{layer}.encoder_attn_layer_norm", hidden)
                hidden = hidden + self._attend(f"{layer}.encoder_attn", normed, memory, "cross")
            normed = self._norm(f"{layer}.final_layer_norm", hidden)
            hidden = hidden + self._linear(
                f"{layer}.fc2", gelu(self._linear(f"{layer}.fc1", normed))
            )
        return self._norm(f"{scope}.layer_norm", hidden)

    def _attend(self, name: str, asking: np.ndarray, asked: np.ndarray, kind: str) -> np.ndarray:
        heads = self.config["encoder_attention_heads"]
        size = asking.shape[1] // heads
        query = self._linear(f"{name}.q_proj", asking)
        key = self._linear(f"{name}.k_proj", asked)
        value = self._linear(f"{name}.v_proj", asked)
        outputs = []
        for head in range(heads):
            part = slice(head * size, (head + 1) * size)
            one, other = query[:, part], key[:, part]
            if "rope_args" in self.config and kind != "cross":
                one, other = rotate(one), rotate(other)
            scores = one @ other.T / math.sqrt(size)
            if kind == "decoder":
                scores = np.where(np.tri(len(asking), dtype=bool), scores, -np.inf)
            scores = np.exp(scores - scores.max(axis=1, keepdims=True))
            outputs.append(scores / scores.sum(axis=1, keepdims=True) @ value[:, part])
        return self._linear(f"{name}.out_proj", np.concatenate(outputs, axis=1))

    def _linear(self, name: str, hidden: np.ndarray) -> np.ndarray:
        return hidden @ self.weights[f"{name}.weight"].T + self.weights[f"{name}.bias"]

    def _norm(self, name: str, hidden: np.ndarray) -> np.ndarray:
        centered = hidden - hidden.mean(axis=1, keepdims=True)
        scaled = centered / np.sqrt((centered**2).mean(axis=1, keepdims=True) + 1e-5)
        return scaled * self.weights[f"{name}.weight"] + self.weights[f"{name}.bias"]


def gelu(values: np.ndarray) -> np.ndarray:
    return values * 0.5 * (1 + np.vectorize(math.erf)(values / math.sqrt(2)))


def sinusoid(position: int, width: int) -> list[float]:
    half = width // 2
    angles = [position * math.exp(-math.log(10000) * n / (half - 1)) for n in range(half)]
    return [*map(math.sin, angles), *map(math.cos, angles)]


def rotate(values: np.ndarray) -> np.ndarray:
    """Turn pairs of neighbors in the first half of a head by position over wavelength."""
    rotated = values.copy()
    count = values.shape[1] // 2
    for position in range(len(values)):
        for pair in range(0, count, 2):
            angle = position / 10000 ** (pair / count)
            left, right = values[position, pair], values[position, pair + 1]
            rotated[position, pair] = left * math.cos(angle) - right * math.sin(angle)
            rotated[position, pair + 1] = right * math.cos(angle) + left * math.sin(angle)
    return rotated


def write_checkpoint(folder: Path, config: dict, weights: dict[str, np.ndarray]) -> Path:
    """Write a repository as it is on the hub; the SentencePiece models are empty files."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "config.json").write_text(json.dumps(config))
    write_safetensors(folder / "model.safetensors", weights)
    for side, tokens in (("SRC", ENGLISH), ("TGT", INDIC)):
        table = {token: number for number, token in enumerate(tokens)}
        (folder / f"dict.{side}.json").write_text(json.dumps(table), encoding="utf-8")
        (folder / f"model.{side}").write_bytes(b"spm")
    return folder


def write_safetensors(path: Path, weights: dict[str, np.ndarray], kind: str = "F32") -> None:
    header, blobs, offset = {}, [], 0
    for name, value in weights.items():
        data = stored(value, kind)
        header[name] = {
            "dtype": kind,
            "shape": list(value.shape),
            "data_offsets": [offset, offset + len(data)],
        }
        blobs.append(data)
        offset += len(data)
    encoded = json.dumps({"__metadata__": {"format": "pt"}, **header}).encode()
    path.write_bytes(struct.pack("<Q", len(encoded)) + encoded + b"".join(blobs))


def stored(value: np.ndarray, kind: str) -> bytes:
    if kind == "BF16":
        return (value.view(np.uint32) >> 16).astype("<u2").tobytes()
    return value.astype({"F32": "<f4", "F16": "<f2"}[kind]).tobytes()
