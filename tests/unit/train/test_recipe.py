from __future__ import annotations

import tomllib

import pytest
from toy_corpus import RECIPE

from indictx.errors import InputError, UnknownLanguageError, UsageError
from indictx.train.recipe import Fit, load_recipe, parse_recipe


def recipe(**changes: str):
    text = RECIPE
    for old, new in changes.items():
        text = text.replace(f"{old} = ", f"{new} = ")
    return parse_recipe(tomllib.loads(text))


def parsed(text: str):
    return parse_recipe(tomllib.loads(text))


def test_a_recipe_holds_what_its_file_says():
    found = recipe()

    assert found.name == "toy"
    assert [source.name for source in found.sources] == ["stories", "joined", "strings"]
    assert found.sources[0].weight == 1.5
    assert found.sources[1].hold_out_ids == ("j3",)
    assert found.domain("ui").min_words == 2


def test_what_a_recipe_leaves_out_is_the_default():
    assert recipe().fit.smoothing == Fit().smoothing
    assert recipe().domain("scripture").weight == 1.0


def test_a_whole_number_is_accepted_for_a_fraction():
    assert parsed(RECIPE.replace("weight = 1.5", "weight = 2")).sources[0].weight == 2.0


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("batch_pieces", "batch_peices", "unknown recipe key: 'fit.batch_peices'"),
        ('name = "stories"', 'nam = "stories"', "unknown recipe key: 'sources\\[0\\].nam'"),
        ("width = 32", 'width = "32"', "'shape.width' is '32', expected int"),
        ("width = 32", "width = true", "'shape.width' is True, expected int"),
        ("width = 32", "width = 33", "heads divide it"),
        ('domain = "ui"', 'domain = "web"', "unknown domain: 'web'"),
        ('precision = "fp32"', 'precision = "fp8"', "fit.precision"),
        ('version = "0.1"', "", "'version' is missing"),
        ("size = 600", "size = 70000", "over 65535"),
        ('held_out = ["held-out"]', 'held_out = "held-out"', "expected a list"),
        ("size = 600", 'size = 600\ntags = ["hin_Deva"]', "lacks ben_Beng, eng_Latn"),
        ('"hin_Deva", ', '"hi", ', "recipe names 'hi'"),
    ],
)
def test_a_wrong_key_or_value_is_named(old, new, message):
    with pytest.raises(UsageError, match=message):
        parsed(RECIPE.replace(old, new))


def test_a_misspelt_key_suggests_the_right_one():
    with pytest.raises(UsageError) as caught:
        parsed(RECIPE.replace("batch_pieces", "batch_peices"))

    assert caught.value.hint == "did you mean 'batch_pieces'?"


def test_an_unknown_language_is_named():
    with pytest.raises(UnknownLanguageError, match="xyz_Latn"):
        parsed(RECIPE.replace('"hin_Deva", ', '"xyz_Latn", '))


def test_a_file_that_is_missing_or_no_toml_is_an_input_error(tmp_path):
    with pytest.raises(InputError, match="cannot be read"):
        load_recipe(tmp_path / "none.toml")
    (tmp_path / "bad.toml").write_text("name = ", encoding="utf-8")
    with pytest.raises(InputError, match="is not TOML"):
        load_recipe(tmp_path / "bad.toml")


@pytest.mark.parametrize(
    ("pair", "used"),
    [
        ("eng_Latn-hin_Deva", True),
        ("hin_Deva-eng_Latn", True),
        ("ben_Beng-hin_Deva", False),
        ("eng_Latn-tam_Taml", False),
        ("eng_Latn-eng_Latn", False),
    ],
)
def test_pairs_without_a_hub_or_of_other_languages_are_not_used(pair, used):
    found = recipe()

    assert found.uses(pair, found.sources[0]) is used


def test_pairs_can_be_named_in_either_order():
    found = parsed(RECIPE.replace("slot_share", 'pairs = ["hin_Deva-eng_Latn"]\nslot_share'))

    assert found.uses("eng_Latn-hin_Deva", found.sources[0])
    assert not found.uses("eng_Latn-ben_Beng", found.sources[0])
