"""Hide what a translation must not change, put it back, and prove that nothing was lost.

Each hidden span becomes one *slot*: a private-use code point, so that neither sentence splitting
nor whitespace cleanup can cut it. How a model's vocabulary spells slot *n* is its family's
business. The law: ``protect(x).restore(protect(x).text) == x`` for every ``str``, and a text in
which a slot is missing, doubled or new does not restore.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from indictx.errors import InputError, SlotError, UsageError
from indictx.text._classes import LINKER, ZWNJ
from indictx.text._quantities import amount_and_unit, with_rupee, written
from indictx.text._span_parts import BREAKING_TAG, SLOT_CLASS, WRITTEN_BREAK, compiled
from indictx.text._spans import built_in
from indictx.text._terms import term_finder

#: Ends of the alphabet's first part, which is enough for all but freak lines. Use
#: :data:`SLOT_CLASS`, not these two, inside a regular expression.
SLOT_FIRST = "\ue000"
SLOT_LAST = "\uf8ff"

_AREAS = (range(0xE000, 0xF900), range(0xF0000, 0xFFFFE), range(0x100000, 0x10FFFE))
#: Number of different slots. The last slot of a line that needs more hides all the rest of it.
SLOT_COUNT = sum(map(len, _AREAS))

#: Kinds of spans that are numbers.
NUMBER_KINDS = frozenset({"number", "quantity", "phone"})
# A number keeps a slot of its own, so that its digits can be converted and compared. A word does,
# since markup around it must go on being around something.
_NEVER_GLUED = NUMBER_KINDS | {"foreign", "acronym"}

# Kinds whose digits are shown in the script of the target.
_COUNTED = frozenset({"number", "quantity"})
# Kinds that may end a line within the line, and what of them does.
_BREAKS: Mapping[str, str] = MappingProxyType({"tag": BREAKING_TAG, "escape": WRITTEN_BREAK})
# The size of an Indian script's block of code points, and where its consonants are in it.
_BLOCK, _CONSONANTS = 0x80, range(0x15, 0x3A)
_FUSING = frozenset(LINKER) - {"\u0d4d"}  # not that of Malayalam
# With what no word follows; the empty string is the end.
_ENDS = ("", *".,;:!?।॥۔،؟)]")
_NO_UNITS: Mapping[str, str] = MappingProxyType({})

_Finder = Callable[[str], Iterable[tuple[int, int]]]

__all__ = [
    "DEFAULT",
    "NUMBER_KINDS",
    "SLOT_CLASS",
    "SLOT_COUNT",
    "SLOT_FIRST",
    "SLOT_LAST",
    "KeepRules",
    "Protected",
    "SlotReport",
    "Span",
    "amount_and_unit",
    "is_break",
    "is_slot",
    "joiner",
    "protect",
    "slot_char",
    "slot_index",
    "slot_pattern",
]


def slot_char(index: int) -> str:
    """Return the code point of slot ``index``, counted from 0; ``IndexError`` beyond the alphabet."""
    for area in _AREAS:
        if 0 <= index < len(area):
            return chr(area[index])
        index -= len(area)
    raise IndexError("slot index out of range")


def slot_index(char: str) -> int:
    """Return the number of a slot, or -1 if ``char`` is none."""
    code, before = ord(char), 0
    for area in _AREAS:
        if code in area:
            return before + code - area.start
        before += len(area)
    return -1


def is_slot(char: str) -> bool:
    """Say whether one code point is a slot, that is: private use in any plane."""
    return slot_index(char) >= 0


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepRules:
    """What to protect besides the built-in kinds; hashable, part of the options' fingerprint.

    Attributes:
        terms: Words or phrases, case-sensitive, matched as whole words, longest first; white space
            inside one matches any white space, and composed and decomposed spellings are equal,
            as are old and new chillus.
        regexes: Python regular expressions; matches of nothing are ignored.
        numbers: Protect numbers, quantities, dates, times, amounts and phone numbers.
    """

    terms: tuple[str, ...] = ()
    regexes: tuple[str, ...] = ()
    numbers: bool = True

    def __post_init__(self) -> None:
        object.__setattr__(self, "terms", tuple(self.terms))
        object.__setattr__(self, "regexes", tuple(self.regexes))
        for regex in self.regexes:
            _compile_users(regex)

    @classmethod
    def load(cls, keep_files: Sequence[Path], regexes: Sequence[str] = ()) -> KeepRules:
        """Read do-not-translate lists: one term a line, blank lines and ``# `` comments ignored.

        Raises:
            InputError: A file cannot be read, or is not UTF-8; the message names file and line.
            UsageError: A regular expression is invalid; the message says which and why.
        """
        terms = [term for path in keep_files for term in _read_terms(path)]
        return cls(terms=tuple(dict.fromkeys(terms)), regexes=tuple(dict.fromkeys(regexes)))


DEFAULT = KeepRules()


@dataclass(frozen=True, slots=True)
class Span:
    """One stretch of the source that is kept; ``kind`` is ``"mixed"`` where kinds ran together."""

    text: str
    kind: str


@dataclass(frozen=True, slots=True)
class SlotReport:
    """What happened to the slots of a text, by slot number, ascending.

    Attributes:
        lost: Slots of the source that are missing.
        repeated: Slots of the source that occur more than once.
        invented: Slots that the source does not have.
    """

    lost: tuple[int, ...]
    repeated: tuple[int, ...]
    invented: tuple[int, ...]

    @property
    def ok(self) -> bool:
        """Every slot occurs exactly once and there are no others."""
        return not (self.lost or self.repeated or self.invented)


_ALL_WELL = SlotReport(lost=(), repeated=(), invented=())


@dataclass(frozen=True, slots=True)
class Protected:
    """A text whose spans are hidden.

    Attributes:
        text: The source with slot *i* in the place of ``spans[i]``; no other private-use character.
        spans: What is hidden, in order of occurrence.
    """

    text: str
    spans: tuple[Span, ...] = ()

    def kind_of(self, char: str) -> str:
        """Return the kind of the span that a character stands for; empty if it is no slot of it."""
        index = slot_index(char) if char else -1
        return self.spans[index].kind if 0 <= index < len(self.spans) else ""

    def check(self, text: str) -> SlotReport:
        """Count the slots of a translation of :attr:`text`, or of any other text."""
        found = slot_pattern().findall(text)
        if not found and not self.spans:
            return _ALL_WELL
        counts = Counter(map(slot_index, found))
        known = range(len(self.spans))
        return SlotReport(
            lost=tuple(index for index in known if index not in counts),
            repeated=tuple(index for index in known if counts[index] > 1),
            invented=tuple(sorted(index for index in counts if index not in known)),
        )

    def restore(self, text: str, number_digits: str | None = None) -> str:
        """Put the spans back.

        Args:
            text: A translation of :attr:`text`, every slot in it exactly once, in any order.
            number_digits: Ten digits, zero first; ASCII digits inside spans of kind ``"number"``
                and ``"quantity"`` become these. Nothing else is converted: phone numbers are
                dialled, URLs followed.

        Raises:
            SlotError: A slot was lost, repeated or invented.
        """
        report = self.check(text)
        if not report.ok:
            raise SlotError(lost=report.lost, repeated=report.repeated, invented=report.invented)
        return self.restore_lenient(text, number_digits)

    def restore_lenient(
        self,
        text: str,
        number_digits: str | None = None,
        units: Mapping[str, str] = _NO_UNITS,
    ) -> str:
        """Put back what is there: repeated slots every time, invented ones removed, no error.

        Args:
            text: As for :meth:`restore`.
            number_digits: Likewise.
            units: What to write for the symbols of units in spans of kind ``"quantity"``, and for
                ``Rs.`` in those of kind ``"number"`` as well.
        """
        if not self.spans and text.isascii():
            return text

        def fill(match: re.Match[str]) -> str:
            index = slot_index(match[0])
            if index >= len(self.spans):
                return ""
            span, following = self.spans[index], text[match.end() : match.end() + 1]
            shown = _shown(span, number_digits, units, is_last=following in _ENDS)
            between = joiner(shown, following)
            # What the source wrote so stays, as everything of it does.
            if between and shown == span.text and match[0] + following in self.text:
                return shown
            return shown + between

        return slot_pattern().sub(fill, text)


def joiner(before: str, following: str) -> str:
    """Return the ZWNJ without which two texts would share a conjunct, or nothing: ಸ್ಕೂಲ್‌ನಲ್ಲಿ.

    Malayalam, like Tamil, writes none.
    """
    if not following or not before or before[-1] not in _FUSING:
        return ""
    block, place = divmod(ord(following[0]), _BLOCK)
    return ZWNJ if block == ord(before[-1]) // _BLOCK and place in _CONSONANTS else ""


def is_break(span: Span) -> bool:
    r"""Say whether no sentence goes on across a span: ``<li>``, ``<br/>``, a written-out ``\n``."""
    return _is_break(span.text, span.kind)


def protect(
    text: str,
    rules: KeepRules = DEFAULT,
    foreign: _Finder | None = None,
    acronyms: _Finder | None = None,
) -> Protected:
    """Hide every span of ``text`` that must not change; see ``docs/explanation/slots.md``.

    Args:
        text: Any text.
        rules: What the user wants kept.
        foreign: What finds the words that are kept in one direction only.
        acronyms: What finds the acronyms that are spelt by letters in one direction.
    """
    found = _find(text, rules, {"foreign": foreign, "acronym": acronyms})
    if not found:
        return Protected(text)
    pieces: list[str] = []
    spans: list[Span] = []
    position = 0
    for start, end, kind in found:
        pieces += (text[position:start], slot_char(len(spans)))
        spans.append(Span(text[start:end], kind))
        position = end
    pieces.append(text[position:])
    return Protected("".join(pieces), tuple(spans))


def _find(
    text: str, rules: KeepRules, finders: Mapping[str, _Finder | None]
) -> list[tuple[int, int, str]]:
    """Return spans ``(start, end, kind)``, ascending and disjoint, no more than there are slots."""
    found = list(_user_spans(text, rules))
    found += built_in(text, numbers=rules.numbers)
    for kind, find in finders.items():
        if find is not None:
            found += [(start, end, kind) for start, end in find(text)]
    # The sort is stable: of equal spans the first found, highest in the table, stays first.
    found.sort(key=lambda span: (span[0], -span[1]))
    joined = list(_join(text, found))
    if len(joined) > SLOT_COUNT:
        rest = (joined[SLOT_COUNT - 1][0], joined[-1][1], "mixed")
        joined[SLOT_COUNT - 1 :] = [rest]
    return joined


def _join(text: str, found: list[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    """Join what overlaps or touches, except a number or a break that only touches."""
    if not found:
        return
    start, end, kind = found[0]
    for next_start, next_end, next_kind in found[1:]:
        overlap = next_start < end
        glued = (
            next_start == end
            and not {kind, next_kind} & _NEVER_GLUED
            and not _is_break(text[start:end], kind)
            and not _is_break(text[next_start:next_end], next_kind)
        )
        if not (overlap or glued):
            yield start, end, kind
            start, end, kind = next_start, next_end, next_kind
        elif next_end > end:
            end, kind = next_end, kind if kind == next_kind else "mixed"
    yield start, end, kind


def _is_break(text: str, kind: str) -> bool:
    pattern = _BREAKS.get(kind)
    return pattern is not None and compiled(pattern).match(text) is not None


@lru_cache(maxsize=16)
def _user_finders(
    rules: KeepRules,
) -> tuple[tuple[re.Pattern[str], ...], Callable[[str], Iterator[tuple[int, int]]] | None]:
    patterns = tuple(map(_compile_users, rules.regexes))
    return patterns, term_finder(rules.terms) if rules.terms else None


def _user_spans(text: str, rules: KeepRules) -> Iterator[tuple[int, int, str]]:
    if not (rules.terms or rules.regexes):
        return
    patterns, find_terms = _user_finders(rules)
    for pattern in patterns:
        for match in pattern.finditer(text):
            if match.end() > match.start():
                yield match.start(), match.end(), "regex"
    if find_terms:
        for start, end in find_terms(text):
            yield start, end, "term"


def _compile_users(regex: str) -> re.Pattern[str]:
    try:
        return re.compile(regex)
    except (re.error, OverflowError, RecursionError) as error:
        raise UsageError(f"not a regular expression: {regex!r}: {error}") from error


def _read_terms(path: Path) -> Iterator[str]:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}") from error
    try:
        lines = data.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        number = data.count(b"\n", 0, error.start) + 1
        raise InputError(
            f"{path}, line {number}: byte 0x{data[error.start]:02x} is not UTF-8",
            hint="save the list as UTF-8",
        ) from error
    for line in lines:
        term = line.strip()
        if term and term != "#" and not term.startswith("# "):
            yield term


def slot_pattern() -> re.Pattern[str]:
    """Return the pattern of any one slot."""
    return compiled(f"[{SLOT_CLASS}]")


def _shown(
    span: Span, number_digits: str | None, units: Mapping[str, str], *, is_last: bool
) -> str:
    text = span.text
    if span.kind == "quantity" and units:
        text = written(text, units, is_last=is_last)
    if span.kind in _COUNTED and units:
        text = with_rupee(text, units)
    if number_digits is None or span.kind not in _COUNTED:
        return text
    from indictx.text.normalize import digit_table

    return text.translate(digit_table(number_digits))
