"""Visual lines of a text too short to show a measure -> the wrapped paragraphs in it, where that is sure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reader.repair.lines import COMMA, FINAL, FORBIDDEN, LOWER, MARK, OPEN, OTHER, PLAIN, UPPER, WEAK_MARK, VisualLine
from reader.repair.measure import hang, needed
from reader.repair.rows import is_row
from reader.repair.titles import ends_like_title

_MOST = 24  # lines of such a text
_LONG = 16.0  # em of a line that is no heading, name or verse
_INDENT = (1.4, 4.6)  # em that a first line is set in by
_SAME = 0.3  # em
_ARTICLE = re.compile("第[一二三四五六七八九十百千零〇0-9]{1,6}条")  # of a law: a sentence at least, no heading
_INSIDE = re.compile("[，。；、：！？,;]")


def few_paragraphs(lines: Sequence[VisualLine]) -> list[range]:
    """The lines of each wrapped paragraph, where no line of the text is longer than theirs.

    Their lines but the last are full, and stop amid a sentence that the last line ends. That they are no heading over
    a sentence is told by the indent of the first, or by the marks inside them.
    """
    if not 2 <= len(lines) <= _MOST:
        return []
    runs = [run for run in _runs(lines) if _is_whole([lines[i] for i in run])]
    ends = [i for run in runs for i in run[:-1]]
    measure = max((lines[i].right for i in ends), default=0.0)
    full = all(lines[i].right + needed(lines[i], lines[i + 1]) > measure for i in ends)
    exceeded = any(line.right > measure + hang(line) for line in lines)
    return runs if full and not exceeded else []


def _runs(lines: Sequence[VisualLine]) -> Iterator[range]:
    """Lines of which each but the last may be wrapped. Where nearly all are parted by blanks, these say nothing."""
    gap = sorted(line.blanks for line in lines[1:])[(len(lines) - 1) // 4]
    start = 0
    for i in range(len(lines)):
        if i + 1 < len(lines) and lines[i + 1].blanks <= gap and _reads_on(lines[i], lines[i + 1]):
            continue
        if i > start:
            yield range(start, i + 1)
        start = i + 1


def _reads_on(line: VisualLine, following: VisualLine) -> bool:
    """May this line be wrapped?"""
    starts = (LOWER,) if line.english else (OTHER, FORBIDDEN, LOWER, UPPER)
    return (
        line.width >= _LONG
        and line.ends_with in (PLAIN, COMMA, OPEN)
        and following.starts_with in starts
        and line.english == following.english
        and line.depth == following.depth
        and not ("\t" in line.text or is_row(line.text) or is_row(following.text))
    )


def _is_whole(lines: Sequence[VisualLine]) -> bool:
    """Is this a paragraph from its indent to its full stop?"""
    first, *others = lines
    if lines[-1].ends_with != FINAL or all(line.ends_with == COMMA for line in lines[:-1]):
        return False
    if any(abs(line.indent - others[0].indent) > _SAME for line in others):
        return False
    set_in = _INDENT[0] <= first.indent - others[0].indent <= _INDENT[1]
    even = abs(first.indent - others[0].indent) <= _SAME
    marks = any(_INSIDE.search(line.text[:-1]) for line in lines[:-1])
    if first.starts_with in (MARK, WEAK_MARK):
        return (set_in or (even and bool(_ARTICLE.match(first.text)))) and marks
    return (set_in and not ends_like_title(first.text)) or ((set_in or even) and (marks or first.english))
