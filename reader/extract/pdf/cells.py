"""Rows of runs -> the tables among them that no rules are drawn for.

Columns are told by the white between them, which no row crosses, and by the edges that their cells share; rows by the
distance of baselines or by their first cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from reader.extract.pdf.runs import WIDE_GAP, Run, plain_text

LIST_MARK = re.compile(
    r"[•●◆■□▪‣◦○➢✓✔※★☆·\uf06c\uf0b7\uf0a7\uf06e\uf0d8\uf0fc–—*-]|[（(]?[\da-zA-Zivx一二三四五六七八九十]{1,3}[.．、)）]|[①-⑳]"
)
_FIRST = re.compile(
    r"第[一二三四五六七八九十百千零〇\d]+[章节编篇部条款]|[一二三四五六七八九十]{1,3}、|附件\d*[：:]?|[问答][：:]"
)
_WHITE = 0.8  # em between columns that are told by wide gaps alone, at least
_LEAST, _OF_SPACE = 0.5, 1.9  # em between cells that other rows confirm, and so much more than a space takes
_EDGE = 0.35  # em between the edges, or the middles, of cells in one column
_SHARED = 0.7  # of the cells of a column share an edge
_ROWS, _MOST_ROWS = 3, 120  # of a table whose gaps are narrow; no page holds more
_NARROW = 8.0  # em; one column of a table holds nothing wider: prose set in columns is no table
_PROSE = 5.0  # em; justified lines have several pieces as wide
_SAME_BASE = 0.25  # em between baselines of one line
_NEAR = 3.2  # em between baselines of a table's lines, at most
_STEPS = 1.2  # how much further rows stand apart than the lines of a cell

Cells = tuple[list[Run], ...]  # of one row, those that are empty left out
Column = tuple[float, float]


def tables(rows: Sequence[list[Run]]) -> Iterator[tuple[range, list[Cells]]]:
    """Which rows are a table, and the rows that it really has: cells may be wrapped."""
    pieces = [_pieces(row) for row in rows]
    at = 0
    while at < len(rows):
        region, found = _aligned(pieces, at)
        if not found:
            region, columns = _region(rows, at)
            found = _table(rows, region, columns) if len(columns) > 1 and len(region) > 2 else []
        if found:
            yield region, found
        at = max(at + 1, region.stop if found else 0)


def _pieces(row: Sequence[Run]) -> list[Run]:
    """A row cut wherever more than a space stands between two characters."""
    size = row[0].size
    chars = [char for run in row for char in run.chars]
    if len(row) == 1:
        inked = [char for char in chars if char.text not in (" ", "\u3000")]
        if all(b.left - a.right < _LEAST * size for a, b in pairwise(inked)):
            return list(row)
    spaces = [char.right - char.left for char in chars if char.text == " "]
    least = max(_LEAST * size, _OF_SPACE * median(spaces) if spaces else 0.0)
    made: list[Run] = []
    white = []
    for char in chars:
        if char.text in (" ", "\u3000"):
            white.append(char)
        elif made and char.left - made[-1].right < least:
            for space in white:
                made[-1].add(space)
            made[-1].add(char)
            white = []
        else:
            made.append(Run(char))
            white = []
    return made


def _aligned(rows: Sequence[list[Run]], start: int) -> tuple[range, list[Cells]]:
    """The table that begins at `start`, its gaps narrow but kept to by all rows; no rows if there is none."""
    nothing: tuple[range, list[Cells]] = range(start, start), []
    if len(rows[start]) < 2:
        return nothing
    size = rows[start][0].size
    solid: list[Column] = []
    wide: list[Column] = []
    stop = start
    for i, row in enumerate(rows[start : start + _MOST_ROWS], start):
        above = rows[max(start, i - 1)][0].base
        if not (above - _NEAR * size <= row[0].base <= above) or abs(row[0].size - size) > 0.2 * size:
            break
        solid = _columns(row, solid, 0.0)
        wide += [(a.right, b.left) for a, b in pairwise(row) if b.left - a.right > WIDE_GAP * size]
        if any(left < gap[0] + 0.1 * size and right > gap[1] - 0.1 * size for left, right in solid for gap in wide):
            break
        wide = _narrowed(wide)
        if len(row) > 1:
            stop = i + 1
    region = range(start, stop)
    table = [row for row in rows[start:stop] if len(row) > 1]
    columns = _columns([run for row in rows[start:stop] for run in row], [], _LEAST)
    whites = [(a[1], b[0]) for a, b in pairwise(columns)]
    kept = all(any(a < right and b > left for a, b in whites) for left, right in wide)
    if len(table) < _ROWS or not (whites and wide and kept) or not _is_set_in_columns(table, columns, size):
        return nothing
    made = [_by_column(row, columns) for row in rows[start:stop]]
    if len(table) > _ROWS and any(_cells_in(table, column) == _cells_in(table[:1], column) for column in columns):
        return nothing  # what stands above the table has a column of its own
    if len(columns) == 2 and all(_is_mark(row[0]) for row in made if len(row) > 1):
        return nothing
    flat = [[run for cell in row for run in cell] for row in made]
    return region, _table([*rows[:start], *flat], region, columns) or made


def _narrowed(gaps: Sequence[Column]) -> list[Column]:
    """Gaps of several rows, those that overlap reduced to what they share."""
    made: list[Column] = []
    for left, right in sorted(gaps):
        if made and left < made[-1][1]:
            made[-1] = (left, min(right, made[-1][1]))
        else:
            made.append((left, right))
    return made


def _cells_in(rows: Sequence[list[Run]], column: Column) -> int:
    return sum(bool(_by_column(row, [column])) for row in rows)


def _by_column(row: Sequence[Run], columns: Sequence[Column]) -> Cells:
    cells = ([run for run in row if left <= run.left <= right] for left, right in columns)
    return tuple(cell for cell in cells if cell)


def _is_set_in_columns(rows: Sequence[list[Run]], columns: Sequence[Column], size: float) -> bool:
    """Do the cells of each column share an edge, or their middle? Lines of prose that were stretched do not."""
    if min(right - left for left, right in columns) > _NARROW * size:
        return False
    cells = [[cell for row in rows for cell in _by_column(row, [column])] for column in columns]
    edges = [[(cell[0].left, cell[-1].right) for cell in column] for column in cells]
    wide = sum(min(right - left for left, right in column) > _PROSE * size for column in edges if column)
    lefts, rights = {round(row[0].left) for row in rows}, {round(row[-1].right) for row in rows}
    if wide > 1 and len(lefts) == len(rights) == 1:
        return False
    return all(
        max(
            _shared(values, size)
            for values in ([a for a, _ in column], [b for _, b in column], [(a + b) / 2 for a, b in column])
        )
        >= _SHARED
        for column in edges
        if column
    )


def _shared(values: Sequence[float], size: float) -> float:
    """How many of these agree, of all."""
    middle = median(values)
    return sum(abs(value - middle) <= _EDGE * size for value in values) / len(values)


def _is_mark(cell: Sequence[Run]) -> bool:
    """Is this what a list item or a heading begins with?"""
    text = "".join(map(plain_text, cell))
    return bool(LIST_MARK.fullmatch(text) or _FIRST.fullmatch(text))


def _region(rows: Sequence[list[Run]], start: int) -> tuple[range, list[Column]]:
    """The rows from `start` on that keep to columns, and these."""
    if len(rows[start]) < 2:
        return range(start, start), []
    columns = _columns(rows[start], [])
    most = len(rows[start])
    last = start
    for i in range(start + 1, min(start + _MOST_ROWS, len(rows))):
        size = rows[i][0].size
        if min(abs(rows[i][0].base - row[0].base) for row in rows[max(start, i - 3) : i]) > _NEAR * size:
            break
        if rows[i][0].base > rows[start][0].base + _SAME_BASE * size:
            break
        grown = _columns(rows[i], columns)
        most = max(most, len(rows[i]))
        if len(grown) < max(len(columns), most):
            break
        columns = grown
        last = i
    return range(start, last + 1), columns


def _columns(row: Sequence[Run], columns: Sequence[Column], least: float = _WHITE) -> list[Column]:
    """The columns with the places of one more row: what stands nearer than the white between columns is one."""
    made: list[Column] = []
    white = least * row[0].size
    for left, right in sorted([*columns, *((run.left, run.right) for run in row)]):
        if made and left < made[-1][1] + white:
            made[-1] = (made[-1][0], max(made[-1][1], right))
        else:
            made.append((left, right))
    return made


def _table(rows: Sequence[list[Run]], region: range, columns: Sequence[Column]) -> list[Cells]:
    """The rows of the table; none where it is no table, or none with wrapped cells."""
    runs = [run for i in region for run in rows[i]]
    size = runs[0].size
    if min(right - left for left, right in columns) > _NARROW * size:
        return []
    first = [run for run in runs if run.left < columns[0][1]]
    if len(columns) == 2 and all(LIST_MARK.fullmatch(plain_text(run)) for run in first):
        return []
    lines = _lines(runs)
    starts = _row_starts(lines, columns)
    if len(starts) < 2 or (len(starts) == len(lines) and len(lines) == len(region)):
        return []
    made: list[Cells] = []
    for a, b in pairwise([*starts, len(lines)]):
        inside = [run for line in lines[a:b] for run in line]
        cells = ([run for run in inside if left <= run.left <= right] for left, right in columns)
        made.append(tuple(cell for cell in cells if cell))
    return made if 2 * sum(len(row) > 1 for row in made) > len(made) else []


def _lines(runs: Sequence[Run]) -> list[list[Run]]:
    """The runs by baseline, from top to bottom."""
    made: list[list[Run]] = []
    for run in sorted(runs, key=lambda run: -run.base):
        if made and made[-1][0].base - run.base <= _SAME_BASE * run.size:
            made[-1].append(run)
        else:
            made.append([run])
    return made


def _row_starts(lines: Sequence[list[Run]], columns: Sequence[Column]) -> list[int]:
    """The lines that rows begin with: behind wider steps, where there are two kinds, else those with a first cell."""
    steps = [a[0].base - b[0].base for a, b in pairwise(lines)]
    least, most = min(steps, default=0.0), max(steps, default=0.0)
    if most > _STEPS * least:
        return [0, *(i for i, step in enumerate(steps, 1) if 2 * step > least + most)]
    return [
        0,
        *(
            i
            for i, line in enumerate(lines)
            if i and (any(run.left < columns[0][1] for run in line) or not _goes_on(lines[i - 1], line, columns))
        ),
    ]


def _goes_on(above: Sequence[Run], line: Sequence[Run], columns: Sequence[Column]) -> bool:
    """Do the cells above have no room left for what stands here in their columns?"""
    for run in line:
        left, right = next((column for column in columns if column[0] <= run.left <= column[1]), columns[-1])
        before = max((other.right for other in above if left <= other.left <= right), default=left)
        if before < right - 2.5 * run.size:
            return False
    return True
