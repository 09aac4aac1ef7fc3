"""Links between the units of one side and the segments of the other, and how far a run of segments covers a segment.

A table of coverage is the common currency of the features: `forth[m - 1][i, j]` is how much of source segment i is
found in the m target segments from j on, `back[n - 1][j, i]` how much of target segment j in n source segments from i.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from reader.align.arrays import Floats, Ints, Reals
from reader.align.units import Side
from reader.align.vectors import Pieces
from reader.align.widths import SPAN

# The cosine of clauses that have nothing in common.
_FAR = 0.1


@dataclass(frozen=True)
class Coverage:
    """Covered weight and total weight, each way. `crossing` is what would be pulled over a border at node (i, j)."""

    forth: Floats  # SPAN, source, target
    back: Floats  # SPAN, target, source
    source: Floats  # total weight of each segment
    target: Floats
    crossing: Floats  # source + 1, target + 1

    @cached_property
    def forth_summed(self) -> Floats:
        """The sums of `forth` over the source segments before each node; a zero column stands behind the last."""
        return _summed(self.forth)

    @cached_property
    def back_summed(self) -> Floats:
        """The sums of `back` over the target segments before each node; a zero column stands behind the last."""
        return _summed(self.back)


def _summed(table: Floats) -> Floats:
    spans, rows, width = table.shape
    total = np.zeros((spans, rows + 1, width + 1), np.float32)
    np.cumsum(table, axis=1, out=total[:, 1:, :width])
    return total


@dataclass(frozen=True, slots=True)
class Units:
    """Occurrences of units: which row of the link matrix, in which segment (ascending), with which weight."""

    rows: Ints
    segments: Ints
    weights: Floats

    @classmethod
    def sorted(cls, segments: Ints, rows: Ints, weights: Reals) -> Units:
        """From occurrences in any order."""
        order = np.lexsort((rows, segments))
        return cls(rows[order], segments[order], weights[order].astype(np.float32))


def coverage(source: Units, forth: Floats, target: Units, back: Floats) -> Coverage:
    """Tables from links: `forth[row, j]` is how far a source unit is found in target segment j, 0 to 1."""
    columns, rows = forth.shape[1], back.shape[1]
    forth_sums, source_weight, a = _one_way(source, forth, rows)
    back_sums, target_weight, b = _one_way(target, back, columns)
    return Coverage(forth_sums, back_sums, source_weight, target_weight, a + b.T)


def _one_way(units: Units, links: Floats, segments: int) -> tuple[Floats, Floats, Floats]:
    others = links.shape[1]
    sums = np.zeros((SPAN, segments, others), np.float32)
    total = np.zeros(segments, np.float32)
    crossing = np.zeros((segments + 1, others + 1), np.float32)
    if not len(units.rows) or not others:
        return sums, total, crossing
    present, starts = np.unique(units.segments, return_index=True)
    weights, room = units.weights[:, None], np.empty((len(units.rows), others), np.float32)
    best = links.copy()
    for span in range(SPAN):
        if span:
            part = best[:, : max(others - span, 0)]  # best over [j, j + span]
            np.maximum(part, links[:, span:], out=part)
        np.take(best, units.rows, axis=0, out=room, mode="clip")  # in place: new tables cost more than sums
        np.multiply(room, weights, out=room)
        sums[span, present] = np.add.reduceat(room, starts, axis=0)
        if span == 2:
            pulled, kept = _pull(best, links)
            before = np.add.reduceat(pulled[units.rows] * weights, starts, axis=0)
            after = np.add.reduceat(kept[units.rows] * weights, starts, axis=0)
            crossing[present + 1] += before
            crossing[present] += after
    total[present] = np.add.reduceat(units.weights, starts)
    return sums, total, crossing


def _pull(best: Floats, links: Floats) -> tuple[Floats, Floats]:
    """For each border j: how much better a unit is found behind it than before it, and the other way round.

    `best` is over three segments from j on.
    """
    behind = np.pad(best, ((0, 0), (0, 1)))
    before = np.zeros_like(behind)
    others = links.shape[1]
    for border in range(1, min(3, others + 1)):
        before[:, border] = links[:, :border].max(axis=1)
    if others > 2:
        before[:, 3:] = best[:, : others - 2]
    return np.maximum(behind - before, 0), np.maximum(before - behind, 0)


def number_links(source: Side, target: Side) -> Coverage:
    """Numbers of equal value."""
    found = {value for side in (source, target) for one in side.numbers for value in one}
    values = {value: k for k, value in enumerate(sorted(found))}
    tables = []
    for side in (source, target):
        table = np.zeros((len(values), len(side.numbers)), np.float32)
        for at, one in enumerate(side.numbers):
            table[[values[value] for value in one], at] = 1
        tables.append(table)
    units = []
    for side in (source, target):
        segments = np.repeat(np.arange(len(side.numbers)), [len(one) for one in side.numbers])
        rows = np.array([values[value] for one in side.numbers for value in one], np.int64)
        units.append(Units.sorted(segments, rows, np.ones(len(rows))))
    return coverage(units[0], tables[1], units[1], tables[0])


def clause_links(source: Pieces, target: Pieces, low: Ints, high: Ints) -> Coverage:
    """A clause is found as far as its nearest clause of the other side is near.

    Only target segments `low[i]:high[i]` are compared with source segment i.
    """
    rows, width = len(source.borders) - 1, len(target.borders) - 1
    forth = np.zeros((len(source.rows), width), np.float32)
    back = np.zeros((len(target.rows), rows), np.float32)
    for i in range(rows):
        a, b = source.borders[i], source.borders[i + 1]
        first, last = low[i], high[i]
        c, d = target.borders[first], target.borders[last]
        if a == b or c == d:
            continue
        near = np.maximum(source.rows[a:b] @ target.rows[c:d].T - _FAR, 0) / (1 - _FAR)
        # reduceat takes one element of an empty run: such segments are set to 0 behind it.
        starts = np.minimum(target.borders[first:last] - c, near.shape[1] - 1)
        forth[a:b, first:last] = np.maximum.reduceat(near, starts, axis=1)
        forth[a:b, first:last][:, np.diff(target.borders[first : last + 1]) == 0] = 0
        back[c:d, i] = near.max(axis=0)
    return coverage(_units_of(source), forth, _units_of(target), back)


def _units_of(pieces: Pieces) -> Units:
    segments = np.repeat(np.arange(len(pieces.borders) - 1), np.diff(pieces.borders))
    return Units(np.arange(len(pieces.rows)), segments, pieces.weights)
