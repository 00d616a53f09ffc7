from __future__ import annotations

import json

import pytest
from bench_reports import report, throughput
from hypothesis import given
from hypothesis import strategies as st

from indictx.bench.report import facts, markdown, tables, text
from indictx.bench.result import read_report
from indictx.errors import InputError, ParseError


@pytest.fixture
def saved(tmp_path):
    """Write a result after ``change`` has been at its JSON; return the path."""

    def write(change=lambda table: None):
        path = tmp_path / "result.json"
        table = json.loads(json.dumps(report().as_json()))
        change(table)
        path.write_text(json.dumps(table), encoding="utf-8")
        return path

    return write


def test_a_result_comes_back_from_its_file(saved):
    assert read_report(saved()) == report()


@given(
    st.lists(st.floats(0.001, 1e4), min_size=1, max_size=5),
    st.one_of(st.none(), st.floats(0.1, 100)),
)
def test_any_throughput_comes_back(tmp_path_factory, seconds, watts):
    path = tmp_path_factory.mktemp("result") / "result.json"
    written = report(throughput(1, 2, 3, *seconds), energy=None if watts is None else "estimate")
    path.write_text(json.dumps(written.as_json()), encoding="utf-8")

    assert read_report(path) == written


def test_keys_of_a_later_version_are_left_out(saved):
    assert read_report(saved(lambda table: table["memory"].update(later=1))) == report()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda table: table.update(kind="other"), "no result of a benchmark"),
        (lambda table: table.update(schema=2), "schema is 2, expected 1"),
        (lambda table: table.pop("memory"), "result has no 'memory'"),
        (lambda table: table["throughput"][0].pop("beam"), "throughput has no 'beam'"),
        (lambda table: table["throughput"][0].update(beam="4"), "beam is '4'"),
        (lambda table: table["throughput"][0].update(cpu_s=True), "cpu_s is True"),
        (lambda table: table.update(throughput={}), "throughput is no list"),
        (lambda table: table["throughput"][0].update(seconds=[1.0, 0.0]), r"is \[1.0, 0.0\]"),
        (lambda table: table["throughput"][0].update(seconds=[float("nan")]), r"is \[nan\]"),
        (lambda table: table["throughput"][0].update(seconds=[]), r"is \[\]"),
        (lambda table: table.update(load_ms=[1]), "load_ms is no object"),
    ],
)
def test_a_broken_result_is_named_with_its_reason(saved, change, message):
    path = saved(change)

    with pytest.raises(ParseError, match=message) as caught:
        read_report(path)

    assert str(path) in str(caught.value)
    assert caught.value.hint


@pytest.mark.parametrize("body", ["", "[]", "{", "[" * 100_000])
def test_a_file_that_is_no_result_is_a_parse_error(tmp_path, body):
    path = tmp_path / "result.json"
    path.write_text(body, encoding="utf-8")

    with pytest.raises(ParseError):
        read_report(path)


def test_a_missing_file_is_an_input_error(tmp_path):
    with pytest.raises(InputError, match="cannot read"):
        read_report(tmp_path / "missing.json")


def test_text_has_columns_of_one_width():
    shown = text(facts(report()), tables(report()))

    for block in shown.split("\n\n")[1:]:
        assert len({len(line) for line in block.rstrip("\n").split("\n")}) == 1


def test_both_forms_name_what_numbers_depend_on():
    for form in (text, markdown):
        shown = form(facts(report()), tables(report()))
        for fact in ("Example CPU", "small 1", "abababababab", "0123abcd", "python 3.11.7"):
            assert fact in shown
        assert "sentences of our own" in shown


def test_energy_is_shown_with_where_it_comes_from():
    plain = text(facts(report()), tables(report()))
    estimated = report(energy="estimate")

    assert "Energy" not in plain
    assert "J/" not in plain
    assert "is an estimate" in text(facts(estimated), tables(estimated))


def test_a_corpus_of_the_user_is_named():
    from dataclasses import replace

    other = report(corpus=replace(report().corpus, name="mine.txt"))

    assert any("corpus: mine.txt" in fact for fact in facts(other))
