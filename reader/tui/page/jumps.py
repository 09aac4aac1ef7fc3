"""The places that the reader has jumped away from, to go back to and on again. Places are numbers of paragraphs."""

from __future__ import annotations

from collections.abc import Iterable

_MOST = 100


class Jumps:
    """As in vim: a jump drops what lay ahead.

    >>> jumps = Jumps()
    >>> jumps.leave(1)
    >>> jumps.leave(7)
    >>> jumps.back(30), jumps.back(7), jumps.back(1), jumps.on(1), jumps.on(7), jumps.on(30)
    (7, 1, None, 7, 30, None)
    """

    def __init__(self, past: Iterable[int] = ()) -> None:
        self._past = list(past)[-_MOST:]
        self._ahead: list[int] = []
        self._last = self._past[-1] if self._past else None

    @property
    def past(self) -> tuple[int, ...]:
        """Where the reader has jumped away from, the last one last."""
        return tuple(self._past)

    def leave(self, here: int) -> None:
        """A jump away from here."""
        self._last = here
        self._ahead.clear()
        self._past = [*(one for one in self._past if one != here), here][-_MOST:]

    def back(self, here: int) -> int | None:
        """Where the jump before led away from."""
        return self._move(self._past, self._ahead, here)

    def on(self, here: int) -> int | None:
        """Forth again, after `back`."""
        return self._move(self._ahead, self._past, here)

    def swap(self, here: int) -> int | None:
        """Where the last jump led away from; the next time, here again.

        >>> jumps = Jumps([4])
        >>> jumps.swap(9), jumps.swap(4), jumps.swap(9)
        (4, 9, 4)
        """
        there, self._last = self._last, here
        return there

    @staticmethod
    def _move(source: list[int], sink: list[int], here: int) -> int | None:
        while source:
            there = source.pop()
            if there != here:
                sink.append(here)
                return there
        return None
