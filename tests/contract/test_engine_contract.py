"""What every engine keeps to, whatever runs inside."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tiny_model import MAX_SOURCE_PIECES, SENTENCES

from indictx.engines.base import DecodeOptions
from indictx.engines.ct2 import Ct2Engine
from indictx.errors import EngineError, SegmentTooLongError
from indictx.families import load_family
from indictx.languages import Pair
from indictx.models.manifest import load_manifest
from indictx.testing import EchoEngine

GREEDY = DecodeOptions(beam_size=1, max_target_pieces=20)


def ct2(folder, threads=1):
    return Ct2Engine(
        folder, max_source_pieces=MAX_SOURCE_PIECES, compute_type="int8", threads=threads
    )


ENGINES = {
    "echo": lambda folder: EchoEngine(max_source_pieces=MAX_SOURCE_PIECES),
    "ct2": ct2,
    "ct2 on two threads": lambda folder: ct2(folder, 2),
}


@pytest.fixture(params=ENGINES.values(), ids=ENGINES, scope="module")
def engine(request, tiny_folder):
    engine = request.param(tiny_folder)
    yield engine
    engine.close()


@pytest.fixture(scope="module")
def encoded(tiny_folder):
    """Sources of many lengths, as pieces of the tiny model."""
    family = load_family(load_manifest(tiny_folder))
    sources = [one.pieces for one in family.encode(SENTENCES, Pair.of("en", "hi"))]
    return [source for source in sources if len(source) <= MAX_SOURCE_PIECES]


def decode(engine, sources, options=GREEDY, prefixes=None):
    return engine.submit(sources, prefixes or [()] * len(sources), options)()


def test_a_ragged_batch_is_answered_in_order(engine, encoded):
    alone = [decode(engine, [source])[0] for source in encoded]

    together = decode(engine, encoded)

    assert len({len(source) for source in encoded}) > 3
    assert [[tuple(one.pieces) for one in each] for each in together] == [
        [tuple(one.pieces) for one in each] for each in alone
    ]


@given(order=st.permutations(range(12)))
@settings(max_examples=10)
def test_the_order_of_a_batch_is_that_of_its_answers(engine, encoded, order):
    wanted = decode(engine, encoded[:12])

    got = decode(engine, [encoded[index] for index in order])

    for index, hypotheses in zip(order, got, strict=True):
        assert hypotheses[0].pieces == wanted[index][0].pieces


def test_an_empty_batch_has_no_answers(engine):
    assert decode(engine, []) == []


def test_batches_are_decoded_in_the_background(engine, encoded):
    waits = [engine.submit([source], [()], GREEDY) for source in encoded[:6]]

    later = [wait()[0][0].pieces for wait in reversed(waits)][::-1]

    assert later == [decode(engine, [source])[0][0].pieces for source in encoded[:6]]


def test_a_source_at_the_limit_is_taken(engine):
    (hypotheses,) = decode(engine, [["▁"] * MAX_SOURCE_PIECES])

    assert len(hypotheses) == 1


def test_a_source_over_the_limit_is_refused_before_anything_is_cut(engine, encoded):
    with pytest.raises(SegmentTooLongError) as caught:
        engine.submit([encoded[0], ["▁"] * (MAX_SOURCE_PIECES + 1)], [(), ()], GREEDY)

    assert caught.value.pieces == MAX_SOURCE_PIECES + 1
    assert caught.value.limit == MAX_SOURCE_PIECES


@pytest.mark.parametrize("count", [1, 2, 4])
def test_there_are_as_many_hypotheses_as_asked_best_first(engine, encoded, count):
    options = DecodeOptions(beam_size=4, num_hypotheses=count, max_target_pieces=20)

    for hypotheses in decode(engine, encoded[:5], options):
        scores = [hypothesis.score for hypothesis in hypotheses]
        assert len(hypotheses) == count
        assert scores == sorted(scores, reverse=True)


@pytest.mark.parametrize("beam_size", [1, 3])
def test_a_forced_prefix_is_not_part_of_the_answer(engine, encoded, beam_size):
    options = DecodeOptions(beam_size=beam_size, max_target_pieces=20)
    tag = ">>mar_Deva<<"

    for (hypothesis,) in decode(engine, encoded[:5], options, prefixes=[[tag]] * 5):
        assert tag not in hypothesis.pieces[:1]


def test_prefixes_may_be_of_any_length(engine, encoded):
    prefixes = [[], [">>mar_Deva<<"], [">>mar_Deva<<", "▁"], [], [">>ben_Beng<<"]]
    alone = [
        decode(engine, [source], prefixes=[prefix])[0][0].pieces
        for source, prefix in zip(encoded[:5], prefixes, strict=True)
    ]

    together = decode(engine, encoded[:5], prefixes=prefixes)

    assert [hypotheses[0].pieces for hypotheses in together] == alone


def test_neither_tags_nor_ends_are_pieces_of_an_answer(engine, encoded):
    sources = [source[:-1] for source in encoded]

    for (hypothesis,) in decode(engine, sources):
        assert not {"</s>", "<s>"} & set(hypothesis.pieces)


def test_scores_are_numbers_where_they_are_asked_for(engine, encoded):
    options = DecodeOptions(beam_size=1, max_target_pieces=20, scores=True)

    for (hypothesis,) in decode(engine, encoded[:5], options):
        assert math.isfinite(hypothesis.score)


def test_no_answer_is_longer_than_allowed(engine, encoded):
    options = DecodeOptions(beam_size=2, max_target_pieces=MAX_SOURCE_PIECES)

    for (hypothesis,) in decode(engine, encoded, options):
        assert len(hypothesis.pieces) <= MAX_SOURCE_PIECES


@pytest.mark.parametrize("make", ENGINES.values(), ids=ENGINES)
def test_a_closed_engine_decodes_no_more(make, tiny_folder):
    engine = make(tiny_folder)
    engine.close()

    with pytest.raises(EngineError):
        decode(engine, [["▁", "</s>"]])


@pytest.mark.parametrize("make", ENGINES.values(), ids=ENGINES)
def test_closing_twice_is_no_error(make, tiny_folder):
    engine = make(tiny_folder)

    engine.close()
    engine.close()
