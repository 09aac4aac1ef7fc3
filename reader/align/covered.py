"""Features from links: how much of each side of a bead is found on the other, and what a border would part."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from reader.align.arrays import Column, Floats, Ints
from reader.align.links import Coverage
from reader.align.search import Arcs
from reader.align.widths import SPAN

Columns = Iterator[tuple[str, Column]]


# A null row or column stands for what is outside the text.
_EDGE = 2
# Shares are damped: a segment of one common word is not wholly found because that word is.
_WEIGHT, _FOUND = 1.0, 0.3
_MOST_NUMBERS = 4


def _summed(weight: Floats) -> Floats:
    return np.concatenate([[0], np.cumsum(weight)]).astype(np.float32)


def _sum_between(table: Floats, span: Ints, start: Ints, stop: Ints, other: Ints) -> Floats:
    """Sums of table[span - 1, start:stop, other]; 0 where the span is empty."""
    total = np.zeros((table.shape[0], table.shape[1] + 1, table.shape[2] + 1), np.float32)
    np.cumsum(table, axis=1, out=total[:, 1:, : table.shape[2]])
    flat, (_, height, width) = total.reshape(-1), total.shape
    at = np.maximum(span - 1, 0) * (height * width) + other
    found: Floats = np.where(span > 0, flat[at + stop * width] - flat[at + start * width], 0)
    return found


def _ways(found: Coverage, arcs: Arcs) -> Iterator[tuple[str, Floats, Floats, Ints, Ints, Ints, Ints]]:
    """Both directions: name, table, weights, how many segments cover, from where, how many are covered, from where."""
    yield "source", found.forth, found.source, arcs.m, arcs.i, arcs.n, arcs.j
    yield "target", found.back, found.target, arcs.n, arcs.j, arcs.m, arcs.i


def covered(kind: str, found: Coverage, arcs: Arcs) -> Columns:
    """How much of each side is found, and what its worst segment, its border and the other side have to say."""
    i, j, n, m = arcs.i, arcs.j, arcs.n, arcs.m
    sides = []
    full = (n > 0) & (m > 0)
    for name, table, weight, span, start, size, other in _ways(found, arcs):
        total = _summed(weight)
        whole = total[start + size] - total[start]
        part = _sum_between(table, span, start, start + size, other)
        sides.append((part, whole))
        left = np.where(full, whole - part, 0)
        yield f"{kind} {name} covered", np.where(full, part, 0)
        yield f"{kind} {name} uncovered", left
        yield f"{kind} {name} root uncovered", np.sqrt(np.maximum(left, 0))
        yield f"{kind} {name} share", np.where(full, part / (whole + 1), 0)
        yield f"{kind} {name} weakest", _weakest(table, weight, span, start, size, other)
        yield f"{kind} {name} null", np.where(full, 0, whole)
    (a, x), (b, y) = sides
    yield f"{kind} smaller share", np.where(full, np.minimum((a + 0.5) / (x + 1), (b + 0.5) / (y + 1)), 0)
    yield f"{kind} balance", np.where(full, np.abs(np.log((a + x + 1) / (b + y + 1))), 0)
    crossing = found.crossing[i + n, j + m]
    yield f"{kind} crossing", crossing
    yield f"{kind} crossing some", np.sqrt(crossing)


def _weakest(table: Floats, weight: Floats, span: Ints, start: Ints, size: Ints, other: Ints) -> Floats:
    """The share of the segment that is found least, of several; 0 for one alone."""
    made = np.zeros(len(size), np.float32)
    several = np.flatnonzero((size > 1) & (span > 0))
    worst = np.full(len(several), 2.0, np.float32)
    span, start, size, other = span[several], start[several], size[several], other[several]
    for k in range(SPAN):
        at = np.flatnonzero(size > k)
        here = start[at] + k
        share = (table[span[at] - 1, here, other[at]] + _FOUND) / (weight[here] + _WEIGHT)
        worst[at] = np.minimum(worst[at], share)
    made[several] = worst
    return made


def hits(found: Coverage, arcs: Arcs) -> Columns:
    """Numbers that stand on both sides, and those that stand on one."""
    i, j, n, m = arcs.i, arcs.j, arcs.n, arcs.m
    full = (n > 0) & (m > 0)
    for name, table, weight, span, start, size, other in _ways(found, arcs):
        total = _summed(weight)
        whole = total[start + size] - total[start]
        part = _sum_between(table, span, start, start + size, other)
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
