"""Letters in menus that open them from the keyboard: ``_File``, ``Save &As``.

Where a language is not written in Latin letters, the letter of the source follows the translation, as
its translators write it: ``फ़ाइल (_F)``, ``सहेजें (&S)...``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

MARKS = "_&"
_ENTITY = r"(?!#?\w+;)"
_AT_WORD = re.compile(rf"(?<![^\s(\[<])([{MARKS}]){_ENTITY}(?=[A-Za-z0-9])")
# Cu_t and E&xit, not AT&T, R&D or file_name
_IN_WORD = re.compile(rf"(?<![^\s(])[A-Z][a-z]*([{MARKS}]){_ENTITY}(?=[a-z]+(?![A-Za-z0-9_]))")
_BEHIND = re.compile(rf"[ \u00a0]?\((?P<key>[{MARKS}][A-Za-z0-9])\)")
_TAIL = re.compile(r"[\s.…:：]*\Z")


@dataclass(frozen=True, slots=True)
class Message:
    """A text of a menu.

    Attributes:
        text: What is translated.
        key: The mark and the letter, in capitals; empty if there is none.
    """

    text: str
    key: str = ""


def marks_in(sources: Iterable[str]) -> frozenset[str]:
    """Return the marks that stand before a word somewhere in a catalog; others may be in words."""
    return frozenset(found[1] for source in sources for found in _AT_WORD.finditer(source))


def read(source: str, marks: frozenset[str]) -> Message:
    """Take the letter out of a text.

    Args:
        source: One text of a catalog.
        marks: What the catalog marks letters with, of :func:`marks_in`.
    """
    if found := _BEHIND.search(source):
        return Message(source[: found.start()] + source[found.end() :], found["key"].upper())
    places = [
        place
        for mark in marks
        if source.count(mark) == 1
        for pattern in (_AT_WORD, _IN_WORD)
        for place in [match.start(1) for match in pattern.finditer(source) if match[1] == mark]
    ]
    if len(places) != 1:
        return Message(source)
    (at,) = places
    return Message(source[:at] + source[at + 1 :], source[at : at + 2].upper())


def write(target: str, key: str, *, is_latin: bool) -> str:
    """Put a letter into a translation.

    Args:
        target: The translation of :attr:`Message.text`.
        key: Its mark and letter, or nothing.
        is_latin: The target's language has the letter, perhaps in this very text.
    """
    if not key or not target.strip():
        return target
    if is_latin:
        letter = re.escape(key[1])
        found = re.search(rf"\b{letter}|(?<![%{{$]){letter}", target, re.IGNORECASE)
        if found:
            return target[: found.start()] + key[0] + target[found.start() :]
    tail = _TAIL.search(target)
    end = tail.start() if tail else len(target)
    return f"{target[:end]} ({key}){target[end:]}"
