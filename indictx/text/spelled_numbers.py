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

_RANGE = frozenset({" to ", " or ", "-", "–", " - ", " – ", " से ", " سے ", " থেকে ", " ते ", " થી "})


def in_digits(text: str, lang: str) -> str:
    """Return a text with its numbers above ten in digits.

    Args:
        text: Any text; what must not change is hidden already.
        lang: Code of its language. Of those that are not known, nothing changes.
    """
    if lang == "eng_Latn":
        found = list(_spelled_english.find(text.lower()))
    else:
        from indictx.text import _spelled_indic  # its tables are not needed for English

        found = list(_spelled_indic.find(text, lang))
    pieces: list[str] = []
    position = 0
    for place, one in enumerate(found):
        digits = _beside(text, found, place) if one.is_small else one.digits
        if digits:
            written = digits.upper() if text[one.start : one.end].isupper() else digits
            between = text[position : one.start]
            if between == " " and place and found[place - 1].value < one.value:
                between = "-"  # पंद्रह बीस: about so many
            pieces += (between, written)
            position = one.end
    return "".join(pieces) + text[position:] if pieces else text


def _beside(text: str, found: Sequence[Found], place: int) -> str:
    """Return a small number in digits if it is one end of a range, else nothing."""
    one = found[place]
    if place + 1 < len(found):
        other = found[place + 1]
        between = text[one.end : other.start]
        is_range = between in _RANGE
        is_range |= between == " and " and text[: one.start].lower().endswith("between ")
        if is_range and other.value > MOST_IN_WORDS and one.value < other.value:
            # "two or three hundred"
            is_multiplied = one.value < other.hundreds <= MOST_IN_WORDS
            return f"{int(one.value) * (100 if is_multiplied else 1)}"
    if place and text[found[place - 1].end : one.start] in _RANGE:
        before = found[place - 1].value
        return one.digits if before > MOST_IN_WORDS and before > one.value else ""
    return ""
