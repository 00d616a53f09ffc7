"""The model that comes with the package: the same translation whatever the circumstances."""

from __future__ import annotations

import pytest
from tiny_model import SENTENCES

from indictx.models.manifest import load_manifest
from indictx.models.store import DEFAULT_MODEL, bundled_folders
from indictx.models.verify import bad_files
from indictx.pipeline.options import TranslateOptions
from indictx.pipeline.translator import Translator

pytestmark = pytest.mark.model

ENGLISH = [*SENTENCES[:15], "Rain.", "", "  Wait here,  {name}!  ", "It is 7:30, and 5 of us wait."]
ENGLISH += [f"{first} {second}" for first, second in zip(ENGLISH[:6], ENGLISH[6:12], strict=True)]


def translated(texts, *, threads=1, **options):
    with Translator.load(options=TranslateOptions(**options), threads=threads) as translator:
        return list(translator.translate(texts, src_lang="en", tgt_lang="hi"))


@pytest.fixture(scope="module")
def alone():
    """Each sentence translated with no other near it."""
    return {
        beam_size: translated(ENGLISH, window=1, beam_size=beam_size, scores=True)
        for beam_size in (1, 4)
    }


def test_the_bundled_model_is_whole():
    (folder,) = [folder for folder in bundled_folders() if folder.name == DEFAULT_MODEL]

    assert list(bad_files(load_manifest(folder))) == []


@pytest.mark.slow
@pytest.mark.parametrize("beam_size", [1, 4], ids=["greedy", "beam"])
@pytest.mark.parametrize(
    ("window", "batch_pieces", "threads"),
    [(2, 64, 1), (7, 2048, 2), (2048, 2048, 1), (2048, 64, 2)],
)
def test_neighbors_batches_and_threads_change_nothing(
    alone, beam_size, window, batch_pieces, threads
):
    together = translated(
        ENGLISH,
        threads=threads,
        beam_size=beam_size,
        window=window,
        batch_pieces=batch_pieces,
        scores=True,
    )

    for got, wanted in zip(together, alone[beam_size], strict=True):
        assert (got.target, got.flags, got.repairs) == (wanted.target, wanted.flags, wanted.repairs)
        assert got.score == pytest.approx(wanted.score, abs=1e-4)


@pytest.mark.slow
def test_order_changes_nothing(alone):
    backwards = translated(ENGLISH[::-1], beam_size=1, scores=True)[::-1]

    assert [one.target for one in backwards] == [one.target for one in alone[1]]


def test_slots_and_white_space_come_through():
    (result,) = translated(["  Wait here,  {name}!  "])

    assert result.target.startswith("  ")
    assert result.target.endswith("  ")
    assert "{name}" in result.target or "slots" in result.flags
