"""Group items of equal size into batches within a budget."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from typing import Generic, TypeVar

_Item = TypeVar("_Item")
# Somebody who waits gets batches of this part of the budget.
_URGENT_PART = 4


class Batcher(Generic[_Item]):
    """Collects items one by one, and gives a batch out as soon as it is full.

    Items of different sizes never meet: padding changes the last bits of what an engine computes,
    and with them now and then a word (``docs/explanation/determinism.md``).

    Args:
        budget: Upper limit of ``size × count`` for one batch; an item over it goes alone.
    """

    def __init__(self, budget: int) -> None:
        self._budget = budget
        self._waiting: dict[tuple[int, Hashable], list[_Item]] = {}

    def add(
        self, item: _Item, size: int, kind: Hashable = None, *, is_urgent: bool = False
    ) -> list[_Item] | None:
        """Take one item, and return the batch that is full with it.

        Args:
            item: Anything.
            size: Its size, in pieces.
            kind: Items of different kinds do not meet either.
            is_urgent: Somebody waits for work, and a quarter of the budget is enough.
        """
        batch = self._waiting.setdefault((size, kind), [])
        batch.append(item)
        budget = self._budget // _URGENT_PART if is_urgent else self._budget
        if (len(batch) + 1) * max(1, size) <= budget:
            return None
        return self._waiting.pop((size, kind))

    def rest(self) -> Iterator[list[_Item]]:
        """Give out the batches that are not full, longest first.

        The last to finish then are short, which keeps all workers of an engine busy to the end.
        """
        waiting, self._waiting = self._waiting, {}
        for key in sorted(waiting, key=lambda key: key[0], reverse=True):
            yield waiting[key]
