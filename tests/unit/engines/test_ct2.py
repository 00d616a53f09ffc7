from __future__ import annotations

import os
import subprocess
import sys

import pytest
from tiny_model import build_tiny_model

from indictx.engines import ct2
from indictx.engines.base import DecodeOptions
from indictx.engines.ct2 import Ct2Engine, default_threads
from indictx.errors import EngineError


def test_a_folder_without_a_model_is_an_engine_error(tmp_path):
    with pytest.raises(EngineError, match=r"model\.bin"):
        Ct2Engine(tmp_path, max_source_pieces=10)


def test_a_damaged_model_is_an_engine_error(tmp_path, tiny_folder):
    for path in tiny_folder.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "model.bin").write_bytes((tiny_folder / "model.bin").read_bytes()[:1000])

    with pytest.raises(EngineError, match="cannot load the model"):
        Ct2Engine(tmp_path, max_source_pieces=10)


def test_an_unknown_arithmetic_is_an_engine_error(tiny_folder):
    with pytest.raises(EngineError):
        Ct2Engine(tiny_folder, max_source_pieces=10, compute_type="int3")


def test_a_request_that_the_runtime_refuses_is_an_engine_error(tiny_folder):
    engine = Ct2Engine(tiny_folder, max_source_pieces=10)
    more_hypotheses_than_beams = DecodeOptions(beam_size=1, num_hypotheses=3)

    with pytest.raises(EngineError):
        engine.submit([["▁"]], [()], more_hypotheses_than_beams)()


def test_a_failure_in_the_background_is_an_engine_error(tmp_path):
    pieces = ["<unk>", "<s>", "</s>", "a"]
    engine = Ct2Engine(build_tiny_model(tmp_path / "m", pieces), max_source_pieces=5000)

    # The tiny model has position encodings for 640 pieces.
    with pytest.raises(EngineError, match="position"):
        engine.submit([["a"] * 700], [()], DecodeOptions())()


def test_without_scores_they_are_not_numbers(tiny_folder):
    engine = Ct2Engine(tiny_folder, max_source_pieces=10)
    options = DecodeOptions(beam_size=1, max_target_pieces=5, scores=False)

    ((hypothesis,),) = engine.submit([["▁", "</s>"]], [()], options)()

    assert hypothesis.score != hypothesis.score


def test_there_is_a_thread_for_each_core_that_may_be_used(tiny_folder):
    engine = Ct2Engine(tiny_folder, max_source_pieces=10)

    assert engine.threads == default_threads() >= 1
    assert Ct2Engine(tiny_folder, max_source_pieces=10, threads=3).threads == 3


def test_cores_are_counted_where_affinity_is_not_known(monkeypatch):
    monkeypatch.delattr(os, "sched_getaffinity", raising=False)
    monkeypatch.setattr(os, "cpu_count", lambda: None)

    assert default_threads() == 1


def test_the_runtime_is_the_module_that_a_later_import_finds():
    code = (
        "from indictx.engines.ct2 import runtime\n"
        "module = runtime()\n"
        "assert module is runtime()\n"
        "import sys; assert 'ctranslate2' not in sys.modules or sys.platform == 'win32'\n"
        "import ctranslate2\n"
        "assert ctranslate2.Translator is module.Translator\n"
    )

    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_runtime_that_cannot_be_loaded_alone_is_loaded_with_its_package(monkeypatch):
    import ctranslate2

    def refuse(name, path):
        raise ImportError(name)

    # As after a change of the package's layout
    monkeypatch.delitem(sys.modules, "ctranslate2._ext")
    monkeypatch.setattr(ct2, "_load", refuse)

    assert ct2.runtime() is ctranslate2


def test_sources_that_allow_the_same_pieces_have_the_same_restriction(tmp_path):
    path = tmp_path / "vmap.txt"
    path.write_text(">>a<< >>x<<\tp q\n>>b<< >>x<<\tp q\n>>x<< >>a<<\tr\n", encoding="utf-8")
    found = ct2._restrictions(path)

    assert found[">>a<< >>x<<"] == found[">>b<< >>x<<"] != found[">>x<< >>a<<"]
    assert ct2._restrictions(tmp_path / "none") == {}


def test_a_restriction_is_known_by_the_first_two_pieces_or_the_first(tiny_folder, tmp_path):
    for path in tiny_folder.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "vmap.txt").write_text("aa bb\tx\ncc\ty\n", encoding="utf-8")
    engine = Ct2Engine(tmp_path, max_source_pieces=20, threads=1)

    first, second = engine.restriction(["aa", "bb", "z"]), engine.restriction(["cc", "z"])
    assert first
    assert second
    assert first != second
    assert engine.restriction(["bb", "aa"]) == ""


def test_a_hypothesis_scores_what_its_search_said(tiny_folder):
    engine = Ct2Engine(tiny_folder, max_source_pieces=10)
    options = DecodeOptions(beam_size=2, max_target_pieces=30)

    for source in (["▁", "</s>"], ["▁a", "▁", "</s>"]):
        ((best,),) = engine.submit([source], [()], options)()

        assert 0 < len(best.pieces) < 30  # what the limit cuts has no end
        assert engine.score([source], [best.pieces])() == pytest.approx([best.score], rel=2e-3)


def test_a_score_does_not_depend_on_its_batch(tiny_folder):
    engine = Ct2Engine(tiny_folder, max_source_pieces=10)
    source, target = ["▁", "</s>"], ["▁", "a"]

    (alone,) = engine.score([source], [target])()

    assert alone < 0
    assert engine.score([source] * 3, [target] * 3)() == [alone] * 3


def test_a_score_that_the_runtime_refuses_is_an_engine_error(tmp_path):
    pieces = ["<unk>", "<s>", "</s>", "a"]
    engine = Ct2Engine(build_tiny_model(tmp_path / "m", pieces), max_source_pieces=5000)

    with pytest.raises(EngineError, match="position"):
        engine.score([["a"] * 700], [["a"]])()
