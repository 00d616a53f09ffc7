"""What a benchmark finds, and how it goes into a JSON file and comes out again."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, is_dataclass
from pathlib import Path
from typing import Any, cast, get_args, get_origin, get_type_hints

from indictx.bench.stats import Summary
from indictx.errors import InputError, ParseError
from indictx.evaluate.systems import ModelFacts

__all__ = [
    "KIND",
    "SCHEMA",
    "CorpusFacts",
    "Latency",
    "Memory",
    "Report",
    "Settings",
    "Sizes",
    "Throughput",
    "read_report",
]

SCHEMA = 1
KIND = "indictx bench"


@dataclass(frozen=True, slots=True, kw_only=True)
class CorpusFacts:
    """What was translated.

    Attributes:
        name: Of the file; ``built-in`` are sentences of our own.
        lines: Of each throughput run, all different.
        sentences: In them.
        words: In them, divided by white space.
        sha256: Of the lines.
    """

    name: str
    lines: int
    sentences: int
    words: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How it was measured.

    Attributes:
        pair: Direction.
        beam: Of cold start and memory, which are measured as the model is used.
        threads: Of cold start, memory and single lines.
        batch_pieces: Likewise.
        rounds: Runs of each line of the throughput table, in turns.
        cold_runs: New processes, one more at the beginning not counted.
        watts: Power of one busy core that was given to estimate energy.
    """

    pair: str
    beam: int
    threads: int
    batch_pieces: int
    rounds: int
    cold_runs: int
    watts: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Latency:
    """Line by line, each sent when the one before is there.

    Attributes:
        beam: Beams.
        lines: How many were timed.
        p50_ms: Half of the lines took at most so long.
        p99_ms: 99 of 100 did; the longest of fewer.
    """

    beam: int
    lines: int
    p50_ms: float
    p99_ms: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Throughput:
    """All lines together, model loaded.

    Attributes:
        beam: Beams.
        threads: Batches decoded at the same time, one core each.
        batch_pieces: Pieces of a batch, times beams.
        seconds: Wall time of each round.
        cpu_s: Processor time of all threads, median.
        lines_per_s: Of the median round, as all below.
        sentences_per_s: Likewise.
        source_words_per_s: Likewise.
        target_pieces_per_s: Likewise; tokens that the model wrote, second searches included.
        joules_per_1000: Energy of 1,000 sentences; ``None`` where it is not known.
    """

    beam: int
    threads: int
    batch_pieces: int
    seconds: tuple[float, ...]
    cpu_s: float
    lines_per_s: float
    sentences_per_s: float
    source_words_per_s: float
    target_pieces_per_s: float
    joules_per_1000: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """Peak resident sets of the command, in bytes; ``None`` where the system does not tell.

    Attributes:
        one_line_bytes: For one line.
        all_lines_bytes: For all lines of a throughput run.
    """

    one_line_bytes: int | None
    all_lines_bytes: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """What takes place on the disk, in bytes.

    Attributes:
        package_bytes: indictx, its bundled models aside.
        model_bytes: The model.
        runtime_bytes: CTranslate2 and SentencePiece; ``None`` if their installer left no list.
    """

    package_bytes: int
    model_bytes: int
    runtime_bytes: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One run of ``indictx bench``.

    Attributes:
        date: ISO 8601, UTC.
        commit: Of the checkout that indictx runs from, ``+`` if it was changed since; ``None`` for
            an installed package.
        machine: Facts of :mod:`indictx.bench.machine`, governor, and load before the run.
        versions: Of indictx, Python, packages and the system.
        model: Name, version, hash of its weights.
        settings: How it was measured.
        corpus: What was translated.
        cold_start_ms: A new process that translates one line, from its start to its end.
        load_ms: Imports and model, in a new process.
        first_line_ms: The first line after that.
        interactive: Single lines, by beam.
        throughput: All lines, by beam, threads and batch.
        memory: Peaks.
        sizes: On the disk.
        energy: ``rapl``, ``estimate`` from processor time and given watts, or ``None``.
    """

    date: str
    commit: str | None
    machine: Mapping[str, object]
    versions: Mapping[str, object]
    model: ModelFacts
    settings: Settings
    corpus: CorpusFacts
    cold_start_ms: Summary
    load_ms: Summary
    first_line_ms: Summary
    interactive: tuple[Latency, ...]
    throughput: tuple[Throughput, ...]
    memory: Memory
    sizes: Sizes
    energy: str | None

    def as_json(self) -> dict[str, object]:
        """Return JSON-ready values: ``kind``, ``schema`` and the attributes."""
        return {"kind": KIND, "schema": SCHEMA, **asdict(self)}


def read_report(path: Path) -> Report:
    """Return what ``indictx bench --json`` wrote.

    Raises:
        InputError: The file cannot be read.
        ParseError: It is no result of a benchmark, or of a version that is not known here.
    """
    try:
        table = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise InputError(f"cannot read {str(path)!r}: {error.strerror or error}") from error
    except (ValueError, RecursionError) as error:
        raise ParseError("is not JSON", path=path, hint=_HINT) from error
    if not isinstance(table, dict) or table.get("kind") != KIND:
        raise ParseError("is no result of a benchmark", path=path, hint=_HINT)
    if table.get("schema") != SCHEMA:
        found = table.get("schema")
        raise ParseError(f"schema is {found!r}, expected {SCHEMA}", path=path, hint=_HINT)
    try:
        report = cast("Report", _built(Report, table, "result"))
    except ValueError as error:
        raise ParseError(str(error), path=path, hint=_HINT) from error
    for one in report.throughput:
        if not (one.seconds and all(each > 0 for each in one.seconds)):
            raise ParseError(f"seconds is {list(one.seconds)}", path=path, hint=_HINT)
    return report


_HINT = "write one with `indictx bench --json FILE`"


def _built(kind: Any, value: object, place: str) -> object:  # noqa: ANN401 - any type hint
    """Return ``value`` as the kind that a type hint says; further keys are left out."""
    if is_dataclass(kind):
        if not isinstance(value, dict):
            raise ValueError(f"{place} is no object")
        hints = get_type_hints(kind)
        missing = [field.name for field in fields(kind) if field.name not in value]
        if missing:
            raise ValueError(f"{place} has no {missing[0]!r}")
        parts = {name: _built(hint, value[name], name) for name, hint in hints.items()}
        return kind(**parts)  # type: ignore[operator]  # a class, not an instance
    if get_origin(kind) is tuple:
        if not isinstance(value, list):
            raise ValueError(f"{place} is no list")
        return tuple(_built(get_args(kind)[0], item, place) for item in value)
    plain = get_origin(kind) if get_origin(kind) is Mapping else kind
    if isinstance(value, int) and not isinstance(value, bool) and isinstance(0.0, plain):
        return float(value)
    if not isinstance(value, bool) and isinstance(value, plain):
        return value
    raise ValueError(f"{place} is {value!r}")
