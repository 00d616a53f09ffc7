from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indictx.pipeline.clock import half_of_day, has_time, in_words
from indictx.text.protect import protect, slot_pattern


def read(text):
    """Return a text as a model reads it, with the numbers put back."""
    hidden = protect(text)
    return hidden.restore(in_words(hidden.text, [span.text for span in hidden.spans]))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("It is 10 a.m.", "It is 10 o'clock in the morning."),
        ("At 5:30 p.m. we eat", "At 5:30 in the evening we eat"),
        ("Come at 5PM!", "Come at 5 o'clock in the evening!"),
        ("12 pm, 3 pm", "12 o'clock in the afternoon, 3 o'clock in the afternoon"),
        (
            "12:15 am, 3 A.M. or 4 am",
            "12:15 at night, 3 o'clock at night or 4 o'clock in the morning",
        ),
        ("Rs. 500 p.m. and 20,000 pm", "Rs. 500 per month and 20,000 per month"),
        ("11 p.m. and 14:00 pm", "11 o'clock at night and 14:00 in the afternoon"),
        ("10 a.m. in the morning", "10 o'clock in the morning"),
        ("Open 9 AM–5 PM.", "Open from 9 in the morning to 5 in the evening."),
        ("from 9.30 am to 8 pm", "from 9.30 in the morning to 8 at night"),
        ("between 9 a.m. and 11 a.m.", "from 9 in the morning to 11 in the morning."),
        ("10-12 am", "10-12 in the morning"),
        ("At 10:30\u00a0p.m. or 9\u202fam", "At 10:30 at night or 9 o'clock in the morning"),
        ("At <b>10:30</b> p.m. we eat", "At <b>10:30</b> at night we eat"),
        ("Open 9 AM-5 PM.", "Open from 9 in the morning to 5 in the evening."),
        ("Sat 9AM-1PM", "Sat from 9 in the morning to 1 in the afternoon"),
        ("OPEN FROM 9 AM TO 5 PM", "OPEN FROM 9 IN THE MORNING TO 5 IN THE EVENING"),
        ("COME BY 5 PM!", "COME BY 5 O'CLOCK IN THE EVENING!"),
    ],
)
def test_the_part_of_the_day_is_said(text, wanted):
    assert has_time(protect(text).text)
    assert read(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "I am 5 and am well",
        "5 amps",
        "3 Am's",
        "Room 5 A",
        "10 pm2",
        "8 p.m.x",
        "p.m.",
        "PM 5",
        "<b>I</b> am here",
        "{time} pm",
        "1,250 am",
        "12/08/2024 am",
        "<b>I</b> am – 5 pages",
    ],
)
def test_other_words_stay(text):
    assert read(text) == text


@given(st.text(alphabet="12:.-–apmAPM to", max_size=30))
def test_no_slot_is_lost_and_nothing_is_read_twice(text):
    hidden = protect(text)
    values = [span.text for span in hidden.spans]

    found = in_words(hidden.text, values)

    assert slot_pattern().findall(found) == slot_pattern().findall(hidden.text)
    assert in_words(found, values) == found
    assert has_time(hidden.text) or found == hidden.text


@pytest.mark.parametrize(
    ("half", "time", "wanted"),
    [
        ("p.m.", "10:30", "at night"),
        ("pm", "5", "in the evening"),
        ("A.M.", "9-11", "in the morning"),
    ],
)
def test_the_half_of_the_day_alone_is_said_by_its_time(half, time, wanted):
    found = half_of_day(f"x {half} y", 1)

    assert found.groups() == (" ", half)
    assert in_words(half, (time,)) == wanted
