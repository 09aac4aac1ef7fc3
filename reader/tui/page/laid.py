"""The rows of each block at one width, and the ways along them.

A block is laid out when its rows are asked for; until then their number is estimated.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from time import perf_counter

from reader.tui.page.flow import Row
from reader.tui.page.heights import Heights
from reader.tui.page.renewed import Renewed

Place = tuple[int, int]  # block, row of the block
# Blocks whose rows are kept: several screens, so that paging back and forth lays out nothing twice.
_KEPT = 600


class LaidOut:
    """Rows and heights. `lay_out` makes the rows of a block; `estimated` are the heights to begin with."""

    def __init__(self, lay_out: Callable[[int], tuple[Row, ...]], estimated: Sequence[int]) -> None:
        self.heights = Heights(estimated)
        self._lay_out = lay_out
        self._rows: OrderedDict[int, tuple[Row, ...]] = OrderedDict()
        self._exact = bytearray(len(estimated))

    @property
    def untouched(self) -> bool:
        """Has nothing been laid out yet? Then nothing was seen, either."""
        return not self._rows

    def renewed(self, new: Renewed, estimated: Sequence[int]) -> LaidOut:
        """For a corrected text: heights are kept where it looks as before; `estimated` are those of the rest."""
        made = LaidOut(self._lay_out, new.spliced(self.heights.values, estimated))
        made._exact = bytearray(new.spliced(self._exact, bytes(len(estimated))))
        return made

    def rows(self, block: int) -> tuple[Row, ...]:
        """The rows of a block."""
        kept = self._rows.get(block)
        if kept is not None:
            self._rows.move_to_end(block)
            return kept
        rows = self._rows[block] = self._measured(block)
        if len(self._rows) > _KEPT:
            self._rows.popitem(last=False)
        return rows

    def refine(self, seconds: float, near: int) -> bool:
        """Lay out blocks for their heights, the nearest to `near` first, for about so long; False when all are done."""
        until = perf_counter() + seconds
        while perf_counter() < until:
            below, above = self._exact.find(0, near), self._exact.rfind(0, 0, near)
            if below < 0 and above < 0:
                return False
            self._measured(below if above < 0 or 0 <= below - near <= near - above else above)
        return True

    def places(self, place: Place, count: int) -> Iterator[Place]:
        """The places from one on, as many as asked for or as there are."""
        block, row = place
        while block < len(self.heights) and count > 0:
            size = len(self.rows(block))
            for r in range(row, min(size, row + count)):
                yield block, r
            count -= size - row
            block, row = block + 1, 0

    def walk(self, place: Place, count: int) -> tuple[Place, int]:
        """The place so many rows on, and how many there were."""
        block, row = place
        went = 0
        while went < count:
            left = len(self.rows(block)) - row
            if went + left > count:
                return (block, row + count - went), count
            if block + 1 == len(self.heights):
                return (block, row + left - 1), went + left - 1
            block, row, went = block + 1, 0, went + left
        while went > count:
            if went - row <= count:
                return (block, row - (went - count)), count
            if block == 0:
                return (0, 0), went - row
            went -= row + 1
            block -= 1
            row = len(self.rows(block)) - 1
        return (block, row), went

    def distance(self, start: Place, stop: Place, limit: int = 1 << 30) -> int:
        """How many rows `stop` is below `start`; about so many when it's more than `limit`."""
        if stop < start:
            return -self.distance(stop, start, limit)
        rows = -start[1]
        for block in range(start[0], stop[0]):
            rows += len(self.rows(block))
            if rows > limit:
                return rows
        return rows + stop[1]

    def _measured(self, block: int) -> tuple[Row, ...]:
        rows = self._lay_out(block)
        self.heights.set(block, len(rows))
        self._exact[block] = 1
        return rows
