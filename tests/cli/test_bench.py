from __future__ import annotations

import dataclasses
import json
import os
import shutil
import signal
import subprocess
import sys
import time
import tomllib
from pathlib import Path

import pytest
from bench_reports import report, throughput
from processes import environment

from indictx.bench.result import read_report
from indictx.bench.tune import Choice
from indictx.cli import _bench, _bench_tune
from indictx.cli._errors import run
from indictx.cli.app import app
from indictx.engines import ct2
from indictx.pipeline import translator
from indictx.settings import user_config_path
from indictx.testing import write_manifest

QUICK = ("--lines", "8", "--rounds", "1", "--threads", "1", "--beam", "1", "--batch", "256")


@pytest.fixture
def indictx(monkeypatch, tmp_path, capfd):
    """Run a command in this process, in an empty folder; return exit code, stdout and stderr."""
    monkeypatch.chdir(tmp_path)

    def call(*arguments: object, command: str = "bench") -> tuple[int, str, str]:
        code = run(lambda: app([command, *map(str, arguments)], prog_name="indictx"))
        out, err = capfd.readouterr()
        return code, out, err

    return call


@pytest.fixture
def measured(monkeypatch):
    """Let nothing be measured: the plan is remembered, and its result is made up."""
    plans = []

    def measure(plan, *, say):
        plans.append(plan)
        return report()

    monkeypatch.setattr(_bench, "measure", measure)
    return plans


@pytest.fixture
def files(tmp_path):
    """Write two results; the second is twice as fast with four threads."""
    faster = report(throughput(4, 1, 1024, 1.0), throughput(4, 4, 1024, 0.15))
    for name, one in {"before.json": report(), "after.json": faster}.items():
        (tmp_path / name).write_text(json.dumps(one.as_json()), encoding="utf-8")
    return tmp_path


@pytest.fixture
def speeds(monkeypatch):
    """Let choices take the seconds that a test says, 1.0 where it says nothing."""
    seconds: dict[Choice, float] = {}
    monkeypatch.setattr(
        _bench_tune, "timer", lambda *_, **__: lambda choice: seconds.get(choice, 1.0)
    )
    monkeypatch.setattr(_bench_tune, "default_threads", lambda: 4)
    return seconds


# measure


@pytest.mark.slow
def test_a_model_is_measured_and_shown_with_everything_it_depends_on(
    indictx, tiny_folder, tmp_path
):
    code, out, err = indictx(*QUICK, "--model", tiny_folder, "--json", "a.json", "--plot", "a.svg")

    found = read_report(tmp_path / "a.json")
    assert (code, err) == (0, "")
    assert (found.model.name, found.settings.pair) == ("tiny", "eng_Latn-hin_Deva")
    assert [one.beam for one in found.throughput] == [1]
    for fact in (found.corpus.sha256[:12], found.model.sha256[:12], "cold start", "p99 ms"):
        assert fact in out
    assert (tmp_path / "a.svg").read_text(encoding="utf-8").startswith("<svg")


def test_json_on_stdout_is_all_that_is_on_stdout(indictx, measured, tiny_folder):
    code, out, err = indictx("--model", tiny_folder, "--json", "-")

    assert (code, err) == (0, "")
    assert json.loads(out)["kind"] == "indictx bench"


@pytest.mark.parametrize(
    ("name", "begin"), [("a.svg", b"<svg"), ("a.html", b"<!doctype"), ("a.png", b"\x89PNG")]
)
def test_the_picture_is_of_the_kind_that_its_name_says(
    indictx, measured, tiny_folder, tmp_path, name, begin
):
    assert indictx("--model", tiny_folder, "--plot", name)[0] == 0

    assert (tmp_path / name).read_bytes().startswith(begin)


def test_lists_are_read_in_their_order_and_without_repeats(indictx, measured, tiny_folder):
    indictx("--model", tiny_folder, "--beam", "4, 1,4", "--threads", "2", "--batch", "512,64")

    assert measured[0].beams == (4, 1)
    assert measured[0].thread_counts == (2,)
    assert measured[0].batches == (512, 64)


def test_settings_are_what_is_measured_as_used(indictx, measured, tiny_folder, monkeypatch):
    monkeypatch.setenv("INDICTX_THREADS", "3")
    monkeypatch.setenv("INDICTX_BATCH_PIECES", "777")
    monkeypatch.setenv("INDICTX_BEAM", "2")

    indictx("--model", tiny_folder)

    plan = measured[0]
    assert (plan.threads, plan.batch_pieces, plan.beam) == (3, 777, 2)
    assert 3 in plan.thread_counts
    assert plan.batches[0] == 777


def test_the_direction_is_the_one_asked_for(indictx, measured, tiny_folder):
    indictx("--model", tiny_folder, "--from", "hi", "--to", "ta")

    assert str(measured[0].pair) == "hin_Deva-tam_Taml"
    assert "पुणे" in measured[0].corpus.lines[0]


def test_without_a_direction_the_model_decides(indictx, measured, tiny_folder, tmp_path):
    folder = shutil.copytree(tiny_folder, tmp_path / "back")
    write_manifest(
        folder, languages=("hin_Deva", "mar_Deva", "eng_Latn"), pairs=("hin_Deva-mar_Deva",)
    )

    indictx("--model", folder)

    assert str(measured[0].pair) == "hin_Deva-mar_Deva"


def test_a_corpus_may_be_in_any_language(indictx, measured, tiny_folder, tmp_path):
    (tmp_path / "ta.txt").write_text("நேற்று மழை பெய்தது.\n", encoding="utf-8")

    indictx("--model", tiny_folder, "--from", "ta", "--to", "hi", "--corpus", "ta.txt")

    assert measured[0].corpus.lines == ("நேற்று மழை பெய்தது.",)


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("--beam", "0"), 2, "--beam: '0' is no list of whole numbers from 1"),
        (("--beam", "1,101"), 2, "--beam: '1,101' is no list of whole numbers from 1 to 100"),
        (("--threads", "100000"), 2, "--threads: '100000' is no list"),
        (("--batch", "9" * 5000), 2, "is no list of whole numbers from 1 to 1000000"),
        (("--threads", "1;2"), 2, "--threads: '1;2' is no list"),
        (("--batch", ""), 2, "--batch: '' is no list"),
        (("--plot", "a.gif"), 2, "'a.gif' is no .svg, .html or .png"),
        (("--json", "-", "--markdown"), 2, "--json - and --markdown are two forms"),
        (("--dry-run",), 2, "--dry-run is for --tune"),
        (("--compare", "a", "b", "--beam", "1"), 2, "--compare and --beam"),
        (("--compare", "a", "b", "--tune"), 2, "--compare and --tune"),
        (("--compare", "no.json", "no.json"), 5, "cannot read 'no.json'"),
        (("--tune", "--plot", "a.svg"), 2, "--tune and --plot"),
        (("--tune", "--rounds", "4"), 2, "--rounds is 4, --tune needs at least 5"),
        (("--tune", "--beam", "1,4"), 2, "--tune is for one beam size"),
        (("--corpus", "no.txt"), 5, "cannot read 'no.txt'"),
        (("--from", "ta"), 2, "there are no sentences of our own in tam_Taml"),
        (("--from", "xx"), 4, "unknown language: 'xx'"),
        (("--from", "en", "--to", "sa"), 4, "cannot translate"),
        (("--model", "nothing"), 3, "unknown model: 'nothing'"),
        (("--watts", "0"), 2, "watts"),
    ],
)
def test_what_cannot_be_meant_is_said_in_two_lines(
    indictx, tiny_folder, measured, arguments, code, message
):
    model = () if {"--compare", "--model"} & set(arguments) else ("--model", tiny_folder)

    found, out, err = indictx(*model, *arguments)

    assert (found, out) == (code, "")
    assert message in err
    assert err.startswith("error: ") or arguments[0] == "--watts"
    assert len(err.splitlines()) <= 2 or arguments[0] == "--watts"
    assert measured == []


@pytest.mark.parametrize("option", ["--json", "--plot"])
def test_no_file_is_overwritten_unasked(indictx, measured, tiny_folder, tmp_path, option):
    path = tmp_path / "old.svg"
    path.write_text("mine", encoding="utf-8")

    code, _, err = indictx("--model", tiny_folder, option, "old.svg")

    assert (code, path.read_text(encoding="utf-8")) == (2, "mine")
    assert err == "error: 'old.svg' exists\nhint: add --force to overwrite it\n"
    assert indictx("--model", tiny_folder, option, "old.svg", "--force")[0] == 0
    assert path.read_text(encoding="utf-8") != "mine"


def test_a_file_that_cannot_be_written_does_not_cost_the_result(
    indictx, measured, tiny_folder, tmp_path
):
    (tmp_path / "file").write_text("", encoding="utf-8")

    code, out, err = indictx("--model", tiny_folder, "--json", "file/a.json")

    assert code == 2
    assert "cold start" in out
    assert err.startswith("error: cannot write 'file/a.json'")


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="sends a signal of POSIX")
def test_an_interrupt_ends_with_130_and_leaves_nothing(tiny_folder, tmp_path):
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    process = subprocess.Popen(
        [sys.executable, "-m", "indictx", "bench", "--model", str(tiny_folder)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(tmp_path, TMPDIR=str(scratch)),
        cwd=tmp_path,
    )
    while not list(scratch.glob("indictx-bench-*")) and process.poll() is None:
        time.sleep(0.02)
    # Python makes a temporary folder a moment before it knows that it is to be removed.
    time.sleep(0.1)

    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=120)

    assert (process.returncode, out, err) == (130, b"", b"")
    assert list(scratch.iterdir()) == []


# compare


def test_two_results_are_compared(indictx, files):
    code, out, err = indictx("--compare", "before.json", "after.json")

    rows = {line[:28].strip(): line.split()[-2:] for line in out.splitlines() if "sent" in line}
    assert (code, err) == (0, "")
    assert rows["beam 4, 4 threads, batch 102"] == ["2.067", "better"]
    assert "warning" not in out


def test_a_comparison_warns_of_other_machines(indictx, files):
    other = dataclasses.replace(report(), machine={"cpu": "Other", "cores_usable": 4})
    (files / "other.json").write_text(json.dumps(other.as_json()), encoding="utf-8")

    _, out, _ = indictx("--compare", "before.json", "other.json", "--markdown")

    assert "- warning: machine: cpu is Example CPU and Other" in out


def test_a_comparison_can_be_json_and_a_picture(indictx, files):
    _, out, _ = indictx("--compare", "before.json", "after.json", "--json", "-", "--plot", "c.svg")

    assert json.loads(out)["second"]["name"] == "after.json"
    assert "after.json, beam 4" in (files / "c.svg").read_text(encoding="utf-8")


def test_files_of_one_name_are_told_apart_by_their_folders(indictx, files):
    (files / "old").mkdir()
    (files / "old/after.json").write_bytes((files / "before.json").read_bytes())

    _, out, _ = indictx("--compare", "old/after.json", "after.json")

    assert str(Path("old/after.json")) in out


# tune


def test_what_is_clearly_faster_is_kept_and_used(indictx, speeds, tiny_folder, monkeypatch):
    speeds |= {Choice(2, 1024): 0.8, Choice(4, 512): 0.9, Choice(2, 512): 0.7}

    code, out, err = indictx("--tune", "--model", tiny_folder)

    path = user_config_path()
    assert (code, err) == (0, "")
    assert tomllib.loads(path.read_text(encoding="utf-8")) == {"threads": 2, "batch_pieces": 512}
    assert "best: 2 threads, 512 pieces a batch, 1.43 times as fast as the default" in out
    assert f"settings: kept in {path}" in out


def test_other_lines_of_the_settings_file_stay(indictx, speeds, tiny_folder):
    speeds |= {Choice(2, 1024): 0.8}
    path = user_config_path()
    path.parent.mkdir(parents=True)
    path.write_text("# mine\nbeam = 2  # fast\nthreads = 1\n", encoding="utf-8")

    indictx("--tune", "--model", tiny_folder)

    assert path.read_text(encoding="utf-8") == "# mine\nbeam = 2  # fast\nthreads = 2\n"


def test_where_the_default_wins_earlier_values_go(indictx, speeds, tiny_folder):
    path = user_config_path()
    path.parent.mkdir(parents=True)
    path.write_text("beam = 2\nthreads = 1\nbatch_pieces = 9\n", encoding="utf-8")

    code, out, _ = indictx("--tune", "--model", tiny_folder)

    assert code == 0
    assert path.read_text(encoding="utf-8") == "beam = 2\n"
    assert "best: the default (4 threads, 1024 pieces a batch)" in out


def test_a_dry_run_changes_nothing(indictx, speeds, tiny_folder):
    speeds |= {Choice(2, 1024): 0.5}

    _, out, _ = indictx("--tune", "--dry-run", "--model", tiny_folder, "--json", "-")

    found = json.loads(out)
    assert found["settings"] == {"threads": 2, "batch_pieces": None}
    assert found["chosen"] == {"threads": 2, "batch_pieces": 1024}
    assert found["settings_file"] is None
    assert not user_config_path().exists()


def test_a_stronger_place_is_named(indictx, speeds, tiny_folder, monkeypatch):
    speeds |= {Choice(2, 1024): 0.8}
    monkeypatch.setenv("INDICTX_THREADS", "1")

    _, _, err = indictx("--tune", "--model", tiny_folder)

    assert err == "note: INDICTX_THREADS is stronger, and says 1\n"


def test_the_choices_to_try_can_be_given(indictx, speeds, tiny_folder):
    arguments = ("--threads", "4,3", "--batch", "2000", "--dry-run", "--json", "-")

    _, out, _ = indictx("--tune", "--model", tiny_folder, *arguments)

    tried = [one["choice"] for one in json.loads(out)["screened"]]
    assert tried == [
        {"threads": 4, "batch_pieces": 1024},
        {"threads": 3, "batch_pieces": 1024},
        {"threads": 4, "batch_pieces": 2000},
    ]


@pytest.mark.slow
def test_tuning_works_with_a_real_model(indictx, tiny_folder):
    arguments = (
        "--lines",
        "32",
        "--rounds",
        "5",
        "--threads",
        "2",
        "--batch",
        "256",
        "--json",
        "-",
    )

    code, out, _ = indictx("--tune", "--model", tiny_folder, *arguments)

    found = json.loads(out)
    assert code == 0
    assert found["corpus"]["lines"] == 32
    assert found["kind"] == "indictx bench --tune"


@pytest.mark.parametrize("command", ["translate", "batch"])
def test_what_was_tuned_is_what_translates(
    indictx, speeds, tiny_folder, tmp_path, monkeypatch, command
):
    speeds |= {Choice(2, 1024): 0.8, Choice(4, 512): 0.9, Choice(2, 512): 0.7}
    indictx("--tune", "--model", tiny_folder)
    loaded, decoded = [], []
    engine, decoder = ct2.Ct2Engine, translator.Decoder
    monkeypatch.setattr(
        ct2, "Ct2Engine", lambda *a, **k: loaded.append(k["threads"]) or engine(*a, **k)
    )
    monkeypatch.setattr(
        translator,
        "Decoder",
        lambda *a, **k: decoded.append(k["options"].batch_pieces) or decoder(*a, **k),
    )
    (tmp_path / "a.txt").write_text("It rains.\n", encoding="utf-8")
    where = ("--out", "out", "a.txt") if command == "batch" else ("--input", "a.txt")

    code, _, _ = indictx(*where, "--model", tiny_folder, "--to", "hi", command=command)

    assert (code, loaded, decoded) == (0, [2], [512])
