"""From rows to examples: copies, slots, and what robustness is taught by.

Each copy of a row is changed in at most one way, by chance from a seed that belongs to the pair of
languages, so that examples depend on nothing else.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from indictx.text.protect import slot_index, slot_pattern
from indictx.train.clean import SLOTS, fill_slots
from indictx.train.mix import MixedRow
from indictx.train.recipe import Augment
from indictx.train.vocab import slot_piece

__all__ = ["Example", "examples"]

# What ends a sentence in any of our scripts.
_FINAL = re.compile("[.!?।॥۔؟᱾꯫]+$")
_SLOT = slot_pattern()
_SLOT_PIECE = re.compile(r"<s\d+>")


@dataclass(frozen=True, slots=True)
class Example:
    """What is turned into ids: slots are pieces ``<s0>``, spans are text.

    Attributes:
        domain: Tag on the source sentence.
        first: One side, in the model's script.
        second: The other.
    """

    domain: str
    first: str
    second: str


def examples(
    rows: Iterable[MixedRow], pair: str, *, rules: Augment, slot_share: float, seed: int
) -> Iterator[Example]:
    """Yield the examples of a pair of languages; each row ``copies`` times, rounds apart.

    Args:
        rows: In their final order; held in memory.
        pair: Canonical: ``eng_Latn-hin_Deva``.
        rules: Shares of the changes.
        slot_share: Share of examples whose common spans become slots.
        seed: Everything random follows from this and the pair.
    """
    # A string, whose value does not depend on the process as a hash would.
    rng = random.Random(f"{seed} {pair}")  # noqa: S311 - nothing secret
    first, _, second = pair.partition("-")
    table = list(rows)
    before: Example | None = None
    for turn in range(max((row.copies for row in table), default=0)):
        for mixed in table:
            if mixed.copies <= turn:
                continue
            example = _plain(mixed, (first, second), keep=rng.random() < slot_share)
            changed = _changed(example, before, rules, rng, is_english=first == "eng_Latn")
            before = example if example.domain == "general" else before
            yield changed


def _plain(mixed: MixedRow, codes: tuple[str, str], *, keep: bool) -> Example:
    row = mixed.row
    texts = (row.first, row.second)
    if row.spans and keep:
        return Example(mixed.domain, *(_SLOT.sub(_piece, text) for text in texts))
    filled = (fill_slots(text, row.spans, code) for text, code in zip(texts, codes, strict=True))
    return Example(mixed.domain, *filled)


def _piece(match: re.Match[str]) -> str:
    return slot_piece(slot_index(match[0]))


def _changed(
    example: Example,
    before: Example | None,
    rules: Augment,
    rng: random.Random,
    *,
    is_english: bool,
) -> Example:
    draw = rng.random()
    general = example.domain == "general"
    if draw < rules.joined:
        return _joined(before, example, rules) if general and before else example
    draw -= rules.joined
    if draw < rules.unpunctuated:
        first, second = (_FINAL.sub("", text) for text in (example.first, example.second))
        return replace(example, first=first, second=second) if first and second else example
    draw -= rules.unpunctuated
    if draw < rules.lower and is_english:
        return replace(example, first=example.first.lower())
    draw -= rules.lower
    if 0 <= draw < rules.upper and is_english and general:
        return replace(example, first=_upper(example.first))
    return example


def _joined(before: Example, example: Example, rules: Augment) -> Example:
    longest = max(map(len, (before.first, before.second, example.first, example.second)))
    if longest > rules.joined_characters:
        return example
    taken = len(set(_SLOT_PIECE.findall(before.first)))
    if taken + len(set(_SLOT_PIECE.findall(example.first))) > SLOTS:
        return example

    def later(text: str) -> str:
        return _SLOT_PIECE.sub(lambda match: slot_piece(int(match[0][2:-1]) + taken), text)

    first = f"{before.first} {later(example.first)}"
    return Example(example.domain, first, f"{before.second} {later(example.second)}")


def _upper(text: str) -> str:
    """Put text in capitals, but not the slot pieces in it."""
    parts = _SLOT_PIECE.split(text)
    pieces = [*_SLOT_PIECE.findall(text), ""]
    return "".join(part.upper() + piece for part, piece in zip(parts, pieces, strict=True))
