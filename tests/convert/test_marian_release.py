"""The release format of Marian, ``.npz`` and ``decoder.yml``, against transformers."""

from __future__ import annotations

import json

import numpy as np
import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("transformers")

import ctranslate2  # noqa: E402
import hub_models  # noqa: E402

from indictx.families import load_family  # noqa: E402
from indictx.languages import Pair  # noqa: E402
from indictx.models.convert import ConvertOptions, Label, convert  # noqa: E402

pytestmark = pytest.mark.filterwarnings("ignore")

OPTIONS = """\
type: transformer
enc-depth: 2
dec-depth: 2
transformer-heads: 4
transformer-decoder-autoreg: self-attention
transformer-no-projection: false
transformer-ffn-activation: swish
transformer-preprocess: ""
transformer-postprocess: dan
transformer-postprocess-emb: d
transformer-guided-alignment-layer: last
"""


def write_release(folder, model, vocabulary) -> None:
    state = {name: value.numpy() for name, value in model.state_dict().items()}
    arrays = {"special:model.yml": np.frombuffer(OPTIONS.encode() + b"\0", np.int8)}

    def linear(name: str, suffix: str, source: str) -> None:
        arrays[f"{name}_W{suffix}"] = state[f"{source}.weight"].T
        arrays[f"{name}_b{suffix}"] = state[f"{source}.bias"][None]

    def norm(name: str, source: str) -> None:
        arrays[f"{name}_ln_scale"] = state[f"{source}.weight"][None]
        arrays[f"{name}_ln_bias"] = state[f"{source}.bias"][None]

    for half in ("encoder", "decoder"):
        for number in range(2):
            ours, theirs = f"{half}_l{number + 1}", f"model.{half}.layers.{number}"
            kinds = {"self": "self_attn", "context": "encoder_attn"}
            for short, long in list(kinds.items())[: 1 + (half == "decoder")]:
                for part in "qkv":
                    linear(f"{ours}_{short}", part, f"{theirs}.{long}.{part}_proj")
                linear(f"{ours}_{short}", "o", f"{theirs}.{long}.out_proj")
                norm(f"{ours}_{short}_Wo", f"{theirs}.{long}_layer_norm")
            linear(f"{ours}_ffn", "1", f"{theirs}.fc1")
            linear(f"{ours}_ffn", "2", f"{theirs}.fc2")
            norm(f"{ours}_ffn_ffn", f"{theirs}.final_layer_norm")
    arrays["Wemb"] = state["model.shared.weight"][:-1]
    arrays["decoder_ff_logit_out_b"] = state["final_logits_bias"][:, :-1]
    np.savez(folder / "model.npz", **arrays)
    (folder / "vocab.yml").write_text(
        "".join(
            f"{json.dumps(piece, ensure_ascii=False)}: {n}\n"
            for n, piece in enumerate(vocabulary[:-1])
        ),
        encoding="utf-8",
    )
    (folder / "decoder.yml").write_text("models: [model.npz]\nvocabs: [vocab.yml, vocab.yml]\n")


def test_a_release_scores_like_the_original_and_ends_once(tmp_path):
    model, vocabulary = hub_models.marian(tmp_path / "hub")
    write_release(tmp_path / "hub", model, vocabulary)
    options = ConvertOptions(pairs=("eng_Latn-hin_Deva",))
    label = Label(name="tiny", family="opus_mt", compute_type="float32")
    manifest = convert(tmp_path / "hub", tmp_path / "out", label, options)
    (encoded,) = load_family(manifest).encode(["The river"], Pair.parse("eng_Latn-hin_Deva"))
    target = vocabulary[40:44]

    (scored,) = ctranslate2.Translator(str(manifest.folder), intra_threads=1).score_batch(
        [encoded.pieces], [target]
    )

    # The runtime appends </s> to models of this origin.
    assert "</s>" not in encoded.pieces
    source = [vocabulary.index(piece) for piece in [*encoded.pieces, "</s>"]]
    labels = [vocabulary.index(piece) for piece in [*target, "</s>"]]
    with torch.no_grad():
        logits = model(
            input_ids=torch.tensor([source]),
            decoder_input_ids=torch.tensor([[len(vocabulary) - 1, *labels[:-1]]]),
        ).logits.log_softmax(-1)[0]
    wanted = [logits[place, number].item() for place, number in enumerate(labels)]
    assert scored.log_probs == pytest.approx(wanted, abs=1e-4)
