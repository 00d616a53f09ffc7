"""Who translates the windows of a batch: this process, or several others with a model each."""

from __future__ import annotations

import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context, parent_process
from typing import Protocol

from indictx.errors import EngineError
from indictx.glossary import Glossary
from indictx.pipeline.terms import Terms, translate_with_terms
from indictx.pipeline.translator import Translation, Translator

Windows = Iterable[Sequence[str] | None]


class Executor(Protocol):
    """Translates windows of texts, in order."""

    def translate(self, windows: Windows, *, tgt_lang: str) -> Iterator[list[Translation]]:
        """Yield one list for each window.

        Args:
            windows: Texts; ``None`` says that what was handed over must come back before more is
                asked for.
            tgt_lang: Code of the target language.

        Raises:
            EngineError: A model failed, or a process died.
        """
        ...

    def close(self) -> None:
        """Free the models."""
        ...


class LocalExecutor:
    """Translates in this process.

    Args:
        translator: Closed together with the executor.
        src_lang: Code of the source language; ``None`` detects it for each text.
        terms: Glossary.
    """

    def __init__(self, translator: Translator, *, src_lang: str | None, terms: Terms) -> None:
        self._translator = translator
        self._src_lang = src_lang
        self._terms = terms

    def translate(self, windows: Windows, *, tgt_lang: str) -> Iterator[list[Translation]]:
        """Yield one list for each window."""
        return translate_with_terms(
            self._translator,
            windows,
            tgt_lang=tgt_lang,
            terms=self._terms,
            src_lang=self._src_lang,
        )

    def close(self) -> None:
        """Free the model."""
        self._translator.close()


class ProcessExecutor:
    """Translates in several processes.

    Args:
        count: How many.
        load: Makes the translator, in each of them.
        src_lang: Code of the source language; ``None`` detects it for each text.
        terms: Glossary.
    """

    def __init__(
        self,
        count: int,
        *,
        load: Callable[[], Translator],
        src_lang: str | None,
        terms: Terms,
    ) -> None:
        self._count = count
        # A forked copy of a process with threads may hang, so each begins afresh.
        self._pool = ProcessPoolExecutor(
            count,
            mp_context=get_context("spawn"),
            initializer=_begin,
            initargs=(load, src_lang, terms.glossary),
        )

    def translate(self, windows: Windows, *, tgt_lang: str) -> Iterator[list[Translation]]:
        """Yield one list for each window."""
        waiting: deque[Future[list[Translation]]] = deque()
        for window in windows:
            if window is not None:
                waiting.append(self._pool.submit(_work, list(window), tgt_lang))
            while waiting and (window is None or len(waiting) > self._count):
                yield _result(waiting.popleft())
        while waiting:
            yield _result(waiting.popleft())

    def close(self) -> None:
        """End the processes."""
        self._pool.shutdown(cancel_futures=True)


def _result(future: Future[list[Translation]]) -> list[Translation]:
    try:
        return future.result()
    except BrokenProcessPool as error:
        raise EngineError(
            "a process that translates died",
            hint="there may be too little memory; use fewer --jobs and add --resume",
        ) from error


_executor: LocalExecutor | None = None


def _begin(load: Callable[[], Translator], src_lang: str | None, glossary: Glossary) -> None:
    """Prepare a process: load the model, leave Ctrl-C to the parent, and do not outlive it."""
    global _executor
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_follow, daemon=True).start()
    _executor = LocalExecutor(load(), src_lang=src_lang, terms=Terms(glossary))


def _follow() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _work(window: list[str], tgt_lang: str) -> list[Translation]:
    if _executor is None:
        raise EngineError("the process has no model")
    return next(_executor.translate([window], tgt_lang=tgt_lang))
