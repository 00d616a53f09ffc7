"""Runs the Typer app so that its complaints about a command line look like all other errors."""

from __future__ import annotations

import sys
from collections.abc import Callable

import typer

from indictx.errors import UsageError

# What pydantic, which checks values for Typer, writes around what a person needs to know.
_NOISE = {
    "Value error, ": "",
    "Input should be": "must be",
    ", unable to parse string as an integer": "",
    ", unable to parse string as a number": "",
}


def run_typer(app: Callable[..., object]) -> None:
    """Call a Typer app with the arguments of the process.

    Raises:
        UsageError: The command line cannot be understood.
        SystemExit: The command asked for an exit code other than 0.
    """
    try:
        code = app(standalone_mode=False)
    except typer.TyperException as error:
        raise _usage_error(error) from error
    if isinstance(code, int) and code:
        sys.exit(code)


def _usage_error(error: typer.TyperException) -> BaseException:
    message = error.format_message()
    context = getattr(error, "ctx", None)
    if message.startswith("Usage:"):  # a group without a command: its help is the message
        print(message, file=sys.stderr)
        return SystemExit(UsageError.exit_code)
    for noise, better in _NOISE.items():
        message = message.replace(noise, better)
    message = message.removesuffix(".")
    hint = f"see `{context.command_path} --help`" if context else None
    return UsageError(message[:1].lower() + message[1:], hint=hint)
