"""Features from vectors: do both sides of a bead say the same, and would they with a segment more or less?"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from reader.align.arrays import Column, Floats, Ints
from reader.align.search import Arcs
from reader.align.vectors import Vectors
from reader.align.widths import SPAN

Columns = Iterator[tuple[str, Column]]


# What stands for the gain of dropping a segment where there is none to drop, and the least gain of growing that counts.
_NO_DROP, _LEAST_GROWTH = -0.3, -0.2


class _Likeness:
    """Cosines of merged segments; 0 where one side is empty or outside the text."""

    def __init__(self, vectors: Vectors, shape: tuple[int, int]) -> None:
        self._vectors, self._shape = vectors, shape

    def __call__(self, i: Ints, n: Ints, j: Ints, m: Ints) -> Floats:
        rows, width = self._shape
        out = np.zeros(len(i), np.float32)
        fine = (n > 0) & (m > 0) & (i >= 0) & (j >= 0) & (i + n <= rows) & (j + m <= width) & (n <= SPAN) & (m <= SPAN)
        kinds = np.where(fine, n * (SPAN + 1) + m, 0)
        for kind in np.unique(kinds[fine]).tolist():
            at = np.flatnonzero(kinds == kind)
            if kind == SPAN + 2:
                out[at] = self._vectors.single[i[at], j[at]]
                continue
            first = self._vectors.source.runs[kind // (SPAN + 1) - 1][i[at]]
            second = self._vectors.target.runs[kind % (SPAN + 1) - 1][j[at]]
            out[at] = np.einsum("ij,ij->i", first, second)
        return out


def meaning(vectors: Vectors, shape: tuple[int, int], arcs: Arcs) -> Columns:
    """The cosine of the merged text, against its surroundings and against smaller and larger beads."""
    like = _Likeness(vectors, shape)
    i, j, n, m = arcs.i, arcs.j, arcs.n, arcs.m
    one = np.ones_like(i)
    full = (n > 0) & (m > 0)
    cosine = like(i, n, j, m)
    yield "meaning", cosine
    yield "meaning by size", cosine * (n + m)
    around = ((i, n, j - 1, one), (i, n, j + m, one), (i - 1, one, j, m), (i + n, one, j, m))
    outside = np.stack([like(*place) for place in around])
    yield "meaning margin", np.where(full, cosine - outside.mean(axis=0), 0)
    yield "meaning largest outside", np.where(full, outside.max(axis=0), 0)
    yield from _changes(like, arcs, cosine)
    worst = np.full(len(arcs), 1.0, np.float32)
    for k in range(SPAN):
        for at, place in (
            ((n > k) & (n > 1), (i + k, one, j, m)),
            ((m > k) & (m > 1), (i, n, j + k, one)),
        ):
            chosen = np.flatnonzero(at & full)
            worst[chosen] = np.minimum(worst[chosen], like(*(column[chosen] for column in place)))
    yield "meaning weakest", np.where(full & (n + m > 2), worst, 0)
    near = np.zeros(len(arcs), np.float32)
    for k in (-2, -1, 0, 1):
        near = np.maximum(near, np.where(m == 0, like(i, one, j + k, one), like(i + k, one, j, one)))
    yield "null near source", np.where(m == 0, near, 0)
    yield "null near target", np.where(n == 0, near, 0)


def _changes(like: _Likeness, arcs: Arcs, cosine: Floats) -> Columns:
    """What the cosine gains by dropping a segment at an edge, and by one more."""
    i, j, n, m = arcs.i, arcs.j, arcs.n, arcs.m
    full = (n > 0) & (m > 0)
    drops = [
        np.where((size > 1) & full, like(*place) - cosine, _NO_DROP)
        for size, place in (
            (n, (i + 1, n - 1, j, m)),
            (n, (i, n - 1, j, m)),
            (m, (i, n, j + 1, m - 1)),
            (m, (i, n, j, m - 1)),
        )
    ]
    gain = np.stack(drops)
    any_drop = full & (n + m > 2)
    yield "meaning best drop", np.where(any_drop, gain.max(axis=0), 0)
    yield "meaning mean drop", np.where(any_drop, np.where(gain > _NO_DROP, gain, 0).sum(axis=0) / 2, 0)
    places = ((i - 1, n + 1, j, m), (i, n + 1, j, m), (i, n, j - 1, m + 1), (i, n, j, m + 1))
    grown = np.stack([like(*place) for place in places]) - cosine
    yield "meaning best growth", np.where(full, np.maximum(grown.max(axis=0), _LEAST_GROWTH), 0)
    yield "meaning growth sum", np.where(full, np.maximum(grown, 0).sum(axis=0), 0)
