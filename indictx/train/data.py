"""All stages of the data, in order; what is done already is not done again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from indictx.errors import UsageError
from indictx.train.corpus import clean_parts
from indictx.train.mix import mix_parts, read_mix
from indictx.train.pack import align_packs, make_packs
from indictx.train.recipe import Recipe
from indictx.train.report import write_report
from indictx.train.vocab import make_vocabulary

__all__ = ["prepare"]


def prepare(
    recipe: Recipe,
    roots: Sequence[Path],
    work: Path,
    *,
    vocabulary: Path | None = None,
    jobs: int = 1,
    report: Callable[[str], None] = lambda _: None,
) -> None:
    """Make everything that training reads.

    Args:
        recipe: What to make.
        roots: Folders that hold the recipe's sources; the first that has one counts.
        work: Where everything goes.
        vocabulary: SentencePiece model of an earlier run to use again, for a model that starts from
            that run's weights.
        jobs: Processes that clean; the result does not depend on it.
        report: Called with a line about each thing made.

    Raises:
        UsageError: The recipe does not fit the corpora, or refuses all of their text.
        InputError: A file cannot be read.
    """
    clean, mix, vocab, pack = (work / name for name in ("clean", "mix", "vocab", "pack"))
    parts = clean_parts(recipe, roots, clean, jobs=jobs, report=report)
    mixed = mix_parts(recipe, parts, clean, mix, report=report)
    write_report(parts, clean, mix, work)
    if not any(next(read_mix(mix, pair), None) for pair in mixed):
        raise UsageError("no pair of sentences is left", hint=f"{work / 'report.md'} says why")
    make_vocabulary(recipe, mix, vocab, reuse=vocabulary)
    report(f"vocab: {vocab}")
    pairs = make_packs(recipe, mix, vocab, pack, report=report)
    if recipe.fit.guided or recipe.fit.start_from_alignment:
        align_packs(pack, work / "align", pairs, report=report)
