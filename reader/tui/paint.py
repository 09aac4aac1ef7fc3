"""Runs of styled text -> one line of the screen, as wide as asked. No markup is read in any of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip


class Run(NamedTuple):
    """Text from cell `x` on, `cells` wide."""

    x: int
    text: str
    cells: int
    style: Style


class Layer(NamedTuple):
    """A style on text[start:stop], over what lies below."""

    start: int
    stop: int
    style: Style


def line(runs: Iterable[Run], width: int, blank: Style) -> Strip:
    """One line from runs that are in order and do not overlap; what is between them is blank."""
    segments: list[Segment] = []
    x = 0
    for run in runs:
        if run.x > x:
            segments.append(Segment(" " * (run.x - x), blank))
        segments.append(Segment(run.text, run.style))
        x = run.x + run.cells
    if x < width:
        segments.append(Segment(" " * (width - x), blank))
    return Strip(segments, max(x, width))


def layered(start: int, stop: int, base: Style, layers: Sequence[Layer]) -> list[Layer]:
    """text[start:stop] cut where a layer begins or ends; later layers lie over earlier ones."""
    cuts = {start, stop}
    touching = [layer for layer in layers if layer.start < stop and start < layer.stop]
    for layer in touching:
        cuts |= {max(start, layer.start), min(stop, layer.stop)}
    edges = sorted(cuts)
    made = []
    for left, right in pairwise(edges):
        style = base
        for layer in touching:
            if layer.start <= left and right <= layer.stop:
                style += layer.style
        made.append(Layer(left, right, style))
    return made
