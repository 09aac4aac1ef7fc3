"""Lines with places -> blocks set in from their column, quotations above all. They have edges of their own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from reader.model import Box, Line
from reader.repair.columns import Column
from reader.repair.lines import COMMA, HYPHEN, MARK, OPEN, PLAIN, WEAK_MARK, VisualLine

_SET_IN = 0.9  # em from the column's edge
_SAME = 0.4  # em between edges that are the same
_FULL = 1.4  # em that a full line may stay short
_SMALLER = 0.04  # of the body's size; a block so much smaller is a block of its own
_LEAST = 0.5  # of the column's width
_MANY = 3  # lines that go on at an edge: it is no accident
_UNFINISHED = frozenset((PLAIN, COMMA, OPEN, HYPHEN))

_Block = tuple[int, int, Column]  # first line, behind the last, edges


def with_insets(
    flow: Sequence[VisualLine], source: Sequence[Line], boxes: Sequence[Box], columns: Sequence[Column], size: float
) -> list[Column]:
    """The columns, those of set-in blocks replaced by the block's own edges. `size`: of the body, in points."""
    made = list(columns)
    doubtful: list[_Block] = []
    known: list[Column] = []
    for first, stop in _runs(source, boxes, columns, size):
        for block, sure in _blocks(range(first, stop), flow, source, boxes, columns, size):
            if sure:
                known.append(block[2])
                made[block[0] : block[1]] = [block[2]] * (block[1] - block[0])
            else:
                doubtful.append(block)
    for first, stop, edges in doubtful:
        if any(abs(edges.left - a.left) < _SAME * size and abs(edges.right - a.right) < size for a in known):
            made[first:stop] = [edges] * (stop - first)
    return made


def _runs(
    source: Sequence[Line], boxes: Sequence[Box], columns: Sequence[Column], size: float
) -> Iterator[tuple[int, int]]:
    """Lines that follow each other in one column, all set in."""
    start = 0
    for i in range(len(boxes) + 1):
        inside = i < len(boxes) and boxes[i].left > columns[i].left + _SET_IN * size and "\t" not in source[i].text
        if inside and (i == start or columns[i] is columns[i - 1]):
            continue
        if i - start > 1:
            yield start, i
        start = i if inside else i + 1


def _blocks(
    run: range,
    flow: Sequence[VisualLine],
    source: Sequence[Line],
    boxes: Sequence[Box],
    columns: Sequence[Column],
    size: float,
) -> Iterator[tuple[_Block, bool]]:
    """Parts of a run that keep to common edges on both sides, and whether that is sure."""
    at = run.start
    while at < run.stop:
        stop = at + 1
        while stop < run.stop and _alike(source[at], source[stop], size):
            stop += 1
        yield from _edged(range(at, stop), flow, boxes, columns[at], size, _is_smaller(source[at], size))
        at = stop


def _alike(a: Line, b: Line, size: float) -> bool:
    return abs((a.size or size) - (b.size or size)) <= _SMALLER * size


def _is_smaller(line: Line, size: float) -> bool:
    return (line.size or size) < (1 - _SMALLER) * size


def _edged(
    run: range, flow: Sequence[VisualLine], boxes: Sequence[Box], column: Column, size: float, smaller: bool
) -> Iterator[tuple[_Block, bool]]:
    """The block in lines of one size: cut where lines go beyond the right edge that the first ones keep."""
    at = run.start
    while at < run.stop - 1:
        right = _right_edge(boxes[at : run.stop], size)
        stop = at
        while stop < run.stop and boxes[stop].right <= right + _FULL * size:
            stop += 1
        left = min((box.left for box in boxes[at:stop]), default=column.left)
        joins = [
            k
            for k in range(at, stop - 1)
            if boxes[k].right >= right - _FULL * size
            and flow[k].ends_with in _UNFINISHED
            and flow[k + 1].starts_with not in (MARK, WEAK_MARK)
            and boxes[k + 1].left <= left + _SAME * size
        ]
        if joins and right - left >= _LEAST * (column.right - column.left):
            outdented = any(boxes[k].left > left + _SET_IN * size for k in joins)
            even = abs(left - column.left - column.right + right) <= size  # as far from either edge
            goes_on = at > 0 and flow[at - 1].ends_with in _UNFINISHED and boxes[at - 1].right >= right - _FULL * size
            flush = abs(column.right - right) <= size and len(joins) >= _MANY and not goes_on  # else indents hang
            sure = smaller or outdented or (even and len(joins) > 1) or flush
            yield (at, stop, Column(left, min(right, column.right))), sure
        at = max(stop, at + 1)


def _right_edge(boxes: Sequence[Box], size: float) -> float:
    """The right edge of the block that begins with these lines: where the first two agree, else of the first."""
    for a, b in pairwise(boxes):
        if abs(a.right - b.right) <= _SAME * size:
            return max(a.right, b.right)
    return boxes[0].right
