"""The model card: what was measured is written anew each time, what people wrote is kept."""

from __future__ import annotations

import platform
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from indictx.languages import language
from indictx.train.checkpoint import Progress
from indictx.train.recipe import Recipe
from indictx.train.stages import write_text

if TYPE_CHECKING:
    from indictx.evaluate.results import Result

__all__ = ["CardFacts", "write_card"]

#: What stands below this line is kept when the card is written again.
MARKER = "<!-- Below this line the card is written by hand and kept by `indictx train export`. -->"

_BY_HAND = """## Read by people

Nobody has judged translations of this version yet.

## Known failures

None are recorded yet; small models make many.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class CardFacts:
    """What the card tells.

    Attributes:
        recipe: How the model was made.
        pairs: Directions that it serves.
        progress: How long it was trained.
        size_bytes: Size of its files.
        parameters: Number of weights.
        pieces: Number of pieces, padding not counted.
        checkpoint_sha256: Of the checkpoint that it was made of.
        examples: Training examples by pair of languages, both directions counted once.
        report: The data report.
        results: Scores; empty if it was not scored.
    """

    recipe: Recipe
    pairs: tuple[str, ...]
    progress: Progress
    size_bytes: int
    parameters: int
    pieces: int
    checkpoint_sha256: str
    examples: Mapping[str, int]
    report: Mapping[str, object]
    results: tuple[Result, ...]


def write_card(path: Path, facts: CardFacts) -> None:
    """Write ``MODEL_CARD.md``; what an earlier card has below :data:`MARKER` stays."""
    by_hand = _BY_HAND
    if path.is_file():
        _, found, rest = path.read_text(encoding="utf-8").partition(MARKER)
        by_hand = rest.strip() + "\n" if found and rest.strip() else by_hand
    write_text(path, "\n".join([*_lines(facts), MARKER, "", by_hand]))


def _lines(facts: CardFacts) -> Iterator[str]:
    recipe, shape = facts.recipe, facts.recipe.shape
    yield from (f"# {recipe.name} {recipe.version}", "")
    yield from _table(
        {
            "Weights": recipe.licence,
            "Made by": recipe.attribution or "not stated",
            "Directions": str(len(facts.pairs)),
            "Parameters": f"{facts.parameters / 1e6:.1f} million",
            "Size": f"{facts.size_bytes / 1e6:.1f} MB, int8",
            "Shape": f"Transformer, {shape.encoder_layers}-{shape.decoder_layers} layers, "
            f"width {shape.width}, feed-forward {shape.feed_forward}, {shape.heads} heads",
            "Pieces": f"{facts.pieces}, one vocabulary, scripts unified",
        }
    )
    yield from ("", "## Training", "")
    yield from _table(_training(facts))
    yield from ("", "The recipe is `recipe.toml` beside this card.", "", "## Data", "")
    yield from ("| Languages | Examples |", "| --- | ---: |")
    for pair, count in facts.examples.items():
        names = " and ".join(language(code).name for code in pair.split("-"))
        yield f"| {names} | {count} |"
    yield from ("", *_sources(facts.report), "")
    if facts.results:
        yield from ("## Scores", "", *_scores(facts.results), "")


def _training(facts: CardFacts) -> dict[str, str]:
    progress, watts = facts.progress, facts.recipe.fit.watts
    hours = progress.seconds / 3600
    table = {
        "Steps": f"{progress.step}",
        "Pairs seen": f"{progress.examples}",
        "Pieces seen": f"{progress.pieces / 1e6:.1f} million",
        "Time": f"{hours:.2f} hours in steps",
        "Packaged on": f"{platform.machine()}, {platform.system()}, Python "
        f"{platform.python_version()}",
        "Checkpoint": f"`{facts.checkpoint_sha256[:16]}`, weights: {_weights(facts.recipe)}",
    }
    if watts:
        table["Energy"] = f"{hours * watts / 1000:.2f} kWh, estimated at {watts:g} W"
    return table


def _weights(recipe: Recipe) -> str:
    share = recipe.export.start_share
    mixed = f", {1 - share:g} of them with {share:g} of what the run started from" if share else ""
    return recipe.export.weights + mixed


def _sources(report: Mapping[str, object]) -> Iterator[str]:
    sources, parts = report.get("sources", {}), report.get("parts", [])
    if not isinstance(sources, Mapping) or not isinstance(parts, list):
        return
    used: dict[str, int] = {}
    for part in parts:
        used[part["source"]] = used.get(part["source"], 0) + int(part["used"])
    yield from ("| Source | Domain | Pairs used | Licence |", "| --- | --- | ---: | --- |")
    for name, facts in sources.items():
        licence = str(facts["licence"]).replace("|", "/")
        yield f"| {name} | {facts['domain']} | {used.get(name, 0)} | {licence} |"


def _scores(results: tuple[Result, ...]) -> Iterator[str]:
    from indictx.evaluate.report import markdown

    # Headings of the report are sections of the card.
    for line in markdown(list(results)).splitlines():
        yield f"#{line}" if line.startswith("#") else line


def _table(rows: Mapping[str, str]) -> Iterator[str]:
    yield from ("| | |", "| --- | --- |")
    yield from (f"| {key} | {value} |" for key, value in rows.items())
