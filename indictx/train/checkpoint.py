"""What a run needs to go on as if it had not stopped, in one file, whole or not at all."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from indictx.errors import InputError, UsageError
from indictx.train.batches import Position
from indictx.train.optim import Optimizer
from indictx.train.recipe import Fit, Shape
from indictx.train.stages import whole

if TYPE_CHECKING:
    Tensor = Any

__all__ = ["Progress", "load_checkpoint", "load_weights", "newest", "save_checkpoint"]

#: The run, and its end by the clock, which leaves the run itself as it was.
MAIN, COOLED = "checkpoint.pt", "cooled.pt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a run is.

    Attributes:
        step: Updates made.
        examples: Pairs of sentences seen, in either direction.
        pieces: Pieces seen, padding not counted.
        seconds: Time spent in steps, interruptions not counted.
        cooled_s: Time spent in a cooldown by the clock.
        branched_at: Step of the run at which that cooldown began.
        position: Where the run is in its data.
        vocabulary: Fingerprint of the pieces.
    """

    step: int = 0
    examples: int = 0
    pieces: int = 0
    seconds: float = 0.0
    cooled_s: float = 0.0
    branched_at: int = 0
    position: Position = field(default_factory=Position)
    vocabulary: str = ""

    def moved(self, **changes: Any) -> Progress:  # noqa: ANN401 - as dataclasses.replace
        """Return a copy with changes."""
        return replace(self, **changes)


def save_checkpoint(path: Path, optimizer: Optimizer, progress: Progress, shape: Shape) -> None:
    """Write weights, average, moments and progress."""
    import torch

    table = {
        "weights": optimizer.weights,
        "average": optimizer.average,
        "state": optimizer.state,
        "progress": asdict(progress),
        "shape": asdict(shape),
    }
    with whole(path) as part:
        torch.save(table, part)


def load_checkpoint(path: Path, settings: Fit, shape: Shape) -> tuple[Optimizer, Progress]:
    """Read a checkpoint of a model of this shape.

    Raises:
        InputError: It cannot be read.
        UsageError: The model has another shape.
    """
    table = _load(path)
    if table["shape"] != asdict(shape):
        raise UsageError(
            f"{path} is of another shape than the recipe",
            hint="give the new model a work folder of its own",
        )
    facts = dict(table["progress"])
    position = Position(**facts.pop("position"))
    optimizer = Optimizer(settings, table["weights"], table["average"], table["state"])
    return optimizer, Progress(**facts, position=position)


def load_weights(path: Path, which: str) -> tuple[dict[str, Tensor], Shape, Progress]:
    """Return ``average`` or ``last`` weights, with the shape of the model and its progress."""
    table = _load(path)
    facts = dict(table["progress"])
    progress = Progress(**{**facts, "position": Position(**facts["position"])})
    weights = table["average" if which == "average" else "weights"]
    return weights, Shape(**table["shape"]), progress


def newest(run: Path) -> Path:
    """Return the newest checkpoint of a run: the cooled one, unless the run went on after it.

    Raises:
        UsageError: There is none.
        InputError: One cannot be read.
    """
    main, cooled = run / MAIN, run / COOLED
    found = [path for path in (main, cooled) if path.is_file()]
    if not found:
        raise UsageError(f"nothing is trained in {run}", hint="run `indictx train run`")
    if len(found) == 1:
        return found[0]
    is_last = _load(cooled)["progress"]["branched_at"] == _load(main)["progress"]["step"]
    return cooled if is_last else main


def _load(path: Path) -> dict[str, Any]:
    import pickle

    import torch

    try:
        table = torch.load(path, map_location="cpu", weights_only=True)
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror or error}") from error
    # What reading a file of another kind as a pickle leads to.
    except (RuntimeError, pickle.UnpicklingError, EOFError, LookupError, ValueError) as error:
        raise InputError(f"{path} is no checkpoint") from error
    if not isinstance(table, dict) or "progress" not in table:
        raise InputError(f"{path} is no checkpoint of ours")
    return table
