"""Put the translations of a line's units back between what stands around them."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial

from indictx.languages import Language
from indictx.languages.units import units
from indictx.pipeline.brackets import tight
from indictx.pipeline.casing import begun, continued
from indictx.pipeline.endings import (
    SENTENCE_ENDS,
    colon,
    full_stop,
    no_full_stop,
    question_marks,
    without_full_stop,
)
from indictx.pipeline.guard import Flag
from indictx.pipeline.markers import legible
from indictx.pipeline.numbers import ordinals
from indictx.pipeline.surface import respaced, without_clock, without_rupees, without_years
from indictx.pipeline.typography import typeset
from indictx.pipeline.units import Plan, Result, Unit
from indictx.text._acronym_endings import fitted
from indictx.text.acronyms import spelled
from indictx.text.normalize import native_digits
from indictx.text.protect import KeepRules, Protected, Span, protect, slot_char
from indictx.text.segment import ends_as_label

_COMMAS = " ,،"
# Between clauses and around slots the marks of the source are kept.
_LATIN_COMMA = re.compile(r"(?<=[\u0621-\u063a\u0641-\u06d3])\s*,(?=\s)")


def join(
    plan: Plan,
    rank: int,
    target: Language,
    digits: str | None,
    keep: KeepRules,
    src_lang: str | None = None,
) -> tuple[str, float | None, list[Flag]]:
    """Put a line together from what its units became.

    Args:
        plan: The line, decoded.
        rank: Which hypothesis of each unit, best first.
        target: The language it is in now.
        digits: What to write 0 to 9 with; ``None`` leaves them.
        keep: What of the text between units is left as it is.
        src_lang: Code of the language that it was in; ``None`` takes nothing for a heading.

    Returns:
        The line, its score as in :class:`.translator.Translation`, and what looks wrong.
    """
    texts: list[str] = []
    scores: list[float] = []
    flags: list[Flag] = []
    for part in plan.parts:
        if isinstance(part, str):
            texts.append(_copied(part, digits, keep, target, is_translated=plan.is_translated))
            continue
        count = sum(isinstance(piece, Unit) for piece in part.parts)
        label_lang = src_lang if count == 1 else None
        text, results = _parts(part.parts, rank, target, src_lang, label_lang)
        for result in results:
            scores.append(result.score)
            flags += result.flags
        joined = without_clock(part.protected, text, target.code)
        joined = respaced(part.protected, joined, target.code)
        joined = without_rupees(part.protected, joined, target.code)
        joined = without_years(part.protected, joined, target.code)
        joined = typeset(part.protected.text, joined)
        if target.script_code == "Arab":
            joined = _LATIN_COMMA.sub("،", joined)
        if digits is not None:
            joined = native_digits(joined, digits)
        if not part.protected.check(joined).ok:
            flags.append(Flag.SLOTS)
        texts.append(_restored(part.protected, joined, digits, target))
    score = sum(scores) / len(scores) if scores else None
    return "".join(texts), None if score != score else score, flags


def _parts(
    parts: list[str | Unit],
    rank: int,
    target: Language,
    src_lang: str | None,
    label_lang: str | None,
) -> tuple[str, list[Result]]:
    """Return the text of parts of a line and the results in it."""
    texts: list[str] = []
    results: list[Result] = []
    connected = partial(_connected, target)
    is_latin, is_after_unit = target.script_code == "Latn", False
    for part in parts:
        if isinstance(part, str):
            if part:
                texts.append(_between(part, target, src_lang))
                is_after_unit = False
            continue
        result = part.result(rank, connected)
        results.append(result)
        text = _with_end(part, result, target, label_lang)
        if is_after_unit and _is_new_sentence(texts[-1], text):
            texts.append(" ")
        is_after_unit = is_latin and not _is_copy(result)
        for slot, inside in part.insides.items():
            shown, inner = _parts(inside, rank, target, src_lang, None)
            if text.count(slot) != 1:
                results.append(replace(result, flags=(Flag.SLOTS,)))
            text = text.replace(slot, shown)
            results += inner
        texts.append(text)
    return "".join(texts), results


def _is_copy(result: Result) -> bool:
    return Flag.UNTRANSLATED in result.flags


def _is_new_sentence(before: str, text: str) -> bool:
    """Say whether a sentence begins here whose source has no space before it: क्या?यह."""
    return bool(before) and before[-1] in SENTENCE_ENDS and text[:1].isalpha()


def _between(text: str, target: Language, src_lang: str | None) -> str:
    if src_lang is None or text.isascii():
        return text
    stop, is_latin = target.sentence_enders[0], target.script_code == "Latn"
    return legible(text, src_lang, stop, is_latin=is_latin)


def _connected(language: Language, before: str, source: str, target: str, more: bool) -> str:
    """Return a clause as it stands among the others of its sentence."""
    if source[:1] not in _COMMAS:
        target = target.lstrip(_COMMAS)
    if more:
        target = without_full_stop(source, target, _comma(language))
    return continued(before, target) if before.strip() and language.code == "eng_Latn" else target


def _comma(language: Language) -> str:
    return "،" if language.script_code == "Arab" else ","


def _restored(protected: Protected, text: str, digits: str | None, target: Language) -> str:
    if any(span.kind == "acronym" for span in protected.spans):
        protected, text = _with_acronyms(protected, text, target)
    if not any(span.kind == "quantity" or span.text[0] in "Rr" for span in protected.spans):
        return protected.restore_lenient(text, digits)
    return protected.restore_lenient(text, digits, units(target.code))


def _with_acronyms(protected: Protected, text: str, target: Language) -> tuple[Protected, str]:
    """Spell the acronyms, each with the case ending behind it."""
    spans = list(protected.spans)
    for index, span in enumerate(spans):
        if span.kind == "acronym":
            word = spelled(span.text, target.code)
            before, slot, behind = text.partition(slot_char(index))
            if slot:
                word, size = fitted(word, behind, target.code)
                text = before + slot + behind[size:]
            spans[index] = Span(word, "acronym")
    return replace(protected, spans=tuple(spans)), text


def _with_end(unit: Unit, result: Result, target: Language, label_lang: str | None) -> str:
    if _is_copy(result):
        return result.text
    source, enders = unit.globalize(unit.text), target.sentence_enders
    text = full_stop(source, tight(source, result.text), enders, label_lang)
    text = colon(source, no_full_stop(source, text, _comma(target), target.code))
    if target.code == "eng_Latn":
        is_label = label_lang and source.endswith(".") and ends_as_label(source, label_lang)
        text = ordinals(text if is_label else begun(source, text))
    return question_marks(source, text, enders)


def _copied(
    text: str, digits: str | None, keep: KeepRules, target: Language, *, is_translated: bool
) -> str:
    """Return text without words with the digits and units of the target."""
    # A terminal's escape sequence has numbers that are none: \x1b[31m
    if not (digits or is_translated) or "\x1b" in text or not any(map(str.isnumeric, text)):
        return text
    protected = protect(text, keep)
    bare = protected.text if digits is None else native_digits(protected.text, digits)
    if is_translated:
        return _restored(protected, bare, digits, target)
    return protected.restore_lenient(bare, digits)
