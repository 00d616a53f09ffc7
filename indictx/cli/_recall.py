"""``indictx translate --memory``: lines that the translation memory has need no model."""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from indictx.errors import IndictxError
from indictx.memory import IMPORTED, Entry, Memory
from indictx.memory.spare import SpareMemory

if TYPE_CHECKING:
    from indictx.pipeline.translator import Translation

Windows = Iterable[Sequence[str] | None]
Rows = list[tuple["Translation", ...]]


class Recall:
    """Translates windows of lines with the help of the memory.

    Args:
        fingerprint: Of the settings.
        model: Name of the model, for what the memory has.
        src_lang: Code of the source language; ``None`` detects it for each line.
        tgt_langs: Codes of the target languages.
        scores: Entries without a score do not count.
        quiet: Say nothing about a memory that cannot be used.
    """

    def __init__(
        self,
        *,
        fingerprint: str,
        model: str,
        src_lang: str | None,
        tgt_langs: Sequence[str],
        scores: bool = False,
        quiet: bool = False,
    ) -> None:
        self._fingerprint = fingerprint
        self._model = model
        self._src_lang = src_lang
        self._tgt_langs = tgt_langs
        self._scores = scores
        self._quiet = quiet
        memory: Memory | None = None
        try:
            memory = Memory.open_user(say=self._say)
        except IndictxError as error:
            self._say(f"{error}; going on without it")
        self._memory = SpareMemory(memory, self._say)

    def __enter__(self) -> Recall:
        return self

    def __exit__(self, *_: object) -> None:
        self._memory.close()

    def translate(
        self, windows: Windows, run: Callable[[Windows], Iterator[Rows]]
    ) -> Iterator[Rows]:
        """Yield the translations of each window.

        Args:
            windows: Lines; ``None`` says that what was handed over must come back before more is
                asked for.
            run: Translates what the memory does not have, window by window.
        """
        waiting: deque[tuple[Sequence[str], dict[str, tuple[Translation, ...]]]] = deque()

        def unknown() -> Iterator[list[str] | None]:
            for window in windows:
                if window is None:
                    yield None
                    continue
                known = self._known(window)
                waiting.append((window, known))
                yield [line for line in dict.fromkeys(window) if line not in known]

        for rows in run(unknown()):
            window, known = waiting.popleft()
            self._store(rows)
            known |= {row[0].source: row for row in rows}
            yield [known[line] for line in window]

    def _known(self, window: Sequence[str]) -> dict[str, tuple[Translation, ...]]:
        """Return the translations of the lines that the memory has in all languages."""
        columns = [self._found(window, tgt_lang) for tgt_lang in self._tgt_langs]
        return {
            line: tuple(_translation(column[line], self._model) for column in columns)
            for line in dict.fromkeys(window)
            if all(line in column for column in columns)
        }

    def _found(self, window: Sequence[str], tgt_lang: str) -> dict[str, Entry]:
        found = self._ask(window, tgt_lang, self._fingerprint)
        # What people made comes last and wins; it has no white space at its ends.
        cores = {line: line.strip() for line in window}
        made = self._ask(list(cores.values()), tgt_lang, IMPORTED)
        for line, core in cores.items():
            if core in made:
                before, _, after = line.partition(core)
                target = f"{before}{made[core].target}{after}"
                found[line] = replace(made[core], source=line, target=target)
        return {
            line: entry
            for line, entry in found.items()
            if entry.score is not None or not self._scores
        }

    def _ask(self, sources: Sequence[str], tgt_lang: str, fingerprint: str) -> dict[str, Entry]:
        get = partial(
            Memory.get,
            sources=sources,
            src_lang=self._src_lang,
            tgt_lang=tgt_lang,
            fingerprint=fingerprint,
        )
        return self._memory.ask(get) or {}

    def _store(self, rows: Rows) -> None:
        entries = [
            Entry(
                source=one.source,
                target=one.target,
                src_lang=one.src_lang,
                tgt_lang=one.tgt_lang,
                fingerprint=self._fingerprint,
                flags=one.flags,
                repairs=one.repairs,
                score=one.score,
            )
            for row in rows
            for one in row
            if one.src_lang
        ]
        if entries:
            self._memory.ask(lambda memory: memory.put(entries))

    def _say(self, sentence: str) -> None:
        if not self._quiet:
            print(f"note: {sentence}", file=sys.stderr)


def _translation(entry: Entry, model: str) -> Translation:
    from indictx.pipeline.translator import Translation

    return Translation(
        source=entry.source,
        target=entry.target,
        src_lang=entry.src_lang,
        tgt_lang=entry.tgt_lang,
        score=entry.score,
        flags=entry.flags,
        repairs=entry.repairs,
        alternatives=(),
        model=model,
    )
