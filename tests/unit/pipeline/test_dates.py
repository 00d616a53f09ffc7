import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indictx.pipeline.dates import MONTHS, day_first, has_date
from indictx.text.protect import DEFAULT, KeepRules, protect, slot_index

CASES = {
    "We met on May 3.": "We met on 3 May.",
    "May 3rd, 1990 was a Thursday.": "3 May 1990 was a Thursday.",
    "He was born on May 3, 1990, in Pune.": "He was born on 3 May 1990, in Pune.",
    "The 3rd of May is a holiday.": "3 May is a holiday.",
    "on the 1st day of May": "on 1 May",
    "15th August": "15 August",
    "on 21 October, 2020 he came": "on 21 October 2020 he came",
    "Pay by Oct. 21st, 2020.": "Pay by 21 October 2020.",
    "on 21st Oct. at noon": "on 21 October at noon",
    "on 21st Oct.": "on 21 October.",
    "On July 4, 25 people came.": "On 4 July, 25 people came.",
    "ON MAY 3RD, 2020 WE MET": "ON 3 MAY 2020 WE MET",
    "from May 3 to June 5": "from 3 May to 5 June",
    "From May 3 to 5, 2020, it rained.": "From 3 to 5 May 2020, it rained.",
    "Open on 3rd and 4th May": "Open on 3 and 4 May",
    "July 6- India lost": "6 July- India lost",
    "March 26 - Freedom": "26 March - Freedom",
    "February 25: In Dhaka": "25 February: In Dhaka",
    "on May 3 and 4 June": "on 3 May and 4 June",
    "May 31–June 1, 2024": "31 May to 1 June 2024",
    "15th August-20th August": "15 August to 20 August",
    "Due on 31st Dec. Pay now.": "Due on 31 December. Pay now.",
    "On Dec 25, 1500 children were fed.": "On 25 December, 1500 children were fed.",
    "15th & 16th August": "15 and 16 August",
    "on august 18 th 1946": "on 18 August 1946",
    "01st January, 2025": "01 January 2025",
    "<b>Date:</b> May 3, 2020": "<b>Date:</b> 3 May 2020",
    "May 12 - 33 were killed": "12 May - 33 were killed",
    "March 1 through May 5": "1 March through 5 May",
    "the August 10th reminder": "the 10 August reminder",
    "(July 17 - 26)": "(17 to 26 July)",
    "on the tenth of March, 1930": "on 10 March 1930",
    "March 2, March 3 and March 4": "2 March, 3 March and 4 March",
}
OTHERS = [
    "October 2020 was wet.",
    "May 3 people come in?",
    "March 3 steps ahead.",
    "In June 12 people died.",
    "In May, 300 cows died.",
    "the May 3 edition",
    "June 31-day plan",
    "On April 7 - 16 people died.",
    "May 17, 18 and 19, 2001",
    "1st, 2nd and 3rd May",
    "We march 3, then rest.",
    "from April 8 per cent interest",
    "from March 3 to 10 students",
    "No. May 3 is a holiday.",
    "the 1st Jan Aushadhi Kendra opened",
    "The 20th May Day parade",
    "the second of May's three votes",
    "Class 10th March 2024 exams",
    "May 32",
    "the third of the month",
    "the second of Maya",
    "on the 3rd floor in May",
    "Mayor 3",
    "He came on 5 May with 3 people.",
]
WORDS = [word for text in (*CASES, *OTHERS) for word in text.split()]
TEXTS = st.lists(st.sampled_from([*WORDS, *MONTHS, "3", "15th", "\ue000", "\ue001"])).map(" ".join)


def read(text: str, rules: KeepRules) -> str:
    """Return what the model reads of a text, with the spans that were hidden from it."""
    hidden = protect(text, rules)
    read = day_first(hidden.text, [span.text for span in hidden.spans])
    return "".join(
        hidden.spans[slot_index(char)].text if slot_index(char) >= 0 else char for char in read
    )


@pytest.mark.parametrize("rules", [DEFAULT, KeepRules(numbers=False)])
@pytest.mark.parametrize(("text", "expected"), CASES.items())
def test_the_day_comes_first(text, expected, rules):
    assert has_date(text)
    assert read(text, rules) == expected


@pytest.mark.parametrize("rules", [DEFAULT, KeepRules(numbers=False)])
@pytest.mark.parametrize("text", OTHERS)
def test_what_is_no_date_stays(text, rules):
    assert read(text, rules) == text


@given(TEXTS, st.lists(st.sampled_from(["3", "21", "2020", "3-5", "https://a.in"]), max_size=2))
def test_slots_and_numbers_stay_in_order(text, values):
    dated = day_first(text, values)
    assert [char for char in dated if slot_index(char) >= 0] == [
        char for char in text if slot_index(char) >= 0
    ]
    # Numbers change places with months, never with each other.
    assert re.findall(r"\d+", dated) == re.findall(r"\d+", text)


@pytest.mark.parametrize("text", CASES.values())
def test_dates_in_order_stay(text):
    assert day_first(text, []) == text
