from __future__ import annotations

import shutil
import subprocess
from typing import Annotated

import pytest
import typer
import typer.main

from indictx.cli._exit_codes import EXIT_CODES
from indictx.cli._tree import Parameter, describe
from indictx.cli.man import man_command, roff
from indictx.settings import SETTINGS, VARIABLES

app = typer.Typer(
    name="indictx",
    rich_markup_mode=None,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
below = typer.Typer(rich_markup_mode=None)


@app.callback()
def top() -> None:
    """Translate, on this machine."""


@app.command("greet")
def greet(
    name: Annotated[str, typer.Argument(help="Who.")],
    *,
    times: Annotated[int, typer.Option("--times", "-t", min=1, help="How often.")] = 1,
) -> None:
    """Say hello.

    A second paragraph
    on two lines, with a back\\slash.

    \b
    Examples:
      indictx greet 'आशा' --times 2
      .hidden | indictx greet -
    """


@app.command("secret", hidden=True)
def secret() -> None:
    """Not for the manual."""


@below.command("list")
def list_() -> None:
    """List them."""


app.add_typer(below, name="models", help="Work on models.")
app.command("man")(man_command)


@pytest.fixture(scope="module")
def program():
    return describe(typer.main.get_command(app), name="indictx")


def test_the_tree_has_every_visible_command_with_its_path(program):
    assert [command.path for command in program.walk()] == [
        "indictx",
        "indictx greet",
        "indictx man",
        "indictx models",
        "indictx models list",
    ]


def test_help_is_divided_into_summary_paragraphs_and_examples(program):
    greet_doc = program.commands[0]

    assert greet_doc.summary == "Say hello."
    assert greet_doc.paragraphs == ("A second paragraph on two lines, with a back\\slash.",)
    assert greet_doc.examples == (
        "indictx greet 'आशा' --times 2",
        ".hidden | indictx greet -",
    )


def test_parameters_have_labels_as_typed_and_help_with_defaults(program):
    greet_doc = program.commands[0]

    assert [each.help for each in greet_doc.arguments] == ["Who.  [required]"]
    assert greet_doc.options[0].label.startswith("-t, --times ")
    assert "default: 1" in greet_doc.options[0].help
    assert greet_doc.options[-1] == Parameter("-h, --help", "Show this message and exit.")


def test_the_page_has_the_sections_of_a_manual_page_in_order(program):
    headings = [line[4:] for line in roff(program) if line.startswith(".SH ")]

    assert headings == [
        "NAME",
        "SYNOPSIS",
        "DESCRIPTION",
        "OPTIONS",
        "COMMANDS",
        "ENVIRONMENT",
        "FILES",
        "EXIT STATUS",
    ]


def test_the_page_names_every_variable_and_exit_code(program):
    lines = set(roff(program))

    for name in [each.variable for each in SETTINGS] + [each.name for each in VARIABLES]:
        assert rf"\fB{name}\fR" in lines
    for code in EXIT_CODES:
        assert rf"\fB{code}\fR" in lines


def test_text_cannot_become_a_request_of_roff(program):
    lines = list(roff(program))

    assert r"\&.hidden | indictx greet \-" in lines
    assert r"A second paragraph on two lines, with a back\eslash." in lines


def test_the_command_prints_the_page_of_the_whole_program(program, capsysbinary):
    app(["man"], standalone_mode=False)

    printed = capsysbinary.readouterr().out.decode("utf-8")
    assert printed.splitlines() == list(roff(program))


@pytest.mark.skipif(shutil.which("groff") is None, reason="groff is not installed")
def test_groff_prints_the_page_without_a_warning(program):
    done = subprocess.run(
        ["groff", "-man", "-Tutf8", "-Kutf8", "-ww"],
        input="\n".join(roff(program)) + "\n",
        capture_output=True,
        encoding="utf-8",
    )

    assert done.returncode == 0
    assert done.stderr == ""
    assert "आशा" in done.stdout
    assert "--times 2" in done.stdout
