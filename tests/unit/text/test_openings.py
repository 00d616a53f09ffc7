"""Opening brackets and quotation marks apart from their words, and together again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indictx.text.openings import apart, together


@pytest.mark.parametrize(
    ("text", "parted"),
    [
        ("The shop (opposite the temple) is closed.", "The shop ( opposite the temple) is closed."),
        ('He said, "Come here," and left.', 'He said, " Come here," and left.'),
        ("“आइए,” उसने कहा।", "“ आइए,” उसने कहा।"),
        ("'Come' [sic]", "' Come' [ sic]"),
        ('(see "Ann")', '( see " Ann")'),
        ('("from" the start)', '(" from" the start)'),
        ("(पुणे से)", "( पुणे से)"),
        # No opening mark, or no word behind it.
        ("book(s) for 5' and 6\" only", "book(s) for 5' and 6\" only"),
        ("It's the boys' room (2) (\ue000) ().", "It's the boys' room (2) (\ue000) ()."),
        ("( a gap", "( a gap"),
    ],
)
def test_a_space_stands_behind_opening_marks(text, parted):
    assert apart(text) == parted


@given(st.text(alphabet="ab क(\"'“[) .,5", max_size=30))
def test_together_undoes_apart(text):
    once = together(text)
    assert together(apart(once)) == once == together(once)
    assert apart(apart(text)) == apart(text)
    assert apart(text).replace(" ", "") == text.replace(" ", "")
