"""Small random CTranslate2 models of the shapes we meet, built from NumPy with CTranslate2's specs."""

from __future__ import annotations

import numpy as np
from ctranslate2.specs import common_spec, transformer_spec

WIDTH, HEADS, FFN, POSITIONS = 16, 2, 40, 64


def pieces(count: int) -> list[str]:
    return ["<s>", "<pad>", "</s>", "<unk>", *(f"p{n}" for n in range(count - 4))]


class Noise:
    """Seeded arrays, one after the other; some rows are zero or tiny, as in real models."""

    def __init__(self, seed: int, dtype=np.float32) -> None:
        self._rng = np.random.default_rng(seed)
        self._dtype = dtype

    def matrix(self, *shape: int) -> np.ndarray:
        values = self._rng.standard_normal(shape) * 0.3
        values[0] = 0
        values[-1] *= 1e-3
        return values.astype(self._dtype)

    def vector(self, size: int) -> np.ndarray:
        return (self._rng.standard_normal(size) * 0.3).astype(self._dtype)

    def linear(self, spec, outputs: int, inputs: int) -> None:
        spec.weight, spec.bias = self.matrix(outputs, inputs), self.vector(outputs)

    def norm(self, spec) -> None:
        spec.gamma, spec.beta = self.vector(WIDTH) + self._dtype(1), self.vector(WIDTH)

    def attention(self, spec, sizes: tuple[int, ...]) -> None:
        self.norm(spec.layer_norm)
        for layer, size in zip(spec.linear, sizes, strict=True):
            self.linear(layer, size, WIDTH)


def random_spec(
    *,
    rotary: bool = False,
    tied: bool = True,
    seed: int = 0,
    dtype=np.float32,
    source_size: int = 23,
    target_size: int = 31,
) -> transformer_spec.TransformerSpec:
    """Return a valid two-layer model; not yet optimized."""
    noise = Noise(seed, dtype)
    options = {"activation": common_spec.Activation.GELU, "layernorm_embedding": True}
    if rotary:
        options |= {"rotary_dim": WIDTH // HEADS // 2, "rotary_interleave": True}
    model = transformer_spec.TransformerSpec(
        transformer_spec.TransformerEncoderSpec(2, HEADS, **options),
        transformer_spec.TransformerDecoderSpec(2, HEADS, **options),
    )
    for half, size in ((model.encoder, source_size), (model.decoder, target_size)):
        table = half.embeddings[0] if isinstance(half.embeddings, list) else half.embeddings
        table.weight = noise.matrix(size, WIDTH)
        if not rotary:
            half.position_encodings.encodings = noise.matrix(POSITIONS, WIDTH)
        half.scale_embeddings = True
        noise.norm(half.layer_norm)
        noise.norm(half.layernorm_embedding)
        for layer in half.layer:
            noise.attention(layer.self_attention, (3 * WIDTH, WIDTH))
            if hasattr(layer, "attention"):
                noise.attention(layer.attention, (WIDTH, 2 * WIDTH, WIDTH))
            noise.norm(layer.ffn.layer_norm)
            noise.linear(layer.ffn.linear_0, FFN, WIDTH)
            noise.linear(layer.ffn.linear_1, WIDTH, FFN)
    if tied:
        model.decoder.projection.weight = model.decoder.embeddings.weight
    else:
        model.decoder.projection.weight = noise.matrix(target_size, WIDTH)
    model.register_source_vocabulary(pieces(source_size))
    model.register_target_vocabulary(pieces(target_size))
    model.validate()
    return model


def save(model, folder, quantization: str | None):
    """Write ``model`` as CTranslate2's converters do and return the folder."""
    model.optimize(quantization=quantization)
    folder.mkdir(parents=True)
    model.save(str(folder))
    return folder
