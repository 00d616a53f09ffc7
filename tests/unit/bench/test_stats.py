from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indictx.bench.stats import beats, paired_speedups, percentile, summary

TIMES = st.lists(st.floats(0.001, 1e6), min_size=1, max_size=30)


@given(TIMES, st.floats(0.1, 100))
def test_a_percentile_is_a_value_that_so_many_do_not_exceed(values, per_cent):
    found = percentile(values, per_cent)

    assert found in values
    assert sum(value <= found for value in values) >= len(values) * per_cent / 100 - 1e-9
    assert sum(value < found for value in values) < len(values) * per_cent / 100


def test_percentiles_of_a_hundred_values_are_their_ranks():
    values = list(range(100, 0, -1))

    assert [percentile(values, n) for n in (50, 99, 100)] == [50, 99, 100]


@given(TIMES)
def test_a_summary_lies_within_its_values(values):
    found = summary(values)

    assert min(values) == found.least <= found.median <= found.most == max(values)
    assert found.count == len(values)


def test_speedups_compare_rounds_and_not_means():
    assert paired_speedups([1.0, 10.0], [0.5, 5.0]) == [2.0, 2.0]


@given(st.lists(st.floats(0.01, 1.03), min_size=1, max_size=30))
def test_nothing_at_most_three_per_cent_faster_beats(speedups):
    assert not beats(speedups)


@given(st.lists(st.floats(1.04, 10), min_size=5, max_size=30))
def test_what_is_faster_in_each_of_five_rounds_beats(speedups):
    assert beats(speedups)


@given(st.lists(st.floats(1.04, 10), max_size=4))
def test_fewer_than_five_rounds_decide_nothing(speedups):
    assert not beats(speedups)


@pytest.mark.parametrize(("wins", "decides"), [(9, True), (8, True), (7, False)])
def test_of_nine_rounds_one_may_be_slower(wins, decides):
    assert beats([1.1] * wins + [0.9] * (9 - wins)) is decides


@given(st.lists(st.floats(0.2, 5), min_size=1, max_size=30))
def test_two_things_never_beat_each_other(speedups):
    assert not (beats(speedups) and beats([1 / ratio for ratio in speedups]))
