"""The fonts pdfium sets text in whose file holds none: a square for every character, the same on every machine.

A Chinese PDF may name a font (宋体) without holding it. pdfium then looks for one on the machine, and where it finds
none, a character that stands alone has no width and is left out of the text without a word. Reading text needs places,
not shapes: a square an em wide does on every machine, and no folder of fonts is searched.
"""

from __future__ import annotations

import struct
from ctypes import memmove
from functools import cache
from itertools import accumulate
from typing import Any

_CJK = frozenset((128, 129, 134, 136))  # FX_Charset: Japanese, Korean, simplified and traditional Chinese
_EM, _HIGH, _LOW = 1000, 850, -150
_ONE = 0x10000  # 1.0 as a fixed-point number: the version of every table
_SQUARE = 1  # any pointer but NULL names our only font


@cache
def use_squares() -> tuple[object, ...]:
    """Tell pdfium, once a process, where its fonts come from; what it may call lives in the value."""
    import pypdfium2.raw as pdfium

    data = _square_font()
    kinds = dict(pdfium.FPDF_SYSFONTINFO._fields_)

    def map_font(_: Any, _weight: int, _italic: int, charset: int, *_rest: Any) -> int | None:
        return _SQUARE if charset in _CJK else None  # None: pdfium's own faces for Latin

    def font_data(_: Any, _font: int, table: int, buffer: Any, size: int) -> int:
        if table:  # asked for one table (ttcf, is it a collection?): there is none
            return 0
        if buffer and size >= len(data):
            memmove(buffer, data, len(data))
        return len(data)

    calls = {
        "Release": kinds["Release"](lambda _: None),
        "EnumFonts": kinds["EnumFonts"](lambda _, _mapper: None),
        "MapFont": kinds["MapFont"](map_font),
        "GetFont": kinds["GetFont"](lambda _, _face: None),
        "GetFontData": kinds["GetFontData"](font_data),
        "GetFaceName": kinds["GetFaceName"](lambda _, _font, _buffer, _size: 0),
        "GetFontCharset": kinds["GetFontCharset"](lambda _, _font: 134),
        "DeleteFont": kinds["DeleteFont"](lambda _, _font: None),
    }
    info = pdfium.FPDF_SYSFONTINFO(version=1, **calls)
    pdfium.FPDF_SetSystemFontInfo(info)
    return info, calls


def _square_font() -> bytes:
    """A TrueType font: its character map (format 13, many to one) gives a square, before U+2E80 a slender bar.

    The bar is slimmer than any Latin letter, so that the letter's own width, which the PDF holds, decides.
    """
    nothing, bar, square = b"", _box(_EM // 8), _box(_EM)
    glyphs = (nothing, bar, square)
    tables = {
        b"cmap": struct.pack(">HHHHL", 0, 1, 3, 10, 12)
        + struct.pack(">HHLLL", 13, 0, 40, 0, 2)
        + struct.pack(">6L", 0, 0x2E7F, glyphs.index(bar), 0x2E80, 0x10FFFF, glyphs.index(square)),
        b"glyf": b"".join(glyphs),
        b"head": struct.pack(
            ">4L2H2q4h2H3h", _ONE, _ONE, 0, 0x5F0F3CF5, 0, _EM, 0, 0, 0, _LOW, _EM, _HIGH, 0, 8, 2, 1, 0
        ),
        b"hhea": struct.pack(">L3hH11hH", _ONE, _HIGH, _LOW, 0, _EM, 0, 0, _EM, *[0] * 8, 1),
        b"hmtx": struct.pack(">Hh", _EM, 0) + bytes(2 * (len(glyphs) - 1)),
        b"loca": struct.pack(">4L", *accumulate(map(len, glyphs), initial=0)),
        b"maxp": struct.pack(">L14H", _ONE, len(glyphs), 4, 1, 0, 0, 1, *[0] * 8),
    }
    start = 12 + 16 * len(tables)
    directory = [struct.pack(">L4H", _ONE, len(tables), 64, 2, 16 * len(tables) - 64)]
    body = b""
    for tag, table in tables.items():
        directory.append(tag + struct.pack(">3L", 0, start + len(body), len(table)))
        body += _padded(table)
    return b"".join(directory) + body


def _box(width: int) -> bytes:
    """A glyph: one contour of four corners."""
    outline = struct.pack(">5h", 1, 0, _LOW, width, _HIGH) + struct.pack(">2H4B", 3, 0, 1, 1, 1, 1)
    return _padded(outline + struct.pack(">8h", 0, width, 0, -width, _LOW, 0, _HIGH - _LOW, 0))


def _padded(data: bytes) -> bytes:
    return data + bytes(-len(data) % 4)
