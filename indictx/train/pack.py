"""Examples as ids, one file for each pair of languages, and the links between their pieces.

A pack is an ``.npz`` with ``domains`` ``(examples,)``, the tag's id of each; ``lengths``
``(examples, 2)``; and ``tokens``, flat as in :class:`.align.Bitext`, 16 bits each. Tags are not in
the tokens: they depend on the direction, and one pack serves both.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from indictx.errors import InputError, UsageError
from indictx.text.openings import apart
from indictx.train import align
from indictx.train.align import Bitext
from indictx.train.augment import Example, examples
from indictx.train.mix import mixed_pairs, read_mix
from indictx.train.recipe import DOMAINS, Recipe
from indictx.train.stages import fingerprint, is_done, mark_done, read_mark, whole
from indictx.train.vocab import domain_tag, load_pieces

if TYPE_CHECKING:
    from indictx.train.align import Array

__all__ = [
    "Pack",
    "align_packs",
    "check_packs",
    "load_pack",
    "make_packs",
    "packed_pairs",
    "piece_links",
]

REVISION = 1

_BATCH = 20_000
# Enough to learn the frequent pieces of a pair of languages; the rest is linked by them.
_LEARNED_FROM = 25_000
_SHORT = 48
# Sections of a recipe that decide what is packed.
_SECTIONS = ("data", "sources", "domains", "filter", "vocabulary", "augment")


@dataclass(frozen=True)
class Pack:
    """Examples of one pair of languages.

    Attributes:
        pair: Canonical: ``eng_Latn-hin_Deva``.
        domains: ``(examples,)``: id of the domain's tag.
        lengths: ``(examples, 2)``: pieces of each side, without tags and end.
        tokens: Flat ids.
        partner: Flat as ``tokens``: position of the linked piece on the other side, or -1.
    """

    pair: str
    domains: Array
    lengths: Array
    tokens: Array
    partner: Array

    def __len__(self) -> int:
        return len(self.lengths)

    def up_to(self, pieces: int) -> Pack:
        """Return the examples whose sides have at most so many pieces; 0 is no limit."""
        import numpy as np

        if not pieces or not len(self):
            return self
        rows = np.flatnonzero(self.lengths.max(axis=1) <= pieces)
        tokens, partner = (
            Bitext(self.lengths, flat).take(rows) for flat in (self.tokens, self.partner)
        )
        return Pack(self.pair, self.domains[rows], tokens.lengths, tokens.tokens, partner.tokens)

    def side(self, number: int) -> Array:
        """Return the pieces of one side of all examples, flat."""
        import numpy as np

        owner: Array = np.repeat(np.arange(self.lengths.size), self.lengths.reshape(-1)) % 2
        return self.tokens[owner == number]

    @cached_property
    def starts(self) -> Array:
        """``(examples, 2)``: where each side begins."""
        return Bitext(self.lengths, self.tokens).starts


def make_packs(
    recipe: Recipe,
    mix: Path,
    vocab: Path,
    folder: Path,
    *,
    report: Callable[[str], None] = lambda _: None,
) -> list[str]:
    """Pack every pair of languages that is not packed yet; return the pairs."""
    pieces, pairs = load_pieces(vocab), mixed_pairs(mix)
    marks = []
    for pair in pairs:
        mixed = read_mark(mix, name=f"{pair}.json").get("fingerprint")
        settings = (
            recipe.augment,
            recipe.data.slot_share,
            recipe.seed,
            recipe.vocabulary.openings_apart,
        )
        wanted = fingerprint(REVISION, settings, mixed, read_mark(vocab).get("fingerprint"))
        if not is_done(folder, wanted, made=f"{pair}.npz", name=f"{pair}.json"):
            facts = _pack(recipe, mix, pair, pieces, folder)
            mark_done(folder, wanted, name=f"{pair}.json", **facts)
            report(f"pack {pair}: {facts['examples']} examples, {facts['pieces']} pieces")
        marks.append(wanted)
    mark_done(folder, fingerprint(marks), pairs=pairs, sections=_sections(recipe))
    return pairs


def check_packs(recipe: Recipe, work: Path) -> None:
    """Raise ``UsageError`` unless the data was made by a recipe with the same text and pieces."""
    packed_pairs(work)  # says what to do if there is no data
    made = read_mark(work / "pack").get("sections")
    if not isinstance(made, dict):  # of an earlier version
        return
    changed = [name for name, value in _sections(recipe).items() if made.get(name) != value]
    if changed:
        raise UsageError(
            f"the data in {work} was made with another {' and '.join(changed)} in the recipe",
            hint="run `indictx train data` again, or take the recipe that it was made with",
        )


def _sections(recipe: Recipe) -> dict[str, str]:
    return {name: fingerprint(getattr(recipe, name)) for name in _SECTIONS}


def align_packs(
    pack: Path, folder: Path, pairs: list[str], *, report: Callable[[str], None] = lambda _: None
) -> None:
    """Link the pieces of every pack that is not linked yet."""
    marks = []
    for pair in pairs:
        wanted = fingerprint(REVISION, read_mark(pack, name=f"{pair}.json").get("fingerprint"))
        if not is_done(folder, wanted, made=f"{pair}.npz", name=f"{pair}.json"):
            share = _align(pack, pair, folder)
            mark_done(folder, wanted, name=f"{pair}.json", linked=round(share, 4))
            report(f"align {pair}: {share:.0%} of the pieces are linked")
        marks.append(wanted)
    mark_done(folder, fingerprint(marks))


def load_pack(pack: Path, aligned: Path | None, pair: str) -> Pack:
    """Read a pack; without links when ``aligned`` is ``None``.

    Raises:
        InputError: It is missing or damaged.
    """
    import numpy as np

    domains, lengths, tokens = _arrays(pack / f"{pair}.npz", "domains", "lengths", "tokens")
    if aligned is None:
        partner: Array = np.full(len(tokens), -1, np.int16)
    else:
        (partner,) = _arrays(aligned / f"{pair}.npz", "partner")
    return Pack(pair, domains, lengths.astype(np.int64), tokens, partner)


def packed_pairs(work: Path) -> list[str]:
    """Return the pairs of languages that are ready to train on.

    Raises:
        UsageError: The data is not ready.
    """
    pairs = read_mark(work / "pack").get("pairs")
    if not isinstance(pairs, list):
        raise UsageError(f"the data in {work} is not ready", hint="run `indictx train data` first")
    return [str(pair) for pair in pairs]


def piece_links(aligned: Path, pairs: list[str]) -> tuple[Array, Array, Array]:
    """Return which pieces were linked how often, over all pairs: first, second, count."""
    import numpy as np

    columns: list[list[Array]] = [[np.zeros(0, np.int64)] for _ in range(3)]
    for pair in pairs:
        found = _arrays(aligned / f"{pair}.npz", "first", "second", "counts")
        for column, array in zip(columns, found, strict=True):
            column.append(array)
    first, second, counts = (np.concatenate(column) for column in columns)
    return first, second, counts


def _arrays(path: Path, *keys: str) -> list[Array]:
    import zipfile

    import numpy as np

    try:
        with np.load(path) as table:
            return [table[key] for key in keys]
    except (OSError, EOFError, ValueError, KeyError, zipfile.BadZipFile) as error:
        raise InputError(
            f"{path} cannot be read: {error}",
            hint="delete it and run `indictx train data` again",
        ) from error


def _pack(recipe: Recipe, mix: Path, pair: str, pieces: Any, folder: Path) -> dict[str, object]:  # noqa: ANN401 - untyped library
    import numpy as np

    made = examples(
        read_mix(mix, pair),
        pair,
        rules=recipe.augment,
        slot_share=recipe.data.slot_share,
        seed=recipe.seed,
    )
    tags = {name: pieces.piece_to_id(domain_tag(name)) for name in DOMAINS}
    domains: list[int] = []
    lengths: list[tuple[int, int]] = []
    tokens: list[Array] = [np.zeros(0, np.uint16)]
    counts: Counter[str] = Counter()
    read = apart if recipe.vocabulary.openings_apart else str
    for batch in _batches(made):
        sides = [
            pieces.encode([read(getattr(one, key)) for one in batch]) for key in ("first", "second")
        ]
        for one, first, second in zip(batch, *sides, strict=True):
            size = (len(first), len(second))
            if not min(size) or max(size) > recipe.augment.max_pieces:
                counts["too_long"] += 1
                continue
            domains.append(tags[one.domain])
            lengths.append(size)
            tokens += (np.array(first, np.uint16), np.array(second, np.uint16))
    table: Array = np.array(lengths, np.int32).reshape(-1, 2)
    with whole(folder / f"{pair}.npz") as path, path.open("wb") as stream:
        flat = np.concatenate(tokens)
        np.savez(stream, domains=np.array(domains, np.uint16), lengths=table, tokens=flat)
    return {"examples": len(table), "pieces": int(table.sum()), **counts}


def _batches(items: Iterator[Example]) -> Iterator[list[Example]]:
    while batch := list(islice(items, _BATCH)):
        yield batch


def _align(pack: Path, pair: str, folder: Path) -> float:
    import numpy as np

    packed = load_pack(pack, None, pair)
    bitext = Bitext(packed.lengths, packed.tokens.astype(np.int64))
    if not len(packed):
        empty: Array = np.zeros(0, np.int64)
        table = {"partner": empty, "first": empty, "second": empty, "counts": empty}
    else:
        # Packs are in random order already: their beginning is a sample. Short pairs teach more.
        short = np.flatnonzero(packed.lengths.max(axis=1) <= _SHORT)[:_LEARNED_FROM]
        alignment = align.learn(bitext.take(short) if len(short) else bitext)
        often = alignment.counts > 1
        keys = alignment.keys[often]
        table = {
            "partner": align.link(bitext, alignment).partner,
            "first": keys // alignment.size,
            "second": keys % alignment.size,
            "counts": alignment.counts[often],
        }
    with whole(folder / f"{pair}.npz") as path, path.open("wb") as stream:
        np.savez(stream, **table)
    return float((table["partner"] >= 0).mean()) if len(packed) else 0.0
