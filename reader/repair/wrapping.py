"""Visual lines -> which line ends are only wraps. A cheapest path over lines: each begins a paragraph or goes on.

States are (measure, first line or continuation); a first line whose indent was lost has that much less room. Besides
the measures there is "none": lines that were not wrapped at all and never join.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import exp, inf
from operator import add

from reader.repair import costs
from reader.repair.layout import layout_costs
from reader.repair.lines import COLON, COMMA, HYPHEN, OPEN, PLAIN, VisualLine
from reader.repair.measure import find_measures, hang, needed
from reader.repair.titles import title_joins

RULE_CONFIDENCE = 0.9
# A label at the end of a contact line, and the number that fell to the next.
_LABEL = re.compile(r"(?:电\s*话|手\s*机|传\s*真|邮\s*编|邮政编码|热\s*线|Tel|Fax|Phone)\s*[：:]$", re.IGNORECASE)
_NUMBER = re.compile(r"[+(（]?\d[\d()（） +—–-]{4,}")
_LOST_INDENTS = (0.0, 2.0)  # em; what first lines may have lost


@dataclass(frozen=True, slots=True)
class Decision:
    """About one line end: joined to the next line or not, how sure (0.5 to 1), and why in short words."""

    joined: bool
    confidence: float
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Problem:
    """What the search needs of each line end: the costs but for the measure, and the geometry."""

    boundary: list[float]
    join: list[float]
    need: list[float]
    width: list[float]
    hang: list[float]
    plain: list[bool]  # no indent shows: one may have been lost
    fitted_em: float  # cost of a join for each em that the next piece would have had left over


@dataclass(frozen=True, slots=True)
class Placement:
    """What places tell beyond the lines: `measure` in em from edge to edge; for each line end the cost of a join
    (`against`); the line ends inside a heading in larger type (`headings`).
    """

    measure: float
    against: tuple[float, ...]
    headings: frozenset[int]


def decide(lines: Sequence[VisualLine], placement: Placement | None = None) -> list[Decision]:
    """One decision for each line end but the last."""
    if len(lines) < 2:
        return []
    wide, narrow = find_measures(lines)
    search = _best_search(lines, wide, narrow, placement)
    if search is None:
        return [Decision(False, 1.0)] * (len(lines) - 1)
    decisions = search.decisions()
    if not _breaks_clauses(lines, decisions) or (placement and _is_verse(lines, decisions, placement)):
        return [Decision(False, 1.0)] * (len(lines) - 1)
    for i in (*title_joins(lines, search.measures[0]), *(placement.headings if placement else ())):
        decisions[i] = Decision(True, RULE_CONFIDENCE, ("one title",))
    for i, line in enumerate(lines[:-1]):
        if line.ends_with == COLON and _LABEL.search(line.text) and _NUMBER.match(lines[i + 1].text):
            decisions[i] = Decision(True, RULE_CONFIDENCE, ("a label and its number",))
    return decisions


def _best_search(
    lines: Sequence[VisualLine], wide: Sequence[float], narrow: Sequence[float], placement: Placement | None
) -> _Search | None:
    """The cheapest reading: first the best single measure, then further ones as long as each pays for itself.

    None where reading no line as wrapped is cheaper than all of them.
    """
    best, chosen = _placed_search(lines, placement) if placement else _single_search(lines, wide, narrow)
    if chosen is None:
        return None
    for measure in (*wide, *narrow):
        if all(abs(measure - other) > 1 for other in chosen.measures):
            tried = _Search(chosen.problem, [*chosen.measures, measure], chosen.lost)
            total = tried.forward() + _measures_cost(lines, tried.measures) - sum(chosen.problem.boundary)
            if total < best:
                best, chosen = total, tried
    return chosen


def _single_search(
    lines: Sequence[VisualLine], wide: Sequence[float], narrow: Sequence[float]
) -> tuple[float, _Search | None]:
    chosen: _Search | None = None
    best = 0.0
    for measure, losses in _hypotheses(wide, narrow):
        problem = _problem(lines, measure)
        for lost in losses:
            tried = _Search(problem, [measure], lost)
            total = tried.forward() + _measures_cost(lines, [measure]) - sum(problem.boundary)
            if total < best:
                best, chosen = total, tried
    return best, chosen


def _placed_search(lines: Sequence[VisualLine], placement: Placement) -> tuple[float, _Search | None]:
    """Where the measure is known, and no indent is lost."""
    problem = _problem(lines, placement.measure, placed=True)
    problem.join[:] = map(add, problem.join, placement.against)
    tried = _Search(problem, [placement.measure], 0.0)
    narrow = costs.NARROW_EM * max(0.0, costs.NARROW - placement.measure)
    total = tried.forward() + narrow - sum(problem.boundary)
    return (total, tried) if total < 0 else (0.0, None)


def _is_verse(lines: Sequence[VisualLine], decisions: Sequence[Decision], placement: Placement) -> bool:
    """Would every join stand behind a mark? Lines of verse are all full, too: nothing but their ends tells them."""
    joins = [line.ends_with for line, decision in zip(lines, decisions, strict=False) if decision.joined]
    few = 0 if placement.measure < costs.NARROW else 2
    return len(joins) > few and not any(end in (PLAIN, OPEN, HYPHEN) for end in joins)


def _hypotheses(wide: Sequence[float], narrow: Sequence[float]) -> Iterator[tuple[float, tuple[float, ...]]]:
    """Measures to try alone, each with the indents that its first lines may have lost.

    Where most paragraphs have two lines, it is the first lines that agree: then the measure is wider by what they lost.
    """
    for measure in wide:
        yield measure, _LOST_INDENTS
        for lost in _LOST_INDENTS[1:]:
            if all(abs(measure + lost - other) > 0.3 for other in wide):
                yield measure + lost, (lost,)
    for measure in narrow:
        yield measure, _LOST_INDENTS


def _breaks_clauses(lines: Sequence[VisualLine], decisions: Sequence[Decision]) -> bool:
    """Do most joins stand inside a clause? In a wrapped text they do; joins of whole sentences alone are chance."""
    joins = [line.ends_with for line, decision in zip(lines, decisions, strict=False) if decision.joined]
    return len(joins) <= costs.CLAUSES * sum(end in (PLAIN, COMMA, OPEN, HYPHEN) for end in joins)


def _measures_cost(lines: Sequence[VisualLine], measures: Sequence[float]) -> float:
    """What it costs to believe in these measures at all."""
    widest = max(measures) + 1.5
    exceeded = sum(line.right > widest for line in lines) > costs.EXCEEDED_SHARE * len(lines)
    narrow = sum(max(0.0, costs.NARROW - measure) for measure in measures)
    return costs.MEASURE * len(measures) + costs.EXCEEDED * exceeded + costs.NARROW_EM * narrow


def _problem(lines: Sequence[VisualLine], measure: float, *, placed: bool = False) -> _Problem:
    boundary: list[float] = []
    join: list[float] = []
    need: list[float] = []
    for line, following, (ends, goes_on) in zip(
        lines, lines[1:], layout_costs(lines, measure, placed=placed), strict=False
    ):
        end = costs.END[line.english][line.ends_with]
        start = costs.START[following.english][following.starts_with]
        boundary.append(costs.BOUNDARY + ends + end[0] + start[0])
        join.append(costs.JOIN + goes_on + end[1] + start[1])
        need.append(needed(line, following))
    margin = min(line.indent for line in lines)
    return _Problem(
        boundary,
        join,
        [*need, 0.0],
        [line.right for line in lines],
        [hang(line) for line in lines],
        [line.indent < margin + 0.9 for line in lines],
        costs.FITTED_EM_PLACED if placed else costs.FITTED_EM,
    )


class _Search:
    """One run: forward costs kept for the way back and for the confidence. State 0 is unmeasured; then pairs."""

    def __init__(self, problem: _Problem, measures: Sequence[float], lost: float) -> None:
        self.problem = problem
        self.measures = measures
        self.lost = lost
        self.ahead: list[list[float]] = []
        self.geometry = [self._geometry(i) for i in range(len(problem.width))]

    def _geometry(self, i: int) -> list[tuple[float, float]]:
        """For each state (boundary, join): what the line's length costs."""
        problem = self.problem
        made = [(0.0, inf)]
        for measure in self.measures:
            for first in (True, False):
                room = measure - problem.width[i] - (self.lost if first and problem.plain[i] else 0.0)
                over = -room - problem.hang[i] - costs.TOLERANCE
                extra = min(costs.OVERLONG + costs.OVERLONG_EM * over, costs.OVERLONG_MOST) if over > 0 else 0.0
                excess = room - problem.need[i]
                if excess >= -0.01:
                    fitted = min(costs.FITTED + problem.fitted_em * excess, costs.FITTED_MOST)
                    made.append((extra, extra + fitted))
                else:
                    made.append((extra + costs.FULL_BY_CHANCE, extra))
        return made

    def forward(self) -> float:
        """The least cost of the whole text."""
        count = 1 + 2 * len(self.measures)
        cost = [0.0] + [0.0, inf] * len(self.measures)
        self.ahead = [cost]
        for i in range(len(self.problem.boundary)):
            cost = self._step(cost, i, count)
            self.ahead.append(cost)
        last = self.geometry[-1]
        return min(cost[s] + min(last[s]) for s in range(count))

    def _step(self, cost: list[float], i: int, count: int) -> list[float]:
        geometry = self.geometry[i]
        ended = [cost[s] + geometry[s][0] for s in range(count)]
        least = min(ended) + costs.SWITCH
        ends, goes_on = self.problem.boundary[i], self.problem.join[i]
        made = [ends + min(ended[0], least)]
        for s in range(1, count, 2):
            made.append(ends + min(ended[s], ended[s + 1], least))
            made.append(goes_on + min(cost[s] + geometry[s][1], cost[s + 1] + geometry[s + 1][1]))
        return made

    def decisions(self) -> list[Decision]:
        """The cheaper of join and boundary at each line end, by the best whole path through either."""
        problem, count = self.problem, 1 + 2 * len(self.measures)
        behind = [min(pair) for pair in self.geometry[-1]]
        made: list[Decision] = []
        for i in range(len(problem.boundary) - 1, -1, -1):
            geometry, cost = self.geometry[i], self.ahead[i]
            ends, goes_on = problem.boundary[i], problem.join[i]
            firsts = [behind[0], *(behind[s] for s in range(1, count, 2))]
            least = min(firsts) + costs.SWITCH
            here = [geometry[0][0] + ends + min(behind[0], least)]
            boundary, join = cost[0] + here[0], inf
            for s in range(1, count):
                k = (s - 1) // 2
                if_boundary = geometry[s][0] + ends + min(firsts[k + 1], least)
                if_join = geometry[s][1] + goes_on + behind[2 * k + 2]
                boundary, join = min(boundary, cost[s] + if_boundary), min(join, cost[s] + if_join)
                here.append(min(if_boundary, if_join))
            behind = here
            made.append(Decision(join < boundary, 1 / (1 + exp(-min(abs(boundary - join), 50.0))), self._reasons(i)))
        return made[::-1]

    def _reasons(self, i: int) -> tuple[str, ...]:
        room = max(self.measures) - self.problem.width[i]
        return ("full line",) if room < self.problem.need[i] else ("room left",)
