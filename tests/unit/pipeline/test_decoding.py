from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from indictx.pipeline.guard import Flag, flags_of
from indictx.pipeline.judging import most_target_pieces

SIZES = st.integers(1, 150)


@given(SIZES)
def test_what_the_first_search_cuts_would_be_flagged_for_its_length_without_a_limit(size):
    pieces = ["▁क"] * most_target_pieces(size)

    flags = flags_of(
        source="a" * size,
        target="क" * len(pieces),
        source_pieces=size,
        target_pieces=pieces,
        max_target_pieces=1_000_000,
        tgt_script="Deva",
    )

    assert Flag.LENGTH in flags


@given(SIZES)
def test_the_second_search_may_go_on_at_least_as_long(size):
    assert most_target_pieces(size, again=True) >= most_target_pieces(size)
