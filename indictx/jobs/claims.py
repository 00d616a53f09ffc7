"""Which files that are there a batch may write: its own of an earlier run, or what it is told to.

Once a file is translated in place, its original is nowhere but in the backup. So a backup is never
replaced, and a batch that is begun anew reads the backups. What somebody wrote into the translation
is nowhere but there, so it is not replaced either.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from indictx.errors import UsageError
from indictx.jobs.files import digest_of
from indictx.jobs.journal import Earlier

_SHOWN = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One file to translate into one language.

    Attributes:
        name: Unique in the batch and the same at every run: language and path below the base.
        source: The input.
        output: The output; the input itself when translating in place.
        backup: Where the original goes when translating in place.
        tgt_lang: Code of the target language.
        format: Name of the format.
    """

    name: str
    source: Path
    output: Path
    backup: Path | None
    tgt_lang: str
    format: str


def claim(
    tasks: Sequence[Task], earlier: Earlier, *, replaces: bool, resumes: bool
) -> tuple[Task, ...]:
    """Return the tasks, those whose original is in a backup reading that.

    Args:
        tasks: What is to be done.
        earlier: What an earlier run did.
        replaces: Whether outputs may be there, whoever wrote them.
        resumes: Whether outputs of the earlier run may be there.

    Raises:
        UsageError: A file would be lost.
    """
    if any(task.backup is not None for task in tasks):
        return _in_place(tasks, earlier, replaces=replaces, resumes=resumes)
    there = [] if replaces else [task for task in tasks if task.output.exists()]
    if there and not resumes:
        _refuse("output exists", (task.output for task in there))
    if resumes and not earlier.replaces:
        unknown = [task.output for task in there if task.name not in earlier.files]
        hint = "move it away, or begin anew with --force to replace it"
        _refuse("output exists, and not from this batch", unknown, hint)
    return tuple(tasks)


def _in_place(
    tasks: Sequence[Task], earlier: Earlier, *, replaces: bool, resumes: bool
) -> tuple[Task, ...]:
    claimed, known, unknown, edited = [], [], [], []
    for task in tasks:
        backup, state = task.backup, earlier.files.get(task.name)
        found = digest_of(backup) if backup and backup.exists() else None
        now = digest_of(task.output) if found else None
        if backup is None or found is None or found == now:
            claimed.append(task)
        elif state is not None and found == state.input_sha256:
            known.append(backup)
            claimed.append(replace(task, source=backup))
            is_left_alone = resumes and state.state == "done"
            if now not in earlier.outputs[task.name] and not is_left_alone:
                edited.append(task.output)
        else:
            unknown.append(backup)
    hint = "it may be the only copy of an original: move it away, or back to its name"
    _refuse("backup exists", unknown, hint)
    if not (replaces or resumes):
        _refuse("backup exists", known)
    hint = "it would be lost: copy it elsewhere, then move its backup back to its name"
    _refuse("file was edited", edited, hint)
    return tuple(claimed)


def _refuse(
    what: str,
    paths: Iterable[Path],
    hint: str = "add --force to begin anew and replace, or --resume to go on with an earlier batch",
) -> None:
    names = [repr(str(path)) for path in paths]
    if names:
        more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
        raise UsageError(f"{what}: {', '.join(names[:_SHOWN])}{more}", hint=hint)
