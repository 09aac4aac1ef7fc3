"""Segments -> beads. This door imports no numpy; what stands behind it does.

`align_segments` gives plain beads, `link` also says what was noticed and why; `evaluate` scores beads against gold.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from reader.align.evaluate import Scores, evaluate
from reader.errors import InputError

if TYPE_CHECKING:
    from reader.align.encoder import Encoder
    from reader.align.engine import Link

__all__ = ["AlignError", "AlignOptions", "Aligned", "Scores", "align_segments", "evaluate", "link"]


class AlignError(InputError):
    """Two texts that are no translation of each other."""


@dataclass(frozen=True, slots=True)
class AlignOptions:
    """How to align.

    `encoder`: True is the bundled one, False none (words, numbers and lengths remain), or one of your own. `pins` are
    beads that stand, in order. `source_breaks` and `target_breaks` are the indexes of segments that begin a paragraph.
    `cache` is a folder for what can be computed again: the dictionary's index and, with `remember`, results;
    `dictionary` is one that may hold a newer file of CC-CEDICT. `reasons` asks for explanations. `force` aligns what
    looks unrelated, too.
    """

    encoder: bool | Encoder = True
    pins: tuple[tuple[range, range], ...] = ()
    source_breaks: frozenset[int] = frozenset()
    target_breaks: frozenset[int] = frozenset()
    cache: Path | None = None
    dictionary: Path | None = None
    remember: bool = True
    reasons: bool = False
    force: bool = False
    progress: Callable[[int, int], None] | None = field(default=None, compare=False)
    notify: Callable[[str], None] | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Aligned:
    """The beads in order, which cover both sides once, and what the user should be told."""

    links: tuple[Link, ...]
    notices: tuple[str, ...] = ()

    def mirrored(self) -> Aligned:
        """The same with the source as target and the target as source."""
        return Aligned(tuple(one.mirrored() for one in self.links), self.notices)


def align_segments(
    source: Sequence[str], target: Sequence[str], options: AlignOptions = AlignOptions()
) -> list[tuple[range, range, float]]:
    """The beads between two lists of segments, one of them Chinese and one English, each with its confidence."""
    return [(one.source, one.target, one.confidence) for one in link(source, target, options).links]


def link(source: Sequence[str], target: Sequence[str], options: AlignOptions = AlignOptions()) -> Aligned:
    """As `align_segments`, with notices and, if asked for, reasons.

    Raises AlignError for what is no translation, ValueError for pins that are out of order or reach outside.
    """
    from reader.align.whole import run

    return run(source, target, options)
