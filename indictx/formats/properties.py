"""Java resource bundles: ``key = value`` lines; comments, order and layout stay."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from indictx.errors import ParseError
from indictx.formats._codec import Codec, decode
from indictx.formats._inline import Inline
from indictx.formats._messages import message_edits
from indictx.formats._spans import Edit, SpanDocument, edit, is_translatable, unique_keys
from indictx.formats.base import FormatOptions, Segment

_NATURAL = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_KEY = re.compile(r"[ \t\f]*((?:[^\\\s=:]|\\.)*)[ \t\f]*[=:]?[ \t\f]*", re.DOTALL)
_ESCAPE = re.compile(r"\\(?:(\r\n|\r|\n)[ \t\f]*|u([0-9A-Fa-f]{4})|(.))|\\\Z", re.DOTALL)
_BAD_ESCAPE = re.compile(r"(?<!\\)(?:\\\\)*(\\u(?![0-9A-Fa-f]{4}).{0,4})", re.DOTALL)
_SIMPLE = {"n": "\n", "t": "\t", "r": "\r", "f": "\f"}
_ARGUMENT = re.compile(r"\{\d+(?:,[^{}]*)?\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Property:
    """One logical line; ``start`` and ``end`` are those of the raw value."""

    key: str
    value: str
    start: int
    end: int
    comment: str | None


class Properties:
    """Property files."""

    name = "properties"
    extensions = (".properties",)

    def parse(self, data: bytes, options: FormatOptions) -> SpanDocument:
        """Read properties; see :meth:`Format.parse`."""
        text, codec = _decode(data, options.encoding)
        # Java before 9 reads Latin-1; escapes are read by all.
        is_ascii = text.isascii() or codec.encoding == "iso8859-1"
        edits = [each for one in _properties(text) for each in _edits(one, is_ascii=is_ascii)]
        return SpanDocument(text, codec, unique_keys(edits))


def _decode(data: bytes, encoding: str | None) -> tuple[str, Codec]:
    try:
        return decode(data, encoding)
    except ParseError:
        if encoding is not None:
            raise
        return decode(data, "iso-8859-1")


def _edits(one: _Property, *, is_ascii: bool) -> Iterator[Edit]:
    doubles = _doubles_apostrophes(one.value)
    source = one.value.replace("''", "'") if doubles else one.value
    write = _writer(doubles=doubles, is_ascii=is_ascii)
    body = source.lstrip(" ")
    message = Inline(
        source=body,
        tags={},
        wrap=_writer(doubles=doubles, is_ascii=is_ascii, is_first=False),
        before=write(source[: len(source) - len(body)]),
    )
    cases = message_edits(message, [(one.start, one.end)], key=one.key, note=one.comment)
    if cases is not None:
        yield from cases
    elif is_translatable(one.value):
        segment = Segment(key=one.key, source=source, context=one.comment)
        yield edit(segment, one.start, one.end, write)


def _doubles_apostrophes(value: str) -> bool:
    """Say whether MessageFormat reads the value: an apostrophe is then written twice.

    One that is alone quotes braces, and such values are left as they are.
    """
    return bool(_ARGUMENT.search(value)) and "'" not in value.replace("''", "")


def _properties(text: str) -> Iterator[_Property]:
    position, comment = 0, None
    while position < len(text):
        line = _line(text, position)
        content = line.strip(" \t\f\r\n")
        if not content or content[0] in "#!":
            comment = content[1:].strip() or None if content else None
        else:
            yield _property(text, position, line, comment)
            comment = None
        position += len(line)


def _line(text: str, position: int) -> str:
    """Return the logical line at a position: a backslash before a line's end continues it."""
    match = _NATURAL.match(text, position)
    line = match[0] if match else ""
    if line.lstrip(" \t\f")[:1] in {"#", "!"}:
        return line
    end = position + len(line)
    while match and _is_continued(match[0]):
        match = _NATURAL.match(text, end)
        end = match.end() if match else end
    return text[position:end]


def _is_continued(line: str) -> bool:
    content = line.rstrip("\r\n")
    slashes = len(content) - len(content.rstrip("\\"))
    return slashes % 2 == 1 and content != line


def _property(text: str, position: int, line: str, comment: str | None) -> _Property:
    bad = _BAD_ESCAPE.search(line)
    if bad:
        number = len(re.findall(r"\r\n|\r|\n", text[: position + bad.start(1)])) + 1
        raise ParseError(f"not a character: {bad[1].split()[0]!r}", place=f"line {number}")
    body = line.rstrip("\r\n")
    match = _KEY.match(body)
    start = match.end() if match else 0
    return _Property(
        key=_unescape(match[1]) if match else "",
        value=_unescape(body[start:]),
        start=position + start,
        end=position + len(body),
        comment=comment,
    )


def _unescape(raw: str) -> str:
    def char(match: re.Match[str]) -> str:
        if match[2]:
            return chr(int(match[2], 16))
        return _SIMPLE.get(match[3], match[3]) if match[3] else ""

    value = _ESCAPE.sub(char, raw)
    return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _writer(*, doubles: bool, is_ascii: bool, is_first: bool = True) -> Callable[[str], str]:
    """Return what writes a value, or a later part of one: a space is escaped at its beginning."""

    def write(target: str) -> str:
        raw = target.replace("'", "''") if doubles else target
        raw = raw.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r")
        raw = raw.replace("\t", "\\t").replace("\f", "\\f")
        if is_first and raw.startswith(" "):
            raw = f"\\{raw}"
        return _ascii(raw) if is_ascii else raw

    return write


def _ascii(text: str) -> str:
    units = text.encode("utf-16-be", "surrogatepass")
    codes = [int.from_bytes(units[at : at + 2], "big") for at in range(0, len(units), 2)]
    return "".join(chr(code) if code < 128 else f"\\u{code:04X}" for code in codes)


PROPERTIES = Properties()
