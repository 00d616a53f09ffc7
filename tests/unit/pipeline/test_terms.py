from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from misbehaving import drop_slots, fake_translator, repeat_slots

from indictx.glossary import Glossary, Term
from indictx.pipeline.terms import REPAIR, Terms, translate_with_terms
from indictx.text.protect import is_slot

VACCINE = Term(
    source="vaccine", targets=("टीका", "वैक्सीन"), src_lang="eng_Latn", tgt_lang="hin_Deva"
)
SEED = Term(source="seed", targets=("बीज",), src_lang="eng_Latn", tgt_lang="hin_Deva")


def hindi(pieces, options):
    """Answer in Devanagari, one letter for each; slots stay."""
    return [piece if is_slot(piece) or not piece.isalpha() else "क" for piece in pieces]


def translate(*texts: str, change=hindi, terms=(VACCINE, SEED), src_lang="eng_Latn", **more):
    translator = fake_translator(change, **more)
    windows = iter([list(texts)])
    (results,) = translate_with_terms(
        translator, windows, tgt_lang="hin_Deva", terms=Terms(Glossary(terms)), src_lang=src_lang
    )
    return results


def test_a_missed_term_is_put_into_the_translation():
    (result,) = translate("the vaccine is new")

    assert result.target == "ककक टीका कक ककक"
    assert result.source == "the vaccine is new"
    assert REPAIR in result.repairs


def test_every_missed_term_is_put_where_it_stood():
    (result,) = translate("vaccines, seed, vaccine")

    assert result.target == "टीका, बीज, टीका"


def test_a_term_that_ends_in_a_virama_is_kept_from_the_ending_behind_it():
    def glue(pieces, options):
        return [piece for piece in hindi(pieces, options) if not piece.isspace()]

    term = Term(source="world", targets=("जगत्",), src_lang="eng_Latn", tgt_lang="hin_Deva")
    (result,) = translate("world is", change=glue, terms=(term,))

    assert result.target.startswith("जगत्\u200cक")


def test_a_term_that_was_used_is_left_alone():
    def answer(pieces, options):
        return list("यह वैक्सीन है")

    (result,) = translate("the vaccine", change=answer)

    assert (result.target, result.repairs) == ("यह वैक्सीन है", ())


def test_texts_without_terms_are_left_alone():
    (result,) = translate("the cow")

    assert (result.target, result.repairs) == ("ककक ककक", ())


def test_a_text_that_is_a_term_becomes_its_translation():
    (result,) = translate("vaccine")

    assert result.target == "टीका"


def test_other_slots_of_the_text_stay():
    (result,) = translate("{name}, the vaccine is at https://a.in now")

    assert result.target == "{name}, ककक टीका कक कक https://a.in ककक"


def test_without_a_glossary_nothing_is_checked():
    (result,) = translate("the vaccine", terms=())

    assert result.target == "ककक ककककककक"


def test_the_language_may_be_detected():
    (result,) = translate("The vaccine is given to every child here.", src_lang=None)

    assert "टीका" in result.target


def test_a_text_in_the_target_language_is_left_alone():
    (result,) = translate("यह टीका है।", src_lang=None)

    assert result.target == "यह टीका है।"


def test_a_model_without_slots_still_uses_terms():
    (result,) = translate("the vaccine is new", slot_count=0)

    assert "टीका" in result.target


@pytest.mark.parametrize("change", [drop_slots, repeat_slots])
def test_a_model_that_mistreats_slots_still_uses_terms(change):
    def answer(pieces, options):
        return change(hindi(pieces, options), options)

    (result,) = translate("the vaccine is new", change=answer)

    assert result.target.count("टीका") == 1
    assert not any(map(is_slot, result.target))


def test_a_text_with_private_characters_is_not_repaired():
    (result,) = translate("the vaccine \uf8ff is new")

    assert "\uf8ff" in result.target
    assert REPAIR not in result.repairs


@given(st.lists(st.sampled_from(["vaccine", "seed", "the", "{x}", "5", "।", "\n"]), max_size=8))
def test_one_translation_for_each_text_and_no_mark_remains(words):
    texts = [" ".join(words), "the cow", " ".join(reversed(words))]

    results = translate(*texts)

    assert [result.source for result in results] == texts
    for result in results:
        assert not any(map(is_slot, result.target))
        assert result.target.count("बीज") == result.source.count("seed")


def test_a_text_that_the_model_cannot_translate_is_left_alone():
    term = Term(source="மழை", targets=("बारिश",), src_lang="tam_Taml", tgt_lang="hin_Deva")

    (result,) = translate("மழை பெய்கிறது", terms=(term,), src_lang=None)

    assert result.target == "மழை பெய்கிறது"
    assert result.flags == ("untranslated",)
