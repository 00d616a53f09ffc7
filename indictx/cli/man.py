"""``indictx man``: print a manual page, generated from the commands themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from indictx.cli._lines import write_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from indictx.cli._tree import CommandDoc, Parameter


def man_command(context: typer.Context) -> None:
    """Print the manual page of all commands, in the format of man.

    \b
    Examples:
      indictx man | man -l -
      indictx man > ~/.local/share/man/man1/indictx.1
    """  # noqa: D301  (Typer wants the backspace character, which keeps the lines below it apart)
    from typer.core import TyperCommand, TyperGroup

    from indictx.cli._tree import describe

    command = context.find_root().command
    if isinstance(command, TyperCommand | TyperGroup):
        for line in roff(describe(command, name="indictx")):
            write_line(line, "\n")


def roff(program: CommandDoc) -> Iterator[str]:
    """Yield the lines of a manual page, in the man macros of roff (man(7))."""
    from indictx import __version__

    name = program.path
    yield f'.TH {name.upper()} 1 "" "{name} {__version__}" "User commands"'
    yield ".SH NAME"
    yield rf"{_text(name)} \- {_text(program.summary.rstrip('.'))}"
    yield ".SH SYNOPSIS"
    yield from _synopsis(program)
    yield ".SH DESCRIPTION"
    yield _text(program.summary)
    yield from _paragraphs(program)
    yield ".SH OPTIONS"
    yield from _entries(program.options)
    yield ".SH COMMANDS"
    for command in program.walk():
        if command is not program:
            yield from _command(command)
    yield from _settings()
    yield from _exit_codes()


def _command(command: CommandDoc) -> Iterator[str]:
    yield f".SS {_text(command.path.partition(' ')[2])}"
    yield from _synopsis(command)
    yield ".PP"
    yield _text(command.summary)
    yield from _paragraphs(command)
    yield from _entries(command.arguments + command.options)
    if command.examples:
        yield ".PP"
        yield "Examples:"
        yield ".PP"
        yield ".nf"
        yield ".RS 4"
        yield from map(_text, command.examples)
        yield ".RE"
        yield ".fi"


def _synopsis(command: CommandDoc) -> Iterator[str]:
    yield rf"\fB{_text(command.path)}\fR {_text(command.usage)}"


def _paragraphs(command: CommandDoc) -> Iterator[str]:
    for paragraph in command.paragraphs:
        yield ".PP"
        yield _text(paragraph)


def _entries(parameters: Iterable[Parameter]) -> Iterator[str]:
    for parameter in parameters:
        yield from _entry(parameter.label, parameter.help)


def _entry(label: str, text: str) -> Iterator[str]:
    yield ".TP"
    yield rf"\fB{_text(label)}\fR"
    yield _text(text)


def _settings() -> Iterator[str]:
    from indictx.settings import SETTINGS, VARIABLES

    yield ".SH ENVIRONMENT"
    for setting in SETTINGS:
        yield from _entry(setting.variable, setting.help)
    for variable in VARIABLES:
        yield from _entry(variable.name, variable.help)
    yield ".SH FILES"
    yield from _entry("indictx.toml", "Settings of a project, in its folder or above it.")
    yield from _entry("$XDG_CONFIG_HOME/indictx/config.toml", "Settings of a user.")


def _exit_codes() -> Iterator[str]:
    from indictx.cli._exit_codes import EXIT_CODES

    yield ".SH EXIT STATUS"
    for code, meaning in EXIT_CODES.items():
        yield from _entry(str(code), meaning)


def _text(text: str) -> str:
    r"""Return ``text`` so that roff prints it as it is, and copied options keep their ASCII ``-``."""
    escaped = text.replace("\\", r"\e").replace("-", r"\-").replace("~", r"\(ti")
    escaped = escaped.replace("^", r"\(ha").replace("`", r"\(ga").replace("'", r"\(aq")
    # A dot or an apostrophe at the start of a line is a request of roff.
    return rf"\&{escaped}" if escaped.startswith((".", r"\(aq")) else escaped
