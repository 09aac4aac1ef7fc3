"""The search, against brute force."""

from __future__ import annotations

from collections.abc import Iterator
from math import exp, log
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.align.search import Arcs, best_path, decode, posteriors, trace
from reader.align.widths import TYPES
from reader.align.window import arcs_in

Bead = tuple[int, int, int, int]


def all_arcs(rows: int, columns: int) -> Arcs:
    full = np.zeros(rows + 1, np.int64), np.full(rows + 1, columns, np.int64)
    return arcs_in(*full, rows, columns)


def beads(arcs: Arcs) -> list[Bead]:
    return list(zip(arcs.i.tolist(), arcs.j.tolist(), arcs.n.tolist(), arcs.m.tolist(), strict=True))


def paths(rows: int, columns: int, i: int = 0, j: int = 0) -> Iterator[tuple[Bead, ...]]:
    if (i, j) == (rows, columns):
        yield ()
    for n, m in TYPES:
        if i + n <= rows and j + m <= columns:
            for rest in paths(rows, columns, i + n, j + m):
                yield ((i, j, n, m), *rest)


def test_beads_are_as_wide_as_promised() -> None:
    assert {(1, 0), (0, 1), (1, 7), (7, 1), (4, 4), (2, 6), (3, 5)} <= set(TYPES)
    assert all(n + m <= 8 and min(n, m) <= 4 and max(n, m) <= 7 for n, m in TYPES)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 3), st.integers(0, 3), st.randoms(use_true_random=False), st.sampled_from([1.0, 30.0]))
def test_sums_and_best_path_equal_brute_force(rows: int, columns: int, random: Random, size: float) -> None:
    if not rows and not columns:
        return
    arcs = all_arcs(rows, columns)
    scores = np.array([random.uniform(-size, size) for _ in range(len(arcs))])
    value = dict(zip(beads(arcs), scores.tolist(), strict=True))
    weights = {path: sum(value[bead] for bead in path) for path in paths(rows, columns)}
    largest = max(weights.values())
    total = log(sum(exp(weight - largest) for weight in weights.values())) + largest
    found, found_total = posteriors(arcs, scores, rows, columns)
    assert found_total == pytest.approx(total)
    for bead, probability in zip(beads(arcs), found.tolist(), strict=True):
        share = sum(exp(weight - total) for path, weight in weights.items() if bead in path)
        assert probability == pytest.approx(share, abs=1e-9)
    best = [beads(arcs)[k] for k in best_path(arcs, scores, rows, columns)]
    assert sum(value[bead] for bead in best) == pytest.approx(largest)


@pytest.mark.parametrize("shape", [(5, 5), (5, 4), (1, 5)])
def test_the_best_path_equals_brute_force_up_to_five_by_five(shape: tuple[int, int]) -> None:
    arcs = all_arcs(*shape)
    scores = np.random.default_rng(1).normal(size=len(arcs))
    value = dict(zip(beads(arcs), scores.tolist(), strict=True))
    best = sum(value[beads(arcs)[k]] for k in best_path(arcs, scores, *shape))
    assert best == pytest.approx(max(sum(value[bead] for bead in path) for path in paths(*shape)))


def test_a_long_text_neither_under_nor_overflows() -> None:
    rows = columns = 400
    steps = np.arange(rows)
    arcs = Arcs(steps, steps, np.ones(rows, np.int64), np.ones(rows, np.int64))
    for score in (-900.0, -40.0, 40.0, 900.0):
        found, total = posteriors(arcs, np.full(rows, score), rows, columns)
        assert total == pytest.approx(score * rows)
        assert found == pytest.approx(np.ones(rows))


def test_no_way_through_is_said() -> None:
    arcs = Arcs(*(np.array([value]) for value in (0, 0, 1, 1)))
    found, total = posteriors(arcs, np.zeros(1), 2, 2)
    assert total == -np.inf
    assert found.tolist() == [0]
    assert decode(arcs, found, 2, 2) == []


def test_the_trace_takes_the_best_pairs_in_order() -> None:
    alike = np.array([[1, 0, 0], [0, 0, 2], [0, 3, 0]], np.float32)
    assert trace(alike) == [(0, 0), (2, 1)]


def test_a_very_long_insertion_does_not_underflow() -> None:
    columns = 900
    nulls = np.arange(columns)
    zero, one = np.zeros(columns, np.int64), np.ones(columns, np.int64)
    arcs = Arcs(
        np.concatenate([zero, [0, 0]]),
        np.concatenate([nulls, [0, columns]]),
        np.concatenate([zero, [1, 1]]),
        np.concatenate([one, [0, 0]]),
    )
    found, total = posteriors(arcs, np.full(len(arcs), -6.0), 1, columns)
    assert total == pytest.approx(-6.0 * (columns + 1))
    assert found[-2:].tolist() == pytest.approx([0, 1])
