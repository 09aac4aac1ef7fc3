"""Why a bead: what spoke for it and against it, and which other bead came next."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from reader.align.evidence import Window
from reader.align.features import columns
from reader.align.window import Context, Solved

_SHOWN = 5
_LEAST = 0.05


@dataclass(frozen=True, slots=True)
class Reason:
    """Features with what they add to the bead's log weight, strongest first, and the likeliest bead in its place."""

    gains: tuple[tuple[str, float], ...]
    losses: tuple[tuple[str, float], ...]
    runner_up: tuple[range, range, float] | None


def explain(window: Window, solved: Solved, context: Context) -> dict[int, Reason]:
    """The reason of each bead on the path, by its index."""
    arcs = solved.arcs
    stage = context.model.stages[context.kind]
    path = np.array(solved.path, np.int64)
    names, table = columns(window, arcs.take(path), stage.groups)
    added = table * stage.vector(names)
    reasons = {}
    for row, k in enumerate(solved.path):
        parts = sorted(zip(names, added[row].tolist(), strict=True), key=lambda part: -abs(part[1]))
        gains = tuple((name, round(value, 2)) for name, value in parts if value > _LEAST)[:_SHOWN]
        losses = tuple((name, round(value, 2)) for name, value in parts if value < -_LEAST)[:_SHOWN]
        reasons[k] = Reason(gains, losses, _runner_up(solved, k))
    return reasons


def _runner_up(solved: Solved, k: int) -> tuple[range, range, float] | None:
    """The likeliest other bead that shares a segment with bead k."""
    arcs = solved.arcs
    i, j, n, m = (int(column[k]) for column in (arcs.i, arcs.j, arcs.n, arcs.m))
    shares = ((arcs.i < i + n) & (arcs.i + arcs.n > i)) | ((arcs.j < j + m) & (arcs.j + arcs.m > j))
    # One that stands alone is the same bead wherever the other side is parted for it.
    shares &= (arcs.n != n) | (arcs.m != m) | ((arcs.i != i) & (n > 0)) | ((arcs.j != j) & (m > 0))
    if not shares.any():
        return None
    best = int(np.argmax(np.where(shares, solved.probabilities, -1)))
    a, b, c, d = (int(column[best]) for column in (arcs.i, arcs.j, arcs.n, arcs.m))
    return range(a, a + c), range(b, b + d), round(float(solved.probabilities[best]), 4)
