"""Whether one side of a translation denies what the other side says.

A small model drops or invents a "not" now and then, in words as fluent as ever, which is the most
dangerous of its mistakes. A side counts as negated by its words alone (``_negation_words.py``).
"""

from __future__ import annotations

import re
from functools import cache
from unicodedata import normalize

from indictx.pipeline._negation_words import (
    ENGLISH_EXCUSES,
    ENGLISH_HARMLESS,
    ENGLISH_NEGATES,
    NEGATIONS,
)

__all__ = ["contradicts"]

_ENGLISH = "eng_Latn"
# Letters and signs of words, which are no word characters to ``re``; digits and dandas of Indian
# scripts, slots and markup are none.
_INDIC = "".join(f"{chr(block)}-{chr(block + 0x63)}" for block in range(0x900, 0xD80, 0x80))
_LETTER = f"[A-Za-z{_INDIC}\u0971-\u097f\u09f0\u09f1\u0a70-\u0a75\u0b71\u0d7a-\u0d7f\u0620-\u065f\u066e-\u06d3]"
_INVISIBLE = dict.fromkeys([0xAD, *range(0x200B, 0x2010), 0x2060, 0xFEFF])
# No English sentence that has none of these is negated, and most have none.
_HINT = re.compile(
    r"[nN](?:less|(?:[oO]|[eE][vViI])(?<![A-Za-z][nN][oO])(?<![A-Za-z][nN][eE].)|\\?['’‘´`][tT]|[nN][oO][tT])"
)


def contradicts(source: str, target: str, src_lang: str, tgt_lang: str) -> bool:
    """Say whether one side is surely negated, and nothing in the other may be a negation.

    Args:
        source: A sentence.
        target: Its translation.
        src_lang: Code of the source language.
        tgt_lang: Code of the target language. One of both is English, else nothing is said, and
            neither of languages whose words are not known.
    """
    other = tgt_lang if src_lang == _ENGLISH else src_lang
    if _ENGLISH not in (src_lang, tgt_lang) or other not in NEGATIONS or source == target:
        return False
    source, target = _plain(source), _plain(target)
    if _negates(source, src_lang):
        return not _possible(tgt_lang).search(target)
    return _negates(target, tgt_lang) and not _possible(src_lang).search(source)


def _plain(text: str) -> str:
    return text if text.isascii() else normalize("NFC", text).translate(_INVISIBLE)


def _negates(text: str, lang: str) -> bool:
    if lang == _ENGLISH:
        if not _HINT.search(text):
            return False
        text = _harmless().sub(" ", text)
    return _sure(lang).search(text) is not None


@cache
def _harmless() -> re.Pattern[str]:
    return re.compile(ENGLISH_HARMLESS, re.IGNORECASE)


@cache
def _sure(lang: str) -> re.Pattern[str]:
    """Return what surely negates a sentence."""
    if lang == _ENGLISH:
        return re.compile(ENGLISH_NEGATES, re.IGNORECASE)
    return _compiled(NEGATIONS[lang][0])


@cache
def _possible(lang: str) -> re.Pattern[str]:
    """Return what may negate a sentence; few are asked."""
    if lang == _ENGLISH:
        return re.compile(ENGLISH_EXCUSES, re.IGNORECASE)
    return _compiled(NEGATIONS[lang][1])


def _compiled(words: str) -> re.Pattern[str]:
    # To look behind from the first letter on, and not before it, takes a fraction of the time.
    return re.compile("|".join(map(_branch, words.split())))


def _branch(word: str) -> str:
    bare, behind = word.strip("-"), "" if word[-1] == "-" else f"(?!{_LETTER})"
    if word[0] == "-":
        return bare + behind
    return f"{bare[0]}(?<!{_LETTER}{bare[0]}){bare[1:]}{behind}"
