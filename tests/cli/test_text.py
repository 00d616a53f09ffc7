from __future__ import annotations

import io
import json
import os
import subprocess
import sys

import pytest
import typer

from indictx.cli import text as commands
from indictx.cli._errors import run
from indictx.errors import InputError, UnknownLanguageError, UsageError
from indictx.text.normalize import Danda, Digits, Joiners, Level, Nukta

NAMES = ("normalize", "tokenize", "split", "transliterate", "detect")
FILTERS = {
    "normalize": commands.normalize_command,
    "tokenize": commands.tokenize_command,
    "transliterate": lambda file: commands.transliterate_command(file, to_script="Deva"),
    "detect": commands.detect_command,
}
LINES = "नमस्ते दुनिया।\r\n\n  \nবাংলা ৰাইজ\u2028ক\x85ख\nஅ\x00க\ud7ff\r\n👩🏽\u200d🚀 اردو۔ ᱥᱟᱱᱛᱟᱲ"


@pytest.fixture
def answer(monkeypatch, capsysbinary):
    """Run a command on a text as standard input and return what it wrote, decoded."""

    def of(command, text: str | bytes, **options) -> str:
        data = text if isinstance(text, bytes) else text.encode()
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
        command(None, **options)
        return capsysbinary.readouterr().out.decode()

    return of


def endings(text: str) -> list[str]:
    return ["\r\n" if line.endswith("\r") else "\n" for line in text.split("\n")[:-1]]


@pytest.fixture
def app():
    app = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False)
    for name in NAMES:
        app.command(name)(getattr(commands, f"{name}_command"))
    return app


@pytest.mark.parametrize("command", FILTERS.values(), ids=FILTERS)
def test_every_line_is_answered_by_one_with_the_same_ending(answer, command):
    assert endings(answer(command, LINES)) == endings(LINES)


@pytest.mark.parametrize("command", FILTERS.values(), ids=FILTERS)
def test_the_last_line_may_end_the_text(answer, command):
    assert answer(command, LINES + "\n").endswith("\n")
    assert not answer(command, LINES).endswith("\n")


@pytest.mark.parametrize("command", [*FILTERS.values(), commands.split_command])
def test_empty_input_gives_empty_output(answer, command):
    assert answer(command, "") == ""


@pytest.mark.parametrize("command", [*FILTERS.values(), commands.split_command])
def test_a_file_is_read_like_standard_input(answer, command, tmp_path, capsysbinary):
    path = tmp_path / "lines.txt"
    path.write_bytes(LINES.encode())

    command(path)

    assert capsysbinary.readouterr().out.decode() == answer(command, LINES)


@pytest.mark.parametrize("command", [*FILTERS.values(), commands.split_command])
def test_invalid_bytes_are_reported_after_the_lines_before_them(answer, command):
    with pytest.raises(InputError, match="line 2, byte 3: 0xff"):
        answer(command, b"ok\nab\xff\n")


def test_normalizing_repairs_a_line(answer):
    assert answer(commands.normalize_command, "\ufeff\ufeffअा\u200bम\n") == "आम\n"


@pytest.mark.parametrize(
    ("options", "want"),
    [
        ({"level": Level.NFC}, "“19 दु:ख.” क\u093c न\u200dहीं"),
        ({"level": Level.AGGRESSIVE}, '"19 दुःख." क\u093c नहीं'),
        ({"lang": "hi", "digits": Digits.NATIVE}, "“१९ दुःख.” क\u093c न\u200dहीं"),
        ({"danda": Danda.DANDA}, "“19 दुःख।” क\u093c न\u200dहीं"),
        ({"joiners": Joiners.AUTO}, "“19 दुःख.” क\u093c नहीं"),
        ({"nukta": Nukta.COMPOSED}, "“19 दुःख.” \u0958 न\u200dहीं"),
    ],
    ids=["nfc", "aggressive", "digits", "danda", "joiners", "nukta"],
)
def test_normalizing_takes_options(answer, options, want):
    assert answer(commands.normalize_command, "“19 दु:ख.” \u0958 न\u200dहीं", **options) == want


def test_native_digits_without_a_language_are_refused_before_reading():
    with pytest.raises(UsageError, match="need a language"):
        commands.normalize_command(None, digits=Digits.NATIVE)


def test_an_unknown_language_is_refused():
    with pytest.raises(UnknownLanguageError):
        commands.split_command(None, lang="hindii")


def test_words_are_separated_by_spaces(answer):
    assert answer(commands.tokenize_command, "वह घर गया।\n") == "वह घर गया ।\n"


def test_graphemes_are_separated_by_spaces(answer):
    got = answer(commands.tokenize_command, "क्षि का\n", unit=commands.Unit.GRAPHEME)

    assert got == "क्षि का\n"


def test_tokens_in_json_are_one_object_per_line(answer):
    got = answer(commands.tokenize_command, "घर।\n\nक", as_json=True)

    assert [json.loads(line) for line in got.splitlines()] == [
        {"line": 1, "tokens": ["घर", "।"]},
        {"line": 2, "tokens": []},
        {"line": 3, "tokens": ["क"]},
    ]


def test_graphemes_in_json_join_up_to_the_line(answer):
    text = "क्षि  का 👩🏽\u200d🚀"

    got = answer(commands.tokenize_command, text, unit=commands.Unit.GRAPHEME, as_json=True)

    assert "".join(json.loads(got)["tokens"]) == text


def test_each_sentence_is_on_its_own_line(answer):
    got = answer(commands.split_command, "वह आया। तू गया।\r\n\r\nक। ख।")

    assert got == "वह आया।\r\nतू गया।\r\n\r\nक।\nख।"


def test_sentences_in_json_tile_their_line(answer):
    text = "  वह आया। डॉ. राव गए।  "

    got = answer(commands.split_command, f"{text}\nक", lang="hi", as_json=True)

    rows = [json.loads(line) for line in got.splitlines()]
    first = [row for row in rows if row["line"] == 1]
    assert [row["line"] for row in rows] == [1, 1, 2]
    assert "".join(row["text"] for row in first) == text
    assert [text[row["start"] : row["end"]] for row in first] == [row["text"] for row in first]


def test_all_brahmic_scripts_are_rewritten(answer):
    got = answer(commands.transliterate_command, "ਪੰਜਾਬ বাড়ি abc।\n", to_script="Deva")

    assert got == "पंजाब बाड\u093cि abc।\n"


def test_one_script_can_be_chosen_by_name(answer):
    got = answer(commands.transliterate_command, "ਕ ক", to_script="telugu", from_script="gurmukhi")

    assert got == "క ক"


@pytest.mark.parametrize(
    "options",
    [{"to_script": "Latn"}, {"to_script": "Deva", "from_script": "Arab"}, {"to_script": "x"}],
    ids=["to", "from", "unknown"],
)
def test_scripts_that_cannot_be_rewritten_are_refused(options):
    with pytest.raises(UsageError):
        commands.transliterate_command(None, **options)


def test_candidates_are_columns_of_code_and_score(answer):
    got = answer(commands.detect_command, "ਪੰਜਾਬ\n123\n", top=1)

    assert got == "pan_Guru\t1.00\n\n"


def test_candidates_in_json_name_script_and_score(answer):
    got = answer(commands.detect_command, "ਪੰਜਾਬ\n123", as_json=True)

    assert [json.loads(line) for line in got.splitlines()] == [
        {
            "line": 1,
            "script": "Guru",
            "candidates": [{"code": "pan_Guru", "script": "Guru", "score": 1.0}],
        },
        {"line": 2, "script": None, "candidates": []},
    ]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["normalize", "-"], 0),
        (["normalize", "--digits", "native"], 2),
        (["normalize", "--level", "no-such-level"], 2),
        (["split", "--lang", "no-such-language"], 4),
        (["detect", "no-such-file"], 5),
        (["detect", "--top", "0"], 2),
        (["transliterate"], 2),
    ],
    ids=["done", "digits", "level", "language", "file", "top", "missing"],
)
def test_exit_codes_are_documented_ones(app, monkeypatch, capsysbinary, arguments, code):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"")))
    monkeypatch.setattr(sys, "argv", ["indictx", *arguments])

    assert run(app) == code


@pytest.mark.parametrize("name", NAMES)
def test_help_has_three_examples(app, monkeypatch, capsys, name):
    monkeypatch.setattr(sys, "argv", ["indictx", name, "--help"])

    run(app)

    assert capsys.readouterr().out.count(f"    indictx {name} ") == 3


def test_a_slow_pipe_gets_each_answer_at_once():
    program = "from indictx.cli.text import normalize_command; normalize_command(None)"
    environment = {**os.environ, "LC_ALL": "C", "PYTHONIOENCODING": "ascii"}
    with subprocess.Popen(
        [sys.executable, "-c", program],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        bufsize=0,
        env=environment,
    ) as process:
        process.stdin.write("अाम\n".encode())
        first = os.read(process.stdout.fileno(), 1000)
        process.stdin.close()

    assert first.decode() == "आम\n"
