"""All that is known of two runs of segments before any bead is looked at."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from reader.align.arrays import Bools, Floats, Ints
from reader.align.links import Coverage
from reader.align.units import Side
from reader.align.vectors import Vectors


def share(found: Coverage) -> Floats:
    """How far single segments cover each other, 0 to 1."""
    a = found.forth[0] / (found.source[:, None] + 0.5)
    b = found.back[0].T / (found.target[None, :] + 0.5)
    made: Floats = (a + b) / 2
    return made


@dataclass(slots=True)
class Window:
    """All that is known of two runs of segments."""

    source: Side
    target: Side
    ratio: float  # target characters a source character
    words: Coverage
    numbers: Coverage
    # Which segments begin a paragraph; all False where that is not known.
    source_breaks: Bools
    target_breaks: Bools
    vectors: Vectors | None = None
    clauses: Coverage | None = None
    # What share of the beads the first model takes to have one side only.
    left_out: float = 0.0
    # For each source node the first and the last target node of the band.
    low: Ints = field(default_factory=lambda: np.zeros(0, np.int64))
    high: Ints = field(default_factory=lambda: np.zeros(0, np.int64))

    @property
    def shape(self) -> tuple[int, int]:
        """How many segments each side has."""
        return len(self.source.texts), len(self.target.texts)

    def closeness(self) -> Floats:
        """How alike single segments are, by words and numbers, and by meaning where there are vectors."""
        alike: Floats = share(self.words) + np.minimum(self.numbers.forth[0], 2) / 4
        if self.vectors is not None:
            alike = alike / np.float32(2) + np.maximum(self.vectors.single, 0)
        return alike
