"""Argos Translate packages → model folders.

An ``.argosmodel`` is a zip: one folder with ``metadata.json``, ``sentencepiece.model`` and
``model/``, which is a CTranslate2 model already. It may come from anywhere, so names, kinds and
sizes are checked before anything is read, and only the files of a model are taken out.
"""

from __future__ import annotations

import json
import stat
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

from indictx.errors import ModelError, UnknownLanguageError
from indictx.languages import Pair
from indictx.models.convert._folder import Description
from indictx.models.schema import TextRules

_METADATA = "metadata.json"
_MOST_BYTES = 2 << 30
_MOST_METADATA_BYTES = 1 << 20
_MOST_MEMBERS = 2000
_BLOCK_BYTES = 1 << 20
# Models of OpenNMT-py, trained on sentences of at most 150 pieces or so; positions are computed.
_MOST_PIECES = 256
_SPM = "sentencepiece.model"


def convert_argos(source: Path, folder: Path, *, pairs: tuple[str, ...] = ()) -> Description:
    """Unpack the model of a package into ``folder``.

    Args:
        source: The ``.argosmodel`` file.
        folder: Where to write; exists.
        pairs: Its direction, if not the one in its metadata.

    Raises:
        ModelError: It is no such package, lacks a file, or tries to write elsewhere.
    """
    try:
        with zipfile.ZipFile(source) as archive:
            root, members = _checked(archive, source)
            metadata = _metadata(archive, root)
            for name, member in _wanted(root, members):
                _extract(archive, member, folder / name)
    except (OSError, zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError) as error:
        raise ModelError(f"cannot unpack {str(source)!r}: {error}") from error
    for name in ("model.bin", _SPM):
        if not (folder / name).is_file():
            raise ModelError(f"the package {str(source)!r} has no {name}")
    found = pairs or (_pair(metadata),)
    target_prefix = metadata.get("target_prefix")
    return Description(
        languages=tuple(sorted({code for pair in found for code in pair.split("-")})),
        pairs=tuple(found),
        max_source_pieces=_MOST_PIECES,
        text=TextRules(
            source_spm=_SPM,
            target_spm=_SPM,
            target_prefix=(str(target_prefix),) if target_prefix else (),
            append_eos=False,
        ),
        is_final=True,
    )


def _checked(archive: zipfile.ZipFile, source: Path) -> tuple[PurePosixPath, list[zipfile.ZipInfo]]:
    members = archive.infolist()
    if len(members) > _MOST_MEMBERS or sum(one.file_size for one in members) > _MOST_BYTES:
        raise ModelError(f"the package {str(source)!r} is larger than any model")
    for member in members:
        path = PurePosixPath(member.filename)
        kind = stat.S_IFMT(member.external_attr >> 16)
        if path.is_absolute() or ".." in path.parts or "\\" in member.filename or ":" in path.parts:
            raise ModelError(f"the package {str(source)!r} writes outside: {member.filename!r}")
        if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
            raise ModelError(f"the package {str(source)!r} has a link: {member.filename!r}")
    roots = {PurePosixPath(one.filename).parent for one in members if _is_metadata(one)}
    if len(roots) != 1:
        raise ModelError(f"{str(source)!r} is not an Argos package: it has no single {_METADATA}")
    return roots.pop(), members


def _is_metadata(member: zipfile.ZipInfo) -> bool:
    path = PurePosixPath(member.filename)
    return path.name == _METADATA and len(path.parts) <= 2


def _metadata(archive: zipfile.ZipFile, root: PurePosixPath) -> dict[str, Any]:
    with archive.open(str(root / _METADATA)) as file:
        try:
            metadata = json.loads(file.read(_MOST_METADATA_BYTES))
        except ValueError as error:
            raise ModelError(f"the package's {_METADATA} is not JSON: {error}") from error
    if not isinstance(metadata, dict):
        raise ModelError(f"the package's {_METADATA} is not an object")
    return metadata


def _wanted(
    root: PurePosixPath, members: list[zipfile.ZipInfo]
) -> Iterator[tuple[str, zipfile.ZipInfo]]:
    """Yield the files of the model and their names in its new folder, which has no subfolders."""
    for member in members:
        path = PurePosixPath(member.filename)
        is_model = path.parent == root / "model" and not member.is_dir()
        is_text = path.parent == root and path.name in (_SPM, "README.md", "LICENSE")
        if is_model or is_text:
            yield path.name, member


def _extract(archive: zipfile.ZipFile, member: zipfile.ZipInfo, target: Path) -> None:
    # The size in the directory may lie: count what really comes out.
    left = member.file_size
    with archive.open(member) as reader, target.open("xb") as writer:
        while block := reader.read(_BLOCK_BYTES):
            left -= len(block)
            if left < 0:
                raise ModelError(f"{member.filename!r} is longer than it says")
            writer.write(block)


def _pair(metadata: dict[str, Any]) -> str:
    try:
        return str(Pair.of(str(metadata["from_code"]), str(metadata["to_code"])))
    except (KeyError, UnknownLanguageError) as error:
        raise ModelError(
            f"the package does not say its languages: {error}",
            hint="say them with --pair, such as --pair eng_Latn-hin_Deva",
        ) from error
