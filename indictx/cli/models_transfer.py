"""``indictx models pull``, ``export`` and ``import``: whole models in and out."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Annotated

import typer

from indictx.settings import resolve

ForceOption = Annotated[bool, typer.Option("--force", help="Replace a model that is installed.")]
QuietOption = Annotated[
    bool | None, typer.Option("--quiet", "-q", help="Say nothing but errors on stderr.")
]


def pull_command(
    model: Annotated[
        str,
        typer.Argument(
            metavar="MODEL",
            help="A known name, hf:owner/repo[@revision], a URL, or a path with a slash.",
        ),
    ],
    *,
    name: Annotated[
        str, typer.Option("--name", metavar="NAME", help="Install under this name.")
    ] = "",
    like: Annotated[
        str,
        typer.Option("--like", metavar="NAME", help="Treat a repository like this known model."),
    ] = "",
    token_file: Annotated[
        Path | None,
        typer.Option("--token-file", metavar="FILE", help="File with the token for the hub."),
    ] = None,
    allow_pickle: Annotated[
        bool,
        typer.Option("--allow-pickle", help="Take weights that only exist as pytorch_model.bin."),
    ] = False,
    force: ForceOption = False,
    offline: Annotated[
        bool | None, typer.Option("--offline", help="Refuse to open the network.")
    ] = None,
    quiet: QuietOption = None,
) -> None:
    """Download a model and install it; what was interrupted goes on where it stopped.

    The licence is shown before the first byte comes. Every file is compared with the hash in
    the list of known models, or, where none is known, with the hub's; it is remembered, and compared
    with from then on. Programs in a repository are neither fetched nor run.

    \b
    Examples:
      indictx models pull indictrans2-en-indic
      indictx models pull nllb-200-distilled-600m-ct2 --quiet
      indictx models pull ./model.indictx
    """  # noqa: D301  (Typer wants the backspace character, which keeps the lines below it apart)
    from indictx.cli._pull_report import PullReport
    from indictx.models.pull import PullOptions, human, pull
    from indictx.models.reference import parse_reference

    values = {
        key: bool(each.value) for key, each in resolve({"offline": offline, "quiet": quiet}).items()
    }
    options = PullOptions(
        force=force,
        offline=values["offline"],
        allow_pickle=allow_pickle,
        token_file=token_file,
        like=like,
        name=name,
    )
    draws = sys.stderr.isatty() and not values["no_progress"]
    begun = time.monotonic()
    with PullReport(quiet=values["quiet"], progress=draws) as report:
        done = pull(parse_reference(model), options=options, progress=report, say=report.say)
        size, elapsed = human(done.manifest.size_bytes), time.monotonic() - begun
        if done.is_new:
            report.say(f"installed {done.manifest.name}: {size} in {elapsed:.1f} s")
        else:
            report.say(f"{done.manifest.name} is installed already")


def export_command(
    model: Annotated[str, typer.Argument(metavar="MODEL", help="Name of an installed model.")],
    *,
    output: Annotated[
        Path,
        typer.Option("--output", "-o", metavar="FILE", help="Bundle to write, NAME.indictx."),
    ],
    force: Annotated[bool, typer.Option("--force", help="Overwrite the file.")] = False,
    quiet: QuietOption = None,
) -> None:
    """Write a model into one file, for a machine without network.

    The same model gives the same file, byte for byte. Its licence and attribution go with it.

    \b
    Examples:
      indictx models export indictx-mini -o indictx-mini.indictx
    """  # noqa: D301
    from indictx.errors import UsageError
    from indictx.models.bundle import export_bundle
    from indictx.models.pull import human
    from indictx.models.store import find_installed

    if output == Path("-"):
        raise UsageError("a bundle is not written to standard output", hint="name a file")
    size = export_bundle(find_installed(model), output, force=force)
    if not resolve({"quiet": quiet})["quiet"].value:
        print(f"wrote {output}: {human(size)}", file=sys.stderr)


def import_command(
    bundle: Annotated[
        Path, typer.Argument(metavar="FILE", help="A bundle, or a folder with a manifest.toml.")
    ],
    *,
    force: ForceOption = False,
    quiet: QuietOption = None,
) -> None:
    """Install a model from a bundle that `indictx models export` wrote.

    Exit code 5 if the file is no whole bundle or holds what a bundle may not hold, and 7 if a file
    in it differs from its manifest; then nothing is installed.

    \b
    Examples:
      indictx models import indictx-mini.indictx
    """  # noqa: D301
    from indictx.cli._model_record import harmless
    from indictx.models.bundle import import_path

    manifest = import_path(bundle, force=force)
    if not resolve({"quiet": quiet})["quiet"].value:
        licence = harmless(manifest.licence)
        print(f"installed {manifest.name} {manifest.version}; licence {licence}", file=sys.stderr)
