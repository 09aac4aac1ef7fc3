"""Features from links: how much of each side of a bead is found on the other, and what a border would part."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from reader.align.arrays import Bools, Column, Floats, Ints
from reader.align.links import Coverage
from reader.align.search import Arcs
from reader.align.widths import SPAN

Columns = Iterator[tuple[str, Column]]


# A null row or column stands for what is outside the text.
_EDGE = 2
# Shares are damped: a segment of one common word is not wholly found because that word is.
_WEIGHT, _FOUND = 1.0, 0.3
_MOST_NUMBERS = 4


def _sum_between(summed: Floats, span: Ints, start: Ints, stop: Ints, other: Ints) -> Floats:
    """Sums of a table's [span - 1, start:stop, other], from its running sums; 0 where the span is empty."""
    flat, (_, height, width) = summed.reshape(-1), summed.shape
    at = np.maximum(span - 1, 0) * (height * width) + other
    found: Floats = np.where(span > 0, flat[at + stop * width] - flat[at + start * width], 0)
    return found


@dataclass(frozen=True, slots=True)
class _Way:
    """One direction: `size` segments from `start` on are covered by `span` of the other side from `other` on."""

    name: str
    table: Floats
    summed: Floats
    weight: Floats
    span: Ints
    start: Ints
    size: Ints
    other: Ints

    def covered(self) -> Floats:
        """The weight that is found."""
        return _sum_between(self.summed, self.span, self.start, self.start + self.size, self.other)

    def whole(self) -> Floats:
        """The weight that could be."""
        total = np.concatenate([[0], np.cumsum(self.weight)]).astype(np.float32)
        made: Floats = total[self.start + self.size] - total[self.start]
        return made


def _ways(found: Coverage, arcs: Arcs) -> Iterator[_Way]:
    yield _Way("source", found.forth, found.forth_summed, found.source, arcs.m, arcs.i, arcs.n, arcs.j)
    yield _Way("target", found.back, found.back_summed, found.target, arcs.n, arcs.j, arcs.m, arcs.i)


def covered(kind: str, found: Coverage, arcs: Arcs) -> Columns:
    """How much of each side is found, and what its worst segment, its border and the other side have to say."""
    i, j, n, m = arcs.i, arcs.j, arcs.n, arcs.m
    sides = []
    full = (n > 0) & (m > 0)
    for way in _ways(found, arcs):
        name, whole, part = way.name, way.whole(), way.covered()
        sides.append((part, whole))
        left = np.where(full, whole - part, 0)
        yield f"{kind} {name} covered", np.where(full, part, 0)
        yield f"{kind} {name} uncovered", left
        yield f"{kind} {name} root uncovered", np.sqrt(np.maximum(left, 0))
        yield f"{kind} {name} share", np.where(full, part / (whole + 1), 0)
        yield f"{kind} {name} weakest", _weakest(way)
        yield f"{kind} {name} null", np.where(full, 0, whole)
    (a, x), (b, y) = sides
    yield f"{kind} smaller share", _smaller(sides, full)
    yield f"{kind} balance", np.where(full, np.abs(np.log((a + x + 1) / (b + y + 1))), 0)
    crossing = found.crossing[i + n, j + m]
    yield f"{kind} crossing", crossing
    yield f"{kind} crossing some", np.sqrt(crossing)


def smaller_share(found: Coverage, arcs: Arcs) -> Floats:
    """How much of that side of a bead is found of which less is."""
    return _smaller([(way.covered(), way.whole()) for way in _ways(found, arcs)], (arcs.n > 0) & (arcs.m > 0))


def _smaller(sides: list[tuple[Floats, Floats]], full: Bools) -> Floats:
    (a, x), (b, y) = sides
    made: Floats = np.where(full, np.minimum((a + 0.5) / (x + 1), (b + 0.5) / (y + 1)), 0)
    return made


def _weakest(way: _Way) -> Floats:
    """The share of the segment that is found least, of several; 0 for one alone."""
    made = np.zeros(len(way.size), np.float32)
    several = np.flatnonzero((way.size > 1) & (way.span > 0))
    worst = np.full(len(several), 2.0, np.float32)
    span, start, size, other = (column[several] for column in (way.span, way.start, way.size, way.other))
    for k in range(SPAN):
        at = np.flatnonzero(size > k)
        here = start[at] + k
        share = (way.table[span[at] - 1, here, other[at]] + _FOUND) / (way.weight[here] + _WEIGHT)
        worst[at] = np.minimum(worst[at], share)
    made[several] = worst
    return made


def hits(found: Coverage, arcs: Arcs) -> Columns:
    """Numbers that stand on both sides, and those that stand on one."""
    i, j, n, m = arcs.i, arcs.j, arcs.n, arcs.m
    full = (n > 0) & (m > 0)
    for way in _ways(found, arcs):
        name, whole, part = way.name, way.whole(), way.covered()
        yield f"numbers {name} found", np.minimum(np.where(full, part, 0), _MOST_NUMBERS)
        yield f"numbers {name} missing", np.minimum(np.where(full, whole - part, 0), _MOST_NUMBERS)
        yield f"numbers {name} null", np.minimum(np.where(full, 0, whole), 2)
    yield "numbers crossing", np.minimum(found.crossing[i + n, j + m], 3)


def borders(kind: str, alike: Floats, arcs: Arcs) -> Columns:
    """Do segments at the bead's edges pull outward, and those just outside inward? From single segments' likeness."""
    padded = np.pad(alike, _EDGE)
    inward = np.zeros(len(arcs), np.float32)
    outward = np.zeros(len(arcs), np.float32)
    for table, a, b, n, m in (
        (padded, arcs.i + _EDGE, arcs.j + _EDGE, arcs.n, arcs.m),
        (np.ascontiguousarray(padded.T), arcs.j + _EDGE, arcs.i + _EDGE, arcs.m, arcs.n),
    ):
        best = _best_of(table)
        _, height, width = best.shape
        flat = best.reshape(-1)
        inner = np.maximum(m - 1, 0) * (height * width) + b
        two = height * width
        for edge, outside, away in ((a, a - 1, two + b - _EDGE), (a + n - 1, a + n, two + b + m)):
            inside, own = flat[inner + outside * width], flat[away + outside * width]
            kept, pulled = flat[inner + edge * width], flat[away + edge * width]
            inward += np.maximum(inside - own, 0)
            outward += np.maximum(pulled - kept, 0)
    full = (arcs.n > 0) & (arcs.m > 0)
    yield f"{kind} pull inward", np.where(full, inward, 0)
    yield f"{kind} pull outward", np.where(full, outward, 0)


def _best_of(table: Floats) -> Floats:
    """best[k][row, column] is the largest of table[row, column : column + k + 1]."""
    width = table.shape[1]
    best = np.repeat(table[None], SPAN, axis=0)
    for k in range(1, SPAN):
        best[k] = best[k - 1]
        np.maximum(best[k, :, : max(width - k, 0)], table[:, k:], out=best[k, :, : max(width - k, 0)])
    return best
