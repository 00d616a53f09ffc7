"""Cut a line into what the model translates and what is kept as it is, and join it again.

A line is white space, cells and separators; a cell is a text without tabs or control characters;
its spans are hidden (:mod:`indictx.text.protect`), it is split into sentences, and each sentence
with a letter in it becomes a :class:`Unit`. Everything else is copied byte for byte, so the line
around the units cannot change.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import chain, pairwise

from indictx.pipeline.cells import DEEPEST, cells, core, marks, pairs, split_line, stretches
from indictx.pipeline.clock import has_time
from indictx.pipeline.guard import Flag, is_foreign
from indictx.pipeline.markers import after_markers, cut_items, cut_labels, move_numbers
from indictx.pipeline.placeholders import in_order
from indictx.pipeline.surface import enclosing
from indictx.text import segment
from indictx.text._foreign import Finder, foreign_finder
from indictx.text.protect import (
    SLOT_COUNT,
    KeepRules,
    Protected,
    Span,
    protect,
    slot_char,
    slot_index,
    slot_pattern,
)

_SLOT = slot_pattern()
_FINAL_MARKS = ".!?…।॥۔؟᱾᱿꯫|"
# Hidden words, without which there may still be something to write
_WORDS = frozenset({"foreign", "acronym"})


@dataclass(slots=True, eq=False)
class Result:
    """One translation of a unit.

    Attributes:
        text: Target with the line's slots, not yet restored.
        score: Length-normalized log-probability in nats.
        flags: What is still wrong.
    """

    text: str
    score: float = 0.0
    flags: tuple[Flag, ...] = ()


@dataclass(slots=True, eq=False)
class Unit:
    """What is translated in one go: a sentence, or a clause of one that was too long.

    Attributes:
        text: Source with slots numbered from 0 in order of occurrence.
        slots: Slots of the line that these stand for.
        results: Translations, best first, once there are any.
        parts: Clauses and the white space between them, if the sentence was too long.
        repairs: What was done to get here.
        around: Numbers of slots that open markup around words; the next one closes it. -1 opens
            before the text, and the number behind the last slot closes after it.
        ordered: Numbers of slots that must stay in their order.
        is_foreign: Hardly any letter of it, slots included, can be read.
        emoji: Slots of the line, with white space, that stand before the final mark of the source
            and of any translation; the model does not see them.
        times: What the slots stand for, where a time of day is among them.
        insides: What slots stand for that the line does not have: brackets, quotation marks or
            markup around several cells, and these.
    """

    text: str
    slots: tuple[str, ...] = ()
    results: list[Result] = field(default_factory=list)
    parts: list[str | Unit] = field(default_factory=list)
    repairs: set[str] = field(default_factory=set)
    around: tuple[int, ...] = ()
    ordered: tuple[int, ...] = ()
    is_foreign: bool = False
    emoji: str = ""
    times: tuple[str, ...] = ()
    insides: dict[str, list[str | Unit]] = field(default_factory=dict)

    def globalize(self, target: str) -> str:
        """Replace slots counted from 0 by the slots of the line; unknown ones are dropped."""
        text = self._with_slots(target)
        if not self.emoji:
            return text
        end = len(text.rstrip(_FINAL_MARKS))
        return f"{text[:end].rstrip()}{self.emoji}{text[end:]}"

    def _with_slots(self, target: str) -> str:
        if not self.slots and target.isascii():
            return target
        count = len(self.slots)

        def fill(match: re.Match[str]) -> str:
            index = slot_index(match[0])
            return self.slots[index] if index < count else ""

        return _SLOT.sub(fill, target)

    def copy(self, *flags: Flag) -> None:
        """Let the source be its own translation."""
        self.results = [Result(self.globalize(self.text), flags=flags)]

    def results_for(self, twin: Unit) -> list[Result]:
        """Return this unit's results for another of the same text and emoji, with its slots."""
        if not self.slots:
            return self.results
        table = dict(zip(map(ord, self.slots), twin.slots, strict=True))
        return [
            Result(result.text.translate(table), result.score, result.flags)
            for result in self.results
        ]

    def leaves(self) -> Iterator[Unit]:
        """Yield the units that an engine translates: this one, or those it was cut into."""
        if not self.parts:
            yield self
        for part in self.parts:
            if isinstance(part, Unit):
                yield from part.leaves()

    def result(
        self, rank: int, connected: Callable[[str, str, str, bool], str] | None = None
    ) -> Result:
        """Return the translation of this rank, or the last one there is.

        Args:
            rank: 0 is the best.
            connected: Returns a clause as it stands in the sentence that was too long. It gets
                the last text before it, the clause, its translation, and whether another follows.
        """
        if not self.parts:
            return self.results[min(rank, len(self.results) - 1)]
        texts: list[str] = []
        flags: list[Flag] = []
        scores: list[float] = []
        said = [n for n, one in enumerate(self.parts) if isinstance(one, Unit) or _SLOT.search(one)]
        before = ""
        for number, part in enumerate(self.parts):
            text = part if isinstance(part, str) else ""
            if isinstance(part, Unit):
                one = part.result(rank, connected)
                text = one.text
                if connected and Flag.UNTRANSLATED not in one.flags:
                    text = connected(before, part.text, text, number < said[-1])
                flags += one.flags
                scores.append(one.score)
            texts.append(text)
            before = text if text.strip() else before
        score = sum(scores) / len(scores) if scores else 0.0
        return Result("".join(texts), score, tuple(dict.fromkeys(flags)))


@dataclass(slots=True, eq=False)
class Cell:
    """A stretch of a line without separators: its hidden spans, and its sentences in order."""

    protected: Protected
    parts: list[str | Unit]


@dataclass(slots=True, eq=False)
class Plan:
    """One line, ready to be translated.

    Attributes:
        parts: Copied strings and cells; together they are the whole line.
        is_translated: The line is not left in the language it is in.
    """

    parts: list[str | Cell]
    is_translated: bool = True

    def units(self) -> Iterator[Unit]:
        """Yield the units of the line in order."""
        for part in self.parts:
            if isinstance(part, Cell):
                yield from _units(part.parts)


def _units(parts: list[str | Unit]) -> Iterator[Unit]:
    for part in parts:
        if isinstance(part, Unit):
            yield part
            for inside in part.insides.values():
                yield from _units(inside)


def has_letters(text: str) -> bool:
    """Say whether there is anything to translate: at least one letter outside slots."""
    # Not the pattern [^\W\d_], to which ½ and ② are letters
    return any(map(str.isalpha, text))


def plan_line(
    line: str,
    lang_code: str,
    rules: KeepRules,
    tgt_script: str | None = None,
    acronyms: Finder | None = None,
) -> Plan:
    """Cut one line; joining the plan with sources as translations gives the line back.

    Args:
        line: A text.
        lang_code: Code of its language.
        rules: What the user wants kept.
        tgt_script: ISO 15924 code of the target. Latin words need no translation into Latin script.
        acronyms: What finds the acronyms that are spelt by letters.
    """
    if not has_letters(line):
        return Plan([line])
    parts: list[str | Cell] = []
    foreign = foreign_finder(lang_code.rpartition("_")[2], tgt_script)
    for index, cell in enumerate(split_line(line)):
        if index % 2 or not has_letters(cell):
            parts.append(cell)
            continue
        protected = protect(cell, rules, foreign, acronyms)
        if has_letters(protected.text) or any(span.kind in _WORDS for span in protected.spans):
            parts.append(Cell(protected, _stretches(protected, lang_code)))
        else:
            parts.append(cell)
    return Plan(parts)


def _stretches(protected: Protected, lang_code: str) -> list[str | Unit]:
    found = stretches(protected)
    if len(found) == 1:
        return _sentences(protected.text, protected, lang_code)
    parts: list[str | Unit] = []
    for stretch in found:
        if has_letters(stretch):
            parts += _sentences(stretch, protected, lang_code)
        else:
            parts.append(stretch)
    return parts


def _sentences(text: str, protected: Protected, lang_code: str) -> list[str | Unit]:
    ends_in_bar = "|" in text and not text.lstrip().startswith("|") and segment.has_danda(lang_code)
    start = _after_markers(text)
    parts: list[str | Unit] = [text[:start]] if start else []
    bounds = [start, *(start + span.end for span in segment.split(text[start:], lang_code))]
    cut_labels(text, bounds, protected)
    moved = move_numbers(text, bounds, protected) or cut_items(text, bounds, protected)
    for index, (first, end) in enumerate(pairwise(bounds)):
        sentence = text[first:end]
        marker = _after_markers(sentence) if index in moved else 0
        parts += [
            *([sentence[:marker]] if marker else []),
            *_sentence(sentence[marker:], protected, lang_code, ends_in_bar=ends_in_bar),
        ]
    return parts


def _after_markers(text: str) -> int:
    end = after_markers(text)
    return end if has_letters(text[end:]) else 0


def _sentence(
    sentence: str, protected: Protected, lang_code: str, *, ends_in_bar: bool
) -> list[str | Unit]:
    if _is_unread(sentence, protected, lang_code):
        unit = make_unit(sentence)
        unit.is_foreign = True
        return [unit]
    if not has_letters(sentence):
        return [sentence]
    parts = _divided(sentence, protected, ends_in_bar=ends_in_bar)
    return parts or _cell(sentence, *core(sentence, protected), protected)


def _divided(
    text: str, protected: Protected, *, ends_in_bar: bool, depth: int = 0
) -> list[str | Unit]:
    """Return the units of a sentence and what is between them; none if there are no borders in it.

    Around brackets, quotation marks and markup with borders inside the sentence goes on; there it
    gets a slot of its own.
    """
    found = marks(text, protected)
    if not found:
        return []
    insides: dict[str, list[str | Unit]] = {}
    spans: list[Span] = []
    for start, end in reversed(pairs(text, protected, found)) if depth < DEEPEST else ():
        first, last, index = start + 1, end - 1, len(protected.spans) + len(spans)
        inside = _divided(text[first:last], protected, ends_in_bar=ends_in_bar, depth=depth + 1)
        if inside and index < SLOT_COUNT:
            slot = slot_char(index)
            spans.append(Span(protected.restore_lenient(text[start:end]), "pair"))
            insides[slot] = [text[start:first], *inside, text[last:end]]
            text = text[:start] + slot + text[end:]
    if insides:
        protected = Protected(protected.text, (*protected.spans, *spans))
    start, end = core(text, protected) if has_letters(text) else (0, len(text))
    inner = cells(text[start:end], protected, ends_in_bar=ends_in_bar)
    if len(inner) == 1 and not insides:
        return []
    if len(inner) == 1 and has_letters(text):
        parts = _cell(text, start, end, protected)
    else:
        units = (
            _cell(cell, *core(cell, protected), protected) if has_letters(cell) else [cell]
            for cell in inner
        )
        parts = [text[:start], *chain.from_iterable(units), text[end:]]
    return [*_shown(parts, insides)] if insides else parts


def _shown(parts: list[str | Unit], insides: dict[str, list[str | Unit]]) -> Iterator[str | Unit]:
    """Yield parts with the pairs that slots stand for, in units or between them."""
    for part in parts:
        if isinstance(part, Unit):
            part.insides = {slot: insides[slot] for slot in part.slots if slot in insides}
            yield part
            continue
        for piece in re.split(f"({_SLOT.pattern})", part):
            yield from insides.get(piece, [piece])


def _cell(sentence: str, start: int, end: int, protected: Protected) -> list[str | Unit]:
    """Return the unit of a sentence, and what is before its start and behind its end."""
    unit = _unit(sentence[start:end], protected)
    slots = _SLOT.findall(sentence)
    if unit.slots and len(slots) > 1:
        spans = [protected.spans[slot_index(slot)] for slot in slots]
        before = len(_SLOT.findall(sentence[:start]))
        # Markup may open before the core, or close behind it.
        unit.around = tuple(
            number - before
            for number in enclosing(sentence, spans)
            if -1 <= number - before < len(unit.slots)
        )
        unit.ordered = in_order(spans[before : before + len(unit.slots)])
    if unit.slots and has_time(unit.text):
        unit.times = tuple(protected.spans[slot_index(slot)].text for slot in unit.slots)
    return [sentence[:start], unit, sentence[end:]]


def _is_unread(sentence: str, protected: Protected, lang_code: str) -> bool:
    """Say whether the words that are hidden are the sentence, and not words in it."""
    slots = _SLOT.findall(sentence)
    spans = [protected.spans[slot_index(slot)] for slot in slots]
    if not any(span.kind == "foreign" for span in spans):
        return False
    text = _SLOT.sub("", sentence) + "".join(span.text for span in spans if span.kind == "foreign")
    return is_foreign(text, lang_code.rpartition("_")[2])


def _unit(text: str, protected: Protected) -> Unit:
    """Make a unit of a sentence, with the emoji before its final mark set apart."""
    if text[-1] not in _FINAL_MARKS or text.isascii():
        return make_unit(text)
    start = end = len(text.rstrip(_FINAL_MARKS))
    while start and (text[start - 1].isspace() or protected.kind_of(text[start - 1]) == "emoji"):
        start -= 1
    if not start or text[start - 1] in _FINAL_MARKS or not text[start:end].strip():
        return make_unit(text)
    unit = make_unit(text[:start] + text[end:])
    unit.emoji = text[start:end]
    return unit


def make_unit(text: str) -> Unit:
    """Number the slots of a sentence from 0, in order of occurrence."""
    if text.isascii():
        return Unit(text)
    slots = tuple(_SLOT.findall(text))
    if not slots:
        return Unit(text)
    numbers = iter(range(len(slots)))
    return Unit(_SLOT.sub(lambda _: slot_char(next(numbers)), text), slots)
