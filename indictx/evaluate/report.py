"""Results as text for pipes, as JSON for programs and as Markdown for people.

Shares are from 0 to 1 in :mod:`indictx.evaluate.fidelity` and in JSON, and per cent in text and
Markdown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict

from indictx import __version__
from indictx.evaluate.average import Average, averages
from indictx.evaluate.fidelity import Fidelity
from indictx.evaluate.metrics import Comparison, Score
from indictx.evaluate.results import REFERENCE, Result

__all__ = ["COLUMNS", "as_json", "markdown", "text_rows"]

#: Columns of the text form; `-` stands for what does not apply.
COLUMNS = (
    "testset",
    "pair",
    "system",
    "domain",
    "lines",
    "metric",
    "value",
    "margin",
    "p_value",
    "signature",
)
SCHEMA = 1
_ALL = "all"
_NONE = "-"

# Field of Fidelity, whether it is a share, and its column in Markdown.
_CHECKS = (
    ("slots_kept", True, "slots kept"),
    ("numbers_kept", True, "numbers kept"),
    ("numbers_new", False, "new numbers a line"),
    ("script", True, "wrong script"),
    ("empty", True, "empty"),
    ("loop", True, "loop"),
    ("copied", True, "copied"),
    ("negation", True, "negation"),
    ("amounts", True, "amounts"),
    ("dates", True, "dates"),
    ("length_ratio", False, "length ratio"),
)


def text_rows(results: Sequence[Result]) -> Iterator[tuple[str, ...]]:
    """Yield one row of :data:`COLUMNS` for each number, most important first within a system.

    Means over directions come last; their ``pair`` is ``mean of 6``.
    """
    for result in results:
        tests = {test.metric: test for test in result.comparisons}
        for score in result.scores:
            yield _score_row(result, _ALL, result.lines, score, tests.get(score.metric))
        for score in result.round_trip:
            yield _score_row(result, _ALL, result.lines, score, None, prefix="round-trip ")
        yield from _check_rows(result, _ALL, result.fidelity)
        told = {
            "flagged%": _percent(result.flagged),
            "doubtful%": _percent(result.doubtful),
            "lines/s": _speed(result),
        }
        for name, value in told.items():
            if value != _NONE:
                yield _row(result, _ALL, result.lines, name, value)
        for domain, fidelity in result.domain_fidelity.items():
            for score in result.domains.get(domain, ()):
                yield _score_row(result, domain, fidelity.lines, score, None)
            yield from _check_rows(result, domain, fidelity)
    for average in averages(results):
        yield from _average_rows(results[0].testset, average)


def as_json(results: Sequence[Result]) -> dict[str, object]:
    """Return what is written as JSON.

    Keys: ``schema``, ``indictx`` (the version), ``results``, a list of objects with the fields of
    :class:`indictx.evaluate.results.Result`, and ``averages``, likewise of
    :class:`indictx.evaluate.average.Average`; resamples are left out.
    """
    return {
        "schema": SCHEMA,
        "indictx": __version__,
        "results": [_without_resamples(asdict(result)) for result in results],
        "averages": [_without_resamples(asdict(average)) for average in averages(results)],
    }


def markdown(results: Sequence[Result]) -> str:
    """Return results as tables, with the signature of every number below them."""
    parts = [
        _averages_table(averages(results)),
        _scores_table(results),
        _checks_table(results),
        _domains_table(results),
    ]
    return "\n\n".join(filter(None, [*parts, _conditions(results)])) + "\n"


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table in Markdown, first two columns to the left and numbers to the right."""
    lines = [header, ["---", "---", *["---:"] * (len(header) - 2)], *rows]
    return "\n".join(f"| {' | '.join(map(_cell, line))} |" for line in lines)


def _without_resamples(value: object) -> object:
    if isinstance(value, dict):
        kept = ((key, each) for key, each in value.items() if key != "resamples")
        return {key: _without_resamples(each) for key, each in kept}
    if isinstance(value, list | tuple):
        return [_without_resamples(each) for each in value]
    return value


def _row(
    result: Result, domain: str, lines: int, metric: str, value: str, *rest: str
) -> tuple[str, ...]:
    head = (result.testset, result.pair, result.system, domain, str(lines))
    return _cells(*head, metric, value, *rest)


def _cells(*cells: str) -> tuple[str, ...]:
    """Return a row as wide as :data:`COLUMNS`; a name may hold anything, tabs included."""
    missing = (_NONE,) * (len(COLUMNS) - len(cells))
    return tuple(" ".join(cell.split()) or _NONE for cell in (*cells, *missing))


def _score_row(
    result: Result,
    domain: str,
    lines: int,
    score: Score,
    test: Comparison | None,
    *,
    prefix: str = "",
) -> tuple[str, ...]:
    return _row(result, domain, lines, prefix + score.metric, *_score_cells(score, test))


def _score_cells(score: Score, test: Comparison | None) -> tuple[str, str, str, str]:
    """Return value, margin, p-value and signature."""
    margin = _NONE if score.margin is None else f"{score.margin:.2f}"
    p_value = _NONE if test is None else f"{test.p_value:.4f}"
    return (f"{score.value:.2f}", margin, p_value, _signature(score))


def _average_rows(testset: str, average: Average) -> Iterator[tuple[str, ...]]:
    tests = {test.metric: test for test in average.comparisons}
    for score, count in zip(average.scores, average.counts, strict=True):
        head = (testset, f"mean of {count}", average.system, _ALL, str(average.lines))
        yield _cells(*head, score.metric, *_score_cells(score, tests.get(score.metric)))
    for test, better, worse in zip(average.comparisons, average.better, average.worse, strict=True):
        head = (testset, f"mean of {average.directions}", average.system, _ALL, str(average.lines))
        yield _cells(*head, f"{test.metric}-better", str(better))
        yield _cells(*head, f"{test.metric}-worse", str(worse))


def _check_rows(result: Result, domain: str, fidelity: Fidelity) -> Iterator[tuple[str, ...]]:
    for name, value in _checks(fidelity):
        yield _row(result, domain, fidelity.lines, name, value)


def _checks(fidelity: Fidelity) -> Iterator[tuple[str, str]]:
    for name, is_share, _ in _CHECKS:
        value: float | None = getattr(fidelity, name)
        if is_share:
            yield f"{name.replace('_', '-')}%", _percent(value)
        else:
            yield name.replace("_", "-"), _NONE if value is None else f"{value:.3f}"


def _percent(share: float | None) -> str:
    return _NONE if share is None else f"{100 * share:.2f}"


def _speed(result: Result) -> str:
    return _NONE if result.lines_per_s is None else f"{result.lines_per_s:.1f}"


def _signature(score: Score) -> str:
    if score.preparation is None:
        return score.signature
    return f"{score.signature}|{score.preparation}"


def _averages_table(found: Sequence[Average]) -> str:
    if not found:
        return ""
    metrics = list(dict.fromkeys(score.metric for one in found for score in one.scores))
    tested = any(one.comparisons for one in found)
    header = ["System", "Directions", *metrics, *(["better in", "worse in"] if tested else [])]
    rows = []
    for one in found:
        cells = [_scored(one.scores, one.comparisons, metric) for metric in metrics]
        if tested:
            cells += [str(each[0]) if each else "" for each in (one.better, one.worse)]
        rows.append([one.system, str(one.directions), *cells])
    return "Mean of all directions:\n\n" + table(header, rows)


def _scores_table(results: Sequence[Result]) -> str:
    metrics = _metrics(results)
    scored = [result for result in results if result.scores or result.round_trip]
    if not scored:
        return ""
    back = any(result.round_trip for result in scored)
    sized = any(result.model for result in scored)
    header = ["System", "Pair", *metrics]
    header += ["Round trip chrF++"] * back + ["MB", "Lines/s"] * sized
    rows = []
    for result in scored:
        cells = [_scored(result.scores, result.comparisons, metric) for metric in metrics]
        if back:
            cells.append(_with_margin(result.round_trip[0]) if result.round_trip else "")
        if sized:
            size = f"{result.model.size_bytes / 1e6:.1f}" if result.model else ""
            cells += [size, "" if result.lines_per_s is None else _speed(result)]
        rows.append([result.system, result.pair, *cells])
    return table(header, rows)


def _scored(scores: Sequence[Score], tests: Sequence[Comparison], metric: str) -> str:
    for score in scores:
        if score.metric == metric:
            clear = any(test.metric == metric and test.is_significant for test in tests)
            return _with_margin(score) + ("\\*" if clear else "")
    return ""


def _with_margin(score: Score) -> str:
    return f"{score.value:.1f}" + ("" if score.margin is None else f" ± {score.margin:.1f}")


def _checks_table(results: Sequence[Result]) -> str:
    header = ["System", "Pair", *(title for _, _, title in _CHECKS), "flagged", "doubtful"]
    rows = []
    for result in results:
        values = [value for _, value in _checks(result.fidelity)]
        units = [is_share for _, is_share, _ in _CHECKS]
        shown = [
            _with_unit(value, is_share=unit) for value, unit in zip(values, units, strict=True)
        ]
        shown += [
            _with_unit(_percent(share), is_share=True)
            for share in (result.flagged, result.doubtful)
        ]
        rows.append([result.system, result.pair, *shown])
    return table(header, rows)


def _with_unit(value: str, *, is_share: bool) -> str:
    return "" if value == _NONE else f"{value} %" if is_share else value


def _domains_table(results: Sequence[Result]) -> str:
    first = next((metric for metric in _metrics(results)), None)
    domains = sorted({domain for result in results for domain in result.domains})
    if not domains or first is None:
        return ""
    rows = []
    for result in results:
        if result.domains:
            found = {
                domain: _with_margin(score)
                for domain, scores in result.domains.items()
                for score in scores
                if score.metric == first
            }
            rows.append([result.system, result.pair, *(found.get(one, "") for one in domains)])
    return f"{first} by domain:\n\n" + table(["System", "Pair", *domains], rows)


def _signatures(results: Sequence[Result]) -> Iterator[str]:
    """Yield a line for each signature; directions are named where a metric has several."""
    found: dict[str, dict[str, dict[str, None]]] = {}
    for result in results:
        for score in (*result.scores, *result.round_trip):
            pairs = found.setdefault(score.metric, {}).setdefault(_signature(score), {})
            pairs[result.pair] = None
    for metric, signatures in found.items():
        for signature, pairs in signatures.items():
            where = f" ({', '.join(pairs)})" if len(signatures) > 1 else ""
            yield f"- {metric}{where}: `{signature}`"


def _conditions(results: Sequence[Result]) -> str:
    lines = [f"- indictx {__version__}"]
    sets = dict.fromkeys((r.testset, r.pair, r.lines, r.digest) for r in results)
    lines += ["- {}, {}: {} lines, SHA-256 begins {}".format(*one) for one in sets]
    for model in dict.fromkeys(r.model for r in results if r.model):
        digest = f", SHA-256 {model.sha256}" if model.sha256 else ""
        chosen = f", best of {model.rerank} by {model.judge}" if model.rerank else ""
        lines.append(f"- {model.name} {model.version}, beam {model.beam_size}{chosen}{digest}")
    lines += _signatures(results)
    if any(result.comparisons for result in results):
        baseline = next(result.baseline for result in results if result.baseline)
        lines.append(f"- \\*: differs from {baseline}, paired bootstrap, p < 0.05")
        if len({result.pair for result in results}) > 1:
            first = _metrics(results)[0]
            lines.append(f"- better in, worse in: directions with such a difference by {first}")
    if any(result.system == REFERENCE for result in results):
        lines.append(f"- {REFERENCE}: what the reference translation keeps of its source")
    return "\n".join(lines)


def _metrics(results: Iterable[Result]) -> list[str]:
    return list(dict.fromkeys(score.metric for result in results for score in result.scores))


def _cell(text: str) -> str:
    return " ".join(text.replace("|", "\\|").split())
