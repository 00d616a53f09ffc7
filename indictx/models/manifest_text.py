"""From a manifest to the TOML that says it: the inverse of :func:`indictx.models.manifest.parse_manifest`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

from indictx.models.manifest import SCHEMA, UNPINNED
from indictx.models.schema import DecodeDefaults, ModelManifest, Source, Terms, TextRules

Scalar = str | bool | int | float


def dump_manifest(manifest: ModelManifest) -> str:
    """Return the manifest as TOML that reads back as the same; :attr:`folder` is not in it.

    What is as it would be without being said is left out.
    """
    return "\n".join(_lines(manifest)) + "\n"


def _lines(manifest: ModelManifest) -> Iterator[str]:
    yield f"schema = {SCHEMA}"
    yield from _known("name", manifest.name)
    yield from _known("version", manifest.version)
    yield from _known("title", manifest.title)
    yield from _known("family", manifest.family)
    yield f"licence = {_value(manifest.licence)}"
    yield from _known("attribution", manifest.attribution)
    yield from _known("homepage", manifest.homepage)
    yield from _list("aliases", manifest.aliases)
    yield from _known("rank", manifest.rank)
    yield from _known("caution", manifest.caution)
    yield from _list("languages", manifest.languages)
    yield from _list("pairs", manifest.pairs)
    yield f"max_source_pieces = {manifest.max_source_pieces}"
    yield f"compute_type = {_value(manifest.compute_type)}"
    yield from _terms(manifest.terms)
    yield from _text(manifest.text)
    yield from _decode(manifest.decode)
    if manifest.source is not None:
        yield from _source(manifest.source)
    if manifest.conversion is not None:
        yield from ("", "[convert]")
        yield f"method = {_value(manifest.conversion.method)}"
        yield f"quantization = {_value(manifest.conversion.quantization)}"
    for file in manifest.files:
        yield from ("", "[[files]]")
        yield f"path = {_value(file.path)}"
        yield f"size_bytes = {file.size_bytes}"
        yield f"sha256 = {_value(file.sha256)}"


def _terms(terms: Terms) -> Iterator[str]:
    if terms != Terms():
        yield from ("", "[terms]")
        yield from _known("non_commercial", terms.non_commercial)
        yield from _known("gated", terms.gated)
        yield from _known("note", terms.note)
        yield from _known("url", terms.url)


def _text(text: TextRules) -> Iterator[str]:
    yield from ("", "[text]")
    yield f"source_spm = {_value(text.source_spm)}"
    if text.target_spm != text.source_spm:
        yield f"target_spm = {_value(text.target_spm)}"
    yield from _list("source_prefix", text.source_prefix)
    yield from _list("target_prefix", text.target_prefix)
    yield f"append_eos = {_value(text.append_eos)}"
    yield from _known("unify_script", text.unify_script)
    yield from _known("openings_apart", text.openings_apart)
    yield from _known("slot", text.slot)
    yield from _known("slot_count", text.slot_count)
    yield from _table("[text.tags]", text.tags)


def _decode(decode: DecodeDefaults) -> Iterator[str]:
    if decode != DecodeDefaults():
        yield from ("", "[decode]")
        yield f"beam_size = {decode.beam_size}"
        yield f"length_penalty = {decode.length_penalty}"
        yield f"patience = {decode.patience}"
        if decode.rerank:
            yield f"rerank = {decode.rerank}"
        yield from _known("reverse", decode.reverse)
        if decode.doubt is not None:
            yield f"doubt = {decode.doubt}"


def _source(source: Source) -> Iterator[str]:
    yield from ("", "[source]")
    if source.repo:
        yield f"repo = {_value(source.label)}"
        yield f"revision = {_value(source.revision or UNPINNED)}"
    else:
        yield f"url = {_value(source.url)}"
    yield from _known("licence", source.licence)
    for file in source.files:
        yield from ("", "[[source.files]]")
        yield f"path = {_value(file.path)}"
        yield f"to = {_value(file.to)}"
        yield f"size_bytes = {_value(UNPINNED if file.size_bytes is None else file.size_bytes)}"
        yield f"sha256 = {_value(file.sha256 or UNPINNED)}"
        yield from _known("fallback", file.fallback)
        yield from _known("optional", file.optional)


def _known(key: str, value: Scalar) -> Iterator[str]:
    if value:
        yield f"{key} = {_value(value)}"


def _list(key: str, values: Sequence[str]) -> Iterator[str]:
    if not values:
        return
    line = f"{key} = [{', '.join(map(_value, values))}]"
    if len(line) <= 100:
        yield line
        return
    yield f"{key} = ["
    yield from (f"  {_value(value)}," for value in values)
    yield "]"


def _table(header: str, table: Mapping[str, str]) -> Iterator[str]:
    if table:
        yield from ("", header)
        yield from (f"{_value(key)} = {_value(value)}" for key, value in table.items())


def _value(value: Scalar) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, str):
        return str(value)
    # JSON escapes are TOML escapes; TOML alone forbids a bare DEL, and neither knows surrogates.
    text = value.encode("utf-8", "replace").decode("utf-8")
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
