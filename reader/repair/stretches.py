"""Visual lines -> stretches of steady layout. A text may be several that were joined, each set in its own way.

A line that stops inside a clause was wrapped: it says between which widths its measure lies, where the next line goes
on, and whether a blank line parts the two. What such line ends agree on is a layout, until others agree on another one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from reader.repair.lines import COMMA, FINAL, HYPHEN, OPEN, PLAIN, VisualLine
from reader.repair.measure import span
from reader.repair.pagination import page_number

_SWITCH = 5.0  # line ends that must speak for another layout before it is believed
_INDENT = 8  # steps of the width, two em: what a first line may have lost
_SHOWN = 0.9  # em; an indent that is still there
_NARROWEST = 48  # steps; narrower lines are lists of names more often than columns
_NEAR = 6  # steps between widths that may be one
_LONG = 8  # steps that a usual piece takes
_IDLE = 0.05  # of a line end: for no layout at all, where hardly a line is wrapped
_INSET = 40  # line ends between two stretches alike that are a part of them: a long quotation
_SEAM = 14  # line ends around a change where the best place to part is looked for
_MOST = 600  # lines that are read together: enough to learn from, and time stays in proportion to the length
_CONTEXT = 60  # lines before that where a good place to part is looked for, and lines that are read beyond it

_Key = tuple[int, bool, int]  # width in steps, a blank line before the line that goes on, its indent
_Vote = tuple[Sequence[_Key], float]


@dataclass(slots=True)
class _Run:
    """Line ends from `start` on that agree on `key`, and the run before them."""

    start: int
    key: _Key | None
    before: _Run | None


def stretches(lines: Sequence[VisualLine]) -> list[int]:
    """Where each stretch begins: the first at line 0. A stretch begins a paragraph, as far as can be told."""
    votes = list(_votes(lines))
    starts = [0]
    for before, run in pairwise(_changes(_runs(votes))):
        cut = _cut(lines, votes, before, run)
        if cut > starts[-1]:
            starts.append(cut)
    return starts


def chunks(lines: Sequence[VisualLine], starts: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """The same stretches, long ones cut at paragraphs into ones that can be read in one go.

    For each its first line, the one behind its last, and the one behind those that are read with it.
    """
    for first, end in pairwise([*starts, len(lines)]):
        at = first
        while end - at > _MOST + _CONTEXT:
            stop = 1 + max(range(at + _MOST - _CONTEXT, at + _MOST), key=lambda i: _parts(lines, i))
            yield at, stop, stop + _CONTEXT
            at = stop
        yield at, end, end


def _votes(lines: Sequence[VisualLine]) -> Iterator[_Vote]:
    """What each line end says: the layouts in which the line would be wrapped, and how much that means."""
    begins = True  # may the line be the first of its paragraph?
    for line, following in pairwise(lines):
        found = span(line, following)
        if found is None or found[0] < _NARROWEST:
            yield (), 0.0
        else:
            low, high, weight, _ = found
            blank, indent = following.blanks > 0, round(following.indent)
            widths = [*range(low - 1, high + 2)]
            if begins and line.indent < following.indent + _SHOWN:  # it may have lost an indent
                widths += (width for width in range(low + _INDENT - 1, high + _INDENT + 2) if width > widths[-1])
            # Where the next word is long, the line would have stopped anywhere.
            weight *= min(1.0, _LONG / (high - low + 1))
            yield [(width, blank, indent) for width in widths], weight
        begins = line.ends_with not in (PLAIN, COMMA, OPEN, HYPHEN)


def _runs(votes: Iterable[_Vote]) -> list[_Run]:
    """The runs that most votes agree with, each change counting against it."""
    best_run = none = _Run(0, None, None)
    best = idle = 0.0
    value: dict[_Key, float] = {}
    run: dict[_Key, _Run] = {}
    for i, (keys, weight) in enumerate(votes):
        least, before, start = (best - _SWITCH, best_run, i) if best > _SWITCH else (0.0, None, 0)
        if idle < least:
            idle, none = least, _Run(start, None, before)
        idle += _IDLE
        for key in keys:
            if value.get(key, -1.0) <= least:
                value[key], run[key] = least, _Run(start, key, before)
            value[key] += weight
            if value[key] > best:
                best, best_run = value[key], run[key]
        if idle > best:
            best, best_run = idle, none
    found: list[_Run] = []
    last: _Run | None = best_run
    while last:
        found.append(last)
        last = last.before
    return found[::-1]


def _changes(runs: Sequence[_Run]) -> list[_Run]:
    """The runs without those that are like the one before, and without short ones between two that are alike."""
    made: list[_Run] = []
    for run in runs:
        if len(made) > 1 and _alike(made[-2].key, run.key) and run.start - made[-1].start < _INSET:
            made.pop()
        if not made or not _alike(made[-1].key, run.key):
            made.append(run)
    return made


def _alike(key: _Key | None, other: _Key | None) -> bool:
    """Are two layouts the same but for what measuring leaves in doubt?"""
    return key is not None and other is not None and key[1:] == other[1:] and abs(key[0] - other[0]) <= _NEAR


def _cut(lines: Sequence[VisualLine], votes: Sequence[_Vote], before: _Run, run: _Run) -> int:
    """The line that begins a run: between the line ends that surely belong to either, where a text may end best."""

    def belongs(i: int, to: _Run) -> bool:
        return lines[i].ends_with in (PLAIN, COMMA) and to.key in votes[i][0]

    first, last = run.start, run.start
    while first > max(before.start, run.start - _SEAM) and not belongs(first - 1, before):
        first -= 1
    while last < min(len(votes), run.start + _SEAM) and not belongs(last, run):
        last += 1
    # A line that is full may go on.
    places = range(min(first, last - 1), last)
    return 1 + max(places, key=lambda i: _parts(lines, i) - (before.key in votes[i][0]))


def _parts(lines: Sequence[VisualLine], i: int) -> float:
    """How well a line end parts two texts."""
    line, following = lines[i], lines[i + 1]
    return (
        2.0 * (line.ends_with == FINAL)
        + 2.5 * (page_number(line.text) is not None)  # it belongs to the page before
        - 2.5 * (page_number(following.text) is not None)
        - 3.0 * (line.ends_with in (PLAIN, COMMA, OPEN))
        + following.seam
        + 0.5 * min(following.blanks, 3)
        + min(1.0, 0.1 * max(0.0, following.indent - line.indent))
    )
