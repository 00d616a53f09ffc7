"""CTranslate2 as an engine: loading, threads, errors translated."""

from __future__ import annotations

import importlib.util
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from indictx.engines._allocator import keep_freed_memory
from indictx.engines._narrowed import narrowed
from indictx.engines.base import DecodeOptions, Hypothesis, check_lengths
from indictx.errors import EngineError

# Batches of fewer lines hardly give memory back.
_MANY = 8


def runtime() -> ModuleType:
    """Return CTranslate2's compiled module.

    ``ctranslate2/__init__.py`` imports asyncio and its model specifications, two thirds of its
    import time; translation needs only the compiled part, so that is loaded by itself where
    possible (``docs/decisions/0005-import-only-the-compiled-runtime.md``).
    """
    name = "ctranslate2._ext"
    if name in sys.modules:
        return sys.modules[name]
    package = importlib.util.find_spec("ctranslate2")
    if package is not None and package.submodule_search_locations and sys.platform != "win32":
        for folder in package.submodule_search_locations:
            for path in sorted(Path(folder).glob("_ext*.so")):
                try:
                    return _load(name, path)
                except ImportError:
                    sys.modules.pop(name, None)
    import ctranslate2

    return ctranslate2  # type: ignore[no-any-return]  # the package has no types


def _load(name: str, path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise ImportError(str(path))
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module  # a later `import ctranslate2` must find this very module
    spec.loader.exec_module(module)
    return module


def default_threads() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Ct2Engine:
    """One CTranslate2 model on CPU.

    Args:
        folder: Folder with ``model.bin``, ``config.json`` and the vocabulary.
        max_source_pieces: Longest source, prefix and end included.
        compute_type: CTranslate2's name of the arithmetic.
        threads: Batches decoded at the same time, one core each; ``None`` is one per core. One
            batch never uses two threads, so the number of threads cannot change a translation.
        only_scores: Nothing is searched with it.

    Raises:
        EngineError: The model cannot be loaded.
    """

    def __init__(
        self,
        folder: Path,
        *,
        max_source_pieces: int,
        compute_type: str = "default",
        threads: int | None = None,
        only_scores: bool = False,
    ) -> None:
        self.max_source_pieces = max_source_pieces
        self.threads = threads or default_threads()
        self._folder, self._compute_type = folder, compute_type
        self._restrictions = {} if only_scores else _restrictions(folder / "vmap.txt")
        part = narrowed(folder) if only_scores else None
        #: Pieces of the targets that can be scored; of ``None`` all can.
        self._targets = part.targets if part else None
        self._translator = self._load(part.files if part else None)
        self._whole: Any = None

    def _load(self, files: Mapping[str, bytes] | None = None) -> Any:  # noqa: ANN401 - untyped runtime
        try:
            return runtime().Translator(
                str(self._folder),
                device="cpu",
                compute_type=self._compute_type,
                inter_threads=self.threads,
                intra_threads=1,
                max_queued_batches=-1,
                files=files,
            )
        except (RuntimeError, ValueError) as error:
            raise EngineError(f"cannot load the model in {str(self._folder)!r}: {error}") from error

    def restriction(self, source: Sequence[str]) -> str:
        """Return a word for the pieces that ``vmap.txt`` allows a source, known by its tags."""
        if not self._restrictions:
            return ""
        found = self._restrictions.get(" ".join(source[:2]))
        return found or self._restrictions.get(source[0], "")

    def submit(
        self,
        sources: Sequence[Sequence[str]],
        prefixes: Sequence[Sequence[str]],
        options: DecodeOptions,
    ) -> Callable[[], list[list[Hypothesis]]]:
        """Hand one batch to the worker threads; see :class:`indictx.engines.base.Engine`."""
        check_lengths(sources, self.max_source_pieces)
        _prepare(sources)
        forced = any(prefixes)
        try:
            pending = self._translator.translate_batch(
                sources,
                target_prefix=prefixes if forced else None,
                max_batch_size=0,
                asynchronous=True,
                beam_size=options.beam_size,
                num_hypotheses=options.num_hypotheses,
                length_penalty=options.length_penalty,
                patience=options.patience,
                no_repeat_ngram_size=options.no_repeat_ngram_size,
                repetition_penalty=options.repetition_penalty,
                max_decoding_length=options.max_target_pieces,
                max_input_length=0,  # never cut: the lengths were checked above
                return_scores=options.scores,
                use_vmap=bool(self._restrictions),
            )
        except (RuntimeError, ValueError) as error:
            raise EngineError(f"the engine refused a batch: {error}") from error
        skip = [len(prefix) for prefix in prefixes] if forced else [0] * len(sources)
        return lambda: [_hypotheses(item, start) for item, start in zip(pending, skip, strict=True)]

    def score(
        self, sources: Sequence[Sequence[str]], targets: Sequence[Sequence[str]]
    ) -> Callable[[], list[float]]:
        """Hand targets that are known to the worker threads; see :class:`.base.ScoringEngine`."""
        _prepare(sources)
        known = self._targets
        if known is None or all(map(known.issuperset, targets)):
            return self._scored(self._translator, sources, targets)
        # What a model cannot write, such as Latin letters in a Tamil sentence, is seldom in a
        # target: only then is all of it in memory. Neighbors must not decide who scores whom.
        self._whole = self._whole or self._load()
        waits = [
            self._scored(
                self._translator if known.issuperset(target) else self._whole, [source], [target]
            )
            for source, target in zip(sources, targets, strict=True)
        ]
        return lambda: [score for wait in waits for score in wait()]

    def _scored(
        self,
        translator: Any,  # noqa: ANN401 - untyped runtime
        sources: Sequence[Sequence[str]],
        targets: Sequence[Sequence[str]],
    ) -> Callable[[], list[float]]:
        try:
            pending = translator.score_batch(
                sources, targets, max_batch_size=0, max_input_length=0, asynchronous=True
            )
        except (RuntimeError, ValueError) as error:
            raise EngineError(f"the engine refused a batch: {error}") from error
        return lambda: list(map(_mean, pending))

    def close(self) -> None:
        """Free the model's memory."""
        self._translator.unload_model()
        if self._whole is not None:
            self._whole.unload_model()


def _prepare(batch: Sequence[object]) -> None:
    """Have memory kept once there is much to do; a sentence alone need not wait for that."""
    if len(batch) >= _MANY:
        keep_freed_memory()


def _restrictions(path: Path) -> dict[str, str]:
    """Return a number for each set of allowed pieces, by the source pieces that allow it."""
    if not path.is_file():
        return {}
    sets: dict[bytes, str] = {}
    lines = (line.partition(b"\t") for line in path.read_bytes().splitlines())
    return {key.decode(): sets.setdefault(rest, str(len(sets) + 1)) for key, _, rest in lines}


def _awaited(pending: Any) -> Any:  # noqa: ANN401 - untyped runtime
    try:
        return pending.result()
    except (RuntimeError, ValueError) as error:
        raise EngineError(f"the engine failed: {error}") from error


def _mean(pending: Any) -> float:  # noqa: ANN401 - untyped runtime
    scores: list[float] = _awaited(pending).log_probs
    return sum(scores) / len(scores)


def _hypotheses(pending: Any, skip: int) -> list[Hypothesis]:  # noqa: ANN401 - untyped runtime
    result = _awaited(pending)
    scores = result.scores or [float("nan")] * len(result.hypotheses)
    return [
        Hypothesis(pieces[skip:] if skip else pieces, score)
        for pieces, score in zip(result.hypotheses, scores, strict=True)
    ]
