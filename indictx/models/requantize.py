"""Turn the float weights of a CTranslate2 ``model.bin`` into int8, on disk and with NumPy alone.

What comes out is, byte for byte, what CTranslate2's converters write with ``--quantization int8``
or ``int8_float32``: each row of a matrix is scaled by 127 over its largest absolute value and
rounded half to even (``ctranslate2/specs/model_spec.py``, ``_quantize``). Rows are read, scaled and
written in blocks, so memory does not grow with the model.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import prod
from pathlib import Path
from typing import IO, Any

from indictx.errors import ModelError, UsageError

#: What :func:`requantize` can write; both differ only in what becomes of float16 biases and norms.
COMPUTE_TYPES = ("int8", "int8_float32")

# The layout of ``ModelSpec._serialize``; the number of a type is its place in DataType (types.h).
_BINARY_VERSION = 6
_TYPES = {0: "float32", 1: "int8", 2: "int16", 3: "int32", 4: "float16", 5: "bfloat16"}
_FLOAT32, _INT8, _FLOAT16 = 0, 1, 4
_FLOATS = (_FLOAT32, _FLOAT16)
_BLOCK_BYTES = 1 << 23

_Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class _Variable:
    """One array of the file.

    Attributes:
        name: Scope and attribute, such as ``encoder/layer_0/ffn/linear_0/weight``.
        shape: Dimensions; none for a scalar.
        type_id: Key into ``_TYPES``.
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
            self.type_id in _FLOATS
            and len(self.shape) in (2, 3)
            and self.name.rpartition("/")[2] == "weight"
        )


@dataclass(frozen=True, slots=True)
class _Model:
    """The table of contents of a ``model.bin``."""

    spec: str
    revision: int
    variables: list[_Variable]
    aliases: list[tuple[str, str]]


def requantize(
    source: Path,
    target: Path,
    *,
    compute_type: str = "int8",
    progress: _Progress | None = None,
) -> None:
    """Write an int8 copy of a model's weights; nothing is left behind when that fails.

    Args:
        source: A ``model.bin`` of float32 or float16; weights that are int8 already stay so.
        target: Where to write it; may be ``source`` itself, which is replaced when all is done.
        compute_type: ``int8`` keeps the type of biases and norms, ``int8_float32`` makes it
            float32. For a float32 model both are the same.
        progress: Called with the bytes read so far and in all.

    Raises:
        UsageError: Another compute type.
        ModelError: The file is no CTranslate2 model of binary version 6, or ends early.
    """
    if compute_type not in COMPUTE_TYPES:
        raise UsageError(
            f"cannot requantize to {compute_type!r}", hint=f"one of {', '.join(COMPUTE_TYPES)}"
        )
    part = target.with_name(f"{target.name}.{os.getpid()}.part")
    try:
        with source.open("rb") as reader, part.open("wb") as writer:
            model = _read_contents(reader, source)
            _write(reader, writer, model, widen=compute_type != "int8", progress=progress)
            writer.flush()
            os.fsync(writer.fileno())
        part.replace(target)
    except OSError as error:
        raise ModelError(f"cannot requantize {str(source)!r}: {error}") from error
    finally:
        part.unlink(missing_ok=True)


def stored_types(path: Path) -> dict[str, int]:
    """Return how many values a ``model.bin`` has of each type, such as ``{"int8": 9216}``.

    Raises:
        ModelError: The file is no CTranslate2 model of binary version 6, or ends early.
    """
    counts: dict[str, int] = {}
    with path.open("rb") as reader:
        for variable in _read_contents(reader, path).variables:
            name = _TYPES[variable.type_id]
            counts[name] = counts.get(name, 0) + prod(variable.shape)
    return counts


def read_floats(path: Path) -> dict[str, Any]:
    """Return the arrays of a ``model.bin`` as float32, int8 weights by their scales.

    Other integers, which are settings, are left as they are. All of them are held in memory.

    Raises:
        ModelError: The file is no CTranslate2 model of binary version 6, or ends early.
    """
    import numpy as np

    arrays: dict[str, Any] = {}
    with path.open("rb") as reader:
        for variable in _read_contents(reader, path).variables:
            flat = np.frombuffer(b"".join(_blocks(reader, variable)), _TYPES[variable.type_id])
            is_float = variable.type_id in _FLOATS
            arrays[variable.name] = (flat.astype(np.float32) if is_float else flat).reshape(
                variable.shape
            )
    for name in [name for name in arrays if f"{name}_scale" in arrays]:
        arrays[name] = dequantize(arrays[name], arrays.pop(f"{name}_scale"))
    return arrays


def dequantize(numbers: Any, scales: Any) -> Any:  # noqa: ANN401 - numpy is optional here
    """Return ``numbers`` ``(rows, ...)`` of int8 over ``scales`` ``(rows,)``, as float32."""
    import numpy as np

    rows = scales.astype(np.float32).reshape(-1, *[1] * (numbers.ndim - 1))
    return numbers.astype(np.float32) / rows


def _read_contents(reader: IO[bytes], path: Path) -> _Model:
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
    return _Model(spec, revision, variables, aliases)


def _variable(reader: IO[bytes]) -> _Variable:
    name = _text(reader)
    rank = _number(reader, "<B")
    shape = tuple(_number(reader, "<I") for _ in range(rank))
    type_id = _number(reader, "<B")
    size_bytes = _number(reader, "<I")
    start = reader.tell()
    if size_bytes != prod(shape) * _item_bytes(type_id):
        raise struct.error(name)
    reader.seek(size_bytes, os.SEEK_CUR)
    return _Variable(name, shape, type_id, start, size_bytes)


def _item_bytes(type_id: int) -> int:
    return {"int8": 1, "int32": 4, "float32": 4}.get(_TYPES[type_id], 2)


def _number(reader: IO[bytes], layout: str) -> int:
    value: int = struct.unpack(layout, reader.read(struct.calcsize(layout)))[0]
    return value


def _text(reader: IO[bytes]) -> str:
    length = _number(reader, "<H")
    data = reader.read(length)
    if len(data) != length or not data.endswith(b"\0"):
        raise struct.error("text")
    return data[:-1].decode()


def _write(
    reader: IO[bytes], writer: IO[bytes], model: _Model, *, widen: bool, progress: _Progress | None
) -> None:
    added = sum(variable.is_quantizable for variable in model.variables)
    total = sum(variable.size_bytes for variable in model.variables)
    writer.write(struct.pack("<I", _BINARY_VERSION) + _packed(model.spec))
    writer.write(struct.pack("<II", model.revision, len(model.variables) + added))
    done = 0
    # Sorted by name, as they are in the file: a scale comes right after its weight.
    for variable in model.variables:
        if variable.is_quantizable:
            _write_quantized(reader, writer, variable)
        elif widen and variable.type_id == _FLOAT16 and variable.shape:
            _write_widened(reader, writer, variable)
        else:
            writer.write(_heading(variable.name, variable.shape, variable.type_id))
            for block in _blocks(reader, variable):
                writer.write(block)
        done += variable.size_bytes
        if progress is not None:
            progress(done, total)
    # An alias of a weight needs none for the scale: the runtime looks that up by itself.
    writer.write(struct.pack("<I", len(model.aliases)))
    for alias, name in model.aliases:
        writer.write(_packed(alias) + _packed(name))


def _write_quantized(reader: IO[bytes], writer: IO[bytes], variable: _Variable) -> None:
    import numpy as np

    writer.write(_heading(variable.name, variable.shape, _INT8))
    scales = []
    for rows in _rows(reader, variable):
        largest = np.abs(rows).max(axis=1)
        largest[largest == 0] = 127.0
        # The scale of a row of tiny values must still be a float32.
        largest = np.maximum(largest, np.float32(127) / np.finfo(np.float32).max)
        scale = 127.0 / largest
        rows *= scale[:, None]
        writer.write(np.rint(rows, out=rows).astype(np.int8).tobytes())
        scales.append(scale)
    joined = np.concatenate(scales)
    writer.write(_heading(f"{variable.name}_scale", joined.shape, _FLOAT32))
    writer.write(joined.astype(np.float32, copy=False).tobytes())


def _write_widened(reader: IO[bytes], writer: IO[bytes], variable: _Variable) -> None:
    import numpy as np

    writer.write(_heading(variable.name, variable.shape, _FLOAT32))
    for block in _blocks(reader, variable):
        writer.write(np.frombuffer(block, np.float16).astype(np.float32).tobytes())


def _rows(reader: IO[bytes], variable: _Variable) -> Iterator[Any]:
    """Yield the rows of a matrix as float32 blocks ``(rows, columns)``, free to be changed.

    A convolution ``(out, in, width)`` has one row for each output.
    """
    import numpy as np

    columns = prod(variable.shape[1:])
    stored = np.dtype(_TYPES[variable.type_id])
    row_bytes = columns * stored.itemsize
    for block in _blocks(reader, variable, multiple=row_bytes):
        yield np.frombuffer(block, stored).reshape(-1, columns).astype(np.float32)


def _blocks(reader: IO[bytes], variable: _Variable, *, multiple: int = 8) -> Iterator[bytes]:
    reader.seek(variable.start)
    size = max(1, _BLOCK_BYTES // multiple) * multiple
    left = variable.size_bytes
    while left:
        block = reader.read(min(size, left))
        if not block:
            raise ModelError(f"the file ends within {variable.name!r}")
        left -= len(block)
        yield block


def _heading(name: str, shape: tuple[int, ...], type_id: int) -> bytes:
    size_bytes = prod(shape) * _item_bytes(type_id)
    dimensions = struct.pack(f"<B{len(shape)}I", len(shape), *shape)
    return _packed(name) + dimensions + struct.pack("<BI", type_id, size_bytes)


def _packed(text: str) -> bytes:
    data = text.encode() + b"\0"
    return struct.pack("<H", len(data)) + data
