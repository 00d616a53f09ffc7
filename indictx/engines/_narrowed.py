"""A model that only scores, without the rows of what it never writes.

A model into one language has pieces of both, and a bias that forbids it those of the other. Scoring
computes them all the same, for each piece of a target: a third of its time. CTranslate2's ``vmap.txt``
is for searching alone, so the rows are taken out when the model is loaded, and the scores stay what
they were.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from indictx.errors import ModelError
from indictx.models.binary import (
    FLOAT32,
    INT8,
    Contents,
    Variable,
    beginning,
    ending,
    heading,
    read_contents,
)

__all__ = ["Narrowed", "narrowed"]

_MODEL, _CONFIG = "model.bin", "config.json"
_VOCABULARY, _SOURCES, _TARGETS = (
    f"{name}_vocabulary.json" for name in ("shared", "source", "target")
)
_TABLE, _BIAS = "decoder/embeddings/weight", "decoder/projection/bias"
_SCALES = f"{_TABLE}_scale"
_SOURCE_TABLE = "encoder/embeddings_0/weight"
_SHARED = {_SOURCE_TABLE, "decoder/projection/weight"}
# A piece with a lower bias has no probability at all in float32.
_FORBIDDEN = -1000.0
# With more rows left there is little to gain.
_MOST = 0.8
# </s> and <unk>, which CTranslate2 looks for.
_ALWAYS = 2


@dataclass(frozen=True, slots=True)
class Narrowed:
    """A model without the rows that it never writes.

    Attributes:
        files: Its files by their names, to be loaded from memory.
        targets: The pieces that are left of its targets.
    """

    files: dict[str, bytes]
    targets: frozenset[str]


def narrowed(folder: Path) -> Narrowed | None:
    """Return a model that writes only what its biases allow.

    Its scores of targets that have no other pieces are those of the model, but for the order in
    which a sum is rounded. Others it would read as unknown: they are for the whole model.

    Args:
        folder: A model with one table of int8 embeddings for both sides.

    Returns:
        ``None`` if it is another kind of model, few rows would go, or something is wrong with it,
        which CTranslate2 then says.
    """
    try:
        return _narrowed(folder)
    except (ModelError, OSError, ValueError, TypeError, LookupError):
        return None


def _narrowed(folder: Path) -> Narrowed | None:
    with (folder / _MODEL).open("rb") as reader:
        contents = read_contents(reader, folder / _MODEL)
        variables = {variable.name: variable for variable in contents.variables}
        vocabulary = (folder / _VOCABULARY).read_bytes()
        pieces = json.loads(vocabulary)
        if not _is_known(contents, variables, len(pieces)):
            return None
        reader.seek(0)
        data = memoryview(reader.read())
    bias = array("f")
    bias.frombytes(_part(data, variables[_BIAS]))
    rows = [n for n, value in enumerate(bias) if value > _FORBIDDEN or n < _ALWAYS]
    if len(rows) > _MOST * len(bias):
        return None
    targets = [pieces[row] for row in rows]
    files = {
        _MODEL: _without_rows(contents, variables, data, rows),
        _CONFIG: (folder / _CONFIG).read_bytes(),
        _SOURCES: vocabulary,
        _TARGETS: json.dumps(targets, ensure_ascii=False).encode(),
    }
    return Narrowed(files, frozenset(targets))


def _is_known(contents: Contents, variables: dict[str, Variable], pieces: int) -> bool:
    of_table = {alias for alias, name in contents.aliases if name == _TABLE}
    wanted = {_TABLE: INT8, _SCALES: FLOAT32, _BIAS: FLOAT32}
    return of_table == _SHARED and all(
        variables[name].type_id == kind and variables[name].shape[0] == pieces
        for name, kind in wanted.items()
    )


def _part(data: memoryview, variable: Variable) -> memoryview:
    return data[variable.start : variable.start + variable.size_bytes]


def _without_rows(
    contents: Contents, variables: dict[str, Variable], data: memoryview, rows: Sequence[int]
) -> bytes:
    """Return a ``model.bin`` whose target side has these rows, and its source side all."""
    table = variables[_TABLE]
    parts: list[bytes | memoryview] = [beginning(contents, len(variables) + 2)]
    for old, new in ((_TABLE, _SOURCE_TABLE), (_SCALES, f"{_SOURCE_TABLE}_scale")):
        variable = variables[old]
        parts += [heading(new, variable.shape, variable.type_id), _part(data, variable)]
    for name, variable in variables.items():
        held = _part(data, variable)
        if name in (_TABLE, _SCALES, _BIAS):
            parts.append(heading(name, (len(rows), *variable.shape[1:]), variable.type_id))
            size = len(held) // table.shape[0]
            parts += [held[size * row : size * (row + 1)] for row in rows]
        else:
            parts += [heading(name, variable.shape, variable.type_id), held]
    parts.append(ending([pair for pair in contents.aliases if pair[0] != _SOURCE_TABLE]))
    return b"".join(parts)
