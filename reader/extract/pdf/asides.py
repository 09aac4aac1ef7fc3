"""Rows of runs -> what stands beside the text: the numbers of lines, a page's number in the margin."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from reader.extract.pdf.runs import Run, plain_text

_APART = 0.3  # em between a number in the margin and the text, at least
_FAR = 1.5  # em between the number of a page and the text
_SMALLER = 0.92  # of the text's size are numbers of lines, or they stand at lines of prose
_LONG = 18.0  # em; lines of prose
_LINES, _NUMBERS = 5, 3  # rows of a page that has a margin; numbers that count on
_SHARE = 0.8  # of the rows between two numbers that differ by more than that are lines that were counted
_DIGITS = 4  # of a number


def without_numbers(rows: list[list[Run]]) -> tuple[list[list[Run]], list[Run]]:
    """The rows without numbers that stand in the margin and belong to lines or to the page, and these."""
    found = [
        (i, run)
        for i, row in enumerate(rows)
        for run in {id(row[0]): row[0], id(row[-1]): row[-1]}.values()
        if _is_number(run)
    ]
    if not found or len(rows) < _LINES:
        return rows, []
    numbers = {id(run) for _, run in found}
    text = [run for row in rows for run in row if id(run) not in numbers]
    if len(text) < _LINES:
        return rows, []
    left, right = min(run.left for run in text), max(run.right for run in text)
    for side in (
        [(i, run) for i, run in found if run.right < left - _APART * run.size],
        [(i, run) for i, run in found if run.left > right + _APART * run.size],
    ):
        runs = [run for _, run in side]
        if (len(runs) == 1 and _is_alone(rows[side[0][0]], runs[0], text)) or _count_lines(runs, text):
            away = {id(run) for run in runs}
            rest = [[run for run in row if id(run) not in away] for row in rows]
            return [row for row in rest if row], runs
    return rows, []


def _is_number(run: Run) -> bool:
    text = plain_text(run)
    return len(text) <= _DIGITS and text.isascii() and text.isdigit()


def _is_alone(row: Sequence[Run], run: Run, text: Sequence[Run]) -> bool:
    """Is this one number, drawn apart, far beside the lines and not above or below them all?"""
    gap = max(min(other.left for other in text) - run.right, run.left - max(other.right for other in text))
    between = min(other.base for other in text) < run.base < max(other.base for other in text)
    return len(row) == 1 and between and gap > _FAR * run.size


def _count_lines(numbers: Sequence[Run], text: Sequence[Run]) -> bool:
    """Do the numbers count on by equal steps from top to bottom, as many lines apart as they say?"""
    order = sorted(numbers, key=lambda run: -run.base)
    values = [int(plain_text(run)) for run in order]
    steps = {b - a for a, b in pairwise(values)}
    if len(values) < _NUMBERS or len(steps) != 1 or not (step := steps.pop()) > 0:
        return False
    size = max(text, key=lambda run: run.right - run.left).size
    long = sum(run.right - run.left > _LONG * size for run in text)
    if order[0].size > _SMALLER * size and 2 * long < len(text):
        return False
    heights = sorted({round(run.base) for run in text}, reverse=True)
    inside = sum(order[-1].base - 1 <= height <= order[0].base + 1 for height in heights)
    return _SHARE * inside <= step * (len(values) - 1) + 1 <= inside / _SHARE
