"""Opening brackets and quotation marks, apart from their words as a vocabulary knows both.

SentencePiece marks the beginning of a word by the space before it, so that ``(from`` has none of
the pieces of ``from``: it is spelled in fragments that a small model has hardly seen.
"""

from __future__ import annotations

import re

__all__ = ["apart", "together"]

# At the beginning, behind a space, or behind another; not in book(s) or 5'.
# To look behind from the mark on, and not before it, takes a fraction of the time.
_OPENING = r"([(\[\"'“‘«])(?<![^\s(\[\"'“‘«].)"
_GLUED = re.compile(rf"{_OPENING}(?=[^\W\d_])")
_APART = re.compile(rf"{_OPENING} (?=[^\W\d_])")


def apart(text: str) -> str:
    """Return a text with a space between an opening mark and the word behind it."""
    return _GLUED.sub(r"\1 ", text)


def together(text: str) -> str:
    """Return a text with opening marks at the words behind them: undoes :func:`apart`."""
    return _APART.sub(r"\1", text)
