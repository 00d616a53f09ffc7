"""Open a model: its engine, its family, and the model that translates back."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from threading import Thread
from typing import TYPE_CHECKING, cast

from indictx.errors import ModelError, ModelNotFoundError, ModelNotInstalledError
from indictx.families import load_family
from indictx.families.base import Family
from indictx.models.manifest import ModelManifest
from indictx.models.store import find_installed, find_model
from indictx.pipeline.options import TranslateOptions
from indictx.pipeline.reranking import Reverse, TargetFamily, hypotheses_of

if TYPE_CHECKING:
    from indictx.engines.ct2 import Ct2Engine

__all__ = ["facts_of_judge", "open_model", "open_with_reverse", "reverse_of"]


def open_model(
    manifest: ModelManifest, threads: int | None, *, only_scores: bool = False
) -> tuple[Ct2Engine, Family]:
    """Load a model.

    Args:
        manifest: The model.
        threads: Cores to use; ``None`` is all.
        only_scores: It judges translations, and makes none.

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
            only_scores=only_scores,
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


def reverse_of(
    manifest: ModelManifest, find: Callable[[str], ModelManifest] = find_model
) -> ModelManifest | None:
    """Return the model that judges the translations of another, if one is installed.

    Args:
        manifest: The model.
        find: Returns a model by its name.

    Raises:
        ModelError: It is installed, and damaged.
    """
    decode, other = manifest.decode, manifest
    if decode.reverse:
        try:
            other = find(decode.reverse)
        except (ModelNotFoundError, ModelNotInstalledError):
            return None
    back = ("-".join(reversed(pair.split("-"))) for pair in manifest.directions())
    if not hasattr(load_family(other), "encode_targets") or not any(map(other.serves, back)):
        return None
    return other


def facts_of_judge(manifest: ModelManifest) -> list[str]:
    """Return what decides how the translations of a model are judged, for fingerprints."""
    judge = reverse_of(manifest, find_installed) if manifest.decode.reverse else None
    if judge is None:
        return []
    rules = [judge.family, judge.compute_type, judge.max_source_pieces, judge.pairs, judge.text]
    return [repr(rules), *sorted(f"{file.path} {file.sha256}" for file in judge.files)]


def _open_judge(manifest: ModelManifest, threads: int | None) -> tuple[Ct2Engine, TargetFamily]:
    engine, family = open_model(manifest, threads, only_scores=True)
    return engine, cast(TargetFamily, family)  # as reverse_of has seen


def _load(family: Family) -> None:
    # What cannot be read is reported when the first sentence needs it.
    with suppress(ModelError):
        family.load()
