"""Units on their way through one engine: batches out, results back.

Batches go to the engine as soon as they are full, while later units are still being cut, and the
first ones of a text even before: so it need not wait for a whole window.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from indictx.engines.base import Hypothesis
from indictx.pipeline.batching import Batcher
from indictx.pipeline.judging import Searched
from indictx.pipeline.units import Unit

if TYPE_CHECKING:
    from indictx.pipeline.decoding import Decoder


class Search:
    """One search for many units.

    Args:
        decoder: What decodes them.
        wide: Whether it is the second search for them, with more beams.
        urgent: How many of its batches need not be full, since the engine has nothing to do.
    """

    def __init__(self, decoder: Decoder, *, wide: bool, urgent: int = 0) -> None:
        self._decoder, self._wide, self._urgent = decoder, wide, urgent
        # Every beam is a row of the engine's matrices.
        beams = decoder.search_options(0, wide).beam_size
        self._batcher: Batcher[Searched] = Batcher(decoder.options.batch_pieces // beams)
        self._waits: deque[tuple[list[Searched], Callable[[], list[list[Hypothesis]]]]] = deque()
        self._owners: dict[tuple[object, ...], Unit] = {}
        self._twins: list[tuple[Unit, Unit]] = []

    def add(self, items: Sequence[Searched]) -> None:
        """Take units; those that fill a batch go to the engine."""
        for one in items:
            # The same sentence twice in a window is decoded once.
            source, target = one.pair.source.code, one.pair.target.code
            unit = one.unit
            key = source, target, unit.text, unit.around, unit.ordered, unit.emoji, unit.times
            owner = self._owners.setdefault(key, unit)
            if owner is not unit:
                self._twins.append((unit, owner))
                continue
            pieces = one.encoded.pieces
            kind = self._decoder.restriction(pieces)
            is_urgent = len(self._waits) < self._urgent
            batch = self._batcher.add(one, len(pieces), kind, is_urgent=is_urgent)
            if batch:
                self._submit(batch)

    def send(self) -> None:
        """Hand the batches that are not full to the engine as well."""
        for batch in self._batcher.rest():
            self._submit(batch)

    def results(self) -> Iterator[list[Searched]]:
        """Wait for one batch after the other, give its units their results, and yield them."""
        while self._waits:
            batch, wait = self._waits.popleft()
            self._decoder.take(batch, wait(), wide=self._wide)
            yield batch

    def finish(self) -> None:
        """Wait for all batches that are left, and give units that came twice what the first has."""
        for _ in self.results():
            pass
        self.share()

    def share(self) -> None:
        """Give units that came twice what the first of them has by now."""
        for twin, owner in self._twins:
            twin.results = owner.results_for(twin)
            twin.repairs |= owner.repairs

    def _submit(self, batch: list[Searched]) -> None:
        self._waits.append((batch, self._decoder.submit(batch, wide=self._wide)))
