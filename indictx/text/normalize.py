"""One spelling for text that looks the same.

Three levels, each including the one before:

``nfc``
    Unicode's canonical composition and nothing else.
``standard``
    Also: invisible rubbish goes (byte order marks, zero-width spaces, soft hyphens, controls,
    tatweel), look-alikes become what they stand for (vowels in two parts, old chillus, reserved
    dandas, Arabic keyboards' letters in Urdu). Spelling is kept, joiners included.
``aggressive``
    Also: quotes, dashes and ellipses as in ASCII, one space between words and none at the ends of
    a line, no bidirectional marks, joiners only where they are spelling.

The rules of a script apply wherever the script occurs, whatever the language of the text.
Private-use code points, where the translator keeps what must not change, are never touched.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from enum import StrEnum
from functools import cache, partial
from typing import TYPE_CHECKING

from indictx.errors import UsageError
from indictx.languages.scripts import scripts
from indictx.text import _letters, _spelling

if TYPE_CHECKING:
    from indictx.languages import Language

__all__ = ["Danda", "Digits", "Joiners", "Level", "Nukta", "for_model", "normalize"]

_Step = Callable[[str], str]


class Level(StrEnum):
    """How much to change."""

    NFC = "nfc"
    STANDARD = "standard"
    AGGRESSIVE = "aggressive"


class Digits(StrEnum):
    """Which digits to write: as found, those of the language, or 0-9."""

    KEEP = "keep"
    NATIVE = "native"
    LATIN = "latin"


class Danda(StrEnum):
    """What ends a statement: as found, the script's own mark (। ᱾ ꯫ ۔), or a full stop."""

    KEEP = "keep"
    DANDA = "danda"
    STOP = "stop"


class Joiners(StrEnum):
    """ZWJ and ZWNJ: as found, none, or only where they are spelling. Emoji keep theirs."""

    KEEP = "keep"
    STRIP = "strip"
    AUTO = "auto"


class Nukta(StrEnum):
    """Letters with a nukta: as NFC has them, each as one code point, or each as two."""

    KEEP = "keep"
    COMPOSED = "composed"
    DECOMPOSED = "decomposed"


def normalize(
    text: str,
    *,
    lang: Language | None = None,
    level: Level = Level.STANDARD,
    digits: Digits = Digits.KEEP,
    danda: Danda = Danda.KEEP,
    joiners: Joiners | None = None,
    nukta: Nukta = Nukta.KEEP,
) -> str:
    """Return the text with one spelling for what looks the same.

    Doing it twice changes nothing more. The number of lines stays, whatever is called a line.
    Digits and marks inside of an address, a placeholder, an entity or a version number stay.

    Args:
        text: Any text, of one or many lines.
        lang: Its language; decides the letters of Urdu and its neighbors, and native digits.
        level: How much to change.
        digits: Which digits to write. Digits in a word with Latin letters (``MP3``) never become
            native.
        danda: What ends a statement.
        joiners: What becomes of ZWJ and ZWNJ; ``None`` keeps them, but is ``auto`` at the level
            ``aggressive``.
        nukta: The form of letters with a nukta; ``composed`` text is not in NFC.

    Raises:
        UsageError: Native digits without a language.
    """
    if digits is Digits.NATIVE and lang is None:
        raise UsageError("native digits need a language", hint="say which with --lang")
    if joiners is None:
        joiners = Joiners.AUTO if level is Level.AGGRESSIVE else Joiners.KEEP
    lang_code = lang.code if lang else None
    native = lang.digits if lang and digits is Digits.NATIVE else None
    return _settled(text, _steps(lang_code, level, digits, native, danda, joiners, nukta))


def for_model(text: str, lang: Language) -> str:
    """Return the text as translation models of this project are trained to read it.

    That is the level ``aggressive`` with 0-9 for all digits and no joiners: fewer symbols for the
    same words. What must come back as it was is a private-use code point here already.
    """
    if _spelling.is_plain_ascii(text):
        return text
    text = _nfc(text)
    is_settled = partial(_spelling.is_settled, lang.code)
    if is_settled(text):
        return text
    text = _drawn().sub(lambda match: unicodedata.normalize("NFKC", match[0]), text)
    return _settled(text, _model_steps(lang.code), is_settled)


@cache
def _model_steps(lang_code: str) -> tuple[_Step, ...]:
    steps = _steps(
        lang_code, Level.AGGRESSIVE, Digits.KEEP, None, Danda.KEEP, Joiners.STRIP, Nukta.KEEP
    )
    # All digits, those of addresses included: what must come back is a slot already.
    return (*steps[:-1], _latin_digits, steps[-1])


@cache
def _drawn() -> re.Pattern[str]:
    return re.compile(f"[{_spelling.DRAWN}]+")


def _settled(
    text: str, steps: tuple[_Step, ...], is_settled: Callable[[str], bool] = lambda _: False
) -> str:
    """Apply the steps until nothing changes, since one rule may make room for another.

    Where it can be seen that nothing will, they are not applied once more.
    This ends: no rule writes what another one replaces, except for composition, the last step.
    """
    while True:
        result = text
        for step in steps:
            result = step(result)
        if result == text or is_settled(result):
            return result
        text = result


@cache
def _steps(
    lang_code: str | None,
    level: Level,
    digits: Digits,
    native: str | None,
    danda: Danda,
    joiners: Joiners,
    nukta: Nukta,
) -> tuple[_Step, ...]:
    steps: list[_Step] = []
    if level is not Level.NFC:
        steps += [_clean, _nfc, _respell]
        if lang_code in _spelling.URDU_LIKE:
            steps.append(partial(_replace, _urdu_pattern(), _spelling.URDU_LETTERS))
    if level is Level.AGGRESSIVE:
        steps += [_simplify, _space]
    if joiners is not Joiners.KEEP:
        pattern = _spelling.joiner_pattern(spelling=joiners is Joiners.AUTO)
        steps.append(partial(_strip_joiners, pattern))
    if digits is Digits.LATIN or (digits is Digits.NATIVE and native is None):
        values = _spelling.digit_values()
        steps.append(partial(_outside_spans, _digit_pattern(), lambda match: values[match[0]]))
    elif native is not None:
        replace = partial(_rewritten, digit_table("0123456789"), digit_table(native))
        steps.append(partial(_outside_spans, _number_pattern(), replace))
    if danda is Danda.STOP:
        steps.append(partial(_outside_spans, _spelling.OWN_SENTENCE_MARK, lambda _: "."))
    elif danda is Danda.DANDA:
        steps.append(partial(_own_marks, lang_code))
    steps.append(_nfc)
    if nukta is not Nukta.KEEP:
        steps.append(partial(_respell_nuktas, nukta is Nukta.COMPOSED))
    return tuple(steps)


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _replace(pattern: re.Pattern[str], table: dict[str, str], text: str) -> str:
    return pattern.sub(lambda match: table[match[0]], text)


def _clean(text: str) -> str:
    text = _spelling.INVISIBLE.sub("", text)
    return _replace(_spelling.single_pattern(), _spelling.single_code_points(), text)


def _respell(text: str) -> str:
    text = _replace(_spelling.sequence_pattern(), _spelling.sequences(), text)
    if "|" in text:
        text = _spelling.pipe_pattern().sub(lambda match: "॥" if len(match[0]) > 1 else "।", text)
    if ":" in text:
        text = _spelling.visarga_pattern().sub(_with_visarga, text)
    if "\u0c66" in text or "\u0ce6" in text:
        text = _spelling.zero_pattern().sub(_anusvara, text)
    return text


def _with_visarga(match: re.Match[str]) -> str:
    word = match[0][:-1]
    return word + chr(_block_of(word[-1]) + 0x03)


def _anusvara(match: re.Match[str]) -> str:
    return chr(_block_of(match[0]) + 0x02)


def _block_of(letter: str) -> int:
    return ord(letter) & ~0x7F


@cache
def _urdu_pattern() -> re.Pattern[str]:
    return re.compile(f"[{''.join(_spelling.URDU_LETTERS)}]")


@cache
def _punctuation_pattern() -> re.Pattern[str]:
    return re.compile(f"[{''.join(map(re.escape, _spelling.PUNCTUATION))}]")


def _simplify(text: str) -> str:
    text = _spelling.BIDI_MARKS.sub("", text)
    text = _replace(_punctuation_pattern(), _spelling.PUNCTUATION, text)
    return text.replace("''", '"')


def _space(text: str) -> str:
    return _spelling.SPACES_AT_EDGES.sub("", _spelling.SPACES.sub(" ", text))


def _strip_joiners(pattern: re.Pattern[str], text: str) -> str:
    if "\u200d" not in text and "\u200c" not in text:
        return text
    return pattern.sub(lambda match: match[1] or "", text)


@cache
def _digit_pattern() -> re.Pattern[str]:
    return re.compile(f"[{''.join(_spelling.digit_values())}]")


@cache
def digit_table(digits: str) -> dict[int, str]:
    """Return a table for ``str.translate`` from the digits of all scripts to others.

    Args:
        digits: Ten to write, zero first; any behind them stay as they are.
    """
    values = _spelling.digit_values() | {digit: digit for digit in "0123456789"}
    stay = set(digits[10:])
    return {ord(one): digits[int(value)] for one, value in values.items() if one not in stay}


def _outside_spans(
    pattern: re.Pattern[str], replace: Callable[[re.Match[str]], str], text: str
) -> str:
    """Replace what is no part of a span that a translation keeps, such as an address."""
    if pattern.search(text) is None:
        return text
    if _span_hint().search(text) is None:
        return pattern.sub(replace, text)
    from indictx.text._spans import built_in

    kept = bytearray(len(text))
    for start, end, _ in built_in(text, numbers=False):
        # Section 12(3) is numbers alone.
        if not text[start:end].replace("(", "").replace(")", "").isdigit():
            kept[start:end] = b"\1" * (end - start)

    def outside(match: re.Match[str]) -> str:
        return replace(match) if kept.find(1, *match.span()) < 0 else match[0]

    return pattern.sub(outside, text)


@cache
def _span_hint() -> re.Pattern[str]:
    """Return a pattern for what every span with a digit or a danda has."""
    return re.compile(r"[A-Za-z@#＃/_{<&%$\\`\]\u20e3]|\d[.-]\d+[.-]\d")


def _rewritten(words: dict[int, str], numbers: dict[int, str], match: re.Match[str]) -> str:
    """Return a number by one table, and a word with Latin letters by the other."""
    return match[0].translate(numbers if match[0].isdigit() else words)


def native_digits(text: str, digits: str) -> str:
    """Write numbers with other digits, but not in words with Latin letters (``MP3``).

    Args:
        text: Any text.
        digits: As for :func:`digit_table`.
    """
    return _number_pattern().sub(partial(_rewritten, {}, digit_table(digits)), text)


def has_other_digits(text: str, digits: str) -> bool:
    """Say whether a text has digits that are neither 0 to 9 nor these ten."""
    return not text.isascii() and _other_digits(digits).search(text) is not None


@cache
def _other_digits(digits: str) -> re.Pattern[str]:
    return re.compile(f"[{''.join(_spelling.digit_values().keys() - set(digits))}]")


@cache
def _number_pattern() -> re.Pattern[str]:
    """Return a pattern for a number with the Latin letters around it."""
    digits = f"0-9{''.join(_spelling.digit_values())}"
    return re.compile(f"[A-Za-z{digits}]*[{digits}][A-Za-z{digits}]*")


def _latin_digits(text: str) -> str:
    return _replace(_digit_pattern(), _spelling.digit_values(), text)


def _own_marks(lang_code: str | None, text: str) -> str:
    """Replace the full stop that ends a sentence, not that of an abbreviation."""
    from indictx.text.segment import split

    pieces = []
    for span in split(text, lang_code):
        piece = text[span.start : span.end]
        pieces.append(_spelling.stop_pattern().sub(_mark_before(piece), piece))
    return "".join(pieces)


def _mark_before(sentence: str) -> str:
    letter = sentence.rstrip().rstrip("\"'”’)]").removesuffix(".")[-1:]
    for one in scripts():
        if letter and any(first <= ord(letter) <= last for first, last in one.ranges):
            return _spelling.sentence_mark(one) or "."
    return "."


@cache
def _nukta_table(composed: bool) -> dict[str, str]:
    pairs = [(unicodedata.normalize("NFD", one), one) for one in _letters.COMPOSED_WITH_NUKTA]
    return dict(pairs) if composed else {one: decomposed for decomposed, one in pairs}


@cache
def _nukta_pattern(composed: bool) -> re.Pattern[str]:
    return re.compile("|".join(_nukta_table(composed)))


def _respell_nuktas(composed: bool, text: str) -> str:
    return _replace(_nukta_pattern(composed), _nukta_table(composed), text)
