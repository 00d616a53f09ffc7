from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indictx.train.recipe import Fit
from indictx.train.schedule import Cooldown, factor

ENDLESS = Fit(warmup_steps=10, steps=0)
BOUNDED = Fit(warmup_steps=10, steps=100, cooldown_steps=20, floor=0.1)


@pytest.mark.parametrize(("step", "value"), [(0, 0.1), (4, 0.5), (9, 1.0), (10, 1.0), (10**6, 1.0)])
def test_the_rate_rises_and_stays(step, value):
    assert factor(ENDLESS, step) == pytest.approx(value)


@pytest.mark.parametrize(
    ("step", "value"), [(50, 1.0), (80, 1.0), (90, 0.5), (95, 0.25), (99, 0.1), (200, 0.1)]
)
def test_a_run_of_known_length_cools_down_to_its_floor(step, value):
    assert factor(BOUNDED, step) == pytest.approx(value)


@pytest.mark.parametrize(("spent", "value"), [(0.0, 1.0), (30.0, 0.5), (59.9, 0.02), (90.0, 0.02)])
def test_a_cooldown_by_the_clock_takes_the_place_of_the_recipes(spent, value):
    cooldown = Cooldown(60.0, spent)

    assert factor(ENDLESS, 1000, cooldown) == pytest.approx(value)
    assert cooldown.is_over is (spent >= 60)


@given(
    st.builds(
        Fit,
        warmup_steps=st.integers(0, 50),
        steps=st.integers(0, 200),
        cooldown_steps=st.integers(0, 300),
        floor=st.floats(0, 1),
    ),
    st.integers(0, 10**7),
)
def test_the_factor_is_a_share(settings, step):
    assert 0 <= factor(settings, step) <= 1
