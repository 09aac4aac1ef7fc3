"""What this terminal does with “ ” … — ·, of which Unicode leaves open whether they take one cell or two; its colours.

In a set-up for Chinese it is often two. Asked once, before the screen opens: print one, ask where the cursor is.
"""

from __future__ import annotations

import os
import re
import select
import time
from collections.abc import Callable, Mapping, MutableMapping
from dataclasses import replace
from functools import cache, lru_cache
from typing import Any, NamedTuple

import wcwidth

from reader.tui.options import ScreenOptions
from reader.tui.themes import fitting

_ASK = b"\r\xe2\x80\x9c\x1b[6n\r\x1b[K"
_ASK_GROUND = b"\x1b]11;?\x1b\\"
_ANSWER = re.compile(rb"\x1b\[\d+;(\d+)R")
_GROUND = re.compile(rb"\x1b\]11;rgb:([0-9a-fA-F]{1,4})/([0-9a-fA-F]{1,4})/([0-9a-fA-F]{1,4})")
_GROUND_WHOLE = re.compile(_GROUND.pattern + rb"(?:\x1b\\|\x07)?")
# A terminal answers at once; over a slow line the usual width is taken for granted.
_PATIENCE = 0.3


class Told(NamedTuple):
    """What a terminal says: the cells of an ambiguous mark, 1 where it doesn't say; is its ground light?

    `typed` is what came from the keyboard in between.
    """

    marks: int = 1
    light: bool | None = None
    typed: str = ""


def ask_terminal(
    source: int = 0, sink: int = 1, *, ground: bool = False, meanwhile: Callable[[], object] = lambda: None
) -> Told:
    """Ask the terminal how wide its marks are, and for its `ground` too; the mark is answered by any of them.

    What there is to do `meanwhile` is done before the answer is read: far terminals take a while, some never answer.
    """
    try:
        import termios
        import tty
    except ImportError:  # Windows
        return Told()
    try:
        before = termios.tcgetattr(source)
    except termios.error:  # no terminal
        return Told()
    try:
        tty.setcbreak(source, termios.TCSANOW)
        os.write(sink, (_ASK_GROUND if ground else b"") + _ASK)
        until = time.monotonic() + _PATIENCE
        meanwhile()
        answer = _answer(source, until)
    except (OSError, termios.error):
        return Told()
    finally:
        termios.tcsetattr(source, termios.TCSANOW, before)
    column = _ANSWER.search(answer)
    typed = _GROUND_WHOLE.sub(b"", _ANSWER.sub(b"", answer)).decode(errors="ignore")
    # A key that sends more than a character begins with ESC: it, and what follows, is no text.
    return Told(2 if column and int(column.group(1)) == 3 else 1, _is_light(answer), typed.partition("\x1b")[0])


def few_colours() -> bool:
    """Has the terminal 16 colours or less?"""
    from rich.console import Console

    return Console().color_system in ("standard", None)


def colourless(environment: MutableMapping[str, str]) -> bool:
    """Does the user want no colour? An empty NO_COLOR is as none, but Textual asks only whether it is there."""
    if not environment.get("NO_COLOR", "1"):
        del environment["NO_COLOR"]
    return "NO_COLOR" in environment


def light_by_name(environment: Mapping[str, str]) -> bool | None:
    """What COLORFGBG says of the ground: `15;0` is light on dark.

    >>> light_by_name({"COLORFGBG": "0;15"}), light_by_name({"COLORFGBG": "15;default;0"}), light_by_name({})
    (True, False, None)
    """
    last = environment.get("COLORFGBG", "").rpartition(";")[2]
    return int(last) in (7, 15) if last.isdecimal() else None


def _is_light(answer: bytes) -> bool | None:
    found = _GROUND.search(answer)
    if not found:
        return None
    red, green, blue = (int(part, 16) / (16 ** len(part) - 1) for part in found.groups())
    return bool(0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.5)


def _answer(source: int, until: float) -> bytes:
    answer = b""
    while not _ANSWER.search(answer) and len(answer) < 256:
        left = max(0.0, until - time.monotonic())
        more = os.read(source, 64) if select.select([source], [], [], left)[0] else b""
        if not more:
            break
        answer += more
    return answer


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


def fitted(options: ScreenOptions, meanwhile: Callable[[], object] = lambda: None) -> ScreenOptions:
    """The options with what only this terminal knows: a theme that it can show, the width of its marks.

    `meanwhile` is done while the terminal thinks of its answer.
    """
    # The console of Linux takes the question for its ground for text.
    ground = options.theme == "auto" and not os.environ.get("TERM", "").startswith("linux")
    asks = ground or not options.ambiguous
    told = ask_terminal(ground=ground, meanwhile=meanwhile) if asks else Told()
    light = told.light if told.light is not None else light_by_name(os.environ)
    theme = fitting(options.theme, light=light, few=few_colours(), colourless=colourless(os.environ))
    return replace(options, theme=theme, ambiguous=options.ambiguous or told.marks, typed=told.typed)
