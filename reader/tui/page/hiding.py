"""The English that is hidden until it is asked for: for who would rather understand the Chinese first."""

from __future__ import annotations

from collections.abc import Iterable


class Hiding:
    """`on` says that the English is hidden, `revealed` which beads are shown all the same.

    >>> hiding = Hiding()
    >>> hiding.toggle([1, 2])
    >>> hiding.hides([1]), hiding.toggle([1]), hiding.hides([1]), hiding.hides([1, 2])
    (True, None, False, True)
    """

    def __init__(self) -> None:
        self.on = False
        self.revealed: set[int] = set()

    def toggle(self, here: Iterable[int]) -> None:
        """Hide the English; where it is hidden, reveal or hide that of these beads."""
        beads = set(here)
        if not self.on:
            self.on, self.revealed = True, set()
        elif beads <= self.revealed:
            self.revealed -= beads
        else:
            self.revealed |= beads

    def stop(self) -> None:
        """Show all of it."""
        self.on, self.revealed = False, set()

    def leaves(self, beads: Iterable[int]) -> bool:
        """Is the English of all of these hidden, so that it needs no room?"""
        return self.on and self.revealed.isdisjoint(beads)

    def hides(self, beads: Iterable[int]) -> bool:
        """Is the English of any of these hidden?"""
        return self.on and not set(beads) <= self.revealed
