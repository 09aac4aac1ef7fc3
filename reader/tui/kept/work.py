"""The bitext as it is being corrected: one value, the earlier ones to go back to, and which of them is in the file."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from reader.model import Bitext, Block

# Values share what they have in common; what a long document's don't share is its beads.
_BEADS_KEPT, _STEPS = 2_000_000, (10, 1000)


class Change(NamedTuple):
    """From one value to another. `bead` is where; `whole` says that it is the paragraph, not the sentence."""

    before: Bitext
    after: Bitext
    bead: int
    whole: bool

    @property
    def what(self) -> str:
        """What it changes, for people."""
        for words, of in (("the English", _english), ("a note", _notes)):
            if of(self.before) != of(self.after):
                return words
        return "the status"


def _english(bitext: Bitext) -> object:
    return [paragraph.text for paragraph in bitext.target.paragraphs]


def _notes(bitext: Bitext) -> object:
    return [bead.note for bead in bitext.beads]


class Work:
    """Corrections done and undone."""

    def __init__(self, bitext: Bitext) -> None:
        self.value = bitext
        self.saved: Bitext | None = bitext
        self._done: list[Change] = []
        self._undone: list[Change] = []

    @property
    def is_unsaved(self) -> bool:
        """Is there anything that the file doesn't have?"""
        return self.value is not self.saved

    def change(self, to: Callable[[Bitext], Bitext], bead: int, *, whole: bool = True) -> bool:
        """Correct; False where that changes nothing."""
        after = to(self.value)
        if after is self.value or after == self.value:
            return False
        self._done.append(Change(self.value, after, bead, whole))
        most = max(_STEPS[0], min(_STEPS[1], _BEADS_KEPT // (len(after.beads) + 1)))
        del self._done[:-most]
        self._undone.clear()
        self.value = after
        return True

    def undo(self) -> Change | None:
        """Back to the value before; the change that was undone, if there was one."""
        if not self._done:
            return None
        change = self._done.pop()
        self._undone.append(change)
        self.value = change.before
        return change

    def redo(self) -> Change | None:
        """Do again what was undone last."""
        if not self._undone:
            return None
        change = self._undone.pop()
        self._done.append(change)
        self.value = change.after
        return change


def differing(before: Bitext, after: Bitext) -> list[int]:
    """The blocks of a bitext that another of the same text doesn't have: other English, status or note."""
    known = {_content(before, block) for block in before.blocks()}
    return [k for k, block in enumerate(after.blocks()) if _content(after, block) not in known]


def _content(bitext: Bitext, block: Block) -> object:
    texts = [
        tuple(document.paragraphs[k].text for k in run)
        for document, run in ((bitext.source, block.source), (bitext.target, block.target))
    ]
    return (*texts, tuple((bead.status, bead.note) for bead in bitext.beads[block.beads.start : block.beads.stop]))
