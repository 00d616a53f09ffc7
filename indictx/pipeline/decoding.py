"""Decode units in batches, judge what comes out, and search again where it looks wrong.

What a unit becomes depends on that unit alone, never on its neighbors: batches hold units of one
length, whatever their direction, and the search limit is a function of the length
(``docs/explanation/determinism.md``).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby, repeat

from indictx.engines.base import DecodeOptions, Engine, Hypothesis, restriction_of
from indictx.errors import SegmentTooLongError
from indictx.families.base import Encoded, Family
from indictx.languages import Pair
from indictx.models.manifest import ModelManifest
from indictx.pipeline.abbreviations import written_out
from indictx.pipeline.batching import batches
from indictx.pipeline.brackets import closed
from indictx.pipeline.casing import in_sentence_case
from indictx.pipeline.clock import in_words
from indictx.pipeline.cutting import cut_at_slots, cut_long, times_of
from indictx.pipeline.guard import Flag, flags_of, is_foreign, lost_slots
from indictx.pipeline.options import TranslateOptions
from indictx.pipeline.placeholders import reorders
from indictx.pipeline.surface import breaks
from indictx.pipeline.units import Result, Unit, make_unit

_CLASSES = (8, 16, 32, 64, 128, 256, 512)
# Sources of lengths that differ by less share the limit of the search.
_STEP = 4
_TARGET_RATIO, _TARGET_EXTRA = 3, 16
_MOST_TARGET_PIECES = 500
_WIDE_BEAM, _MORE_BEAMS = 4, 2

_Wait = Callable[[], None]


@dataclass(slots=True)
class _Search:
    """A unit that one search is to translate."""

    unit: Unit
    encoded: Encoded
    pair: Pair


class Decoder:
    """What turns units into results, with one engine and one family.

    Args:
        manifest: The model.
        engine: What decodes its pieces.
        family: What turns its text into pieces and back.
        options: How to translate.
    """

    def __init__(
        self,
        manifest: ModelManifest,
        *,
        engine: Engine,
        family: Family,
        options: TranslateOptions,
    ) -> None:
        self.options = options
        self._length_penalty = manifest.decode.length_penalty
        self._engine = engine
        self._restriction = restriction_of(engine)
        self._family = family
        self._beam_size = max(options.beam_size or manifest.decode.beam_size, options.alternatives)
        self._options = lru_cache(maxsize=None)(self._search_options)

    def start(self, units: Mapping[Pair, Sequence[Unit]]) -> Decoding:
        """Hand all units to the engine; they have results once the decoding is finished."""
        return Decoding(self, units)

    def search(self, units: Mapping[Pair, Sequence[Unit]]) -> _Wait:
        """Start decoding; the function returned waits and gives the units their results."""
        todo: list[_Search] = []
        for pair, some in units.items():
            todo += map(_Search, *self._encode(some, pair), repeat(pair))
        return self._submit(todo, wide=False)

    def search_again(self, units: Mapping[Pair, Sequence[Unit]]) -> _Wait:
        """Start decoding what looks wrong with more beams; the better of both results stays."""
        todo: list[_Search] = []
        for pair, some in units.items():
            leaves = [leaf for unit in some for leaf in unit.leaves()]
            leaves = [leaf for leaf in leaves if _may_improve(leaf.results[0])]
            encoded = self._pieces(leaves, pair)
            todo += map(_Search, leaves, encoded, repeat(pair))
        before = [one.unit.results for one in todo]
        wait = self._submit(todo, wide=True)

        def finish() -> None:
            wait()
            for one, first in zip(todo, before, strict=True):
                self._keep_better(one.unit, first)

        return finish

    def _submit(self, todo: Sequence[_Search], *, wide: bool) -> _Wait:
        # The same sentence twice in a window is decoded once.
        owners: dict[tuple[object, ...], Unit] = {}
        twins: list[tuple[Unit, Unit]] = []
        kinds: dict[str, list[_Search]] = {}
        for one in todo:
            source, target = one.pair.source.code, one.pair.target.code
            unit = one.unit
            key = source, target, unit.text, unit.around, unit.ordered, unit.emoji, unit.times
            owner = owners.setdefault(key, unit)
            if owner is unit:
                kinds.setdefault(self._restriction(one.encoded.pieces), []).append(one)
            else:
                twins.append((unit, owner))
        # Every beam is a row of the engine's matrices.
        budget = self.options.batch_pieces // self._options(0, wide).beam_size
        waits = []
        for kind in kinds.values():
            for indices in batches([len(one.encoded.pieces) for one in kind], budget):
                batch = [kind[index] for index in indices]
                waits.append((batch, self._submit_batch(batch, wide)))

        def finish() -> None:
            for batch, wait in waits:
                self._take(batch, wait(), wide)
            for twin, owner in twins:
                twin.results = owner.results_for(twin)

        return finish

    def _submit_batch(
        self, batch: Sequence[_Search], wide: bool
    ) -> Callable[[], list[list[Hypothesis]]]:
        return self._engine.submit(
            [one.encoded.pieces for one in batch],
            [one.encoded.prefix for one in batch],
            self._options(len(batch[0].encoded.pieces) // _STEP, wide),
        )

    def _encode(self, units: Sequence[Unit], pair: Pair) -> tuple[list[Unit], list[Encoded]]:
        """Return the units that fit the model, cutting those that do not, and their pieces."""
        limit = self._engine.max_source_pieces
        leaves: list[Unit] = []
        encoded: list[Encoded] = []
        todo = []
        for unit in units:
            if unit.is_foreign or is_foreign(unit.text, pair.source.script_code):
                unit.copy(Flag.UNTRANSLATED)
            else:
                todo.append(unit)
        while todo:
            longer: list[Unit] = []
            for unit, one in zip(todo, self._pieces(todo, pair), strict=True):
                if not one.pieces:
                    unit.copy()
                elif len(one.pieces) <= limit and len(unit.slots) <= self._family.slot_count:
                    leaves.append(unit)
                    encoded.append(one)
                else:
                    self._cut(unit, pair, len(one.pieces), limit)
                    longer += unit.leaves()
            todo = longer
        return leaves, encoded

    def _pieces(self, units: Sequence[Unit], pair: Pair) -> list[Encoded]:
        texts = [_read(unit, pair) for unit in units]
        if pair.source.script_code == "Latn":
            texts = [in_sentence_case(text) for text in texts]
        return self._family.encode(texts, pair)

    def _cut(self, unit: Unit, pair: Pair, pieces: int, limit: int) -> None:
        if len(unit.slots) > self._family.slot_count:
            cut_at_slots(unit)
            return
        if len(unit.text) == 1:  # not even one letter fits, and cutting on would never end
            raise SegmentTooLongError(pieces, limit)

        def size(text: str) -> int:
            part = make_unit(text)
            part.times = times_of(part, unit)
            return len(self._pieces([part], pair)[0].pieces)

        cut_long(unit, limit, size)

    def _search_options(self, steps: int, wide: bool) -> DecodeOptions:
        beam = max(self._beam_size + _MORE_BEAMS, _WIDE_BEAM) if wide else self._beam_size
        count = beam if wide else self.options.alternatives
        return DecodeOptions(
            beam_size=beam,
            num_hypotheses=max(count, self.options.alternatives),
            length_penalty=self._length_penalty,
            no_repeat_ngram_size=3 if wide else 0,
            max_target_pieces=most_target_pieces(steps * _STEP, again=wide),
            scores=self.options.scores or beam > 1,
        )

    def _take(self, batch: Sequence[_Search], results: list[list[Hypothesis]], wide: bool) -> None:
        """Give the units of one batch their results."""
        size = len(batch[0].encoded.pieces)
        limit = self._options(size // _STEP, wide).max_target_pieces
        found = zip(batch, results, strict=True)
        for pair, group in groupby(found, key=lambda one: one[0].pair):
            some = list(group)
            flat = [hypothesis.pieces for _, hypotheses in some for hypothesis in hypotheses]
            texts = iter(self._family.decode(flat, pair))
            for one, hypotheses in some:
                # A number that was written out is none that the model made up.
                read = _read(one.unit, pair)
                one.unit.results = [
                    _judged(one.unit, read, next(texts), hypothesis, size, limit, pair)
                    for hypothesis in hypotheses
                ]

    def _keep_better(self, unit: Unit, before: list[Result]) -> None:
        # Stable: of equally good ones the likelier comes first, and the first search wins a tie.
        best = sorted(before[:1] + unit.results, key=lambda result: _badness(result.flags))
        unit.results = best[: self.options.alternatives]
        if best[0] is not before[0]:
            unit.repairs.add("wider_beam")


class Decoding:
    """Units on their way through the engine, in up to three searches.

    The first is for all of them. What looks wrong is searched again with more beams; where slots
    are wrong even then, the third keeps them out of the model's hands.

    Args:
        decoder: What decodes them.
        units: The units, by direction.
    """

    #: How often :meth:`advance` has work to do.
    SEARCHES = 3

    def __init__(self, decoder: Decoder, units: Mapping[Pair, Sequence[Unit]]) -> None:
        self._decoder = decoder
        self._units = {pair: list(some) for pair, some in units.items() if some}
        self._wait: _Wait | None = decoder.search(self._units)
        self._done = 0

    def advance(self, searches: int) -> None:
        """Wait until so many searches are done, and start the next one.

        Whoever has several windows in flight advances the older ones further, so that all their
        searches stand in the engine's queue and it never runs dry.
        """
        while self._done < min(searches, self.SEARCHES):
            if self._wait:
                self._wait()
            self._done += 1
            self._wait = self._next() if self._decoder.options.retry else None

    def finish(self) -> None:
        """Wait until all units have their final results."""
        self.advance(self.SEARCHES)

    def _next(self) -> _Wait | None:
        """Start the next search for those units that need it."""
        if self._done == 1:
            self._keep(_may_improve)
            return self._decoder.search_again(self._units) if self._units else None
        if self._done == 2:
            self._keep(lambda result: Flag.SLOTS in result.flags)
            leaves: dict[Pair, list[Unit]] = {}
            for pair, units in self._units.items():
                for unit in units:
                    cut_at_slots(unit)
                leaves[pair] = [leaf for unit in units for leaf in unit.leaves()]
            return self._decoder.search(leaves) if leaves else None
        return None

    def _keep(self, wanted: Callable[[Result], bool]) -> None:
        """Forget the units that need no further search."""
        for pair, units in list(self._units.items()):
            self._units[pair] = [unit for unit in units if wanted(unit.result(0))]
            if not self._units[pair]:
                del self._units[pair]


def _read(unit: Unit, pair: Pair) -> str:
    """Return what the model reads of a unit."""
    text = unit.text
    if unit.times and pair.source.code == "eng_Latn":
        text = in_words(text, unit.times)
    return written_out(text, pair.source)


def _judged(
    unit: Unit, read: str, text: str, hypothesis: Hypothesis, size: int, limit: int, pair: Pair
) -> Result:
    flags = flags_of(
        source=read,
        target=text,
        source_pieces=size,
        target_pieces=hypothesis.pieces,
        max_target_pieces=limit,
        tgt_script=pair.target.script_code,
        src_lang=pair.source.code,
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
    return Result(unit.globalize(text), hypothesis.score, flags)


def most_target_pieces(size: int, *, again: bool = False) -> int:
    """Return the length at which the search for a source of this many pieces is stopped.

    A loop runs to the limit and the batch with it, so the first search has the tightest one that
    cuts nothing but what is flagged for its length (``guard.py``); the second one gives it room.
    """
    longest = size // _STEP * _STEP + _STEP - 1
    if again:
        index = bisect_left(_CLASSES, longest)
        longest = _CLASSES[index] if index < len(_CLASSES) else longest
    return min(_TARGET_RATIO * longest + _TARGET_EXTRA, _MOST_TARGET_PIECES)


def _may_improve(result: Result) -> bool:
    return any(flag is not Flag.UNTRANSLATED for flag in result.flags)


def _badness(flags: Sequence[Flag]) -> int:
    # A lost slot can be repaired without a model, anything else cannot.
    return sum(1 if flag is Flag.SLOTS else 2 for flag in flags)
