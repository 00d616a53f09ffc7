from __future__ import annotations

import json

import pytest

from indictx.errors import ModelIntegrityError
from indictx.models import verify
from indictx.models.verify import check_model, sha256
from indictx.testing import write_manifest


@pytest.fixture
def manifest(tmp_path):
    folder = tmp_path / "model"
    folder.mkdir()
    (folder / "model.bin").write_bytes(b"weights")
    return write_manifest(folder)


@pytest.fixture
def stamps(tmp_path):
    return tmp_path / "home" / "verified.json"


def damage(manifest, data=b"WEIGHTS"):
    (manifest.folder / "model.bin").write_bytes(data)


def test_a_hash_is_that_of_all_bytes(tmp_path):
    path = tmp_path / "zeros"
    path.write_bytes(b"\0" * (1 << 20) + b"\0")

    assert sha256(path) == "2cb74edba754a81d121c9db6833704a8e7d417e5b13d1a19f4a52f007d644264"


def test_a_size_is_compared_without_reading(manifest):
    damage(manifest)
    check_model(manifest)

    damage(manifest, b"longer than before")
    with pytest.raises(ModelIntegrityError, match="18 bytes, expected 7 bytes"):
        check_model(manifest)


def test_a_changed_file_is_found_by_its_hash(manifest, stamps):
    damage(manifest)

    with pytest.raises(ModelIntegrityError, match="sha256") as caught:
        check_model(manifest, stamps=stamps)

    assert caught.value.path == str(manifest.folder / "model.bin")
    assert not stamps.exists()


def test_a_file_that_is_gone_is_missing(manifest):
    (manifest.folder / "model.bin").unlink()

    with pytest.raises(ModelIntegrityError, match="missing"):
        check_model(manifest)


def test_a_folder_in_the_place_of_a_file_is_no_file(manifest, stamps):
    (manifest.folder / "model.bin").unlink()
    (manifest.folder / "model.bin").mkdir()

    with pytest.raises(ModelIntegrityError, match="no file"):
        check_model(manifest, stamps=stamps)


def test_a_file_that_cannot_be_read_is_damaged(manifest, stamps, monkeypatch):
    def refuse(path):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(verify, "sha256", refuse)

    with pytest.raises(ModelIntegrityError, match="Permission denied"):
        check_model(manifest, stamps=stamps)
    assert [bad.found for bad in verify.bad_files(manifest)] == ["Permission denied"]


def test_a_hash_that_was_right_is_computed_once(manifest, stamps, monkeypatch):
    seen = []
    monkeypatch.setattr(verify, "sha256", lambda path: seen.append(path) or sha256(path))

    for _ in range(3):
        check_model(manifest, stamps=stamps)

    assert len(seen) == 1


def test_a_file_touched_since_is_hashed_again(manifest, stamps):
    check_model(manifest, stamps=stamps)

    damage(manifest)
    table = json.loads(stamps.read_text(encoding="utf-8"))

    assert len(table) == 1
    with pytest.raises(ModelIntegrityError):
        check_model(manifest, stamps=stamps)


@pytest.mark.parametrize("text", ["", "{", "[]", "3", '{"x": 1}'], ids=repr)
def test_a_broken_memory_of_hashes_is_made_anew(manifest, stamps, text):
    stamps.parent.mkdir(parents=True)
    stamps.write_text(text, encoding="utf-8")

    check_model(manifest, stamps=stamps)

    assert str(manifest.folder / "model.bin") in json.loads(stamps.read_text(encoding="utf-8"))


def test_models_of_several_folders_are_remembered_together(manifest, stamps, tmp_path):
    other = tmp_path / "other"
    other.mkdir()
    (other / "model.bin").write_bytes(b"other")

    check_model(manifest, stamps=stamps)
    check_model(write_manifest(other), stamps=stamps)

    assert len(json.loads(stamps.read_text(encoding="utf-8"))) == 2


def test_a_home_that_cannot_be_written_to_stops_nothing(manifest, tmp_path):
    (tmp_path / "file").write_bytes(b"")

    check_model(manifest, stamps=tmp_path / "file" / "verified.json")
