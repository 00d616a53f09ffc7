"""A complete result of ``indictx bench``, made up, for tests that measure nothing."""

from __future__ import annotations

from indictx.bench.result import (
    CorpusFacts,
    Latency,
    Memory,
    Report,
    Settings,
    Sizes,
    Throughput,
)
from indictx.bench.stats import Summary
from indictx.evaluate.systems import ModelFacts

SENTENCES = 40


def throughput(beam: int, threads: int, batch: int, *seconds: float) -> Throughput:
    median = sorted(seconds)[len(seconds) // 2]
    return Throughput(
        beam=beam,
        threads=threads,
        batch_pieces=batch,
        seconds=seconds,
        cpu_s=median * threads,
        lines_per_s=32 / median,
        sentences_per_s=SENTENCES / median,
        source_words_per_s=400 / median,
        target_pieces_per_s=600 / median,
        joules_per_1000=None,
    )


def summary(median: float) -> Summary:
    return Summary(median=median, least=median * 0.95, most=median * 1.05, count=5)


def report(*cells: Throughput, **changes: object) -> Report:
    """Return a result; ``changes`` are attributes of it."""
    values: dict[str, object] = {
        "date": "2026-01-02T03:04:05+00:00",
        "commit": "0123abcd",
        "machine": {"cpu": "Example CPU", "cores_usable": 4, "load": 0.1, "governor": None},
        "versions": {"indictx": "0.1.0", "python": "3.11.7", "sentencepiece": None},
        "model": ModelFacts(
            name="small", version="1", sha256="ab" * 32, size_bytes=24_000, beam_size=4
        ),
        "settings": Settings(
            pair="eng_Latn-hin_Deva",
            beam=4,
            threads=4,
            batch_pieces=1024,
            rounds=3,
            cold_runs=5,
            watts=None,
        ),
        "corpus": CorpusFacts(
            name="built-in", lines=32, sentences=SENTENCES, words=400, sha256="cd" * 32
        ),
        "cold_start_ms": summary(200.0),
        "load_ms": summary(150.0),
        "first_line_ms": summary(20.0),
        "interactive": (Latency(beam=4, lines=100, p50_ms=12.5, p99_ms=40.0),),
        "throughput": cells
        or (
            throughput(4, 1, 1024, 1.0, 1.1, 1.2),
            throughput(4, 4, 1024, 0.3, 0.31, 0.32),
            throughput(4, 4, 4096, 0.29, 0.3, 0.31),
        ),
        "memory": Memory(one_line_bytes=60_000_000, all_lines_bytes=None),
        "sizes": Sizes(package_bytes=1_500_000, model_bytes=24_000, runtime_bytes=None),
        "energy": None,
    }
    return Report(**(values | changes))
