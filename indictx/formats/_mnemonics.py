"""Letters in menus that open them from the keyboard: ``_File``, ``Save &As``.

Where a language is not written in Latin letters, the letter of the source follows the translation, as
its translators write it: ``फ़ाइल (_F)``, ``सहेजें (&S)...``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from indictx.text.protect import protect

MARKS = "_&"
_ENTITY = r"(?!#?\w+;)"
_AT_WORD = re.compile(rf"(?<![^\s>\"'“‘])([{MARKS}]){_ENTITY}(?=[A-Za-z0-9])")
_FIRST = re.compile(rf"[\s\"'“‘]*([{MARKS}]){_ENTITY}[A-Za-z0-9]")
# In a label of few words: Cu_t, Page Set_up, E&xit, not Drag&drop or file_name
_IN_WORD = re.compile(rf"(?<![^\s\"'“‘>])[A-Z][a-z]{{0,2}}([{MARKS}]){_ENTITY}[a-z]+(?![\w&])")
_MOST_WORDS = 2
_PLACEHOLDERS = frozenset({"brace", "entity", "percent", "variable"})
_ENDS = " \u00a0.…:：?!।॥۔؟"
_BEHIND = re.compile(rf"[ \u00a0]?\((?P<key>[{MARKS}][A-Za-z0-9])\)(?=[{_ENDS}]*+(?:\t|\Z))")


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
    """Return the marks that some text of a catalog begins with; others may have them further on."""
    found = (_FIRST.match(source) or _BEHIND.search(source) for source in sources)
    return frozenset(
        match["key"][0] if "key" in match.re.groupindex else match[1] for match in found if match
    )


def read(source: str, marks: frozenset[str]) -> Message:
    """Take the letter out of a text.

    Args:
        source: One text of a catalog.
        marks: What the catalog marks letters with, of :func:`marks_in`.
    """
    found = _BEHIND.search(source)
    if found and found["key"][0] in marks:
        return Message(source[: found.start()] + source[found.end() :], found["key"].upper())
    places = _places(source, marks.intersection(source))
    if len(places) != 1:
        return Message(source)
    (at,) = places
    return Message(source[:at] + source[at + 1 :], source[at : at + 2].upper())


def _places(source: str, marks: frozenset[str]) -> list[int]:
    """Return where marks stand before letters of the text, beside placeholders and && and __."""
    if not marks:
        return []
    bare = source
    for span in protect(source).spans:
        if span.kind in _PLACEHOLDERS:
            bare = bare.replace(span.text, " " * len(span.text))
    patterns = [_AT_WORD, _IN_WORD] if len(source.split()) <= _MOST_WORDS else [_AT_WORD]
    return [
        match.start(1)
        for mark in marks
        for pattern in patterns
        for match in pattern.finditer(bare.replace(mark * 2, "  "))
        if match[1] == mark
    ]


def write(target: str, key: str, *, is_latin: bool) -> str:
    """Put a letter into a translation.

    Args:
        target: The translation of :attr:`Message.text`.
        key: Its mark and letter, or nothing.
        is_latin: The target's language has the letter, perhaps in this very text.
    """
    if not key or not target.strip():
        return target
    # Behind a tab is the shortcut that menus show.
    text, tab, shortcut = target.partition("\t")
    if is_latin:
        hidden = protect(text)  # not inside of %(file)s
        letter = re.escape(key[1])
        for pattern in (rf"\b{letter}", letter):
            if found := re.search(pattern, hidden.text, re.IGNORECASE):
                at = found.start()
                marked = hidden.text[:at] + key[0] + hidden.text[at:]
                return hidden.restore_lenient(marked) + tab + shortcut
    end = len(text.rstrip(_ENDS))
    return f"{text[:end]} ({key}){text[end:]}{tab}{shortcut}"
