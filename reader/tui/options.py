"""What the caller of the screen may choose."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class ScreenOptions:
    """`theme` is night or day; `ambiguous` the cells of “ ” … — · in this terminal, 1 or 2.

    `places` is the file that remembers where reading stopped; None remembers nothing.
    """

    theme: str = "night"
    ambiguous: int = 1
    places: Path | None = None
