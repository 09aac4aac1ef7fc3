"""The ruling lines of a page -> tables, and the characters inside -> rows of cells. Knows nothing of running text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import hypot
from typing import TYPE_CHECKING

from reader.extract.pdf.chars import Char

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

_THIN = 3.5  # points; a path no thicker is a rule
_REACH = 3.0  # points that the ends of two rules may stay apart and still meet
_SAME = 2.0  # points between two rules that are one
_SHORTEST = 6.0
_MOST_PATHS, _MOST_SEGMENTS = 6000, 400  # beyond these it is a drawing, not a table

Rect = tuple[float, float, float, float]  # left, bottom, right, top
Rule = tuple[float, float, float]  # where it lies across, from, to


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table: the heights of its horizontal rules from top to bottom, and all its rules."""

    heights: tuple[float, ...]
    across: tuple[Rule, ...]
    down: tuple[Rule, ...]
    left: float
    right: float

    def holds(self, x: float, y: float) -> bool:
        """Is the point inside?"""
        return self.left <= x <= self.right and self.heights[-1] <= y <= self.heights[0]

    def cell(self, x: float, y: float) -> tuple[int, float]:
        """The row of a point, from the top, and the left edge of its cell; cells joined downwards count as one."""
        row = bisect_right([-height for height in self.heights], -y) - 1
        while row > 0 and not any(
            abs(height - self.heights[row]) <= _SAME and start - _REACH <= x <= end + _REACH
            for height, start, end in self.across
        ):
            row -= 1
        edges = [at for at, start, end in self.down if at <= x and start - _REACH <= y <= end + _REACH]
        return row, max(edges, default=self.left)


@dataclass(frozen=True, slots=True)
class Table:
    """The characters of each cell, row by row; empty cells are left out."""

    rows: tuple[tuple[list[Char], ...], ...]


def page_rules(page: PdfPage) -> list[Rect]:
    """The bounds of every straight rule that the page draws, in the page's own coordinates."""
    import pypdfium2.raw as pdfium

    handle = page.raw
    made: list[Rect] = []
    count = pdfium.FPDFPage_CountObjects(handle)
    paths = 0
    for i in range(count):
        item = pdfium.FPDFPage_GetObject(handle, i)
        if pdfium.FPDFPageObj_GetType(item) != pdfium.FPDF_PAGEOBJ_PATH:
            continue
        paths += 1
        if paths > _MOST_PATHS:
            return []
        made += _path_rules(pdfium, item)
    return made


def _path_rules(pdfium: object, item: object) -> Iterator[Rect]:
    from ctypes import c_float

    raw: type = pdfium  # type: ignore[assignment]
    sides = [c_float() for _ in range(4)]
    if not raw.FPDFPageObj_GetBounds(item, *sides):  # type: ignore[attr-defined]
        return
    left, bottom, right, top = (side.value for side in sides)
    if min(right - left, top - bottom) <= _THIN:
        if max(right - left, top - bottom) >= _SHORTEST:
            yield left, bottom, right, top
        return
    yield from _segment_rules(raw, item)


def _segment_rules(raw: type, item: object) -> Iterator[Rect]:
    """The straight upright and level segments of a larger path that is stroked."""
    from ctypes import byref, c_float, c_int

    mode, stroked = c_int(), c_int()
    raw.FPDFPath_GetDrawMode(item, byref(mode), byref(stroked))  # type: ignore[attr-defined]
    count = raw.FPDFPath_CountSegments(item)  # type: ignore[attr-defined]
    if not stroked.value or not 2 <= count <= _MOST_SEGMENTS:
        return
    matrix = raw.FS_MATRIX()  # type: ignore[attr-defined]
    raw.FPDFPageObj_GetMatrix(item, byref(matrix))  # type: ignore[attr-defined]
    x, y = c_float(), c_float()
    start = last = (0.0, 0.0)
    for k in range(count):
        segment = raw.FPDFPath_GetPathSegment(item, k)  # type: ignore[attr-defined]
        raw.FPDFPathSegment_GetPoint(segment, byref(x), byref(y))  # type: ignore[attr-defined]
        here = (
            matrix.a * x.value + matrix.c * y.value + matrix.e,
            matrix.b * x.value + matrix.d * y.value + matrix.f,
        )
        kind = raw.FPDFPathSegment_GetType(segment)  # type: ignore[attr-defined]
        if kind == raw.FPDF_SEGMENT_MOVETO:  # type: ignore[attr-defined]
            start = here
        elif kind == raw.FPDF_SEGMENT_LINETO:  # type: ignore[attr-defined]
            yield from _straight(last, here)
        if raw.FPDFPathSegment_GetClose(segment):  # type: ignore[attr-defined]
            yield from _straight(here, start)
        last = here


def _straight(a: tuple[float, float], b: tuple[float, float]) -> Iterator[Rect]:
    wide, high = abs(a[0] - b[0]), abs(a[1] - b[1])
    if min(wide, high) <= 0.5 and hypot(wide, high) >= _SHORTEST:
        yield min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1])


def find_grids(rules: Iterable[Rect]) -> list[Grid]:
    """The tables that the rules make: at least two level rules, and an upright one between their ends."""
    across: list[Rule] = []
    down: list[Rule] = []
    for left, bottom, right, top in rules:
        if right - left >= top - bottom:
            across.append(((top + bottom) / 2, left, right))
        else:
            down.append(((left + right) / 2, bottom, top))
    if len(across) < 2 or not down:
        return []
    across, down = _joined(across), _joined(down)
    made: list[Grid] = []
    for level, upright in _components(across, down):
        heights = _distinct(-height for height, _, _ in level)
        left = min(start for _, start, _ in level)
        right = max(end for _, _, end in level)
        inner = [at for at, _, _ in upright if left + _SHORTEST < at < right - _SHORTEST]
        if len(heights) >= 2 and inner:
            made.append(Grid(tuple(-height for height in heights), tuple(level), tuple(upright), left, right))
    return made


def _joined(rules: list[Rule]) -> list[Rule]:
    """Pieces of one rule put together."""
    made: list[Rule] = []
    for at, start, end in sorted(rules):
        for k in range(len(made) - 1, -1, -1):
            other, first, last = made[k]
            if at - other > _SAME:
                made.append((at, start, end))
                break
            if start <= last + _REACH and end >= first - _REACH:
                made[k] = (other, min(first, start), max(last, end))
                break
        else:
            made.append((at, start, end))
    return made


def _components(across: Sequence[Rule], down: Sequence[Rule]) -> Iterator[tuple[list[Rule], list[Rule]]]:
    parent = list(range(len(across) + len(down)))

    def root(k: int) -> int:
        while parent[k] != k:
            parent[k] = parent[parent[k]]
            k = parent[k]
        return k

    for i, (y, start, end) in enumerate(across):
        for j, (x, low, high) in enumerate(down, len(across)):
            if start - _REACH <= x <= end + _REACH and low - _REACH <= y <= high + _REACH:
                parent[root(j)] = root(i)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for k in range(len(parent)):
        level, upright = groups.setdefault(root(k), ([], []))
        if k < len(across):
            level.append(across[k])
        else:
            upright.append(down[k - len(across)])
    for level, upright in groups.values():
        if level and upright:
            yield level, upright


def _distinct(values: Iterable[float]) -> list[float]:
    made: list[float] = []
    for value in sorted(values):
        if not made or value - made[-1] > _SAME:
            made.append(value)
    return made


def split_tables(chars: Sequence[Char], grids: Sequence[Grid]) -> Iterator[list[Char] | Table]:
    """The characters in order, those of a table taken out and put where its first one stood."""
    if not grids:
        if chars:
            yield list(chars)
        return
    inside: list[dict[tuple[int, float], list[Char]]] = [{} for _ in grids]
    flow: list[list[Char] | int] = []
    plain: list[Char] = []
    for char in chars:
        x, y = (char.left + char.right) / 2, char.base + 0.35 * char.size
        k = next((k for k, grid in enumerate(grids) if grid.holds(x, y)), -1)
        if k < 0:
            plain.append(char)
            continue
        if not inside[k]:
            flow += [plain, k]
            plain = []
        inside[k].setdefault(grids[k].cell(x, y), []).append(char)
    for part in [*flow, plain]:
        if isinstance(part, int):
            cells = inside[part]
            rows = sorted({row for row, _ in cells})
            yield Table(tuple(tuple(cells[key] for key in sorted(cells) if key[0] == row) for row in rows))
        elif part:
            yield part


def turned(rules: Iterable[Rect], turn: int, bounds: Rect) -> list[Rect]:
    """Rules in the frame of text that stands turned by so many quarters to the left."""
    left, bottom, right, top = bounds
    made: list[Rect] = []
    for a, b, c, d in rules:
        if turn == 1:
            made.append((b - bottom, right - c, d - bottom, right - a))
        elif turn == 2:
            made.append((right - c, top - d, right - a, top - b))
        elif turn == 3:
            made.append((top - d, a - left, top - b, c - left))
        else:
            made.append((a - left, b - bottom, c - left, d - bottom))
    return made
