"""A pointer on the rows of the screen -> a place in the text; two places -> what is selected. Pure.

What is under the pointer belongs to the selection at both of its ends, as in a terminal: dragging from the first to the
third character selects three, whichever half of a wide character the pointer is on.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from reader.language.layout import measure
from reader.model import Document
from reader.tui.page.columns import Columns
from reader.tui.page.flow import Piece, Row, Side

TextOf = Callable[[Piece], str]  # the whole text that a piece is a run of


class Spot(NamedTuple):
    """What is under the pointer: text[start:stop] of a paragraph; empty beside a line."""

    paragraph: int
    start: int
    stop: int


@dataclass(frozen=True, slots=True)
class Selection:
    """From where the button went down to where the pointer is, in one language."""

    side: Side
    anchor: Spot
    head: Spot

    @property
    def ends(self) -> tuple[tuple[int, int], tuple[int, int]]:
        """(paragraph, offset) of the first character, and of what is just behind the last one."""
        spots = (self.anchor, self.head)
        return min((one.paragraph, one.start) for one in spots), max((one.paragraph, one.stop) for one in spots)

    def within(self, paragraph: int, length: int) -> tuple[int, int]:
        """What of a paragraph is selected; empty where nothing is."""
        (first, start), (last, stop) = self.ends
        if not first <= paragraph <= last:
            return 0, 0
        return start if paragraph == first else 0, stop if paragraph == last else length

    def text(self, document: Document) -> str:
        """What is selected, one paragraph a line."""
        first, last = self.ends[0][0], self.ends[1][0]
        texts = [document.paragraphs[k].text for k in range(first, last + 1)]
        parts = (text[slice(*self.within(first + k, len(text)))] for k, text in enumerate(texts))
        return "\n".join(parts).strip("\n")


def picture_at(piece: Piece, text: str, x: int, ambiguous: int) -> Spot:
    """The picture of a piece on a cell: one character, or several that are drawn as one."""
    starts, edges = measure(text[piece.start : piece.stop], ambiguous)
    k = max(0, min(bisect_right(edges, x - piece.x) - 1, len(edges) - 2))
    while k and starts[k] == starts[k + 1]:
        k -= 1
    return Spot(piece.paragraph, piece.start + starts[k], piece.start + starts[k + 1])


def side_at(columns: Columns, row: Row, x: int) -> Side | None:
    """The language that is meant by a pointer on a row."""
    sides = {piece.side for piece in row if piece.side in (Side.SOURCE, Side.TARGET)}
    under = (piece.side for piece in row if piece.x <= x < piece.x + piece.cells)
    found = next((side for side in under if side in sides), None)
    if found is None and columns.source and columns.target and not columns.stacked:
        found = Side.TARGET if x >= columns.target.mark else Side.SOURCE
    return found or next(iter(sides), None) or (Side.SOURCE if columns.source else Side.TARGET)


def spot_at(rows: Sequence[Row], side: Side, x: int, y: int, text_of: TextOf, ambiguous: int) -> Spot | None:
    """The place in one language that is nearest to a pointer: on the row, or at the end of what stands above it."""
    if not rows:
        return None
    y = max(0, min(y, len(rows) - 1))
    if side is Side.SOURCE and not _own(rows[y], side):
        over = {piece.side for piece in rows[y]}
        # A reading belongs to what stands below it, a meaning to what stands above it.
        y = min(y + 1, len(rows) - 1) if Side.RUBY in over else max(y - 1, 0) if Side.GLOSS in over else y
    for k in range(y, -1, -1):
        own = _own(rows[k], side)
        if own:
            return on_row(own, x if k == y else None, text_of, ambiguous)
    below = next((own for row in rows if (own := _own(row, side))), None)
    return Spot(below[0].paragraph, below[0].start, below[0].start) if below else None


def _own(row: Row, side: Side) -> list[Piece]:
    return [piece for piece in row if piece.side is side]


def on_row(own: Sequence[Piece], x: int | None, text_of: TextOf, ambiguous: int) -> Spot:
    """The place on a row that is nearest to a cell; without one, the end of the row."""
    first, last = own[0], own[-1]
    if x is None or x >= last.x + last.cells:
        return Spot(last.paragraph, last.stop, last.stop)
    if x < first.x:
        return Spot(first.paragraph, first.start, first.start)
    piece = next(piece for piece in reversed(own) if piece.x <= x)
    return picture_at(piece, text_of(piece), x, ambiguous)
