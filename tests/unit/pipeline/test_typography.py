import pytest
from hypothesis import given
from hypothesis import strategies as st

from indictx.pipeline.typography import typeset

_TEXT = st.text("aक \"'.…“”‘’«»—–-", max_size=20)


@given(_TEXT, _TEXT)
def test_only_how_marks_are_drawn_changes(source, target):
    plain = str.maketrans(
        {"…": "...", '"': "''", **dict.fromkeys("“”«»", "''"), **dict.fromkeys("‘’", "'")}
    )
    plain |= str.maketrans("—–", "--") | {ord(" "): None}

    assert typeset(source, target).translate(plain) == target.translate(plain)


@given(_TEXT, _TEXT)
def test_a_second_time_changes_nothing(source, target):
    once = typeset(source, target)

    assert typeset(source, once) == once


@pytest.mark.parametrize(
    ("source", "target", "wanted"),
    [
        ("Loading…", "लोड हो रहा है...", "लोड हो रहा है…"),
        ("Loading...", "लोड हो रहा है...", "लोड हो रहा है..."),
        ("Well… so...", "अच्छा... तो...", "अच्छा... तो..."),
        ("She said, “Come.”", 'उसने कहा, "आओ।"', "उसने कहा, “आओ।”"),
        ("“A” and “B”", '"क" और "ख"', "“क” और “ख”"),
        ("Pool ''{0}''", 'पूल "{0}"', "पूल ''{0}''"),
        ("It''s {0}", 'यह "{0}" है', 'यह "{0}" है'),
        ("Pages 10–12: a", "पन्ने 10 - 12: क", "पन्ने 10 - 12: क"),
        ("'''B''' and ''it''", '"इ"', "''इ''"),
        ("He said, “I read “Godan”.”", 'उसने "मैंने "गोदान" पढ़ा।"', 'उसने "मैंने "गोदान" पढ़ा।"'),
        ("« A »", '"क"', "«क»"),
        ('“A” and "B"', '"क" और "ख"', '"क" और "ख"'),
        ("“A”", 'क" है', 'क" है'),
        ("A 5″ “pipe”", "5 इंच", "5 इंच"),
        ("Press ‘OK’.", "'ओके' दबाइए।", "‘ओके’ दबाइए।"),
        ("‘नहीं’ कहो", "Don't say 'no'", "Don't say ‘no’"),
        ("don’t", "मत", "मत"),
        ("Ravi — my brother — came.", "रवि - मेरा भाई - आया।", "रवि — मेरा भाई — आया।"),
        ("Ravi—my brother—came.", "रवि - मेरा भाई - आया।", "रवि—मेरा भाई—आया।"),
        ("Ravi – my brother - came.", "रवि - मेरा भाई - आया।", "रवि - मेरा भाई - आया।"),
        ("Plain", '"सादा"...', '"सादा"...'),
    ],
)
def test_marks_are_those_of_the_source(source, target, wanted):
    assert typeset(source, target) == wanted
