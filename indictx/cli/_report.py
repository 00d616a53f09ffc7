"""What ``indictx doctor`` shows: gathered here, printed there."""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import metadata, util
from pathlib import Path

from indictx import __version__, settings
from indictx.cli import _machine
from indictx.errors import IndictxError
from indictx.models import store

SCHEMA = 1
PACKAGES = ("ctranslate2", "sentencepiece", "typer", "rich", "indic-nlp-library")


@dataclass(frozen=True, slots=True)
class InstalledModel:
    """A model as doctor shows it."""

    name: str
    version: str
    path: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Facts about this installation.

    Attributes:
        versions: Of indictx, Python and the packages below; ``None`` where not installed.
        machine: Facts with their units in the name.
        paths: Folders and files by name; files that do not exist are ``None``.
        values: Every setting; empty when ``error`` is about settings.
        environment: Variables that are set and count.
        unknown: Variables that look like settings and are none.
        models: Usable models; empty when ``error`` is about models.
        error: The first thing found broken.
    """

    versions: Mapping[str, str | None]
    machine: Mapping[str, object]
    paths: Mapping[str, Path | None]
    values: Mapping[str, settings.Value]
    environment: Mapping[str, str]
    unknown: tuple[str, ...]
    models: tuple[InstalledModel, ...]
    error: IndictxError | None

    def lines(self) -> Iterator[tuple[str, str]]:
        """Yield keys and values as a person reads them."""
        for name, version in self.versions.items():
            yield name, version or "not installed"
        for key, fact in self.machine.items():
            yield key, _shown(fact)
        for name, path in self.paths.items():
            yield name, "none" if path is None else str(path)
        for name, value in self.values.items():
            yield f"setting {name}", f"{_shown(value.value)} ({value.source})"
        for name, text in self.environment.items():
            yield f"variable {name}", text
        for name in self.unknown:
            yield f"variable {name}", "unknown, has no effect"
        for model in self.models:
            yield f"model {model.name}", f"{model.version} ({model.path})"
        if not self.models:
            yield "models", "none"
        if self.error is not None:
            yield "broken", str(self.error)

    def as_json(self) -> dict[str, object]:
        """Return the report as JSON-ready values; keys as in the attributes, ``schema`` first."""
        return {
            "schema": SCHEMA,
            "versions": dict(self.versions),
            "machine": dict(self.machine),
            "paths": {name: path and str(path) for name, path in self.paths.items()},
            "settings": {
                name: {"value": _plain(value.value), "source": value.source}
                for name, value in self.values.items()
            },
            "environment": dict(self.environment),
            "unknown_variables": list(self.unknown),
            "models": [
                {"name": model.name, "version": model.version, "path": str(model.path)}
                for model in self.models
            ],
            "error": self.error and str(self.error),
        }


def collect(*, cwd: Path | None = None) -> Report:
    """Return the report on this process; what is broken is in it and never raised."""
    broken: list[IndictxError] = []
    values: Mapping[str, settings.Value] = {}
    models: tuple[InstalledModel, ...] = ()
    try:
        values = settings.resolve({}, cwd=cwd)
    except IndictxError as error:
        broken.append(error)
    try:
        models = _models()
    except IndictxError as error:
        broken.append(error)
    return Report(
        versions=_versions(),
        machine=_machine.facts(),
        paths=_paths(cwd),
        values=values,
        environment=_environment(),
        unknown=_unknown(),
        models=models,
        error=broken[0] if broken else None,
    )


def _models() -> tuple[InstalledModel, ...]:
    return tuple(InstalledModel(each.name, each.version, each.folder) for each in store.installed())


def _versions() -> dict[str, str | None]:
    found: dict[str, str | None] = {"indictx": __version__, "python": platform.python_version()}
    for package in PACKAGES:
        try:
            found[package] = metadata.version(package)
        except metadata.PackageNotFoundError:
            found[package] = None
    return found


def _paths(cwd: Path | None) -> dict[str, Path | None]:
    package = util.find_spec("indictx")
    user = settings.user_config_path()
    return {
        "executable": Path(sys.executable),
        "package": Path(package.origin).parent if package and package.origin else None,
        "home": settings.home(),
        "project_file": settings.project_config_path(cwd),
        "user_file": user if user.is_file() else None,
        "user_file_place": user,
    }


def _environment() -> dict[str, str]:
    known = [each.name for each in settings.VARIABLES]
    known += [each.variable for each in settings.SETTINGS]
    return {name: os.environ[name] for name in known if name in os.environ}


def _unknown() -> tuple[str, ...]:
    known = _environment()
    return tuple(
        sorted(name for name in os.environ if name.startswith("INDICTX_") and name not in known)
    )


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return str(value) if isinstance(value, Path) else value


def _shown(value: object) -> str:
    if isinstance(value, list | tuple):
        return " ".join(map(str, value)) or "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "none" if value is None else str(value)
