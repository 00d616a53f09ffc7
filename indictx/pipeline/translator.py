"""Text in, text out: plan each line, decode all units of a window in batches, join, check, repair.

While an engine decodes one window, the next one is being prepared; results come out in order, and
at most two windows are in memory. What a unit becomes depends on that unit alone, never on its
neighbors: batches hold units of one direction and one length class, and the search limit is a
function of the class.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from types import TracebackType
from typing import Self, cast

from indictx.engines.base import DecodeOptions, Engine, Hypothesis
from indictx.errors import UnsupportedPairError, UsageError
from indictx.families.base import Encoded, Family
from indictx.languages import Language, Pair, language
from indictx.models.manifest import ModelManifest
from indictx.pipeline.batching import batches
from indictx.pipeline.guard import Flag, flags_of, lost_slots
from indictx.pipeline.options import TranslateOptions
from indictx.pipeline.routes import Router
from indictx.pipeline.units import Cell, Plan, Result, Unit, cut_at_slots, cut_long, plan_line

_CLASSES = (8, 16, 32, 64, 128, 256, 512)
_TARGET_RATIO, _TARGET_EXTRA = 3, 16
_MOST_TARGET_PIECES = 500
_WIDE_BEAM = 6
_WINDOWS_AHEAD = 2


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
        repairs: What was done to get here: ``wider_beam``, ``slots_apart``, ``clauses``, ``pivot``.
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


@dataclass(slots=True, eq=False)
class _Job:
    """One line on its way: what it is, where it goes, and how far it got."""

    line: str
    pair: Pair | None
    src_lang: str | None
    plan: Plan
    repairs: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()


class _Pending:
    """Batches of one window that an engine is decoding."""

    def __init__(self, jobs: list[_Job], finish: Callable[[], None]) -> None:
        self.jobs = jobs
        self.finish = finish


class Translator:
    """Translates with one model.

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
        options: TranslateOptions | None = None,
    ) -> None:
        self.manifest = manifest
        self.options = options or TranslateOptions()
        self.router = Router(manifest)
        self._engine = engine
        self._family = family
        self._beam_size = max(
            self.options.beam_size or manifest.decode.beam_size, self.options.alternatives
        )

    @classmethod
    def load(
        cls,
        model: str | None = None,
        *,
        options: TranslateOptions | None = None,
        threads: int | None = None,
    ) -> Self:
        """Open a model by name or path; ``None`` is the default model.

        Args:
            model: Name of an installed model, or its folder.
            options: How to translate.
            threads: Cores to use; ``None`` is all.

        Raises:
            ModelError: The model is unknown or damaged.
            EngineError: It cannot be loaded.
        """
        from indictx.engines.ct2 import Ct2Engine
        from indictx.families import load_family
        from indictx.models.store import find_model

        manifest = find_model(model)
        engine = Ct2Engine(
            manifest.folder,
            max_source_pieces=manifest.max_source_pieces,
            compute_type=manifest.compute_type,
            threads=threads,
        )
        return cls(manifest, engine=engine, family=load_family(manifest), options=options)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Free the model."""
        self._engine.close()

    def translate(
        self, texts: Iterable[str], *, tgt_lang: str, src_lang: str | None = None
    ) -> Iterator[Translation]:
        """Translate texts one by one.

        Args:
            texts: Any texts; line breaks in them end sentences. At most two windows are read ahead.
            tgt_lang: Any code, alias or name of the target language.
            src_lang: Likewise of the source language; ``None`` detects it for each text.

        Returns:
            One translation for each text, in order.

        Raises:
            UnknownLanguageError: A language is not known.
            UnsupportedPairError: The model has no way from the source to the target language.
        """
        if isinstance(texts, str):
            raise UsageError("texts is one string, expected several; put it into a list")
        iterator = iter(texts)
        size = self.options.window
        windows = iter(lambda: list(islice(iterator, size)), [])
        ahead = _WINDOWS_AHEAD if size > 1 else 1
        results = self.translate_windows(
            windows, src_lang=src_lang, tgt_langs=[tgt_lang], ahead=ahead
        )
        return (translations[0] for window in results for translations in window)

    def translate_windows(
        self,
        windows: Iterable[Sequence[str] | None],
        *,
        tgt_langs: Sequence[str],
        src_lang: str | None = None,
        ahead: int = _WINDOWS_AHEAD,
    ) -> Iterator[list[tuple[Translation, ...]]]:
        """Translate windows of texts, each into several languages.

        Args:
            windows: Texts that are there now. ``None`` says that no more are ready yet: whatever
                is still being decoded is finished and yielded before the next window is asked for.
            tgt_langs: Target languages.
            src_lang: Source language; ``None`` detects it for each text.
            ahead: How many windows may be in memory.

        Returns:
            For each window, one tuple for each text, with one translation for each target.

        Raises:
            UnknownLanguageError: A language is not known.
            UnsupportedPairError: The model has no way from the source to a target language.
        """
        source = None if src_lang is None else language(src_lang)
        targets = [language(code) for code in tgt_langs]
        for target in targets:
            if source is not None:
                self.router.route(Pair(source, target))  # raises before anything is read
            else:
                self.router.check_target(target)
        return self._windows(windows, source, targets, ahead)

    def _windows(
        self,
        windows: Iterable[Sequence[str] | None],
        source: Language | None,
        targets: list[Language],
        ahead: int,
    ) -> Iterator[list[tuple[Translation, ...]]]:
        waiting: deque[list[_Pending]] = deque()
        for window in windows:
            if window is not None:
                waiting.append([self._start(window, source, target) for target in targets])
            while waiting and (window is None or len(waiting) >= ahead):
                yield self._collect(waiting.popleft(), targets)
        while waiting:
            yield self._collect(waiting.popleft(), targets)

    def _collect(
        self, pending: list[_Pending], targets: list[Language]
    ) -> list[tuple[Translation, ...]]:
        columns = []
        for one, target in zip(pending, targets, strict=True):
            one.finish()
            columns.append([self._translation(job, target) for job in one.jobs])
        return list(zip(*columns, strict=True))

    def _start(self, lines: Sequence[str], source: Language | None, target: Language) -> _Pending:
        jobs = [self._job(line, source, target) for line in lines]
        self._pivot([job for job in jobs if job.pair is not None])
        return _Pending(jobs, self._decode(jobs))

    def _job(self, line: str, source: Language | None, target: Language) -> _Job:
        found, pair, flags = self.router.pair_of(line, source, target)
        src_lang = found.code if found else None
        if pair is None:
            return _Job(line, None, src_lang, Plan([line]), flags=flags)
        leg = self.router.route(pair)[0]
        plan = plan_line(line, leg.source.code, self.options.keep)
        if leg == pair:
            return _Job(line, pair, src_lang, plan)
        return _Job(line, pair, src_lang, plan, repairs=("pivot",))

    def _pivot(self, jobs: list[_Job]) -> None:
        """Translate the first legs of all lines that have two, together, and plan the second."""
        firsts = []
        for job in jobs:
            legs = self.router.route(cast(Pair, job.pair))
            if len(legs) > 1:
                firsts.append((job, legs, _Job(job.line, legs[0], job.src_lang, job.plan)))
        self._decode([first for _, _, first in firsts])()
        for job, legs, first in firsts:
            middle = self._translation(first, legs[0].target)
            job.pair, job.flags = legs[1], middle.flags
            job.plan = plan_line(middle.target, legs[1].source.code, self.options.keep)

    def _decode(self, jobs: list[_Job]) -> Callable[[], None]:
        """Start decoding all units; the function returned waits, checks and repairs."""
        by_pair: dict[Pair, list[Unit]] = {}
        for job in jobs:
            if job.pair is not None:
                by_pair.setdefault(job.pair, []).extend(job.plan.units())
        waits = [self._submit(units, pair) for pair, units in by_pair.items() if units]

        def finish() -> None:
            for wait in waits:
                wait()
            if self.options.retry:
                for job in jobs:
                    if job.pair is not None:
                        self._repair(job.plan, job.pair)

        return finish

    def _submit(self, units: Sequence[Unit], pair: Pair) -> Callable[[], None]:
        leaves, encoded = self._encode(units, pair)
        # The same sentence twice in a window is decoded once.
        first: dict[str, int] = {}
        for index, leaf in enumerate(leaves):
            first.setdefault(leaf.text, index)
        chosen = list(first.values())
        sizes = [len(encoded[index].pieces) for index in chosen]
        waits = []
        for size_class in sorted(set(map(_size_class, sizes)), reverse=True):
            group = [n for n, size in enumerate(sizes) if _size_class(size) == size_class]
            options = self._search(size_class)
            for batch in batches([sizes[n] for n in group], self.options.batch_pieces):
                indices = [chosen[group[n]] for n in batch]
                wait = self._engine.submit(
                    [encoded[index].pieces for index in indices],
                    [encoded[index].prefix for index in indices],
                    options,
                )
                waits.append((indices, wait, options))

        def finish() -> None:
            for indices, wait, options in waits:
                self._take(
                    [leaves[index] for index in indices],
                    [len(encoded[index].pieces) for index in indices],
                    wait(),
                    pair,
                    options,
                )
            for leaf in leaves:
                if not leaf.results:
                    leaf.results = leaves[first[leaf.text]].results_for(leaf)

        return finish

    def _encode(self, units: Sequence[Unit], pair: Pair) -> tuple[list[Unit], list[Encoded]]:
        """Return the units that fit the model, cutting those that do not, and their pieces."""
        limit = self._engine.max_source_pieces
        leaves: list[Unit] = []
        encoded: list[Encoded] = []
        todo = list(units)
        while todo:
            longer: list[Unit] = []
            for unit, one in zip(
                todo, self._family.encode([u.text for u in todo], pair), strict=True
            ):
                if self._fits(unit, len(one.pieces), limit):
                    leaves.append(unit)
                    encoded.append(one)
                else:
                    self._cut(unit, pair, limit)
                    longer += unit.leaves()
            todo = longer
        return leaves, encoded

    def _fits(self, unit: Unit, pieces: int, limit: int) -> bool:
        return pieces <= limit and len(unit.slots) <= self._family.slot_count

    def _cut(self, unit: Unit, pair: Pair, limit: int) -> None:
        if len(unit.slots) > self._family.slot_count:
            apart = cut_at_slots(unit)
            unit.parts, unit.repairs = apart.parts, apart.repairs
            return

        def size(text: str) -> int:
            return len(self._family.encode([text], pair)[0].pieces)

        cut_long(unit, limit, size)

    def _search(self, size_class: int, *, wide: bool = False) -> DecodeOptions:
        beam = max(self._beam_size, _WIDE_BEAM) if wide else self._beam_size
        count = beam if wide else self.options.alternatives
        return DecodeOptions(
            beam_size=beam,
            num_hypotheses=max(count, self.options.alternatives),
            length_penalty=self.manifest.decode.length_penalty,
            no_repeat_ngram_size=3 if wide else 0,
            max_target_pieces=min(_TARGET_RATIO * size_class + _TARGET_EXTRA, _MOST_TARGET_PIECES),
            scores=self.options.scores or beam > 1,
        )

    def _take(
        self,
        units: Sequence[Unit],
        sizes: Sequence[int],
        results: list[list[Hypothesis]],
        pair: Pair,
        options: DecodeOptions,
    ) -> None:
        flat = [hypothesis.pieces for hypotheses in results for hypothesis in hypotheses]
        texts = iter(self._family.decode(flat, pair))
        for unit, size, hypotheses in zip(units, sizes, results, strict=True):
            unit.results = [
                self._judge(unit, next(texts), hypothesis, size, pair, options)
                for hypothesis in hypotheses
            ]

    def _judge(
        self,
        unit: Unit,
        text: str,
        hypothesis: Hypothesis,
        size: int,
        pair: Pair,
        options: DecodeOptions,
    ) -> Result:
        flags = flags_of(
            source=unit.text,
            target=text,
            source_pieces=size,
            target_pieces=hypothesis.pieces,
            max_target_pieces=options.max_target_pieces,
            tgt_script=pair.target.script_code,
        )
        if lost_slots(unit.text, text):
            flags = (*flags, Flag.SLOTS)
        return Result(unit.globalize(text), hypothesis.score, flags)

    def _repair(self, plan: Plan, pair: Pair) -> None:
        for cell in plan.parts:
            if not isinstance(cell, Cell):
                continue
            for index, unit in enumerate(cell.parts):
                if isinstance(unit, Unit) and unit.result(0).flags:
                    cell.parts[index] = self._repaired(unit, pair)

    def _repaired(self, unit: Unit, pair: Pair) -> Unit:
        """Search again with more beams; then keep the slots out of the model's hands."""
        for leaf in unit.leaves():
            if leaf.results[0].flags:
                self._search_again(leaf, pair)
        if Flag.SLOTS not in unit.result(0).flags:
            return unit
        apart = cut_at_slots(unit)
        if any(True for leaf in apart.leaves()):
            self._submit(list(_units(apart)), pair)()
        return apart

    def _search_again(self, unit: Unit, pair: Pair) -> None:
        encoded = self._family.encode([unit.text], pair)[0]
        size = len(encoded.pieces)
        options = self._search(_size_class(size), wide=True)
        before = unit.results
        results = self._engine.submit([encoded.pieces], [encoded.prefix], options)()
        self._take([unit], [size], results, pair, options)
        # Stable: of equally good ones the likelier comes first, and the first search wins a tie.
        best = sorted(before[:1] + unit.results, key=lambda result: _badness(result.flags))
        unit.results = best[: self.options.alternatives]
        if best[0] is not before[0]:
            unit.repairs.add("wider_beam")

    def _translation(self, job: _Job, target: Language) -> Translation:
        ranks = [
            _join(job, rank, self._digits(target)) for rank in range(self.options.alternatives)
        ]
        best = ranks[0]
        others = dict.fromkeys(
            Alternative(text, score) for text, score, _ in ranks[1:] if text != best[0]
        )
        repairs = {name for unit in job.plan.units() for name in _repairs(unit)}
        return Translation(
            source=job.line,
            target=best[0],
            src_lang=job.src_lang,
            tgt_lang=target.code,
            score=best[1],
            flags=tuple(dict.fromkeys((*job.flags, *map(str, best[2])))),
            repairs=(*job.repairs, *sorted(repairs)),
            alternatives=tuple(others),
            model=self.manifest.name,
        )

    def _digits(self, target: Language) -> str | None:
        return target.digits if self.options.native_digits else None


def _join(job: _Job, rank: int, digits: str | None) -> tuple[str, float | None, list[Flag]]:
    texts: list[str] = []
    scores: list[float] = []
    flags: list[Flag] = []
    for part in job.plan.parts:
        if isinstance(part, str):
            texts.append(part)
            continue
        text = []
        for piece in part.parts:
            if isinstance(piece, str):
                text.append(piece)
                continue
            result = piece.result(rank)
            text.append(result.text)
            scores.append(result.score)
            flags += result.flags
        joined = "".join(text)
        if digits is not None:
            joined = joined.translate(dict(zip(range(0x30, 0x3A), digits, strict=True)))
        if not part.protected.check(joined).ok:
            flags.append(Flag.SLOTS)
        texts.append(part.protected.restore_lenient(joined, digits))
    score = sum(scores) / len(scores) if scores else None
    return "".join(texts), None if score != score else score, flags


def _size_class(size: int) -> int:
    return next((limit for limit in _CLASSES if size <= limit), size)


def _badness(flags: Sequence[Flag]) -> int:
    # A lost slot can be repaired without a model, anything else cannot.
    return sum(1 if flag is Flag.SLOTS else 2 for flag in flags)


def _units(unit: Unit) -> Iterator[Unit]:
    return (part for part in unit.parts if isinstance(part, Unit))


def _repairs(unit: Unit) -> Iterator[str]:
    yield from unit.repairs
    for part in _units(unit):
        yield from _repairs(part)


__all__ = ["Alternative", "Translation", "Translator", "UnsupportedPairError"]
