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


class Search:
    """One way to read the text: these measures, and first lines that lost this indent.

    `fitted_em`: the cost of a join for each em that the next piece would have had left over.
    """

    def __init__(
        self, shapes: Sequence[Shape], measures: Sequence[Measure], lost: float, fitted_em: float = costs.FITTED_EM
    ) -> None:
        self.shapes = shapes
        self.measures = measures
        self.lost = lost
        self._fitted_em = fitted_em

    @property
    def widths(self) -> list[float]:
        """The widths of the measures, the main one first."""
        return [measure.width for measure in self.measures]

    @cached_property
    def cost(self) -> float:
        """What the best path costs more than to read every line as a paragraph."""
        last = self._geometry[-1]
        total = min(cost + min(ends) for cost, ends in zip(self._ahead[-1], last, strict=True))
        unmarked = sum(shape.unmarked for shape in self.shapes)
        return total - sum(self.measures[0].boundary) - costs.PLAIN_ALONE * unmarked

    @cached_property
    def _geometry(self) -> list[list[tuple[float, float]]]:
        """For each line and state (boundary, join): what the line's length costs."""
        return [self._lengths(shape) for shape in self.shapes]

    def _lengths(self, shape: Shape) -> list[tuple[float, float]]:
        alone = costs.PLAIN_ALONE if shape.unmarked else 0.0
        long = costs.PLAIN_LONG if shape.unmarked else 0.0
        made = [(alone, inf)]
        for measure in self.measures:
            room = measure.width - shape.right
            for left, ends in ((room - self.lost if shape.plain else room, alone), (room, long)):
                over = -left - shape.hang - costs.TOLERANCE
                extra = min(costs.OVERLONG + costs.OVERLONG_EM * over, costs.OVERLONG_MOST) if over > 0 else 0.0
                excess = left - shape.need
                if excess >= -0.01:
                    fitted = min(costs.FITTED + self._fitted_em * excess, costs.FITTED_MOST)
                    made.append((extra + ends, extra + fitted))
                else:
                    made.append((extra + ends + costs.FULL_BY_CHANCE, extra))
        return made

    @cached_property
    def _ahead(self) -> list[list[float]]:
        """For each line the least cost of reaching it in each state."""
        cost = [0.0] + [0.0, inf] * len(self.measures)
        made = [cost]
        for i in range(len(self.shapes) - 1):
            cost = self._step(cost, i)
            made.append(cost)
        return made

    def _step(self, cost: list[float], i: int) -> list[float]:
        geometry = self._geometry[i]
        ended = [so_far + ends for so_far, (ends, _) in zip(cost, geometry, strict=True)]
        least = min(ended) + costs.SWITCH
        made = [self.measures[0].boundary[i] + min(ended[0], least)]
        s = 1
        for measure in self.measures:
            made.append(measure.boundary[i] + min(ended[s], ended[s + 1], least))
            made.append(measure.join[i] + min(cost[s] + geometry[s][1], cost[s + 1] + geometry[s + 1][1]))
            s += 2
        return made

    def choices(self) -> list[Choice]:
        """The cheaper of join and boundary at each line end, by the best whole path through either."""
        behind = [min(ends) for ends in self._geometry[-1]]
        made: list[Choice] = []
        for i in range(len(self.shapes) - 2, -1, -1):
            begun = [self.measures[0].boundary[i] + behind[0]]
            begun += [measure.boundary[i] + behind[1 + 2 * k] for k, measure in enumerate(self.measures)]
            least = min(begun) + costs.SWITCH
            boundary = join = inf
            here: list[float] = []
            for s, (cost, (ends, goes_on)) in enumerate(zip(self._ahead[i], self._geometry[i], strict=True)):
                k = (s + 1) // 2
                if_boundary = ends + min(begun[k], least)
                if_join = goes_on + self.measures[k - 1].join[i] + behind[2 * k] if k else inf
                boundary, join = min(boundary, cost + if_boundary), min(join, cost + if_join)
                here.append(min(if_boundary, if_join))
            behind = here
            made.append(Choice(join < boundary, 1 / (1 + exp(-min(abs(boundary - join), _SURE)))))
        return made[::-1]
