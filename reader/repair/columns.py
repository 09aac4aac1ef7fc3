"""Lines with places -> the column that each stands in. Edges are learned from all lines that share a column."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import neg

from reader.model import Box, Line

_NEAR = 0.4  # em between edges that are the same
_SHARE_LEFT, _SHARE_RIGHT = 0.06, 0.1  # of the lines of a column that agree on an edge
_MANY = 10  # lines of which a single one to the left of all others is not believed
_REACH = 0.9  # of the width of the longest lines: an edge lies no further in
_OUTLIERS = 30  # of so many lines one may stand out
_SOME, _SHARE_MOST, _SHARE_BEYOND = 3, 0.2, 0.15  # lines that agree on an edge for sure; lines that stand beyond it
_HANGING = 2.0  # em that marks may stand outside the edge, at most
_FEW = 5  # lines on one page below which the column is learned from the other pages alone


_Place = tuple[int, int]  # how many columns the page has, and which this is: from 0, -1 across several


@dataclass(frozen=True, slots=True)
class Column:
    """The edges that lines of a column keep to, in points."""

    left: float
    right: float


def find_columns(lines: Sequence[Line], boxes: Sequence[Box], size: float) -> list[Column]:
    """The column of each line. `size`: of the body, in points."""
    pages = _pages(lines)
    where = [place for page in pages for place in _page_columns(page, boxes, size)]
    _adopt(pages, where, boxes, size)
    groups: dict[_Place, list[int]] = defaultdict(list)
    for i, place in enumerate(where):
        groups[place].append(i)
    edges: dict[tuple[_Place, int], Column] = {}
    for place, members in groups.items():
        edges |= {(place, odd): column for odd, column in enumerate(_by_parity(members, lines, boxes, size))}
    _equalise(edges, size)
    return [edges[place, line.origin.page % 2] for place, line in zip(where, lines, strict=True)]


def _adopt(pages: Sequence[range], where: list[_Place], boxes: Sequence[Box], size: float) -> None:
    """A page that fills the first column only looks like one of a single column: it is not."""
    firsts = [i for i, (count, column) in enumerate(where) if count > 1 and column == 0]
    if not firsts:
        return
    left, right = min(boxes[i].left for i in firsts), max(boxes[i].right for i in firsts)
    for page in pages:
        if where[page.start][0] == 1 and all(
            left - size < boxes[i].left and boxes[i].right < right + size for i in page
        ):
            where[page.start : page.stop] = [where[firsts[0]]] * len(page)


def _by_parity(
    members: Sequence[int], lines: Sequence[Line], boxes: Sequence[Box], size: float
) -> tuple[Column, Column]:
    """The column on even and on odd pages: the same, unless both edges are shifted alike."""
    both = _edges(members, lines, boxes, size)
    apart = [[i for i in members if lines[i].origin.page % 2 == odd] for odd in (0, 1)]
    if min(map(len, apart)) < _MANY:
        return both, both
    even, odd = (_edges(part, lines, boxes, size) for part in apart)
    shift = odd.left - even.left
    if abs(shift) < _NEAR * size or abs(odd.right - even.right - shift) > size:
        return both, both
    return even, odd


def _equalise(edges: dict[tuple[_Place, int], Column], size: float) -> None:
    """Columns beside each other are of one width: one without full lines has it from the others."""
    widths: dict[tuple[int, int], float] = defaultdict(float)
    for ((count, column), odd), found in edges.items():
        if column >= 0:
            widths[count, odd] = max(widths[count, odd], found.right - found.left)
    for ((count, column), odd), found in edges.items():
        if count > 1 and column >= 0 and found.right < found.left + widths[count, odd] - size:
            edges[(count, column), odd] = Column(found.left, found.left + widths[count, odd])


def _pages(lines: Sequence[Line]) -> list[range]:
    starts = [0, *(i for i in range(1, len(lines)) if lines[i].origin.page != lines[i - 1].origin.page), len(lines)]
    return [range(a, b) for a, b in pairwise(starts) if a < b]


def _page_columns(page: range, boxes: Sequence[Box], size: float) -> list[_Place]:
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
    gutters = sorted(_edge_before(page, boxes, at, size) for at in gutters)
    made: list[_Place] = []
    for i in page:
        box = boxes[i]
        crossed = any(box.left < at - size and box.right > at + size for at in gutters)
        made.append((len(gutters) + 1, -1 if crossed else sum(box.left >= at - size for at in gutters)))
    return made


def _edge_before(page: range, boxes: Sequence[Box], at: float, size: float) -> float:
    """The edge of the column whose first line begins at `at`, perhaps indented: where several lines begin."""
    lefts = sorted(boxes[i].left for i in page if at - 4 * size <= boxes[i].left <= at)
    return next((a for a, b in pairwise(lefts) if b - a < _NEAR * size), at)


def _common(values: Sequence[float], size: float) -> float:
    """The leftmost of those that enough lines share."""
    need = _SHARE_LEFT * len(values) if len(values) < _MANY else max(2, _SHARE_LEFT * len(values))
    for i, value in enumerate(values):
        if bisect_right(values, value + _NEAR * size) - i >= need:
            return value
    return values[0]


def _edges(members: Sequence[int], lines: Sequence[Line], boxes: Sequence[Box], size: float) -> Column:
    """The edges that the lines keep to, rows of tables and code left out where there are others."""
    members = [i for i in members if "\t" not in lines[i].text and not lines[i].verbatim] or members
    boxes, lines = [boxes[i] for i in members], [lines[i] for i in members]
    left = _common(sorted(box.left for box in boxes), size)
    # Hanging punctuation stands outside the edge: lines that do not end with a mark tell it better.
    plain = [box.right for box, line in zip(boxes, lines, strict=True) if line.text[-1:].isalnum()]
    every = [box.right for box in boxes]
    tell = len(plain) >= _FEW and max(plain) > max(every) - _HANGING * size  # not if only headings and names are plain
    rights = sorted(plain if tell else every, reverse=True)
    return Column(left, max(_right_edge(rights, left, size), left + size))


def _right_edge(rights: Sequence[float], left: float, size: float) -> float:
    """Where most lines end, or the longest do. `rights`: from the right."""
    agreed = [bisect_right(rights, size * _NEAR - value, key=neg) - i for i, value in enumerate(rights)]
    most = max(range(len(rights)), key=agreed.__getitem__)
    if agreed[most] >= max(_SOME, _SHARE_MOST * len(rights)) and most <= _SHARE_BEYOND * len(rights):
        return rights[most + agreed[most] // 2]
    right = rights[min(len(rights) - 1, len(rights) // _OUTLIERS)]
    need = max(2, _SHARE_RIGHT * len(rights))
    for i, value in enumerate(rights):
        if value < left + _REACH * (right - left):
            break
        if agreed[i] >= need:
            return rights[i + agreed[i] // 2]
    return right
