"""Whether one side of a translation denies what the other side says.

A small model drops or invents a "not" now and then, in words as fluent as ever, which is the most
dangerous of its mistakes. A side counts as negated by its words alone (``_negation_words.py``).
"""

from __future__ import annotations

import re
from functools import cache

from indictx.pipeline._negation_words import ENGLISH_EXCUSES, ENGLISH_NEGATES, NEGATIONS

__all__ = ["contradicts"]

# A letter or sign of a word; signs of Indian scripts are no word characters to ``re``.
_LETTER = r"[^\s.,;:!?()\[\]\"“”‘’«»।॥۔،؟؛/–—…-]"


# No English sentence that has none of these is negated, and most have none.
_HINT = re.compile("[nN](?:[oO]|['’][tT]|[eE][vViI])")


def contradicts(source: str, target: str, src_lang: str, tgt_lang: str) -> bool:
    """Say whether one side is surely negated, and nothing in the other may be a negation.

    Args:
        source: A sentence.
        target: Its translation.
        src_lang: Code of the source language.
        tgt_lang: Code of the target language. Of languages whose words are not known, nothing is
            said.
    """
    ours, theirs = _patterns(src_lang), _patterns(tgt_lang)
    if ours is None or theirs is None:
        return False
    if _negates(source, src_lang, ours[0]):
        return not theirs[1].search(target)
    return _negates(target, tgt_lang, theirs[0]) and not ours[1].search(source)


def _negates(text: str, lang: str, sure: re.Pattern[str]) -> bool:
    if lang == "eng_Latn" and not _HINT.search(text):
        return False
    return sure.search(text) is not None


@cache
def _patterns(lang: str) -> tuple[re.Pattern[str], re.Pattern[str]] | None:
    """Return what surely negates a sentence, and what may."""
    if lang == "eng_Latn":
        sure, possible = ENGLISH_NEGATES, ENGLISH_EXCUSES
        return re.compile(sure, re.IGNORECASE), re.compile(possible, re.IGNORECASE)
    words = NEGATIONS.get(lang)
    return (_compiled(words[0]), _compiled(words[1])) if words else None


def _compiled(words: str) -> re.Pattern[str]:
    # To look behind from the first letter on, and not before it, takes a fraction of the time.
    return re.compile("|".join(map(_branch, words.split())))


def _branch(word: str) -> str:
    bare, behind = word.strip("-"), "" if word[-1] == "-" else f"(?!{_LETTER})"
    if word[0] == "-":
        return bare + behind
    return f"{bare[0]}(?<!{_LETTER}{bare[0]}){bare[1:]}{behind}"
