from __future__ import annotations

import inspect
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import typer.main

from indictx import errors, settings
from indictx.cli._exit_codes import EXIT_CODES
from indictx.cli._tree import describe
from indictx.cli.app import app
from indictx.languages import languages

ROOT = Path(__file__).parents[2]
REFERENCE = ROOT / "docs" / "reference"
PROGRAM = describe(typer.main.get_command(app), name="indictx")
COMMANDS = list(PROGRAM.walk())
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])

CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)\s]*)?\)")
VARIABLE = re.compile(r"INDICTX_[A-Z_]+[A-Z]")


def reference(name: str) -> str:
    return (REFERENCE / name).read_text(encoding="utf-8")


def links(page: Path) -> list[str]:
    """Return the targets of the page's links, without those in code."""
    return LINK.findall(CODE.sub("", page.read_text(encoding="utf-8")))


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_the_reference_is_what_the_code_says_now():
    done = subprocess.run(
        [sys.executable, ROOT / "docs" / "generate.py", "--check"], capture_output=True, text=True
    )

    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.path)
def test_every_command_says_what_it_does(command):
    assert command.summary.endswith(".")
    assert all(parameter.help for parameter in command.arguments + command.options)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.path)
def test_every_command_has_examples_that_call_it(command):
    if command.commands:
        pytest.skip("a group of commands")

    assert command.examples
    assert any(command.path in example for example in command.examples)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.path)
def test_every_command_is_in_the_reference(command):
    assert f"\n## `{command.path}`\n" in reference("cli.md")


def test_every_error_class_is_in_the_reference():
    page = reference("exit-codes.md")

    for name, each in inspect.getmembers(errors, inspect.isclass):
        if issubclass(each, errors.IndictxError):
            assert f"`{name}` ({each.exit_code})" in page
            assert each.exit_code in EXIT_CODES


def test_every_variable_that_the_code_names_is_in_the_reference():
    page = reference("settings.md")
    sources = (ROOT / "indictx").rglob("*.py")
    named = {
        name for path in sources for name in VARIABLE.findall(path.read_text(encoding="utf-8"))
    }
    known = {each.variable for each in settings.SETTINGS}

    assert known
    for name in named | known | {each.name for each in settings.VARIABLES}:
        assert f"`{name}`" in page


def test_every_variable_that_the_docs_name_exists():
    known = {each.variable for each in settings.SETTINGS}
    known |= {each.name for each in settings.VARIABLES}

    for page in PAGES:
        unknown = set(VARIABLE.findall(page.read_text(encoding="utf-8"))) - known
        assert not unknown, relative(page)


def test_every_language_is_in_the_reference():
    page = reference("languages.md")

    for each in languages():
        assert f"| `{each.code}` | `{each.bcp47}` |" in page


@pytest.mark.parametrize("page", PAGES, ids=relative)
def test_relative_links_lead_to_files(page):
    for target in links(page):
        if not target.startswith(("https://", "http://", "mailto:")):
            assert (page.parent / target).exists(), target


@pytest.mark.parametrize(
    "page", sorted((ROOT / "docs").rglob("*.md")), ids=lambda page: relative(page)
)
def test_every_page_is_reached_from_the_index(page):
    index = ROOT / "docs" / "index.md"
    if page == index:
        pytest.skip("the index itself")

    assert page.relative_to(index.parent).as_posix() in links(index)


def test_settings_files_in_the_how_to_are_accepted(tmp_path, monkeypatch):
    page = (ROOT / "docs" / "how-to" / "configure.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```toml\n(.*?)```", page, re.DOTALL)

    assert blocks
    for block in blocks:
        (tmp_path / "indictx.toml").write_text(block, encoding="utf-8")
        values = settings.resolve({}, cwd=tmp_path)
        for key in tomllib.loads(block):
            assert values[key].source == str(tmp_path / "indictx.toml")


def test_python_in_the_readme_runs():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```python\n(.*?)```", readme, re.DOTALL)

    assert blocks
    for block in blocks:
        exec(compile(block, "README.md", "exec"), {})


def test_makefile_targets_in_the_docs_exist():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))

    for page in PAGES:
        named = set(re.findall(r"`?make ([a-z]+)`", page.read_text(encoding="utf-8")))
        assert named <= targets | {"check"}, relative(page)
