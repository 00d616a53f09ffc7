from __future__ import annotations

import itertools
import re
import sys
import unicodedata

import pytest

from indictx.errors import UsageError
from indictx.languages import script, scripts

ISCII_ORDERED = ["Deva", "Beng", "Guru", "Gujr", "Orya", "Taml", "Telu", "Knda", "Mlym"]
EXPECTED = [*ISCII_ORDERED, *["Arab", "Olck", "Mtei", "Latn", "Sinh", "Tibt", "Thaa"]]

# Names in UnicodeData where they differ from ours.
UNICODE_NAMES = {"Orya": "ORIYA", "Cakm": "CHAKMA"}
# Marks inside the blocks that several scripts share.
SHARED = set("।॥،؛؟ـ\ufeff")


def code_points(one):
    return itertools.chain.from_iterable(range(first, last + 1) for first, last in one.ranges)


def is_rare(code, point):
    """Letters of phoneticians, mathematicians and Rumi accountants, which no language here uses."""
    common_latin = point < 0x2B9 or 0x1E00 <= point < 0x1F00
    return (code == "Latn" and not common_latin) or (code == "Arab" and point >= 0x10000)


def by_code(one):
    return one.code


def test_the_scripts_of_the_supported_languages_are_all_there():
    assert set(EXPECTED) <= {one.code for one in scripts()}


def test_codes_and_names_are_unique():
    keys = [key for one in scripts() for key in (one.code, one.name)]

    assert len(keys) == len(set(keys))


def test_no_code_point_belongs_to_two_scripts():
    seen = [point for one in scripts() for point in code_points(one)]

    assert len(seen) == len(set(seen))


@pytest.mark.parametrize("one", scripts(), ids=by_code)
def test_ranges_ascend(one):
    bounds = [bound for pair in one.ranges for bound in pair]

    assert bounds == sorted(bounds)


@pytest.mark.parametrize("one", scripts(), ids=by_code)
def test_every_assigned_letter_of_the_ranges_is_named_after_the_script(one):
    expected = UNICODE_NAMES.get(one.code, one.name.upper())

    for point in code_points(one):
        name = unicodedata.name(chr(point), "")
        if unicodedata.category(chr(point)) in {"Lo", "Ll", "Lu", "Nd"} and name:
            # U+00AA and U+00BA have names of their own; U+A8F2.. are Devanagari candrabindus.
            assert expected in name or point in {0xAA, 0xBA}, f"U+{point:04X} {name}"


@pytest.mark.parametrize("one", scripts(), ids=by_code)
def test_every_letter_named_after_the_script_is_in_its_ranges(one):
    prefix = UNICODE_NAMES.get(one.code, one.name.upper()) + " "
    points = set(code_points(one))
    missing = [
        f"U+{point:04X}"
        for point in range(0x20000)
        if not is_rare(one.code, point)
        and unicodedata.category(chr(point)) in {"Lo", "Ll", "Lu", "Nd", "Mc"}
        and unicodedata.name(chr(point), "").startswith(prefix)
        and point not in points
    ]

    assert not missing


@pytest.mark.parametrize("one", scripts(), ids=by_code)
def test_shared_marks_belong_to_no_script(one):
    assert not SHARED & set(map(chr, code_points(one)))


@pytest.mark.parametrize("one", scripts(), ids=by_code)
def test_the_pattern_matches_exactly_the_ranges(one):
    found = re.findall(f"[{one.pattern}]", "".join(map(chr, range(sys.maxunicode + 1))))

    assert [*map(ord, found)] == [*code_points(one)]


def test_a_pattern_is_written_with_escapes():
    assert script("Telu").pattern == r"\u0C00-\u0C7F"
    assert script("Cakm").pattern == r"\U00011100-\U0001114F"


@pytest.mark.parametrize("one", scripts(), ids=by_code)
def test_digits_count_from_zero_to_nine(one):
    if one.digits is None:
        pytest.skip("written with ASCII digits")

    assert [unicodedata.digit(digit) for digit in one.digits] == [*range(10)]
    assert not one.digits.isascii()


@pytest.mark.parametrize(
    ("code", "digits"),
    [
        ("Deva", "०१२३४५६७८९"),
        ("Beng", "০১২৩৪৫৬৭৮৯"),
        ("Guru", "੦੧੨੩੪੫੬੭੮੯"),
        ("Gujr", "૦૧૨૩૪૫૬૭૮૯"),
        ("Orya", "୦୧୨୩୪୫୬୭୮୯"),
        ("Taml", "௦௧௨௩௪௫௬௭௮௯"),
        ("Telu", "౦౧౨౩౪౫౬౭౮౯"),
        ("Knda", "೦೧೨೩೪೫೬೭೮೯"),
        ("Mlym", "൦൧൨൩൪൫൬൭൮൯"),
        ("Arab", "۰۱۲۳۴۵۶۷۸۹"),
        ("Olck", "᱐᱑᱒᱓᱔᱕᱖᱗᱘᱙"),
        ("Mtei", "꯰꯱꯲꯳꯴꯵꯶꯷꯸꯹"),
        ("Tibt", "༠༡༢༣༤༥༦༧༨༩"),
        ("Sinh", None),
        ("Latn", None),
    ],
)
def test_digits_are_the_native_ones(code, digits):
    assert script(code).digits == digits


@pytest.mark.parametrize("one", scripts(), ids=by_code)
def test_sentence_enders_are_distinct_marks_that_begin_with_the_full_stop(one):
    assert len(set(one.sentence_enders)) == len(one.sentence_enders)
    # U+09F7 is a number by its name, and danda by its use in Assamese.
    assert all(unicodedata.category(mark) in {"Po", "No"} for mark in one.sentence_enders)
    assert (one.sentence_enders[0] == "।") == one.danda
    assert {"?", "!"} <= set(one.sentence_enders)


@pytest.mark.parametrize(
    ("code", "enders"),
    [("Deva", "।॥"), ("Arab", "۔؟"), ("Olck", "᱾᱿"), ("Mtei", "꯫"), ("Beng", "।৷"), ("Tibt", "།")],
)
def test_native_marks_end_sentences(code, enders):
    assert set(enders) <= set(script(code).sentence_enders)


@pytest.mark.parametrize("code", ISCII_ORDERED)
def test_the_same_offset_in_a_block_is_the_same_letter(code):
    start = script(code).block_start

    # Vowel A, vowel sign AA, letters KA and MA, and digit NINE are in all nine blocks.
    names = [unicodedata.name(chr(start + offset)) for offset in (0x05, 0x3E, 0x15, 0x2E, 0x6F)]
    ends = ["LETTER A", "VOWEL SIGN AA", "LETTER KA", "LETTER MA", "DIGIT NINE"]
    assert [name.split(" ", 1)[1] for name in names] == ends


def test_only_the_nine_iscii_ordered_scripts_have_a_block_start():
    assert [one.code for one in scripts() if one.block_start is not None] == ISCII_ORDERED


def test_scripts_descended_from_brahmi_are_marked():
    others = {one.code for one in scripts() if not one.is_brahmic}

    assert others == {"Arab", "Thaa", "Olck", "Latn"}


def test_right_to_left_scripts_are_marked():
    assert {one.code for one in scripts() if one.direction == "rtl"} == {"Arab", "Thaa"}


@pytest.mark.parametrize("query", ["Deva", "deva", "DEVANAGARI", " Devanagari "])
def test_a_script_is_found_by_code_or_name(query):
    assert script(query).code == "Deva"


def test_an_unknown_script_suggests_a_close_one():
    with pytest.raises(UsageError, match="unknown script: 'Devnagari'") as caught:
        script("Devnagari")

    assert caught.value.hint == "did you mean Deva?"


def test_an_unknown_script_without_a_close_one_lists_them():
    with pytest.raises(UsageError) as caught:
        script("Xxxxxxxx")

    assert "Deva Beng Guru" in caught.value.hint
