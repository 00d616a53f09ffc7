from __future__ import annotations

from dataclasses import replace

import pytest
from tiny_model import SENTENCES

from indictx.evaluate.average import averages
from indictx.evaluate.report import COLUMNS, as_json, markdown, text_rows
from indictx.evaluate.results import evaluate
from indictx.evaluate.systems import Output
from indictx.evaluate.testsets import EvalSet
from indictx.languages import Pair

ENGLISH, HINDI = tuple(SENTENCES[:12]), tuple(SENTENCES[15:27])
SETS = (
    EvalSet(name="tea", pair=Pair.of("en", "hi"), sources=ENGLISH, references=(HINDI,)),
    EvalSet(name="tea", pair=Pair.of("hi", "en"), sources=HINDI, references=(ENGLISH,)),
)
RESAMPLES = 100


def spoilt(lines: tuple[str, ...], every: int) -> tuple[str, ...]:
    """Drop each n-th word."""
    return tuple(
        " ".join(word for n, word in enumerate(line.split(), number) if n % every)
        for number, line in enumerate(lines)
    )


def scored(*spoils: int, sets=SETS, resamples=RESAMPLES, metrics=("chrF++", "BLEU-indic")):
    """Score one system for each number, the first being the baseline."""
    return [
        result
        for evalset in sets
        for result in evaluate(
            evalset,
            [Output(system=f"s{n}", lines=spoilt(evalset.references[0], n)) for n in spoils],
            metrics=metrics,
            resamples=resamples,
        )
    ]


def test_each_direction_counts_alike():
    results = scored(3)

    (found,) = averages(results)

    one, other = (result.scores[0] for result in results if result.scores)
    assert (found.system, found.directions, found.lines) == ("s3", 2, 24)
    assert found.scores[0].value == pytest.approx((one.value + other.value) / 2)
    assert found.scores[0].resamples[7] == pytest.approx(
        (one.resamples[7] + other.resamples[7]) / 2
    )
    assert found.scores[0].signature == one.signature


def test_the_mean_is_surer_than_a_direction():
    results = scored(3)

    margins = [result.scores[0].margin for result in results if result.scores]
    assert averages(results)[0].scores[0].margin < max(margins)


def test_a_metric_of_one_direction_has_no_mean():
    (found,) = averages(scored(3))

    assert [score.metric for score in found.scores] == ["chrF++"]
    assert found.counts == (2,)


def test_one_direction_has_no_mean():
    assert averages(scored(3, 4, sets=SETS[:1])) == []


def test_a_system_is_tested_over_all_directions_and_in_each():
    baseline, worse = averages(scored(9, 2))

    assert (baseline.baseline, baseline.comparisons) == (None, ())
    assert worse.baseline == "s9"
    assert worse.comparisons[0].difference == worse.scores[0].value - baseline.scores[0].value
    assert worse.comparisons[0].is_significant
    assert (worse.better, worse.worse) == ((0,), (2,))


def test_equal_systems_do_not_differ_on_average():
    same = [
        result
        for evalset in SETS
        for result in evaluate(
            evalset,
            [Output(system=name, lines=spoilt(evalset.references[0], 3)) for name in "ab"],
            metrics=["chrF++"],
            resamples=RESAMPLES,
        )
    ]

    assert averages(same)[1].comparisons[0].p_value == 1


def test_means_come_last_in_text_and_are_in_json():
    results = scored(9, 2)

    rows = [dict(zip(COLUMNS, row, strict=True)) for row in text_rows(results)]
    found = [(row["pair"], row["system"], row["metric"]) for row in rows[-4:]]

    assert found == [
        ("mean of 2", "s9", "chrF++"),
        ("mean of 2", "s2", "chrF++"),
        ("mean of 2", "s2", "chrF++-better"),
        ("mean of 2", "s2", "chrF++-worse"),
    ]
    assert rows[-3]["p_value"] == "0.0099"
    assert [row["value"] for row in rows[-2:]] == ["0", "2"]
    assert as_json(results)["averages"][1]["worse"] == [2]


def test_markdown_begins_with_the_means_of_several_directions():
    text = markdown(scored(9, 2))

    first, second, *_ = text.split("\n\n")
    assert first == "Mean of all directions:"
    assert second.startswith("| System | Directions | chrF++ | better in | worse in |")
    assert second.splitlines()[-1].startswith("| s2 | 2 | ")
    assert second.endswith("\\* | 0 | 2 |")
    assert "- better in, worse in: directions with such a difference by chrF++" in text


def test_markdown_has_each_signature_with_its_directions_where_they_differ():
    first, second = (one for one in scored(3, metrics=("chrF++", "BLEU")) if one.scores)
    other = [replace(score, signature=f"{score.signature}|x") for score in second.scores[1:]]
    second = replace(second, scores=(second.scores[0], *other))

    lines = markdown([first, second]).splitlines()

    assert sum(line.startswith("- chrF++: `") for line in lines) == 1
    assert f"- BLEU ({first.pair}): `{first.scores[1].signature}`" in lines
    assert f"- BLEU ({second.pair}): `{first.scores[1].signature}|x`" in lines


def test_without_resamples_there_is_a_mean_and_no_test():
    first, second = averages(scored(9, 2, resamples=0))

    assert first.scores[0].value > second.scores[0].value
    assert first.scores[0].margin is None
    assert (second.baseline, second.comparisons, second.better) == (None, (), ())
