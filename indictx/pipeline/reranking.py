"""Choose among the hypotheses of a search with a model that translates back.

The score of a small model hardly knows which of its beams is right. How likely a model of the other
direction finds the source, given a hypothesis, does: ``log P(hypothesis | source) + 0.5 log P(source |
hypothesis)``, both as means of their pieces, is the noisy channel of Yee et al. (2019, "Simple and
effective noisy channel modeling for neural machine translation"). What it is worth and costs is
in ``docs/explanation/reranking.md``.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from threading import Thread
from typing import Protocol

from indictx.engines.base import ScoringEngine
from indictx.errors import EngineError
from indictx.families.base import Family
from indictx.languages import Pair
from indictx.models.manifest import ModelManifest
from indictx.pipeline.batching import Batcher
from indictx.pipeline.casing import in_sentence_case
from indictx.pipeline.guard import Flag
from indictx.pipeline.judging import REVERSE_WEIGHT, Candidate, Searched, badness, with_own
from indictx.pipeline.options import TranslateOptions
from indictx.pipeline.units import Result

__all__ = ["Reranking", "Reverse", "TargetFamily", "hypotheses_of"]

# A source is hardly ever likelier than this, so what could not win with it is not asked for.
_CEILING = -0.3
# Of each target piece the engine keeps the scores of the whole vocabulary: larger batches take much
# memory, and hardly less time (3 %).
_PARTS = 2
# So much longer than the sources of a model its targets, which are read here, may be.
_STRETCH = 2
# And no longer than a search may write, since models have no more positions than they need.
_LONGEST = 500


class TargetFamily(Family, Protocol):
    """A family that can also cut text into pieces as its model would write it."""

    def encode_targets(self, sentences: Sequence[str], pair: Pair) -> list[list[str]]:
        """Return the target pieces of sentences in the target language, without ``</s>``."""
        ...


class Reverse:
    """A model that translates back, as a judge of translations.

    Args:
        manifest: The model.
        opened: Returns its engine and family; called in the background at once.
        options: How to translate.
        is_shared: Whether somebody else frees the model.
    """

    def __init__(
        self,
        manifest: ModelManifest,
        opened: Callable[[], tuple[ScoringEngine, TargetFamily]],
        options: TranslateOptions,
        *,
        is_shared: bool = False,
    ) -> None:
        self.manifest = manifest
        self.batch_pieces = max(1, options.batch_pieces // _PARTS)
        # A unit is asked about twice.
        self._target = lru_cache(maxsize=8192)(self._target_pieces)
        self._model: tuple[ScoringEngine, TargetFamily] | None = None
        self._error: Exception = EngineError("the model that translates back was not opened")
        self._opened, self._is_shared = opened, is_shared
        self._opening = Thread(target=self._open)
        self._opening.start()

    def serves(self, pair: Pair) -> bool:
        """Say whether translations of this direction can be judged."""
        return self.manifest.serves(f"{pair.target.code}-{pair.source.code}")

    def pieces(
        self, read: str, texts: Sequence[str], pair: Pair
    ) -> Iterator[tuple[Sequence[str], Sequence[str]]]:
        """Yield source and target pieces to score each hypothesis; none where it is too long."""
        _, family = self._ready()
        back = Pair(pair.target, pair.source)
        target = self._target(read, back)
        longest = min(_STRETCH * self.manifest.max_source_pieces, _LONGEST)
        for one in family.encode(texts, back):
            fits = one.pieces and target and len(one.pieces) <= longest and len(target) <= longest
            yield (one.pieces, target) if fits else ((), ())

    def _target_pieces(self, read: str, back: Pair) -> Sequence[str]:
        _, family = self._ready()
        if back.target.script_code == "Latn":
            read = in_sentence_case(read)
        return family.encode_targets([read], back)[0]

    def score(
        self, sources: Sequence[Sequence[str]], targets: Sequence[Sequence[str]]
    ) -> Callable[[], list[float]]:
        """Start to score a batch of what :meth:`pieces` returned, all of the same two lengths."""
        return self._ready()[0].score(sources, targets)

    def close(self) -> None:
        """Free the model, unless it is shared."""
        self._opening.join()
        if self._model and not self._is_shared:
            self._model[0].close()

    def _open(self) -> None:
        try:
            self._model = self._opened()
        except Exception as error:  # noqa: BLE001 - raised again for whoever asks
            self._error = error

    def _ready(self) -> tuple[ScoringEngine, TargetFamily]:
        self._opening.join()
        if self._model is None:
            raise self._error
        return self._model


@dataclass(slots=True, eq=False)
class _Asked:
    candidate: Candidate
    source: Sequence[str]
    target: Sequence[str]


@dataclass(slots=True)
class _Queue:
    """What one model is asked about the hypotheses of a window."""

    reverse: Reverse
    batcher: Batcher[_Asked] = field(init=False)
    waits: deque[tuple[list[_Asked], Callable[[], list[float]]]] = field(default_factory=deque)

    def __post_init__(self) -> None:
        self.batcher = Batcher(self.reverse.batch_pieces)

    def ask(self, one: Searched, candidates: Sequence[Candidate]) -> None:
        """Take candidates of one unit; those that fill a batch go to the engine."""
        texts = [with_own(one, candidate.text) or candidate.text for candidate in candidates]
        pieces = self.reverse.pieces(one.read, texts, one.pair)
        for candidate, (source, target) in zip(candidates, pieces, strict=True):
            if not source:
                continue
            # Padding on either side would change the last bits of the scores.
            lengths = len(source), len(target)
            batch = self.batcher.add(_Asked(candidate, source, target), sum(lengths), lengths)
            if batch:
                self._submit(batch)

    def send(self) -> None:
        """Hand batches that are not full to the engine as well."""
        for batch in self.batcher.rest():
            self._submit(batch)

    def take(self) -> None:
        """Wait for all answers."""
        while self.waits:
            batch, wait = self.waits.popleft()
            for asked, score in zip(batch, wait(), strict=True):
                asked.candidate.reverse = score

    def _submit(self, batch: list[_Asked]) -> None:
        wait = self.reverse.score([one.source for one in batch], [one.target for one in batch])
        self.waits.append((batch, wait))


class Reranking:
    """The units of one window whose translations are chosen by models that translate back.

    The likeliest hypothesis of each unit is asked about first, then those that may still be better.
    """

    def __init__(self) -> None:
        self._queues: dict[Reverse, _Queue] = {}
        self._fresh: list[tuple[Searched, _Queue, int, float]] = []
        self._asked: list[tuple[Searched, int, float]] = []

    def add(self, reverse: Reverse, units: Iterable[Searched], *, count: int, doubt: float) -> None:
        """Take units, and ask about the likeliest hypothesis of each.

        Args:
            reverse: What is asked.
            units: Units with results and candidates.
            count: How many translations of each are wanted; for more than one all are asked about.
            doubt: A translation whose total is lower is flagged.
        """
        queue = self._queues.setdefault(reverse, _Queue(reverse))
        for one in units:
            if one.candidates and reverse.serves(one.pair):
                self._fresh.append((one, queue, count, doubt))
                queue.ask(one, one.candidates if count > 1 else one.candidates[:1])

    def send(self) -> None:
        """Hand all that was asked to the engines."""
        for queue in self._queues.values():
            queue.send()

    def go_on(self) -> None:
        """Wait for what is known of the likeliest, and ask about others that may still win."""
        self.send()
        for queue in self._queues.values():
            queue.take()
        for one, queue, count, doubt in self._fresh:
            self._asked.append((one, count, doubt))
            first, *others = one.candidates
            if count == 1 and first.reverse is not None:
                queue.ask(one, [other for other in others if _may_beat(other, first)])
        self._fresh = []
        self.send()

    def finish(self) -> None:
        """Wait for all answers, and give each unit the best of its candidates."""
        self.go_on()
        for queue in self._queues.values():
            queue.take()
        for one, count, doubt in self._asked:
            _settle(one, count, doubt)
        self._asked = []


def _settle(one: Searched, count: int, doubt: float) -> None:
    first = one.candidates[0]
    if first.reverse is None or one.unit.parts:
        return  # too long to be asked about, or cut since then
    known = [item for item in one.candidates if item.reverse is not None]
    known.sort(key=lambda item: -item.total)
    # However many are wanted, the best is the same.
    allowed = badness(first.result.flags)
    winner = next(
        item
        for item in known
        if item is first or (_may_beat(item, first) and badness(item.result.flags) <= allowed)
    )
    if winner is not first:
        one.unit.repairs.add("reranked")
    chosen = [winner]
    if count > 1:
        others = [item for item in known if item is not winner]
        chosen += sorted(others, key=lambda item: badness(item.result.flags))
    different = {item.result.text: item for item in reversed(chosen)}
    best = [item for item in chosen if different[item.result.text] is item]
    one.unit.results = [_told(item, doubt) for item in best[:count]]


def _may_beat(candidate: Candidate, first: Candidate) -> bool:
    return candidate.score + REVERSE_WEIGHT * _CEILING > first.total


def _told(candidate: Candidate, doubt: float) -> Result:
    result = candidate.result
    if candidate.total < doubt:
        return replace(result, flags=(*result.flags, Flag.DOUBTFUL))
    return result


def hypotheses_of(manifest: ModelManifest, options: TranslateOptions) -> int:
    """Return how many hypotheses of each search are chosen from; 0 takes the likeliest."""
    if options.rerank is not None:
        return options.rerank
    return 0 if options.beam_size else manifest.decode.rerank
