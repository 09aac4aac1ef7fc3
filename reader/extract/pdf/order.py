"""Rows of a page -> rows in reading order. Content order is kept unless it cannot be how anyone reads."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median, median_high, median_low
from typing import Protocol, TypeVar


class Placed(Protocol):
    """What has a place on the page."""

    left: float
    right: float
    base: float
    size: float


P = TypeVar("P", bound=Placed)

_PROSE = 8.0  # em; a part of a row no narrower may be a line of a column
_WITHIN = 3.0  # em; a line that begins so far inside a column belongs to it, even if it hangs out
_ENOUGH = 5  # rows that agree on a gutter
_EDGE = 4  # rows at either end of the content that may be furniture, drawn first or last


Band = tuple[float, float]  # from the left column's right edge to the right column's left edge


def gutter(rows: Sequence[Sequence[Placed]]) -> Band | None:
    """The gap between two columns of prose in rows that go across the page; None without columns."""
    gaps = [
        (a.right, b.left)
        for row in rows
        for a, b in pairwise(row)
        if min(a.right - a.left, b.right - b.left) >= _PROSE * max(a.size, b.size)
    ]
    if len(gaps) < _ENOUGH or 3 * len(gaps) < len(rows):
        return None
    middle = median((left + right) / 2 for left, right in gaps)
    agreed = [gap for gap in gaps if gap[0] < middle < gap[1]]
    if len(agreed) < 0.8 * len(gaps):
        return None
    return median_high(left for left, _ in agreed), median_low(right for _, right in agreed)


def by_columns(rows: Sequence[P], band: Band) -> list[P]:
    """First what stands left of the gutter, then what stands right; a row across it begins anew below."""
    made: list[P] = []
    left: list[P] = []
    right: list[P] = []
    for row in sorted(rows, key=lambda row: (-row.base, row.left)):
        if row.left >= band[1] - row.size:
            right.append(row)
        elif row.right < band[1] and (row.left < band[0] - _WITHIN * row.size or row.right < band[0] + row.size):
            left.append(row)
        else:
            made += [*left, *right, row]
            left, right = [], []
    return [*made, *left, *right]


def is_one_column(rows: Sequence[Placed]) -> bool:
    """Does no row stand beside another?"""
    bases = sorted(rows, key=lambda row: row.base)
    return all(b.base - a.base > 0.5 * min(a.size, b.size) for a, b in pairwise(bases))


def is_disordered(rows: Sequence[Placed]) -> bool:
    """Does content order jump about? Columns go up again once each; furniture may be drawn first or last."""
    if is_one_column(rows):
        return any(b.base > a.base for a, b in pairwise(rows))
    inner = rows[_EDGE:-_EDGE] if len(rows) > 4 * _EDGE else rows
    if len(inner) < 4:
        return False
    wrong = 0
    for a, b in pairwise(inner):
        size = max(a.size, b.size)
        up = b.base - a.base > 0.5 * size
        if (up and b.left < a.left + 3 * size) or (not up and b.left > a.right + size and a.base - b.base < 0.5 * size):
            wrong += 1
    return wrong > max(2, 0.12 * len(inner))


def sorted_rows(rows: Sequence[P]) -> list[P]:
    """By place alone: cut at a gutter that few rows cross, else from top to bottom."""
    band = None if is_one_column(rows) else _free_gutter(rows)
    if band is None:
        return sorted(rows, key=lambda row: (-row.base, row.left))
    return by_columns(rows, band)


def _free_gutter(rows: Sequence[Placed]) -> Band | None:
    """The gap that the fewest rows cross while many stand on either side of it."""
    left, right = min(row.left for row in rows), max(row.right for row in rows)
    best, found = 0.15 * len(rows), None
    for step in range(20, 81, 2):
        at = left + (right - left) * step / 100
        before = [row.right for row in rows if row.right <= at]
        behind = [row.left for row in rows if row.left >= at]
        crossing = len(rows) - len(before) - len(behind)
        if crossing < best and min(len(before), len(behind)) >= 0.25 * len(rows):
            best, found = crossing, (max(before), min(behind))
    return found
