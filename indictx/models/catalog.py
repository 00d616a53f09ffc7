"""The models that indictx knows, installed or not: ``manifests/*.toml`` beside this file."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from indictx.models.manifest import ModelManifest, read_manifest

FOLDER = Path(__file__).parent / "manifests"


@cache
def known() -> tuple[ModelManifest, ...]:
    """Return all known models, by name; their folders do not exist."""
    return tuple(_load(path) for path in sorted(FOLDER.glob("*.toml"), key=lambda path: path.stem))


def find_known(query: str) -> ModelManifest | None:
    """Return the known model of this name or alias; case does not count."""
    path = FOLDER / f"{query}.toml"
    if path.is_file() and path.parent == FOLDER:
        return _load(path)
    wanted = query.lower()
    for manifest in known():
        if wanted in (manifest.name.lower(), *(alias.lower() for alias in manifest.aliases)):
            return manifest
    return None


def find_repo(repo: str) -> ModelManifest | None:
    """Return the known model that comes from this repository of the hub."""
    for manifest in known():
        if manifest.source is not None and manifest.source.repo.lower() == repo.lower():
            return manifest
    return None


def _load(path: Path) -> ModelManifest:
    return read_manifest(path.read_bytes(), place=path.name, folder=path.parent / path.stem)
