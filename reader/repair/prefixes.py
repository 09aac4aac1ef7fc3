"""Lines as extracted -> what stands before each and is no part of it: > and | of quotations, the numbers of lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

_QUOTED = 2  # lines that open with a > before they are taken for quotations
_QUOTES = (">", "|", "│", "┃")
_QUOTE = re.compile(r"[ \t]*(?:[>|│┃] ?)+")
_CELLS = re.compile(r"[^|│┃]+[|│┃]")  # a row of a table has more bars
_NUMBER = re.compile(r"[ \t\u3000]*(\d{1,5})(?:[:：|│]?(?:[ \t\u3000]|$)|[:：|│])")
_PAGE = re.compile(r"[\W\d_第页頁共]*")  # what stands between numbered lines may be the number of a page
_NUMBERED = 8  # lines that count on before they are taken for numbered
_SHOWN = 3  # the same where only every fifth line, or every tenth, shows its number
_STEP = 5


def quotations(texts: Sequence[str]) -> list[int]:
    """How many characters before each line quote it.

    >>> quotations(["> 甲", "> > 乙", "> 丙", "丁"]), quotations(["| 甲 | 乙 |"] * 3)
    ([2, 4, 2, 0], [0, 0, 0])
    """
    lengths = [0] * len(texts)
    for i, text in enumerate(texts):
        mark = _QUOTE.match(text) if text.lstrip(" \t").startswith(_QUOTES) else None
        if mark and not _CELLS.match(text, mark.end()):
            lengths[i] = mark.end()
    return lengths if len(texts) - lengths.count(0) > _QUOTED else [0] * len(texts)


def line_numbers(texts: Sequence[str]) -> list[int]:
    """How many characters before each line belong to its number: all lines show one, or every fifth or tenth, or none.

    The count may begin anew on each page; page numbers may stand between.

    >>> line_numbers([f"{n:03}: 甲" for n in range(1, 9)]), line_numbers(["1  甲", "2  乙", "丙"])
    ([5, 5, 5, 5, 5, 5, 5, 5], [0, 0, 0])
    """
    marks = [_NUMBER.match(text) for text in texts[:_NUMBERED]]
    if not any(marks):
        return [0] * len(texts)
    marks += (_NUMBER.match(text) for text in texts[_NUMBERED:])
    values = [int(mark.group(1)) if mark else None for mark in marks]
    shown = [i for i, text in enumerate(texts) if values[i] is not None or not _PAGE.fullmatch(text)]
    if all(values[i] is not None for i in shown):
        return [mark.end() if mark else 0 for mark in marks] if _counts_on(values, shown) else [0] * len(texts)
    for places in (shown, range(len(texts))):
        if _counts_by_steps(values, places):
            width = max(mark.end() for mark in marks if mark)
            blank = (len(text) - len(text.lstrip(" ")) for text in texts)
            return [mark.end() if mark else min(width, lead) for mark, lead in zip(marks, blank, strict=True)]
    return [0] * len(texts)


def _counts_on(values: Sequence[int | None], places: Sequence[int]) -> bool:
    """Is each number one more than that before, but for where a page begins?"""
    return len(places) >= _NUMBERED and all(
        after == before + 1 or (after == 1 and before >= _NUMBERED)
        for before, after in pairwise(values[i] or 0 for i in places)
    )


def _counts_by_steps(values: Sequence[int | None], places: Sequence[int]) -> bool:
    """Do the numbers that are shown tell how many lines lie between them?"""
    found = [(k, value) for k, i in enumerate(places) if (value := values[i]) is not None]
    steps = [(j - k, after - before) for (k, before), (j, after) in pairwise(found)]
    return (
        len(found) >= _SHOWN
        and all(value % _STEP == 0 for _, value in found)
        and all(lines == step > 0 for lines, step in steps)
    )
