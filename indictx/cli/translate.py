"""``indictx translate``: arguments, standard input or one file in; lines, columns or JSON out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from indictx.cli._complete import complete_language
from indictx.cli._options import Beam, Rerank
from indictx.cli._translation import translate_lines


def translate_command(
    text: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="TEXT...",
            help="Text to translate, several joined by spaces; `-` or nothing reads standard input.",
            show_default=False,
        ),
    ] = None,
    *,
    src: Annotated[
        str | None,
        typer.Option(
            "--from",
            "-f",
            metavar="LANG",
            help="Language of the text, by any code or name; auto detects it line by line.",
            autocompletion=complete_language,
        ),
    ] = None,
    to: Annotated[
        list[str] | None,
        typer.Option(
            "--to",
            "-t",
            metavar="LANG[,LANG...]",
            help="Language of the translation; several give one column each.",
            autocompletion=complete_language,
        ),
    ] = None,
    input_file: Annotated[
        Path | None, typer.Option("--input", "-i", metavar="FILE", help="Read this file.")
    ] = None,
    output_file: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="FILE", help="Write this file, whole or not at all."
        ),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Overwrite the output file.")] = False,
    model: Annotated[
        str | None, typer.Option("--model", "-m", help="Name of an installed model, or its folder.")
    ] = None,
    beam: Beam = None,
    rerank: Rerank = None,
    alternatives: Annotated[
        int | None, typer.Option("--alternatives", help="Translations for each line, best first.")
    ] = None,
    scores: Annotated[
        bool, typer.Option("--scores", help="Add a column with the score in nats; 0 is best.")
    ] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print JSON Lines, one object for each translation.")
    ] = False,
    header: Annotated[
        bool, typer.Option("--header", help="Print the names of the columns first.")
    ] = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Say which installed model was chosen, and why.")
    ] = False,
    keep: Annotated[
        list[Path] | None,
        typer.Option("--keep", metavar="FILE", help="File of terms to leave as they are; repeat."),
    ] = None,
    keep_regex: Annotated[
        list[str] | None,
        typer.Option("--keep-regex", metavar="REGEX", help="Leave matches as they are; repeat."),
    ] = None,
    glossary: Annotated[
        list[str] | None,
        typer.Option(
            "--glossary",
            "-g",
            metavar="FILE",
            help="CSV, TSV or TBX of terms; or health, agriculture, education. Repeat.",
        ),
    ] = None,
    digits: Annotated[
        str | None,
        typer.Option(
            "--digits", help="keep: 0-9 and the target's own digits stay; native: always its own."
        ),
    ] = None,
    memory: Annotated[
        bool | None,
        typer.Option(
            "--memory/--no-memory", help="Reuse and store translations of lines; default: no."
        ),
    ] = None,
    strict: Annotated[
        bool | None, typer.Option("--strict", help="Exit with 9 if any line is flagged.")
    ] = None,
    errors: Annotated[
        str | None,
        typer.Option(
            "--errors", help="Bytes that are not UTF-8: strict, replace or surrogateescape."
        ),
    ] = None,
    threads: Annotated[
        int | None, typer.Option("--threads", help="Cores to use; 0 is all of them.")
    ] = None,
    window: Annotated[
        int | None, typer.Option("--window", help="Lines read ahead and sorted together.")
    ] = None,
    batch_pieces: Annotated[
        int | None, typer.Option("--batch-pieces", help="Pieces decoded together, times beams.")
    ] = None,
    no_progress: Annotated[
        bool | None, typer.Option("--no-progress", help="Show no progress on a terminal.")
    ] = None,
    quiet: Annotated[
        bool | None, typer.Option("--quiet", "-q", help="Say nothing but errors on stderr.")
    ] = None,
) -> None:
    """Translate text, line by line: one line in, one line out, white space and markup kept.

    \b
    Examples:
      indictx translate --to hi "Where is the nearest hospital?"
      tail -f notes.txt | indictx translate --to hi
      indictx translate --to hi -i report.txt -o report.hi.txt
    """  # noqa: D301  (Typer wants the backspace character, which keeps the lines below it apart)
    translate_lines(
        text,
        input_file=input_file,
        output_file=output_file,
        force=force,
        scores=scores,
        as_json=as_json,
        header=header,
        explain=explain,
        **{"from": src},
        to=to,
        model=model,
        beam=beam,
        rerank=rerank,
        alternatives=alternatives,
        keep=keep,
        keep_regex=keep_regex,
        glossary=glossary,
        digits=digits,
        memory=memory,
        strict=strict,
        errors=errors,
        threads=threads,
        window=window,
        batch_pieces=batch_pieces,
        no_progress=no_progress,
        quiet=quiet,
    )
