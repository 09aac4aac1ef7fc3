"""Lines that are none of running text: rows of a table, the number of a letter beside who signs it, code."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from reader.repair.lines import stands_alone

_CELL_GAP = re.compile(r"[ \u3000]{3,}|\s*\t\s*")
# A gap that no setting of running text makes, and a cell that says what it holds.
_WIDE_GAP = re.compile(r"[ \u00a0]{6,}|[ \u00a0]*\u3000[ \u00a0\u3000]{2,}")
_BARS = "|│┃"
_TO_FILL = re.compile(r"[^，。；：:\s]{1,10}\s*[：:]\s*_{2,}(?:.*_)?")
_NAMED = re.compile(r"[^，。；：:\s]{1,10}\s*[：:]")

_CODE_LINE = re.compile(
    r"^(?:\$ |>>> |#!|//|import |from \w+ import|def |class |return\b|for .*:$|if .*:$|else:|print\(|yield )"
    r"|^[{}\[\]]+,?$|^\w+(?:\.\w+)*\(.*\);?$|^\"[\w-]+\": |[;{]$|^[\w.]+ = \S"
)


@lru_cache(maxsize=4096)
def cells(text: str) -> int:
    """How many cells a line has that looks like a row of a table; 0 where it looks like none.

    Not words of a justified line, which are many, nor characters set apart, which are single.
    """
    found = _CELL_GAP.split(text)
    words = sum(len(cell.split()) for cell in found)
    looks = len(found) > 2 and words <= 2 * len(found) and sum(map(len, found)) >= 2 * len(found)
    return len(found) if looks else 0


def is_row(text: str) -> bool:
    """Does a wide gap part two things, one of which is known to stand alone? What a form leaves open is a gap, too.

    >>> is_row("县府〔2024〕18号            签发人：李明"), is_row("甲方            与乙方签订")
    (True, False)
    >>> is_row("姓名：____ 性别：____"), is_row("甲方：____与乙方签订")
    (True, False)
    >>> is_row("| 食品 | 0.9 |")
    True
    """
    if text[0] in _BARS and text[-1] in _BARS and len(text) > 1:
        return True
    if text[-1] == "_" and _TO_FILL.fullmatch(text):
        return True
    if "      " not in text and "\u3000\u3000\u3000" not in text:
        return False
    found = _WIDE_GAP.split(text)
    return len(found) > 1 and any(_NAMED.match(cell) or stands_alone(cell) for cell in found)


def table_rows(texts: Sequence[str]) -> set[int]:
    """The lines that are rows of a table, since one beside them has as many cells."""
    counts = [cells(text) for text in texts]
    return {i for k, (a, b) in enumerate(pairwise(counts)) if 0 < a == b for i in (k, k + 1)}


def is_code(text: str) -> bool:
    """Is this a statement of a program, or a part of one?

    >>> is_code('r = get(URL)'), is_code("The river rose (again).")
    (True, False)
    """
    return text.isascii() and bool(_CODE_LINE.search(text))
