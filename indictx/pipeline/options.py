"""How to translate: the only place where defaults are written."""

from __future__ import annotations

from dataclasses import dataclass

from indictx.errors import UsageError
from indictx.text.protect import DEFAULT, KeepRules


@dataclass(frozen=True, slots=True, kw_only=True)
class TranslateOptions:
    """Settings of one :class:`indictx.pipeline.translator.Translator`.

    Attributes:
        beam_size: Beams of the search, 1 is greedy; ``None`` is what the model's manifest says.
        alternatives: How many translations of each text to return, the best one included.
        keep: What must not change.
        native_digits: Write numbers of the output in the target script's own digits.
        window: Texts read ahead and sorted together; 1 never reads ahead.
        batch_pieces: Budget of one engine batch: length of its sources, times their number, times
            beams.
        retry: Search again, wider, when a translation looks wrong.
        rerank: Hypotheses to choose from with a model that translates back; 0 takes the likeliest,
            ``None`` is what the model's manifest says, or 0 where ``beam_size`` is given.
        scores: Compute scores even where the search would not need them.
    """

    beam_size: int | None = None
    alternatives: int = 1
    keep: KeepRules = DEFAULT
    native_digits: bool = False
    window: int = 2048
    batch_pieces: int = 1024
    retry: bool = True
    rerank: int | None = None
    scores: bool = False

    def __post_init__(self) -> None:
        for name in ("alternatives", "window", "batch_pieces"):
            if getattr(self, name) < 1:
                raise UsageError(f"{name} is {getattr(self, name)}, expected at least 1")
        if self.beam_size is not None and self.beam_size < 1:
            raise UsageError(f"beam_size is {self.beam_size}, expected at least 1")
        if self.rerank is not None and self.rerank < 0:
            raise UsageError(f"rerank is {self.rerank}, expected at least 0")
