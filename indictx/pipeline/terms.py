"""Translate with a glossary: check every term, and repair those that the model did not use.

A repair translates the text once more with the missed terms hidden in slots, whose place in the
target is then taken by the term. The model sees a name that it must not change, so grammar around
it may suffer, which is why only misses are repaired, and a repair that lost anything is dropped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from indictx.glossary import Found, Glossary, Outcome, Term, TermFinder
from indictx.pipeline.checks import Check
from indictx.pipeline.guard import Flag, without_doubt
from indictx.pipeline.translator import Translation, Translator
from indictx.text.protect import is_slot, joiner, slot_pattern

#: Added to the repairs of a translation into which a term was put.
REPAIR = "term"
_FIRST_MARK = 0xF8FF


@dataclass(frozen=True, slots=True)
class _Repair:
    """A text whose missed terms are hidden.

    Attributes:
        index: Which text it is.
        source: The text with a private-use character in the place of each missed term.
        terms: What each character stands for.
    """

    index: int
    source: str
    terms: dict[str, Term]


class Terms:
    """The terms of one glossary, ready for every direction."""

    def __init__(self, glossary: Glossary) -> None:
        self.glossary = glossary
        self.finder = lru_cache(maxsize=None)(self._finder)

    def _finder(self, src_lang: str | None, tgt_lang: str) -> TermFinder:
        return TermFinder(self.glossary, src_lang=src_lang, tgt_lang=tgt_lang)


def translate_with_terms(
    translator: Translator,
    windows: Iterable[Sequence[str] | None],
    *,
    tgt_lang: str,
    terms: Terms,
    src_lang: str | None = None,
) -> Iterator[list[Translation]]:
    """Translate windows of texts into one language, terms as the glossary wants them.

    Args:
        translator: What translates.
        windows: As of :meth:`Translator.translate_windows`.
        tgt_lang: Code of the target language.
        terms: The glossary.
        src_lang: Code of the source language; ``None`` detects it for each text.

    Returns:
        For each window, one translation for each text.
    """
    results = translator.translate_windows(windows, src_lang=src_lang, tgt_langs=[tgt_lang])
    for window in results:
        yield use_terms(translator, [one for (one,) in window], terms)


def use_terms(
    translator: Translator, translations: Sequence[Translation], terms: Terms
) -> list[Translation]:
    """Return translations into one language with the terms that the glossary wants.

    Args:
        translator: What made them, and makes them again where a term was missed.
        translations: In any order, from any languages.
        terms: The glossary.
    """
    translations = list(translations)
    if not terms.glossary.terms:
        return translations
    by_language: dict[str, list[_Repair]] = {}
    for index, translation in enumerate(translations):
        repair = _repair_of(index, translation, terms)
        if repair is not None and translation.src_lang is not None:
            by_language.setdefault(translation.src_lang, []).append(repair)
    for src_lang, repairs in by_language.items():
        again = translator.translate(
            [repair.source for repair in repairs],
            src_lang=src_lang,
            tgt_lang=translations[repairs[0].index].tgt_lang,
        )
        for repair, second in zip(repairs, again, strict=True):
            first = translations[repair.index]
            translations[repair.index] = _better(first, second, repair) or first
    return translations


def flag_miss(translation: Translation, terms: Terms) -> Translation:
    """Return a translation with the flag ``term`` if a term of its source is not in its target."""
    if translation.src_lang in (None, translation.tgt_lang):
        return translation
    finder = terms.finder(translation.src_lang, translation.tgt_lang)
    uses = finder.check(translation.source, translation.target)
    if all(use.outcome is not Outcome.MISS for use in uses):
        return translation
    flags = tuple(dict.fromkeys((*translation.flags, str(Check.TERM))))
    return replace(translation, flags=flags)


def _repair_of(index: int, translation: Translation, terms: Terms) -> _Repair | None:
    source = translation.source
    finder = terms.finder(translation.src_lang, translation.tgt_lang)
    # The translator returns a text as it is when it is in the target language already, or in one
    # that the model does not know.
    if not finder or translation.src_lang in (None, translation.tgt_lang):
        return None
    if Flag.UNTRANSLATED in translation.flags:
        return None
    missed = {
        use.term for use in finder.check(source, translation.target) if use.outcome is Outcome.MISS
    }
    if not missed or any(map(is_slot, source)):
        return None
    return _hidden(index, source, [found for found in finder.find(source) if found.term in missed])


def _hidden(index: int, source: str, found: Sequence[Found]) -> _Repair:
    parts: list[str] = []
    hidden: dict[str, Term] = {}
    position = 0
    for number, one in enumerate(found):
        mark = chr(_FIRST_MARK - number)
        hidden[mark] = one.term
        parts += (source[position : one.start], mark)
        position = one.end
    return _Repair(index, "".join([*parts, source[position:]]), hidden)


def _better(first: Translation, second: Translation, repair: _Repair) -> Translation | None:
    """Return the second translation with the terms in it, or ``None`` if it is worse."""
    marks = [char for char in second.target if is_slot(char)]
    # A slot in the place of a word is harder to find again: what is said of that is no doubt.
    new = without_doubt(second.flags) - {*first.flags, Flag.SCRIPT}
    if sorted(marks) != sorted(repair.terms) or new:
        return None
    target = second.target

    def fill(match: re.Match[str]) -> str:
        term = repair.terms[match[0]].targets[0]
        return term + joiner(term, target[match.end() : match.end() + 1])

    return replace(
        first,
        target=slot_pattern().sub(fill, target),
        score=second.score,
        flags=tuple(flag for flag in second.flags if flag != Flag.DOUBTFUL or flag in first.flags),
        repairs=tuple(dict.fromkeys((*first.repairs, *second.repairs, REPAIR))),
    )
