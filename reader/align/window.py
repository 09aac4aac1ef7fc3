"""Two runs of segments -> their evidence, the beads worth a look, and what each of these is worth."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from reader.align.arrays import Bools, Floats, Ints, Reals
from reader.align.encoder import Encoder
from reader.align.evidence import Window
from reader.align.features import columns
from reader.align.lexicon import Lexicon
from reader.align.links import clause_links, number_links
from reader.align.model import Model, Stage
from reader.align.search import Arcs, decode, posteriors, trace
from reader.align.units import Side
from reader.align.vectors import Vectors, side_vectors
from reader.align.vocabulary import word_links
from reader.align.widths import TYPES

# The search looks at this many target nodes either side of the path of single segments that match best.
BAND = 10
# The first model is blunt: its probabilities are flattened, and little is thrown away.
_TEMPERATURE, _HOPELESS = 0.7, 1e-4
# Any path goes by nearly the same borders as one of these kinds of beads; flatter still, since it may go a detour.
_COMMON = ((1, 0), (0, 1), (1, 1), (1, 2), (2, 1), (1, 3))
_FLATTER = 0.5


@dataclass(frozen=True, slots=True)
class Context:
    """What all windows of two texts share."""

    lexicon: Lexicon
    encoder: Encoder | None
    model: Model
    ratio: float  # target characters a source character

    @property
    def kind(self) -> str:
        """Which weights fit."""
        return "encoder" if self.encoder else "words"

    @property
    def name(self) -> str:
        """What tells its results from those of another model or encoder."""
        return f"{self.encoder.name if self.encoder else '-'} {self.model.digest}"


@dataclass(frozen=True, slots=True)
class Solved:
    """The beads that were looked at closely, their probabilities, and the indexes of those on the best path."""

    arcs: Arcs
    probabilities: Reals
    path: list[int]


def build(
    zh: Side,
    en: Side,
    context: Context,
    breaks: tuple[Bools, Bools] | None = None,
) -> Window:
    """The evidence of two runs of segments. `breaks` says which of them begin a paragraph."""
    first, second = breaks or (np.zeros(len(zh.texts), bool), np.zeros(len(en.texts), bool))
    words, numbers = word_links(zh, en, context.lexicon), number_links(zh, en)
    window = Window(zh, en, context.ratio, words, numbers, first, second)
    if context.encoder is not None:
        a, b = side_vectors(zh, context.encoder), side_vectors(en, context.encoder)
        window.vectors = Vectors(a, b, a.runs[0] @ b.runs[0].T)
    window.low, window.high = _band(window)
    if window.vectors is not None:
        low, high = np.maximum(window.low[:-1] - 2, 0), np.minimum(window.high[1:] + 2, window.shape[1])
        window.clauses = clause_links(window.vectors.source.clauses, window.vectors.target.clauses, low, high)
    return window


def ratio(source: Side, target: Side) -> float:
    """Target characters a source character, within reason."""
    return min(max(sum(target.length) / max(sum(source.length), 1), 1.0), 6.0)


def solve(window: Window, context: Context) -> Solved:
    """Look at all beads in the band with the first model, at those it leaves with the second."""
    rows, width = window.shape
    arcs = candidates(window, context)
    scores = score(window, arcs, context.model.stages[context.kind])
    probabilities, total = posteriors(arcs, scores, rows, width)
    if total == -np.inf:  # nothing in common, beyond what numbers can express
        arcs = arcs_in(window.low, window.high, rows, width, ((1, 0), (0, 1)))
        probabilities = np.zeros(len(arcs))
    return Solved(arcs, probabilities, decode(arcs, probabilities, rows, width))


def candidates(window: Window, context: Context) -> Arcs:
    """The beads that the first model does not rule out: first borders, by the common kinds of beads, then beads.

    How much it takes to be left out is noted in the window: texts differ in that more than in anything else.
    """
    rows, width = window.shape
    stage = context.model.stages[f"{context.kind}, first"]
    common = arcs_in(window.low, window.high, rows, width, _COMMON)
    probabilities, _ = posteriors(common, score(window, common, stage) * _FLATTER, rows, width)
    touched = np.zeros((rows + 1, width + 1), bool)
    common = common.take(probabilities > _HOPELESS)
    touched[common.i, common.j] = touched[common.i + common.n, common.j + common.m] = True
    touched[0, 0] = touched[rows, width] = True
    arcs = _between(touched)
    scores = score(window, arcs, stage)
    probabilities, _ = posteriors(arcs, scores * _TEMPERATURE, rows, width)
    fair = probabilities > _HOPELESS
    arcs, scores = arcs.take(fair), scores[fair]
    window.left_out = _left_out(arcs, posteriors(arcs, scores, rows, width)[0])
    return arcs


def _left_out(arcs: Arcs, probabilities: Reals) -> float:
    """What share of the beads has one side only."""
    alone = (arcs.n == 0) | (arcs.m == 0)
    return float(probabilities[alone].sum()) / max(float(probabilities.sum()), 1.0)


def _between(touched: Bools) -> Arcs:
    """All beads that begin and end at one of these nodes."""
    rows, width = touched.shape
    i, j = np.nonzero(touched)
    parts: list[tuple[Ints, Ints, Ints, Ints]] = []
    for n, m in TYPES:
        fits = (i + n < rows) & (j + m < width)
        fits[fits] = touched[i[fits] + n, j[fits] + m]
        count = int(fits.sum())
        parts.append((i[fits], j[fits], np.full(count, n), np.full(count, m)))
    return Arcs(*(np.concatenate([part[k] for part in parts]) for k in range(4)))


def score(window: Window, arcs: Arcs, stage: Stage) -> Reals:
    """The log-linear model: weighted features, summed."""
    names, table = columns(window, arcs, stage.groups)
    return (table @ stage.vector(names)).astype(np.float64)


def similarity(window: Window) -> Floats:
    """How alike single segments are, less half the fourth best of row and column: what stands out counts."""
    alike = window.closeness()
    rows, width = alike.shape
    fourth = 4
    if rows > fourth and width > fourth:
        by_row = np.partition(alike, width - fourth, axis=1)[:, width - fourth]
        by_column = np.partition(alike, rows - fourth, axis=0)[rows - fourth]
        alike = alike - (by_row[:, None] + by_column[None, :]) / 2
    return np.maximum(alike, 0).astype(np.float32)


def _band(window: Window) -> tuple[Ints, Ints]:
    """For each source node the first and the last target node that a path may touch."""
    rows, width = window.shape
    pairs = [(0, 0), *((i + 1, j + 1) for i, j in trace(similarity(window))), (rows, width)]
    i = np.array([pair[0] for pair in pairs])
    j = np.array([pair[1] for pair in pairs])
    nodes = np.arange(rows + 1)
    middle = np.interp(nodes, i, j)
    low, high = np.floor(middle) - BAND, np.ceil(middle) + BAND
    for k in np.flatnonzero(np.diff(j) > BAND):  # a stretch that may be an insertion at any place
        part = slice(i[k], i[k + 1] + 1)
        low[part] = np.minimum(low[part], j[k] - BAND)
        high[part] = np.maximum(high[part], j[k + 1] + BAND)
    low = np.minimum.accumulate(low[::-1])[::-1]
    high = np.maximum.accumulate(high)
    low, high = np.clip(low, 0, width).astype(np.int64), np.clip(high, 0, width).astype(np.int64)
    low[0], high[rows] = 0, width
    return low, high


def arcs_in(low: Ints, high: Ints, rows: int, width: int, kinds: Sequence[tuple[int, int]] = TYPES) -> Arcs:
    """All beads of some kinds that begin and end in the band."""
    i = np.repeat(np.arange(rows + 1), high - low + 1)
    j = np.concatenate([np.arange(a, b + 1) for a, b in zip(low, high, strict=True)])
    parts: list[tuple[Ints, Ints, Ints, Ints]] = []
    for n, m in kinds:
        end = np.minimum(i + n, rows)
        fits = (i + n <= rows) & (j + m <= width) & (j + m >= low[end]) & (j + m <= high[end])
        count = int(fits.sum())
        parts.append((i[fits], j[fits], np.full(count, n), np.full(count, m)))
    return Arcs(*(np.concatenate([part[k] for part in parts]) for k in range(4)))
