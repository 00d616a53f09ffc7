"""The command tree as plain data, read from the Typer app; the man page and the reference print it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import typer
from typer.core import TyperArgument, TyperCommand, TyperGroup

# Typer keeps the lines of a paragraph apart that begins with the backspace character.
_VERBATIM = "\b\n"


@dataclass(frozen=True, slots=True)
class Parameter:
    """One argument or option.

    Attributes:
        label: As it is written on the command line: ``-t, --to LANG``.
        help: A sentence, with default and range in square brackets.
    """

    label: str
    help: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandDoc:
    """One command and those below it.

    Attributes:
        path: All words that call it: ``indictx models pull``.
        usage: What follows the path: ``[OPTIONS] [TEXT]...``.
        summary: First paragraph of the help, one line.
        paragraphs: The other paragraphs, each one line.
        examples: Command lines of the paragraph headed ``Examples:``.
        arguments: In the order of the command line.
        options: ``--help`` last.
        commands: In the order of the help.
    """

    path: str
    usage: str
    summary: str
    paragraphs: tuple[str, ...]
    examples: tuple[str, ...]
    arguments: tuple[Parameter, ...]
    options: tuple[Parameter, ...]
    commands: tuple[CommandDoc, ...]

    def walk(self) -> Iterator[CommandDoc]:
        """Yield this command, then all those below it, depth first."""
        yield self
        for command in self.commands:
            yield from command.walk()


def describe(
    command: TyperCommand | TyperGroup, *, name: str, parent: typer.Context | None = None
) -> CommandDoc:
    """Return the documentation of ``command`` and of all visible commands below it.

    Args:
        command: What ``typer.main.get_command`` returns, or a member of its ``commands``.
        name: Last word of the command's path.
        parent: Context of the group above it.
    """
    context = typer.Context(
        command, info_name=name, parent=parent, **(command.context_settings or {})
    )
    blocks = re.split(r"\n{2,}", (command.help or "").strip("\n"))
    examples, paragraphs = _divided(blocks)
    below = command.commands if isinstance(command, TyperGroup) else {}
    return CommandDoc(
        path=context.command_path,
        usage=" ".join(command.collect_usage_pieces(context)),
        summary=paragraphs[0] if paragraphs else "",
        paragraphs=tuple(paragraphs[1:]),
        examples=tuple(examples),
        arguments=_parameters(command, context, arguments=True),
        options=_parameters(command, context, arguments=False),
        commands=tuple(
            describe(each, name=word, parent=context)
            for word, each in below.items()
            if not each.hidden and isinstance(each, TyperCommand | TyperGroup)
        ),
    )


def _divided(blocks: list[str]) -> tuple[list[str], list[str]]:
    """Return the lines of the examples, and the other paragraphs, each as one line."""
    examples: list[str] = []
    paragraphs: list[str] = []
    for block in blocks:
        lines = [line.strip() for line in block.removeprefix(_VERBATIM).splitlines()]
        if lines and lines[0] == "Examples:":
            examples += lines[1:]
        elif any(lines):
            paragraphs.append(" ".join(lines))
    return examples, paragraphs


def _parameters(
    command: TyperCommand | TyperGroup, context: typer.Context, *, arguments: bool
) -> tuple[Parameter, ...]:
    chosen = (
        parameter.get_help_record(context)
        for parameter in command.get_params(context)
        if isinstance(parameter, TyperArgument) is arguments
    )
    return tuple(Parameter(*record) for record in chosen if record)
