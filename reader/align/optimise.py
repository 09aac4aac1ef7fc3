"""The smallest value of a smooth convex function, by L-BFGS (Nocedal and Wright, Numerical Optimization, 7.2)."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from reader.align.arrays import Reals

_REMEMBERED = 10
_DECREASE, _SMALLEST_STEP = 1e-4, 1e-6


def minimise(
    function: Callable[[Reals], tuple[float, Reals]], start: Reals, steps: int, tolerance: float = 1e-6
) -> Reals:
    """Where `function`, which gives value and gradient, is smallest.

    >>> minimise(lambda x: (float(((x - 3) ** 2).sum()), 2 * (x - 3)), np.zeros(2), 20).round(3).tolist()
    [3.0, 3.0]
    """
    at = start.copy()
    value, gradient = function(at)
    moves: list[Reals] = []
    turns: list[Reals] = []
    for _ in range(steps):
        direction = _direction(gradient, moves, turns)
        slope = float(gradient @ direction)
        if slope >= 0:
            direction, slope = -gradient, -float(gradient @ gradient)
        size = 1.0
        while True:
            new_value, new_gradient = function(at + size * direction)
            if new_value <= value + _DECREASE * size * slope or size < _SMALLEST_STEP:
                break
            size /= 2
        move, turn = size * direction, new_gradient - gradient
        if float(turn @ move) > 0:
            moves, turns = [*moves, move][-_REMEMBERED:], [*turns, turn][-_REMEMBERED:]
        settled = abs(value - new_value) <= tolerance * max(abs(value), 1.0)
        at, value, gradient = at + move, new_value, new_gradient
        if settled:
            break
    return at


def _direction(gradient: Reals, moves: list[Reals], turns: list[Reals]) -> Reals:
    """Minus the gradient, bent by the curvature that the last moves showed."""
    found = gradient.copy()
    shares = []
    for move, turn in zip(reversed(moves), reversed(turns), strict=True):
        share = float(move @ found) / float(turn @ move)
        shares.append(share)
        found -= share * turn
    if moves:
        found *= float(moves[-1] @ turns[-1]) / float(turns[-1] @ turns[-1])
    else:
        found /= max(float(np.linalg.norm(gradient)), 1.0)
    for move, turn, share in zip(moves, turns, reversed(shares), strict=True):
        found += move * (share - float(turn @ found) / float(turn @ move))
    return -found
