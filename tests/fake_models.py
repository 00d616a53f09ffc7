"""Models that are nothing but files and a manifest: enough for whatever never loads them."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from indictx.models.manifest import (
    DecodeDefaults,
    ModelFile,
    ModelManifest,
    Source,
    SourceFile,
    Terms,
    TextRules,
)
from indictx.models.manifest_text import dump_manifest

TINY = {
    "model.bin": random.Random(0).randbytes(5000),
    "sentencepiece.model": "नमस्ते".encode() * 4,
    "vocab/target.json": b'["<unk>"]',
}


def listed(files: Mapping[str, bytes]) -> tuple[ModelFile, ...]:
    return tuple(
        ModelFile(path=path, size_bytes=len(data), sha256=hashlib.sha256(data).hexdigest())
        for path, data in files.items()
    )


def unpinned(files: Mapping[str, bytes]) -> tuple[SourceFile, ...]:
    return tuple(SourceFile(path=path, to=path) for path in files)


def fake_manifest(name: str = "tiny", **facts: object) -> ModelManifest:
    manifest = ModelManifest(
        name=name,
        version="1",
        family="opus_mt",
        licence="MIT",
        attribution="the tests",
        languages=("eng_Latn", "hin_Deva"),
        pairs=(),
        max_source_pieces=100,
        compute_type="int8",
        text=TextRules(source_spm="sentencepiece.model", target_spm="sentencepiece.model"),
        decode=DecodeDefaults(),
        files=(),
        folder=Path(name),
        terms=Terms(),
    )
    return replace(manifest, **facts)


def whole_repo(name: str = "tiny", files: Mapping[str, bytes] = TINY) -> dict[str, bytes]:
    """Return the files of a repository that describes itself."""
    manifest = fake_manifest(name, files=listed(files))
    return {**files, "manifest.toml": dump_manifest(manifest).encode()}


def write_model(folder: Path, files: Mapping[str, bytes] = TINY, **facts: object) -> ModelManifest:
    """Write a model into ``folder``; its name is the folder's."""
    manifest = fake_manifest(folder.name, **{"files": listed(files), "folder": folder, **facts})
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    (folder / "manifest.toml").write_text(dump_manifest(manifest), encoding="utf-8")
    return manifest


def known_as(folder: Path, repo: str, **facts: object) -> ModelManifest:
    """Write the manifest of a known model that comes from a repository; ``folder`` is the catalog."""
    files = facts.pop("source_files", unpinned(TINY))
    source = replace(Source(repo=repo, files=files), **facts.pop("source", {}))
    manifest = fake_manifest(facts.pop("name", "known"), source=source, **facts)
    folder.mkdir(exist_ok=True)
    (folder / f"{manifest.name}.toml").write_text(dump_manifest(manifest), encoding="utf-8")
    return manifest
