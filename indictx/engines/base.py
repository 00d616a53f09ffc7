"""The engine protocol: pieces in, pieces out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class DecodeOptions:
    """Search settings shared by a batch, named as in CTranslate2.

    Attributes:
        beam_size: 1 is greedy.
        num_hypotheses: How many to return for each source, at most ``beam_size``.
        length_penalty: Exponent of the length that divides the score of a hypothesis.
        patience: A search with beams ends when so many times ``beam_size`` hypotheses are finished.
        no_repeat_ngram_size: Forbid repeating n-grams of this many pieces; 0 forbids nothing.
        repetition_penalty: Over 1.0 makes pieces already written less likely.
        max_target_pieces: Stop here; a hypothesis that long is cut and says so by its length.
        scores: Whether hypotheses carry scores; greedy search is faster without.
    """

    beam_size: int = 4
    num_hypotheses: int = 1
    length_penalty: float = 1.0
    patience: float = 1.0
    no_repeat_ngram_size: int = 0
    repetition_penalty: float = 1.0
    max_target_pieces: int = 256
    scores: bool = True


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """One finished beam.

    Attributes:
        pieces: Target pieces, target prefix and ``</s>`` removed.
        score: Length-normalized log-probability in nats, higher is better; ``nan`` when not asked.
    """

    pieces: Sequence[str]
    score: float


def restriction_of(engine: Engine) -> Callable[[Sequence[str]], str]:
    """Return the engine's ``restriction``, or for one without, what says that all are alike."""
    return getattr(engine, "restriction", lambda _: "")


def threads_of(engine: Engine) -> int:
    """Return how many batches an engine decodes at the same time, one if it does not say."""
    threads: int = getattr(engine, "threads", 1)
    return threads


class Engine(Protocol):
    """Decodes batches of pieces.

    An engine that lets all sources of a batch decide together which pieces may be written has a
    method ``restriction`` that says which a source allows, in a word of its own; its batches then
    have sources of one such word each.

    Attributes:
        max_source_pieces: Longest source, prefix and end included.
    """

    max_source_pieces: int

    def submit(
        self,
        sources: Sequence[Sequence[str]],
        prefixes: Sequence[Sequence[str]],
        options: DecodeOptions,
    ) -> Callable[[], list[list[Hypothesis]]]:
        """Start decoding one batch in the background.

        Args:
            sources: ``(batch, source pieces)``, ragged, none empty, each at most
                :attr:`max_source_pieces` long.
            prefixes: ``(batch, prefix pieces)``; forced start of each target, often empty.
            options: Search settings shared by the batch.

        Returns:
            A function that waits and returns ``(batch, hypotheses)``, best first, in the order
            given; it raises ``EngineError`` when the runtime failed.

        Raises:
            SegmentTooLongError: A source is longer than the model takes; nothing is truncated.
        """
        ...

    def close(self) -> None:
        """Free the model; the engine cannot be used afterwards."""
        ...


class ScoringEngine(Engine, Protocol):
    """An engine that can also say how likely a target is that was not its own idea."""

    def score(
        self, sources: Sequence[Sequence[str]], targets: Sequence[Sequence[str]]
    ) -> Callable[[], list[float]]:
        """Start scoring one batch in the background.

        Args:
            sources: ``(batch, source pieces)``, none empty.
            targets: ``(batch, target pieces)``, without prefix and ``</s>``, none empty.

        Returns:
            A function that waits and returns the mean log-probability of the target's pieces and its
            end, in nats; it raises ``EngineError`` when the runtime failed.
        """
        ...


def check_lengths(sources: Sequence[Sequence[str]], limit: int) -> None:
    """Raise ``SegmentTooLongError`` for the first source over ``limit`` pieces."""
    from indictx.errors import SegmentTooLongError

    for source in sources:
        if len(source) > limit:
            raise SegmentTooLongError(len(source), limit)
