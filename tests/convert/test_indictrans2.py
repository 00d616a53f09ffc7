"""IndicTrans2 restated in torch, from torch's own modules, against the converted model."""

from __future__ import annotations

import math
from itertools import product

import pytest

torch = pytest.importorskip("torch")

import ctranslate2  # noqa: E402
from indictrans2_reference import (  # noqa: E402
    ENGLISH,
    INDIC,
    Reference,
    tiny_config,
    tiny_weights,
    write_checkpoint,
)
from torch import nn  # noqa: E402
from torch.nn import functional  # noqa: E402

from indictx.errors import UsageError  # noqa: E402
from indictx.models.convert import ConvertOptions, Label, convert  # noqa: E402

SOURCE = ["eng_Latn", "hin_Deva", "▁w3", "▁w9", "▁w2", "▁w11"]
TARGET = ["▁v5", "▁v6", "▁जल", "▁v20"]


class Attention(nn.Module):
    def __init__(self, width: int, heads: int, rotary: bool) -> None:
        super().__init__()
        self.heads, self.rotary = heads, rotary
        self.q_proj, self.k_proj = nn.Linear(width, width), nn.Linear(width, width)
        self.v_proj, self.out_proj = nn.Linear(width, width), nn.Linear(width, width)

    def forward(self, asking, asked, *, causal=False):
        query, key = self.split(self.q_proj(asking)), self.split(self.k_proj(asked))
        if self.rotary:
            query, key = self.rotate(query), self.rotate(key)
        value = self.split(self.v_proj(asked))
        mixed = functional.scaled_dot_product_attention(query, key, value, is_causal=causal)
        return self.out_proj(mixed.transpose(0, 1).flatten(1))

    def split(self, hidden):
        return hidden.unflatten(1, (self.heads, -1)).transpose(0, 1)

    @staticmethod
    def rotate(values):
        # Pairs of neighbors as complex numbers, turned by position over wavelength.
        size = values.shape[-1] // 2
        angles = torch.outer(
            torch.arange(values.shape[1]).float(), 10000 ** (-torch.arange(0, size, 2) / size)
        )
        pairs = torch.view_as_complex(values[..., :size].unflatten(-1, (-1, 2)).contiguous())
        turned = torch.view_as_real(pairs * torch.polar(torch.ones_like(angles), angles)).flatten(
            -2
        )
        return torch.cat([turned, values[..., size:]], dim=-1)


class Layer(nn.Module):
    def __init__(self, config: dict, half: str) -> None:
        super().__init__()
        width, heads = config["encoder_embed_dim"], config["encoder_attention_heads"]
        self.self_attn = Attention(width, heads, "rope_args" in config)
        self.self_attn_layer_norm = nn.LayerNorm(width)
        if half == "decoder":
            self.encoder_attn = Attention(width, heads, rotary=False)
            self.encoder_attn_layer_norm = nn.LayerNorm(width)
        self.fc1 = nn.Linear(width, config[f"{half}_ffn_dim"])
        self.fc2 = nn.Linear(config[f"{half}_ffn_dim"], width)
        self.final_layer_norm = nn.LayerNorm(width)

    def forward(self, hidden, memory):
        normed = self.self_attn_layer_norm(hidden)
        hidden = hidden + self.self_attn(normed, normed, causal=memory is not None)
        if memory is not None:
            hidden = hidden + self.encoder_attn(self.encoder_attn_layer_norm(hidden), memory)
        return hidden + self.fc2(functional.gelu(self.fc1(self.final_layer_norm(hidden))))


class Half(nn.Module):
    def __init__(self, config: dict, half: str) -> None:
        super().__init__()
        width = config["encoder_embed_dim"]
        self.rotary = "rope_args" in config
        self.embed_tokens = nn.Embedding(config[f"{half}_vocab_size"], width)
        self.layers = nn.ModuleList(Layer(config, half) for _ in range(config[f"{half}_layers"]))
        self.layer_norm = nn.LayerNorm(width)
        if config["layernorm_embedding"]:
            self.layernorm_embedding = nn.LayerNorm(width)

    def forward(self, ids, memory=None):
        width = self.embed_tokens.embedding_dim
        hidden = self.embed_tokens(ids) * math.sqrt(width)
        if not self.rotary:
            rates = torch.exp(torch.arange(width // 2) * -(math.log(10000) / (width // 2 - 1)))
            angles = torch.outer(torch.arange(2, 2 + len(ids)).float(), rates)
            hidden = hidden + torch.cat([angles.sin(), angles.cos()], dim=1)
        if hasattr(self, "layernorm_embedding"):
            hidden = self.layernorm_embedding(hidden)
        for layer in self.layers:
            hidden = layer(hidden, memory)
        return self.layer_norm(hidden)


class Model(nn.Module):
    def __init__(self, config: dict) -> None:
        super().__init__()
        self.model = nn.ModuleDict({half: Half(config, half) for half in ("encoder", "decoder")})
        size, width = config["decoder_vocab_size"], config["encoder_embed_dim"]
        self.lm_head = nn.Linear(width, size, bias=False)

    @torch.no_grad()
    def log_probs(self, source, target):
        memory = self.model["encoder"](torch.tensor(source))
        return self.lm_head(self.model["decoder"](torch.tensor(target), memory)).log_softmax(-1)


@pytest.mark.parametrize(("rotary", "tied", "norm"), list(product((False, True), repeat=3)))
def test_converted_weights_score_like_torch(tmp_path, rotary, tied, norm):
    config = tiny_config(rotary=rotary, tied=tied, norm=norm)
    weights = tiny_weights(config, seed=8)
    model = Model(config)
    model.load_state_dict({name: torch.from_numpy(value) for name, value in weights.items()})
    source = write_checkpoint(tmp_path / "source", config, weights)
    label = Label(name="tiny", family="indictrans2", compute_type="float32")
    manifest = convert(source, tmp_path / "out", label)

    scored = ctranslate2.Translator(str(manifest.folder), intra_threads=1).score_batch(
        [SOURCE], [TARGET]
    )

    ids = [INDIC.index(piece) for piece in TARGET]
    expected = model.log_probs([*map(ENGLISH.index, SOURCE), 2], [2, *ids])
    wanted = [expected[place, number].item() for place, number in enumerate([*ids, 2])]
    assert scored[0].log_probs == pytest.approx(wanted, abs=1e-4)


def test_both_restatements_agree():
    config = tiny_config(rotary=True, tied=False, norm=True)
    weights = tiny_weights(config, seed=2)
    model = Model(config)
    model.load_state_dict({name: torch.from_numpy(value) for name, value in weights.items()})

    ours = Reference(config, weights).log_probs([4, 5, 6, 2], [2, 7, 8])

    torch.testing.assert_close(
        model.log_probs([4, 5, 6, 2], [2, 7, 8]).double(), torch.from_numpy(ours), atol=1e-4, rtol=0
    )


def test_a_pickle_is_read_when_that_is_allowed(tmp_path):
    config = tiny_config(rotary=True, tied=True, norm=True)
    weights = tiny_weights(config)
    source = write_checkpoint(tmp_path / "source", config, weights)
    plain = convert(source, tmp_path / "plain", Label(name="tiny", family="indictrans2"))
    (source / "model.safetensors").unlink()
    tensors = {name: torch.from_numpy(value) for name, value in weights.items()}
    torch.save(tensors, source / "pytorch_model.bin")
    label = Label(name="tiny", family="indictrans2")

    with pytest.raises(UsageError, match="pickle"):
        convert(source, tmp_path / "refused", label)
    manifest = convert(source, tmp_path / "out", label, ConvertOptions(allow_pickle=True))

    assert manifest.files == plain.files
