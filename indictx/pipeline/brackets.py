"""Brackets, double quotation marks and quotations that small models leave out or set apart.

Single quotation marks are apostrophes as well, so nothing is said about them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

__all__ = ["closed", "mismatched", "omits_brackets", "omits_quotation", "tight", "unpaired"]

_BRACKETS = ("()", "[]", "{}")
_QUOTES = re.compile('["“”„«»]')
_PAIRED = re.compile(r"[()\[\]{}\"“”„«»]")
_KINDS = (*_BRACKETS, "“”", "«»", '""')
_CLOSER_AT_END = re.compile(r"([)\]}”»\"])([.।۔᱾꯫!?؟,;:…]*+)$")
_OPENERS = "([{“«"
_END_MARKS = ".।۔᱾꯫!?؟…"
_QUOTATION = re.compile(r"""["“]\s*[^\s"“”]+\s+[^\s"“”][^"“”]*["”]\s*\w""")
_ANY_QUOTE = re.compile("[\"'“”„«»‘’]")
_BEFORE_OPENER = " \u00a0([{“«—–-"


def mismatched(source: str, target: str) -> bool:
    """Say whether a mark of a translation stands alone, or it lacks brackets of its source."""
    return unpaired(source, target) or omits_brackets(source, target)


def unpaired(source: str, target: str) -> bool:
    """Say whether a bracket or double quotation mark of a translation stands alone.

    Those of the source come in pairs, or are none.
    """
    if _PAIRED.search(target) is None:
        return False
    if len(_QUOTES.findall(target)) % 2 > len(_QUOTES.findall(source)) % 2:
        return True
    return any(not _nests(target, pair) and _nests(source, pair) for pair in _BRACKETS)


def omits_brackets(source: str, target: str) -> bool:
    """Say whether a translation has fewer pairs of one kind of bracket than its source."""
    for pair in _BRACKETS:  # a loop, since most sentences have none
        if (
            pair[0] in source
            and source.count(pair[0]) > target.count(pair[0])
            and _nests(source, pair)
        ):
            return True
    return False


def omits_quotation(source: str, target: str) -> bool:
    """Say whether the quotation of two words or more at the beginning is left out.

    Indirect speech has no marks either, but not half as few words.
    """
    if source[:1] not in ('"', "“") or _ANY_QUOTE.search(target):
        return False
    return 2 * len(target.split()) <= len(source.split()) and _QUOTATION.match(source) is not None


def closed(source: str, target: str) -> str:
    """Return a translation with the one mark that it lacks where its source begins or ends with it.

    Or with the brackets of its source, if it has as many of another kind.

    Args:
        source: What was translated.
        target: Its translation, in which a mark stands alone or brackets are missing.

    Returns:
        The translation with one mark more and none alone, or as it is where that does not help:
        inside a sentence only the model knows where a quotation begins and ends.
    """
    for mend in (_with_brackets_of, _closed_at_end, _opened_at_start):
        candidate = mend(source, target)
        if candidate and not mismatched(source, candidate):
            return candidate
    return target


def tight(source: str, target: str) -> str:
    """Return a translation without spaces inside its quotation marks and brackets.

    Args:
        source: What was translated; if it has such spaces, they are left.
        target: Its translation.
    """
    if _PAIRED.search(target) is None:
        return target
    spaces = sorted(set(_inner_spaces(target)))
    if not spaces or any(_inner_spaces(source)):
        return target
    for start, end in reversed(spaces):
        target = target[:start] + target[end:]
    return target


def _inner_spaces(text: str) -> Iterator[tuple[int, int]]:
    """Yield where white space is behind an opening mark or before a closing one."""
    # Straight ones open and close in turn, if they come in pairs.
    is_known, is_open = text.count('"') % 2 == 0, False
    for found in _PAIRED.finditer(text):
        mark, at = found[0], found.start()
        if mark == '"':
            is_open = not is_open
            if not is_known:
                continue
        if is_open if mark == '"' else mark in _OPENERS:
            end = len(text) - len(text[at + 1 :].lstrip())
            if at + 1 < end < len(text):
                yield at + 1, end
        else:
            start = len(text[:at].rstrip())
            if 0 < start < at:
                yield start, at


def _with_brackets_of(source: str, target: str) -> str | None:
    def kinds(text: str) -> list[str]:
        return [pair for pair in _BRACKETS if pair[0] in text or pair[1] in text]

    wanted, found = kinds(source), kinds(target)
    if len(wanted) != 1 or len(found) != 1 or wanted == found:
        return None
    return target.translate(str.maketrans(found[0], wanted[0]))


def _closed_at_end(source: str, target: str) -> str | None:
    found = _CLOSER_AT_END.search(source)
    if found is None:
        return None
    closer, behind = found.groups()
    kind = next(kind for kind in _KINDS if kind[1] == closer)
    last = max(map(target.rfind, kind))
    if not _is_one(source, kind) or last < 0 or not _opens(target, last, kind):
        return None
    bare = target.rstrip()
    # An end mark stays inside the quotation or outside of it, as in the source.
    index = len(bare.rstrip(_END_MARKS) if behind else bare)
    return bare[:index] + closer + bare[index:]


def _opened_at_start(source: str, target: str) -> str | None:
    kind = next((kind for kind in _KINDS if kind[0] == source[:1]), None)
    if kind is None or not _is_one(source, kind):
        return None
    found = [index for index in map(target.find, kind) if index >= 0]
    if not found or _opens(target, min(found), kind):
        return None
    return kind[0] + target.lstrip()


def _is_one(text: str, kind: str) -> bool:
    """Say whether a text has one bracket or quotation of the kind; of several any may be meant."""
    return sum(map(text.count, set(kind))) == len(kind)


def _opens(text: str, index: int, kind: str) -> bool:
    """Say whether the mark there is one that opens; of ``"`` that is told by what is beside it."""
    if kind[0] != kind[1]:
        return text[index] == kind[0]
    return index == 0 or text[index - 1] in _BEFORE_OPENER


def _nests(text: str, pair: str) -> bool:
    """Say whether brackets of one kind are closed as often as they are opened, and not before."""
    depth = 0
    for char in text:
        depth += (char == pair[0]) - (char == pair[1])
        if depth < 0:
            return False
    return depth == 0
