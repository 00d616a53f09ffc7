"""Group items of equal size into batches within a budget."""

from __future__ import annotations

from collections.abc import Iterator, Sequence


def batches(sizes: Sequence[int], budget: int) -> Iterator[list[int]]:
    """Yield indices of items, longest first, in batches of one size and at most ``budget`` pieces.

    Items of different sizes never meet: padding changes the last bits of what an engine computes,
    and with them now and then a word (``docs/explanation/determinism.md``). Long ones go first
    because the last to finish then are short, which keeps all workers busy to the end.

    Args:
        sizes: Size of each item, in pieces.
        budget: Upper limit of ``size × count`` for one batch; an item over it goes alone.
    """
    by_size: dict[int, list[int]] = {}
    for index, size in enumerate(sizes):
        by_size.setdefault(size, []).append(index)
    for size in sorted(by_size, reverse=True):
        indices = by_size[size]
        count = max(1, budget // max(1, size))
        for start in range(0, len(indices), count):
            yield indices[start : start + count]
