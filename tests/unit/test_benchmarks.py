from __future__ import annotations

import json
from itertools import islice

import pytest

corpus = pytest.importorskip("benchmarks.corpus", reason="benchmarks are not installed")

from benchmarks import measure, report, throughput  # noqa: E402
from benchmarks.conditions import conditions  # noqa: E402
from indictx.pipeline.judging import most_target_pieces  # noqa: E402


def test_the_corpus_is_the_same_every_time():
    first, second = (list(islice(corpus.sentences(), 50)) for _ in range(2))

    assert first == second


def test_a_window_of_the_corpus_repeats_nothing():
    lines = corpus.read_or_make(None, 4096)

    assert corpus.duplicates_in_windows(lines, 2048) < 0.001


def test_a_short_file_gives_fewer_lines_and_none_twice(tmp_path):
    path = tmp_path / "lines.txt"
    path.write_text("one\n\ntwo\none\n", encoding="utf-8")

    assert corpus.read_or_make(path, 3) == ["one", "two"]


def test_duplicates_are_counted_within_windows_only():
    assert corpus.duplicates_in_windows(["a", "a", "b", "b"], 2) == 0.5
    assert corpus.duplicates_in_windows(["a", "b", "a", "b"], 2) == 0


def test_lines_of_the_memory_run_are_few_sentences():
    lines = list(corpus.mixed(500))

    assert len(lines) == 500
    assert sum(any(map(str.isalpha, line)) for line in lines) == 10


def test_the_baseline_gets_sorted_batches_within_the_budget(tiny_folder, tmp_path):
    options = measure.Options(
        model=tiny_folder,
        src_lang="eng_Latn",
        tgt_lang="hin_Deva",
        corpus=None,
        lines=5,
        beams=(1,),
        threads=1,
        runs=1,
        rounds=1,
        few=1,
        many=1,
    )
    path = tmp_path / "batches.jsonl"
    lines = ["It rains.", "Where is the old city?", "It is 7 now. Drink more water."]

    facts = throughput.prepare(lines, path, options, budget=40)

    batches = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    lengths = [len(source) for _, batch in batches for source in batch]
    assert facts["sentences"] == len(lengths) == 4
    assert lengths == sorted(lengths, reverse=True)
    assert all(len(batch) * len(batch[0]) <= 40 or len(batch) == 1 for _, batch in batches)
    assert all(limit == most_target_pieces(len(batch[0])) for limit, batch in batches)


def test_a_table_has_its_goal_below():
    result = measure.Result(
        name="cold start",
        rows=[measure.row("a", [0.1, 0.3], [0.1, 0.1])],
        ratio=1.25,
        goal="at most 1.3",
        reached=True,
    )

    lines = list(report.table(result))

    assert lines[0] == "cold start"
    assert lines[2].split() == ["a", "200.0", "100.0", "300.0", "100.0"]
    assert lines[3] == "  ratio 1.250; goal: at most 1.3; reached"


def test_conditions_name_the_model_by_its_hash(tiny_folder):
    found = conditions(tiny_folder)

    assert len(found["model"]["sha256"]) == 64
    assert "\n".join(report.head(found))
