"""The training loop: batches in, checkpoints and a log out; stops when told, goes on where it was.

On CPU with one thread, a run that was interrupted gives bit for bit the weights of one that was
not: data, dropped words and dropout follow from the seed and the step alone.
"""

from __future__ import annotations

import math
import shutil
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from indictx._imports import require
from indictx.errors import EngineError, UsageError
from indictx.train.batches import Batch, Batches, Position
from indictx.train.checkpoint import (
    COOLED,
    MAIN,
    Progress,
    load_checkpoint,
    save_checkpoint,
)
from indictx.train.log import LOG, Log, LogRow, read_curve
from indictx.train.model import BIAS, EMBEDDING, hidden_states, output_loss, scored_pieces
from indictx.train.optim import Optimizer
from indictx.train.pack import check_packs, load_pack, packed_pairs
from indictx.train.package import VMAP
from indictx.train.plot import plot_curve
from indictx.train.precision import number_type
from indictx.train.recipe import Recipe
from indictx.train.restrict import of_other_scripts
from indictx.train.schedule import Cooldown, factor
from indictx.train.stages import read_mark
from indictx.train.start import fresh_weights, go_on
from indictx.train.vocab import load_pieces

if TYPE_CHECKING:
    Tensor = Any

__all__ = ["Limits", "fit"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """When to stop, this time.

    Attributes:
        seconds: Of the clock; ``None`` is no limit.
        steps: Updates; ``None`` is no limit.
        cooldown_s: Length of a cooldown that ends the run now, beside the run; ``None`` is none.
    """

    seconds: float | None = None
    steps: int | None = None
    cooldown_s: float | None = None


def fit(
    recipe: Recipe,
    work: Path,
    *,
    limits: Limits,
    threads: int = 1,
    device: str = "cpu",
    start_from: Path | None = None,
    report: Callable[[LogRow], None] = lambda _: None,
    note: Callable[[str], None] = lambda _: None,
    stop: Callable[[], bool] = lambda: False,
) -> Progress:
    """Train from the last checkpoint, or from the start, until a limit.

    Args:
        recipe: Shape and settings.
        work: Folder whose data stages are done.
        limits: When to stop; the recipe's own end counts as well.
        threads: Of PyTorch on CPU. One on a core of its own beats two that share it.
        device: ``cpu`` or ``cuda``.
        start_from: Checkpoint of another run, or the folder of a packaged model, from which a new
            run goes on, on its own data; not looked at when there is a checkpoint already.
        report: Called with each row of the log.
        note: Called with what is not as was asked.
        stop: Asked between steps; ``True`` ends the run as a limit does.

    Returns:
        How far the run is. Whatever stops it, a checkpoint is written first, unless it stopped
        within an update: then the last checkpoint is left as it was.

    Raises:
        UsageError: The data is not ready, the recipe or a checkpoint does not fit it, or there is
            no such start or device.
        InputError: The data is damaged.
        EngineError: The loss is not a number; the last checkpoint is left as it was.
    """
    if start_from is not None and not start_from.exists():
        raise UsageError(f"nothing is at {start_from}", hint="--start-from takes a checkpoint")
    torch = require("torch", extra="train")
    if device == "cuda" and not torch.cuda.is_available():
        raise UsageError("PyTorch finds no GPU here", hint="take --device cpu")
    torch.set_num_threads(threads)
    run = _Run(recipe, work, limits, device, start_from)
    if start_from is not None and run.is_resumed:
        note(f"going on from step {run.progress.step} of the run in {work}, not from {start_from}")
    # Moments of rare pieces fade into denormals, which are a hundred times slower on CPU.
    torch.set_flush_denormal(True)
    try:
        run.train(report, stop)
    finally:
        torch.set_flush_denormal(False)
        if run.is_sound:
            run.save()
    return run.progress


class _Run:
    """State of one call of :func:`fit`."""

    def __init__(
        self, recipe: Recipe, work: Path, limits: Limits, device: str, start_from: Path | None
    ) -> None:
        self._recipe, self._limits, self._device = recipe, limits, device
        self._folder = work / "run"
        check_packs(recipe, work)
        self._pieces = load_pieces(work / "vocab")
        self._work = work
        vocabulary = str(read_mark(work / "vocab").get("pieces"))
        self._path = self._folder / (MAIN if limits.cooldown_s is None else COOLED)
        self.is_resumed = self._path.is_file() or (self._folder / MAIN).is_file()
        self._optimizer, self.progress = self._open(work, vocabulary, start_from)
        if not self.is_resumed:
            _keep_map(start_from, self._folder / VMAP)
        self._to_device()
        self._open_batches()
        self._weights: dict[str, Tensor] = {}
        self._forward = _compiled(recipe)
        self.is_sound = True
        self._kept_at = time.monotonic()

    def _open(
        self, work: Path, vocabulary: str, start_from: Path | None
    ) -> tuple[Optimizer, Progress]:
        recipe = self._recipe
        if self.is_resumed:
            optimizer, progress = self._resumed()
        elif self._limits.cooldown_s is not None and start_from is None:
            raise UsageError("there is no run to cool down", hint="train it first, without --cool")
        elif start_from is not None:
            optimizer, progress = go_on(recipe, start_from, work)
        else:
            weights = fresh_weights(recipe, work)
            optimizer, progress = Optimizer(recipe.fit, weights), Progress(vocabulary=vocabulary)
        if progress.vocabulary != vocabulary:
            raise UsageError(
                "the checkpoint was trained with other pieces",
                hint="give the new model a work folder of its own",
            )
        return optimizer, progress

    def _resumed(self) -> tuple[Optimizer, Progress]:
        settings, shape = self._recipe.fit, self._recipe.shape
        if not (self._folder / MAIN).is_file():
            return load_checkpoint(self._path, settings, shape)
        optimizer, progress = load_checkpoint(self._folder / MAIN, settings, shape)
        if self._limits.cooldown_s is None:
            return optimizer, progress
        if self._path.is_file():
            cooled, further = load_checkpoint(self._path, settings, shape)
            # A cooldown of an earlier state of the run is no use any more.
            if further.branched_at == progress.step:
                return cooled, further
        return optimizer, progress.moved(branched_at=progress.step)

    def _to_device(self) -> None:
        for table in (self._optimizer.weights, self._optimizer.average, self._optimizer.state):
            for name, tensor in table.items():
                table[name] = tensor.to(self._device)

    def _open_batches(self) -> None:
        fit, step = self._recipe.fit, self.progress.step
        longest = fit.short_pieces if step < fit.short_steps else fit.max_pieces
        self._batches = _open_batches(self._recipe, self._work, self._pieces, longest)
        self._choices, self._rows = self._writable()

    def _writable(self) -> tuple[Tensor, Tensor]:
        """Return ids that may be written, and the row of each id among them.

        What the start could write stays, though no example here has it: little text must not take
        a model's words away.
        """
        import torch

        bias = self._optimizer.weights[BIAS]
        directions = self._recipe.directions(packed_pairs(self._work))
        known = set(scored_pieces(bias).tolist())
        known -= set(of_other_scripts(directions, self._pieces))
        known |= set(self._batches.choices.tolist())
        choices = torch.tensor(sorted(known), device=self._device)
        rows = torch.zeros(len(bias), dtype=torch.long)
        rows[choices.cpu()] = torch.arange(len(choices))
        return choices, rows.to(self._device)

    def train(self, report: Callable[[LogRow], None], stop: Callable[[], bool]) -> None:
        """Make updates until a limit is reached."""
        settings = self._recipe.fit
        began, first = time.monotonic(), self.progress.step
        log = Log(self._folder, settings.log_steps, self.progress)
        batches = self._iterate()
        self._refresh()
        while not (self._is_over(began, first) or stop()):
            self._step(next(batches), log, report)
            if self.progress.step == settings.short_steps:
                self._open_batches()
                batches = self._iterate()
            if time.monotonic() - self._kept_at > settings.save_seconds:
                self.save()

    def _iterate(self) -> Iterator[Batch]:
        batches = self._batches.iterate(self.progress.position)
        return batches if self._device == "cpu" else _ahead(batches)

    def _is_over(self, began: float, first: int) -> bool:
        limits, settings, progress = self._limits, self._recipe.fit, self.progress
        cooldown = self._cooldown()
        return (
            (limits.seconds is not None and time.monotonic() - began >= limits.seconds)
            or (limits.steps is not None and progress.step - first >= limits.steps)
            or (cooldown is not None and cooldown.is_over)
            or (cooldown is None and 0 < settings.steps <= progress.step)
        )

    def _cooldown(self) -> Cooldown | None:
        total = self._limits.cooldown_s
        return None if total is None else Cooldown(total, self.progress.cooled_s)

    def _step(self, batch: Batch, log: Log, report: Callable[[LogRow], None]) -> None:
        import torch

        began = time.monotonic()
        settings, progress = self._recipe.fit, self.progress
        if settings.dropout:
            # Dropout of a step is the same whatever happened before it.
            torch.manual_seed(self._recipe.seed * 1_000_003 + progress.step)
        loss, guided, gradients = self._gradients(batch)
        if not math.isfinite(loss + guided):
            self.is_sound = False
            raise EngineError(
                f"the loss is {loss} at step {progress.step}",
                hint="lower fit.matrix_rate and fit.other_rate; the last checkpoint is kept",
            )
        rate = factor(settings, progress.step, self._cooldown())
        self.is_sound = False
        norm = self._optimizer.update(gradients, step=progress.step, factor=rate)
        self._refresh()
        spent = time.monotonic() - began
        self.progress = progress.moved(
            step=progress.step + 1,
            examples=progress.examples + len(batch.source),
            pieces=progress.pieces + batch.pieces,
            seconds=progress.seconds + spent,
            cooled_s=progress.cooled_s + (spent if self._limits.cooldown_s is not None else 0),
            # The first batch of all sentences comes after the last of short ones.
            position=Position() if progress.step + 1 == settings.short_steps else batch.following,
        )
        self.is_sound = True
        log.add(self.progress, loss=loss, guided=guided, factor=rate, norm=norm, report=report)

    def _gradients(self, batch: Batch) -> tuple[float, float, Mapping[str, Tensor]]:
        import torch

        settings, weights = self._recipe.fit, self._weights
        source, target, links = (
            torch.from_numpy(each).to(self._device, non_blocking=True)
            for each in (batch.source, batch.target, batch.links)
        )
        output = self._forward(
            weights,
            self._recipe.shape,
            source,
            target,
            dropout=settings.dropout,
            attention=settings.guided > 0,
        )
        padding = len(weights[EMBEDDING]) - 1
        keep = (target != padding).reshape(-1).nonzero().squeeze(1)
        states = output.states.flatten(0, 1)[keep]
        # Scoring pieces that no example has would cost time and teach nothing.
        table, bias = (weights[name].detach()[self._choices] for name in (EMBEDDING, BIAS))
        gold = self._rows[target.reshape(-1)[keep]]
        loss, to_states, to_table, to_bias = output_loss(
            states.detach(), table, bias, gold, smoothing=settings.smoothing
        )
        guided, roots, seeds = 0.0, [states], [to_states]
        if output.attention is not None:
            extra = _guided_loss(output.attention, links)
            guided = float(extra.detach())
            roots.append(extra)
            seeds.append(torch.full_like(extra, settings.guided))
        torch.autograd.backward(roots, seeds)
        gradients = {name: weight.grad for name, weight in weights.items()}
        whole = gradients[EMBEDDING].float()
        gradients[EMBEDDING] = whole.index_add_(0, self._choices, to_table)
        gradients[BIAS] = torch.zeros_like(whole[:, 0]).index_add_(0, self._choices, to_bias)
        return loss, guided, gradients

    def _refresh(self) -> None:
        """Copy the full-precision weights into those that the model computes with."""
        import torch

        full = self._optimizer.weights
        if not self._weights:
            kind = number_type(self._recipe.fit.precision, self._device)
            for name, weight in full.items():
                self._weights[name] = weight.to(kind, copy=True).requires_grad_()
        for own in self._weights.values():
            own.grad = None
        with torch.no_grad():
            torch._foreach_copy_([self._weights[name] for name in full], list(full.values()))

    def save(self) -> None:
        """Write the checkpoint and the curve."""
        if self.progress.step:
            save_checkpoint(self._path, self._optimizer, self.progress, self._recipe.shape)
            plot_curve(read_curve(self._folder / LOG), self._folder / "loss.png")
        self._kept_at = time.monotonic()


def _keep_map(start: Path | None, place: Path) -> None:
    """Copy what the targets of a start may have, so that it stays allowed: ``export`` reads it."""
    place.unlink(missing_ok=True)
    found = start and (start if start.is_dir() else start.parent) / VMAP
    if found and found.is_file():
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(found, place)


def _open_batches(
    recipe: Recipe,
    work: Path,
    pieces: Any,  # noqa: ANN401 - untyped library
    longest: int,
) -> Batches:
    aligned = work / "align" if recipe.fit.guided else None
    packs = [
        load_pack(work / "pack", aligned, pair).up_to(longest)
        for pair in recipe.trained(packed_pairs(work))
    ]
    if not any(len(pack) for pack in packs):
        raise UsageError("there is no example to train on", hint=f"see {work / 'report.md'}")
    return Batches(
        packs,
        pieces,
        budget=recipe.fit.batch_pieces,
        temperature=recipe.fit.temperature,
        weights=recipe.fit.weights,
        directions=recipe.fit.directions,
        word_dropout=recipe.fit.word_dropout,
        seed=recipe.seed,
    )


def _compiled(recipe: Recipe) -> Any:  # noqa: ANN401 - a function, or what torch makes of it
    import torch

    return torch.compile(hidden_states, dynamic=True) if recipe.fit.compile else hidden_states


def _guided_loss(attention: Tensor, links: Tensor) -> Tensor:
    import torch

    chosen = links.reshape(-1)
    linked = (chosen >= 0).nonzero().squeeze(1)
    scores = attention.float().flatten(0, 1)[linked]
    return torch.nn.functional.cross_entropy(scores, chosen[linked])


def _ahead(batches: Iterator[Batch]) -> Iterator[Batch]:
    """Make batches in a thread, so that the device never waits for them."""
    import queue
    import threading

    made: queue.Queue[Batch | BaseException] = queue.Queue(8)

    def work() -> None:
        try:
            for batch in batches:
                made.put(batch)
        except BaseException as error:  # noqa: BLE001 - raised again where it is awaited
            made.put(error)

    threading.Thread(target=work, daemon=True).start()
    while True:
        item = made.get()
        if isinstance(item, BaseException):
            raise item
        yield item
