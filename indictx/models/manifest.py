"""What a model is: its files, languages, text conventions, decoding defaults, licence, source.

Everything that is special about one model is said in its ``manifest.toml``; code reads it here.
The schema is described in ``docs/reference/manifest.md``. A manifest may come from a stranger:
names and paths in it become folders and files, so they are checked here, once.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from indictx.errors import ManifestError
from indictx.models.schema import (
    LEAST_PATIENCE,
    MOST_PATIENCE,
    Conversion,
    DecodeDefaults,
    ModelFile,
    ModelManifest,
    Source,
    SourceFile,
    Terms,
    TextRules,
)

__all__ = [
    "MANIFEST_NAME",
    "SCHEMA",
    "UNPINNED",
    "Conversion",
    "DecodeDefaults",
    "ModelFile",
    "ModelManifest",
    "Source",
    "SourceFile",
    "Terms",
    "TextRules",
    "is_name",
    "load_manifest",
    "parse_manifest",
    "read_manifest",
]

SCHEMA = 1
MANIFEST_NAME = "manifest.toml"
UNPINNED = "unpinned"
_T = TypeVar("_T")

# Device names that Windows opens instead of files, whatever the folder and the extension.
_DEVICES = frozenset(
    ("con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10)))
)


def is_name(text: str) -> bool:
    """Say whether ``text`` can be a model's name or version: a safe name of a folder anywhere."""
    return (
        re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}", text, re.ASCII) is not None
        and not text.endswith(".")
        and text.lower().partition(".")[0] not in _DEVICES
    )


def load_manifest(folder: Path) -> ModelManifest:
    """Read ``manifest.toml`` in ``folder``.

    Raises:
        ManifestError: It is missing, not TOML, of another schema, or a value has the wrong kind.
    """
    path = folder / MANIFEST_NAME
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ManifestError(f"cannot read {str(path)!r}: {error.strerror or error}") from error
    return _read(data, str(path), folder)


@lru_cache(maxsize=64)
def _read(data: bytes, place: str, folder: Path) -> ModelManifest:
    # Whoever chooses among models and then opens one reads it twice.
    return read_manifest(data, place=place, folder=folder)


def read_manifest(data: bytes, *, place: str, folder: Path) -> ModelManifest:
    """Turn the bytes of a manifest into a manifest; errors name ``place``.

    Raises:
        ManifestError: As of :func:`load_manifest`.
    """
    import tomllib

    try:
        table = tomllib.loads(data.decode("utf-8"))
    except (ValueError, RecursionError) as error:  # also numbers and lists beyond all measure
        raise ManifestError(f"{place} is not TOML: {error}") from error
    try:
        return parse_manifest(table, folder=folder)
    except ManifestError as error:
        raise ManifestError(f"{place}: {error}", hint=error.hint) from error


def parse_manifest(table: Mapping[str, object], *, folder: Path) -> ModelManifest:
    """Turn the decoded TOML into a manifest; ``ManifestError`` names the key that is wrong."""
    if table.get("schema") != SCHEMA:
        raise ManifestError(
            f"schema {table.get('schema')!r} is not {SCHEMA}", hint="a newer indictx may read it"
        )
    languages = _strings(table, "languages")
    return ModelManifest(
        name=_name(table, "name"),
        version=_name(table, "version"),
        family=_get(table, "family", str),
        licence=_get(table, "licence", str),
        attribution=_get(table, "attribution", str, ""),
        languages=languages,
        pairs=_pairs(_strings(table, "pairs"), languages),
        max_source_pieces=_at_least(1, _get(table, "max_source_pieces", int), "max_source_pieces"),
        compute_type=_get(table, "compute_type", str, "default"),
        text=_text(_get(table, "text", dict, {})),
        decode=_decode(_get(table, "decode", dict, {})),
        files=_files(_get(table, "files", list, [])),
        folder=folder,
        title=_get(table, "title", str, ""),
        homepage=_get(table, "homepage", str, ""),
        aliases=_strings(table, "aliases"),
        rank=_get(table, "rank", int, 0),
        caution=_get(table, "caution", str, ""),
        terms=_terms(_get(table, "terms", dict, {})),
        source=_source(_get(table, "source", dict)) if "source" in table else None,
        conversion=_conversion(_get(table, "convert", dict)) if "convert" in table else None,
    )


def _get(table: Mapping[str, object], key: str, kind: type[_T], default: _T | None = None) -> _T:
    value = table.get(key, default)
    if kind is float and isinstance(value, int):
        value = float(value)
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        found = "missing" if value is None else f"{value!r}"
        raise ManifestError(f"manifest key {key!r} is {found}, expected {kind.__name__}")
    return value


def _at_least(minimum: int, value: int, key: str) -> int:
    if value < minimum:
        raise ManifestError(f"manifest key {key!r} is {value}, expected at least {minimum}")
    return value


def _strings(table: Mapping[str, object], key: str) -> tuple[str, ...]:
    values = _get(table, key, list, [])
    if not all(isinstance(value, str) for value in values):
        raise ManifestError(f"manifest key {key!r} holds something that is not a string")
    return tuple(values)


def _mapping(table: Mapping[str, object], key: str) -> dict[str, str]:
    values: dict[str, object] = _get(table, key, dict, {})
    return {name: _get(values, name, str) for name in values}


def _name(table: Mapping[str, object], key: str) -> str:
    value = _get(table, key, str)
    if not is_name(value):
        raise ManifestError(f"manifest key {key!r} is {value!r}, which cannot name a folder")
    return value


def _pairs(pairs: Sequence[str], languages: Sequence[str]) -> tuple[str, ...]:
    """Write out ``*`` in pairs: it stands for every language but the one on the other side."""
    found: dict[str, None] = {}
    for pair in pairs:
        source, dash, target = pair.partition("-")
        if not dash:
            raise ManifestError(f"manifest key 'pairs' holds {pair!r}, expected SOURCE-TARGET")
        sources = languages if source == "*" else (source,)
        targets = languages if target == "*" else (target,)
        found.update(
            {f"{one}-{other}": None for one in sources for other in targets if one != other}
        )
    return tuple(found)


def _text(table: Mapping[str, object]) -> TextRules:
    source_spm = _get(table, "source_spm", str)
    slot = _get(table, "slot", str, "")
    slot_count = _at_least(0, _get(table, "slot_count", int, 0), "slot_count")
    if slot_count and "{index}" not in slot:
        raise ManifestError(f"manifest key 'slot' is {slot!r}, expected {{index}} in it")
    return TextRules(
        source_spm=inside(source_spm),
        target_spm=inside(_get(table, "target_spm", str, source_spm)),
        source_prefix=_strings(table, "source_prefix"),
        target_prefix=_strings(table, "target_prefix"),
        append_eos=_get(table, "append_eos", bool, True),
        unify_script=_get(table, "unify_script", bool, False),
        openings_apart=_get(table, "openings_apart", bool, False),
        slot=slot,
        slot_count=slot_count,
        tags=_mapping(table, "tags"),
    )


def _decode(table: Mapping[str, object]) -> DecodeDefaults:
    defaults = DecodeDefaults()
    return DecodeDefaults(
        beam_size=_at_least(1, _get(table, "beam_size", int, defaults.beam_size), "beam_size"),
        length_penalty=_get(table, "length_penalty", float, defaults.length_penalty),
        patience=_patience(_get(table, "patience", float, defaults.patience)),
        rerank=_at_least(0, _get(table, "rerank", int, defaults.rerank), "rerank"),
        reverse=_get(table, "reverse", str, defaults.reverse),
        doubt=_get(table, "doubt", float) if "doubt" in table else None,
    )


def _patience(value: float) -> float:
    if not LEAST_PATIENCE <= value <= MOST_PATIENCE:  # nor is NaN
        expected = f"expected {LEAST_PATIENCE} to {MOST_PATIENCE}"
        raise ManifestError(f"manifest key 'patience' is {value}, {expected}")
    return value


def _terms(table: Mapping[str, object]) -> Terms:
    return Terms(
        non_commercial=_get(table, "non_commercial", bool, False),
        gated=_get(table, "gated", bool, False),
        note=_get(table, "note", str, ""),
        url=_get(table, "url", str, ""),
    )


def _conversion(table: Mapping[str, object]) -> Conversion:
    return Conversion(
        method=_get(table, "method", str), quantization=_get(table, "quantization", str, "int8")
    )


def _source(table: Mapping[str, object]) -> Source:
    repo, url = _get(table, "repo", str, ""), _get(table, "url", str, "")
    if bool(repo) == bool(url):
        raise ManifestError("manifest key 'source' needs either 'repo' or 'url'")
    if repo and not re.fullmatch(r"hf:[\w.-]+/[\w.-]+", repo, re.ASCII):
        raise ManifestError(f"manifest key 'repo' is {repo!r}, expected hf:OWNER/NAME")
    if url and not url.startswith(("https://", "http://")):
        raise ManifestError(f"manifest key 'url' is {url!r}, expected https://...")
    files = tuple(_source_file(item) for item in _get(table, "files", list, []))
    _refuse_doubles([file.to for file in files])
    return Source(
        repo=repo.removeprefix("hf:"),
        url=url,
        revision=_hexadecimal(table, "revision", 40) if repo else None,
        licence=_get(table, "licence", str, ""),
        files=files,
    )


def _source_file(item: object) -> SourceFile:
    if not isinstance(item, dict):
        raise ManifestError("manifest key 'source.files' holds something that is not a table")
    path = _get(item, "path", str)
    size = None if item.get("size_bytes") == UNPINNED else _get(item, "size_bytes", int)
    if size is not None and size < 0:
        raise ManifestError(f"manifest entry of {path!r} has no usable size")
    inside(path.replace("*", "x"))
    return SourceFile(
        path=path,
        to=inside(_get(item, "to", str, path.rpartition("/")[2])),
        size_bytes=size,
        sha256=_hexadecimal(item, "sha256", 64),
        fallback=_get(item, "fallback", str, ""),
        optional=_get(item, "optional", bool, False),
    )


def _hexadecimal(table: Mapping[str, object], key: str, digits: int) -> str | None:
    value = _get(table, key, str).lower()
    if value == UNPINNED:
        return None
    if not re.fullmatch(rf"[0-9a-f]{{{digits}}}", value, re.ASCII):
        raise ManifestError(
            f"manifest key {key!r} is {value!r}, expected {digits} hexadecimal digits"
        )
    return value


def _files(items: Sequence[object]) -> tuple[ModelFile, ...]:
    files = tuple(_file(item) for item in items)
    _refuse_doubles([MANIFEST_NAME, *(file.path for file in files)])
    return files


def _file(item: object) -> ModelFile:
    if not isinstance(item, dict):
        raise ManifestError("manifest key 'files' holds something that is not a table")
    path = inside(_get(item, "path", str))
    size, digest = _get(item, "size_bytes", int), _hexadecimal(item, "sha256", 64)
    if size < 0 or digest is None:
        raise ManifestError(f"manifest entry of {path!r} has no usable size or hash")
    return ModelFile(path=path, size_bytes=size, sha256=digest)


def _refuse_doubles(paths: Sequence[str]) -> None:
    # File systems that ignore case would write two such files into one.
    folded = [path.casefold() for path in paths]
    for path, key in zip(paths, folded, strict=True):
        if folded.count(key) > 1:
            raise ManifestError(f"manifest names the file {path!r} twice")


def inside(path: str) -> str:
    """Return the path of a file in a model's folder.

    Raises:
        ManifestError: It leaves the folder, or is no file on every platform.
    """
    # A manifest may come from a stranger: its paths must not leave the model's folder, and must
    # mean the same file on every platform.
    parts = path.split("/")
    if any(character in path for character in '\\:*"<>|?') or not path.isprintable():
        raise ManifestError(f"manifest path {path!r} cannot be a file on every platform")
    if any(part in ("", ".", "..") or part[-1] in ". " for part in parts):
        raise ManifestError(f"manifest path {path!r} leaves the model's folder")
    if any(part.lower().partition(".")[0] in _DEVICES for part in parts):
        raise ManifestError(f"manifest path {path!r} cannot be a file on every platform")
    return path
