from __future__ import annotations

import dataclasses
import tomllib
import typing

import pytest
from toy_corpus import RECIPE

from indictx.errors import InputError, UnknownLanguageError, UsageError
from indictx.train.recipe import Fit, Recipe, load_recipe, parse_recipe

SECTIONS = ("data", "filter", "vocabulary", "augment", "shape", "fit", "export")


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
        ("size = 600", "size = 70000", "'vocabulary.size' is 70000, expected 1 to 65535"),
        ('held_out = ["held-out"]', 'held_out = "held-out"', "expected a list"),
        ("size = 600", 'size = 600\ntags = ["hin_Deva"]', "lacks ben_Beng, eng_Latn"),
        ('"hin_Deva", ', '"hi", ', "recipe names 'hi'"),
        ('"hin_Deva", ', '"eng_Latn", ', "'data.languages' names a language twice"),
        ('name = "toy"', 'name = "toy/model"', "'name' is 'toy/model', which cannot name"),
        ('version = "0.1"', 'version = "0 1"', "'version' is '0 1', which cannot name"),
        ("[export]", '[export]\npairs = ["eng_Latn-tam_Taml"]', "'data.languages' not both"),
        ("positions = 128", "positions = 127", "is 128, more than 'shape.positions', 127"),
        ("seed = 7", "seed = -1", "'seed' is -1, expected 0 to 1000000000000"),
        ("weight = 1.5", "weight = nan", "'sources\\[0\\].weight' is nan, expected a finite"),
        ("weight = 1.5", "weight = inf", "'sources\\[0\\].weight' is inf, expected a finite"),
        ("weight = 1.5", "weight = -2", "'sources\\[0\\].weight' is -2.0, expected at least 0"),
        ("weight = 0.5", "caps = { a-b = -1 }", "'domains.ui.caps.a-b' is -1, expected at least"),
    ],
)
def test_a_wrong_key_or_value_is_named(old, new, message):
    with pytest.raises(UsageError, match=message):
        parsed(RECIPE.replace(old, new))


@pytest.mark.parametrize(
    ("section", "key", "value"),
    [
        ("data", "slot_share", "5"),
        ("filter", "length_ratio", "0.5"),
        ("vocabulary", "size", "-1"),
        ("vocabulary", "coverage", "2"),
        ("augment", "joined", "3"),
        ("shape", "width", "0"),
        ("shape", "heads", "0"),
        ("shape", "decoder_layers", "0"),
        ("fit", "steps", "-3"),
        ("fit", "matrix_rate", "-5"),
        ("fit", "batch_pieces", "0"),
        ("fit", "temperature", "0"),
        ("fit", "log_steps", "0"),
        ("fit", "average_every", "0"),
        ("fit", "dropout", "1.5"),
        ("export", "beam_size", "0"),
        ("export", "max_source_pieces", "1"),
    ],
)
def test_a_number_out_of_range_is_refused_and_its_key_named(section, key, value):
    table = tomllib.loads(RECIPE)
    table.setdefault(section, {})[key] = tomllib.loads(f"x = {value}")["x"]

    with pytest.raises(UsageError, match=f"'{section}.{key}' is {value}"):
        parse_recipe(table)


@pytest.mark.parametrize("kind", [Recipe, *(type(getattr(recipe(), each)) for each in SECTIONS)])
def test_every_default_is_in_its_range(kind):
    hints = typing.get_type_hints(kind, include_extras=True)
    for each in dataclasses.fields(kind):
        if typing.get_origin(hints[each.name]) is typing.Annotated:
            assert each.default in hints[each.name].__metadata__[0], each.name


@pytest.mark.parametrize(
    "name", ["/corpora/stories", "../stories", "a/../../b", "", ".", "C:\\\\x"]
)
def test_a_source_is_a_folder_below_a_corpus_folder(name):
    with pytest.raises(UsageError, match=r"'sources\[0\].name' is .* not below"):
        parsed(RECIPE.replace('name = "stories"', f'name = "{name}"'))


def test_a_source_may_lie_deeper_in_a_corpus_folder():
    assert parsed(RECIPE.replace('"stories"', '"tales/..two"')).sources[0].name == "tales/..two"


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
