"""Marks that models know in one form only, written as the source of a translation writes them.

Before the model “ ” and '' become ", … three dots, and a dash a hyphen, since it learns faster so.
Whoever typesets a text, or checks the strings of a program, wants their own back.
"""

from __future__ import annotations

import re
from functools import cache

from indictx._patterns import compile_pattern
from indictx.text._span_parts import WORD

__all__ = ["typeset"]

# The last is italics in wikis, and an apostrophe to Java.
_QUOTES = ("“”", "«»", ("''", "''"))
_DASHES = "—–"


def typeset(source: str, target: str) -> str:
    """Return a translation with the ellipses, quotation marks and dashes of its source.

    Only a form that the source uses throughout is one to keep, and only marks in pairs are quotes.

    Args:
        source: What was translated; slots stand for what is not language.
        target: Its translation, slots not yet restored.
    """
    if source.isascii() and "''" not in source:
        return target
    if "…" in source and "..." not in source:
        target = target.replace("...", "…")
    if '"' in target and '"' not in source:
        target = _quoted(source, target)
    if "‘" in source and "’" in source and "'" not in source:
        target = _single().sub(r"‘\1’", target)
    dashes = [dash for dash in _DASHES if dash in source]
    if len(dashes) == 1 and " - " in target and " - " not in source:
        (dash,) = dashes
        # A short one without spaces is a range: 10–12
        if f" {dash} " in source:
            target = target.replace(" - ", f" {dash} ")
        elif dash == "—":
            target = target.replace(" - ", dash)
    return target


def _quoted(source: str, target: str) -> str:
    pieces = target.split('"')
    pair = next((pair for pair in _QUOTES if _has(source, *pair)), None)
    if pair is None or len(pieces) % 2 == 0:
        return target
    # Opening and closing ones take turns; where they do not, which is which is not known.
    if any(piece != piece.strip() for piece in pieces[1::2]):
        return target
    marks = [pair[number % 2] for number in range(len(pieces) - 1)]
    return "".join(piece + mark for piece, mark in zip(pieces, [*marks, ""], strict=True))


def _has(text: str, opener: str, closer: str) -> bool:
    if opener == closer:  # three of them are bold
        return text.replace("'''", "").count(opener) > 1
    return opener in text and closer in text


@cache
def _single() -> re.Pattern[str]:
    """Return what finds a quotation in straight single marks, which are no apostrophes."""
    return compile_pattern(rf"(?<![{WORD}'])'(?=[^\s'])([^']*)(?<=\S)'(?![{WORD}'])")
