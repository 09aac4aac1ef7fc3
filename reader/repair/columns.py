"""Lines with places -> the column that each stands in. Edges are learned from all lines that share a column."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from reader.model import Box, Line

_NEAR = 0.4  # em between edges that are the same
_SHARE_LEFT, _SHARE_RIGHT = 0.06, 0.1  # of the lines of a column that agree on an edge
_MANY = 10  # lines of which a single one to the left of all others is not believed
_REACH = 0.9  # of the width of the longest lines: an edge lies no further in
_OUTLIERS = 30  # of so many lines one may stand out
_FEW = 5  # lines on one page below which the column is learned from the other pages alone


@dataclass(frozen=True, slots=True)
class Column:
    """The edges that lines of a column keep to, in points."""

    left: float
    right: float


def find_columns(lines: Sequence[Line], boxes: Sequence[Box], size: float) -> list[Column]:
    """The column of each line. `size`: of the body, in points."""
    where = [place for page in _pages(lines) for place in _page_columns(page, boxes, size)]
    pooled: dict[tuple[int, int, int], list[int]] = defaultdict(list)
    for i, (count, column) in enumerate(where):
        pooled[count, column, lines[i].origin.page % 2].append(i)
    _mend_parity(pooled, boxes, size)
    edges = {key: _edges(members, lines, boxes, size) for key, members in pooled.items()}
    found: list[Column | None] = [None] * len(lines)
    for key, members in pooled.items():
        for i in members:
            found[i] = edges[key]
    fallback = Column(min(box.left for box in boxes), max(box.right for box in boxes)) if boxes else Column(0, 0)
    return [column or fallback for column in found]


def _pages(lines: Sequence[Line]) -> list[range]:
    starts = [0, *(i for i in range(1, len(lines)) if lines[i].origin.page != lines[i - 1].origin.page), len(lines)]
    return [range(a, b) for a, b in pairwise(starts) if a < b]


def _page_columns(page: range, boxes: Sequence[Box], size: float) -> list[tuple[int, int]]:
    """For each line of a page: how many columns the page has, and in which it stands; -1 across several."""
    gutters: list[float] = []
    start = page.start
    for i in page[1:]:
        up = boxes[i].bottom - boxes[i - 1].bottom > size
        if not up:
            continue
        before = min(boxes[k].left for k in range(start, i))
        here = boxes[i].left
        block = [k for k in range(start, i) if boxes[k].right <= here + 0.2 * size]
        if here > before + 6 * size and 2 * len(block) > i - start:
            if not any(abs(here - gutter) < 4 * size for gutter in gutters):
                gutters.append(here)
            start = i
    if not gutters:
        return [(1, 0)] * len(page)
    gutters = sorted(min([at, *_lefts(page, boxes, at, size)]) for at in gutters)
    made: list[tuple[int, int]] = []
    for i in page:
        box = boxes[i]
        crossed = any(box.left < at - size and box.right > at + size for at in gutters)
        made.append((len(gutters) + 1, -1 if crossed else sum(box.left >= at - size for at in gutters)))
    return made


def _lefts(page: range, boxes: Sequence[Box], at: float, size: float) -> list[float]:
    """Where lines begin that stand a little left of a first line: the column's edge."""
    return [boxes[i].left for i in page if at - 4 * size <= boxes[i].left < at]


def _mend_parity(pooled: dict[tuple[int, int, int], list[int]], boxes: Sequence[Box], size: float) -> None:
    """Put odd and even pages together unless their margins differ, or where one of them has few lines."""
    for count, column in {key[:2] for key in pooled}:
        odd, even = pooled.get((count, column, 1), []), pooled.get((count, column, 0), [])
        if not odd or not even:
            continue
        lefts = [_common(sorted(boxes[i].left for i in members), size) for members in (odd, even)]
        if min(len(odd), len(even)) < _FEW or abs(lefts[0] - lefts[1]) < _NEAR * size:
            pooled[count, column, 1] = sorted(odd + even)
            del pooled[count, column, 0]


def _common(values: Sequence[float], size: float) -> float:
    """The leftmost of those that enough lines share."""
    need = _SHARE_LEFT * len(values) if len(values) < _MANY else max(2, _SHARE_LEFT * len(values))
    for i, value in enumerate(values):
        if sum(other <= value + _NEAR * size for other in values[i:]) >= need:
            return value
    return values[0]


def _edges(members: Sequence[int], lines: Sequence[Line], boxes: Sequence[Box], size: float) -> Column:
    """The edges that the lines keep to, rows of tables left out where there are others."""
    members = [i for i in members if "\t" not in lines[i].text] or members
    boxes, lines = [boxes[i] for i in members], [lines[i] for i in members]
    left = _common(sorted(box.left for box in boxes), size)
    # Hanging punctuation stands outside the edge: lines that do not end with a mark tell it better.
    plain = [box.right for box, line in zip(boxes, lines, strict=True) if line.text[-1:].isalnum()]
    rights = sorted(plain if len(plain) >= _FEW else [box.right for box in boxes], reverse=True)
    right = rights[min(len(rights) - 1, len(rights) // _OUTLIERS)]
    need = max(2, _SHARE_RIGHT * len(rights))
    for i, value in enumerate(rights):
        if value < left + _REACH * (right - left):
            break
        close = [other for other in rights[i:] if other >= value - _NEAR * size]
        if len(close) >= need:
            right = close[len(close) // 2]
            break
    return Column(left, max(right, left + size))
