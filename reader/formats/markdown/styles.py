"""Rows <-> lines of Markdown, in two styles: one block after the other, or one table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from reader.errors import FormatError
from reader.formats.markdown.rows import Row, name_counts

Style = Literal["interleaved", "table"]
STYLES: tuple[Style, ...] = ("interleaved", "table")
_HEAD = re.compile(r"<!-- (.*?) *-->")
_HEADING = re.compile(r"#{1,6} +")
_TABLE_HEAD = "| id | 原文 | English | note |"
_CELL_END = re.compile(r"(?<!\\)\|")


def write_style(rows: Sequence[Row], style: Style) -> list[str]:
    """The lines of a file below its front matter."""
    if style == "table":
        return [_TABLE_HEAD, "| --- | --- | --- | --- |", *map(_table_line, rows)] if rows else []
    return [line for row in rows for line in _interleaved_lines(row)][:-1]


def read_style(lines: Sequence[tuple[int, str]], langs: tuple[str, str], where: str) -> Iterator[Row]:
    """The rows of numbered lines, whose style is seen from the first. Raises FormatError with the line."""
    first = next((line for _, line in lines if line), "")
    return _read_table(lines, where) if first.startswith("|") else _read_interleaved(lines, langs, where)


# ---- one block after the other


def _interleaved_lines(row: Row) -> Iterator[str]:
    yield f"<!-- {row.head} -->"
    prefix = _heading_prefix(row.head)
    for line in row.source:
        yield from (prefix + line, "")
    for line in row.target:
        yield from (prefix + line, "")
    for number, note in enumerate(row.notes):
        if number:
            yield ">"
        yield f"> {note}"
    if row.notes:
        yield ""


def _heading_prefix(head: str) -> str:
    """Titles and headings are headings on a forge too. Only what stands alone in its block: `p8 heading 2 final`."""
    words = head.split()
    if "," in head or "=" in head or len(words) < 2 or words[1] not in ("title", "heading"):
        return ""
    level = int(words[2]) + 1 if len(words) > 2 and words[2].isdecimal() else 1
    return "#" * min(level, 6) + " "


def _read_interleaved(lines: Sequence[tuple[int, str]], langs: tuple[str, str], where: str) -> Iterator[Row]:
    head, at = "", 0
    block: list[str] = []
    for number, line in [*lines, (0, "<!-- -->")]:
        found = _HEAD.fullmatch(line)
        if not found:
            if line and not head:
                raise FormatError(
                    "text before the first block",
                    where=f"{where}:{number}",
                    hint="put a line such as <!-- p1 body --> above it",
                )
            block.append(line)
            continue
        if head:
            yield _interleaved_row(head, block, langs, at)
        head, at, block = found.group(1), number, []


def _interleaved_row(head: str, lines: list[str], langs: tuple[str, str], at: int) -> Row:
    paragraphs: list[list[str]] = [[]]
    notes: list[str] = []
    for line in lines:
        if line.startswith(">"):
            notes += filter(None, [line[1:].strip(" ")])
        elif line:
            paragraphs[-1].append(line.strip(" \t"))
            continue
        if paragraphs[-1]:
            paragraphs.append([])
    found = [p for p in paragraphs if p]
    count = min(name_counts(head)[0], len(found))
    joined = [
        ("" if langs[0 if k < count else 1].startswith("zh") else " ").join(p) for k, p in enumerate(found)
    ]  # lines that an editor wrapped
    texts = [_HEADING.sub("", text, count=1) if text.startswith("#") else text for text in joined]
    return Row(head, tuple(texts[:count]), tuple(texts[count:]), tuple(notes), at)


# ---- one table


def _table_line(row: Row) -> str:
    cells = [row.head, *("<br>".join(part) for part in (row.source, row.target, row.notes))]
    return "| " + " | ".join(cells) + " |"


def _read_table(lines: Sequence[tuple[int, str]], where: str) -> Iterator[Row]:
    rows = [(number, line.strip(" ")) for number, line in lines if line]
    for number, line in rows[2:]:
        cells = [cell.strip(" \t") for cell in _CELL_END.split(line)]
        if len(cells) != 6 or cells[0] or cells[-1]:
            raise FormatError(
                f"a row of {max(len(cells) - 2, 0)} cells, expected 4 (id, 原文, English, note)",
                where=f"{where}:{number}",
                hint="write \\| for a | inside a cell, and keep each row on one line",
            )
        head, source, target, notes = cells[1:-1]
        yield Row(head, _cell_lines(source), _cell_lines(target), _cell_lines(notes), number)


def _cell_lines(cell: str) -> tuple[str, ...]:
    return tuple(line.strip(" ") for line in re.split(r"<br ?/?>", cell)) if cell else ()
