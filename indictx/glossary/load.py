"""Read glossaries: CSV and TSV, one pair a row or one language a column, and TBX."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from xml.etree import ElementTree

from indictx.errors import InputError, LanguageError, ParseError, UnknownLanguageError
from indictx.glossary.terms import Glossary, Policy, Term
from indictx.languages import Pair, language, lookup

_STARTERS = Path(__file__).parents[1] / "glossaries"
_COLUMNS = {
    "source": "source",
    "term": "source",
    "target": "target",
    "translation": "target",
    "src_lang": "src_lang",
    "tgt_lang": "tgt_lang",
    "pair": "pair",
    "policy": "policy",
    "case": "case",
    "note": "note",
}
_ALTERNATIVE = "|"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_UNWANTED = {"deprecated", "deprecatedTerm-admn-sts", "supersededTerm-admn-sts", "superseded"}


def starter_names() -> tuple[str, ...]:
    """Return the names of the glossaries that come with indictx."""
    return tuple(sorted(path.stem for path in _STARTERS.glob("*.tsv")))


def load_glossaries(names: Iterable[str | Path]) -> Glossary:
    """Read several glossaries as one; of two terms for the same words, the first counts.

    Raises:
        InputError: As of :func:`load_glossary`.
    """
    return Glossary.join(load_glossary(name) for name in names)


def load_glossary(name: str | Path) -> Glossary:
    """Read one glossary.

    Args:
        name: A file, or the name of a glossary that comes with indictx.

    Raises:
        InputError: There is no such file or name, or it cannot be read.
        ParseError: The file is broken; names line or entry, and why.
    """
    path = Path(name)
    if not path.exists() and str(name) in starter_names():
        path = _STARTERS / f"{name}.tsv"
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(
            f"cannot read glossary {str(name)!r}: {error.strerror or error}",
            hint=f"give a file, or one of: {', '.join(starter_names())}",
        ) from error
    try:
        return Glossary(tuple(_terms(path, data)))
    except ParseError as error:
        raise error.at(path) from error


def _terms(path: Path, data: bytes) -> Iterator[Term]:
    if path.suffix.lower() in (".tbx", ".xml"):
        yield from _tbx(data)
        return
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ParseError(
            f"byte 0x{data[error.start]:02x} is not UTF-8",
            place=f"line {line}",
            hint="save the glossary as UTF-8",
        ) from error
    yield from _table(text, "," if path.suffix.lower() == ".csv" else "\t")


def _table(text: str, delimiter: str) -> Iterator[Term]:
    if delimiter == "\t":
        # Quotes mean nothing in TSV: a term may be 5" long.
        reader = csv.reader(io.StringIO(text, newline=""), delimiter="\t", quoting=csv.QUOTE_NONE)
    else:
        reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows = _rows(reader)
    number, header = next(rows, (1, []))
    names = [name.strip() for name in header]
    if not names:
        return
    make = _long if {name.lower() for name in names} & {"source", "term"} else _wide
    known = _known_columns(names, number) if make is _long else _language_columns(names, number)
    for number, row in rows:
        if len(row) > len(names):
            raise ParseError(f"{len(row)} columns, expected {len(names)}", place=f"line {number}")
        cells = {name: cell.strip() for name, cell in zip(known, row, strict=False) if name}
        yield from make(cells, number)


def _rows(reader: Iterator[list[str]]) -> Iterator[tuple[int, list[str]]]:
    """Yield rows with their line numbers, without blank ones and comments."""
    while True:
        try:
            row = next(reader, None)
        except csv.Error as error:
            line = getattr(reader, "line_num", 0)
            raise ParseError(str(error), place=f"line {line}") from error
        if row is None:
            return
        if any(cell.strip() for cell in row) and not row[0].startswith("#"):
            yield getattr(reader, "line_num", 0), row


def _known_columns(names: Sequence[str], number: int) -> list[str]:
    for name in names:
        if name.lower() not in _COLUMNS:
            raise ParseError(
                f"unknown column {name!r}",
                place=f"line {number}",
                hint=f"known columns: {', '.join(_COLUMNS)}",
            )
    return [_COLUMNS[name.lower()] for name in names]


def _language_columns(names: Sequence[str], number: int) -> list[str]:
    try:
        return ["" if name.lower() == "note" else language(name).code for name in names]
    except UnknownLanguageError as error:
        raise ParseError(
            f"column {error.query!r} is no language",
            place=f"line {number}",
            hint="name the columns source, target, src_lang, tgt_lang; or one for each language",
        ) from error


def _long(cells: Mapping[str, str], number: int) -> Iterator[Term]:
    place = f"line {number}"
    source, target = cells.get("source", ""), cells.get("target", "")
    if not source:
        raise ParseError("no term", place=place)
    policy = _choice(cells.get("policy", ""), place)
    if not target and policy is not Policy.KEEP:
        raise ParseError(
            f"term {source!r} has no translation",
            place=place,
            hint="give one, or set the column policy to keep",
        )
    src_lang, tgt_lang = _direction(cells, place)
    yield Term(
        source=source,
        targets=() if policy is Policy.KEEP else _alternatives(target),
        src_lang=src_lang,
        tgt_lang=tgt_lang,
        policy=policy,
        match_case=cells.get("case", "").lower() in ("match", "yes", "true", "1"),
    )


def _wide(cells: Mapping[str, str], number: int) -> Iterator[Term]:  # noqa: ARG001  (as _long)
    """Yield a term for each direction between two columns that are filled."""
    filled = {code: _alternatives(cell) for code, cell in cells.items() if cell}
    for src_lang, sources in filled.items():
        for tgt_lang, targets in filled.items():
            if src_lang != tgt_lang:
                for source in sources:
                    yield Term(source=source, targets=targets, src_lang=src_lang, tgt_lang=tgt_lang)


def _alternatives(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(_ALTERNATIVE) if part.strip())


def _choice(text: str, place: str) -> Policy:
    try:
        return Policy(text.lower() or Policy.INFLECT)
    except ValueError as error:
        raise ParseError(
            f"unknown policy {text!r}", place=place, hint=f"one of: {', '.join(Policy)}"
        ) from error


def _direction(cells: Mapping[str, str], place: str) -> tuple[str | None, str | None]:
    try:
        if pair := cells.get("pair"):
            parsed = Pair.parse(pair)
            return parsed.source.code, parsed.target.code
        src, tgt = cells.get("src_lang"), cells.get("tgt_lang")
        return language(src).code if src else None, language(tgt).code if tgt else None
    except LanguageError as error:
        raise ParseError(str(error), place=place, hint=error.hint) from error


def _tbx(data: bytes) -> Iterator[Term]:
    if b"<!ENTITY" in data:
        # Entities can make a small file large; TBX needs none.
        raise ParseError("it declares entities", hint="save it without a DTD")
    try:
        root = ElementTree.fromstring(data)  # noqa: S314  (no entities, see above)
    except ElementTree.ParseError as error:
        raise ParseError(str(error), place=f"line {error.position[0]}") from error
    entries = [each for each in root.iter() if _name(each) in ("termEntry", "conceptEntry")]
    if not entries:
        raise ParseError("no termEntry or conceptEntry", hint="is this a TBX file?")
    for number, entry in enumerate(entries, start=1):
        yield from _wide_tbx(entry, f"entry {entry.get('id') or number}")


def _wide_tbx(entry: ElementTree.Element, place: str) -> Iterator[Term]:
    filled: dict[str, tuple[str, ...]] = {}
    for section in entry.iter():
        if _name(section) not in ("langSet", "langSec"):
            continue
        tag = section.get(_LANG) or ""
        found = lookup(tag)
        if found is None:
            continue  # a term base of the world has languages that we do not know
        terms = tuple(_tbx_terms(section))
        if terms:
            filled[found.code] = (*filled.get(found.code, ()), *terms)
    if not filled:
        raise ParseError("no term in a known language", place=place)
    yield from _wide({code: _ALTERNATIVE.join(terms) for code, terms in filled.items()}, 0)


def _tbx_terms(section: ElementTree.Element) -> Iterator[str]:
    for group in section.iter():
        if _name(group) not in ("tig", "ntig", "termSec"):
            continue
        notes = {(note.text or "").strip() for note in group.iter() if _name(note) == "termNote"}
        if notes & _UNWANTED:
            continue
        for term in group.iter():
            text = "".join(term.itertext()).strip() if _name(term) == "term" else ""
            if text:
                yield text


def _name(element: ElementTree.Element) -> str:
    return str(element.tag).rpartition("}")[2]
