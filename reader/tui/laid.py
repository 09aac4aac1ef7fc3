"""The rows of each block at one width: laid out when they are asked for; until then their number is estimated."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from time import perf_counter

from reader.tui.flow import Row
from reader.tui.heights import Heights
from reader.tui.renewed import Renewed

# Blocks whose rows are kept: several screens, so that paging back and forth lays out nothing twice.
_KEPT = 600


class LaidOut:
    """Rows and heights. `lay_out` makes the rows of a block; `estimated` are the heights to begin with."""

    def __init__(self, lay_out: Callable[[int], tuple[Row, ...]], estimated: Sequence[int]) -> None:
        self.heights = Heights(estimated)
        self._lay_out = lay_out
        self._rows: OrderedDict[int, tuple[Row, ...]] = OrderedDict()
        self._exact = bytearray(len(estimated))

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

    def _measured(self, block: int) -> tuple[Row, ...]:
        rows = self._lay_out(block)
        self.heights.set(block, len(rows))
        self._exact[block] = 1
        return rows
