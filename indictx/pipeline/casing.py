"""Latin text as vocabularies know it: PLEASE OPEN THE DOOR in small letters."""

from __future__ import annotations

import re

from indictx.text._rules import split_words

__all__ = ["in_sentence_case"]

_LONGEST_ACRONYM = 7
# Short words that are read in capitals on doors, buttons and forms, and are no acronyms.
_SIGNS = (
    "address age and back bus call cancel cash cheap clear close closed cold danger date day delete"
    " doctor done down edit empty enter entry exit female fire food free full gents girls go help"
    " home hot hours ladies left lift login logout male men menu milk name new next no not note of"
    " off office on only open out parking pay please poison police price private pull push quiet"
    " ready rest right room sale save school search send silence slow staff start stop tap ticket"
    " time to today toilet total up use wait warning water way welcome wet women yes you"
)
_LONE_I = re.compile(r"\bi\b")


def in_sentence_case(text: str) -> str:
    """Return shouted Latin text in lower case; two short words may be acronyms, and stay.

    Not so those that are known from signs: NO ENTRY.
    """
    if not text.isupper():
        return text
    words = text.split()
    if len(words) < 3 and max(map(len, words)) < _LONGEST_ACRONYM and not _is_sign(words):
        return text
    return _LONE_I.sub("I", text.capitalize())


def _is_sign(words: list[str]) -> bool:
    return all(word.strip(".!?:").lower() in split_words(_SIGNS) for word in words)
