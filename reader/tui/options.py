"""What the caller of the screen may choose."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class ScreenOptions:
    """`theme` is night or day; `ambiguous` the cells of “ ” … — · in this terminal: 1, 2, or 0 to ask it.

    `places` is the file that remembers where reading stopped; None remembers nothing. `keymap` gives bindings other
    keys: id -> keys. `file` is what is read, None where it has no name: the source of a native file lies beside it.
    """

    theme: str = "night"
    ambiguous: int = 0
    places: Path | None = None
    file: Path | None = None
    keymap: Mapping[str, str] = field(default_factory=dict)
