"""Paths and settings: flag > environment > project file > user file > default, with the source.

A setting has one name everywhere: ``keep_regex`` is the key in a TOML file, ``INDICTX_KEEP_REGEX``
in the environment and ``--keep-regex`` on the command line. The project file is the nearest
``indictx.toml``, from the current folder upwards; the user file is ``config.toml`` in
:func:`config_dir`. Nothing is read at import, and tomllib is imported only when a file exists.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from indictx.errors import UsageError
from indictx.settings._values import parsed, typed
from indictx.settings.paths import config_dir, home, is_file, project_config_path, user_config_path
from indictx.settings.table import SETTINGS, VARIABLES, Setting, Variable, setting

__all__ = [
    "SETTINGS",
    "VARIABLES",
    "Setting",
    "Value",
    "Variable",
    "config_dir",
    "home",
    "project_config_path",
    "resolve",
    "setting",
    "user_config_path",
]


@dataclass(frozen=True, slots=True)
class Value:
    """A setting's value, and which place set it.

    Attributes:
        value: Of the setting's kind; lists are tuples.
        source: ``--beam``, ``INDICTX_BEAM``, the path of a TOML file, or ``default``.
    """

    value: object
    source: str


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
            given[name] = Value(typed(known, raw, place=known.flag), known.flag)
    files = list(_files(cwd))
    return {each.name: given.get(each.name) or _unflagged(each, files) for each in SETTINGS}


def _unflagged(wanted: Setting, files: list[tuple[Path, Mapping[str, object]]]) -> Value:
    # An empty variable is the shell's way to unset one for a single command.
    if text := os.environ.get(wanted.variable):
        return Value(parsed(wanted, text), wanted.variable)
    for path, table in files:
        if wanted.name in table:
            place = f"{path}: {wanted.name}"
            return Value(
                typed(wanted, table[wanted.name], place=place, base=path.parent), str(path)
            )
    return Value(wanted.default, "default")


def _files(cwd: Path | None) -> Iterator[tuple[Path, Mapping[str, object]]]:
    """Yield the settings files that exist with what they say, the stronger one first."""
    project, user = project_config_path(cwd), user_config_path()
    if project is not None:
        yield project, _read(project)
    if is_file(user):
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
    if close:
        return f"did you mean {' or '.join(close)}?"
    return f"known settings: {', '.join(sorted(names))}"
