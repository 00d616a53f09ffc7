from __future__ import annotations

import os
import signal
import sys

import pytest
from toy_corpus import RECIPE, write_corpus

from indictx.cli._errors import run
from indictx.cli.app import app
from indictx.train import fit as fitting
from indictx.train.checkpoint import Progress
from indictx.train.log import LogRow

ROW = LogRow(
    step=50,
    examples=1200,
    loss=4.25,
    guided=1.5,
    factor=1.0,
    pieces_per_s=5000,
    norm=1.1,
    seconds=12.0,
)


@pytest.fixture
def home(tmp_path, monkeypatch):
    write_corpus(tmp_path / "corpus")
    (tmp_path / "recipe.toml").write_text(RECIPE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    yield tmp_path
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(
            number, signal.default_int_handler if number == signal.SIGINT else signal.SIG_DFL
        )


@pytest.fixture
def indictx(capfd):
    """Run the program in this process; return exit code, stdout and stderr."""

    def call(*arguments: str) -> tuple[int, str, str]:
        code = run(lambda: app(list(arguments)))
        out, err = capfd.readouterr()
        return code, out, err

    return call


def test_data_is_made_and_reported_on_stderr(home, indictx):
    code, out, err = indictx("train", "data", "recipe.toml", "--corpus", "corpus", "--work", "work")

    assert (code, out) == (0, "")
    assert "clean strings/eng_Latn-hin_Deva: 49 of 51 pairs kept\n" in err
    assert "align eng_Latn-hin_Deva: " in err
    assert (home / "work" / "report.md").is_file()


def test_quiet_says_nothing(home, indictx):
    code, out, err = indictx(
        *("train", "data", "recipe.toml", "--corpus", "corpus", "--work", "work", "--quiet")
    )

    assert (code, out, err) == (0, "", "")


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["data", "none.toml", "--corpus", "corpus"], 5, "error: none.toml cannot be read"),
        (["data", "recipe.toml", "--corpus", "none"], 5, "error: 'stories' is in none of none"),
        (["data", "recipe.toml"], 2, "--corpus"),
        (["run", "recipe.toml", "--device", "tpu"], 2, "error: unknown device: 'tpu'"),
    ],
    ids=["recipe", "corpus", "option", "device"],
)
def test_what_is_wrong_is_said_with_its_exit_code(home, indictx, arguments, code, message):
    found, out, err = indictx("train", *arguments, "--work", "work")

    assert (found, out) == (code, "")
    assert message in err


@pytest.mark.parametrize("command", ["run", "export"])
def test_without_the_extra_its_name_is_said(home, indictx, monkeypatch, command):
    monkeypatch.setitem(sys.modules, "torch", None)
    output = ["-o", "model"] if command == "export" else []

    code, out, err = indictx("train", command, "recipe.toml", "--work", "work", *output)

    assert (code, out) == (2, "")
    assert "this needs the package 'torch'" in err
    assert "pip install 'indictx[train]'" in err


def test_a_model_is_not_replaced_unasked(home, indictx):
    (home / "model").mkdir()
    (home / "model" / "manifest.toml").write_text("schema = 1\n", encoding="utf-8")

    code, _, err = indictx("train", "export", "recipe.toml", "--work", "work", "-o", "model")

    assert code == 2
    assert err == "error: model holds a model\nhint: add --force to replace it\n"


def test_a_row_of_the_log_is_a_line_on_stderr(home, indictx, monkeypatch):
    def fit(recipe, work, *, report, **_):
        report(ROW)
        return Progress(step=50, examples=1200)

    monkeypatch.setattr(fitting, "fit", fit)

    code, out, err = indictx("train", "run", "recipe.toml", "--work", "work")

    assert (code, out) == (0, "")
    assert err.splitlines() == [
        "step 50  loss 4.250  guided 1.500  rate 1.00  5000 pieces/s  1200 pairs  12 s",
        "stopped at step 50, 1200 pairs seen",
    ]


def test_options_become_limits(home, indictx, monkeypatch):
    seen = {}
    monkeypatch.setattr(fitting, "fit", lambda *_, **options: seen.update(options) or Progress())

    indictx(
        *("train", "run", "recipe.toml", "--work", "work", "--seconds", "9.5", "--steps", "7"),
        *("--cool", "60", "--threads", "2", "--device", "cuda"),
    )

    limits = seen["limits"]
    assert (limits.seconds, limits.steps, limits.cooldown_s) == (9.5, 7, 60.0)
    assert (seen["threads"], seen["device"]) == (2, "cuda")


@pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=["ctrl-c", "terminate"])
def test_an_interruption_ends_the_run_between_steps(home, indictx, monkeypatch, number):
    asked = []

    def fit(recipe, work, *, stop, **_):
        asked.append(stop())
        os.kill(os.getpid(), number)
        asked.append(stop())
        return Progress(step=3, examples=9)

    monkeypatch.setattr(fitting, "fit", fit)

    code, _, err = indictx("train", "run", "recipe.toml", "--work", "work")

    assert asked == [False, True]
    assert code == 130
    assert err == "stopping after this step\nstopped at step 3, 9 pairs seen\n"
