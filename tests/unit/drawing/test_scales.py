from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indictx.drawing.scales import linear_scale, log_scale, short

POSITIVE = st.floats(1e-3, 1e6)


@given(st.floats(-1e6, 1e6), st.floats(1e-3, 1e6), st.integers(2, 10))
def test_a_linear_axis_has_a_few_even_ticks_between_its_ends(low, span, most):
    scale = linear_scale(low, low + span, 100, 500, most=most)

    steps = {
        round((right - left) / span, 4)
        for left, right in zip(scale.ticks, scale.ticks[1:], strict=False)
    }
    assert len(steps) <= 1 or max(steps) - min(steps) < 1e-3
    assert len(scale.ticks) <= most + 1
    assert all(low - 1e-6 * span <= tick <= low + span * (1 + 1e-6) for tick in scale.ticks)
    assert scale.at(low) == pytest.approx(100)
    assert scale.at(low + span) == pytest.approx(500)


def test_ticks_are_round_numbers():
    assert linear_scale(0, 1, 0, 10, most=5).ticks == (0, 0.2, 0.4, 0.6, 0.8, 1.0)
    assert linear_scale(28.8, 56.1, 0, 1).ticks == (30, 35, 40, 45, 50, 55)
    assert linear_scale(0, 20000, 0, 1, most=6).ticks == (0, 5000, 10000, 15000, 20000)


@given(st.lists(POSITIVE, min_size=1, max_size=5))
def test_a_logarithmic_axis_has_room_for_all_values(values):
    scale = log_scale(values, 0, 400)

    places = [scale.at(value) for value in values]
    assert all(0 < place < 400 for place in places)
    assert [scale.at(one) for one in sorted(values)] == sorted(places)
    assert all(0 <= scale.at(tick) <= 400 for tick in scale.ticks)


def test_ten_times_as_much_is_as_far_anywhere():
    scale = log_scale([1, 1000], 0, 300)

    assert scale.at(10) - scale.at(1) == pytest.approx(scale.at(1000) - scale.at(100))
    assert {1, 10, 100, 1000} <= set(scale.ticks)


@pytest.mark.parametrize(
    ("value", "text"), [(0, "0"), (0.25, "0.25"), (950, "950"), (2500, "2.5k"), (3e6, "3M")]
)
def test_numbers_beside_an_axis_are_short(value, text):
    assert short(value) == text
