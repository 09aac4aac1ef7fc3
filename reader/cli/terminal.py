"""Text for a terminal from commands that must answer at once: width, wrapping, colour.

The reader's full line rules are in `reader.language.layout`; they take longer to load than a lookup may last.
"""

from __future__ import annotations

import os
import sys
import unicodedata
from collections.abc import Iterator
from typing import TextIO

_WIDEST = 100  # cells: longer lines read badly
_HANG = 2  # cells by which the further lines of a broken one are set in
_NOT_AT_START = frozenset("，。、；：？！”’）》」』】〕,.;:?!)]}")
_NOT_AT_END = frozenset("“‘（《「『【〔([{")


def width() -> int:
    """How many cells a line has: COLUMNS, else the terminal's, else 80."""
    named = os.environ.get("COLUMNS", "")
    if named.isdigit() and int(named):
        return min(int(named), _WIDEST)
    try:
        return min(os.get_terminal_size(sys.stdout.fileno()).columns, _WIDEST) or 80
    except (OSError, ValueError):
        return 80


def coloured() -> bool:
    """May the output be coloured?"""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def cells(text: str) -> int:
    """How wide a text is.

    >>> cells("专班 ab")
    7
    """
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text
    )


def around(text: str, part: str, room: int) -> str:
    """As much of a text as has room, with a part of it in the middle.

    >>> around("现将会办意见函告如下", "意见", 12)
    '会办意见函告'
    >>> around("现将会办意见", "意见", 3)
    '意见'
    """
    start = text.find(part)
    end = start + len(part)
    while start > 0 or end < len(text):
        left, right = start > 0, end < len(text)
        if left and cells(text[start - 1 : end]) <= room:
            start -= 1
        else:
            left = False
        if right and cells(text[start : end + 1]) <= room:
            end += 1
        else:
            right = False
        if not left and not right:
            break
    return text[start:end]


def wrap(text: str, room: int, hang: int = 0, *, whole: bool = False) -> list[str]:
    """The lines of a text; words stay whole where they fit, marks stay with what they belong to.

    All but the first have `hang` cells less. With `whole` no word is parted: one wider than the room sticks out.

    >>> wrap("the task force, 工作专班。", 10)
    ['the task', 'force, 工', '作专班。']
    """
    lines: list[str] = []
    line = ""
    for unit in _units(text):
        if line and cells(line + unit.rstrip()) > room:
            lines.append(line.rstrip())
            line, room = "", room - hang if len(lines) == 1 else room
        line += unit
        while not whole and cells(line.rstrip()) > room and len(line) > 1:
            at = next(k for k in range(1, len(line) + 1) if k == len(line) or cells(line[: k + 1]) > room)
            lines.append(line[:at])
            line, room = line[at:], room - hang if len(lines) == 1 else room
    return [*lines, line.rstrip()] if line.strip() else lines


def _units(text: str) -> Iterator[str]:
    unit = ""
    for char in text:
        if unit and _may_break(unit[-1], char):
            yield unit
            unit = ""
        unit += char
    if unit:
        yield unit


def _may_break(before: str, after: str) -> bool:
    if after.isspace() or before in _NOT_AT_END or after in _NOT_AT_START:
        return False
    return (
        before.isspace() or unicodedata.east_asian_width(before) in "WF" or unicodedata.east_asian_width(after) in "WF"
    )


def printable(text: str, keep: str = "") -> str:
    r"""The text with what could command a terminal written out; `keep` names control characters that stay.

    >>> printable("a\x1b[31m\n", keep="\n")
    'a\\x1b[31m\n'
    """
    return "".join(char if char.isprintable() or char in keep else f"\\x{ord(char):02x}" for char in text)


def say(message: str, hint: str = "") -> None:
    """A word to the user on standard error, and the way out below it."""
    put(f"duizhao: {printable(message)}", sys.stderr)
    if hint:
        put(f"  {printable(hint)}", sys.stderr)


def put(line: str, stream: TextIO | None = None) -> None:
    """Print a line, on standard output if nothing else is said. On a terminal it is broken where it is too wide.

    Elsewhere it stays one line, and TABs stay between its fields: other programs read it.
    """
    stream = stream or sys.stdout
    if stream.isatty():
        plain = line.replace("\t", "  ")
        margin = len(plain) - len(plain.lstrip(" "))
        lines = wrap(plain[margin:], max(width() - margin, 8), _HANG, whole=True)
        line = f"\n{' ' * (margin + _HANG)}".join(lines)
        line = " " * margin + line
    print(line, file=stream)
