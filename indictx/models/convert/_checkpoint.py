"""Tensors of a Hugging Face checkpoint as NumPy arrays, one at a time, without torch.

The format of ``.safetensors`` is an 8-byte length, a JSON header and the raw bytes; here they are
mapped into memory, so that a tensor costs nothing until it is used.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from math import prod
from pathlib import Path
from typing import Any

from indictx.errors import MissingExtraError, ModelError, UsageError

_MOST_HEADER_BYTES = 100_000_000
# Names of the format and NumPy's; bfloat16 is read as the upper half of float32.
_TYPES = {"F64": "<f8", "F32": "<f4", "F16": "<f2", "BF16": "<u2", "I64": "<i8", "I32": "<i4"}

_INDEX = "model.safetensors.index.json"
_WHOLE = "model.safetensors"
_PICKLE = "pytorch_model.bin"


class Checkpoint(Mapping[str, Any]):
    """Name → float32 array, read when asked for.

    Args:
        tensors: Name → function that reads it.
    """

    def __init__(self, tensors: Mapping[str, Any]) -> None:
        self._tensors = tensors

    def __getitem__(self, name: str) -> Any:  # noqa: ANN401 - numpy is imported late
        return self._tensors[name]()

    def __iter__(self) -> Iterator[str]:
        return iter(self._tensors)

    def __len__(self) -> int:
        return len(self._tensors)


def open_checkpoint(folder: Path, *, allow_pickle: bool = False) -> Checkpoint:
    """Open the weights in a folder: one ``.safetensors``, or the parts that an index names.

    Args:
        folder: A downloaded repository.
        allow_pickle: Also take ``pytorch_model.bin`` if there is nothing else, with torch's
            ``weights_only``, which loads tensors and runs nothing.

    Raises:
        ModelError: There are no weights, or a file is damaged.
        UsageError: There is only a pickle, and that was not allowed.
        MissingExtraError: A pickle needs torch.
    """
    if (folder / _INDEX).is_file():
        names = set(read_json(folder / _INDEX).get("weight_map", {}).values())
        if not all(isinstance(name, str) and Path(name).name == name for name in names):
            raise ModelError(f"{folder / _INDEX} names a file outside its folder")
        tensors: dict[str, Any] = {}
        for name in sorted(names):
            tensors |= _safetensors(folder / name)
        return Checkpoint(tensors)
    if (folder / _WHOLE).is_file():
        return Checkpoint(_safetensors(folder / _WHOLE))
    if not (folder / _PICKLE).is_file():
        raise ModelError(f"no weights in {str(folder)!r}", hint=f"expected {_WHOLE}")
    if not allow_pickle:
        raise UsageError(
            f"{str(folder)!r} has its weights only as a pickle, {_PICKLE}",
            hint="if you trust where it comes from, add --allow-pickle",
        )
    return Checkpoint(_pickle(folder / _PICKLE))


def _safetensors(path: Path) -> dict[str, Any]:
    size = path.stat().st_size
    with path.open("rb") as file:
        length = int.from_bytes(file.read(8), "little")
        if length > min(size - 8, _MOST_HEADER_BYTES):
            raise ModelError(f"{path} is not a whole safetensors file")
        try:
            header = json.loads(file.read(length))
            header.pop("__metadata__", None)
            return {
                name: _lazy(path, 8 + length, size, entry) for name, entry in sorted(header.items())
            }
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise ModelError(f"{path} is not a whole safetensors file: {error}") from error


def _lazy(path: Path, base: int, size: int, entry: Mapping[str, Any]) -> Any:  # noqa: ANN401 - numpy
    import numpy as np

    kind = np.dtype(_TYPES[entry["dtype"]])
    shape = tuple(map(int, entry["shape"]))
    start, end = entry["data_offsets"]
    if not 0 <= start <= end <= size - base or end - start != prod(shape) * kind.itemsize:
        raise ValueError("a tensor lies outside the file")

    def read() -> Any:  # noqa: ANN401 - numpy
        if not prod(shape):
            return np.zeros(shape, np.float32)
        mapped: Any = np.memmap(path, kind, "r", offset=base + start, shape=shape)
        if entry["dtype"] == "BF16":
            return (mapped.astype(np.uint32) << 16).view(np.float32)
        return mapped.astype(np.float32, copy=False)

    return read


def _pickle(path: Path) -> dict[str, Any]:
    try:
        import torch
    except ImportError as error:
        raise MissingExtraError("torch", extra="convert") from error
    tensors = torch.load(path, map_location="cpu", weights_only=True, mmap=True)

    def reader(tensor: Any) -> Any:  # noqa: ANN401 - torch
        return lambda: tensor.float().numpy()

    return {name: reader(tensor) for name, tensor in sorted(tensors.items())}


def read_json(path: Path) -> dict[str, Any]:
    """Return the object in a JSON file; ``ModelError`` when there is none."""
    try:
        table = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ModelError(f"cannot read {str(path)!r}: {error}") from error
    if not isinstance(table, dict):
        raise ModelError(f"{path} is not a JSON object")
    return table
