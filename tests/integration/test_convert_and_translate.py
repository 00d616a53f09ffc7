"""From a checkpoint to a translation: conversion, manifest, family, engine and pipeline together."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
import sentencepiece
from indictrans2_reference import tiny_config, tiny_weights, write_safetensors
from tiny_model import SENTENCES
from typer.testing import CliRunner

from indictx.cli.app import app
from indictx.errors import UsageError
from indictx.families.indictrans2 import prepare
from indictx.models.conversion import CONVERTERS, load_converter
from indictx.models.convert import Label, convert
from indictx.models.convert.pulled import indictrans2_pulled, requantize_pulled
from indictx.models.manifest import load_manifest
from indictx.models.requantize import stored_types
from indictx.models.schema import Conversion
from indictx.pipeline.options import TranslateOptions
from indictx.pipeline.translator import Translator

SPECIAL = ["<s>", "<pad>", "</s>", "<unk>"]


def train(path: Path, lines: list[str]) -> list[str]:
    corpus = path.with_suffix(".corpus")
    corpus.write_text("\n".join(lines * 4), encoding="utf-8")
    sentencepiece.SentencePieceTrainer.train(
        input=str(corpus),
        model_prefix=str(path),
        vocab_size=300,
        hard_vocab_limit=False,
        character_coverage=1.0,
        minloglevel=2,
        num_threads=1,
    )
    corpus.unlink()
    path.with_name(f"{path.name}.vocab").unlink()
    path.with_name(f"{path.name}.model").rename(path)
    processor = sentencepiece.SentencePieceProcessor(model_file=str(path))
    return [processor.id_to_piece(number) for number in range(len(processor))]


@pytest.fixture(scope="module")
def checkpoint(tmp_path_factory) -> Path:
    """A random IndicTrans2 that knows the words of our sentences."""
    folder = tmp_path_factory.mktemp("it2") / "indictrans2-en-indic-tiny"
    folder.mkdir()
    sides = {
        "SRC": [prepare(line, "eng_Latn") for line in SENTENCES[:15]],
        "TGT": [prepare(line, "hin_Deva") for line in SENTENCES[15:30]],
    }
    sizes = []
    for side, lines in sides.items():
        pieces = train(folder / f"model.{side}", [*lines, "< ID1 > < ID2 >"])
        tokens = dict.fromkeys([*SPECIAL, "eng_Latn", "hin_Deva", "tam_Taml", *pieces])
        table = {token: number for number, token in enumerate(tokens)}
        (folder / f"dict.{side}.json").write_text(json.dumps(table), encoding="utf-8")
        sizes.append(len(table))
    config = tiny_config(
        rotary=True, tied=True, norm=True, encoder_vocab_size=sizes[0], decoder_vocab_size=sizes[1]
    )
    (folder / "config.json").write_text(json.dumps(config))
    write_safetensors(folder / "model.safetensors", tiny_weights(config))
    return folder


def test_a_converted_model_translates(checkpoint, tmp_path):
    convert(checkpoint, tmp_path / "it2", Label(name="it2", family="indictrans2"))
    texts = ["The train leaves.", "", "Write to a@b.in before 5 pm.", "  two  spaces "]

    with Translator.load(
        str(tmp_path / "it2"), options=TranslateOptions(beam_size=1), threads=1
    ) as translator:
        results = list(translator.translate(texts, src_lang="en", tgt_lang="ta"))

    assert [result.source for result in results] == texts
    assert results[1].target == ""
    assert "a@b.in" in results[2].target  # kept by a slot, or apart where the model lost it
    assert not any("\u0900" <= char <= "\u0963" for result in results for char in result.target)


def test_the_command_prints_the_folder(checkpoint, tmp_path):
    output = tmp_path / "out"

    result = CliRunner().invoke(
        app,
        [
            *("models", "convert", str(checkpoint), "--family", "indictrans2", "-o", str(output)),
            *("--name", "mine", "--licence", "MIT", "--pair", "en-hi", "--quantization", "float32"),
        ],
    )

    assert result.exit_code == 0
    assert result.stdout == f"{output}\n"
    manifest = load_manifest(output)
    assert (manifest.name, manifest.licence) == ("mine", "MIT")
    assert manifest.pairs == ("eng_Latn-hin_Deva",)


def test_without_output_the_model_is_installed_under_its_name(checkpoint, tmp_path, monkeypatch):
    monkeypatch.setenv("INDICTX_HOME", str(tmp_path / "home"))

    result = CliRunner().invoke(
        app, ["models", "convert", str(checkpoint), "--family", "indictrans2"]
    )

    folder = tmp_path / "home" / "models" / "indictrans2-en-indic-tiny"
    assert result.stdout == f"{folder}\n"
    assert load_manifest(folder).name == "indictrans2-en-indic-tiny"


def test_a_path_that_is_not_there_is_named(tmp_path):
    result = CliRunner().invoke(
        app, ["models", "convert", str(tmp_path / "gone"), "--family", "indictrans2"]
    )

    assert isinstance(result.exception, UsageError)


def test_a_pulled_checkpoint_is_the_converted_one(checkpoint, tmp_path):
    manifest = convert(checkpoint, tmp_path / "it2", Label(name="it2", family="indictrans2"))
    (tmp_path / "pulled").mkdir()

    indictrans2_pulled(checkpoint, tmp_path / "pulled", manifest=manifest, allow_pickle=False)

    for file in manifest.files:
        assert (tmp_path / "pulled" / file.path).read_bytes() == (
            manifest.folder / file.path
        ).read_bytes()


def test_a_pulled_float_model_is_requantized(checkpoint, tmp_path):
    manifest = convert(
        checkpoint,
        tmp_path / "float",
        Label(name="it2", family="indictrans2", compute_type="float32"),
    )
    asked = replace(manifest, conversion=Conversion(method="requantize", quantization="int8"))
    (tmp_path / "pulled").mkdir()

    requantize_pulled(manifest.folder, tmp_path / "pulled", manifest=asked, allow_pickle=False)

    assert stored_types(tmp_path / "pulled" / "model.bin")["int8"] > 10_000
    assert (tmp_path / "pulled" / "model.SRC").is_file()


@pytest.mark.parametrize("method", sorted(CONVERTERS))
def test_every_conversion_of_a_manifest_exists(checkpoint, tmp_path, method):
    manifest = convert(checkpoint, tmp_path / "it2", Label(name="it2", family="indictrans2"))

    assert callable(load_converter(replace(manifest, conversion=Conversion(method=method))))
