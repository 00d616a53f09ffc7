"""Read gettext catalogs: entries, their strings, and where in the file the strings are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from indictx.errors import ParseError

_LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n|\Z)")
_KEYWORD = re.compile(r"[ \t]*(msgctxt|msgid_plural|msgid|msgstr(?:\[\d+\])?)[ \t]*(?=\")")
_STRING = re.compile(r'[ \t]*("(?:[^"\\]|\\.)*")[ \t]*')
_ESCAPE = re.compile(r"\\(x[0-9A-Fa-f]{1,2}|[0-7]{1,3}|.)", re.DOTALL)
_SIMPLE = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v"}


@dataclass(slots=True)
class Text:
    """One string of an entry.

    Attributes:
        start: Index of its first quotation mark.
        end: Index after its last.
        value: Its content without escapes.
    """

    start: int
    end: int
    value: str


@dataclass(slots=True)
class Entry:
    """One message.

    Attributes:
        line: Number of the line of its ``msgid``.
        comments: Lines that begin with ``#``.
        texts: ``msgctxt``, ``msgid``, ``msgid_plural``, ``msgstr`` or ``msgstr[0]`` and so on.
    """

    line: int
    comments: list[str] = field(default_factory=list)
    texts: dict[str, Text] = field(default_factory=dict)

    @property
    def is_header(self) -> bool:
        """The entry with the empty ``msgid``, which describes the catalog."""
        return self.texts["msgid"].value == "" and "msgctxt" not in self.texts

    @property
    def targets(self) -> dict[str, Text]:
        """Its translations by keyword."""
        return {name: text for name, text in self.texts.items() if name.startswith("msgstr")}


def read_entries(text: str) -> list[Entry]:
    """Return the entries that are in use; obsolete ones (``#~``) are comments.

    Raises:
        ParseError: A line is none of a catalog, or an entry is not complete.
    """
    entries: list[Entry] = []
    entry = Entry(line=0)
    name = ""
    for number, match in enumerate(_LINE.finditer(text), start=1):
        line = match[1]
        stripped = line.strip()
        keyword = _KEYWORD.match(line)
        begins = stripped[:1] in {"", "#"} or (keyword and keyword[1] in {"msgctxt", "msgid"})
        if begins and entry.targets:
            entries.append(_complete(entry))
            entry = Entry(line=0)
        if not stripped or stripped.startswith("#"):
            name = "" if entry.texts == {} else name
            entry.comments += [stripped] if stripped else []
        elif keyword:
            name = keyword[1]
            _begin(entry, name, number)
            _read_string(text, match, keyword.end(), entry.texts[name], number)
        elif name and stripped.startswith('"'):
            _read_string(text, match, 0, entry.texts[name], number)
        else:
            raise ParseError(f"not a line of a catalog: {stripped[:60]!r}", place=f"line {number}")
    if entry.texts:
        entries.append(_complete(entry))
    return entries


def _begin(entry: Entry, name: str, number: int) -> None:
    if name in entry.texts:
        raise ParseError(f"a second {name} in one entry", place=f"line {number}")
    if name not in {"msgctxt", "msgid"} and "msgid" not in entry.texts:
        raise ParseError(f"{name} without a msgid before it", place=f"line {number}")
    if name == "msgid":
        entry.line = number
    entry.texts[name] = Text(-1, -1, "")


def _read_string(text: str, line: re.Match[str], offset: int, into: Text, number: int) -> None:
    match = _STRING.fullmatch(text, line.start() + offset, line.end(1))
    if match is None:
        raise ParseError("a quotation mark is missing", place=f"line {number}")
    if into.start < 0:
        into.start = match.start(1)
    into.end = match.end(1)
    into.value += unescape(match[1][1:-1])


def _complete(entry: Entry) -> Entry:
    if not entry.targets:
        line = entry.line or 1
        raise ParseError("an entry without msgstr", place=f"line {line}")
    if ("msgid_plural" in entry.texts) == ("msgstr" in entry.texts):
        raise ParseError("plural and singular forms do not match", place=f"line {entry.line}")
    return entry


def unescape(raw: str) -> str:
    """Return what the inside of a quoted string means."""

    def char(match: re.Match[str]) -> str:
        escape = match[1]
        if escape[0] == "x" and len(escape) > 1:
            return chr(int(escape[1:], 16))
        if escape[0] in "01234567":
            return chr(int(escape, 8))
        return _SIMPLE.get(escape, escape)

    return _ESCAPE.sub(char, raw)


def quote(value: str, newline: str) -> str:
    """Return a string as a catalog writes it: a line of the file for each line of the text."""
    lines = value.splitlines(keepends=True) if "\n" in value else [value]
    raw = [f'"{escaped}"' for escaped in _escaped(lines)]
    return raw[0] if len(raw) == 1 else newline.join(['""', *raw])


def _escaped(lines: list[str]) -> Iterator[str]:
    for line in lines:
        yield (
            line.replace("\\", "\\\\")
            .replace('"', '\\"')
            .replace("\n", "\\n")
            .replace("\r", "\\r")
            .replace("\t", "\\t")
        )
