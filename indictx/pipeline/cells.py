"""Where a line falls into parts that share no sentence: blocks of HTML, cells of a row, menus."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect
from collections.abc import Iterable
from functools import cache

from indictx.pipeline.surface import is_word, markup_roles
from indictx.text._rules import split_words
from indictx.text.protect import (
    NUMBER_KINDS,
    SLOT_CLASS,
    Protected,
    is_break,
    slot_char,
    slot_index,
    slot_pattern,
)

__all__ = ["DEEPEST", "cells", "core", "marks", "pairs", "split_line", "stretches"]

# What never goes into a sentence: tabs, a terminal's escape sequences, other controls, Unicode's line
# and paragraph separators.
_BETWEEN = r"\x1b\[[0-9;?]*[@-~]|[\x00-\x1f\x7f-\x9f\u2028\u2029]"
_SEPARATORS = re.compile(f"((?:{_BETWEEN})+)")
_ROW_SEPARATORS = re.compile(rf"((?:{_BETWEEN}|\|)+)")
# The first class rules out nearly all places at once.
_BORDER = re.compile(
    r"[-=|<>«»‹›·•](?<!\S.)(?:(?P<arrow>(?<=-)-?>|(?<==)=?>|(?<=<)-{1,2}|(?<=>)>)|(?<![-=]))(?!\S)"
)
# As emoji are, they are slots.
_ARROWS = re.compile("[←-⇿➔➘-➯➱-➾⟰-⟿▶▸►◀◂◄\ufe0f]+")
_PARTNERS = {"»": "«", "›": "‹", "«": "»", "‹": "›"}
# What points to another page stands alone at the end or the beginning: Read more », < Back
_POINTERS = (">»›", "<«‹")
# What may be a border, white space or not.
_MARK = re.compile("[-=|<>«»‹›·•](?:(?<![-=])|>)")
_CLOSERS = {"(": ")", "[": "]", "“": "”", "‘": "’", "«": "»"}
_PAIRS = {**_CLOSERS, '"': '"', "'": "'"}
_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)")
_PAIRED = re.compile(f"[][()“”‘’«»\"'{SLOT_CLASS}]")
_BEFORE_QUOTE = "([{“‘«—–-/"
_TAG_NAME = re.compile(r"</?([A-Za-z][\w:.-]*)")
#: Pairs in pairs; what is deeper opens nothing.
DEEPEST = 4
# Decoration at the ends of a sentence means nothing to its grammar, so the model need not see it.
_DECORATION = frozenset({"emoji", "tag", "emphasis", "rule", "control", "comment"})
# Nor need it see what nobody sees: soft hyphens, byte order marks, marks of direction. Not the
# joiners, which are spelling.
_INVISIBLE = frozenset(
    "\u00ad\u061c\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
)
_AROUND_WORDS = frozenset("()[]\"'“”‘’!?.")
_MARKUP = frozenset({"tag", "emphasis", "link", "emoji"})
# Yes/No, Father / Husband name: words that stand for each other, and no sentence around them.
_SLASH = re.compile(r"(\s?/\s?)")
_MOST_CHOICES = 4
_MOST_WORDS = 2
_EDGES = " \t\xa0()[]\"'“”‘’,:?؟"
_SHORT_CHOICES = "yes no on off he she him her in out up his male female true false hide show"
_ZONES = "Africa America Asia Atlantic Australia Etc Europe Indian Pacific"
# White space beside a border; where there is more, nothing stands beside it.
_REACH = 8


def split_line(line: str) -> list[str]:
    """Return the cells of a line and, at odd places, what separates them."""
    return (_ROW_SEPARATORS if _is_row(line) else _SEPARATORS).split(line)


def _is_row(line: str) -> bool:
    """Say whether a line is the row of a table in Markdown; a pipe in code would be no border."""
    row = line.strip()
    return row.startswith("|") and row.endswith("|") and "`" not in row


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
    if _is_choice(sentence, protected):
        return _SLASH.split(sentence)
    found = _arrows(sentence, protected)
    arrows = {match[0] for match in found}
    found += _BORDER.finditer(sentence)
    if "->" in sentence or "=>" in sentence:
        found += _joined_arrow().finditer(sentence)
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


def marks(sentence: str, protected: Protected) -> list[int]:
    """Return where borders may be."""
    if _is_choice(sentence, protected):
        return [match.start() for match in _SLASH.finditer(sentence)]
    found = [*_MARK.finditer(sentence), *_arrows(sentence, protected)]
    return sorted(map(re.Match.start, found))


def _is_choice(text: str, protected: Protected) -> bool:
    """Say whether a text is words with slashes between them, and no more: not w/o, TCP/IP or km/h."""
    if "/" not in text:
        return False
    outer = slot_pattern().findall(text)
    edges = _EDGES + "".join(slot for slot in outer if protected.kind_of(slot) in _MARKUP)
    *others, last = [one.split() for one in text.strip(edges).split("/")]
    # usr/local, text/plain and Asia/Kolkata are names of files, types and zones.
    first = others[0][0] if others[0] else ""
    is_key = " " not in text.strip() and (first[:1].islower() or first in split_words(_ZONES))
    if is_key and first not in split_words(_SHORT_CHOICES):
        return False
    return (
        len(others) < _MOST_CHOICES
        and all(len(words) == 1 for words in others)
        and 0 < len(last) <= _MOST_WORDS
        and all(_is_choice_word(word) for words in (*others, last) for word in words)
    )


def _is_choice_word(word: str) -> bool:
    if not all(map(is_word, word)) or any(map(str.isnumeric, word)):
        return False
    if word.lower() in split_words(_SHORT_CHOICES):
        return True
    return (len(word) > 2 or not word.isascii()) and not word.isupper()


def pairs(sentence: str, protected: Protected, places: list[int]) -> list[tuple[int, int]]:
    """Return where brackets, quotation marks or markup are around some places.

    Args:
        sentence: As for :func:`cells`.
        protected: Likewise.
        places: Ascending.

    Returns:
        Start and end of the outermost pairs, in order; each mark is one character.
    """
    sides = _sides_of_markup(slot_pattern().findall(sentence), protected)
    found: list[tuple[int, int]] = []
    opened: list[tuple[str, int]] = []
    for match in _PAIRED.finditer(sentence):
        at = match.start()
        closers = [closer for closer, _ in opened]
        closer, is_opener = sides.get(match[0]) or _side(sentence, at, closers)
        if is_opener:
            if len(opened) < DEEPEST:
                opened.append((closer, at))
        elif closer in closers:
            while opened[-1][0] != closer:
                opened.pop()
            start = opened.pop()[1]
            while found and found[-1][0] > start:
                found.pop()
            if bisect(places, start) < bisect(places, at - 1):
                found.append((start, at + 1))
    return found


def core(sentence: str, protected: Protected) -> tuple[int, int]:
    """Return where the sentence starts and ends without white space, decoration and brackets around it."""

    def is_outside(char: str) -> bool:
        return char.isspace() or char in _INVISIBLE or protected.kind_of(char) in _DECORATION

    start, end = 0, len(sentence)
    while True:
        while is_outside(sentence[start]):
            start += 1
        while is_outside(sentence[end - 1]):
            end -= 1
        if not _is_enclosed(sentence[start:end]):
            return start, end
        start, end = start + 1, end - 1


def _is_enclosed(text: str) -> bool:
    """Whether one pair of brackets or quotation marks is around the whole text, and not in it."""
    closer = _PAIRS.get(text[0])
    if closer is None or text[-1] != closer:
        return False
    inside = text[1:-1]
    if closer == "'":
        inside = _APOSTROPHE.sub("", inside)
    return not {text[0], closer} & set(inside)


def _sides_of_markup(slots: Iterable[str], protected: Protected) -> dict[str, tuple[str, bool]]:
    """Return for each slot of markup what closes it, and whether it opens."""
    slots = list(slots)
    spans = [protected.spans[slot_index(slot)] for slot in slots]
    sides = {}
    for slot, span, role in zip(slots, spans, markup_roles(spans), strict=True):
        if role:
            name = _TAG_NAME.match(span.text) if span.kind == "tag" else None
            mark = span.text if span.kind == "emphasis" else span.kind
            sides[slot] = (name[1] if name else mark, role > 0)
    return sides


def _side(text: str, at: int, closers: list[str]) -> tuple[str, bool]:
    """Return the mark that closes a pair, and whether the one that stands there opens it."""
    mark, before, after = text[at], text[at - 1 : at], text[at + 1 : at + 2]
    if mark in _CLOSERS:
        return _CLOSERS[mark], True
    if mark not in "\"'’":
        return mark, False
    # Straight ones open and close; an apostrophe does neither.
    is_inside = bool(before) and not before.isspace()
    if mark in closers and is_inside and not is_word(after):
        return mark, False
    opens = not is_inside or before in _BEFORE_QUOTE or slot_index(before) >= 0
    is_opener = mark != "’" and opens and bool(after) and not after.isspace()
    return (mark, True) if is_opener else ("", False)


def _arrows(sentence: str, protected: Protected) -> list[re.Match[str]]:
    if sentence.isascii() or not protected.spans:
        return []
    return [
        match
        for match in slot_pattern().finditer(sentence)
        if protected.kind_of(match[0]) == "emoji"
        and _ARROWS.fullmatch(protected.spans[slot_index(match[0])].text)
    ]


@cache
def _joined_arrow() -> re.Pattern[str]:
    """Return what finds an arrow that touches words; shorter ones, and calls, are code."""
    from indictx.text._span_parts import WORD

    return re.compile(
        rf"(?<=[{WORD}]{{3}})(?P<arrow>-?->|=?=>)(?=[{WORD}]{{3,}}+(?!\.[{WORD}]|[(\[]))"
    )


def _is_between_words(text: str, at: int, protected: Protected) -> bool:
    """Say whether a mark is no operator, as in 5 > 3 and 2 · 4, and no quotation mark."""
    mark = text[at]
    before = text[max(0, at - _REACH) : at].rstrip()[-1:]
    after = text[at + 1 : at + 1 + _REACH].lstrip()[:1]
    if mark in "·•":
        return not (_is_number(before, protected) and _is_number(after, protected))
    if mark in "»›" and text.find(_PARTNERS[mark], 0, at) >= 0:
        return False
    if mark in "«‹" and text.find(_PARTNERS[mark], at) >= 0:
        return False
    # Beside another border, a pointer stands at the end or the beginning as well.
    before = "" if before in f"|{_POINTERS[0]}" else before
    after = "" if after in f"|{_POINTERS[1]}" else after
    if bool(before) != bool(after):
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
