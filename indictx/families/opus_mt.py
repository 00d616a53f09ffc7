"""Marian / OPUS-MT models, one pair or many: SentencePiece, tags on the source, ``</s>`` at its end.

Our own models are of this family. Which tags, which slots, and whether scripts are unified is the
manifest's to say.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, cached_property
from typing import Any

from indictx.errors import ModelError
from indictx.families.base import Encoded
from indictx.languages import Pair
from indictx.models.manifest import ModelManifest
from indictx.text.normalize import for_model
from indictx.text.protect import SLOT_CLASS, slot_char, slot_index
from indictx.text.transliterate import restore_script, unify

_EOS = "</s>"
_UNKNOWN = "<unk>"


class OpusMtFamily:
    """Text to pieces and back as the manifest describes it."""

    def __init__(self, manifest: ModelManifest) -> None:
        self._manifest = manifest
        self._rules = manifest.text
        self.slot_count = self._rules.slot_count

    def encode(self, sentences: Sequence[str], pair: Pair) -> list[Encoded]:
        """Turn sentences into pieces; see :class:`indictx.families.base.Family`."""
        prepared = [self._prepare(sentence, pair) for sentence in sentences]
        start = self._tags(self._rules.source_prefix, pair)
        prefix = self._tags(self._rules.target_prefix, pair)
        end = [_EOS] if self._rules.append_eos else []
        return [
            Encoded([*start, *pieces, *end] if pieces else [], prefix)
            for pieces in self._source.encode(prepared, out_type=str)
        ]

    def decode(self, hypotheses: Sequence[Sequence[str]], pair: Pair) -> list[str]:
        """Turn target pieces into text; see :class:`indictx.families.base.Family`."""
        kept = [[piece for piece in pieces if piece != _UNKNOWN] for pieces in hypotheses]
        return [self._finish(text, pair) for text in self._target.decode_pieces(kept)]

    def _prepare(self, sentence: str, pair: Pair) -> str:
        text = for_model(sentence, pair.source)
        if not text.isascii():
            if self._rules.unify_script:
                text = unify(text, pair.source.code)
            # A lone surrogate is no text: SentencePiece would refuse the whole batch.
            text = text.encode(errors="replace").decode()
            if self._rules.slot:
                text = _slots().sub(lambda match: self._slot(slot_index(match[0])), text)
        return text

    def _finish(self, text: str, pair: Pair) -> str:
        if self._rules.slot:
            text = self._slot_pattern.sub(self._slot_of, text)
        if self._rules.unify_script and not text.isascii():
            text = restore_script(text, pair.target.code)
        # A model may spell any byte: no line break and no control may come out of a sentence.
        return _controls().sub("", " ".join(text.split()))

    def _tags(self, templates: Sequence[str], pair: Pair) -> list[str]:
        tags = self._rules.tags
        source = tags.get(pair.source.code, pair.source.code)
        target = tags.get(pair.target.code, pair.target.code)
        return [
            piece.replace("{source}", source).replace("{target}", target) for piece in templates
        ]

    def _slot(self, index: int) -> str:
        return self._rules.slot.replace("{index}", str(index))

    def _slot_of(self, match: re.Match[str]) -> str:
        index = int(match[1])
        # What the vocabulary has no piece for was spelled letter by letter, and means nothing.
        return slot_char(index) if index < self.slot_count else ""

    @cached_property
    def _slot_pattern(self) -> re.Pattern[str]:
        before, _, after = self._rules.slot.partition("{index}")
        return re.compile(re.escape(before) + r"(\d+)" + re.escape(after))

    @cached_property
    def _source(self) -> Any:  # noqa: ANN401 - untyped library
        return self._processor(self._rules.source_spm)

    @cached_property
    def _target(self) -> Any:  # noqa: ANN401 - untyped library
        if self._rules.target_spm == self._rules.source_spm:
            return self._source
        return self._processor(self._rules.target_spm)

    def _processor(self, name: str) -> Any:  # noqa: ANN401 - untyped library
        import sentencepiece

        path = self._manifest.folder / name
        try:
            # One thread: starting more for every call costs more than they save, and the cores decode.
            return sentencepiece.SentencePieceProcessor(model_file=str(path), num_threads=1)
        except (OSError, RuntimeError) as error:
            raise ModelError(f"cannot load {str(path)!r}: {error}") from error


@cache
def _slots() -> re.Pattern[str]:
    return re.compile(f"[{SLOT_CLASS}]")


@cache
def _controls() -> re.Pattern[str]:
    return re.compile("[\x00-\x1f\x7f-\x9f]")
