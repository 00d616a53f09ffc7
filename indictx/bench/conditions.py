"""What a number depends on: machine, versions, code, sizes."""

from __future__ import annotations

import os
import platform
import subprocess
from importlib import metadata
from pathlib import Path

from indictx import __version__
from indictx.bench import machine
from indictx.bench.result import Sizes
from indictx.models.manifest import ModelManifest

__all__ = ["commit", "machine_facts", "sizes", "versions"]

_PACKAGE = Path(__file__).parents[1]
_RUNTIME = ("ctranslate2", "sentencepiece")
_NOT_OURS = ("__pycache__", "bundled")


def machine_facts() -> dict[str, object]:
    """Return the machine, its governor, and its load of the last minute."""
    load = round(os.getloadavg()[0], 2) if hasattr(os, "getloadavg") else None
    quota = machine.cpu_quota()
    return {**machine.facts(), "cpu_quota": quota, "governor": machine.governor(), "load": load}


def versions() -> dict[str, str | None]:
    """Return versions by name; ``None`` for what is not installed as a package."""
    found: dict[str, str | None] = {"indictx": __version__, "python": platform.python_version()}
    found |= {name: _version(name) for name in _RUNTIME}
    return {**found, "os": f"{platform.system()} {platform.release()}"}


def commit(folder: Path = _PACKAGE) -> str | None:
    """Return the commit of the checkout, with ``+`` when the package differs from it.

    Args:
        folder: Folder of the package.
    """
    # An environment within somebody's checkout is not that checkout.
    if not (folder.parent / ".git").exists():
        return None
    head = _git(folder, "rev-parse", "HEAD")
    if not head:
        return None
    return head + ("+" if _git(folder, "status", "--porcelain", "--", ".") else "")


def sizes(manifest: ModelManifest) -> Sizes:
    """Return what package, model and runtime take on the disk."""
    ours = (
        path.stat().st_size
        for path in _PACKAGE.rglob("*")
        if path.is_file() and not set(_NOT_OURS) & set(path.relative_to(_PACKAGE).parts)
    )
    runtime = [_installed_bytes(name) for name in _RUNTIME]
    known = [size for size in runtime if size is not None]
    return Sizes(
        package_bytes=sum(ours),
        model_bytes=manifest.size_bytes,
        runtime_bytes=sum(known) if len(known) == len(runtime) else None,
    )


def _version(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def _installed_bytes(name: str) -> int | None:
    """Return the sizes that an installer wrote down; byte code and the list itself have none."""
    try:
        files = metadata.files(name)
    except metadata.PackageNotFoundError:
        return None
    return sum(file.size or 0 for file in files) if files else None


def _git(folder: Path, *arguments: str) -> str:
    try:
        done = subprocess.run(  # noqa: S603 - no argument comes from outside
            ["git", *arguments],  # noqa: S607 - whichever git the user has
            cwd=folder,
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            timeout=10,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""
