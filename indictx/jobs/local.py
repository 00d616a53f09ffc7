"""Run a batch: the segments of all files go through one engine together, each text once.

The journal is where translations are. A file is finished when all its texts are in it, whether they
came from the engine, the memory, another file or an earlier run; so resuming is not a special case.
"""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import chain, groupby
from typing import TypeVar

from indictx.errors import IndictxError, InputError, UsageError
from indictx.formats import FormatOptions
from indictx.jobs import documents
from indictx.jobs.claims import Task
from indictx.jobs.documents import OpenFile, Rules
from indictx.jobs.files import digest_of, is_fatal, reason
from indictx.jobs.journal import Journal
from indictx.jobs.pace import Pace
from indictx.jobs.records import Done, FileState, Near, text_key
from indictx.jobs.workers import Executor
from indictx.memory import IMPORTED, Entry, Memory
from indictx.memory.spare import SpareMemory
from indictx.pipeline.translator import Translation

# Files that wait for texts are in memory; with more, windows go out before they are full.
_MOST_OPEN_FILES = 1000
_MOST_OPEN_BYTES = 64 << 20
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How a batch is run.

    Attributes:
        fingerprint: Of everything that decides what a translation is.
        format_options: How files are read and written; the target language is filled in.
        rules: What is said about finished files.
        window: Most texts sent to the engine together.
        fuzzy: Least similarity of suggestions from the memory; ``None`` makes none.
        keep_going: Whether the other files are translated when one fails.
    """

    fingerprint: str
    format_options: FormatOptions
    rules: Rules
    window: int = 2048
    fuzzy: float | None = None
    keep_going: bool = False


@dataclass(slots=True)
class Counts:
    """How far a batch is.

    Attributes:
        files: Files finished in this run.
        skipped: Files that an earlier run had finished.
        segments: Segments of the files finished, repeats included.
        words: Words of their sources.
        translated: Texts that the engine translated.
        remembered: Texts that the memory had.
        flagged: Segments with a flag.
        failed: Files that failed, and why.
    """

    files: int = 0
    skipped: int = 0
    segments: int = 0
    words: int = 0
    translated: int = 0
    remembered: int = 0
    flagged: int = 0
    failed: dict[str, str] = field(default_factory=dict)


class Batch:
    """One run over many files.

    Args:
        tasks: What to do.
        journal: What is done, and where translations are kept.
        executor: Makes who translates; not called when nothing is left to translate.
        settings: How.
        memory: Translations of earlier batches; ``None`` uses none.
        watch: Called with the counts whenever they change.
        say: Called with a sentence about what is not an error but should be known.
    """

    def __init__(
        self,
        tasks: Sequence[Task],
        *,
        journal: Journal,
        executor: Callable[[], Executor],
        settings: Settings,
        memory: Memory | None = None,
        watch: Callable[[Counts], None] | None = None,
        say: Callable[[str], None] | None = None,
    ) -> None:
        self.counts = Counts()
        self._tasks = tasks
        self._journal = journal
        self._make_executor = executor
        self._executor: Executor | None = None
        self._settings = settings
        self._memory = SpareMemory(memory, say or (lambda _: None))
        self._watch = watch or (lambda _: None)
        self._waiting: dict[str, list[OpenFile]] = {}
        self._open: dict[str, OpenFile] = {}
        self._sent: deque[list[str]] = deque()
        self._pace = Pace(settings.window)
        self._error: IndictxError | None = None

    def run(self) -> Counts:
        """Translate and write all files.

        Raises:
            IndictxError: A file failed and ``keep_going`` is off: what was on its way is finished,
                and no other file is begun. Or the engine failed, or nothing can be written.
        """
        todo = [task for task in self._tasks if not self._was_done(task)]
        for task in todo:
            self._note_restart(task)
        try:
            for tgt_lang, tasks in groupby(todo, key=lambda task: task.tgt_lang):
                if self._error is None:
                    self._run_language(list(tasks), tgt_lang)
        finally:
            if self._executor is not None:
                self._executor.close()
        if self._error is not None:
            raise self._error
        if not self.counts.failed:
            self._journal.finish()
        return self.counts

    def _was_done(self, task: Task) -> bool:
        state = self._journal.files.get(task.name)
        if state is None or not documents.is_done(task, state):
            return False
        self.counts.skipped += 1
        self.counts.segments += state.segments
        self.counts.words += state.words
        self.counts.flagged += state.flagged
        self._watch(self.counts)
        return True

    def _note_restart(self, task: Task) -> None:
        """Keep it known, should this run be stopped, what is in the backup and in the output."""
        if task.source == task.backup and task.name not in self._journal.files:
            error = "to be translated again from its backup"
            original, output = digest_of(task.source) or "", digest_of(task.output) or ""
            self._journal.write_file(
                _failed(task, error, input_sha256=original, output_sha256=output)
            )

    def _run_language(self, tasks: list[Task], tgt_lang: str) -> None:
        windows = self._windows(tasks)
        first = next(windows, None)
        if first is None:
            return
        if self._executor is None:
            self._executor = self._make_executor()
        for translations in self._executor.translate(chain([first], windows), tgt_lang=tgt_lang):
            self._pace.end(len(translations))
            self._receive(self._sent.popleft(), translations, tgt_lang)

    def _windows(self, tasks: list[Task]) -> Iterator[list[str] | None]:
        """Yield windows of texts that nobody has translated yet, opening files as it goes."""
        buffer: list[str] = []
        for task in tasks:
            if self._error is not None:
                break
            for source in self._opened(task):
                buffer.append(source)
                if len(buffer) >= self._pace.size:
                    yield self._send(buffer)
                    buffer = []
            if self._is_full():
                if buffer:
                    yield self._send(buffer)
                    buffer = []
                yield None
        if buffer:
            yield self._send(buffer)

    def _send(self, texts: list[str]) -> list[str]:
        self._pace.begin()
        self._sent.append(texts)
        return texts

    def _is_full(self) -> bool:
        return (
            len(self._open) > _MOST_OPEN_FILES
            or sum(file.size_bytes for file in self._open.values()) > _MOST_OPEN_BYTES
        )

    def _opened(self, task: Task) -> list[str]:
        """Open a file and return its texts that must be translated; finish it if there are none."""
        options = replace(self._settings.format_options, tgt_lang=task.tgt_lang)
        file = self._attempt(task, lambda: documents.open_file(task, options))
        if file is None:
            return []
        sources = {
            key: segment.source
            for key, segment in zip(file.keys, file.document.segments, strict=True)
            if key not in self._journal
        }
        fresh = [source for key, source in sources.items() if key not in self._waiting]
        self._recall(fresh, task.tgt_lang)
        file.missing = {key for key in sources if key not in self._journal}
        if not file.missing:
            self._finish(file)
            return []
        self._open[task.name] = file
        new = [key for key in sources if key in file.missing and key not in self._waiting]
        for key in file.missing:
            self._waiting.setdefault(key, []).append(file)
        return [sources[key] for key in new]

    def _recall(self, sources: list[str], tgt_lang: str) -> None:
        """Take what the memory has into the journal: what people made first, then our own."""
        found: dict[str, Done] = {}
        for fingerprint in (self._settings.fingerprint, IMPORTED):
            get = partial(
                Memory.get,
                sources=sources,
                src_lang=self._settings.rules.src_lang,
                tgt_lang=tgt_lang,
                fingerprint=fingerprint,
            )
            entries = self._memory.ask(get) or {}
            found |= {source: _from_memory(entry) for source, entry in entries.items()}
        self._journal.add(found.values())
        self.counts.remembered += len(found)

    def _receive(
        self, sources: list[str], translations: Sequence[Translation], tgt_lang: str
    ) -> None:
        done = [
            _from_engine(translation, near=self._near(source, tgt_lang))
            for source, translation in zip(sources, translations, strict=True)
        ]
        self._journal.add(done)
        self.counts.translated += len(done)
        entries = [_to_memory(one, self._settings.fingerprint) for one in done if one.src_lang]
        self._memory.ask(lambda memory: memory.put(entries))
        for source in sources:
            key = text_key(source, tgt_lang)
            for file in self._waiting.pop(key, []):
                file.missing.discard(key)
                if not file.missing:
                    del self._open[file.task.name]
                    self._finish(file)
        self._watch(self.counts)

    def _near(self, source: str, tgt_lang: str) -> Near | None:
        ratio = self._settings.fuzzy
        if ratio is None:
            return None
        match = self._memory.ask(
            lambda memory: memory.near(
                source,
                src_lang=self._settings.rules.src_lang,
                tgt_lang=tgt_lang,
                ratio=ratio,
            )
        )
        if match is None:
            return None
        return Near(
            source=match.entry.source, target=match.entry.target, ratio=round(match.ratio, 3)
        )

    def _finish(self, file: OpenFile) -> None:
        rules = self._settings.rules
        state = self._attempt(file.task, lambda: documents.finish(file, self._journal, rules))
        if state is not None:
            self.counts.files += 1
            self.counts.segments += state.segments
            self.counts.words += state.words
            self.counts.flagged += state.flagged
            self._watch(self.counts)

    def _attempt(self, task: Task, action: Callable[[], _T]) -> _T | None:
        """Do something for one file; what is wrong with that file alone is its failure alone."""
        try:
            return action()
        except (InputError, UsageError) as error:
            self._fail(task, error)
        except IndictxError:
            raise
        except OSError as error:
            message = f"cannot write {str(task.output)!r}: {reason(error)}"
            if is_fatal(error):
                raise IndictxError(message, hint="when this is solved, add --resume") from error
            self._fail(task, IndictxError(message))
        except Exception as error:
            # A fault of one format must not cost the other files.
            logging.getLogger(__name__).exception("%s", task.source)
            kind = type(error).__name__
            self._fail(task, IndictxError(f"{task.source}: unexpected {kind}: {error}"))
        return None

    def _fail(self, task: Task, error: IndictxError) -> None:
        before = self._journal.files.get(task.name)
        # In place, these tell whether the file is the original.
        input_sha256 = before.input_sha256 if before else ""
        output_sha256 = before.output_sha256 if before else ""
        self._journal.write_file(
            _failed(task, str(error), input_sha256=input_sha256, output_sha256=output_sha256)
        )
        self.counts.failed[task.name] = str(error)
        if not self._settings.keep_going:
            self._error = self._error or error
        self._watch(self.counts)


def _failed(
    task: Task, error: str, *, input_sha256: str = "", output_sha256: str = ""
) -> FileState:
    return FileState(
        task=task.name,
        state="failed",
        source=str(task.source),
        output=str(task.output),
        tgt_lang=task.tgt_lang,
        format=task.format,
        input_sha256=input_sha256,
        output_sha256=output_sha256,
        error=error,
    )


def _from_engine(translation: Translation, *, near: Near | None) -> Done:
    return Done(
        source=translation.source,
        target=translation.target,
        tgt_lang=translation.tgt_lang,
        src_lang=translation.src_lang,
        flags=translation.flags,
        score=translation.score,
        repairs=translation.repairs,
        near=near,
    )


def _from_memory(entry: Entry) -> Done:
    return Done(
        source=entry.source,
        target=entry.target,
        tgt_lang=entry.tgt_lang,
        src_lang=entry.src_lang,
        flags=entry.flags,
        score=entry.score,
        repairs=entry.repairs,
        origin="import" if entry.fingerprint == IMPORTED else "memory",
    )


def _to_memory(done: Done, fingerprint: str) -> Entry:
    return Entry(
        source=done.source,
        target=done.target,
        src_lang=done.src_lang or "",
        tgt_lang=done.tgt_lang,
        fingerprint=fingerprint,
        flags=done.flags,
        repairs=done.repairs,
        score=done.score,
    )
