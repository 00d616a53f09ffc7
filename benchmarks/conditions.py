"""What a number depends on: machine, versions, settings, code, model, date."""

from __future__ import annotations

import datetime
import hashlib
import importlib.metadata
import os
import platform
import subprocess
from pathlib import Path
from typing import Any

from benchmarks.children import ROOT
from indictx.bench import machine

PACKAGES = ("indictx", "ctranslate2", "sentencepiece", "typer")


def conditions(model: Path) -> dict[str, Any]:
    """Return the conditions of this run as a JSON object."""
    return {
        "date": datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
        "commit": _git("rev-parse", "HEAD"),
        "changed_files": len(_git("status", "--porcelain", "--", "indictx").splitlines()),
        "machine": {
            **machine.facts(),
            "load": [round(value, 2) for value in os.getloadavg()]
            if hasattr(os, "getloadavg")
            else [],
        },
        "python": platform.python_version(),
        "versions": {name: importlib.metadata.version(name) for name in PACKAGES},
        "model": {
            "folder": model.name,
            "bytes": (model / "model.bin").stat().st_size,
            "sha256": hashlib.sha256((model / "model.bin").read_bytes()).hexdigest(),
        },
    }


def _git(*arguments: str) -> str:
    done = subprocess.run(
        ["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return done.stdout.strip()
