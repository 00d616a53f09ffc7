"""Whether a model's files are what its manifest says: by size at every load, by hash when asked.

Hashing a big model takes seconds, so a hash that was right is remembered with the file's size and
modification time, and computed again only when one of them changes.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from indictx.errors import ModelIntegrityError
from indictx.models.manifest import ModelFile, ModelManifest

_BLOCK_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class BadFile:
    """One file that differs from its manifest."""

    path: Path
    found: str
    expected: str


def sha256(path: Path) -> str:
    """Return the SHA-256 of a file as 64 hexadecimal digits, reading it in blocks."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while block := stream.read(_BLOCK_BYTES):
            digest.update(block)
    return digest.hexdigest()


def bad_sizes(manifest: ModelManifest) -> Iterator[BadFile]:
    """Yield files that are missing or of the wrong size; one ``stat`` a file."""
    for file in manifest.files:
        path = manifest.folder / file.path
        try:
            size = path.stat().st_size
        except OSError:
            yield BadFile(path, "the file is missing", f"{file.size_bytes} bytes")
            continue
        if size != file.size_bytes:
            yield BadFile(path, f"{size} bytes", f"{file.size_bytes} bytes")


def bad_hashes(manifest: ModelManifest) -> Iterator[BadFile]:
    """Yield files whose SHA-256 differs; every byte is read."""
    for file in manifest.files:
        path = manifest.folder / file.path
        found = sha256(path)
        if found != file.sha256:
            yield _wrong_hash(path, found, file)


def check_model(manifest: ModelManifest, *, stamps: Path | None = None) -> None:
    """Raise unless the files are whole.

    Args:
        manifest: The model.
        stamps: JSON file that remembers good hashes; ``None`` compares sizes only.

    Raises:
        ModelIntegrityError: For the first file that is missing or differs.
    """
    for bad in bad_sizes(manifest):
        raise ModelIntegrityError(str(bad.path), found=bad.found, expected=bad.expected)
    if stamps is None:
        return
    known = _read_stamps(stamps)
    fresh = {}
    for file in manifest.files:
        path = manifest.folder / file.path
        stamp = _stamp(path, file)
        if known.get(str(path)) == stamp:
            continue
        found = sha256(path)
        if found != file.sha256:
            bad = _wrong_hash(path, found, file)
            raise ModelIntegrityError(str(path), found=bad.found, expected=bad.expected)
        fresh[str(path)] = stamp
    if fresh:
        _write_stamps(stamps, {**known, **fresh})


def _wrong_hash(path: Path, found: str, file: ModelFile) -> BadFile:
    return BadFile(path, f"sha256 is {found[:12]}…", f"{file.sha256[:12]}…")


def _stamp(path: Path, file: ModelFile) -> list[object]:
    status = path.stat()
    return [status.st_size, status.st_mtime_ns, file.sha256]


def _read_stamps(path: Path) -> dict[str, object]:
    try:
        table = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return table if isinstance(table, dict) else {}


def _write_stamps(path: Path, table: dict[str, object]) -> None:
    # A read-only home must not stop a translation: the hashes are then computed every time.
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(json.dumps(table), encoding="utf-8")
        part.replace(path)
    except OSError:
        part.unlink(missing_ok=True)
