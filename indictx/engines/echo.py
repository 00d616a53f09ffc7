"""An engine that returns its input: for tests, of ours and of our users."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from indictx.engines.base import DecodeOptions, Hypothesis, check_lengths
from indictx.errors import EngineError


class EchoEngine:
    """Each hypothesis is the source itself, with score 0.0.

    Attributes:
        batches: Number of pieces of every source of every batch so far, in order of submission.
    """

    def __init__(self, *, max_source_pieces: int = 256) -> None:
        self.max_source_pieces = max_source_pieces
        self.batches: list[list[int]] = []
        self._is_closed = False

    def submit(
        self,
        sources: Sequence[Sequence[str]],
        prefixes: Sequence[Sequence[str]],  # noqa: ARG002 - an echo forces nothing
        options: DecodeOptions,
    ) -> Callable[[], list[list[Hypothesis]]]:
        """Return the sources, ``options.num_hypotheses`` times each."""
        if self._is_closed:
            raise EngineError("the engine is closed")
        check_lengths(sources, self.max_source_pieces)
        self.batches.append([len(source) for source in sources])
        count = options.num_hypotheses
        results = [[Hypothesis(tuple(source), 0.0)] * count for source in sources]
        return lambda: results

    def close(self) -> None:
        """Refuse all further batches."""
        self._is_closed = True
