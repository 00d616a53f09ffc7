"""What one hypothesis is worth: its text as it will stand, its flags, and where a search must end."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from indictx.engines.base import Hypothesis
from indictx.families.base import Encoded
from indictx.languages import Pair
from indictx.pipeline.brackets import closed
from indictx.pipeline.guard import Flag, flags_of, lost_slots
from indictx.pipeline.ordinals import has_ordinals, stand_in, take_out
from indictx.pipeline.placeholders import reorders
from indictx.pipeline.stand_ins import has_others, other_words, own_words
from indictx.pipeline.surface import breaks
from indictx.pipeline.units import Result, Unit

_CLASSES = (8, 16, 32, 64, 128, 256, 512)
#: What the model that translates back counts for, beside the one that translates.
REVERSE_WEIGHT = 0.5
#: Sources of lengths that differ by less share the limit of the search.
STEP = 4
_TARGET_RATIO, _TARGET_EXTRA = 3, 16
_MOST_TARGET_PIECES = 500


class Candidate:
    """A hypothesis that may become a translation.

    Args:
        one: What was searched for.
        text: What it says, slots as in the unit, or other words in the place of its own.
        hypothesis: Its pieces, and the score of the search.
        score: Mean log-probability of its pieces and its end, in nats.

    Attributes:
        reverse: Mean log-probability of the source given it, once that is known.
    """

    __slots__ = ("_hypothesis", "_one", "_result", "reverse", "score", "text")

    def __init__(self, one: Searched, text: str, hypothesis: Hypothesis, score: float) -> None:
        self.text, self.score = text, score
        self.reverse: float | None = None
        self._one, self._hypothesis = one, hypothesis
        self._result: Result | None = None

    @property
    def result(self) -> Result:
        """The hypothesis as a result, with what looks wrong about it; only what may win is asked."""
        if self._result is None:
            self._result = judged(self._one, self.text, self._hypothesis)
        return self._result

    @property
    def total(self) -> float:
        """What candidates are compared by."""
        return self.score + REVERSE_WEIGHT * (self.reverse or 0.0)


@dataclass(slots=True)
class Searched:
    """A unit that one search is to translate.

    Attributes:
        unit: What is translated.
        read: What the model reads of it; a number in it that was written out is none made up.
        encoded: That in pieces, or what stands in for some of it.
        pair: The direction.
        stood_in: Whether other ordinals stand in for its own (``ordinals.py``).
        is_lost: Whether they were not found again in a translation.
        is_fresh: Whether what was found before is worth nothing.
        limit: Length in pieces at which the search was stopped.
        candidates: What its translation may be chosen from, if a model is asked that translates
            back.
    """

    unit: Unit
    read: str
    encoded: Encoded
    pair: Pair
    stood_in: bool = False
    is_lost: bool = False
    is_fresh: bool = False
    limit: int = 0
    candidates: list[Candidate] = field(default_factory=list)


def can_stand_in(text: str, pair: Pair) -> bool:
    """Say whether other ordinals or words may stand in for some of a text."""
    target = pair.target.code
    return pair.source.code == "eng_Latn" and (
        has_ordinals(text, target) or has_others(text, target)
    )


def stood_in(text: str, tgt_lang: str) -> str:
    """Return a text with what stands in for some of it."""
    return other_words(stand_in(text, tgt_lang), tgt_lang)


def with_own(one: Searched, text: str) -> str | None:
    """Return a hypothesis with what was stood in for, ``None`` if that cannot be seen."""
    if not one.stood_in:
        return text
    tgt_lang = one.pair.target.code
    ordinals = take_out(one.read, text, tgt_lang)
    return None if ordinals is None else own_words(one.read, ordinals, tgt_lang)


def judged(one: Searched, text: str, hypothesis: Hypothesis) -> Result:
    """Return a hypothesis as a result, with what looks wrong about it.

    Args:
        one: What was searched for.
        text: What the hypothesis says, as :func:`with_own` has to return it.
        hypothesis: Its pieces and score.
    """
    unit, read, pair = one.unit, one.read, one.pair
    own = with_own(one, text)
    is_lost = own is None
    text = text if own is None else own
    flags = flags_of(
        source=read,
        target=text,
        source_pieces=len(one.encoded.pieces),
        target_pieces=hypothesis.pieces,
        max_target_pieces=one.limit,
        tgt_script=pair.target.script_code,
        src_lang=pair.source.code,
        tgt_lang=pair.target.code,
    )
    if Flag.MARKS in flags:
        mended = closed(read, text)
        if mended != text:
            text, flags = mended, tuple(flag for flag in flags if flag is not Flag.MARKS)
    if (
        lost_slots(unit.text, text)
        or breaks(unit.around, len(unit.slots), text)
        or reorders(unit.ordered, text)
    ):
        flags = (*flags, Flag.SLOTS)
    if is_lost and Flag.NUMBERS not in flags:
        flags = (*flags, Flag.NUMBERS)
    return Result(unit.globalize(text), hypothesis.score, flags)


def most_target_pieces(size: int, *, again: bool = False) -> int:
    """Return the length at which the search for a source of this many pieces is stopped.

    A loop runs to the limit and the batch with it, so the first search has the tightest one that
    cuts nothing but what is flagged for its length (``guard.py``); the second one gives it room.
    """
    longest = size // STEP * STEP + STEP - 1
    if again:
        index = bisect_left(_CLASSES, longest)
        longest = _CLASSES[index] if index < len(_CLASSES) else longest
    return min(_TARGET_RATIO * longest + _TARGET_EXTRA, _MOST_TARGET_PIECES)


def may_improve(result: Result) -> bool:
    """Say whether another search may find something better."""
    return any(flag is not Flag.UNTRANSLATED for flag in result.flags)


def badness(flags: Sequence[Flag]) -> int:
    """Return how much is wrong: a lost slot can be repaired without a model, the rest cannot."""
    return sum(1 if flag is Flag.SLOTS else 2 for flag in flags)
