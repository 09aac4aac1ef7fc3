"""A row of the viewport -> runs of styled text: the marks, the terms, the sentence, what is hidden or found."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from itertools import dropwhile, pairwise

from rich.style import Style
from textual.strip import Strip

from reader.annotate import TermUse
from reader.language.layout import cell_width, harmless
from reader.language.pinyin import tone
from reader.model import Bitext, Kind
from reader.tui.page.columns import Column
from reader.tui.page.flow import Piece, Row, Side, touches
from reader.tui.page.laid import Place
from reader.tui.page.reading import Reading
from reader.tui.page.standing import Standings
from reader.tui.page.unpaired import MISSING, SIGNS, Alone, alone_in, side_alone
from reader.tui.paint import Layer, Run, layered, line

STYLES = (
    "text",
    "rest",
    "strong",
    "quiet",
    "term",
    "chosen",
    "sentence",
    "mark",
    "alone",
    "sign",
    "hint",
    "ruby",
    "gloss",
    *(f"tone-{one}" for one in range(5)),
    "found",
    "found-here",
    "word",
    "selected",
)

_STRONG = frozenset((Kind.ISSUER, Kind.TITLE, Kind.HEADING))
_QUIET = frozenset((Kind.MARKING, Kind.NUMBER, Kind.COPY, Kind.NOTE))
# Neither is of ambiguous width. Without colour, too, the sentence is told from the rest of its paragraph.
_MARK, _MARK_BESIDE = "|", ":"

StyleOf = Callable[[str], Style]
Found = Callable[[Side, int], Sequence[Layer]]


class Drawer:
    """Draws rows. `style` gives the style of a name, without its ground; `found` what a search has found where.

    `tones` says whether the readings have a colour for each tone.
    """

    def __init__(self, reading: Reading, style: StyleOf, found: Found, tones: Callable[[], bool]) -> None:
        self.reading = reading
        self.style = style
        self.found = found
        self.tones = tones
        self._known: tuple[Sequence[TermUse] | None, int | None, Standings] = (None, None, Standings((), ()))
        self._alone: tuple[Bitext, dict[int, list[Alone]]] = (reading.bitext, {})
        self._said: tuple[Sequence[Row], int | None, int | None] = ((), None, None)

    def strip(self, place: Place, width: int, blank: Style) -> Strip:
        """A row of the viewport as a line of the screen."""
        block, row = place
        viewport = self.reading.viewport
        pieces = viewport.rows(block)[row]
        current = block == viewport.current
        signs = self._signs(block, pieces, blank)
        runs = list(signs)
        if current and self._marked(block, row):
            runs += (mark for mark in self._marks(block, row, blank) if all(mark.x != sign.x for sign in signs))
        for piece in pieces:
            runs += self._runs(piece, block, blank, current=current)
        if current:
            runs += self._missing(block, row, blank)
        return line(sorted(runs, key=lambda run: run.x), width, blank)

    def _marked(self, block: int, row: int) -> bool:
        """Does the bar stand here: beside the text and what is between its rows, not beside a hint above it?"""
        rows = self.reading.viewport.rows(block)
        return row < len(rows) - 1 and any(piece.side is not Side.HINT for above in rows[: row + 1] for piece in above)

    def _tone(self, syllable: str) -> Style:
        return self.style(f"tone-{tone(syllable)}") if self.tones() else Style.null()

    def _marks(self, block: int, row: int, blank: Style) -> list[Run]:
        """The bar beside the current paragraph, whole where the current sentence is."""
        viewport = self.reading.viewport
        style = blank + self.style("mark")
        made = []
        for column, side in ((viewport.columns.source, Side.SOURCE), (viewport.columns.target, Side.TARGET)):
            if column is None or (viewport.columns.stacked and side is Side.TARGET):
                continue
            if not viewport.columns.stacked and not self._goes_on(block, row, side):
                continue
            sides = {Side.SOURCE, Side.TARGET} if viewport.columns.stacked else {side}
            here = self.reading.bead is None or self._in_sentence(block, row, sides)
            made.append(Run(column.mark, _MARK if here else _MARK_BESIDE, 1, style))
        return made

    def _signs(self, block: int, pieces: Row, blank: Style) -> list[Run]:
        """A sign in the margin where a sentence begins that the other language lacks."""
        columns = self.reading.viewport.columns
        made = {}
        for piece in pieces:
            column = columns.source if piece.side is Side.SOURCE else columns.target
            begins = any(piece.start <= one.start for one in self._alone_on(piece, block))
            if column and begins:
                made[column.mark] = Run(column.mark, SIGNS[piece.side], 1, blank + self.style("sign"))
        return list(made.values())

    def _alone_on(self, piece: Piece, block: int) -> list[Alone]:
        """The sentences that a piece shows and the other language lacks, where both are shown."""
        reading, columns = self.reading, self.reading.viewport.columns
        if piece.side not in SIGNS or columns.source is None or columns.target is None or reading.hiding.on:
            return []
        bitext, known = self._alone
        if bitext is not reading.bitext:
            self._alone = bitext, known = reading.bitext, {}
        if block not in known:
            known[block] = sorted(alone_in(bitext, reading.viewport.blocks[block]), key=_place)
        first = bisect_right(known[block], (piece.side.value, piece.paragraph, piece.start), key=_end)
        last = bisect_left(known[block], (piece.side.value, piece.paragraph, piece.stop), key=_place)
        return known[block][first:last]

    def _missing(self, block: int, row: int, blank: Style) -> list[Run]:
        """What the sentence that is followed lacks: said on the empty side, in the first row from it on with room."""
        reading, columns = self.reading, self.reading.viewport.columns
        side = side_alone(reading.bitext.beads[reading.bead]) if reading.bead is not None else None
        column = columns.target if side is Side.SOURCE else columns.source
        if side is None or column is None or not reading.viewport.translated or reading.hiding.on:
            return []
        if row != self._row_with_room(reading.viewport.rows(block), column):
            return []
        words = f"no {MISSING[side]}"[: column.width]
        return [Run(column.x, words, len(words), blank + self.style("hint"))]

    def _row_with_room(self, rows: Sequence[Row], column: Column) -> int | None:
        """The first row from the current sentence on where nothing stands in a column, worked out when it changes."""
        bead = self.reading.bead
        if bead is not None and (self._said[0] is not rows or self._said[1] != bead):
            spans = self.reading.spans(bead)
            shown = dropwhile(lambda each: not any(touches(piece, spans) for piece in each[1]), enumerate(rows))
            free = (
                k
                for k, row in shown
                if all(piece.x + piece.cells <= column.x or piece.x >= column.x + column.width for piece in row)
            )
            self._said = rows, bead, next(free, None)
        return self._said[2]

    def _goes_on(self, block: int, row: int, side: Side) -> bool:
        """Does the text of this side stand here or further down? A bar beside nothing would only be noise."""
        rows = self.reading.viewport.rows(block)[row:]
        own = (side, Side.GLOSS) if side is Side.SOURCE else (side,)
        return any(piece.side in own for below in rows for piece in below)

    def _in_sentence(self, block: int, row: int, sides: set[Side]) -> bool:
        bead = self.reading.bead
        if bead is None:
            return False
        spans = self.reading.spans(bead)
        rows = self.reading.viewport.rows(block)
        pieces = [piece for piece in rows[row] if piece.side in sides]
        near = row + 1 if any(piece.side is Side.RUBY for piece in rows[row]) else row - 1
        if not pieces and 0 <= near < len(rows):
            pieces = [piece for piece in rows[near] if piece.side in sides]
        return any(touches(piece, spans) for piece in pieces)

    def _runs(self, piece: Piece, block: int, blank: Style, *, current: bool) -> list[Run]:
        base = blank + self._base(piece, current=current)
        if piece.side is Side.RUBY:
            return [Run(piece.x, piece.words, piece.cells, base + self._tone(piece.words))]
        if piece.side is Side.GLOSS:
            return [Run(piece.x, piece.words, piece.cells, base)]
        shown = self._revealed(piece, block) if self._hides(piece) else None
        if shown == []:
            return []
        text = self.text(piece)
        alone = (Layer(one.start, one.stop, self.style("alone")) for one in self._alone_on(piece, block))
        layers = [*alone, *(self._layers(piece) if current else []), *self.found(piece.side, piece.paragraph)]
        made: list[Run] = []
        x = piece.x
        for start, stop, style in layered(piece.start, piece.stop, base, layers):
            for left, right in _parts(start, stop, shown):
                run = text[left:right]
                cells = cell_width(run, self.reading.viewport.options.ambiguous)
                if shown is None or any(a <= left and right <= b for a, b in shown):
                    made.append(Run(x, run, cells, style))
                x += cells
        if made and x < piece.x + piece.cells:  # the room that a reading above takes
            made[-1] = made[-1]._replace(
                text=made[-1].text + " " * (piece.x + piece.cells - x),
                cells=made[-1].cells + piece.x + piece.cells - x,
            )
        return made

    def _hides(self, piece: Piece) -> bool:
        return self.reading.hiding.on and piece.side is Side.TARGET

    def _revealed(self, piece: Piece, block: int) -> list[tuple[int, int]]:
        """What of the paragraph of a piece is shown though the rest is hidden."""
        reading = self.reading
        beads = (bead for bead in reading.viewport.blocks[block].beads if bead in reading.hiding.revealed)
        spans = (reading.spans(bead).get((piece.side, piece.paragraph)) for bead in beads)
        return [span for span in spans if span]

    def _base(self, piece: Piece, *, current: bool) -> Style:
        if piece.side in (Side.HINT, Side.RUBY, Side.GLOSS):
            return self.style(piece.side.value)
        style = self.style("text" if current and self.reading.bead is None else "rest")
        kind = self._kind(piece)
        if kind in _STRONG:
            style += self.style("strong")
        elif kind in _QUIET and not current:
            style += self.style("quiet")
        return style

    def _kind(self, piece: Piece) -> Kind:
        return piece.side.document(self.reading.bitext).paragraphs[piece.paragraph].kind

    def _layers(self, piece: Piece) -> list[Layer]:
        """The current sentence, and on it the terms."""
        reading = self.reading
        layers: list[Layer] = []
        if reading.bead is not None:
            span = reading.spans(reading.bead).get((piece.side, piece.paragraph))
            if span:
                layers.append(Layer(*span, self.style("text") + self.style("sentence")))
        term = self.style("term")
        for start, stop, use in self._standings().on(piece):
            layers.append(Layer(start, stop, term + self.style("chosen") if use == reading.chosen else term))
        return layers

    def use_at(self, piece: Piece, offset: int) -> int | None:
        """The use of a term that stands on a character of a piece."""
        return next((one.use for one in self._standings().on(piece) if one.start <= offset < one.stop), None)

    def _standings(self) -> Standings:
        """Where the terms here stand, worked out when the paragraph or the sentence has changed."""
        uses, bead = self.reading.uses(), self.reading.bead
        if self._known[0] is not uses or self._known[1] != bead:
            self._known = uses, bead, Standings(uses, self.reading.uses_here())
        return self._known[2]

    def text(self, piece: Piece) -> str:
        """The whole text that a piece is a run of, as it is shown."""
        if piece.side is Side.HINT:
            return self.reading.viewport.hint
        return harmless(piece.side.document(self.reading.bitext).paragraphs[piece.paragraph].text)


def _place(one: Alone) -> tuple[str, int, int]:
    return one.side.value, one.paragraph, one.start


def _end(one: Alone) -> tuple[str, int, int]:
    return one.side.value, one.paragraph, one.stop


def _parts(start: int, stop: int, shown: Sequence[tuple[int, int]] | None) -> list[tuple[int, int]]:
    """start:stop cut where what is shown begins or ends."""
    if shown is None:
        return [(start, stop)]
    cuts = sorted({start, stop} | {edge for span in shown for edge in span if start < edge < stop})
    return list(pairwise(cuts))
