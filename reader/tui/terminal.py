"""What this terminal does with “ ” … — ·, of which Unicode leaves open whether they take one cell or two.

In a set-up for Chinese it is often two. Asked once, before the screen opens: print one, ask where the cursor is.
"""

from __future__ import annotations

import os
import re
import select
import time
from collections.abc import Callable
from functools import cache, lru_cache
from typing import Any

import wcwidth

_ASK, _CLEAR = b"\r\xe2\x80\x9c\x1b[6n", b"\r\x1b[K"
_ANSWER = re.compile(rb"\x1b\[\d+;(\d+)R")
# A terminal answers at once; over a slow line the usual width is taken for granted.
_PATIENCE = 0.3


def marks_width(source: int = 0, sink: int = 1) -> int:
    """How many cells the terminal gives to an ambiguous mark: 1 or 2; 1 where it doesn't say."""
    try:
        import termios
        import tty
    except ImportError:  # Windows
        return 1
    try:
        before = termios.tcgetattr(source)
    except termios.error:  # no terminal
        return 1
    try:
        tty.setcbreak(source, termios.TCSANOW)
        os.write(sink, _ASK)
        column = _column(source)
    except (OSError, termios.error):
        return 1
    finally:
        os.write(sink, _CLEAR)
        termios.tcsetattr(source, termios.TCSANOW, before)
    return 2 if column == 3 else 1


def _column(source: int) -> int:
    answer = b""
    until = time.monotonic() + _PATIENCE
    while (left := until - time.monotonic()) > 0 and len(answer) < 256:
        if not select.select([source], [], [], left)[0]:
            break
        answer += os.read(source, 64)
        if found := _ANSWER.search(answer):
            return int(found.group(1))
    return 0


def count_marks_as(cells: int) -> None:
    """Make Rich, and with it all of Textual, count ambiguous marks as so many cells.

    Rich has no option for it. Box drawing is left at one: Textual's own widgets are made of it.
    """
    from rich import cells as rich_cells

    rich: Any = rich_cells  # what is set here is not meant to be
    _usual_size()
    narrow = rich._SINGLE_CELLS
    if cells == 2:
        narrow = frozenset(char for char in narrow if _wide(char) == 1 or _drawn(char))
    rich.get_character_cell_size = _cell_size if cells == 2 else _usual_size()
    rich._is_single_cell_widths = narrow.issuperset
    rich.cached_cell_len.cache_clear()


@cache
def _usual_size() -> Callable[..., int]:
    """Rich's own function, as it was before the first change."""
    from rich import cells

    return cells.get_character_cell_size


@lru_cache(maxsize=4096)
def _cell_size(character: str, unicode_version: str = "auto") -> int:
    width: int = _usual_size()(character, unicode_version)
    return max(width, _wide(character)) if width == 1 and not _drawn(character) else width


def _wide(character: str) -> int:
    return wcwidth.wcwidth(character, ambiguous_width=2)


def _drawn(character: str) -> bool:
    return "\u2500" <= character <= "\u259f"
