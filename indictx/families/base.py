"""The family protocol: text in, pieces out, and back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from indictx.languages import Pair


@dataclass(frozen=True, slots=True)
class Encoded:
    """One source ready for an engine.

    Attributes:
        pieces: Source pieces, tags and end included.
        prefix: Pieces that the target must start with; often none.
    """

    pieces: Sequence[str]
    prefix: Sequence[str]


class Family(Protocol):
    """Text to pieces and back for one model. Nothing is remembered between the two.

    Attributes:
        slot_count: How many different slots one sentence may hold; 0 when the model knows none.
    """

    slot_count: int

    def load(self) -> None:
        """Read what encoding and decoding need now, and not when the first sentence comes.

        Raises:
            ModelError: It cannot be read.
        """
        ...

    def encode(self, sentences: Sequence[str], pair: Pair) -> list[Encoded]:
        """Turn sentences into pieces.

        Args:
            sentences: Without line breaks; slot *n* is ``slot_char(n)`` with *n* below
                :attr:`slot_count`.
            pair: Direction.

        Returns:
            One for each sentence, same order; without any pieces where nothing is left to
            translate once the sentence is normalized.
        """
        ...

    def decode(self, hypotheses: Sequence[Sequence[str]], pair: Pair) -> list[str]:
        """Turn target pieces into text in the target's script, slots as ``slot_char(n)``."""
        ...
