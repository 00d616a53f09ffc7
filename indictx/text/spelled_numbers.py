"""Numbers above ten in words, as digits: ``thirty-five`` is 35, ``दो लाख`` 2 लाख, ``ढाई`` 2.5.

Small models know the words up to ten and lose or confuse the others: seventeen becomes seventy,
thirteen students thirsty ones. In digits a number is kept as it is. Ten and less stay words unless
they stand in a range with more: "ten to fifteen".
"""

from __future__ import annotations

from collections.abc import Sequence

from indictx.text import _spelled_english
from indictx.text._spelled import MOST_IN_WORDS, Found

__all__ = ["in_digits"]

_CLOSE = frozenset({"-", "–", " "})
_RANGE = frozenset({" to ", " or ", " - ", " – ", " से ", " سے ", " থেকে ", " ते ", " થી "})
_APART, _RANGES, _SHARES, _EACH = "apart", "ranges", "shares", "each"


def in_digits(text: str, lang: str) -> str:
    """Return a text with its numbers above ten in digits.

    Args:
        text: Any text; what must not change is hidden already.
        lang: Code of its language. Of those that are not known, nothing changes.
    """
    if lang == "eng_Latn":
        found = list(_spelled_english.find(text))
    else:
        from indictx.text import _spelled_indic  # its tables are not needed for English

        found = list(_spelled_indic.find(text, lang))
    pieces: list[str] = []
    position = 0
    for place, one in enumerate(found):
        digits = _digits(text, found, place)
        if not digits:
            continue
        between = text[position : one.start]
        is_about = between == " " and place and lang != "eng_Latn"
        if is_about and found[place - 1].value < one.value and pieces and one.digits.isdigit():
            between = "-"  # पंद्रह बीस: about so many
        written = digits.upper() if text[one.start : one.end].isupper() else digits
        pieces += (between, written)
        position = one.end
    return "".join(pieces) + text[position:] if pieces else text


def _digits(text: str, found: Sequence[Found], place: int) -> str:
    """Return what to write for a number, nothing where it stays in words."""
    one = found[place]
    before = _relation(text, found[place - 1], one) if place else _APART
    behind = _relation(text, one, found[place + 1]) if place + 1 < len(found) else _APART
    if _EACH in (before, behind):
        return ""
    if behind == _SHARES:  # "two or three hundred", डेढ़-दो सौ
        unit = found[place + 1].unit
        return f"{one.value * unit:g}" if unit == 100 else f"{one.value:g}"
    if not one.is_small:
        return one.digits
    is_range = (behind == _RANGES and found[place + 1].value > max(one.value, MOST_IN_WORDS)) or (
        before == _RANGES and found[place - 1].value > max(one.value, MOST_IN_WORDS)
    )
    return one.digits if is_range else ""


def _relation(text: str, one: Found, other: Found) -> str:
    """Return how a number belongs to the next: the ends of a range, of one unit, or each so many."""
    between = text[one.end : other.start]
    is_close = between in _CLOSE and (between != " " or not text.isascii())
    is_range = is_close or between in _RANGE
    is_range |= between == " and " and text[max(0, one.start - 8) : one.start].lower() == "between "
    if not is_range:
        return _APART
    is_bare = one.unit == 0 and one.value <= MOST_IN_WORDS and ":" not in one.digits
    if other.unit and is_bare:
        if one.value < other.count <= MOST_IN_WORDS:
            return _SHARES
        return _EACH if is_close and one.value == other.count else _RANGES
    is_fewer = one.unit == 100 or one.value == 100
    return _EACH if is_close and is_fewer and other.value < one.value else _RANGES
