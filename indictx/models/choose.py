"""Which of the installed models translates, when the user has named none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from indictx.errors import ManifestError
from indictx.models import store
from indictx.models.manifest import ModelManifest, load_manifest

_PIVOT = "eng_Latn"


@dataclass(frozen=True, slots=True)
class Choice:
    """A model, and why it was chosen.

    Attributes:
        manifest: The model; ``None`` if no installed one has a way.
        reason: In words, for ``--explain``; one line for each model that was looked at.
        before: Model that translates into English first, where :attr:`manifest` only goes on from
            there.
    """

    manifest: ModelManifest | None
    reason: tuple[str, ...]
    before: ModelManifest | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the models in the order in which a text meets them; empty if there is no way."""
        chosen = (self.before, self.manifest)
        return tuple(manifest.name for manifest in chosen if manifest is not None)


def choose(src_lang: str | None, tgt_langs: Sequence[str]) -> Choice:
    """Return the best installed model that has a way into all the targets.

    Where the source language is known, better is: direct into more of the targets, then a higher
    rank, then the user's own before the bundled. Where it is to be detected, a model that takes
    more languages comes first, for a line that nothing translates is worse than a plain one.

    A model whose licence forbids commercial use is never chosen, only named; nobody shall break a
    licence without having typed its model's name.

    Where no model has a way and the source is known, two may have one together, through English.

    Args:
        src_lang: Code of the source language; ``None`` if it is to be detected.
        tgt_langs: Codes of the target languages.
    """
    reasons: list[str] = []
    best: tuple[tuple[int, int], ModelManifest] | None = None
    models = _models()
    for manifest in models:
        merit, how = _merit(manifest, src_lang, tgt_langs)
        label = f"{manifest.name} {manifest.version}"
        if merit == 0:
            reasons.append(f"{label}: cannot translate {_asked(src_lang, tgt_langs)}")
        elif manifest.terms.non_commercial:
            reasons.append(f"{label}: never chosen by itself, its licence is non-commercial")
        else:
            reasons.append(f"{label}: {how}, rank {manifest.rank}")
            if best is None or (merit, manifest.rank) > best[0]:
                best = ((merit, manifest.rank), manifest)
    if best is None and src_lang is not None:
        return _chained(models, src_lang, tgt_langs, reasons)
    return Choice(best[1] if best else None, tuple(reasons))


def _chained(
    models: Sequence[ModelManifest], src_lang: str, tgt_langs: Sequence[str], reasons: list[str]
) -> Choice:
    """Return the best model into English and the best out of it, if there are both."""
    first = _best_direct(models, [f"{src_lang}-{_PIVOT}"])
    second = _best_direct(models, [f"{_PIVOT}-{code}" for code in tgt_langs if code != _PIVOT])
    if first is None or second is None or src_lang in tgt_langs:
        return Choice(None, tuple(reasons))
    reasons.append(f"{first.name}, then {second.name}: together, through {_PIVOT}")
    return Choice(second, tuple(reasons), before=first)


def _best_direct(models: Sequence[ModelManifest], pairs: Sequence[str]) -> ModelManifest | None:
    able = [
        manifest
        for manifest in models
        if not manifest.terms.non_commercial and all(map(manifest.serves, pairs))
    ]
    return max(able, key=lambda manifest: manifest.rank, default=None)


def best_direct(pairs: Sequence[str]) -> ModelManifest | None:
    """Return the best installed model that has all directions itself, if its licence lets us choose."""
    return _best_direct(_models(), pairs)


def _models() -> list[ModelManifest]:
    """Return the installed models; one that is broken must not stop the others."""
    found: dict[str, ModelManifest] = {}
    for folder in store.installed_folders():
        try:
            manifest = load_manifest(folder)
        except ManifestError:
            continue
        found.setdefault(manifest.name, manifest)
    return list(found.values())


def _merit(
    manifest: ModelManifest, src_lang: str | None, tgt_langs: Sequence[str]
) -> tuple[int, str]:
    """Return how well a model serves the directions, 0 for not at all, and the same in words."""
    if src_lang is None:
        sources = [
            source
            for source in manifest.languages
            if all(_reaches(manifest, source, target) for target in tgt_langs)
        ]
        # Into one language of two, there is always the other to come from.
        count = len([source for source in sources if [source] != list(tgt_langs)])
        return count, f"takes {count} languages"
    if not all(_reaches(manifest, src_lang, target) for target in tgt_langs):
        return 0, ""
    direct = sum(manifest.serves(f"{src_lang}-{target}") for target in tgt_langs)
    how = "direct" if direct == len(tgt_langs) else f"through {_PIVOT}"
    return 1 + direct, how


def _reaches(manifest: ModelManifest, source: str, target: str) -> bool:
    if source == target or manifest.serves(f"{source}-{target}"):
        return True
    return manifest.serves(f"{source}-{_PIVOT}") and manifest.serves(f"{_PIVOT}-{target}")


def _asked(src_lang: str | None, tgt_langs: Sequence[str]) -> str:
    return f"{src_lang or 'any language'} into {', '.join(tgt_langs)}"
