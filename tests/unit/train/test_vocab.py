"""Pieces of an earlier run are used again, if they fit the recipe."""

from __future__ import annotations

import tomllib

import pytest
from tiny_model import train_sentencepiece
from toy_corpus import RECIPE, write_corpus

from indictx.errors import InputError, UsageError
from indictx.models.verify import sha256
from indictx.train.data import prepare
from indictx.train.recipe import parse_recipe
from indictx.train.stages import read_mark
from indictx.train.vocab import MODEL, make_vocabulary

MORE = RECIPE.replace('"ben_Beng"]', '"ben_Beng", "tam_Taml"]')


def recipe(text: str = RECIPE):
    return parse_recipe(tomllib.loads(text))


@pytest.fixture(scope="module")
def work(tmp_path_factory):
    folder = tmp_path_factory.mktemp("vocab")
    write_corpus(folder / "corpus")
    prepare(recipe(), [folder / "corpus"], folder / "work")
    return folder / "work"


def test_pieces_of_an_earlier_run_are_taken_as_they_are(work, tmp_path):
    earlier = work / "vocab" / MODEL

    make_vocabulary(recipe(), work / "mix", tmp_path / "vocab", reuse=earlier)

    assert (tmp_path / "vocab" / MODEL).read_bytes() == earlier.read_bytes()
    assert read_mark(tmp_path / "vocab")["pieces"] == sha256(earlier)[:16]


def test_pieces_with_other_ids_for_end_and_unknown_are_refused(work, tmp_path):
    train_sentencepiece(tmp_path / "other.model")

    with pytest.raises(UsageError, match="has other ids than </s> = 0 and <unk> = 1"):
        make_vocabulary(recipe(), work / "mix", tmp_path / "vocab", reuse=tmp_path / "other.model")

    assert not (tmp_path / "vocab" / "done.json").exists()


def test_pieces_that_lack_the_tag_of_a_language_are_refused(work, tmp_path):
    with pytest.raises(UsageError, match="lacks >>tam_Taml<<") as raised:
        make_vocabulary(
            recipe(MORE), work / "mix", tmp_path / "vocab", reuse=work / "vocab" / MODEL
        )

    assert raised.value.hint == "train new pieces"


def test_refused_pieces_are_refused_again_the_next_time(work, tmp_path):
    for _ in range(2):
        with pytest.raises(UsageError):
            make_vocabulary(
                recipe(MORE), work / "mix", tmp_path / "vocab", reuse=work / "vocab" / MODEL
            )


@pytest.mark.parametrize("content", [b"", b"name = 'toy'\n", None], ids=["empty", "text", "none"])
def test_a_file_that_holds_no_pieces_is_refused(work, tmp_path, content):
    earlier = tmp_path / "recipe.toml"
    if content is not None:
        earlier.write_bytes(content)

    with pytest.raises(InputError, match=r"recipe\.toml") as raised:
        make_vocabulary(recipe(), work / "mix", tmp_path / "vocab", reuse=earlier)

    assert raised.value.hint == "give the sentencepiece.model of an earlier run"
    assert not (tmp_path / "vocab").exists()


def test_too_few_pieces_for_all_tags_slots_and_bytes_are_an_error_of_the_recipe(work, tmp_path):
    with pytest.raises(UsageError, match=r"'vocabulary\.size' = 10; .* size is smaller"):
        make_vocabulary(
            recipe(RECIPE.replace("size = 600", "size = 10")), work / "mix", tmp_path / "vocab"
        )
