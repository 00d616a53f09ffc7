"""One line on its way through the pipeline."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from indictx.languages import Language, Pair
from indictx.pipeline.units import Plan, Unit


@dataclass(slots=True, eq=False)
class Line:
    """What a line is, where it goes, and how far it got.

    Attributes:
        text: The line itself.
        pair: Its direction; ``None`` if it stays as it is.
        src_lang: Code of its language, as far as it is known.
        target: The language it goes into now.
        plan: How it is cut.
        repairs: What was done to translate it.
        flags: What is known of it before it is translated.
        is_middle: It is on the first of two legs.
    """

    text: str
    pair: Pair | None
    src_lang: str | None
    target: Language
    plan: Plan
    repairs: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    is_middle: bool = False

    def all_repairs(self) -> tuple[str, ...]:
        """Return what was done to it and to its units."""
        found = {name for unit in self.plan.units() for name in _repairs(unit)}
        return (*self.repairs, *sorted(found))


def units_of(lines: Iterable[Line]) -> dict[Pair, list[Unit]]:
    """Return the units of the lines that have a direction, by it."""
    by_pair: dict[Pair, list[Unit]] = {}
    for line in lines:
        if line.pair is not None:
            by_pair.setdefault(line.pair, []).extend(line.plan.units())
    return by_pair


def _repairs(unit: Unit) -> Iterator[str]:
    yield from unit.repairs
    for part in unit.parts:
        if isinstance(part, Unit):
            yield from _repairs(part)
