"""The pieces: one SentencePiece model for all languages, tags and slots reserved in it.

Ids are those of OPUS-MT: ``</s>`` is 0, ``<unk>`` is 1, and padding, which SentencePiece does not
know, is the id after its last. Byte fallback spells what has no piece.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from indictx._imports import require
from indictx.text.protect import SLOT_CLASS
from indictx.train.clean import SLOTS
from indictx.train.mix import mixed_pairs, read_mix
from indictx.train.recipe import DOMAINS, Recipe
from indictx.train.stages import fingerprint, is_done, mark_done, read_mark, whole

__all__ = [
    "EOS",
    "MODEL",
    "UNKNOWN",
    "domain_tag",
    "lang_tag",
    "load_pieces",
    "make_vocabulary",
    "slot_piece",
]

REVISION = 1

EOS, UNKNOWN = 0, 1
MODEL = "sentencepiece.model"
# Always so many, whatever the machine: another number adds up probabilities in another order.
_THREADS = 4


def lang_tag(code: str) -> str:
    """Return the piece that names a language."""
    return f">>{code}<<"


def domain_tag(domain: str) -> str:
    """Return the piece that names a domain."""
    return f"<{domain}>"


def slot_piece(index: int) -> str:
    """Return the piece of slot ``index``."""
    return f"<s{index}>"


def load_pieces(folder: Path) -> Any:  # noqa: ANN401 - untyped library
    """Return the SentencePiece processor of a finished vocabulary."""
    import sentencepiece

    return sentencepiece.SentencePieceProcessor(model_file=str(folder / MODEL))


def make_vocabulary(recipe: Recipe, mix: Path, folder: Path) -> str:
    """Learn the pieces unless they were learned from the same text; return the fingerprint."""
    parts = (recipe.vocabulary, recipe.tags, recipe.seed)
    wanted = fingerprint(REVISION, parts, read_mark(mix).get("fingerprint"))
    if is_done(folder, wanted):
        return wanted
    _learn(recipe, _sample(recipe, mix), folder)
    mark_done(folder, wanted)
    return wanted


def _sample(recipe: Recipe, mix: Path) -> Iterator[str]:
    """Yield different sentences, at most so many of each language, in the order of the mix."""
    settings, slot = recipe.vocabulary, re.compile(f"[{SLOT_CLASS}]")
    seen: dict[str, set[str]] = {code: set() for code in recipe.data.languages}
    for pair in mixed_pairs(mix):
        codes = pair.split("-")
        for mixed in read_mix(mix, pair):
            if mixed.domain not in settings.domains:
                continue
            for code, text in zip(codes, (mixed.row.first, mixed.row.second), strict=True):
                cap = settings.line_caps.get(code, settings.lines)
                bare = " ".join(slot.sub(" ", text).split())
                if len(seen[code]) < cap and bare and bare not in seen[code]:
                    seen[code].add(bare)
                    yield bare


def _learn(recipe: Recipe, lines: Iterator[str], folder: Path) -> None:
    sentencepiece = require("sentencepiece", extra="train")
    reserved: Sequence[str] = [
        *map(lang_tag, recipe.tags),
        *map(domain_tag, DOMAINS),
        *map(slot_piece, range(SLOTS)),
    ]
    with whole(folder / MODEL) as path, path.open("wb") as model:
        sentencepiece.SentencePieceTrainer.train(
            # Not a file, whose path would become part of the model.
            sentence_iterator=lines,
            model_writer=model,
            vocab_size=recipe.vocabulary.size,
            # A small corpus has fewer pieces to offer than asked for; that is no reason to stop.
            hard_vocab_limit=False,
            model_type="unigram",
            character_coverage=recipe.vocabulary.coverage,
            byte_fallback=True,
            split_digits=True,
            required_chars="0123456789",
            eos_id=EOS,
            unk_id=UNKNOWN,
            bos_id=-1,
            pad_id=-1,
            user_defined_symbols=reserved,
            # Text is normalized already, and must be read as it is.
            normalization_rule_name="identity",
            max_sentence_length=4000,
            num_threads=_THREADS,
            minloglevel=2,
        )
