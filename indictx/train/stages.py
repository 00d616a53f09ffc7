"""Stages remember what they were made from, and files appear whole.

A stage's fingerprint is a hash of everything it reads: parts of the recipe, files by content, the
fingerprints of stages before it, and the revision of its code. The stage writes the fingerprint
last; what carries another one, or none, is made again.
"""

from __future__ import annotations

import contextlib
import dataclasses
import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path

MARK = "done.json"


def fingerprint(*parts: object) -> str:
    """Return 16 hexadecimal digits for values: dataclasses, mappings, sequences, scalars."""
    text = json.dumps(_plain(parts), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _plain(value: object) -> object:
    if dataclasses.is_dataclass(value):
        return {each.name: _plain(getattr(value, each.name)) for each in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(each) for each in value]
    return value


def is_done(folder: Path, wanted: str, *, made: str, name: str = MARK) -> bool:
    """Say whether the stage in ``folder`` was finished with this fingerprint, and ``made`` is there."""
    path = folder / made
    return (
        read_mark(folder, name=name).get("fingerprint") == wanted
        and path.is_file()
        and path.stat().st_size > 0
    )


def read_mark(folder: Path, *, name: str = MARK) -> Mapping[str, object]:
    """Return what a finished stage wrote about itself; empty when it is not finished."""
    try:
        mark = json.loads((folder / name).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return mark if isinstance(mark, dict) else {}


def mark_done(folder: Path, made_from: str, *, name: str = MARK, **facts: object) -> None:
    """Write the fingerprint, with facts about the stage that later stages or people want."""
    write_json(folder / name, {"fingerprint": made_from, **facts})


def write_json(path: Path, value: object) -> None:
    """Write JSON for people: sorted keys, indentation, no escapes."""
    text = json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True)
    write_text(path, text + "\n")


def write_text(path: Path, text: str) -> None:
    """Write a UTF-8 file, whole or not at all."""
    with whole(path) as part:
        part.write_text(text, encoding="utf-8", newline="\n")


@contextlib.contextmanager
def whole(path: Path) -> Iterator[Path]:
    """Give a path beside ``path`` to write to, and move it there when nothing went wrong."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.part")
    try:
        yield part
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
