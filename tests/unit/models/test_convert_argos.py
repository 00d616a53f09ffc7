from __future__ import annotations

import json
import stat
import zipfile
from pathlib import Path

import pytest
from ct2_models import random_spec, save

from indictx.errors import ModelError
from indictx.models.convert import ConvertOptions, Label, convert
from indictx.models.convert import argos as module

METADATA = {"from_code": "en", "to_code": "hi", "package_version": "1.1"}
LABEL = Label(name="argos-en-hi", family="argos", licence="MIT")


@pytest.fixture(scope="module")
def model(tmp_path_factory) -> Path:
    return save(random_spec(), tmp_path_factory.mktemp("argos") / "model", "int8")


def files_of(model: Path, **metadata) -> dict[str, bytes]:
    files = {f"translate-en_hi/model/{path.name}": path.read_bytes() for path in model.iterdir()}
    files["translate-en_hi/metadata.json"] = json.dumps(METADATA | metadata).encode()
    files["translate-en_hi/sentencepiece.model"] = b"spm"
    files["translate-en_hi/README.md"] = b"Data: OPUS"
    files["translate-en_hi/stanza/en/tokenize/x.pt"] = b"not wanted"
    return files


def pack(path: Path, files: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path


def test_a_package_becomes_a_model(tmp_path, model):
    package = pack(tmp_path / "en_hi.argosmodel", files_of(model))

    manifest = convert(package, tmp_path / "out", LABEL)

    assert manifest.pairs == ("eng_Latn-hin_Deva",)
    assert manifest.text.append_eos is False
    assert manifest.text.source_spm == manifest.text.target_spm == "sentencepiece.model"
    assert {file.path for file in manifest.files} == {
        "README.md",
        "config.json",
        "model.bin",
        "sentencepiece.model",
        "source_vocabulary.json",
        "target_vocabulary.json",
    }
    assert (tmp_path / "out" / "model.bin").read_bytes() == (model / "model.bin").read_bytes()


def test_a_prefix_in_the_metadata_is_forced(tmp_path, model):
    package = pack(tmp_path / "a.argosmodel", files_of(model, target_prefix="__hi__"))

    assert convert(package, tmp_path / "out", LABEL).text.target_prefix == ("__hi__",)


def test_the_direction_can_be_said(tmp_path, model):
    package = pack(tmp_path / "a.argosmodel", files_of(model, from_code="xx"))

    with pytest.raises(ModelError, match="does not say its languages"):
        convert(package, tmp_path / "out", LABEL)
    options = ConvertOptions(pairs=("ben_Beng-eng_Latn",))

    assert convert(package, tmp_path / "out", LABEL, options).languages == ("ben_Beng", "eng_Latn")


@pytest.mark.parametrize(
    "name",
    ["/etc/evil", "../evil", "translate-en_hi/model/../../../evil", "translate-en_hi\\..\\evil"],
)
def test_a_package_that_writes_elsewhere_is_refused(tmp_path, model, name):
    package = pack(tmp_path / "a.argosmodel", files_of(model) | {name: b"evil"})

    with pytest.raises(ModelError, match="writes outside"):
        convert(package, tmp_path / "sub" / "out", LABEL)

    assert not list(tmp_path.rglob("evil"))
    assert not (tmp_path / "sub" / "out").exists()


def test_a_package_with_a_link_is_refused(tmp_path, model):
    package = pack(tmp_path / "a.argosmodel", files_of(model))
    link = zipfile.ZipInfo("translate-en_hi/model/vmap.txt")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(package, "a") as archive:
        archive.writestr(link, "/etc/passwd")

    with pytest.raises(ModelError, match="link"):
        convert(package, tmp_path / "out", LABEL)


def test_a_package_larger_than_any_model_is_refused(tmp_path, model, monkeypatch):
    monkeypatch.setattr(module, "_MOST_BYTES", 1000)
    package = pack(tmp_path / "a.argosmodel", files_of(model))

    with pytest.raises(ModelError, match="larger than any model"):
        convert(package, tmp_path / "out", LABEL)


def test_a_member_that_lies_about_its_size_is_refused(tmp_path, model):
    files = files_of(model)
    files["translate-en_hi/sentencepiece.model"] = b"s" * 5000
    package = pack(tmp_path / "a.argosmodel", files)
    data = bytearray(package.read_bytes())
    # The directory at the end says 3 bytes where 5000 come out.
    place = data.rindex(b"translate-en_hi/sentencepiece.model")
    data[place - 22 : place - 18] = (3).to_bytes(4, "little")
    package.write_bytes(data)

    with pytest.raises(ModelError):
        convert(package, tmp_path / "out", LABEL)

    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("missing", ["model/model.bin", "sentencepiece.model", "metadata.json"])
def test_a_missing_file_is_named(tmp_path, model, missing):
    files = files_of(model)
    del files[f"translate-en_hi/{missing}"]
    package = pack(tmp_path / "a.argosmodel", files)

    with pytest.raises(ModelError, match=missing.rpartition("/")[2]):
        convert(package, tmp_path / "out", LABEL)


@pytest.mark.parametrize("metadata", [b"{", b"[]"])
def test_metadata_that_is_no_object_is_refused(tmp_path, model, metadata):
    package = pack(
        tmp_path / "a.argosmodel",
        files_of(model) | {"translate-en_hi/metadata.json": metadata},
    )

    with pytest.raises(ModelError, match=r"metadata\.json"):
        convert(package, tmp_path / "out", LABEL)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 and then nothing"])
def test_what_is_no_zip_is_refused(tmp_path, content):
    package = tmp_path / "a.argosmodel"
    package.write_bytes(content)

    with pytest.raises(ModelError, match="cannot unpack"):
        convert(package, tmp_path / "out", LABEL)
