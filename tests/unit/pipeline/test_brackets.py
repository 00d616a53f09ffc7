from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indictx.pipeline.brackets import closed, omits_brackets, tight, unpaired

_ROUND = str.maketrans("[]{}", "()()")
_MARKED = st.text(alphabet="ab ()[]{}\"“”«»'", max_size=20)


@given(_MARKED)
def test_a_text_has_no_mark_that_it_lacks_itself(text):
    assert not unpaired(text, text)


@given(_MARKED, st.sampled_from('()[]{}"“”«»'))
def test_one_more_mark_stands_alone(text, mark):
    if not unpaired("", text):
        assert unpaired(text, text + mark)


@pytest.mark.parametrize(
    ("source", "target", "wanted"),
    [
        ('He said, "We are here."', 'उसने कहा, "हम यहाँ हैं।', 'उसने कहा, "हम यहाँ हैं।"'),
        ('He said, "We are here".', 'उसने कहा, "हम यहाँ हैं।', 'उसने कहा, "हम यहाँ हैं"।'),
        ('He said, "We are here"', 'उसने कहा, "हम यहाँ हैं', 'उसने कहा, "हम यहाँ हैं"'),
        ("It is open (until six).", "यह खुला है (छह तक।", "यह खुला है (छह तक)।"),
        ("“Come,” she said.", "आइए,” उसने कहा।", "“आइए,” उसने कहा।"),
        ('"Panama Papers" is a name.', 'पनामा पेपर्स" एक नाम है।', '"पनामा पेपर्स" एक नाम है।'),
        ("[Draft] Minutes", "मसौदा] कार्यवृत्त", "[मसौदा] कार्यवृत्त"),
    ],
)
def test_a_mark_at_an_end_of_the_source_is_put_back_there(source, target, wanted):
    assert closed(source, target) == wanted


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ('"It is right," he said, "I know."', '"यह सही है, उसने कहा।'),
        ('He told "yes" to her.', 'उसने उससे "हाँ कहा।'),
        ('"OK," he said.', 'उसने कहा "ठीक है।'),
        ('He said "OK".', 'ठीक है" उसने कहा।'),
        ("a (b) c", "क (ख ग"),
    ],
)
def test_where_a_quotation_ends_inside_a_sentence_is_not_guessed(source, target):
    assert closed(source, target) == target


@given(_MARKED, _MARKED)
def test_one_mark_is_added_and_none_stands_alone_or_the_text_stays(source, target):
    found = closed(source, target)

    if found != target:
        assert not unpaired(source, found)
        without = [found[:index] + found[index + 1 :] for index in range(len(found))]
        is_longer = target.rstrip() in without or target.lstrip() in without
        assert is_longer or found.translate(_ROUND) == target.translate(_ROUND)


@pytest.mark.parametrize(
    ("source", "target", "wanted"),
    [
        ("%s [%s] आए।", "%s (%s) came.", "%s [%s] came."),
        ("a [b] (c)", "क (ख) (ग)", "क (ख) (ग)"),
        ("a [b] [c]", "क (ख)", "क (ख)"),
    ],
)
def test_brackets_are_of_the_kind_that_the_source_has(source, target, wanted):
    assert closed(source, target) == wanted


@pytest.mark.parametrize(
    ("source", "target", "is_wrong"),
    [
        ("List (optional)", "सूची", True),
        ("List (optional)", "सूची (वैकल्पिक)", False),
        ("List (a) (b)", "सूची (क)", True),
        ("1) Rice", "चावल", False),
        ("[x] and (y)", "(क) और (ख)", True),
        ("Rice", "चावल (पका)", False),
    ],
)
def test_brackets_left_out_are_seen(source, target, is_wrong):
    assert omits_brackets(source, target) == is_wrong


@pytest.mark.parametrize(
    ("source", "target", "wanted"),
    [
        ('"Where is it?" he asked.', '" कुठे आहे?" त्याने विचारले.', '"कुठे आहे?" त्याने विचारले.'),
        ('He asked, "Where?"', 'त्याने विचारले, "कुठे? "', 'त्याने विचारले, "कुठे?"'),
        ("“Come” is a word.", "“ या ” हा शब्द आहे.", "“या” हा शब्द आहे."),
        ("Rice (cooked) is here.", "भात ( शिजवलेला ) आहे.", "भात (शिजवलेला) आहे."),
        ('A 5" pipe and a 6" pipe', '5" पाईप व 6" पाईप', '5" पाईप व 6" पाईप'),
        ('" So "', '" असे "', '" असे "'),
        ('He said "no', 'तो " नाही', 'तो " नाही'),
    ],
)
def test_no_space_is_inside_of_marks_that_the_source_has_tight(source, target, wanted):
    assert tight(source, target) == wanted


@given(_MARKED, _MARKED)
def test_nothing_but_spaces_is_taken_from_inside_of_marks(source, target):
    found = tight(source, target)

    assert "".join(found.split()) == "".join(target.split())
    assert tight(source, found) == found
    assert tight(target, target) == target
