"""Documents with gold beads -> weights: what makes the gold paths likeliest, and how sure to be of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from reader.align.arrays import Floats, Ints, Reals
from reader.align.evidence import Window
from reader.align.features import columns
from reader.align.model import STAGES, Model, stage
from reader.align.optimise import minimise
from reader.align.search import Arcs, Lattice
from reader.align.training.gold import Text, path_of, with_copies
from reader.align.window import BAND, Context, arcs_in, candidates

# The penalty on squared weights, in units of features divided by their root mean square on gold beads; that on the
# kinds of beads is small, or their share in the texts is missed and the probabilities are wrong.
PENALTY, TYPE_PENALTY = 4.0, 0.05
# The first stage need not be exact.
_FIRST_STEPS, _STEPS = 25, 60
_LEAST_SCALE = 0.02

# Weights are fitted on all of these parts but one and tried on that, to see how much too sure they make.
_PARTS = 6
_TEMPERATURES = tuple(k / 20 for k in range(16, 41))


@dataclass(slots=True)
class Example:
    """What training sees of a document: possible beads, their features, and which of them are gold."""

    text: Text
    arcs: Arcs
    names: list[str]
    table: Floats
    gold: Ints

    @property
    def shape(self) -> tuple[int, int]:
        """How many segments each side has."""
        return len(self.text.source), len(self.text.target)


def examples(texts: Sequence[Text], name: str, first: Model | None, context: Context) -> list[Example]:
    """What a stage is trained on: all beads of the band, or those that the first stage leaves, and the gold ones."""
    made = []
    for text in texts:
        window = text.window
        rows, width = window.shape
        wanted = path_of(text.gold, rows, width)
        if first is None:
            arcs = arcs_in(*_narrow(window), rows, width)
        else:
            arcs = candidates(window, Context(context.lexicon, context.encoder, first, window.ratio))
        arcs, gold = _with(arcs, wanted)
        names, table = columns(window, arcs, frozenset(STAGES[name]))
        made.append(Example(text, arcs, names, table, gold))
    return made


def _narrow(window: Window) -> tuple[Ints, Ints]:
    """The inner half of the band: enough to learn from, and half the time."""
    low, high = window.low, window.high
    less = np.maximum(np.minimum(BAND // 2, (high - low) // 2 - 1), 0)
    low, high = low + less, high - less
    low[0], high[-1] = 0, window.shape[1]
    return low, high


def _with(arcs: Arcs, wanted: list[tuple[int, int, int, int]]) -> tuple[Arcs, Ints]:
    """The beads with those that are wanted, and the places of these."""
    have = {bead: k for k, bead in enumerate(zip(*(c.tolist() for c in (arcs.i, arcs.j, arcs.n, arcs.m)), strict=True))}
    more = [bead for bead in wanted if bead not in have]
    have |= {bead: len(have) + k for k, bead in enumerate(more)}
    extra = np.array(more, np.int64).reshape(-1, 4)
    columns_of = (arcs.i, arcs.j, arcs.n, arcs.m)
    grown = Arcs(*(np.concatenate([column, extra[:, k]]) for k, column in enumerate(columns_of)))
    return grown, np.array([have[bead] for bead in wanted], np.int64)


def fit(samples: Sequence[Example], steps: int) -> dict[str, float]:
    """The weights that make the gold paths likeliest."""
    names = samples[0].names
    gold = np.concatenate([one.table[one.gold] for one in samples]).astype(np.float64)
    is_type = np.array([name.startswith("type ") for name in names])
    scale = np.where(is_type, 1.0, np.maximum(np.sqrt((gold**2).mean(axis=0)), _LEAST_SCALE))
    penalty = np.where(is_type, TYPE_PENALTY, PENALTY)
    tables = [(one.table / scale).astype(np.float32) for one in samples]
    lattices = [Lattice(one.arcs, *one.shape) for one in samples]
    wanted = sum(one.text.weight * table[one.gold].sum(axis=0) for one, table in zip(samples, tables, strict=True))

    def loss(weights: Reals) -> tuple[float, Reals]:
        value = float((penalty * weights**2).sum()) / 2
        gradient = penalty * weights - wanted
        for one, table, lattice in zip(samples, tables, lattices, strict=True):
            scores = (table @ weights.astype(np.float32)).astype(np.float64)
            probabilities, total = lattice.posteriors(scores)
            value += one.text.weight * (total - float(scores[one.gold].sum()))
            gradient = gradient + one.text.weight * (table.T @ probabilities.astype(np.float32))
        return value, gradient

    found = minimise(loss, np.zeros(len(names)), steps) / scale
    return {name: float(f"{weight:.4g}") for name, weight in zip(names, found, strict=True)}


def temperature(texts: Sequence[Text], samples: Sequence[Example]) -> float:
    """What to divide weights by, so that they are as sure as texts allow that they were not fitted on.

    The likelihood of the gold paths of the texts held out, in turn, is largest there.
    """
    parts = min(_PARTS, len(texts))
    if parts < 2:
        return 1.0
    held: list[tuple[Lattice, Reals, Ints]] = []
    for part in range(parts):
        out = texts[part::parts]
        kept = with_copies(text for text in texts if text not in out)
        weights = fit([one for one in samples if one.text in kept], _STEPS)
        for one in (one for one in samples if one.text in out):
            scores = (one.table @ np.array([weights[name] for name in one.names], np.float32)).astype(np.float64)
            held.append((Lattice(one.arcs, *one.shape), scores, one.gold))

    def surprise(value: float) -> float:
        return sum(
            lattice.posteriors(scores / value)[1] - float(scores[gold].sum()) / value for lattice, scores, gold in held
        )

    return min(_TEMPERATURES, key=surprise)


def train(texts: Sequence[Text], kind: str, context: Context) -> tuple[dict[str, dict[str, float]], float]:
    """Both stages of one subset of evidence, and the temperature that the last one's weights were divided by."""
    name = f"{kind}, first"
    made = {name: fit(examples(texts, name, None, context), _FIRST_STEPS)}
    first = Model({name: stage(made[name], name)}, {})
    samples = examples(with_copies(texts), kind, first, context)
    weights, cooled = fit(samples, _STEPS), temperature(texts, samples)
    made[kind] = {feature: float(f"{weight / cooled:.4g}") for feature, weight in weights.items()}
    return made, cooled
