"""What ``indictx batch`` does once its command line is understood."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import NoReturn

from indictx.cli._batch_progress import BatchProgress
from indictx.cli._batch_setup import Arguments, Setup, prepare
from indictx.cli._lines import write_line
from indictx.errors import FlaggedError, IndictxError, InputError, PartialFailureError, UsageError
from indictx.formats import FormatOptions
from indictx.jobs import documents
from indictx.jobs.claims import Task
from indictx.jobs.documents import Rules, Size
from indictx.jobs.files import reason
from indictx.jobs.journal import Journal
from indictx.jobs.local import Batch, Counts, Settings
from indictx.jobs.plan import JOURNAL, Problem
from indictx.jobs.records import FileState
from indictx.jobs.report import Facts, write_report
from indictx.jobs.workers import Executor, LocalExecutor, ProcessExecutor
from indictx.memory import Memory
from indictx.models.lock import locked
from indictx.pipeline.options import TranslateOptions
from indictx.pipeline.team import load_models
from indictx.pipeline.terms import Terms
from indictx.pipeline.translator import Translator
from indictx.settings import resolve

# A process with less than this to do spends more time on waiting than on translating.
_SMALLEST_WINDOW = 32
_SHOWN = 5
_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


def run_batch(arguments: Arguments, *, dry_run: bool = False, **flags: object | None) -> None:
    """Translate the documents that the command line asks for.

    Args:
        arguments: What is no setting.
        dry_run: Only print what would be done.
        flags: Settings given on the command line, by name; ``None`` where not given.

    Raises:
        IndictxError: Of every kind; see ``docs/reference/exit-codes.md``.
    """
    setup = prepare(arguments, {name: value.value for name, value in resolve(flags).items()})
    for folder in setup.plan.others:
        _say(setup, f"{str(folder)!r} has the outputs of another batch, and is left alone")
    if dry_run:
        _show(setup)
        return
    if arguments.segments:
        raise UsageError("--segments shows what would be done", hint="add --dry-run")
    with _journal(setup) as journal:
        began = time.monotonic()
        todo = [task for task in setup.plan.tasks if not _is_done(setup, task, journal)]
        size, broken = _measure(setup, todo)
        if setup.format_options.fields and todo and not size.segments and not broken:
            fields = ", ".join(setup.format_options.fields)
            raise UsageError(f"--fields matches nothing: {fields}", hint="see --dry-run --segments")
        _record_problems(setup, journal, broken)
        if size.skipped:
            texts = _many(len(size.skipped), "text")
            _say(setup, f"{texts} of JSON look meant for programs and stay; --dry-run names them")
        counts = _translate(setup, journal, size)
        seconds = time.monotonic() - began
        _write_report(setup, journal, counts, seconds)
    _conclude(setup, counts, seconds)


def _show(setup: Setup) -> None:
    """Print the plan: input, output, format, segments and words, separated by tabs; or all texts."""
    broken = list(setup.plan.problems)
    for task in setup.plan.tasks:
        options = _format_options(setup, task)
        try:
            size = documents.measure(task, options)
            if setup.arguments.segments:
                _show_segments(task, options)
                continue
        except (InputError, UsageError) as error:
            broken.append(Problem(source=task.source, error=error))
            continue
        columns = (task.source, task.output, task.format, size.segments, size.words)
        write_line(_row(*columns), "\n")
        if size.skipped:
            places = ", ".join(size.skipped[:_SHOWN]) + ", ..." * (len(size.skipped) > _SHOWN)
            texts = _many(len(size.skipped), "text")
            _say(setup, f"{task.source}: {texts} for programs stay: {places}; --fields chooses")
    for path in setup.plan.ignored:
        _say(setup, f"{str(path)!r} has no format that is known, and is left alone")
    if broken:
        _refuse(broken, len(setup.plan.tasks) + len(setup.plan.problems))


def _show_segments(task: Task, options: FormatOptions) -> None:
    """Print file, place and text of each segment, with line breaks and tabs as escapes."""
    for segment in documents.read(task, options).segments:
        write_line(_row(task.source, segment.key, segment.source), "\n")


def _row(*columns: object) -> str:
    """Return columns separated by tabs, other tabs and line breaks as escapes.

    Names of files have such, too; those without are not touched, for Windows' sake.
    """
    return "\t".join(
        str(column)
        if isinstance(column, Path) and str(column).isprintable()
        else str(column).translate(_ESCAPES)
        for column in columns
    )


@contextmanager
def _journal(setup: Setup) -> Iterator[Journal]:
    """Open the journal for this batch alone."""
    state = setup.plan.state

    def refuse(holder: str) -> NoReturn:
        raise IndictxError(
            f"another batch (process {holder}) is at work in {str(state.parent)!r}",
            hint="wait until it is done, or choose another --out",
        )

    with ExitStack() as stack:
        try:
            stack.enter_context(locked(state / "lock", on_wait=refuse))
        except OSError as error:
            raise IndictxError(
                f"cannot write into {str(state)!r}: {reason(error)}", hint="choose another --out"
            ) from error
        journal = Journal.open(
            state / JOURNAL,
            fingerprint=setup.journal_fingerprint,
            resume=setup.arguments.resume,
            force=setup.arguments.force,
        )
        stack.enter_context(journal)
        if journal.dropped:
            lines = _many(journal.dropped, "line")
            _say(setup, f"{lines} of the journal cut off; what was in there is done again")
        yield journal


def _is_done(setup: Setup, task: Task, journal: Journal) -> bool:
    state = journal.files.get(task.name)
    is_done = documents.is_done(task, state)
    if is_done and documents.is_outdated(task, state):
        _say(setup, f"{str(task.output)!r} was edited and is left alone{_way_out(task)}")
    return is_done


def _way_out(task: Task) -> str:
    if task.backup is None:
        return ", though its input has changed; move it away to have that translated"
    if task.source == task.backup:
        return f"; move {str(task.backup)!r} back to its name to have that translated"
    return "; --force, without --resume, translates it as it is"


def _format_options(setup: Setup, task: Task) -> FormatOptions:
    return replace(setup.format_options, tgt_lang=task.tgt_lang)


def _measure(setup: Setup, tasks: list[Task]) -> tuple[Size, list[Problem]]:
    """Parse all files that are left to do, before the model is loaded."""
    segments = words = 0
    skipped: tuple[str, ...] = ()
    broken = list(setup.plan.problems)
    for task in tasks:
        try:
            size = documents.measure(task, _format_options(setup, task))
        except (InputError, UsageError) as error:
            broken.append(Problem(source=task.source, error=error))
        else:
            segments += size.segments
            words += size.words
            skipped += size.skipped
    return Size(segments, words, skipped), broken


def _record_problems(setup: Setup, journal: Journal, broken: list[Problem]) -> None:
    if broken and not setup.arguments.keep_going:
        _refuse(broken, len(setup.plan.tasks) + len(setup.plan.problems))
    for problem in setup.plan.problems:
        journal.write_file(
            FileState(
                task=_problem_name(problem),
                state="failed",
                source=str(problem.source),
                output="",
                tgt_lang=setup.tgt_langs[0],
                error=str(problem.error),
            )
        )


def _problem_name(problem: Problem) -> str:
    return f"- {problem.source}"


def _refuse(broken: list[Problem], total: int) -> NoReturn:
    first = broken[0].error
    if len(broken) == 1:
        raise first
    hints: set[str] = set()
    for problem in broken:
        print(f"error: {problem.error}", file=sys.stderr)
        hint = problem.error.hint
        if hint and hint not in hints:
            print(f"hint: {hint}", file=sys.stderr)
            hints.add(hint)
    raise InputError(
        f"{len(broken)} of {total} files cannot be translated",
        hint="add --keep-going to translate the others",
    )


def _translate(setup: Setup, journal: Journal, size: Size) -> Counts:
    arguments = setup.arguments
    terms = Terms(setup.glossary)
    jobs = arguments.jobs
    window = setup.options.window
    if jobs > 1:
        window = max(_SMALLEST_WINDOW, min(window, -(-size.segments // (2 * jobs))))
    with ExitStack() as stack:
        memory = _memory(setup)
        if memory is not None:
            stack.enter_context(memory)
        progress = stack.enter_context(BatchProgress(setup, size))
        batch = Batch(
            setup.plan.tasks,
            journal=journal,
            executor=partial(_executor, setup, terms),
            settings=Settings(
                fingerprint=setup.fingerprint,
                format_options=setup.format_options,
                rules=Rules(terms=terms, checks=arguments.checks, src_lang=setup.src_lang),
                window=window,
                fuzzy=arguments.fuzzy,
                keep_going=arguments.keep_going,
            ),
            memory=memory,
            watch=progress.update,
            say=partial(_say, setup),
        )
        try:
            return batch.run()
        except KeyboardInterrupt:
            _say(setup, "stopped; what is done is kept, --resume goes on")
            raise


def _memory(setup: Setup) -> Memory | None:
    if setup.values["memory"] is False:
        return None
    try:
        return Memory.open_user(say=partial(_say, setup))
    except IndictxError as error:
        _say(setup, f"{error}; going on without it")
        return None


def _executor(setup: Setup, terms: Terms) -> Executor:
    jobs = setup.arguments.jobs
    threads = int(str(setup.values["threads"])) or None
    if jobs == 1:
        return LocalExecutor(
            load(setup.folders, setup.options, threads),
            src_lang=setup.src_lang,
            terms=terms,
        )
    each = threads or max(1, (os.cpu_count() or 1) // jobs)
    return ProcessExecutor(
        jobs,
        load=partial(load, setup.folders, setup.options, each),
        src_lang=setup.src_lang,
        terms=terms,
    )


def load(folders: tuple[Path, ...], options: TranslateOptions, threads: int | None) -> Translator:
    """Open the model in a folder, or the team of several; processes of their own call this too."""
    return load_models(folders, options=options, threads=threads)


def _write_report(setup: Setup, journal: Journal, counts: Counts, seconds: float) -> None:
    path = setup.arguments.report
    if path is None:
        return
    problems = [_problem_name(problem) for problem in setup.plan.problems]
    facts = Facts(
        model=f"{setup.manifest.name} {setup.manifest.version}",
        fingerprint=setup.fingerprint,
        src_lang=setup.src_lang,
        tgt_langs=setup.tgt_langs,
        tasks=(*(task.name for task in setup.plan.tasks), *problems),
        translated=counts.translated,
        remembered=counts.remembered,
        seconds=seconds,
    )
    try:
        write_report(path, journal, facts)
    except OSError as error:
        raise IndictxError(f"cannot write report {str(path)!r}: {reason(error)}") from error


def _conclude(setup: Setup, counts: Counts, seconds: float) -> None:
    failed = [str(problem.error) for problem in setup.plan.problems] + list(counts.failed.values())
    for message in failed:
        print(f"error: {message}", file=sys.stderr)
    known = f", {counts.skipped} done before" if counts.skipped else ""
    _say(
        setup,
        f"{_many(counts.files, 'file')}{known}, {_many(counts.segments, 'segment')}, "
        f"{_many(counts.words, 'word')} in {seconds:.1f} s; "
        f"{_many(counts.translated, 'text')} translated, {counts.remembered} from the memory",
    )
    if setup.plan.ignored:
        ignored = _many(len(setup.plan.ignored), "file")
        _say(setup, f"{ignored} of no known format left alone")
    if counts.flagged:
        shows = "" if setup.arguments.report else "; --report FILE.html shows them"
        _say(setup, f"{_many(counts.flagged, 'segment')} flagged{shows}")
    if failed:
        raise PartialFailureError(len(failed), len(setup.plan.tasks) + len(setup.plan.problems))
    if counts.flagged and setup.values["strict"]:
        raise FlaggedError(
            counts.flagged,
            counts.segments,
            what="segments",
            hint=f"{setup.arguments.report or '--report FILE.html'} shows them with their sources",
        )


def _many(count: int, thing: str) -> str:
    return f"{count} {thing}{'s' * (count != 1)}"


def _say(setup: Setup, sentence: str) -> None:
    if not setup.is_quiet:
        print(f"note: {sentence}", file=sys.stderr)
