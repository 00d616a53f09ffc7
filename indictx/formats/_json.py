"""Where the strings of a JSON text are, and how to write one the way the file does."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass

from indictx._patterns import compile_pattern
from indictx.errors import ParseError
from indictx.formats._codec import line_of

Path = tuple[str | int, ...]

_TOKEN = compile_pattern(r'"(?:[^"\\]|\\.)*+"|[{}\[\],:]|[^\s{}\[\],:"]+')
_UNIT = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.|[^\\]",
    re.DOTALL,
)
_STEP = re.compile(r'\[(\d+|\*)\]|\["((?:[^"\\]|\\.)*)"\]|\.?([^.\[\]]+)')
_SIMPLE_KEY = re.compile(r"[^\s.\[\]\"*]+")
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """One string value.

    Attributes:
        path: Keys and indices that lead to it.
        start: Index of its opening quotation mark.
        end: Index after its closing one.
        value: The string.
        key_start: Index of the opening quotation mark of its key; -1 in an array.
        gap: What is written between the comma or brace before its key, and the key.
    """

    path: Path
    start: int
    end: int
    value: str
    key_start: int = -1
    gap: str = ""


@dataclass(slots=True)
class _Frame:
    """An object or an array that is being read."""

    is_object: bool
    step: str | int = 0
    key_start: int = -1
    last: int = 0
    awaits_key: bool = True


def strings(text: str, offset: int = 0, end: int | None = None) -> list[Leaf]:
    """Return all string values of one JSON text, ``text[offset:end]``, in order.

    Raises:
        ParseError: It is no JSON; names line and column.
    """
    end = len(text) if end is None else end
    _validate(text, offset, end)
    leaves: list[Leaf] = []
    frames: list[_Frame] = []
    for match in _TOKEN.finditer(text, offset, end):
        mark = match[0]
        frame = frames[-1] if frames else None
        if mark in "{[":
            frames.append(_Frame(mark == "{", last=match.end()))
        elif mark in "}]":
            frames.pop()
        elif frame is None:
            if mark[0] == '"':
                leaves.append(_leaf(match, frames))
        elif mark == ",":
            frame.last = match.end()
            frame.awaits_key = True
            if not frame.is_object and isinstance(frame.step, int):
                frame.step += 1
        elif mark == ":":
            frame.awaits_key = False
        elif frame.is_object and frame.awaits_key:
            frame.step, frame.key_start = json.loads(mark), match.start()
        elif mark[0] == '"':
            leaves.append(_leaf(match, frames))
    return leaves


def has_other_values(text: str) -> bool:
    """Say whether a JSON text has numbers, booleans or nulls."""
    return any(match[0][0] not in '"{}[],:' for match in _TOKEN.finditer(text))


def _leaf(match: re.Match[str], frames: Sequence[_Frame]) -> Leaf:
    value = json.loads(match[0])
    path = tuple(frame.step for frame in frames)
    if not frames or not frames[-1].is_object:
        return Leaf(path=path, start=match.start(), end=match.end(), value=value)
    frame = frames[-1]
    return Leaf(
        path=path,
        start=match.start(),
        end=match.end(),
        value=value,
        key_start=frame.key_start,
        gap=match.string[frame.last : frame.key_start],
    )


def _validate(text: str, offset: int, end: int) -> None:
    try:
        json.loads(text[offset:end])
    except json.JSONDecodeError as error:
        at = offset + error.pos
        column = at - max(text.rfind("\n", 0, at), text.rfind("\r", 0, at))
        reason = error.msg[:1].lower() + error.msg[1:]
        raise ParseError(reason, place=f"line {line_of(text, at)} column {column}") from error
    except RecursionError as error:
        raise ParseError("arrays or objects are nested too deep") from error
    except ValueError as error:
        # Python refuses to read numbers of thousands of digits.
        raise ParseError(str(error).partition(";")[0].lower()) from error


def show(path: Path) -> str:
    """Return a path as text: ``items[0].title``, ``["a.b"]``."""
    text = ""
    for step in path:
        if isinstance(step, int):
            text += f"[{step}]"
        elif _SIMPLE_KEY.fullmatch(step):
            text += f".{step}" if text else step
        else:
            text += f"[{json.dumps(step, ensure_ascii=False)}]"
    return text or "$"


def compile_paths(patterns: Sequence[str]) -> re.Pattern[str]:
    """Return a pattern for :func:`show` paths; ``*`` is any key or index, ``**`` any number."""
    alternatives = []
    for pattern in patterns:
        parts = []
        for match in _STEP.finditer(pattern.removeprefix("$.")):
            name = match[1] or match[3]
            if name == "**":
                parts.append(r"(?:(?:\.|\A)[^.\[]+|\[\d+\]|\[\"(?:[^\"\\]|\\.)*\"\])*?")
            elif name == "*":
                parts.append(r"(?:(?:\.|\A)[^.\[]+|\[\d+\]|\[\"(?:[^\"\\]|\\.)*\"\])")
            elif match[1]:
                parts.append(rf"\[{match[1]}\]")
            elif match[2] is not None:
                parts.append(re.escape(match[0]))
            else:
                parts.append(rf"(?:\.|\A){re.escape(match[3])}")
        alternatives.append("".join(parts))
    return re.compile("|".join(f"(?:{each})" for each in alternatives))


@dataclass(frozen=True, slots=True)
class Style:
    """How a file writes strings.

    Attributes:
        is_ascii: Other characters than ASCII are escaped.
        escapes_slash: A slash has a backslash before it, as PHP writes it.
    """

    is_ascii: bool = False
    escapes_slash: bool = False

    @classmethod
    def of(cls, text: str) -> Style:
        """Find out from a whole file."""
        is_ascii = text.isascii() and re.search(r"\\u(?!00[0-7])[0-9a-fA-F]{4}", text) is not None
        return cls(is_ascii, "\\/" in text)

    def inner(self, value: str) -> str:
        """Return the raw text between the quotation marks of a string."""
        raw = json.dumps(value, ensure_ascii=self.is_ascii)[1:-1]
        # A lone surrogate has no UTF-8.
        raw = _SURROGATE.sub(lambda match: f"\\u{ord(match[0]):04x}", raw)
        return raw.replace("/", "\\/") if self.escapes_slash else raw

    def quoted(self, value: str) -> str:
        """Return the raw text of a string."""
        return f'"{self.inner(value)}"'


def raw_offsets(raw: str) -> list[int]:
    """Return where each code point of a string is in its raw text, and where the last one ends."""
    offsets = [match.start() for match in _UNIT.finditer(raw)]
    return [*offsets, len(raw)]
