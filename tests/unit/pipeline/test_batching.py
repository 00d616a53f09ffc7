from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from indictx.pipeline.batching import batches

SIZES = st.lists(st.integers(0, 60))


@given(SIZES, st.integers(1, 200))
def test_every_item_is_in_one_batch(sizes, budget):
    found = [index for batch in batches(sizes, budget) for index in batch]

    assert sorted(found) == list(range(len(sizes)))


@given(SIZES, st.integers(1, 200))
def test_no_batch_is_over_budget_unless_it_is_one_item(sizes, budget):
    for batch in batches(sizes, budget):
        assert len(batch) == 1 or sum(max(1, sizes[index]) for index in batch) <= budget


@given(SIZES, st.integers(1, 200))
def test_items_of_different_sizes_never_meet(sizes, budget):
    for batch in batches(sizes, budget):
        assert len({sizes[index] for index in batch}) == 1


@given(SIZES, st.integers(1, 200))
def test_the_longest_come_first(sizes, budget):
    order = [sizes[batch[0]] for batch in batches(sizes, budget)]

    assert order == sorted(order, reverse=True)


def test_a_batch_is_as_full_as_the_budget_allows():
    assert list(batches([4] * 5, 12)) == [[0, 1, 2], [3, 4]]
