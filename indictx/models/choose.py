"""Which of the installed models translate, when the user has named none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from indictx.languages import language
from indictx.models import store
from indictx.models.manifest import ModelManifest

_PIVOT = "eng_Latn"
_DIRECT = "direct"


@dataclass(frozen=True, slots=True)
class Choice:
    """Models, and why they were chosen.

    Attributes:
        manifests: One model, or several as a team, best first; none if there is no way.
        reason: In words, for ``--explain``; one line for each model that was looked at.
        usable: All that could be chosen, so that an error can say what they do have.
    """

    manifests: tuple[ModelManifest, ...]
    reason: tuple[str, ...]
    usable: tuple[ModelManifest, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the models."""
        return tuple(manifest.name for manifest in self.manifests)

    @property
    def to_open(self) -> tuple[str, ...]:
        """Names of the models to open: those that were chosen, or all, which then say no."""
        return tuple(manifest.name for manifest in self.manifests or self.usable)


def choose(src_lang: str | None, tgt_langs: Sequence[str]) -> Choice:
    """Return the best installed model that has a way into all the targets, or the best team.

    Where the source language is known, better is: direct into more of the targets, then a higher
    rank, then the user's own before the bundled.

    Several models are chosen where they are direct into more targets than any one, or one of them is
    of a higher rank, or where they have a way together, through English, and none has one. Where the
    source is to be detected, all are chosen that are the best for some language.

    A model whose licence forbids commercial use is never chosen, only named; nobody shall break a
    licence without having typed its model's name.

    Args:
        src_lang: Code of the source language; ``None`` if it is to be detected.
        tgt_langs: Codes of the target languages.
    """
    found = _choose(src_lang, tgt_langs)
    read_as = language(src_lang).read_as if src_lang else None
    if found.manifests or read_as is None:
        return found
    # Romanized text is rewritten for models that know the language in its own script.
    return _choose(read_as, tgt_langs)


def _choose(src_lang: str | None, tgt_langs: Sequence[str]) -> Choice:
    reasons: list[str] = []
    best: ModelManifest | None = None
    most = (0, 0)
    usable = []
    for manifest in store.installed():
        merit, how = _merit(manifest, src_lang, tgt_langs)
        label = f"{manifest.name} {manifest.version}"
        is_barred = manifest.terms.non_commercial
        if not is_barred:
            usable.append(manifest)
        if merit == 0:
            reasons.append(f"{label}: cannot translate {_asked(src_lang, tgt_langs)}")
        elif is_barred:
            reasons.append(f"{label}: never chosen by itself, its licence is non-commercial")
        else:
            reasons.append(f"{label}: {how}, rank {manifest.rank}")
            if best is None or (merit, manifest.rank) > most:
                best, most = manifest, (merit, manifest.rank)
    merit, team, how = _team(usable, src_lang, tgt_langs)
    # Whoever does not know the language gets the best model for each, not the best for all; so does
    # who has several targets, that each of them comes out as it does alone.
    is_higher = how == _DIRECT and max((one.rank for one in team), default=0) > most[1]
    if merit > most[0] or (merit == most[0] > 0 and (src_lang is None or is_higher)):
        if len(team) > 1:
            reasons.append(f"{' and '.join(one.name for one in team)}: together {how}")
        return Choice(tuple(team), tuple(reasons))
    return Choice((best,) if best else (), tuple(reasons), tuple(usable))


def _team(
    models: Sequence[ModelManifest], src_lang: str | None, tgt_langs: Sequence[str]
) -> tuple[int, list[ModelManifest], str]:
    """Return what the best of all models for each direction are worth, by the measure of `_merit`."""
    ranked = sorted(models, key=lambda manifest: -manifest.rank)
    sources = (
        [src_lang] if src_lang else list(dict.fromkeys(c for m in ranked for c in m.languages))
    )
    needed: list[ModelManifest] = []
    taken = direct = 0
    for source in sources:
        ways = [_way(ranked, source, target) for target in tgt_langs if target != source]
        if not ways or not all(ways):
            continue
        taken += 1
        direct += sum(len(way) == 1 for way in ways)
        needed += (model for way in ways for model in way if model not in needed)
    team = [model for model in ranked if model in needed]
    if src_lang is None:
        return taken, team, f"take {taken} languages"
    how = _DIRECT if direct == len({*tgt_langs} - {src_lang}) else f"through {_PIVOT}"
    return (1 + direct if taken else 0), team, how


def _way(models: Sequence[ModelManifest], source: str, target: str) -> list[ModelManifest]:
    """Return the best model that has a direction, the best two that have its legs, or none."""
    for pairs in ([f"{source}-{target}"], [f"{source}-{_PIVOT}", f"{_PIVOT}-{target}"]):
        found = [best for pair in pairs if (best := best_direct(models, [pair]))]
        if len(found) == len(pairs):
            return found
    return []


def best_direct(models: Sequence[ModelManifest], pairs: Sequence[str]) -> ModelManifest | None:
    """Return the best of some models that has all directions itself, if its licence lets us choose."""
    able = [
        manifest
        for manifest in models
        if not manifest.terms.non_commercial and all(map(manifest.serves, pairs))
    ]
    return max(able, key=lambda manifest: manifest.rank, default=None)


def targets(model: str | None) -> list[str]:
    """Return the codes of what a model, or with ``None`` any installed one, translates into."""
    models = store.installed() if model is None else [store.find_installed(model)]
    return sorted({code for manifest in models for code in manifest.targets()})


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
    how = _DIRECT if direct == len(tgt_langs) else f"through {_PIVOT}"
    return 1 + direct, how


def _reaches(manifest: ModelManifest, source: str, target: str) -> bool:
    if source == target or manifest.serves(f"{source}-{target}"):
        return True
    return manifest.serves(f"{source}-{_PIVOT}") and manifest.serves(f"{_PIVOT}-{target}")


def _asked(src_lang: str | None, tgt_langs: Sequence[str]) -> str:
    return f"{src_lang or 'any language'} into {', '.join(tgt_langs)}"
