"""Change values in the user file, leaving everything else in it as it is, comments included."""

from __future__ import annotations

import json
import os
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path

from indictx.errors import UsageError
from indictx.settings.paths import user_config_path


def set_user_values(values: Mapping[str, str | int | None]) -> Path:
    """Set settings in the user file, or take them out: all of them or none.

    Args:
        values: By the names of settings of kind ``str`` or ``int``; ``None`` takes one out.

    Returns:
        The file.

    Raises:
        UsageError: The file cannot be read or written, or is not TOML.
    """
    path = user_config_path()
    try:
        before = path.read_text(encoding="utf-8-sig") if path.is_file() else ""
        after, wanted = before, tomllib.loads(before)
        for name, value in values.items():
            after = _edited(after, name, value)
            wanted.pop(name, None)
            if value is not None:
                wanted[name] = value
        # A value over several lines, or within a table, is for its owner to edit.
        if tomllib.loads(after) != wanted:
            names = ", ".join(map(repr, values))
            raise UsageError(f"cannot change {names} in {path}", hint="edit the file yourself")
        if after != before:
            _write(path, after)
    except (OSError, ValueError) as error:
        if isinstance(error, UsageError):
            raise
        raise UsageError(f"cannot change {str(path)!r}: {error}") from error
    return path


def _edited(text: str, name: str, value: str | int | None) -> str:
    lines = text.splitlines(keepends=True)
    header = re.compile(r"\s*\[")
    assignment = re.compile(rf"\s*(?:{name}|\"{name}\"|'{name}')\s*=")
    top = next((n for n, line in enumerate(lines) if header.match(line)), len(lines))
    kept = [n for n, line in enumerate(lines) if n >= top or not assignment.match(line)]
    place = next((n for n in range(top) if n not in kept), None)
    fresh = [] if value is None else [f"{name} = {json.dumps(value, ensure_ascii=False)}\n"]
    if place is None:
        return "".join(fresh + lines)
    before = [lines[n] for n in kept if n < place]
    return "".join(before + fresh + [lines[n] for n in kept if n > place])


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    part.write_text(text, encoding="utf-8", newline="")
    part.replace(path)
