"""Whether a model's files are what its manifest says: by size at every load, by hash when asked.

Hashing a big model takes seconds, so a hash that was right is remembered with the file's size and
modification time, and computed again only when one of them changes.
"""

from __future__ import annotations

import contextlib
import json
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from indictx.errors import ModelIntegrityError
from indictx.models.manifest import MANIFEST_NAME, ModelFile, ModelManifest

_BLOCK_BYTES = 1 << 20

# What may lie beside a model's files without being one of them: what its makers say about it, and
# what desktops leave in every folder. A model's behavior cannot depend on these.
_COMPANIONS = frozenset(
    {"MODEL_CARD.md", "LICENSE", "NOTICE", "recipe.toml", "results", ".gitkeep"}
    | {".DS_Store", "Thumbs.db", "desktop.ini"}
)
# The recipes of earlier stages, of which there may be any number: recipe-first.toml and so on.
_STAGES = "recipe-*.toml"


@dataclass(frozen=True, slots=True)
class BadFile:
    """One file that differs from its manifest."""

    path: Path
    found: str
    expected: str


def sha256(path: Path) -> str:
    """Return the SHA-256 of a file as 64 hexadecimal digits, reading it in blocks."""
    import hashlib  # loads OpenSSL, and most starts find all hashes known

    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while block := stream.read(_BLOCK_BYTES):
            digest.update(block)
    return digest.hexdigest()


def hashed(folder: Path) -> list[ModelFile]:
    """Return size and hash of every file in a folder but the manifest, by path."""
    named = ((path.relative_to(folder).as_posix(), path) for path in folder.rglob("*"))
    return [
        ModelFile(path=name, size_bytes=path.stat().st_size, sha256=sha256(path))
        for name, path in sorted(named)
        if path.is_file() and name != MANIFEST_NAME
    ]


def bad_sizes(manifest: ModelManifest) -> Iterator[BadFile]:
    """Yield files that are missing or of the wrong size; one ``stat`` a file."""
    for file in manifest.files:
        path = manifest.folder / file.path
        try:
            status = path.stat()
        except OSError:
            yield BadFile(path, "the file is missing", f"{file.size_bytes} bytes")
            continue
        if not stat.S_ISREG(status.st_mode):
            yield BadFile(path, "it is no file", f"{file.size_bytes} bytes")
        elif status.st_size != file.size_bytes:
            yield BadFile(path, f"{status.st_size} bytes", f"{file.size_bytes} bytes")


def extra_files(manifest: ModelManifest) -> Iterator[BadFile]:
    """Yield files that are in the folder but not in the manifest."""
    known = {MANIFEST_NAME, *(file.path for file in manifest.files)}
    for path in sorted(manifest.folder.rglob("*")):
        inside = path.relative_to(manifest.folder)
        is_folder = path.is_dir() and not path.is_symlink()
        if not (is_folder or inside.as_posix() in known or _is_companion(inside)):
            yield BadFile(path, "the file is not in the manifest", "no such file")


def _is_companion(inside: Path) -> bool:
    top = inside.parts[0]
    return top in _COMPANIONS or fnmatchcase(top, _STAGES)


def bad_files(manifest: ModelManifest) -> Iterator[BadFile]:
    """Yield every file that is missing, of the wrong size or content, or too many."""
    wrong = list(bad_sizes(manifest))
    yield from wrong
    named = {bad.path for bad in wrong}
    for file in manifest.files:
        path = manifest.folder / file.path
        if path not in named and (bad := _bad_hash(path, file)):
            yield bad
    yield from extra_files(manifest)


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
        if wrong := _bad_hash(path, file):
            raise ModelIntegrityError(str(path), found=wrong.found, expected=wrong.expected)
        fresh[str(path)] = stamp
    if fresh:
        _write_stamps(stamps, {**known, **fresh})


def remember(manifest: ModelManifest, stamps: Path) -> None:
    """Note that all files have just been found right, so that the next load need not hash them."""
    fresh = {}
    for file in manifest.files:
        path = manifest.folder / file.path
        fresh[str(path)] = _stamp(path, file)
    _write_stamps(stamps, {**_read_stamps(stamps), **fresh})


def _bad_hash(path: Path, file: ModelFile) -> BadFile | None:
    try:
        found = sha256(path)
    except OSError as error:
        return BadFile(path, error.strerror or str(error), f"{file.sha256[:12]}…")
    if found == file.sha256:
        return None
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
        with contextlib.suppress(OSError):
            part.unlink()
