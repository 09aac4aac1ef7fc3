"""What indents, blank lines and opening quotes mean in this document, learned from the line ends that are sure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import inf, log

from reader.repair.costs import FAR
from reader.repair.lines import COMMA, FINAL, MARK, OPEN, PLAIN, QUOTE, WEAK_MARK, VisualLine
from reader.repair.rows import cells
from reader.repair.search import Shape

_SURE_ROOM = 2.5  # em left over on a line that ends a paragraph for sure
_SURE_ROOM_PLAIN = 5.0  # the same on one without a mark at its end
_PRIOR_LINES = 2.0  # how many line ends the prior beliefs below count for
_PRIOR_LINES_PLACED = 0.2
_STRAY = 0.2  # of the lines behind full ones; fewer that are indented are no continuations
_TOO_MANY = 0.75  # of the lines are parted: more than there can be paragraphs
_MOST, _MOST_PLACED = 7.0, 10.0  # nats that one sign may weigh
_LEFT, _INDENT, _INDENT_MOST = -0.6, 0.9, 4.6  # em from the margin
_SAME = 0.6  # em between indents that are the same
_CENTRED = 0.8  # em between the rooms on both sides

# Before the document is looked at: how often a first line and a continuation stand so, in em from the margin.
_INDENTED = {"left": (0.02, 0.01), "margin": (0.55, 0.93), "indented": (0.36, 0.04), "far": (0.07, 0.02)}
# The same in a text whose first lines are indented as far as is sure.
_INDENTED_ALL = {"left": (0.02, 0.01), "margin": (0.15, 0.93), "indented": (0.76, 0.015), "far": (0.07, 0.02)}
_PARTED = {"none": (0.5, 0.9), "blank": (0.5, 0.1), "seam": (0.5, 0.5)}

_PRIOR_QUOTES, _QUOTED = 6.0, 0.06  # sentences that the belief counts for, and the share that opens with a quote
_SENTENCE = re.compile(r"[。！？!?.][”’」』\"']?(?=[^”’」』）)\d\"'\s])\s?([“‘「『]?)")

_Costs = dict[str, tuple[float, float]]


class SureEnds:
    """Line ends that are sure for some measure, told by room and marks alone. What no measure changes is read once."""

    def __init__(self, lines: Sequence[VisualLine], shapes: Sequence[Shape]) -> None:
        rows = ["\t" in line.text or cells(line.text) > 0 for line in lines]  # of a table
        self._told = [
            (i, shape, _room_at_end(line), _may_go_on(line, following))
            for i, ((line, following), shape) in enumerate(zip(pairwise(lines), shapes, strict=False))
            if not (rows[i] or rows[i + 1])
        ]

    def of(self, measure: float) -> tuple[list[int], list[int]]:
        """The indexes of line ends that end a paragraph, and of those that do not."""
        ends: list[int] = []
        goes_on: list[int] = []
        for i, shape, room_at_end, may_go_on in self._told:
            room = measure - shape.right - shape.need
            if room > room_at_end:
                ends.append(i)
            elif may_go_on and room < 0 and shape.right < measure + shape.hang + 0.5:
                goes_on.append(i)
        return ends, goes_on


def _room_at_end(line: VisualLine) -> float:
    """The em beyond which what is left over on a line says that it ends a paragraph."""
    if line.ends_with in (COMMA, OPEN):
        return inf
    return _SURE_ROOM_PLAIN if line.ends_with == PLAIN else _SURE_ROOM


def _may_go_on(line: VisualLine, following: VisualLine) -> bool:
    """Is a full line surely no heading and the last of no paragraph?"""
    return (
        line.ends_with in (PLAIN, COMMA)
        and following.starts_with not in (MARK, WEAK_MARK)
        and (line.starts_with != MARK or line.ends_with == COMMA)
    )


class Layout:
    """The costs of indents and gaps. `placed`: they are measured, not guessed from spaces, and say more."""

    def __init__(self, lines: Sequence[VisualLine], sure: SureEnds, measure: float, *, placed: bool = False) -> None:
        self._lines, self._sure, self._measure = lines, sure, measure
        weight = _PRIOR_LINES_PLACED if placed else _PRIOR_LINES
        ends, goes_on = sure.of(measure)
        self._margin = _margin(lines, goes_on)
        indents = [_indent_class(line.indent - self._margin) for line in lines[1:]]
        self._gaps = ["seam" if line.seam else "blank" if line.blanks else "none" for line in lines[1:]]
        if placed and _is_indenting(indents, ends, goes_on, 3):
            goes_on = [i for i in goes_on if indents[i] != "indented"]
        most = _MOST_PLACED if placed else _MOST
        indenting = _is_indenting(indents, ends, goes_on, 1)
        indented = _INDENTED_ALL if indenting else _INDENTED
        firsts = Counter(lines[i + 1].indent for i in ends if indents[i] == "indented")
        self._first = firsts.most_common(1)[0][0] - self._margin if indenting else 0.0  # what first lines are set in by
        self._by_indent = _learn(indents, indented, ends, goes_on, weight, most)
        self._by_quote = _quotes(lines, ends)
        self._by_gap = _learn(self._gaps, _parted(self._gaps), ends, goes_on, weight, most)

    def costs(self, margin: float | None = None) -> list[tuple[float, float]]:
        """For each line end (boundary, join): what the next line's indent and the blank lines between cost.

        `margin`: of a column that is set in, in em; else that of the text.
        """
        margin = self._margin if margin is None else margin
        kinds = [_indent_class(line.indent - of) for line, of in zip(self._lines, self._margins(margin), strict=True)]
        made: list[tuple[float, float]] = []
        for i, gap in enumerate(self._gaps):
            ends, joins = self._by_indent[kinds[i + 1]]
            if kinds[i] == "far" and abs(self._lines[i].indent - self._lines[i + 1].indent) > _SAME:
                joins += FAR
            if self._lines[i].ends_with == FINAL and self._lines[i + 1].starts_with == QUOTE:
                ends, joins = ends + self._by_quote[0], joins + self._by_quote[1]
            made.append((ends + self._by_gap[gap][0], joins + self._by_gap[gap][1]))
        return made

    def _margins(self, margin: float) -> Iterator[float]:
        """The margin of each line: that of a quotation is further in.

        It shows where a line is set back from one that stops inside a sentence by what first lines are set in by.
        """
        back = [
            bool(self._first)
            and _indent_class(line.indent - margin) == "indented"
            and line.starts_with not in (MARK, WEAK_MARK)
            and abs(before.indent - line.indent - self._first) < _SAME
            and abs(before.indent - margin - self._measure + before.right) > _CENTRED  # else it is centred
            for before, line in pairwise(self._lines)
        ]
        known = {
            line.indent
            for (before, line), set_back in zip(pairwise(self._lines), back, strict=True)
            if set_back and before.ends_with in (PLAIN, COMMA)
        }
        inset = margin
        for line, set_back in zip(self._lines, [False, *back], strict=True):
            if set_back and line.indent in known:
                inset = line.indent
            elif line.indent < max(inset - _SAME, margin + _INDENT):
                inset = margin
            yield inset

    def margin_of(self, measure: float) -> float:
        """Where lines that go on begin in a column of this measure."""
        _, goes_on = self._sure.of(measure)
        return _margin(self._lines, goes_on) if goes_on else self._margin


def _quotes(lines: Sequence[VisualLine], ends: Sequence[int]) -> tuple[float, float]:
    """What a sentence that opens with a quote costs (boundary, join): in some texts it is a paragraph, in some not."""
    begun = [lines[i + 1].starts_with == QUOTE for i in ends if lines[i].ends_with == FINAL]
    inside = [mark for line in lines for mark in _SENTENCE.findall(line.text)]
    if_end = (sum(begun) + _QUOTED * _PRIOR_QUOTES) / (len(begun) + _PRIOR_QUOTES)
    if_join = (sum(map(bool, inside)) + _QUOTED * _PRIOR_QUOTES) / (len(inside) + _PRIOR_QUOTES)
    return -log(if_end), -log(if_join)


def _is_indenting(indents: Sequence[str], ends: Sequence[int], goes_on: Sequence[int], least: int) -> bool:
    """Are first lines indented throughout, so that an indent behind a full line is one, too?"""
    first = sum(indents[i] == "indented" for i in ends)
    further = sum(indents[i] == "indented" for i in goes_on)
    return 2 * first >= len(ends) >= least and further <= _STRAY * len(goes_on)


def _parted(gaps: Sequence[str]) -> _Costs:
    """What blank lines mean before the document is looked at: nothing where nearly all lines are parted by them."""
    share = min(gaps.count("blank") / len(gaps), 0.99) if gaps else 0.0
    if share < _TOO_MANY:
        return _PARTED
    return {"none": (1 - share, 1 - share), "blank": (share, share), "seam": (0.5, 0.5)}


def _margin(lines: Sequence[VisualLine], goes_on: Sequence[int]) -> float:
    counted = Counter(lines[i + 1].indent for i in goes_on) or Counter(line.indent for line in lines)
    return counted.most_common(1)[0][0]


def _indent_class(offset: float) -> str:
    if offset < _LEFT:
        return "left"
    if offset < _INDENT:
        return "margin"
    return "indented" if offset < _INDENT_MOST else "far"


def _learn(
    seen: Sequence[str], prior: _Costs, ends: Sequence[int], goes_on: Sequence[int], weight: float, most: float
) -> _Costs:
    at_ends, at_joins = Counter(seen[i] for i in ends), Counter(seen[i] for i in goes_on)
    costs: _Costs = {}
    for kind, (if_end, if_join) in prior.items():
        ends_cost = -log((at_ends[kind] + weight * if_end) / (len(ends) + weight))
        joins_cost = -log((at_joins[kind] + weight * if_join) / (len(goes_on) + weight))
        least = min(ends_cost, joins_cost)
        costs[kind] = (min(ends_cost - least, most), min(joins_cost - least, most))
    return costs
