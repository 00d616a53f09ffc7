"""``indictx doctor``: what this installation is made of, for bug reports and for the curious."""

from __future__ import annotations

from typing import Annotated

import typer

from indictx.cli._lines import write_line


def doctor_command(
    *,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON object instead of lines.")
    ] = False,
    check: Annotated[
        bool, typer.Option("--check", help="Also load the model and translate a line with it.")
    ] = False,
) -> None:
    """Show versions, machine, folders, settings and models: what a bug report needs.

    Each setting is shown with the place that set it. Nothing is sent anywhere. When a settings
    file or a model is broken, the rest is shown first.

    \b
    Examples:
      indictx doctor
      indictx doctor --check --json
      indictx doctor | grep '^setting'
    """  # noqa: D301  (Typer wants the backspace character, which keeps the lines below it apart)
    from indictx.cli import _report

    report = _report.collect(check=check)
    if as_json:
        import json

        write_line(json.dumps(report.as_json(), ensure_ascii=False, indent=2), "\n")
    else:
        for key, value in report.lines():
            write_line(f"{key}: {value}", "\n")
    if report.error is not None:
        raise report.error
