"""``indictx models convert``: a downloaded model of another family → a folder we can translate with."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from indictx.cli._lines import write_line
from indictx.errors import UsageError

_FAMILIES = "indictrans2, nllb, m2m100, madlad, opus_mt or argos"


def convert_command(
    path: Annotated[
        Path,
        typer.Argument(help="Folder of the original files, or an .argosmodel file."),
    ],
    *,
    family: Annotated[
        str, typer.Option("--family", help=f"What it is: {_FAMILIES}.", show_default=False)
    ],
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            help="Folder to write; by default one of the model's name among your models.",
            show_default=False,
        ),
    ] = None,
    name: Annotated[
        str | None,
        typer.Option(
            "--name", help="Name of the model; by default that of PATH.", show_default=False
        ),
    ] = None,
    pair: Annotated[
        list[str] | None,
        typer.Option(
            "--pair",
            help="A direction such as en-hi, where the files do not tell; may be repeated.",
            show_default=False,
        ),
    ] = None,
    quantization: Annotated[
        str, typer.Option("--quantization", help="int8, int8_float32 or float32.")
    ] = "int8",
    licence: Annotated[
        str, typer.Option("--licence", help="SPDX identifier of the licence of the weights.")
    ] = "unknown",
    attribution: Annotated[str, typer.Option("--attribution", help="Who made the model.")] = "",
    rotary_dim: Annotated[
        int | None,
        typer.Option(
            "--rotary-dim",
            help="Rotated values of each head of a rotary IndicTrans2; half of them by default.",
            show_default=False,
            min=2,
        ),
    ] = None,
    allow_pickle: Annotated[
        bool,
        typer.Option("--allow-pickle", help="Also read pytorch_model.bin, tensors only."),
    ] = False,
    force: Annotated[bool, typer.Option("--force", help="Replace a folder that is there.")] = False,
) -> None:
    """Convert a model that you have downloaded, and print the folder it is in.

    Nothing in PATH is run: weights are read from safetensors. IndicTrans2 and Argos need nothing
    else; the other families need torch and transformers: pip install 'indictx[convert]'.

    \b
    Examples:
      indictx models convert indictrans2-en-indic-dist-200M --family indictrans2 --licence MIT
      indictx models convert opus-mt-en-hi --family opus_mt -o models/opus-en-hi
      indictx models convert translate-en_hi-1_1.argosmodel --family argos
    """  # noqa: D301  (Typer wants the backspace character, which keeps the lines below it apart)
    from indictx.languages import Pair
    from indictx.models.convert import ConvertOptions, Label, convert

    if not path.exists():
        raise UsageError(f"no file or folder {str(path)!r}")
    label = Label(
        name=name or _name(path),
        family=family,
        licence=licence,
        attribution=attribution,
        compute_type=quantization,
    )
    options = ConvertOptions(
        pairs=tuple(str(Pair.parse(one)) for one in pair or []),
        rotary_dim=rotary_dim,
        allow_pickle=allow_pickle,
        force=force,
    )
    manifest = convert(path, output or _folder(label.name), label, options)
    write_line(str(manifest.folder), "\n")


def _name(path: Path) -> str:
    return path.resolve().name.removesuffix(".argosmodel")


def _folder(name: str) -> Path:
    from indictx import settings

    return settings.home() / "models" / name
