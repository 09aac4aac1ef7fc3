"""A text -> is it whole already? Told at a glance, so that a book of clean paragraphs opens at once.

Only what the full reading would leave alone, too: no page numbers, no form feeds, hardly a long line that ends inside
a clause, while every other one of a wrapped text does.
"""

from __future__ import annotations

import re

from reader.repair.spread import may_be_spread

_LINES = 4  # shorter texts are read in full
_SHARE = 0.03  # of the lines may be long and yet end without a mark
_NAME = 15  # characters
_LONG = 0.6  # of the width that nine tenths of the lines keep to; headings and names are shorter
_MARKS = frozenset("。！？!?….：:；;”’」』）)】〕》\"'—")
# A number alone on its line or at the end of a head, the > or | before quotations, a new page, rare line ends.
_FURNITURE = re.compile(
    r"(?m)^[^\w\n]{0,20}(?:第|Page|page)?\s{0,3}\d{1,4}\b[^\n]{0,60}(?<![。；;.，,：])$"
    r"|[ \u3000]{2}\d{1,4}\s*$|^[ \t]*[>|│┃]|[\f\v\x85\u2028\u2029]|\r(?!\n)"
)


def is_clean(text: str) -> bool:
    r"""Is there nothing to join and nothing to drop?

    >>> is_clean("一段完整的话。\n" * 100), is_clean("这一行断在半句话里\n面的正中间。\n" * 100)
    (True, False)
    """
    lines = [line for line in map(str.strip, text.splitlines()) if line]
    if len(lines) < _LINES or _FURNITURE.search(text) or may_be_spread(text):
        return False
    widths = list(map(_width, lines))
    long = _LONG * sorted(widths)[(len(lines) - 1) * 9 // 10]
    return sum(
        width > long and line[-1] not in _MARKS for line, width in zip(lines, widths, strict=True)
    ) < _SHARE * len(lines)


def _width(line: str) -> int:
    """In half em: GB 18030 has two bytes for a Chinese character, as it has twice the width, and is counted fast."""
    return len(line.encode("gb18030", "replace"))


def stops_open(text: str) -> bool:
    """May this line end inside a clause? Told at a glance: it is no name, and no mark ends it."""
    return len(text) > _NAME and text.rstrip()[-1:] not in _MARKS
