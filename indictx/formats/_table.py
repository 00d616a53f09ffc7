"""Read delimited tables without losing how they are written."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from indictx._patterns import compile_pattern
from indictx.errors import ParseError
from indictx.formats._codec import line_of

_DELIMITERS = ",;\t|"
_SAMPLE_ROWS = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell, ``text[start:end]`` with its quotation marks if it has them."""

    start: int
    end: int
    value: str
    is_quoted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One record.

    Attributes:
        cells: Its cells; at least one, though that may be empty.
        line: Number of its first line.
        end: Where its line ending begins.
    """

    cells: tuple[Cell, ...]
    line: int
    end: int

    @property
    def is_blank(self) -> bool:
        """The row is an empty line."""
        return len(self.cells) == 1 and not self.cells[0].value.strip()


@dataclass(frozen=True, slots=True)
class Dialect:
    """How cells are separated, and whether quotation marks mean anything."""

    delimiter: str
    has_quotes: bool = True

    def write(self, value: str, *, quoted: bool = False) -> str:
        """Return the raw text of a cell."""
        if not self.has_quotes:
            return re.sub(rf"[\r\n{re.escape(self.delimiter)}]+", " ", value)
        if quoted or any(mark in value for mark in (self.delimiter, '"', "\r", "\n")):
            return '"' + value.replace('"', '""') + '"'
        return value


def read_rows(text: str, dialect: Dialect) -> list[Row]:
    """Return all records; they and their line endings tile the text.

    Raises:
        ParseError: A quotation mark is not closed, or is followed by more than a delimiter.
    """
    rows: list[Row] = []
    position = 0
    line = 1
    while position < len(text):
        cells, end = _read_row(text, position, line, dialect)
        rows.append(Row(cells=tuple(cells), line=line, end=end))
        following = end + (2 if text.startswith("\r\n", end) else 1)
        line += line_of(text[position:following], following - position) - 1
        position = following
    return rows


def _read_row(text: str, position: int, line: int, dialect: Dialect) -> tuple[list[Cell], int]:
    bare = re.compile(rf"[^{re.escape(dialect.delimiter)}\r\n]*")
    cells = []
    while True:
        if dialect.has_quotes and text.startswith('"', position):
            cell = _read_quoted(text, position, line, dialect)
        else:
            match = bare.match(text, position)
            raw = match[0] if match else ""
            cell = Cell(start=position, end=position + len(raw), value=raw, is_quoted=False)
        cells.append(cell)
        if not text.startswith(dialect.delimiter, cell.end):
            return cells, cell.end
        position = cell.end + 1


_QUOTED = compile_pattern(r'"((?:[^"]|"")*+)"')


def _read_quoted(text: str, position: int, line: int, dialect: Dialect) -> Cell:
    match = _QUOTED.match(text, position)
    if match is None:
        raise ParseError("a quotation mark is never closed", place=f"line {line}")
    end = match.end()
    if end < len(text) and text[end] not in f"{dialect.delimiter}\r\n":
        at = line + line_of(match[0], len(match[0])) - 1
        raise ParseError(f"{text[end]!r} follows a closing quotation mark", place=f"line {at}")
    return Cell(start=position, end=end, value=match[1].replace('""', '"'), is_quoted=True)


def read_tabs(text: str) -> tuple[Dialect, list[Row]]:
    """Return the records of a table separated by tabs, and whether its quotation marks are quoting.

    The registered type text/tab-separated-values has no quoting, so corpora write quotation marks
    that are just that; spreadsheets quote cells that hold tabs or line breaks. The file itself
    tells: quoting is meant if every cell that begins with a quotation mark ends with one, if such a
    cell with a tab or a line break in it leaves its row as wide as the others, and if what it holds
    are not rows as wide as all others.
    """
    raw = Dialect("\t", has_quotes=False)
    quoted = Dialect("\t")
    try:
        rows = read_rows(text, quoted)
    except ParseError:
        return raw, read_rows(text, raw)
    raw_rows = read_rows(text, raw)
    return (quoted, rows) if _is_quoting(rows, raw_rows) else (raw, raw_rows)


def _is_quoting(rows: list[Row], raw_rows: list[Row]) -> bool:
    cells = [(cell.value, len(row.cells)) for row in rows for cell in row.cells if cell.is_quoted]
    widths = Counter(_widths(rows))
    usual = max(widths, key=lambda width: widths[width], default=0)
    if any(re.search(r"[\t\r\n]", value) and width != usual for value, width in cells):
        return False
    raw_widths = set(_widths(raw_rows))
    is_even = len(raw_widths) == 1 and raw_widths != {1}
    has_lines = any("\n" in value or "\r" in value for value, _ in cells)
    return bool(cells) and not (has_lines and is_even)


def _widths(rows: list[Row]) -> list[int]:
    return [len(row.cells) for row in rows if not row.is_blank]


def sniff_delimiter(text: str) -> str:
    """Return the delimiter that most rows have, and most of them equally often; else a comma."""
    sample = _QUOTED.sub("", text[:65536])
    lines = [line for line in sample.splitlines() if line.strip()][:_SAMPLE_ROWS]

    def score(delimiter: str) -> tuple[int, int]:
        counts = Counter(count for line in lines if (count := line.count(delimiter)))
        return sum(counts.values()), max(counts.values(), default=0)

    return max(_DELIMITERS, key=score)
