"""Where a line falls into parts that share no sentence: blocks of HTML, cells of a row, menus."""

from __future__ import annotations

import re
import unicodedata

from indictx.text.protect import (
    NUMBER_KINDS,
    Protected,
    is_break,
    slot_char,
    slot_pattern,
)

__all__ = ["cells", "stretches"]

# The first class rules out nearly all places at once.
_BORDER = re.compile(
    r"[-=|<>«»‹›·•](?<!\S.)(?:(?P<arrow>(?<=-)-?>|(?<==)=?>|(?<=<)-{1,2}|(?<=>)>)|(?<![-=]))(?!\S)"
)
# As emoji are, they are slots.
_ARROWS = re.compile("[←-⇿➔➘-➯➱-➾⟰-⟿▶▸►◀◂◄\ufe0f]+")
_PARTNERS = {"»": "«", "›": "‹", "«": "»", "‹": "›"}
# What points to another page stands alone at the end or the beginning: Read more », < Back
_POINTERS = (">»›", "<«‹")
_AROUND_WORDS = frozenset("()[]\"'“”‘’!?.")
_MARKUP = frozenset({"tag", "emphasis", "link", "emoji"})
# White space beside a border; where there is more, nothing stands beside it.
_REACH = 8


def stretches(protected: Protected) -> list[str]:
    """Return the stretches of a text and the slots that break it, in turn, a stretch first."""
    breaks = {slot_char(index) for index, span in enumerate(protected.spans) if is_break(span)}
    if not breaks:
        return [protected.text]
    parts: list[str] = []
    start = 0
    for match in slot_pattern().finditer(protected.text):
        if match[0] in breaks:
            parts += [protected.text[start : match.start()], match[0]]
            start = match.end()
    return [*parts, protected.text[start:]]


def cells(sentence: str, protected: Protected, *, ends_in_bar: bool) -> list[str]:
    """Return the cells of a sentence and the borders between them in turn, a cell first.

    Args:
        sentence: A part of a text, without white space around it.
        protected: The text, for its spans.
        ends_in_bar: A bar at the end is the full stop of the sentence.
    """
    arrows = {
        slot_char(index)
        for index, span in enumerate(protected.spans)
        if span.kind == "emoji" and _ARROWS.fullmatch(span.text)
    }
    found = [*_BORDER.finditer(sentence)]
    if arrows:
        found += [match for match in slot_pattern().finditer(sentence) if match[0] in arrows]
        found.sort(key=re.Match.start)
    parts: list[str] = []
    start = 0
    for match in found:
        if match[0] in arrows or match["arrow"]:
            is_border = True
        elif match[0] == "|":
            is_border = not (ends_in_bar and match.end() == len(sentence))
        else:
            is_border = _is_between_words(sentence, match.start(), protected)
        if is_border:
            parts += [sentence[start : match.start()], match[0]]
            start = match.end()
    return [*parts, sentence[start:]]


def _is_between_words(text: str, at: int, protected: Protected) -> bool:
    """Say whether a mark is no operator, as in 5 > 3 and 2 · 4, and no quotation mark."""
    mark = text[at]
    before = text[max(0, at - _REACH) : at].rstrip()[-1:]
    after = text[at + 1 : at + 1 + _REACH].lstrip()[:1]
    if mark in "·•":
        return not (_is_number(before, protected) and _is_number(after, protected))
    if mark in _PARTNERS and _PARTNERS[mark] in text:
        return False
    if not before or not after:
        return mark in _POINTERS[not before] and _is_word(before or after, protected)
    return mark not in "<«‹" and _is_word(before, protected) and _is_word(after, protected)


def _is_number(char: str, protected: Protected) -> bool:
    return char.isnumeric() or protected.kind_of(char) in NUMBER_KINDS


def _is_word(char: str, protected: Protected) -> bool:
    return bool(char) and (
        unicodedata.category(char)[0] in "LM"
        or char in _AROUND_WORDS
        or protected.kind_of(char) in _MARKUP
    )
