"""Paths and settings: flag > environment > project file > user file > default, with the source.

A setting has one name everywhere: ``keep_regex`` is the key in a TOML file, ``INDICTX_KEEP_REGEX``
in the environment and ``--keep-regex`` on the command line. The project file is the nearest
``indictx.toml``, from the current folder upwards; the user file is ``config.toml`` in
:func:`config_dir`. Nothing is read at import, and tomllib is imported only when a file exists.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from indictx.errors import UsageError

Kind = Literal["str", "int", "float", "bool", "path", "list"]

PROJECT_FILE = "indictx.toml"
USER_FILE = "config.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One thing a user can set, in any of the five places.

    Attributes:
        name: Key in TOML files; :attr:`flag` and :attr:`variable` derive from it.
        kind: Type of the value; a ``list`` is a tuple of strings, or of paths (``item``).
        default: Value when no place sets it; ``None`` means that there is none.
        help: One sentence with units, for ``--help`` and the reference.
        choices: All values allowed; empty when any value of the kind is.
        minimum: Least number allowed.
        item: What the items of a list are. ``name`` stands for a name or a path: what begins
            with ``.`` or ``~`` is a path.
        separator: Divides the items of a list written as one string. Commas divide in all
            places; any other separator divides in the environment only, for a path or a pattern
            may contain it.
    """

    name: str
    kind: Kind
    default: object
    help: str
    choices: tuple[str, ...] = ()
    minimum: float | None = None
    item: Literal["str", "path", "name"] = "str"
    separator: str = ","

    @property
    def flag(self) -> str:
        """Option of the command line."""
        return "--" + self.name.replace("_", "-")

    @property
    def variable(self) -> str:
        """Variable of the environment."""
        return "INDICTX_" + self.name.upper()


@dataclass(frozen=True, slots=True)
class Value:
    """A setting's value, and which place set it.

    Attributes:
        value: Of the setting's kind; lists are tuples.
        source: ``--beam``, ``INDICTX_BEAM``, the path of a TOML file, or ``default``.
    """

    value: object
    source: str


@dataclass(frozen=True, slots=True)
class Variable:
    """An environment variable that counts but is no setting."""

    name: str
    help: str


SETTINGS: tuple[Setting, ...] = (
    Setting(
        name="from",
        kind="str",
        default="auto",
        help="Language of the input: any code or name, or auto to detect it line by line.",
    ),
    Setting(
        name="to",
        kind="list",
        default=(),
        help="Languages of the output: any codes or names, separated by commas.",
    ),
    Setting(
        name="model",
        kind="str",
        default=None,
        item="name",
        help="Model that translates: a name, name@version or the path of a folder; "
        "none is the bundled one.",
    ),
    Setting(
        name="beam",
        kind="int",
        default=2,
        minimum=1,
        help="Hypotheses kept while decoding; 1 is greedy, more is slower and often better.",
    ),
    Setting(
        name="length_penalty",
        kind="float",
        default=1.0,
        minimum=0,
        help="Exponent of the length that divides a hypothesis's score; above 1 favors longer ones.",
    ),
    Setting(
        name="alternatives",
        kind="int",
        default=1,
        minimum=1,
        help="Translations given for each line, best first.",
    ),
    Setting(
        name="threads",
        kind="int",
        default=0,
        minimum=0,
        help="CPU threads; 0 takes as many as there are cores.",
    ),
    Setting(
        name="window",
        kind="int",
        default=2048,
        minimum=1,
        help="Lines read ahead and sorted by length for speed; a person typing gets 1.",
    ),
    Setting(
        name="batch_pieces",
        kind="int",
        default=2048,
        minimum=1,
        help="Pieces decoded together, padding included; more is faster and takes more memory.",
    ),
    Setting(
        name="digits",
        kind="str",
        default="keep",
        choices=("keep", "native", "latin"),
        help="Digits of the output: as in the input, of the target's script, or 0-9.",
    ),
    Setting(
        name="keep",
        kind="list",
        default=(),
        item="path",
        separator=os.pathsep,
        help="Files of terms that must stay untranslated, one a line.",
    ),
    Setting(
        name="keep_regex",
        kind="list",
        default=(),
        separator="\n",
        help="Regular expressions whose matches must stay untranslated.",
    ),
    Setting(
        name="errors",
        kind="str",
        default="strict",
        choices=("strict", "replace", "surrogateescape"),
        help="Bytes that are not UTF-8: stop with exit code 5, replace them by U+FFFD, or let them "
        "through unchanged.",
    ),
    Setting(
        name="strict",
        kind="bool",
        default=False,
        help="Exit with code 9 when any line is flagged.",
    ),
    Setting(
        name="quiet",
        kind="bool",
        default=False,
        help="Write nothing to stderr but errors.",
    ),
    Setting(
        name="no_progress",
        kind="bool",
        default=False,
        help="Show no progress, even on a terminal.",
    ),
)

VARIABLES: tuple[Variable, ...] = (
    Variable("INDICTX_HOME", "Folder of installed models and of the translation memory."),
    Variable("INDICTX_DEBUG", "When not empty, errors show their traceback."),
    Variable("XDG_CONFIG_HOME", "Absolute path; the user file is indictx/config.toml in it."),
    Variable("XDG_DATA_HOME", "Absolute path; INDICTX_HOME defaults to indictx in it."),
    Variable("NO_COLOR", "When not empty, no colors."),
    Variable("OMP_NUM_THREADS", "CTranslate2's threads, where --threads is 0."),
    Variable("CT2_FORCE_CPU_ISA", "Instruction set that CTranslate2 uses: GENERIC, AVX, AVX2 ..."),
    Variable("CT2_VERBOSE", "Verbosity of CTranslate2's log: -3 to 3."),
    Variable("MKL_CBWR", "Reproducibility of Intel MKL, e.g. AUTO,STRICT."),
)

_TRUE = frozenset({"1", "true", "yes", "on"})
_FALSE = frozenset({"0", "false", "no", "off"})


def home() -> Path:
    """Return the folder of models and translation memory; it may not exist yet.

    ``INDICTX_HOME``, or ``indictx`` in ``XDG_DATA_HOME`` or the platform's folder for data.
    """
    if path := os.environ.get("INDICTX_HOME"):
        return Path(path).expanduser()
    return _platform_dir("XDG_DATA_HOME", windows="LOCALAPPDATA", unix=".local/share") / "indictx"


def config_dir() -> Path:
    """Return the folder of the user file: ``indictx`` in ``XDG_CONFIG_HOME`` or the platform's."""
    return _platform_dir("XDG_CONFIG_HOME", windows="APPDATA", unix=".config") / "indictx"


def user_config_path() -> Path:
    """Return where the user file is or would be."""
    return config_dir() / USER_FILE


def project_config_path(cwd: Path | None = None) -> Path | None:
    """Return the nearest ``indictx.toml`` in ``cwd`` (default: the current folder) or above it."""
    try:
        start = Path.cwd() if cwd is None else cwd.absolute()
    except FileNotFoundError:  # the current folder was deleted
        return None
    candidates = (folder / PROJECT_FILE for folder in (start, *start.parents))
    return next(filter(_is_file, candidates), None)


def setting(name: str) -> Setting:
    """Return the setting of this name.

    Raises:
        KeyError: There is none.
    """
    for candidate in SETTINGS:
        if candidate.name == name:
            return candidate
    raise KeyError(name)


def resolve(flags: Mapping[str, object | None], *, cwd: Path | None = None) -> dict[str, Value]:
    """Return every setting's value and source, in the order of :data:`SETTINGS`.

    Args:
        flags: What the command line gave, by setting name; ``None`` and empty lists count as not
            given. Values are checked like those of any other place.
        cwd: Where the search for the project file begins; default is the current folder.

    Raises:
        UsageError: A file is not TOML or has an unknown key, or a value does not fit its setting;
            the message names the place and the key.
        KeyError: ``flags`` has a name that is no setting.
    """
    given: dict[str, Value] = {}
    for name, raw in flags.items():
        known = setting(name)
        if raw is not None and raw != [] and raw != ():
            given[name] = Value(_typed(known, raw, place=known.flag), known.flag)
    files = list(_files(cwd))
    return {each.name: given.get(each.name) or _unflagged(each, files) for each in SETTINGS}


def _unflagged(wanted: Setting, files: list[tuple[Path, Mapping[str, object]]]) -> Value:
    # An empty variable is the shell's way to unset one for a single command.
    if text := os.environ.get(wanted.variable):
        return Value(_parsed(wanted, text), wanted.variable)
    for path, table in files:
        if wanted.name in table:
            place = f"{path}: {wanted.name}"
            return Value(_typed(wanted, table[wanted.name], place, path.parent), str(path))
    return Value(wanted.default, "default")


def _files(cwd: Path | None) -> Iterator[tuple[Path, Mapping[str, object]]]:
    """Yield the settings files that exist with what they say, the stronger one first."""
    project, user = project_config_path(cwd), user_config_path()
    if project is not None:
        yield project, _read(project)
    if _is_file(user):
        yield user, _read(user)


def _read(path: Path) -> Mapping[str, object]:
    import tomllib

    try:
        table = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise UsageError(f"cannot read {str(path)!r}: {error.strerror or error}") from error
    except ValueError as error:  # TOMLDecodeError and UnicodeDecodeError
        raise UsageError(f"{path} is not valid TOML: {error}") from error
    names = {each.name for each in SETTINGS}
    for key in table:
        if key not in names:
            raise UsageError(f"{path}: unknown setting {key!r}", hint=_suggestion(key, names))
    return table


def _suggestion(key: str, names: set[str]) -> str:
    from difflib import get_close_matches

    close = get_close_matches(key.lower().replace("-", "_"), sorted(names), n=2)
    return (
        f"did you mean {' or '.join(close)}?" if close else f"settings: {', '.join(sorted(names))}"
    )


def _parsed(wanted: Setting, text: str) -> object:
    """Return the value that a string in the environment stands for."""
    place, folded = wanted.variable, text.strip().lower()
    if wanted.kind == "bool":
        if folded not in _TRUE | _FALSE:
            raise UsageError(f"{place}: {text!r} is neither true nor false", hint="use 1 or 0")
        return folded in _TRUE
    if wanted.kind in {"int", "float"}:
        try:
            return _typed(wanted, int(text) if wanted.kind == "int" else float(text), place)
        except ValueError as error:
            raise _wrong_kind(wanted, text, place) from error
    if wanted.kind == "list":
        return _typed(wanted, [part for part in text.split(wanted.separator) if part], place)
    return _typed(wanted, text, place)


def _typed(wanted: Setting, raw: object, place: str, base: Path | None = None) -> object:
    """Return ``raw`` as the setting's kind; relative paths start from ``base``.

    Raises:
        UsageError: ``raw`` is of another kind, or not among the values allowed.
    """
    match wanted.kind:
        case "bool" if isinstance(raw, bool):
            return raw
        case "int" if isinstance(raw, int) and not isinstance(raw, bool):
            return _in_range(wanted, raw, place)
        case "float" if isinstance(raw, int | float) and not isinstance(raw, bool):
            return _in_range(wanted, float(raw), place)
        case "str" | "path" if isinstance(raw, str | Path):
            return _one(wanted, str(raw), place, base)
        case "list" if isinstance(raw, str | Sequence):
            return _several(wanted, [raw] if isinstance(raw, str) else raw, place, base)
    raise _wrong_kind(wanted, raw, place)


def _in_range(wanted: Setting, number: float, place: str) -> float:
    # "not >=" and not "<", so that nan is refused too
    if wanted.minimum is not None and not number >= wanted.minimum:
        raise UsageError(f"{place}: {number} is less than {wanted.minimum}")
    return number


def _one(wanted: Setting, text: str, place: str, base: Path | None) -> object:
    if wanted.choices and text not in wanted.choices:
        raise UsageError(f"{place}: {text!r} is not one of {', '.join(wanted.choices)}")
    if not text.strip():
        raise UsageError(f"{place}: empty value")
    is_path = wanted.kind == "path" or wanted.item == "path"
    if is_path or (wanted.item == "name" and text.startswith((".", "~"))):
        path = _located(text, place, base)
        return path if is_path else str(path)
    return text


def _several(
    wanted: Setting, items: Sequence[object], place: str, base: Path | None
) -> tuple[object, ...]:
    values: list[object] = []
    for item in items:
        if not isinstance(item, str | Path):
            raise _wrong_kind(wanted, item, place)
        parts = str(item).split(",") if wanted.separator == "," else [str(item)]
        values += [
            _one(wanted, part.strip() if len(parts) > 1 else part, place, base) for part in parts
        ]
    return tuple(values)


def _located(text: str, place: str, base: Path | None) -> Path:
    try:
        path = Path(text).expanduser()
    except RuntimeError as error:
        raise UsageError(f"{place}: {text!r}: {error}") from error
    return path if base is None else base / path


def _wrong_kind(wanted: Setting, raw: object, place: str) -> UsageError:
    nouns = {
        "str": "text",
        "int": "a whole number",
        "float": "a number",
        "bool": "true or false",
        "path": "a path",
        "list": "a list of texts",
    }
    return UsageError(f"{place}: {raw!r} is not {nouns[wanted.kind]}")


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a folder above that we may not look into
        return False


def _platform_dir(variable: str, *, windows: str, unix: str) -> Path:
    """Return the folder that ``variable`` names, or the platform's usual one."""
    # The XDG Base Directory Specification says that relative paths are invalid, to be ignored.
    if (named := os.environ.get(variable, "")) and Path(named).is_absolute():
        return Path(named)
    if sys.platform == "win32":
        return Path(os.environ.get(windows) or Path.home() / "AppData")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support"
    return Path.home() / unix
