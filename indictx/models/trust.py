"""What was trusted on first use: for every source, its revision and the hashes that came.

Kept beside the models and not in them, so that it outlives their removal: whoever pulls a model a
second time gets the very same files or an error.
"""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from indictx import settings
from indictx.errors import ModelError
from indictx.models.lock import locked
from indictx.models.schema import Source, SourceFile

_Entry = dict[str, object]


def trusted_path() -> Path:
    """Return the file of what was trusted."""
    return settings.home() / "trusted.json"


def pin(source: Source) -> Source:
    """Return the source with what was trusted before in place of what is unpinned."""
    table = _read()
    if source.repo and source.revision is None:
        before = table.get(source.label, {}).get("revision")
        source = replace(source, revision=before if isinstance(before, str) else None)
    entry = table.get(_key(source), {})
    return replace(source, files=tuple(_pinned(file, entry) for file in source.files))


def record(source: Source) -> None:
    """Remember the revision of a source, and its files; a hash once remembered stays.

    Raises:
        ModelError: It cannot be written down.
    """
    path = trusted_path()
    fresh = path.with_name(f"{path.name}.part")
    try:
        with locked(path.with_name(f"{path.name}.lock")):
            table = _with(_read(), source)
            fresh.write_text(json.dumps(table, indent=1), encoding="utf-8")
            fresh.replace(path)
    except OSError as error:
        raise ModelError(f"cannot write {str(path)!r}: {error.strerror or error}") from error


def _with(table: dict[str, _Entry], source: Source) -> dict[str, _Entry]:
    entry = table.setdefault(_key(source), {})
    for file in source.files:
        entry.setdefault(file.path, [file.size_bytes, file.sha256])
    if source.revision is not None:
        table.setdefault(source.label, {})["revision"] = source.revision
    return table


def _pinned(file: SourceFile, entry: _Entry) -> SourceFile:
    for path in (file.path, file.fallback):
        match entry.get(path):
            case [int(size), str(digest)] if file.sha256 is None:
                return replace(file, size_bytes=size, sha256=digest)
    return file


def _key(source: Source) -> str:
    return f"{source.label}@{source.revision}" if source.revision else source.label


def _read() -> dict[str, _Entry]:
    path = trusted_path()
    try:
        table = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        # To go on as if nothing had been trusted would be what an attacker wants.
        raise ModelError(
            f"cannot read {str(path)!r}: {error}", hint="repair or remove it"
        ) from error
    return {key: entry for key, entry in table.items() if isinstance(entry, dict)}
