"""Beads -> named features. A table of groups; each gives columns for a list of possible beads.

Sums over both sides run along a path, so most features are zero for what is neither good nor bad.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from reader.align.arrays import Bools, Column, Floats
from reader.align.covered import borders, covered, hits, smaller_share
from reader.align.evidence import Window, share
from reader.align.links import Coverage
from reader.align.meaning import meaning
from reader.align.search import Arcs
from reader.align.units import MARKS
from reader.align.vectors import Vectors
from reader.align.widths import TYPES

# As much as this is left out of any text, or taken to be.
_FAITHFUL = 0.02

Columns = Iterator[tuple[str, Column]]


def columns(window: Window, arcs: Arcs, groups: frozenset[str]) -> tuple[list[str], Floats]:
    """The features of some beads: their names, and a column for each."""
    names: list[str] = []
    made: list[Floats] = []
    for group, make in GROUPS.items():
        if group in groups:
            for name, column in make(window, arcs):
                names.append(name)
                made.append(np.asarray(column, np.float32))
    return names, np.ascontiguousarray(np.array(made).T) if made else np.zeros((len(arcs), 0), np.float32)


def _type(arcs: Arcs) -> Columns:
    for n, m in TYPES:
        yield f"type {n}:{m}", (arcs.n == n) & (arcs.m == m)


def _lengths(window: Window, arcs: Arcs) -> tuple[Floats, Floats]:
    made = []
    for side, start, size in ((window.source, arcs.i, arcs.n), (window.target, arcs.j, arcs.m)):
        total = np.concatenate([[0], np.cumsum(side.length)]).astype(np.float32)
        made.append(total[start + size] - total[start])
    return made[0] * np.float32(window.ratio), made[1]


def _length(window: Window, arcs: Arcs) -> Columns:
    a, b = _lengths(window, arcs)
    full = (arcs.n > 0) & (arcs.m > 0)
    d = np.where(full, np.log(a + 20) - np.log(b + 20), 0)
    yield "length difference", np.abs(d)
    yield "length difference squared", d * d
    yield "length difference signed", d
    yield "length difference by shape", d * (arcs.m - arcs.n)
    # Gale and Church (1993): the variance grows with the length.
    z = np.where(full, (b - a) / np.sqrt(6.8 * (a + b) / 2 + 1), 0)
    yield "length z", np.minimum(z * z, 25) / 25
    null = np.where(full, 0, np.log(a + b + 1))
    yield "null length source", null * (arcs.m == 0)
    yield "null length target", null * (arcs.n == 0)


def _marks(window: Window, arcs: Arcs) -> Columns:
    full = (arcs.n > 0) & (arcs.m > 0)
    counts = []
    for side, start, size in ((window.source, arcs.i, arcs.n), (window.target, arcs.j, arcs.m)):
        table = np.array(side.marks, np.float32).reshape(-1, len(MARKS))
        total = np.concatenate([np.zeros((1, len(MARKS)), np.float32), np.cumsum(table, axis=0)])
        counts.append(total[start + size] - total[start])
    a, b = counts
    for k, name in enumerate(MARKS):
        cap = 4 if name == "quote" else 2
        yield f"{name} alike", np.where(full, np.minimum(np.minimum(a[:, k], b[:, k]), cap), 0)
        yield f"{name} differ", np.where(full, np.minimum(np.abs(a[:, k] - b[:, k]), cap), 0)
    for name, first, second in (
        ("item", window.source.item, window.target.item),
        ("open", window.source.open, window.target.open),
    ):
        x, y = np.array([*first, False]), np.array([*second, False])
        yield f"{name} alike", full & x[arcs.i] & y[arcs.j]
        yield f"{name} differ", full & (x[arcs.i] != y[arcs.j])
    for name, side, start, size in (
        ("source", window.source, arcs.i, arcs.n),
        ("target", window.target, arcs.j, arcs.m),
    ):
        total = np.concatenate([[0], np.cumsum(side.item)]).astype(np.float32)
        inside = np.where(size > 0, total[start + size] - total[np.minimum(start + 1, start + size)], 0)
        yield f"item inside {name}", np.minimum(inside, 2)
        total = np.concatenate([[0], np.cumsum(side.open)]).astype(np.float32)
        inside = np.where(size > 1, total[start + np.maximum(size - 1, 0)] - total[start], 0)
        yield f"open inside {name}", np.minimum(inside, 2)


def _lists(window: Window, arcs: Arcs) -> Columns:
    """Lines without an end inside a bead: are they items that the other side has between separators?"""
    full = (arcs.n > 0) & (arcs.m > 0)
    lines, parted, pieces = [], [], []
    for side, start, size in ((window.source, arcs.i, arcs.n), (window.target, arcs.j, arcs.m)):
        opened = np.concatenate([[0], np.cumsum(side.open)]).astype(np.float32)
        lines.append(np.where(size > 1, opened[start + np.maximum(size - 1, 0)] - opened[start], 0))
        total = np.concatenate([[0], np.cumsum(side.separators)]).astype(np.float32)
        parted.append(total[start + size] - total[start])
        pieces.append(parted[-1] + size)
    yield "pieces difference", np.where(full, np.abs(np.log((pieces[0] + 1) / (pieces[1] + 1))), 0)
    for name, here, there in (("source", 0, 1), ("target", 1, 0)):
        more = np.maximum(parted[there] - parted[here], 0)
        yield f"lines explained {name}", np.where(full, np.minimum(lines[here], more), 0)
        yield f"lines unexplained {name}", np.where(full, np.maximum(lines[here] - more, 0), 0)


def _place(window: Window, arcs: Arcs) -> Columns:
    rows, width = window.shape
    null = (arcs.n == 0) | (arcs.m == 0)
    ends = np.minimum(arcs.i + arcs.j, rows + width - arcs.i - arcs.j - arcs.n - arcs.m)
    yield "null at an end", null & (ends < 3)


def _left_out(window: Window, arcs: Arcs) -> tuple[Bools, Bools]:
    """What stands alone on each side and is no note: a note does in a translation that leaves out nothing, too."""
    notes = [np.array([*side.aside, False]) | [*side.note, False] for side in (window.source, window.target)]
    return (arcs.m == 0) & ~notes[0][arcs.i], (arcs.n == 0) & ~notes[1][arcs.j]


def _asides(window: Window, arcs: Arcs) -> Columns:
    """What stands in brackets as a whole, and what opens as a note: on both sides, on one, or alone."""
    full = (arcs.n > 0) & (arcs.m > 0)
    for name, first, second in (
        ("aside", window.source.aside, window.target.aside),
        ("note", window.source.note, window.target.note),
    ):
        totals = [np.concatenate([[0], np.cumsum(side)]).astype(np.float32) for side in (first, second)]
        a = totals[0][arcs.i + arcs.n] - totals[0][arcs.i]
        b = totals[1][arcs.j + arcs.m] - totals[1][arcs.j]
        yield f"{name} alike", np.where(full, np.minimum(a, b), 0)
        yield f"{name} differ", np.where(full, np.abs(a - b), 0)
        yield f"{name} null", np.where(full, 0, a + b)
    # A note that stands alone speaks of what stands beside it: what pulls over its borders is no sign of a wrong one.
    left_out = _left_out(window, arcs)
    alone = ~full & ~left_out[0] & ~left_out[1]
    for kind, found in (("words", window.words), ("numbers", window.numbers), ("clauses", window.clauses)):
        if found is not None:
            pulled = found.crossing[arcs.i, arcs.j] + found.crossing[arcs.i + arcs.n, arcs.j + arcs.m]
            yield f"note {kind} crossing", np.where(alone, pulled, 0)
            yield f"note {kind} crossing some", np.where(alone, np.sqrt(pulled), 0)


def _gaps(window: Window, arcs: Arcs) -> Columns:
    """Much stands alone, by the first model: what does so is likelier, and a bead with little in common is less so."""
    much = np.log(window.left_out + _FAITHFUL)
    source, target = _left_out(window, arcs)
    yield "null by gaps", (source | target) * much
    yield "null source by gaps", source * much
    yield "1:1 by gaps", ((arcs.n == 1) & (arcs.m == 1)) * much
    more = much - np.log(_FAITHFUL)
    yield "several by gaps", ((arcs.n > 0) & (arcs.m > 0) & (arcs.n + arcs.m > 2)) * more
    yield "words by gaps", smaller_share(window.words, arcs) * more
    if window.clauses is not None:
        yield "clauses by gaps", smaller_share(window.clauses, arcs) * more


def _paragraphs(window: Window, arcs: Arcs) -> Columns:
    """Both texts begin a paragraph behind this bead; only one does; a bead reaches over a paragraph's beginning."""
    ends, inside = [], []
    for breaks, start, size in ((window.source_breaks, arcs.i, arcs.n), (window.target_breaks, arcs.j, arcs.m)):
        known = bool(breaks.any())
        # The end of the window is the end of a paragraph, if there are any.
        mark = np.concatenate([breaks, [known]]).astype(np.float32)
        total = np.concatenate([[0], np.cumsum(mark)]).astype(np.float32)
        ends.append(mark[start + size])
        inside.append(
            np.where(size > 1, total[start + np.maximum(size, 1)] - total[np.minimum(start + 1, len(breaks))], 0)
        )
    yield "paragraph borders together", ends[0] * ends[1]
    yield "paragraph border alone", np.abs(ends[0] - ends[1])
    yield "paragraph border inside", inside[0] + inside[1]


def _vectors(window: Window) -> Vectors:
    if window.vectors is None:
        raise ValueError("these features need an encoder")
    return window.vectors


def _clauses(window: Window) -> Coverage:
    if window.clauses is None:
        raise ValueError("these features need an encoder")
    return window.clauses


GROUPS: dict[str, Callable[[Window, Arcs], Columns]] = {
    "type": lambda _, arcs: _type(arcs),
    "length": _length,
    "words": lambda window, arcs: covered("words", window.words, arcs),
    "word borders": lambda window, arcs: borders("words", share(window.words), arcs),
    "numbers": lambda window, arcs: hits(window.numbers, arcs),
    "marks": _marks,
    "lists": _lists,
    "asides": _asides,
    "place": _place,
    "gaps": _gaps,
    "paragraphs": _paragraphs,
    "meaning": lambda window, arcs: meaning(_vectors(window), window.shape, arcs),
    "meaning borders": lambda window, arcs: borders("meaning", np.maximum(_vectors(window).single, 0), arcs),
    "clauses": lambda window, arcs: covered("clauses", _clauses(window), arcs),
    "clause borders": lambda window, arcs: borders("clauses", share(_clauses(window)), arcs),
}
