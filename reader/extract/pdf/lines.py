"""The characters of one page -> its visual lines in reading order: columns told apart, table cells parted by TAB."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from reader.extract.pdf.asides import without_numbers
from reader.extract.pdf.cells import LIST_MARK, tables
from reader.extract.pdf.chars import Char
from reader.extract.pdf.code import code_blocks
from reader.extract.pdf.order import by_columns, gutters, is_disordered, sorted_rows
from reader.extract.pdf.runs import IS_LATIN, Run, make_runs, plain_text, run_text, without_ruby
from reader.extract.pdf.tables import Grid, Table, split_tables

_SAME_BASE = 0.25  # em between the baselines of one row
_ALIGNED = 1.0  # em between the edges of cells in one column
_LONG, _ENOUGH = 10.0, 3  # em of a line that may tell where lines end; so many must
_SAME_EDGE = 1.0  # points
_JUSTIFIED = 3.5  # em between words of a line that reaches the edge: it was stretched
_FROM_MARK = 3.0  # em between the mark of a list item and its text, at most
_EVEN = 0.1  # em between the gaps of a stretched line, which are all alike
_NEAR = 3.0  # em between the baselines of two rows of one table


@dataclass(slots=True)
class PageLine:
    """One visual line on its page, in points; `raised` are offsets of superscripts in `text`.

    `verbatim`: code, whose blanks are part of it; `bold`: all of it is in bold type; `aside`: it
    stands beside or across the text and is no part of it.
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    raised: tuple[int, ...] = ()
    verbatim: bool = False
    bold: bool = False
    aside: bool = False


def page_lines(chars: Sequence[Char], grids: Sequence[Grid] = ()) -> tuple[list[PageLine], int]:
    """The lines of a page, and how many ruby readings were left out."""
    rows: list[list[Run]] = []
    blocks: dict[int, list[PageLine]] = {}  # lines of the tables and the code that stand before the row of this index
    beside: list[PageLine] = []
    rubies = 0
    for part in split_tables(chars, grids):
        if isinstance(part, Table):
            blocks.setdefault(len(rows), []).extend(filter(None, map(_table_row, part.rows)))
        else:
            runs, count = without_ruby(make_runs(part))
            rubies += count
            made, numbers = without_numbers(_with_marks(_rows(runs)))
            beside += [replace(_line([run], ""), aside=True) for run in numbers]
            at = 0
            for region, found in _blocks(made):
                rows += made[at : region.start]
                blocks.setdefault(len(rows), []).extend(found)
                at = region.stop
            rows += made[at:]
    return [*_in_order(rows, blocks), *beside], rubies


def _blocks(rows: Sequence[list[Run]]) -> Iterator[tuple[range, list[PageLine]]]:
    """The rows of code and of tables without rules, and the lines they make."""
    at = 0
    for region, texts in [*code_blocks(rows), (range(len(rows), len(rows)), [])]:
        between = rows[at : region.start]
        for inner, found in tables(between) if not gutters(between) else ():
            yield range(at + inner.start, at + inner.stop), [_cells_line(cells) for cells in found]
        if texts:
            yield (
                region,
                [_verbatim(row, text) for row, text in zip(rows[region.start : region.stop], texts, strict=True)],
            )
        at = region.stop


def _verbatim(row: Sequence[Run], text: str) -> PageLine:
    return PageLine(text, row[0].left, row[-1].right, row[0].base, row[0].size, verbatim=True)


def _rows(runs: Sequence[Run]) -> list[list[Run]]:
    """Runs that follow each other on one baseline."""
    made: list[list[Run]] = []
    for run in runs:
        if made:
            row = made[-1]
            size = max(row[-1].size, run.size)
            if abs(row[-1].base - run.base) <= _SAME_BASE * size and (
                run.left > row[-1].right - 0.3 * size or run.right < row[0].left + 0.3 * size
            ):
                row.append(run)
                row.sort(key=lambda part: part.left)
                continue
        made.append([run])
    return made


def _with_marks(rows: list[list[Run]]) -> list[list[Run]]:
    """The marks of list items that were drawn apart from their lines, put before them."""
    marks = [row for row in rows if len(row) == 1 and LIST_MARK.fullmatch(plain_text(row[0]))]
    if not marks:
        return rows
    placed = set()
    for row in marks:
        mark = row[0]
        near = [
            other
            for other in rows
            if other is not row
            and abs(other[0].base - mark.base) <= _SAME_BASE * mark.size
            and 0 <= other[0].left - mark.right <= _FROM_MARK * mark.size
        ]
        if near:
            min(near, key=lambda other: other[0].left).insert(0, mark)
            placed.add(id(row))
    return [row for row in rows if id(row) not in placed]


def _in_order(rows: list[list[Run]], blocks: dict[int, list[PageLine]]) -> list[PageLine]:
    bands = gutters(rows)
    if bands:
        for band in bands:
            rows = [part for row in rows for part in _split(row, sum(band) / 2)]
        return by_columns([*_lines(rows), *(line for lines in blocks.values() for line in lines)], bands)
    lines: list[PageLine] = []
    made = _lines(rows)
    for i in range(len(made) + 1):
        lines += blocks.get(i, ())
        lines += made[i : i + 1]
    return sorted_rows(lines) if is_disordered(lines) else lines


def _split(row: list[Run], middle: float) -> list[list[Run]]:
    left = [run for run in row if run.right <= middle]
    right = [run for run in row if run.left >= middle]
    if len(left) + len(right) < len(row):
        return [row]
    return [part for part in (left, right) if part]


def _lines(rows: Sequence[list[Run]]) -> list[PageLine]:
    edges = _right_edges(rows)
    return [_line(row, _separator(rows, i, edges)) for i, row in enumerate(rows)]


def _right_edges(rows: Sequence[list[Run]]) -> list[float]:
    """Where long lines end, one edge for each column."""
    rights = sorted(row[-1].right for row in rows if row[-1].right - row[0].left >= _LONG * row[0].size)
    edges: list[float] = []
    for k, right in enumerate(rights):
        agreed = k + _ENOUGH <= len(rights) and rights[k + _ENOUGH - 1] - right < _SAME_EDGE
        if agreed and not (edges and right - edges[-1] < _SAME_EDGE):
            edges.append(right)
    return edges


def _separator(rows: Sequence[list[Run]], i: int, edges: Sequence[float]) -> str:
    """What stands between the parts of a row: TAB in a table, a space or nothing in a line that only has gaps."""
    row = rows[i]
    if len(row) < 2:
        return " "
    if _is_letter_spaced(row):
        return ""
    gaps = [(b.left - a.right) / row[0].size for a, b in pairwise(row)]
    stretched = max(gaps) < _JUSTIFIED or (len(gaps) > 1 and max(gaps) - min(gaps) < _EVEN)
    if stretched and any(abs(row[-1].right - edge) < 2 * _SAME_EDGE for edge in edges):
        return " "
    cells = row[1:] if LIST_MARK.fullmatch(plain_text(row[0])) else row
    return "\t" if len(cells) > 1 and _is_table_row(rows, i) else " "


def _is_table_row(rows: Sequence[list[Run]], i: int) -> bool:
    """Do the parts of this row stand under or over those of a neighbour?"""
    row = rows[i]
    for k in (i - 1, i + 1):
        if 0 <= k < len(rows) and len(rows[k]) > 1 and abs(rows[k][0].base - row[0].base) <= _NEAR * row[0].size:
            aligned = sum(any(_aligned(a, b) for b in rows[k]) for a in row)
            if aligned >= 2 and 3 * aligned >= 2 * min(len(row), len(rows[k])):
                return True
    return False


def _aligned(a: Run, b: Run) -> bool:
    slack = _ALIGNED * max(a.size, b.size)
    return (
        abs(a.left - b.left) <= slack
        or abs(a.right - b.right) <= slack
        or abs(a.left + a.right - b.left - b.right) <= slack
    )


def _is_letter_spaced(row: Sequence[Run]) -> bool:
    """Single characters at equal distances: a heading set wide."""
    if len(row) < 2 or any(len(run.chars) > 1 for run in row):
        return False
    gaps = [b.left - a.right for a, b in pairwise(row)]
    return max(gaps) - min(gaps) <= 0.3 * row[0].size and max(gaps) <= 4 * row[0].size


def _line(row: Sequence[Run], between: str) -> PageLine:
    parts: list[str] = []
    raised: list[int] = []
    at = 0
    for run in row:
        text, marks = run_text(run)
        raised += [at + mark for mark in marks]
        parts.append(text)
        at += len(text) + len(between)
    return PageLine(
        between.join(parts),
        min(run.left for run in row),
        max(run.right for run in row),
        row[0].base,
        _size(row),
        tuple(raised),
        bold=all(char.bold for run in row for char in run.chars),
    )


def _size(row: Sequence[Run]) -> float:
    """The font size that most of the characters have."""
    first = row[0].size
    if all(run.size == first for run in row) and all(char.size == first for run in row for char in run.chars):
        return first
    counts: dict[float, int] = {}
    for run in row:
        for char in run.chars:
            counts[char.size] = counts.get(char.size, 0) + 1
    return max(counts, key=lambda size: (counts[size], size))


def _table_row(cells: Sequence[list[Char]]) -> PageLine | None:
    """One row of a ruled table."""
    runs = [cell for cell in map(make_runs, cells) if cell]
    return _cells_line(runs) if runs else None


def _cells_line(cells: Sequence[list[Run]]) -> PageLine:
    """One row of a table; what is wrapped in a cell is one text."""
    texts: list[str] = []
    for cell in cells:
        inside = sorted(_rows(cell), key=lambda row: -row[0].base)
        texts.append(_cell_text([_line(row, " ").text for row in inside]))
    runs = [run for cell in cells for run in cell]
    top = max(runs, key=lambda run: run.base)
    text = "\t".join(texts).strip()
    return PageLine(text, min(run.left for run in runs), max(run.right for run in runs), top.base, _size(runs))


def _cell_text(lines: Sequence[str]) -> str:
    made = ""
    for line in lines:
        if made and IS_LATIN.match(made[-1]) and IS_LATIN.match(line):
            made += " "
        made += line
    return made.replace("\t", " ")
