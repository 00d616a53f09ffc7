"""One file that holds a whole model, for machines without network: written and read here.

A bundle is a zip: ``manifest.toml`` first, then the files of the manifest in its order, stored and
not compressed, with fixed times. So the same model gives the same bytes anywhere. A bundle that is
read may come from a stranger: it must hold exactly what its manifest says, as plain files, and not
a byte is written outside the store.
"""

from __future__ import annotations

import hashlib
import shutil
import stat
import struct
import zipfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import IO

from indictx.errors import InputError, ManifestError, ModelError, ModelIntegrityError, UsageError
from indictx.models import store
from indictx.models.manifest import MANIFEST_NAME, inside, load_manifest, read_manifest
from indictx.models.schema import ModelFile, ModelManifest
from indictx.models.verify import bad_sizes

SUFFIX = ".indictx"
_BLOCK_BYTES = 1 << 20
_MOST_MANIFEST_BYTES = 1 << 20
_MOST_FILES = 1000
# The first day that the format of zip can say.
_EPOCH = (1980, 1, 1, 0, 0, 0)
_UNIX, _PLAIN_FILE = 3, (stat.S_IFREG | 0o644) << 16
_ENCRYPTED = 0x1

# What the standard library raises for a file that is no zip, or not a whole one.
_REFUSED = "no `indictx models export` writes that; ask for the bundle again where it came from"
_NOT_A_ZIP = (
    zipfile.BadZipFile,
    EOFError,
    NotImplementedError,
    OverflowError,
    ValueError,
    struct.error,
)

_Open = Callable[[str], IO[bytes]]


def export_bundle(manifest: ModelManifest, path: Path, *, force: bool = False) -> int:
    """Write a model into one file, whole or not at all; hashes are checked on the way.

    Args:
        manifest: An installed model.
        path: The file to write.
        force: Overwrite a file that is there.

    Returns:
        Its size in bytes.

    Raises:
        UsageError: The file exists.
        ModelIntegrityError: A file of the model is missing or damaged.
        ModelError: The file cannot be written.
    """
    if path.exists() and not force:
        raise UsageError(f"{str(path)!r} exists", hint="add --force to overwrite it")
    for bad in bad_sizes(manifest):
        raise ModelIntegrityError(str(bad.path), found=bad.found, expected=bad.expected)
    part = path.with_name(f"{path.name}.part")
    try:
        with zipfile.ZipFile(part, "w", zipfile.ZIP_STORED) as archive:
            text = (manifest.folder / MANIFEST_NAME).read_bytes()
            archive.writestr(_entry(MANIFEST_NAME, len(text)), text)
            for file in manifest.files:
                _put(archive, manifest, file)
        part.replace(path)
    except OSError as error:
        raise ModelError(f"cannot write {str(path)!r}: {error.strerror or error}") from error
    finally:
        part.unlink(missing_ok=True)
    return path.stat().st_size


def _entry(name: str, size_bytes: int) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _EPOCH)
    entry.create_system, entry.external_attr = _UNIX, _PLAIN_FILE
    entry.file_size = size_bytes
    return entry


def _put(archive: zipfile.ZipFile, manifest: ModelManifest, file: ModelFile) -> None:
    source = manifest.folder / file.path
    entry = _entry(file.path, file.size_bytes)
    with source.open("rb") as reader, archive.open(entry, "w", force_zip64=_is_big(file)) as writer:
        _copy(reader, writer.write, file, place=str(source))


def _is_big(file: ModelFile) -> bool:
    return file.size_bytes >= zipfile.ZIP64_LIMIT


def import_path(path: Path, *, force: bool = False) -> ModelManifest:
    """Install the model in a bundle, or in a folder with a manifest.

    Raises:
        InputError: There is no such file, or it is neither.
        ModelIntegrityError: A file is missing, damaged or too many.
        UsageError: A model of this name is installed.
    """
    path = path.expanduser()
    if path.is_dir():
        return _import_folder(path, force=force)
    if path.suffix.lower() == ".argosmodel":
        raise UsageError(
            f"{str(path)!r} is a package of Argos Translate",
            hint=f"run `indictx models convert {path} --family argos`",
        )
    return import_bundle(path, force=force)


def _import_folder(folder: Path, *, force: bool) -> ModelManifest:
    if not (folder / MANIFEST_NAME).is_file():
        raise InputError(
            f"{str(folder)!r} has no {MANIFEST_NAME}",
            hint="a model of another program is made one of ours by `indictx models convert`",
        )
    manifest = load_manifest(folder)
    for bad in bad_sizes(manifest):
        raise ModelIntegrityError(str(bad.path), found=bad.found, expected=bad.expected)
    return _install(manifest, lambda name: (folder / name).open("rb"), force=force)


def import_bundle(path: Path, *, force: bool = False) -> ModelManifest:
    """Install the model in a bundle.

    Args:
        path: The file.
        force: Replace an installed model of its name.

    Raises:
        InputError: It is no bundle: not a zip, cut off, holding what no bundle holds, or with a
            manifest that cannot be understood.
        ModelIntegrityError: A file is missing, damaged or too many.
        UsageError: A model of its name is installed.
        ModelError: The store cannot be written to, or has no room.
    """
    try:
        with closing(zipfile.ZipFile(path)) as archive:
            entries = _entries(archive, path)
            manifest = _manifest(archive, entries, path)
            _check_entries(entries, manifest, path)
            return _install(manifest, lambda name: archive.open(entries[name]), force=force)
    except FileNotFoundError as error:
        raise InputError(
            f"no file {str(path)!r}", hint="give a file that `indictx models export` has written"
        ) from error
    except _NOT_A_ZIP as error:
        if isinstance(error, ModelError):
            raise
        raise InputError(
            f"{str(path)!r} is not a whole bundle: {error}",
            hint="copy it again; `indictx models export` writes it",
        ) from error
    except OSError as error:
        raise InputError(
            f"cannot read {str(path)!r}: {error.strerror or error}",
            hint="give a file that may be read",
        ) from error


def _entries(archive: zipfile.ZipFile, path: Path) -> dict[str, zipfile.ZipInfo]:
    entries = archive.infolist()
    if len(entries) > _MOST_FILES:
        raise InputError(
            f"{str(path)!r} holds {len(entries)} files, which is too many", hint=_REFUSED
        )
    by_name = {entry.orig_filename: entry for entry in entries}
    if len(by_name) != len(entries):
        raise InputError(f"{str(path)!r} holds two files of one name", hint=_REFUSED)
    for name, entry in by_name.items():
        try:
            inside(name)
        except ManifestError as error:
            raise InputError(
                f"{str(path)!r} holds {name!r}, which is no file in a model's folder", hint=_REFUSED
            ) from error
        kind = stat.S_IFMT(entry.external_attr >> 16)
        if kind not in (0, stat.S_IFREG) or entry.is_dir():
            raise InputError(
                f"{str(path)!r} holds {name!r}, which is not a plain file", hint=_REFUSED
            )
        if entry.compress_type != zipfile.ZIP_STORED or entry.flag_bits & _ENCRYPTED:
            # Stored files cannot grow, so a small bundle cannot fill the disk.
            raise InputError(f"{str(path)!r} holds {name!r} compressed or encrypted", hint=_REFUSED)
    # Entries may share their bytes, which is the other way to grow.
    if sum(entry.file_size for entry in entries) > path.stat().st_size:
        raise InputError(f"{str(path)!r} says that it holds more than its own size", hint=_REFUSED)
    return by_name


def _manifest(
    archive: zipfile.ZipFile, entries: dict[str, zipfile.ZipInfo], path: Path
) -> ModelManifest:
    if MANIFEST_NAME not in entries:
        raise InputError(
            f"{str(path)!r} is not a bundle: it has no {MANIFEST_NAME}",
            hint="`indictx models export` writes bundles; `indictx models convert` takes other models",
        )
    if entries[MANIFEST_NAME].file_size > _MOST_MANIFEST_BYTES:
        raise InputError(f"the {MANIFEST_NAME} in {str(path)!r} is too long", hint=_REFUSED)
    data = archive.read(entries[MANIFEST_NAME])
    try:
        return read_manifest(data, place=f"{path}: {MANIFEST_NAME}", folder=path)
    except ManifestError as error:
        raise InputError(str(error), hint=error.hint or _REFUSED) from error


def _check_entries(
    entries: dict[str, zipfile.ZipInfo], manifest: ModelManifest, path: Path
) -> None:
    """Compare the table of contents with the manifest, before a byte is written."""
    wanted = {file.path: file for file in manifest.files}
    for name, entry in entries.items():
        if name == MANIFEST_NAME:
            continue
        if name not in wanted:
            raise ModelIntegrityError(
                f"{path}: {name}", found="a file beyond the manifest", expected="no such file"
            )
        size = wanted[name].size_bytes
        if entry.file_size != size:
            raise ModelIntegrityError(
                f"{path}: {name}", found=f"{entry.file_size} bytes", expected=f"{size} bytes"
            )
    for name, file in wanted.items():
        if name not in entries:
            raise ModelIntegrityError(
                f"{path}: {name}", found="the file is missing", expected=f"{file.size_bytes} bytes"
            )


def _install(manifest: ModelManifest, open_file: _Open, *, force: bool) -> ModelManifest:
    with store.lock(manifest.name) as work:
        if not force and manifest.name in {one.name for one in store.installed_folders()}:
            raise UsageError(
                f"a model {manifest.name!r} is installed", hint="add --force to replace it"
            )
        if shutil.disk_usage(work).free < manifest.size_bytes:
            raise ModelError(f"the disk of {str(work)!r} has no room for {manifest.name!r}")
        staged = work / "import"
        shutil.rmtree(staged, ignore_errors=True)
        try:
            for file in manifest.files:
                _take(staged, open_file, file)
            return store.add(staged, replace(manifest, folder=staged), work=work)
        finally:
            shutil.rmtree(staged, ignore_errors=True)


def _take(staged: Path, open_file: _Open, file: ModelFile) -> None:
    target = staged / file.path  # the manifest's reader has made sure that it stays inside
    target.parent.mkdir(parents=True, exist_ok=True)
    with open_file(file.path) as reader, target.open("xb") as writer:
        try:
            _copy(reader, writer.write, file, place=file.path)
        except (
            zipfile.BadZipFile
        ) as error:  # the zip has a checksum of its own, which is read first
            raise ModelIntegrityError(
                file.path, found="its checksum differs", expected=f"sha256 {file.sha256[:12]}…"
            ) from error


def _copy(
    reader: IO[bytes], write: Callable[[bytes], object], file: ModelFile, *, place: str
) -> None:
    """Copy exactly one file of a manifest, or raise ``ModelIntegrityError``."""
    digest, size = hashlib.sha256(), 0
    while block := reader.read(_BLOCK_BYTES):
        size += len(block)
        if size > file.size_bytes:
            break
        digest.update(block)
        write(block)
    if size != file.size_bytes:
        found = f"more than {file.size_bytes} bytes" if size > file.size_bytes else f"{size} bytes"
        raise ModelIntegrityError(place, found=found, expected=f"{file.size_bytes} bytes")
    if digest.hexdigest() != file.sha256:
        raise ModelIntegrityError(
            place,
            found=f"sha256 is {digest.hexdigest()[:12]}…",
            expected=f"{file.sha256[:12]}…",
        )
