"""Gold and a test -> precision, recall and F1, strict and lax, in the convention of Vecalign's scorer.

Precision is over all beads of the test, recall over those of the gold that have segments on both sides. A null bead
over several segments counts as one for each segment.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from reader.model import Bead

Pair = tuple[range, range]
Flat = tuple[tuple[int, ...], tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Scores:
    """Precision and recall. Strict: the same bead; lax: one link in common. `lax` of a null bead is `strict`."""

    strict_precision: float
    strict_recall: float
    lax_precision: float
    lax_recall: float

    @property
    def strict_f1(self) -> float:
        """Harmonic mean of strict precision and recall."""
        return _f1(self.strict_precision, self.strict_recall)

    @property
    def lax_f1(self) -> float:
        """Harmonic mean of lax precision and recall."""
        return _f1(self.lax_precision, self.lax_recall)


def evaluate(gold: Iterable[Bead | Pair], test: Iterable[Bead | Pair]) -> Scores:
    """How well `test` agrees with `gold`; both are beads or pairs of ranges.

    >>> gold = [(range(0, 1), range(0, 2)), (range(1, 2), range(2, 3))]
    >>> evaluate(gold, [(range(0, 1), range(0, 1)), (range(1, 1), range(1, 2)), (range(1, 2), range(2, 3))])
    Scores(strict_precision=0.3333333333333333, strict_recall=0.5, lax_precision=0.6666666666666666, lax_recall=1.0)
    """
    wanted, made = set(_flat(gold)), set(_flat(test))
    full = [bead for bead in wanted if bead[0] and bead[1]]
    wanted_links, made_links = _links(wanted), _links(made)

    def share(beads: Iterable[Flat], others: set[Flat], links: set[tuple[int, int]] | None = None) -> float:
        hits = [bead in others or bool(links and not links.isdisjoint(_links([bead]))) for bead in beads]
        return sum(hits) / len(hits) if hits else 0.0

    return Scores(
        share(made, wanted), share(full, made), share(made, wanted, wanted_links), share(full, made, made_links)
    )


def _flat(beads: Iterable[Bead | Pair]) -> Iterable[Flat]:
    for bead in beads:
        source, target = (bead.source, bead.target) if isinstance(bead, Bead) else bead
        if source and target:
            yield tuple(source), tuple(target)
        else:
            yield from (((i,), ()) for i in source)
            yield from (((), (j,)) for j in target)


def _links(beads: Iterable[Flat]) -> set[tuple[int, int]]:
    return {(i, j) for source, target in beads for i in source for j in target}


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
