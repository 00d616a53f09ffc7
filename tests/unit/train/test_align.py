from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from toy_corpus import sentences

from indictx.train import align
from indictx.train.align import Bitext

SIDES = st.lists(st.integers(0, 30), min_size=1, max_size=9)


def bitext(pairs) -> Bitext:
    lengths = np.array([[len(side) for side in pair] for pair in pairs], np.int64)
    flat = [token for pair in pairs for side in pair for token in side]
    return Bitext(lengths, np.array(flat, np.int64))


class Words:
    """Numbers for words, and back."""

    def __init__(self) -> None:
        self.ids: dict[str, int] = {}

    def encode(self, text: str) -> list[int]:
        return [self.ids.setdefault(word, len(self.ids)) for word in text.split()]

    def __getitem__(self, number: int) -> str:
        return list(self.ids)[number]


def toy():
    words = Words()
    pairs = [
        (words.encode(english.rstrip(".")), words.encode(hindi.rstrip("।")))
        for english, hindi, _ in sentences()
    ]
    return words, pairs


def test_the_obvious_links_are_found():
    words, pairs = toy()
    text = bitext(pairs)

    links = align.link(text, align.learn(text))

    found = set()
    for (source, target), (start, other) in zip(pairs, text.starts, strict=True):
        partner = links.partner[other : other + len(target)]
        found |= {
            (words[source[place]], words[token])
            for token, place in zip(target, partner, strict=True)
            if place >= 0
        }
        assert start + len(source) == other
    expected = {("Ram", "राम"), ("milk", "दूध"), ("water", "पानी"), ("mango", "आम")}
    assert expected | {("sees", "देखता"), ("letter", "चिट्ठी"), ("teacher", "शिक्षक")} <= found
    assert not {("Ram", "दूध"), ("milk", "राम"), ("bread", "पानी"), ("sees", "लाता")} & found


def test_translations_score_better_than_random_pairs():
    _, pairs = toy()
    taught = align.learn(bitext(pairs[::2]))
    true, random = (
        pairs[1::2],
        [(a[0], b[1]) for a, b in zip(pairs[1::2], pairs[31::2], strict=False)],
    )

    right, wrong = (align.score(bitext(each), taught) for each in (true, random))

    assert right.mean() > wrong.mean() + 1
    assert np.median(right) > np.quantile(wrong, 0.9)


def test_links_go_both_ways():
    _, pairs = toy()
    text = bitext(pairs[:30])

    partner = align.link(text, align.learn(text)).partner

    one, other = text.starts[0]
    mutual = 0
    for position, place in enumerate(partner[one:other]):
        if place >= 0 and partner[other + place] == position:
            mutual += 1
    assert mutual >= 2


def test_learning_is_deterministic():
    _, pairs = toy()

    first, second = (align.learn(bitext(pairs)) for _ in range(2))

    assert np.array_equal(first.forward, second.forward)
    assert np.array_equal(first.counts, second.counts)


def test_blocks_make_no_difference(monkeypatch):
    _, pairs = toy()
    text = bitext(pairs)
    whole = align.learn(text)
    monkeypatch.setattr(align, "_CELLS", 50)

    parts = align.learn(text)

    assert np.array_equal(whole.keys, parts.keys)
    # The chance of having no partner depends on a block's mean, hence not exactly the same.
    assert np.allclose(whole.forward, parts.forward, atol=0.02)
    first, second = align.link(text, whole).partner, align.link(text, parts).partner
    assert (first == second).mean() > 0.95


@given(st.lists(st.tuples(SIDES, SIDES), min_size=1, max_size=6))
def test_links_point_into_the_other_side(pairs):
    text = bitext(pairs)

    partner = align.link(text, align.learn(text)).partner

    for lengths, starts in zip(text.lengths, text.starts, strict=True):
        for side in (0, 1):
            own = partner[starts[side] : starts[side] + lengths[side]]
            assert (own < lengths[1 - side]).all()
            assert (own >= -1).all()


@given(st.lists(st.tuples(SIDES, SIDES), min_size=1, max_size=6))
def test_probabilities_are_probabilities(pairs):
    text = bitext(pairs)

    alignment = align.learn(text)

    sources, targets = alignment.keys // alignment.size, alignment.keys % alignment.size
    for owner, values in ((sources, alignment.forward), (targets, alignment.backward)):
        assert (values >= 0).all()
        assert (np.bincount(owner, values) <= 1 + 1e-5).all()


@given(st.lists(st.tuples(SIDES, SIDES), min_size=1, max_size=6), st.data())
def test_pairs_can_be_taken_in_any_order(pairs, data):
    order = data.draw(st.permutations(range(len(pairs))))

    taken = bitext(pairs).take(np.array(order))

    wanted = bitext([pairs[number] for number in order])
    assert np.array_equal(taken.tokens, wanted.tokens)
    assert np.array_equal(taken.lengths, wanted.lengths)


def test_unknown_tokens_are_not_linked():
    text = bitext([([0, 1], [2, 3])])
    taught = align.learn(bitext([([0, 1], [2, 3])] * 3 + [([9], [9])]))
    other = bitext([([4, 5], [6, 7])])

    assert (align.link(other, taught).partner == -1).all()
    assert align.score(other, taught)[0] < align.score(text, taught)[0]
    assert align.score(other, taught)[0] == pytest.approx(np.log(1e-5))
