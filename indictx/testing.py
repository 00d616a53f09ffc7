"""Helpers for tests of programs that translate: no model, no files, no randomness.

>>> from indictx.testing import echo_translator
>>> translator = echo_translator()
>>> [one.target for one in translator.translate(["Hello, {name}!"], tgt_lang="hi")]
['Hello, {name}!']
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from indictx.engines.echo import EchoEngine
from indictx.families.base import Encoded
from indictx.languages import Pair
from indictx.models.manifest import (
    MANIFEST_NAME,
    DecodeDefaults,
    ModelManifest,
    TextRules,
    load_manifest,
)
from indictx.models.verify import sha256
from indictx.pipeline.options import TranslateOptions
from indictx.pipeline.translator import Translator

__all__ = ["EchoEngine", "EchoFamily", "echo_manifest", "echo_translator", "write_manifest"]

_WORD = re.compile(r"\s*\S+|\s+")


class EchoFamily:
    """Pieces are characters or words; decoding what was encoded gives the very same text.

    Args:
        pieces: ``word`` keeps the white space before each word in its piece.
        slot_count: How many slots a sentence may hold.
    """

    def __init__(
        self, pieces: Literal["character", "word"] = "character", *, slot_count: int = 16
    ) -> None:
        self.slot_count = slot_count
        self._pieces = pieces

    def load(self) -> None:
        """Nothing to read."""

    def encode(self, sentences: Sequence[str], pair: Pair) -> list[Encoded]:  # noqa: ARG002
        """Cut sentences into pieces; there are no tags and no prefix."""
        cut = list if self._pieces == "character" else _WORD.findall
        return [Encoded(cut(sentence), ()) for sentence in sentences]

    def decode(self, hypotheses: Sequence[Sequence[str]], pair: Pair) -> list[str]:  # noqa: ARG002
        """Join the pieces."""
        return ["".join(pieces) for pieces in hypotheses]


def echo_manifest(
    *,
    languages: Sequence[str] = ("eng_Latn", "hin_Deva"),
    pairs: Sequence[str] = (),
    max_source_pieces: int = 256,
) -> ModelManifest:
    """Return the manifest of a model that has no files.

    Args:
        languages: Codes such as ``hin_Deva``.
        pairs: Directions such as ``eng_Latn-hin_Deva``; none means all.
        max_source_pieces: Longest source.
    """
    return ModelManifest(
        name="echo",
        version="1",
        family="echo",
        licence="Apache-2.0",
        attribution="",
        languages=tuple(languages),
        pairs=tuple(pairs),
        max_source_pieces=max_source_pieces,
        compute_type="default",
        text=TextRules(source_spm="", target_spm=""),
        decode=DecodeDefaults(beam_size=1),
        files=(),
        folder=Path(),
    )


def echo_translator(
    options: TranslateOptions | None = None,
    *,
    languages: Sequence[str] = ("eng_Latn", "hin_Deva"),
    pairs: Sequence[str] = (),
) -> Translator:
    """Return a translator whose translations are their sources, flagged where that looks wrong.

    Args:
        options: How to translate.
        languages: Codes of the languages that it claims to know.
        pairs: Directions; none means all.
    """
    return Translator(
        echo_manifest(languages=languages, pairs=pairs),
        engine=EchoEngine(),
        family=EchoFamily(),
        options=options,
    )


def write_manifest(
    folder: Path,
    *,
    name: str = "test",
    languages: Sequence[str] = ("eng_Latn", "hin_Deva"),
    pairs: Sequence[str] = (),
    max_source_pieces: int = 128,
    beam_size: int = 4,
    rules: TextRules | None = None,
) -> ModelManifest:
    """Write ``manifest.toml`` for the files of a folder, their sizes and hashes, and read it.

    Args:
        folder: Folder of a model of the family ``opus_mt``; subfolders are not looked at.
        name: What the model is called.
        languages: Codes such as ``hin_Deva``.
        pairs: Directions such as ``eng_Latn-hin_Deva``; none means all.
        max_source_pieces: Longest source, tags and end included.
        beam_size: Search setting that suits the model.
        rules: How text becomes pieces; default is ``sentencepiece.model`` without tags and slots.
    """
    spm = "sentencepiece.model"
    rules = rules or TextRules(source_spm=spm, target_spm=spm)
    lines = [
        "schema = 1",
        *_assignments(name=name, version="1", family="opus_mt", licence="Apache-2.0"),
        *_assignments(languages=languages, pairs=pairs, max_source_pieces=max_source_pieces),
        "\n[text]",
        *_assignments(source_spm=rules.source_spm, target_spm=rules.target_spm),
        *_assignments(source_prefix=rules.source_prefix, target_prefix=rules.target_prefix),
        *_assignments(append_eos=rules.append_eos, unify_script=rules.unify_script),
        *_assignments(openings_apart=rules.openings_apart),
        *_assignments(slot=rules.slot, slot_count=rules.slot_count),
        "\n[text.tags]",
        *_assignments(**rules.tags),
        "\n[decode]",
        *_assignments(beam_size=beam_size),
    ]
    for path in sorted(folder.iterdir()):
        if path.is_file() and path.name != MANIFEST_NAME:
            size = path.stat().st_size
            lines += [
                "\n[[files]]",
                *_assignments(path=path.name, size_bytes=size, sha256=sha256(path)),
            ]
    (folder / MANIFEST_NAME).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return load_manifest(folder)


def _assignments(**values: object) -> list[str]:
    # For strings, numbers, booleans and lists of strings, JSON is TOML.
    return [
        f"{key} = {json.dumps(value, ensure_ascii=False, default=list)}"
        for key, value in values.items()
    ]
