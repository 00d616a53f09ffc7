"""The weights in the forms that other programs want, made once for each model."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.children import ROOT
from benchmarks.peers.argos import write_package
from benchmarks.peers.marian import write_marian
from benchmarks.peers.vmap import write_variant
from indictx.models.manifest import MANIFEST_NAME
from indictx.models.manifest_text import dump_manifest
from indictx.models.store import find_model
from indictx.train.package import VMAP

#: Where ``make bench-peers`` installs; git does not see it.
PEERS = ROOT / ".peers"
HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """Folders of one model.

    Attributes:
        vmap: The model with a ``vmap.txt``, or without it if it has one.
        has_vmap: Which of the two it is.
        argos: Home of Argos Translate with the model as its only package; ``None`` if Argos is not
            installed.
        marian: What ``transformers`` loads; ``None`` if that is not installed.
    """

    vmap: Path
    has_vmap: bool
    argos: Path | None
    marian: Path | None


def python(peer: str) -> Path:
    """Return the interpreter of a peer's environment, whether it is there or not."""
    return PEERS / peer / "bin" / "python"


def prepare(model: Path, *, vmap_text: Path | None = None) -> Prepared:
    """Write what is missing under ``.peers/models``; each folder appears when it is whole."""
    manifest = find_model(str(model))
    name = hashlib.sha256((model / "model.bin").read_bytes()).hexdigest()[:12]
    folder = PEERS / "models" / name
    folder.mkdir(parents=True, exist_ok=True)
    ships_vmap = (model / VMAP).is_file()
    vmap = folder / ("bare" if ships_vmap else "vmap")
    if ships_vmap:
        shutil.copytree(model, vmap, dirs_exist_ok=True)
        (vmap / VMAP).unlink()
        files = tuple(file for file in manifest.files if file.path != VMAP)
        text = dump_manifest(replace(manifest, files=files))
        (vmap / MANIFEST_NAME).write_text(text, encoding="utf-8")
    else:
        write_variant(manifest, vmap, text=vmap_text)
    argos = marian = None
    if python("argos").exists():
        argos = folder / "argos"
        if not argos.exists():
            first = manifest.pairs[0].partition("-")
            prefix = [
                piece.replace("{source}", first[0]).replace("{target}", first[2])
                for piece in manifest.text.source_prefix
            ]
            _install_argos(model, argos, version=manifest.version, prefix=prefix)
    if python("transformers").exists():
        marian = folder / "marian"
        if not (marian / "sentencepiece.model").exists():
            write_marian(model, marian)
            shutil.copyfile(model / "sentencepiece.model", marian / "sentencepiece.model")
    return Prepared(vmap=vmap, has_vmap=not ships_vmap, argos=argos, marian=marian)


def _install_argos(model: Path, home: Path, *, version: str, prefix: list[str]) -> None:
    package, part = home.with_suffix(".argosmodel"), home.with_suffix(".part")
    shutil.rmtree(part, ignore_errors=True)
    write_package(model, package, version=version, prefix=prefix)
    command = [python("argos"), HERE / "run_argos.py", part, "install", package]
    subprocess.run([str(one) for one in command], check=True)
    part.rename(home)
