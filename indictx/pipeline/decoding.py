"""Decode units in batches, judge what comes out, and search again where it looks wrong.

What a unit becomes depends on that unit alone, never on its neighbors: batches hold units of one
length, whatever their direction, and the search limit is a function of the length
(``docs/explanation/determinism.md``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain

from indictx.engines.base import DecodeOptions, Engine, Hypothesis, restriction_of, threads_of
from indictx.errors import SegmentTooLongError
from indictx.families.base import Encoded, Family
from indictx.languages import Language, Pair
from indictx.models.manifest import ModelManifest
from indictx.pipeline.abbreviations import written_out
from indictx.pipeline.casing import in_sentence_case
from indictx.pipeline.clock import in_words
from indictx.pipeline.cutting import cut_at_slots, cut_in_two, cut_long, times_of
from indictx.pipeline.guard import Flag, is_foreign
from indictx.pipeline.judging import (
    STEP,
    Candidate,
    Searched,
    badness,
    can_stand_in,
    may_improve,
    most_target_pieces,
    stood_in,
)
from indictx.pipeline.options import TranslateOptions
from indictx.pipeline.ordinals import small_in_words
from indictx.pipeline.reranking import Reranking, Reverse, hypotheses_of
from indictx.pipeline.searching import Search
from indictx.pipeline.units import Result, Unit, make_unit

_WIDE_BEAM, _MORE_BEAMS = 4, 1


class Decoder:
    """What turns units into results, with one engine and one family.

    Args:
        manifest: The model.
        engine: What decodes its pieces.
        family: What turns its text into pieces and back.
        options: How to translate.
        reverse: What chooses among the hypotheses of a search; ``None`` takes the likeliest.
    """

    def __init__(
        self,
        manifest: ModelManifest,
        *,
        engine: Engine,
        family: Family,
        options: TranslateOptions,
        reverse: Reverse | None = None,
    ) -> None:
        self.options = options
        self._defaults = manifest.decode
        #: Acronyms are hidden from a small model that knows slots; larger ones can read them.
        self.hides_acronyms = manifest.text.slot_count > 0
        self._engine = engine
        self.restriction = restriction_of(engine)
        self._family = family
        hypotheses = hypotheses_of(manifest, options) if reverse else 0
        self._reverse = reverse if hypotheses else None
        self._hypotheses = max(options.alternatives, hypotheses)
        wanted = max(options.beam_size or self._defaults.beam_size, options.alternatives)
        self._beam_size = max(wanted, self._hypotheses)
        self._wide_beam = max(wanted + _MORE_BEAMS, _WIDE_BEAM)
        #: So many batches keep all threads of the engine at work.
        self.enough_batches = 2 * threads_of(engine)
        self.search_options = lru_cache(maxsize=None)(self._search_options)

    def submit(
        self, batch: Sequence[Searched], *, wide: bool
    ) -> Callable[[], list[list[Hypothesis]]]:
        """Hand one batch, of one length, to the engine; the function returned waits for it."""
        return self._engine.submit(
            [one.encoded.pieces for one in batch],
            [one.encoded.prefix for one in batch],
            self.search_options(len(batch[0].encoded.pieces) // STEP, wide),
        )

    def encode(
        self, units: Sequence[Unit], pair: Pair, *, may_stand_in: bool = False
    ) -> Iterator[Searched]:
        """Yield the units that fit the model, with their pieces, cutting those that do not.

        Args:
            units: What is translated.
            pair: The direction.
            may_stand_in: Other ordinals and words may stand in for those of the units, since there is another
                search should they not be found again.
        """
        limit = self._engine.max_source_pieces
        # Parts are measured before they are cut out.
        known: dict[str, Encoded] = {}
        todo = []
        for unit in units:
            if unit.is_foreign or is_foreign(unit.text, pair.source.script_code):
                unit.copy(Flag.UNTRANSLATED)
            else:
                todo.append(unit)
        while todo:
            longer: list[Unit] = []
            reads = [_read(unit, pair) for unit in todo]
            others = [may_stand_in and can_stand_in(read, pair) for read in reads]
            given = [
                stood_in(read, pair.target.code) if is_other else read
                for read, is_other in zip(reads, others, strict=True)
            ]
            self._encode(given, pair, known)
            for unit, read, text, is_other in zip(todo, reads, given, others, strict=True):
                one = known[text]
                if not one.pieces:
                    unit.copy()
                elif len(one.pieces) <= limit and len(unit.slots) <= self._family.slot_count:
                    yield Searched(unit, read, one, pair, is_other)
                else:
                    self._cut(unit, pair, one, known)
                    longer += unit.leaves()
            todo = longer

    def as_it_is(self, one: Searched) -> Searched:
        """Return what a second search reads: without what stood in, if that was not found again."""
        if not one.is_lost:
            return one
        encoded = self._encode([one.read], one.pair, {})[one.read]
        if len(encoded.pieces) > self._engine.max_source_pieces:
            return one
        return Searched(one.unit, one.read, encoded, one.pair, is_fresh=True)

    def _encode(
        self, texts: Iterable[str], pair: Pair, known: dict[str, Encoded]
    ) -> dict[str, Encoded]:
        """Add the texts that are not known; return all that are."""
        new = [text for text in texts if text not in known]
        cased = map(in_sentence_case, new) if pair.source.script_code == "Latn" else new
        known.update(zip(new, self._family.encode(list(cased), pair), strict=True))
        return known

    def _cut(self, unit: Unit, pair: Pair, whole: Encoded, known: dict[str, Encoded]) -> None:
        if len(unit.slots) > self._family.slot_count:
            cut_at_slots(unit, pair.source)
            return
        limit = self._engine.max_source_pieces
        if len(unit.text) == 1:  # not even one letter fits, and cutting on would never end
            raise SegmentTooLongError(len(whole.pieces), limit)

        def size(text: str) -> int:
            part = make_unit(text)
            part.times = times_of(part, unit)
            read = _read(part, pair)
            return len(self._encode([read], pair, known)[read].pieces)

        cut_long(unit, limit, size)

    def _search_options(self, steps: int, wide: bool) -> DecodeOptions:
        beam = self._wide_beam if wide else self._beam_size
        return DecodeOptions(
            beam_size=beam,
            num_hypotheses=beam if wide else self._hypotheses,
            length_penalty=self._defaults.length_penalty,
            # Of a wide search all hypotheses are judged: more of them help, longer ones do not.
            patience=1.0 if wide else self._defaults.patience,
            no_repeat_ngram_size=3 if wide else 0,
            max_target_pieces=most_target_pieces(steps * STEP, again=wide),
            scores=self.options.scores or beam > 1 or self._reverse is not None,
        )

    def take(
        self, batch: Sequence[Searched], results: list[list[Hypothesis]], *, wide: bool
    ) -> None:
        """Give the units of one batch their results; of a wide search only if they are better."""
        size = len(batch[0].encoded.pieces)
        limit = self.search_options(size // STEP, wide).max_target_pieces
        by_pair: dict[Pair, list[tuple[Searched, list[Hypothesis]]]] = {}
        for one, hypotheses in zip(batch, results, strict=True):
            by_pair.setdefault(one.pair, []).append((one, hypotheses))
        for pair, some in by_pair.items():
            flat = [hypothesis.pieces for _, hypotheses in some for hypothesis in hypotheses]
            texts = iter(self._family.decode(flat, pair))
            for one, hypotheses in some:
                one.limit = limit
                found = [self._candidate(one, next(texts), item) for item in hypotheses]
                if wide:
                    self._keep_better(one, found)
                else:
                    one.unit.results = [item.result for item in found[: self.options.alternatives]]
                    one.is_lost = _lost_what_stood_in(one, one.unit.results[0])
                    one.candidates = found if self._reverse else found[:1]

    def _candidate(self, one: Searched, text: str, hypothesis: Hypothesis) -> Candidate:
        # The mean of its pieces and its end, whatever the search makes of its length.
        length = len(hypothesis.pieces) + 1
        mean = hypothesis.score * length ** (self._defaults.length_penalty - 1)
        return Candidate(one, text, hypothesis, mean)

    def rerank(self, batch: Iterable[Searched], reranking: Reranking) -> None:
        """Have the translations of units chosen by the model that translates back, if there is one."""
        if self._reverse:
            doubt = self._defaults.doubt
            reranking.add(
                self._reverse,
                batch,
                count=self.options.alternatives,
                doubt=float("-inf") if doubt is None else doubt,
            )

    def _keep_better(self, one: Searched, found: list[Candidate]) -> None:
        unit = one.unit
        one.is_lost = _lost_what_stood_in(one, found[0].result)
        before = [] if one.is_fresh else one.candidates[:1]
        # Stable: of equally good ones the likelier comes first, and the first search wins a tie.
        best = sorted([*before, *found], key=lambda item: badness(item.result.flags))
        unit.results = [item.result for item in best[: self.options.alternatives]]
        if before and best[0] is not before[0]:
            unit.repairs.add("wider_beam")
        least = badness(best[0].result.flags)
        if self.options.alternatives == 1:
            best = [item for item in best if badness(item.result.flags) == least]
        one.candidates = best


def _lost_what_stood_in(one: Searched, result: Result) -> bool:
    return one.stood_in and Flag.NUMBERS in result.flags


class Decoding:
    """Units of one window on their way through engines, in up to four searches.

    The first is for all of them. What looks wrong is searched again with more beams. Where slots
    are wrong even then, the third has clauses, which have fewer of them, and the fourth keeps those
    that are still wrong out of the model's hands.

    Args:
        decoder_for: Returns what decodes a direction.
        retry: Whether there is more than one search.
        is_urgent: Whether the engines have nothing to do, so that their first batches need not be full.
    """

    #: How often :meth:`advance` has work to do.
    SEARCHES = 4

    def __init__(
        self, decoder_for: Callable[[Pair], Decoder], *, retry: bool, is_urgent: bool
    ) -> None:
        self._decoder_for, self._retry, self._is_urgent = decoder_for, retry, is_urgent
        self._units: dict[Pair, list[Unit]] = {}
        self._searches: dict[Decoder, Search] = {}
        self._again: dict[Decoder, Search] = {}
        self._firsts: list[Search] = []
        self._reranking = Reranking()
        self._done = 0

    def add(self, units: Mapping[Pair, Sequence[Unit]]) -> None:
        """Take units; those that fill a batch go to the engine."""
        for pair, some in units.items():
            self._units.setdefault(pair, []).extend(some)
        self._search(units, is_urgent=self._is_urgent, may_stand_in=self._retry)

    def send(self) -> None:
        """Hand what was added to the engines to the last unit."""
        for search in self._searches.values():
            search.send()

    def advance(self, searches: int) -> None:
        """Wait until so many searches are done, the next one being under way.

        Whoever has several windows in flight advances the older ones further, so that all their
        searches stand in the engine's queue and it never runs dry.
        """
        steps = self._take_first, self._take_second, self._take_third, self._finish_searches
        while self._done < min(searches, self.SEARCHES):
            steps[self._done]()
            self._done += 1

    def finish(self) -> None:
        """Wait until all units have their final results."""
        self.advance(self.SEARCHES)

    def _search(
        self,
        units: Mapping[Pair, Sequence[Unit]],
        *,
        wide: bool = False,
        is_urgent: bool = False,
        may_stand_in: bool = False,
    ) -> None:
        for pair, some in units.items():
            if not some:
                continue  # and no model need be loaded
            decoder = self._decoder_for(pair)
            if decoder not in self._searches:
                urgent = decoder.enough_batches if is_urgent else 0
                self._searches[decoder] = Search(decoder, wide=wide, urgent=urgent)
            found = decoder.encode(some, pair, may_stand_in=may_stand_in)
            self._searches[decoder].add(list(found))

    def _take_first(self) -> None:
        for decoder, search in self._searches.items():
            again = self._again[decoder] = Search(decoder, wide=True)
            for batch in search.results():
                wrong: list[Searched] = []
                fine: list[Searched] = []
                for one in batch:
                    is_wrong = self._retry and may_improve(one.unit.results[0])
                    (wrong if is_wrong else fine).append(one)
                again.add(list(map(decoder.as_it_is, wrong)))
                decoder.rerank(fine, self._reranking)
            again.send()
        self._reranking.send()

    def _take_second(self) -> None:
        self._firsts = list(self._searches.values())
        for decoder, search in self._searches.items():
            for batch in self._again[decoder].results():
                decoder.rerank(batch, self._reranking)
            self._again[decoder].finish()
            search.finish()
        self._reranking.go_on()
        self._search_parts(lambda unit, _: cut_in_two(unit), wide=True)

    def _take_third(self) -> None:
        self._finish_searches()
        self._reranking.finish()
        for search in self._firsts:
            search.share()
        self._search_parts(cut_at_slots, wide=False)

    def _finish_searches(self) -> None:
        for search in self._searches.values():
            search.finish()

    def _search_parts(self, cut: Callable[[Unit, Language], None], *, wide: bool) -> None:
        """Cut what lost slots, and search for the parts of what could be cut."""
        self._searches = {}
        if not self._retry:
            return
        self._units = {pair: _wrong(some) for pair, some in self._units.items()}
        parts: dict[Pair, list[Unit]] = {}
        for pair, some in self._units.items():
            for leaf in chain.from_iterable(_wrong(unit.leaves()) for unit in some):
                cut(leaf, pair.source)
                if leaf.parts:
                    parts.setdefault(pair, []).extend(leaf.leaves())
        self._search(parts, wide=wide)
        self.send()


def _wrong(units: Iterable[Unit]) -> list[Unit]:
    """Return the units that lost slots."""
    return [unit for unit in units if Flag.SLOTS in unit.result(0).flags]


def _read(unit: Unit, pair: Pair) -> str:
    """Return what the model reads of a unit."""
    text = unit.text
    if unit.times and pair.source.code == "eng_Latn":
        text = in_words(text, unit.times)
    text = written_out(text, pair.source)
    return small_in_words(text) if pair.source.code == "eng_Latn" else text
