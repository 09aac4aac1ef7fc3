"""Beads -> the numbers of one side that the other does not have, where both have such: 3.5 beside 5.3.

A wrong figure hardly makes a bead less likely: everything else fits. So it is said.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain

from reader.align.engine import Link
from reader.align.units import Side

# Whole numbers up to this come and go in a translation: 一是, "one of two", the number of a month.
_SMALL = 12


def with_figures(links: Sequence[Link], zh: Side, en: Side) -> Iterator[Link]:
    """The beads, those whose numbers differ with these numbers."""
    for one in links:
        first, second = _numbers(zh, one.source), _numbers(en, one.target)
        left, right = _telling(first - second), _telling(second - first)
        yield replace(one, figures=(left, right)) if left and right else one


def _numbers(side: Side, run: range) -> set[float]:
    return set(chain.from_iterable(side.numbers[k] for k in run))


def _telling(values: set[float]) -> tuple[float, ...]:
    return tuple(sorted(value for value in values if value > _SMALL or value % 1))
