"""ICU messages: the texts inside of plural and select arguments."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_HEAD = re.compile(
    r"\{\s*([^\s,{}]+)\s*,\s*(plural|select|selectordinal)\s*,\s*(?:offset:\s*\d+\s*)?"
)
_CASE = re.compile(r"\s*(=\d+|[^\s{}=,]+)\s*\{")


@dataclass(frozen=True, slots=True)
class Branch:
    """One text of a message, ``message[start:end]``.

    Attributes:
        name: The cases that lead to it: ``count one``.
        start: Index of its first character.
        end: Index after its last.
        has_number: ``#`` in it stands for the number.
    """

    name: str
    start: int
    end: int
    has_number: bool


def branches(message: str) -> list[Branch]:
    """Return the texts of a message that is one argument with cases; of any other, nothing.

    A text around the argument would have to agree with each of its cases, so such a message is
    left to the translation as a whole.
    """
    start = len(message) - len(message.lstrip())
    end = len(message.rstrip())
    found = _argument(message, start, "")
    if found is None or found[1] != end:
        return []
    return found[0]


def _argument(message: str, at: int, prefix: str) -> tuple[list[Branch], int] | None:
    head = _HEAD.match(message, at)
    if head is None:
        return None
    result: list[Branch] = []
    position = head.end()
    while case := _CASE.match(message, position):
        close = _closing(message, case.end())
        if close is None:
            return None
        name = f"{prefix}{head[1]} {case[1]}"
        inner = _inner(message, case.end(), close, name, is_number=head[2] != "select")
        result += inner
        position = close + 1
    tail = re.compile(r"\s*\}").match(message, position)
    return (result, tail.end()) if tail and result else None


def _inner(message: str, start: int, end: int, name: str, *, is_number: bool) -> Iterator[Branch]:
    body = message[start:end]
    begin = start + len(body) - len(body.lstrip())
    nested = _argument(message, begin, f"{name} ")
    if nested is not None and nested[1] == start + len(body.rstrip()):
        yield from nested[0]
    else:
        yield Branch(name, start, end, is_number)


def _closing(message: str, at: int) -> int | None:
    """Return the index of the brace that closes the one before ``at``; quoted ones do not count."""
    depth = 1
    for match in re.compile(r"''|'[{}][^']*'|[{}]").finditer(message, at):
        if len(match[0]) > 1:
            continue
        depth += 1 if match[0] == "{" else -1
        if depth == 0:
            return match.start()
    return None
