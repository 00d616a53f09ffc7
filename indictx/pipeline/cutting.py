"""Cut a unit that is too long for the model, or has slots that it cannot keep."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from indictx.languages import Language
from indictx.pipeline.abbreviations import written_out
from indictx.pipeline.clock import half_of_day, is_time
from indictx.pipeline.units import Unit, has_letters, make_unit
from indictx.text import segment
from indictx.text.protect import slot_pattern

# What stands between a slot and the next stretch is kept from the model, which would drop it.
_JOINTS = (",;:-–—)]}.", ",;:-–—([{")
_QUOTES = "\"'“”„«»‘’"


def cut_long(unit: Unit, limit: int, size: Callable[[str], int]) -> None:
    """Cut a unit that is too long for the model at clause boundaries; nothing is dropped."""
    text = unit.globalize(unit.text)
    _cut(unit, [text[span.start : span.end] for span in segment.clauses(text, limit, size)])


def cut_in_two(unit: Unit) -> None:
    """Cut a unit between two clauses that both have slots, if there are such."""
    text = unit.globalize(unit.text)
    place = None if unit.around else segment.halfway(text)
    if place is None:
        return
    halves = [text[:place], text[place:]]
    if all(map(slot_pattern().search, halves)):
        _cut(unit, halves)


def _cut(unit: Unit, texts: Iterable[str]) -> None:
    for text in texts:
        unit.parts += _bare(text)
    ordered = {unit.slots[number] for number in unit.ordered}
    for part in unit.parts:
        if ordered and isinstance(part, Unit):
            part.ordered = tuple(n for n, slot in enumerate(part.slots) if slot in ordered)
        if isinstance(part, Unit):
            part.times = times_of(part, unit)
    unit.repairs.add("clauses")


def times_of(part: Unit, unit: Unit) -> tuple[str, ...]:
    """Return the times of a part of a unit, which has slots of the line as the unit does."""
    times = _times(unit)
    return tuple(times[slot] for slot in part.slots) if times else ()


def _times(unit: Unit) -> dict[str, str]:
    """Return what the slots of the line stand for, if there is a time of day in the unit."""
    return dict(zip(unit.slots, unit.times, strict=True)) if unit.times else {}


def cut_at_slots(unit: Unit, source: Language) -> None:
    """Make the stretches between slots units of their own: no slot can be lost between them.

    What is short because of the number behind it is written out before that is cut off.
    """
    text = written_out(unit.globalize(unit.text), source)
    times = _times(unit)
    parts: list[str | Unit] = []
    position = 0
    for match in slot_pattern().finditer(text):
        parts += [*_bare(text[position : match.start()], *_JOINTS), match[0]]
        position = match.end()
        half = half_of_day(text, position) if is_time(times.get(match[0], "")) else None
        if half:
            # What the half of the day is called follows from the hour.
            parts += [half[1], Unit(half[2], times=(times[match[0]],))]
            position = half.end()
    rest = text[position:]
    # The full stop at the end is written as the target's is, once the parts are joined.
    is_whole = has_letters(rest) or rest.endswith("..")
    unit.parts = parts + _bare(rest if is_whole else rest.removesuffix("."), *_JOINTS)
    unit.repairs.add("slots_apart")


def _bare(text: str, before: str = "", behind: str = "") -> list[str | Unit]:
    """Return what is to be translated of a text, and the white space and marks around it."""
    core = _without_quotes(text) if before else text
    core = core.lstrip(f"{before} \u00a0\u202f").rstrip(f"{behind} \u00a0\u202f").strip()
    if not has_letters(core):
        return [text] if text else []
    start = text.index(core)
    return [text[:start], make_unit(core), text[start + len(core) :]]


def _without_quotes(text: str) -> str:
    """Return a text between slots without the quotation marks that touch them: ``"$1" to "$2"``."""
    return text[text[:1] in _QUOTES : len(text) - (text[-1:] in _QUOTES)]
