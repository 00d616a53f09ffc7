from __future__ import annotations

import csv
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from toy_corpus import HELD_OUT, RECIPE, write_corpus

from indictx.languages import Pair
from indictx.models.manifest import load_manifest
from indictx.train.clean import fold
from indictx.train.data import prepare
from indictx.train.mix import read_mix
from indictx.train.recipe import load_recipe

torch = pytest.importorskip("torch", reason="training needs the extra: make test-train")
pytest.importorskip("transformers", reason="exporting needs the extra: make test-train")

pytestmark = [
    pytest.mark.slow,
    # What PyTorch and Transformers warn about is not ours to repair.
    pytest.mark.filterwarnings("ignore:::torch"),
    pytest.mark.filterwarnings("ignore:::transformers"),
    pytest.mark.filterwarnings("ignore:::ctranslate2"),
    pytest.mark.filterwarnings("ignore:.*sacremoses.*"),
]


@pytest.fixture(scope="module")
def home(tmp_path_factory) -> Path:
    """A folder with corpus, recipe, and a work folder whose data stages are done."""
    folder = tmp_path_factory.mktemp("train")
    write_corpus(folder / "corpus")
    (folder / "recipe.toml").write_text(RECIPE, encoding="utf-8")
    prepare(load_recipe(folder / "recipe.toml"), [folder / "corpus"], folder / "work")
    return folder


def work_of(home: Path, name: str) -> Path:
    """Return a work folder of its own with the same data."""
    folder = home / name
    for stage in ("vocab", "pack", "align"):
        shutil.copytree(home / "work" / stage, folder / stage)
    return folder


def run(home: Path, work: Path, steps: int, **options):
    from indictx.train.fit import Limits, fit

    limits = Limits(steps=steps, cooldown_s=options.pop("cooldown_s", None))
    return fit(load_recipe(home / "recipe.toml"), work, limits=limits, **options)


def tensors(path: Path) -> dict[str, object]:
    table = torch.load(path, weights_only=True)
    return {
        f"{part}/{name}": table[part][name]
        for part in ("weights", "average", "state")
        for name in table[part]
    }


def test_an_interrupted_run_equals_an_uninterrupted_one_bit_for_bit(home):
    whole, parts = work_of(home, "whole"), work_of(home, "parts")

    run(home, whole, 12)
    for steps in (5, 1, 6):
        run(home, parts, steps)

    first, second = (tensors(folder / "run" / "checkpoint.pt") for folder in (whole, parts))
    assert first.keys() == second.keys()
    assert all(torch.equal(first[name], second[name]) for name in first)
    steps = [
        [
            row["step"]
            for row in csv.DictReader((folder / "run" / "log.csv").read_text().splitlines())
        ]
        for folder in (whole, parts)
    ]
    assert steps[0] == steps[1] == ["5", "10"]


def test_the_first_steps_see_short_sentences_and_resuming_around_them_changes_nothing(
    home, tmp_path
):
    text = RECIPE.replace("[fit]", "[fit]\nshort_pieces = 14\nshort_steps = 6")
    (tmp_path / "recipe.toml").write_text(text, encoding="utf-8")
    whole, parts = work_of(home, "short"), work_of(home, "short-parts")

    run(tmp_path, whole, 12)
    counts = [run(tmp_path, parts, steps).examples for steps in (5, 1, 1, 5)]

    first, second = (tensors(folder / "run" / "checkpoint.pt") for folder in (whole, parts))
    assert all(torch.equal(first[name], second[name]) for name in first)
    # A batch of so many pieces holds more sentences as long as they are short.
    assert counts[1] / 6 > 1.1 * (counts[3] - counts[1]) / 6


def test_another_seed_gives_other_weights(home, tmp_path):
    text = RECIPE.replace("seed = 7", "seed = 8")
    (tmp_path / "recipe.toml").write_text(text, encoding="utf-8")
    first, second = work_of(home, "seed7"), work_of(home, "seed8")

    run(home, first, 1)
    run(tmp_path, second, 1)

    one, other = (tensors(folder / "run" / "checkpoint.pt") for folder in (first, second))
    assert not torch.equal(one["weights/model.shared.weight"], other["weights/model.shared.weight"])


def test_training_lowers_the_loss(home):
    work, rows = work_of(home, "falls"), []

    run(home, work, 60, report=rows.append)

    assert rows[-1].loss < 0.8 * rows[0].loss
    assert rows[-1].guided < rows[0].guided
    assert (work / "run" / "loss.png").read_bytes().startswith(b"\x89PNG")


def test_a_cooldown_leaves_the_run_as_it_was(home):
    work = work_of(home, "cooled")
    run(home, work, 4)
    before = (work / "run" / "checkpoint.pt").read_bytes()

    cooled = run(home, work, 3, cooldown_s=3600)

    assert cooled.step == 7
    assert cooled.branched_at == 4
    assert (work / "run" / "checkpoint.pt").read_bytes() == before
    assert (work / "run" / "cooled.pt").is_file()


def test_a_loss_that_is_not_a_number_stops_the_run_and_keeps_the_checkpoint(home, tmp_path):
    from indictx.errors import EngineError

    work = work_of(home, "broken")
    run(home, work, 2)
    table = torch.load(work / "run" / "checkpoint.pt", weights_only=True)
    table["weights"]["model.shared.weight"].fill_(float("nan"))
    torch.save(table, work / "run" / "checkpoint.pt")
    before = (work / "run" / "checkpoint.pt").read_bytes()

    with pytest.raises(EngineError, match="at step 2"):
        run(home, work, 2)

    assert (work / "run" / "checkpoint.pt").read_bytes() == before


def test_without_data_the_command_that_makes_it_is_named(home, tmp_path):
    from indictx.errors import UsageError

    with pytest.raises(UsageError) as caught:
        run(home, tmp_path / "nothing", 1)

    assert caught.value.hint == "run `indictx train data` first"


def test_a_checkpoint_of_another_shape_is_refused(home, tmp_path):
    from indictx.errors import UsageError

    work = work_of(home, "shape")
    run(home, work, 1)
    text = RECIPE.replace("feed_forward = 64", "feed_forward = 96")
    (tmp_path / "recipe.toml").write_text(text, encoding="utf-8")

    with pytest.raises(UsageError, match="another shape"):
        run(tmp_path, work, 1)


def test_a_run_can_go_on_from_another_on_other_data_with_the_same_pieces(home, tmp_path):
    first = work_of(home, "first")
    run(home, first, 3)
    text = RECIPE.replace("weight = 1.5", "weight = 1")
    (tmp_path / "recipe.toml").write_text(text, encoding="utf-8")
    prepare(
        load_recipe(tmp_path / "recipe.toml"),
        [home / "corpus"],
        tmp_path / "work",
        vocabulary=first / "vocab" / "sentencepiece.model",
    )

    checkpoint = first / "run" / "checkpoint.pt"
    cooled = run(tmp_path, tmp_path / "work", 2, cooldown_s=60, start_from=checkpoint)
    further = run(tmp_path, tmp_path / "work", 2, cooldown_s=60)

    assert (cooled.step, further.step) == (5, 7)
    assert further.cooled_s > cooled.cooled_s > 0
    assert not (tmp_path / "work" / "run" / "checkpoint.pt").exists()


def other_pieces(home, tmp_path):
    """Prepare the same data with fewer pieces; return the work folder."""
    text = RECIPE.replace("size = 600", "size = 360")
    (tmp_path / "recipe.toml").write_text(text, encoding="utf-8")
    prepare(load_recipe(tmp_path / "recipe.toml"), [home / "corpus"], tmp_path / "work")
    return tmp_path / "work"


def test_a_run_can_go_on_from_another_with_other_pieces(home, tmp_path):
    from indictx.train.vocab import load_pieces

    first = work_of(home, "pieces")
    run(home, first, 3)
    work = other_pieces(home, tmp_path)

    further = run(tmp_path, work, 1, start_from=first / "run" / "checkpoint.pt")
    again = run(tmp_path, work, 1)

    assert (further.step, again.step) == (4, 5)
    old, new = load_pieces(first / "vocab"), load_pieces(work / "vocab")
    before = tensors(first / "run" / "checkpoint.pt")["weights/model.shared.weight"]
    after = tensors(work / "run" / "checkpoint.pt")["weights/model.shared.weight"]
    assert len(after) == new.get_piece_size() + 1 != len(before)
    tag = ">>hin_Deva<<"
    moved = after[new.piece_to_id(tag)] - before[old.piece_to_id(tag)]
    assert moved.abs().max() < 0.02  # two updates away, where a row drawn anew would be far


def packaged(home, work, folder, **more) -> Path:
    from indictx.train.export import export_model

    recipe = home / "recipe.toml"
    export_model(load_recipe(recipe), work, folder, recipe_path=recipe, **more)
    return folder


def test_a_packaged_model_gives_back_the_weights_that_went_into_it(home, tmp_path):
    from indictx.train.unpack import load_package

    work = work_of(home, "unpacked")
    run(home, work, 3)
    model = packaged(home, work, tmp_path / "model")

    weights, shape, pieces = load_package(model)

    assert shape == load_recipe(home / "recipe.toml").shape
    trained = torch.load(work / "run" / "checkpoint.pt", weights_only=True)["average"]
    assert weights.keys() == trained.keys()
    trained["model.shared.weight"][-1] = 0  # padding, which every runtime takes for zero
    assert len(trained["final_logits_bias"]) == pieces.get_piece_size() + 1
    for name, weight in weights.items():
        step = trained[name].abs().amax(-1, keepdim=True) / 127 if weight.ndim == 2 else 1e-6
        assert ((weight - trained[name]).abs() <= 0.501 * step).all(), name


def test_a_run_can_go_on_from_a_packaged_model(home, tmp_path):
    from indictx.train.vocab import load_pieces

    first = work_of(home, "published")
    rows, further = [], []
    run(home, first, 60, report=rows.append)
    model = packaged(home, first, tmp_path / "model")

    # With its own pieces, as if it had not been packaged, and with others.
    same = work_of(home, "same-pieces")
    begun = run(home, same, 5, start_from=model, report=further.append)
    resumed = run(home, same, 1, start_from=model)
    other = other_pieces(home, tmp_path)
    run(tmp_path, other, 1, start_from=model)

    assert (begun.step, resumed.step) == (5, 6)
    assert abs(further[0].loss - rows[-1].loss) < 0.3 < rows[0].loss - rows[-1].loss
    rows_of = tensors(other / "run" / "checkpoint.pt")["weights/model.shared.weight"]
    assert len(rows_of) == load_pieces(other / "vocab").get_piece_size() + 1


def test_a_package_may_be_a_mean_of_the_run_and_its_start(home, tmp_path):
    from indictx.train.unpack import load_package

    first, second = work_of(home, "before"), work_of(home, "after")
    run(home, first, 20)
    start = packaged(home, first, tmp_path / "start")
    run(home, second, 20, start_from=start)
    end = packaged(home, second, tmp_path / "end")
    mixing = RECIPE.replace("[export]", "[export]\nstart_share = 0.25")
    (tmp_path / "recipe.toml").write_text(mixing, encoding="utf-8")
    mean = packaged(tmp_path, second, tmp_path / "mean", start_from=start)

    early, late, mixed = (load_package(folder)[0] for folder in (start, end, mean))
    for name, weight in mixed.items():
        if name == "final_logits_bias":
            continue
        expected = 0.25 * early[name] + 0.75 * late[name]
        # Each was rounded to a 127th of the largest of its row.
        step = expected.abs().amax(-1, keepdim=True) / 40 if weight.ndim == 2 else 1e-5
        assert ((weight - expected).abs() <= step).all(), name
    card = (mean / "MODEL_CARD.md").read_text(encoding="utf-8")
    assert "0.75 of them with 0.25 of what the run started from" in card


def test_a_share_needs_its_start(home, tmp_path):
    from indictx.errors import UsageError

    work = work_of(home, "alone")
    run(home, work, 3)
    start = packaged(home, work, tmp_path / "start")
    mixing = RECIPE.replace("[export]", "[export]\nstart_share = 0.25")
    (tmp_path / "recipe.toml").write_text(mixing, encoding="utf-8")

    with pytest.raises(UsageError, match="need each other"):
        packaged(tmp_path, work, tmp_path / "mean")
    with pytest.raises(UsageError, match="need each other"):
        packaged(home, work, tmp_path / "mean", start_from=start)


def test_a_model_of_one_direction_never_writes_what_its_start_could(home, tmp_path):
    from indictx.models.requantize import read_floats
    from indictx.train.vocab import load_pieces

    both = work_of(home, "both-ways")
    run(home, both, 3)
    text = RECIPE.replace("[fit]", '[fit]\ndirections = ["hin_Deva-eng_Latn"]')
    (tmp_path / "recipe.toml").write_text(text, encoding="utf-8")
    one = work_of(home, "one-way")
    run(tmp_path, one, 1, start_from=packaged(home, both, tmp_path / "both"))
    model = packaged(tmp_path, one, tmp_path / "one")

    pieces = load_pieces(one / "vocab")
    names = [pieces.id_to_piece(number) for number in range(pieces.get_piece_size())]
    before, after = (
        read_floats(folder / "model.bin")["decoder/projection/bias"]
        for folder in (tmp_path / "both", model)
    )
    # The danda is a mark that is nobody's alone.
    hindi = [number for number, name in enumerate(names) if re.search("[\u0900-\u0963]", name)]
    assert (before[hindi] > -100).any()
    assert (after[hindi] == -1e4).all()
    assert (after > -100).any()
    assert load_manifest(model).pairs == ("hin_Deva-eng_Latn",)


def test_a_model_never_writes_what_only_examples_too_long_for_the_run_have(home, tmp_path):
    from indictx.models.requantize import read_floats
    from indictx.train.batches import written_pieces
    from indictx.train.pack import load_pack, packed_pairs

    # A run scores the pieces of its own examples alone; others would be written at random.
    work, longest = work_of(home, "short-ones"), 14
    text = RECIPE.replace("[fit]", f"[fit]\nmax_pieces = {longest}")
    (tmp_path / "recipe.toml").write_text(text, encoding="utf-8")
    run(tmp_path, work, 1)
    model = packaged(tmp_path, work, tmp_path / "model")

    packs = [load_pack(work / "pack", None, pair) for pair in packed_pairs(work)]
    scored = written_pieces([pack.up_to(longest) for pack in packs], [])
    others = np.setdiff1d(written_pieces(packs, []), scored)
    bias = read_floats(model / "model.bin")["decoder/projection/bias"]
    assert len(others)
    assert (bias[others] == -1e4).all()
    assert (bias[scored] > -100).any()


def test_a_run_on_little_text_keeps_the_words_of_its_start(home, tmp_path):
    from indictx.models.requantize import read_floats
    from indictx.train.batches import written_pieces
    from indictx.train.pack import load_pack, packed_pairs

    longest = 12
    much = RECIPE.replace("[export]", "[export]\nown_script = true\nown_pieces = 1")
    little = much.replace("[fit]", f"[fit]\nmax_pieces = {longest}")
    homes = []
    for name, text in (("much", much), ("little", little)):
        homes.append(tmp_path / name)
        homes[-1].mkdir()
        (homes[-1] / "recipe.toml").write_text(text, encoding="utf-8")
    first, second = work_of(home, "much-text"), work_of(home, "little-text")
    run(homes[0], first, 3)
    start = packaged(homes[0], first, tmp_path / "start")
    (second / "run").mkdir()
    (second / "run" / "vmap.txt").write_text("of a run that never began", encoding="utf-8")
    run(homes[1], second, 1, start_from=start)
    run(homes[1], second, 1)
    model = packaged(homes[1], second, tmp_path / "model")

    packs = [load_pack(second / "pack", None, pair) for pair in packed_pairs(second)]
    of_start = written_pieces(packs, [])
    others = np.setdiff1d(of_start, written_pieces([pack.up_to(longest) for pack in packs], []))
    early, late = (
        read_floats(folder / "model.bin")["decoder/projection/bias"] for folder in (start, model)
    )
    assert len(others) > 20
    assert ((early > -100) == (late > -100)).all()
    # Scored as well, so that they stand in proportion to what the examples have.
    assert (early[others] != late[others]).all()
    allowed = [
        {
            line.split("\t")[0]: set(line.split("\t")[1].split(" "))
            for line in (folder / "vmap.txt").read_text(encoding="utf-8").splitlines()
        }
        for folder in (start, model)
    ]
    assert allowed[0].keys() == allowed[1].keys()
    assert all(allowed[0][key] <= allowed[1][key] for key in allowed[0])
    # A run that starts from nothing inherits nothing.
    third = work_of(home, "from-nothing")
    shutil.copytree(second / "run", third / "run", ignore=shutil.ignore_patterns("*.pt"))
    run(homes[1], third, 1)
    assert not (third / "run" / "vmap.txt").exists()


def test_a_folder_that_is_no_model_of_ours_is_refused_as_a_start(home, tmp_path):
    from ct2_models import random_spec, save

    from indictx.errors import UsageError

    work = work_of(home, "foreign")
    with pytest.raises(UsageError, match="no model's folder"):
        run(home, work, 1, start_from=tmp_path)

    foreign = save(random_spec(), tmp_path / "foreign", "int8")
    shutil.copyfile(work / "vocab" / "sentencepiece.model", foreign / "sentencepiece.model")
    with pytest.raises(UsageError, match="another kind"):
        run(home, work, 1, start_from=foreign)

    run(home, work, 1)
    model = packaged(home, work, tmp_path / "model")
    text = (home / "recipe.toml").read_text().replace("heads = 2", "heads = 4")
    assert "heads = 4" in text
    (tmp_path / "recipe.toml").write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match="another shape"):
        run(tmp_path, work_of(home, "heads"), 1, start_from=model)


class Pieces:
    """As much of a SentencePiece processor as is asked for; pieces of one letter are bytes."""

    def __init__(self, *pieces: str) -> None:
        self.pieces = pieces

    def get_piece_size(self) -> int:
        return len(self.pieces)

    def id_to_piece(self, number: int) -> str:
        return self.pieces[number]

    def is_byte(self, number: int) -> bool:
        return len(self.pieces[number]) == 1

    def unk_id(self) -> int:
        return 1

    def encode(self, text: str) -> list[int]:
        return [self.pieces.index(one) if one in self.pieces else 1 for one in text]


def test_pieces_that_a_model_does_not_know_start_from_links_or_from_their_spelling():
    from indictx.train.optim import Optimizer
    from indictx.train.recipe import Fit
    from indictx.train.start import carry_over

    old = Pieces("</s>", "<unk>", "a", "b", "▁water", "▁food")
    new = Pieces("</s>", "<unk>", "a", "b", "▁food", "▁pani", "▁ab", "▁water", "▁khana")
    rows = torch.zeros(7, 8)
    rows[4, 0], rows[5, 1], rows[2, 2], rows[3, 3], rows[6, 4] = 100, 100, 100, 100, 7
    bias = torch.arange(7.0)
    weights = {"model.shared.weight": rows, "final_logits_bias": bias}
    optimizer = Optimizer(Fit(), weights)
    for moments in optimizer.state.values():
        moments += 1
    links = (np.array([5, 4, 5]), np.array([7, 8, 4]), np.array([30, 9, 10]))

    kept = carry_over(optimizer, old, new, links, seed=1)

    table, moved = optimizer.weights["model.shared.weight"], optimizer.weights["final_logits_bias"]
    assert (kept, table.shape, moved.shape) == (7, (10, 8), (10,))
    assert torch.equal(table[[4, 7, 9]], rows[[5, 4, 6]])
    near = 75 * torch.eye(8)[0] + 25 * torch.eye(8)[1]
    # Apart from one another, and nearer to what they come from than to anything else.
    assert 0 < (table[5] - near).norm() < 60
    assert 0 < (table[6] - (rows[2] + rows[3]) / 2).norm() < 60
    assert 0 < (table[8] - rows[5]).norm() < 60
    assert moved.tolist() == pytest.approx([0, 1, 2, 3, 5, 4.25, 2.5, 4, 5, 6])
    first = optimizer.state["model.shared.weight.m"]
    assert first.sum(1).tolist() == [8, 8, 8, 8, 8, 0, 0, 8, 0, 8]
    assert torch.equal(optimizer.average["final_logits_bias"], moved)


def test_pieces_of_a_checkpoint_that_was_moved_away_from_them_are_missed(home, tmp_path):
    from indictx.errors import UsageError

    run(home, work_of(home, "moved"), 1)
    work = other_pieces(home, tmp_path)
    moved = tmp_path / "elsewhere" / "run" / "checkpoint.pt"
    moved.parent.mkdir(parents=True)
    moved.write_bytes((home / "moved" / "run" / "checkpoint.pt").read_bytes())

    with pytest.raises(UsageError, match="are not in"):
        run(tmp_path, work, 1, start_from=moved)
    assert not (work / "run").exists()


def test_a_run_does_not_go_on_when_its_pieces_changed(home, tmp_path):
    from indictx.errors import UsageError

    run(home, work_of(home, "changed"), 1)
    work = other_pieces(home, tmp_path)
    (work / "run").mkdir()
    own = work / "run" / "checkpoint.pt"
    own.write_bytes((home / "changed" / "run" / "checkpoint.pt").read_bytes())

    with pytest.raises(UsageError, match="other pieces"):
        run(tmp_path, work, 1)


def test_a_run_can_begin_with_some_pairs_and_go_on_with_more(home, tmp_path):
    work = work_of(home, "more")
    text = RECIPE.replace("[fit]", '[fit]\npairs = ["hin_Deva-eng_Latn"]\nmax_pieces = 40')
    (tmp_path / "recipe.toml").write_text(text, encoding="utf-8")

    first = run(tmp_path, work, 3)
    unseen = tensors(work / "run" / "checkpoint.pt")["weights/final_logits_bias"] == 0
    second = run(home, work, 3)
    still = tensors(work / "run" / "checkpoint.pt")["weights/final_logits_bias"] == 0

    assert (first.step, second.step) == (3, 6)
    # Pieces of Bengali alone are not scored until it is trained on.
    assert unseen.sum() > still.sum()
    assert (unseen | ~still).all()


def test_our_model_computes_what_transformers_computes(home):
    import transformers

    from indictx.train.export import write_marian
    from indictx.train.model import BIAS, EMBEDDING, hidden_states, initial_weights
    from indictx.train.vocab import load_pieces

    shape, pieces = load_recipe(home / "recipe.toml").shape, load_pieces(home / "work" / "vocab")
    size = pieces.get_piece_size() + 1
    weights = initial_weights(shape, size, seed=3)
    generator = torch.Generator().manual_seed(4)
    for name in weights:
        if name.endswith("bias"):
            weights[name].normal_(generator=generator)
    write_marian(weights, shape, pieces, home / "work/vocab/sentencepiece.model", home / "marian")
    marian = transformers.MarianMTModel.from_pretrained(home / "marian").eval()
    source = torch.randint(2, size - 1, (3, 7), generator=generator)
    source[0, 5:] = size - 1
    target = torch.randint(2, size - 1, (3, 6), generator=generator)

    ours = (
        hidden_states(weights, shape, source, target).states @ weights[EMBEDDING].T + weights[BIAS]
    )
    start = torch.full_like(target[:, :1], size - 1)
    shifted = torch.cat([start, target[:, :-1]], dim=1)
    theirs = marian(
        input_ids=source, attention_mask=(source != size - 1).long(), decoder_input_ids=shifted
    ).logits

    assert torch.allclose(ours, theirs, atol=1e-5)


def test_the_converted_model_writes_what_transformers_writes(home, tmp_path):
    import ctranslate2
    import transformers

    from indictx.train.export import Trial, export_model

    work, recipe = work_of(home, "same"), tmp_path / "recipe.toml"
    text = RECIPE.replace("dropout = 0.1", "guided = 1.0").replace(
        "[export]", '[export]\nweights = "last"'
    )
    recipe.write_text(text, encoding="utf-8")
    (tmp_path / "tests").mkdir()
    sources = ["Sita brings milk.", "The boy takes a book.", "Mohan gives water."]
    for code in ("eng_Latn", "hin_Deva"):
        text = "".join(f"{line}\n" for line in sources)
        (tmp_path / "tests" / f"{code}.txt").write_text(text, encoding="utf-8")
    run(tmp_path, work, 150)
    trial = Trial(testset=str(tmp_path / "tests"), exact=True)
    export_model(load_recipe(recipe), work, tmp_path / "model", recipe_path=recipe, trial=trial)

    exported = work / "export"
    tokenizer = transformers.MarianTokenizer.from_pretrained(exported / "marian")
    marian = transformers.MarianMTModel.from_pretrained(exported / "marian").eval()
    engine = ctranslate2.Translator(str(exported / "float32"), compute_type="float32")
    for source in sources:
        ids = tokenizer(f">>hin_Deva<< >>eng_Latn<< <general> {source}").input_ids
        written = marian.generate(torch.tensor([ids]), num_beams=1, max_new_tokens=30)[0, 1:]
        pieces = tokenizer.convert_ids_to_tokens(ids)
        (result,) = engine.translate_batch([pieces], beam_size=1, max_decoding_length=30)
        theirs = tokenizer.convert_ids_to_tokens(written, skip_special_tokens=True)
        # At the limit, Transformers writes the end in place of the last piece.
        assert result.hypotheses[0][:29] == theirs[:29]
        assert len(set(theirs)) > 3


@pytest.mark.parametrize("smoothing", [0.0, 0.1])
def test_gradients_written_out_are_those_of_autograd(smoothing):
    from indictx.train.model import output_loss

    generator = torch.Generator().manual_seed(1)
    states = torch.randn(900, 8, generator=generator, requires_grad=True)
    table = torch.randn(30, 8, generator=generator, requires_grad=True)
    bias = torch.randn(30, generator=generator, requires_grad=True)
    gold = torch.randint(0, 30, (900,), generator=generator)

    loss, *found = output_loss(
        states.detach(), table.detach(), bias.detach(), gold, smoothing=smoothing
    )
    scores = states @ table.T + bias
    torch.nn.functional.cross_entropy(scores, gold, label_smoothing=smoothing).backward()

    assert loss == pytest.approx(torch.nn.functional.cross_entropy(scores, gold).item(), rel=1e-5)
    for one, other in zip(found, (states, table, bias), strict=True):
        assert torch.allclose(one, other.grad, atol=1e-6)


def test_aligned_pieces_start_close_to_each_other(tmp_path):
    from indictx.train.start import aligned_embeddings

    # Pieces 20 to 39 of one language and 40 to 59 of the other are linked one to one.
    first, second = np.arange(20, 40), np.arange(40, 60)
    np.savez(
        tmp_path / "eng_Latn-hin_Deva.npz",
        first=first,
        second=second,
        counts=np.full(20, 50.0, np.float32),
    )
    generator = torch.Generator().manual_seed(2)
    table = torch.empty(80, 32).normal_(std=32**-0.5, generator=generator)
    before = table.clone()

    changed = aligned_embeddings(table, tmp_path, ["eng_Latn-hin_Deva"], first_piece=10, seed=1)

    near = torch.nn.functional.cosine_similarity
    assert changed == 40
    assert near(table[20:40], table[40:60]).mean() > 0.5
    assert near(table[20:40], table[41:61]).mean().abs() < 0.2
    assert torch.equal(table[:20], before[:20])
    assert torch.equal(table[60:], before[60:])


def test_the_command_line_goes_from_corpora_to_a_model_that_translates(home, tmp_path):
    def indictx(*arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "indictx", *arguments], capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    recipe, work, model = home / "recipe.toml", tmp_path / "work", tmp_path / "model"
    (tmp_path / "tests").mkdir()
    for code, text in (("eng_Latn", "Sita brings milk.\n"), ("hin_Deva", "सीता दूध लाती है।\n")):
        (tmp_path / "tests" / f"{code}.txt").write_text(text, encoding="utf-8")

    indictx("train", "data", str(recipe), "--corpus", str(home / "corpus"), "--work", str(work))
    indictx("train", "run", str(recipe), "--work", str(work), "--steps", "10")
    out = indictx(
        *("train", "export", str(recipe), "--work", str(work), "-o", str(model)),
        *("--testset", str(tmp_path / "tests"), "--exact"),
    )
    lines = indictx(
        *("translate", "--model", str(model), "--from", "en", "--to", "hi", "Sita brings milk.")
    )

    assert out == f"{model}\n"
    assert lines.count("\n") == 1
    manifest = load_manifest(model)
    assert manifest.serves("ben_Beng-eng_Latn")
    assert manifest.licence == "CC0-1.0"
    assert (manifest.title, manifest.caution, manifest.rank) == ("Toy", 'read "with" care', 3)
    assert {file.path for file in manifest.files} == {
        *("model.bin", "config.json", "shared_vocabulary.json"),
        *("sentencepiece.model", "vmap.txt"),
    }
    results = json.loads((model / "results" / "scores.json").read_text(encoding="utf-8"))["results"]
    systems = {result["system"] for result in results}
    assert systems == {"int8", "float32", "int8 without vmap", "reference"}
    card = (model / "MODEL_CARD.md").read_text(encoding="utf-8")
    for text in ("stories", "CC-BY-4.0", "chrF2++", "Bengali", "10"):
        assert text in card
    assert (model / "recipe.toml").read_text(encoding="utf-8") == RECIPE


def test_what_was_written_by_hand_in_a_card_is_kept(home, tmp_path):
    from indictx.errors import UsageError
    from indictx.train.card import MARKER
    from indictx.train.export import export_model

    work, recipe = work_of(home, "card"), home / "recipe.toml"
    run(home, work, 1)
    export_model(load_recipe(recipe), work, tmp_path / "model", recipe_path=recipe)
    card = tmp_path / "model" / "MODEL_CARD.md"
    above = card.read_text(encoding="utf-8").partition(MARKER)[0]
    card.write_text(f"old{MARKER}\nRead by a speaker.\n", encoding="utf-8")

    with pytest.raises(UsageError, match="holds a model"):
        export_model(load_recipe(recipe), work, tmp_path / "model", recipe_path=recipe)
    export_model(load_recipe(recipe), work, tmp_path / "model", recipe_path=recipe, force=True)

    assert card.read_text(encoding="utf-8") == f"{above}{MARKER}\n\nRead by a speaker.\n"


def exported(home, work, folder, **options) -> list[str]:
    """Package a model; return what was reported."""
    from indictx.train.export import export_model

    recipe, lines = home / "recipe.toml", []
    options.setdefault("recipe_path", recipe)
    export_model(load_recipe(recipe), work, folder, report=lines.append, **options)
    return lines


def test_a_model_that_is_replaced_leaves_no_scores_behind(home, tmp_path):
    from indictx.train.vocab import load_pieces

    work, model = work_of(home, "rescored"), tmp_path / "model"
    run(home, work, 1)
    exported(home, work, model)
    (model / "results").mkdir()
    for name in ("scores.json", "scores.md", "everyday.json"):
        (model / "results" / name).write_text("of the first model", encoding="utf-8")

    lines = exported(home, work, model, force=True)

    assert [path.name for path in (model / "results").iterdir()] == ["everyday.json"]
    assert "results/ still has everyday.json, of the model before" in lines
    size = load_pieces(work / "vocab").get_piece_size()
    assert f"| Pieces | {size}, one" in (model / "MODEL_CARD.md").read_text(encoding="utf-8")


def test_the_newest_checkpoint_is_the_cooled_one_until_the_run_goes_on(home, tmp_path):
    from indictx.train.checkpoint import newest

    work = work_of(home, "newest")
    run(home, work, 2)
    run(home, work, 5, cooldown_s=3600)
    assert newest(work / "run").name == "cooled.pt"

    # Fewer steps than the cooldown made, but later ones.
    run(home, work, 1)

    assert newest(work / "run").name == "checkpoint.pt"
    assert exported(home, work, tmp_path / "model")[0].startswith("cooled.pt is left aside")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("[export]", '[export]\npairs = ["hin_Deva-ben_Beng"]', "hin_Deva-ben_Beng, not trained"),
        ("width = 32", "width = 64", "another shape than the recipe"),
        ("size = 600", "size = 500", "another vocabulary in the recipe"),
        ('"eng_Latn", "hin_Deva", "ben_Beng"', '"eng_Latn", "hin_Deva"', "another data in"),
    ],
)
def test_a_recipe_that_did_not_make_the_model_is_refused(home, tmp_path, old, new, message):
    from indictx.errors import UsageError

    work = home / "one-step"
    if not work.exists():
        run(home, work_of(home, "one-step"), 1)
    (tmp_path / "recipe.toml").write_text(RECIPE.replace(old, new), encoding="utf-8")

    with pytest.raises(UsageError, match=message):
        exported(tmp_path, work, tmp_path / "model")

    assert not (tmp_path / "model").exists()


def test_a_test_set_that_is_not_there_is_noticed_before_packaging(home, tmp_path):
    from indictx.errors import InputError
    from indictx.train.export import Trial

    with pytest.raises(InputError, match="no test set 'nosuch'"):
        exported(home, home / "work", tmp_path / "model", trial=Trial(testset="nosuch"))


def test_a_start_that_is_not_there_is_refused_and_one_that_is_not_used_is_told(home, tmp_path):
    from indictx.errors import InputError, UsageError

    work, notes = work_of(home, "started"), []
    with pytest.raises(UsageError, match=r"nothing is at .*nosuch"):
        run(home, work, 1, start_from=tmp_path / "nosuch", note=notes.append)
    (tmp_path / "start.csv").write_text("step,loss\n1,2\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"start\.csv is no checkpoint"):
        run(home, work, 1, start_from=tmp_path / "start.csv", note=notes.append)
    run(home, work, 1, note=notes.append)
    assert notes == []

    run(home, work, 1, start_from=tmp_path / "start.csv", note=notes.append)

    assert notes == [
        f"going on from step 1 of the run in {work}, not from {tmp_path / 'start.csv'}"
    ]


@pytest.mark.skipif(torch.cuda.is_available(), reason="there is a GPU")
def test_a_device_that_is_not_there_is_refused(home):
    from indictx.errors import UsageError

    with pytest.raises(UsageError, match="finds no GPU"):
        run(home, home / "work", 1, device="cuda")


def test_no_held_out_sentence_survives(home):
    work = home / "work"
    texts = {
        fold(text)
        for path in sorted((work / "mix").glob("*.tsv.gz"))
        for mixed in read_mix(work / "mix", path.name.partition(".")[0])
        for text in (mixed.row.first, mixed.row.second)
    }

    assert texts
    assert fold(HELD_OUT) not in texts
    assert fold("Ram sees a book.") not in texts  # the id j3 of the joined source
    assert str(Pair.parse("en-hi")) == "eng_Latn-hin_Deva"
