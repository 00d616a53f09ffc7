"""Several models as one: each direction is that of the best of them, and English joins the rest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from indictx.errors import ModelError
from indictx.languages import Language, Pair, language
from indictx.models.manifest import ModelFile, ModelManifest
from indictx.pipeline.decoding import Decoder
from indictx.pipeline.opening import facts_of_judge
from indictx.pipeline.options import TranslateOptions
from indictx.pipeline.routes import Router
from indictx.pipeline.translator import Translator


class TeamTranslator(Translator):
    """Translates with several models; each is loaded when the first text needs it.

    Args:
        manifests: The models, best first: of two that have a direction, the first is asked.
        options: How to translate.
        threads: Cores to use, for each model; ``None`` is all.
    """

    def __init__(
        self,
        manifests: Sequence[ModelManifest],
        *,
        options: TranslateOptions | None = None,
        threads: int | None = None,
    ) -> None:
        self.manifest = team_manifest(manifests)
        self.options = options or TranslateOptions()
        self.router = Router(self.manifest, is_team=True, keep=self.options.keep)
        self._reverse = None
        self._relay = _Relay(manifests, self.options, threads)

    def close(self) -> None:
        """Free all models."""
        self._relay.close()

    def _decoder_for(self, pair: Pair) -> Decoder:
        return self._relay.decoder(pair)

    def _model_name(self, src_lang: str | None, target: Language) -> str:
        if src_lang is None or src_lang == target.code:
            return self.manifest.name
        pair = Pair(language(src_lang), target)
        if not self.router.can(pair):
            return self.manifest.name
        names = (self._relay.owner(leg).name for leg in self.router.route(pair))
        return "+".join(dict.fromkeys(names)) or self.manifest.name


def load_models(
    queries: Sequence[str | Path],
    *,
    options: TranslateOptions | None = None,
    threads: int | None = None,
) -> Translator:
    """Open one model by name or path, or several as a team; none is the default model.

    Raises:
        ModelError: One is unknown or damaged.
        EngineError: One cannot be loaded.
    """
    if len(queries) < 2:
        query = str(queries[0]) if queries else None
        return Translator.load(query, options=options, threads=threads)
    from indictx.models.store import find_model

    manifests = [find_model(str(query)) for query in queries]
    return TeamTranslator(manifests, options=options, threads=threads)


def best_models(
    src_lang: str | Language | None, tgt_langs: Sequence[str | Language]
) -> tuple[str, ...]:
    """Return the names of the best installed models for some languages, best first.

    Args:
        src_lang: Any code, alias or name of the source language; ``None`` if it is to be detected.
        tgt_langs: Likewise of the targets.

    Returns:
        Nothing where there is only the default model; all where none has a way, for their error.

    Raises:
        UnknownLanguageError: A language is not known.
    """
    from indictx.models.choose import choose
    from indictx.models.store import installed_folders

    if len(installed_folders()) < 2:
        return ()
    source = None if src_lang is None else language(src_lang).code
    return choose(source, [language(name).code for name in tgt_langs]).to_open


class _Relay:
    """Gives each direction to the model that has it."""

    def __init__(
        self, manifests: Sequence[ModelManifest], options: TranslateOptions, threads: int | None
    ) -> None:
        self._options = options
        self._manifests, self._threads = manifests, threads
        self._open: dict[str, Translator] = {}
        self.owner = lru_cache(maxsize=None)(self._owner)

    def close(self) -> None:
        """Free the models that were loaded."""
        for translator in self._open.values():
            translator.close()

    def _owner(self, pair: Pair) -> ModelManifest:
        return next(manifest for manifest in self._manifests if manifest.serves(str(pair)))

    def decoder(self, pair: Pair) -> Decoder:
        """Return the decoder of the model that has a direction, which is loaded if it was not."""
        folder = str(self.owner(pair).folder)
        if folder not in self._open:
            found = Translator.load(folder, options=self._options, threads=self._threads)
            if found.manifest not in self._manifests:
                found.close()
                raise ModelError(
                    f"model {found.manifest.name!r} was exchanged since the start",
                    hint="start again",
                )
            self._open[folder] = found
        return self._open[folder]._decoder


def team_manifest(manifests: Sequence[ModelManifest]) -> ModelManifest:
    """Return what several models are together; what they do to text stays with each."""
    cautions = dict.fromkeys(one.caution for one in manifests if one.caution)
    return replace(
        manifests[0],
        name="+".join(one.name for one in manifests),
        version="+".join(one.version for one in manifests),
        languages=tuple(dict.fromkeys(code for one in manifests for code in one.languages)),
        pairs=tuple(dict.fromkeys(pair for one in manifests for pair in one.directions())),
        files=tuple(file for one in manifests for file in _files(one)),
        caution="; ".join(cautions),
    )


def _files(manifest: ModelManifest) -> list[ModelFile]:
    """Return what decides the translations of one of them, for the fingerprint of all."""
    facts = [manifest.family, manifest.compute_type, manifest.max_source_pieces, manifest.pairs]
    judge = facts_of_judge(manifest)
    rules = sha256(
        repr([facts, manifest.languages, manifest.text, manifest.decode, judge]).encode()
    ).hexdigest()
    files = (ModelFile(path="rules", size_bytes=0, sha256=rules), *manifest.files)
    return [replace(file, path=f"{manifest.name}/{file.path}") for file in files]
