from __future__ import annotations

import math

import pytest
from fake_models import fake_manifest

from indictx.errors import ManifestError
from indictx.models.manifest import DecodeDefaults, load_manifest, parse_manifest
from indictx.models.manifest_text import dump_manifest

GOOD = {
    "schema": 1,
    "name": "tiny",
    "version": "1",
    "family": "opus_mt",
    "licence": "Apache-2.0",
    "languages": ["eng_Latn", "hin_Deva"],
    "max_source_pieces": 40,
    "text": {"source_spm": "spm.model"},
}


def parsed(folder, **changes):
    table = {**GOOD, **changes}
    return parse_manifest({k: v for k, v in table.items() if v is not None}, folder=folder)


def with_text(**changes):
    return {"text": {"source_spm": "spm.model", **changes}}


def test_what_is_not_said_has_a_default(tmp_path):
    manifest = parsed(tmp_path)

    assert manifest.text.target_spm == "spm.model"
    assert manifest.serves("eng_Latn-hin_Deva")
    assert not manifest.serves("eng_Latn-eng_Latn")
    assert not manifest.serves("eng_Latn-tam_Taml")
    assert (manifest.decode.beam_size, manifest.decode.length_penalty) == (4, 1.0)
    assert manifest.size_bytes == 0


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"schema": 2}, "schema"),
        ({"schema": None}, "schema"),
        ({"name": None}, "name"),
        ({"name": 3}, "name"),
        ({"family": ["opus_mt"]}, "family"),
        ({"languages": "eng_Latn"}, "languages"),
        ({"languages": [1]}, "languages"),
        ({"pairs": ["eng_Latn"]}, "pairs"),
        ({"max_source_pieces": None}, "max_source_pieces"),
        ({"max_source_pieces": True}, "max_source_pieces"),
        ({"max_source_pieces": 0}, "max_source_pieces"),
        ({"max_source_pieces": 40.0}, "max_source_pieces"),
        ({"text": None}, "source_spm"),
        (with_text(unify_script=1), "unify_script"),
        (with_text(openings_apart="yes"), "openings_apart"),
        (with_text(tags={"hin_Deva": 1}), "hin_Deva"),
        (with_text(tags=["hi"]), "tags"),
        (with_text(slot_count=4), "slot"),
        (with_text(slot_count=4, slot="<s>"), "slot"),
        (with_text(slot_count=-1), "slot_count"),
        (with_text(source_spm="../spm.model"), "spm.model"),
        ({"decode": {"beam_size": 0}}, "beam_size"),
        ({"decode": {"length_penalty": "1"}}, "length_penalty"),
        ({"decode": {"rerank": -1}}, "rerank"),
        ({"decode": {"reverse": 3}}, "reverse"),
        ({"decode": {"doubt": "little"}}, "doubt"),
        ({"decode": {"patience": 0.9}}, "patience"),
        ({"decode": {"patience": math.inf}}, "patience"),
        ({"decode": {"patience": math.nan}}, "patience"),
        ({"files": ["model.bin"]}, "files"),
        ({"files": [{"path": "model.bin", "size_bytes": -1, "sha256": "0" * 64}]}, "model.bin"),
        ({"files": [{"path": "model.bin", "size_bytes": 1, "sha256": "0"}]}, "sha256"),
    ],
    ids=str,
)
def test_a_value_that_makes_no_sense_is_named(tmp_path, changes, key):
    with pytest.raises(ManifestError, match=key):
        parsed(tmp_path, **changes)


def test_whole_numbers_may_stand_for_fractions(tmp_path):
    assert parsed(tmp_path, decode={"length_penalty": 1}).decode.length_penalty == 1.0


@pytest.mark.parametrize("data", [b"= 1", b"\xff", b"a = 1\na = 2"], ids=repr)
def test_what_is_not_toml_is_a_manifest_error(tmp_path, data):
    (tmp_path / "manifest.toml").write_bytes(data)

    with pytest.raises(ManifestError, match="is not TOML"):
        load_manifest(tmp_path)


def test_a_folder_without_manifest_is_a_manifest_error(tmp_path):
    with pytest.raises(ManifestError, match="cannot read"):
        load_manifest(tmp_path)


def test_what_reranks_is_read_and_written_alike(tmp_path):
    manifest = fake_manifest(decode=DecodeDefaults(rerank=6, reverse="back", doubt=-0.9))
    (tmp_path / "manifest.toml").write_text(dump_manifest(manifest), encoding="utf-8")

    assert load_manifest(tmp_path).decode == manifest.decode
