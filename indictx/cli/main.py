"""Entry point of the ``indictx`` command."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial

from indictx.cli._errors import run
from indictx.cli._front import command


def main() -> None:
    """Run the program with the arguments of the process, and exit."""
    sys.exit(run(_program(sys.argv[1:])))


def _program(argv: list[str]) -> Callable[[], object]:
    # A shell that asks for completions gives no arguments, so it is Typer that answers.
    if argv == ["--version"]:
        return _show_version
    if plain := command(argv):
        return plain
    from indictx.cli._usage import run_typer
    from indictx.cli.app import app

    return partial(run_typer, app)


def _show_version() -> None:
    from indictx import __version__

    print(f"indictx {__version__}")
