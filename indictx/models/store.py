"""Where models are: bundled with the package, in the user's folder, or at a path."""

from __future__ import annotations

import difflib
from pathlib import Path

from indictx import settings
from indictx.errors import ModelNotFoundError
from indictx.models.manifest import MANIFEST_NAME, ModelManifest, load_manifest
from indictx.models.verify import check_model

DEFAULT_MODEL = "indictx-mini"


def bundled_folders() -> list[Path]:
    """Return the folders of models that came with the package.

    An installed wheel keeps them inside the package; a checkout keeps them in ``models/`` at its top.
    """
    inside = Path(__file__).parent / "bundled"
    root = inside if inside.is_dir() else Path(__file__).parents[2] / "models"
    return sorted(path.parent for path in root.glob(f"*/{MANIFEST_NAME}"))


def installed_folders() -> list[Path]:
    """Return every model's folder on this machine, the user's before the bundled ones."""
    own = sorted(path.parent for path in (settings.home() / "models").glob(f"*/{MANIFEST_NAME}"))
    return own + bundled_folders()


def installed() -> list[ModelManifest]:
    """Return the manifest of every model on this machine; of two with one name, the user's."""
    found: dict[str, ModelManifest] = {}
    for folder in installed_folders():
        manifest = load_manifest(folder)
        found.setdefault(manifest.name, manifest)
    return list(found.values())


def find_model(query: str | None) -> ModelManifest:
    """Return the model of this name, or in the folder of this path, its files checked.

    Args:
        query: A name or a path; ``None`` is the default model.

    Raises:
        ModelNotFoundError: There is no such model.
        ManifestError: Its manifest cannot be understood.
        ModelIntegrityError: A file is missing or differs from the manifest.
    """
    manifest = load_manifest(_folder(query or DEFAULT_MODEL))
    check_model(manifest, stamps=settings.home() / "verified.json")
    return manifest


def _folder(query: str) -> Path:
    folders = installed_folders()
    for folder in folders:
        if folder.name == query:
            return folder
    path = Path(query)
    if (path / MANIFEST_NAME).is_file():
        return path.resolve()
    names = [folder.name for folder in folders]
    raise ModelNotFoundError(query, close_to=tuple(difflib.get_close_matches(query, names)))
