r"""Lines of text from standard input or a file, and back to standard output, byte for byte.

A line ends at ``\n`` or ``\r\n`` and nowhere else: a lone ``\r``, U+0085, U+2028, a vertical tab
or a form feed is text. What ended a line travels with it, so that writing every line read gives
the input back, except for a byte order mark at its very beginning.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from indictx.errors import InputError

_BOM = b"\xef\xbb\xbf"
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_CHUNK_BYTES = 1 << 16

# Escaped bytes (PEP 383) are U+DC80..U+DCFF; any other surrogate stands for nothing in UTF-8.
_UNWRITABLE = re.compile("[\ud800-\udc7f\udd00-\udfff]")


@dataclass(frozen=True, slots=True)
class Line:
    r"""One line of input.

    Attributes:
        text: The line without its terminator; never contains ``\n``.
        ending: ``"\n"``, ``"\r\n"``, or ``""`` for a last line without terminator.
    """

    text: str
    ending: str


def read_lines(path: Path | None, *, errors: str = "strict") -> Iterator[Line]:
    """Yield the lines of a file, or of standard input, each as soon as it is complete.

    Memory is bounded by the longest line. Before waiting for more input, standard output is
    flushed, so that whoever typed a line sees its answer, while a big file costs one write per
    chunk and not one per line.

    Args:
        path: File to read; ``None`` or ``-`` is standard input.
        errors: What to do with bytes that are not UTF-8, as for :meth:`bytes.decode`.

    Raises:
        InputError: The file cannot be read, or ``errors`` is ``strict`` and a line is not UTF-8.
    """
    with open_input(path) as (stream, name):
        for block in read_blocks(stream, name=name, errors=errors):
            yield from block


@contextmanager
def open_input(path: Path | None) -> Iterator[tuple[BinaryIO, str]]:
    """Open a file, or standard input for ``None`` and ``-``, with the name that errors give it.

    Raises:
        InputError: The file cannot be opened.
    """
    if path is None or str(path) == "-":
        if sys.stdin is None:
            raise InputError("cannot read standard input: it is closed")
        yield sys.stdin.buffer, "standard input"
        return
    try:
        stream = path.open("rb")
    except OSError as error:
        raise InputError(f"cannot read {str(path)!r}: {error.strerror or error}") from error
    with stream:
        yield stream, str(path)


def write_line(text: str, ending: str) -> None:
    """Write one line to standard output as UTF-8, whatever the locale says."""
    sys.stdout.buffer.write(encode_line(text, ending))


def encode_line(text: str, ending: str) -> bytes:
    """Return one line as UTF-8.

    Bytes escaped by ``errors="surrogateescape"`` come out as they went in; any other lone
    surrogate becomes U+FFFD, for it has no form in UTF-8.
    """
    data = text + ending
    try:
        return data.encode()
    except UnicodeEncodeError:
        return _UNWRITABLE.sub("\ufffd", data).encode(errors="surrogateescape")


def read_blocks(stream: BinaryIO, *, name: str, errors: str) -> Iterator[list[Line]]:
    """Yield the lines that each read of the stream completes; an empty list if it completes none.

    Raises:
        InputError: The stream cannot be read, or ``errors`` is ``strict`` and a line is not
            UTF-8; the lines before it have been yielded.
    """
    number = 0
    for block in _raw_blocks(stream, name):
        lines: list[Line] = []
        try:
            for data in block:
                number += 1
                line = _decoded(data, name=name, number=number, errors=errors)
                if line is not None:
                    lines.append(line)
        except InputError:
            if lines:
                yield lines
            raise
        yield lines


def _decoded(data: bytes, *, name: str, number: int, errors: str) -> Line | None:
    """Decode one line; ``None`` for an input that is a byte order mark and nothing else."""
    if data.endswith(b"\r\n"):
        body, ending = data[:-2], "\r\n"
    elif data.endswith(b"\n"):
        body, ending = data[:-1], "\n"
    else:
        body, ending = data, ""
    skipped = len(_BOM) if number == 1 and body.startswith(_BOM) else 0
    try:
        text = body[skipped:].decode(errors=errors)
    except UnicodeDecodeError as error:
        raise _not_utf8(body, name, number, skipped + error.start) from error
    return Line(text, ending) if text or ending or not skipped else None


def _raw_blocks(stream: BinaryIO, name: str) -> Iterator[list[bytes]]:
    """Yield lines with their terminators, as many as each read completes, if any."""
    parts: list[bytes] = []
    while True:
        if sys.stdout is not None:
            sys.stdout.flush()
        try:
            chunk = stream.read1(_CHUNK_BYTES)  # type: ignore[attr-defined]  # every buffered reader has it
        except OSError as error:
            raise InputError(f"cannot read {name!r}: {error.strerror or error}") from error
        if not chunk:
            break
        first, *more = chunk.split(b"\n")
        parts.append(first)
        if not more:
            yield []
            continue
        lines = [b"".join(parts), *more[:-1]]
        parts = [more[-1]] if more[-1] else []
        yield [line + b"\n" for line in lines]
    if parts:
        yield [b"".join(parts)]


def _not_utf8(body: bytes, name: str, number: int, offset: int) -> InputError:
    hint = "convert the input to UTF-8 first"
    if number == 1 and body.startswith(_UTF16_MARKS):
        hint = "this is UTF-16; convert it with `iconv -f UTF-16 -t UTF-8`"
    return InputError(
        f"{name}, line {number}, byte {offset + 1}: 0x{body[offset]:02x} is not UTF-8", hint=hint
    )
