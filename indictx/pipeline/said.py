"""What one side of a translation surely says and nothing in the other side may say.

Whatever is told so, from numbers to weekdays, is a :class:`Vocabulary`: a list of things, and for
each language two patterns for each of them, of what surely says it and of what may.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from indictx.languages import language
from indictx.pipeline._word_patterns import LETTER, branches, plain

__all__ = ["NOT_SURE", "Vocabulary"]

#: In the place of words that surely say a thing.
NOT_SURE = "---"

_ENGLISH = "eng_Latn"
# Neighbors of Hindi, whose words begin as its own do; none of them is sure.
_LIKE_HINDI = frozenset({"bho_Deva", "mai_Deva", "awa_Deva", "mag_Deva", "hne_Deva"})


class _Sure(NamedTuple):
    """What surely says a thing.

    Attributes:
        hints: Without one of these in a text, in small letters, it does not say it.
        pattern: What says it; compiled when the first text has a hint, which most never have.
        flags: How it is compiled.
    """

    hints: tuple[str, ...]
    pattern: str
    flags: int = 0

    def is_in(self, text: str) -> bool:
        """Say whether a text with a hint says it."""
        return _compiled(self.pattern, self.flags).search(text) is not None


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """Things that are said in English and other languages, in one order.

    Attributes:
        english_says: Hints, parted by bars, and a pattern of what surely says each in English.
        english_may_say: A pattern of what may, for each.
        words: By language, what surely says each (or :data:`NOT_SURE`), and what may: fields parted by
            ``" | "``, of words as :func:`._word_patterns.branches` takes them.
        digits: How each is written in digits, which may say it in every language.
    """

    english_says: Sequence[tuple[str, str]]
    english_may_say: Sequence[str]
    words: Mapping[str, tuple[str, str]]
    digits: Sequence[tuple[str, ...]] = ()

    @property
    def languages(self) -> frozenset[str]:
        """The languages that can stand on the other side of English."""
        return frozenset(self.words) | _LIKE_HINDI

    def differ(self, source: str, target: str, src_lang: str, tgt_lang: str) -> bool:
        """Say whether one side surely says a thing, and nothing in the other may.

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
        if source == target or (lang not in self.words and lang not in _LIKE_HINDI):
            return False
        english, text = plain(english), plain(text)
        return self._lacks(english, _ENGLISH, text, lang) or (
            lang in self.words and self._lacks(text, lang, english, _ENGLISH)
        )

    def _lacks(self, text: str, lang: str, other: str, other_lang: str) -> bool:
        """Say whether the other text lacks what a text surely says."""
        has = text.lower().__contains__
        # Most sentences end here.
        return any(map(has, self.hints(lang))) and any(
            any(map(has, one.hints)) and one.is_in(text) and not may_say.search(other)
            for one, may_say in zip(self.sure(lang), self.possible(other_lang), strict=True)
        )

    @cache  # noqa: B019 - vocabularies are as few as modules
    def hints(self, lang: str) -> tuple[str, ...]:
        """Return what a text has if it surely says any of the things, and seldom otherwise."""
        return tuple(hint for one in self.sure(lang) for hint in one.hints)

    @cache  # noqa: B019 - likewise
    def sure(self, lang: str) -> tuple[_Sure, ...]:
        """Return what surely says each thing."""
        if lang == _ENGLISH:
            return tuple(
                _Sure(tuple(hints.split("|")), pattern, re.IGNORECASE)
                for hints, pattern in self.english_says
            )
        return tuple(
            # What a hyphen joins is about so many, or a part: तीन-चार, three-quarters.
            _Sure(_hints(words), branches(words, f"{LETTER}‐-―-"))
            if words != NOT_SURE
            else _Sure((), "(?!)")
            for words in self.words[lang][0].split(" | ")
        )

    @cache  # noqa: B019 - likewise
    def possible(self, lang: str) -> tuple[re.Pattern[str], ...]:
        """Return what may say each thing."""
        if lang == _ENGLISH:
            words, flags = list(self.english_may_say), re.IGNORECASE
        else:
            known = self.words["hin_Deva" if lang in _LIKE_HINDI else lang][1]
            words, flags = [branches(field) for field in known.split(" | ")], re.NOFLAG
        digits = [_written(one, lang) for one in self.digits] or [()] * len(words)
        return tuple(
            re.compile("|".join((one, *some)), flags)
            for one, some in zip(words, digits, strict=True)
        )


@cache
def _compiled(pattern: str, flags: int) -> re.Pattern[str]:
    return re.compile(pattern, flags)


def _hints(words: str) -> tuple[str, ...]:
    """Return the shortest beginnings of some words: ``তিন`` of ``তিন তিনটি``."""
    bare = {word.partition("(")[0].strip("-") for word in words.split()}
    return tuple(
        word
        for word in sorted(bare)
        if not any(word != other and word.startswith(other) for other in bare)
    )


def _written(numbers: tuple[str, ...], lang: str) -> tuple[str, ...]:
    """Return numbers in digits, in those of the language too."""
    own = language(lang).digits
    if own is None:
        return numbers
    return numbers + tuple(number.translate(str.maketrans("0123456789", own)) for number in numbers)
