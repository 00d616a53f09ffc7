"""Which model judges the translations of another."""

from __future__ import annotations

import shutil
from dataclasses import replace

import pytest

from indictx import settings
from indictx.errors import ModelError, ModelIntegrityError
from indictx.models import store
from indictx.models.manifest import load_manifest
from indictx.pipeline.fingerprint import fingerprint
from indictx.pipeline.opening import reverse_of
from indictx.pipeline.options import TranslateOptions
from indictx.pipeline.team import team_manifest
from indictx.pipeline.translator import Translator

TEXTS = ["The rain.", "Where are the keys?", "The doctor told him to drink more water."]


@pytest.fixture
def installed(tiny_folder, monkeypatch):
    """Install two models that translate in one direction each, the first judged by the second."""
    monkeypatch.setattr(store, "bundled_folders", list)
    for name, pair in (("there", "eng_Latn-hin_Deva"), ("back", "hin_Deva-eng_Latn")):
        place = settings.home() / "models" / name
        shutil.copytree(tiny_folder, place)
        lines = (place / "manifest.toml").read_text(encoding="utf-8").splitlines()
        kept = [line for line in lines if not line.startswith(("name =", "pairs ="))]
        decode = ["rerank = 3", f'reverse = "{"back" if name == "there" else "there"}"']
        kept[kept.index("[decode]") + 1 : 0] = []
        at = kept.index("[decode]") + 1
        kept[at:at] = decode
        kept[1:1] = [f'name = "{name}"', f'pairs = ["{pair}"]']
        (place / "manifest.toml").write_text("\n".join(kept) + "\n", encoding="utf-8")


def translated(**options):
    with Translator.load("there", options=TranslateOptions(**options), threads=1) as translator:
        found = list(translator.translate(TEXTS, src_lang="en", tgt_lang="hi"))
        return found, translator.judge


def test_the_model_that_the_manifest_names_chooses(installed):
    found, judge = translated()

    assert judge is not None
    assert judge.name == "back"
    assert [one.source for one in found] == TEXTS


def test_as_many_hypotheses_as_were_asked_for_are_chosen_from(installed):
    (first, *_), _ = translated(rerank=4, alternatives=4)

    assert len({first.target, *(one.target for one in first.alternatives)}) > 1


@pytest.mark.parametrize("options", [{"rerank": 0}, {"beam_size": 2}])
def test_no_model_is_opened_that_is_not_asked(installed, options):
    assert translated(**options)[1] is None


def test_without_the_model_that_translates_back_the_likeliest_is_taken(installed):
    store.remove("back")

    found, judge = translated()

    assert judge is None
    assert len(found) == len(TEXTS)
    with pytest.raises(ModelError, match="no installed model translates back"):
        translated(rerank=3)


def test_a_model_of_both_directions_judges_itself(tiny_folder):
    with Translator.load(
        str(tiny_folder), options=TranslateOptions(rerank=2), threads=1
    ) as translator:
        assert translator.judge is not None
        assert translator.judge.folder == tiny_folder
        assert len(list(translator.translate(TEXTS, src_lang="en", tgt_lang="hi"))) == len(TEXTS)


def test_a_model_of_one_direction_without_another_is_judged_by_none(installed):
    there = store.find_model("there")

    assert reverse_of(replace(there, decode=replace(there.decode, reverse=""))) is None


@pytest.mark.parametrize(
    "change",
    [
        lambda back: (back.files[0].sha256, "0" * 64),
        lambda back: (
            f"max_source_pieces = {back.max_source_pieces}",
            f"max_source_pieces = {back.max_source_pieces - 1}",
        ),
    ],
    ids=["weights", "rules"],
)
def test_the_fingerprint_changes_with_the_model_that_chooses(installed, change):
    there, back = store.find_model("there"), store.find_model("back")
    options = TranslateOptions()
    before = fingerprint(there, options, src_lang=None)
    team = fingerprint(team_manifest([there, there]), options, src_lang=None)
    fast = fingerprint(there, TranslateOptions(rerank=0), src_lang=None)

    path = back.folder / "manifest.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(*change(back)), encoding="utf-8")

    assert load_manifest(back.folder) != back
    assert fingerprint(there, options, src_lang=None) != before
    assert fingerprint(team_manifest([there, there]), options, src_lang=None) != team
    assert fingerprint(there, TranslateOptions(rerank=0), src_lang=None) == fast


def test_a_damaged_model_that_translates_back_is_an_error_unless_it_is_not_asked(installed):
    (store.find_model("back").folder / "model.bin").write_bytes(b"")

    with pytest.raises(ModelIntegrityError):
        translated()
    assert translated(rerank=0)[1] is None
