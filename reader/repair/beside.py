"""Columns of prose that stand side by side in lines of text, as `pdftotext -layout` prints them -> one below the other.

A region is a run of lines with two parts, or with the left or the right one alone. Tables are left alone: their cells
are not full, and do not go on in the next row.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from reader.language.scripts import em_width
from reader.language.vocabulary import inside_a_word
from reader.model import Edit, Line
from reader.repair.lines import COLON, FINAL, SEMICOLON, end_class

_GAP = re.compile(r"(?<=\S) {2,}(?=\S)")
_SPACE = re.compile(r"(?<=\S) (?=\S)")
_NUMBER = re.compile(r"\W*\d{1,4}\W*(?:/\s*\d{1,4})?")  # of a page
_LEAST = 5  # lines with two parts
_SEEN = 3  # of them with gaps that end alike
_NEAR, _INDENT = 3, 24  # characters before the edge of the right column and behind it where its lines may begin
_PARTED = 0.3  # of the lines have more than a space between their parts
_BELOW = 0.45  # of the right parts begin near one place; the wide gaps of justified lines are anywhere
_WIDE = 4  # spaces that part columns wherever they stand
_ASIDE = 0.7  # of the way to the right column: a line that begins there is part of it
_NARROWEST, _ALIKE = 10.0, 0.75  # em of a column, and how much of the wider one the narrower has
_FULL, _MOST = 0.8, 0.3  # of the width; so many of the parts are so full in prose
_WRAPPED, _CUT = 0.1, 4.0  # of the left parts end inside a word; nats by which a line end must look so
_HYPHENS = "-\u00ad\u2010"
_CELLS = 0.35  # of the lines may have a further gap
_SLACK = 2.5  # em that a full line may lack


@dataclass(frozen=True, slots=True)
class _Row:
    """A line with what of it stands left (up to `left`) and right (from `right` on), in offsets of its text."""

    line: Line
    left: int
    right: int

    @property
    def end(self) -> int:
        return len(self.line.text.rstrip())

    @property
    def parts(self) -> tuple[str, str]:
        return self.line.text[: self.left].strip(), self.line.text[self.right : self.end]

    @property
    def both(self) -> bool:
        return self.left > 0 and self.right < self.end


def part_columns(text: str, lines: Sequence[Line]) -> Iterator[Edit]:
    """Put the right one of two columns of prose below the left one, page by page."""
    if text.count("  ") < _LEAST:
        return
    page: list[Line] = []
    for line in lines:
        if page and line.origin.page != page[-1].origin.page:
            yield from _part_page(text, page)
            page = []
        page.append(line)
    yield from _part_page(text, page)


def _part_page(text: str, page: Sequence[Line]) -> Iterator[Edit]:
    ends = Counter(gap.end() for line in page if "  " in line.text for gap in _GAP.finditer(line.text))
    if sum(ends.values()) < _LEAST:
        return
    edge = max(ends, key=lambda at: (ends[at] + ends[at + 1], -at))
    rows = [_split(line, edge) for line in page]
    sides = [part for row in rows if row and row.both for part in row.parts]
    if len(sides) < 2 * _SEEN:
        return
    width = max(map(em_width, sides))
    rows = [row or _split_full(line, width) for line, row in zip(page, rows, strict=True)]
    run: list[_Row] = []
    for row in [*rows, None]:
        if row is not None:
            run.append(row)
            continue
        run = _trimmed(run)
        if _is_prose(run):
            yield from _parted(text, run, edge)
        run = []


def _split(line: Line, edge: int) -> _Row | None:
    """The two parts of a line; None if it reaches across, or is the number of the page."""
    shown = line.text.rstrip()
    lead = len(shown) - len(shown.lstrip())
    if not shown:
        return _Row(line, 0, 0)
    if _NUMBER.fullmatch(shown.strip()):
        return None
    if lead >= _ASIDE * edge:
        return _Row(line, 0, lead)
    gap = _widest_gap(shown)
    if gap and edge - _NEAR <= gap[1] <= edge + _INDENT:
        return _Row(line, *gap)
    return _Row(line, len(shown), len(shown)) if len(shown) < edge else None


def _widest_gap(text: str) -> tuple[int, int] | None:
    """The gap that is clearly wider than all others: a justified line has none."""
    if "  " not in text:
        return None
    gaps = sorted((gap.span() for gap in _GAP.finditer(text)), key=lambda gap: gap[0] - gap[1])
    clear = gaps and (len(gaps) == 1 or gaps[0][1] - gaps[0][0] > gaps[1][1] - gaps[1][0] + 1)
    return gaps[0] if clear else None


def _split_full(line: Line, width: float) -> _Row | None:
    """A line with a wide gap elsewhere, or whose left part is so full that one space parts it from the right one."""
    shown = line.text.rstrip()
    if " " not in shown:
        return None
    if gap := _widest_gap(shown):
        parts = shown[: gap[0]], shown[gap[1] :]
        if gap[1] - gap[0] >= _WIDE and all(em_width(part.strip()) <= width + 1 for part in parts):
            return _Row(line, *gap)
    for space in _SPACE.finditer(line.text):
        left = em_width(line.text[: space.start()])
        if left > width + 1:
            break
        if left >= width - _SLACK and em_width(line.text[space.end() :].rstrip()) <= width + 1:
            return _Row(line, space.start(), space.end())
    return None


def _trimmed(rows: list[_Row]) -> list[_Row]:
    """From the first line that has a right part to the last, and what of the left column goes on below at once."""
    with_right = [i for i, row in enumerate(rows) if row.right < row.end]
    if not with_right:
        return []
    stop = with_right[-1] + 1
    while stop < len(rows) and rows[stop].left:
        stop += 1
    return rows[with_right[0] : stop]


def _is_prose(rows: Sequence[_Row]) -> bool:
    """Do the right parts stand below one another, are most parts full and alike, and do sentences go on below?"""
    pairs = [row for row in rows if row.both]
    begins = [row.right for row in pairs if row.right - row.left > 1]
    if len(begins) < max(_LEAST, _PARTED * len(pairs)):
        return False
    if max(sum(abs(at - other) <= _NEAR for other in begins) for at in set(begins)) < _BELOW * len(begins):
        return False
    lefts, rights = zip(*(row.parts for row in pairs), strict=True)
    widths = [_width(lefts), _width(rights)]
    full = all(
        sum(em_width(part) >= _FULL * width for part in parts) >= _MOST * len(pairs)
        for parts, width in zip((lefts, rights), widths, strict=True)
    )
    wrapped = sum(_goes_on(line, following) for parts in (lefts, rights) for line, following in pairwise(parts))
    return (
        full
        and min(widths) >= max(_NARROWEST, _ALIKE * max(widths))
        and sum(bool(_GAP.search(part)) for part in (*lefts, *rights)) <= _CELLS * len(pairs)
        and wrapped >= max(2, _WRAPPED * len(pairs))
    )


def _goes_on(line: str, following: str) -> bool:
    """Does a word or a phrase surely go on in the next line?"""
    if end_class(line) in (FINAL, COLON, SEMICOLON):
        return False
    return line[-1] in _HYPHENS or following[0].islower() or inside_a_word(line, following) > _CUT


def _width(parts: Sequence[str]) -> float:
    return sorted(map(em_width, parts))[len(parts) * 9 // 10]


def _parted(text: str, rows: Sequence[_Row], edge: int) -> Iterator[Edit]:
    """Take the right parts away and put them below the last line, with their indents."""
    ending = "\r\n" if "\r\n" in text else "\n"
    margin = min(len(row.line.text) - len(row.line.text.lstrip()) for row in rows if row.left)
    begins = [row.right for row in rows if row.both and row.right - row.left > 1]
    edge = max(set(begins), key=lambda at: (begins.count(at), -at), default=edge)
    below = [" " * (margin + max(0, row.right - edge)) + row.line.text[row.right : row.end] for row in rows]
    moved = ending + ending.join(below).rstrip()
    for row in rows[:-1]:
        if row.right < row.end:
            yield Edit(row.line.start + row.left, row.line.start + row.end, "", "part_columns")
    last = rows[-1]
    start = last.left if last.right < last.end else last.end
    yield Edit(last.line.start + start, last.line.start + last.end, moved, "part_columns")
