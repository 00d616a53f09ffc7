"""One line on its way through the pipeline."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from indictx.languages import Language, Pair
from indictx.pipeline import prescriptions
from indictx.pipeline.ages import has_age, with_years
from indictx.pipeline.cells import split_line
from indictx.pipeline.countries import named
from indictx.pipeline.dates import day_first, has_date
from indictx.pipeline.units import Plan, Unit, plan_line
from indictx.text._foreign import Finder
from indictx.text.acronyms import finder, in_latin
from indictx.text.protect import KeepRules, Protected, protect
from indictx.text.spelled_numbers import in_digits

# Name of the repair, whether a text may need it, and what does it.
_IN_ENGLISH = (("dates", has_date, day_first), ("ages", has_age, with_years))


@dataclass(slots=True, eq=False)
class Line:
    """What a line is, where it goes, and how far it got.

    Attributes:
        text: The line itself.
        legs: The directions it is still to be translated in; none if a model has nothing to do.
        src_lang: Code of its language, as far as it is known.
        target: The language it goes into now.
        plan: How it is cut.
        repairs: What was done to translate it.
        flags: What is known of it before it is translated.
        is_middle: It is on the first of two legs.
    """

    text: str
    legs: tuple[Pair, ...]
    src_lang: str | None
    target: Language
    plan: Plan
    repairs: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    is_middle: bool = False

    @property
    def pair(self) -> Pair | None:
        """The direction it is translated in now."""
        return self.legs[0] if self.legs else None

    def all_repairs(self) -> tuple[str, ...]:
        """Return what was done to it and to its units."""
        found = {name for unit in self.plan.units() for name in _repairs(unit)}
        return (*self.repairs, *sorted(found))


def units_of(lines: Iterable[Line]) -> dict[Pair, list[Unit]]:
    """Return the units of the lines that have a direction, by the one they have now."""
    by_pair: dict[Pair, list[Unit]] = {}
    for line in lines:
        if line.pair is not None:
            by_pair.setdefault(line.pair, []).extend(line.plan.units())
    return by_pair


@lru_cache(maxsize=1)  # a text comes once for each target, one after the other
def read_romanized(line: str, rules: KeepRules) -> str:
    """Return a line in romanized Hindi as Devanagari, but for what must not change."""
    from indictx.text.romanized import from_romanized

    return rewritten(line, rules, lambda hidden: from_romanized(hidden.text))


def planned(
    text: str, leg: Pair, rules: KeepRules, hides_acronyms: Callable[[], bool]
) -> tuple[Plan, tuple[str, ...]]:
    """Cut a text; also return the names of what was done to it before.

    Args:
        text: A line.
        leg: The direction.
        rules: What the user wants kept.
        hides_acronyms: Says whether the model of the direction is to see no acronyms; it is asked
            only if there are some.
    """
    source = leg.source.code
    read, repairs = read_numbers(text, source, rules)
    if leg.target.code == "eng_Latn" and in_latin(read, source) != read and hides_acronyms():
        spelled, read = read, rewritten(read, rules, lambda hidden: in_latin(hidden.text, source))
        repairs += ("acronyms",) * (read != spelled)
    acronyms = finder(source, leg.target.code)
    if acronyms and named(read) != read and hides_acronyms():
        read = rewritten(read, rules, lambda hidden: named(hidden.text))
        repairs += ("countries",)
    if acronyms and not (acronyms(read) and hides_acronyms()):
        acronyms = None
    if acronyms and prescriptions.read_out(read) != read:
        acronyms = _but_doses(acronyms)
    return plan_line(read, source, rules, leg.target.script_code, acronyms), repairs


def _but_doses(find: Finder) -> Finder:
    """Return what finds the acronyms but for those that say how often: 1 tab. BD."""

    def found(text: str) -> list[tuple[int, int]]:
        return [
            (start, end) for start, end in find(text) if text[start:end] not in prescriptions.CODES
        ]

    return found


@lru_cache(maxsize=1)
def read_numbers(line: str, lang: str, rules: KeepRules) -> tuple[str, tuple[str, ...]]:
    """Return a line as models know its numbers and dates, and the names of what was done to it.

    Numbers above ten are digits, English dates begin with the day, and English ages have years; what
    must not change stays.
    """
    if not rules.numbers:
        return line, ()
    read, repairs = line, []
    if in_digits(read, lang) != read:
        read = rewritten(read, rules, lambda hidden: in_digits(hidden.text, lang))
        repairs += ["digits"] * (read != line)
    for name, has_some, in_full in _IN_ENGLISH if lang == "eng_Latn" else ():
        if has_some(read):
            before, read = read, rewritten(read, rules, with_values(in_full))
            repairs += [name] * (read != before)
    return read, tuple(repairs)


def with_values(rewrite: Callable[[str, Sequence[str]], str]) -> Callable[[Protected], str]:
    """Return what rewrites a protected text, given a function of it and of what its slots hide."""
    return lambda hidden: rewrite(hidden.text, [span.text for span in hidden.spans])


def rewritten(line: str, rules: KeepRules, rewrite: Callable[[Protected], str]) -> str:
    """Return a line whose cells are rewritten, but for what must not change."""

    def read(cell: str) -> str:
        protected = protect(cell, rules)
        return protected.restore_lenient(rewrite(protected))

    cells = split_line(line)
    return "".join(cell if index % 2 else read(cell) for index, cell in enumerate(cells))


def _repairs(unit: Unit) -> Iterator[str]:
    yield from unit.repairs
    for part in unit.parts:
        if isinstance(part, Unit):
            yield from _repairs(part)
