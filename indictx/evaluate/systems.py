"""What is evaluated: the output of a model that runs here, or of anything that wrote a file."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from indictx.evaluate.testsets import EvalSet
from indictx.languages import Pair
from indictx.models.schema import ModelManifest
from indictx.pipeline.guard import Flag, without_doubt
from indictx.pipeline.reranking import hypotheses_of
from indictx.pipeline.translator import Translation, Translator

__all__ = ["ModelFacts", "Output", "run_model", "translate_back"]

Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelFacts:
    """Which model translated, and how: what a number needs to be repeated.

    Attributes:
        name: Of the model.
        version: Of the model.
        sha256: Of its weights; ``None`` for a model without files.
        size_bytes: Of all of its files.
        beam_size: Of the search.
        rerank: Hypotheses that a model that translates back chose from; 0 is none.
        judge: Name and version of that model.
    """

    name: str
    version: str
    sha256: str | None
    size_bytes: int
    beam_size: int
    rerank: int = 0
    judge: str = ""

    @classmethod
    def of(cls, manifest: ModelManifest, *, beam_size: int) -> ModelFacts:
        """Return the facts of a model that is searched with so many beams."""
        weights = max(manifest.files, key=lambda file: file.size_bytes, default=None)
        return cls(
            name=manifest.name,
            version=manifest.version,
            sha256=weights.sha256 if weights else None,
            size_bytes=manifest.size_bytes,
            beam_size=beam_size,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """One system's translation of a test set.

    Attributes:
        system: What the system is called in results.
        lines: Translations, one for each segment.
        model: The model; ``None`` for a file that something else wrote.
        flagged: How many translations the translator itself flagged, doubts aside; ``None`` for a
            file.
        doubtful: How many it doubts; ``None`` for a file.
        seconds: Wall time of translating, loading aside; ``None`` for a file.
        round_trip: The translations translated back; empty if that was not asked for.
    """

    system: str
    lines: tuple[str, ...]
    model: ModelFacts | None = None
    flagged: int | None = None
    doubtful: int | None = None
    seconds: float | None = None
    round_trip: tuple[str, ...] = field(default=())


def run_model(
    translator: Translator, evalset: EvalSet, *, system: str, progress: Progress | None = None
) -> Output:
    """Translate the sources of a test set.

    Args:
        translator: The model, loaded.
        evalset: What to translate.
        system: What to call it.
        progress: Called with the number of segments done.

    Raises:
        UnsupportedPairError: The model does not translate in this direction.
    """
    started = time.perf_counter()
    done = _translated(translator, evalset.sources, evalset.pair, progress)
    seconds = time.perf_counter() - started
    return Output(
        system=system,
        lines=tuple(_one_line(one.target) for one in done),
        model=facts(translator),
        flagged=sum(bool(without_doubt(one.flags)) for one in done),
        doubtful=sum(Flag.DOUBTFUL in one.flags for one in done),
        seconds=seconds,
    )


def translate_back(
    translator: Translator, lines: Sequence[str], pair: Pair, *, progress: Progress | None = None
) -> tuple[str, ...]:
    """Translate translations back into the language of their sources.

    Args:
        translator: Any model that translates that way.
        lines: Translations.
        pair: Direction in which they were made.
        progress: Called with the number of segments done.
    """
    back = Pair(pair.target, pair.source)
    return tuple(_one_line(one.target) for one in _translated(translator, lines, back, progress))


def facts(translator: Translator) -> ModelFacts:
    """Return what identifies a model and its search."""
    manifest = translator.manifest
    beam_size = translator.options.beam_size or manifest.decode.beam_size
    found = ModelFacts.of(manifest, beam_size=beam_size)
    if translator.judge is None:
        return found
    return replace(
        found,
        rerank=hypotheses_of(manifest, translator.options),
        judge=f"{translator.judge.name} {translator.judge.version}",
    )


def _translated(
    translator: Translator, texts: Sequence[str], pair: Pair, progress: Progress | None
) -> list[Translation]:
    done = []
    results = translator.translate(texts, src_lang=pair.source.code, tgt_lang=pair.target.code)
    for translation in results:
        done.append(translation)
        if progress is not None:
            progress(len(done))
    return done


def _one_line(text: str) -> str:
    # A hypothesis file has a line for each segment, whatever a segment of a TMX file contained.
    return " ".join(text.splitlines()) if "\n" in text else text
