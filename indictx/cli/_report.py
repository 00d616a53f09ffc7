"""What ``indictx doctor`` shows: gathered here, printed there."""

from __future__ import annotations

import os
import platform
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib import metadata, util
from pathlib import Path
from typing import TypeVar

from indictx import __version__, settings
from indictx.bench import machine
from indictx.errors import IndictxError
from indictx.models import store

SCHEMA = 1
PACKAGES = ("ctranslate2", "sentencepiece", "typer", "rich", "indic-nlp-library")
CHECK_SOURCE = "Good morning. How are you?"
_T = TypeVar("_T")


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
        models: Those that can be read.
        check: What a test translation gave and how long it took; ``None`` without one.
        error: The first thing found broken.
    """

    versions: Mapping[str, str | None]
    machine: Mapping[str, object]
    paths: Mapping[str, Path | None]
    values: Mapping[str, settings.Value]
    environment: Mapping[str, str]
    unknown: tuple[str, ...]
    models: tuple[InstalledModel, ...]
    check: Mapping[str, object] | None
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
        for key, fact in (self.check or {}).items():
            yield f"check {key}", _shown(fact)
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
            "check": self.check and dict(self.check),
            "error": self.error and str(self.error),
        }


def collect(*, cwd: Path | None = None, check: bool = False) -> Report:
    """Return the report on this process; what is broken is in it and never raised.

    Args:
        cwd: Where the search for the project file begins; default is the current folder.
        check: Load the model that is set and translate a line with it.
    """
    broken: list[IndictxError] = []
    values = _attempt(lambda: settings.resolve({}, cwd=cwd), broken) or {}
    models = _models()
    broken += store.broken()
    checked = _attempt(lambda: _check(values), broken) if check and not broken else None
    return Report(
        versions=_versions(),
        machine=machine.facts(),
        paths=_paths(cwd),
        values=values,
        environment=_environment(),
        unknown=_unknown(),
        models=models,
        check=checked,
        error=broken[0] if broken else None,
    )


def _attempt(fact: Callable[[], _T], broken: list[IndictxError]) -> _T | None:
    try:
        return fact()
    except IndictxError as error:
        broken.append(error)
        return None


def _check(values: Mapping[str, settings.Value]) -> dict[str, object]:
    """Translate a line with the model that is set; times in whole milliseconds.

    Where none is set, it is the best one for the language into which translations go by the settings.
    """
    from indictx.pipeline.translator import Translator

    model = values["model"].value
    wanted = [code for code in _targets(values) if code != "eng_Latn"]
    begun = time.perf_counter()
    with Translator.load(
        None if model is None else str(model), src_lang="en", tgt_lang=wanted[0] if wanted else None
    ) as translator:
        loaded = time.perf_counter()
        able = [code for code in translator.router.targets() if code != "eng_Latn"]
        target = next((code for code in wanted if code in able), (*able, "eng_Latn")[0])
        result = next(translator.translate([CHECK_SOURCE], src_lang="en", tgt_lang=target))
        done = time.perf_counter()
    return {
        "model": result.model,
        "load_ms": round((loaded - begun) * 1000),
        "translate_ms": round((done - loaded) * 1000),
        "tgt_lang": result.tgt_lang,
        "source": result.source,
        "target": result.target,
        "flags": list(result.flags),
    }


def _targets(values: Mapping[str, settings.Value]) -> list[str]:
    from indictx.languages import language

    names: tuple[str, ...] = values["to"].value or ()  # type: ignore[assignment]  # checked there
    return [language(name).code for name in names]


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
    known = {each.variable: False for each in settings.SETTINGS}
    known |= {each.name: each.secret for each in settings.VARIABLES}
    return {
        name: "set, not shown" if secret else os.environ[name]
        for name, secret in known.items()
        if name in os.environ
    }


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
