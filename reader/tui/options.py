"""What a reader may choose of the screen: the table of choices, and the value that the screen is given."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Look:
    """How the text is set.

    `pinyin` is off, terms, rare or all; a word is rare behind place `rank` of the general list. `tones` gives the
    readings a colour for each tone. `measure` is the Han characters of a line with nothing beside it, `margin` the
    cells left free at least at either side, `spacing` the blank rows between two lines.
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
    """`theme` is night, day, ansi or auto; `ambiguous` the cells of “ ” … — · in this terminal: 1, 2, or 0 to ask it.

    `places` is the file that remembers where reading stopped, `remembered` the one that keeps how the text was set;
    None remembers nothing. `keymap` gives bindings other keys: id -> keys. `file` is what is read, None where it has
    no name: the source of a native file lies beside it. `words` is the list of words kept; None keeps none. `typed` is
    what was typed before there was a screen.
    """

    theme: str = "night"
    ambiguous: int = 0
    places: Path | None = None
    file: Path | None = None
    words: Path | None = None
    keymap: Mapping[str, str] = field(default_factory=dict)
    look: Look = Look()
    remembered: Path | None = None
    typed: str = ""


class Choice(NamedTuple):
    """An option: its name, the values it takes, what to say of it."""

    name: str
    values: tuple[str, ...] | range
    words: str

    def read(self, value: object) -> str | int | bool:
        """A value as a file, the environment or a flag gives it. Raises ValueError: none of those it takes."""
        word = str(value).lower()
        if isinstance(self.values, range):
            if isinstance(value, bool) or not word.isdecimal() or int(word) not in self.values:
                raise ValueError(f"{self.values[0]} to {self.values[-1]}")
            return int(word)
        if self.values == _ON_OFF and word in ("true", "false"):
            word = "on" if word == "true" else "off"
        if word not in self.values:
            raise ValueError(" or ".join(self.values))
        return word == "on" if self.values == _ON_OFF else word


_ON_OFF = ("off", "on")
CHOICES = (
    Choice("theme", ("auto", "night", "day", "ansi"), "light on dark, dark on light, or the terminal's own 16 colours"),
    Choice("pinyin", ("off", "terms", "rare", "all"), "pinyin over nothing, terms, rare words too, everything"),
    Choice("rank", range(1, 300_001), "a word is rare behind this place of the general list: 3000"),
    Choice("tones", _ON_OFF, "a colour for each tone"),
    Choice("gloss", _ON_OFF, "a short meaning under each word"),
    Choice("measure", range(10, 121), "Chinese characters of a line with nothing beside it: 38"),
    Choice("margin", range(41), "cells free at either side: 1"),
    Choice("spacing", range(4), "blank rows between the lines: 0"),
    Choice("ambiguous-width", ("auto", "1", "2"), "cells that this terminal gives to “ ” … — ·; auto asks it"),
)


def look_of(chosen: Mapping[str, object]) -> Look:
    """The look that choices make; the usual one where nothing is chosen."""
    return Look(**{one.name: chosen[one.name] for one in fields(Look) if one.name in chosen})  # type: ignore[arg-type]
