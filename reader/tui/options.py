"""What the caller of the screen may choose."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Look:
    """How the text is set.

    `pinyin` is off, terms, rare or all; a word is rare behind place `rank` of the general list. `tones` gives
    the readings a colour for each tone. `measure` is the Han characters of a line with nothing beside it, `margin`
    the cells left free at least at either side, `spacing` the blank rows between two lines.
    """

    pinyin: str = "off"
    rank: int = 3000
    tones: bool = False
    gloss: bool = False
    measure: int = 38
    margin: int = 1
    spacing: int = 0


@dataclass(frozen=True, slots=True)
class ScreenOptions:
    """`theme` is night or day; `ambiguous` the cells of “ ” … — · in this terminal: 1, 2, or 0 to ask it.

    `places` is the file that remembers where reading stopped; None remembers nothing. `keymap` gives bindings other
    keys: id -> keys. `file` is what is read, None where it has no name: the source of a native file lies beside it.
    `words` is the list of words kept; None keeps none.
    """

    theme: str = "night"
    ambiguous: int = 0
    places: Path | None = None
    file: Path | None = None
    words: Path | None = None
    keymap: Mapping[str, str] = field(default_factory=dict)
    look: Look = Look()
