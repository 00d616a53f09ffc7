"""Which word, or piece, translates which: IBM model 1 with a preference for the diagonal.

The model is that of Brown et al. 1993 (model 1) with the prior of fast_align (Dyer et al. 2013),
learned in both directions at once and combined by the geometric mean of the two posteriors. It
serves three ends: misaligned pairs are found, a decoder head is guided, and embeddings start from
what translates what. Everything is NumPy over *cells*: all combinations of a source and a target
token within a pair.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    Array = Any  # a NumPy array; its own types say little about shape and cost much

__all__ = ["Alignment", "Bitext", "Links", "learn", "link", "score"]

# Cells handled at once; bounds the memory to a few hundred megabytes.
_CELLS = 6_000_000
# Weak: English verbs stand in the middle of a sentence and Indic ones at its end. With 4 and more,
# the last English word is linked to the Hindi auxiliary, whatever it is.
_DIAGONAL = 2.0
_NULL = 1e-3
# A link must be this certain in both directions, and a count must be to be counted.
_SURE, _SOME = 0.25, 0.15


@dataclass(frozen=True, slots=True)
class Bitext:
    """Pairs of token sequences.

    Attributes:
        lengths: ``(pairs, 2)``, int64.
        tokens: Flat, int64, from 0: source of pair 0, target of pair 0, source of pair 1, ...
    """

    lengths: Array
    tokens: Array

    @property
    def starts(self) -> Array:
        """``(pairs, 2)``: where each side begins in :attr:`tokens`."""
        import numpy as np

        ends = np.cumsum(self.lengths.reshape(-1))
        return np.concatenate([[0], ends[:-1]]).astype(np.int64).reshape(-1, 2)

    def take(self, rows: Array) -> Bitext:
        """Return some of the pairs, in the order given."""
        import numpy as np

        lengths, starts = self.lengths[rows], self.starts[rows].reshape(-1)
        flat = lengths.reshape(-1)
        inside = np.arange(flat.sum()) - np.repeat(np.cumsum(flat) - flat, flat)
        return Bitext(lengths, self.tokens[np.repeat(starts, flat) + inside])


@dataclass(frozen=True, slots=True)
class Alignment:
    """Translation probabilities of pairs of tokens that were seen together.

    Attributes:
        size: Number of different tokens.
        keys: ``source * size + target``, ascending.
        forward: Probability of the target given the source, for each key.
        backward: Probability of the source given the target.
        counts: How often the two were linked with some certainty.
    """

    size: int
    keys: Array
    forward: Array
    backward: Array
    counts: Array


@dataclass(frozen=True, slots=True)
class Links:
    """The best partner of every token.

    Attributes:
        partner: Flat as ``Bitext.tokens``, int16: position on the other side, or -1.
    """

    partner: Array


@dataclass(slots=True)
class _Cells:
    """All combinations of a source and a target token of some pairs, by pair, source, target.

    Attributes:
        source: Index of the source token among all source tokens of these pairs, int32.
        target: The same for the target token.
        lengths: ``(pairs, 2)``.
        keys: ``source token * size + target token``, or where that is in a table of keys.
        prior: Preference for the diagonal, up to 1.
    """

    source: Array
    target: Array
    lengths: Array
    keys: Array
    prior: Array

    @property
    def sizes(self) -> tuple[int, int]:
        """Number of source and of target tokens."""
        return int(self.lengths[:, 0].sum()), int(self.lengths[:, 1].sum())

    def placed(self, keys: Array) -> _Cells:
        """Return cells whose keys are places in ``keys``, in a quarter of the memory."""
        import numpy as np

        places: Array = np.searchsorted(keys, self.keys).astype(np.int32)
        return _Cells(self.source, self.target, self.lengths, places, self.prior)


def learn(bitext: Bitext, *, iterations: int = 6, diagonal: float = _DIAGONAL) -> Alignment:
    """Estimate translation probabilities; deterministic.

    Args:
        bitext: At least one pair, no side empty.
        iterations: Of expectation maximization.
        diagonal: Strength of the prior; 0 is plain model 1.
    """
    import numpy as np

    size = int(bitext.tokens.max()) + 1
    found = [np.unique(cells.keys) for _, cells in _blocks(bitext, size, diagonal)]
    keys = np.unique(np.concatenate(found))
    blocks = [cells.placed(keys) for _, cells in _blocks(bitext, size, diagonal)]
    sources, targets = keys // size, keys % size
    forward: Array = np.ones(len(keys), np.float32)
    backward: Array = np.ones(len(keys), np.float32)
    counts: Array = np.zeros(len(keys), np.float32)
    for iteration in range(iterations):
        sums = np.zeros((2, len(keys)))
        for cells in blocks:
            place = cells.keys
            given, taken = _posteriors(cells, forward[place], backward[place])
            sums[0] += np.bincount(place, given, len(keys))
            sums[1] += np.bincount(place, taken, len(keys))
            if iteration == iterations - 1:
                both = np.sqrt(given * taken)
                counts += np.bincount(place, both * (both > _SOME), len(keys)).astype(np.float32)
        # Half a count of smoothing keeps words seen once from being certain.
        forward = _share(sums[0], sources, size)
        backward = _share(sums[1], targets, size)
    return Alignment(size, keys, forward, backward, counts)


def link(bitext: Bitext, alignment: Alignment, *, diagonal: float = _DIAGONAL) -> Links:
    """Return the best partner of every token, where both directions agree on it."""
    import numpy as np

    partner: Array = np.full(len(bitext.tokens), -1, np.int16)
    for rows, cells in _blocks(bitext, alignment.size, diagonal):
        forward, backward = _look_up(alignment, cells.keys)
        given, taken = _posteriors(cells, forward, backward)
        certain = np.sqrt(given * taken)
        own, other = cells.lengths[:, 0], cells.lengths[:, 1]
        sides = (
            _best(certain, np.repeat(other, own)),
            _best(certain[_transposed(cells.lengths)], np.repeat(own, other)),
        )
        _fill(partner, bitext, rows, sides)
    return Links(partner)


def score(bitext: Bitext, alignment: Alignment) -> Array:
    """Return how well each pair is linked: mean log-probability of a token, of both directions.

    Positions do not count, so that pairs are comparable whatever their word order.
    """
    import numpy as np

    total = np.zeros(len(bitext.lengths))
    for rows, cells in _blocks(bitext, alignment.size, 0.0):
        forward, backward = _look_up(alignment, cells.keys)
        lengths = bitext.lengths[rows]
        for index, size, probability, own, other in (
            (cells.target, cells.sizes[1], forward, lengths[:, 1], lengths[:, 0]),
            (cells.source, cells.sizes[0], backward, lengths[:, 0], lengths[:, 1]),
        ):
            summed = np.bincount(index, probability, size) / np.repeat(other, own)
            owner: Array = np.repeat(np.arange(len(own)), own)
            total[rows] += np.bincount(owner, np.log(summed + 1e-5), len(own)) / own / 2
    return total


def _blocks(bitext: Bitext, size: int, diagonal: float) -> Iterator[tuple[slice, _Cells]]:
    import numpy as np

    starts = bitext.starts
    ends = np.cumsum(bitext.lengths[:, 0] * bitext.lengths[:, 1])
    low = 0
    while low < len(ends):
        done = ends[low - 1] if low else 0
        high = max(low + 1, int(np.searchsorted(ends, done + _CELLS, side="right")))
        rows = slice(low, high)
        yield rows, _cells(bitext, starts, rows, size, diagonal)
        low = high


def _cells(bitext: Bitext, starts: Array, rows: slice, size: int, diagonal: float) -> _Cells:
    import numpy as np

    lengths, first = bitext.lengths[rows], starts[rows]
    number = lengths[:, 0] * lengths[:, 1]
    pair: Array = np.repeat(np.arange(len(lengths)), number)
    inside = np.arange(number.sum()) - np.repeat(np.cumsum(number) - number, number)
    i, j = inside // lengths[pair, 1], inside % lengths[pair, 1]
    keys = bitext.tokens[first[pair, 0] + i] * size + bitext.tokens[first[pair, 1] + j]
    gap = (i + 0.5) / lengths[pair, 0] - (j + 0.5) / lengths[pair, 1]
    before = np.cumsum(lengths, axis=0) - lengths
    return _Cells(
        source=(before[pair, 0] + i).astype(np.int32),
        target=(before[pair, 1] + j).astype(np.int32),
        lengths=lengths,
        keys=keys,
        prior=np.exp(-diagonal * np.abs(gap)).astype(np.float32),
    )


def _posteriors(cells: _Cells, forward: Array, backward: Array) -> tuple[Array, Array]:
    """Return, for each cell, how likely the target comes from the source, and the reverse."""
    return (
        _normalized(forward * cells.prior, cells.target, cells.sizes[1]),
        _normalized(backward * cells.prior, cells.source, cells.sizes[0]),
    )


def _normalized(weight: Array, owner: Array, size: int) -> Array:
    import numpy as np

    total = np.bincount(owner, weight, size)
    # The constant stands for a word without partner: without it, every word would have one.
    return weight / (total[owner] + _NULL * max(float(weight.mean()), 1e-12))


def _share(sums: Array, owner: Array, size: int) -> Array:
    import numpy as np

    return (sums / (np.bincount(owner, sums, size)[owner] + 0.5)).astype(np.float32)


def _look_up(alignment: Alignment, keys: Array) -> tuple[Array, Array]:
    import numpy as np

    place = np.minimum(np.searchsorted(alignment.keys, keys), len(alignment.keys) - 1)
    known = alignment.keys[place] == keys
    zero = np.float32(0)
    return (
        np.where(known, alignment.forward[place], zero),
        np.where(known, alignment.backward[place], zero),
    )


def _transposed(lengths: Array) -> Array:
    """Return the order of cells by pair, target, source."""
    import numpy as np

    number = lengths[:, 0] * lengths[:, 1]
    pair: Array = np.repeat(np.arange(len(lengths)), number)
    before = np.cumsum(number) - number
    inside = np.arange(number.sum()) - before[pair]
    j, i = inside // lengths[pair, 0], inside % lengths[pair, 0]
    return before[pair] + i * lengths[pair, 1] + j


def _best(certain: Array, groups: Array) -> Array:
    """Return where in each group of consecutive cells the most certain one is, or -1."""
    import numpy as np

    starts = np.cumsum(groups) - groups
    highest = np.maximum.reduceat(certain, starts)
    owner: Array = np.repeat(np.arange(len(groups)), groups)
    hits = np.flatnonzero(certain == highest[owner])
    first = np.r_[True, owner[hits][1:] != owner[hits][:-1]]
    return np.where(highest > _SURE, hits[first] - starts, -1).astype(np.int16)


def _fill(partner: Array, bitext: Bitext, rows: slice, sides: tuple[Array, Array]) -> None:
    import numpy as np

    lengths, starts = bitext.lengths[rows], bitext.starts[rows]
    for side, found in enumerate(sides):
        own = lengths[:, side]
        inside = np.arange(own.sum()) - np.repeat(np.cumsum(own) - own, own)
        partner[np.repeat(starts[:, side], own) + inside] = found
