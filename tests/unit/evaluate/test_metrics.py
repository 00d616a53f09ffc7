from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tiny_model import SENTENCES, train_sentencepiece

from indictx import __version__
from indictx.errors import InputError, MissingExtraError, UsageError
from indictx.evaluate import metrics
from indictx.evaluate.metrics import METRICS, at_hand, compare, measure
from indictx.text import _indicnlp

HINDI = SENTENCES[15:30]
ENGLISH = SENTENCES[:15]
RESAMPLES = 200


def worse(lines: list[str], every: int) -> list[str]:
    """Drop each n-th word, and swap two in every third line: something to score below 100."""
    found = []
    for number, line in enumerate(lines):
        words = [word for n, word in enumerate(line.split(), number) if n % every]
        if number % 3 == 0:
            words[:2] = reversed(words[:2])
        found.append(" ".join(words))
    return found


def sacrebleu(folder, *arguments: str, references, systems, env=None) -> object:
    """Run the sacrebleu command on files and return the JSON that it prints."""
    names = []
    for kind, columns in (("ref", references), ("sys", systems)):
        for n, lines in enumerate(columns):
            path = folder / f"{kind}{n}.txt"
            path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
            names.append((kind, path.name))
    refs = [name for kind, name in names if kind == "ref"]
    inputs = [name for kind, name in names if kind == "sys"]
    done = subprocess.run(
        [
            *(sys.executable, "-m", "sacrebleu", *refs, "-i", *inputs),
            *("-w", "8", "-f", "json", *arguments),
        ],
        capture_output=True,
        check=True,
        cwd=folder,
        env={**os.environ, **(env or {})},
    )
    return json.loads(done.stdout)


def measured(name: str, hypotheses, references, tgt_lang="hin_Deva"):
    return measure(METRICS[name.casefold()], hypotheses, references, tgt_lang=tgt_lang)


def as_ai4bharat(lines: list[str]) -> list[str]:
    """Do what compute_metrics.sh of IndicTrans2 does to Hindi, by the library's own functions."""
    from indicnlp.normalize.indic_normalize import IndicNormalizerFactory
    from indicnlp.tokenize.indic_tokenize import trivial_tokenize

    normalize = IndicNormalizerFactory().get_normalizer("hi").normalize
    return [" ".join(trivial_tokenize(normalize(line.strip()), "hi")) for line in lines]


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("chrF++", ["-m", "chrf", "--chrf-word-order", "2"]),
        ("chrF", ["-m", "chrf"]),
        ("BLEU", ["-m", "bleu"]),
    ],
)
@pytest.mark.parametrize("references", [1, 2])
def test_scores_and_signatures_are_those_of_the_sacrebleu_command(
    name, arguments, references, tmp_path
):
    hypotheses = worse(HINDI, 3)
    against = [HINDI, worse(HINDI, 7)][:references]

    theirs = sacrebleu(tmp_path, *arguments, references=against, systems=[hypotheses])
    ours = measured(name, hypotheses, against).score()

    assert ours.value == pytest.approx(theirs["score"], abs=1e-7)
    assert ours.signature == f"{theirs['name']}|{theirs['signature']}"
    assert 0 < ours.value < 100


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("chrF++", ["-m", "chrf", "--chrf-word-order", "2"]),
        ("BLEU", ["-m", "bleu"]),
    ],
)
def test_intervals_are_those_of_the_sacrebleu_command(name, arguments, tmp_path):
    confidence = ["--confidence", "--confidence-n", str(RESAMPLES)]

    theirs = sacrebleu(
        tmp_path, *arguments, *confidence, references=[HINDI], systems=[worse(HINDI, 3)]
    )
    ours = measured(name, worse(HINDI, 3), [HINDI]).score(resamples=RESAMPLES)

    assert ours.mean == pytest.approx(theirs["confidence_mean"], abs=1e-6)
    assert ours.margin == pytest.approx(theirs["confidence_var"], abs=1e-6)
    assert ours.signature == f"{theirs['name']}|{theirs['signature']}"


def test_paired_tests_are_those_of_sacrebleu():
    # The command itself cannot print JSON with NumPy 2, so its class is asked.
    from sacrebleu.metrics import BLEU, CHRF
    from sacrebleu.significance import PairedTest

    systems = [worse(HINDI, 3), worse(HINDI, 4)]
    _, theirs = PairedTest(
        list(zip("ab", systems, strict=True)),
        {"chrF": CHRF(), "BLEU": BLEU()},
        [HINDI],
        test_type="bs",
        n_samples=RESAMPLES,
    )()

    for name in ("chrF", "BLEU"):
        baseline, other = (
            measured(name, lines, [HINDI]).score(resamples=RESAMPLES) for lines in systems
        )
        ours = compare(other, baseline)
        first, second = theirs[{"chrF": "chrF2"}.get(name, name)]
        assert ours.p_value == pytest.approx(second.p_value, abs=1e-8)
        assert ours.difference == pytest.approx(second.score - first.score, abs=1e-7)


def test_the_seed_of_sacrebleu_is_obeyed_and_told(monkeypatch, tmp_path):
    monkeypatch.setenv("SACREBLEU_SEED", "7")
    confidence = ["-m", "chrf", "--confidence", "--confidence-n", str(RESAMPLES)]

    theirs = sacrebleu(tmp_path, *confidence, references=[HINDI], systems=[worse(HINDI, 3)])
    ours = measured("chrF", worse(HINDI, 3), [HINDI]).score(resamples=RESAMPLES)

    assert ours.margin == pytest.approx(theirs["confidence_var"], abs=1e-6)
    assert "|seed:7|" in ours.signature


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("BLEU-indic", ["-m", "bleu", "--tokenize", "none"]),
        ("chrF++-indic", ["-m", "chrf", "--chrf-word-order", "2"]),
    ],
)
def test_the_indic_metrics_are_sacrebleu_on_text_cut_as_ai4bharat_cuts_it(
    name, arguments, tmp_path
):
    hypotheses = worse(HINDI, 3)

    theirs = sacrebleu(
        tmp_path,
        *arguments,
        references=[as_ai4bharat(HINDI)],
        systems=[as_ai4bharat(hypotheses)],
    )
    ours = measured(name, hypotheses, [HINDI]).score()

    assert ours.value == pytest.approx(theirs["score"], abs=1e-7)
    assert ours.signature == f"{theirs['name']}|{theirs['signature']}"
    assert ours.preparation == "indic-nlp-library:0.92|normalize+trivial_tokenize"
    assert ours.value != measured(name.removesuffix("-indic"), hypotheses, [HINDI]).score().value


@pytest.mark.parametrize("code", ["hin_Deva", "urd_Arab"])
def test_the_indic_metrics_are_the_same_without_the_library_and_say_so(code, monkeypatch):
    texts = HINDI if code == "hin_Deva" else SENTENCES[-5:]
    hypotheses = worse(texts, 3)
    by_library = measured("BLEU-indic", hypotheses, [texts], code).score(resamples=20)
    monkeypatch.setattr(_indicnlp, "installed", lambda: None)
    monkeypatch.setattr(_indicnlp, "library", lambda _: pytest.fail("used"))

    by_rules = measured("BLEU-indic", hypotheses, [texts], code).score(resamples=20)

    assert by_rules.resamples == by_library.resamples
    assert by_rules.value == by_library.value
    assert by_rules.preparation == f"{by_library.preparation}|by:indictx:{__version__}"


def test_urdu_is_cut_but_not_normalized_for_the_indic_metrics():
    urdu = SENTENCES[-5:]

    score = measured("BLEU-indic", urdu, [urdu], "urd_Arab").score()

    assert score.preparation == "indic-nlp-library:0.92|trivial_tokenize"
    assert score.value == pytest.approx(100)


def test_english_has_no_indic_metrics():
    assert "BLEU-indic" in [spec.name for spec in at_hand("hin_Deva")]
    assert "BLEU-indic" not in [spec.name for spec in at_hand("eng_Latn")]
    assert at_hand("eng_Latn", ["bleu-indic"]) == ()


@pytest.fixture
def sacrebleu_home(tmp_path, monkeypatch):
    """A folder of sacreBLEU's own files, empty, for this process and for the command."""
    from sacrebleu.tokenizers import tokenizer_spm

    home = tmp_path / "sacrebleu"
    monkeypatch.setattr(tokenizer_spm, "SACREBLEU_DIR", str(home))
    return home


def test_spbleu_is_left_out_where_its_tokenizer_is_not_here(sacrebleu_home):
    assert "spBLEU" not in [spec.name for spec in at_hand("hin_Deva")]


def test_asking_for_spbleu_says_where_its_tokenizer_belongs(sacrebleu_home):
    with pytest.raises(UsageError) as raised:
        at_hand("hin_Deva", ["spBLEU"])

    assert str(sacrebleu_home / "models" / "flores200sacrebleuspm") in raised.value.hint
    assert not sacrebleu_home.exists()


def test_spbleu_is_that_of_the_sacrebleu_command_where_its_tokenizer_is_here(
    sacrebleu_home, tmp_path
):
    train_sentencepiece(sacrebleu_home / "models" / "flores200sacrebleuspm")
    hypotheses = worse(HINDI, 3)

    theirs = sacrebleu(
        tmp_path,
        *("-m", "bleu", "--tokenize", "flores200"),
        references=[HINDI],
        systems=[hypotheses],
        env={"SACREBLEU": str(sacrebleu_home)},
    )
    ours = measured("spBLEU", hypotheses, [HINDI]).score()

    assert "spBLEU" in [spec.name for spec in at_hand("hin_Deva")]
    assert ours.value == pytest.approx(theirs["score"], abs=1e-7)
    assert ours.signature == f"{theirs['name']}|{theirs['signature']}"
    shutil.rmtree(sacrebleu_home)


def test_the_score_of_a_domain_is_that_of_its_lines_alone():
    rows = [1, 4, 5]
    hypotheses = worse(HINDI, 3)

    part = measured("chrF++", hypotheses, [HINDI]).score(rows, resamples=RESAMPLES)
    alone = measured(
        "chrF++", [hypotheses[row] for row in rows], [[HINDI[row] for row in rows]]
    ).score(resamples=RESAMPLES)

    assert part == alone


def test_each_segment_has_a_score_of_its_own():
    hypotheses = [HINDI[0], "", *HINDI[2:]]

    scores = measured("chrF++", hypotheses, [HINDI]).segments()

    assert scores[1] == 0
    assert scores[:1] + scores[2:] == pytest.approx([100] * 14)


@pytest.mark.parametrize("name", ["chrF++", "chrF", "BLEU", "BLEU-indic"])
@given(lines=st.lists(st.sampled_from(HINDI), min_size=1, max_size=6))
def test_a_reference_scored_against_itself_is_perfect(name, lines):
    assert measured(name, lines, [lines]).score().value == pytest.approx(100)


def test_a_system_does_not_differ_from_itself():
    score = measured("chrF", worse(ENGLISH, 3), [ENGLISH], "eng_Latn").score(resamples=RESAMPLES)

    comparison = compare(score, score)

    assert (comparison.difference, comparison.p_value) == (0, 1)
    assert not comparison.is_significant


def test_a_great_difference_is_significant():
    good, bad = (
        measured("chrF", worse(HINDI, n), [HINDI]).score(resamples=RESAMPLES) for n in (9, 2)
    )

    assert compare(good, bad).is_significant
    assert compare(good, bad).difference > 0


def test_systems_are_tested_on_the_same_resamples_even_without_a_seed(monkeypatch):
    monkeypatch.setenv("SACREBLEU_SEED", "none")

    one, other = (measured("chrF", worse(HINDI, 3), [HINDI]) for _ in range(2))

    assert one.score(resamples=20).resamples == other.score(resamples=20).resamples


@pytest.mark.parametrize("seed", ["", "abc", "1.5", "-1"])
def test_a_seed_that_is_none_is_found_before_anything_is_translated(monkeypatch, seed):
    monkeypatch.setenv("SACREBLEU_SEED", seed)

    with pytest.raises(UsageError, match="SACREBLEU_SEED"):
        at_hand("hin_Deva", ["chrF"])


@pytest.mark.parametrize(
    ("hypotheses", "references"), [([], []), (["क"], []), (["क"], [["क", "ख"]])]
)
def test_what_cannot_be_scored_is_refused(hypotheses, references):
    with pytest.raises(InputError):
        measured("chrF", hypotheses, references)


def test_an_unknown_metric_is_answered_with_the_known_ones():
    with pytest.raises(UsageError, match="'comet'") as raised:
        at_hand("hin_Deva", ["comet"])

    assert "chrF++" in raised.value.hint


def test_metrics_are_asked_for_in_any_case_and_once():
    assert [spec.name for spec in at_hand("hin_Deva", ["BLEU", "chrf++", "bleu"])] == [
        "BLEU",
        "chrF++",
    ]


def test_without_sacrebleu_the_extra_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "sacrebleu", None)

    with pytest.raises(MissingExtraError, match="sacrebleu") as raised:
        at_hand("hin_Deva")

    assert raised.value.extra == metrics.EXTRA
