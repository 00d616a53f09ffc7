"""Embeddings that start from something: from what alignment found, or from those of other pieces."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from indictx.errors import UsageError
from indictx.train.batches import Position
from indictx.train.checkpoint import Progress, load_checkpoint
from indictx.train.model import BIAS, EMBEDDING, initial_weights
from indictx.train.optim import Optimizer
from indictx.train.pack import packed_pairs, piece_links
from indictx.train.recipe import Recipe
from indictx.train.stages import read_mark
from indictx.train.unpack import load_package
from indictx.train.vocab import MODEL, load_pieces, pieces_id

if TYPE_CHECKING:
    from indictx.train.align import Array

    Tensor = Any

__all__ = ["aligned_embeddings", "carry_over", "fresh_weights", "go_on"]

_ROUNDS = 12
# Keeps rare pieces, whose counts are noise, from dominating.
_SMOOTHING = 5.0
_LEAST = 1.5
# Shares of noise and of the aligned vector; together about of unit length.
_NOISE, _ALIGNED = 0.6, 0.8
# A new piece lies near what it is linked to, and not on it: they are words of two languages.
_APART = 0.3


def fresh_weights(recipe: Recipe, work: Path) -> dict[str, Tensor]:
    """Return the weights that a new run in ``work`` starts from."""
    pieces = load_pieces(work / "vocab")
    # One more than the pieces: padding.
    weights = initial_weights(recipe.shape, pieces.get_piece_size() + 1, recipe.seed)
    if recipe.fit.start_from_alignment:
        aligned_embeddings(
            weights[EMBEDDING],
            work / "align",
            recipe.trained(packed_pairs(work)),
            first_piece=_first_piece(pieces),
            seed=recipe.seed,
        )
    return weights


def go_on(recipe: Recipe, start: Path, work: Path) -> tuple[Optimizer, Progress]:
    """Return the weights of a trained model, with the pieces of ``work``, for a run that goes on.

    Args:
        recipe: Of the run that goes on.
        start: A checkpoint, or the folder of a packaged model, whose moments begin at zero.
        work: The run's work folder; what is aligned in it says which piece is like which.

    Raises:
        UsageError: The model has another shape than the recipe, or its pieces are not there.
        InputError: The checkpoint cannot be read.
        ModelError: The package cannot be read.
    """
    wanted = str(read_mark(work / "vocab").get("pieces"))
    if start.is_dir():
        folder = start
        weights, shape, _ = load_package(start)
        if shape != recipe.shape:
            raise UsageError(
                f"{start} is of another shape than the recipe", hint=f"its shape is {shape}"
            )
        optimizer = Optimizer(recipe.fit, weights)
        progress = Progress(vocabulary=pieces_id(start))
    else:
        folder = start.resolve().parent.parent / "vocab"
        optimizer, progress = load_checkpoint(start, recipe.fit, recipe.shape)
        progress = progress.moved(position=Position(), branched_at=progress.step, cooled_s=0.0)
    if progress.vocabulary != wanted:
        if not (folder / MODEL).is_file() or pieces_id(folder) != progress.vocabulary:
            raise UsageError(
                f"the pieces of {start} are not in {folder}",
                hint="leave a checkpoint in the work folder in which it was trained",
            )
        pairs = recipe.trained(packed_pairs(work)) if (work / "align").is_dir() else []
        links = piece_links(work / "align", pairs)
        old, new = load_pieces(folder), load_pieces(work / "vocab")
        carry_over(optimizer, old, new, links, seed=recipe.seed)
    return optimizer, progress.moved(vocabulary=wanted)


def aligned_embeddings(
    table: Tensor, aligned: Path, pairs: list[str], *, first_piece: int, seed: int
) -> int:
    """Mix aligned vectors into random embeddings, in place; return how many rows changed.

    The vectors are the leading eigenvectors of the matrix of link counts, normalized by how often
    each piece is linked at all, so that their products approximate that matrix.

    Args:
        table: ``(vocabulary, width)``, float32.
        aligned: Folder of the alignment.
        pairs: Pairs of languages whose links count.
        first_piece: Pieces before this are reserved and keep their random rows.
        seed: Of the random start of the eigenvectors.
    """
    import torch

    first, second, counts = map(torch.from_numpy, piece_links(aligned, pairs))
    keep = (counts > _LEAST) & (first >= first_piece) & (second >= first_piece)
    first, second, counts = first[keep], second[keep], counts[keep].float()
    if not len(counts):
        return 0
    size, width = table.shape
    totals = torch.full((2, size), _SMOOTHING)
    totals[0].index_add_(0, first, counts)
    totals[1].index_add_(0, second, counts)
    values = counts / (totals[0][first] * totals[1][second]).sqrt()
    places = torch.stack([torch.cat([first, second]), torch.cat([second, first])])
    matrix = torch.sparse_coo_tensor(
        places, values.repeat(2), (size, size), check_invariants=True
    ).coalesce()
    vectors = _leading(matrix, min(width, size), seed)
    lengths = vectors.norm(dim=1, keepdim=True)
    known = (lengths > 1e-2).squeeze(1)
    table[known, : vectors.shape[1]] *= _NOISE
    table[known, : vectors.shape[1]] += _ALIGNED * (vectors / lengths.clamp_min(1e-6))[known]
    return int(known.sum())


def _leading(matrix: Tensor, count: int, seed: int) -> Tensor:
    """Return the eigenvectors of the largest eigenvalues, scaled by the roots of these.

    By subspace iteration. The eigenvalues lie between -1 and 1; adding 1 makes the largest ones
    also those of largest size.
    """
    import torch

    size = matrix.shape[0]
    generator = torch.Generator().manual_seed(seed)
    basis = torch.empty(size, min(size, count + 32)).normal_(generator=generator)
    for _ in range(_ROUNDS):
        basis, _ = torch.linalg.qr(torch.sparse.mm(matrix, basis) + basis)
    values, rotation = torch.linalg.eigh(basis.T @ torch.sparse.mm(matrix, basis))
    scale = values[-count:].clamp_min(0).sqrt()
    return (basis @ rotation)[:, -count:] * scale


def carry_over(
    optimizer: Optimizer,
    old: Any,  # noqa: ANN401 - untyped library
    new: Any,  # noqa: ANN401 - untyped library
    links: tuple[Array, Array, Array],
    *,
    seed: int,
) -> int:
    """Exchange the pieces of a trained model, in place; return how many of them it knew.

    A piece that both vocabularies have keeps its row and its moments. Any other gets the mean of
    the rows of the pieces that alignment links it to, by how often it does; one without links, of
    the old pieces that spell it.

    Args:
        optimizer: Weights, average and moments of the trained model.
        old: Its SentencePiece processor.
        new: That of the run that goes on.
        links: New pieces linked in the new text, as from :func:`piece_links`.
        seed: Of the noise that sets new pieces apart from what they are linked to.
    """
    import torch

    known = {old.id_to_piece(number): number for number in range(old.get_piece_size())}
    origin = torch.tensor(
        [known.get(new.id_to_piece(number), -1) for number in range(new.get_piece_size())]
        # Padding is the row after the last piece of either.
        + [old.get_piece_size()]
    )
    missing = (origin < 0).nonzero().squeeze(1)
    shares = _shares(new, links, origin)
    is_linked = torch.sparse.sum(shares, 1).to_dense()[missing] > 0
    spelling = [_spelling(old, new.id_to_piece(number)) for number in missing.tolist()]
    noise = torch.empty(len(missing), optimizer.weights[EMBEDDING].shape[1])
    noise.normal_(generator=torch.Generator().manual_seed(seed))

    def moved(before: Tensor) -> Tensor:
        after = before[origin.clamp_min(0)]
        linked = torch.sparse.mm(shares, after)
        for number, is_found, numbers in zip(missing, is_linked, spelling, strict=True):
            after[number] = linked[number] if is_found else before[numbers].mean(0)
        return after

    for table in (optimizer.weights, optimizer.average):
        spread = _APART * table[EMBEDDING].std(0)
        table[EMBEDDING] = moved(table[EMBEDDING])
        table[EMBEDDING][missing] += spread * noise
        table[BIAS] = moved(table[BIAS][:, None]).squeeze(1)
    for name, moments in optimizer.state.items():
        if name.startswith((EMBEDDING, BIAS)):
            optimizer.state[name] = moments[origin.clamp_min(0)]
            optimizer.state[name][missing] = 0
    return len(origin) - len(missing)


def _shares(new: Any, links: tuple[Array, Array, Array], origin: Tensor) -> Tensor:  # noqa: ANN401 - untyped library
    """Return how much of each new piece's links go to which known piece, as a sparse matrix."""
    import torch

    first, second, counts = map(torch.from_numpy, links)
    here, there = torch.cat([first, second]).long(), torch.cat([second, first]).long()
    counts = counts.float().repeat(2)
    is_piece = torch.minimum(here, there) >= _first_piece(new)
    keep = (counts > _LEAST) & is_piece & (origin[there] >= 0)
    here, there, counts = here[keep], there[keep], counts[keep]
    totals = torch.zeros(len(origin)).index_add_(0, here, counts)
    return torch.sparse_coo_tensor(
        torch.stack([here, there]),
        counts / totals[here],
        (len(origin), len(origin)),
        check_invariants=True,
    ).coalesce()


def _first_piece(pieces: Any) -> int:  # noqa: ANN401 - untyped library
    """Return the first id that is neither reserved nor a byte."""
    return 1 + max(number for number in range(pieces.get_piece_size()) if pieces.is_byte(number))


def _spelling(old: Any, piece: str) -> list[int]:  # noqa: ANN401 - untyped library
    numbers = old.encode(piece.replace("\N{LOWER ONE EIGHTH BLOCK}", " ").strip())
    return numbers or [old.unk_id()]
