from __future__ import annotations

import random
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indictx.bench.tune import (
    Choice,
    pick,
    thread_candidates,
    timings_of,
    tune,
)

DEFAULT = Choice(4, 1024)
THREADS, BATCHES = (1, 2, 3), (256, 512, 2048)


def machine(speeds, *, noise=0.0, seed=0):
    """Return what times choices on a machine with these speeds, 1.0 where none is given."""
    chance = random.Random(seed)
    timed = []

    def time(choice):
        timed.append(choice)
        return 1 / speeds.get(choice, 1.0) * (1 + chance.uniform(-noise, noise))

    time.timed = timed
    return time


def tuned(time):
    return tune(time, DEFAULT, threads=THREADS, batches=BATCHES)


@given(
    st.dictionaries(
        st.builds(Choice, st.sampled_from(THREADS), st.sampled_from((1024, *BATCHES)))
        | st.builds(Choice, st.just(4), st.sampled_from(BATCHES)),
        st.floats(0.2, 5),
    )
)
def test_on_a_quiet_machine_the_choice_is_never_slower_than_the_default(speeds):
    found = tuned(machine(speeds))

    assert found.chosen == DEFAULT or speeds.get(found.chosen, 1.0) > 1.03


@given(st.integers(0, 10**6))
def test_noise_alone_changes_nothing_of_note(seed):
    chosen = tuned(machine({}, noise=0.02, seed=seed)).chosen

    assert chosen == DEFAULT


@given(st.integers(0, 10**6), st.floats(0.05, 0.3))
def test_what_is_slower_is_not_chosen_on_a_noisy_machine(seed, noise):
    others = [Choice(threads, batch) for threads in (*THREADS, 4) for batch in (1024, *BATCHES)]
    speeds = {choice: 0.7 for choice in others if choice != DEFAULT}

    assert tuned(machine(speeds, noise=noise, seed=seed)).chosen == DEFAULT


@given(st.integers(0, 10**6))
def test_what_is_clearly_faster_is_found_despite_noise(seed):
    best = Choice(2, 1024)

    assert tuned(machine({best: 1.3}, noise=0.04, seed=seed)).chosen == best


def test_both_settings_together_win_where_each_helps():
    speeds = {Choice(2, 1024): 1.2, Choice(4, 512): 1.1, Choice(2, 512): 1.3}

    assert tuned(machine(speeds)).chosen == Choice(2, 512)


def test_a_candidate_that_was_lucky_in_the_first_stage_must_win_again():
    time = machine({})
    luck = iter([0.5] * 2)

    def lucky(choice):
        return next(luck, 1.0) if choice == Choice(2, 1024) else time(choice)

    found = tuned(lucky)

    assert found.chosen == DEFAULT
    assert Choice(2, 1024) in [each.choice for each in found.finals]


def test_where_nothing_comes_near_the_default_there_is_no_second_stage():
    others = [Choice(threads, 1024) for threads in THREADS]
    others += [Choice(4, batch) for batch in BATCHES]
    time = machine(dict.fromkeys(others, 0.5))

    found = tuned(time)

    assert (found.chosen, found.finals) == (DEFAULT, ())
    assert len(time.timed) == 2 * 7


def test_every_round_times_every_choice_once_and_every_second_one_backwards():
    time = machine({})

    tuned(time)

    first, second = time.timed[:7], time.timed[7:14]
    assert second == first[::-1]
    assert first[0] == DEFAULT
    finals = Counter(time.timed[14:])
    assert set(finals.values()) == {9}
    assert len(time.timed) <= timings_of(THREADS, BATCHES, 9)


@given(
    st.dictionaries(
        st.builds(Choice, st.integers(1, 8), st.integers(1, 9)),
        st.lists(st.floats(0.1, 10), min_size=9, max_size=9),
    ),
    st.lists(st.floats(0.1, 10), min_size=9, max_size=9),
)
def test_the_pick_does_not_depend_on_the_unit_of_time(seconds, own):
    seconds[DEFAULT] = own
    scaled = {choice: [each * 1024 for each in times] for choice, times in seconds.items()}

    assert pick(seconds, DEFAULT) == pick(scaled, DEFAULT)


@pytest.mark.parametrize(
    ("cores", "quota", "expected"),
    [
        (1, None, ()),
        (2, None, (1,)),
        (8, None, (2, 4, 7)),
        (8, 3, (2, 3, 4, 7)),
        (8, 16, (2, 4, 7)),
    ],
)
def test_fewer_threads_than_cores_are_tried(cores, quota, expected):
    assert thread_candidates(cores, quota) == expected


def test_of_equal_choices_the_default_stays_in_nineteen_of_twenty_noisy_runs():
    chosen = [tuned(machine({}, noise=0.15, seed=seed)).chosen for seed in range(200)]

    assert sum(choice != DEFAULT for choice in chosen) <= 10
