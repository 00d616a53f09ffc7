"""The Typer app, built from the command files; :mod:`indictx.cli.main` runs it."""

from __future__ import annotations

from typing import Annotated

import typer

from indictx import __version__
from indictx.cli.batch import batch_command
from indictx.cli.bench import bench_command
from indictx.cli.doctor import doctor_command
from indictx.cli.evaluate import evaluate_command
from indictx.cli.languages import languages_command
from indictx.cli.man import man_command
from indictx.cli.memory import memory_app
from indictx.cli.models import models_app
from indictx.cli.text import (
    detect_command,
    normalize_command,
    split_command,
    tokenize_command,
    transliterate_command,
)
from indictx.cli.train import train_app
from indictx.cli.translate import translate_command

app = typer.Typer(
    name="indictx",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Translate India's languages on this machine: no network, no account, text stays here.",
)


def _show_version(value: bool) -> None:
    if value:
        print(f"indictx {__version__}")
        raise typer.Exit


@app.callback()
def top(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_show_version, is_eager=True, help="Show the version and exit."
        ),
    ] = False,
) -> None:
    """Translate India's languages on this machine: no network, no account, text stays here."""


app.command("translate")(translate_command)
app.command("batch")(batch_command)
app.add_typer(memory_app, name="memory")
app.command("languages")(languages_command)
app.command("normalize")(normalize_command)
app.command("tokenize")(tokenize_command)
app.command("split")(split_command)
app.command("transliterate")(transliterate_command)
app.command("detect")(detect_command)
app.add_typer(models_app, name="models")
app.command("evaluate")(evaluate_command)
app.command("bench")(bench_command)
app.add_typer(train_app, name="train")
app.command("doctor")(doctor_command)
app.command("man")(man_command)
