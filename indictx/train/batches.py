"""Which examples make step *n*: always the same ones for a seed, whenever the run was interrupted.

Both directions of every pair of languages are examples, or those that are named. An epoch draws
from each direction by its temperature-flattened share; within a direction, every example is drawn
once before any is drawn again, across epochs. Windows of an epoch are sorted by length, cut into
batches of a budget of pieces, and the batches shuffled.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from indictx.train.clean import SLOTS
from indictx.train.pack import Pack
from indictx.train.recipe import by_pair, turned
from indictx.train.vocab import EOS, UNKNOWN, lang_tag, slot_piece

if TYPE_CHECKING:
    from indictx.train.align import Array

__all__ = ["TAGS", "Batch", "Batches", "Position", "slot_ids", "written_pieces"]

#: Tags before the source: target language, source language, domain.
TAGS = 3

_WINDOW = 60_000
# Widths are rounded up to this, which leaves fewer different shapes.
_ROUND = 4
_RESERVED = re.compile(r">>\w+<<|<[a-z]+\d*>|</s>|<unk>")


@dataclass(frozen=True, slots=True)
class Position:
    """Where a run is in its data.

    Attributes:
        epoch: Epochs finished.
        batch: Batches of this epoch already used.
    """

    epoch: int = 0
    batch: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """One step's examples.

    Attributes:
        source: ``(examples, source pieces)``, int64: tags, pieces, end, padding.
        target: ``(examples, target pieces)``: pieces, end, padding.
        links: As ``target``: position in the source that the piece translates, or -1.
        pieces: Number of pieces, padding not counted.
        following: Where the batch after this one is.
    """

    source: Array
    target: Array
    links: Array
    pieces: int
    following: Position


class Batches:
    """Endless batches over packs.

    Args:
        packs: At least one with examples.
        pieces: The SentencePiece processor.
        budget: Pieces of a batch, padding included; a longer example is a batch of its own.
        temperature: 1 draws directions by their size; larger is more even.
        weights: Draws some pairs of languages more or less often than there is data.
        directions: Those that are drawn, such as ``eng_Latn-tam_Taml``; empty is all.
        word_dropout: Share of ordinary source pieces replaced by ``<unk>``.
        seed: Everything random follows from this.
    """

    def __init__(
        self,
        packs: Sequence[Pack],
        pieces: Any,  # noqa: ANN401 - untyped library
        *,
        budget: int,
        temperature: float,
        weights: Mapping[str, float] | None = None,
        directions: Sequence[str] = (),
        word_dropout: float,
        seed: int,
    ) -> None:
        import numpy as np

        self._packs = [pack for pack in packs if len(pack)]
        self._budget, self._dropout, self._seed = budget, word_dropout, seed
        self._directions = directions
        self._padding = int(pieces.get_piece_size())
        names = [pieces.id_to_piece(number) for number in range(self._padding)]
        self._ordinary = np.array([not _RESERVED.fullmatch(name) for name in names] + [False])
        self._slots = slot_ids(pieces)
        self._tags = [
            [pieces.piece_to_id(lang_tag(code)) for code in pack.pair.split("-")]
            for pack in self._packs
        ]
        # Two directions of each pack follow each other.
        self._is_drawn = np.array(
            [_is_named(pack, side, directions) for pack in self._packs for side in (0, 1)]
        )
        sizes: Array = np.repeat([len(pack) for pack in self._packs], 2)
        named = [by_pair(weights or {}, pack.pair, 1.0) for pack in self._packs]
        wanted = sizes * np.repeat(named, 2) * self._is_drawn
        share = (wanted / wanted.sum()) ** (1 / temperature)
        draws = np.maximum(1, np.rint(wanted.sum() * share / share.sum())) * self._is_drawn
        self._sizes, self._draws = sizes, draws.astype(np.int64)

    @property
    def choices(self) -> Array:
        """Ids that may have to be written: those of all targets, and the end."""
        return written_pieces(self._packs, self._slots, self._directions)

    def iterate(self, position: Position) -> Iterator[Batch]:
        """Yield batches from a position on, without end."""
        epoch, skip = position.epoch, position.batch
        while True:
            for number, chosen in enumerate(self._epoch(epoch), 1):
                if number > skip:
                    yield self._collate(chosen, Position(epoch, number))
            epoch, skip = epoch + 1, 0

    def _epoch(self, epoch: int) -> Iterator[Array]:
        """Yield the batches of an epoch: ``(examples, 3)``: pack, example, direction."""
        import numpy as np

        rng = np.random.default_rng((self._seed, epoch))
        columns = []
        for direction in np.flatnonzero(self._is_drawn).tolist():
            draws = int(self._draws[direction])
            found = self._drawn(direction, epoch * draws, draws)
            first = np.full(len(found), direction // 2)
            columns.append(np.stack([first, found, np.full(len(found), direction % 2)], axis=1))
        examples = np.concatenate(columns)
        rng.shuffle(examples)
        for low in range(0, len(examples), _WINDOW):
            yield from self._cut(examples[low : low + _WINDOW], rng)

    def _drawn(self, direction: int, start: int, count: int) -> Array:
        """Return examples ``start`` to ``start + count`` of an endless row of permutations."""
        import numpy as np

        size = int(self._sizes[direction])
        turns = range(start // size, (start + count - 1) // size + 1)
        rows = [
            np.random.default_rng((self._seed, 1, direction, turn)).permutation(size)
            for turn in turns
        ]
        skip = start - turns[0] * size
        return np.concatenate(rows)[skip : skip + count]

    def _cut(self, examples: Array, rng: Any) -> Iterator[Array]:  # noqa: ANN401 - a NumPy generator
        import numpy as np

        sizes: Array = np.zeros((len(examples), 2), np.int64)
        for number, pack in enumerate(self._packs):
            rows = np.flatnonzero(examples[:, 0] == number)
            _, index, direction = examples[rows].T
            sizes[rows, 0] = pack.lengths[index, direction] + TAGS + 1
            sizes[rows, 1] = pack.lengths[index, 1 - direction] + 1
        rounded: Array = -(-sizes // _ROUND)
        order = np.lexsort((rng.random(len(examples)), rounded[:, 1], rounded[:, 0]))
        batches = list(_within(order, (rounded * _ROUND).tolist(), self._budget))
        for number in rng.permutation(len(batches)):
            yield examples[batches[number]]

    def _collate(self, examples: Array, following: Position) -> Batch:
        import numpy as np

        rows = [self._example(*map(int, each)) for each in examples]
        source_width = _rounded(max(len(source) for source, _, _ in rows))
        target_width = _rounded(max(len(target) for _, target, _ in rows))
        source: Array = np.full((len(rows), source_width), self._padding, np.int64)
        target: Array = np.full((len(rows), target_width), self._padding, np.int64)
        links: Array = np.full((len(rows), target_width), -1, np.int64)
        for number, (one, other, linked) in enumerate(rows):
            source[number, : len(one)] = one
            target[number, : len(other)] = other
            links[number, : len(other)] = linked
        pieces = int((source != self._padding).sum() + (target != self._padding).sum())
        self._drop_words(source, following)
        return Batch(source=source, target=target, links=links, pieces=pieces, following=following)

    def _example(self, number: int, index: int, direction: int) -> tuple[Array, Array, Array]:
        import numpy as np

        pack, tags = self._packs[number], self._tags[number]
        starts, lengths = pack.starts[index], pack.lengths[index]
        own = slice(starts[direction], starts[direction] + lengths[direction])
        other = slice(starts[1 - direction], starts[1 - direction] + lengths[1 - direction])
        source, target = self._numbered(pack.tokens[own], pack.tokens[other])
        links = pack.partner[other].astype(np.int64)
        head = [tags[1 - direction], tags[direction], int(pack.domains[index])]
        return (
            np.concatenate([head, source, [EOS]]),
            np.concatenate([target, [EOS]]),
            np.concatenate([np.where(links >= 0, links + TAGS, -1), [TAGS + len(source)]]),
        )

    def _numbered(self, source: Array, target: Array) -> tuple[Array, Array]:
        """Number slots in the order of this direction's source, as when translating."""
        import numpy as np

        low, high = self._slots[0], self._slots[-1]
        found = source[(source >= low) & (source <= high)]
        if not len(found):
            return source, target
        table = np.arange(self._padding + 1)
        for number, slot in enumerate(dict.fromkeys(found.tolist())):
            table[slot] = self._slots[number]
        return table[source], table[target]

    def _drop_words(self, source: Array, following: Position) -> None:
        import numpy as np

        if not self._dropout:
            return
        rng = np.random.default_rng((self._seed, 2, following.epoch, following.batch))
        dropped = (rng.random(source.shape) < self._dropout) & self._ordinary[source]
        source[dropped] = UNKNOWN


def _within(order: Array, sizes: list[list[int]], budget: int) -> Iterator[Array]:
    """Cut an order into runs whose padded size is within the budget, or of one example."""
    low, source, target = 0, 0, 0
    for high, number in enumerate(order.tolist()):
        widest = max(source, sizes[number][0]), max(target, sizes[number][1])
        if high > low and sum(widest) * (high - low + 1) > budget:
            yield order[low:high]
            low, widest = high, (sizes[number][0], sizes[number][1])
        source, target = widest
    yield order[low:]


def slot_ids(pieces: Any) -> list[int]:  # noqa: ANN401 - untyped library
    """Return the ids of all slots, in order."""
    return [pieces.piece_to_id(slot_piece(number)) for number in range(SLOTS)]


def written_pieces(
    packs: Sequence[Pack], slots: Sequence[int], directions: Sequence[str] = ()
) -> Array:
    """Return the ids that the targets of these directions have, and that of the end."""
    import numpy as np

    found = [np.array([EOS])]
    for pack in packs:
        # Slots are numbered anew by the source, hence any of the pack's.
        found.append(pack.tokens[np.isin(pack.tokens, slots)])
        found += [pack.side(1 - side) for side in (0, 1) if _is_named(pack, side, directions)]
    return np.unique(np.concatenate(found))


def _is_named(pack: Pack, source: int, directions: Sequence[str]) -> bool:
    return not directions or (turned(pack.pair) if source else pack.pair) in directions


def _rounded(width: int) -> int:
    return -(-width // _ROUND) * _ROUND
