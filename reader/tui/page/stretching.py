"""Selecting with keys: from the marked word or the place that is current, by characters, words and rows."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from reader.language.layout import cell_width, measure
from reader.tui.page.flow import Side
from reader.tui.page.marking import Marking
from reader.tui.page.select import Selection, Spot, on_row


class Stretching(Marking):
    """A selection that keys have begun is stretched by the keys that else move; both of its ends belong to it."""

    def __init__(self, *rest: Any) -> None:
        super().__init__(*rest)
        self._keyed: Selection | None = None

    @property
    def stretching(self) -> bool:
        """Do the keys stretch a selection now?"""
        return self.selection is not None and self.selection is self._keyed

    def action_select(self) -> None:
        """Begin to select; once more, in the other language."""
        reading = self.reading
        english = self.stretching and self.selection is not None and self.selection.side is Side.SOURCE
        side = Side.TARGET if english or self.viewport.columns.source is None else Side.SOURCE
        start = self._first(side)
        if start is None or (side is Side.TARGET and reading.hiding.hides(reading.beads)):
            self.say("There is no English to select here" if side is Side.TARGET else "There is no text to select")
            return
        word = self.place_of_word() or self.place_found() if side is Side.SOURCE else None
        spot = Spot(*word) if word else start
        self._stretch_to(side, spot, spot)
        self.say("Selecting: h l w W j k stretch it; y copies, Enter looks up, Esc leaves")

    def stretch(self, direction: int, by: str) -> bool:
        """Move the end of what is selected by a character, a word or a row; False where keys select nothing."""
        if self.selection is None or not self.stretching:
            return False
        side, anchor, head = self.selection.side, self.selection.anchor, self.selection.head
        moved = {"character": self._character, "word": self._word, "row": self._row}[by](side, head, direction)
        self._stretch_to(side, anchor, moved or head)
        return True

    def _stretch_to(self, side: Side, anchor: Spot, head: Spot) -> None:
        self.word = None
        self.selection = self._keyed = Selection(side, anchor, head)
        block = self.reading.block_of_paragraph(head.paragraph, side)
        if block is not None:
            text = range(head.start, max(head.stop, head.start + 1))
            self.act(lambda: self.reading.go_to_text(block, side, head.paragraph, text))

    def _first(self, side: Side) -> Spot | None:
        """The first character of the sentence or paragraph that is current."""
        for bead in self.reading.beads:
            for (which, paragraph), (start, stop) in self.reading.spans(bead).items():
                if which is side and start < stop:
                    return next(one for one in self._pictures(side, paragraph) if one.stop > start)
        return None

    def _pictures(self, side: Side, paragraph: int) -> list[Spot]:
        """What stands for itself in a paragraph: characters, or several that are drawn as one."""
        text = side.document(self.reading.bitext).paragraphs[paragraph].text
        starts, _ = measure(text, self.viewport.options.ambiguous)
        edges = sorted({*starts, len(text)})
        return [Spot(paragraph, start, stop) for start, stop in pairwise(edges)]

    def _beside(self, side: Side, head: Spot, direction: int) -> list[Spot]:
        """The pictures of the paragraph from the head on, or before it; at its edge those of the next one."""
        count = len(side.document(self.reading.bitext).paragraphs)
        here = self._pictures(side, head.paragraph)
        found = [one for one in here if (one.start > head.start if direction > 0 else one.start < head.start)]
        if not found and 0 <= head.paragraph + direction < count:
            found = self._pictures(side, head.paragraph + direction)
        return found if direction > 0 else found[::-1]

    def _character(self, side: Side, head: Spot, direction: int) -> Spot | None:
        return next(iter(self._beside(side, head, direction)), None)

    def _word(self, side: Side, head: Spot, direction: int) -> Spot | None:
        """To the end of the next word, or to the beginning of one before."""
        if side is Side.SOURCE:
            word = self.words.beside((head.paragraph, head.stop - 1 if direction > 0 else head.start), direction)
            return Spot(*word) if word else None
        text = side.document(self.reading.bitext).paragraphs[head.paragraph].text
        following = self._beside(side, head, direction)
        for one, after in zip(following, [*following[1:], None], strict=True):
            edge = after is None or text[after.start : after.stop].isspace()
            if edge and not text[one.start : one.stop].isspace():
                return one
        return None

    def _row(self, side: Side, head: Spot, direction: int) -> Spot | None:
        """To what stands in the next row or the one before."""
        blocks = range(len(self.viewport.blocks))
        block = self.reading.block_of_paragraph(head.paragraph, side)
        if block is None:
            return None
        near = [k for k in (block - 1, block, block + 1) if k in blocks]
        rows = [[piece for piece in row if piece.side is side] for k in near for row in self.viewport.rows(k)]
        rows = [row for row in rows if row]
        for k, row in enumerate(rows):
            own = (one for one in row if one.paragraph == head.paragraph and one.start <= head.start < one.stop)
            piece = next(own, None)
            if piece is not None and 0 <= k + direction < len(rows):
                before = self._drawer.text(piece)[piece.start : head.start]
                x = piece.x + cell_width(before, self.viewport.options.ambiguous)
                return on_row(rows[k + direction], x, self._drawer.text, self.viewport.options.ambiguous)
        return None
