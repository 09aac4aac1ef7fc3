"""Scored beads -> what each is worth, and the best path. Dynamic programming over the nodes (i, j) of two texts.

A path of beads leads from (0, 0) to (n, m). Rows are walked in turn; the values of a row are held relative to its
largest, so that nothing under- or overflows however long the text.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import log

import numpy as np

from reader.align.arrays import Bools, Floats, Ints, Reals

# The search takes a bead into the answer if its probability outweighs this: near the optimum for F1 (IDEAS: .45).
THRESHOLD = 0.45
# What weights that are tried in training may lead to is kept in a double's range.
_WIDEST, _LARGEST = 600.0, 1e300


@dataclass(frozen=True, slots=True)
class Arcs:
    """Possible beads, as columns: they begin at node (i, j) and take n and m segments."""

    i: Ints
    j: Ints
    n: Ints
    m: Ints

    def __len__(self) -> int:
        return len(self.i)

    def take(self, chosen: Bools | Ints) -> Arcs:
        """Some of the beads."""
        return Arcs(self.i[chosen], self.j[chosen], self.n[chosen], self.m[chosen])


class Lattice:
    """The beads of one text, sorted once for the sums forth and back."""

    def __init__(self, arcs: Arcs, rows: int, columns: int) -> None:
        self._arcs, self._rows, self._columns = arcs, rows, columns
        stop, end = rows - arcs.i - arcs.n, columns - arcs.j - arcs.m
        self._forth = _Order(arcs, rows, columns)
        self._back = _Order(Arcs(stop, end, arcs.n, arcs.m), rows, columns)
        self._from = arcs.i * (columns + 1) + arcs.j
        self._rest = stop * (columns + 1) + end

    def posteriors(self, scores: Reals) -> tuple[Reals, float]:
        """The probability of each bead over all paths, and the log of the sum over paths (-inf: there is no path)."""
        # What every path pays alike for each segment that it takes is paid by all in advance: else the sum along
        # hundreds of beads without a counterpart in one row, a long insertion, is too small for a double.
        down, along = self._null_scores(scores)
        scores = scores - down * self._arcs.n - along * self._arcs.m
        forth, forth_scale = self._forth.sums(scores)
        if not forth[-1] > 0:
            return np.zeros(len(self._arcs)), -np.inf
        rest, rest_scale = self._back.sums(scores)
        total = float(np.log(forth[-1]) + forth_scale[-1])
        paid = down * self._rows + along * self._columns
        arcs = self._arcs
        log = forth_scale[arcs.i] + rest_scale[self._rows - arcs.i - arcs.n] + scores - total
        with np.errstate(divide="ignore"):  # a node that no path reaches
            log += np.log(forth[self._from]) + np.log(rest[self._rest])
        return np.exp(np.minimum(log, 0.0)), total + paid

    def _null_scores(self, scores: Reals) -> tuple[float, float]:
        """What a segment without a counterpart scores, on either side."""
        nulls = (scores[self._arcs.m == 0], scores[self._arcs.n == 0])
        down, along = (float(np.median(found)) if len(found) else 0.0 for found in nulls)
        return down, along


class _Order:
    """Beads in the order of where they end, row by row; within a row those that take source segments come first."""

    def __init__(self, arcs: Arcs, rows: int, columns: int) -> None:
        self._rows, self._width = rows, columns + 1
        keys = 2 * (arcs.i + arcs.n) + (arcs.n == 0)
        self._order = np.argsort(keys * self._width + arcs.j + arcs.m, kind="stable")
        at = arcs.take(self._order)
        self._from = at.i * self._width + at.j
        self._source, self._to = at.i, at.j + at.m
        self._borders = np.searchsorted(keys[self._order], np.arange(2 * rows + 3)).tolist()
        self._start, self._end = at.j.tolist(), self._to.tolist()

    def sums(self, scores: Reals) -> tuple[Reals, Reals]:
        """The sum over paths to each node, relative to exp(scale) of its row."""
        flat = np.zeros((self._rows + 1) * self._width)
        scale = np.zeros(self._rows + 1)
        flat[0] = 1.0
        scores = scores[self._order]
        along = np.exp(np.minimum(scores, _WIDEST)).tolist()
        base = 0.0
        for row in range(self._rows + 1):
            first, middle, last = self._borders[2 * row : 2 * row + 3]
            line = flat[row * self._width : (row + 1) * self._width]
            if middle > first:
                part = slice(first, middle)
                to = self._to[part]
                before, logs = flat[self._from[part]], scale[self._source[part]] + scores[part]
                reached = logs[before > 0]
                if len(reached):
                    base = float(np.maximum.reduce(reached))
                    sums = np.bincount(to - to[0], before * np.exp(np.minimum(logs - base, 0)))
                    largest = float(np.maximum.reduce(sums))
                    line[to[0] : to[-1] + 1] = sums / largest
                    base += log(largest)
            scale[row] = base
            if last > middle:
                self._along(line, slice(middle, last), along)
        return flat, scale

    def _along(self, line: Reals, part: slice, along: list[float]) -> None:
        """Beads that take no source segment lead on in their row, one into the next."""
        starts, ends = self._start[part], self._end[part]
        offset = min(starts)
        run = slice(offset, ends[-1] + 1)
        values = line[run].tolist()
        for start, end, gain in zip(starts, ends, along[part], strict=True):
            if value := values[start - offset]:
                values[end - offset] = min(values[end - offset] + value * gain, _LARGEST)
        line[run] = values


def posteriors(arcs: Arcs, scores: Reals, rows: int, columns: int) -> tuple[Reals, float]:
    """`Lattice.posteriors`, for once."""
    return Lattice(arcs, rows, columns).posteriors(scores)


def best_path(arcs: Arcs, gains: Reals, rows: int, columns: int) -> list[int]:
    """The indexes of the beads of the path with the largest sum of gains; [] if no path leads through."""
    order = np.lexsort((arcs.j + arcs.m, arcs.i + arcs.n))
    best: dict[tuple[int, int], tuple[float, int, tuple[int, int]]] = {(0, 0): (0.0, -1, (0, 0))}
    columns_of = zip(
        order.tolist(),
        arcs.i[order].tolist(),
        arcs.j[order].tolist(),
        arcs.n[order].tolist(),
        arcs.m[order].tolist(),
        gains[order].tolist(),
        strict=True,
    )
    for arc, i, j, n, m, gain in columns_of:
        if (before := best.get((i, j))) is None:
            continue
        value, end = before[0] + gain, (i + n, j + m)
        if end not in best or value > best[end][0]:
            best[end] = (value, arc, (i, j))
    path: list[int] = []
    node = (rows, columns)
    if node not in best:
        return []
    while node != (0, 0):
        _, arc, node = best[node]
        path.append(arc)
    return path[::-1]


def decode(arcs: Arcs, probabilities: Reals, rows: int, columns: int, threshold: float = THRESHOLD) -> list[int]:
    """The path for the metric: the largest sum of (probability - threshold)."""
    return best_path(arcs, probabilities - threshold, rows, columns)


def trace(similarity: Floats) -> list[tuple[int, int]]:
    """The monotone path of pairs (i, j) with the largest sum of similarity; a pair takes one of each side at most."""
    rows, columns = similarity.shape
    best = np.zeros((rows + 1, columns + 1), np.float32)
    for i in range(rows):
        line = best[i].copy()
        np.maximum(line[1:], best[i, :-1] + similarity[i], out=line[1:])
        np.maximum.accumulate(line, out=best[i + 1])
    pairs: list[tuple[int, int]] = []
    i, j = rows, columns
    while i and j:
        if best[i, j] == best[i - 1, j]:
            i -= 1
        elif best[i, j] == best[i, j - 1]:
            j -= 1
        else:
            i, j = i - 1, j - 1
            pairs.append((i, j))
    return pairs[::-1]
