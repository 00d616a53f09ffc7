"""Open a model: its engine, its family, and the model that translates back."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from threading import Thread
from typing import TYPE_CHECKING, cast

from indictx.errors import ModelError
from indictx.families import load_family
from indictx.families.base import Family
from indictx.models.manifest import ModelManifest
from indictx.models.store import find_model
from indictx.pipeline.options import TranslateOptions
from indictx.pipeline.reranking import Reverse, TargetFamily, hypotheses_of

if TYPE_CHECKING:
    from indictx.engines.ct2 import Ct2Engine

__all__ = ["open_model", "open_with_reverse", "reverse_of"]


def open_model(manifest: ModelManifest, threads: int | None) -> tuple[Ct2Engine, Family]:
    """Load a model.

    Args:
        manifest: The model.
        threads: Cores to use; ``None`` is all.

    Raises:
        EngineError: It cannot be loaded.
    """
    from indictx.engines.ct2 import Ct2Engine

    family = load_family(manifest)
    # Two files are read at the same time; both libraries let go of the interpreter's lock.
    reading = Thread(target=_load, args=(family,))
    reading.start()
    try:
        engine = Ct2Engine(
            manifest.folder,
            max_source_pieces=manifest.max_source_pieces,
            compute_type=manifest.compute_type,
            threads=threads,
        )
    finally:
        reading.join()
    return engine, family


def open_with_reverse(
    manifest: ModelManifest, options: TranslateOptions, threads: int | None
) -> tuple[Ct2Engine, Family, Reverse | None]:
    """Load a model, and in the background the one that judges its translations.

    Raises:
        EngineError: It cannot be loaded.
        ModelError: Hypotheses are to be chosen from, and no installed model translates back.
    """
    if not hypotheses_of(manifest, options):
        return *open_model(manifest, threads), None
    other = reverse_of(manifest)
    if other is None:
        if options.rerank:
            raise ModelError(
                f"no installed model translates back what {manifest.name!r} translates",
                hint="leave out --rerank, or set it to 0",
            )
        return *open_model(manifest, threads), None
    if other.folder == manifest.folder:
        engine, family = open_model(manifest, threads)
        judge = cast(TargetFamily, family)  # as reverse_of has seen
        return engine, family, Reverse(other, lambda: (engine, judge), options, is_shared=True)
    reverse = Reverse(other, partial(_open_judge, other, threads), options)
    try:
        return *open_model(manifest, threads), reverse
    except BaseException:
        reverse.close()
        raise


def reverse_of(manifest: ModelManifest) -> ModelManifest | None:
    """Return the model that judges the translations of another, if one is installed."""
    decode, other = manifest.decode, manifest
    if decode.reverse:
        try:
            other = find_model(decode.reverse)
        except ModelError:
            return None
    pairs = manifest.pairs or (
        f"{one}-{two}" for one in manifest.languages for two in manifest.languages if one != two
    )
    back = ("-".join(reversed(pair.split("-"))) for pair in pairs)
    if not hasattr(load_family(other), "encode_targets") or not any(map(other.serves, back)):
        return None
    return other


def _open_judge(manifest: ModelManifest, threads: int | None) -> tuple[Ct2Engine, TargetFamily]:
    engine, family = open_model(manifest, threads)
    return engine, cast(TargetFamily, family)  # as reverse_of has seen


def _load(family: Family) -> None:
    # What cannot be read is reported when the first sentence needs it.
    with suppress(ModelError):
        family.load()
