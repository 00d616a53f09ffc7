"""One file of a batch: read, cut into segments, put together again, written."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from indictx.errors import InputError
from indictx.formats import Document, FormatOptions, Segment, parse_document
from indictx.jobs.claims import Task
from indictx.jobs.files import PART, digest, digest_of, reason, sync_folder, write_whole
from indictx.jobs.journal import Journal
from indictx.jobs.records import Done, FileState, Place, Use, text_key
from indictx.pipeline.checks import Check, check
from indictx.pipeline.terms import Terms


@dataclass(frozen=True, slots=True)
class Size:
    """How much there is to translate.

    Attributes:
        segments: How many, repeats included.
        words: In all of them.
        skipped: Where texts are that look meant for programs, and stay.
    """

    segments: int
    words: int
    skipped: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What is said about finished files.

    Attributes:
        terms: Glossary.
        checks: Whether targets are compared with their sources.
        src_lang: Code of the source language; ``None`` if it is detected.
    """

    terms: Terms
    checks: bool = False
    src_lang: str | None = None


@dataclass(slots=True, eq=False)
class OpenFile:
    """A file whose segments are on their way.

    Attributes:
        task: What to do.
        document: The parsed input.
        keys: Key of the text of each segment.
        sha256: Of the input as it was read.
        stamp: What changes when the input is written to.
        size_bytes: Of the input.
        missing: Keys whose translations are not there yet.
        began: When it was opened, on the monotonic clock, in seconds.
    """

    task: Task
    document: Document
    keys: list[str]
    sha256: str
    stamp: tuple[int, ...]
    size_bytes: int
    missing: set[str] = field(default_factory=set)
    began: float = field(default_factory=time.monotonic)


def count_words(text: str) -> int:
    """Return how many words a text has, as ``wc -w`` counts them."""
    return len(text.split())


def measure(task: Task, options: FormatOptions) -> Size:
    """Read and parse a file to see whether it can be translated, and how much it is.

    Raises:
        InputError: It cannot be read or parsed.
    """
    document = read(task, options)
    segments = document.segments
    words = sum(count_words(one.source) for one in segments)
    return Size(len(segments), words, getattr(document, "skipped", ()))


def read(task: Task, options: FormatOptions) -> Document:
    """Read and parse a file, only to look at it.

    Raises:
        InputError: It cannot be read or parsed.
    """
    return _parse(task, options)[0]


def open_file(task: Task, options: FormatOptions) -> OpenFile:
    """Read and parse a file.

    Raises:
        InputError: It cannot be read or parsed.
    """
    document, data, stamp = _parse(task, options)
    return OpenFile(
        task=task,
        document=document,
        keys=[text_key(one.source, task.tgt_lang) for one in document.segments],
        sha256=digest(data),
        stamp=stamp,
        size_bytes=len(data),
    )


def _parse(task: Task, options: FormatOptions) -> tuple[Document, bytes, tuple[int, ...]]:
    try:
        with task.source.open("rb") as file:
            stamp = _stamp(os.fstat(file.fileno()))
            data = file.read()
    except OSError as error:
        raise InputError(f"cannot read {str(task.source)!r}: {reason(error)}") from error
    document = parse_document(task.source, options, data=data, name=task.format)
    return document, data, stamp


def _stamp(status: os.stat_result) -> tuple[int, ...]:
    return (status.st_mtime_ns, status.st_size, status.st_ino)


def is_done(task: Task, state: FileState | None) -> bool:
    """Say whether an earlier run finished a task, and neither its input nor its output is gone.

    An output that was edited since is left alone. When translating in place, the input of now is
    the output of then, and what failed is done again if the backup has the original.
    """
    output = digest_of(task.output)
    if state is None or output is None:
        return False
    is_ours = output == state.output_sha256
    if task.backup is not None:
        if is_ours:
            return state.state != "failed" or task.source != task.backup
        return state.state == "done" and output != state.input_sha256
    if state.state == "done" and not is_ours:
        return True
    return is_ours and state.state != "failed" and digest_of(task.source) == state.input_sha256


def is_outdated(task: Task, state: FileState | None) -> bool:
    """Say whether a task is done only because its output was edited: its input has changed.

    When translating in place, an edit of the output is one of the input.
    """
    return (
        state is not None
        and digest_of(task.output) not in (None, state.output_sha256)
        and (task.backup is not None or digest_of(task.source) != state.input_sha256)
    )


def finish(file: OpenFile, journal: Journal, rules: Rules) -> FileState:
    """Put the translations into a file whose texts are all in the journal, and write it.

    Raises:
        InputError: The input has changed since it was read, or the file's encoding cannot hold a
            translation.
        OSError: The output cannot be written.
    """
    texts = [journal.text(key) for key in file.keys]
    targets = [text.target for text in texts]
    places = list(_places(file, texts, targets, rules))
    task = file.task
    try:
        data = file.document.render(targets)
    except InputError as error:
        raise InputError(f"{task.source}: {error}", hint=error.hint) from error
    state = FileState(
        task=task.name,
        state="writing",
        source=str(task.source),
        output=str(task.output),
        tgt_lang=task.tgt_lang,
        format=task.format,
        input_sha256=file.sha256,
        output_sha256=digest(data),
        segments=len(texts),
        words=sum(count_words(text.source) for text in texts),
        flagged=sum(bool(place.flags) for place in places),
        seconds=round(time.monotonic() - file.began, 3),
    )
    _refuse_change(file)
    journal.write_file(state, places)
    if task.backup is not None:
        _back_up(task.source, task.backup)
    write_whole(task.output, [data], like=task.source if task.backup else None)
    done = replace(state, state="done")
    journal.write_file(done)
    return done


def _refuse_change(file: OpenFile) -> None:
    source = file.task.source
    try:
        if _stamp(source.stat()) == file.stamp or digest_of(source) == file.sha256:
            return
    except OSError as error:
        raise InputError(
            f"{str(source)!r} vanished while it was translated: {reason(error)}"
        ) from error
    raise InputError(
        f"{str(source)!r} was changed while it was translated", hint="run again with --resume"
    )


def _back_up(source: Path, backup: Path) -> None:
    """Copy the original beside itself, whole, unless an earlier attempt has done so."""
    there = digest_of(backup)
    if there is not None and there == digest_of(source):
        return
    if there is not None:
        raise InputError(
            f"{str(backup)!r} is the backup of something else", hint="move it away, and --resume"
        )
    part = backup.with_name(backup.name + PART)
    shutil.copy2(source, part)
    with part.open("rb") as file:
        os.fsync(file.fileno())
    part.replace(backup)
    sync_folder(backup.parent)


def _places(
    file: OpenFile, texts: Sequence[Done], targets: Sequence[str], rules: Rules
) -> Iterator[Place]:
    rows = zip(file.document.segments, file.keys, texts, file.document.flags(targets), strict=True)
    for segment, key, text, layout in rows:
        uses = tuple(_uses(text, rules))
        flags = [*text.flags, *layout]
        if rules.checks:
            flags += _checked(segment, text, rules)
        if any(use.outcome == "miss" for use in uses):
            flags.append(Check.TERM)
        yield Place(
            key=segment.key, text=key, flags=tuple(dict.fromkeys(map(str, flags))), uses=uses
        )


def _checked(segment: Segment, text: Done, rules: Rules) -> tuple[str, ...]:
    return check(
        text.source,
        text.target,
        tgt_lang=text.tgt_lang,
        src_lang=text.src_lang or rules.src_lang,
        limit=segment.limit,
    )


def _uses(text: Done, rules: Rules) -> Iterator[Use]:
    src_lang = text.src_lang or rules.src_lang
    if src_lang == text.tgt_lang:
        return
    for use in rules.terms.finder(src_lang, text.tgt_lang).check(text.source, text.target):
        yield Use(
            term=use.term.source,
            expected=use.term.targets[0],
            outcome=str(use.outcome),
            found=use.found,
        )
