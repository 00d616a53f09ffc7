"""The shortest way: one text, one call."""

from __future__ import annotations

from functools import lru_cache

from indictx.errors import UsageError
from indictx.languages import Language
from indictx.pipeline.team import best_models, load_models
from indictx.pipeline.translator import Translator


def translate(
    text: str, *, tgt_lang: str | Language, src_lang: str | Language | None = None
) -> str:
    """Return the translation of one text by the best installed model for its languages.

    The model is loaded at the first call and kept, and so is one for other languages. Many texts are faster through
    :meth:`Translator.translate`, which also says what is wrong with each.

    Args:
        text: Any text; its line breaks, white space and markup are kept.
        tgt_lang: Any code, alias or name of the target language.
        src_lang: Likewise of the source language; ``None`` detects it line by line.

    Raises:
        UnknownLanguageError: A language is not known.
        UnsupportedPairError: The model has no way from the source to the target language.
    """
    if not isinstance(text, str):
        raise UsageError(
            f"text is {text!r}, expected one string", hint="Translator.translate takes several"
        )
    lines = text.split("\n")
    translator = _translator(best_models(src_lang, [tgt_lang]))
    results = translator.translate(lines, tgt_lang=tgt_lang, src_lang=src_lang)
    return "\n".join(result.target for result in results)


# Two are enough for there and back; each is some hundred megabytes.
@lru_cache(maxsize=2)
def _translator(models: tuple[str, ...]) -> Translator:
    return load_models(models)
