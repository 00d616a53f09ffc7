"""Options that several commands have in common."""

from __future__ import annotations

from typing import Annotated

import typer

__all__ = ["Beam", "Rerank"]

Beam = Annotated[
    int | None,
    typer.Option("--beam", help="Beams of the search; 1 is fastest. Default: the model's."),
]
Rerank = Annotated[
    int | None,
    typer.Option(
        "--rerank",
        help="Hypotheses to choose from by translating back; 0 is fastest. Default: the model's.",
    ),
]
