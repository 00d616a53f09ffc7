"""The model that comes with the package: the same translation whatever the circumstances."""

from __future__ import annotations

import re
import shutil

import pytest
from tiny_model import SENTENCES

from indictx.models.manifest import MANIFEST_NAME, load_manifest
from indictx.models.store import DEFAULT_MODEL, bundled_folders
from indictx.models.verify import bad_files
from indictx.pipeline.options import TranslateOptions
from indictx.pipeline.translator import Translator

pytestmark = pytest.mark.model

ENGLISH = [*SENTENCES[:15], "Rain.", "", "  Wait here,  {name}!  ", "It is 7:30, and 5 of us wait."]
ENGLISH += [f"{first} {second}" for first, second in zip(ENGLISH[:6], ENGLISH[6:12], strict=True)]

# Where the model is unsure, its beams disagree about how long the translation is.
HARD = [
    "Scientists announced that a protein in the bark of this tree slows the growth of tumors.",
    "The referee halted the match twice while stewards cleared protesters from the pitch.",
    "Ancient potters glazed their jars with crushed shells, ash and powdered copper.",
    "Several satellites drifted out of orbit after the storm disturbed the upper atmosphere.",
    "Her latest exhibition blends embroidery, sculpture and forgotten photographs.",
    "Investors shrugged off the warning, and shares of the shipping firm rallied.",
]


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


def test_more_patience_finds_better_hypotheses_never_worse_ones(tmp_path):
    """A patient search goes on where a hasty one ends, with the same beams until then."""
    (folder,) = [folder for folder in bundled_folders() if folder.name == DEFAULT_MODEL]
    shutil.copytree(folder, tmp_path / "m")
    path = tmp_path / "m" / MANIFEST_NAME

    def scores(patience):
        text = re.sub("(?m)^patience = .*", f"patience = {patience}", path.read_text("utf-8"))
        path.write_text(text, encoding="utf-8")
        options = TranslateOptions(scores=True, retry=False)
        with Translator.load(str(tmp_path / "m"), options=options, threads=1) as translator:
            results = translator.translate(HARD, src_lang="en", tgt_lang="hi")
            return [result.score for result in results]

    pairs = list(zip(scores(1), scores(3), strict=True))

    assert all(patient >= hasty - 1e-4 for hasty, patient in pairs)
    assert any(patient > hasty + 1e-3 for hasty, patient in pairs)


def test_slots_and_white_space_come_through():
    (result,) = translated(["  Wait here,  {name}!  "])

    assert result.target.startswith("  ")
    assert result.target.endswith("  ")
    assert "{name}" in result.target or "slots" in result.flags


def test_acronyms_are_spelt_and_read_back():
    with Translator.load() as translator:
        (there,) = translator.translate(["The BDO office is closed."], src_lang="en", tgt_lang="hi")
        (back,) = translator.translate(["बीडीओ का दफ़्तर बंद है।"], src_lang="hi", tgt_lang="en")
        (alone,) = translator.translate(["GST"], src_lang="en", tgt_lang="hi")
        (stays,) = translator.translate(["जीएसटी लगता है।"], src_lang="hi", tgt_lang="bho")

    assert "बीडीओ" in there.target
    assert "BDO" in back.target
    assert back.repairs[:1] == ("acronyms",)
    assert alone.target == "जीएसटी"
    assert not re.search("[A-Z]", stays.target)


@pytest.mark.parametrize("date", ["May 3rd, 1990", "the 3rd of May, 1990", "3 May 1990"])
def test_dates_come_out_in_order(date):
    (result,) = translated([f"Bring the papers on {date}."])

    assert "3 मई 1990" in result.target
