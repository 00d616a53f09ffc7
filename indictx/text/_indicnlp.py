"""indic-nlp-library as it is, for models that were trained on its output.

Our own `normalize` and `transliterate` use tables and never load it. This module is the only one
that does, at the first call. The library raises ``KeyError`` for many languages, needs a package
of its own for Urdu, and takes ``sd`` for Devanagari; here each language gets the normalizer of its
script, or none.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["has_normalizer", "reference_normalize", "reference_tokenize", "version"]

# A language of each script for which the library has rules; they depend on the script alone.
_CODES = {
    "Deva": "hi",
    "Beng": "bn",
    "Guru": "pa",
    "Gujr": "gu",
    "Orya": "or",
    "Taml": "ta",
    "Telu": "te",
    "Knda": "kn",
    "Mlym": "ml",
}


class _Normalizer(Protocol):
    def normalize(self, text: str) -> str: ...


def reference_normalize(text: str, lang_code: str) -> str:
    """Return what the library's normalizer of this language's script makes of a text.

    Args:
        text: Any text. Joiners are deleted and every colon after a letter becomes visarga.
        lang_code: Canonical code, such as ``mai_Deva``. Text in a script without rules is returned
            as it is.
    """
    normalizer = _normalizer(lang_code.rpartition("_")[2])
    return normalizer.normalize(text) if normalizer else text


def has_normalizer(lang_code: str) -> bool:
    """Say whether :func:`reference_normalize` has rules for this language's script."""
    return lang_code.rpartition("_")[2] in _CODES


def version() -> str:
    """Return the version of the library."""
    from importlib.metadata import version as installed

    return installed("indic-nlp-library")


def reference_tokenize(text: str, lang_code: str) -> str:
    """Return the words and marks of a text with a space between, as the library cuts them.

    Args:
        text: One segment, normalized by :func:`reference_normalize` where scores are compared.
        lang_code: Canonical code. Text in Arabic script is cut by the library's rules for Urdu,
            everything else by those for Brahmic scripts.
    """
    code = "ur" if lang_code.endswith("_Arab") else "hi"
    return " ".join(_tokenize()(text, lang=code))


@cache
def _tokenize() -> Callable[..., list[str]]:
    from indicnlp.tokenize.indic_tokenize import trivial_tokenize

    tokenize: Callable[..., list[str]] = trivial_tokenize
    return tokenize


@cache
def _normalizer(script_code: str) -> _Normalizer | None:
    code = _CODES.get(script_code)
    if code is None:
        return None
    from indicnlp.normalize.indic_normalize import IndicNormalizerFactory

    create: Callable[[str], _Normalizer] = IndicNormalizerFactory().get_normalizer
    return create(code)
