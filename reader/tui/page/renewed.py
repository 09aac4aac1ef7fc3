"""The blocks of a corrected bitext from those before it: what is far from the correction is taken over. Pure."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple, TypeVar

from reader.model import Bitext, Block

Item = TypeVar("Item")


class Renewed(NamedTuple):
    """Blocks, and how many of them at the beginning and at the end look as they did."""

    blocks: tuple[Block, ...]
    before: int
    behind: int

    def spliced(self, old: Sequence[Item], middle: Sequence[Item]) -> list[Item]:
        """What is known of each block, with what is new of those in the middle."""
        return [*old[: self.before], *middle, *old[len(old) - self.behind :]]

    @property
    def middle(self) -> tuple[Block, ...]:
        """The blocks that may look otherwise."""
        return self.blocks[self.before : len(self.blocks) - self.behind]


def renewed(old: Bitext, blocks: tuple[Block, ...], new: Bitext) -> Renewed:
    """The blocks of `new`; `blocks` are those of `old`."""
    if new.source is not old.source or not blocks:
        return Renewed(new.blocks(), 0, 0)
    first = _same(old.beads, new.beads)
    if first == len(old.beads) == len(new.beads):
        return Renewed(blocks, len(blocks), 0) if old.target is new.target else Renewed(new.blocks(), 0, 0)
    start = bisect_right(blocks, first, key=lambda block: block.beads.start) - 1
    # As many paragraphs at the end are the same: blocks that have only these are as they were, but further on.
    known, now = old.target.paragraphs, new.target.paragraphs
    left = len(known) - _same(known[::-1], now[::-1])
    stop = max(start + 1, bisect_right(blocks, left - 1, key=lambda block: block.target.start))
    beads, paragraphs = len(new.beads) - len(old.beads), len(now) - len(known)
    end = blocks[stop].beads.start if stop < len(blocks) else len(old.beads)
    if not _alike(old, new, end, beads):
        return Renewed(new.blocks(), 0, 0)
    cuts = [k for k in range(blocks[start].beads.start, end + beads + 1) if new.is_border(k)]
    middle = [new.block(range(*cut)) for cut in pairwise(cuts)]
    later = blocks[stop:]
    if beads or paragraphs:
        later = tuple(Block(one.source, _moved(one.target, paragraphs), _moved(one.beads, beads)) for one in later)
    return Renewed((*blocks[:start], *middle, *later), start, len(later))


def _same(left: Sequence[object], right: Sequence[object]) -> int:
    """How many values at the beginning are the very same."""
    pairs = enumerate(zip(left, right, strict=False))
    return next((k for k, (one, other) in pairs if one is not other), min(len(left), len(right)))


def _alike(old: Bitext, new: Bitext, end: int, moved: int) -> bool:
    """Do the beads behind those that changed pair the same segments, only further on?"""
    was, now = old.beads[end:], new.beads[end + moved :]
    if len(was) != len(now) or not was:
        return len(was) == len(now)
    by = now[0].target.start - was[0].target.start
    return [one.source for one in was] == [one.source for one in now] and [one.target.start + by for one in was] == [
        one.target.start for one in now
    ]


def _moved(run: range, by: int) -> range:
    return range(run.start + by, run.stop + by)
