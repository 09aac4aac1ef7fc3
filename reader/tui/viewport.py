"""Which rows stand on the screen, without Textual: lays out what is asked for, estimates the rest, keeps the place.

A place is (block, row of the block). Only the blocks near the view are laid out; the heights of the others are
estimates until `refine` gets to them, and the place at the top stays where it is when they change.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator
from time import perf_counter

from reader.language.layout import LayoutOptions
from reader.model import Bitext
from reader.tui.flow import (
    Arrangement,
    Columns,
    Piece,
    Readings,
    Row,
    Side,
    arrange,
    cells_of,
    estimates,
    hint_rows,
    lay_out,
)
from reader.tui.heights import Heights

Place = tuple[int, int]
# Blocks whose rows are kept: several screens, so that paging back and forth lays out nothing twice.
_KEPT = 600
_USUAL = (80, 24)


class Viewport:
    """A window of `height` rows on the blocks of a bitext. `top` is the place of its first row."""

    def __init__(self, bitext: Bitext, options: LayoutOptions, hint: str = "") -> None:
        self.bitext = bitext
        self.blocks = bitext.blocks()
        self._cells = cells_of(bitext, self.blocks)
        self.options = options
        self.hint = hint
        self.arrangement = Arrangement.SIDE_BY_SIDE
        self.readings: Readings | None = None
        self.columns: Columns = arrange(_USUAL[0], self.arrangement)  # until the first size: a key may come before it
        self.height = _USUAL[1]
        self.top: Place = (0, 0)
        self.current = 0
        self._rows: OrderedDict[int, tuple[Row, ...]] = OrderedDict()
        self._lay_out_anew(self.columns, None)

    @property
    def translated(self) -> bool:
        """Is there any English?"""
        return bool(self.bitext.target.paragraphs)

    def resize(self, width: int, height: int, arrangement: Arrangement | None = None) -> None:
        """Fit another size; the text at the top, and the current paragraph if it was seen, stay."""
        columns = arrange(width, arrangement or self.arrangement, translated=self.translated)
        was_seen = self.seen(self.current)
        self.arrangement = arrangement or self.arrangement
        self.height = max(1, height)
        if columns != self.columns:
            self._lay_out_anew(columns, self._text_at(self.top) if self.blocks else None)
        self._next_below = self._next_above = self.top[0]
        self.top = self._clamped(self.top)
        if was_seen and (not self.seen(self.current) or len(self.rows(self.current)) <= height):
            self.reveal(self.current)

    def set_readings(self, readings: Readings | None) -> None:
        """Set readings above the source, or none; the place stays."""
        was_seen = self.seen(self.current)
        keep = self._text_at(self.top) if self.blocks else None
        self.readings = readings
        if self.blocks:
            self._lay_out_anew(self.columns, keep)
            self.top = self._clamped(self.top)
            if was_seen:
                self.reveal(self.current)

    def _lay_out_anew(self, columns: Columns, keep: Piece | None) -> None:
        self.columns = columns
        self.heights = Heights(estimates(self._cells, columns))
        self._rows.clear()
        self._exact = bytearray(len(self.blocks))
        self._next_below = self._next_above = self.top[0]
        self.top = self._place_of(self.top[0], keep) if keep else (self.top[0], 0)

    def rows(self, block: int) -> tuple[Row, ...]:
        """The rows of a block, a blank one last."""
        kept = self._rows.get(block)
        if kept is not None:
            self._rows.move_to_end(block)
            return kept
        rows = lay_out(self.bitext, self.blocks[block], self.columns, self.options, self.readings)
        if block == 0:
            rows = (*hint_rows(self.hint, self.columns, self.options), *rows)
        self._rows[block] = rows
        if len(self._rows) > _KEPT:
            self._rows.popitem(last=False)
        self.heights.set(block, len(rows))
        self._exact[block] = 1
        return rows

    def frame(self) -> list[Place]:
        """The places on the screen, from the top; fewer than `height` at the end of a short document."""
        return list(self._from(self.top, self.height))

    def seen(self, block: int) -> bool:
        """Does any text of the block stand on the screen?"""
        return any(place[0] == block and self.rows(block)[place[1]] for place in self.frame())

    def offset(self) -> int:
        """How many rows stand above the top, by what is known."""
        return self.heights.before(self.top[0]) + self.top[1] if len(self.heights) else 0

    def scroll_to(self, offset: int) -> None:
        """Go to where about this many rows are above: what a scroll bar asks for."""
        block, row = self.heights.at(offset)
        if self.blocks:
            self.top = self._clamped((block, min(row, len(self.rows(block)) - 1)))

    def scroll(self, count: int) -> int:
        """Move by rows, as far as there are any; how far it went."""
        if not self.blocks:
            return 0
        place, went = self._walk(self.top, count)
        if count > 0:
            last = self._last_top()
            if place > last:
                went -= self._distance(last, place)
                place = last
                if went < 0:
                    return 0
        self.top = place
        return went

    def reveal(self, block: int, rows: range | None = None) -> None:
        """Scroll as little as shows a block, or some rows of it, whole, with some of what is around."""
        if not self.blocks:
            return
        own = rows or range(max(1, len(self.rows(block)) - 1))
        size = len(own)
        context = max(0, min(self.height // 4, (self.height - size) // 2))
        y = self._distance(self.top, (block, own.start), limit=3 * self.height + 1)
        if size >= self.height:
            if not 0 <= y <= self.height // 4:
                self.top = self._clamped((block, own.start))
        elif abs(y) > 3 * self.height:
            self.top = self._clamped(self._walk((block, own.start), -context)[0])
        elif y < context:
            self.scroll(y - context)
        elif y + size > self.height - context:
            self.scroll(y + size - (self.height - context))

    def step(self, direction: int) -> None:
        """To the next or last paragraph; through a paragraph that doesn't fit, a row at a time."""
        if not self.blocks:
            return
        frame = self.frame()
        first, last = (self.current, 0), (self.current, max(0, len(self.rows(self.current)) - 2))
        if direction > 0 and last not in frame and first <= frame[-1] and self.seen(self.current):
            self.scroll(1)
        elif direction < 0 and first not in frame and last >= frame[0] and self.seen(self.current):
            self.scroll(-1)
        else:
            self.go(self.current + direction, from_below=direction < 0)

    def go(self, block: int, *, from_below: bool = False) -> None:
        """Make a block the current one and show it; `from_below` shows the end of one that doesn't fit."""
        if not self.blocks:
            return
        self.current = max(0, min(block, len(self.blocks) - 1))
        size = len(self.rows(self.current)) - 1
        if from_below and size > self.height and not self.seen(self.current):
            self.top = self._clamped((self.current, size - self.height))
        else:
            self.reveal(self.current)

    def page(self, count: float) -> None:
        """Move by pages, one row kept; the current paragraph comes along."""
        rows = max(1, int(abs(count) * self.height) - (1 if abs(count) == 1 else 0))
        if self.scroll(rows if count > 0 else -rows):
            self.follow()
        else:
            self.current = len(self.blocks) - 1 if count > 0 else 0

    def follow(self) -> None:
        """Make the current paragraph one that is seen: the first that begins on the screen."""
        if not self.blocks or self.seen(self.current):
            return
        frame = self.frame()
        begun = [block for block, row in frame if row == 0]
        self.current = begun[0] if begun else frame[0][0]

    def refine(self, seconds: float) -> bool:
        """Lay out blocks around the view for their heights, for about so long; False when all are done."""
        until = perf_counter() + seconds
        while perf_counter() < until:
            for block in self._unknown():
                if block is None:
                    return False
                rows = lay_out(self.bitext, self.blocks[block], self.columns, self.options, self.readings)
                self.heights.set(block, len(rows) if block else len(rows) + len(self._hint_rows()))
                self._exact[block] = 1
                break
        return True

    def _hint_rows(self) -> tuple[Row, ...]:
        return hint_rows(self.hint, self.columns, self.options)

    def _unknown(self) -> Iterator[int | None]:
        below = self._exact.find(0, self._next_below)
        above = self._exact.rfind(0, 0, self._next_above)
        if below >= 0:
            self._next_below = below
        if above >= 0:
            self._next_above = above + 1
        if below < 0 and above < 0:
            yield None
        elif above < 0 or (below >= 0 and below - self.top[0] <= self.top[0] - above):
            yield below
        else:
            yield above

    def _from(self, place: Place, count: int) -> Iterator[Place]:
        block, row = place
        while block < len(self.blocks) and count > 0:
            size = len(self.rows(block))
            for r in range(row, min(size, row + count)):
                yield block, r
            count -= size - row
            block, row = block + 1, 0

    def _walk(self, place: Place, count: int) -> tuple[Place, int]:
        """The place so many rows on, and how many there were."""
        block, row = place
        went = 0
        while went < count:
            left = len(self.rows(block)) - row
            if went + left > count:
                return (block, row + count - went), count
            if block + 1 == len(self.blocks):
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

    def _distance(self, start: Place, stop: Place, limit: int = 1 << 30) -> int:
        """How many rows `stop` is below `start`; about so many when it's more than `limit`."""
        if stop < start:
            return -self._distance(stop, start, limit)
        rows = -start[1]
        for block in range(start[0], stop[0]):
            rows += len(self.rows(block))
            if rows > limit:
                return rows
        return rows + stop[1]

    def _last_top(self) -> Place:
        last = len(self.blocks) - 1
        # The blank row behind the last block needn't be seen.
        end = (last, max(0, len(self.rows(last)) - 2))
        return self._walk(end, -(self.height - 1))[0]

    def _clamped(self, place: Place) -> Place:
        return min(place, self._last_top()) if self.blocks and self.height > 0 else place

    def _text_at(self, place: Place) -> Piece | None:
        block, row = place
        if block >= len(self.blocks):
            return None
        rows = self.rows(block)
        own = (piece for pieces in rows[row:] for piece in pieces if piece.side in (Side.SOURCE, Side.TARGET))
        return next(own, None)

    def _place_of(self, block: int, piece: Piece) -> Place:
        """The row of the block where a piece's text now begins."""
        best = 0
        for k, row in enumerate(self.rows(block)):
            for other in row:
                if (other.side, other.paragraph) == (piece.side, piece.paragraph) and other.start <= piece.start:
                    best = k
        return block, best
