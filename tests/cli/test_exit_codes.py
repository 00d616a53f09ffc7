from __future__ import annotations

import inspect
import io
import os
import signal
import subprocess
import sys
from functools import partial

import pytest

from indictx import errors, settings
from indictx.cli import _errors
from indictx.cli._errors import run
from indictx.cli._exit_codes import EXIT_CODES
from indictx.cli._usage import run_typer
from indictx.cli.app import app
from indictx.errors import (
    EngineError,
    FlaggedError,
    IndictxError,
    InputError,
    ManifestError,
    MissingExtraError,
    ModelError,
    ModelIntegrityError,
    ModelNotFoundError,
    ModelNotInstalledError,
    ParseError,
    PartialFailureError,
    PullError,
    SegmentTooLongError,
    SlotError,
    UnknownLanguageError,
    UnsupportedFormatError,
    UnsupportedPairError,
    UsageError,
)

ERRORS = [
    (IndictxError("x"), 1),
    (UsageError("x"), 2),
    (MissingExtraError("lxml", extra="formats"), 2),
    (ModelError("x"), 3),
    (ModelNotFoundError("x"), 3),
    (ModelNotInstalledError("x"), 3),
    (ManifestError("x"), 3),
    (PullError("x"), 3),
    (errors.LanguageError("x"), 4),
    (UnknownLanguageError("x"), 4),
    (UnsupportedPairError("x", "eng_Latn-hin_Deva"), 4),
    (InputError("x"), 5),
    (ParseError("x", place="line 2"), 5),
    (UnsupportedFormatError("x"), 5),
    (PartialFailureError(1, 3), 6),
    (ModelIntegrityError("model.bin", found="3 bytes", expected="4 bytes"), 7),
    (EngineError("x"), 8),
    (SegmentTooLongError(300, 256), 8),
    (SlotError(lost=(0,), repeated=(), invented=()), 8),
    (FlaggedError(1, 3), 9),
]


@pytest.fixture
def indictx(monkeypatch, tmp_path, capfd):
    """Run the command in this process, in an empty folder; return exit code, stdout and stderr."""
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str, stdin: bytes = b"") -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        typer_app = partial(app, list(arguments), prog_name="indictx")
        code = run(partial(run_typer, typer_app))
        out, err = capfd.readouterr()
        return code, out, err

    return call


def raising(error: BaseException):
    def program() -> None:
        raise error

    return program


@pytest.mark.parametrize(("error", "code"), ERRORS, ids=lambda each: type(each).__name__)
def test_each_error_has_its_exit_code_and_one_line(error, code, capsys):
    assert run(raising(error)) == code

    out, err = capsys.readouterr()
    assert out == ""
    assert err.splitlines()[0] == f"error: {error}"
    assert err.splitlines()[1:] == ([f"hint: {error.hint}"] if error.hint else [])


def test_every_error_class_is_among_those_tested():
    classes = {
        each
        for _, each in inspect.getmembers(errors, inspect.isclass)
        if issubclass(each, IndictxError)
    }

    assert {type(error) for error, _ in ERRORS} == classes


def test_every_exit_code_of_an_error_has_a_meaning():
    assert {code for _, code in ERRORS} <= EXIT_CODES.keys()
    assert {_errors.INTERRUPTED, _errors.CLOSED_PIPE, 0} <= EXIT_CODES.keys()


@pytest.mark.parametrize("arguments", [["--version"], ["--help"], ["languages", "-h"], ["doctor"]])
def test_0_when_done(indictx, arguments):
    code, out, err = indictx(*arguments)

    assert code == 0
    assert out
    assert err == ""


def test_1_for_a_failure_that_nobody_expected(capsys):
    assert run(raising(RuntimeError("boom"))) == 1

    lines = capsys.readouterr().err.splitlines()
    assert lines[0] == "error: unexpected RuntimeError: boom"
    assert lines[1].startswith("hint: ")


@pytest.mark.parametrize(
    ("error", "code"), [(RuntimeError("boom"), 1), (UsageError("wrong"), 2), (OSError(5, "bad"), 1)]
)
def test_errors_show_their_traceback_while_debugging(error, code, monkeypatch, capsys):
    monkeypatch.setenv("INDICTX_DEBUG", "1")

    assert run(raising(error)) == code

    assert capsys.readouterr().err.startswith("Traceback (most recent call last):")


@pytest.mark.parametrize(
    ("error", "line"),
    [
        (OSError(28, "No space left on device"), "standard output: No space left on device"),
        (PermissionError(13, "Permission denied", "a.txt"), "'a.txt': Permission denied"),
    ],
)
def test_1_for_what_the_system_refuses(error, line, capsys, monkeypatch):
    monkeypatch.setattr("indictx.cli._errors.abandon_stdout", lambda: None)

    assert run(raising(error)) == 1

    assert capsys.readouterr().err == f"error: cannot use {line}\n"


@pytest.mark.skipif(sys.platform == "win32", reason="no pipes of this kind there")
def test_1_without_a_word_when_the_reader_closes_the_pipe():
    reading, writing = os.pipe()
    os.close(reading)

    done = subprocess.run(
        [sys.executable, "-m", "indictx", "languages"], stdout=writing, stderr=subprocess.PIPE
    )
    os.close(writing)

    assert done.returncode == 1
    assert done.stderr == b""


@pytest.mark.parametrize(
    "arguments",
    [
        ["no-such-command"],
        ["languages", "--no-such-option"],
        ["transliterate"],
        ["detect", "--top", "0"],
        ["normalize", "--digits", "native"],
        ["tokenize", "--unit", "syllable"],
    ],
    ids=" ".join,
)
def test_2_for_wrong_usage(indictx, arguments):
    code, out, err = indictx(*arguments)

    assert code == 2
    assert out == ""
    first, second = err.splitlines()
    assert first.startswith("error: ")
    assert second.startswith("hint: ")


def test_a_value_of_the_wrong_kind_is_called_that_in_plain_words(indictx):
    _, _, err = indictx("detect", "--top", "many")

    assert err == (
        "error: invalid value for '--top': must be a valid integer\n"
        "hint: see `indictx detect --help`\n"
    )


def test_2_for_a_group_without_a_command_which_shows_its_help(indictx):
    code, out, err = indictx("models")

    assert code == 2
    assert out == ""
    assert err.startswith("Usage: indictx models ")


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("beam = [", "is not valid TOML"),
        ("beem = 3", "unknown setting 'beem'"),
        ("beam = '3'", "beam: '3' is not a whole number"),
    ],
    ids=["not TOML", "unknown key", "wrong type"],
)
def test_2_for_a_settings_file_that_is_wrong(indictx, text, complaint):
    path = settings.user_config_path()
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")

    code, _, err = indictx("doctor")

    assert code == 2
    assert err.startswith(f"error: {path}")
    assert complaint in err


def test_2_for_a_variable_that_is_wrong(indictx, monkeypatch):
    monkeypatch.setenv("INDICTX_THREADS", "many")

    code, _, err = indictx("doctor")

    assert code == 2
    assert err == "error: INDICTX_THREADS: 'many' is not a whole number\n"


def test_3_for_a_manifest_that_cannot_be_understood(indictx):
    manifest = settings.home() / "models" / "broken" / "manifest.toml"
    manifest.parent.mkdir(parents=True)
    manifest.write_text("schema = 1\n", encoding="utf-8")

    code, _, err = indictx("doctor")

    assert code == 3
    assert err.startswith("error: ")


@pytest.mark.parametrize(
    "arguments",
    [["languages", "klingonish"], ["split", "--lang", "klingonish"]],
    ids=" ".join,
)
def test_4_for_an_unknown_language(indictx, arguments):
    code, out, err = indictx(*arguments)

    assert code == 4
    assert out == ""
    assert err.splitlines()[0] == "error: unknown language: 'klingonish'"
    assert err.splitlines()[1].startswith("hint: ")


@pytest.mark.parametrize("command", ["normalize", "tokenize", "split", "detect"])
def test_5_for_bytes_that_are_not_utf8_with_line_and_byte(indictx, command):
    code, _, err = indictx(command, stdin="नमस्ते\nab".encode() + b"\xffcd\n")

    assert code == 5
    assert "line 2, byte 3" in err


def test_5_for_a_file_that_is_not_there(indictx):
    code, out, err = indictx("split", "no-such-file.txt")

    assert code == 5
    assert out == ""
    assert "no-such-file.txt" in err


def test_130_when_interrupted(capsys):
    assert run(raising(KeyboardInterrupt())) == 130
    assert capsys.readouterr().err == ""


@pytest.mark.skipif(sys.platform == "win32", reason="SIGINT reaches no single process there")
def test_130_for_ctrl_c_while_waiting_for_input():
    process = subprocess.Popen(
        [sys.executable, "-m", "indictx", "normalize"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    process.stdin.write("क\n".encode())
    process.stdin.flush()
    assert process.stdout.readline() == "क\n".encode()

    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)

    assert process.returncode == 130
    assert err == b""
