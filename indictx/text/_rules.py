"""The word lists of sentence splitting, chosen for a language and ready to be asked."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache

from indictx.languages import lookup
from indictx.text import _segment_data as data
from indictx.text._classes import CHILLU, LINKER

# After the time of day a capital begins a sentence, unless it is the day or the zone.
_TIME_GOES_ON = """IST GMT UTC Monday Tuesday Wednesday Thursday Friday Saturday Sunday January
    February March April May June July August September October November December"""
_BEFORE_CAPITAL = "etc al am pm a.m p.m A.M P.M"
# After these a lone letter is the first half of a name: written by A. Kumar.
_BEFORE_NAMES = "by and of with from to for met named between or"
_LONGEST = 24
_PULLI = "\u0bcd"
_VIRAMAS = LINKER + _PULLI


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What the words around a full stop tell.

    Attributes:
        leading: Abbreviations that never end a sentence.
        numbered: Abbreviations where a number follows.
        closing: Abbreviations that end a sentence if :attr:`starters` follow.
        letters: Names of English letters, in Indian scripts.
        short_words: Words that look like initials, but end sentences.
        endings: Case endings that look like initials, but end sentences behind a number.
        starters: Words that sentences begin with.
        has_danda: Sentences end in danda; unknown languages may have it.
    """

    leading: frozenset[str]
    numbered: frozenset[str]
    closing: frozenset[str]
    letters: frozenset[str]
    short_words: frozenset[str]
    endings: frozenset[str]
    starters: frozenset[str]
    has_danda: bool

    def is_initial(self, word: str) -> bool:
        """Whether a word looks like one letter of a name: A, ए, மு, எம், but not है."""
        return word not in self.short_words and self.may_be_initial(word)

    def is_letter(self, word: str) -> bool:
        """Whether a word next to an initial goes on with it, even if it is a word like के."""
        return word not in self.leading and (word in self.letters or self.is_initial(word))

    def may_be_initial(self, word: str) -> bool:
        """Whether a word is one akshara or the name of a letter, a word of its own or not."""
        if not word or len(word) > _LONGEST or not word[0].isalpha():
            return False
        if word.isascii():
            return len(word) == 1 and word.isupper()
        if word in self.letters:
            return True
        # Nobody can say a chillu or a consonant without a vowel as an initial.
        if word in CHILLU or word[-1] in _VIRAMAS:
            return False
        # Conjuncts begin no names that are cut to one akshara: घ्या and द्या are verbs.
        marks = all(unicodedata.category(char)[0] == "M" for char in word[1:])
        return marks and not any(virama in word for virama in LINKER)

    def ends_after_closing(self, word: str, lead: str) -> bool:
        """Whether a sentence ends between an abbreviation of :attr:`closing` and ``lead``."""
        if word in split_words(_BEFORE_CAPITAL) and lead[:1].isupper():
            return lead not in split_words(_TIME_GOES_ON)
        return lead in self.starters

    def ends_after_initial(self, before: str, lead: str) -> bool:
        """Whether a letter after the word ``before`` ends a sentence: vitamin C. It."""
        if lead not in self.starters:
            return False
        return not before.isascii() or (
            before.islower() and before not in split_words(_BEFORE_NAMES)
        )


@cache
def rules_for(lang: str | None) -> Rules:
    """Return the rules of a language; unknown ones share those of their script.

    Args:
        lang: A code such as ``hin_Deva`` or ``hin``; ``None`` knows every list.
    """
    code, _, script = (lang or "").partition("_")
    if code in data.LEADING:
        codes = [code]
    elif script in data.SCRIPT_LANGS:
        codes = data.SCRIPT_LANGS[script].split()
    else:
        codes = list(data.LEADING)
    # English titles and units stand in text of every language.
    codes.append("eng")
    return Rules(
        leading=_cased(_union(data.LEADING, codes)),
        numbered=_union(data.NUMBERED, codes),
        closing=_union(data.CLOSING, codes),
        letters=_union(data.LETTERS, data.LETTERS),
        short_words=_union(data.SHORT_WORDS, data.SHORT_WORDS),
        endings=_union(data.ENDINGS, data.ENDINGS),
        starters=split_words(data.STARTERS),
        has_danda=_has_danda(lang),
    )


def _has_danda(lang: str | None) -> bool:
    found = lookup(lang) if lang is not None else None
    return found is None or found.sentence_enders.startswith("।")


@cache
def split_words(text: str) -> frozenset[str]:
    """Return the words of a text, such as a paragraph of :mod:`indictx.text._segment_data`."""
    return frozenset(unicodedata.normalize("NFC", text).split())


@cache
def split_pairs(text: str) -> dict[str, str]:
    """Return the pairs of a text such as ``"a=b c_d=e"``, where ``_`` is a space."""
    return dict(pair.replace("_", " ").split("=") for pair in text.split())


def _union(table: dict[str, str], keys: list[str] | dict[str, str]) -> frozenset[str]:
    return frozenset().union(*(split_words(table[key]) for key in keys if key in table))


def _cased(words: frozenset[str]) -> frozenset[str]:
    """Add DR and MRS to Dr and Mrs."""
    return words | {word.upper() for word in words if word.isascii() and word.istitle()}
