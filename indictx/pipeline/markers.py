"""What lists, quotations and headings put before their text, and where the items of a list begin."""

from __future__ import annotations

import re
from collections.abc import Iterator

from indictx._patterns import compile_pattern
from indictx.text._span_parts import WORD
from indictx.text.protect import SLOT_CLASS, Protected, slot_index

__all__ = ["after_markers", "cut_items", "move_numbers"]

# A number, or a letter of any script. One with a vowel sign (ബി) is a label where no bracket opens;
# in brackets it may be a word, such as a pronoun that could be left out.
_LABEL = rf"[{SLOT_CLASS}]|[^\W\d_]"
_SIGN = rf"(?:(?!\w)[{WORD}])"
# "- ", "2) ", "(क) ", "> ", "## ", "[x] ".
_MARKERS = compile_pattern(
    rf"(?:\s*+(?:[-*+>•◦▪‣·–—]|#{{1,6}}|\((?:{_LABEL})\)|(?:{_LABEL}){_SIGN}?\)"
    rf"|[{SLOT_CLASS}]\.|\[[ xX]\])\s++)++"
)
_NUMBERED = re.compile(rf"(?<!\S)([{SLOT_CLASS}])\.\s+$")
_NUMBER_FIRST = re.compile(rf"([{SLOT_CLASS}])\.\s")
_ITEM = re.compile(rf"(?<!\S)(\(?)({_LABEL})\)\s")

# Letters that count in another order than that of their code points.
_ORDERS = ("अबकडइ", "અબકડઇ", "ੳਅੲਸਹ", "ابپتٹ", "ابجد")
_ITEM_ENDS = frozenset(".;,:!?।॥۔؛،؟᱾꯫")


def after_markers(text: str) -> int:
    """Return where the text behind the markers at its beginning starts."""
    found = _MARKERS.match(text)
    return found.end() if found else 0


def move_numbers(text: str, bounds: list[int], protected: Protected) -> set[int]:
    """Move each number of a list to the item behind it: 1. rice 2. lentils.

    A sentence ends at the full stop of "2.", since the splitter sees slots and not their numbers.

    Returns:
        Which sentences begin with such a number now.
    """
    last = _NUMBERED.search(text[: bounds[0]])
    number = _number(last[1], protected) if last else None
    moved: set[int] = set()
    for index in range(1, len(bounds) - 1):
        if number is None:
            break
        before = _NUMBERED.search(text[bounds[index - 1] : bounds[index]])
        behind = _NUMBER_FIRST.match(text[bounds[index] : bounds[index + 1]])
        found = before or behind
        if found is None or _number(found[1], protected) != number + 1:
            continue
        number += 1
        moved.add(index)
        if before:
            bounds[index] -= len(before[0])
    return moved


def cut_items(text: str, bounds: list[int], protected: Protected) -> set[int]:
    """Add a bound before each item that counts on from the first: 1) rice 2) lentils, (a) … (b) ….

    Returns:
        Which sentences begin with such a label now.
    """
    if not text[: bounds[0]].rstrip().endswith(")"):
        return set()
    items = set(_items(text, bounds[0], protected))
    bounds[:] = sorted({*bounds, *items})
    return {index for index, at in enumerate(bounds) if at in items}


def _items(text: str, start: int, protected: Protected) -> Iterator[int]:
    last, opener = "", ""
    done = depth = 0
    for found in _ITEM.finditer(text):
        at, label = found.start(), found[2]
        # A bracket that is open closes here: 1) rice (type 2) 2) lentils
        depth += text.count("(", done, at) - text.count(")", done, at)
        done = at
        if found.end() <= start:
            last, opener = label, found[1]
        elif last and depth <= 0 and found[1] == opener and _follows(last, label, protected):
            # Within a sentence "(b)" may be what it speaks of.
            if opener and text[:at].rstrip()[-1:] not in _ITEM_ENDS:
                continue
            last = label
            yield at
        else:
            continue
        done, depth = found.end(), 0


def _follows(last: str, label: str, protected: Protected) -> bool:
    """Say whether a label is the next one after another."""
    if last.isalpha() != label.isalpha():
        return False
    if last.isalpha():
        return ord(label) == ord(last) + 1 or any(last + label in order for order in _ORDERS)
    before, number = _number(last, protected), _number(label, protected)
    return before is not None and number == before + 1


def _number(slot: str, protected: Protected) -> int | None:
    text = protected.spans[slot_index(slot)].text
    return int(text) if text.isdecimal() and len(text) < 4 else None
