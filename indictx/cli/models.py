"""``indictx models``: what there is, what it may be used for, and whether it is whole.

What moves whole models in and out is in ``models_transfer``.
"""

from __future__ import annotations

import contextlib
import json
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from indictx.cli._complete import complete_language
from indictx.cli._lines import write_line
from indictx.cli.convert import convert_command
from indictx.cli.models_transfer import export_command, import_command, pull_command
from indictx.errors import ModelError, ModelIntegrityError, UsageError

if TYPE_CHECKING:
    from indictx.cli._model_record import Entry
    from indictx.models.manifest import ModelManifest
    from indictx.models.verify import BadFile

JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON Lines, one object a model.")]
ModelArgument = Annotated[
    str, typer.Argument(metavar="MODEL", help="Name of a model, name@version, or its folder.")
]

models_app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="List, pull, check, share and remove models; only `pull` ever opens the network.",
)


def list_command(
    *,
    installed: Annotated[
        bool, typer.Option("--installed", help="Only those that are on this machine.")
    ] = False,
    lang: Annotated[
        str | None,
        typer.Option(
            "--lang",
            metavar="LANG",
            help="Only those that know this language, by any code or name.",
            autocompletion=complete_language,
        ),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """List models: name, version, state, size, licence and title, separated by tabs.

    The state is installed, bundled, or known: then `indictx models pull` brings it. A model that
    cannot be read is named after the others; then the exit code is 3.

    \b
    Examples:
      indictx models list
      indictx models list --installed
      indictx models list --lang ta --json
    """  # noqa: D301  (Typer wants the backspace character, which keeps the lines below it apart)
    from indictx.cli._model_record import entries, harmless, record
    from indictx.languages import language
    from indictx.models.store import broken

    code = None if lang is None else language(lang).code
    for entry in entries():
        if installed and entry.state == "known":
            continue
        if code is not None and code not in entry.manifest.languages:
            continue
        if as_json:
            _write_json(record(entry))
        else:
            write_line("\t".join(map(harmless, _columns(entry))), "\n")
    for error in broken():
        raise error


def show_command(model: ModelArgument, *, as_json: JsonOption = False) -> None:
    """Show what is known about a model: languages, licence, source, size and folder.

    \b
    Examples:
      indictx models show indictx-mini
      indictx models show indictrans2-en-indic --json
    """  # noqa: D301
    from indictx.cli._model_record import find_entry, lines, record

    entry = find_entry(model)
    if as_json:
        _write_json(record(entry))
        return
    for line in lines(entry):
        write_line(line, "\n")


def path_command(model: ModelArgument) -> None:
    """Print the folder of an installed model.

    \b
    Examples:
      indictx models path indictx-mini
    """  # noqa: D301
    from indictx.models.store import find_installed

    write_line(str(find_installed(model).folder), "\n")


def verify_command(
    models: Annotated[
        list[str] | None,
        typer.Argument(metavar="MODEL...", help="Models to check; none is all that are installed."),
    ] = None,
    *,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print JSON Lines, one object a file that is bad.")
    ] = False,
) -> None:
    """Read every byte of models and compare with their manifests; exit with 7 if one differs.

    Prints a line for each file that is missing, damaged or too many: path, what was found, what
    was expected, separated by tabs. Nothing is printed for a model that is whole.

    \b
    Examples:
      indictx models verify
      indictx models verify indictx-mini --json
    """  # noqa: D301
    from indictx.models.store import broken, find_installed, installed

    manifests = [find_installed(name) for name in models] if models else installed()
    first: BadFile | None = None
    for manifest in manifests:
        for bad in _bad_files(manifest, as_json=as_json):
            first = first or bad
    if first is not None:
        raise ModelIntegrityError(str(first.path), found=first.found, expected=first.expected)
    for error in () if models else broken():
        raise error
    count = len(manifests)
    print(f"{count} models are whole" if count != 1 else "1 model is whole", file=sys.stderr)


def _bad_files(manifest: ModelManifest, *, as_json: bool) -> Iterator[BadFile]:
    from indictx.models.verify import bad_files

    for bad in bad_files(manifest):
        if as_json:
            row = {"path": str(bad.path), "found": bad.found, "expected": bad.expected}
            _write_json({"model": manifest.name, **row})
        else:
            write_line(f"{bad.path}\t{bad.found}\t{bad.expected}", "\n")
        yield bad


def remove_command(
    models: Annotated[
        list[str], typer.Argument(metavar="MODEL...", help="Names of installed models.")
    ],
) -> None:
    """Remove models from this machine, also broken ones; the bundled one stays.

    \b
    Examples:
      indictx models remove indictrans2-en-indic
    """  # noqa: D301
    from indictx.models.pull import human
    from indictx.models.store import remove

    for name in models:
        freed = remove(name)
        print(f"removed {name}: {human(freed)} are free again", file=sys.stderr)
    _say_lost_default()


def _say_lost_default() -> None:
    """Say which place makes a model the default that is not here."""
    from indictx.models.store import find_installed
    from indictx.settings import resolve

    with contextlib.suppress(UsageError):  # settings that cannot be read name nothing
        value = resolve({})["model"]
        try:
            if value.value is not None:
                find_installed(str(value.value))
        except ModelError:
            print(
                f"note: {value.source} still names {value.value!r};"
                " `indictx models default --unset` changes that",
                file=sys.stderr,
            )


def default_command(
    model: Annotated[
        str | None, typer.Argument(metavar="MODEL", help="Model to use where none is named.")
    ] = None,
    *,
    unset: Annotated[
        bool, typer.Option("--unset", help="Choose the best installed model again.")
    ] = False,
) -> None:
    """Say which model translates where none is named, by a line in the user's settings file.

    Without MODEL, prints the one that is set; nothing if the best installed one is chosen.

    \b
    Examples:
      indictx models default
      indictx models default indictx-mini
      indictx models default --unset
    """  # noqa: D301
    from indictx.settings import resolve
    from indictx.settings.edit import set_user_values

    if model is not None and unset:
        raise UsageError("MODEL and --unset are two wishes", hint="give one of them")
    if model is None and not unset:
        value = resolve({})["model"].value
        if value is not None:
            write_line(str(value), "\n")
        return
    path = set_user_values({"model": None if model is None else _settled(model)})
    value = resolve({})["model"]
    if model is not None and value.source != str(path):
        print(f"note: {value.source} is stronger, and says {value.value}", file=sys.stderr)


def _settled(query: str) -> str:
    """Return what finds an installed model again from any folder."""
    from indictx.models.store import find_installed, installed_folders

    manifest = find_installed(query)
    in_place = manifest.folder in installed_folders()
    return manifest.name if in_place else str(manifest.folder)


def _columns(entry: Entry) -> tuple[str, ...]:
    from indictx.models.pull import human

    manifest = entry.manifest
    marks = [manifest.licence]
    marks += ["non-commercial"] if manifest.terms.non_commercial else []
    marks += ["gated"] if manifest.terms.gated else []
    known = manifest.source.known_bytes if manifest.source else 0
    size = f"> {human(known)}" if known else "-"
    if entry.size_bytes is not None:
        size = human(entry.size_bytes)
    title = manifest.title or manifest.family
    return (manifest.name, manifest.version, entry.state, size, ", ".join(marks), title)


def _write_json(row: dict[str, object]) -> None:
    write_line(json.dumps(row, ensure_ascii=False), "\n")


models_app.command("list")(list_command)
models_app.command("show")(show_command)
models_app.command("pull")(pull_command)
models_app.command("convert")(convert_command)
models_app.command("verify")(verify_command)
models_app.command("remove")(remove_command)
models_app.command("path")(path_command)
models_app.command("default")(default_command)
models_app.command("export")(export_command)
models_app.command("import")(import_command)
