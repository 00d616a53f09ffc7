"""``indictx evaluate``: score models and output files, compare them, and look at them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def evaluate_command(
    *,
    pair: Annotated[
        list[str] | None,
        typer.Option(
            "--pair", "-p", metavar="SRC-TGT", help="Direction, such as en-hi; repeat for several."
        ),
    ] = None,
    all_pairs: Annotated[
        bool,
        typer.Option(
            "--all", help="Every direction that the test set has and all models translate."
        ),
    ] = False,
    testset: Annotated[
        str | None,
        typer.Option(
            "--testset",
            "-t",
            metavar="PATH",
            help="A file or folder, a name such as flores200-dev in INDICTX_DATA, or everyday.",
        ),
    ] = None,
    source: Annotated[
        Path | None,
        typer.Option("--source", metavar="FILE", help="Texts to translate, one a line."),
    ] = None,
    reference: Annotated[
        list[Path] | None,
        typer.Option(
            "--reference", metavar="FILE", help="Their reference translation; repeat for several."
        ),
    ] = None,
    model: Annotated[
        list[str] | None,
        typer.Option(
            "--model", "-m", metavar="[NAME=]MODEL", help="Name or folder of a model; repeat."
        ),
    ] = None,
    hypothesis: Annotated[
        list[str] | None,
        typer.Option(
            "--hypothesis", metavar="[NAME=]FILE", help="Output of any system; - is stdin; repeat."
        ),
    ] = None,
    no_reference: Annotated[
        bool,
        typer.Option("--no-reference", help="Check and translate back; use no reference."),
    ] = False,
    back_model: Annotated[
        str | None,
        typer.Option(
            "--back-model", metavar="MODEL", help="Translates back; default: each model itself."
        ),
    ] = None,
    metric: Annotated[
        list[str] | None,
        typer.Option(
            "--metric",
            help="chrF++, chrF, BLEU, BLEU-indic, chrF++-indic, spBLEU or spBLEU-101; repeat.",
        ),
    ] = None,
    bootstrap: Annotated[
        int,
        typer.Option(
            "--bootstrap", min=0, help="Resamples for intervals and significance; 0 is none."
        ),
    ] = 1000,
    limit: Annotated[
        int | None, typer.Option("--limit", min=1, help="Use so many segments from the beginning.")
    ] = None,
    beam: Annotated[
        int | None, typer.Option("--beam", help="Beams of the search. Default: the model's.")
    ] = None,
    rerank: Annotated[
        int | None,
        typer.Option(
            "--rerank",
            help="Hypotheses to choose from by translating back; 0 is none. Default: the model's.",
        ),
    ] = None,
    threads: Annotated[
        int | None, typer.Option("--threads", help="Cores to use; 0 is all of them.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    markdown: Annotated[bool, typer.Option("--markdown", help="Print tables in Markdown.")] = False,
    plot: Annotated[
        Path | None,
        typer.Option(
            "--plot",
            metavar="FILE",
            help="Draw quality against size and speed: .png, .svg or .html.",
        ),
    ] = None,
    diff: Annotated[
        Path | None,
        typer.Option(
            "--diff", metavar="FILE", help="Write two systems side by side as HTML, worst first."
        ),
    ] = None,
    save: Annotated[
        Path | None,
        typer.Option("--save", metavar="DIR", help="Write sources, references and translations."),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Overwrite files.")] = False,
    quiet: Annotated[
        bool | None, typer.Option("--quiet", "-q", help="Say nothing but errors on stderr.")
    ] = None,
) -> None:
    """Score translations: sacreBLEU metrics with signatures, and checks of slots, numbers, script.

    Columns are divided by tabs, one row for each number. The first system, models before files,
    is the baseline that others are tested against. Nothing is downloaded. Needs
    `pip install 'indictx[evaluate]'`.

    \b
    Examples:
      indictx evaluate --pair en-hi --testset flores200-dev --markdown
      indictx evaluate --pair en-ta --testset set.tsv --model ours --hypothesis other=out.txt
      indictx evaluate --pair en-hi --reference ref.txt --hypothesis a.txt --hypothesis b.txt --diff ab.html
      indictx evaluate --pair en-mr --source notes.txt --no-reference
    """  # noqa: D301  (Typer wants the backspace character, which keeps the lines below it apart)
    from indictx.cli._evaluation import Request, run

    run(
        Request(
            pairs=pair or (),
            all_pairs=all_pairs,
            testset=testset,
            source=source,
            references=reference or (),
            models=model or (),
            hypotheses=hypothesis or (),
            no_reference=no_reference,
            back_model=back_model,
            metrics=metric or (),
            resamples=bootstrap,
            limit=limit,
            beam=beam,
            rerank=rerank,
            threads=threads,
            as_json=as_json,
            as_markdown=markdown,
            plot=plot,
            diff=diff,
            save=save,
            force=force,
            quiet=quiet,
        )
    )
