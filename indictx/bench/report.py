"""Results as plain text and as Markdown: the same tables, drawn twice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from indictx.bench.corpus import OWN
from indictx.bench.result import Report
from indictx.bench.stats import Summary
from indictx.evaluate.report import table as markdown_table

__all__ = ["Table", "facts", "markdown", "tables", "text"]

_UNKNOWN = "-"
_ENERGY = {
    "rapl": "Energy is that of processor and memory while a run lasted, whoever used it (RAPL).",
    "estimate": "Energy is an estimate: processor time times the watts given.",
}


@dataclass(frozen=True, slots=True)
class Table:
    """A title, names of columns, and rows of as many cells; the first column is text."""

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def text(found: Sequence[str], shown: Sequence[Table]) -> str:
    """Return facts, then tables in columns of equal width, for people and terminals."""
    parts = ["\n".join(found), *("\n".join(_aligned(one)) for one in shown)]
    return "\n\n".join(filter(None, parts)) + "\n"


def markdown(found: Sequence[str], shown: Sequence[Table]) -> str:
    """Return the same in Markdown."""
    parts = [f"{one.title}:\n\n{markdown_table(one.header, one.rows)}" for one in shown if one.rows]
    return "\n\n".join([*parts, "\n".join(f"- {fact}" for fact in found)]) + "\n"


def facts(report: Report) -> list[str]:
    """Return what the numbers depend on, in sentences of one line."""
    machine, model, corpus = report.machine, report.model, report.corpus
    settings = report.settings
    named = ", ".join(f"{name} {version}" for name, version in report.versions.items())
    digest = f", SHA-256 begins {model.sha256[:12]}" if model.sha256 else ""
    origin = f"sentences of our own ({OWN})" if corpus.name == OWN else corpus.name
    found = [
        f"{report.date}" + (f", commit {report.commit}" if report.commit else ""),
        f"machine: {_machine(machine)}",
        f"versions: {named}",
        f"model: {model.name} {model.version}{digest}, {settings.pair}",
        f"corpus: {origin}, {corpus.lines} different lines, {corpus.sentences} sentences, "
        f"{corpus.words} words, SHA-256 begins {corpus.sha256[:12]}",
        f"as used: beam {settings.beam}, {settings.threads} threads, "
        f"{settings.batch_pieces} pieces a batch; throughput: median of {settings.rounds} rounds",
    ]
    return found + ([_ENERGY[report.energy]] if report.energy else [])


def tables(report: Report) -> list[Table]:
    """Return all numbers."""
    return [_starts(report), _single_lines(report), _throughput(report), _bytes(report)]


def _machine(machine: Mapping[str, object]) -> str:
    get = machine.get
    parts = [str(get("cpu")), f"{get('cores_usable')} cores"]
    if isinstance(memory := get("memory_mib"), int | float):
        parts.append(f"{memory / 1024:.1f} GiB")
    parts += [f"{name} {get(name)}" for name in ("governor", "load") if get(name) is not None]
    return ", ".join(parts)


def _starts(report: Report) -> Table:
    rows = (
        ("cold start: new process, one line", report.cold_start_ms),
        ("load: imports and model", report.load_ms),
        ("first line after it", report.first_line_ms),
    )
    header = ("One line in a new process", "median ms", "least", "most", "runs")
    return Table("Start", header, tuple((name, *_summary(one)) for name, one in rows))


def _summary(one: Summary) -> tuple[str, ...]:
    return (*(f"{value:.1f}" for value in (one.median, one.least, one.most)), f"{one.count:.0f}")


def _single_lines(report: Report) -> Table:
    rows = tuple(
        (f"beam {one.beam}", str(one.lines), f"{one.p50_ms:.1f}", f"{one.p99_ms:.1f}")
        for one in report.interactive
    )
    return Table("Line by line", ("Line by line", "lines", "p50 ms", "p99 ms"), rows)


def _throughput(report: Report) -> Table:
    header = ["All lines", "threads", "batch", "lines/s", "sentences/s", "source words/s"]
    header += ["target tokens/s", "spread"] + ["J/1,000 sentences"] * bool(report.energy)
    rows = []
    for one in report.throughput:
        cells = [f"beam {one.beam}", str(one.threads), str(one.batch_pieces)]
        cells += [f"{one.lines_per_s:.1f}", f"{one.sentences_per_s:.1f}"]
        cells += [f"{one.source_words_per_s:.0f}", f"{one.target_pieces_per_s:.0f}"]
        cells.append(f"{100 * (max(one.seconds) / min(one.seconds) - 1):.0f} %")
        if report.energy:
            joules = one.joules_per_1000
            cells.append(_UNKNOWN if joules is None else f"{joules:.1f}")
        rows.append(tuple(cells))
    return Table("Throughput", tuple(header), tuple(rows))


def _bytes(report: Report) -> Table:
    rows = (
        ("memory, one line", report.memory.one_line_bytes),
        (f"memory, {report.corpus.lines} lines", report.memory.all_lines_bytes),
        ("disk, indictx without models", report.sizes.package_bytes),
        ("disk, model", report.sizes.model_bytes),
        ("disk, CTranslate2 and SentencePiece", report.sizes.runtime_bytes),
    )
    return Table("Size", ("Peak memory and disk", "MB"), tuple((n, _mb(size)) for n, size in rows))


def _mb(size: int | None) -> str:
    return _UNKNOWN if size is None else f"{size / 1e6:.1f}"


def _aligned(shown: Table) -> Iterator[str]:
    lines = [shown.header, *shown.rows]
    widths = [max(len(line[n]) for line in lines) for n in range(len(shown.header))]
    for line in lines:
        first, *rest = zip(line, widths, strict=True)
        yield "  ".join([first[0].ljust(first[1]), *(cell.rjust(wide) for cell, wide in rest)])
