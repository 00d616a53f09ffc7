from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from indictx.pipeline.batching import Batcher

# Size and kind of each item
ITEMS = st.lists(st.tuples(st.integers(0, 60), st.sampled_from("ab")))
BUDGETS = st.integers(1, 200)


def batches(items, budget):
    """Return the batches that were full on the way, and those that were left."""
    batcher = Batcher(budget)
    found = [batcher.add((index, *item), *item) for index, item in enumerate(items)]
    return [batch for batch in found if batch], list(batcher.rest())


@given(ITEMS, BUDGETS)
def test_every_item_is_in_one_batch(items, budget):
    full, rest = batches(items, budget)

    found = [index for batch in full + rest for index, _, _ in batch]
    assert sorted(found) == list(range(len(items)))


@given(ITEMS, BUDGETS)
def test_no_batch_is_over_budget_unless_it_is_one_item(items, budget):
    full, rest = batches(items, budget)

    for batch in full + rest:
        assert len(batch) == 1 or sum(max(1, size) for _, size, _ in batch) <= budget


@given(ITEMS, BUDGETS)
def test_items_of_different_sizes_or_kinds_never_meet(items, budget):
    full, rest = batches(items, budget)

    for batch in full + rest:
        assert len({(size, kind) for _, size, kind in batch}) == 1


@given(ITEMS, BUDGETS)
def test_what_is_left_comes_longest_first(items, budget):
    _, rest = batches(items, budget)

    order = [batch[0][1] for batch in rest]
    assert order == sorted(order, reverse=True)


@given(ITEMS, BUDGETS)
def test_a_batch_that_is_given_out_has_no_room_and_one_that_is_left_has(items, budget):
    full, rest = batches(items, budget)

    for batch in full:
        assert (len(batch) + 1) * max(1, batch[0][1]) > budget
    for batch in rest:
        assert (len(batch) + 1) * max(1, batch[0][1]) <= budget


def test_a_batch_is_as_full_as_the_budget_allows():
    batcher = Batcher(12)

    assert [batcher.add(letter, 4) for letter in "abcde"] == [
        None,
        None,
        ["a", "b", "c"],
        None,
        None,
    ]
    assert list(batcher.rest()) == [["d", "e"]]
    assert list(batcher.rest()) == []


def test_a_quarter_of_the_budget_is_enough_when_somebody_waits():
    batcher = Batcher(32)

    assert batcher.add("a", 4) is None
    assert batcher.add("b", 4, is_urgent=True) == ["a", "b"]
    assert batcher.add("c", 4) is None
    assert list(batcher.rest()) == [["c"]]


@given(ITEMS, BUDGETS, st.randoms(use_true_random=False))
def test_haste_loses_nothing_and_mixes_nothing(items, budget, chance):
    batcher = Batcher(budget)
    found = [
        batcher.add((index, *item), *item, is_urgent=chance.random() < 0.5)
        for index, item in enumerate(items)
    ]

    batches = [batch for batch in found if batch] + list(batcher.rest())
    assert sorted(index for batch in batches for index, _, _ in batch) == list(range(len(items)))
    assert all(len({item[1:] for item in batch}) == 1 for batch in batches)
