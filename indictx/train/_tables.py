"""From decoded TOML to dataclasses, by their annotations, naming the key that is wrong."""

from __future__ import annotations

import dataclasses
import math
import typing
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, TypeVar

from indictx.errors import UsageError

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Range:
    """Which numbers a field may hold; in its annotation: ``Annotated[int, Range(1)]``.

    Attributes:
        least: Least number allowed.
        greatest: Greatest number allowed; ``None`` is no limit.
    """

    least: float
    greatest: float | None = None

    def __str__(self) -> str:
        if self.greatest is None:
            return f"at least {self.least:g}"
        return f"{self.least} to {self.greatest}"

    def __contains__(self, value: float) -> bool:
        return self.least <= value and (self.greatest is None or value <= self.greatest)


def build(kind: type[_T], table: object, where: str = "") -> _T:
    """Return a dataclass with the values of a table.

    Fields may be scalars, numbers with a :class:`Range`, dataclasses, and tuples and mappings of
    these.

    Args:
        kind: A dataclass.
        table: Decoded TOML.
        where: Path of the table, with a dot at its end, for messages.

    Raises:
        UsageError: A key is unknown or missing, or its value is of the wrong kind or out of range.
    """
    if not isinstance(table, Mapping):
        raise UsageError(f"recipe section {where.rstrip('.')!r} is not a table")
    hints = typing.get_type_hints(kind, include_extras=True)
    fields = {each.name: each for each in dataclasses.fields(kind)}  # type: ignore[arg-type]  # only called with dataclasses
    for key in table:
        if key not in fields:
            raise _unknown(f"{where}{key}", key, fields)
    values = {key: _value(hints[key], value, f"{where}{key}") for key, value in table.items()}
    for name, each in fields.items():
        required = (
            each.default is dataclasses.MISSING and each.default_factory is dataclasses.MISSING
        )
        if required and name not in values:
            raise UsageError(f"recipe key {where + name!r} is missing")
    return kind(**values)


def _unknown(full: str, key: str, fields: Mapping[str, object]) -> UsageError:
    from difflib import get_close_matches

    close = get_close_matches(key, fields, n=1)
    hint = f"did you mean {close[0]!r}?" if close else f"one of {', '.join(fields)}"
    return UsageError(f"unknown recipe key: {full!r}", hint=hint)


def _value(hint: Any, value: object, where: str) -> object:  # noqa: ANN401 - a type
    origin = typing.get_origin(hint)
    if origin is Annotated:
        number, allowed = _value(hint.__origin__, value, where), hint.__metadata__[0]
        if number not in allowed:
            raise UsageError(f"recipe key {where!r} is {number!r}, expected {allowed}")
        return number
    if dataclasses.is_dataclass(hint):
        return build(hint, value, f"{where}.")  # type: ignore[arg-type]  # a class, not an instance
    if origin is tuple:
        if not isinstance(value, list):
            raise UsageError(f"recipe key {where!r} is {value!r}, expected a list")
        inner = typing.get_args(hint)[0]
        return tuple(_value(inner, each, f"{where}[{n}]") for n, each in enumerate(value))
    if origin is not None and issubclass(origin, Mapping):
        if not isinstance(value, Mapping):
            raise UsageError(f"recipe key {where!r} is {value!r}, expected a table")
        inner = typing.get_args(hint)[1]
        return {key: _value(inner, each, f"{where}.{key}") for key, each in value.items()}
    if hint is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if not isinstance(value, hint) or (hint is int and isinstance(value, bool)):
        raise UsageError(f"recipe key {where!r} is {value!r}, expected {hint.__name__}")
    if isinstance(value, float) and not math.isfinite(value):
        raise UsageError(f"recipe key {where!r} is {value!r}, expected a finite number")
    return value
