"""Write a model's folder: files beside, a manifest with their hashes, then one rename."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from indictx.errors import ModelError, UsageError
from indictx.models.manifest import MANIFEST_NAME, is_name, load_manifest
from indictx.models.manifest_text import dump_manifest
from indictx.models.requantize import COMPUTE_TYPES, requantize
from indictx.models.schema import DecodeDefaults, ModelFile, ModelManifest, TextRules
from indictx.models.verify import sha256


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """What a converter found out about a model while it wrote its files.

    Attributes:
        languages: Our codes.
        pairs: Directions; empty means all languages against each other.
        max_source_pieces: Longest source, tags and end included.
        text: How text becomes pieces.
        decode: Search settings that suit the model.
        is_final: The weights have the type they should have; do not requantize.
    """

    languages: tuple[str, ...]
    pairs: tuple[str, ...]
    max_source_pieces: int
    text: TextRules
    decode: DecodeDefaults = field(default_factory=DecodeDefaults)
    is_final: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """What nobody can find in the weights.

    Attributes:
        name: Name of the model, and of its folder.
        family: Family that serves it.
        version: Version of the weights.
        licence: SPDX identifier.
        attribution: Who made it, in words.
        compute_type: ``int8``, ``int8_float32`` or ``float32``.
    """

    name: str
    family: str
    version: str = "1"
    licence: str = "unknown"
    attribution: str = ""
    compute_type: str = "int8"


def write_model(
    target: Path, label: Label, write: Callable[[Path], Description], *, force: bool = False
) -> ModelManifest:
    """Let ``write`` fill a new folder, quantize its weights, describe it, and put it in place.

    Args:
        target: Where the folder shall be; appears whole or not at all.
        label: What goes into the manifest besides the description.
        write: Writes ``model.bin`` and the other files into the folder it is given.
        force: Replace a folder that is there.

    Raises:
        UsageError: The target exists, or the name or the compute type cannot be.
        ModelError: The files cannot be written.
    """
    _check(target, label, force=force)
    part = target.with_name(f"{target.name}.{os.getpid()}.part")
    try:
        part.mkdir(parents=True)
        description = write(part)
        if not description.is_final:
            quantize(part, label.compute_type)
        manifest = _manifest(part, label, description)
        (part / MANIFEST_NAME).write_text(dump_manifest(manifest), encoding="utf-8")
        load_manifest(part)  # what cannot be read again must not be put in place
        if target.exists():
            shutil.rmtree(target)
        part.replace(target)
    except OSError as error:
        raise ModelError(f"cannot write {str(target)!r}: {error}") from error
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return load_manifest(target)


def quantize(folder: Path, compute_type: str) -> None:
    """Turn the float weights in a model's folder into ``compute_type``, if that is an int8 type."""
    if compute_type in COMPUTE_TYPES:
        requantize(folder / "model.bin", folder / "model.bin", compute_type=compute_type)


def copy_file(source: Path, target: Path) -> None:
    """Copy one file of a model; ``ModelError`` names it when it is missing."""
    if not source.is_file():
        raise ModelError(f"no file {source.name!r} in {str(source.parent)!r}")
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def _check(target: Path, label: Label, *, force: bool) -> None:
    known = ("float32", *COMPUTE_TYPES)
    if label.compute_type not in known:
        raise UsageError(
            f"unknown compute type: {label.compute_type!r}", hint=f"one of {', '.join(known)}"
        )
    if not is_name(label.name):
        raise UsageError(f"{label.name!r} cannot be a model's name", hint="say one with --name")
    if target.exists() and not force:
        raise UsageError(f"{str(target)!r} exists already", hint="replace it with --force")


def _manifest(folder: Path, label: Label, description: Description) -> ModelManifest:
    manifest = ModelManifest(
        name=label.name,
        version=label.version,
        family=label.family,
        licence=label.licence,
        attribution=label.attribution,
        languages=description.languages,
        pairs=description.pairs,
        max_source_pieces=description.max_source_pieces,
        compute_type=label.compute_type,
        text=description.text,
        decode=description.decode,
        files=(),
        folder=folder,
    )
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return replace(manifest, files=tuple(_file(folder, path) for path in paths))


def _file(folder: Path, path: Path) -> ModelFile:
    name = path.relative_to(folder).as_posix()
    return ModelFile(path=name, size_bytes=path.stat().st_size, sha256=sha256(path))
