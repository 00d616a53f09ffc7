"""ICU messages: the texts inside of plural and select arguments.

A text around an argument has to agree with each of its cases, so it goes into all of them: ``You
have {n, plural, one{# letter} other{# letters}}.`` is two sentences, and is written back as
``{n, plural, one{You have # letter.} other{You have # letters.}}``, as ICU advises.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

_HEAD = re.compile(
    r"\{\s*([^\s,{}]+)\s*,\s*(plural|select|selectordinal)\s*,\s*(?:offset:\s*\d+\s*)?"
)
_CASE = re.compile(r"\s*(=\d+|[^\s{}=,]+)\s*\{")
_BRACE = re.compile(r"''|'[{}][^']*'|[{}]")
_TAIL = re.compile(r"\s*\}")


@dataclass(frozen=True, slots=True)
class Branch:
    """One text of a message, ``message[start:end]``, and the text around the argument it is in.

    Attributes:
        name: The cases that lead to it: ``count one``.
        start: Index of its first character.
        end: Index after its last.
        has_number: ``#`` in it stands for the number.
        before: What stands before the argument, and before that which it is in, if anything.
        after: Likewise behind.
        around: Where that stands in the message.
    """

    name: str
    start: int
    end: int
    has_number: bool = False
    before: str = ""
    after: str = ""
    around: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class _Case:
    """One case of an argument; its text is ``message[start:end]``."""

    name: str
    start: int
    end: int
    is_number: bool


def branches(message: str) -> list[Branch]:
    """Return the texts of a message in which one argument has cases; of any other, nothing.

    With two such arguments side by side, a message is left to the translation as a whole.
    """
    found = list(_split(message, Branch("", 0, len(message))))
    return found if found[0].name else []


def _split(message: str, whole: Branch) -> Iterator[Branch]:
    """Yield the branches of the one argument in a text, or the text itself."""
    found = [each for each in _arguments(message, whole.start, whole.end) if each[0]]
    if len(found) != 1:
        yield whole
        return
    cases, start, end = found[0]
    before, after = message[whole.start : start], message[end : whole.end]
    if "#" in before + after:  # it would mean another number inside
        yield whole
        return
    if whole.around or before.strip() or after.strip():
        around = (*whole.around, (whole.start, start), (end, whole.end))
        before, after = whole.before + before, after + whole.after
        whole = replace(whole, before=before, after=after, around=around)
    for case in cases:
        yield from _split(
            message,
            replace(
                whole,
                name=f"{whole.name} {case.name}".lstrip(),
                start=case.start,
                end=case.end,
                has_number=whole.has_number or case.is_number,
            ),
        )


def _arguments(message: str, start: int, end: int) -> Iterator[tuple[list[_Case], int, int]]:
    """Yield the arguments of a text with their places; those without cases have none."""
    position = start
    while match := _BRACE.search(message, position, end):
        position = match.end()
        if match[0] != "{":
            continue
        close = _closing(message, position)
        if close is None or close >= end:
            return
        position = close + 1
        yield _cases(message, match.start(), position), match.start(), position


def _cases(message: str, start: int, end: int) -> list[_Case]:
    head = _HEAD.match(message, start, end)
    if head is None:
        return []
    result = []
    position = head.end()
    while case := _CASE.match(message, position, end):
        close = _closing(message, case.end())
        if close is None:
            return []
        result.append(_Case(f"{head[1]} {case[1]}", case.end(), close, head[2] != "select"))
        position = close + 1
    return result if _TAIL.fullmatch(message, position, end) else []


def _closing(message: str, at: int) -> int | None:
    """Return the index of the brace that closes the one before ``at``; quoted ones do not count."""
    depth = 1
    for match in _BRACE.finditer(message, at):
        if len(match[0]) > 1:
            continue
        depth += 1 if match[0] == "{" else -1
        if depth == 0:
            return match.start()
    return None
