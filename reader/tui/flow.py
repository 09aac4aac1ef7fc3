"""A block of a bitext and the columns -> its rows on the screen. Pure; knows nothing of Textual or of colours."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import zip_longest
from typing import NamedTuple

from reader.language.layout import LayoutOptions, break_lines, cell_width, harmless, measure
from reader.model import Bitext, Block, Document

SIDE_BY_SIDE_FROM = 90  # cells; narrower, the English stands below the Chinese
_ROOMY_FROM = 40  # cells; narrower, margins go
# Cells of a comfortable line: 32 Han, 80 letters; 38 Han where nothing stands beside them.
_WIDEST_ZH, _WIDEST_EN, _WIDEST_ALONE = 64, 80, 76
# The Chinese of a text takes about two thirds of the cells of its English.
_ZH_SHARE = 0.42
_MARK = 2  # the mark of the current paragraph, and a blank


class Side(Enum):
    """Whose text a piece is."""

    SOURCE = "source"
    TARGET = "target"
    RUBY = "ruby"  # readings above the source
    HINT = "hint"


class Arrangement(Enum):
    """How the two languages stand."""

    SIDE_BY_SIDE = "side by side"
    STACKED = "stacked"
    SOURCE_ONLY = "Chinese only"
    TARGET_ONLY = "English only"


class Column(NamedTuple):
    """Text stands on `width` cells from `x`; the mark of the current paragraph two cells before."""

    x: int
    width: int

    @property
    def mark(self) -> int:
        """The cell of the mark."""
        return self.x - _MARK


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the text of each side stands; a side that isn't shown has no column."""

    width: int
    source: Column | None
    target: Column | None
    stacked: bool = False

    @property
    def marks(self) -> tuple[int, ...]:
        """The cells where the current paragraph is marked, from left to right."""
        return tuple(sorted({column.mark for column in (self.source, self.target) if column}))


class Piece(NamedTuple):
    """A run of one paragraph's text on one row: text[start:stop] from cell `x`, `cells` wide.

    A piece of ruby is a `reading` above that text.
    """

    x: int
    cells: int
    side: Side
    paragraph: int
    start: int
    stop: int
    reading: str = ""


Row = tuple[Piece, ...]
# The readings of a source paragraph: offset of the character -> syllable.
Readings = Callable[[int], Mapping[int, str]]


def arrange(width: int, arrangement: Arrangement, *, translated: bool = True) -> Columns:
    """The columns of a view of this width. Too narrow for two columns, they stand one above the other."""
    if not translated:
        arrangement = Arrangement.SOURCE_ONLY
    if arrangement is Arrangement.SIDE_BY_SIDE and width >= SIDE_BY_SIDE_FROM:
        left, gap, right = 1 + _MARK, 3, 2
        room = width - left - gap - _MARK - right
        en = min(_WIDEST_EN, room - min(_WIDEST_ZH, int(room * _ZH_SHARE)))
        zh = min(_WIDEST_ZH, room - en) // 2 * 2  # a Han character is two cells
        left += (room - zh - en) // 2
        return Columns(width, Column(left, zh), Column(left + zh + gap + _MARK, en))
    left, right = (1 + _MARK, 2) if width >= _ROOMY_FROM else (_MARK, 1)
    room = max(1, width - left - right)
    stacked = arrangement in (Arrangement.SIDE_BY_SIDE, Arrangement.STACKED)
    widest = _WIDEST_EN if stacked or arrangement is Arrangement.TARGET_ONLY else _WIDEST_ALONE
    column = Column(left + max(0, (room - widest) // 2), min(room, widest))
    return Columns(
        width,
        column if arrangement is not Arrangement.TARGET_ONLY else None,
        column if stacked or arrangement is Arrangement.TARGET_ONLY else None,
        stacked,
    )


class Cells(NamedTuple):
    """About how many cells the text of each block takes, a side."""

    source: tuple[int, ...]
    target: tuple[int, ...]


def cells_of(bitext: Bitext, blocks: Sequence[Block]) -> Cells:
    """The cells of each block, counted by characters alone: two for one of Chinese."""
    sides = []
    for document, paragraphs in (
        (bitext.source, [block.source for block in blocks]),
        (bitext.target, [block.target for block in blocks]),
    ):
        wide = 2 if document.lang.startswith("zh") else 1
        lengths = [len(paragraph.text) * wide for paragraph in document.paragraphs]
        sides.append(tuple(sum(lengths[run.start : run.stop]) for run in paragraphs))
    return Cells(*sides)


def estimates(cells: Cells, columns: Columns) -> list[int]:
    """About how many rows each block takes, a blank one included, without laying it out."""
    zh, en = columns.source, columns.target
    if zh is None or en is None:
        side, column = (cells.source, zh) if zh else (cells.target, en)
        width = column.width if column else 1
        return [-(-size // width) + 1 if size > 0 else 2 for size in side]
    left, right = zh.width, en.width
    if columns.stacked:
        return [-(-a // left) - (-b // right) + 1 for a, b in zip(*cells, strict=True)]
    return [max(-(-a // left), -(-b // right)) + 1 for a, b in zip(*cells, strict=True)]


def lay_out(
    bitext: Bitext, block: Block, columns: Columns, options: LayoutOptions, readings: Readings | None = None
) -> tuple[Row, ...]:
    """The rows of a block, a blank one last. `readings` are set above the source."""
    left = _rows(bitext.source, block.source, Side.SOURCE, columns.source, options, readings)
    right = _rows(bitext.target, block.target, Side.TARGET, columns.target, options, None)
    rows = [*left, *right] if columns.stacked else [one + two for one, two in zip_longest(left, right, fillvalue=())]
    return (*(rows or [()]), ())


def hint_rows(hint: str, columns: Columns, options: LayoutOptions) -> tuple[Row, ...]:
    """The rows of a word to the reader above the text."""
    column = columns.source or columns.target
    if not hint or column is None:
        return ()
    lines = break_lines(hint, column.width, options)
    return (*((Piece(column.x, line.cells, Side.HINT, 0, line.start, line.stop),) for line in lines), ())


def _rows(
    document: Document,
    paragraphs: range,
    side: Side,
    column: Column | None,
    options: LayoutOptions,
    readings: Readings | None,
) -> list[Row]:
    if column is None:
        return []
    rows: list[Row] = []
    for paragraph in paragraphs:
        text = harmless(document.paragraphs[paragraph].text)
        above = readings(paragraph) if readings else {}
        room = {offset: cell_width(syllable) + 1 for offset, syllable in above.items()}
        for line in break_lines(text, column.width, options, room):
            piece = Piece(column.x, line.cells, side, paragraph, line.start, line.stop)
            ruby, spaced = _ruby(text, piece, above, room, options) if above else ((), (piece,))
            rows += [ruby, spaced] if ruby else [spaced]
    return rows


def _ruby(
    text: str, line: Piece, above: Mapping[int, str], room: Mapping[int, int], options: LayoutOptions
) -> tuple[Row, Row]:
    """The readings of a line, and the line with its characters apart where a reading needs the room."""
    shown = text[line.start : line.stop]
    own = {offset - line.start: cells for offset, cells in room.items() if line.start <= offset < line.stop}
    starts, edges = measure(shown, options.ambiguous, own)
    ruby: list[Piece] = []
    spaced: list[Piece] = []
    run = 0  # where the characters begin that have no reading yet
    for k, start in enumerate(starts[:-1]):
        if start not in own:
            continue
        x, offset = line.x + edges[k], line.start + start
        if run < k:
            cells = edges[k] - edges[run]
            spaced.append(
                line._replace(x=line.x + edges[run], cells=cells, start=line.start + starts[run], stop=offset)
            )
        stop = line.start + starts[k + 1]
        cells = edges[k + 1] - edges[k]
        spaced.append(line._replace(x=x, cells=cells, start=offset, stop=stop))
        ruby.append(Piece(x, own[start] - 1, Side.RUBY, line.paragraph, offset, stop, above[offset]))
        run = k + 1
    if run < len(edges) - 1:
        cells = edges[-1] - edges[run]
        spaced.append(line._replace(x=line.x + edges[run], cells=cells, start=line.start + starts[run]))
    return tuple(ruby), tuple(spaced)
