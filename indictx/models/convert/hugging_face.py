"""Marian, NLLB, M2M-100 and MADLAD checkpoints → CTranslate2, by its own converters.

These need torch and transformers, from the extra ``convert``; neither may run code from the
repository, and pickled weights are taken only when that was allowed.
"""

from __future__ import annotations

import importlib.util
import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from indictx.errors import LanguageError, MissingExtraError, ModelError, UsageError
from indictx.languages import Pair, language
from indictx.models import tags
from indictx.models.convert._checkpoint import read_json
from indictx.models.convert._folder import Description, copy_file
from indictx.models.schema import TextRules

_SAFE_WEIGHTS = ("model.safetensors", "model.safetensors.index.json")
_MARIAN_RELEASE = "decoder.yml"
# All of these have at least 512 positions, or as many as one likes; none is good beyond.
_MOST_PIECES = 500
_OPUS_NAME = re.compile(r"opus-mt-(?:tc-\w+-)?([a-zA-Z]+)-([a-zA-Z]+)")
_OPUS_TAG = re.compile(r">>(\w+)<<")


def convert_nllb(
    source: Path, folder: Path, *, pairs: tuple[str, ...] = (), allow_pickle: bool = False
) -> Description:
    """Convert an NLLB-200 repository; see :func:`indictx.models.convert.convert`."""
    _with_transformers(source, folder, allow_pickle=allow_pickle)
    text = TextRules(
        source_spm=_spm(source, folder),
        target_spm="sentencepiece.model",
        source_prefix=("{source}",),
        target_prefix=("{target}",),
        tags=_known(tags.NLLB, folder),
    )
    return _multilingual(text, pairs)


def convert_m2m100(
    source: Path, folder: Path, *, pairs: tuple[str, ...] = (), allow_pickle: bool = False
) -> Description:
    """Convert an M2M-100 repository; see :func:`indictx.models.convert.convert`."""
    _with_transformers(source, folder, allow_pickle=allow_pickle)
    text = TextRules(
        source_spm=_spm(source, folder),
        target_spm="sentencepiece.model",
        source_prefix=("{source}",),
        target_prefix=("{target}",),
        tags=_known(tags.M2M100, folder),
    )
    return _multilingual(text, pairs)


def convert_madlad(
    source: Path, folder: Path, *, pairs: tuple[str, ...] = (), allow_pickle: bool = False
) -> Description:
    """Convert a MADLAD-400 repository; see :func:`indictx.models.convert.convert`."""
    _with_transformers(source, folder, allow_pickle=allow_pickle)
    text = TextRules(
        source_spm=_spm(source, folder),
        target_spm="sentencepiece.model",
        source_prefix=("{target}",),
        tags=_known(tags.MADLAD, folder),
    )
    return _multilingual(text, pairs)


def convert_opus_mt(
    source: Path, folder: Path, *, pairs: tuple[str, ...] = (), allow_pickle: bool = False
) -> Description:
    """Convert an OPUS-MT repository, or the folder of a Marian release with ``decoder.yml``."""
    if (source / _MARIAN_RELEASE).is_file():
        _with_marian(source, folder)
    else:
        _with_transformers(source, folder, allow_pickle=allow_pickle)
    for name in ("source.spm", "target.spm"):
        copy_file(source / name, folder / name)
    target_tags = _opus_tags(folder)
    found = pairs or _opus_pairs(source, target_tags)
    return Description(
        languages=tuple(sorted({code for pair in found for code in pair.split("-")})),
        pairs=tuple(found),
        max_source_pieces=_MOST_PIECES,
        text=TextRules(
            source_spm="source.spm",
            target_spm="target.spm",
            source_prefix=(">>{target}<<",) if target_tags else (),
            tags=target_tags,
        ),
    )


def _with_transformers(source: Path, folder: Path, *, allow_pickle: bool) -> None:
    for package in ("torch", "transformers"):
        if importlib.util.find_spec(package) is None:
            raise MissingExtraError(package, extra="convert")
    if not allow_pickle and not any((source / name).is_file() for name in _SAFE_WEIGHTS):
        raise UsageError(
            f"{str(source)!r} has no safetensors weights",
            hint="if you trust where a pickle comes from, add --allow-pickle",
        )
    from ctranslate2.converters import TransformersConverter

    class Converter(TransformersConverter):  # type: ignore[misc]  # the package has no types
        def load_tokenizer(self, *args: object, **kwargs: object) -> Any:  # noqa: ANN401 - untyped library
            return _with_languages(super().load_tokenizer(*args, **kwargs))

        def load_model(self, *args: object, **kwargs: object) -> Any:  # noqa: ANN401 - untyped library
            return _with_scaling(super().load_model(*args, **kwargs))

    _run(Converter(str(source), trust_remote_code=False), folder)


def _with_scaling(model: Any) -> Any:  # noqa: ANN401 - untyped library
    """Say where CTranslate2 4.8 looks for it whether a T5 scales what goes into its last layer.

    Since transformers 5 every T5 says that its embeddings are tied, and has this in a key of its own.
    """
    scales = getattr(model.config, "scale_decoder_outputs", None)
    if scales is not None:
        model.config.tie_word_embeddings = scales
    return model


def _with_languages(tokenizer: Any) -> Any:  # noqa: ANN401 - untyped library
    """Add M2M-100's languages to its vocabulary, where CTranslate2 4.8 looks for them.

    It takes them from ``special_tokens_map``, which has none since transformers 5.
    """
    languages = getattr(tokenizer, "lang_token_to_id", None)
    if languages:
        vocabulary = {**tokenizer.get_vocab(), **languages}
        tokenizer.get_vocab = lambda: vocabulary
    return tokenizer


def _with_marian(source: Path, folder: Path) -> None:
    from ctranslate2.converters import OpusMTConverter

    _run(OpusMTConverter(str(source)), folder)


def _run(converter: Any, folder: Path) -> None:  # noqa: ANN401 - untyped library
    try:
        # The folder exists and is ours: CTranslate2 would else refuse it.
        converter.convert(str(folder), quantization="float32", force=True)
    except (ValueError, KeyError, OSError, RuntimeError, ImportError) as error:
        raise ModelError(f"CTranslate2 cannot convert it: {error}") from error


def _spm(source: Path, folder: Path) -> str:
    names = ("sentencepiece.bpe.model", "sentencepiece.model", "spiece.model", "spm.model")
    found = next((name for name in names if (source / name).is_file()), None)
    if found is None:
        raise ModelError(f"no SentencePiece model in {str(source)!r}", hint=f"expected {names[0]}")
    copy_file(source / found, folder / "sentencepiece.model")
    return "sentencepiece.model"


def _vocabulary(folder: Path) -> list[str]:
    for name in ("shared_vocabulary.json", "target_vocabulary.json", "source_vocabulary.json"):
        if (folder / name).is_file():
            tokens = json.loads((folder / name).read_text(encoding="utf-8"))
            return [str(token) for token in tokens]
    raise ModelError("CTranslate2 wrote no vocabulary")


def _known(table: Mapping[str, str], folder: Path) -> dict[str, str]:
    """Return the tags that the vocabulary has; a smaller model may have fewer languages."""
    vocabulary = set(_vocabulary(folder))
    known = {code: tag for code, tag in table.items() if tag in vocabulary}
    if not known:
        raise ModelError("the vocabulary has no language tags of this family")
    return known


def _multilingual(text: TextRules, pairs: tuple[str, ...]) -> Description:
    return Description(
        languages=tuple(sorted(text.tags)), pairs=pairs, max_source_pieces=_MOST_PIECES, text=text
    )


def _opus_tags(folder: Path) -> dict[str, str]:
    """Return target tags by our code; where one language has several, the plainest.

    ``>>hin<<`` and ``>>pan_Guru<<`` are there besides ``>>hin_Latn<<``, for instance.
    """
    source = folder / "source_vocabulary.json"
    names = json.loads(source.read_text(encoding="utf-8")) if source.is_file() else None
    found: dict[str, str] = {}
    for token in names or _vocabulary(folder):
        match = _OPUS_TAG.fullmatch(token)
        if match is None:
            continue
        code = _code_of(match[1])
        if code is not None and len(match[1]) < len(found.get(code, match[1] + "_")):
            found[code] = match[1]
    return found


def _code_of(tag: str) -> str | None:
    try:
        return language(tag).code
    except LanguageError:
        return None


def _opus_pairs(source: Path, target_tags: Iterable[str]) -> tuple[str, ...]:
    names = _opus_names(source)
    if names is None:
        raise UsageError(
            f"{str(source)!r} does not say its languages",
            hint="say them with --pair, such as --pair eng_Latn-hin_Deva",
        )
    targets = tuple(target_tags) or _members(names[1])
    found = tuple(
        str(Pair(language(left), language(right)))
        for left in _members(names[0])
        for right in sorted(targets)
        if left != right
    )
    if not found:
        raise UsageError(
            f"the languages {names[0]} → {names[1]} are not among ours",
            hint="say them with --pair, such as --pair eng_Latn-hin_Deva",
        )
    return found


def _opus_names(source: Path) -> tuple[str, str] | None:
    path = source / "tokenizer_config.json"
    config = read_json(path) if path.is_file() else {}
    if config.get("source_lang") and config.get("target_lang"):
        return str(config["source_lang"]), str(config["target_lang"])
    match = _OPUS_NAME.search(source.resolve().name)
    return (match[1], match[2]) if match else None


def _members(name: str) -> tuple[str, ...]:
    """Return our codes for a language or a group of an OPUS-MT model."""
    if name in tags.OPUS_GROUPS:
        return tags.OPUS_GROUPS[name]
    code = _code_of(name)
    return () if code is None else (code,)
