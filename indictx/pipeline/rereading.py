"""What lost a small number, read once more with its small numbers in digits.

Digits are slots, and no model loses those. Words are what people say, so they come first: "take
half a tablet twice a day" becomes "1/2 tablet 2 times a day" only where a word got lost.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache

from indictx.languages import Pair
from indictx.pipeline._amount_words import ENGLISH_SAYS, VALUES, english_says
from indictx.pipeline.amounts import differ
from indictx.pipeline.guard import Flag, without_doubt
from indictx.pipeline.lines import Line, rewritten
from indictx.pipeline.translation import Translation
from indictx.pipeline.units import Plan
from indictx.text.protect import KeepRules

__all__ = ["reread", "small_in_digits"]

_ENGLISH = "eng_Latn"


def reread(
    lines: Sequence[Sequence[Line]],
    rows: Sequence[list[Translation]],
    rules: KeepRules,
    plan: Callable[[str, Pair], tuple[Plan, tuple[str, ...]]],
    decode: Callable[[Sequence[Line]], Sequence[Translation]],
) -> None:
    """Put better translations in the place of those that lost a small number.

    Args:
        lines: What was translated.
        rows: Its translations, which are changed.
        rules: What the user wants kept.
        plan: Cuts a text for a direction.
        decode: Translates lines.
    """
    again: list[tuple[list[Translation], int, Line]] = []
    for some, row in zip(lines, rows, strict=True):
        for place, (line, found) in enumerate(zip(some, row, strict=True)):
            if line.pair is None or not _lost(line, found):
                continue
            read = rewritten(line.text, rules, lambda hidden: small_in_digits(hidden.text))
            if read != line.text:
                cut, repairs = plan(read, line.pair)
                repairs = tuple(dict.fromkeys((*repairs, *line.repairs, "digits")))
                again.append((row, place, replace(line, plan=cut, repairs=repairs)))
    if not again:
        return
    for (row, place, _), second in zip(again, decode([one for *_, one in again]), strict=True):
        # What had to be put together from pieces says the number, but hardly to what it belongs.
        # Digits are likelier to be found again than words: a doubt says nothing here.
        is_better = without_doubt(second.flags) < without_doubt(row[place].flags)
        if is_better and "slots_apart" not in second.repairs:
            row[place] = second


def _lost(line: Line, found: Translation) -> bool:
    # Numbers may be flagged for others than small ones, and a pivot reads another language.
    return (
        Flag.NUMBERS in found.flags
        and line.src_lang == _ENGLISH
        and differ(line.text, found.target, _ENGLISH, found.tgt_lang)
    )


def small_in_digits(text: str) -> str:
    """Return an English text with two to ten, twice, thrice and "half a" in digits."""
    for pattern, digits in _rules():
        text = pattern.sub(digits, text)
    return text


@cache
def _rules() -> list[tuple[re.Pattern[str], str]]:
    rules = [(r"\bhalf an? (?=\w)", "1/2 ")]
    for words, value in zip(ENGLISH_SAYS[:-1], VALUES[:-1], strict=True):
        number, _, times = words.partition("|")
        if times:
            rules.append((rf"\b{times}\b", f"{value} times"))
        rules.append((english_says(number), value))
    return [(re.compile(pattern, re.IGNORECASE), digits) for pattern, digits in rules]
