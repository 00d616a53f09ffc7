"""Embeddings that start from what alignment found: pieces that translate each other lie close."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from indictx.train.pack import piece_links

if TYPE_CHECKING:
    Tensor = Any

__all__ = ["aligned_embeddings"]

_ROUNDS = 12
# Keeps rare pieces, whose counts are noise, from dominating.
_SMOOTHING = 5.0
_LEAST = 1.5
# Shares of noise and of the aligned vector; together about of unit length.
_NOISE, _ALIGNED = 0.6, 0.8


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
