"""Offline translation for India's languages: text in, translation out, nothing leaves the machine.

The names in ``__all__`` are the public interface; importing one loads only what it needs.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from indictx import errors
    from indictx.errors import IndictxError
    from indictx.languages import Language, Pair, language
    from indictx.pipeline.options import TranslateOptions
    from indictx.pipeline.simple import translate
    from indictx.pipeline.translator import Translation, Translator

__version__ = "0.1.0"

__all__ = [
    "IndictxError",
    "Language",
    "Pair",
    "TranslateOptions",
    "Translation",
    "Translator",
    "__version__",
    "errors",
    "language",
    "translate",
]

_PLACES = {
    "IndictxError": "indictx.errors",
    "Language": "indictx.languages",
    "Pair": "indictx.languages",
    "TranslateOptions": "indictx.pipeline.options",
    "Translation": "indictx.pipeline.translator",
    "Translator": "indictx.pipeline.translator",
    "language": "indictx.languages",
    "translate": "indictx.pipeline.simple",
}


def __getattr__(name: str) -> object:
    if name == "errors":
        return importlib.import_module("indictx.errors")
    if name not in _PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(_PLACES[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
