"""Whether one side of a translation denies what the other side says.

A small model drops or invents a "not" now and then, in words as fluent as ever, which is the most
dangerous of its mistakes. A side counts as negated by its words alone (``_negation_words.py``).
"""

from __future__ import annotations

import re
from functools import cache

from indictx.pipeline._negation_words import (
    ENGLISH_EXCUSES,
    ENGLISH_HARMLESS,
    ENGLISH_NEGATES,
    NEGATIONS,
)
from indictx.pipeline._word_patterns import branches, plain

__all__ = ["contradicts"]

_ENGLISH = "eng_Latn"
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
    source, target = plain(source), plain(target)
    if _negates(source, src_lang):
        return not _possible(tgt_lang).search(target)
    return _negates(target, tgt_lang) and not _possible(src_lang).search(source)


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
    return re.compile(branches(NEGATIONS[lang][0]))


@cache
def _possible(lang: str) -> re.Pattern[str]:
    """Return what may negate a sentence; few are asked."""
    if lang == _ENGLISH:
        return re.compile(ENGLISH_EXCUSES, re.IGNORECASE)
    return re.compile(branches(NEGATIONS[lang][1]))
