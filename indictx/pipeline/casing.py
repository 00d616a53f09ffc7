"""Capitals: PLEASE OPEN THE DOOR as vocabularies know it, and English where clauses are joined."""

from __future__ import annotations

import re

from indictx.pipeline.endings import SENTENCE_ENDS
from indictx.text._rules import split_words
from indictx.text.acronyms import is_readable
from indictx.text.protect import slot_char

__all__ = ["begun", "continued", "in_sentence_case"]

_LONGEST_ACRONYM, _SHORTEST_WORD = 7, 4
_SLOTS = "".join(map(slot_char, range(16)))
# Short words that are read in capitals on doors, buttons and forms, and are no acronyms.
_SIGNS = (
    "address age and back bus call cancel cash cheap clear close closed cold danger date day delete"
    " doctor done dose down edit empty enter entry exit female fire food free full gents girls go help"
    " home hot hours ladies left lift login logout male men menu milk name new next no not note notice of"
    " off office on only open out parking pay please poison police price private pull push quiet"
    " ready rest right room sale save school search send silence slow staff start stop tap ticket"
    " time to today toilet total up use wait warning water way welcome wet women yes you"
)
# Who speaks, where it happened, or what kind of note it is: RAVI: Come. NEW DELHI: Rain fell.
_LABEL = re.compile(r"(?=(?:[A-Z]+ )*[A-Z]{4})[A-Z]{2,}(?: [A-Z]{2,}){0,3}(?=:(?: |\Z))")
_LONE_I = re.compile(r"\bi\b")
# What English clauses begin with and no name does.
_SMALL_WORDS = (
    "a about after all also although among an and another are as at be because been before being"
    " between both but by can could did do does during each either every few for from had has have"
    " he her here his how however if in into is it its just like many more most much my neither no"
    " nor not now of on one only or other our over several she should since so some such than that"
    " the their them then there therefore these they this those though through to too under until"
    " up very was we were what when where which while who whose why with within without would"
    " yet you your"
)
# Not an initial, nor the beginning of another word; it's is "it".
_FIRST_WORD = re.compile(r"[A-Z]?[a-z]*(?=(?:['’](?:s|t|d|m|re|ve|ll))?(?![\w'’.-])(?! [A-Z]\b))")
_ENDED = (".", "!", "?", ":", "…", '"', "”", ")")


def in_sentence_case(text: str) -> str:
    """Return shouted Latin text in lower case; two short words may be acronyms, and stay.

    Not so those that are known from signs or can be read, NO ENTRY, SICK LEAVE, and what stands
    before a colon: RAVI: Come.
    """
    if label := _LABEL.match(text):
        end = label.end()
        return label[0].title() + in_sentence_case(text[end:])
    if not text.isupper():
        return text
    words = text.split()
    if len(words) < 3 and max(map(len, words)) < _LONGEST_ACRONYM and not _is_sign(words):
        return text
    return _LONE_I.sub("I", text.capitalize())


def _is_sign(words: list[str]) -> bool:
    bare = [word.strip(f".!?:{_SLOTS}") for word in words]
    return all(
        word.lower() in split_words(_SIGNS) or (len(word) >= _SHORTEST_WORD and is_readable(word))
        for word in bare
        if word
    )


def continued(before: str, clause: str) -> str:
    """Return an English clause as it goes on behind another: ``The`` is ``the``.

    Args:
        before: What stands before it in the sentence.
        clause: The clause, translated as if it were a sentence of its own.
    """
    found = _FIRST_WORD.match(clause)
    small = found[0].lower() if found else ""
    end = before.rstrip()
    if end != before:  # a quotation that is over ends no sentence by itself
        end = end.rstrip('"”)')
    if small not in split_words(_SMALL_WORDS) or end.endswith(_ENDED):
        return clause
    return small + clause[len(small) :]


def begun(source: str, target: str) -> str:
    """Return an English translation with a capital if its source is a sentence.

    In scripts without capitals three words are one, too, as in the strings of programs. A source
    that begins with a small letter goes on from somewhere else; a first word that the source has as
    well is a name and stays: ``npm``.
    """
    found = _FIRST_WORD.match(target)
    if not found or not found[0].islower() or source[:1].islower():
        return target
    if re.search(rf"(?<!\w){found[0]}(?!\w)", source):
        return target
    is_sentence = source[-1:] in SENTENCE_ENDS or (
        target.count(" ") > 1 and not any(char.isupper() or char.islower() for char in source)
    )
    return target[0].upper() + target[1:] if is_sentence else target
