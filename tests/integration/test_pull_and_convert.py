"""Known models through the real converters: what is pulled loads and translates."""

from __future__ import annotations

import io
import json
import zipfile

import pytest
from ct2_models import random_spec, save
from fake_models import known_as, unpinned
from hub_server import HubServer
from tiny_model import tiny_manifest_model

from indictx.models import catalog, store
from indictx.models.manifest import Conversion, SourceFile, TextRules
from indictx.models.pull import pull
from indictx.models.reference import parse_reference
from indictx.models.verify import bad_files
from indictx.pipeline.translator import Translator

pytestmark = pytest.mark.network


@pytest.fixture
def hub(monkeypatch):
    with HubServer() as server:
        monkeypatch.setenv("HF_ENDPOINT", server.url)
        yield server


@pytest.fixture
def known(monkeypatch, tmp_path):
    folder = tmp_path / "catalog"
    monkeypatch.setattr(catalog, "FOLDER", folder)
    catalog.known.cache_clear()
    yield folder
    catalog.known.cache_clear()


def read(folder) -> dict[str, bytes]:
    paths = [path for path in folder.rglob("*") if path.is_file() and path.name != "manifest.toml"]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def test_a_float_model_becomes_int8_and_both_hashes_are_known(hub, known, tmp_path):
    files = read(save(random_spec(), tmp_path / "float", None))
    repo = "owner/float"
    known_as(known, repo, source_files=unpinned(files), conversion=Conversion(method="requantize"))
    hub.add(repo, files)

    manifest = pull(parse_reference("known")).manifest

    by_path = {file.path: file for file in manifest.files}
    came = {file.to: file for file in manifest.source.files}
    assert by_path["model.bin"].size_bytes < came["model.bin"].size_bytes
    assert came["model.bin"].size_bytes == len(files["model.bin"])
    assert list(bad_files(manifest)) == []
    expected = read(save(random_spec(), tmp_path / "int8", "int8"))
    assert (manifest.folder / "model.bin").read_bytes() == expected["model.bin"]


@pytest.fixture(scope="module")
def tiny(tmp_path_factory):
    return tiny_manifest_model(tmp_path_factory.mktemp("model") / "tiny")


def test_a_repository_of_ours_translates_after_the_pull(hub, tiny):
    hub.add("owner/tiny", {**read(tiny), "manifest.toml": (tiny / "manifest.toml").read_bytes()})
    pull(parse_reference("hf:owner/tiny"))

    with Translator.load("tiny") as ours, Translator.load(str(tiny)) as original:
        texts = ["The rain.", "A letter."]
        got = [one.target for one in ours.translate(texts, src_lang="en", tgt_lang="hi")]
        want = [one.target for one in original.translate(texts, src_lang="en", tgt_lang="hi")]

    assert got == want


def test_an_argos_package_is_unpacked(hub, known, tiny):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("en_hi/metadata.json", json.dumps({"from_code": "en", "to_code": "hi"}))
        for path, content in read(tiny).items():
            inside = path if path == "sentencepiece.model" else f"model/{path}"
            archive.writestr(f"en_hi/{inside}", content)
    hub.plain["translate-en_hi.argosmodel"] = data.getvalue()
    known_as(
        known,
        "",
        family="argos",
        pairs=("eng_Latn-hin_Deva",),
        source={"url": f"{hub.url}/plain/"},
        source_files=(SourceFile(path="translate-en_hi.argosmodel", to="a.argosmodel"),),
        conversion=Conversion(method="argos"),
        text=TextRules(
            source_spm="sentencepiece.model", target_spm="sentencepiece.model", append_eos=False
        ),
    )

    manifest = pull(parse_reference("known")).manifest

    assert {"model.bin", "config.json", "sentencepiece.model"} <= set(read(manifest.folder))
    assert "a.argosmodel" not in read(manifest.folder)
    assert store.find_model("known").pairs == ("eng_Latn-hin_Deva",)
