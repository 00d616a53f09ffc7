"""What a batch will do: which files, in which order, to which outputs; decided before any work.

Everything that can be known to go wrong is found here, when no model is loaded and nothing is
written: names that collide, outputs that exist, files that cannot be read or have no known format.
"""

from __future__ import annotations

import glob
import os
import string
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from indictx.errors import IndictxError, InputError, UnsupportedFormatError, UsageError
from indictx.formats import FORMATS, detect_format, format_by_name
from indictx.jobs.claims import Task, claim
from indictx.jobs.files import PART, reason
from indictx.jobs.journal import read_earlier
from indictx.languages import language

STATE_FOLDER, JOURNAL = ".indictx", "journal"
_FIELDS = ("dir", "stem", "ext", "name", "lang", "tag")


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What the user asks for.

    Attributes:
        paths: Files, folders and patterns.
        tgt_langs: Codes of the target languages.
        out: Folder of the outputs; ``None`` translates in place.
        name: Template of an output's path below ``out``, with the fields ``{stem}``, ``{ext}``,
            ``{name}`` (both), ``{dir}`` (folder of the input), ``{lang}`` (``hin_Deva``) and
            ``{tag}`` (``hi``); ``None`` mirrors the inputs, in a folder for each language if there
            are several.
        format: Name of the format of all files; ``None`` detects each.
        replaces: Whether outputs may exist and are replaced.
        resumes: Whether outputs may exist because an earlier run wrote them.
        backup: What the original is called when translating in place, added to its name.
    """

    paths: tuple[str, ...]
    tgt_langs: tuple[str, ...]
    out: Path | None
    name: str | None = None
    format: str | None = None
    replaces: bool = False
    resumes: bool = False
    backup: str = ".orig"

    def __post_init__(self) -> None:
        if self.out is None and len(self.tgt_langs) > 1:
            raise UsageError(
                "in place there is room for one language", hint="give one --to, or --out DIR"
            )
        if self.out is None and self.name is not None:
            raise UsageError("in place no name can change", hint="give --out DIR with --name")
        if self.out is None and not self.backup.strip("."):
            raise UsageError(f"not the ending of a backup: {self.backup!r}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A file that cannot be translated, and why."""

    source: Path
    error: IndictxError


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What will be done.

    Attributes:
        tasks: By target language, then in the order of the inputs.
        problems: Inputs that were asked for and cannot be translated.
        ignored: Files in folders whose format is not known, and what is no regular file.
        others: Folders below those given where another batch has written; they are left alone.
        state: Folder of the journal and the lock.
    """

    tasks: tuple[Task, ...]
    problems: tuple[Problem, ...]
    ignored: tuple[Path, ...]
    others: tuple[Path, ...]
    state: Path


@dataclass(frozen=True, slots=True)
class _Input:
    path: Path
    root: Path
    is_explicit: bool


def make_plan(request: Request) -> Plan:
    """Find the inputs and name the outputs.

    Raises:
        UsageError: There are no inputs, names collide, or outputs exist.
    """
    others: list[Path] = []
    inputs = _unique(_inputs(request, others), request)
    if not inputs:
        raise UsageError("no files to translate", hint="give files, folders or patterns")
    base = _base([one.root for one in inputs])
    formats: dict[Path, str] = {}
    problems: list[Problem] = []
    ignored: list[Path] = []
    for one in inputs:
        # Reading a pipe or a device may never end.
        if one.path.exists() and not one.path.is_file() and not one.is_explicit:
            ignored.append(one.path)
            continue
        try:
            formats[one.path] = _format(one.path, request)
        except UnsupportedFormatError as error:
            if one.is_explicit:
                problems.append(Problem(source=one.path, error=error))
            else:
                ignored.append(one.path)
        except InputError as error:
            problems.append(Problem(source=one.path, error=error))
    tasks = [
        _task(path, name, code, base, request)
        for code in request.tgt_langs
        for path, name in formats.items()
    ]
    if request.out is not None:
        _check_names(tasks)
        _check_writable(request.out)
    state = (request.out or base) / STATE_FOLDER
    earlier = read_earlier(state / JOURNAL)
    return Plan(
        tasks=claim(tasks, earlier, replaces=request.replaces, resumes=request.resumes),
        problems=tuple(problems),
        ignored=tuple(ignored),
        others=tuple(others),
        state=state,
    )


def _inputs(request: Request, others: list[Path]) -> Iterator[_Input]:
    for text in request.paths:
        path = Path(text)
        if path.is_dir():
            for file in _walk(path, request, others):
                yield _Input(file, path, is_explicit=False)
        elif path.exists() or not glob.has_magic(text):
            yield _Input(path, path.parent, is_explicit=True)
        else:
            yield from _matches(text)


def _matches(pattern: str) -> Iterator[_Input]:
    # Path.glob() has no way to begin at the root or above the current folder.
    found = [Path(name) for name in sorted(glob.glob(pattern, recursive=True))]  # noqa: PTH207
    files = [path for path in found if path.is_file() and not _is_ours(path)]
    if not files:
        raise UsageError(
            f"no file matches {pattern!r}", hint="** stands for all folders below, * for none"
        )
    fixed = Path(pattern.split("*")[0].split("?")[0].split("[")[0] + "_").parent
    for file in files:
        yield _Input(file, fixed, is_explicit=True)


def _walk(folder: Path, request: Request, others: list[Path]) -> Iterator[Path]:
    """Yield the files of a folder and those below it, without hidden ones and our own.

    Where another batch has written, there are translations; these are not translated again unless
    their folder is named. ``others`` takes the names of such folders.
    """
    forbidden = request.out.resolve() if request.out else None
    ours = (PART,) if request.out else (PART, request.backup)
    for here, folders, files in os.walk(folder, onerror=_refuse):
        at = Path(here)
        shown = sorted(
            name
            for name in folders
            if not name.startswith(".") and (at / name).resolve() != forbidden
        )
        folders[:] = [name for name in shown if not (at / name / STATE_FOLDER).is_dir()]
        others += [at / name for name in shown if name not in folders]
        for name in sorted(files):
            if not name.startswith(".") and not name.endswith(ours):
                yield at / name


def _refuse(error: OSError) -> None:
    raise InputError(f"cannot read {error.filename!r}: {reason(error)}") from error


def _is_ours(path: Path) -> bool:
    return path.name.endswith(PART) or STATE_FOLDER in path.parts


def _unique(inputs: Iterator[_Input], request: Request) -> list[_Input]:
    """Drop files that were named twice, by whatever path.

    A link to a file is a file of its own where outputs mirror inputs. In place, it is the file that
    it leads to: a link must not become a file, nor a file be translated twice.
    """
    found: dict[Path, _Input] = {}
    for one in inputs:
        path = one.path.resolve()
        if request.out is None:
            found.setdefault(path, replace(one, path=path) if one.path.is_symlink() else one)
        else:
            found.setdefault(one.path.parent.resolve() / one.path.name, one)
    return list(found.values())


def _base(roots: Sequence[Path]) -> Path:
    """Return the deepest folder that holds all inputs; below it, outputs mirror inputs."""
    try:
        return Path(os.path.commonpath([root.absolute() for root in roots]))
    except ValueError as error:  # two drives of Windows
        raise UsageError("the inputs are on different drives") from error


def _format(path: Path, request: Request) -> str:
    if path.exists() and not path.is_file():
        raise InputError(f"{str(path)!r} is not a regular file", hint="copy its text into one")
    try:
        with path.open("rb") as file:
            file.read(1)
        chosen = format_by_name(request.format) if request.format else detect_format(path)
    except OSError as error:
        raise InputError(f"cannot read {str(path)!r}: {reason(error)}") from error
    if request.out is None and not FORMATS[chosen.name].is_output:
        raise InputError(f"{str(path)!r} is {chosen.name}, which can only be read")
    return chosen.name


def _task(path: Path, format_name: str, code: str, base: Path, request: Request) -> Task:
    below = _below(path, base)
    if request.out is None:
        output, backup = path, path.with_name(path.name + request.backup)
    else:
        output = request.out / _named(below, format_name, code, request)
        backup = None
    return Task(
        name=f"{code} {below.as_posix()}",
        source=path,
        output=output,
        backup=backup,
        tgt_lang=code,
        format=format_name,
    )


def _below(path: Path, base: Path) -> Path:
    absolute = Path(os.path.abspath(path))  # noqa: PTH100  (resolve() would follow a link's name)
    return absolute.relative_to(base) if absolute.is_relative_to(base) else Path(path.name)


def _named(below: Path, format_name: str, code: str, request: Request) -> Path:
    template = request.name or ("{tag}/{dir}/{name}" if len(request.tgt_langs) > 1 else "{name}")
    if "{dir}" not in template:
        template = f"{{dir}}/{template}"
    # What can only be read comes out as text.
    extension = below.suffix if FORMATS[format_name].is_output else ".txt"
    values = {
        "dir": below.parent.as_posix(),
        "stem": below.stem,
        "ext": extension,
        "name": below.stem + extension,
        "lang": code,
        "tag": language(code).bcp47,
    }
    for _, field, spec, conversion in _parsed(template):
        if field is not None and (field not in values or spec or conversion):
            raise UsageError(
                f"unknown field in --name: {{{field}}}",
                hint=f"known fields: {', '.join(f'{{{name}}}' for name in _FIELDS)}",
            )
    path = PurePosixPath(template.format_map(values))
    if path.is_absolute() or ".." in path.parts or path.name in ("", "."):
        raise UsageError(f"--name gives {str(path)!r}, which is no file below the output folder")
    return Path(path)


def _parsed(template: str) -> list[tuple[str, str | None, str | None, str | None]]:
    try:
        return list(string.Formatter().parse(template))
    except ValueError as error:
        raise UsageError(f"--name cannot be understood: {error}") from error


def _check_names(tasks: Sequence[Task]) -> None:
    by_name: dict[str, Task] = {}
    sources = {one.source.resolve() for one in tasks}
    for one in tasks:
        # Names that differ in case only are one file on Windows and macOS.
        other = by_name.setdefault(str(one.output).casefold(), one)
        if other is not one:
            raise UsageError(
                f"{str(other.source)!r} and {str(one.source)!r} both give {str(one.output)!r}",
                hint="name outputs apart with --name, for instance '{stem}.{tag}{ext}'",
            )
        if one.output.resolve() in sources:
            raise UsageError(
                f"output {str(one.output)!r} is an input",
                hint="choose another --out or --name, or use --in-place",
            )


def _check_writable(folder: Path) -> None:
    existing = next(path for path in (folder, *folder.absolute().parents) if path.exists())
    if not existing.is_dir():
        raise UsageError(f"{str(existing)!r} is not a folder", hint="choose another --out")
    if not os.access(existing, os.W_OK | os.X_OK):
        raise UsageError(f"cannot write into {str(existing)!r}", hint="choose another --out")
