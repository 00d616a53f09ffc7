from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from ct2_models import random_spec, save

from indictx.engines._narrowed import narrowed
from indictx.engines.ct2 import Ct2Engine
from indictx.errors import EngineError
from indictx.families import load_family
from indictx.languages import Pair
from indictx.models.manifest import load_manifest
from indictx.models.requantize import read_floats

MODELS = Path(__file__).parents[3] / "models"
BACK = {
    "indictx-mini-english": ("ben_Beng-eng_Latn", "আমার জ্বর হয়েছে।", "I have a fever."),
    "indictx-mini-south": ("eng_Latn-tam_Taml", "Boil the water.", "தண்ணீரைக் கொதிக்க வைக்கவும்."),
}


def engine(folder: Path, *, only_scores: bool) -> Ct2Engine:
    return Ct2Engine(folder, max_source_pieces=100, threads=1, only_scores=only_scores)


@pytest.mark.parametrize("name", BACK)
def test_scores_are_those_of_the_whole_model(name):
    manifest = load_manifest(MODELS / name)
    family, (direction, source, target) = load_family(manifest), BACK[name]
    pair = Pair.parse(direction)
    pieces = family.encode([source], pair)[0].pieces
    right, wrong = family.encode_targets([target, target[: len(target) // 2]], pair)

    found = [
        [judge.score([pieces], [each])()[0] for each in (right, wrong)]
        for judge in (engine(manifest.folder, only_scores=which) for which in (False, True))
    ]

    assert found[1] == pytest.approx(found[0], abs=1e-4)
    assert found[0][0] > found[0][1]


def test_only_what_may_be_written_is_left():
    folder = MODELS / "indictx-mini-english"
    part = narrowed(folder)
    assert part is not None

    sources, targets = (
        json.loads(part.files[f"{name}_vocabulary.json"]) for name in ("source", "target")
    )
    assert part.targets == set(targets)
    bias = read_floats(folder / "model.bin")["decoder/projection/bias"]
    whole = json.loads((folder / "shared_vocabulary.json").read_bytes())
    assert sources == whole
    assert targets[:2] == whole[:2] == ["</s>", "<unk>"]
    assert set(targets[2:]) == {
        piece for piece, value in zip(whole, bias, strict=True) if value > -1000
    } - {"</s>", "<unk>"}
    assert 4 * len(targets) < 2 * len(whole)


def test_targets_with_pieces_that_it_must_not_write_are_scored_by_the_whole_model():
    folder = MODELS / "indictx-mini-english"
    family = load_family(load_manifest(folder))
    pair = Pair.parse("ben_Beng-eng_Latn")
    sources = [one.pieces for one in family.encode(["আমার জ্বর হয়েছে।", "আমি আসছি।"] * 2, pair)]
    targets = family.encode_targets(["I have a fever.", "I have a fever (জ্বর)."] * 2, pair)
    whole, part = (engine(folder, only_scores=which) for which in (False, True))

    expected = [
        whole.score([one], [other])()[0] for one, other in zip(sources, targets, strict=True)
    ]

    assert part.score(sources, targets)() == pytest.approx(expected, abs=1e-4)
    assert expected[1] < -1000 < expected[0]
    part.close()


def test_a_model_both_ways_stays_whole():
    assert narrowed(MODELS / "indictx-mini-hindi") is None


def test_models_of_other_kinds_stay_whole(tmp_path):
    assert narrowed(save(random_spec(), tmp_path / "floats", None)) is None
    assert narrowed(save(random_spec(), tmp_path / "int8", "int8")) is None
    bare = tmp_path / "bare"
    shutil.copytree(MODELS / "indictx-mini-english", bare)
    (bare / "shared_vocabulary.json").unlink()
    assert narrowed(bare) is None


def test_a_damaged_model_is_an_error(tmp_path):
    folder = tmp_path / "model"
    shutil.copytree(MODELS / "indictx-mini-english", folder)
    (folder / "shared_vocabulary.json").write_text('["</s>", "<unk>"]', encoding="utf-8")
    assert narrowed(folder) is None
    for damage in (b"no model", b"", (folder / "model.bin").read_bytes()[:100_000]):
        (folder / "model.bin").write_bytes(damage)
        with pytest.raises(EngineError, match="cannot load the model"):
            engine(folder, only_scores=True)
    (folder / "model.bin").unlink()
    with pytest.raises(EngineError, match="cannot load the model"):
        engine(folder, only_scores=True)
