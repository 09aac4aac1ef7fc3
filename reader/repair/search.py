"""The cheapest path through the lines of a text: each begins a paragraph or goes on, in one of a few measures.

States are (measure, first line or continuation); a first line whose indent was lost has that much less room. Besides
the measures there is "none": lines that were not wrapped at all and never join. Numbers in, decisions out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import exp, inf

from reader.repair import costs

_SURE = 50.0  # nats; more would overflow
_SLACK = 0.01  # em that rounding may have added


@dataclass(frozen=True, slots=True)
class Measure:
    """A width that lines were wrapped at, and what each line end costs as a boundary and as a join within it."""

    width: float
    boundary: Sequence[float]
    join: Sequence[float]


@dataclass(frozen=True, slots=True)
class Shape:
    """A line as the search sees it: how far it reaches, what the next piece needs, what may hang out."""

    right: float
    need: float
    hang: float
    plain: bool  # no indent shows: one may have been lost
    unmarked: bool  # ends without any mark


@dataclass(frozen=True, slots=True)
class Choice:
    """About one line end: joined or not, and how sure (0.5 to 1)."""

    joined: bool
    confidence: float


_Lengths = tuple[list[float], list[float]]  # for each line: what its length costs if it ends, and if it goes on


class _Fit:
    """For each line, as a first one and as a continuation of a measure: what its length costs before either end."""

    __slots__ = ("ends_first", "ends_next", "joins_first", "joins_next")

    def __init__(self, first: _Lengths, further: _Lengths) -> None:
        self.ends_first, self.joins_first = first
        self.ends_next, self.joins_next = further


class Fits:
    """How the lines fit measures, each measure looked at once. `placed`: measures are known, not believed."""

    def __init__(self, shapes: Sequence[Shape], *, placed: bool = False) -> None:
        self.shapes = shapes
        self.placed = placed
        self._known: dict[tuple[float, float, float], _Lengths] = {}

    def of(self, width: float, lost: float) -> _Fit:
        """The fit of lines whose first ones lost this indent."""
        return _Fit(self._lengths(width, lost, costs.PLAIN_ALONE), self._lengths(width, 0.0, costs.PLAIN_LONG))

    def _lengths(self, width: float, lost: float, unmarked: float) -> _Lengths:
        key = width, lost, unmarked
        if key not in self._known:
            fitted_em = costs.FITTED_EM_PLACED if self.placed else costs.FITTED_EM
            self._known[key] = _lengths(self.shapes, width, lost, fitted_em, unmarked)
        return self._known[key]


def _lengths(shapes: Sequence[Shape], width: float, lost: float, fitted_em: float, unmarked: float) -> _Lengths:
    """The costs of lines as the last of a paragraph, and as ones that go on."""
    ends: list[float] = []
    joins: list[float] = []
    for shape in shapes:
        left = width - shape.right - (lost if shape.plain else 0.0)
        over = -left - shape.hang - costs.TOLERANCE
        extra = min(costs.OVERLONG + costs.OVERLONG_EM * over, costs.OVERLONG_MOST) if over > 0 else 0.0
        excess = left - shape.need
        if excess >= -_SLACK:
            joins.append(extra + min(costs.FITTED + fitted_em * excess, costs.FITTED_MOST))
        else:
            joins.append(extra)
            extra += costs.FULL_BY_CHANCE
        ends.append(extra + unmarked if shape.unmarked else extra)
    return ends, joins


class Search:
    """One way to read the text: these measures, and first lines that lost this indent.

    Where measures are known, what reaches the edge of the first does so for a reason, wrapped or not.
    """

    def __init__(self, fits: Fits, measures: Sequence[Measure], lost: float) -> None:
        self.shapes = fits.shapes
        self.measures = measures
        self.lost = lost
        self._placed = fits.placed
        self._fits = [fits.of(measure.width, lost) for measure in measures]

    @property
    def widths(self) -> list[float]:
        """The widths of the measures, the main one first."""
        return [measure.width for measure in self.measures]

    @cached_property
    def cost(self) -> float:
        """What the best path costs more than to read every line as a paragraph."""
        none, reached = self._ahead[-1]
        total = none + self._alone[-1]
        for fit, (first, after) in zip(self._fits, reached, strict=True):
            total = min(total, first + fit.ends_first[-1], after + fit.ends_next[-1])
        return total - sum(self.measures[0].boundary) - sum(self._alone)

    @cached_property
    def _alone(self) -> list[float]:
        """What each line costs as a paragraph that was not wrapped."""
        if self._placed:
            return self._fits[0].ends_first
        return [costs.PLAIN_ALONE if shape.unmarked else 0.0 for shape in self.shapes]

    @cached_property
    def _ahead(self) -> list[tuple[float, list[tuple[float, float]]]]:
        """For each line the least cost of reaching it unmeasured, and as first and as next line of each measure."""
        none, reached = 0.0, [(0.0, inf)] * len(self.measures)
        made = [(none, reached)]
        columns = [
            zip(
                measure.boundary,
                measure.join,
                fit.ends_first,
                fit.ends_next,
                fit.joins_first,
                fit.joins_next,
                strict=False,
            )
            for measure, fit in zip(self.measures, self._fits, strict=True)
        ]  # line ends are one fewer than lines
        main_ends = self.measures[0].boundary
        for row, main, alone in zip(zip(*columns, strict=True), main_ends, self._alone, strict=False):
            unwrapped = none + alone
            least = unwrapped
            left: list[
                tuple[float, float, float]
            ] = []  # for each measure: a boundary, a line that ends, one that goes on
            # The innermost loop of repair: plain comparisons, because min() costs a call.
            for (first, after), cell in zip(reached, row, strict=False):
                boundary, join, ends_first, ends_next, joins_first, joins_next = cell
                by_first, by_next = first + ends_first, after + ends_next
                end = by_first if by_first < by_next else by_next
                if end < least:
                    least = end
                by_first, by_next = first + joins_first, after + joins_next
                left.append((boundary, end, (by_first if by_first < by_next else by_next) + join))
            least += costs.SWITCH
            none = main + (unwrapped if unwrapped < least else least)
            reached = [(boundary + (end if end < least else least), goes_on) for boundary, end, goes_on in left]
            made.append((none, reached))
        return made

    def choices(self) -> list[Choice]:
        """The cheaper of join and boundary at each line end, by the best whole path through either."""
        none = self._alone[-1]
        firsts = [fit.ends_first[-1] for fit in self._fits]
        nexts = [fit.ends_next[-1] for fit in self._fits]
        made: list[Choice] = []
        for i in range(len(self.shapes) - 2, -1, -1):
            unmeasured = self.measures[0].boundary[i] + none
            begun = [measure.boundary[i] + first for measure, first in zip(self.measures, firsts, strict=True)]
            goes_on = [measure.join[i] + after for measure, after in zip(self.measures, nexts, strict=True)]
            least = min(unmeasured, *begun) + costs.SWITCH
            none = self._alone[i] + min(unmeasured, least)
            boundary, join = self._ahead[i][0] + none, inf
            for k, fit in enumerate(self._fits):
                at_first, at_next = self._ahead[i][1][k]
                ends = min(begun[k], least)
                boundary = min(boundary, at_first + fit.ends_first[i] + ends, at_next + fit.ends_next[i] + ends)
                join = min(join, at_first + fit.joins_first[i] + goes_on[k], at_next + fit.joins_next[i] + goes_on[k])
                firsts[k] = min(fit.ends_first[i] + ends, fit.joins_first[i] + goes_on[k])
                nexts[k] = min(fit.ends_next[i] + ends, fit.joins_next[i] + goes_on[k])
            made.append(Choice(join < boundary, 1 / (1 + exp(-min(abs(boundary - join), _SURE)))))
        return made[::-1]
