"""What all families share: SentencePiece models, tags, ``</s>``, and text that no piece can break."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from functools import cache, cached_property
from typing import Any

from indictx.errors import ModelError
from indictx.families.base import Encoded
from indictx.languages import Pair
from indictx.models.schema import ModelManifest

EOS = "</s>"
UNKNOWN = "<unk>"
#: How SentencePiece writes the space before a word.
WORD_START = "\u2581"


class SpmFamily:
    """Text to pieces and back with the SentencePiece models of a manifest.

    A family says how text is prepared and finished, which tags it has, and where they go.

    Attributes:
        TAGS: Our code → the family's tag; a manifest's ``text.tags`` come first.
        SOURCE_PREFIX: Pieces before the source, where the manifest has none.
        TARGET_PREFIX: Pieces forced at the start of the target, likewise.
    """

    TAGS: Mapping[str, str] = {}
    SOURCE_PREFIX: tuple[str, ...] = ()
    TARGET_PREFIX: tuple[str, ...] = ()

    def __init__(self, manifest: ModelManifest) -> None:
        self._manifest = manifest
        self._rules = manifest.text
        self.slot_count = self._rules.slot_count

    def load(self) -> None:
        """Read the SentencePiece models; see :class:`indictx.families.base.Family`."""
        _ = self._source, self._target

    def encode(self, sentences: Sequence[str], pair: Pair) -> list[Encoded]:
        """Turn sentences into pieces; see :class:`indictx.families.base.Family`."""
        prepared = [self._prepare(sentence, pair) for sentence in sentences]
        start = self._tags(self._rules.source_prefix or self.SOURCE_PREFIX, pair)
        prefix = self._tags(self._rules.target_prefix or self.TARGET_PREFIX, pair)
        end = [EOS] if self._appends_eos else []
        # One by one: for a list SentencePiece starts a thread, which takes as long as twelve lines.
        return [
            Encoded([*start, *pieces, *end] if pieces else [], prefix)
            for pieces in (self._source.encode(one, out_type=str) for one in prepared)
        ]

    def decode(self, hypotheses: Sequence[Sequence[str]], pair: Pair) -> list[str]:
        """Turn target pieces into text; see :class:`indictx.families.base.Family`."""
        strip_controls = controls().sub
        # A model may spell any byte: no line break and no control may come out of a sentence.
        return [
            " ".join(strip_controls("", self._finish(self._joined(pieces), pair)).split())
            for pieces in hypotheses
        ]

    def _joined(self, pieces: Sequence[str]) -> str:
        """Return the text of target pieces, as SentencePiece decodes them."""
        kept = [piece for piece in pieces if piece != UNKNOWN]
        text: str = self._target.decode_pieces(kept)
        return text

    def _prepare(self, sentence: str, pair: Pair) -> str:  # noqa: ARG002 - for families that care
        return readable(sentence)

    def _finish(self, text: str, pair: Pair) -> str:  # noqa: ARG002 - for families that care
        return text

    def _tags(self, templates: Sequence[str], pair: Pair) -> list[str]:
        source, target = self._tag(pair.source.code), self._tag(pair.target.code)
        return [
            piece.replace("{source}", source).replace("{target}", target) for piece in templates
        ]

    def _tag(self, code: str) -> str:
        return self._rules.tags.get(code) or self.TAGS.get(code, code)

    @property
    def _appends_eos(self) -> bool:
        return self._rules.append_eos

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


class ConvertedFamily(SpmFamily):
    """A family whose weights came from elsewhere: its ``config.json`` says who adds ``</s>``."""

    @cached_property
    def _appends_eos(self) -> bool:
        path = self._manifest.folder / "config.json"
        try:
            config = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            config = None
        if not isinstance(config, dict) or "add_source_eos" not in config:
            return self._rules.append_eos
        # Models of fairseq origin have the runtime add it; twice would be wrong.
        return self._rules.append_eos and not config["add_source_eos"]


def readable(text: str) -> str:
    """Return the text without lone surrogates: SentencePiece would refuse the whole batch."""
    return text if text.isascii() else text.encode(errors="replace").decode()


class Surfaces(dict[str, str]):
    """What each piece of a SentencePiece model writes, found out at first sight.

    Joining these is what ``decode_pieces`` does, at a tenth of its cost, but for the blanks at the
    beginning. It raises ``KeyError`` for a piece whose text depends on its neighbors or is not in
    the model: a byte, or an unknown piece.

    Args:
        processor: The model.
    """

    def __init__(self, processor: Any) -> None:  # noqa: ANN401 - untyped library
        super().__init__({UNKNOWN: ""})
        self._processor = processor

    def __missing__(self, piece: str) -> str:
        index = self._processor.piece_to_id(piece)
        if self._processor.is_unknown(index) or self._processor.is_byte(index):
            raise KeyError(piece)
        is_control = self._processor.is_control(index)
        surface = self[piece] = "" if is_control else piece.replace(WORD_START, " ")
        return surface


@cache
def controls() -> re.Pattern[str]:
    """Return the pattern of one control character that is no white space."""
    return re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]")
