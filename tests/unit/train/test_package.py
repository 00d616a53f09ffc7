"""The folder of a trained model, as the rest of the program reads it."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from toy_corpus import RECIPE

from indictx.errors import UsageError
from indictx.models.manifest import load_manifest
from indictx.models.verify import sha256
from indictx.train.package import check_output, package
from indictx.train.recipe import parse_recipe

PAIRS = ["eng_Latn-hin_Deva", "hin_Deva-eng_Latn"]
CONVERTED = ("model.bin", "config.json", "shared_vocabulary.json")


def converted(folder: Path, *names: str) -> Path:
    folder.mkdir()
    for name in (*CONVERTED, *names):
        (folder / name).write_bytes(name.encode())
    return folder


def packaged(tmp_path: Path, source: Path, text: str = RECIPE) -> Path:
    pieces = tmp_path / "pieces.model"
    pieces.write_bytes(b"pieces")
    recipe = parse_recipe(tomllib.loads(text))
    package(recipe, PAIRS, source, pieces, tmp_path / "model", kind="int8")
    return tmp_path / "model"


def test_the_manifest_says_what_the_recipe_and_the_files_say(tmp_path):
    folder = packaged(tmp_path, converted(tmp_path / "made", "vmap.txt"))

    manifest = load_manifest(folder)
    assert (manifest.name, manifest.version, manifest.licence) == ("toy", "0.1", "CC0-1.0")
    assert manifest.caution == 'read "with" care'
    assert manifest.compute_type == "int8"
    assert manifest.text.unify_script
    assert not manifest.text.openings_apart
    assert sorted(manifest.pairs) == sorted(PAIRS)
    # Bengali is in the recipe, but no direction serves it.
    assert sorted(manifest.languages) == ["eng_Latn", "hin_Deva"]
    assert {file.path: (file.size_bytes, file.sha256) for file in manifest.files} == {
        path.name: (path.stat().st_size, sha256(path))
        for path in folder.iterdir()
        if path.name != "manifest.toml"
    }
    assert "vmap.txt" in {file.path for file in manifest.files}


def test_the_manifest_says_how_the_model_has_learned_opening_marks(tmp_path):
    text = RECIPE.replace("size = 600\n", "size = 600\nopenings_apart = true\n")

    folder = packaged(tmp_path, converted(tmp_path / "made"), text)

    assert load_manifest(folder).text.openings_apart


def test_a_model_without_a_map_loses_the_map_of_the_one_before(tmp_path):
    packaged(tmp_path, converted(tmp_path / "first", "vmap.txt"))

    folder = packaged(tmp_path, converted(tmp_path / "second"))

    assert not (folder / "vmap.txt").exists()
    assert "vmap.txt" not in {file.path for file in load_manifest(folder).files}


def test_a_package_that_fails_has_no_manifest(tmp_path):
    packaged(tmp_path, converted(tmp_path / "first"))
    broken = converted(tmp_path / "second")
    (broken / "config.json").unlink()

    with pytest.raises(FileNotFoundError):
        packaged(tmp_path, broken)

    assert not (tmp_path / "model" / "manifest.toml").exists()
    assert not list((tmp_path / "model").glob("*.part"))


def test_a_folder_with_a_model_is_replaced_only_by_force(tmp_path):
    folder = packaged(tmp_path, converted(tmp_path / "made"))

    with pytest.raises(UsageError, match="holds a model") as raised:
        check_output(folder, force=False)
    check_output(folder, force=True)
    check_output(tmp_path / "made", force=False)

    assert raised.value.hint == "add --force to replace it"


@pytest.mark.parametrize("force", [False, True])
def test_a_folder_of_other_things_is_not_taken_for_a_model(tmp_path, force):
    folder = converted(tmp_path / "made", "recipe.toml", "model.bin.part")
    check_output(folder, force=force)
    (folder / "photo.jpg").touch()

    with pytest.raises(UsageError, match=r"holds 'photo\.jpg' and no model of ours"):
        check_output(folder, force=force)
    with pytest.raises(UsageError, match="is no folder"):
        check_output(folder / "photo.jpg", force=force)
