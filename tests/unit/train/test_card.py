"""The model card is written anew, but for what people wrote."""

from __future__ import annotations

import tomllib

import pytest
from toy_corpus import RECIPE

from indictx.evaluate.results import evaluate
from indictx.evaluate.systems import Output
from indictx.evaluate.testsets import EvalSet
from indictx.languages import Pair
from indictx.train.card import MARKER, CardFacts, write_card
from indictx.train.checkpoint import Progress
from indictx.train.recipe import parse_recipe

REPORT = {
    "sources": {
        "stories": {"licence": "CC-BY-4.0", "domain": "general"},
        "strings": {"licence": "MIT|Apache-2.0", "domain": "ui"},
    },
    "parts": [
        {"source": "stories", "used": 30},
        {"source": "stories", "used": 12},
    ],
}


def facts(recipe: str = RECIPE, **changes: object) -> CardFacts:
    values: dict[str, object] = {
        "recipe": parse_recipe(tomllib.loads(recipe)),
        "pairs": ("eng_Latn-hin_Deva",),
        "progress": Progress(step=40, examples=900, pieces=2_500_000, seconds=5400.0),
        "size_bytes": 1_250_000,
        "parameters": 345_678,
        "pieces": 512,
        "checkpoint_sha256": "0123456789abcdef0123",
        "examples": {"eng_Latn-hin_Deva": 42},
        "report": REPORT,
        "results": (),
    }
    return CardFacts(**(values | changes))


@pytest.fixture
def card(tmp_path):
    def write(**changes: object) -> str:
        write_card(tmp_path / "MODEL_CARD.md", facts(**changes))
        return (tmp_path / "MODEL_CARD.md").read_text(encoding="utf-8")

    return write


def test_a_card_says_how_the_model_was_made(card):
    text = card()

    assert text.startswith("# toy 0.1\n")
    for row in (
        "| Parameters | 0.3 million |",
        "| Size | 1.2 MB, int8 |",
        "| Pieces | 512, one vocabulary, scripts unified |",
        "| Pieces seen | 2.5 million |",
        "| Time | 1.50 hours in steps |",
        "| English and Hindi | 42 |",
    ):
        assert f"{row}\n" in text
    assert "`0123456789abcdef`" in text
    assert "## Scores" not in text


def test_a_card_counts_what_was_used_of_each_source(card):
    text = card()

    assert "| stories | general | 42 | CC-BY-4.0 |\n" in text
    # A bar would begin another cell.
    assert "| strings | ui | 0 | MIT/Apache-2.0 |\n" in text


@pytest.mark.parametrize("report", [{}, {"sources": [], "parts": []}, {"sources": {}, "parts": {}}])
def test_a_data_report_of_another_kind_gives_no_table_of_sources(card, report):
    text = card(report=report)

    assert "| stories |" not in text
    assert text.index("## Data") < text.index(MARKER)


def test_energy_is_told_where_the_recipe_says_the_power(card):
    assert "Energy" not in card()
    assert "| Energy | 0.15 kWh, estimated at 100 W |" in card(
        recipe=RECIPE.replace("[fit]\n", "[fit]\nwatts = 100\n")
    )


def test_scores_are_sections_of_the_card(card):
    evalset = EvalSet(
        name="tea", pair=Pair.of("en", "hi"), sources=("Come in.",), references=(("अंदर आइए।",),)
    )
    results = evaluate(evalset, [Output(system="toy", lines=("अंदर आइए।",))], resamples=0)

    text = card(results=tuple(results))

    assert "## Scores\n\n| System | Pair | chrF++ |" in text
    assert "- chrF++: `chrF2++|nrefs:1|" in text


def test_what_people_wrote_is_kept_and_the_rest_is_new(card, tmp_path):
    first = card()
    assert "Nobody has judged translations" in first
    path = tmp_path / "MODEL_CARD.md"
    path.write_text(
        first.partition(MARKER)[0] + MARKER + "\n\n## Read by people\n\nनमस्ते ठीक है।\n",
        encoding="utf-8",
    )

    second = card(size_bytes=9_900_000)
    third = card(size_bytes=9_900_000)

    assert second.endswith(f"{MARKER}\n\n## Read by people\n\nनमस्ते ठीक है।\n")
    assert "| Size | 9.9 MB, int8 |" in second
    assert third == second


@pytest.mark.parametrize("rest", ["", f"{MARKER}\n \n"], ids=["no line", "nothing below"])
def test_a_card_without_anything_by_hand_gets_the_usual_end(card, tmp_path, rest):
    (tmp_path / "MODEL_CARD.md").write_text(f"# toy\n{rest}", encoding="utf-8")

    assert card().endswith("None are recorded yet; small models make many.\n")
