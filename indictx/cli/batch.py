"""``indictx batch``: documents in, documents out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from indictx.cli._complete import complete_language
from indictx.cli._options import Beam, Rerank


def batch_command(
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH...",
            help="Files, folders (with all below them), patterns; `-` reads a list of paths.",
            show_default=False,
        ),
    ],
    *,
    src: Annotated[
        str | None,
        typer.Option(
            "--from",
            "-f",
            metavar="LANG",
            help="Language of the documents, by any code or name; auto detects it by segment.",
            autocompletion=complete_language,
        ),
    ] = None,
    to: Annotated[
        list[str] | None,
        typer.Option(
            "--to",
            "-t",
            metavar="LANG[,LANG...]",
            help="Language of the translation; several give a folder each.",
            autocompletion=complete_language,
        ),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out", "-o", metavar="DIR", help="Folder of the outputs; it mirrors the inputs."
        ),
    ] = None,
    in_place: Annotated[
        bool, typer.Option("--in-place", help="Replace the inputs; originals are kept as backups.")
    ] = False,
    backup: Annotated[
        str, typer.Option("--backup", metavar="SUFFIX", help="Added to the name of an original.")
    ] = ".orig",
    name: Annotated[
        str | None,
        typer.Option(
            "--name",
            metavar="TEMPLATE",
            help="Names of outputs, such as {stem}.{tag}{ext}; fields: dir stem ext name lang tag.",
        ),
    ] = None,
    format_name: Annotated[
        str | None,
        typer.Option(
            "--format", metavar="NAME", help="Format of all files; default: by each file."
        ),
    ] = None,
    encoding: Annotated[
        str | None, typer.Option("--encoding", help="Encoding of the inputs; default: UTF-8.")
    ] = None,
    columns: Annotated[
        str | None,
        typer.Option(
            "--columns", metavar="NAME[,...]", help="Columns of tables, by name or number from 1."
        ),
    ] = None,
    fields: Annotated[
        str | None,
        typer.Option("--fields", metavar="PATH[,...]", help="JSON fields, such as items.*.title."),
    ] = None,
    header: Annotated[
        bool | None,
        typer.Option(
            "--header/--no-header",
            help="Whether the first row of a table names its columns; default: guess.",
        ),
    ] = None,
    append: Annotated[
        bool, typer.Option("--append", help="Add columns or fields instead of replacing texts.")
    ] = False,
    all_entries: Annotated[
        bool, typer.Option("--all", help="Translate again what files have translated already.")
    ] = False,
    width: Annotated[
        int, typer.Option("--width", min=1, help="Longest line of a subtitle, in letters.")
    ] = 42,
    join_cues: Annotated[
        bool,
        typer.Option(
            "--join-cues/--no-join-cues", help="Translate sentences across subtitles as one."
        ),
    ] = True,
    model: Annotated[
        str | None, typer.Option("--model", "-m", help="Name of an installed model, or its folder.")
    ] = None,
    beam: Beam = None,
    rerank: Rerank = None,
    glossary: Annotated[
        list[str] | None,
        typer.Option(
            "--glossary",
            "-g",
            metavar="FILE",
            help="CSV, TSV or TBX of terms; or health, agriculture, education. Repeat.",
        ),
    ] = None,
    keep: Annotated[
        list[Path] | None,
        typer.Option("--keep", metavar="FILE", help="File of terms to leave as they are; repeat."),
    ] = None,
    keep_regex: Annotated[
        list[str] | None,
        typer.Option("--keep-regex", metavar="REGEX", help="Leave matches as they are; repeat."),
    ] = None,
    digits: Annotated[
        str | None,
        typer.Option(
            "--digits", help="keep: 0-9 and the target's own digits stay; native: always its own."
        ),
    ] = None,
    check: Annotated[
        bool,
        typer.Option(
            "--check", help="Compare numbers, tags, URLs, length and more; flag what differs."
        ),
    ] = False,
    strict: Annotated[
        bool | None, typer.Option("--strict", help="Exit with 9 if any segment is flagged.")
    ] = None,
    report: Annotated[
        Path | None,
        typer.Option("--report", metavar="FILE", help="Write a report, .json or .html."),
    ] = None,
    memory: Annotated[
        bool | None,
        typer.Option(
            "--memory/--no-memory",
            help="Reuse and store translations of earlier runs; default: yes.",
        ),
    ] = None,
    fuzzy: Annotated[
        float | None,
        typer.Option(
            "--fuzzy", metavar="RATIO", help="Report similar texts of the memory; 0.85 is usual."
        ),
    ] = None,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on where an earlier batch stopped.")
    ] = False,
    force: Annotated[
        bool, typer.Option("--force", help="Replace outputs; forget an unfinished batch.")
    ] = False,
    keep_going: Annotated[
        bool, typer.Option("--keep-going", "-k", help="Translate the others when a file fails.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", "-n", help="Print what would be done, and stop.")
    ] = False,
    segments: Annotated[
        bool,
        typer.Option("--segments", help="With --dry-run: print file, place and text of all texts."),
    ] = False,
    jobs: Annotated[
        int,
        typer.Option("--jobs", "-j", min=1, help="Processes that translate, with a model each."),
    ] = 1,
    threads: Annotated[
        int | None, typer.Option("--threads", help="Cores for each process; 0 is all of them.")
    ] = None,
    window: Annotated[
        int | None, typer.Option("--window", help="Texts sorted by length and translated together.")
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
    """Translate documents, markup and layout kept, all through one model.

    Texts that occur more than once are translated once. What is done is kept in a journal, so a
    batch that was stopped, by Ctrl-C, a kill or a full disk, goes on with --resume. Outputs appear
    whole or not at all.

    \b
    Examples:
      indictx batch subtitles/*.srt --from en --to ta --out ta/
      indictx batch book/ --to hi,mr --out translated/ --glossary health --report check.html
      indictx batch book/ --to hi,mr --out translated/ --glossary health --resume
    """  # noqa: D301  (Typer wants the backspace character, which keeps the lines below it apart)
    from indictx.cli._batch import run_batch
    from indictx.cli._batch_setup import Arguments
    from indictx.formats import FormatOptions

    arguments = Arguments(
        paths=tuple(paths),
        format_options=FormatOptions(
            encoding=encoding,
            columns=_items(columns),
            fields=_items(fields),
            header=header,
            append=append,
            all_entries=all_entries,
            width=width,
            join_cues=join_cues,
        ),
        out=out,
        in_place=in_place,
        backup=backup,
        name=name,
        format=format_name,
        checks=check,
        report=report,
        fuzzy=fuzzy,
        resume=resume,
        force=force,
        keep_going=keep_going,
        jobs=jobs,
        segments=segments,
    )
    run_batch(
        arguments,
        dry_run=dry_run,
        **{"from": src},
        to=to,
        model=model,
        beam=beam,
        rerank=rerank,
        glossary=glossary,
        keep=keep,
        keep_regex=keep_regex,
        digits=digits,
        memory=memory,
        strict=strict,
        threads=threads,
        window=window,
        batch_pieces=batch_pieces,
        no_progress=no_progress,
        quiet=quiet,
    )


def _items(text: str | None) -> tuple[str, ...]:
    return tuple(part.strip() for part in (text or "").split(",") if part.strip())
