"""Two results side by side: what changed by how much, and what else was different."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass

from indictx.bench.report import Table
from indictx.bench.result import Report, Throughput
from indictx.bench.stats import THRESHOLD, Summary, summary

__all__ = ["Change", "as_json", "changes", "differences", "table"]

SCHEMA = 1
KIND = "indictx bench --compare"
_MACHINE = (
    "cpu",
    "cpu_features",
    "cores_usable",
    "cpu_quota",
    "memory_mib",
    "memory_limit_mib",
    "governor",
    "platform",
)
# A comparison of two versions of indictx is what people make; that they differ is no warning.
_OWN_VERSION = "indictx"
# Two runs of the same are so far apart where nothing says how much a number varies.
_THRESHOLD_ONCE = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One number in both results.

    Attributes:
        name: What it is.
        unit: Its unit.
        before: In the first result, over 0.
        after: In the second.
        more_is_better: Whether it is a speed.
        is_clear: Whether the difference is over 3 % and the rounds of both do not overlap; over 50 %
            for times that have no rounds.
    """

    name: str
    unit: str
    before: float
    after: float
    more_is_better: bool
    is_clear: bool

    @property
    def ratio(self) -> float:
        """Second to first."""
        return self.after / self.before

    @property
    def verdict(self) -> str:
        """``better``, ``worse`` or ``same``."""
        if not self.is_clear:
            return "same"
        return "better" if (self.ratio > 1) is self.more_is_better else "worse"


def changes(first: Report, second: Report) -> Iterator[Change]:
    """Yield every number that both results have."""
    for name in ("cold_start_ms", "load_ms", "first_line_ms"):
        before, after = getattr(first, name), getattr(second, name)
        yield from _change(name.removesuffix("_ms").replace("_", " "), "ms", before, after)
    latencies = {one.beam: one for one in second.interactive}
    for old in first.interactive:
        if new := latencies.get(old.beam):
            for name, before, after in (
                ("p50", old.p50_ms, new.p50_ms),
                ("p99", old.p99_ms, new.p99_ms),
            ):
                yield from _change(
                    f"line by line, beam {old.beam}, {name}", "ms", _single(before), _single(after)
                )
    speeds = {_key(cell): cell for cell in second.throughput}
    for cell in first.throughput:
        if match := speeds.get(_key(cell)):
            yield from _speed(cell, match, first.corpus.sentences, second.corpus.sentences)
    yield from _bytes(first, second)


def differences(first: Report, second: Report) -> Iterator[str]:
    """Yield what else is different, so that a ratio may come from it; nothing is the good case."""
    for name in _MACHINE:
        yield from _differs(f"machine: {name}", first.machine.get(name), second.machine.get(name))
    for name in sorted({*first.versions, *second.versions} - {_OWN_VERSION}):
        yield from _differs(f"version: {name}", first.versions.get(name), second.versions.get(name))
    parts = (("model", first.model, second.model), ("setting", first.settings, second.settings))
    for part, before, after in parts:
        for name, value in asdict(before).items():
            yield from _differs(f"{part}: {name}", value, getattr(after, name))
    for name in ("name", "lines", "sha256"):
        before, after = getattr(first.corpus, name), getattr(second.corpus, name)
        yield from _differs(f"corpus: {name}", before, after)
    yield from _differs("energy", first.energy, second.energy)
    for which, one in (("first", first), ("second", second)):
        load, cores = one.machine.get("load"), one.machine.get("cores_usable")
        busy = isinstance(load, int | float) and isinstance(cores, int | float) and load > cores / 2
        if busy:
            yield f"load: {load} on {cores} cores before the {which} run, which was not alone"


def as_json(first: Report, second: Report, names: tuple[str, str]) -> dict[str, object]:
    """Return the comparison as JSON-ready values.

    Keys: ``kind``, ``schema``, ``first`` and ``second`` (``name``, ``date``, ``commit``),
    ``differences``, and ``changes`` with the attributes of :class:`Change`, ``ratio`` and
    ``verdict``.
    """
    heads = [
        {"name": name, "date": one.date, "commit": one.commit}
        for name, one in zip(names, (first, second), strict=True)
    ]
    return {
        "kind": KIND,
        "schema": SCHEMA,
        "first": heads[0],
        "second": heads[1],
        "differences": list(differences(first, second)),
        "changes": [
            {**asdict(one), "ratio": round(one.ratio, 4), "verdict": one.verdict}
            for one in changes(first, second)
        ],
    }


def table(first: Report, second: Report, names: tuple[str, str]) -> Table:
    """Return the changes as a table."""
    rows = [
        (
            one.name,
            one.unit,
            f"{one.before:.4g}",
            f"{one.after:.4g}",
            f"{one.ratio:.3f}",
            one.verdict,
        )
        for one in changes(first, second)
    ]
    header = ("Second to first", "unit", *names, "ratio", "verdict")
    return Table("Comparison", header, tuple(rows))


def _change(
    name: str,
    unit: str,
    before: Summary,
    after: Summary,
    *,
    more_is_better: bool = False,
    is_exact: bool = False,
) -> Iterator[Change]:
    # Without a number above 0 there is no ratio.
    if before.median <= 0 or after.median <= 0:
        return
    apart = before.least > after.most or after.least > before.most
    is_once = not is_exact and min(before.count, after.count) < 2
    threshold = _THRESHOLD_ONCE if is_once else THRESHOLD
    far = max(before.median / after.median, after.median / before.median) > 1 + threshold
    yield Change(
        name=name,
        unit=unit,
        before=before.median,
        after=after.median,
        more_is_better=more_is_better,
        is_clear=apart and far,
    )


def _speed(cell: Throughput, match: Throughput, sentences: int, others: int) -> Iterator[Change]:
    name = f"beam {cell.beam}, {cell.threads} threads, batch {cell.batch_pieces}"
    before = summary([sentences / each for each in cell.seconds])
    after = summary([others / each for each in match.seconds])
    yield from _change(name, "sentences/s", before, after, more_is_better=True)
    if cell.joules_per_1000 and match.joules_per_1000:
        yield from _change(
            name,
            "J/1,000 sentences",
            _single(cell.joules_per_1000),
            _single(match.joules_per_1000),
        )


def _bytes(first: Report, second: Report) -> Iterator[Change]:
    parts = (("memory", first.memory, second.memory), ("disk", first.sizes, second.sizes))
    for part, before, after in parts:
        for name, size in asdict(before).items():
            other = getattr(after, name)
            if size is not None and other is not None:
                label = f"{part}, {name.removesuffix('_bytes').replace('_', ' ')}"
                yield from _change(
                    label, "MB", _single(size / 1e6), _single(other / 1e6), is_exact=True
                )


def _single(value: float) -> Summary:
    return Summary(median=value, least=value, most=value, count=1)


def _key(cell: Throughput) -> tuple[int, int, int]:
    return cell.beam, cell.threads, cell.batch_pieces


def _differs(what: str, before: object, after: object) -> Iterator[str]:
    if before != after:
        yield f"{what} is {_shown(before)} and {_shown(after)}"


def _shown(value: object) -> str:
    if isinstance(value, list | tuple):
        return " ".join(map(str, value)) or "none"
    return "unknown" if value is None else str(value)
