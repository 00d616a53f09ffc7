import pytest

from indictx.pipeline.countries import named


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The US and the UK signed.", "America and Britain signed."),
        ("The U.S. Army came.", "The American Army came."),
        (
            "US President Biden met the UK police.",
            "American President Biden met the British police.",
        ),
        (
            "He lives in the U.S. She lives in the U.K.",
            "He lives in America. She lives in Britain.",
        ),
        ("the USA won", "America won"),
        ("the U.S., China", "America, China"),
        ("Come with us", "Come with us"),
        ("US$ 5, U.S.-based, US-China", "US$ 5, U.S.-based, US-China"),
        ("JOIN US", "JOIN US"),
    ],
)
def test_countries_have_their_names(text, name):
    assert named(text) == name
