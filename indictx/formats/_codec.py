"""Bytes to text and back, so that text that was not touched gives the same bytes."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from indictx.errors import InputError, ParseError, UsageError

# UTF-32 first: its little-endian mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


@dataclass(frozen=True, slots=True)
class Codec:
    """How a file was decoded.

    Attributes:
        encoding: Name that Python knows.
        mark: Byte order mark at the file's beginning, if any; it is not part of the text.
    """

    encoding: str = "utf-8"
    mark: bytes = b""

    def encode(self, text: str, *, errors: str = "strict") -> bytes:
        """Return the bytes of a whole file.

        Args:
            text: The file without its byte order mark.
            errors: What to do with characters that the encoding lacks, as in ``str.encode``.

        Raises:
            InputError: The encoding lacks a character.
        """
        try:
            return self.mark + text.encode(self.encoding, errors)
        except UnicodeEncodeError as error:
            raise InputError(
                f"the file's encoding {self.encoding} cannot write {text[error.start]!r}",
                hint="convert the file to UTF-8 first",
            ) from error


def decode(
    data: bytes, encoding: str | None = None, *, declared: str | None = None
) -> tuple[str, Codec]:
    """Return a file's text and how to encode it again.

    Args:
        data: The file.
        encoding: What the user says; wins over all but a byte order mark.
        declared: What the file itself says.

    Raises:
        ParseError: A byte is not of this encoding; names its line.
        UsageError: No such encoding.
    """
    mark, marked = next(((m, e) for m, e in _MARKS if data.startswith(m)), (b"", None))
    chosen = marked or encoding or declared or "utf-8"
    try:
        name = _known(chosen)
    except UsageError as error:
        if chosen != declared:
            raise
        raise ParseError(f"the file declares an {error}") from error
    body = data[len(mark) :]
    try:
        text = body.decode(name)
    except UnicodeDecodeError as error:
        raise _broken(body, error, chosen) from error
    codec = Codec(name, mark)
    # Some encodings have two spellings of one character, which nobody could tell apart later.
    if not name.startswith("utf-") and codec.encode(text) != data:
        raise ParseError(f"the text does not survive its encoding {chosen}")
    return text, codec


def _known(encoding: str) -> str:
    try:
        name = codecs.lookup(encoding).name
    except LookupError as error:
        raise UsageError(f"unknown encoding: {encoding!r}", hint="try utf-8") from error
    # "utf-16" and "utf-8-sig" write marks of their own.
    return {"utf-16": "utf-16-le", "utf-32": "utf-32-le", "utf-8-sig": "utf-8"}.get(name, name)


def _broken(body: bytes, error: UnicodeDecodeError, encoding: str) -> ParseError:
    line = len(re.findall(rb"\r\n?|\n", body[: error.start])) + 1
    return ParseError(
        f"byte 0x{body[error.start]:02x} is not {encoding}: {error.reason}",
        place=f"line {line}",
        hint="name the encoding with --encoding, for instance --encoding cp1252",
    )


def line_of(text: str, offset: int) -> int:
    """Return the number of the line, from 1, that holds ``text[offset]``."""
    before = text[:offset]
    return before.count("\n") + before.count("\r") - before.count("\r\n") + 1
