"""``indictx bench``: measure, compare, and tune for this machine."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from indictx.cli._complete import complete_language


def bench_command(
    *,
    model: Annotated[
        str | None,
        typer.Option("--model", "-m", help="Name or folder of the model."),
    ] = None,
    corpus: Annotated[
        Path | None,
        typer.Option(
            "--corpus", metavar="FILE", help="Texts, one a line. Default: sentences of our own."
        ),
    ] = None,
    source: Annotated[
        str | None,
        typer.Option(
            "--from",
            "-f",
            metavar="LANG",
            help="Language of the corpus. Default: en.",
            autocompletion=complete_language,
        ),
    ] = None,
    target: Annotated[
        str | None,
        typer.Option(
            "--to",
            "-t",
            metavar="LANG",
            help="Target language. Default: hi.",
            autocompletion=complete_language,
        ),
    ] = None,
    beam: Annotated[
        str | None, typer.Option("--beam", metavar="LIST", help="Beams. Default: 1,4.")
    ] = None,
    threads: Annotated[
        str | None,
        typer.Option(
            "--threads", metavar="LIST", help="Numbers of threads. Default: 1, 2, 4 ... all cores."
        ),
    ] = None,
    batch: Annotated[
        str | None,
        typer.Option(
            "--batch",
            metavar="LIST",
            help="Pieces of a batch, times beams; the first is used with every number of threads.",
        ),
    ] = None,
    lines: Annotated[
        int | None,
        typer.Option("--lines", min=1, help="Lines of a run. Default: as many as time allows."),
    ] = None,
    rounds: Annotated[
        int | None,
        typer.Option("--rounds", min=1, help="Runs of each, in turns. Default: 3; to tune, 9."),
    ] = None,
    seconds: Annotated[
        float | None,
        typer.Option(
            "--seconds",
            min=0.1,
            help="Time for all runs together, roughly. Default: 30; to tune, 90.",
        ),
    ] = None,
    watts: Annotated[
        float | None,
        typer.Option(
            "--watts",
            min=0.001,
            help="Power of one busy core, to estimate energy where it cannot be read.",
        ),
    ] = None,
    json_file: Annotated[
        Path | None,
        typer.Option("--json", metavar="FILE", help="Write the result as JSON; - is stdout."),
    ] = None,
    markdown: Annotated[bool, typer.Option("--markdown", help="Print tables in Markdown.")] = False,
    plot: Annotated[
        Path | None,
        typer.Option("--plot", metavar="FILE", help="Draw throughput: .svg, .html or .png."),
    ] = None,
    compare: Annotated[
        tuple[Path, Path] | None,
        typer.Option(
            "--compare", metavar="A B", help="Compare two results, measuring nothing: B to A."
        ),
    ] = None,
    tune: Annotated[
        bool,
        typer.Option("--tune", help="Find threads and batch for this machine and keep them."),
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="With --tune: change no settings.")
    ] = False,
    force: Annotated[bool, typer.Option("--force", help="Overwrite files.")] = False,
    quiet: Annotated[
        bool | None, typer.Option("--quiet", "-q", help="Say nothing but errors on stderr.")
    ] = None,
) -> None:
    """Measure start, latency, throughput, memory, size and energy of a model on this machine.

    Everything runs in turns and medians are shown, with machine, versions, model and corpus: a
    number without them is none. The defaults end within a minute. Energy is read from RAPL where
    the system allows it. Settings `threads` and `batch_pieces` count, as in `indictx translate`.

    \b
    Examples:
      indictx bench
      indictx bench --corpus sentences.txt --from hi --to en --json before.json
      indictx bench --compare before.json after.json
      indictx bench --threads 1,2,4 --beam 1 --plot speed.svg
      indictx bench --tune --dry-run
    """  # noqa: D301  (Typer wants the backspace character, which keeps the lines below it apart)
    from indictx.cli._bench import Request, run

    run(
        Request(
            model=model,
            corpus=corpus,
            source=source,
            target=target,
            beams=beam,
            threads=threads,
            batches=batch,
            lines=lines,
            rounds=rounds,
            seconds=seconds,
            watts=watts,
            json_file=json_file,
            as_markdown=markdown,
            plot=plot,
            compare=compare,
            tune=tune,
            dry_run=dry_run,
            force=force,
            quiet=quiet,
        )
    )
