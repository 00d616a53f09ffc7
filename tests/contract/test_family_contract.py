"""What every family keeps to, whatever its vocabulary."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tiny_model import SENTENCES

from indictx.families import load_family
from indictx.languages import Pair
from indictx.models.manifest import load_manifest
from indictx.testing import EchoFamily
from indictx.text.protect import slot_char

PAIR = Pair.of("hin_Deva", "mar_Deva")
FAMILIES = {
    "characters": lambda folder: EchoFamily("character", slot_count=4),
    "words": lambda folder: EchoFamily("word", slot_count=4),
    "opus_mt": lambda folder: load_family(load_manifest(folder)),
}
TEXT = st.text(st.characters(categories=None, exclude_characters="\n\r")).filter(str.strip)


@pytest.fixture(params=FAMILIES.values(), ids=FAMILIES, scope="module")
def family(request, tiny_folder):
    return request.param(tiny_folder)


def body(encoded):
    """Return the pieces without tag and end, as an engine that echoes would."""
    return [piece for piece in encoded.pieces if piece not in (">>mar_Deva<<", "</s>")]


@given(st.lists(TEXT, max_size=5))
def test_there_is_one_answer_for_each_sentence_in_order(family, sentences):
    together = family.encode(sentences, PAIR)

    assert together == [family.encode([sentence], PAIR)[0] for sentence in sentences]


@given(st.lists(st.sampled_from(SENTENCES), max_size=5))
def test_there_is_one_text_for_each_hypothesis_in_order(family, sentences):
    pieces = [body(encoded) for encoded in family.encode(sentences, PAIR)]

    together = family.decode(pieces, PAIR)

    assert together == [family.decode([each], PAIR)[0] for each in pieces]


@pytest.mark.parametrize("sentence", SENTENCES[15:35])
def test_an_echo_of_the_pieces_is_the_sentence(family, sentence):
    (encoded,) = family.encode([sentence], PAIR)

    assert family.decode([body(encoded)], PAIR) == [sentence]


@given(st.permutations(range(4)))
def test_slots_come_back(family, numbers):
    sentence = " ".join(["हम", *map(slot_char, numbers), "गए"])

    (encoded,) = family.encode([sentence], PAIR)
    (decoded,) = family.decode([body(encoded)], PAIR)

    assert [char for char in decoded if slot_char(0) <= char <= slot_char(3)] == list(
        map(slot_char, numbers)
    )


@given(TEXT)
def test_nothing_is_remembered_between_calls(family, text):
    first = family.encode([text], PAIR)

    family.encode(["कुछ और"], Pair.of("hin_Deva", "eng_Latn"))
    family.decode([["क", "ख"]], Pair.of("eng_Latn", "hin_Deva"))

    assert family.encode([text], PAIR) == first


def test_an_empty_hypothesis_is_an_empty_text(family):
    assert family.decode([[]], PAIR) == [""]


def test_slots_are_counted(family):
    assert family.slot_count == 4
