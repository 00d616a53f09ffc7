"""From what a flag, a variable or a TOML file says to a value of the setting's kind."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from indictx.errors import UsageError
from indictx.settings.table import Setting

_TRUE = frozenset({"1", "true", "yes", "on"})
_FALSE = frozenset({"0", "false", "no", "off"})


def parsed(wanted: Setting, text: str) -> object:
    """Return the value that a string in the environment stands for."""
    place, folded = wanted.variable, text.strip().lower()
    if wanted.kind == "bool":
        if folded not in _TRUE | _FALSE:
            raise UsageError(f"{place}: {text!r} is neither true nor false", hint="use 1 or 0")
        return folded in _TRUE
    if wanted.kind in {"int", "float"}:
        try:
            return typed(wanted, int(text) if wanted.kind == "int" else float(text), place=place)
        except ValueError as error:
            raise _wrong_kind(wanted, text, place) from error
    if wanted.kind == "list":
        return typed(wanted, [part for part in text.split(wanted.separator) if part], place=place)
    return typed(wanted, text, place=place)


def typed(wanted: Setting, raw: object, *, place: str, base: Path | None = None) -> object:
    """Return ``raw`` as the setting's kind; relative paths start from ``base``.

    Raises:
        UsageError: ``raw`` is of another kind, or not among the values allowed.
    """
    match wanted.kind:
        case "bool" if isinstance(raw, bool):
            return raw
        case "int" if isinstance(raw, int) and not isinstance(raw, bool):
            return _in_range(wanted, raw, place)
        case "float" if isinstance(raw, int | float) and not isinstance(raw, bool):
            return _in_range(wanted, float(raw), place)
        case "str" | "path" if isinstance(raw, str | Path):
            return _one(wanted, str(raw), place, base)
        case "list" if isinstance(raw, str | Sequence):
            return _several(wanted, [raw] if isinstance(raw, str) else raw, place, base)
    raise _wrong_kind(wanted, raw, place)


def _in_range(wanted: Setting, number: float, place: str) -> float:
    # "not >=" and not "<", so that nan is refused too
    if wanted.minimum is not None and not number >= wanted.minimum:
        raise UsageError(f"{place}: {number} is less than {wanted.minimum}")
    if wanted.maximum is not None and number > wanted.maximum:
        raise UsageError(f"{place}: {number} is more than {wanted.maximum}")
    return number


def _one(wanted: Setting, text: str, place: str, base: Path | None) -> object:
    if wanted.choices and text not in wanted.choices:
        raise UsageError(f"{place}: {text!r} is not one of {', '.join(wanted.choices)}")
    if not text.strip():
        raise UsageError(f"{place}: empty value")
    is_path = wanted.kind == "path" or wanted.item == "path"
    if is_path or (wanted.item == "name" and text.startswith((".", "~"))):
        path = _located(text, place, base)
        return path if is_path else str(path)
    return text


def _several(
    wanted: Setting, items: Sequence[object], place: str, base: Path | None
) -> tuple[object, ...]:
    values: list[object] = []
    for item in items:
        if not isinstance(item, str | Path):
            raise _wrong_kind(wanted, item, place)
        parts = [str(item)]
        if wanted.separator == ",":
            parts = [part.strip() for part in str(item).split(",")]
        values += [_one(wanted, part, place, base) for part in parts]
    return tuple(values)


def _located(text: str, place: str, base: Path | None) -> Path:
    try:
        path = Path(text).expanduser()
    except RuntimeError as error:
        raise UsageError(f"{place}: {text!r}: {error}") from error
    return path if base is None else base / path


def _wrong_kind(wanted: Setting, raw: object, place: str) -> UsageError:
    nouns = {
        "str": "text",
        "int": "a whole number",
        "float": "a number",
        "bool": "true or false",
        "path": "a path",
        "list": "a list of texts",
    }
    return UsageError(f"{place}: {raw!r} is not {nouns[wanted.kind]}")
