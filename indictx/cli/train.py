"""``indictx train``: corpora to data, data to checkpoints, a checkpoint to a model's folder."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from types import FrameType

    from indictx.train.log import LogRow

__all__ = ["train_app"]

train_app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Train a translation model from a recipe, stage by stage.",
)

RecipeFile = Annotated[
    Path, typer.Argument(metavar="RECIPE", help="The recipe, a TOML file.", show_default=False)
]
Work = Annotated[
    Path,
    typer.Option("--work", metavar="DIR", help="Folder for everything made on the way."),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but errors on stderr.")]
Threads = Annotated[int, typer.Option("--threads", min=1, max=1024, help="Cores to use.")]


@train_app.command("data")
def data_command(
    recipe: RecipeFile,
    *,
    corpus: Annotated[
        list[Path],
        typer.Option(
            "--corpus",
            metavar="DIR",
            help="Folder that holds sources of the recipe; repeat for several.",
            show_default=False,
        ),
    ],
    work: Work,
    vocabulary: Annotated[
        Path | None,
        typer.Option(
            "--vocabulary",
            metavar="FILE",
            help="SentencePiece model of an earlier run to use again, for --start-from.",
        ),
    ] = None,
    jobs: Annotated[int, typer.Option("--jobs", min=1, help="Processes that clean text.")] = 1,
    quiet: Quiet = False,
) -> None:
    """Read, clean, mix, tokenize and align the recipe's corpora.

    What is done already and still right is not done again. Every pair of sentences is counted in
    report.md and report.json in the work folder.

    \b
    Examples:
      indictx train data recipe.toml --corpus corpora --work work
      indictx train data recipe.toml --corpus corpora --corpus own --work work --jobs 4
    """  # noqa: D301  (Typer wants the backspace character, which keeps the lines below it apart)
    from indictx.train.data import prepare
    from indictx.train.recipe import load_recipe

    prepare(load_recipe(recipe), corpus, work, vocabulary=vocabulary, jobs=jobs, report=_say(quiet))


@train_app.command("run")
def run_command(
    recipe: RecipeFile,
    *,
    work: Work,
    seconds: Annotated[
        float | None,
        typer.Option("--seconds", min=0, help="Stop after this time; run again to go on."),
    ] = None,
    steps: Annotated[
        int | None,
        typer.Option("--steps", min=0, help="Stop after so many steps; run again to go on."),
    ] = None,
    cool: Annotated[
        float | None,
        typer.Option(
            "--cool",
            min=1,
            metavar="SECONDS",
            help="Lower the learning rate to its end over this time, beside the run, which can go"
            " on later as if nothing had happened.",
        ),
    ] = None,
    start_from: Annotated[
        Path | None,
        typer.Option(
            "--start-from",
            metavar="PATH",
            help="Checkpoint of another run, in its work folder, or the folder of a packaged model,"
            " from which a new run goes on; what pieces it does not know, it learns.",
        ),
    ] = None,
    device: Annotated[str, typer.Option("--device", help="cpu or cuda.")] = "cpu",
    threads: Threads = 1,
    quiet: Quiet = False,
) -> None:
    """Train, from the last checkpoint on if there is one.

    Ctrl-C ends the run after the step at hand and writes a checkpoint; so does a termination
    signal. The work folder has the log as CSV and the loss curve as PNG.

    \b
    Examples:
      indictx train run recipe.toml --work work --seconds 3600
      indictx train run recipe.toml --work work --cool 900
      indictx train run recipe.toml --work work --device cuda
    """  # noqa: D301  (Typer wants the backspace character, which keeps the lines below it apart)
    from indictx.errors import UsageError
    from indictx.train.fit import Limits, fit
    from indictx.train.recipe import load_recipe

    if device not in ("cpu", "cuda"):
        raise UsageError(f"unknown device: {device!r}", hint="one of cpu, cuda")
    stop = _Stop()
    progress = fit(
        load_recipe(recipe),
        work,
        limits=Limits(seconds=seconds, steps=steps, cooldown_s=cool),
        threads=threads,
        device=device,
        start_from=start_from,
        report=_say_row(quiet),
        note=_say(quiet),
        stop=stop,
    )
    _say(quiet)(f"stopped at step {progress.step}, {progress.examples} pairs seen")
    if stop.interrupted:
        raise KeyboardInterrupt


@train_app.command("export")
def export_command(
    recipe: RecipeFile,
    *,
    work: Work,
    output: Annotated[
        Path,
        typer.Option(
            "--output", "-o", metavar="DIR", help="The model's folder.", show_default=False
        ),
    ],
    checkpoint: Annotated[
        Path | None,
        typer.Option("--checkpoint", metavar="FILE", help="Take this one, not the newest."),
    ] = None,
    start_from: Annotated[
        Path | None,
        typer.Option(
            "--start-from", metavar="PATH", help="What the run started from, to mix it in."
        ),
    ] = None,
    test: Annotated[
        str | None,
        typer.Option("--testset", metavar="SET", help="Score the model on it; path or name."),
    ] = None,
    limit: Annotated[
        int | None, typer.Option("--limit", min=1, help="Score so many lines of a direction.")
    ] = None,
    exact: Annotated[
        bool,
        typer.Option("--exact", help="Score the model in float32 and without vmap as well."),
    ] = False,
    threads: Threads = 1,
    force: Annotated[bool, typer.Option("--force", help="Replace a model that is there.")] = False,
    quiet: Quiet = False,
) -> None:
    """Package the newest checkpoint: CTranslate2 int8, manifest, scores, model card.

    Prints the model's folder, which `indictx translate --model` takes. What was written by hand in
    an earlier model card is kept.

    \b
    Examples:
      indictx train export recipe.toml --work work -o models/my-model
      indictx train export recipe.toml --work work -o models/my-model --testset flores-dev --force
    """  # noqa: D301  (Typer wants the backspace character, which keeps the lines below it apart)
    from indictx.train.export import Trial, export_model
    from indictx.train.recipe import load_recipe

    trial = None
    if test is not None:
        trial = Trial(testset=test, limit=limit, exact=exact, threads=threads)
    made = export_model(
        load_recipe(recipe),
        work,
        output,
        recipe_path=recipe,
        checkpoint=checkpoint,
        start_from=start_from,
        trial=trial,
        force=force,
        report=_say(quiet),
    )
    size = f"{made.size_bytes / 1e6:.1f} MB, {made.parameters / 1e6:.1f} million parameters"
    _say(quiet)(f"{made.checkpoint.name}: {size}")
    print(made.folder)


class _Stop:
    """Asked between steps; true after the first Ctrl-C or termination signal.

    A second Ctrl-C interrupts at once.
    """

    def __init__(self) -> None:
        self.interrupted = False
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._note)

    def __call__(self) -> bool:
        return self.interrupted

    def _note(self, _number: int, _frame: FrameType | None) -> None:
        self.interrupted = True
        signal.signal(signal.SIGINT, signal.default_int_handler)
        print("stopping after this step", file=sys.stderr)


def _say(quiet: bool) -> Callable[[str], None]:
    def say(line: str) -> None:
        if not quiet:
            print(line, file=sys.stderr, flush=True)

    return say


def _say_row(quiet: bool) -> Callable[[LogRow], None]:
    say = _say(quiet)

    def say_row(row: LogRow) -> None:
        say(
            f"step {row.step}  loss {row.loss:.3f}  guided {row.guided:.3f}  "
            f"rate {row.factor:.2f}  {row.pieces_per_s:.0f} pieces/s  "
            f"{row.examples} pairs  {row.seconds:.0f} s"
        )

    return say_row
