"""What can be wrong with a translation that no human has read yet.

Small models loop, stop early, answer in another script, or drop a placeholder or a "not". Each of
these is seen here from the texts alone, so that the translator can search again, and flag what
stays wrong.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from enum import StrEnum
from functools import cache

from indictx._patterns import compile_pattern
from indictx.languages import script, scripts
from indictx.pipeline import amounts, calendar_words
from indictx.pipeline.brackets import mismatched, omits_quotation
from indictx.pipeline.negation import contradicts
from indictx.pipeline.numbers import invents, loses
from indictx.text.protect import slot_pattern

_NGRAM = 3
_MOST_REPEATS = 2
_SHORTEST_LOOP = 8
_LONGEST_RATIO, _LONGEST_EXTRA = 3.0, 12
_SHORTEST_RATIO, _SHORTEST_SOURCE = 0.2, 12
_LEAST_SHARE = 0.5
_LEAST_KNOWN = 0.25
# What decoders write for bytes that make no character, and for a piece that they do not know.
_BROKEN = ("\ufffd", "•")
_LATIN = re.compile("[A-Za-z]+")
# Initials and single letters may become a sign, or nothing.
_WORD = re.compile(r"[^\W\d_]{2}")
_ORDINAL_ENDS = re.compile(r"(?<=\d)-?\u0d3e(?=[\u0d02\u0d2e])")
# Letters with their signs and joiners, which are no letters for a pattern.
_LETTERS = r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f\u0900-\u0dff\u064b-\u065f\u200c\u200d'])*+"
_THRICE = compile_pattern(
    rf"(?<!\S)({_LETTERS})(?: \1){{2}}(?![^\s.,;:!?)\"'”’…।॥۔؟،؛-])", re.IGNORECASE
)
_SAID_THRICE = compile_pattern(rf"(?<!\w)({_LETTERS})(?:[\W_]+\1){{2}}(?!\w)", re.IGNORECASE)
# "Haha", "tap-tap", "knock knock": a sound, which another language may make more often.
_SOUND = re.compile(r"(?<!\w)([^\W\d_]{2,})[ ,-]{0,2}\1", re.IGNORECASE)
_AROUND = ".,;:!?()[]\"'“”‘’…-"


class Flag(StrEnum):
    """A problem that is still there in the translation returned."""

    DATES = "dates"
    DOUBTFUL = "doubtful"
    EMPTY = "empty"
    LANGUAGE = "language"
    LENGTH = "length"
    LOOP = "loop"
    MARKS = "marks"
    NEGATION = "negation"
    NUMBERS = "numbers"
    SCRIPT = "script"
    SLOTS = "slots"
    UNTRANSLATED = "untranslated"


def without_doubt(flags: Iterable[str]) -> set[str]:
    """Return flags without the one that says only that a translation may be wrong."""
    return {*flags} - {Flag.DOUBTFUL}


def flags_of(
    *,
    source: str,
    target: str,
    source_pieces: int,
    target_pieces: Sequence[str],
    max_target_pieces: int,
    tgt_script: str,
    src_lang: str | None = None,
    tgt_lang: str | None = None,
) -> tuple[Flag, ...]:
    """Return what looks wrong about one decoded sentence, slots excepted.

    Args:
        source: What was encoded, with slots.
        target: What was decoded, with slots.
        source_pieces: Length of the source.
        target_pieces: The hypothesis.
        max_target_pieces: Length at which the search was stopped.
        tgt_script: ISO 15924 code of the target.
        src_lang: Code of the source language, whose number words may become digits.
        tgt_lang: Code of the target language; without both, negation, small numbers in
            words, and days are not looked at.
    """
    if not target.strip() or (not any(map(str.isalpha, target)) and _WORD.search(source)):
        return (Flag.EMPTY,)
    found = []
    count = len(target_pieces)
    if (
        count >= max_target_pieces
        or count > _LONGEST_RATIO * source_pieces + _LONGEST_EXTRA
        or (source_pieces >= _SHORTEST_SOURCE and count < _SHORTEST_RATIO * source_pieces)
        or omits_quotation(source, target)
    ):
        found.append(Flag.LENGTH)
    if (loops(target_pieces) and not loops(source.split())) or stutters(source, target):
        found.append(Flag.LOOP)
    is_broken = any(char in target and char not in source for char in _BROKEN)
    # Most sentences have letters of one script only.
    has_others = _patterns(tgt_script)[0].search(target) is not None
    is_broken = is_broken or headless(source, target, tgt_script)
    if is_broken or (
        has_others and (not mostly_in(target, tgt_script) or strays(source, target, tgt_script))
    ):
        found.append(Flag.SCRIPT)
    langs = (src_lang, tgt_lang) if src_lang and tgt_lang else None
    if (
        invents(source, target, src_lang)
        or loses(source, target)
        or (langs and amounts.differ(source, target, *langs))
    ):
        found.append(Flag.NUMBERS)
    if mismatched(source, target):
        found.append(Flag.MARKS)
    if langs and contradicts(source, target, *langs):
        found.append(Flag.NEGATION)
    if langs and calendar_words.differ(source, target, *langs):
        found.append(Flag.DATES)
    return tuple(found)


def loops(pieces: Sequence[str]) -> bool:
    """Say whether some three pieces in a row come back more than twice, or one piece keeps on."""
    if len(pieces) < _SHORTEST_LOOP:
        return False
    # Most sentences end here: a loop leaves few distinct pieces.
    if len(set(pieces)) > 0.7 * len(pieces):
        return False
    grams = Counter(zip(*(pieces[start:] for start in range(_NGRAM)), strict=False))
    return max(grams.values()) > _MOST_REPEATS


def stutters(source: str, target: str) -> bool:
    """Say whether a word stands three times in a row, as it does in no language.

    Where the source says something three times, or a sound twice as in "Haha", it may.
    """
    words = target.lower().split()
    # Most sentences end here. The last of three may have a mark behind it.
    if len(set(words)) == len(words):
        return False
    if _THRICE.search(target) is None:
        return False
    return _SAID_THRICE.search(source) is None and _SOUND.search(source) is None


def mostly_in(text: str, script_code: str) -> bool:
    """Say whether at least half of the letters are in the script; text without letters passes."""
    outside, inside = _patterns(script_code)
    if outside.search(text) is None:
        return True
    letters = sum(map(str.isalpha, text))
    return letters == 0 or len(inside.findall(text)) >= _LEAST_SHARE * letters


def strays(source: str, target: str, script_code: str) -> bool:
    """Say whether a translation slips into another script where the source gave no reason to.

    A word with letters of a third script, into English of any other, that the source does not have
    as it is. In another script, also English letters within a word; but a word of the source, such
    as a name, may have an ending.
    """
    third = _third(script_code)
    words = (word.strip(_AROUND) for word in target.split())
    if any(third.search(word) and word not in source for word in words):
        return True
    if script_code == "Latn":
        return False
    behind, before = _glued(script_code)
    if behind.search(target):
        return True
    known = {word.lower() for word in _LATIN.findall(source)}
    return any(word.lower() not in known for word in before.findall(target))


def headless(source: str, target: str, script_code: str) -> bool:
    """Say whether a word begins with a vowel sign, virama or other mark, unlike in the source."""
    pattern = _headless(script_code)
    if pattern is None or pattern.search(source):
        return False
    if script_code == "Mlym":  # the end of an ordinal stands behind its number: 15-ാം
        target = _ORDINAL_ENDS.sub("ക", target)
    return pattern.search(target) is not None


@cache
def _headless(script_code: str) -> re.Pattern[str] | None:
    """Return a pattern for marks of an Indian script that stand behind no letter."""
    one = script(script_code)
    if not one.is_brahmic:
        return None
    chars = [chr(code) for first, last in one.ranges for code in range(first, last + 1)]
    marks = "".join(char for char in chars if unicodedata.category(char)[0] == "M")
    letters = "".join(filter(str.isalpha, chars))
    # Behind a joiner or a dotted circle they are written so on purpose. To look behind from the
    # mark on, and not before it, takes a quarter of the time.
    return re.compile(rf"[{marks}](?<![{letters}{marks}A-Za-z\xc0-\u024f\u200c\u200d\u25cc].)")


def has_third_script(text: str, script_code: str) -> bool:
    """Say whether a text has letters that are neither of the script nor Latin."""
    return _third(script_code).search(text) is not None


@cache
def _third(script_code: str) -> re.Pattern[str]:
    """Return a pattern for letters neither of the script nor Latin."""
    return re.compile(rf"(?![{script(script_code).pattern}{script('Latn').pattern}])[^\W\d_]")


@cache
def _glued(script_code: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return patterns for English letters right behind letters of the script, and before them."""
    letter = rf"(?!\d)[{script(script_code).pattern}]"
    return re.compile(f"(?<={letter})[A-Za-z]"), re.compile(f"[A-Za-z]+(?={letter})")


def is_foreign(text: str, script_code: str) -> bool:
    """Say whether readers of the script's languages know less than a quarter of a text's letters.

    Latin ones are known everywhere, and those of one Indian script may stand for another's.
    """
    # Most sentences end here.
    if text.isascii() or _patterns(script_code)[0].search(text) is None:
        return False
    text = unicodedata.normalize("NFKC", text)
    letters = sum(map(str.isalpha, text))
    return len(_known(script_code).findall(text)) < _LEAST_KNOWN * letters


@cache
def _known(script_code: str) -> re.Pattern[str]:
    codes = {script_code, "Latn"}
    if script(script_code).is_brahmic:
        codes |= {one.code for one in scripts() if one.is_brahmic}
    return re.compile(rf"(?![\d_])[{''.join(script(code).pattern for code in sorted(codes))}]")


def lost_slots(source: str, target: str) -> bool:
    """Say whether the slots of two texts differ as multisets."""
    if source.isascii() and target.isascii():
        return False
    found = slot_pattern().findall
    return sorted(found(source)) != sorted(found(target))


@cache
def _patterns(script_code: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return a quick pattern for suspicious letters and one for letters of the script."""
    ranges = script(script_code).pattern
    inside = re.compile(rf"(?![\d_])[{ranges}]")
    outside = re.compile(rf"(?![{ranges}])[^\W\d_]")
    return outside, inside
