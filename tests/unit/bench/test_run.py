from __future__ import annotations

import json
import os
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indictx.bench.children import children
from indictx.bench.corpus import Corpus, open_corpus
from indictx.bench.loaded import CountingEngine, Subject
from indictx.bench.power import Meter
from indictx.bench.result import read_report
from indictx.bench.run import LADDER, Cell, Plan, cells, fitting_lines, measure
from indictx.bench.tune import Choice, sample_of, timer
from indictx.engines.base import DecodeOptions
from indictx.engines.echo import EchoEngine
from indictx.errors import EngineError
from indictx.languages import Pair
from indictx.models.manifest import load_manifest

NUMBERS = st.lists(st.integers(1, 64), min_size=1, max_size=4, unique=True).map(tuple)


def plan(folder, **changes):
    values = {
        "manifest": load_manifest(folder),
        "pair": Pair.of("en", "hi"),
        "corpus": open_corpus(None, "eng_Latn"),
        "beam": 2,
        "threads": 1,
        "batch_pieces": 1024,
        "beams": (1, 2),
        "thread_counts": (1, 2),
        "batches": (1024, 64),
        "lines": 8,
        "rounds": 2,
        "cold_runs": 1,
    }
    return Plan(**(values | changes))


@given(NUMBERS, NUMBERS, NUMBERS)
def test_each_beam_meets_each_number_of_threads_and_each_batch(
    tiny_folder, beams, threads, batches
):
    found = cells(plan(tiny_folder, beams=beams, thread_counts=threads, batches=batches))

    assert len(set(found)) == len(found)
    assert {(one.beam, one.threads) for one in found} == set(product(beams, threads))
    assert {(one.beam, one.batch_pieces) for one in found} == set(product(beams, batches))
    assert {one.batch_pieces for one in found if one.threads < max(threads)} <= {batches[0]}


@given(st.floats(0.1, 1e5), st.floats(0.1, 1e3), st.integers(1, 5), st.integers(1, 5000))
def test_lines_fit_into_the_time_or_are_the_fewest(speed, seconds, rounds, available):
    planned = [Cell(1, 1, 1024), Cell(1, 2, 1024)]

    count = fitting_lines(
        planned, {1: speed}, cores=4, rounds=rounds, seconds=seconds, available=available
    )

    took = rounds * count * (1 / speed + 1 / (2 * speed))
    assert took <= seconds or count <= LADDER[0]
    assert count in {*LADDER, available}
    assert count <= available


def test_threads_beyond_the_cores_are_not_counted_on():
    def lines(threads):
        planned = [Cell(1, threads, 1024)]
        return fitting_lines(planned, {1: 10.0}, cores=2, rounds=1, seconds=10, available=5000)

    assert lines(1) < lines(2) == lines(64)


@pytest.mark.slow
def test_everything_is_measured_with_a_real_model(tiny_folder, tmp_path):
    said = []

    found = measure(plan(tiny_folder, watts=10.0), say=said.append)

    assert [(one.beam, one.threads, one.batch_pieces) for one in found.throughput] == [
        (1, 1, 1024),
        (2, 1, 1024),
        (1, 2, 1024),
        (1, 2, 64),
        (2, 2, 1024),
        (2, 2, 64),
    ]
    assert all(len(one.seconds) == 2 and min(one.seconds) > 0 for one in found.throughput)
    assert all(one.target_pieces_per_s > 0 for one in found.throughput)
    assert found.cold_start_ms.count == found.load_ms.count == 1
    assert found.cold_start_ms.median > found.load_ms.median > found.first_line_ms.median > 0
    assert [one.beam for one in found.interactive] == [1, 2]
    assert all(0 < one.p50_ms <= one.p99_ms for one in found.interactive)
    assert found.memory.one_line_bytes > 10**7
    assert found.sizes.model_bytes == load_manifest(tiny_folder).size_bytes
    assert found.corpus.lines == 8
    assert found.energy in {"rapl", "estimate"}
    assert said[0] == "cold start"
    path = tmp_path / "result.json"
    path.write_text(json.dumps(found.as_json()), encoding="utf-8")
    assert read_report(path) == found


def test_without_watts_and_counters_there_is_no_energy(tiny_folder, monkeypatch):
    monkeypatch.setattr("indictx.bench.run.find_zones", lambda: ())
    quick = {"beams": (1,), "thread_counts": (1,), "batches": (64,), "rounds": 1}

    found = measure(plan(tiny_folder, **quick), say=lambda _: None)

    assert found.energy is None
    assert [one.joules_per_1000 for one in found.throughput] == [None]


def test_pieces_are_counted_as_the_engine_writes_them():
    engine = CountingEngine(EchoEngine())

    wait = engine.submit([["a", "b"], ["c"]], [(), ()], DecodeOptions(beam_size=1))

    assert engine.target_pieces == 0
    assert [list(hypotheses[0].pieces) for hypotheses in wait()] == [["a", "b"], ["c"]]
    assert engine.target_pieces == 3


def test_single_lines_stop_when_time_is_up_but_not_before_the_least(tiny_folder):
    subject = Subject(load_manifest(tiny_folder), Pair.of("en", "hi"), meter=Meter(()))
    lines = open_corpus(None, "eng_Latn").lines[:6]

    with subject.open(1) as loaded:
        hurried = loaded.single_lines(lines, beam=1, seconds=0, least=2)
        patient = loaded.single_lines(lines, beam=1, seconds=600, least=2)

    assert len(hurried) == 2
    assert len(patient) == 6


def test_a_choice_is_timed_with_a_real_model(tiny_folder):
    quick = plan(tiny_folder, lines=None, seconds=0.001)
    said = []

    sample = sample_of(quick, Choice(1, 1024), timings=10)
    took = timer(quick, sample.lines, say=said.append)(Choice(2, 64))

    assert len(sample.lines) == 128
    assert took > 0
    assert said == ["2 threads, 64 pieces a batch"]


def test_the_lines_asked_for_are_the_sample(tiny_folder):
    few = plan(tiny_folder, lines=64)

    assert len(sample_of(few, Choice(1, 1024), timings=10).lines) == 64


def test_a_child_does_not_see_the_settings_of_the_user(tmp_path, monkeypatch):
    config = tmp_path / "config" / "indictx"
    config.mkdir(parents=True)
    (config / "config.toml").write_text("beam = 7\n", encoding="utf-8")
    monkeypatch.setenv("INDICTX_WINDOW", "3")

    with children() as starter:
        done = starter.run("indictx", "doctor", "--json")

    settings = json.loads(done.stdout)["settings"]
    assert settings["beam"] == {"value": None, "source": "default"}
    assert settings["window"]["source"] == "default"


@pytest.mark.skipif(not hasattr(os, "wait4"), reason="the system does not tell")
def test_the_peak_of_a_child_is_its_own_and_not_that_of_a_large_parent():
    ballast = bytearray(b"x" * 500_000_000)

    with children() as starter:
        done = starter.run("indictx", "--version")

    assert done.stdout.startswith("indictx ")
    assert 5_000_000 < done.peak_bytes < 100_000_000 < len(ballast)


def test_a_child_that_fails_says_why(tmp_path):
    with children() as starter, pytest.raises(EngineError, match="code 4: unknown language: 'xx'"):
        starter.run("indictx", "translate", "--to", "xx", lines=["a"])


def test_a_corpus_smaller_than_the_run_is_used_whole(tiny_folder):
    short = Corpus(name="short", lines=("It rains.", "Go home."))
    quick = {"beams": (1,), "thread_counts": (1,), "batches": (64,), "rounds": 1}

    found = measure(
        plan(tiny_folder, corpus=short, lines=None, seconds=0.1, **quick), say=lambda _: None
    )

    assert (found.corpus.lines, found.corpus.sentences) == (2, 2)
