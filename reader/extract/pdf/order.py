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
_INDENT = 3.0  # em that a line may be set in
_EDGE = 4  # rows at either end of the content that may be furniture, drawn first or last


Band = tuple[float, float]  # from the left column's right edge to the right column's left edge


def gutters(rows: Sequence[Sequence[Placed]]) -> list[Band]:
    """The gaps between columns of prose in rows that go across the page, from the left; none without columns."""
    gaps = sorted(
        (b.left, a.right, a.size)
        for row in rows
        for a, b in pairwise(row)
        if min(a.right - a.left, b.right - b.left) >= _PROSE * max(a.size, b.size)
    )
    groups: list[list[tuple[float, float, float]]] = []
    for gap in gaps:  # a column's lines begin together, but for indents
        if groups and gap[0] - groups[-1][-1][0] <= _INDENT * gap[2]:
            groups[-1].append(gap)
        else:
            groups.append([gap])
    bands: list[Band] = []
    for group in groups:
        middle = median((left + right) / 2 for right, left, _ in group)
        agreed = [(left, right) for right, left, _ in group if left < middle < right]
        if len(agreed) < max(_ENOUGH, 0.8 * len(group)) or 3 * len(group) < len(rows):
            continue
        bands.append((median_high(left for left, _ in agreed), median_low(right for _, right in agreed)))
    return bands


def by_columns(rows: Sequence[P], bands: Sequence[Band]) -> list[P]:
    """Column by column, from the left; what stands across a gutter begins anew below."""
    made: list[P] = []
    columns: list[list[P]] = [[] for _ in range(len(bands) + 1)]
    for row in sorted(rows, key=lambda row: (-row.base, row.left)):
        k = sum(row.left >= right - row.size for _, right in bands)
        if k == len(bands) or _stands_before(row, bands[k]):
            columns[k].append(row)
        else:
            made += [*(one for column in columns for one in column), row]
            columns = [[] for _ in columns]
    return [*made, *(one for column in columns for one in column)]


def _stands_before(row: Placed, band: Band) -> bool:
    """Does a row stand in the column on the left of a gutter, even if it hangs out?"""
    return row.right < band[1] and (row.left < band[0] - _WITHIN * row.size or row.right < band[0] + row.size)


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
    return by_columns(rows, [band])


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
