from __future__ import annotations

import json
from dataclasses import replace

import pytest
from bench_reports import report, summary, throughput
from hypothesis import given
from hypothesis import strategies as st

from indictx.bench.compare import as_json, changes, differences, table
from indictx.bench.stats import Summary

SECONDS = st.lists(st.floats(0.01, 100), min_size=1, max_size=5)
UNIT = "sentences/s"


def speeds(first, second):
    return [one for one in changes(first, second) if one.unit == UNIT]


def test_a_result_is_the_same_as_itself():
    found = list(changes(report(), report()))

    assert len(found) == 11
    assert {(one.ratio, one.verdict) for one in found} == {(1.0, "same")}
    assert list(differences(report(), report())) == []


@given(SECONDS, SECONDS)
def test_comparing_the_other_way_round_turns_ratios_and_verdicts(first, second):
    one, other = (report(throughput(1, 1, 1024, *seconds)) for seconds in (first, second))
    opposite = {"better": "worse", "worse": "better", "same": "same"}

    for there, back in zip(changes(one, other), changes(other, one), strict=True):
        assert there.ratio * back.ratio == pytest.approx(1)
        assert opposite[there.verdict] == back.verdict


@given(st.floats(1.04, 100), SECONDS)
def test_a_clear_difference_needs_rounds_that_do_not_overlap(factor, seconds):
    slow = report(throughput(1, 1, 1024, *seconds))
    fast = report(throughput(1, 1, 1024, *(each / factor for each in seconds)))
    (found,) = speeds(slow, fast)

    apart = min(seconds) > max(seconds) / factor and (len(seconds) > 1 or factor > 1.5)

    assert found.verdict == ("better" if apart else "same")
    assert found.ratio == pytest.approx(factor)


def test_less_time_is_better_and_less_speed_is_worse():
    first = report(throughput(1, 1, 1024, 1.0))
    second = report(throughput(1, 1, 1024, 2.0), cold_start_ms=summary(100.0))

    verdicts = {one.name: one.verdict for one in changes(first, second)}

    assert verdicts["cold start"] == "better"
    assert verdicts["beam 1, 1 threads, batch 1024"] == "worse"


def test_only_what_both_have_is_compared():
    first = report(throughput(1, 1, 1024, 1.0), throughput(1, 2, 1024, 0.6))
    second = report(throughput(1, 2, 1024, 0.6), throughput(4, 2, 1024, 2.0))

    assert [one.name for one in speeds(first, second)] == ["beam 1, 2 threads, batch 1024"]


def test_speeds_are_per_sentence_even_for_other_numbers_of_lines():
    first = report(throughput(1, 1, 1024, 1.0))
    second = report(throughput(1, 1, 1024, 2.0), corpus=replace(first.corpus, sentences=80))

    assert speeds(first, second)[0].ratio == pytest.approx(1)


def test_a_zero_has_no_ratio():
    nothing = Summary(median=0.0, least=0.0, most=0.0, count=5)

    names = [one.name for one in changes(report(), report(load_ms=nothing))]

    assert "load" not in names
    assert "cold start" in names


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (
            {"machine": {**report().machine, "cpu": "Other"}},
            "machine: cpu is Example CPU and Other",
        ),
        ({"machine": {**report().machine, "load": 3.5}}, "load: 3.5 on 4 cores before the second"),
        ({"versions": {**report().versions, "python": "3.12"}}, "version: python is 3.11.7 and"),
        ({"model": replace(report().model, sha256="00")}, "model: sha256 is abab"),
        ({"settings": replace(report().settings, beam=1)}, "setting: beam is 4 and 1"),
        ({"corpus": replace(report().corpus, lines=64)}, "corpus: lines is 32 and 64"),
        ({"energy": "rapl"}, "energy is unknown and rapl"),
    ],
    ids=["machine", "load", "version", "model", "setting", "corpus", "energy"],
)
def test_what_else_is_different_is_told(change, told):
    (found,) = differences(report(), report(**change))

    assert found.startswith(told)


def test_another_version_of_indictx_is_what_people_compare():
    newer = report(versions={**report().versions, "indictx": "0.2.0"}, commit="4567")

    assert list(differences(report(), newer)) == []


def test_the_table_and_the_json_have_the_same_numbers():
    names = ("before.json", "after.json")
    second = report(cold_start_ms=summary(100.0))

    shown = table(report(), second, names)
    data = json.loads(json.dumps(as_json(report(), second, names)))

    assert shown.header[2:4] == names
    assert [row[0] for row in shown.rows] == [one["name"] for one in data["changes"]]
    assert data["changes"][0] == {
        "name": "cold start",
        "unit": "ms",
        "before": 200.0,
        "after": 100.0,
        "more_is_better": False,
        "is_clear": True,
        "ratio": 0.5,
        "verdict": "better",
    }
