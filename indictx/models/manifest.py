"""What a model is: its files, languages, text conventions, decoding defaults, licence.

Everything that is special about one model is said in its ``manifest.toml``; code reads it here.
The schema is described in ``docs/reference/manifest.md``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from indictx.errors import ManifestError

SCHEMA = 1
MANIFEST_NAME = "manifest.toml"
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelFile:
    """One file of a model.

    Attributes:
        path: Relative to the model's folder, with ``/``, never leaving it.
        size_bytes: Exact size.
        sha256: 64 hexadecimal digits.
    """

    path: str
    size_bytes: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TextRules:
    """How text becomes pieces and pieces become text.

    Attributes:
        source_spm: SentencePiece model of the source side, relative to the model's folder.
        target_spm: SentencePiece model of the target side; often the same file.
        source_prefix: Pieces before the source, ``{source}`` and ``{target}`` replaced by tags.
        target_prefix: Pieces forced at the start of the target, replaced likewise.
        append_eos: Whether ``</s>`` must be appended to the source pieces.
        unify_script: Whether Brahmic scripts are written in Devanagari inside the model.
        slot: Piece of slot *n*, with ``{index}``; empty when the vocabulary has none.
        slot_count: Number of slot pieces in the vocabulary.
        tags: Tag of a language where it differs from our code.
    """

    source_spm: str
    target_spm: str
    source_prefix: tuple[str, ...] = ()
    target_prefix: tuple[str, ...] = ()
    append_eos: bool = True
    unify_script: bool = False
    slot: str = ""
    slot_count: int = 0
    tags: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class DecodeDefaults:
    """Search settings that suit the model; options of a call override them."""

    beam_size: int = 4
    length_penalty: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelManifest:
    """One model.

    Attributes:
        name: What users type after ``--model``.
        version: Version of the weights.
        family: Key into :data:`indictx.families.FAMILIES`.
        licence: SPDX identifier of the weights.
        attribution: Who made it, in words.
        languages: Our codes.
        pairs: Directions ``eng_Latn-hin_Deva`` that the model serves; empty means all of
            :attr:`languages` against each other.
        max_source_pieces: Longest source in pieces, prefix and end included.
        compute_type: CTranslate2's name of the arithmetic, for instance ``int8``.
        text: How text becomes pieces.
        decode: Search settings that suit the model.
        files: Everything that belongs to the model, but the manifest.
        folder: Where the manifest was read.
    """

    name: str
    version: str
    family: str
    licence: str
    attribution: str
    languages: tuple[str, ...]
    pairs: tuple[str, ...]
    max_source_pieces: int
    compute_type: str
    text: TextRules
    decode: DecodeDefaults
    files: tuple[ModelFile, ...]
    folder: Path

    def serves(self, pair: str) -> bool:
        """Say whether the model translates directly in this direction."""
        if self.pairs:
            return pair in self.pairs
        source, _, target = pair.partition("-")
        return source != target and source in self.languages and target in self.languages

    @property
    def size_bytes(self) -> int:
        """Size of all files together."""
        return sum(file.size_bytes for file in self.files)


def load_manifest(folder: Path) -> ModelManifest:
    """Read ``manifest.toml`` in ``folder``.

    Raises:
        ManifestError: It is missing, not TOML, of another schema, or a value has the wrong kind.
    """
    import tomllib

    path = folder / MANIFEST_NAME
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ManifestError(f"cannot read {str(path)!r}: {error.strerror or error}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ManifestError(f"{path} is not TOML: {error}") from error
    return parse_manifest(table, folder=folder)


def parse_manifest(table: Mapping[str, object], *, folder: Path) -> ModelManifest:
    """Turn the decoded TOML into a manifest; ``ManifestError`` names the key that is wrong."""
    if table.get("schema") != SCHEMA:
        raise ManifestError(
            f"{folder / MANIFEST_NAME}: schema {table.get('schema')!r} is not {SCHEMA}",
            hint="a newer indictx may read it",
        )
    return ModelManifest(
        name=_get(table, "name", str),
        version=_get(table, "version", str),
        family=_get(table, "family", str),
        licence=_get(table, "licence", str),
        attribution=_get(table, "attribution", str, ""),
        languages=_strings(table, "languages"),
        pairs=_strings(table, "pairs"),
        max_source_pieces=_get(table, "max_source_pieces", int),
        compute_type=_get(table, "compute_type", str, "default"),
        text=_text(_get(table, "text", dict, {})),
        decode=_decode(_get(table, "decode", dict, {})),
        files=tuple(_file(item) for item in _get(table, "files", list, [])),
        folder=folder,
    )


def _get(table: Mapping[str, object], key: str, kind: type[_T], default: _T | None = None) -> _T:
    value = table.get(key, default)
    if kind is float and isinstance(value, int):
        value = float(value)
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        found = "missing" if value is None else f"{value!r}"
        raise ManifestError(f"manifest key {key!r} is {found}, expected {kind.__name__}")
    return value


def _strings(table: Mapping[str, object], key: str) -> tuple[str, ...]:
    values = _get(table, key, list, [])
    if not all(isinstance(value, str) for value in values):
        raise ManifestError(f"manifest key {key!r} holds something that is not a string")
    return tuple(values)


def _text(table: Mapping[str, object]) -> TextRules:
    source_spm = _get(table, "source_spm", str)
    return TextRules(
        source_spm=_inside(source_spm),
        target_spm=_inside(_get(table, "target_spm", str, source_spm)),
        source_prefix=_strings(table, "source_prefix"),
        target_prefix=_strings(table, "target_prefix"),
        append_eos=_get(table, "append_eos", bool, True),
        unify_script=_get(table, "unify_script", bool, False),
        slot=_get(table, "slot", str, ""),
        slot_count=_get(table, "slot_count", int, 0),
        tags={key: _get(table["tags"], key, str) for key in _get(table, "tags", dict, {})},  # type: ignore[arg-type]  # checked to be a dict in the same line
    )


def _decode(table: Mapping[str, object]) -> DecodeDefaults:
    defaults = DecodeDefaults()
    return DecodeDefaults(
        beam_size=_get(table, "beam_size", int, defaults.beam_size),
        length_penalty=_get(table, "length_penalty", float, defaults.length_penalty),
    )


def _file(item: object) -> ModelFile:
    if not isinstance(item, dict):
        raise ManifestError("manifest key 'files' holds something that is not a table")
    file = ModelFile(
        path=_inside(_get(item, "path", str)),
        size_bytes=_get(item, "size_bytes", int),
        sha256=_get(item, "sha256", str).lower(),
    )
    if file.size_bytes < 0 or len(file.sha256) != 64:
        raise ManifestError(f"manifest entry of {file.path!r} has no usable size or hash")
    return file


def _inside(path: str) -> str:
    # A manifest may come from a stranger: its paths must not leave the model's folder.
    parts = path.split("/")
    if not path or "\\" in path or ":" in path or any(part in ("", ".", "..") for part in parts):
        raise ManifestError(f"manifest path {path!r} leaves the model's folder")
    return path
