from __future__ import annotations

import json
import zipfile
from itertools import islice
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tiny_model import SENTENCES

pytest.importorskip("benchmarks.peers", reason="benchmarks are not installed")

from benchmarks import measure, processes, publish, report, scale
from benchmarks.__main__ import parser, read
from benchmarks.children import ROOT
from benchmarks.peers import argos, compare, marian
from benchmarks.peers.protocol import Shop, joined, request
from indictx.languages import Pair
from indictx.models.requantize import dequantize, read_floats
from indictx.models.schema import DecodeDefaults
from indictx.pipeline.units import plan_line
from indictx.text.protect import DEFAULT
from indictx.train.restrict import of_script, write_vmap

PAIR = Pair.parse("eng_Latn-hin_Deva")


def quantized(rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    largest = np.abs(rows).max(axis=1)
    scales = (127 / np.where(largest == 0, 127, largest)).astype(np.float32)
    return np.rint(rows * scales[:, None]).astype(np.int8), scales


@given(st.integers(0, 2**32 - 1), st.floats(1e-3, 1e3))
def test_dequantized_weights_quantize_to_the_same_numbers(seed, size):
    numbers, scales = quantized(
        (np.random.default_rng(seed).standard_normal((5, 7)) * size).astype(np.float32)
    )

    again, _ = quantized(dequantize(numbers, scales))

    assert np.array_equal(again, numbers)


@given(st.integers(0, 2**32 - 1))
def test_a_weight_is_off_by_half_a_step_at_most(seed):
    rows = np.random.default_rng(seed).standard_normal((5, 7)).astype(np.float32)

    numbers, scales = quantized(rows)

    assert np.all(np.abs(dequantize(numbers, scales) - rows) <= 0.501 / scales[:, None])


def test_weights_of_a_model_are_floats_without_scales(tiny_folder):
    found = read_floats(tiny_folder / "model.bin")

    matrix = found["encoder/layer_0/ffn/linear_0/weight"]
    assert matrix.dtype == np.float32
    assert matrix.shape == (64, 16)
    assert not any(name.endswith("_scale") for name in found)


def test_queries_keys_and_values_are_matrices_of_their_own(tiny_folder):
    found = read_floats(tiny_folder / "model.bin")
    count = len(found["decoder/embeddings/weight"])

    state = marian.state_dict(found)

    for side, theirs, ours in (
        ("encoder", "self_attention", "self_attn"),
        ("decoder", "attention", "encoder_attn"),
    ):
        place = f"{side}/layer_0/{theirs}/linear_"
        layers = [found[f"{place}{n}/weight"] for n in range(3) if f"{place}{n}/weight" in found]
        parts = [state[f"model.{side}.layers.0.{ours}.{name}_proj.weight"] for name in "qkv"]
        assert np.array_equal(np.concatenate(parts), np.concatenate(layers[:-1]))
    assert state["model.shared.weight"].shape == (count + 1, 16)
    assert not state["model.shared.weight"][-1].any()
    assert state["final_logits_bias"].shape == (1, count + 1)


def test_a_model_of_another_shape_is_refused(tiny_folder, tmp_path):
    with pytest.raises(SystemExit, match="start_from_zero_embedding"):
        marian.write_marian(tiny_folder, tmp_path / "marian")


def test_a_package_of_argos_has_what_argos_looks_for(tiny_folder, tmp_path):
    path = tmp_path / "tiny.argosmodel"

    argos.write_package(tiny_folder, path, version="1.2", prefix=[">>hin_Deva<<"])

    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        names = {name.removeprefix(f"{argos.NAME}/") for name in archive.namelist()}
        about = json.loads(archive.read(f"{argos.NAME}/metadata.json"))
        model = archive.read(f"{argos.NAME}/model/model.bin")
    assert {"metadata.json", "sentencepiece.model", "model/model.bin", "model/config.json"} < names
    assert about["source_prefix"] == [">>hin_Deva<<"]
    assert (about["from_code"], about["to_code"]) == ("en", "hi")
    assert model == (tiny_folder / "model.bin").read_bytes()


def test_every_program_gets_the_same_sentences(tiny_folder, tmp_path):
    (tmp_path / "eng_Latn.txt").write_text("It rains. Is it 7:30?\n---\n", encoding="utf-8")
    (tmp_path / "hin_Deva.txt").write_text("घर कहाँ है?\n", encoding="utf-8")
    shop = Shop(tiny_folder)

    jobs = shop.jobs(tmp_path, 20)

    codes = [str(job.pair) for job in jobs]
    assert {code.partition("-")[0] for code in codes} == {"eng_Latn", "hin_Deva"}
    assert "eng_Latn-urd_Arab" not in codes
    english = jobs[codes.index("eng_Latn-hin_Deva")]
    assert english.prefix == [">>hin_Deva<<"]
    assert english.sentences == ["It rains.", "Is it 7:30?"] * 2
    assert english.texts[1] == "Is it <s0>?"
    asked = json.loads(request(jobs, beam=2, decode=DecodeDefaults(patience=1.5), singles=3))
    for job in asked["jobs"]:
        lengths = {len(job[key]) for key in ("sentences", "texts", "pieces", "limits")}
        assert len(lengths) == 1
    assert asked["search"] == {"beam": 2, "length_penalty": 1.0, "patience": 1.5}


def test_sentences_are_generated_where_there_is_no_text(tiny_folder):
    jobs = Shop(tiny_folder).jobs(None, 12)

    assert {job.pair.source.code for job in jobs} == {"eng_Latn"}
    # Few of these sentences are short enough for so small a model.
    assert all(1 <= len(job.sentences) <= 3 for job in jobs)


def test_answers_get_their_slots_and_script_back(tiny_folder, tmp_path):
    (tmp_path / "eng_Latn.txt").write_text("Is it 7:30?\n", encoding="utf-8")
    shop = Shop(tiny_folder)
    job = next(job for job in shop.jobs(tmp_path, 4) if job.pair.target.code == "ben_Beng")

    assert shop.finish(job, ["क <s0>?"]) == ["ক 7:30?"]


@given(
    st.lists(st.sampled_from([*SENTENCES, "₹ 500", "{name}", "(", "“A”"]), min_size=1, max_size=4)
)
def test_a_line_with_its_source_as_translation_stays_as_it_is(parts):
    line = " ".join(parts)
    plan = plan_line(line, "hin_Deva", DEFAULT)
    units = list(plan.units())

    if len(units) == 1:
        assert joined(plan, units[0].text) == line


def test_pieces_of_a_target_are_of_its_script_or_of_none(tmp_path):
    names = ["</s>", "<s0>", "▁", "▁the", "▁घर", "7", "।", "aघ"]

    assert of_script(names, "Latn") == ["</s>", "<s0>", "▁", "▁the", "7", "।"]
    assert of_script(names, "Deva") == ["</s>", "<s0>", "▁", "▁घर", "7", "।"]
    write_vmap(tmp_path / "vmap.txt", ["eng_Latn-hin_Deva"], lambda _: ["a", "b"])
    written = (tmp_path / "vmap.txt").read_text(encoding="utf-8")
    assert written == ">>hin_Deva<< >>eng_Latn<<\ta b\n"


def test_a_model_with_a_map_has_a_whole_copy_without(tmp_path, monkeypatch):
    from benchmarks.peers import prepared
    from indictx.models.store import find_model

    monkeypatch.setattr(prepared, "PEERS", tmp_path)

    for _ in range(2):  # what is there already is written again
        made = prepared.prepare(ROOT / "models" / "indictx-mini")

    assert not made.has_vmap
    assert "vmap.txt" not in [file.path for file in find_model(str(made.vmap)).files]
    assert not (made.vmap / "vmap.txt").exists()


def test_agreement_is_full_with_itself_and_less_with_others():
    mine, theirs = [["घर कहाँ है?", "पानी लाओ।"]], [["घर कहाँ है?", "पानी दो।"]]

    assert compare.agreement(mine, mine) == {"same_%": 100.0, "chrF": 100.0}
    found = compare.agreement(mine, theirs)
    assert found["same_%"] == 50.0
    assert 0 < found["chrF"] < 100


def test_goals_compare_rounds_in_pairs():
    taken = {
        compare.OURS: compare.Taken(walls={1: [1.0, 2.0, 4.0]}),
        compare.RAW: compare.Taken(walls={1: [0.9, 1.8, 3.6]}),
        compare.ARGOS: compare.Taken(walls={1: [6.0, 12.0, 24.0]}),
    }
    starts = {compare.COMMAND: [0.2], compare.MINIMAL: [0.25]}

    found = compare.goals(taken, starts, [1])

    assert [(row["ratio"], row["is"]) for row in found.rows] == [
        (0.9, "MISSED"),
        (6.0, "reached"),
        (1.25, "reached"),
    ]
    assert found.reached is False


def test_varied_lines_keep_their_number_of_words_and_are_new():
    lines = [line for line in SENTENCES if line.isascii()]

    found = list(islice(scale.varied(lines), 6 * len(lines)))

    assert sum(line in lines for line in found) < 0.1 * len(found)
    # The same order in every turn, by chance.
    words = [len(line.split()) for line in found]
    assert words == words[: len(lines)] * 6
    assert sorted(words[: len(lines)]) == sorted(len(line.split()) for line in lines)
    assert len(set(found)) > 0.9 * len(found)


def test_a_picture_of_scale_has_every_size_on_its_axis():
    rows = [
        {"lines": count, "lines are": kind, "ms_per_line": 3.0, "peak_MB": 70.0}
        for count in (1000, 10_000)
        for kind in ("different", "each 4 times")
    ]

    svg = scale.picture(rows)

    assert svg.count(">10k<") == 2
    assert svg.count(">different<") == 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [("0,1\n", True), ("0-1\n", True), ("0\n", False), ("0,2-3\n", False)],
    ids=["list", "span", "alone", "others"],
)
def test_hyperthreads_of_one_core_are_known(tmp_path, text, expected):
    folder = tmp_path / "cpu0" / "topology"
    folder.mkdir(parents=True)
    (folder / "thread_siblings_list").write_text(text)

    assert processes.are_siblings(0, 1, tmp_path) is expected


def test_one_core_alone_is_bound_to_nothing():
    assert processes.two_cores({5}) == [None, None]


def test_markdown_has_a_table_a_verdict_and_a_picture():
    result = measure.Result(
        name="scale: time",
        rows=[{"lines": 10, "kind": "a|b", "ms": 1.5}],
        ratio=1.2,
        goal="at most 1.1",
        reached=False,
        picture="<svg/>",
    )
    conditions = {
        "date": "2026-01-01",
        "commit": "c" * 40,
        "machine": {"cpu": "p", "cores_usable": 2, "memory_mib": 954, "platform": "s", "load": []},
        "python": "3.11",
        "versions": {"indictx": "1"},
        "model": {"folder": "m", "bytes": 1, "sha256": "f" * 64},
    }

    lines = list(report.markdown(conditions, [result]))

    assert "### Scale: time" in lines
    assert "| --- | --- | ---: |" in lines
    assert "| 10 | a¦b | 1.5 |" in lines
    assert "Ratio 1.200; goal: at most 1.1; **missed**." in lines
    assert lines[-1] == "![scale: time](performance-scale.svg)"


def test_results_replace_only_what_is_between_the_marks():
    page = f"before\n{publish.BEGIN}\nold\n{publish.END}\nafter\n"

    once = publish.between(page, "new\n")

    assert once == f"before\n{publish.BEGIN}\n\nnew\n\n{publish.END}\nafter\n"
    assert publish.between(once, "new\n") == once


def test_the_page_has_the_marks():
    if not publish.PAGE.exists():
        pytest.skip("the documentation is not here")

    assert publish.between(publish.PAGE.read_text(encoding="utf-8"), "new")


def test_lines_hold_for_all_parts_if_given():
    given = vars(parser().parse_args(["peers", "--lines", "70", "--sizes", "5,10"]))
    for name in ("parts", "output"):
        del given[name]

    options = read(given)

    assert (options.lines, options.peer_lines, options.sizes) == (70, 70, (5, 10))
    assert isinstance(options.model, Path)
