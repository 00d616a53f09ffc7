from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from misbehaving import fake_translator, until_wide

from indictx.pipeline.options import TranslateOptions
from indictx.pipeline.placeholders import in_order, reorders, unnumbered
from indictx.text.protect import is_slot, protect, slot_char

MARATHI_TO_HINDI = {"src_lang": "mar_Deva", "tgt_lang": "hin_Deva"}
# A width tells one from the other, and is no number of an argument.
_PLACEHOLDERS = st.lists(
    st.sampled_from(["%{}d", "%{}s", "%.{}f", "{{:{}}}", "<b>%{}d</b>", "`%{}s`"]), max_size=6
).map(lambda some: [one.format(number) for number, one in enumerate(some, start=1)])


def texts(line: str) -> list[str]:
    return [text for _, text in unnumbered(protect(line).spans)]


def ask(change, line, options=None, **more):
    (result,) = fake_translator(change, options, **more).translate([line], **MARATHI_TO_HINDI)
    return result


def swap(pieces, options):
    places = [index for index, piece in enumerate(pieces) if is_slot(piece)]
    if len(places) > 1:
        first, last = places[0], places[-1]
        pieces[first], pieces[last] = pieces[last], pieces[first]
    return pieces


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("%d files of %s", ["%d", "%s"]),
        ("%d of %d", ["%d", "%d"]),
        ("%-10s has %5.2f and %ld and %@ or %*d", ["%-10s", "%5.2f", "%ld", "%@", "%*d"]),
        ("%,d of %(,.2f and % 5d and %'d", ["%,d", "%(,.2f", "% 5d", "%'d"]),
        ("%tB and %te of %s", ["%tB", "%te", "%s"]),
        ("%1$,d of %2$tB", []),
        ("{} and {:.2f} and {!r}", ["{}", "{:.2f}", "{!r}"]),
        ("<a href='%s'>%d</a> in `%d`", ["%s", "%d", "%d"]),
        ("%s%d%% of it", ["%s", "%d"]),
        ("%1$s of %2$d", []),
        ("%(name)s of %(count)d", []),
        ("{name} of {0}, {{x}} and ${y}", []),
        ("%% of 5%", []),
        ("%d %B %Y", []),
        ("https://a.in/%20d and {% if x %}", []),
        ("{n, plural, one {%d file} other {%d files}}", []),
        ("5 kg of rice", []),
    ],
)
def test_placeholders_without_number_or_name_are_found(line, wanted):
    assert texts(line) == wanted


def test_one_alone_has_no_order():
    assert in_order(protect("%d files of {name}").spans) == ()
    assert in_order(protect("%d files of {name} in %s").spans) == (0, 2)


@given(st.permutations(range(4)))
def test_any_other_order_is_seen(numbers):
    target = " क ".join(map(slot_char, numbers))

    assert reorders((0, 1, 2, 3), target) is (numbers != [0, 1, 2, 3])
    assert reorders((1, 3), target) is (numbers.index(1) > numbers.index(3))
    assert not reorders((), target)


@pytest.mark.parametrize("line", ["%s मध्ये %d आहेत", "{} मध्ये {} आहेत", "%d पैकी %d आहेत"])
def test_a_changed_order_is_searched_again_then_translated_apart_else_flagged(line):
    wider, apart = ask(until_wide(swap), line), ask(swap, line)
    flagged = ask(swap, line, TranslateOptions(retry=False))

    assert (wider.target, wider.flags, wider.repairs) == (line, (), ("wider_beam",))
    assert (apart.target, apart.flags, apart.repairs) == (line, (), ("slots_apart",))
    assert flagged.flags == ("slots",)


@pytest.mark.parametrize("line", ["%1$s मध्ये %2$d आहेत", "{a} मध्ये {b} आहेत", "%d %B %Y रोजी"])
def test_numbered_and_named_ones_may_change_places(line):
    result = ask(swap, line)

    assert (result.flags, result.repairs) == ((), ())
    assert result.target != line


def test_lines_that_differ_in_their_placeholders_only_are_judged_apart():
    lines = ["{a} मध्ये {b} आहेत", "%s मध्ये %d आहेत"]

    for some in (lines, lines[::-1]):
        results = fake_translator(swap).translate(some, **MARATHI_TO_HINDI)
        got = {result.source: result.target for result in results}
        assert got == {lines[0]: "{b} मध्ये {a} आहेत", lines[1]: lines[1]}


@given(_PLACEHOLDERS, st.randoms(use_true_random=False), st.booleans(), st.sampled_from([12, 256]))
def test_whatever_the_engine_answers_the_order_is_kept_or_the_line_is_flagged(
    some, random, retry, limit
):
    line = "मी " + ", ती ".join(some) + " जाते"

    def shuffle(pieces, options):
        random.shuffle(pieces)
        return pieces

    result = ask(shuffle, line, TranslateOptions(retry=retry), max_source_pieces=limit)

    assert "slots" in result.flags or texts(result.target) == texts(line)
