"""Regular-expression character classes after Unicode, built from ``unicodedata`` on first use.

Every function returns the inside of a ``[...]``. Marks are looked up and not listed, so that a
newer Python knows newer marks; what ``unicodedata`` has no field for is listed here.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import cache

# Placeholders of text.protect: private use in the BMP and in planes 15 and 16.
SLOT = "\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd"

ZWJ = "\u200d"
ZWNJ = "\u200c"

# Where marks and format characters are: not among ideographs, Hangul syllables, private use.
_BMP = (range(0x3400), range(0xA000, 0xAC00), range(0xF900, 0x10000))
_ASTRAL = (range(0x10000, 0x12000), range(0x13000, 0x20000), range(0xE0000, 0xE0200))

# Spacing marks (Mc) with Grapheme_Extend (PropList.txt, Other_Grapheme_Extend).
_EXTEND_MC = frozenset(
    "\u09be\u09d7\u0b3e\u0b57\u0bbe\u0bd7\u0cc0\u0cc2\u0cc7\u0cc8\u0cca\u0ccb\u0cd5\u0cd6\u0d3e"
    "\u0d57\u0dcf\u0ddf\u1b35\u1b3b\u1b3d\u1b43\u1b44\u1baa\u1bf2\u1bf3\u302e\u302f\ua953\ua9c0"
    "\U000111c0\U00011235\U0001133e\U0001134d\U00011357\U000114b0\U000114bd\U000115af\U000116b6"
    "\U00011930\U0001193d\U0001d165\U0001d16e\U0001d16f\U0001d170\U0001d171\U0001d172"
)
# Not marks, yet extending: ZWNJ, halfwidth sound marks, emoji skin tones, tag characters.
_EXTEND_OTHER = "\u200c\uff9e\uff9f\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f"
# Mc that start their own cluster, in Burmese and Tai scripts (UAX #29, table 2, SpacingMark).
_NOT_SPACING = frozenset(
    "\u102b\u102c\u1038\u1062\u1063\u1064\u1067\u1068\u1069\u106a\u106b\u106c\u106d\u1083\u1087"
    "\u1088\u1089\u108a\u108b\u108c\u108f\u109a\u109b\u109c\u1a61\u1a63\u1a64\uaa7b\uaa7d"
    "\U00011720\U00011721"
)
# Grapheme_Cluster_Break=Prepend (GraphemeBreakProperty.txt).
_PREPEND = (
    "\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\u0d4e"
    "\U000110bd\U000110cd\U000111c2\U000111c3\U000113d1\U0001193f\U00011941\U00011a84-\U00011a89"
    "\U00011d46\U00011f02"
)
# Extended_Pictographic (emoji-data.txt), the older symbols one by one, the emoji planes whole.
_PICTOGRAPH = (
    "\u00a9\u00ae\u203c\u2049\u2122\u2139\u2194-\u2199\u21a9\u21aa\u231a\u231b\u2328\u23cf"
    "\u23e9-\u23f3\u23f8-\u23fa\u24c2\u25aa\u25ab\u25b6\u25c0\u25fb-\u25fe\u2600-\u2604\u260e"
    "\u2611\u2614\u2615\u2618\u261d\u2620\u2622\u2623\u2626\u262a\u262e\u262f\u2638-\u263a\u2640"
    "\u2642\u2648-\u2653\u265f\u2660\u2663\u2665\u2666\u2668\u267b\u267e\u267f\u2692-\u2697\u2699"
    "\u269b\u269c\u26a0\u26a1\u26a7\u26aa\u26ab\u26b0\u26b1\u26bd\u26be\u26c4\u26c5\u26c8\u26ce"
    "\u26cf\u26d1\u26d3\u26d4\u26e9\u26ea\u26f0-\u26f5\u26f7-\u26fa\u26fd\u2702\u2705\u2708-\u270d"
    "\u270f\u2712\u2714\u2716\u271d\u2721\u2728\u2733\u2734\u2744\u2747\u274c\u274e\u2753-\u2755"
    "\u2757\u2763\u2764\u2795-\u2797\u27a1\u27b0\u27bf\u2934\u2935\u2b05-\u2b07\u2b1b\u2b1c\u2b50"
    "\u2b55\u3030\u303d\u3297\u3299"
    "\U0001f000-\U0001f0ff\U0001f10d-\U0001f10f\U0001f12f\U0001f16c-\U0001f171\U0001f17e\U0001f17f"
    "\U0001f18e\U0001f191-\U0001f19a\U0001f1ad-\U0001f1e5\U0001f201-\U0001f20f\U0001f21a\U0001f22f"
    "\U0001f232-\U0001f23a\U0001f23c-\U0001f23f\U0001f249-\U0001f3fa\U0001f400-\U0001f53d"
    "\U0001f546-\U0001f64f\U0001f680-\U0001f6ff\U0001f774-\U0001f77f\U0001f7d5-\U0001f7ff"
    "\U0001f80c-\U0001f80f\U0001f848-\U0001f84f\U0001f85a-\U0001f85f\U0001f888-\U0001f88f"
    "\U0001f8ae-\U0001f8ff\U0001f90c-\U0001f93a\U0001f93c-\U0001f945\U0001f947-\U0001faff"
    "\U0001fc00-\U0001fffd"
)
REGIONAL = "\U0001f1e6-\U0001f1ff"

# Consonants that may be joined by a virama into one akshara (Indic_Conjunct_Break=Consonant, with
# Gurmukhi and Kannada, whose conjuncts are written below the line just as in Telugu).
CONSONANT = (
    "\u0915-\u0939\u0958-\u095f\u0978-\u097f"  # Devanagari
    "\u0995-\u09a8\u09aa-\u09b0\u09b2\u09b6-\u09b9\u09dc\u09dd\u09df\u09f0\u09f1"  # Bengali
    "\u0a15-\u0a28\u0a2a-\u0a30\u0a32\u0a33\u0a35\u0a36\u0a38\u0a39\u0a59-\u0a5c\u0a5e"  # Gurmukhi
    "\u0a95-\u0aa8\u0aaa-\u0ab0\u0ab2\u0ab3\u0ab5-\u0ab9\u0af9"  # Gujarati
    "\u0b15-\u0b28\u0b2a-\u0b30\u0b32\u0b33\u0b35-\u0b39\u0b5c\u0b5d\u0b5f\u0b71"  # Odia
    "\u0c15-\u0c28\u0c2a-\u0c39\u0c58-\u0c5a"  # Telugu
    "\u0c95-\u0ca8\u0caa-\u0cb3\u0cb5-\u0cb9\u0cde"  # Kannada
    "\u0d15-\u0d3a"  # Malayalam
)
# Independent vowels, at the same place in every block; no abbreviated letter name needs others.
VOWEL = "".join(f"{chr(block + 5)}-{chr(block + 0x14)}" for block in range(0x900, 0xD80, 0x80))
# Malayalam consonants without a vowel, each a letter of its own.
CHILLU = "\u0d54\u0d55\u0d56\u0d7a\u0d7b\u0d7c\u0d7d\u0d7e\u0d7f"
# Tamil is absent: its virama, the pulli, is written as a dot on a letter of its own.
LINKER = "\u094d\u09cd\u0a4d\u0acd\u0b4d\u0c4d\u0ccd\u0d4d"


@cache
def extend(*, astral: bool) -> str:
    """Return Grapheme_Cluster_Break=Extend without viramas that link and without the ZWJ."""
    found = {*_of("Mn", astral=astral), *_of("Me", astral=astral)} - {*LINKER}
    spacing_marks = {char for char in _EXTEND_MC if astral or char <= "\uffff"}
    return _ranges(found | spacing_marks) + limited(_EXTEND_OTHER, astral=astral)


@cache
def spacing(*, astral: bool) -> str:
    """Return Grapheme_Cluster_Break=SpacingMark: vowel signs that stand beside their letter."""
    return _ranges({*_of("Mc", astral=astral)} - _EXTEND_MC - _NOT_SPACING) + "\u0e33\u0eb3"


@cache
def marks(*, astral: bool) -> str:
    """Return what a word goes on with, besides letters and digits: all marks, ZWJ and ZWNJ."""
    found = {char for kind in ("Mn", "Me", "Mc") for char in _of(kind, astral=astral)}
    return _ranges(found) + ZWJ + ZWNJ


@cache
def control(*, astral: bool) -> str:
    """Return what is always a cluster of its own: controls, separators, lone surrogates."""
    spared = {ZWJ, ZWNJ, *_expanded(_PREPEND), *map(chr, range(0xE0020, 0xE0080))}
    found = {char for kind in ("Cc", "Cf", "Zl", "Zp") for char in _of(kind, astral=astral)}
    return _ranges(found - spared) + "\ud800-\udfff"


def prepend(*, astral: bool) -> str:
    """Return Grapheme_Cluster_Break=Prepend: signs that belong to what follows."""
    return limited(_PREPEND, astral=astral)


def pictograph(*, astral: bool) -> str:
    """Return Extended_Pictographic: emoji and what may become one."""
    return limited(_PICTOGRAPH, astral=astral)


def limited(chars: str, *, astral: bool) -> str:
    """Return the class without its part beyond the BMP, unless ``astral``."""
    # Sre looks up BMP classes in a bitmap but walks through astral ranges one by one.
    return chars if astral else "".join(char for char in chars if char <= "\uffff").rstrip("-")


def _of(category: str, *, astral: bool) -> list[str]:
    return _categories(astral=astral).get(category, [])


@cache
def _categories(*, astral: bool) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for block in _BMP + _ASTRAL if astral else _BMP:
        for char in map(chr, block):
            found.setdefault(unicodedata.category(char), []).append(char)
    return found


def _expanded(chars: str) -> Iterable[str]:
    start = 0
    while start < len(chars):
        stop = start + 2 if chars[start + 1 : start + 2] == "-" else start
        yield from map(chr, range(ord(chars[start]), ord(chars[stop]) + 1))
        start = stop + 1


def _ranges(chars: Iterable[str]) -> str:
    """Return characters as ranges, escaped."""
    parts: list[str] = []
    first = last = -2
    for code in [*sorted(map(ord, chars)), -1]:
        if code == last + 1:
            last = code
            continue
        if first >= 0:
            parts.append(f"\\U{first:08x}-\\U{last:08x}")
        first = last = code
    return "".join(parts)
