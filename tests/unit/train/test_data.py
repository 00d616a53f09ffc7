"""All stages of the data together: what is damaged is made again, and training knows its recipe."""

from __future__ import annotations

import shutil
import tomllib

import pytest
from toy_corpus import RECIPE, write_corpus

from indictx.errors import InputError, UsageError
from indictx.train.data import prepare
from indictx.train.pack import check_packs, load_pack, piece_links
from indictx.train.recipe import parse_recipe
from indictx.train.vocab import load_pieces

PAIR = "eng_Latn-hin_Deva"


def recipe(text: str = RECIPE):
    return parse_recipe(tomllib.loads(text))


@pytest.fixture(scope="module")
def done(tmp_path_factory):
    folder = tmp_path_factory.mktemp("data")
    write_corpus(folder / "corpus")
    prepare(recipe(), [folder / "corpus"], folder / "work")
    return folder


@pytest.fixture
def work(done, tmp_path):
    return shutil.copytree(done / "work", tmp_path / "work")


MADE = (
    f"clean/stories/{PAIR}.tsv.gz",
    f"mix/{PAIR}.tsv.gz",
    "vocab/sentencepiece.model",
    f"pack/{PAIR}.npz",
    f"align/{PAIR}.npz",
)


@pytest.mark.parametrize("name", MADE)
@pytest.mark.parametrize("is_empty", [True, False])
def test_a_file_that_is_missing_or_empty_is_made_again(done, work, name, is_empty):
    path = work / name
    path.unlink()
    if is_empty:
        path.touch()

    prepare(recipe(), [done / "corpus"], work)

    assert path.read_bytes() == (done / "work" / name).read_bytes()


@pytest.mark.parametrize("name", MADE[2:])
@pytest.mark.parametrize("content", [None, b"", b"PK half of it"])
def test_a_damaged_file_is_named_with_what_to_do(work, name, content):
    path = work / name
    path.unlink()
    if content is not None:
        path.write_bytes(content)

    def read() -> None:
        load_pieces(work / "vocab")
        load_pack(work / "pack", work / "align", PAIR)
        piece_links(work / "align", [PAIR])

    with pytest.raises(InputError, match=path.name) as raised:
        read()

    assert "run `indictx train data` again" in raised.value.hint


def test_when_all_pairs_are_dropped_the_report_is_named(done, tmp_path):
    text = RECIPE.replace("[vocabulary]", "[filter]\nmin_letters = 999\n[vocabulary]")

    with pytest.raises(UsageError, match="no pair of sentences is left") as raised:
        prepare(recipe(text), [done / "corpus"], tmp_path / "work")

    assert "report.md says why" in raised.value.hint
    assert (tmp_path / "work" / "report.md").is_file()


@pytest.mark.parametrize(
    ("old", "new", "changed"),
    [
        ('"hin_Deva", "ben_Beng"', '"hin_Deva", "tam_Taml"', "data"),
        ("weight = 1.5", "weight = 2", "sources"),
        ("size = 600", "size = 500", "vocabulary"),
        ("min_words = 2", "min_words = 3", "domains"),
        ("[fit]", "[augment]\njoined = 0\n[fit]", "augment"),
    ],
)
def test_data_of_another_recipe_is_refused(done, old, new, changed):
    with pytest.raises(UsageError, match=f"made with another {changed} in the recipe"):
        check_packs(recipe(RECIPE.replace(old, new)), done / "work")


def test_how_the_model_is_trained_and_packaged_may_change(done):
    text = RECIPE.replace("dropout = 0.1", "dropout = 0").replace('title = "Toy"', 'title = "New"')

    check_packs(recipe(text.replace("feed_forward = 64", "feed_forward = 32")), done / "work")


def test_data_that_is_not_there_names_the_command_that_makes_it(tmp_path):
    with pytest.raises(UsageError, match="is not ready"):
        check_packs(recipe(), tmp_path)
