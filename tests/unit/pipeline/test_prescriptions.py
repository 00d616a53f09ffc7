import pytest
from hypothesis import given
from hypothesis import strategies as st

from indictx.pipeline.prescriptions import read_out
from indictx.text.protect import protect


def read(text):
    hidden = protect(text)
    return hidden.restore_lenient(read_out(hidden.text))


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("Take 1 tab. BD after food.", "Take 1 tablet twice a day after food."),
        (
            "Tab. Paracetamol 500 mg TDS x 5 days",
            "Tablet Paracetamol 500 mg three times a day x 5 days",
        ),
        ("Amoxicillin 250 mg BD", "Amoxicillin 250 mg twice a day"),
        ("2 caps OD at night", "2 capsules once a day at night"),
        ("1 tab OD HS", "1 tablet once a day at bedtime"),
        ("2 tabs/day", "2 tablets/day"),
        ("Start Tab. Nifedipine 10 mg BD.", "Start Tablet Nifedipine 10 mg twice a day."),
        ("Syp. Paracetamol 5 ml TDS", "Syrup Paracetamol 5 ml three times a day"),
        ("Take medicine at HS.", "Take medicine at HS."),
        ("Take 2 tablets at HS.", "Take 2 tablets at HS."),
        ("Inj. Insulin 10 units", "Injection Insulin 10 units"),
        ("Syr. ORS 5 ml SOS", "Syrup ORS 5 ml if needed"),
        ("Wt. 5 kg, temp: 101°F", "Weight 5 kg, temperature 101°F"),
    ],
)
def test_prescriptions_are_read_in_words(short, long):
    assert read(short) == long


@pytest.mark.parametrize(
    "text",
    [
        "Close 3 tabs.",
        "Tab Size",
        "Tab Groups",
        "Cap Height 5",
        "Medicines sent to BD and India.",
        "The tender BID for 30 days is open",
        "Bank OD for 6 months at 9%",
        "Drops in OD for 5 days",
        "Vision test OD 6/6, OS 6/9; drops given",
        "TAKE 1 TABLET BD.",
        "Temp 5 workers were hired.",
        "Close 2 tabs and restart",
        "We have 5 caps and 3 hats.",
        "Room 5 BD, Block A.",
        "Paid 500 BD to the shop.",
        "Class 10 HS, Assam",
        "Give 2 SOS calls",
        "Send an SOS to 108",
        "BD is Bangladesh",
        "The room temp is 5",
        "Do not wt 5",
        "The cap. of 5 kg",
    ],
)
def test_what_is_no_prescription_stays(text):
    assert read(text) == text


@given(
    st.lists(
        st.sampled_from(
            [
                "Tab.",
                "caps",
                "\ue000",
                "\ue001",
                "TDS",
                "BD",
                "food",
                "Wt.",
                ",",
                ".",
                "x",
                "days",
                "Iron",
            ]
        )
    )
)
def test_no_number_is_lost(words):
    text = " ".join(words)
    places = [char for char in text if char in "\ue000\ue001"]

    assert [char for char in read_out(text) if char in "\ue000\ue001"] == places
