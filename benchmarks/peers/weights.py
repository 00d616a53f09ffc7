"""The float weights of a CTranslate2 ``model.bin``: what its int8 numbers stand for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

# The one reader of the file's table of contents; its other users are in the same module.
from indictx.models.requantize import _TYPES, _read_contents


def read_weights(path: Path) -> dict[str, Any]:
    """Return every array by its name, int8 matrices as float32: number over scale of its row.

    Aliases have names of their own. Scalars are arrays without dimensions; scales are left out.

    Raises:
        ModelError: The file is no CTranslate2 model.
    """
    import numpy as np

    found = {}
    with path.open("rb") as reader:
        contents = _read_contents(reader, path)
        for variable in contents.variables:
            reader.seek(variable.start)
            values = np.frombuffer(reader.read(variable.size_bytes), _TYPES[variable.type_id])
            found[variable.name] = values.reshape(variable.shape)
    weights = {
        name: dequantize(values, found[f"{name}_scale"]) if f"{name}_scale" in found else values
        for name, values in found.items()
        if not name.endswith("_scale")
    }
    return weights | {alias: weights[name] for alias, name in contents.aliases}


def dequantize(numbers: Any, scales: Any) -> Any:  # noqa: ANN401 - numpy is optional here
    """Return ``numbers`` ``(rows, columns)`` of int8 over ``scales`` ``(rows,)``, as float32."""
    import numpy as np

    return numbers.astype(np.float32) / scales.astype(np.float32)[:, None]
