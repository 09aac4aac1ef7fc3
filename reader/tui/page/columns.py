"""A width and a setting -> the columns that the text stands in, and about how tall it is there. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import NamedTuple

from reader.model import Bitext, Block
from reader.tui.page.interlinear import Gloss

SIDE_BY_SIDE_FROM = 90  # cells; narrower, the English stands below the Chinese
_ROOMY_FROM = 40  # cells; narrower, margins go
# Cells of a comfortable line: 32 Han, 80 letters, for a measure of 38 Han where nothing stands beside them.
_WIDEST_ZH, _WIDEST_EN = 64, 80
MEASURE = 38
# The Chinese of a text takes about two thirds of the cells of its English.
_ZH_SHARE = 0.42
_MARK = 2  # the mark of the current paragraph, and a blank


# The readings of a source paragraph: offset of the character -> syllable.
Readings = Callable[[int], Mapping[int, str]]
# The meanings of its words, in order.
Glosses = Callable[[int], Sequence[Gloss]]


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

    def without_english(self) -> Columns:
        """The same place for the Chinese, and no room for its English."""
        return replace(self, target=None, stacked=False)

    @property
    def marks(self) -> tuple[int, ...]:
        """The cells where the current paragraph is marked, from left to right."""
        return tuple(sorted({column.mark for column in (self.source, self.target) if column}))


@dataclass(frozen=True, slots=True)
class Setting:
    """How the text is set: what stands between its lines, and how much room it is given.

    `measure` is the Han characters of a line with nothing beside it, `margin` the least cells at its outer sides,
    `spacing` the blank rows between two lines of a paragraph.
    """

    readings: Readings | None = None
    glosses: Glosses | None = None
    measure: int = MEASURE
    margin: int = 1
    spacing: int = 0


PLAIN = Setting()


def arrange(width: int, arrangement: Arrangement, setting: Setting = PLAIN, *, translated: bool = True) -> Columns:
    """The columns of a view of this width. Too narrow for two columns, they stand one above the other."""
    if not translated:
        arrangement = Arrangement.SOURCE_ONLY
    widest_zh = 2 * (setting.measure * _WIDEST_ZH // (2 * MEASURE))
    widest_en = setting.measure * _WIDEST_EN // MEASURE
    margin = max(0, min(setting.margin, (width - _ROOMY_FROM + 2) // 2))  # none where there is no room to spare
    if arrangement is Arrangement.SIDE_BY_SIDE and width - 2 * margin >= SIDE_BY_SIDE_FROM - 2:
        left, gap, right = margin + _MARK, 3, margin + 1
        room = width - left - gap - _MARK - right
        en = min(widest_en, room - min(widest_zh, int(room * _ZH_SHARE)))
        zh = min(widest_zh, room - en) // 2 * 2  # a Han character is two cells
        left += (room - zh - en) // 2
        return Columns(width, Column(left, zh), Column(left + zh + gap + _MARK, en))
    room = max(1, width - 2 * margin - _MARK - 1)
    stacked = arrangement in (Arrangement.SIDE_BY_SIDE, Arrangement.STACKED)
    widest = widest_en if stacked or arrangement is Arrangement.TARGET_ONLY else 2 * setting.measure
    column = Column(margin + _MARK + max(0, (room - widest) // 2), min(room, widest))
    return Columns(
        width,
        column if arrangement is not Arrangement.TARGET_ONLY else None,
        column if stacked or arrangement is Arrangement.TARGET_ONLY else None,
        stacked,
    )


class Cells(NamedTuple):
    """About how many cells the text of each block takes, a side."""

    source: Sequence[int]
    target: Sequence[int]


def cells_of(bitext: Bitext, blocks: Sequence[Block]) -> Cells:
    """The cells of each block, counted by characters alone: two for one of Chinese."""
    sides = []
    for document, paragraphs in (
        (bitext.source, [block.source for block in blocks]),
        (bitext.target, [block.target for block in blocks]),
    ):
        wide = 2 if document.lang.startswith("zh") else 1
        known = document.paragraphs
        sides.append([sum([len(known[k].text) for k in run]) * wide for run in paragraphs])
    return Cells(*sides)


def estimates(cells: Cells, columns: Columns, setting: Setting = PLAIN) -> list[int]:
    """About how many rows each block takes, a blank one included, without laying it out."""
    zh, en = columns.source, columns.target
    step = 1 + setting.spacing
    zh_step = step + bool(setting.readings) + bool(setting.glosses)
    if zh is None or en is None:
        side, column, rows = (cells.source, zh, zh_step) if zh else (cells.target, en, step)
        width = column.width if column else 1
        return [-(-size // width) * rows + 1 if size > 0 else 2 for size in side]
    left, right = zh.width, en.width
    if columns.stacked:
        return [-(-a // left) * zh_step - (-b // right) * step + 1 for a, b in zip(*cells, strict=True)]
    return [max(-(-a // left) * zh_step, -(-b // right) * step) + 1 for a, b in zip(*cells, strict=True)]
