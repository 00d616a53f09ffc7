"""Patterns for lists of words in Indian scripts, whose signs are no word characters to ``re``."""

from __future__ import annotations

import re
from functools import lru_cache
from unicodedata import normalize

__all__ = ["LETTER", "branches", "plain"]

_INDIC = "".join(f"{chr(block)}-{chr(block + 0x63)}" for block in range(0x900, 0xD80, 0x80))
#: Letters and signs of words, inside a class; digits and dandas of Indian scripts, slots and markup
#: are none.
LETTER = f"A-Za-z{_INDIC}\u0971-\u097f\u09f0\u09f1\u0a70-\u0a75\u0b71\u0d7a-\u0d7f\u0620-\u065f\u066e-\u06d3"
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")


# Each check asks for the same two texts.
@lru_cache(maxsize=8)
def plain(text: str) -> str:
    """Return a text as the lists of words are written: in NFC, without what is not seen."""
    return text if text.isascii() else _INVISIBLE.sub("", normalize("NFC", text))


def branches(words: str, apart_from: str = LETTER) -> str:
    """Return a pattern for any of some words.

    Args:
        words: Regular expressions with spaces between: ``न`` a whole word, ``नाही-`` a beginning,
            ``-নি`` an ending, ``-ில்ல-`` any part.
        apart_from: Characters that do not touch a word, as inside a class.
    """
    return "|".join(_branch(word, f"[{apart_from}]") for word in words.split())


def _branch(word: str, letter: str) -> str:
    bare, behind = word.strip("-"), "" if word[-1] == "-" else f"(?!{letter})"
    if word[0] == "-":
        return bare + behind
    # To look behind from the first letter on, and not before it, takes a fraction of the time.
    return f"{bare[0]}(?<!{letter}{bare[0]}){bare[1:]}{behind}"
