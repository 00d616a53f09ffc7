"""English ages without years."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indictx.pipeline.ages import has_age, with_years
from indictx.pipeline.lines import rewritten, with_values
from indictx.text.protect import KeepRules, slot_pattern


def read(text):
    return rewritten(text, KeepRules(), with_values(with_years))


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("Free for all children under 5.", "Free for all children below 5 years."),
        ("CHILDREN under 5 get milk", "CHILDREN below 5 years get milk"),
        ("Children under five get milk.", "Children below five years get milk."),
        ("Women above 60 get a pension.", "Women above 60 years get a pension."),
        ("No one under the age of 18 may enter.", "No one below 18 years may enter."),
        ("Anyone over 18, poor or rich, can vote", "Anyone above 18 years, poor or rich, can vote"),
        ("Children aged 5 to 14 get one.", "Children from 5 to 14 years of age get one."),
        ("Girls aged 9-14 will come.", "Girls of 9-14 years will come."),
        (
            "Women in the age group of 15 to 49 need iron.",
            "Women from 15 to 49 years of age need iron.",
        ),
    ],
)
def test_ages_have_years(short, full):
    assert has_age(short)
    assert read(short) == full
    assert read(full) == full


@pytest.mark.parametrize(
    "text",
    [
        "Children under 5 years get milk.",
        "Children under 5 kg need care.",
        "Children under 6 months are fed at home.",
        "People over 500 came.",
        "Temperatures above 40 are common.",
        "Nothing under 100 is sold.",
        "People under 5 trees rested.",
        "Children aged 5 get milk.",
        "Children aged 5 to 14 months get one.",
        "The boys sat under two trees.",
        "Workers under the bridge",
    ],
)
def test_what_is_no_age_or_has_its_years_stays(text):
    assert read(text) == text


@given(st.text(st.sampled_from("children under aged 5 \ue000\ue001.,to 14 over"), max_size=60))
def test_slots_keep_their_order(text):
    slots = slot_pattern().findall
    values = ["5", "14"]
    assert slots(with_years(text, values)) == slots(text)
