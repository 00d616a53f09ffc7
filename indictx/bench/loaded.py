"""A model in this process, with what it takes to time it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from indictx.bench.power import Meter
from indictx.engines.base import DecodeOptions, Engine, Hypothesis, restriction_of
from indictx.families import load_family
from indictx.families.base import Family
from indictx.languages import Pair
from indictx.models.manifest import ModelManifest
from indictx.pipeline.options import TranslateOptions
from indictx.pipeline.translator import Translator

__all__ = ["CountingEngine", "Loaded", "Subject", "Timing"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """One run over some lines.

    Attributes:
        wall_s: Wall time.
        cpu_s: Processor time of all threads.
        target_pieces: Pieces that the engine wrote.
        joules: Energy of the machine; ``None`` where it cannot be read.
    """

    wall_s: float
    cpu_s: float
    target_pieces: int
    joules: float | None


class CountingEngine:
    """An engine that counts the pieces of its best hypotheses."""

    def __init__(self, engine: Engine) -> None:
        self.max_source_pieces = engine.max_source_pieces
        self.restriction = restriction_of(engine)
        self.target_pieces = 0
        self._engine = engine

    def submit(
        self,
        sources: Sequence[Sequence[str]],
        prefixes: Sequence[Sequence[str]],
        options: DecodeOptions,
    ) -> Callable[[], list[list[Hypothesis]]]:
        """Hand a batch on; see :class:`indictx.engines.base.Engine`."""
        wait = self._engine.submit(sources, prefixes, options)

        def counted() -> list[list[Hypothesis]]:
            results = wait()
            self.target_pieces += sum(len(hypotheses[0].pieces) for hypotheses in results)
            return results

        return counted

    def close(self) -> None:
        """Free the model."""
        self._engine.close()


class Subject:
    """A model and a direction that will be timed with different settings.

    Args:
        manifest: The model.
        pair: Direction.
        meter: Reads energy.
    """

    def __init__(self, manifest: ModelManifest, pair: Pair, *, meter: Meter) -> None:
        self._manifest, self._pair, self._meter = manifest, pair, meter
        self._family = load_family(manifest)

    @contextmanager
    def open(self, threads: int) -> Iterator[Loaded]:
        """Load the weights for so many threads; they are freed at the end."""
        from indictx.engines.ct2 import Ct2Engine

        engine = CountingEngine(
            Ct2Engine(
                self._manifest.folder,
                max_source_pieces=self._manifest.max_source_pieces,
                compute_type=self._manifest.compute_type,
                threads=threads,
            )
        )
        try:
            yield Loaded(self._manifest, self._pair, engine, self._family, self._meter)
        finally:
            engine.close()


@dataclass(frozen=True, slots=True)
class Loaded:
    """An engine with a number of threads, ready to be timed."""

    manifest: ModelManifest
    pair: Pair
    engine: CountingEngine
    family: Family
    meter: Meter

    def run(self, lines: Sequence[str], *, beam: int, batch_pieces: int) -> Timing:
        """Translate all lines, as many at a time as the pipeline likes."""
        options = TranslateOptions(beam_size=beam, batch_pieces=batch_pieces)
        translator = self._translator(options)
        before = self.engine.target_pieces
        joules = self.meter.read()
        cpu_s, wall_s = time.process_time(), time.perf_counter()
        for _ in self._translations(translator, lines):
            pass
        wall_s, cpu_s = time.perf_counter() - wall_s, time.process_time() - cpu_s
        return Timing(
            wall_s=wall_s,
            cpu_s=cpu_s,
            target_pieces=self.engine.target_pieces - before,
            joules=self.meter.joules(joules),
        )

    def single_lines(
        self, lines: Sequence[str], *, beam: int, seconds: float, least: int
    ) -> list[float]:
        """Translate line after line and return the seconds of each.

        Args:
            lines: Lines.
            beam: Beams.
            seconds: Stop after this time.
            least: But not before so many lines.
        """
        translator = self._translator(TranslateOptions(beam_size=beam, window=1))
        took: list[float] = []
        end = time.perf_counter() + seconds
        for line in lines:
            begun = time.perf_counter()
            if len(took) >= least and begun > end:
                break
            next(self._translations(translator, [line]))
            took.append(time.perf_counter() - begun)
        return took

    def _translator(self, options: TranslateOptions) -> Translator:
        return Translator(self.manifest, engine=self.engine, family=self.family, options=options)

    def _translations(self, translator: Translator, lines: Sequence[str]) -> Iterator[object]:
        source, target = self.pair.source.code, self.pair.target.code
        return translator.translate(lines, src_lang=source, tgt_lang=target)
