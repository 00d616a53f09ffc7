from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tiny_model import SLOT_COUNT

from indictx.errors import ManifestError, ModelError
from indictx.families import FAMILIES, load_family
from indictx.families.opus_mt import OpusMtFamily
from indictx.languages import Pair
from indictx.models.manifest import load_manifest
from indictx.text.protect import slot_char
from indictx.text.transliterate import unify

EN_HI = Pair.of("en", "hi")
HI_TA = Pair.of("hi", "ta")
BN_EN = Pair.of("bn", "en")


@pytest.fixture(scope="module")
def manifest(tiny_folder):
    return load_manifest(tiny_folder)


@pytest.fixture(scope="module")
def family(manifest):
    return OpusMtFamily(manifest)


def encode(family, sentence, pair=EN_HI):
    (encoded,) = family.encode([sentence], pair)
    return encoded


def with_rules(manifest, **changes):
    return OpusMtFamily(replace(manifest, text=replace(manifest.text, **changes)))


def test_a_tag_comes_first_and_the_end_last(family):
    encoded = encode(family, "The rain")

    assert encoded.pieces[0] == ">>hin_Deva<<"
    assert encoded.pieces[-1] == "</s>"
    assert list(encoded.prefix) == []


def test_the_manifest_says_what_tags_there_are_and_where(manifest):
    family = with_rules(
        manifest,
        source_prefix=("<2{target}>", "<{source}>"),
        target_prefix=("__{target}__",),
        append_eos=False,
        tags={"hin_Deva": "hi"},
    )

    encoded = encode(family, "The rain")

    assert encoded.pieces[:2] == ["<2hi>", "<eng_Latn>"]
    assert encoded.pieces[-1] != "</s>"
    assert encoded.prefix == ["__hi__"]


def test_slots_are_pieces_of_the_vocabulary(family):
    encoded = encode(family, f"The {slot_char(0)} and {slot_char(SLOT_COUNT - 1)}")

    assert "<s0>" in encoded.pieces
    assert f"<s{SLOT_COUNT - 1}>" in encoded.pieces


def test_a_word_glued_to_a_slot_is_spelled_as_a_word(family):
    glued = encode(family, f"The {slot_char(0)}rain{slot_char(1)}.").pieces

    assert glued == encode(family, f"The {slot_char(0)} rain{slot_char(1)}.").pieces


def test_the_first_word_takes_the_case_that_needs_fewer_pieces(family):
    pieces = family._source.encode
    words = ["The", "Rain", "Water", "House", "Ram", "Zebra", "Xi"]
    sizes = [[len(pieces(each)) for each in (word.lower(), word)] for word in words]
    assert any(small < large for small, large in sizes)

    for word, (small, large) in zip(words, sizes, strict=True):
        wanted = word.lower() if small < large else word
        for text in (word, f"{word} is here"):
            own = encode(family, text).pieces[1:-1]
            assert own == pieces(wanted + text[len(word) :], out_type=str)


@pytest.mark.parametrize("text", ["RAIN", "iPhone", "rain Water", "O'Neill", "Don't", "A-Z"])
def test_other_words_keep_their_case(family, text):
    assert family._in_known_case(text) == text


def test_words_of_a_heading_take_the_case_that_is_likelier(family):
    model = family._source

    def known(word):
        small, large = model.encode(word.lower()), model.encode(word)
        if len(small) != len(large):
            return word.lower() if len(small) < len(large) else word
        is_likelier = model.get_score(small[0]) > model.get_score(large[0])
        return word.lower() if len(small) == 1 and is_likelier else word

    words = ["Rain", "Water", "House", "Ram", "Zebra", "Xi"]
    assert {known(word).islower() for word in words} == {True, False}

    for word in words:
        assert family._in_known_case(f"Zebra {word}") == f"Zebra {known(word)}"
        assert family._in_known_case(f"Zebra and the {word}, {word} of Ram") == (
            f"Zebra and the {known(word)}, {known(word)} of {known('Ram')}"
        )
        for same in (f"Zebra 1: {word}", f"Zebra sees {word}", f"Zebra {word}'s", f"Zebra. {word}"):
            assert family._in_known_case(same) == same


def test_stressed_words_are_read_as_words(family):
    def known(word):
        return family._known_case(word, is_first=False)

    assert family._quiet("Do NOT drink RAIN WATER.") == (
        f"Do {known('Not')} drink {known('Rain')} {known('Water')}."
    )
    assert family._quiet("HOUSE – the (WATER) is cold") == (
        f"{known('House')} – the ({known('Water')}) is cold"
    )


@pytest.mark.parametrize(
    "text",
    [
        "RAIN WATER",
        "the UP and the PAN card of XJQZW",
        "A.B.RAIN, RAIN_WATER, x@RAIN, RAIN's, a-RAIN, RAIN/x and 5RAIN",
        "The rain",
    ],
)
def test_acronyms_names_in_code_and_texts_in_capitals_are_left_alone(family, text):
    assert family._quiet(text) == text


def test_opening_marks_stand_apart_inside_a_model_that_learned_so(family, manifest):
    apart = with_rules(manifest, openings_apart=True)

    assert encode(apart, 'the "rain" (water)') == encode(family, 'the " rain" ( water)')
    pieces = encode(family, "the ( rain) fell").pieces[1:-1]
    assert apart.decode([pieces], EN_HI) == ["the (rain) fell"]
    assert family.decode([pieces], EN_HI) == ["the ( rain) fell"]


@given(st.lists(st.integers(0, SLOT_COUNT - 1), max_size=5))
def test_slots_come_back_as_they_went(family, numbers):
    text = " ".join(["The", *map(slot_char, numbers), "rain"])

    pieces = encode(family, text).pieces[1:-1]

    (decoded,) = family.decode([pieces], EN_HI)
    assert [char for char in decoded if char >= "\ue000"] == list(map(slot_char, numbers))


@pytest.mark.parametrize("number", [SLOT_COUNT, 99, 10**12], ids=str)
def test_a_slot_that_the_vocabulary_lacks_is_no_slot(family, number):
    pieces = ["▁", *f"<s{number}>", "x"]

    assert family.decode([pieces], EN_HI) == ["x"]


def test_other_scripts_are_devanagari_inside(family, manifest):
    inside = encode(family, "বৃষ্টি", BN_EN).pieces[1:-1]

    assert inside == encode(family, unify("বৃষ্টি", "ben_Beng"), Pair.of("hi", "en")).pieces[1:-1]
    assert family.decode([inside], Pair.of("en", "bn")) == ["বৃষ্টি"]


def test_scripts_are_kept_where_the_manifest_says_nothing_of_them(manifest):
    family = with_rules(manifest, unify_script=False)

    pieces = encode(family, "বৃষ্টি", BN_EN).pieces[1:-1]

    assert family.decode([pieces], Pair.of("en", "ta")) == ["বৃষ্টি"]


def test_a_sentence_is_normalized_for_the_model(family):
    assert encode(family, "वह  १२\u200d “घर”", HI_TA) == encode(family, 'वह 12 "घर"', HI_TA)


@given(st.text(st.characters(categories=None)))
def test_any_text_is_taken(family, text):
    encoded = encode(family, text)

    assert encoded.pieces == [] or len(encoded.pieces) > 2


@pytest.mark.parametrize("text", ["ـ", "\u200b", "\ufeff \u00ad"], ids=ascii)
def test_a_sentence_of_which_nothing_is_left_has_no_pieces(family, text):
    assert list(encode(family, text).pieces) == []


def test_nothing_a_model_spells_can_break_a_line(family):
    pieces = ["▁a", "<0x0A>", "b", "<0x0D>", "<0x09>", "<0x00>", "<0x1B>", "c", "▁", "▁", "<0x7F>"]

    (decoded,) = family.decode([pieces], EN_HI)

    assert decoded == "a b c"


def test_what_is_unknown_is_left_out(family):
    assert family.decode([["▁a", "<unk>", "▁b"]], EN_HI) == ["a b"]


def test_no_hypotheses_are_no_texts(family):
    assert family.decode([], EN_HI) == []
    assert family.encode([], EN_HI) == []


def test_both_sides_may_have_a_model_of_their_own(manifest, tiny_folder):
    other = tiny_folder / "other.spm"
    other.write_bytes((tiny_folder / "sentencepiece.model").read_bytes())
    try:
        family = with_rules(manifest, target_spm="other.spm")
        assert family.decode([["▁a"]], EN_HI) == ["a"]
    finally:
        other.unlink()


@pytest.mark.parametrize("name", ["config.json", "missing.spm"])
def test_a_file_that_is_no_sentencepiece_model_is_a_model_error(manifest, name):
    family = with_rules(manifest, source_spm=name, target_spm=name)

    with pytest.raises(ModelError, match="cannot load"):
        encode(family, "The rain")


def test_the_manifest_chooses_the_family(manifest):
    assert isinstance(load_family(manifest), OpusMtFamily)


def test_an_unknown_family_is_a_manifest_error_that_names_the_known(manifest):
    with pytest.raises(ManifestError) as caught:
        load_family(replace(manifest, family="gpt"))

    assert "'gpt'" in str(caught.value)
    assert all(name in caught.value.hint for name in FAMILIES)


@pytest.mark.parametrize(
    ("sentence", "pair"),
    [
        ("The rain, (the river).", Pair.of("hi", "en")),
        (f"Turn left at {slot_char(1)}.", Pair.of("hi", "en")),
        ("पुराने शहर की गाड़ी", EN_HI),
        ("பழைய ஊர்", HI_TA),
    ],
)
@pytest.mark.parametrize("openings_apart", [False, True])
def test_target_pieces_are_those_that_say_the_sentence(manifest, sentence, pair, openings_apart):
    family = with_rules(manifest, openings_apart=openings_apart)

    (pieces,) = family.encode_targets([sentence], pair)

    assert "</s>" not in pieces
    assert family.decode([pieces], pair) == [sentence]
