"""Visual lines -> the most plausible way to read them: which measures they were wrapped at, which indent was lost."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import add

from reader.repair import costs
from reader.repair.layout import Layout, SureEnds
from reader.repair.lines import COLON, FINAL, PLAIN, VisualLine
from reader.repair.measure import find_measures, hang, needed
from reader.repair.rows import is_code, is_row
from reader.repair.search import Fits, Measure, Search, Shape

# Words that open paragraphs, and words that take up the sentence before.
_OPENS = re.compile(
    "根据|为了|为贯彻|按照|依照|近日|近年来|目前|当前|今年|去年|关于|对于|本(?:文|办法|通知|意见|规定|条例|公告|次|报告|章|节)|下一步|综上"
    "|以上|特此|现将|首先|其次|最后|此外|另外|同时，|总之|各位|各级|各地|附[：:]|截至"
)
_GOES_ON = re.compile("他|她|它|其|这|那|于是|所以|因为|因此|但|而且|并|也|又|还|就|则|即|如果|若|一个|没有|例如|比如")
_LETTER = re.compile(r"[^\W\d_]")
_FIGURES = 8.0  # em; a longer line that holds no letter is a time code, a row of figures, a drawn line
_LOST_INDENTS = (0.0, 2.0)  # em; what first lines may have lost
_RARE_INDENTS = (1.0, 1.5, 3.0, 4.0)
_SHOWN = 0.2  # of the lines behind sentences may stand in by chance: verse, tables
_STEPS = (-0.5, -0.25, 0.25, 0.5)  # em around the best measure
_APART = 1.0  # em between measures that are two


@dataclass(frozen=True, slots=True)
class Placement:
    """What places tell beyond the lines: `measure` in em from edge to edge; for each line end the cost of a join
    (`against`); the line ends inside a heading in larger type (`headings`).
    """

    measure: float
    against: tuple[float, ...]
    headings: frozenset[int]


def best_search(lines: Sequence[VisualLine], placement: Placement | None) -> Search | None:
    """The cheapest reading: first the best single measure, then further ones as long as each pays for itself.

    None where reading no line as wrapped is cheaper than all of them.
    """
    wide, narrow = find_measures(lines)
    reader = _Reader(lines, placement)
    best = reader.placed() if placement else reader.single(wide, narrow)
    if best is None or best.cost >= 0:
        return None
    for width in _further(wide, narrow, best.search):
        if all(abs(width - other) > _APART for other in best.search.widths):
            best = min(best, reader.with_measure(best.search, width), key=_cost)
    return best.search


@dataclass(frozen=True, slots=True)
class _Reading:
    """A way to read the text, and what it costs more than to read no line as wrapped."""

    cost: float
    search: Search


def _cost(reading: _Reading) -> float:
    return reading.cost


class _Reader:
    """Builds readings of one text."""

    def __init__(self, lines: Sequence[VisualLine], placement: Placement | None) -> None:
        self._lines = lines
        self._placement = placement
        self._fits = Fits(_shapes(lines), placed=placement is not None)
        self._sure = SureEnds(lines, self._fits.shapes)
        self._words = _word_costs(lines)
        behind = [
            after.plain
            for (line, _), after in zip(pairwise(lines), self._fits.shapes[1:], strict=True)
            if line.ends_with == FINAL
        ]
        # Where first lines show an indent, none was lost.
        self._plain = behind.count(False) <= _SHOWN * len(behind)
        self._layouts: dict[float, Layout] = {}

    def placed(self) -> _Reading | None:
        """The reading where the measure is known, and no indent is lost."""
        if self._placement is None:
            return None
        main = self._measure(self._placement.measure, self._layout(self._placement.measure), None)
        return self._reading([main], 0.0)

    def single(self, wide: Sequence[float], narrow: Sequence[float]) -> _Reading | None:
        """The best reading with one measure."""
        readings = [
            self._reading([main], lost)
            for width, losses in _hypotheses(wide, narrow, _LOST_INDENTS if self._plain else _LOST_INDENTS[:1])
            for main in [self._measure(width, self._layout(width), None)]
            for lost in losses
        ]
        best = min(readings, key=_cost, default=None)
        if best is None or best.cost >= 0:
            return best
        return self._refined(best)

    def _refined(self, best: _Reading) -> _Reading:
        """The reading with the measure and the lost indent moved to where it is cheapest."""
        main, lost = best.search.measures[0], best.search.lost
        near = [(main.width + step, lost) for step in _STEPS]
        if self._plain:
            near += [(main.width, other) for other in _RARE_INDENTS]
            near += [(main.width + other - lost, other) for other in _RARE_INDENTS if other > lost]
        others = [self._reading([Measure(width, main.boundary, main.join)], other) for width, other in near]
        return min([best, *others], key=_cost)

    def with_measure(self, search: Search, width: float) -> _Reading:
        """A reading with one more measure, which may be set in."""
        layout = self._layout(search.widths[0])
        further = self._measure(width, layout, layout.margin_of(width))
        return self._reading([*search.measures, further], search.lost)

    def _layout(self, width: float) -> Layout:
        if width not in self._layouts:
            self._layouts[width] = Layout(self._lines, self._sure, width, placed=self._placement is not None)
        return self._layouts[width]

    def _measure(self, width: float, layout: Layout, margin: float | None) -> Measure:
        laid = layout.costs(margin)
        boundary = [ends + laid_ends for (ends, _), (laid_ends, _) in zip(self._words, laid, strict=True)]
        join = [goes_on + laid_on for (_, goes_on), (_, laid_on) in zip(self._words, laid, strict=True)]
        if self._placement:
            join = list(map(add, join, self._placement.against))
        return Measure(width, boundary, join)

    def _reading(self, measures: list[Measure], lost: float) -> _Reading:
        search = Search(self._fits, measures, lost)
        return _Reading(search.cost + self._belief(search.widths), search)

    def _belief(self, widths: Sequence[float]) -> float:
        """What it costs to believe in these measures at all."""
        narrow = costs.NARROW_EM * sum(max(0.0, costs.NARROW - width) for width in widths)
        if self._placement:
            return narrow + costs.MEASURE * (len(widths) - 1)
        widest = max(widths) + 1.5
        exceeded = sum(line.right > widest for line in self._lines) > costs.EXCEEDED_SHARE * len(self._lines)
        return costs.MEASURE * len(widths) + costs.EXCEEDED * exceeded + narrow


def _hypotheses(
    wide: Sequence[float], narrow: Sequence[float], losses: tuple[float, ...]
) -> Iterator[tuple[float, tuple[float, ...]]]:
    """Measures to try alone, each with the indents that its first lines may have lost.

    Where most paragraphs have two lines, it is the first lines that agree: then the measure is wider by what they lost.
    """
    for width in wide:
        yield width, losses
        for lost in losses[1:]:
            if all(abs(width + lost - other) > 0.3 for other in wide):
                yield width + lost, (lost,)
    for width in narrow:
        yield width, losses


def _further(wide: Sequence[float], narrow: Sequence[float], search: Search) -> Iterator[float]:
    """Measures that parts of the text may have beside the main one."""
    for width in (*wide, *narrow):
        yield width
        if search.lost:
            yield width + search.lost


def _shapes(lines: Sequence[VisualLine]) -> list[Shape]:
    margin = min(line.indent for line in lines)
    needs = [*(needed(line, following) for line, following in pairwise(lines)), 0.0]
    return [
        Shape(line.right, need, hang(line), line.indent < margin + 0.9, line.ends_with == PLAIN)
        for line, need in zip(lines, needs, strict=True)
    ]


def _word_costs(lines: Sequence[VisualLine]) -> list[tuple[float, float]]:
    """For each line end (boundary, join): what the marks at both ends cost."""
    made: list[tuple[float, float]] = []
    rows = [is_row(line.text) for line in lines]
    for (line, following), (row, row_follows) in zip(pairwise(lines), pairwise(rows), strict=True):
        end = costs.END[line.english][line.ends_with]
        starts = costs.START_OF_SENTENCE if line.ends_with == FINAL else costs.START
        start = starts[following.english][following.starts_with]
        opens, goes_on = _openings(line, following)
        # What is to be filled in may fall to a new line.
        cells = row_follows or (row and (following.ends_with != COLON or line.text.endswith("_")))
        figures = line.width > _FIGURES and not _LETTER.search(line.text)
        code = is_code(line.text) and is_code(following.text)
        apart = costs.APART if line.depth != following.depth or cells or figures or code else 0.0
        made.append((costs.BOUNDARY + end[0] + start[0] + goes_on, costs.JOIN + end[1] + start[1] + apart + opens))
    return made


def _openings(line: VisualLine, following: VisualLine) -> tuple[float, float]:
    """What the first words of a sentence say: more for a boundary, more for a join."""
    if line.ends_with == FINAL and line.english != following.english:
        return costs.OTHER_LANGUAGE, 0.0
    if line.ends_with != FINAL or following.english:
        return 0.0, 0.0
    return (
        costs.OPENS if _OPENS.match(following.text) else 0.0,
        costs.GOES_ON if _GOES_ON.match(following.text) else 0.0,
    )
