"""The layouts in which test sets are published, each read into columns of text.

A test set is one or more *parts*; a part is parallel in all of its languages. FLORES-200 is one
part of two hundred languages, TICO-19 is one part of two languages for each pair. Texts are read
only when a direction is asked for.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from indictx.errors import InputError
from indictx.languages import lookup

__all__ = ["Columns", "Part", "parts_of", "read_text_lines"]

_SPLITS = ("txt", "dev", "devtest", "test")
_CODE = re.compile(r"[a-z]{2,3}(?:[-_][A-Za-z]{2,4})?")
_NTREX = re.compile(r"newstest2019-(?:ref|src)\.(.+)\.txt")
_TICO = re.compile(r".*?\.?([a-z]{2,3})-([A-Za-z_-]{2,8})")
_ID = re.compile(r"([A-Za-z]+(?:_[A-Za-z]+)*)[_:-]?\d")
_MOST_DOMAINS = 40
# What people call the other column; a segment may be the name of a language.
_SIDES = frozenset({"source", "target", "reference", "translation", "text", "sentence"})

Load = Callable[[Sequence[str]], "Columns"]


@dataclass(frozen=True, slots=True)
class Columns:
    """Parallel texts.

    Attributes:
        lines: The texts of each language, by canonical code, equally many.
        domains: The domain of each line; empty if the set does not say.
        left_out: How many rows or units are left out, for one of their sides is blank.
    """

    lines: dict[str, list[str]]
    domains: list[str]
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class Part:
    """Something parallel.

    Attributes:
        codes: Canonical codes of its languages; empty for a table whose columns are a source and a
            target, which holds whatever direction it is asked for.
        load: Reads the columns of some of the languages.
    """

    codes: tuple[str, ...]
    load: Load


def parts_of(path: Path) -> list[Part]:
    """Return what a file or folder holds.

    Raises:
        InputError: It is in no known layout, or cannot be read.
    """
    if path.is_file():
        return [_file_part(path)]
    for layout in (_by_language, _by_suffix, _ntrex, _tico, _by_id, _pair_folders):
        if found := layout(path):
            return found
    inside = sorted(child.name for child in path.iterdir() if child.is_dir())
    hint = f"give one of its folders: {', '.join(inside[:8])}" if inside else None
    raise InputError(
        f"{str(path)!r} is no test set in a known layout",
        hint=hint or "see docs/how-to/evaluate.md for the layouts",
    )


def read_text_lines(path: Path) -> list[str]:
    r"""Return the lines of a UTF-8 file without terminators; they end at ``\n`` or ``\r\n`` only.

    Raises:
        InputError: The file cannot be read, or a line is not UTF-8.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"cannot read {str(path)!r}: {error.strerror or error}") from error
    return decoded_lines(data, name=str(path))


def decoded_lines(data: bytes, *, name: str) -> list[str]:
    """Return the lines of UTF-8 data; see :func:`read_text_lines`.

    Args:
        data: All bytes.
        name: What error messages call them.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError(
            f"{name}, line {line}: byte 0x{data[error.start]:02x} is not UTF-8",
            hint="convert it to UTF-8 first",
        ) from error
    lines = text.split("\n")
    if not lines[-1]:
        lines.pop()
    return [line.removesuffix("\r") for line in lines]


def code_of(name: str) -> str | None:
    """Return the canonical code of something that looks like a language code, or ``None``."""
    return any_code_of(name) if _CODE.fullmatch(name) else None


def any_code_of(name: str) -> str | None:
    """Return the canonical code of any code or name of a language, or ``None``."""
    found = lookup(name)
    return found.code if found else None


def domain_of_id(identifier: str) -> str:
    """Return the letters in front of the number of an ID: ``PubMed_6:1`` is of ``PubMed``."""
    match = _ID.match(identifier)
    return match[1] if match else ""


def _by_language(folder: Path) -> list[Part]:
    """FLORES-200: ``eng_Latn.dev``, or ``eng_Latn.txt``."""
    splits: dict[str, dict[str, Path]] = {}
    for path in sorted(folder.iterdir()):
        split = path.suffix[1:]
        if split in _SPLITS and (code := code_of(path.stem)):
            splits.setdefault(split, {}).setdefault(code, path)
    return _line_files(folder, _only(folder, splits, "split"))


def _by_suffix(folder: Path) -> list[Part]:
    """IN22 as AI4Bharat ships it, and Moses: ``test.eng_Latn``, ``test.hin_Deva``."""
    stems: dict[str, dict[str, Path]] = {}
    for path in sorted(folder.iterdir()):
        if path.is_file() and (code := code_of(path.suffix[1:])):
            stems.setdefault(path.stem, {}).setdefault(code, path)
    return _line_files(folder, _only(folder, stems, "name"))


def _ntrex(folder: Path) -> list[Part]:
    """NTREX-128: ``newstest2019-src.eng.txt``, ``newstest2019-ref.hin.txt``."""
    files: dict[str, Path] = {}
    # The source comes before the English variants that are translations of it.
    for path in sorted(folder.iterdir(), key=lambda one: ("-src." not in one.name, one.name)):
        match = _NTREX.fullmatch(path.name)
        if match and (code := code_of(match[1])):
            files.setdefault(code, path)
    return _line_files(folder, files)


def _tico(folder: Path) -> list[Part]:
    """TICO-19: ``test.en-hi.tsv`` with a header."""
    found = []
    for path in sorted(folder.glob("*.tsv")):
        match = _TICO.fullmatch(path.stem)
        if match and all(map(code_of, match.groups())):
            found.append(_file_part(path))
    return found


def _by_id(folder: Path) -> list[Part]:
    """Ours: ``eng_Latn.tsv`` with an ID and a text in each line; lines are matched by ID."""
    files = {code: path for path in sorted(folder.glob("*.tsv")) if (code := code_of(path.stem))}

    def load(codes: Sequence[str]) -> Columns:
        tables = {code: dict(_id_rows(files[code])) for code in codes}
        first, *others = tables.values()
        ids = [one for one in first if all(one in table for table in others)]
        lines = {code: [table[one] for one in ids] for code, table in tables.items()}
        return Columns(lines, _domains(map(domain_of_id, ids)))

    return [Part(tuple(files), load)] if len(files) > 1 else []


def _pair_folders(folder: Path) -> list[Part]:
    """IndicTrans2's own: ``eng_Latn-hin_Deva/test.eng_Latn`` and ``test.hin_Deva``."""
    found = []
    for child in sorted(folder.iterdir()):
        names = child.name.split("-")
        if child.is_dir() and len(names) == 2 and all(map(code_of, names)):
            found += _by_suffix(child)
    return found


def _only(folder: Path, groups: dict[str, dict[str, Path]], what: str) -> dict[str, Path]:
    """Return the only group of files with two languages; several are an error."""
    able = {name: files for name, files in groups.items() if len(files) > 1}
    if len(able) > 1:
        raise InputError(
            f"{str(folder)!r} holds several test sets: {', '.join(able)}",
            hint=f"keep each {what} in a folder of its own",
        )
    return next(iter(able.values()), {})


def _line_files(folder: Path, files: dict[str, Path]) -> list[Part]:
    if len(files) < 2:
        return []

    def load(codes: Sequence[str]) -> Columns:
        lines = {code: read_text_lines(files[code]) for code in codes}
        counts = {code: len(column) for code, column in lines.items()}
        if len(set(counts.values())) > 1:
            shown = ", ".join(f"{files[code].name} has {count}" for code, count in counts.items())
            raise InputError(f"{str(folder)!r} is not parallel: {shown} lines")
        return Columns(lines, _listed_domains(folder, max(counts.values(), default=0)))

    return [Part(tuple(files), load)]


def _listed_domains(folder: Path, count: int) -> list[str]:
    """Return ``domains.txt`` of the folder, or the domains of FLORES' metadata beside it."""
    own = folder / "domains.txt"
    if own.is_file():
        return _as_many(read_text_lines(own), count, own)
    metadata = folder.parent / f"metadata_{folder.name}.tsv"
    if metadata.is_file():
        rows = [line.split("\t") for line in read_text_lines(metadata)]
        while rows and not any(rows[-1]):
            rows.pop()
        if rows and "domain" in rows[0]:
            column = rows[0].index("domain")
            for number, row in enumerate(rows, 1):
                if len(row) <= column:
                    raise InputError(f"{metadata}, line {number}: it has no domain")
            return _as_many([row[column] for row in rows[1:]], count, metadata)
    return []


def _as_many(domains: list[str], count: int, path: Path) -> list[str]:
    if len(domains) != count:
        raise InputError(f"{str(path)!r} has {len(domains)} domains for {count} lines")
    return domains


def _file_part(path: Path) -> Part:
    if path.suffix == ".tmx":
        from indictx.evaluate.tmx import tmx_part

        return tmx_part(path)
    if path.suffix == ".tsv":
        return _table_part(path, [line.split("\t") for line in read_text_lines(path)])
    if path.suffix == ".csv":
        # A quoted cell may hold line breaks, which a segment may not.
        return _table_part(
            path, [[" ".join(cell.split("\n")) for cell in row] for row in _csv_rows(path)]
        )
    raise InputError(
        f"{str(path)!r} is no test set: expected .tsv, .csv, .tmx or a folder",
        hint="for plain text give --source FILE and --reference FILE",
    )


def _csv_rows(path: Path) -> list[list[str]]:
    reader = csv.reader((f"{line}\n" for line in read_text_lines(path)), strict=True)
    try:
        return list(reader)
    except csv.Error as error:
        raise InputError(
            f"{path}, line {reader.line_num}: {error}", hint="look for a quotation mark too many"
        ) from error


def _table_part(path: Path, rows: list[list[str]]) -> Part:
    header = rows[0] if rows else []
    if {"sourceString", "targetString", "sourceLang", "targetLang"} <= set(header):
        return _tico_part(path, header, rows[1:])
    codes = {code: n for n, name in enumerate(header) if (code := any_code_of(name))}
    names = {name.strip().casefold(): n for n, name in enumerate(header)}
    domain = names.get("domain")
    if len(codes) < 2:
        sides = [names.get("source"), names.get("reference", names.get("target"))]
        columns = [n for n in sides if n is not None]
        if len(columns) == 2:
            return Part((), lambda wanted: _selected(rows[1:], wanted, columns, domain))
        if codes and _SIDES & names.keys():
            raise InputError(
                f"{str(path)!r} names one language in its header",
                hint="name two, or source and reference",
            )
        return _bare_part(path, rows)

    def load(wanted: Sequence[str]) -> Columns:
        columns = [codes[code] for code in wanted]
        return _selected(rows[1:], wanted, columns, domain)

    return Part(tuple(codes), load)


def _bare_part(path: Path, rows: list[list[str]]) -> Part:
    """A table without a header: source, target and, if it likes, domain."""
    for number, row in enumerate(rows, 1):
        if len(row) < 2:
            raise InputError(f"{path}, line {number}: one column, expected a source and a target")

    def load(wanted: Sequence[str]) -> Columns:
        domain = 2 if rows and all(len(row) > 2 for row in rows) else None
        return _selected(rows, wanted, [0, 1], domain)

    return Part((), load)


def _tico_part(path: Path, header: list[str], rows: list[list[str]]) -> Part:
    names = {name: n for n, name in enumerate(header)}
    first = rows[0] if rows else []
    try:
        pair = [code_of(first[names[name]]) for name in ("sourceLang", "targetLang")]
    except IndexError:
        pair = []
    codes = tuple(code for code in pair if code)
    if len(codes) != 2:
        raise InputError(f"{str(path)!r} does not say which languages it is in")

    def load(wanted: Sequence[str]) -> Columns:
        places = dict(zip(codes, (names["sourceString"], names["targetString"]), strict=True))
        columns = [places[code] for code in wanted]
        found = _selected(rows, wanted, columns, names.get("stringID"))
        return replace(found, domains=_domains(map(domain_of_id, found.domains)))

    return Part(codes, load)


def _selected(
    rows: list[list[str]], codes: Sequence[str], columns: Sequence[int], domain: int | None
) -> Columns:
    """Return columns of a table without the rows in which one of them is blank."""
    width = max(columns) + 1
    full = [row for row in rows if len(row) >= width and all(row[n].strip() for n in columns)]
    lines = {code: [row[n] for row in full] for code, n in zip(codes, columns, strict=True)}
    domains = [] if domain is None else [row[domain] if domain < len(row) else "" for row in full]
    return Columns(lines, domains, left_out=len(rows) - len(full))


def _id_rows(path: Path) -> Iterable[tuple[str, str]]:
    for number, line in enumerate(read_text_lines(path), 1):
        identifier, tab, text = line.partition("\t")
        if not tab:
            raise InputError(f"{path}, line {number}: no tab, expected an ID and a text")
        if text.strip():
            yield identifier, text


def _domains(found: Iterable[str]) -> list[str]:
    """Return domains, or none where they are too many or too few to be any."""
    domains = list(found)
    return domains if all(domains) and 1 < len(set(domains)) <= _MOST_DOMAINS else []
