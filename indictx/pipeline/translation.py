"""What comes back for one text."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Alternative", "Translation"]


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another translation of the same text."""

    target: str
    score: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Translation:
    """One text and its translation.

    Attributes:
        source: The text as it was given.
        target: Its translation; white space around and between sentences is the source's.
        src_lang: Code of the source language; ``None`` for a text without letters.
        tgt_lang: Code of the target language.
        score: Mean length-normalized log-probability of its sentences in nats; ``None`` when
            nothing was decoded or no scores were computed.
        flags: What looks wrong and could not be repaired; empty is good.
        repairs: What was done to get here: ``wider_beam``, ``slots_apart``, ``clauses``,
            ``romanized``, ``pivot``.
        alternatives: Further translations, best first, :attr:`target` not among them.
        model: Name of the model.
    """

    source: str
    target: str
    src_lang: str | None
    tgt_lang: str
    score: float | None
    flags: tuple[str, ...]
    repairs: tuple[str, ...]
    alternatives: tuple[Alternative, ...]
    model: str
