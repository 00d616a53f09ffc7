from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import pytest

from indictx.errors import InputError, UsageError
from indictx.evaluate.average import Average
from indictx.evaluate.fidelity import Fidelity
from indictx.evaluate.metrics import Comparison, Score
from indictx.evaluate.report import COLUMNS, as_json, markdown, text_rows
from indictx.evaluate.results import Result, evaluate
from indictx.evaluate.systems import ModelFacts, Output, run_model, translate_back
from indictx.evaluate.testsets import EvalSet
from indictx.languages import Pair
from indictx.testing import echo_translator

EN_HI = Pair.of("en", "hi")
SOURCES = ("Take 5 mangoes, {name}.", "Come in.", "Sit down here.", "The shop opens at 9.")
HINDI = ("{name}, 5 आम लीजिए।", "अंदर आइए।", "यहाँ बैठिए।", "दुकान 9 बजे खुलती है।")
WORSE = ("आम लीजिए।", "अंदर आइए।", "", "दुकान खुलती है।")
SET = EvalSet(
    name="tea",
    pair=EN_HI,
    sources=SOURCES,
    references=(HINDI,),
    domains=("food", "home", "home", "food"),
)


def output(system: str, lines=HINDI, **options) -> Output:
    return Output(system=system, lines=tuple(lines), **options)


@pytest.fixture(scope="module")
def results():
    return evaluate(SET, [output("good"), output("worse", WORSE)], resamples=50)


def rows(results) -> list[dict[str, str]]:
    return [dict(zip(COLUMNS, row, strict=True)) for row in text_rows(results)]


def test_systems_keep_their_order_and_the_reference_comes_last(results):
    assert [result.system for result in results] == ["good", "worse", "reference"]


def test_the_first_system_is_the_baseline(results):
    good, worse, _ = results

    assert good.comparisons == ()
    assert worse.baseline == "good"
    assert [test.metric for test in worse.comparisons] == [score.metric for score in worse.scores]
    assert all(test.difference < 0 for test in worse.comparisons)


def test_every_score_has_a_signature_and_an_interval(results):
    for result in results[:2]:
        assert [score.metric for score in result.scores] == ["chrF++", "chrF", "BLEU", "BLEU-indic"]
        for score in result.scores:
            assert "|bs:50|" in score.signature
            assert score.margin is not None


def test_domains_are_scored_apart(results):
    alone = EvalSet(name="home", pair=EN_HI, sources=SOURCES[1:3], references=(HINDI[1:3],))

    (expected, _) = evaluate(alone, [output("worse", WORSE[1:3])], resamples=50)

    assert results[1].domains["home"] == expected.scores
    assert results[1].domain_fidelity["home"] == expected.fidelity


def test_fidelity_tells_what_the_scores_hide(results):
    good, worse, reference = (result.fidelity for result in results)

    assert (good.slots_kept, good.numbers_kept, good.empty) == (1, 1, 0)
    assert (worse.slots_kept, worse.numbers_kept, worse.empty) == (0, 0, 0.25)
    assert reference == good
    assert worse.length_ratio < 1


def test_without_resamples_there_are_no_intervals_and_no_tests():
    good, worse, _ = evaluate(SET, [output("good"), output("worse", WORSE)], resamples=0)

    assert good.scores[0].margin is None
    assert (worse.baseline, worse.comparisons) == (None, ())
    assert "bs:" not in worse.scores[0].signature


def test_without_references_there_are_checks_but_no_scores():
    blind = EvalSet(name="blind", pair=EN_HI, sources=SOURCES)

    (result,) = evaluate(blind, [output("worse", WORSE)])

    assert result.scores == ()
    assert result.fidelity.empty == 0.25


def test_a_round_trip_is_scored_against_the_sources():
    back = output("a", WORSE, round_trip=SOURCES)

    (result,) = evaluate(EvalSet(name="blind", pair=EN_HI, sources=SOURCES), [back], resamples=0)

    (score,) = result.round_trip
    assert (score.metric, score.value) == ("chrF++", pytest.approx(100))


def test_references_alone_are_enough_to_score():
    bare = EvalSet(name="bare", pair=EN_HI, sources=(), references=(HINDI,))

    (result,) = evaluate(bare, [output("good")], resamples=0)

    assert result.scores[0].value == pytest.approx(100)
    assert result.fidelity.numbers == 0


@pytest.mark.parametrize("names", [("a", "a"), ("reference", "b")])
def test_systems_that_could_be_mixed_up_are_refused(names):
    with pytest.raises(UsageError, match="two systems are called"):
        evaluate(SET, [output(name) for name in names])


def test_an_output_of_another_length_is_refused():
    with pytest.raises(InputError, match="'short' has 3 lines, but test set 'tea' has 4"):
        evaluate(SET, [output("short", HINDI[:3])])


def test_a_model_is_described_by_what_repeats_its_numbers():
    translator = echo_translator()

    found = run_model(translator, SET, system="echo")

    assert found.lines[1:3] == SOURCES[1:3]
    assert (found.model.name, found.model.version, found.model.beam_size) == ("echo", "1", 1)
    assert found.seconds > 0
    assert found.flagged == len(SOURCES)  # English is in the wrong script


def test_translations_are_one_line_each_and_progress_is_told():
    told = []
    lines = ("One.\nTwo.", "Three.")

    back = translate_back(echo_translator(), lines, Pair.of("hi", "en"), progress=told.append)

    assert back == ("One. Two.", "Three.")
    assert told == [1, 2]


def test_text_rows_have_one_number_each_and_no_empty_cell(results):
    found = rows(results)

    assert {len(row) for row in text_rows(results)} == {len(COLUMNS)}
    assert all(cell and "\t" not in cell for row in found for cell in row.values())
    best = found[0]
    assert (best["system"], best["domain"], best["metric"]) == ("good", "all", "chrF++")
    assert (best["value"], best["p_value"]) == ("100.00", "-")
    assert best["signature"].startswith("chrF2++|nrefs:1|bs:50|")


def test_text_rows_carry_the_preparation_of_a_metric_in_its_signature(results):
    (row,) = (
        row
        for row in rows(results)
        if (row["metric"], row["system"], row["domain"]) == ("BLEU-indic", "good", "all")
    )

    assert row["signature"].endswith("|normalize+trivial_tokenize")


def test_shares_are_per_cent_in_text(results):
    found = {
        row["metric"]: row["value"]
        for row in rows(results)
        if (row["system"], row["domain"]) == ("worse", "all")
    }

    assert found["empty%"] == "25.00"
    assert found["numbers-kept%"] == "0.00"
    assert found["script%"] == "0.00"


def test_a_name_with_a_tab_does_not_shift_the_columns():
    (row, *_) = text_rows(evaluate(SET, [output("a\tb")], resamples=0))

    assert row[2] == "a b"


def test_json_has_documented_keys_and_survives_a_round_trip(results):
    found = as_json(results)

    assert json.loads(json.dumps(found)) == json.loads(json.dumps(found, ensure_ascii=False))
    assert list(found) == ["schema", "indictx", "results", "averages"]
    first = json.loads(json.dumps(found))["results"][1]
    assert first["scores"][0]["signature"].startswith("chrF2++|")
    assert first["comparisons"][0]["p_value"] <= 1
    assert first["domains"]["home"][0]["metric"] == "chrF++"
    assert first["fidelity"]["empty"] == 0.25
    assert found["averages"] == []
    assert '"resamples"' not in json.dumps(found)


def test_markdown_shows_scores_checks_domains_and_conditions(results):
    text = markdown(results)

    tables = [block.splitlines() for block in text.split("\n\n") if block.startswith("|")]
    assert len(tables) == 3
    for table in tables:
        assert len({line.replace("\\|", "").count("|") for line in table}) == 1
    assert "| good | eng_Latn-hin_Deva | 100.0 ± 0.0 |" in text
    assert f"tea, eng_Latn-hin_Deva: 4 lines, SHA-256 begins {SET.digest}" in text
    assert f"- chrF++: `{results[0].scores[0].signature}`" in text
    assert "reference: what the reference translation keeps" in text


def test_markdown_stars_what_differs_from_the_baseline():
    many = EvalSet(name="many", pair=EN_HI, sources=SOURCES * 8, references=(HINDI * 8,))

    text = markdown(
        evaluate(many, [output("good", HINDI * 8), output("worse", WORSE * 8)], resamples=50)
    )

    (line,) = (line for line in text.splitlines() if line.startswith("| worse") and "±" in line)
    assert line.count("\\*") == 4
    assert "\\*: differs from good" in text


def test_markdown_of_models_has_size_and_speed():
    found = run_model(echo_translator(), SET, system="echo")

    text = markdown(evaluate(SET, [found], resamples=0))

    assert "| MB | Lines/s |" in text
    assert "- echo 1, beam 1" in text


def test_every_key_and_column_is_documented():
    page = Path(__file__).parents[3] / "docs/reference/evaluation.md"
    text = page.read_text(encoding="utf-8")

    for kind in (Result, Average, Score, Comparison, Fidelity, ModelFacts):
        names = {one.name for one in dataclasses.fields(kind)} - {"resamples"}
        assert {name for name in names if f"`{name}`" not in text} == set(), kind
    assert [column for column in COLUMNS if f"| `{column}` |" not in text] == []
