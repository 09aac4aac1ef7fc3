"""Rows of runs -> the tables among them that no rules are drawn for, where cells are wrapped.

Columns are told by the white between them, rows by the distance of baselines or by their first cell. A table whose
cells are of one line each needs none of this: its rows are rows as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from reader.extract.pdf.runs import Run, plain_text

LIST_MARK = re.compile(
    r"[•●◆■□▪‣◦○➢✓✔※★☆·\uf06c\uf0b7\uf0a7\uf06e\uf0d8\uf0fc–—*-]|[（(]?[\da-zA-Zivx一二三四五六七八九十]{1,3}[.．、)）]|[①-⑳]"
)
_WHITE = 0.8  # em between columns, at least
_NARROW = 8.0  # em; one column of a table holds nothing wider: prose set in columns is no table
_SAME_BASE = 0.25  # em between baselines of one line
_NEAR = 3.2  # em between baselines of a table's lines, at most
_STEPS = 1.2  # how much further rows stand apart than the lines of a cell

Cells = tuple[list[Run], ...]  # of one row, those that are empty left out
Column = tuple[float, float]


def wrapped_tables(rows: Sequence[list[Run]]) -> Iterator[tuple[range, list[Cells]]]:
    """Which rows are a table with wrapped cells, and the rows that it really has."""
    at = 0
    while at < len(rows):
        region, columns = _region(rows, at)
        if len(columns) > 1 and len(region) > 2 and (found := _table(rows, region, columns)):
            yield region, found
            at = region.stop
        else:
            at += 1


def _region(rows: Sequence[list[Run]], start: int) -> tuple[range, list[Column]]:
    """The rows from `start` on that keep to columns, and these."""
    if len(rows[start]) < 2:
        return range(start, start), []
    columns = _columns(rows[start], [])
    most = len(rows[start])
    last = start
    for i in range(start + 1, len(rows)):
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


def _columns(row: Sequence[Run], columns: Sequence[Column]) -> list[Column]:
    """The columns with the places of one more row: what stands nearer than the white between columns is one."""
    made: list[Column] = []
    white = _WHITE * row[0].size
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
    return [0, *(i for i, line in enumerate(lines) if i and any(run.left < columns[0][1] for run in line))]
