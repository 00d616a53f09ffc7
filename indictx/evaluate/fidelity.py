"""What can be seen without a reference: slots, numbers, script, loops, lengths, round trips.

These checks find what chrF hides: a system that turns 1,87,500 into 1,87,5000 loses one character
of its score and all of its use.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from indictx.languages import language
from indictx.pipeline import amounts, calendar_words
from indictx.pipeline.guard import loops, mostly_in
from indictx.pipeline.negation import contradicts
from indictx.pipeline.numbers import Number, missing
from indictx.text._quantities import values
from indictx.text.protect import NUMBER_KINDS, protect
from indictx.text.spelled_numbers import in_digits
from indictx.text.tokenize import words

__all__ = ["DIFFERENCES", "Fidelity", "LineCheck", "check_line", "summarize"]

# A number, its grouping and decimals: 1,87,500 and 9:30. Ranges and dates are several numbers.
_RUN = re.compile(r"\d+(?:[.,:٫٬]\d+)*")
_DATE = re.compile(r"\d{1,2}\.\d{1,2}\.(?:\d{4}|\d{2})")
# One word, or up to twenty characters, five times in a row: too short for the guard's loops, which
# need eight words.
_RUN_ON = re.compile(r"([^\W\d_].{0,19}?)(?:\s?\1){4,}")
_SHORTEST_RUN_ON = 10


#: What one side of a translation may say and the other lack.
DIFFERENCES = {
    "negation": contradicts,
    "amounts": amounts.differ,
    "dates": calendar_words.differ,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LineCheck:
    """What was found in one segment.

    Attributes:
        slots: How many slots (URLs, tags, placeholders ...) the source has.
        lost_slots: Those that the translation does not have.
        numbers: How many numbers the source has.
        lost_numbers: ASCII digits of those that the translation does not have in any grouping.
        new_numbers: Likewise those of the translation that the source does not have, not even in
            words where those are known (:mod:`indictx.text.spelled_numbers`).
        problems: Of ``empty``, ``loop``, ``script``, ``copied``, ``negation``, ``amounts``
            and ``dates``.
        source_size: Letters, digits and other characters of the source, white space aside.
        size: Likewise of the translation.
    """

    slots: int
    lost_slots: tuple[str, ...]
    numbers: int
    lost_numbers: tuple[str, ...]
    new_numbers: tuple[str, ...]
    problems: tuple[str, ...]
    source_size: int
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Fidelity:
    """Sums over segments; each share is from 0 to 1, ``None`` where there was nothing to count.

    Attributes:
        lines: Segments.
        slots: Slots of the sources.
        slots_kept: Share of them that are in the translations.
        numbers: Numbers of the sources.
        numbers_kept: Share of them that are in the translations.
        numbers_new: Numbers that only the translations have, for each line.
        empty: Share of lines that are blank although the source is not.
        loop: Share of lines that repeat themselves.
        script: Share of lines with less than half of their letters in the target's script.
        copied: Share of lines that are their source.
        negation: Share of lines where only one side is negated.
        amounts: Share of lines where only one side says a number up to ten, or a half, in words.
        dates: Share of lines where only one side says a weekday, a month, morning or evening.
        length_ratio: Characters of the translations for one of the references, or of the sources
            where there is no reference.
    """

    lines: int
    slots: int
    slots_kept: float | None
    numbers: int
    numbers_kept: float | None
    numbers_new: float
    empty: float
    loop: float
    script: float
    copied: float
    negation: float
    amounts: float
    dates: float
    length_ratio: float | None


def check_line(
    source: str | None, translation: str, *, tgt_lang: str, src_lang: str | None = None
) -> LineCheck:
    """Compare one translation with its source.

    Args:
        source: What was translated; ``None`` if unknown, so that only the translation is judged.
        translation: What came out.
        tgt_lang: Canonical code of its language.
        src_lang: Likewise of the source's; without it, negation, amounts and dates
            are not looked at.
    """
    known, found = _parts(source or ""), _parts(translation)
    problems = list(_problems(source, translation, found, language(tgt_lang).script_code))
    if source and src_lang and not problems:
        problems += [
            problem
            for problem, differs in DIFFERENCES.items()
            if differs(source, translation, src_lang, tgt_lang)
        ]
    return LineCheck(
        slots=len(known.slots),
        lost_slots=_lost_slots(known.slots, found.slots, translation),
        numbers=len(known.numbers),
        lost_numbers=_missing(known.numbers, found),
        new_numbers=()
        if source is None
        else _missing(found.numbers, _with_words(source, known, src_lang)),
        problems=tuple(problems),
        source_size=_size(source or ""),
        size=_size(translation),
    )


def summarize(
    checks: Iterable[LineCheck], *, reference_sizes: Sequence[int] | None = None
) -> Fidelity:
    """Add up the checks of many segments.

    Args:
        checks: One for each segment.
        reference_sizes: Characters of each reference without white space, for the length ratio.
    """
    rows = list(checks)
    lines = len(rows)
    slots = sum(row.slots for row in rows)
    numbers = sum(row.numbers for row in rows)
    against = sum(reference_sizes or (row.source_size for row in rows))

    def share(problem: str) -> float:
        return sum(problem in row.problems for row in rows) / max(lines, 1)

    return Fidelity(
        lines=lines,
        slots=slots,
        slots_kept=_share(slots, sum(len(row.lost_slots) for row in rows)),
        numbers=numbers,
        numbers_kept=_share(numbers, sum(len(row.lost_numbers) for row in rows)),
        numbers_new=sum(len(row.new_numbers) for row in rows) / max(lines, 1),
        empty=share("empty"),
        loop=share("loop"),
        script=share("script"),
        copied=share("copied"),
        negation=share("negation"),
        amounts=share("amounts"),
        dates=share("dates"),
        length_ratio=sum(row.size for row in rows) / against if against else None,
    )


def sizes(texts: Iterable[str]) -> list[int]:
    """Return how many characters each text has, white space aside."""
    return list(map(_size, texts))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Parts:
    """What of a text can be kept: slots, numbers, digits in words (``19th``), and the rest."""

    slots: list[str]
    numbers: list[Number]
    other_digits: list[Number]
    visible: str


def _parts(text: str) -> _Parts:
    protected = protect(text)
    numbers = [span.text for span in protected.spans if span.kind in NUMBER_KINDS]
    return _Parts(
        slots=[span.text for span in protected.spans if span.kind not in NUMBER_KINDS],
        numbers=[one for number in numbers for one in _numbers(number)],
        other_digits=[Number(digits, digits) for digits in _digits(protected.text)],
        visible=protected.text,
    )


def _with_words(source: str, known: _Parts, src_lang: str | None) -> _Parts:
    said = in_digits(source, src_lang) if src_lang else source
    return known if said == source else _parts(said)


def _numbers(text: str) -> Iterator[Number]:
    """Yield each number by its ASCII digits: १,८७,५०० and 187,500 are the same number."""
    found = values(text)
    for figures, value in found:
        yield Number(*_digits(figures), *_digits(f"{value:f}"))
    if not found:
        yield from (Number(digits, digits) for digits in _digits(text))


def _digits(text: str) -> Iterator[str]:
    for run in _RUN.findall(text):
        parts = run.split(".") if _DATE.fullmatch(run) else [run]
        for part in parts:
            digits = "".join(str(unicodedata.digit(char)) for char in part if char.isdigit())
            # 05/08 is 5/8, but the zeros of 0.05 count.
            yield digits if len(digits) < len(part) else digits.lstrip("0") or "0"


def _missing(numbers: list[Number], other: _Parts) -> tuple[str, ...]:
    """Return the numbers that the other text does not have, not even in words such as 19th."""
    return tuple(one.figures for one in missing(numbers, other.numbers + other.other_digits))


def _lost_slots(slots: list[str], others: list[str], translation: str) -> tuple[str, ...]:
    lost = []
    for text, count in Counter(slots).items():
        # As a part of a longer one it is another: the address of another page.
        within = sum(other.count(text) for other in others if other != text)
        lost += [text] * max(0, count - translation.count(text) + within)
    return tuple(lost)


def _problems(
    source: str | None, translation: str, found: _Parts, script_code: str
) -> Iterator[str]:
    if not translation.strip():
        if source is None or source.strip():
            yield "empty"
        return
    if _loops(translation) and not _loops(source or ""):
        yield "loop"
    # Slots and numbers are not in any script; mostly_in looks at letters outside of them.
    if not mostly_in(found.visible, script_code):
        yield "script"
    if source is not None and source.strip() == translation.strip() and _has_letters(found.visible):
        yield "copied"


def _loops(text: str) -> bool:
    if loops(words(text)):
        return True
    return any(len(match[0]) >= _SHORTEST_RUN_ON for match in _RUN_ON.finditer(text))


def _has_letters(text: str) -> bool:
    return any(unicodedata.category(char).startswith("L") for char in text)


def _size(text: str) -> int:
    return sum(not char.isspace() for char in text)


def _share(total: int, lost: int) -> float | None:
    return (total - lost) / total if total else None
