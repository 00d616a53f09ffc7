"""Words for counting and for metrics, and graphemes: what a reader takes for one letter.

Tokenizing never loses a character: the words of a text are the text without its white space, and
its graphemes are the whole text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from indictx._patterns import compile_pattern
from indictx.text import _classes


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text, ``text[span.start : span.end]``.

    Attributes:
        start: Index of the first code point.
        end: Index after the last code point.
    """

    start: int
    end: int


def words(text: str) -> list[str]:
    """Return the words, numbers and punctuation marks of a text, in order.

    A word is a run of letters, digits, marks, ZWJ and ZWNJ. What else stays together:

    * an apostrophe between letters: ``don't``, ``হ'ল``;
    * one of ``. , : / -`` between digits: ``1,87,500``, ``3.5``, ``10:30``, ``15-08-1947``;
    * full stops inside initials and abbreviations: ``U.S.``, ``कि.मी.``, ``எம்.ஜி.ஆர்.``;
    * URLs, e-mail addresses, ``#tags``, ``@handles``, domains, file names and versions;
    * one punctuation mark repeated: ``...``, ``।।``; one emoji with its modifiers.

    A private-use character, the slot of :mod:`indictx.text.protect`, is a word of its own. Any
    other mark, the danda and the hyphen between words among them, is a token by itself.
    """
    return [match[0] for match in _word(astral=_is_astral(text)).finditer(text)]


def spans(text: str) -> list[Span]:
    """Return where the words of :func:`words` are; what lies between them is white space."""
    return [Span(*match.span()) for match in _word(astral=_is_astral(text)).finditer(text)]


def graphemes(text: str) -> list[str]:
    """Split a text into user-perceived characters: क्षि is one, and so is a family emoji.

    These are the extended grapheme clusters of Unicode (UAX #29), with the conjuncts of rule GB9c
    for Devanagari, Bengali, Gujarati, Odia, Telugu and Malayalam, and beyond the standard for
    Gurmukhi and Kannada. In Tamil the pulli ends a cluster: க்ஷ is two.

    Returns:
        The clusters; joined, they are the text.
    """
    return [match[0] for match in cluster(astral=_is_astral(text)).finditer(text)]


def _is_astral(text: str) -> bool:
    return not text.isascii() and max(text) > "\uffff"


@cache
def cluster(*, astral: bool) -> re.Pattern[str]:
    """Return the pattern of one grapheme; it matches at any position of any text.

    Args:
        astral: Whether the text has code points beyond U+FFFF; knowing that it has none is faster.
    """
    return compile_pattern(rf"\r\n|{_cluster(astral=astral)}|[\s\S]")


def _cluster(*, astral: bool) -> str:
    # Possessive throughout: no run of marks, viramas or emoji is ever read more than twice.
    marks = _classes.extend(astral=astral)
    joined = marks.replace(_classes.ZWNJ, "") + _classes.ZWJ  # ZWNJ asks for no conjunct
    linker, consonant = _classes.LINKER, _classes.CONSONANT
    pictograph = _classes.pictograph(astral=astral)
    cores = [
        rf"[{consonant}](?:[{joined}]*+[{linker}][{joined}{linker}]*+[{consonant}])*+",
        rf"[{pictograph}](?:[{marks}{linker}]*+{_classes.ZWJ}[{pictograph}])*+",
        _hangul(),
        rf"[^{_classes.control(astral=astral)}]",
    ]
    if astral:
        cores.insert(1, rf"[{_classes.REGIONAL}]{{2}}")
    prepend = f"[{_classes.prepend(astral=astral)}]"
    tail = f"[{marks}{linker}{_classes.ZWJ}{_classes.spacing(astral=astral)}]*+"
    return rf"{prepend}*+(?:{'|'.join(cores)}){tail}|{prepend}++"


def _hangul() -> str:
    leading, vowel, trailing = (
        "[\u1100-\u115f\ua960-\ua97c]",
        "\u1160-\u11a7\ud7b0-\ud7c6",
        ("[\u11a8-\u11ff\ud7cb-\ud7fb]*+"),
    )
    open_syllables = "".join(map(chr, range(0xAC00, 0xD7A4, 28)))
    return (
        rf"{leading}*+(?:[{open_syllables}][{vowel}]*+{trailing}|[\uac00-\ud7a3]{trailing}"
        rf"|[{vowel}]++{trailing})|{leading}++|[\u11a8-\u11ff\ud7cb-\ud7fb]++"
    )


@cache
def _word(*, astral: bool) -> re.Pattern[str]:
    slot = _classes.limited(_classes.SLOT, astral=astral)
    inner = rf"\w{_classes.marks(astral=astral)}"
    letter = _letter(_classes.marks(astral=False))
    url_end = rf"\s<>\"“”।॥۔؟{slot}"
    alternatives = [
        f"[{slot}]",
        rf"(?:(?:https?|ftp)://|www\.)[^{url_end}]*[^{url_end}.,;:!?'’)\]}}*_]",
        rf"(?<![{inner}.%+-])[A-Za-z0-9._%+-]{{1,64}}+@[A-Za-z0-9-]++(?:\.[A-Za-z0-9-]++)++",
        rf"(?<![{inner}])[#@](?=\w)[{inner}]++",
        rf"\d++(?:[.,:/٫٬-]\d++)*+[{inner}]*+",
        rf"(?<![{inner}.])(?={letter}\.{letter}(?![{inner}]))(?:{letter}\.)++(?:{letter}(?![{inner}]))?+",
        r"(?<![\w.-])[A-Za-z][A-Za-z0-9_]*+(?:-[A-Za-z0-9_]++)*+(?:\.[a-z0-9_]++)++",
        rf"\w[{inner}]*+(?:['’](?=[^\W\d_])[{inner}]++)*+",
        r"(?P<mark>[!-/:-@\[-`{-~।॥…۔])(?P=mark)*+",
        rf"(?!\s)(?:[{_classes.prepend(astral=astral)}]++(?=\s)|{_cluster(astral=astral)}|[\s\S])",
    ]
    return compile_pattern("|".join(alternatives))


def _letter(marks: str) -> str:
    """Return the pattern of one letter of an abbreviation: U, Ph, कि, एच, எம், ఎన్, ആർ."""
    bare = rf"[^\W\d_][{_classes.LINKER}\u0bcd]|[\u0d7a-\u0d7f]"
    after_vowel = rf"[{_classes.VOWEL}][^\W\d_][{marks}]*+"
    return rf"(?:[A-Z][a-z]?|{after_vowel}|[^\W\d_][{marks}]*+(?:{bare})?+)"
