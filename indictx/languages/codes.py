"""Codes as people write them: folded for comparison, and BCP 47 tags taken apart.

FLORES codes (``hin_Deva``), BCP 47 tags (``hi-Deva-IN``) and POSIX locales (``hi_IN.UTF-8``) share
one shape: a language subtag, perhaps a script, and things that do not change which language is
meant. This module knows that shape and no language.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

__all__ = ["Tag", "fold", "parse_tag"]

# Separators and apostrophes, and the joiners, which are invisible: whether U+0CCD is followed by
# ZWNJ depends on the keyboard and not on the name.
_IGNORED = dict.fromkeys(map(ord, "-_ \t\n\u00a0'’ʼ`()\u200b\u200c\u200d\ufeff"))


@dataclass(frozen=True, slots=True)
class Tag:
    """The parts of a tag that choose a language.

    Attributes:
        language: Language subtag in lower case, two or three letters.
        script: ISO 15924 code in title case, or ``None``.
        region: ISO 3166 code or three digits, in the case it was written in, or ``None``.
    """

    language: str
    script: str | None = None
    region: str | None = None


def fold(text: str) -> str:
    """Return the form in which names and codes are compared.

    NFC, case folded, without spaces, hyphens, underscores, apostrophes, parentheses and zero-width
    characters. Idempotent.
    """
    folded = unicodedata.normalize("NFC", text).casefold().translate(_IGNORED)
    # Case folding and deletion can each bring characters together that compose.
    return unicodedata.normalize("NFC", folded)


def parse_tag(text: str) -> Tag | None:
    """Return the language and script of a BCP 47 tag, FLORES code or POSIX locale.

    Variants, extensions, and a locale's encoding and modifier are accepted and dropped. Nothing is
    looked up; ``None`` if the text has another shape.
    """
    bare = text.strip().partition(".")[0].partition("@")[0]
    language, *rest = bare.replace("_", "-").split("-")
    if not (2 <= len(language) <= 3 and _is_alphabetic(language)):
        return None
    script = rest.pop(0).title() if rest and _is_script(rest[0]) else None
    region = rest.pop(0) if rest and _is_region(rest[0]) else None
    if not _are_variants(rest):
        return None
    return Tag(language.lower(), script, region)


def _is_alphabetic(subtag: str) -> bool:
    return subtag.isascii() and subtag.isalpha()


def _is_script(subtag: str) -> bool:
    return len(subtag) == 4 and _is_alphabetic(subtag)


def _is_region(subtag: str) -> bool:
    return (len(subtag) == 2 and _is_alphabetic(subtag)) or (
        len(subtag) == 3 and subtag.isascii() and subtag.isdigit()
    )


def _are_variants(subtags: list[str]) -> bool:
    """Whether these are variants, then extensions, each begun by a singleton (RFC 5646, 2.1)."""
    in_extension = False
    for subtag in subtags:
        in_extension = in_extension or len(subtag) == 1
        long_enough = in_extension or len(subtag) >= 5 or subtag[:1].isdigit()
        if not (subtag.isascii() and subtag.isalnum() and long_enough and len(subtag) <= 8):
            return False
    return True
