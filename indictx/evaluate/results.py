"""From the outputs of systems on one test set to results: scores, tests, checks, by domain."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from indictx.errors import InputError, UsageError
from indictx.evaluate.fidelity import Fidelity, LineCheck, check_line, sizes, summarize
from indictx.evaluate.metrics import (
    DEFAULT_RESAMPLES,
    METRICS,
    Comparison,
    Counts,
    Score,
    at_hand,
    compare,
    measure,
)
from indictx.evaluate.systems import ModelFacts, Output
from indictx.evaluate.testsets import EvalSet

__all__ = ["REFERENCE", "Result", "check_length", "check_names", "checks_of", "evaluate"]

#: Name of the reference itself among systems: what it keeps is what a system can be asked to keep.
REFERENCE = "reference"


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One system on one direction of one test set.

    Attributes:
        testset: Name of the test set.
        digest: Half of the SHA-256 of its texts.
        pair: Direction: ``eng_Latn-hin_Deva``.
        system: Name of the system.
        lines: Number of segments.
        scores: Against the references; empty without any.
        baseline: System that :attr:`comparisons` are against; ``None`` for the baseline itself.
        comparisons: One for each score.
        domains: Scores by domain; empty if the set does not say.
        fidelity: Checks that need no reference.
        domain_fidelity: Likewise by domain.
        flagged: Share of lines that the translator flagged, doubts aside; ``None`` for a file.
        doubtful: Share of lines that it doubts; ``None`` for a file.
        round_trip: Scores of the translations translated back, against the sources.
        model: The model; ``None`` for a file.
        lines_per_s: Speed on this machine, for orientation; see ``indictx bench``.
    """

    testset: str
    digest: str
    pair: str
    system: str
    lines: int
    scores: tuple[Score, ...]
    fidelity: Fidelity
    baseline: str | None = None
    comparisons: tuple[Comparison, ...] = ()
    domains: dict[str, tuple[Score, ...]] = field(default_factory=dict)
    domain_fidelity: dict[str, Fidelity] = field(default_factory=dict)
    flagged: float | None = None
    doubtful: float | None = None
    round_trip: tuple[Score, ...] = ()
    model: ModelFacts | None = None
    lines_per_s: float | None = None


def evaluate(
    evalset: EvalSet,
    outputs: Sequence[Output],
    *,
    metrics: Iterable[str] = (),
    resamples: int = DEFAULT_RESAMPLES,
) -> list[Result]:
    """Score systems on one direction of a test set; the first of them is the baseline.

    Args:
        evalset: Sources and references.
        outputs: What the systems made of it; each needs a name of its own.
        metrics: Names of metrics; none means the usual ones.
        resamples: Bootstrap resamples; less than 2 gives neither intervals nor tests.

    Returns:
        One result for each output, in order, then one for the reference if sources are known.

    Raises:
        InputError: An output has not as many lines as the test set.
        UsageError: Two systems have the same name.
    """
    check_names([output.system for output in outputs])
    for output in outputs:
        check_length(evalset, output)
    names = list(metrics)
    specs = at_hand(evalset.pair.target.code, names) if evalset.references else ()
    results: list[Result] = []
    for output in outputs:
        counts = [
            measure(spec, output.lines, evalset.references, tgt_lang=evalset.pair.target.code)
            for spec in specs
        ]
        results.append(_result(evalset, output, counts, results[0] if results else None, resamples))
    if evalset.references and evalset.sources:
        results.append(_of_reference(evalset))
    return results


def checks_of(evalset: EvalSet, lines: Sequence[str]) -> list[LineCheck]:
    """Return the check of each line; without sources, only of what the line itself shows."""
    sources = evalset.sources or (None,) * len(lines)
    return [
        check_line(
            source,
            line,
            tgt_lang=evalset.pair.target.code,
            src_lang=evalset.pair.source.code,
        )
        for source, line in zip(sources, lines, strict=True)
    ]


def check_names(names: Sequence[str]) -> None:
    """Refuse systems that could be mixed up.

    Raises:
        UsageError: Two have one name, or one is called like the reference.
    """
    for name in names:
        if names.count(name) > 1 or name == REFERENCE:
            raise UsageError(
                f"two systems are called {name!r}", hint="name one: --hypothesis NAME=FILE"
            )


def check_length(evalset: EvalSet, output: Output) -> None:
    """Refuse an output that is not parallel to the test set.

    Raises:
        InputError: It has not as many lines.
    """
    if len(output.lines) != evalset.size:
        raise InputError(
            f"{output.system!r} has {len(output.lines)} lines, "
            f"but test set {evalset.name!r} has {evalset.size}"
        )


def _result(
    evalset: EvalSet,
    output: Output,
    counts: Sequence[Counts],
    baseline: Result | None,
    resamples: int,
) -> Result:
    rows = evalset.rows_by_domain()
    checks = checks_of(evalset, output.lines)
    scores = tuple(one.score(resamples=resamples) for one in counts)
    tested = baseline if counts and resamples > 1 else None
    return Result(
        testset=evalset.name,
        digest=evalset.digest,
        pair=str(evalset.pair),
        lines=evalset.size,
        system=output.system,
        scores=scores,
        baseline=tested.system if tested else None,
        comparisons=tuple(map(compare, scores, tested.scores)) if tested else (),
        domains={
            domain: tuple(one.score(lines, resamples=resamples) for one in counts)
            for domain, lines in rows.items()
            if counts
        },
        fidelity=_fidelity(evalset, checks),
        domain_fidelity={
            domain: _fidelity(evalset, checks, lines) for domain, lines in rows.items()
        },
        flagged=None if output.flagged is None else output.flagged / evalset.size,
        doubtful=None if output.doubtful is None else output.doubtful / evalset.size,
        round_trip=_round_trip(evalset, output, resamples),
        model=output.model,
        lines_per_s=evalset.size / output.seconds if output.seconds else None,
    )


def _of_reference(evalset: EvalSet) -> Result:
    checks = checks_of(evalset, evalset.references[0])
    return Result(
        testset=evalset.name,
        digest=evalset.digest,
        pair=str(evalset.pair),
        lines=evalset.size,
        system=REFERENCE,
        scores=(),
        fidelity=_fidelity(evalset, checks),
    )


def _fidelity(
    evalset: EvalSet, checks: Sequence[LineCheck], rows: Sequence[int] | None = None
) -> Fidelity:
    chosen = range(len(checks)) if rows is None else rows
    against = None
    if evalset.references:
        against = sizes(evalset.references[0][row] for row in chosen)
    return summarize((checks[row] for row in chosen), reference_sizes=against)


def _round_trip(evalset: EvalSet, output: Output, resamples: int) -> tuple[Score, ...]:
    if not output.round_trip:
        return ()
    spec = METRICS["chrf++"]
    code = evalset.pair.source.code
    counts = measure(spec, output.round_trip, [evalset.sources], tgt_lang=code)
    return (counts.score(resamples=resamples),)
