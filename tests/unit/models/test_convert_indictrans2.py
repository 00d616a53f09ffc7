from __future__ import annotations

import json
from itertools import product

import ctranslate2
import numpy as np
import pytest
from indictrans2_reference import (
    ENGLISH,
    INDIC,
    Reference,
    tiny_config,
    tiny_weights,
    write_checkpoint,
    write_safetensors,
)

from indictx.errors import ModelError, UsageError
from indictx.models.convert import ConvertOptions, Label, convert
from indictx.models.manifest import load_manifest
from indictx.models.requantize import stored_types

VARIANTS = [
    pytest.param(
        {"rotary": rotary, "tied": tied, "norm": norm},
        id=f"{'rotary' if rotary else 'sinusoidal'}-{'tied' if tied else 'untied'}-{'norm' if norm else 'plain'}",
    )
    for rotary, tied, norm in product((False, True), repeat=3)
]
SOURCES = [["eng_Latn", "hin_Deva", "▁w3", "▁w9", "▁w2"], ["eng_Latn", "hin_Deva", "▁w16"]]
TARGETS = [["▁v5", "▁v6", "▁जल", "▁v20"], ["▁v1"]]


def label(**changes) -> Label:
    return Label(**{"name": "tiny", "family": "indictrans2", "compute_type": "float32"} | changes)


def converted(tmp_path, config, *, weights=None, options=None, **labels):
    source = write_checkpoint(tmp_path / "source", config, weights or tiny_weights(config))
    return convert(source, tmp_path / "out", label(**labels), options)


def largest_difference(folder, reference, compute_type="float32"):
    translator = ctranslate2.Translator(str(folder), compute_type=compute_type, intra_threads=1)
    scored = translator.score_batch(SOURCES, TARGETS)
    worst = 0.0
    for source, target, result in zip(SOURCES, TARGETS, scored, strict=True):
        ids = [INDIC.index(piece) for piece in target]
        expected = reference.log_probs([ENGLISH.index(p) for p in source] + [2], [2, *ids])
        wanted = [expected[n, piece] for n, piece in enumerate([*ids, 2])]
        worst = max(worst, float(np.abs(np.array(wanted) - result.log_probs).max()))
    return worst


@pytest.mark.parametrize("variant", VARIANTS)
def test_log_probabilities_are_those_of_the_original_graph(tmp_path, variant):
    config = tiny_config(**variant)
    weights = tiny_weights(config)

    manifest = converted(tmp_path, config, weights=weights)

    assert largest_difference(manifest.folder, Reference(config, weights)) <= 1e-4


@pytest.mark.parametrize("variant", VARIANTS[1::2])
def test_greedy_output_is_that_of_the_original_graph(tmp_path, variant):
    config = tiny_config(**variant)
    weights = tiny_weights(config, seed=3)
    reference = Reference(config, weights)
    manifest = converted(tmp_path, config, weights=weights)
    translator = ctranslate2.Translator(
        str(manifest.folder), compute_type="float32", intra_threads=1
    )

    results = translator.translate_batch(
        SOURCES, beam_size=1, min_decoding_length=0, max_decoding_length=12
    )

    for source, result in zip(SOURCES, results, strict=True):
        ids = reference.greedy([ENGLISH.index(piece) for piece in source] + [2], 12)
        assert result.hypotheses[0] == [INDIC[piece] for piece in ids]


@pytest.mark.parametrize("variant", [VARIANTS[3], VARIANTS[4]])
def test_int8_stays_within_a_quarter_of_a_nat(tmp_path, variant):
    config = tiny_config(**variant)
    weights = tiny_weights(config)

    manifest = converted(tmp_path, config, weights=weights, compute_type="int8")

    # Random weights of width 32 are the worst case: rounding errors of real rows average out.
    assert stored_types(manifest.folder / "model.bin")["int8"] > 10_000
    assert largest_difference(manifest.folder, Reference(config, weights), "int8") <= 0.25


def test_a_tied_head_that_was_not_stored_is_found(tmp_path):
    config = tiny_config(rotary=False, tied=True, norm=True)
    weights = tiny_weights(config)
    stored = {name: value for name, value in weights.items() if name != "lm_head.weight"}

    manifest = converted(tmp_path, config, weights=stored)

    assert largest_difference(manifest.folder, Reference(config, weights)) <= 1e-4


def test_checkpoints_in_parts_are_read(tmp_path):
    config = tiny_config(rotary=False, tied=False, norm=False)
    weights = tiny_weights(config)
    source = write_checkpoint(tmp_path / "source", config, weights)
    (source / "model.safetensors").unlink()
    names = sorted(weights)
    parts = {"a.safetensors": names[::2], "b.safetensors": names[1::2]}
    for part, inside in parts.items():
        write_safetensors(source / part, {name: weights[name] for name in inside})
    index = {name: part for part, inside in parts.items() for name in inside}
    (source / "model.safetensors.index.json").write_text(json.dumps({"weight_map": index}))

    manifest = convert(source, tmp_path / "out", label())

    assert largest_difference(manifest.folder, Reference(config, weights)) <= 1e-4


def test_vocabularies_smaller_than_the_embeddings_are_filled_up(tmp_path):
    config = tiny_config(rotary=False, tied=True, norm=True, decoder_vocab_size=len(INDIC) + 7)

    manifest = converted(tmp_path, config)

    tokens = json.loads((manifest.folder / "target_vocabulary.json").read_text())
    assert tokens[: len(INDIC)] == INDIC
    assert tokens[-1] == "madeupword0006"


def test_the_manifest_says_what_the_family_needs(tmp_path):
    manifest = converted(tmp_path, tiny_config(rotary=False, tied=True, norm=True))

    assert manifest.family == "indictrans2"
    assert len(manifest.pairs) == 25
    assert manifest.serves("eng_Latn-sat_Olck")
    assert not manifest.serves("sat_Olck-eng_Latn")
    assert manifest.max_source_pieces == 256
    assert manifest.text.source_prefix == ("{source}", "{target}")
    assert (manifest.text.source_spm, manifest.text.target_spm) == ("model.SRC", "model.TGT")
    assert {file.path for file in manifest.files} == {
        "config.json",
        "model.bin",
        "model.SRC",
        "model.TGT",
        "source_vocabulary.json",
        "target_vocabulary.json",
    }
    config = json.loads((manifest.folder / "config.json").read_text())
    assert config["add_source_eos"] is True
    assert config["decoder_start_token"] == "</s>"


def test_directions_that_were_said_are_not_guessed(tmp_path):
    options = ConvertOptions(pairs=("eng_Latn-hin_Deva",))

    manifest = converted(tmp_path, tiny_config(rotary=False, tied=True, norm=True), options=options)

    assert manifest.pairs == ("eng_Latn-hin_Deva",)
    assert manifest.languages == ("eng_Latn", "hin_Deva")


def test_the_rotation_can_be_said(tmp_path):
    config = tiny_config(rotary=True, tied=True, norm=True)
    weights = tiny_weights(config)

    manifest = converted(tmp_path, config, options=ConvertOptions(rotary_dim=8), weights=weights)

    assert largest_difference(manifest.folder, Reference(config, weights)) > 1e-3


def test_rotary_models_are_known_by_their_name_alone(tmp_path):
    config = tiny_config(rotary=True, tied=True, norm=True)
    weights = tiny_weights(config)
    unnamed = {key: value for key, value in config.items() if key != "rope_args"}

    manifest = converted(tmp_path, unnamed, weights=weights)

    assert largest_difference(manifest.folder, Reference(config, weights)) <= 1e-4
    assert manifest.max_source_pieces == 512


def test_a_missing_tensor_is_named(tmp_path):
    config = tiny_config(rotary=False, tied=True, norm=True)
    weights = tiny_weights(config)
    del weights["model.decoder.layers.1.fc1.bias"]

    with pytest.raises(ModelError, match=r"model\.decoder\.layers\.1\.fc1\.bias"):
        converted(tmp_path, config, weights=weights)

    assert not (tmp_path / "out").exists()


def test_a_tensor_without_a_place_is_named(tmp_path):
    config = tiny_config(rotary=False, tied=True, norm=True)
    weights = tiny_weights(config) | {
        "model.encoder.layers.0.adapter.weight": np.ones((2, 2), "f4")
    }

    with pytest.raises(ModelError, match="adapter"):
        converted(tmp_path, config, weights=weights)


def test_computed_buffers_are_ignored(tmp_path):
    config = tiny_config(rotary=False, tied=True, norm=True)
    buffers = {"model.encoder.embed_positions._float_tensor": np.ones((1,), "f4")}

    assert converted(tmp_path, config, weights=tiny_weights(config) | buffers).name == "tiny"


def test_an_unknown_activation_is_named(tmp_path):
    config = tiny_config(rotary=False, tied=True, norm=True, activation_function="mish")

    with pytest.raises(ModelError, match="mish"):
        converted(tmp_path, config)


def test_ids_with_a_gap_are_refused(tmp_path):
    config = tiny_config(rotary=False, tied=True, norm=True)
    source = write_checkpoint(tmp_path / "source", config, tiny_weights(config))
    (source / "dict.SRC.json").write_text('{"<s>": 0, "<pad>": 2}')

    with pytest.raises(ModelError, match=r"dict\.SRC\.json"):
        convert(source, tmp_path / "out", label())


def test_an_existing_folder_is_replaced_only_by_force(tmp_path):
    config = tiny_config(rotary=False, tied=True, norm=True)
    source = write_checkpoint(tmp_path / "source", config, tiny_weights(config))
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine").write_text("keep")

    with pytest.raises(UsageError, match="exists already"):
        convert(source, tmp_path / "out", label())
    kept = (tmp_path / "out" / "mine").read_text()
    convert(source, tmp_path / "out", label(), ConvertOptions(force=True))

    assert kept == "keep"
    assert load_manifest(tmp_path / "out").name == "tiny"
    assert not (tmp_path / "out" / "mine").exists()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out", "source"]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"family": "gpt"}, "gpt"),
        ({"compute_type": "int4"}, "int4"),
        ({"name": "../up"}, "cannot be a model's name"),
    ],
)
def test_labels_that_cannot_be_are_refused(tmp_path, changes, message):
    config = tiny_config(rotary=False, tied=True, norm=True)

    with pytest.raises(UsageError, match=message):
        converted(tmp_path, config, **changes)


def test_rotary_dim_is_for_indictrans2_alone(tmp_path):
    with pytest.raises(UsageError, match="rotary"):
        convert(tmp_path, tmp_path / "out", label(family="nllb"), ConvertOptions(rotary_dim=4))


def test_a_config_of_something_else_is_refused(tmp_path):
    config = tiny_config(rotary=False, tied=True, norm=True)
    source = write_checkpoint(tmp_path / "source", config, tiny_weights(config))
    (source / "config.json").write_text('{"model_type": "llama"}')

    with pytest.raises(ModelError, match=r"'encoder_layers'.*IndicTrans2"):
        convert(source, tmp_path / "out", label())


def test_a_vocabulary_larger_than_its_embeddings_is_refused(tmp_path):
    config = tiny_config(rotary=False, tied=True, norm=True, encoder_vocab_size=len(ENGLISH) - 3)

    with pytest.raises(ModelError, match="do not fit"):
        converted(tmp_path, config)
