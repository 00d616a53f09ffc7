"""The pieces: one SentencePiece model for all languages, tags and slots reserved in it.

Ids are those of OPUS-MT: ``</s>`` is 0, ``<unk>`` is 1, and padding, which SentencePiece does not
know, is the id after its last. Byte fallback spells what has no piece.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from indictx._imports import require
from indictx.errors import InputError, UsageError
from indictx.models.verify import sha256
from indictx.text.openings import apart
from indictx.text.protect import slot_pattern
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
    "pieces_id",
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
    """Return the SentencePiece processor of a finished vocabulary.

    Raises:
        InputError: It is missing or damaged.
    """
    return _read(folder / MODEL, hint="delete it and run `indictx train data` again")


def _read(path: Path, *, hint: str) -> Any:  # noqa: ANN401 - untyped library
    import sentencepiece

    try:
        if not path.stat().st_size:  # which SentencePiece takes for a model of no pieces
            raise InputError(f"{path} is empty", hint=hint)
        return sentencepiece.SentencePieceProcessor(model_file=str(path))
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror or error}", hint=hint) from error
    except RuntimeError as error:
        raise InputError(f"{path} is no SentencePiece model", hint=hint) from error


def pieces_id(folder: Path) -> str:
    """Return what identifies the pieces in a folder: a hash of the SentencePiece model."""
    return sha256(folder / MODEL)[:16]


def make_vocabulary(recipe: Recipe, mix: Path, folder: Path, *, reuse: Path | None = None) -> None:
    """Learn the pieces, unless they were learned from the same text already.

    The mark's fact ``pieces`` identifies them: a hash of the model, whatever it was learned from.

    Args:
        recipe: Size, reserved pieces, and how much text.
        mix: Folder of the mixed text.
        folder: Where the pieces go.
        reuse: Take this SentencePiece model of an earlier run, and learn nothing.

    Raises:
        UsageError: The reused model lacks a tag or slot, or has other ids for end and unknown; or
            the recipe allows too few pieces.
        InputError: The reused model cannot be read.
    """
    hint = "give the sentencepiece.model of an earlier run"
    pieces = _read(reuse, hint=hint) if reuse else None
    source = sha256(reuse) if reuse else (recipe.vocabulary, read_mark(mix).get("fingerprint"))
    wanted = fingerprint(REVISION, recipe.tags, source)
    if is_done(folder, wanted, made=MODEL):
        return
    if reuse:
        _check(recipe, pieces, reuse)
        with whole(folder / MODEL) as path:
            shutil.copyfile(reuse, path)
    else:
        try:
            _learn(recipe, _sample(recipe, mix), folder)
        except RuntimeError as error:
            reason = str(error).rpartition("] ")[2] or str(error)
            raise UsageError(
                f"no pieces can be learned with 'vocabulary.size' = {recipe.vocabulary.size};"
                f" SentencePiece says: {reason.strip(' .')}",
                hint="change the recipe's vocabulary section, or give more text",
            ) from error
    mark_done(folder, wanted, pieces=pieces_id(folder))


def _check(recipe: Recipe, pieces: Any, path: Path) -> None:  # noqa: ANN401 - untyped library
    lacking = [piece for piece in _reserved(recipe) if pieces.piece_to_id(piece) == UNKNOWN]
    if (pieces.eos_id(), pieces.unk_id()) != (EOS, UNKNOWN):
        raise UsageError(f"{path} has other ids than </s> = {EOS} and <unk> = {UNKNOWN}")
    if lacking:
        raise UsageError(f"{path} lacks {', '.join(lacking)}", hint="train new pieces")


def _reserved(recipe: Recipe) -> list[str]:
    tags = [*map(lang_tag, recipe.tags), *map(domain_tag, DOMAINS)]
    return [*tags, *map(slot_piece, range(SLOTS))]


def _sample(recipe: Recipe, mix: Path) -> Iterator[str]:
    """Yield different sentences, at most so many of each language, in the order of the mix."""
    settings, slot = recipe.vocabulary, slot_pattern()
    seen: dict[str, set[str]] = {code: set() for code in recipe.data.languages}
    for pair in mixed_pairs(mix):
        codes = pair.split("-")
        for mixed in read_mix(mix, pair):
            if mixed.domain not in settings.domains:
                continue
            for code, text in zip(codes, (mixed.row.first, mixed.row.second), strict=True):
                cap = settings.line_caps.get(code, settings.lines)
                bare = " ".join(slot.sub(" ", text).split())
                bare = apart(bare) if settings.openings_apart else bare
                if len(seen[code]) < cap and bare and bare not in seen[code]:
                    seen[code].add(bare)
                    yield bare


def _learn(recipe: Recipe, lines: Iterator[str], folder: Path) -> None:
    sentencepiece = require("sentencepiece", extra="train")
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
            user_defined_symbols=_reserved(recipe),
            # Text is normalized already, and must be read as it is.
            normalization_rule_name="identity",
            max_sentence_length=4000,
            num_threads=_THREADS,
            minloglevel=2,
        )
