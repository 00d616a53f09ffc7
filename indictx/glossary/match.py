"""Find terms in a text: whole words, normalized, the last one with or without an ending."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from indictx.glossary.endings import is_form
from indictx.glossary.terms import Glossary, Policy, Term
from indictx.text._spelling import without_old_chillus
from indictx.text.protect import KeepRules, is_slot, protect
from indictx.text.tokenize import spans

_PREFIX = 2
_ALL_BUT_NUMBERS = KeepRules(numbers=False)
# A word-final chillu is a consonant again before an ending: മീൻ, മീനിന്റെ.
_CHILLUS = str.maketrans("ൺൻർൽൾൿ", "ണനരലളക")
_HYPHENS = frozenset("-‐‑–")
# Joiners never decide which word it is, and these spellings of one word live side by side.
_JOINERS = re.compile("[\u200c\u200d]")
_DEVANAGARI = str.maketrans({"\u093c": None, "\u0901": "\u0902"})


class Outcome(StrEnum):
    """What became of a term."""

    HIT = "hit"
    VARIANT = "variant"
    MISS = "miss"


@dataclass(frozen=True, slots=True)
class Found:
    """A term in a source.

    Attributes:
        term: The term.
        start: Index of its first code point.
        end: Index after its last code point.
    """

    term: Term
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Use:
    """A term of the source, and what stands for it in the target.

    Attributes:
        term: The term.
        outcome: ``hit`` for the preferred translation as it is written, ``variant`` for one with
            an ending and for another accepted one, ``miss`` for none.
        found: What stands in the target; empty for a miss.
    """

    term: Term
    outcome: Outcome
    found: str


class _Word(NamedTuple):
    start: int
    end: int
    exact: str
    folded: str


class TermFinder:
    """Finds the terms of one direction.

    Args:
        glossary: All terms.
        src_lang: Code of the source language; ``None`` takes the terms of all.
        tgt_lang: Code of the target language.
    """

    def __init__(self, glossary: Glossary, *, src_lang: str | None, tgt_lang: str) -> None:
        self._src_lang = src_lang
        self._tgt_lang = tgt_lang
        self._by_letters: dict[str, list[tuple[list[_Word], Term]]] = {}
        taken: set[tuple[str, ...]] = set()
        for term in filter(self._is_wanted, glossary.terms):
            words = _words(term.source)
            key = tuple(word.exact if term.match_case else word.folded for word in words)
            if words and key not in taken:
                taken.add(key)
                self._by_letters.setdefault(_letters(words[0].folded), []).append((words, term))
        for candidates in self._by_letters.values():
            candidates.sort(key=lambda pair: -len(pair[0]))

    def __bool__(self) -> bool:
        return bool(self._by_letters)

    def _is_wanted(self, term: Term) -> bool:
        return (
            term.is_for(self._src_lang, self._tgt_lang)
            and term.policy is not Policy.KEEP
            and bool(term.targets)
        )

    def find(self, source: str) -> list[Found]:
        """Return the terms in a source, in order, the longest where several begin.

        What stands inside of a placeholder, a tag or an address is no term.
        """
        if not self._by_letters:
            return []
        words = _words(source)
        found: list[Found] = []
        position = 0
        while position < len(words):
            length = 0
            for form, term in self._candidates(words[position].folded):
                if self._matches(form, words[position : position + len(form)], term):
                    length = len(form)
                    end = words[position + length - 1].end
                    found.append(Found(term, words[position].start, end))
                    break
            position += length or 1
        return _outside(found, source) if found else found

    def _candidates(self, word: str) -> Iterator[tuple[list[_Word], Term]]:
        letters = _letters(word)
        yield from self._by_letters.get(letters, ())
        if len(letters) > 1:
            # A term of one letter, like घी, with an ending that has another.
            yield from self._by_letters.get(letters[0], ())

    def _matches(self, form: Sequence[_Word], words: Sequence[_Word], term: Term) -> bool:
        lang = term.src_lang or self._src_lang
        return _match(form, words, lang, inflects=_inflects(term), case=term.match_case) is not None

    def check(self, source: str, target: str) -> list[Use]:
        """Return what became of each different term of the source, in order."""
        terms = dict.fromkeys(found.term for found in self.find(source))
        if not terms:
            return []
        words = _words(target)
        return [self._use(term, target, words) for term in terms]

    def _use(self, term: Term, target: str, words: list[_Word]) -> Use:
        variant = ""
        for rank, wanted in enumerate(term.targets):
            for is_exact, text in self._occurrences(wanted, target, words, term):
                if rank == 0 and is_exact:
                    return Use(term, Outcome.HIT, text)
                variant = variant or text
        return Use(term, Outcome.VARIANT if variant else Outcome.MISS, variant)

    def _occurrences(
        self, wanted: str, target: str, words: list[_Word], term: Term
    ) -> Iterator[tuple[bool, str]]:
        form = _words(wanted)
        for start in range(len(words) - len(form) + 1 if form else 0):
            window = words[start : start + len(form)]
            matched = _match(form, window, self._tgt_lang, inflects=_inflects(term), case=False)
            if matched is not None:
                yield matched, target[window[0].start : window[-1].end]


def _outside(found: list[Found], source: str) -> list[Found]:
    """Return what is not a piece of something that is kept; a term may be that as a whole."""
    kept = []
    position = 0
    protected = protect(source, _ALL_BUT_NUMBERS)
    spans_left = iter(protected.spans)
    for char in protected.text:
        length = len(next(spans_left).text) if is_slot(char) else 1
        if length > 1:
            kept.append((position, position + length))
        position += length
    return [
        one
        for one in found
        if not any(
            start < one.end and one.start < end and not (one.start <= start and end <= one.end)
            for start, end in kept
        )
    ]


def _inflects(term: Term) -> bool:
    return term.policy is Policy.INFLECT


def _match(
    form: Sequence[_Word], words: Sequence[_Word], lang: str | None, *, inflects: bool, case: bool
) -> bool | None:
    """Return whether words are a term exactly, or ``None`` if they are not the term at all."""
    if len(words) < len(form):
        return None
    for one, other in zip(form[:-1], words, strict=False):
        if not _is_same(one, other, case=case):
            return None
    last, word = form[-1], words[len(form) - 1]
    if _is_same(last, word, case=case):
        return True
    if not inflects or (case and not word.exact.startswith(last.exact[:_PREFIX])):
        return None
    return False if is_form(word.folded, last.folded, lang) else None


@lru_cache(maxsize=1 << 16)
def _letters(word: str) -> str:
    """Return the first letters, without the vowel signs that may change before an ending."""
    letters = [char for char in word.translate(_CHILLUS) if char.isalpha()]
    return "".join(letters[:_PREFIX]) or word[:1]


def _is_same(one: _Word, other: _Word, *, case: bool) -> bool:
    return one.exact == other.exact if case else one.folded == other.folded


def _words(text: str) -> list[_Word]:
    """Return the words of a text without hyphens: ``hand-wash`` is ``hand wash``."""
    found = []
    for span in spans(text):
        raw = text[span.start : span.end]
        if raw not in _HYPHENS:
            found.append(_Word(span.start, span.end, *_spellings(raw)))
    return found


@lru_cache(maxsize=1 << 16)
def _spellings(word: str) -> tuple[str, str]:
    joined = _JOINERS.sub("", without_old_chillus(word))
    exact = unicodedata.normalize("NFC", joined).replace("’", "'")
    folded = exact.casefold() if exact.isascii() else _fold(exact)
    return exact, folded


def _fold(word: str) -> str:
    folded = unicodedata.normalize("NFD", word.casefold()).translate(_DEVANAGARI)
    return unicodedata.normalize("NFC", folded)
