from __future__ import annotations

import shutil
from dataclasses import replace

import pytest
from tiny_model import tiny_manifest_model

from indictx import settings
from indictx.errors import IndictxError, ModelError, ModelNotFoundError, UnsupportedPairError
from indictx.models import store
from indictx.models.manifest import load_manifest
from indictx.pipeline.fingerprint import fingerprint
from indictx.pipeline.guard import Flag
from indictx.pipeline.options import TranslateOptions
from indictx.pipeline.simple import translate
from indictx.pipeline.team import best_models, load_models, team_manifest
from indictx.pipeline.translator import Translator

OPTIONS = TranslateOptions(beam_size=1, retry=False)
TEXTS = ["नमस्ते।", "", "https://example.org", "वर्षा हुई। नदी भरी।"]


def narrowed(folder, pairs: list[str]):
    """Let a model serve these directions alone."""
    path = folder / "manifest.toml"
    text = path.read_text(encoding="utf-8")
    begin = text.index("pairs = [")
    end = text.index("]", begin) + 1
    path.write_text(f"{text[:begin]}pairs = {pairs}{text[end:]}".replace("'", '"'), "utf-8")
    return folder


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    return tiny_manifest_model(tmp_path_factory.mktemp("model") / "whole")


@pytest.fixture(scope="module")
def halves(whole, tmp_path_factory):
    """The same model twice, once for each leg."""
    folder = tmp_path_factory.mktemp("halves")
    into = shutil.copytree(whole, folder / "into")
    out = shutil.copytree(whole, folder / "out")
    return (
        narrowed(into, ["hin_Deva-eng_Latn"]),
        narrowed(out, ["eng_Latn-tam_Taml", "eng_Latn-urd_Arab"]),
    )


@pytest.mark.parametrize("source", ["hi", None], ids=["told", "detected"])
def test_two_halves_of_a_model_translate_like_the_whole(whole, halves, source):
    with load_models(halves, options=OPTIONS, threads=1) as chain:
        got = list(chain.translate(TEXTS, src_lang=source, tgt_lang="ta"))
    with Translator.load(str(whole), options=OPTIONS, threads=1) as one:
        want = list(one.translate(TEXTS, src_lang=source, tgt_lang="ta"))

    assert [each.target for each in got] == [each.target for each in want]
    assert [each.repairs for each in got] == [each.repairs for each in want]
    assert got[0].model == "tiny"


def test_into_english_needs_the_first_and_out_of_it_the_second(halves):
    with load_models(halves, options=OPTIONS, threads=1) as chain:
        (into,) = chain.translate(["नमस्ते।"], src_lang="hi", tgt_lang="en")
        (out,) = chain.translate(["The rain."], src_lang="en", tgt_lang="ur")

        assert (into.repairs, out.repairs) == ((), ())
        with pytest.raises(UnsupportedPairError, match="none of the installed models"):
            chain.translate(["வணக்கம்"], src_lang="ta", tgt_lang="hi")


def test_a_language_that_the_first_does_not_know_stays_as_it_is(halves):
    with load_models(halves, options=OPTIONS, threads=1) as chain:
        (one,) = chain.translate(["ನಮಸ್ಕಾರ"], tgt_lang="ta")

    assert one.target == "ನಮಸ್ಕಾರ"
    assert Flag.UNTRANSLATED in one.flags


def test_directions_are_those_of_the_legs(halves):
    manifest = team_manifest(list(map(load_manifest, halves)))

    assert set(manifest.pairs) == {"hin_Deva-eng_Latn", "eng_Latn-tam_Taml", "eng_Latn-urd_Arab"}


@pytest.mark.parametrize("changed", [0, 1])
@pytest.mark.parametrize("change", ["files", "text"])
def test_the_fingerprint_changes_with_either_model(halves, changed, change):
    models = list(map(load_manifest, halves))
    before = fingerprint(team_manifest(models), OPTIONS, src_lang=None)
    one = models[changed]
    new = one.files[1:] if change == "files" else replace(one.text, slot="<x{index}>")
    models[changed] = replace(one, **{change: new})

    assert fingerprint(team_manifest(models), OPTIONS, src_lang=None) != before


@pytest.fixture
def installed(halves, monkeypatch):
    """Install the halves, each under a name of its own, and nothing else."""
    monkeypatch.setattr(store, "bundled_folders", list)
    for folder in halves:
        place = settings.home() / "models" / folder.name
        shutil.copytree(folder, place)
        path = place / "manifest.toml"
        text = path.read_text(encoding="utf-8").replace('name = "tiny"', f'name = "{folder.name}"')
        path.write_text(text, encoding="utf-8")


def test_languages_choose_the_model_where_none_is_named(installed):
    chosen = {
        ("en", "ta"): ("out",),
        ("hi", "ta"): ("into", "out"),
        ("Hindi", "urd_Arab"): ("into", "out"),
        (None, "ta"): ("into", "out"),
        ("ta", "or"): ("into", "out"),
    }

    assert {pair: best_models(pair[0], [pair[1]]) for pair in chosen} == chosen
    with Translator.load(options=OPTIONS, threads=1, src_lang="hi", tgt_lang="ta") as translator:
        (one,) = translator.translate(TEXTS[:1], src_lang="hi", tgt_lang="ta")
    assert one.model == "into+out"


def test_each_text_is_translated_by_the_model_that_knows_its_language(installed):
    requests = [
        (TEXTS[0], None, "en"),
        ("The rain.", None, "ta"),
        ("The rain.", "en", "ur"),
        (TEXTS[0], "hi", "ta"),
        ("123", None, "ta"),
    ]
    with load_models(["out", "into"], options=OPTIONS, threads=1) as team:
        got = list(team.translate_each(requests))
        alone = [next(team.translate([text], src_lang=s, tgt_lang=t)) for text, s, t in requests]

    assert got == alone
    assert [one.model for one in got] == ["into", "out", "out", "into+out", "out+into"]


def test_a_model_that_no_text_needs_is_not_loaded(installed):
    with load_models(["out", "into"], options=OPTIONS, threads=1) as team:
        assert team._relay._open == {}
        list(team.translate(["The rain.", "123"], tgt_lang="ta"))
        assert [one.manifest.name for one in team._relay._open.values()] == ["out"]


def test_a_line_without_words_loads_no_model(installed):
    with load_models(["out", "into"], options=OPTIONS, threads=1) as team:
        list(team.translate(["123", ""], src_lang="en", tgt_lang="ta"))
        assert team._relay._open == {}


def test_what_was_translated_before_a_model_failed_is_not_lost(installed):
    with load_models(["out", "into"], options=replace(OPTIONS, window=1), threads=1) as team:
        (settings.home() / "models" / "into" / "model.bin").unlink()
        results = team.translate(["The rain.", "The river.", TEXTS[0]], tgt_lang="ta")
        assert [next(results).src_lang for _ in range(2)] == ["eng_Latn"] * 2
        with pytest.raises(IndictxError):
            next(results)


def test_a_model_that_was_exchanged_meanwhile_is_refused(installed):
    with load_models(["out", "into"], options=OPTIONS, threads=1) as team:
        path = settings.home() / "models" / "into" / "manifest.toml"
        text = path.read_text(encoding="utf-8").replace("beam_size = ", "beam_size = 1")
        path.write_text(text, encoding="utf-8")
        with pytest.raises(ModelError, match="exchanged"):
            list(team.translate([TEXTS[0]], tgt_lang="en"))


@pytest.mark.parametrize("field", ["family", "compute_type", "max_source_pieces", "pairs"])
def test_the_fingerprint_knows_all_of_every_model(halves, field):
    models = list(map(load_manifest, halves))
    before = fingerprint(team_manifest(models), OPTIONS, src_lang=None)
    value = {"max_source_pieces": 9, "pairs": (*models[1].pairs, "hin_Deva-eng_Latn")}
    models[1] = replace(models[1], **{field: value.get(field, "other")})

    assert fingerprint(team_manifest(models), OPTIONS, src_lang=None) != before


def test_the_shortest_way_takes_the_model_that_has_the_way(installed):
    assert translate(TEXTS[0], src_lang="hi", tgt_lang="ta") != TEXTS[0]


def test_a_model_that_is_named_is_not_chosen_anew(whole, installed):
    with Translator.load(str(whole), threads=1, src_lang="hi", tgt_lang="ta") as translator:
        assert translator.manifest.name == "tiny"


def test_one_query_is_one_model(whole):
    with load_models([whole], options=OPTIONS, threads=1) as translator:
        assert translator.manifest.name == "tiny"


def test_a_second_model_that_is_not_there_is_named(whole):
    with pytest.raises(ModelNotFoundError, match="nowhere"):
        load_models([whole, "nowhere"], options=OPTIONS, threads=1)
