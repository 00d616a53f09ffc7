"""Turn the float weights of a CTranslate2 ``model.bin`` into int8, on disk and with NumPy alone.

What comes out is, byte for byte, what CTranslate2's converters write with ``--quantization int8``
or ``int8_float32``: each row of a matrix is scaled by 127 over its largest absolute value and
rounded half to even (``ctranslate2/specs/model_spec.py``, ``_quantize``). Rows are read, scaled and
written in blocks, so memory does not grow with the model.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from math import prod
from pathlib import Path
from typing import IO, Any

from indictx.errors import ModelError, UsageError
from indictx.models.binary import (
    FLOAT16,
    FLOAT32,
    FLOATS,
    INT8,
    TYPES,
    Contents,
    Variable,
    beginning,
    blocks,
    ending,
    heading,
    read_contents,
)

#: What :func:`requantize` can write; both differ only in what becomes of float16 biases and norms.
COMPUTE_TYPES = ("int8", "int8_float32")

_Progress = Callable[[int, int], None]


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
            model = read_contents(reader, source)
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
        for variable in read_contents(reader, path).variables:
            name = TYPES[variable.type_id]
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
        for variable in read_contents(reader, path).variables:
            flat = np.frombuffer(b"".join(blocks(reader, variable)), TYPES[variable.type_id])
            is_float = variable.type_id in FLOATS
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


def _write(
    reader: IO[bytes],
    writer: IO[bytes],
    model: Contents,
    *,
    widen: bool,
    progress: _Progress | None,
) -> None:
    added = sum(variable.is_quantizable for variable in model.variables)
    total = sum(variable.size_bytes for variable in model.variables)
    writer.write(beginning(model, len(model.variables) + added))
    done = 0
    # Sorted by name, as they are in the file: a scale comes right after its weight.
    for variable in model.variables:
        if variable.is_quantizable:
            _write_quantized(reader, writer, variable)
        elif widen and variable.type_id == FLOAT16 and variable.shape:
            _write_widened(reader, writer, variable)
        else:
            writer.write(heading(variable.name, variable.shape, variable.type_id))
            for block in blocks(reader, variable):
                writer.write(block)
        done += variable.size_bytes
        if progress is not None:
            progress(done, total)
    # An alias of a weight needs none for the scale: the runtime looks that up by itself.
    writer.write(ending(model.aliases))


def _write_quantized(reader: IO[bytes], writer: IO[bytes], variable: Variable) -> None:
    import numpy as np

    writer.write(heading(variable.name, variable.shape, INT8))
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
    writer.write(heading(f"{variable.name}_scale", joined.shape, FLOAT32))
    writer.write(joined.astype(np.float32, copy=False).tobytes())


def _write_widened(reader: IO[bytes], writer: IO[bytes], variable: Variable) -> None:
    import numpy as np

    writer.write(heading(variable.name, variable.shape, FLOAT32))
    for block in blocks(reader, variable):
        writer.write(np.frombuffer(block, np.float16).astype(np.float32).tobytes())


def _rows(reader: IO[bytes], variable: Variable) -> Iterator[Any]:
    """Yield the rows of a matrix as float32 blocks ``(rows, columns)``, free to be changed.

    A convolution ``(out, in, width)`` has one row for each output.
    """
    import numpy as np

    columns = prod(variable.shape[1:])
    stored = np.dtype(TYPES[variable.type_id])
    row_bytes = columns * stored.itemsize
    for block in blocks(reader, variable, multiple=row_bytes):
        yield np.frombuffer(block, stored).reshape(-1, columns).astype(np.float32)
