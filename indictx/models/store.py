"""Where models are: bundled with the package, in the user's folder, or at a path.

In the user's folder, ``NAME/`` is a whole model, ``.partial/NAME/`` is one on its way in or out, and
``.locks/NAME`` lets one process at a time change either. All three are on one file system, so that
a model appears and disappears by a single renaming.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from indictx import settings
from indictx.errors import (
    ManifestError,
    ModelError,
    ModelNotFoundError,
    ModelNotInstalledError,
)
from indictx.models.manifest import MANIFEST_NAME, ModelManifest, load_manifest
from indictx.models.verify import check_model, remember

DEFAULT_MODEL = "indictx-mini"
_OLD = "old"


def models_folder() -> Path:
    """Return the user's folder of models; it may not exist yet."""
    return settings.home() / "models"


def stamps_path() -> Path:
    """Return the file that remembers which hashes were right."""
    return settings.home() / "verified.json"


def bundled_folders() -> list[Path]:
    """Return the folders of models that came with the package.

    An installed wheel keeps them inside the package; a checkout keeps them in ``models/`` at its top.
    """
    inside = Path(__file__).parent / "bundled"
    root = inside if inside.is_dir() else Path(__file__).parents[2] / "models"
    return sorted(path.parent for path in root.glob(f"*/{MANIFEST_NAME}"))


def installed_folders() -> list[Path]:
    """Return every model's folder on this machine, the user's before the bundled ones."""
    own = sorted(
        path.parent
        for path in models_folder().glob(f"*/{MANIFEST_NAME}")
        if not path.parent.name.startswith(".")
    )
    return own + bundled_folders()


def installed() -> list[ModelManifest]:
    """Return every model on this machine that can be read; of two with one name, the user's."""
    found: dict[str, ModelManifest] = {}
    for manifest in _readable():
        found.setdefault(manifest.name, manifest)
    return list(found.values())


def broken() -> list[ManifestError]:
    """Return what is wrong with each model on this machine that cannot be read."""
    found = []
    for folder in installed_folders():
        try:
            load_manifest(folder)
        except ManifestError as error:
            error.hint = error.hint or f"`indictx models remove {folder.name}` removes it"
            found.append(error)
    return found


def is_bundled(manifest: ModelManifest) -> bool:
    """Say whether the model came with the package."""
    return manifest.folder in bundled_folders()


def find_model(query: str | None) -> ModelManifest:
    """Return the model of this name, or in the folder of this path, its files checked.

    Args:
        query: A name, an alias, ``name@version`` or a path; ``None`` is the default model.

    Raises:
        ModelNotFoundError: There is no such model.
        ModelNotInstalledError: It is known, but not on this machine.
        ManifestError: Its manifest cannot be understood.
        ModelIntegrityError: A file is missing or differs from the manifest.
    """
    manifest = find_installed(query or DEFAULT_MODEL)
    check_model(manifest, stamps=stamps_path())
    return manifest


def find_installed(query: str) -> ModelManifest:
    """Return the model of this name or path as :func:`find_model` does, its files not checked."""
    for folder in installed_folders():
        if folder.name == query:
            return load_manifest(folder)
    path = Path(query)
    if (path / MANIFEST_NAME).is_file():
        return load_manifest(path.resolve())
    name, _, version = query.partition("@")
    for manifest in _readable():
        if name in (manifest.name, *manifest.aliases) and version in ("", manifest.version):
            return manifest
    raise _missing(query, name)


def _readable() -> Iterator[ModelManifest]:
    for folder in installed_folders():
        try:
            yield load_manifest(folder)
        except ManifestError:
            continue  # one that is broken must not hide the others; see broken()


def _missing(query: str, name: str) -> ModelError:
    import difflib

    from indictx.models import catalog

    found = catalog.find_known(name)
    if found is not None:
        wanted = query if query != name else found.name
        return ModelNotInstalledError(wanted)
    if query and (Path(query).exists() or any(slash in query for slash in "/\\")):
        return ModelNotFoundError(query, reason=_no_model_at(Path(query)))
    names = [folder.name for folder in installed_folders()]
    names += [manifest.name for manifest in catalog.known()]
    return ModelNotFoundError(query, close_to=tuple(difflib.get_close_matches(query, names)))


def _no_model_at(path: Path) -> str:
    if path.is_dir():
        return f"the folder has no {MANIFEST_NAME}"
    return "it is a file, not a model's folder" if path.exists() else "there is no such folder"


def in_store(name: str) -> ModelManifest | None:
    """Return the model of this name in the user's folder; ``None`` if there is none."""
    folder = models_folder() / name
    return load_manifest(folder) if (folder / MANIFEST_NAME).is_file() else None


@contextmanager
def lock(name: str, *, on_wait: Callable[[str], None] | None = None) -> Iterator[Path]:
    """Let this process alone change the model of this name; wait for others to finish.

    Args:
        name: Of the model.
        on_wait: Called with the process id of the other, if there is one.

    Yields:
        A folder for what is not yet a model. After an error what is in it stays, for the next
        process to go on with; else it is removed.

    Raises:
        ModelError: The user's folder cannot be written to.
    """
    import shutil

    from indictx.models.lock import locked

    work = models_folder() / ".partial" / name
    try:
        with locked(models_folder() / ".locks" / name, on_wait=on_wait):
            # Not before: until then another process may remove it.
            work.mkdir(parents=True, exist_ok=True)
            _recover(name, work)
            try:
                yield work
            except BaseException:
                with contextlib.suppress(OSError):
                    work.rmdir()  # only if there is nothing to go on with
                raise
            shutil.rmtree(work, ignore_errors=True)
    except OSError as error:
        raise ModelError(
            f"cannot write to {str(error.filename or work)!r}: {error.strerror or error}",
            hint="set INDICTX_HOME to a folder of yours",
        ) from error


def _recover(name: str, work: Path) -> None:
    """Finish what a process left when it was killed between two renamings."""
    import shutil

    old, target = work / _OLD, models_folder() / name
    if old.is_dir() and not (target / MANIFEST_NAME).is_file():
        shutil.rmtree(target, ignore_errors=True)
        old.replace(target)
    shutil.rmtree(old, ignore_errors=True)


def add(staged: Path, manifest: ModelManifest, *, work: Path) -> ModelManifest:
    """Make a folder of files a model of the store, in place of the one of its name.

    Args:
        staged: Folder in ``work`` with all of the model's files; it is moved.
        manifest: What they are; it is written into the folder.
        work: What :func:`lock` gave.

    Returns:
        The manifest, with its new folder.
    """
    from indictx.models.download import sync
    from indictx.models.manifest_text import dump_manifest

    target, old = models_folder() / manifest.name, work / _OLD
    path = staged / MANIFEST_NAME
    path.write_text(dump_manifest(manifest), encoding="utf-8", newline="\n")
    sync(path)
    if target.is_dir():
        target.replace(old)
    staged.replace(target)
    added = replace(manifest, folder=target)
    remember(added, stamps_path())
    return added


def remove(name: str) -> int:
    """Remove a model from the user's folder, even one that cannot be read.

    Returns:
        How many bytes are free now.

    Raises:
        ModelError: It is a bundled one.
        ModelNotFoundError: There is none of this name.
        ModelNotInstalledError: It is known, but not on this machine.
    """
    import shutil

    own = {path.name: path for path in models_folder().glob("[!.]*") if path.is_dir()}
    folder = own.get(name) or find_installed(name).folder
    if folder.parent != models_folder():
        where = "comes with indictx" if folder in bundled_folders() else "is not in the store"
        raise ModelError(f"model {name!r} {where} and cannot be removed")
    freed = disk_bytes(folder)
    with lock(folder.name) as work:
        gone = work / "removed"
        shutil.rmtree(gone, ignore_errors=True)
        folder.replace(gone)
    return freed


def disk_bytes(folder: Path) -> int:
    """Return the size of all files in a folder together."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
