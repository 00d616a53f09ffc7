"""sacreBLEU scores with signatures, confidence intervals and paired significance.

Every number is sacreBLEU's own: segments are counted once for each system and metric, and the
score of the whole, of a domain, of one segment and of each bootstrap resample is computed from
these counts by the same functions that the ``sacrebleu`` command calls.
"""

from __future__ import annotations

import os
import secrets
import statistics
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path
from typing import Protocol, cast

from indictx import __version__
from indictx._imports import require
from indictx.errors import InputError, UsageError

__all__ = [
    "DEFAULT_METRICS",
    "METRICS",
    "Comparison",
    "Counts",
    "Score",
    "at_hand",
    "compare",
    "interval",
    "measure",
]

EXTRA = "evaluate"
DEFAULT_RESAMPLES = 1000
_DEFAULT_SEED = "12345"
_ENGLISH = "eng_Latn"


@dataclass(frozen=True, slots=True)
class MetricSpec:
    """One metric as we report it.

    Attributes:
        name: How it is called here: ``chrF++``.
        help: What it is, in a few words.
        kind: Class of sacreBLEU.
        options: Arguments of that class.
        prepared: Whether both sides are normalized and cut as by indic-nlp-library first.
        spm: File of the SentencePiece model that sacreBLEU's tokenizer needs, if any.
    """

    name: str
    help: str
    kind: str
    options: tuple[tuple[str, object], ...] = ()
    prepared: bool = False
    spm: str | None = None


_WORDS = ("word_order", 2)
#: Every metric, by the name given to ``--metric``.
METRICS = {
    spec.name.casefold(): spec
    for spec in (
        MetricSpec("chrF++", "characters and words", "CHRF", (_WORDS,)),
        MetricSpec("chrF", "characters", "CHRF"),
        MetricSpec("BLEU", "words as 13a cuts them", "BLEU"),
        MetricSpec(
            "BLEU-indic", "words as AI4Bharat reports it", "BLEU", (("tokenize", "none"),), True
        ),
        MetricSpec("chrF++-indic", "as AI4Bharat reports it", "CHRF", (_WORDS,), True),
        MetricSpec(
            "spBLEU",
            "pieces of FLORES-200",
            "BLEU",
            (("tokenize", "flores200"),),
            spm="flores200sacrebleuspm",
        ),
        MetricSpec(
            "spBLEU-101",
            "pieces of FLORES-101",
            "BLEU",
            (("tokenize", "flores101"),),
            spm="sacrebleu_tokenizer_spm.model",
        ),
    )
}
DEFAULT_METRICS = ("chrF++", "chrF", "BLEU", "BLEU-indic", "spBLEU")


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """One number of a set of segments.

    Attributes:
        metric: Key of :data:`METRICS`, in its usual spelling: ``chrF++``.
        value: From 0 to 100, higher is better.
        signature: sacreBLEU's, with its name for the metric in front: ``chrF2++|nrefs:1|...``.
        preparation: What was done to both sides before sacreBLEU saw them; ``None`` is nothing.
        mean: Mean of the bootstrap resamples; ``None`` if there were none.
        margin: Half the width of their 95 % interval.
        resamples: Scores of the bootstrap resamples, in the order of their drawing.
    """

    metric: str
    value: float
    signature: str
    preparation: str | None = None
    mean: float | None = None
    margin: float | None = None
    resamples: tuple[float, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Paired bootstrap test of a system against a baseline on the same segments.

    Attributes:
        metric: What was compared.
        difference: Score of the system minus that of the baseline.
        p_value: How likely so great a difference is by chance.
    """

    metric: str
    difference: float
    p_value: float

    @property
    def is_significant(self) -> bool:
        """The difference is unlikely to be chance, at 5 %."""
        return self.p_value < 0.05


def at_hand(tgt_lang: str, names: Iterable[str] = ()) -> tuple[MetricSpec, ...]:
    """Return the metrics that can be computed here for a target language.

    Args:
        tgt_lang: Canonical code. AI4Bharat scores English with plain sacreBLEU, so that the
            ``-indic`` metrics exist for other targets only.
        names: Metrics to use, in any case; none means :data:`DEFAULT_METRICS`, spBLEU only if its
            tokenizer is on this machine, for nothing is ever downloaded.

    Raises:
        UsageError: A name is unknown, or its tokenizer is not on this machine.
        MissingExtraError: sacreBLEU is not installed.
    """
    require("sacrebleu", extra=EXTRA)
    _seed()
    asked = list(names)
    specs = [_spec(name) for name in asked or DEFAULT_METRICS]
    found = []
    for spec in dict.fromkeys(specs):
        if spec.prepared and tgt_lang == _ENGLISH:
            continue
        if spec.spm is None or _spm_path(spec.spm).is_file():
            found.append(spec)
        elif asked:
            raise UsageError(
                f"{spec.name} needs a tokenizer that is not here",
                hint=f"put it at {_spm_path(spec.spm)}; nothing is downloaded",
            )
    return tuple(found)


def measure(
    spec: MetricSpec,
    hypotheses: Sequence[str],
    references: Sequence[Sequence[str]],
    *,
    tgt_lang: str,
) -> Counts:
    """Count the matches of every segment.

    Args:
        spec: The metric.
        hypotheses: Translations by one system.
        references: One or more whole reference translations, each as long as ``hypotheses``.
        tgt_lang: Canonical code of their language.

    Raises:
        InputError: There are no segments, or not as many references.
    """
    if not hypotheses or not references:
        raise InputError("there is nothing to score")
    for reference in references:
        if len(reference) != len(hypotheses):
            raise InputError(
                f"{len(hypotheses)} translations have {len(reference)} references, line by line"
            )
    metric = _metric(spec)
    preparation = None
    if spec.prepared:
        prepare, preparation = _preparation(tgt_lang)
        hypotheses = [prepare(line.strip()) for line in hypotheses]
        references = [[prepare(line.strip()) for line in reference] for reference in references]
    stats = metric._extract_corpus_statistics(hypotheses, references)
    return Counts(spec, metric, stats, preparation=preparation)


class _Scored(Protocol):
    name: str
    score: float


class _Signature(Protocol):
    def format(self) -> str: ...


class _Metric(Protocol):
    """What we call of sacreBLEU's metrics; the underscored methods are stable within 2.x."""

    n_bootstrap: int | None
    seed: str | None

    def get_signature(self) -> _Signature: ...
    def _extract_corpus_statistics(
        self, hypotheses: Sequence[str], references: Sequence[Sequence[str]]
    ) -> list[list[int]]: ...
    def _aggregate_and_compute(self, stats: list[list[int]]) -> _Scored: ...
    def _compute_score_from_stats(self, stats: object) -> _Scored: ...


class Counts:
    """What one metric counted in each segment of one system's output."""

    def __init__(
        self, spec: MetricSpec, metric: _Metric, stats: list[list[int]], *, preparation: str | None
    ) -> None:
        self.spec = spec
        self._metric = metric
        self._stats = stats
        self._preparation = preparation

    def score(self, rows: Sequence[int] | None = None, *, resamples: int = 0) -> Score:
        """Return the score of all segments, or of some.

        Args:
            rows: Indices of segments; ``None`` is all.
            resamples: Bootstrap resamples for the confidence interval; less than 2 is none. The
                seed is ``SACREBLEU_SEED``, or sacreBLEU's default.
        """
        stats = self._stats if rows is None else [self._stats[row] for row in rows]
        result = self._metric._aggregate_and_compute(stats)
        mean = margin = None
        drawn: tuple[float, ...] = ()
        if resamples > 1:
            drawn = self._resampled(stats, _draw(len(stats), resamples))
            mean, margin = interval(drawn)
        return Score(
            metric=self.spec.name,
            value=result.score,
            signature=f"{result.name}|{self._signature(resamples)}",
            preparation=self._preparation,
            mean=mean,
            margin=margin,
            resamples=drawn,
        )

    def segments(self) -> list[float]:
        """Return the score of each segment by itself, from the same counts.

        BLEU of one segment is rarely above zero; chrF is what ranks segments.
        """
        return [self._metric._aggregate_and_compute([stats]).score for stats in self._stats]

    def _resampled(self, stats: list[list[int]], rows: Iterable[object]) -> tuple[float, ...]:
        """Return the scores of resamples, each given by the indices of its segments."""
        import numpy as np

        # One resample at a time: sacreBLEU gathers all of them at once, which takes gigabytes for
        # a set of ten thousand segments. float32 is what it sums in.
        counts = np.array(stats, dtype="float32")
        compute = self._metric._compute_score_from_stats
        return tuple(float(compute(counts[row].sum(0)).score) for row in rows)

    def _signature(self, resamples: int) -> str:
        self._metric.n_bootstrap = resamples if resamples > 1 else None
        self._metric.seed = _seed() if resamples > 1 else None
        return str(self._metric.get_signature().format())


def compare(score: Score, baseline: Score) -> Comparison:
    """Test a score against a baseline's by paired bootstrap resampling.

    The same as ``sacrebleu --paired-bs`` (Koehn 2004, two-sided), except that the p-value of equal
    outputs is 1.

    Args:
        score: Of a system, with resamples.
        baseline: By the same metric on the same segments, with as many.
    """
    difference = score.value - baseline.value
    pairs = zip(score.resamples, baseline.resamples, strict=True)
    differences = [abs(own - other) for own, other in pairs]
    # sacreBLEU calls two equal outputs significantly different; every resample says otherwise.
    if not any(differences):
        return Comparison(score.metric, difference, 1.0)
    usual = statistics.fmean(differences)
    by_chance = sum(one - usual > abs(difference) for one in differences)
    return Comparison(score.metric, difference, (by_chance + 1) / (len(differences) + 1))


def interval(scores: Sequence[float]) -> tuple[float, float]:
    """Return the mean of resamples and half the width of the middle 95 %."""
    ordered = sorted(scores)
    cut = len(ordered) // 40
    return statistics.fmean(ordered), (ordered[-cut - 1] - ordered[cut]) / 2


def _spec(name: str) -> MetricSpec:
    spec = METRICS.get(name.casefold())
    if spec is None:
        known = ", ".join(spec.name for spec in METRICS.values())
        raise UsageError(f"unknown metric: {name!r}", hint=f"one of {known}")
    return spec


def _metric(spec: MetricSpec) -> _Metric:
    metrics = require("sacrebleu.metrics", extra=EXTRA)
    options = dict(spec.options)
    if spec.kind == "BLEU":
        # Text that we cut ourselves must not be warned about; this is not part of the signature.
        options["force"] = spec.prepared
    return cast("_Metric", getattr(metrics, spec.kind)(**options))


def _spm_path(name: str) -> Path:
    """Return where sacreBLEU keeps, or would put, a SentencePiece model."""
    module = require("sacrebleu.tokenizers.tokenizer_spm", extra=EXTRA)
    return Path(module.SACREBLEU_DIR) / "models" / name


def _preparation(tgt_lang: str) -> tuple[Callable[[str], str], str]:
    """Return what AI4Bharat's compute_metrics.sh does to text in a language, and its name.

    The library itself does it where it is installed, else our restatement of its rules does: the
    result is the same, and the name says which.
    """
    from indictx.text import _indicnlp

    steps = "normalize+trivial_tokenize"
    if not _indicnlp.has_normalizer(tgt_lang):
        steps = "trivial_tokenize"
    version = _indicnlp.installed()
    if version:
        return _indicnlp.library(tgt_lang), f"indic-nlp-library:{version}|{steps}"
    return (
        partial(_by_rules, tgt_lang=tgt_lang),
        f"indic-nlp-library:{_indicnlp.RULES}|{steps}|by:indictx:{__version__}",
    )


def _by_rules(text: str, *, tgt_lang: str) -> str:
    from indictx.text import _indicnlp

    return _indicnlp.reference_tokenize(_indicnlp.reference_normalize(text, tgt_lang), tgt_lang)


def _seed() -> str:
    seed = os.environ.get("SACREBLEU_SEED", _DEFAULT_SEED).lower()
    if seed != "none" and not seed.isdecimal():
        raise UsageError(f"SACREBLEU_SEED: {seed!r} is no whole number", hint="or none")
    return seed


@cache
def _chance() -> int:
    # Systems are tested on the same resamples, even on those that nobody can draw again.
    return secrets.randbits(64)


def _draw(count: int, resamples: int) -> Iterable[object]:
    """Return the indices of the segments of each resample, the very ones that sacreBLEU draws."""
    import numpy as np

    seed = _seed()
    random = np.random.default_rng(_chance() if seed == "none" else int(seed))
    return cast("Iterable[object]", random.choice(count, size=(resamples, count), replace=True))
