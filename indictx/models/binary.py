"""The layout of CTranslate2's ``model.bin``: a table of named arrays, read and written.

It is that of ``ModelSpec._serialize`` in ``ctranslate2/specs/model_spec.py``.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from math import prod
from pathlib import Path
from typing import IO

from indictx.errors import ModelError

__all__ = [
    "FLOAT16",
    "FLOAT32",
    "FLOATS",
    "INT8",
    "TYPES",
    "Contents",
    "Variable",
    "beginning",
    "blocks",
    "ending",
    "heading",
    "read_contents",
]

_BINARY_VERSION = 6
#: The number of a type is its place in DataType (types.h).
TYPES = {0: "float32", 1: "int8", 2: "int16", 3: "int32", 4: "float16", 5: "bfloat16"}
FLOAT32, INT8, FLOAT16 = 0, 1, 4
FLOATS = (FLOAT32, FLOAT16)
_BLOCK_BYTES = 1 << 23


@dataclass(frozen=True, slots=True)
class Variable:
    """One array of the file.

    Attributes:
        name: Scope and attribute, such as ``encoder/layer_0/ffn/linear_0/weight``.
        shape: Dimensions; none for a scalar.
        type_id: Key into ``TYPES``.
        start: Where its bytes begin in the file.
        size_bytes: How many there are.
    """

    name: str
    shape: tuple[int, ...]
    type_id: int
    start: int
    size_bytes: int

    @property
    def is_quantizable(self) -> bool:
        """Whether CTranslate2 has a scale for it: matrices of linear, embedding and conv layers."""
        return (
            self.type_id in FLOATS
            and len(self.shape) in (2, 3)
            and self.name.rpartition("/")[2] == "weight"
        )


@dataclass(frozen=True, slots=True)
class Contents:
    """The table of contents of a ``model.bin``."""

    spec: str
    revision: int
    variables: list[Variable]
    aliases: list[tuple[str, str]]


def read_contents(reader: IO[bytes], path: Path) -> Contents:
    """Return what a ``model.bin`` holds, without the arrays themselves.

    Args:
        reader: The file, at its beginning.
        path: What it is called in errors.

    Raises:
        ModelError: It is no CTranslate2 model of binary version 6, or ends early.
    """
    try:
        version = _number(reader, "<I")
        if version != _BINARY_VERSION:
            raise ModelError(
                f"{path} has binary version {version}, expected {_BINARY_VERSION}",
                hint="it is no CTranslate2 model, or one of another age",
            )
        spec, revision = _text(reader), _number(reader, "<I")
        variables = [_variable(reader) for _ in range(_number(reader, "<I"))]
        aliases = [(_text(reader), _text(reader)) for _ in range(_number(reader, "<I"))]
    except (struct.error, UnicodeDecodeError, KeyError) as error:
        raise ModelError(f"{path} is not a whole CTranslate2 model") from error
    return Contents(spec, revision, variables, aliases)


def _variable(reader: IO[bytes]) -> Variable:
    name = _text(reader)
    rank = _number(reader, "<B")
    shape = tuple(_number(reader, "<I") for _ in range(rank))
    type_id = _number(reader, "<B")
    size_bytes = _number(reader, "<I")
    start = reader.tell()
    if size_bytes != prod(shape) * _item_bytes(type_id):
        raise struct.error(name)
    reader.seek(size_bytes, os.SEEK_CUR)
    return Variable(name, shape, type_id, start, size_bytes)


def _item_bytes(type_id: int) -> int:
    return {"int8": 1, "int32": 4, "float32": 4}.get(TYPES[type_id], 2)


def _number(reader: IO[bytes], layout: str) -> int:
    value: int = struct.unpack(layout, reader.read(struct.calcsize(layout)))[0]
    return value


def _text(reader: IO[bytes]) -> str:
    length = _number(reader, "<H")
    data = reader.read(length)
    if len(data) != length or not data.endswith(b"\0"):
        raise struct.error("text")
    return data[:-1].decode()


def blocks(reader: IO[bytes], variable: Variable, *, multiple: int = 8) -> Iterator[bytes]:
    """Yield the bytes of an array, in blocks of a multiple of so many bytes.

    Raises:
        ModelError: The file ends within it.
    """
    reader.seek(variable.start)
    size = max(1, _BLOCK_BYTES // multiple) * multiple
    left = variable.size_bytes
    while left:
        block = reader.read(min(size, left))
        if not block:
            raise ModelError(f"the file ends within {variable.name!r}")
        left -= len(block)
        yield block


def beginning(contents: Contents, count: int) -> bytes:
    """Return what comes before the arrays of a file with so many of them."""
    start = struct.pack("<I", _BINARY_VERSION) + _packed(contents.spec)
    return start + struct.pack("<II", contents.revision, count)


def ending(aliases: list[tuple[str, str]]) -> bytes:
    """Return what comes after the arrays: other names of some of them."""
    names = (_packed(alias) + _packed(name) for alias, name in aliases)
    return struct.pack("<I", len(aliases)) + b"".join(names)


def heading(name: str, shape: tuple[int, ...], type_id: int) -> bytes:
    """Return what comes before the bytes of an array."""
    size_bytes = prod(shape) * _item_bytes(type_id)
    dimensions = struct.pack(f"<B{len(shape)}I", len(shape), *shape)
    return _packed(name) + dimensions + struct.pack("<BI", type_id, size_bytes)


def _packed(text: str) -> bytes:
    data = text.encode() + b"\0"
    return struct.pack("<H", len(data)) + data
