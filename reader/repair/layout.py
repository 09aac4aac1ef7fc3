"""What indents and blank lines mean in this document, learned from the line ends that are sure without them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from math import log

from reader.repair.lines import COMMA, MARK, OPEN, PLAIN, WEAK_MARK, VisualLine
from reader.repair.measure import hang, needed

_SURE_ROOM = 2.5  # em left over on a line that ends a paragraph for sure
_PRIOR_LINES = 2.0  # how many line ends the prior beliefs below count for
_PRIOR_LINES_PLACED = 0.7
_MOST = 7.0  # nats that one sign may weigh

# Before the document is looked at: how often a first line and a continuation stand so, in em from the margin.
_INDENTED = {"left": (0.02, 0.01), "margin": (0.55, 0.93), "indented": (0.36, 0.04), "far": (0.07, 0.02)}
_PARTED = {"none": (0.5, 0.9), "blank": (0.5, 0.1), "seam": (0.5, 0.5)}


def layout_costs(lines: Sequence[VisualLine], measure: float, *, placed: bool = False) -> list[tuple[float, float]]:
    """For each line end (boundary, join): what the next line's indent and the blank lines between cost.

    `placed`: indents and gaps are measured, not guessed from spaces, and say more.
    """
    count = len(lines) - 1
    if count < 1:
        return []
    ends, goes_on = _sure(lines, measure)
    margin = _margin(lines, goes_on)
    indents = [_indent_class(line, margin) for line in lines[1:]]
    gaps = ["seam" if line.seam else "blank" if line.blanks else "none" for line in lines[1:]]
    prior_lines = _PRIOR_LINES_PLACED if placed else _PRIOR_LINES
    by_indent = _learn(indents, _INDENTED, ends, goes_on, prior_lines)
    by_gap = _learn(gaps, _PARTED, ends, goes_on, prior_lines)
    return [
        (by_indent[indent][0] + by_gap[gap][0], by_indent[indent][1] + by_gap[gap][1])
        for indent, gap in zip(indents, gaps, strict=True)
    ]


def _sure(lines: Sequence[VisualLine], measure: float) -> tuple[list[int], list[int]]:
    """The indexes of line ends that end a paragraph, and of those that do not, told by room and marks alone."""
    ends: list[int] = []
    goes_on: list[int] = []
    for i, (line, following) in enumerate(pairwise(lines)):
        if "\t" in line.text or "\t" in following.text:  # rows of a table
            continue
        room = measure - line.right - needed(line, following)
        if room > _SURE_ROOM and line.ends_with not in (COMMA, OPEN):
            ends.append(i)
        elif (
            room < 0
            and line.right < measure + hang(line) + 0.5
            and line.ends_with in (PLAIN, COMMA)
            and following.starts_with not in (MARK, WEAK_MARK)
        ):
            goes_on.append(i)
    return ends, goes_on


def _margin(lines: Sequence[VisualLine], goes_on: Sequence[int]) -> float:
    counted = Counter(lines[i + 1].indent for i in goes_on) or Counter(line.indent for line in lines)
    return counted.most_common(1)[0][0]


def _indent_class(line: VisualLine, margin: float) -> str:
    offset = line.indent - margin
    if offset < -0.6:
        return "left"
    if offset < 0.9:
        return "margin"
    return "indented" if offset < 4.6 else "far"


def _learn(
    seen: Sequence[str],
    prior: dict[str, tuple[float, float]],
    ends: Sequence[int],
    goes_on: Sequence[int],
    weight: float,
) -> dict[str, tuple[float, float]]:
    at_ends, at_joins = Counter(seen[i] for i in ends), Counter(seen[i] for i in goes_on)
    costs: dict[str, tuple[float, float]] = {}
    for kind, (if_end, if_join) in prior.items():
        ends_cost = -log((at_ends[kind] + weight * if_end) / (len(ends) + weight))
        joins_cost = -log((at_joins[kind] + weight * if_join) / (len(goes_on) + weight))
        least = min(ends_cost, joins_cost)
        costs[kind] = (min(ends_cost - least, _MOST), min(joins_cost - least, _MOST))
    return costs
