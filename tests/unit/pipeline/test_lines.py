"""What is done to a line before it is cut."""

import pytest

from indictx.pipeline.lines import read_numbers
from indictx.text.protect import DEFAULT, KeepRules


@pytest.mark.parametrize(
    ("line", "read", "repairs"),
    [
        ("We met on May 3rd, 1990.", "We met on 3 May 1990.", ("dates",)),
        ("Thirty people came.", "30 people came.", ("digits",)),
        ("Thirty came on May 3.", "30 came on 3 May.", ("digits", "dates")),
        ("on the third of May", "on 3 May", ("dates",)),
        ("on the twenty-first of May", "on 21 May", ("digits", "dates")),
        ("due\tMay 3\t", "due\t3 May\t", ("dates",)),
        ("Run `on May 3` on May 3.", "Run `on May 3` on 3 May.", ("dates",)),
        ("<b>May 3</b>, 10 km", "<b>3 May</b>, 10 km", ("dates",)),
        ("from May 3-5", "from 3-5 May", ("dates",)),
        ("May 2020", "May 2020", ()),
        ("on 3rd December,1984", "on 3 December 1984", ("dates",)),
    ],
)
def test_english_is_read_with_digits_and_days_first(line, read, repairs):
    assert read_numbers(line, "eng_Latn", DEFAULT) == (read, repairs)


def test_what_is_kept_is_not_read():
    rules = KeepRules(terms=("May 3",))
    assert read_numbers("The May 3 Group met on May 3.", "eng_Latn", rules)[1] == ()
    assert read_numbers("on May 3, thirty", "eng_Latn", KeepRules(numbers=False))[1] == ()


def test_other_languages_have_their_own_dates():
    assert read_numbers("মে 3, 1990", "ben_Beng", DEFAULT) == ("মে 3, 1990", ())
    assert read_numbers("mai 3 May 3rd", "hin_Deva", DEFAULT) == ("mai 3 May 3rd", ())
