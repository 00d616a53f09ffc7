"""Group items of similar size into batches within a budget."""

from __future__ import annotations

from collections.abc import Iterator, Sequence


def batches(sizes: Sequence[int], budget: int) -> Iterator[list[int]]:
    """Yield indices of items, longest first, in batches whose padded size stays within ``budget``.

    Long batches go first because the last ones to finish then are short, which keeps all workers
    busy to the end.

    Args:
        sizes: Size of each item, in pieces.
        budget: Upper limit of ``longest × count`` for one batch; an item over it goes alone.
    """
    order = sorted(range(len(sizes)), key=lambda index: (-sizes[index], index))
    start = 0
    while start < len(order):
        longest = max(1, sizes[order[start]])
        count = max(1, budget // longest)
        yield order[start : start + count]
        start += count
