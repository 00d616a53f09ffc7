"""The shortest way: one text, one call."""

from __future__ import annotations

from functools import lru_cache

from indictx.pipeline.translator import Translator


def translate(text: str, *, tgt_lang: str, src_lang: str | None = None) -> str:
    """Return the translation of one text by the default model.

    The model is loaded at the first call and kept. Many texts are faster through
    :meth:`Translator.translate`, which also says what is wrong with each.

    Args:
        text: Any text; its line breaks, white space and markup are kept.
        tgt_lang: Any code, alias or name of the target language.
        src_lang: Likewise of the source language; ``None`` detects it line by line.

    Raises:
        UnknownLanguageError: A language is not known.
        UnsupportedPairError: The model has no way from the source to the target language.
    """
    lines = text.split("\n")
    results = _translator().translate(lines, tgt_lang=tgt_lang, src_lang=src_lang)
    return "\n".join(result.target for result in results)


@lru_cache(maxsize=1)
def _translator() -> Translator:
    return Translator.load()
