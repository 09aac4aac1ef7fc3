"""Where the terms of a paragraph stand, so that a row of a very long paragraph needn't look at all of them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from reader.annotate import TermUse
from reader.tui.page.flow import Piece, Side


class Standing(NamedTuple):
    """A use of a term, by its index, on a run of text."""

    start: int
    stop: int
    use: int


class Standings:
    """The uses in some paragraphs, by where they stand. `which` of the uses count."""

    def __init__(self, uses: Sequence[TermUse], which: Iterable[int]) -> None:
        self._found: dict[tuple[Side, int], list[Standing]] = {}
        self._longest = 0
        for k in which:
            use = uses[k]
            self._add((Side.SOURCE, use.paragraph), Standing(use.hit.start, use.hit.end, k))
            for span in use.spans:
                self._add((Side.TARGET, span.paragraph), Standing(span.start, span.end, k))
        for found in self._found.values():
            found.sort()

    def _add(self, place: tuple[Side, int], one: Standing) -> None:
        self._found.setdefault(place, []).append(one)
        self._longest = max(self._longest, one.stop - one.start)

    def on(self, piece: Piece) -> list[Standing]:
        """Those that stand at least in part on a piece."""
        found = self._found.get((piece.side, piece.paragraph), [])
        made = []
        for at in range(bisect_left(found, (piece.start - self._longest,)), len(found)):
            if found[at].start >= piece.stop:
                break
            if found[at].stop > piece.start:
                made.append(found[at])
        return made
