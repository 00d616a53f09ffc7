"""What became of the data: every pair counted, by source and pair of languages, and licences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from indictx.train.clean import REASONS
from indictx.train.corpus import Part
from indictx.train.stages import read_mark, write_json, write_text

__all__ = ["read_report", "write_report"]

REPORT = "report.json"
_COUNTS = ("read", "used", "examples")


def write_report(parts: Sequence[Part], clean: Path, mix: Path, folder: Path) -> None:
    """Write ``report.json`` and ``report.md``.

    For each source and pair of languages: pairs read, pairs used, examples made of them, and pairs
    dropped by reason. Read pairs are used or dropped: the counts add up.
    """
    rows = [_row(part, clean, mix) for part in parts]
    sources = {part.source.name: _source(part) for part in parts}
    table = {"parts": rows, "sources": sources, "reasons": REASONS}
    write_json(folder / REPORT, table)
    write_text(folder / "report.md", "\n".join(_markdown(rows, sources)) + "\n")


def read_report(folder: Path) -> Mapping[str, object]:
    """Return the report of a work folder; empty when there is none."""
    return read_mark(folder, name=REPORT)


def _row(part: Part, clean: Path, mix: Path) -> dict[str, object]:
    counts = Counter(_counts(clean, f"{part.name}.json", None))
    later = _counts(mix, f"{part.pair}.json", part.source.name)
    counts.update(later)
    shown = {key: counts[key] for key in _COUNTS}
    dropped = {key: counts[key] for key in REASONS if counts[key]}
    return {"source": part.source.name, "pair": part.pair, **shown, "dropped": dropped}


def _counts(folder: Path, name: str, source: str | None) -> Mapping[str, int]:
    counts = read_mark(folder, name=name).get("counts", {})
    if source is not None and isinstance(counts, Mapping):
        counts = counts.get(source, {})
    return counts if isinstance(counts, Mapping) else {}


def _source(part: Part) -> dict[str, str]:
    licence = part.facts.get("licence", "not stated")
    return {"licence": licence, "domain": part.source.domain}


def _markdown(
    rows: Sequence[Mapping[str, object]], sources: Mapping[str, Mapping[str, str]]
) -> Iterator[str]:
    found = {key for row in rows for key in _dropped(row)}
    reasons = [key for key in REASONS if key in found]
    yield from ("# Data", "", "Pairs of sentences by source and pair of languages.", "")
    heads = ["source", "pair", *_COUNTS, *reasons]
    yield f"| {' | '.join(heads)} |"
    yield f"| --- | --- |{' ---: |' * (len(heads) - 2)}"
    for row in rows:
        yield _line(str(row["source"]), str(row["pair"]), row, reasons)
    yield _line("all", "", _total(rows), reasons)
    yield from ("", "## Why pairs were dropped", "")
    yield from (f"- `{key}`: {REASONS[key]}" for key in reasons)
    yield from ("", "## Sources", "", "| source | domain | licence |", "| --- | --- | --- |")
    for name, facts in sources.items():
        licence = facts["licence"].replace("|", "/")
        yield f"| {name} | {facts['domain']} | {licence} |"


def _dropped(row: Mapping[str, object]) -> Mapping[str, int]:
    dropped = row["dropped"]
    return dropped if isinstance(dropped, Mapping) else {}


def _line(name: str, pair: str, row: Mapping[str, object], reasons: Sequence[str]) -> str:
    numbers = [*(row[key] for key in _COUNTS), *(_dropped(row).get(key, 0) for key in reasons)]
    return f"| {name} | {pair} | {' | '.join(map(str, numbers))} |"


def _total(rows: Sequence[Mapping[str, object]]) -> dict[str, object]:
    dropped: Counter[str] = Counter()
    for row in rows:
        dropped.update(_dropped(row))
    sums = {key: sum(int(str(row[key])) for row in rows) for key in _COUNTS}
    return {**sums, "dropped": dropped}
