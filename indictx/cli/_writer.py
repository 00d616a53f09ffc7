"""Where translations go: standard output or a file that appears whole; text columns or JSON Lines.

The keys of the JSON are described in ``docs/reference/json.md``; they change only with ``SCHEMA``.
"""

from __future__ import annotations

import json
import os
import re
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from indictx.cli._errors import abandon_stdout
from indictx.cli._lines import Line, encode_line
from indictx.errors import IndictxError
from indictx.pipeline.guard import Flag, without_doubt

if TYPE_CHECKING:
    from indictx.pipeline.translator import Translation

SCHEMA = 1
# So many numbers of lines are told.
_SHOWN = 10
_DOUBT = "doubtful, more likely wrong than right"
_PROGRESS_AFTER_S = 1.0
_PROGRESS_EVERY_S = 0.1
# Legal in JSON, but lone surrogates are not UTF-8, and the others end a line for some readers.
_UNSAFE = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff]")


class Writer:
    """Writes one line for each line, or one JSON object for each translation.

    Attributes:
        lines: Lines written so far.
        flagged: How many of them have a flag in any of their translations.
    """

    def __init__(
        self,
        stream: BinaryIO,
        *,
        targets: Sequence[str],
        alternatives: int = 1,
        as_json: bool = False,
        scores: bool = False,
        progress: Progress | None = None,
        at_once: bool = False,
    ) -> None:
        self.lines = 0
        self.flagged = 0
        self._otherwise = self._doubtful = 0
        self._doubts: list[int] = []
        self._at_once = at_once
        self._stream = stream
        self._targets = targets
        self._alternatives = alternatives
        self._as_json = as_json
        self._scores = scores
        self._progress = progress

    @classmethod
    @contextmanager
    def open(
        cls,
        path: Path | None,
        *,
        targets: Sequence[str],
        alternatives: int,
        as_json: bool,
        scores: bool,
        quiet: bool,
        progress: int | None,
        at_once: bool = False,
    ) -> Iterator[Writer]:
        """Open a writer on standard output, or on a file that appears when all went well.

        Args:
            path: File; ``None`` or ``-`` is standard output.
            targets: Codes of the target languages, in the order of the columns.
            alternatives: Columns for each target.
            as_json: JSON Lines instead of columns.
            scores: Whether each target has a column for its score.
            quiet: Say nothing about flagged lines at the end.
            progress: Bytes of input for the progress shown on stderr; 0 unknown, ``None`` none.
            at_once: Say which line is doubtful as soon as it is there, to somebody who types.
        """
        bar = None if progress is None else Progress(progress)
        with _stream(path) as stream:
            writer = cls(
                stream,
                targets=targets,
                alternatives=alternatives,
                as_json=as_json,
                scores=scores,
                progress=bar,
                at_once=at_once and not quiet,
            )
            try:
                yield writer
            finally:
                if bar:
                    bar.close()
                # What was translated before an error must not be lost.
                writer.flush()
        if not quiet:
            for note in writer.notes():
                print(f"note: {note}", file=sys.stderr)

    def header(self) -> None:
        """Write the names of the columns."""
        names: list[str] = []
        for target in self._targets:
            names += [target, *(f"{target}.{rank}" for rank in range(2, self._alternatives + 1))]
            names += [f"{target}.score"] if self._scores else []
        self._stream.write(encode_line("\t".join(names), "\n"))

    def write(self, line: Line, translations: Sequence[Translation]) -> None:
        """Write what one line became."""
        self.lines += 1
        flags = {flag for translation in translations for flag in translation.flags}
        self.flagged += bool(flags)
        self._otherwise += bool(without_doubt(flags))
        if Flag.DOUBTFUL in flags:
            self._doubtful += 1
            if self._at_once or self._doubtful <= _SHOWN:
                self._doubts.append(self.lines)
        if self._as_json:
            for translation in translations:
                text = json.dumps(record(self.lines, translation), ensure_ascii=False)
                self._stream.write(encode_line(_UNSAFE.sub(_escaped, text), "\n"))
        else:
            columns = [column for one in translations for column in self._columns(one)]
            if len(columns) > 1:
                columns = [column.replace("\t", "\\t") for column in columns]
            self._stream.write(encode_line("\t".join(columns), line.ending))
        if self._progress:
            self._progress.advance(len(line.text.encode(errors="replace")) + len(line.ending))

    def notes(self) -> Iterator[str]:
        """Yield what a reader must know about the lines that were written."""
        if self._doubtful and not self._at_once:
            shown = ", ".join(map(str, self._doubts)) + ", ..." * (self._doubtful > _SHOWN)
            which = f"{self._doubtful} of {self.lines} lines are {_DOUBT}: {shown}"
            yield which if self.lines > 1 else f"the translation is {_DOUBT}"
        if self._otherwise:
            yield f"{self._otherwise} of {self.lines} lines are flagged; --json shows why"

    def flush(self) -> None:
        """Hand everything written to the reader."""
        self._stream.flush()
        if self._at_once:
            for number in self._doubts:
                print(f"note: line {number} is {_DOUBT}", file=sys.stderr)
            self._doubts.clear()

    def _columns(self, translation: Translation) -> list[str]:
        columns = [translation.target]
        others = [other.target for other in translation.alternatives]
        if self._alternatives > 1:
            columns += (others + [""] * self._alternatives)[: self._alternatives - 1]
        if self._scores:
            columns.append("" if translation.score is None else f"{translation.score:.4f}")
        return columns


def record(number: int, translation: Translation) -> dict[str, Any]:
    """Return the JSON object of one translation; see ``docs/reference/json.md``."""
    return {
        "schema": SCHEMA,
        "line": number,
        "source": translation.source,
        "target": translation.target,
        "src_lang": translation.src_lang,
        "tgt_lang": translation.tgt_lang,
        "score": translation.score,
        "flags": list(translation.flags),
        "repairs": list(translation.repairs),
        "alternatives": [
            {"target": other.target, "score": other.score} for other in translation.alternatives
        ],
        "model": translation.model,
    }


def _escaped(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"


@contextmanager
def _stream(path: Path | None) -> Iterator[BinaryIO]:
    try:
        if path is None or str(path) == "-":
            if sys.stdout is None:
                raise IndictxError("cannot write standard output: it is closed")
            yield sys.stdout.buffer
        elif path.exists() and not path.is_file() and not path.is_dir():
            # A device or a pipe: there is nothing that could appear whole.
            with path.open("wb") as stream:
                yield stream
        else:
            with _whole(path) as stream:
                yield stream
    except BrokenPipeError:
        raise
    except OSError as error:
        if path is None or str(path) == "-":
            abandon_stdout()
        name = "standard output" if path is None else repr(str(path))
        raise IndictxError(f"cannot write {name}: {error.strerror or error}") from error


@contextmanager
def _whole(path: Path) -> Iterator[BinaryIO]:
    """Open a file beside ``path`` that takes its place when all went well."""
    path = path.resolve()  # what a link points to is replaced, not the link
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        with part.open("wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        if path.is_file():
            part.chmod(path.stat().st_mode & 0o7777)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


class Progress:
    """A line on stderr that says how far a long input got; shown after a second, drawn by Rich.

    Args:
        total_bytes: Size of the input; 0 when it is not known.
    """

    def __init__(self, total_bytes: int) -> None:
        self._total = total_bytes
        self._done = 0
        self._lines = 0
        self._started = time.monotonic()
        self._next_s = _PROGRESS_AFTER_S
        self._bar: Any = None
        self._task: Any = None

    def advance(self, count: int) -> None:
        """Count one more line of ``count`` bytes."""
        self._done += count
        self._lines += 1
        elapsed = time.monotonic() - self._started
        if elapsed < self._next_s:
            return
        self._next_s = elapsed + _PROGRESS_EVERY_S
        if self._bar is None:
            self._start()
        self._bar.update(
            self._task, completed=self._done, lines=self._lines, speed=self._lines / elapsed
        )

    def close(self) -> None:
        """Stop drawing."""
        if self._bar is not None:
            self._bar.stop()

    def _start(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

        self._bar = Progress(
            BarColumn(),
            TextColumn("{task.fields[lines]} lines, {task.fields[speed]:.0f} lines/s"),
            TimeRemainingColumn(),
            console=Console(stderr=True),
            transient=True,
        )
        self._task = self._bar.add_task("", total=self._total or None, lines=0, speed=0.0)
        self._bar.start()
