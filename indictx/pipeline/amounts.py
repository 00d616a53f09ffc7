"""Whether one side of a translation has a small number in words that the other side lacks.

Numbers up to ten and halves reach the model as words, and it drops or changes one now and then:
"half a tablet" becomes a tablet, "five more minutes" more minutes. As for negation, a side says a
number by its words alone (``_amount_words.py``).
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from indictx.languages import language
from indictx.pipeline._amount_words import (
    AMOUNTS,
    ENGLISH_MAY_SAY,
    ENGLISH_SAYS,
    LIKE_HINDI,
    VALUES,
    english_says,
)
from indictx.pipeline._word_patterns import LETTER, branches, plain

__all__ = ["differ"]

_ENGLISH = "eng_Latn"
_IN_DIGITS = {".5": ("50", "30", "½", r"\.5")}


def differ(source: str, target: str, src_lang: str, tgt_lang: str) -> bool:
    """Say whether one side surely says a number up to ten, or a half, and nothing in the other may.

    Args:
        source: A sentence.
        target: Its translation.
        src_lang: Code of the source language.
        tgt_lang: Code of the target language. One of both is English, else nothing is said, and
            neither of languages whose words are not known.
    """
    if src_lang == _ENGLISH:
        english, text, lang = source, target, tgt_lang
    elif tgt_lang == _ENGLISH:
        english, text, lang = target, source, src_lang
    else:
        return False
    if source == target or (lang not in AMOUNTS and lang not in LIKE_HINDI):
        return False
    english, text = plain(english), plain(text)
    return _lacks(english, _sure(_ENGLISH), text, _possible(lang)) or (
        lang in AMOUNTS and _lacks(text, _sure(lang), english, _possible(_ENGLISH))
    )


class _Sure(NamedTuple):
    """What surely says a number.

    Attributes:
        hints: Without one of these in a text, small letters, it does not say the number.
        pattern: What says it.
    """

    hints: tuple[str, ...]
    pattern: re.Pattern[str]


def _lacks(
    text: str, sure: tuple[_Sure, ...], other: str, possible: tuple[re.Pattern[str], ...]
) -> bool:
    small = text.lower()
    for (hints, pattern), may_say in zip(sure, possible, strict=True):
        for hint in hints:  # any() would take twice as long
            if hint in small and pattern.search(text) and not may_say.search(other):
                return True
    return False


@cache
def _sure(lang: str) -> tuple[_Sure, ...]:
    if lang == _ENGLISH:
        return tuple(
            _Sure(tuple(words.split("|")), re.compile(english_says(words), re.IGNORECASE))
            for words in ENGLISH_SAYS
        )
    # What a hyphen joins is about so many, or a part: तीन-चार, three-quarters.
    return tuple(
        _Sure(_hints(words), re.compile(branches(words, f"{LETTER}‐-―-")))
        for words in AMOUNTS[lang][0].split(" | ")
    )


def _hints(words: str) -> tuple[str, ...]:
    """Return the shortest beginnings of some words: ``তিন`` of ``তিন তিনটি``."""
    plain_words = {word.partition("(")[0] for word in words.split()}
    return tuple(
        word
        for word in plain_words
        if not any(word != other and word.startswith(other) for other in plain_words)
    )


@cache
def _possible(lang: str) -> tuple[re.Pattern[str], ...]:
    """Return a pattern for each number, of what may say it."""
    if lang == _ENGLISH:
        return tuple(
            re.compile("|".join((words, *_digits(value, lang))), re.IGNORECASE)
            for words, value in zip(ENGLISH_MAY_SAY, VALUES, strict=True)
        )
    fields = AMOUNTS["hin_Deva" if lang in LIKE_HINDI else lang][1].split(" | ")
    return tuple(
        re.compile("|".join((branches(words), *_digits(value, lang))))
        for words, value in zip(fields, VALUES, strict=True)
    )


def _digits(value: str, lang: str) -> tuple[str, ...]:
    """Return how a number is written in digits, in those of the language too."""
    own = language(lang).digits
    written = _IN_DIGITS.get(value, (value,))
    if own is None:
        return written
    return written + tuple(number.translate(str.maketrans("0123456789", own)) for number in written)
