"""Find words that the model of one direction cannot read, or that the target writes as they are.

A model reads the script of its source and Latin letters. Words in others come out as invented text,
and Latin words of an Indian language come out misspelt in English.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from indictx.languages import script, scripts
from indictx.text import _segment_data as data
from indictx.text._rules import split_words
from indictx.text._span_parts import WORD, compiled

Finder = Callable[[str], list[tuple[int, int]]]

# Letters that are Latin or of no script, inside a character class: phonetic and modifier letters,
# marks that go on any letter, dandas, Arabic punctuation, letters in circles and in bold type.
_ANY = (
    "\x00-\u036f\u0964\u0965\u060c\u061b\u061f\u0640\u1ab0-\u1aff\u1cd0-\u1cff\u1d00-\u1dff"
    "\u1e00-\u1eff\u2000-\u2c5f\u2c60-\u2c7f\u2e00-\u2e7f\u3000-\u3004\u3008-\u3020\ua700-\ua7ff"
    "\ua830-\ua83f\uab30-\uab6f\ud800-\uf8ff\ufb00-\ufb06\ufe00-\ufe6f\ufeff-\uff65\ufff0-\uffff"
)
_ANY_RARE = "\U0001d400-\U0001d7ff\U0001f000-\U0001fbff\U000e0000-\U0010ffff"
_JOINERS = "\u0300-\u036f\u05bf-\u05c7\u200c\u200d"
_LATIN = "A-Za-zÀ-ÖØ-öø-ɏḀ-ỿ"
_LATIN_WORD = (
    rf"(?:(?:[A-Z]\.){{2,}}|[0-9]*+[{_LATIN}][{_LATIN}0-9]*+(?:['’.&/+-][{_LATIN}0-9]++)*+)"
)
_LATIN_RUN = rf"(?<![{WORD}])(?<![{WORD}][.:/@-]){_LATIN_WORD}(?: (?:& )?+{_LATIN_WORD})*+"


@cache
def foreign_finder(src_script: str, tgt_script: str | None = None) -> Finder:
    """Return what finds, in a text in one script, the words to be kept in a direction.

    Args:
        src_script: ISO 15924 code of the source.
        tgt_script: Likewise of the target; ``None`` leaves Latin words to the model.
    """
    is_brahmic = script(src_script).is_brahmic
    is_latin_kept = tgt_script == "Latn" != src_script

    def find(text: str) -> list[tuple[int, int]]:
        if text.isascii():
            return []
        found: list[tuple[int, int]] = []
        # Most lines end here, and most programs need no more of these costly patterns.
        if _hint(src_script).search(text):
            found = [match.span() for match in _runs(frozenset([src_script])).finditer(text)]
            # A text in another Indian script is read letter by letter.
            if is_brahmic and 2 * sum(end - start for start, end in found) > len(text):
                found = [match.span() for match in _runs(_brahmic()).finditer(text)]
        if is_latin_kept:
            found += _latin(text, src_script)
        return found

    return find


@cache
def _hint(src_script: str) -> re.Pattern[str]:
    # Without code points beyond the first plane the class is a bitmap.
    return re.compile(f"[^{_ANY}{_first_plane(src_script)}]")


@cache
def _brahmic() -> frozenset[str]:
    return frozenset(one.code for one in scripts() if one.is_brahmic)


def _latin(text: str, src_script: str) -> list[tuple[int, int]]:
    """Return Latin words of a text that also has words in its own script."""
    if compiled(f"[{_LATIN}]").search(text) is None:
        return []
    if compiled(rf"(?!\d)[{script(src_script).pattern}]").search(text) is None:
        return []
    found = []
    for match in compiled(_LATIN_RUN).finditer(text):
        start, end = match.span()
        if text[end : end + 1] == "." and _is_abbreviation(text[start:end].rpartition(" ")[2]):
            end += 1
        found.append((start, end))
    return found


def _is_abbreviation(word: str) -> bool:
    """Say whether the full stop behind a word belongs to it: Dr. शर्मा, A. कुमार."""
    return word in split_words(data.LEADING["eng"]) or (len(word) == 1 and word.isupper())


@cache
def _runs(readable: frozenset[str]) -> re.Pattern[str]:
    """Return a pattern for words in a row with letters of no script that is named, nor Latin."""
    known = "".join(script(code).pattern for code in sorted(readable)) + _ANY + _ANY_RARE
    letter = rf"(?![{known}])[^\W\d_]"
    word = rf"{letter}(?:(?![{known}])(?!\d)[{WORD}]|[{_JOINERS}])*+"
    # Letters and digits that touch it are part of one name: Aβ42
    latin = "[A-Za-z0-9]*+"
    return compiled(rf"(?<![A-Za-z0-9]){latin}{word}(?:[ ・’-]?+{word})*+{latin}|{word}")


def _first_plane(code: str) -> str:
    ranges = [one for one in script(code).ranges if one[1] <= 0xFFFF]
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in ranges)
