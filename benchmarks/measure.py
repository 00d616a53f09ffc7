"""What every measurement has: options, medians, and a result with its goal."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What to measure, and on what.

    Attributes:
        model: Folder of the model.
        src_lang: Source language of the corpus.
        tgt_lang: Target language.
        corpus: File of sentences, one a line; ``None`` makes some.
        lines: Lines of a throughput run.
        beams: Beam sizes of the throughput runs.
        threads: Cores for both sides.
        runs: Repetitions of short programs.
        rounds: Repetitions of throughput runs.
        few: Lines of the small memory run.
        many: Lines of the large one.
        peer_lines: Sentences of the comparison with other programs, over all directions.
        pairs: Directions of that comparison; all that are served both ways if there are none.
        programs: Parts of names of programs to compare with; all if there are none.
        vmap_text: Folder of texts from which ``vmap.txt`` is counted.
        sizes: Lines of the runs that show whether cost grows linearly.
        process_lines: Lines for each of several processes.
    """

    model: Path
    src_lang: str
    tgt_lang: str
    corpus: Path | None
    lines: int
    beams: tuple[int, ...]
    threads: int
    runs: int
    rounds: int
    few: int
    many: int
    peer_lines: int = 3_000
    pairs: tuple[str, ...] = ()
    programs: tuple[str, ...] = ()
    vmap_text: Path | None = None
    sizes: tuple[int, ...] = (1_000, 10_000, 100_000, 1_000_000)
    process_lines: int = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One part of the benchmark.

    Attributes:
        name: What was measured.
        rows: Lines of its table; all have the same keys.
        ratio: The number that has a goal; ``None`` if none has.
        goal: What the ratio should be.
        reached: Whether it is.
        facts: Whatever else belongs to the numbers.
        picture: The same as SVG, if there is one.
    """

    name: str
    rows: Sequence[dict[str, Any]]
    ratio: float | None = None
    goal: str = ""
    reached: bool | None = None
    facts: dict[str, Any] = field(default_factory=dict)
    picture: str = ""

    def as_json(self) -> dict[str, Any]:
        """Return the result as a JSON object, without the picture."""
        found = asdict(self)
        del found["picture"]
        return found


def median(values: Sequence[float], digits: int = 4) -> float:
    """Return the median, rounded."""
    return round(statistics.median(values), digits)


def row(name: str, walls: Sequence[float], cpus: Sequence[float]) -> dict[str, Any]:
    """Return one line of a table of programs, in milliseconds."""
    return {
        "program": name,
        "median_ms": round(1e3 * statistics.median(walls), 1),
        "least_ms": round(1e3 * min(walls), 1),
        "most_ms": round(1e3 * max(walls), 1),
        "cpu_ms": round(1e3 * statistics.median(cpus), 1),
    }
