"""What a model that translates back chooses and doubts; see ``docs/explanation/reranking.md``."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from misbehaving import FakeEngine, echo

from indictx.engines.base import Hypothesis
from indictx.errors import EngineError, UsageError
from indictx.languages import Pair
from indictx.pipeline.options import TranslateOptions
from indictx.pipeline.reranking import Reverse
from indictx.pipeline.translator import Translator
from indictx.testing import EchoFamily, echo_manifest

# What a search offers for a sentence, best first; the words are long enough for their sources.
WORDS = ["अनार", "बकरी", "चमच", "दवात", "इमली", "ऊँट"]


class Family(EchoFamily):
    def encode_targets(self, sentences, pair):
        return [list(sentence) for sentence in sentences]


class Offers(FakeEngine):
    """Offers a word for each score given, likeliest first."""

    def __init__(self, scores, *, change=None) -> None:
        super().__init__(echo)
        self.scores, self.change = scores, change or (lambda word, source: word)

    def submit(self, sources, prefixes, options):
        super().submit(sources, prefixes, options)
        found = [
            [
                Hypothesis(list(self.change(word, source)), score)
                for word, score in list(zip(WORDS, self.scores, strict=False))[
                    : options.num_hypotheses
                ]
            ]
            for source in sources
        ]
        return lambda: found


class Judge(FakeEngine):
    """Knows the reverse score of each word."""

    def __init__(self, scores) -> None:
        super().__init__(echo)
        self.scores = dict(zip(WORDS, scores, strict=False))
        self.asked: list[list[str]] = []

    def score(self, sources, targets):
        assert len({(len(one), len(two)) for one, two in zip(sources, targets, strict=True)}) == 1
        texts = ["".join(source) for source in sources]
        self.asked.append(texts)
        return lambda: [self.scores[text] for text in texts]


class AnyJudge(Judge):
    """Knows the reverse score of what begins with a word; the rest is unlikely."""

    def __init__(self, by_word) -> None:
        super().__init__([])
        self.by_word = by_word

    def score(self, sources, targets):
        texts = ["".join(source) for source in sources]
        found = [
            next((score for word, score in self.by_word.items() if text.startswith(word)), -5.0)
            for text in texts
        ]
        return lambda: found


MANIFEST = echo_manifest(languages=("eng_Latn", "hin_Deva"), pairs=("eng_Latn-hin_Deva",))
MANIFEST = replace(MANIFEST, decode=replace(MANIFEST.decode, rerank=4, doubt=-0.9))
BACK = replace(MANIFEST, name="back", pairs=("hin_Deva-eng_Latn",))


def translated(forward, judge, lines=("sun",), *, offers=None, back=BACK, **options):
    chosen = TranslateOptions(**options)
    reverse = Reverse(back, lambda: (judge, Family()), chosen)
    with Translator(
        MANIFEST,
        engine=offers or Offers(forward),
        family=Family(),
        options=chosen,
        reverse=reverse,
    ) as translator:
        return list(translator.translate(lines, src_lang="en", tgt_lang="hi"))


def test_the_better_total_wins():
    (one,) = translated([-0.1, -0.2, -0.3], Judge([-1.0, -0.4, -0.9]))

    assert (one.target, one.score) == ("बकरी", -0.2)
    assert "reranked" in one.repairs


def test_the_likeliest_stays_where_it_is_the_best():
    (one,) = translated([-0.1, -0.2, -0.3], Judge([-0.5, -0.4, -0.9]))

    assert one.target == "अनार"
    assert "reranked" not in one.repairs


scores = st.lists(st.floats(-3, -0.01), min_size=4, max_size=4)
# What is likelier than the ceiling may not be asked about, and need not win.
below_ceiling = st.lists(st.floats(-4, -0.3), min_size=4, max_size=4)


@given(scores, below_ceiling)
def test_what_is_not_asked_about_could_not_have_won(forward, back):
    forward = sorted(forward, reverse=True)

    (one,) = translated(forward, Judge(back))

    totals = [one + 0.5 * two for one, two in zip(forward, back, strict=True)]
    assert totals[WORDS.index(one.target)] == pytest.approx(max(totals))
    assert ("doubtful" in one.flags) == (max(totals) < -0.9)


@given(scores, below_ceiling)
def test_alternatives_come_best_first(forward, back):
    forward = sorted(forward, reverse=True)

    (one,) = translated(forward, Judge(back), alternatives=4)

    found = [
        WORDS.index(text) for text in (one.target, *(item.target for item in one.alternatives))
    ]
    totals = [forward[index] + 0.5 * back[index] for index in found]
    assert sorted(found) == [0, 1, 2, 3]
    assert totals == sorted(totals, reverse=True)


@given(scores, scores)
def test_the_best_of_several_is_the_one_that_comes_alone(forward, back):
    forward = sorted(forward, reverse=True)

    (alone,) = translated(forward, Judge(back))
    (several,) = translated(forward, Judge(back), alternatives=4)

    assert several.target == alone.target


@pytest.mark.parametrize("batch_pieces", [1, 16, 1024])
def test_what_was_searched_again_is_chosen_from_whatever_the_batches_hold(batch_pieces):
    def lose_the_name(word, source):
        return [*word, *source[-1:]] if word in WORDS[1:3] else list(word)

    (one,) = translated(
        [-0.1, -0.2, -0.3],
        AnyJudge({WORDS[1]: -2.0, WORDS[2]: -0.4}),
        ["sun {name}"],
        offers=Offers([-0.1, -0.2, -0.3], change=lose_the_name),
        batch_pieces=batch_pieces,
    )

    assert one.target == "चमच{name}"
    assert one.repairs == ("reranked", "wider_beam")


def test_as_many_different_alternatives_as_there_are_come_out():
    def alike(word, source):
        return WORDS[0] if word == WORDS[1] else word

    (one,) = translated(
        [-0.1, -0.2, -0.3, -0.4],
        Judge([-0.4] * 4),
        offers=Offers([-0.1, -0.2, -0.3, -0.4], change=alike),
        alternatives=3,
    )

    assert [one.target, *(other.target for other in one.alternatives)] == [
        "अनार",
        "चमच",
        "दवात",
    ]


def test_a_sure_translation_costs_one_question():
    judge = Judge([-0.2, -0.1, -0.1])

    translated([-0.1, -0.5, -0.6], judge)

    assert judge.asked == [["अनार"]]


def test_what_looks_wrong_does_not_win():
    def lose_the_name(word, source):
        return word if word == "बकरी" else [*word, *source[-6:]]

    (one,) = translated(
        [-0.1, -0.2],
        type("Any", (Judge,), {"score": lambda _, sources, targets: lambda: [-0.4] * len(sources)})(
            []
        ),
        ["sun {name}"],
        offers=Offers([-0.1, -0.2], change=lose_the_name),
    )

    assert "{name}" in one.target


def test_the_same_sentence_twice_is_chosen_once_for_both():
    judge = Judge([-2.0, -0.4])

    both = translated([-0.1, -0.2], judge, ["sun", "moon", "sun"])

    assert [one.target for one in both] == ["बकरी"] * 3
    assert sum(map(len, judge.asked)) == 4


@pytest.mark.parametrize("options", [{"rerank": 0}, {"beam_size": 4}])
def test_nobody_is_asked_where_speed_was_asked_for(options):
    judge = Judge([-2.0, -0.4])
    offers = Offers([-0.1, -0.2])

    (one,) = translated([], judge, offers=offers, **options)

    assert one.target == "अनार"
    assert judge.asked == []
    assert {request.num_hypotheses for request, _ in offers.requests} == {1}


def test_with_one_hypothesis_there_is_nothing_to_choose_but_something_to_doubt():
    judge = Judge([-3.0, -0.4])

    (one,) = translated([-0.1, -0.2], judge, rerank=1)

    assert one.target == "अनार"
    assert "doubtful" in one.flags


def test_a_model_without_a_threshold_doubts_nothing(monkeypatch):
    decode = replace(MANIFEST.decode, doubt=None)
    monkeypatch.setitem(globals(), "MANIFEST", replace(MANIFEST, decode=decode))

    (one,) = translated([-2.0, -2.1], Judge([-3.0, -3.0]))

    assert one.flags == ()


def test_a_model_that_does_not_serve_the_way_back_is_not_asked():
    judge = Judge([-2.0, -0.4])

    (one,) = translated([-0.1, -0.2], judge, back=replace(BACK, pairs=("mar_Deva-eng_Latn",)))

    assert one.target == "अनार"
    assert judge.asked == []


def test_a_translation_too_long_to_be_read_stays_and_is_not_doubted():
    judge = Judge([-2.0, -0.4])

    (one,) = translated([-2.0, -2.1], judge, back=replace(BACK, max_source_pieces=1))

    assert one.target == "अनार"
    assert "doubtful" not in one.flags
    assert judge.asked == []


def test_a_model_that_cannot_be_loaded_is_an_error_when_it_is_asked():
    def fail():
        raise EngineError("cannot load the model")

    options = TranslateOptions()
    translator = Translator(
        MANIFEST,
        engine=Offers([-0.1, -0.2]),
        family=Family(),
        reverse=Reverse(BACK, fail, options),
    )

    with translator, pytest.raises(EngineError, match="cannot load"):
        list(translator.translate(["sun"], src_lang="en", tgt_lang="hi"))


def test_closing_the_translator_closes_the_model_that_is_asked():
    judge = Judge([-0.1])

    translated([-0.1], judge)

    assert judge.closed


def test_less_than_none_is_refused():
    with pytest.raises(UsageError, match="rerank"):
        TranslateOptions(rerank=-1)


def test_the_pieces_asked_for_are_those_of_the_other_direction():
    reverse = Reverse(BACK, lambda: (Judge([]), Family()), TranslateOptions())
    pair = Pair.of("en", "hi")

    assert list(reverse.pieces("sun", ["अनार"], pair)) == [(list("अनार"), list("sun"))]
    reverse.close()
