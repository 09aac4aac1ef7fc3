"""A page of an open PDF -> its characters with their places. The only module that calls pdfium's character functions.

Every call into pdfium costs half a microsecond, and a page has hundreds of characters: what is the same along a line
(the angle, the scale) is asked for only where the line changes.
"""

from __future__ import annotations

from collections import Counter
from ctypes import byref, c_double, create_string_buffer
from dataclasses import dataclass, field
from itertools import pairwise
from math import hypot, pi
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

_HYPHEN_AT_BREAK = (
    "\ufffe"  # what pdfium puts for a hyphen that it takes for a mere break; whether it is one, repair decides
)
_UNREADABLE = "\ufffd"
_LOOK = 5  # every fifth character is asked whether its font has a Unicode map; if one has none, all are


class Char(NamedTuple):
    """One character: its advance from left to right, its baseline and font size, in points."""

    text: str
    left: float
    right: float
    base: float
    size: float
    gap: bool  # pdfium sees a space before it that the file does not have


@dataclass(slots=True)
class PageChars:
    """The characters of a page by direction (quarter turns to the left; SLANTED for others), in content order."""

    by_turn: dict[int, list[Char]] = field(default_factory=dict)
    vertical: bool = False  # set in columns from top to bottom
    total: int = 0
    unmapped: Counter[str] = field(default_factory=Counter)  # characters without a Unicode map, by font


SLANTED = 4


def read_chars(page: PdfPage) -> PageChars:
    """All characters of a page, each direction of text turned upright."""
    textpage = page.get_textpage()
    try:
        return _Reading(page, textpage.raw).run()
    finally:
        textpage.close()


class _Reading:
    """One pass over a text page."""

    def __init__(self, page: PdfPage, handle: object) -> None:
        import pypdfium2.raw as pdfium

        self.pdfium = pdfium
        self.handle = handle
        self.count: int = max(0, pdfium.FPDFText_CountChars(handle))
        self.bounds: tuple[float, float, float, float] = page.get_bbox()

    def run(self) -> PageChars:
        found = PageChars()
        raw = self._raw_chars()
        found.total = sum(1 for item in raw if item[0] != " ")
        turns = Counter(item[6] for item in raw)
        main = min((turn for turn in turns if turn != SLANTED), key=lambda turn: (-turns[turn], turn), default=0)
        found.vertical = main == 0 and _is_vertical(raw)
        left, bottom, right, top = self.bounds
        for text, box, x, y, size, gap, turn in raw:
            if found.vertical and turn in (0, 3):
                middle = (box[0] + box[2]) / 2 - left
                char = Char(text, top - box[3], top - box[1], middle - 0.4 * size, size, gap)
                found.by_turn.setdefault(0, []).append(char)
                continue
            if turn == 1:
                char = Char(text, box[1] - bottom, box[3] - bottom, right - x, size, gap)
            elif turn == 2:
                char = Char(text, right - box[2], right - box[0], top - y, size, gap)
            elif turn == 3:
                char = Char(text, top - box[3], top - box[1], x - left, size, gap)
            else:
                char = Char(text, box[0] - left, box[2] - left, y - bottom, size, gap)
            found.by_turn.setdefault(turn, []).append(char)
        if main in found.by_turn:  # the page's own direction comes first
            found.by_turn = {main: found.by_turn.pop(main), **found.by_turn}
        self._note_unmapped(found)
        return found

    def _raw_chars(self) -> list[_Raw]:
        pdfium, handle = self.pdfium, self.handle
        box, x, y, matrix = pdfium.FS_RECTF(), c_double(), c_double(), pdfium.FS_MATRIX()
        at_x, at_y, at_box = byref(x), byref(y), byref(box)
        get_box, get_origin, get_size = (
            pdfium.FPDFText_GetLooseCharBox, pdfium.FPDFText_GetCharOrigin, pdfium.FPDFText_GetFontSize,
        )  # fmt: skip
        made: list[_Raw] = []
        gap = False
        last_y = last_size = scale = 0.0
        turn = 0
        lead = ""
        for i, code in enumerate(self._codes()):
            if code in _BREAKS:
                gap = False
                continue
            get_box(handle, i, at_box)
            if code == 32 and box.right <= box.left:  # made up by pdfium
                gap = True
                continue
            if 0xD800 <= code < 0xDC00:
                lead = chr(code)
                continue
            text = chr(code)
            if lead and 0xDC00 <= code < 0xE000:
                text = (lead + text).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
            elif 0xDC00 <= code < 0xE000:
                text = _UNREADABLE
            lead = ""
            get_origin(handle, i, at_x, at_y)
            size = get_size(handle, i)
            if y.value != last_y or size != last_size:
                last_y, last_size = y.value, size
                turn = self._turn(i)
                scale = hypot(matrix.c, matrix.d) if pdfium.FPDFText_GetMatrix(handle, i, matrix) else 1.0
            text = _SPECIAL.get(text, text)
            made.append((text, (box.left, box.bottom, box.right, box.top), x.value, last_y, size * scale, gap, turn))
            gap = False
        return made

    def _codes(self) -> list[int]:
        """The UTF-16 code of every character, in one call where each character gives one."""
        if not self.count:
            return []
        pdfium, handle, count = self.pdfium, self.handle, self.count
        buffer = create_string_buffer(2 * count + 2)
        from ctypes import POINTER, c_ushort, cast

        units = cast(buffer, POINTER(c_ushort))
        if pdfium.FPDFText_GetText(handle, 0, count, units) == count + 1:
            codes: list[int] = units[:count]
            return codes
        return [pdfium.FPDFText_GetUnicode(handle, i) for i in range(count)]

    def _turn(self, i: int) -> int:
        quarters = -float(self.pdfium.FPDFText_GetCharAngle(self.handle, i)) / (pi / 2)  # pdfium turns to the right
        nearest = round(quarters)
        return nearest % 4 if abs(quarters - nearest) < 0.06 else SLANTED

    def _note_unmapped(self, found: PageChars) -> None:
        failed, handle = self.pdfium.FPDFText_HasUnicodeMapError, self.handle
        if not any(failed(handle, i) == 1 for i in range(0, self.count, _LOOK)):
            return
        for i in range(self.count):
            if failed(handle, i) == 1:
                found.unmapped[self._font(i)] += 1

    def _font(self, i: int) -> str:
        from ctypes import c_int

        flags = c_int()
        size = self.pdfium.FPDFText_GetFontInfo(self.handle, i, None, 0, flags)
        if size < 2:
            return ""
        buffer = create_string_buffer(size)
        self.pdfium.FPDFText_GetFontInfo(self.handle, i, buffer, size, flags)
        return buffer.value.decode("utf-8", "replace").partition("+")[2] or buffer.value.decode("utf-8", "replace")


_Raw = tuple[str, tuple[float, float, float, float], float, float, float, bool, int]
_BREAKS = frozenset((10, 13))
_SPECIAL = {chr(code): _UNREADABLE for code in (*range(32), 0x7F, 0xFFFF)} | {
    "\t": " ",
    "\v": " ",
    "\f": " ",
    "\u00a0": " ",
    _HYPHEN_AT_BREAK: "-",
}


def _is_vertical(raw: list[_Raw]) -> bool:
    """Do most characters stand below the one before?"""
    down = across = 0
    for (_, _, x0, y0, size, _, turn), (_, _, x1, y1, _, _, other) in pairwise(raw):
        if turn or other:
            continue
        if abs(x1 - x0) < 0.2 * size and 0.5 * size < y0 - y1 < 2 * size:
            down += 1
        elif abs(y1 - y0) < 0.2 * size:
            across += 1
    return down > 3 * across and down >= 8
