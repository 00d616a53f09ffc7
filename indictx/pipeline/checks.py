"""Compare a translation with its source as a careful reader would who knows neither language.

These checks look at texts only, so they serve any translation, whoever made it. What they find is
a reason to look, not a verdict.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from enum import StrEnum
from itertools import zip_longest

from indictx.languages import language
from indictx.pipeline import amounts, calendar_words
from indictx.pipeline.brackets import mismatched
from indictx.pipeline.guard import Flag, loops, mostly_in
from indictx.pipeline.negation import contradicts
from indictx.pipeline.numbers import invents, lost
from indictx.pipeline.placeholders import unnumbered
from indictx.text.protect import Span, protect
from indictx.text.tokenize import graphemes, words

__all__ = ["Check", "check"]


class Check(StrEnum):
    """A problem that only shows when source and target lie side by side."""

    TAGS = "tags"
    URLS = "urls"
    TOO_LONG = "too_long"
    TERM = "term"


_KINDS = {
    Check.TAGS: frozenset({"tag", "entity", "comment"}),
    Check.URLS: frozenset({"url", "email", "link", "path"}),
    Flag.SLOTS: frozenset({"brace", "percent", "variable", "icu", "code", "escape"}),
}
_NUMBER = re.compile(r"\d+(?:[.,:/٫٬-]\d+)*")
_TAG = re.compile(r"(<(/?)([A-Za-z][\w:.-]*|\d{1,3})(?:\s[^<>]*?)?(/?)>)")
_SEPARATORS = re.compile(r"[,٬]")
_ACRONYM = re.compile(r"\b[A-Z][A-Z0-9]+\b")
# In graphemes, tags and spaces included: Malayalam says in 40 what English says in 60.
_SHORTEST, _LONGEST, _SHORT_TEXT = 0.25, 3.0, 12


def check(
    source: str,
    target: str,
    *,
    tgt_lang: str,
    src_lang: str | None = None,
    limit: int | None = None,
) -> tuple[str, ...]:
    """Return what is suspicious about a translation, in a fixed order; empty is good.

    Args:
        source: The text.
        target: Its translation.
        tgt_lang: Code of the target language.
        src_lang: Code of the source language, if known.
        limit: Longest useful target in graphemes.

    Returns:
        Values of :class:`indictx.pipeline.guard.Flag` and :class:`Check`.
    """
    if not target.strip():
        return (str(Flag.EMPTY),) if source.strip() else ()
    found: list[str] = []
    source_spans, target_spans = list(_spans(source)), list(_spans(target))
    for name, kinds in _KINDS.items():
        if _texts(source_spans, kinds) != _texts(target_spans, kinds):
            found.append(name)
    if Flag.SLOTS not in found and _in_order(source_spans) != _in_order(target_spans):
        found.append(Flag.SLOTS)
    if Check.TAGS not in found and _bad_pairs(target) - _bad_pairs(source):
        found.append(Check.TAGS)
    # Nothing is hidden here, and numbers in digits stay in digits: a lost one is an error.
    if (
        lost(source, target)
        or invents(source, target, src_lang)
        or (src_lang is not None and amounts.differ(source, target, src_lang, tgt_lang))
    ):
        found.append(Flag.NUMBERS)
    if mismatched(source, target):
        found.append(Flag.MARKS)
    if src_lang is not None and contradicts(source, target, src_lang, tgt_lang):
        found.append(Flag.NEGATION)
    if src_lang is not None and calendar_words.differ(source, target, src_lang, tgt_lang):
        found.append(Flag.DATES)
    found += _language_flags(source, target, src_lang, tgt_lang)
    if limit is not None and len(graphemes(target)) > limit:
        found.append(Check.TOO_LONG)
    return tuple(map(str, found))


def _spans(text: str) -> Iterator[Span]:
    """Yield what is kept, one by one: tags that touch something are a single slot with it."""
    for span in protect(text).spans:
        if span.kind not in {"tag", "mixed"}:
            yield span
            continue
        pieces = _TAG.split(span.text)
        for between, tag in zip_longest(pieces[::5], pieces[1::5], fillvalue=""):
            yield from protect(between).spans if len(pieces) > 1 else (span,)
            if tag:
                yield Span(tag, "tag")


def _bad_pairs(text: str) -> Counter[str]:
    """Count the pairs of tags with nothing between them, and the ends without a beginning."""
    bad: Counter[str] = Counter()
    # Names of the tags that are open, and how many of them have something inside.
    names: list[str] = []
    filled = position = 0
    for match in _TAG.finditer(text):
        if text[position : match.start()].strip():
            filled = len(names)
        position = match.end()
        _, slash, name, is_empty = match.groups()
        if is_empty:
            filled = len(names)
        elif not slash:
            names.append(name)
        elif name not in names:
            bad[name] += 1
        else:
            depth = len(names) - 1 - names[::-1].index(name)
            bad[name] += depth >= filled
            del names[depth:]
            filled = min(filled, depth)
    return +bad


def _in_order(spans: Iterable[Span]) -> list[str]:
    return [text for _, text in unnumbered(spans)]


def _texts(spans: Iterable[Span], kinds: frozenset[str]) -> Counter[str]:
    return Counter(span.text for span in spans if span.kind in kinds)


def _language_flags(source: str, target: str, src_lang: str | None, tgt_lang: str) -> list[str]:
    bare = _bare(target)
    found: list[str] = []
    if _length_is_odd(source, target):
        found.append(Flag.LENGTH)
    if loops(words(bare)) and not loops(words(_bare(source))):
        found.append(Flag.LOOP)
    if not mostly_in(_without_acronyms(bare, source), language(tgt_lang).script_code):
        found.append(Flag.SCRIPT)
    if src_lang != tgt_lang and _remains(source, target):
        found.append(Flag.UNTRANSLATED)
    return found


def _length_is_odd(source: str, target: str) -> bool:
    before, after = len(graphemes(source)), len(graphemes(target))
    if max(before, after) <= _SHORT_TEXT:
        return False
    return not _SHORTEST * before <= after <= _LONGEST * before + _SHORT_TEXT


def _without_acronyms(target: str, source: str) -> str:
    """Return the target without what stays in Latin letters in every language: NASA, OK."""
    kept = set(_ACRONYM.findall(source))
    return _ACRONYM.sub(lambda match: "" if match[0] in kept else match[0], target)


def _remains(source: str, target: str) -> bool:
    """Say whether the words outside slots are the source's own, at least two of them."""
    left, right = _words(source), _words(target)
    return len(left) > 1 and left == right


def _words(text: str) -> list[str]:
    return [word.casefold() for word in words(_bare(text)) if word[0].isalpha()]


def _bare(text: str) -> str:
    return protect(text).text
