from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import typer
import typer.main
from hypothesis import given
from hypothesis import strategies as st
from typer.core import TyperOption

from indictx.cli import _front, translate
from indictx.cli.app import app

TRANSLATE = typer.main.get_command(app).commands["translate"]
OPTIONS = [each for each in TRANSLATE.params if isinstance(each, TyperOption)]
RENAMED = {"src": "from"}
DEFAULTS: dict[str, object] = {
    RENAMED.get(each.name, each.name): each.default for each in TRANSLATE.params
}

WORDS = st.sampled_from(
    ["hi", "hello", "-", "--", "", "7", "07", "x=y", "नमस्ते", "-1", "--json", "-q", "--tp", "--help"]
)
OPTION_WORDS = st.sampled_from(
    [*_front.VALUES, *_front.FLAGS, "--to=hi", "--beam=4", "--quiet=1", "-t=hi", "-thi", "--keep="]
)


def flags_of(option: TyperOption) -> list[str]:
    return [*option.opts, *option.secondary_opts]


def according_to_typer(argv: list[str]) -> dict[str, object] | None:
    """Return what Typer passes on, without what was not given; ``None`` if it passes nothing."""
    seen: list[dict[str, object]] = []
    patch = pytest.MonkeyPatch()
    patch.setattr(
        translate, "translate_lines", lambda text, **rest: seen.append({"text": text, **rest})
    )
    try:
        app(["translate", *argv], prog_name="indictx", standalone_mode=False)
    except typer.TyperException:
        return None
    finally:
        patch.undo()
    if not seen:
        return None
    unset = {name for name, value in DEFAULTS.items() if seen[0][name] == value}
    return {name: value for name, value in seen[0].items() if name not in unset}


def test_the_table_has_every_option_of_the_command():
    in_typer = {flag for option in OPTIONS for flag in flags_of(option)} - {"--help", "-h"}

    assert _front.VALUES.keys() | _front.FLAGS.keys() == in_typer


@pytest.mark.parametrize(
    "option", [each for each in OPTIONS if each.name != "help"], ids=lambda each: each.name
)
def test_each_option_sets_what_it_sets_in_typer(option):
    for flag in flags_of(option):
        if option.is_flag:
            (key, value), argv = _front.FLAGS[flag], [flag]
        else:
            key, kind, repeats = _front.VALUES[flag]
            value = [kind("3")] if repeats else kind("3")
            argv = [flag, "3"]

        assert key == RENAMED.get(option.name, option.name)
        assert _front.arguments(argv) == {key: value}
        assert according_to_typer(argv) == {key: value}


@given(st.lists(WORDS | OPTION_WORDS, max_size=6))
def test_what_is_understood_is_what_typer_understands(argv):
    found = _front.arguments(argv)

    if found is not None:
        assert found == according_to_typer(argv)


@pytest.mark.parametrize(
    "argv",
    [
        ["--to", "hi"],
        ["--to=hi,ta", "Where is it?"],
        ["--to", "hi", "-t", "ta,te"],
        ["-f", "en", "-t", "hi", "-i", "a.txt", "-o", "b.txt", "--force", "-q"],
        ["--beam", "1", "--keep", "a", "--keep", "b", "-"],
        ["--to", "hi", "--memory", "--no-memory"],
    ],
)
def test_usual_command_lines_are_understood(argv):
    assert _front.arguments(argv) is not None


@pytest.mark.parametrize(
    "argv",
    [["--help"], ["--to"], ["--to", "--json"], ["--beam", "x"], ["--", "a"], ["-thi"], ["--nope"]],
)
def test_anything_else_is_left_to_typer(argv):
    assert _front.arguments(argv) is None


@pytest.mark.parametrize("argv", [[], ["--help"], ["languages"], ["doctor", "--to", "hi"]])
def test_other_commands_are_left_to_typer(argv):
    assert _front.command(argv) is None


@pytest.mark.parametrize(
    "argv", [["--version"], ["translate", "--to", "nonsense"]], ids=["version", "translate"]
)
def test_plain_command_lines_do_not_load_typer(argv):
    code = (
        "import sys; sys.argv = ['indictx', *sys.argv[1:]]\n"
        "from indictx.cli.main import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "print(sorted({'typer', 'pydantic', 'rich'} & set(sys.modules)))"
    )

    done = subprocess.run(
        [sys.executable, "-c", code, *argv], input="", capture_output=True, text=True, check=True
    )

    assert done.stdout.splitlines()[-1] == "[]"


def test_wildcards_are_left_to_typer_where_the_shell_keeps_them(monkeypatch):
    monkeypatch.setattr(_front.os, "name", "nt")

    assert _front.command(["translate", "-i", "*.txt"]) is None
    assert _front.command(["translate", "--to", "hi"]) is not None


def test_paths_are_paths():
    assert _front.arguments(["-i", "a.txt"]) == {"input_file": Path("a.txt")}
