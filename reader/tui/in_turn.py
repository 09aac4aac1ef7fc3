"""Keys one after the other: the next is handed on when what the last one opened or closed is there or gone.

Textual hands a key to what has the focus when it arrives. Keys that come at once (pasted, sent by a program, typed
while the screen was busy) would all go to the text, though the first of them opens a line for the others.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from time import monotonic
from typing import Any

from textual import events
from textual.app import App
from textual.keys import _character_to_key
from textual.message_pump import MessagePump

# A key is handled when a word sent after it, by the same way, has come back. What it has opened or closed sends words
# of its own, so that the way is gone this often: Enter in a line is told to the line, by it to the screen, to the app.
_TIMES = 3
_PATIENCE = 1.0  # seconds; a word sent through what is being closed may never come back


class InTurn(App[int]):
    """An app that hands on keys, and what is pasted, in turn."""

    def __init__(self, **driver: Any) -> None:
        super().__init__(**driver)
        self._held: deque[events.Event] = deque()
        self._begun = False
        self._busy_since: float | None = None

    async def on_event(self, event: events.Event) -> None:
        """Hand a key on, or keep it until it's its turn."""
        if not isinstance(event, (events.Key, events.Paste)) or event.is_forwarded:
            await super().on_event(event)
            return
        self._held.append(event)
        if self._begun and (self._busy_since is None or monotonic() - self._busy_since > _PATIENCE):
            await self._next()

    async def _next(self) -> None:
        if not self._held:
            self._busy_since = None
            return
        self._busy_since = monotonic()
        way = self._way()
        self.key_begins()
        await super().on_event(self._held.popleft())
        self._follow(way, 0, 1)

    async def begin_keys(self, typed: str) -> None:
        """Hand on keys from now on: those `typed` before there was a screen, then those that have come since."""
        names = ["enter" if char in "\r\n" else _character_to_key(char) for char in typed]
        self._held.extendleft(reversed([events.Key(*key) for key in zip(names, typed, strict=True)]))
        self._begun = True
        await self._next()

    def key_begins(self) -> None:
        """A key is about to be handed on."""

    def _way(self) -> Sequence[MessagePump]:
        """What a key goes through: from what has the focus up to the app."""
        return (self.focused or self.screen).ancestors_with_self

    def _follow(self, way: Sequence[MessagePump], step: int, time: int) -> None:
        """Send a word this way, as often as is needed; then it's the next key's turn."""
        if step < len(way):
            if not way[step].call_later(self._follow, way, step + 1, time):
                self._follow(way, step + 1, time)
        elif time < _TIMES:
            self._follow(self._way(), 0, time + 1)
        else:
            self.call_later(self._next)
