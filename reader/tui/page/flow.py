"""A block of a bitext and the columns -> its rows on the screen. Pure; knows nothing of Textual or of colours."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from enum import Enum
from itertools import pairwise, zip_longest
from typing import NamedTuple

from reader.language.layout import LayoutOptions, TextLine, break_lines, harmless
from reader.model import Bitext, Block, Document
from reader.tui.page.columns import PLAIN, Column, Columns, Setting
from reader.tui.page.interlinear import Part, between, room_for, spans_of

# Rows of a stacked paragraph from which on its sentences stand with their English, each for itself.
_TALL = 10


class Side(Enum):
    """Whose text a piece is."""

    SOURCE = "source"
    TARGET = "target"
    RUBY = "ruby"  # readings above the source
    GLOSS = "gloss"  # meanings below it
    HINT = "hint"

    def document(self, bitext: Bitext) -> Document:
        """The document that a side is of; what stands above or under the source is the source's."""
        return bitext.target if self is Side.TARGET else bitext.source

    def run(self, block: Block) -> range:
        """The paragraphs of that document that stand in a block."""
        return block.target if self is Side.TARGET else block.source


class Piece(NamedTuple):
    """A run of one paragraph's text on one row: text[start:stop] from cell `x`, `cells` wide.

    A piece of ruby or gloss is the `words` above or below that text.
    """

    x: int
    cells: int
    side: Side
    paragraph: int
    start: int
    stop: int
    words: str = ""


Row = tuple[Piece, ...]


class Stretch(NamedTuple):
    """A run of a paragraph's text."""

    paragraph: int
    start: int
    stop: int


# Text on both sides: (side, paragraph) -> (start, stop).
Spans = Mapping[tuple[Side, int], tuple[int, int]]


def bead_spans(bitext: Bitext, bead: int) -> Spans:
    """Where a bead stands."""
    made: dict[tuple[Side, int], tuple[int, int]] = {}
    one = bitext.beads[bead]
    for side, run, segments, document in (
        (Side.SOURCE, one.source, bitext.source_segments, bitext.source),
        (Side.TARGET, one.target, bitext.target_segments, bitext.target),
    ):
        for index in run:
            segment = segments[index]
            start, _ = made.get((side, segment.paragraph), (segment.start, 0))
            text = document.paragraphs[segment.paragraph].text[segment.start : segment.end]
            made[side, segment.paragraph] = start, segment.start + len(text.rstrip())
    return made


def one_line(above: Row, below: Row) -> bool:
    """Do two rows belong together: readings and their text, text and its meanings?"""
    sides = {piece.side for piece in above}
    return any(
        (piece.side is Side.SOURCE and Side.RUBY in sides) or (piece.side is Side.GLOSS and Side.SOURCE in sides)
        for piece in below
    )


def touches(piece: Piece, spans: Spans) -> bool:
    """Does a piece show any of some text?"""
    span = spans.get((piece.side, piece.paragraph))
    return span is not None and piece.start < span[1] and span[0] < piece.stop


def _whole(document: Document, paragraphs: range) -> list[Stretch]:
    return [Stretch(paragraph, 0, len(document.paragraphs[paragraph].text)) for paragraph in paragraphs]


def lay_out(
    bitext: Bitext,
    block: Block,
    columns: Columns,
    options: LayoutOptions,
    setting: Setting = PLAIN,
    shown: Container[int] | None = None,
) -> tuple[Row, ...]:
    """The rows of a block, a blank one last. `shown` are the beads whose English is not hidden: None for all.

    Stacked, a tall paragraph goes sentence by sentence; with English hidden, it is parted below a sentence that has
    some, so that the Chinese down to there stands as it stood without. Side by side, English that is hidden keeps its
    place among the rest, which then never moves; only the rows below the last that is seen go.
    """
    bare = Setting(spacing=setting.spacing)

    def side(document: Document, which: Side, spans: Sequence[Stretch]) -> list[Row]:
        column, own = (columns.source, setting) if which is Side.SOURCE else (columns.target, bare)
        return _rows(document, spans, which, column, options, own) if column else []

    def of(which: Side, beads: Sequence[int]) -> list[Row]:
        return side(which.document(bitext), which, _stretches(bitext, beads, which))

    seen = [bead for bead in block.beads if shown is None or bead in shown]
    left = side(bitext.source, Side.SOURCE, _whole(bitext.source, block.source))
    right = side(bitext.target, Side.TARGET, _whole(bitext.target, block.target))
    if columns.stacked and left and right and len(left) + len(right) > _TALL and len(block.beads) > 1:
        made: list[Row] = []
        for run in _parted(bitext, block.beads, seen):
            zh = of(Side.SOURCE, run)
            en = of(Side.TARGET, [bead for bead in run if bead in seen])
            made += [*zh, *en, ()]
        return tuple(made)
    if columns.stacked:
        rows = [*left, *(right if shown is None else of(Side.TARGET, seen))]
    else:
        if shown is not None:
            right = right[: _last_seen(bitext, seen, right)]
        rows = [one + two for one, two in zip_longest(left, right, fillvalue=())]
    return (*(rows or [()]), ())


def _parted(bitext: Bitext, beads: range, seen: Sequence[int]) -> list[range]:
    """Runs of the beads of a block, each as far as the first whose English is seen."""
    ends = [bead + 1 for bead in beads[:-1] if bead in seen and bitext.beads[bead].target]
    return [range(start, stop) for start, stop in pairwise((beads.start, *ends, beads.stop))]


def _stretches(bitext: Bitext, beads: Sequence[int], side: Side) -> list[Stretch]:
    """What stands on a side of some beads; what follows one another in a paragraph is one stretch."""
    made: list[Stretch] = []
    for bead in beads:
        for (which, paragraph), (start, stop) in bead_spans(bitext, bead).items():
            if which is not side:
                continue
            text = side.document(bitext).paragraphs[paragraph].text
            if made and made[-1].paragraph == paragraph and not text[made[-1].stop : start].strip():
                made[-1] = made[-1]._replace(stop=stop)
            else:
                made.append(Stretch(paragraph, start, stop))
    return made


def _last_seen(bitext: Bitext, beads: Sequence[int], rows: Sequence[Row]) -> int:
    """How many rows there are down to the last that shows English of some beads."""
    spans = [bead_spans(bitext, bead) for bead in beads]
    seen = (k for k, row in enumerate(rows, 1) if any(touches(piece, one) for piece in row for one in spans))
    return max(seen, default=0)


def hint_rows(hint: str, columns: Columns, options: LayoutOptions) -> tuple[Row, ...]:
    """The rows of a word to the reader above the text."""
    column = columns.source or columns.target
    if not hint or column is None:
        return ()
    lines = break_lines(hint, column.width, options)
    return (*((Piece(column.x, line.cells, Side.HINT, 0, line.start, line.stop),) for line in lines), ())


def _rows(
    document: Document,
    spans: Sequence[Stretch],
    side: Side,
    column: Column,
    options: LayoutOptions,
    setting: Setting,
) -> list[Row]:
    made: list[Row] = []
    for paragraph, start, stop in spans:
        rows: list[Row] = []
        text = harmless(document.paragraphs[paragraph].text)
        above = setting.readings(paragraph) if setting.readings else {}
        below = setting.glosses(paragraph) if setting.glosses else ()
        room = room_for(text, above, below, column.width, options.ambiguous)
        whole = spans_of(text, below)
        gap = max(setting.spacing, 1 if below else 0)  # a gloss belongs to the line above it
        for line in _lines(text, start, stop, column.width, options, room, whole):
            if above or below:
                parts = between(text, line, above, below, room, column.width, options.ambiguous)
                sides = zip(parts, (Side.RUBY, side, Side.GLOSS), strict=True)
                rows += [_row(column, one, paragraph, found) for found, one in sides if found]
            else:
                rows.append((Piece(column.x, line.cells, side, paragraph, line.start, line.stop),))
            rows += [()] * gap
        made += [*rows[: len(rows) - gap], *[()] * setting.spacing]
    return made[: len(made) - setting.spacing]


def _lines(
    text: str,
    start: int,
    stop: int,
    width: int,
    options: LayoutOptions,
    room: Mapping[int, int],
    whole: Sequence[tuple[int, int]],
) -> list[TextLine]:
    """The lines of text[start:stop], by offsets of the text."""
    if (start, stop) == (0, len(text)):
        return break_lines(text, width, options, room, whole)
    room = {offset - start: cells for offset, cells in room.items() if start <= offset < stop}
    whole = [(max(0, a - start), min(b, stop) - start) for a, b in whole if start < b and a < stop]
    lines = break_lines(text[start:stop], width, options, room, whole)
    return [TextLine(line.start + start, line.stop + start, line.cells) for line in lines]


def _row(column: Column, side: Side, paragraph: int, parts: Sequence[Part]) -> Row:
    return tuple(
        Piece(column.x + part.x, part.cells, side, paragraph, part.start, part.stop, part.words) for part in parts
    )
