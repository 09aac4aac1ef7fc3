"""A page of an open PDF -> its characters with their places. The only module that calls pdfium's character functions.

Every call into pdfium costs half a microsecond, and a page has hundreds of characters: what is the same along a line
(the angle, the scale) is asked for only where the line changes.
"""

from __future__ import annotations

import re
from collections import Counter
from ctypes import byref, c_double, c_int, create_string_buffer
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
_LEAST = 0.1  # points; smaller type is not there to be seen, but is text
_RESTLESS = 0.5  # of the characters change the line: text may run from top to bottom
_FOLLOWS = 2.0  # em between the beginnings of two characters of one line at an angle, at most
_WIDE = "\u2e80"  # from here on characters are an em wide
_BOLD_FACE = re.compile(
    rb"bold|black|heavy|hei(?!g)|fz(?:ht|xbs)", re.IGNORECASE
)  # 黑体 and 小标宋 stand for bold type
_LONGEST_NAME = 256  # bytes of the name of a font
_FORCED = 1 << 18  # the flag of a font that is to be shown bold
_BOLD_LOOK = 4  # every fourth character of a line that begins in bold type is asked whether it is, too
_LOOK = 5  # every fifth character is asked whether its font has a Unicode map; if one has none, all are


class Char(NamedTuple):
    """One character: its advance from left to right, its baseline and font size, in points."""

    text: str
    left: float
    right: float
    base: float
    size: float
    gap: bool  # pdfium sees a space before it that the file does not have
    bold: bool = False  # on a line, or what is left of it, that is all in bold type


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
        self.name = create_string_buffer(_LONGEST_NAME)
        self.changes = 0  # how often the next character was on another line or of another size
        self.bounds: tuple[float, float, float, float] = page.get_bbox()

    def run(self) -> PageChars:
        found = PageChars(self._by_turn())
        if self.changes > _RESTLESS * self.count and _is_vertical(found.by_turn.get(0, [])):
            found = PageChars(self._by_turn(vertical=True), vertical=True)
        found.total = sum(char.text != " " for chars in found.by_turn.values() for char in chars)
        if SLANTED in found.by_turn:
            found.by_turn[SLANTED] = _laid_level(found.by_turn[SLANTED])
        upright = [turn for turn in found.by_turn if turn != SLANTED]
        if upright:  # the page's own direction comes first
            main = max(upright, key=lambda turn: len(found.by_turn[turn]))
            found.by_turn = {main: found.by_turn.pop(main), **found.by_turn}
        self._note_unmapped(found)
        return found

    def _by_turn(self, *, vertical: bool = False) -> dict[int, list[Char]]:
        """The characters by direction; `vertical`: upright ones and those lying on their right side share columns."""
        pdfium, handle = self.pdfium, self.handle
        box, x, y, matrix = pdfium.FS_RECTF(), c_double(), c_double(), pdfium.FS_MATRIX()
        at_x, at_y, at_box = byref(x), byref(y), byref(box)
        get_box, get_origin, get_size = (
            pdfium.FPDFText_GetLooseCharBox, pdfium.FPDFText_GetCharOrigin, pdfium.FPDFText_GetFontSize,
        )  # fmt: skip
        page_left, page_bottom = self.bounds[:2]
        make = tuple.__new__  # four times as fast as calling the class
        by_turn: dict[int, list[Char]] = {}
        chars: list[Char] = []
        gap = False
        last_y = last_size = scale = -1.0
        turn = -1
        lead = first = since = 0  # the line's first character: in the file, and in `chars`
        self.changes = 0
        for i, code in enumerate(self._codes()):
            if code in _BREAKS:
                gap = False
                continue
            get_box(handle, i, at_box)
            left, right = box.left, box.right
            if code == 32 and right <= left:  # made up by pdfium
                gap = True
                continue
            if 0xD800 <= code < 0xE000:
                lead, text = _surrogate(lead, code)
                if not text:
                    continue
            else:
                text = chr(code)
            get_origin(handle, i, at_x, at_y)
            base, size = y.value, get_size(handle, i)
            if base != last_y or size != last_size:
                self._mark_bold(chars, since, first, i)
                last_y, last_size, first = base, size, i
                self.changes += 1
                turn = self._turn(i)
                scale = hypot(matrix.c, matrix.d) if pdfium.FPDFText_GetMatrix(handle, i, matrix) else 1.0
                if vertical and turn == 3:
                    turn = 0
                chars = by_turn.setdefault(turn, [])
                since = len(chars)
            height = max(size * scale, _LEAST)
            if text in _SPECIAL:
                text = _SPECIAL[text]
            if turn == 0 and not vertical:
                place = (left - page_left, right - page_left, base - page_bottom)
            else:
                place = self._turned((left, box.bottom, right, box.top), x.value, base, turn, vertical, height)
            chars.append(make(Char, (text, *place, height, gap, False)))
            gap = False
        self._mark_bold(chars, since, first, self.count)
        return by_turn

    def _mark_bold(self, chars: list[Char], since: int, first: int, stop: int) -> None:
        """Mark the characters from `since` on, which are those of the file from `first` to `stop`, if all are bold."""
        if since < len(chars) and self._is_bold(first) is True:
            asked = (self._is_bold(i) for i in (*range(first, stop, _BOLD_LOOK), stop - 1))
            if all(bold is not False for bold in asked):
                chars[since:] = [char._replace(bold=True) for char in chars[since:]]

    def _is_bold(self, i: int) -> bool | None:
        """Is a character in bold type, by its face or because its outline is drawn, too? None if pdfium made it up."""
        pdfium = self.pdfium
        flags = c_int()
        if not pdfium.FPDFText_GetFontInfo(self.handle, i, self.name, len(self.name), flags):
            return None
        if flags.value & _FORCED or _BOLD_FACE.search(self.name.value):
            return True
        item = pdfium.FPDFText_GetTextObject(self.handle, i)
        return bool(item) and pdfium.FPDFTextObj_GetTextRenderMode(item) == pdfium.FPDF_TEXTRENDERMODE_FILL_STROKE

    def _turned(
        self, box: tuple[float, float, float, float], x: float, y: float, turn: int, vertical: bool, size: float
    ) -> tuple[float, float, float]:
        """Left, right and baseline of a character in the frame of its line."""
        left, bottom, right, top = self.bounds
        if turn == 1:
            return box[1] - bottom, box[3] - bottom, right - x
        if turn == 2:
            return right - box[2], right - box[0], top - y
        if turn == 3:
            return top - box[3], top - box[1], x - left
        if turn == 0 and vertical:
            return top - box[3], top - box[1], (box[0] + box[2]) / 2 - left - 0.4 * size
        return box[0] - left, box[2] - left, y - bottom

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
        unreadable = sum(char.text == _UNREADABLE for chars in found.by_turn.values() for char in chars)
        if not any(failed(handle, i) == 1 for i in range(0, self.count, _LOOK)):
            found.unmapped.update({"": unreadable} if unreadable else {})
            return
        for i in range(self.count):
            if failed(handle, i) == 1:
                found.unmapped[self._font(i)] += 1

    def _font(self, i: int) -> str:
        flags = c_int()
        size = self.pdfium.FPDFText_GetFontInfo(self.handle, i, None, 0, flags)
        if size < 2:
            return ""
        buffer = create_string_buffer(size)
        self.pdfium.FPDFText_GetFontInfo(self.handle, i, buffer, size, flags)
        return buffer.value.decode("utf-8", "replace").partition("+")[2] or buffer.value.decode("utf-8", "replace")


_BREAKS = frozenset((10, 13))
_SPECIAL = {chr(code): _UNREADABLE for code in (*range(32), 0x7F, 0xFFFF)} | {
    "\t": " ",
    "\v": " ",
    "\f": " ",
    "\u00a0": " ",
    _HYPHEN_AT_BREAK: "-",
}


def _surrogate(lead: int, code: int) -> tuple[int, str]:
    """The two halves of a character beyond U+FFFF come one after the other: the half to keep, or the character."""
    if code < 0xDC00:
        return code, ""
    return 0, chr(0x10000 + ((lead - 0xD800) << 10) + code - 0xDC00) if lead else _UNREADABLE


def _laid_level(chars: list[Char]) -> list[Char]:
    """Characters at an angle put on level lines: what follows closely is one line."""
    made: list[Char] = []
    for k, char in enumerate(chars):
        before = chars[k - 1]
        near = k > 0 and hypot(char.left - before.left, char.base - before.base) <= _FOLLOWS * char.size
        left, base = (made[-1].right, made[-1].base) if near else (char.left, char.base)
        width = char.size if char.text >= _WIDE else 0.5 * char.size
        made.append(char._replace(left=left, right=left + width, base=base))
    return made


def _is_vertical(chars: list[Char]) -> bool:
    """Do most characters stand below the one before?"""
    down = across = 0
    for a, b in pairwise(chars):
        if abs(b.left - a.left) < 0.2 * b.size and 0.5 * b.size < a.base - b.base < 2 * b.size:
            down += 1
        elif abs(b.base - a.base) < 0.2 * b.size:
            across += 1
    return down > 3 * across and down >= 8
