"""Tables: CSV and TSV. Cells of the chosen columns are segments; all else stays as written."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from indictx.errors import ParseError
from indictx.formats._codec import Codec, decode
from indictx.formats._spans import Change, Edit, SpanDocument, apply, edit, is_translatable
from indictx.formats._table import Cell, Dialect, Row, read_rows, read_tabs, sniff_delimiter
from indictx.formats.base import FormatOptions, Segment
from indictx.languages import lookup
from indictx.text.detect import script_of

_NAME_LENGTH = 40
_ENDERS = tuple(".!?।॥۔؟")
_IDENTIFIER = re.compile(r"[^\W\d][\w.-]*")
# What a spreadsheet computes: =SUM(A1:A3), =B2&" ok", ="Total "&B2, =Sheet1!A1
_FORMULA = re.compile(
    r"=[-+(]*(?:[A-Za-z_][\w.]*\(|\$?[A-Z]{1,3}\$?\d+\b|[\w.]+!\$?[A-Z]|'[^']+'!|\"[^\"]*\"\s*&)"
)
_SAMPLE_ROWS = 50


class Tabular:
    """Rows and columns.

    Args:
        name: Name of the format.
        extensions: File name endings.
        delimiter: What separates cells; ``None`` finds out.
    """

    def __init__(self, name: str, extensions: tuple[str, ...], delimiter: str | None) -> None:
        self.name = name
        self.extensions = extensions
        self._delimiter = delimiter

    def parse(self, data: bytes, options: FormatOptions) -> SpanDocument:
        """Read a table; see :meth:`Format.parse`."""
        text, codec = decode(data, options.encoding)
        dialect, rows = self._read(text)
        header = _has_header(rows, options)
        columns = _columns(rows, header=header, wanted=options.columns)
        body = [row for row in rows[header:] if not row.is_blank]
        names = [cell.value.strip() for cell in rows[0].cells] if header else []
        cells = [
            (row, index, row.cells[index])
            for row in body
            for index in (range(len(row.cells)) if columns is None else columns)
            if index < len(row.cells) and _is_text(row.cells[index].value)
        ]
        if options.append:
            return _appended(
                text, codec, rows, header=header, cells=cells, dialect=dialect, options=options
            )
        edits = [
            edit(_segment(row, index, cell, names), cell.start, cell.end, _writer(cell, dialect))
            for row, index, cell in cells
        ]
        return SpanDocument(text, codec, edits)

    def _read(self, text: str) -> tuple[Dialect, list[Row]]:
        if self._delimiter == "\t":
            return read_tabs(text)
        dialect = Dialect(self._delimiter or sniff_delimiter(text))
        return dialect, read_rows(text, dialect)


def _is_text(value: str) -> bool:
    return _FORMULA.match(value) is None and is_translatable(value)


def _segment(row: Row, index: int, cell: Cell, names: Sequence[str]) -> Segment:
    name = names[index] if index < len(names) else ""
    return Segment(
        key=f"line {row.line} column {index + 1}", source=cell.value, context=name or None
    )


def _writer(cell: Cell, dialect: Dialect) -> Callable[[str], str]:
    return lambda target: dialect.write(target, quoted=cell.is_quoted)


def _has_header(rows: Sequence[Row], options: FormatOptions) -> bool:
    if options.header is not None:
        return options.header and bool(rows)
    if any(not column.isdecimal() for column in options.columns):
        return bool(rows)
    body = [row for row in rows[1:] if not row.is_blank][:_SAMPLE_ROWS]
    names = [cell.value.strip() for cell in rows[0].cells] if body else []
    given = [name for name in names if name]
    if len(set(given)) < len(given) or not all(map(_is_name, given)):
        return False
    is_prose = len(given) > 1 and all(map(is_translatable, names))
    if is_prose and (
        len({script_of(name) for name in names}) == 1 or any(map(_is_language, names))
    ):
        return True
    # Data may look like names as well, but then the rows below look the same.
    return any(
        _is_name_of(
            name, [row.cells[index].value.strip() for row in body if index < len(row.cells)]
        )
        for index, name in enumerate(names)
    )


def _is_name(text: str) -> bool:
    return (
        len(text) <= _NAME_LENGTH
        and not text.endswith(_ENDERS)
        and (is_translatable(text) or _IDENTIFIER.fullmatch(text) is not None)
    )


def _is_language(text: str) -> bool:
    return lookup(text) is not None


def _is_name_of(name: str, below: Sequence[str]) -> bool:
    """Say whether a name is an identifier, and what is below it are none."""
    return _is_identifier(name) and any(below) and not any(map(_is_identifier, below))


def _is_identifier(text: str) -> bool:
    """Say whether a text is a word as programs write it: ``text``, ``text_hin``, ``srcText``."""
    if _IDENTIFIER.fullmatch(text) is None:
        return False
    return "_" in text or (any(map(str.islower, text)) and not text.istitle())


def _columns(rows: Sequence[Row], *, header: bool, wanted: Sequence[str]) -> list[int] | None:
    """Return the indices of the columns to translate; ``None`` is all."""
    if not wanted:
        return None
    names = [cell.value.strip() for cell in rows[0].cells] if header else []
    width = max((len(row.cells) for row in rows), default=0)
    found = []
    for column in wanted:
        if column in names:
            found.append(names.index(column))
        elif column.isdecimal() and 1 <= int(column) <= width:
            found.append(int(column) - 1)
        else:
            shown = ", ".join(names) if names else f"1 to {width}"
            raise ParseError(
                f"there is no column {column!r}", place="line 1", hint=f"it has {shown}"
            )
    return sorted(set(found))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Appending:
    """Columns to add: for each segment its row and its new column."""

    rows: Sequence[Row]
    header: bool
    names: Sequence[str]
    places: Sequence[tuple[int, int]]
    dialect: Dialect


class _AppendedTable(SpanDocument):
    """A table that gets new columns; with no translation at all it gets none."""

    def __init__(self, text: str, codec: Codec, edits: Sequence[Edit], plan: _Appending) -> None:
        super().__init__(text, codec, edits, is_bilingual=True)
        self._plan = plan

    def render_text(self, targets: Sequence[str | None]) -> str:
        """Return the table with a column of translations for each translated column."""
        plan = self._plan
        given = dict(zip(plan.places, targets, strict=True))
        if not any(target is not None for target in targets):
            return self._text
        changes = []
        width = max(len(row.cells) for row in plan.rows)
        for row in plan.rows:
            if row.is_blank:
                continue
            if plan.header and row is plan.rows[0]:
                new = list(plan.names)
            else:
                columns = range(len(plan.names))
                new = [given.get((row.line, column)) or "" for column in columns]
            padding = [""] * (width - len(row.cells))
            cells = [plan.dialect.write(value) for value in padding + new]
            raw = "".join(plan.dialect.delimiter + cell for cell in cells)
            changes.append(Change(row.end, row.end, raw))
        return apply(self._text, changes)


def _appended(
    text: str,
    codec: Codec,
    rows: Sequence[Row],
    *,
    header: bool,
    cells: Sequence[tuple[Row, int, Cell]],
    dialect: Dialect,
    options: FormatOptions,
) -> SpanDocument:
    columns = sorted({index for _, index, _ in cells})
    old = [cell.value.strip() for cell in rows[0].cells] if header else []
    suffix = (options.tgt_lang or "translation").partition("_")[0]
    names = [f"{old[index] if index < len(old) else index + 1}_{suffix}" for index in columns]
    if taken := [name for name in names if name in old]:
        raise ParseError(f"there is a column {taken[0]!r} already", place="line 1")
    edits = [
        Edit(segment=_segment(row, index, cell, old), spans=(), write=lambda _: ())
        for row, index, cell in cells
    ]
    places = [(row.line, columns.index(index)) for row, index, _ in cells]
    plan = _Appending(rows=rows, header=header, names=names, places=places, dialect=dialect)
    return _AppendedTable(text, codec, edits, plan)


CSV = Tabular("csv", (".csv",), None)
TSV = Tabular("tsv", (".tsv", ".tab"), "\t")
