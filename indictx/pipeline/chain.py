"""Two models as one: the first translates into English, the second out of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from indictx.languages import Pair, language
from indictx.models.manifest import ModelFile, ModelManifest
from indictx.pipeline.decoding import Decoder
from indictx.pipeline.options import TranslateOptions
from indictx.pipeline.routes import Router
from indictx.pipeline.translator import Translator
from indictx.pipeline.units import Unit

_PIVOT = "eng_Latn"


class ChainTranslator(Translator):
    """Translates between languages that no model knows both of, through English.

    Args:
        first: Translates into English; it is closed with the chain.
        second: Translates out of English, likewise; its options hold for both.
    """

    def __init__(self, first: Translator, second: Translator) -> None:
        self.manifest = chain_manifest(first.manifest, second.manifest)
        self.options = second.options
        self.router = Router(self.manifest, keep=self.options.keep)
        self._decoder = _Relay(first._decoder, second._decoder)
        self._both = (first, second)

    def close(self) -> None:
        """Free both models."""
        for translator in self._both:
            translator.close()


def load_models(
    queries: Sequence[str | Path],
    *,
    options: TranslateOptions | None = None,
    threads: int | None = None,
) -> Translator:
    """Open one model by name or path, or two as a chain; none is the default model.

    Raises:
        ModelError: One is unknown or damaged.
        EngineError: One cannot be loaded.
    """
    if len(queries) < 2:
        query = str(queries[0]) if queries else None
        return Translator.load(query, options=options, threads=threads)
    into_english, out_of_english = queries
    first = Translator.load(str(into_english), options=options, threads=threads)
    try:
        second = Translator.load(str(out_of_english), options=options, threads=threads)
    except BaseException:
        first.close()
        raise
    return ChainTranslator(first, second)


def best_models(src_lang: str | None, tgt_langs: Sequence[str]) -> tuple[str, ...]:
    """Return the names of the best installed model for some languages, or of two that are a chain.

    Args:
        src_lang: Any code, alias or name of the source language; ``None`` if it is to be detected.
        tgt_langs: Likewise of the targets.

    Returns:
        Nothing where there is only the default model, or no model has a way.

    Raises:
        UnknownLanguageError: A language is not known.
    """
    from indictx.models.choose import choose
    from indictx.models.store import installed_folders

    if len(installed_folders()) < 2:
        return ()
    source = None if src_lang is None else language(src_lang).code
    return choose(source, [language(name).code for name in tgt_langs]).names


class _Relay(Decoder):
    """Gives each direction to the model that has it."""

    def __init__(self, first: Decoder, second: Decoder) -> None:
        self.options = second.options
        self._first, self._second = first, second

    def search(self, units: Mapping[Pair, Sequence[Unit]]) -> Callable[[], None]:
        return self._each(units, lambda decoder, some: decoder.search(some))

    def search_again(self, units: Mapping[Pair, Sequence[Unit]]) -> Callable[[], None]:
        return self._each(units, lambda decoder, some: decoder.search_again(some))

    def _each(
        self,
        units: Mapping[Pair, Sequence[Unit]],
        search: Callable[[Decoder, Mapping[Pair, Sequence[Unit]]], Callable[[], None]],
    ) -> Callable[[], None]:
        into = {pair: some for pair, some in units.items() if pair.target.code == _PIVOT}
        out = {pair: some for pair, some in units.items() if pair not in into}
        waits = [search(self._first, into), search(self._second, out)]

        def finish() -> None:
            for wait in waits:
                wait()

        return finish


def chain_manifest(first: ModelManifest, second: ModelManifest) -> ModelManifest:
    """Return what two models are together; what they do to text stays with each.

    Only the directions into English of the first count, and those out of it of the second.
    """
    into = [f"{code}-{_PIVOT}" for code in first.languages]
    out = [f"{_PIVOT}-{code}" for code in second.languages]
    cautions = dict.fromkeys(one.caution for one in (first, second) if one.caution)
    return replace(
        second,
        name=f"{first.name}+{second.name}",
        version=f"{first.version}+{second.version}",
        languages=tuple(dict.fromkeys((*first.languages, *second.languages))),
        pairs=(*filter(first.serves, into), *filter(second.serves, out)),
        files=(*_files(first), *_files(second)),
        caution="; ".join(cautions),
    )


def _files(manifest: ModelManifest) -> list[ModelFile]:
    """Return what decides the translations of one of the two, for the fingerprint of both."""
    rules = sha256(repr((manifest.text, manifest.decode)).encode()).hexdigest()
    files = (ModelFile(path="rules", size_bytes=0, sha256=rules), *manifest.files)
    return [replace(file, path=f"{manifest.name}/{file.path}") for file in files]
