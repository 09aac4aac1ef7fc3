"""Which rows stand on the screen, without Textual: lays out what is asked for, estimates the rest, keeps the place.

A place is (block, row of the block). Only the blocks near the view are laid out; the heights of the others are
estimates until `refine` gets to them, and the place at the top stays where it is when they change.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable

from reader.language.layout import LayoutOptions
from reader.model import Bitext, Block
from reader.tui.page.columns import PLAIN, Arrangement, Cells, Columns, Setting, arrange, cells_of, estimates
from reader.tui.page.flow import Piece, Row, Side, hint_rows, lay_out, one_line
from reader.tui.page.heights import Heights
from reader.tui.page.hiding import Hiding
from reader.tui.page.laid import LaidOut, Place
from reader.tui.page.renewed import renewed

_USUAL = (80, 24)
_LINE = 3  # rows of a line with readings above and meanings below


def same_paragraph(old: Bitext, new: Bitext, block: Block) -> int:
    """The source paragraph of `new` where the one begins that begins a block of `old`, by its place in the file."""
    known, now = old.source.paragraphs, new.source.paragraphs
    index = min(block.source.start, len(known) - 1)
    was = known[index].origin
    if index < len(now) and now[index].origin == was:
        return index
    after = bisect_right(now, (was.page, was.line), key=lambda one: (one.origin.page, one.origin.line))
    return max(0, after - 1)


class Viewport:
    """A window of `height` rows on the blocks of a bitext. `top` is the place of its first row."""

    def __init__(self, bitext: Bitext, options: LayoutOptions, hint: str = "") -> None:
        self.bitext = bitext
        self.blocks = bitext.blocks()
        self._cells = cells_of(bitext, self.blocks)
        self.options = options
        self.hint = hint
        self.hiding = Hiding()
        self.arrangement = Arrangement.SIDE_BY_SIDE
        self.setting: Setting = PLAIN
        self.columns: Columns = arrange(_USUAL[0], self.arrangement)  # until the first size: a key may come before it
        self.height = _USUAL[1]
        self.top: Place = (0, 0)
        self.current = 0
        self._laid: LaidOut
        self._lay_out_anew(self.columns, None)

    @property
    def translated(self) -> bool:
        """Is there any English?"""
        return bool(self.bitext.target.paragraphs)

    def resize(self, width: int, height: int, arrangement: Arrangement | None = None) -> None:
        """Fit another size; the text at the top, and the current paragraph if it was seen, stay."""
        columns = arrange(width, arrangement or self.arrangement, self.setting, translated=self.translated)
        was_seen = self._laid.untouched or self.seen(self.current)
        self.arrangement = arrangement or self.arrangement
        self.height = max(1, height)
        if columns != self.columns:
            keep = self._text_at(self.top) if self.blocks and not self._laid.untouched else None
            self._lay_out_anew(columns, keep)
        self.top = self._clamped(self.top)
        self._keep_seen(was_seen)

    def set(self, setting: Setting) -> None:
        """Set the text in another way; the place stays."""
        if setting != self.setting:
            self._set_anew(setting)

    def hide(self, change: Callable[[], object], paragraph: int, offset: int) -> None:
        """Hide or show English, and with it the room that it takes.

        The Chinese at a place of the current paragraph stays on its row of the screen; where that isn't seen, what is.
        """
        was_seen = self.seen(self.current)
        here = self._on_screen(paragraph, offset)
        y = self._laid.distance(self.top, self._place_of(*here)) if here else 0
        change()
        if self.blocks:
            self._lay_out_anew(self.columns, None)
        if here:
            self.top = self._laid.walk(self._place_of(*here), -y)[0]
        self.top = self._clamped(self.top)
        if was_seen and not self.seen(self.current):
            self.reveal(self.current)

    def _on_screen(self, paragraph: int, offset: int) -> tuple[int, Piece] | None:
        """Chinese that is seen, and its block: at this place, else of the current paragraph, else any."""
        seen = [
            (block, piece)
            for block, row in self.frame()
            for piece in self.rows(block)[row]
            if piece.side is Side.SOURCE
        ]
        for block, piece in seen:
            if piece.paragraph == paragraph and piece.start <= offset < piece.stop:
                return block, piece._replace(start=offset)
        return next((one for one in seen if one[0] == self.current), next(iter(seen), None))

    def _set_anew(self, setting: Setting) -> None:
        was_seen = self.seen(self.current)
        keep = self._text_at(self.top) if self.blocks else None
        self.setting = setting
        columns = arrange(self.columns.width, self.arrangement, setting, translated=self.translated)
        if self.blocks:
            self._lay_out_anew(columns, keep)
            self.top = self._clamped(self.top)
            self._keep_seen(was_seen)

    def _keep_seen(self, was_seen: bool) -> None:
        """Show the current paragraph if it was seen: all of it where it fits, else as much as there is."""
        if was_seen and (not self.seen(self.current) or len(self.rows(self.current)) <= self.height):
            self.reveal(self.current)

    def renew(self, bitext: Bitext) -> None:
        """Show another bitext of the same text, corrected or with more of it, from the same place."""
        keep = self._text_at(self.top) if self.blocks else None
        old = self.blocks[self.top[0]] if self.blocks else None
        paragraphs = [same_paragraph(self.bitext, bitext, self.blocks[k]) for k in (self.current, self.top[0])]
        count = len(self.blocks)
        new = renewed(self.bitext, self.blocks, bitext)
        self.bitext, self.blocks = bitext, new.blocks
        cells = cells_of(bitext, new.middle)
        self._cells = Cells(*(new.spliced(*sides) for sides in zip(self._cells, cells, strict=True)))
        top = self.top[0]
        if len(self.blocks) != count:  # else they are the same, also those without a source
            self.current, top = (self.block_of(paragraph) for paragraph in paragraphs)
        self.top = (top, 0)
        if keep is not None and old is not None and self.blocks:
            own = self.blocks[top]
            first, was = (own.source, old.source) if keep.side is Side.SOURCE else (own.target, old.target)
            keep = keep._replace(paragraph=keep.paragraph - was.start + first.start)
        hint = "" if self.translated else self.hint
        columns = arrange(self.columns.width, self.arrangement, self.setting, translated=self.translated)
        if (columns, hint) == (self.columns, self.hint):
            self._laid = self._laid.renewed(new, self._estimated(cells, columns))
            self.top = self._place_of(top, keep) if keep else self.top
        else:
            self.hint = hint
            self._lay_out_anew(columns, keep)
        self.top = self._clamped(self.top)

    def block_of(self, paragraph: int, side: Side = Side.SOURCE) -> int:
        """The block that holds a paragraph of a side, or comes before where it would be."""
        return max(0, bisect_right(self.blocks, paragraph, key=lambda block: side.run(block).start) - 1)

    def _lay_out_anew(self, columns: Columns, keep: Piece | None) -> None:
        self.columns = columns
        self._laid = LaidOut(self._lay_out, self._estimated(self._cells, columns))
        self.top = self._place_of(self.top[0], keep) if keep else (self.top[0], 0)

    def _estimated(self, cells: Cells, columns: Columns) -> list[int]:
        return estimates(cells, columns.without_english() if self.hiding.on else columns, self.setting)

    def _lay_out(self, block: int) -> tuple[Row, ...]:
        left = self.hiding.leaves(self.blocks[block].beads)
        columns = self.columns.without_english() if left else self.columns
        shown = self.hiding.revealed if self.hiding.hides(self.blocks[block].beads) else None
        rows = lay_out(self.bitext, self.blocks[block], columns, self.options, self.setting, shown)
        return rows if block else (*hint_rows(self.hint, self.columns, self.options), *rows)

    def rows(self, block: int) -> tuple[Row, ...]:
        """The rows of a block, a blank one last."""
        return self._laid.rows(block)

    @property
    def heights(self) -> Heights:
        """How tall the blocks are, by what is known."""
        return self._laid.heights

    def refine(self, seconds: float) -> bool:
        """Lay out blocks around the view for their heights, for about so long; False when all are done."""
        return self._laid.refine(seconds, self.top[0])

    def frame(self) -> list[Place]:
        """The places on the screen, from the top; fewer than `height` where the document or its last line would end."""
        places = list(self._laid.places(self.top, self.height))
        if not places or (places[-1][1] + 1) not in (line := self._line(places[-1])):
            return places
        whole = places[: line.start - places[-1][1] - 1]
        return whole if any(self.rows(block)[row] for block, row in whole) else places

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
        """Move by rows, as far as there are any, to a whole line: how far it went."""
        if not self.blocks:
            return 0
        before = self.top
        place = block, row = self._laid.walk(before, count)[0]
        line = self._line(place)
        if row > line.start:  # rather not so far, so that nothing is passed over; but not back
            start, stop = (block, line.start), (block, line.stop)
            place = (start if start > before else stop) if count > 0 else (stop if stop < before else start)
        if count > 0:
            place = max(before, min(place, self._last_top()))
        self.top = place
        return self._laid.distance(before, place)

    def reveal(self, block: int, rows: range | None = None) -> None:
        """Scroll as little as shows a block, or some rows of it, whole, with some of what is around."""
        if not self.blocks:
            return
        own = rows or range(max(1, len(self.rows(block)) - 1))
        own = range(self._line((block, own.start)).start, self._line((block, own.stop - 1)).stop)
        size = len(own)
        context = max(0, min(self.height // 4, (self.height - size) // 2))
        y = self._laid.distance(self.top, (block, own.start), limit=3 * self.height + 1)
        if size >= self.height:
            if not 0 <= y <= self.height // 4:
                self.top = self._clamped((block, own.start))
        elif abs(y) > 3 * self.height:
            self.top = self._clamped(self._laid.walk((block, own.start), -context)[0])
        elif y < context:
            self.top = self._clamped(self._laid.walk(self.top, y - context)[0])
        elif y + size > self.height - context:
            self.top = self._clamped(self._laid.walk(self.top, y + size - (self.height - context))[0])

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

    def _line(self, place: Place) -> range:
        """The rows of a line with its readings and meanings; each by itself where there is no room for three."""
        block, row = place
        start, stop = row, row + 1
        if self.height >= _LINE:
            rows = self.rows(block)
            while start > 0 and one_line(rows[start - 1], rows[start]):
                start -= 1
            while stop < len(rows) and one_line(rows[stop - 1], rows[stop]):
                stop += 1
        return range(start, stop)

    def _last_top(self) -> Place:
        last = len(self.blocks) - 1
        # The blank row behind the last block needn't be seen.
        end = (last, max(0, len(self.rows(last)) - 2))
        return self._whole(self._laid.walk(end, -(self.height - 1))[0])

    def _whole(self, place: Place) -> Place:
        """This place, or below it where the next whole line begins."""
        line = self._line(place)
        return place if place[1] == line.start else (place[0], line.stop)

    def _clamped(self, place: Place) -> Place:
        return min(self._whole(place), self._last_top()) if self.blocks and self.height > 0 else place

    def _text_at(self, place: Place) -> Piece | None:
        block, row = place
        if block >= len(self.blocks):
            return None
        rows = self.rows(block)
        own = (piece for pieces in rows[row:] for piece in pieces if piece.side in (Side.SOURCE, Side.TARGET))
        return next(own, None)

    def _place_of(self, block: int, piece: Piece) -> Place:
        """The row of the block where a piece's text now begins, or that of its readings above."""
        best = 0
        rows = self.rows(block)
        for k, row in enumerate(rows):
            for other in row:
                if (other.side, other.paragraph) == (piece.side, piece.paragraph) and other.start <= piece.start:
                    best = k
        ruby = best > 0 and piece.side is Side.SOURCE and any(one.side is Side.RUBY for one in rows[best - 1])
        return block, best - 1 if ruby else best
