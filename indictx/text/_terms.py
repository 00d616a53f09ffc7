"""Find the terms of a do-not-translate list as whole words, however long the list is.

A text is cut into words once, and only terms that begin with the word at hand are tried: ten
thousand terms cost no more than ten.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import cache

from indictx.text._span_parts import WORD, compiled
from indictx.text._spelling import with_old_chillus, without_old_chillus

# A word in Latin letters ends where another script begins: suffixes are often written straight
# after a foreign name (Googleல், Googleचा), and a change of script is as clear as a space.
_LATIN = r"A-Za-z0-9_\u00c0-\u024f\u0300-\u036f\u1e00-\u1eff"
_TOKEN = rf"[{_LATIN}]++|[{WORD}]++|[^{WORD}\s]"


def term_finder(terms: Iterable[str]) -> Callable[[str], Iterator[tuple[int, int]]]:
    """Return a function that yields ``(start, end)`` of the terms in a text, longest first.

    Terms that are blank are ignored. A term that begins or ends with a symbol (``C++``, ``.NET``)
    has no word boundary on that side.
    """
    by_first_word: dict[str, set[str]] = {}
    for term in terms:
        for form in _forms(term.strip()):
            first = compiled(_TOKEN).match(form)
            if first:
                by_first_word.setdefault(first[0], set()).add(form)

    @cache
    def pattern(first: str) -> re.Pattern[str]:
        longest_first = sorted(by_first_word[first], key=lambda term: (-len(term), term))
        return re.compile("|".join(map(_term_pattern, longest_first)))

    def find(text: str) -> Iterator[tuple[int, int]]:
        done = 0
        for token in compiled(_TOKEN).finditer(text):
            if token.start() >= done and token[0] in by_first_word:
                match = pattern(token[0]).match(text, token.start())
                if match:
                    done = match.end()
                    yield match.span()

    return find


def _forms(term: str) -> set[str]:
    """Return a term in the spellings that look the same."""
    spelled = {term, without_old_chillus(term), with_old_chillus(term)}
    return spelled | {
        unicodedata.normalize(form, one) for one in spelled for form in ("NFC", "NFD")
    }


def _term_pattern(term: str) -> str:
    words = r"\s+".join(map(re.escape, term.split()))
    for script in (_LATIN, WORD):
        if compiled(rf"[{script}]\Z").search(term):
            return rf"{words}(?![{script}])"
    return words
