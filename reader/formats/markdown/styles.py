"""Rows <-> lines of Markdown, in two styles: one block after the other, or one table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Literal

from reader.errors import FormatError
from reader.formats.markdown.rows import Row, name_counts

Style = Literal["interleaved", "table"]
STYLES: tuple[Style, ...] = ("interleaved", "table")
_HEAD = re.compile(r"<!-- (.*?) *-->")
_OPENS_HEAD = re.compile(r"<!(?!--[/.])")  # text never begins so: its < is written &lt;
_HEADING = re.compile(r"#{1,6} +")
_HAN = re.compile("[\u3400-\u9fff]")
_WORD = re.compile(r"[A-Za-z]{2,}")
_LANGUAGES = {"zh": "中文", "en": "English"}
_CELL_END = re.compile(r"(?<!\\)\|")


def write_style(rows: Sequence[Row], langs: tuple[str, str], style: Style) -> list[str]:
    """The lines of a file below its front matter."""
    if style == "table":
        return [_table_head(langs), "| --- | --- | --- | --- |", *map(_table_line, rows)] if rows else []
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
    block: list[tuple[int, str]] = []
    for number, line in [*lines, (0, "<!-- -->")]:
        found = _HEAD.fullmatch(line)
        if not found and _OPENS_HEAD.match(line):
            raise FormatError(
                f"“{line[:40]}” is no head", where=f"{where}:{number}", hint="a head is a line such as <!-- p8 body -->"
            )
        if not found:
            if line and not head:
                raise FormatError(
                    "text before the first block",
                    where=f"{where}:{number}",
                    hint="put a line such as <!-- p1 body --> above it",
                )
            block.append((number, line))
            continue
        if head:
            yield _interleaved_row(head, block, langs, at, where)
        head, at, block = found.group(1), number, []


def _interleaved_row(head: str, lines: list[tuple[int, str]], langs: tuple[str, str], at: int, where: str) -> Row:
    paragraphs: list[list[tuple[int, str]]] = [[]]
    notes: list[str] = []
    for number, line in lines:
        if line.startswith(">"):
            notes += filter(None, [line[1:].strip(" ")])
        elif line:
            paragraphs[-1].append((number, line.strip(" \t")))
            continue
        if paragraphs[-1]:
            paragraphs.append([])
    found = [p for p in paragraphs if p]
    most = sum(name_counts(head))
    if len(found) > most:
        raise FormatError(
            f"one paragraph more than the {most} that “{head}” names",
            where=f"{where}:{found[most][0][0]}",
            hint=f"give it a head of its own above it, or name it in the head in line {at}",
        )
    count = min(name_counts(head)[0], len(found))
    texts = [_unwrapped(p, langs[0 if k < count else 1], where) for k, p in enumerate(found)]
    return Row(head, tuple(texts[:count]), tuple(texts[count:]), tuple(notes), at)


def _unwrapped(lines: Sequence[tuple[int, str]], lang: str, where: str) -> str:
    """A paragraph in one line, where an editor wrapped it, without the mark of a heading."""
    chinese = lang.startswith("zh")
    for (_, before), (number, line) in pairwise(lines):
        if chinese and _HAN.search(before) and not _HAN.search(line) and len(_WORD.findall(line)) > 1:
            raise FormatError(
                f"“{line[:30]}” stands in one paragraph with the Chinese above it",
                where=f"{where}:{number}",
                hint="put an empty line between the original and its translation",
            )
    text = ("" if chinese else " ").join(line for _, line in lines)
    return _HEADING.sub("", text, count=1) if text.startswith("#") else text


# ---- one table


def _table_head(langs: tuple[str, str]) -> str:
    """Nobody reads it back: it says what the columns hold."""
    source = "原文" if langs[0].startswith("zh") else _language(langs[0])
    return f"| id | {source} | {_language(langs[1])} | note |"


def _language(lang: str) -> str:
    return _LANGUAGES.get(lang.lower().partition("-")[0], lang)


def _table_line(row: Row) -> str:
    cells = [row.head, *("<br>".join(part) for part in (row.source, row.target, row.notes))]
    return "| " + " | ".join(cells) + " |"


def _read_table(lines: Sequence[tuple[int, str]], where: str) -> Iterator[Row]:
    rows = [(number, line.strip(" ")) for number, line in lines if line]
    for number, line in rows[2:]:
        cells = [cell.strip(" \t") for cell in _CELL_END.split(line)]
        if len(cells) != 6 or cells[0] or cells[-1]:
            raise FormatError(
                f"a row of {max(len(cells) - 2, 0)} cells, expected 4 (id, original, translation, note)",
                where=f"{where}:{number}",
                hint="write \\| for a | inside a cell, and keep each row on one line",
            )
        head, source, target, notes = cells[1:-1]
        yield Row(head, _cell_lines(source), _cell_lines(target), _cell_lines(notes), number)


def _cell_lines(cell: str) -> tuple[str, ...]:
    return tuple(line.strip(" ") for line in re.split(r"<br ?/?>", cell)) if cell else ()
