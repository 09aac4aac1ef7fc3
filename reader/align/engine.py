"""Two texts of any length -> beads: oriented, cut at pins, aligned window by window, and judged as a whole."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from reader.align.arrays import Bools, Ints
from reader.align.explain import Reason, explain
from reader.align.guide import guide
from reader.align.memory import Memory, key_of
from reader.align.search import Arcs
from reader.align.units import Side
from reader.align.window import Context, build, solve

# Source segments a window, and target segments at most: what memory and time of a step are bounded by.
ROWS, WIDTH = 160, 480
# A window that is not the last is trusted up to a border in this part of it.
_TRUSTED = (0.6, 0.9)
_SLACK = 40


@dataclass(frozen=True, slots=True)
class Link:
    """A bead with what is thought of it.

    `closeness` is how much more alike its sides are than neighbours at random; `figures` are the numbers that differ,
    as each side writes them.
    """

    source: range
    target: range
    confidence: float
    closeness: float = 0.0
    reason: Reason | None = None
    figures: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())

    def mirrored(self) -> Link:
        """The same with the source as target and the target as source."""
        reason = self.reason
        if reason is not None and reason.runner_up is not None:
            source, target, probability = reason.runner_up
            reason = replace(reason, runner_up=(target, source, probability))
        return replace(self, source=self.target, target=self.source, reason=reason, figures=self.figures[::-1])


@dataclass(frozen=True, slots=True)
class Task:
    """Two texts, taken apart, Chinese first. `breaks` says which segments begin a paragraph."""

    source: Side
    target: Side
    breaks: tuple[Bools, Bools]
    context: Context
    memory: Memory
    reasons: bool = False
    progress: Callable[[int, int], None] | None = None


def align(task: Task, pins: Sequence[tuple[range, range]]) -> list[Link]:
    """The beads between two texts; `pins` are beads that stand, in order: the rest is aligned between them."""
    rows, width = len(task.source.texts), len(task.target.texts)
    links: list[Link] = []
    i = j = 0
    for source, target in [*pins, (range(rows, rows), range(width, width))]:
        links += _between(task, range(i, source.start), range(j, target.start))
        if source or target:
            links.append(Link(source, target, 1.0))
        i, j = source.stop, target.stop
    return links


def _between(task: Task, source: range, target: range) -> list[Link]:
    """The beads of two runs whose ends belong together."""
    links: list[Link] = []
    way = guide(task.source.cut(source), task.target.cut(target), task.context.lexicon) if len(source) > ROWS else None
    i, j = source.start, target.start
    while i < source.stop or j < target.stop:
        if i == source.stop or j == target.stop:
            # Beside nothing at all there is no other way; behind a window that took all there may have been one.
            sure = 0.5 if source and target else 1.0
            links += [Link(range(k, k + 1), range(j, j), sure) for k in range(i, source.stop)]
            links += [Link(range(i, i), range(k, k + 1), sure) for k in range(j, target.stop)]
            break
        stop, end = source.stop, target.stop
        if way is not None:
            stop, end = _reach(i, j, source, target, way)
        found = _window(task, range(i, stop), range(j, end))
        if (stop, end) != (source.stop, target.stop):
            found = found[: _trusted(found, range(i, stop), range(j, end))]
        links += found
        i, j = found[-1].source.stop, found[-1].target.stop
        if task.progress:
            task.progress(i + j, len(task.source.texts) + len(task.target.texts))
    return links


def _reach(i: int, j: int, source: range, target: range, way: Ints) -> tuple[int, int]:
    """Where the window that begins at (i, j) ends."""
    stop = min(i + ROWS, source.stop)
    while True:
        end = min(max(target.start + int(way[stop - source.start]), j) + _SLACK, target.stop)
        if stop == source.stop:
            end = target.stop
        if end - j <= WIDTH:
            return stop, end
        if stop - i <= _SLACK:
            return stop, min(j + WIDTH, target.stop)
        stop = i + (stop - i) // 2


def _trusted(found: list[Link], source: range, target: range) -> int:
    """How many beads of a window to keep: up to the surest border in its last part but one."""
    best, keep = -1.0, 0
    for k in range(1, len(found)):
        before, after = found[k - 1], found[k]
        done = max((before.source.stop - source.start) / len(source), (before.target.stop - target.start) / len(target))
        if done > _TRUSTED[1] and keep:
            break
        sure = min(before.confidence, after.confidence) if done >= _TRUSTED[0] else 0.0
        if sure >= best:
            best, keep = sure, k
    return max(keep, 1)


def _window(task: Task, source: range, target: range) -> list[Link]:
    first, second = task.source.cut(source), task.target.cut(target)
    breaks = (task.breaks[0][source.start : source.stop], task.breaks[1][target.start : target.stop])
    context = task.context
    key = key_of(
        "window",
        context.name,
        f"{context.ratio:.3f}",
        *first.texts,
        "\0",
        *second.texts,
        *(str(b.tolist()) for b in breaks),
    )
    kept = None if task.reasons else task.memory.get(key)
    if isinstance(kept, list):
        made = [Link(range(a, b), range(c, d), p, q) for a, b, c, d, p, q in kept]
    else:
        made = _solve(task, first, second, breaks)
        task.memory.put(
            key, [[*_ends(link.source), *_ends(link.target), link.confidence, link.closeness] for link in made]
        )
    return [_placed(one, source.start, target.start) for one in made]


def _placed(one: Link, i: int, j: int) -> Link:
    """A bead of a window that begins at (i, j)."""
    reason = one.reason
    if reason is not None and reason.runner_up is not None:
        first, second, probability = reason.runner_up
        reason = replace(reason, runner_up=(_moved(first, i), _moved(second, j), probability))
    return replace(one, source=_moved(one.source, i), target=_moved(one.target, j), reason=reason)


def _solve(task: Task, first: Side, second: Side, breaks: tuple[Bools, Bools]) -> list[Link]:
    window = build(first, second, task.context, breaks)
    solved = solve(window, task.context)
    closeness = window.closeness()
    links = []
    reasons = explain(window, solved, task.context) if task.reasons else {}
    for k in solved.path:
        source, target = spans(solved.arcs, k)
        confidence = round(min(float(solved.probabilities[k]), 1.0), 4)
        close = (
            float(closeness[source.start : source.stop, target.start : target.stop].max()) if source and target else 0.0
        )
        links.append(Link(source, target, confidence, round(close, 4), reasons.get(k)))
    return links


def spans(arcs: Arcs, k: int) -> tuple[range, range]:
    """Bead k as two ranges."""
    i, j = int(arcs.i[k]), int(arcs.j[k])
    return range(i, i + int(arcs.n[k])), range(j, j + int(arcs.m[k]))


def _ends(run: range) -> tuple[int, int]:
    return run.start, run.stop


def _moved(run: range, by: int) -> range:
    return range(run.start + by, run.stop + by)
