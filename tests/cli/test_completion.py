from __future__ import annotations

import os
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indictx.cli._complete import complete_language
from indictx.languages import language, languages

# The installed command: Typer takes the name of the program from its first argument.
PROGRAM = "import sys; sys.argv[0] = 'indictx'; from indictx.cli.main import main; main()"


def values(incomplete: str) -> list[str]:
    return [value for value, _ in complete_language(incomplete)]


def test_a_tag_is_offered_with_its_english_name():
    assert ("ta", "Tamil") in complete_language("ta")


def test_a_name_is_offered_where_no_tag_begins_so():
    assert values("tami") == ["tamil"]
    assert values("Tami") == ["Tamil"]


def test_what_comes_before_the_last_comma_stays():
    assert "hi,ta" in values("hi,t")
    assert all(value.startswith("hi,") for value in values("hi,t"))


def test_everything_is_offered_before_anything_is_typed():
    assert values("") == [each.bcp47 for each in languages()]


def test_nothing_is_offered_for_what_is_no_language():
    assert complete_language("zzzz") == []


@given(
    st.sampled_from([each.name for each in languages() if "(" not in each.name]),
    st.integers(min_value=1, max_value=30),
    st.sampled_from(["", "hi,", "hi,mr,"]),
)
def test_every_offer_begins_with_what_was_typed_and_is_a_language(name, length, before):
    incomplete = before + name[:length].replace(" ", "-")

    for value in values(incomplete):
        assert value.startswith(incomplete)
        assert all(language(part) for part in value.split(","))


def completed(shell: str, line: str) -> list[str]:
    """What ``indictx`` offers a shell in which ``line`` is typed up to the cursor."""
    words = line.split(" ")
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        capture_output=True,
        text=True,
        env={
            **os.environ,
            "_INDICTX_COMPLETE": f"complete_{shell}",
            "COMP_WORDS": line,
            "COMP_CWORD": str(len(words) - 1),
            "_TYPER_COMPLETE_ARGS": line,
            "_TYPER_COMPLETE_FISH_ACTION": "get-args",
        },
    )
    assert done.stderr == ""
    return done.stdout.splitlines()


@pytest.mark.slow
@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_is_offered_the_commands(shell):
    offers = "\n".join(completed(shell, "indictx do"))

    assert "doctor" in offers


@pytest.mark.slow
@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_completion_script_of_a_shell_calls_the_program(shell):
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, "--show-completion", shell],
        capture_output=True,
        text=True,
        # Else Typer asks the processes above it which shell they are, and there is none in CI.
        env={**os.environ, "_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1"},
    )

    assert done.returncode == 0
    assert f"_INDICTX_COMPLETE=complete_{shell}" in done.stdout
