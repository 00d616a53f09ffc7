"""Corpora on disk: find the files that a recipe uses, read their pairs, clean them file by file.

A source is a folder with ``source.json`` and either one file for each pair of languages, two
columns (``eng_Latn-hin_Deva.tsv.xz``), or one file for each language, id and sentence
(``eng_Latn.tsv``), joined by id. Files may be plain, ``.xz`` or ``.gz``.
"""

from __future__ import annotations

import contextlib
import gzip
import hashlib
import json
import lzma
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import combinations
from pathlib import Path
from typing import IO

from indictx.errors import InputError, UsageError
from indictx.languages import language
from indictx.models.verify import sha256
from indictx.train.clean import Cleaner, Row, fold
from indictx.train.recipe import Recipe, Source
from indictx.train.stages import fingerprint, is_done, mark_done, whole

__all__ = ["Part", "clean_parts", "find_parts", "held_out_sentences", "read_part", "read_source"]

#: Raise when this module or :mod:`.clean` makes other output from the same input.
REVISION = 1

_SUFFIXES = (".tsv", ".tsv.xz", ".tsv.gz")
_UNIT = "\x1f"  # between spans, which hold no control characters


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Pairs of one source in two languages, the unit that is cleaned and resumed.

    Attributes:
        source: Entry of the recipe.
        pair: Canonical: the language that the recipe names first comes first.
        files: One file of pairs, or two files joined by id.
        swapped: The file has the second language in its first column.
        facts: What ``source.json`` says: licence, domain, notes.
    """

    source: Source
    pair: str
    files: tuple[Path, ...]
    swapped: bool
    facts: Mapping[str, str]

    @property
    def name(self) -> str:
        """Path below the folder of cleaned parts, without suffix."""
        return f"{self.source.name}/{self.pair}"

    @property
    def codes(self) -> tuple[str, str]:
        """The two languages."""
        first, _, second = self.pair.partition("-")
        return first, second


def find_parts(recipe: Recipe, roots: Sequence[Path]) -> list[Part]:
    """Return what the recipe reads, in its order of sources, pairs sorted.

    Raises:
        UsageError: A source is non-commercial and those are off, or it has nothing to read.
        InputError: A source's folder is in none of the corpus folders.
    """
    parts = []
    for source in recipe.sources:
        if source.name.endswith("-nc") and not recipe.data.noncommercial:
            raise UsageError(
                f"source {source.name!r} is for non-commercial use only",
                hint="take it out, or set noncommercial = true in the recipe's data section",
            )
        found = sorted(read_source(recipe, source, roots), key=lambda part: part.pair)
        if not found:
            raise UsageError(f"source {source.name!r} has no file for the recipe's languages")
        parts += found
    names = Counter(part.name for part in parts)
    for name, count in names.items():
        if count > 1:
            raise UsageError(f"source {name!r} is read {count} times", hint="name it once")
    return parts


def read_source(recipe: Recipe, source: Source, roots: Sequence[Path]) -> Iterator[Part]:
    """Yield the parts of one source."""
    folder = find_path(source.name, roots)
    files = {path.name.partition(".")[0]: path for path in _tables(folder)}
    make = partial(Part, source=source, facts=_facts(folder))
    for stem, path in files.items():
        first, second = (source.read_as.get(code, code) for code in stem.partition("-")[::2])
        if second and recipe.uses(f"{first}-{second}", source):
            pair, swapped = _canonical(recipe, first, second)
            yield make(pair=pair, files=(path,), swapped=swapped)
    joined = sorted(stem for stem in files if "-" not in stem)
    for first, second in combinations(joined, 2):
        if recipe.uses(f"{first}-{second}", source):
            pair, _ = _canonical(recipe, first, second)
            sides = pair.split("-")
            yield make(pair=pair, files=(files[sides[0]], files[sides[1]]), swapped=False)


def find_path(name: str, roots: Sequence[Path]) -> Path:
    """Return ``name`` in the first of the corpus folders that has it."""
    for root in roots:
        if (root / name).exists():
            return root / name
    shown = ", ".join(map(str, roots))
    raise InputError(f"{name!r} is in none of {shown}", hint="add its folder with --corpus")


def held_out_sentences(recipe: Recipe, roots: Sequence[Path]) -> frozenset[str]:
    """Return folded sentences, in any language, that no training pair may contain."""
    found = set()
    for name in recipe.data.held_out:
        path = find_path(name, roots)
        for file in sorted(path.glob("*.t[sx][tv]*")) if path.is_dir() else [path]:
            for line in _lines(file):
                found.add(fold(line.split("\t")[-1] if ".tsv" in file.name else line))
    for source in recipe.sources:
        if source.hold_out or source.hold_out_ids:
            sides = _tables(find_path(source.name, roots))
            ids = held_out_ids(recipe.seed, source, sides)
            for file in sides:
                found.update(fold(text) for key, text in _by_id(file).items() if key in ids)
    return frozenset(found - {""})


def held_out_ids(seed: int, source: Source, files: Sequence[Path]) -> frozenset[str]:
    """Return the ids of a joined source that are kept out of training."""
    known: set[str] = set()
    for file in files:
        known.update(_by_id(file))
    order = sorted(known, key=lambda each: hashlib.sha256(f"{seed}\t{each}".encode()).digest())
    return frozenset(order[: source.hold_out]) | frozenset(source.hold_out_ids)


def clean_parts(
    recipe: Recipe,
    roots: Sequence[Path],
    folder: Path,
    *,
    jobs: int = 1,
    report: Callable[[str], None] = lambda _: None,
) -> list[Part]:
    """Clean every part that is not cleaned yet.

    Args:
        recipe: What to read and what to refuse.
        roots: Folders that hold the sources.
        folder: Where cleaned parts go, one ``.tsv.gz`` and one ``.json`` of counts each.
        jobs: Processes.
        report: Called with a line about each part.

    Returns:
        All parts of the recipe, in its order.
    """
    parts = find_parts(recipe, roots)
    held_out = held_out_sentences(recipe, roots)
    shown = fingerprint(sorted(held_out))
    waiting = []
    for part in parts:
        wanted = part_fingerprint(recipe, part, shown)
        if not is_done(folder, wanted, made=f"{part.name}.tsv.gz", name=f"{part.name}.json"):
            waiting.append((part, wanted))
    work = partial(_clean_part, recipe=recipe, folder=folder, held_out=held_out)
    for (part, _), counts in zip(waiting, _map(work, waiting, jobs), strict=True):
        report(f"clean {part.name}: {counts['kept']} of {counts['read']} pairs kept")
    return parts


def part_fingerprint(recipe: Recipe, part: Part, held_out: str) -> str:
    """Return the hash of all that decides what a cleaned part contains."""
    ids = (part.source.hold_out, part.source.hold_out_ids, recipe.seed, part.source.title)
    hashes = [sha256(file) for file in part.files]
    domain, rules = recipe.domain(part.source.domain), recipe.filter
    sizes = (domain.min_words, domain.max_words, domain.markup, rules.max_characters)
    tests = (rules.min_letters, rules.script_share, rules.length_ratio, rules.ratio_from)
    return fingerprint(REVISION, part.pair, part.swapped, hashes, sizes, tests, ids, held_out)


def read_part(folder: Path, part: Part) -> Iterator[Row]:
    """Yield the rows of a cleaned part."""
    with gzip.open(folder / f"{part.name}.tsv.gz", "rt", encoding="utf-8", newline="\n") as stream:
        for line in stream:
            first, second, spans = line.rstrip("\n").split("\t")
            yield Row(first, second, tuple(spans.split(_UNIT)) if spans else ())


def _map(
    work: Callable[[tuple[Part, str]], Counter[str]], items: list[tuple[Part, str]], jobs: int
) -> Iterator[Counter[str]]:
    if jobs <= 1 or len(items) < 2:
        yield from map(work, items)
        return
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(jobs) as pool:
        yield from pool.map(work, items)


def _clean_part(
    item: tuple[Part, str], *, recipe: Recipe, folder: Path, held_out: frozenset[str]
) -> Counter[str]:
    part, wanted = item
    first, second = part.codes
    cleaner = Cleaner(
        languages=(language(first), language(second)),
        domain=recipe.domain(part.source.domain),
        rules=recipe.filter,
        held_out=held_out,
    )
    counts: Counter[str] = Counter()
    with whole(folder / f"{part.name}.tsv.gz") as path, zipped(path) as stream:
        for left, right in _pairs(recipe, part, counts):
            counts["read"] += 1
            if part.source.title:
                left, right = (_titled(*side) for side in ((left, first), (right, second)))
            row = cleaner(left, right)
            if isinstance(row, str):
                counts[row] += 1
                continue
            counts["kept"] += 1
            stream.write(f"{row.first}\t{row.second}\t{_UNIT.join(row.spans)}\n".encode())
    mark_done(folder, wanted, name=f"{part.name}.json", counts=counts)
    return counts


def _titled(text: str, code: str) -> str:
    if not code.endswith("_Latn"):
        return text
    return " ".join(word[:1].upper() + word[1:] for word in text.split())


@contextlib.contextmanager
def zipped(path: Path) -> Iterator[gzip.GzipFile]:
    """Open a gzip file whose bytes depend on what is written alone: no name, no time."""
    with (
        path.open("wb") as raw,
        gzip.GzipFile(filename="", fileobj=raw, mode="wb", compresslevel=1, mtime=0) as stream,
    ):
        yield stream


def _pairs(recipe: Recipe, part: Part, counts: Counter[str]) -> Iterator[tuple[str, str]]:
    if len(part.files) == 1:
        for line in _lines(part.files[0]):
            columns = line.split("\t")
            if len(columns) != 2:
                counts.update(read=1, empty=1)
                continue
            yield (columns[1], columns[0]) if part.swapped else (columns[0], columns[1])
        return
    first, second = map(_by_id, part.files)
    out = held_out_ids(recipe.seed, part.source, _tables(part.files[0].parent))
    for key, text in first.items():
        if key in out and key in second:
            counts.update(read=1, held_out=1)
        elif key in second:
            yield text, second[key]


def _canonical(recipe: Recipe, first: str, second: str) -> tuple[str, bool]:
    order = recipe.data.languages
    swapped = order.index(first) > order.index(second)
    return (f"{second}-{first}" if swapped else f"{first}-{second}"), swapped


def _tables(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.name.endswith(_SUFFIXES))


def _facts(folder: Path) -> Mapping[str, str]:
    try:
        table = json.loads((folder / "source.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except ValueError as error:
        raise InputError(f"{folder / 'source.json'} is not JSON: {error}") from error
    return {key: str(table[key]) for key in ("licence", "domain", "notes") if key in table}


def _by_id(path: Path) -> dict[str, str]:
    rows = (line.split("\t", 1) for line in _lines(path))
    return {row[0]: row[1] for row in rows if len(row) == 2}


def _lines(path: Path) -> Iterator[str]:
    try:
        with _open(path) as stream:
            for number, line in enumerate(stream, 1):
                try:
                    yield line.decode("utf-8-sig").rstrip("\r\n")
                except UnicodeDecodeError as error:
                    byte = f"byte 0x{line[error.start]:02x}"
                    raise InputError(f"{path}, line {number}: {byte} is not UTF-8") from error
    except (OSError, EOFError, lzma.LZMAError) as error:
        raise InputError(f"{path} cannot be read: {error}") from error


def _open(path: Path) -> IO[bytes]:
    if path.suffix == ".xz":
        return lzma.open(path)
    return gzip.open(path) if path.suffix == ".gz" else path.open("rb")  # type: ignore[return-value]  # a stream of bytes as well
