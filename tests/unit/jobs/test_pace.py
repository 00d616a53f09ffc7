from __future__ import annotations

from itertools import accumulate

from hypothesis import given
from hypothesis import strategies as st

from indictx.jobs.pace import Pace


def run(most: int, seconds: list[float]) -> list[int]:
    """Return the sizes of windows that take so long each."""
    moments = iter([0.0, *accumulate(seconds)])
    pace = Pace(most, clock=lambda: next(moments))
    pace.begin()
    sizes = [pace.size]
    for _ in seconds:
        pace.begin()
        pace.end(pace.size)
        sizes.append(pace.size)
    return sizes


def test_a_fast_engine_gets_windows_up_to_the_limit():
    assert run(2048, [0.1] * 4) == [256, 512, 1024, 2048, 2048]


def test_a_slow_engine_gets_small_ones():
    assert run(2048, [60.0] * 3) == [256, 256, 256, 256]


def test_a_window_that_takes_ten_seconds_is_right():
    assert run(2048, [5.0, 10.0, 20.0, 20.0]) == [256, 512, 512, 256, 256]


@given(st.integers(1, 5000), st.lists(st.floats(0, 1e6), max_size=20))
def test_a_window_is_never_empty_nor_over_the_limit(most, seconds):
    assert all(1 <= size <= most for size in run(most, seconds))
