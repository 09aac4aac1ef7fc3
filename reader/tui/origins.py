"""The actions that need the file a text came from: its raw lines, its pages, where in it something stands."""

from __future__ import annotations

from reader.errors import DuizhaoError
from reader.language.layout import harmless
from reader.model import Document
from reader.tui.flow import Side
from reader.tui.original import Original, find_original
from reader.tui.overlays import Overlays
from reader.tui.rawview import RawScreen


class Origins(Overlays):
    """What asks for the original finds it once, or is told why it can't be had."""

    _known: tuple[tuple[Document, Document], dict[Side, Original | str]] | None = None

    def original(self, side: Side) -> Original | str:
        """The original of one side, or why there is none."""
        bitext = self.reading.bitext
        texts = bitext.source, bitext.target
        if self._known is None or self._known[0][0] is not texts[0] or self._known[0][1] is not texts[1]:
            self._known = texts, {}
        found = self._known[1]
        if side not in found:
            document = bitext.source if side is Side.SOURCE else bitext.target
            ref = bitext.provenance.source if side is Side.SOURCE else bitext.provenance.target
            try:
                found[side] = find_original(document, ref, self.options.file)
            except DuizhaoError as error:
                found[side] = str(error)
        return found[side]

    def action_raw(self) -> None:
        """Show the raw lines, from the one where the current sentence or paragraph begins."""
        original, block = self.original(Side.SOURCE), self.reading.block
        if isinstance(original, str):
            self.view.say(f"No raw lines: {harmless(original)}")
            return
        if block is None:
            return
        provenance = self.reading.bitext.provenance
        sides = [(provenance.source.file or self.document_title, original)]
        translation = self.original(Side.TARGET)
        if isinstance(translation, Original):
            sides.append((provenance.target.file or "translation", translation))
        self.push_screen(RawScreen(sides, original.line_of(*self.reading.beginning()), self.ambiguous), self._from_raw)

    def _from_raw(self, place: tuple[int, int] | None) -> None:
        """Go to the paragraph that holds the raw line that was left; stay where nothing moved."""
        if place is None:
            return
        side = (Side.SOURCE, Side.TARGET)[place[0]]
        original = self.original(side)
        if isinstance(original, Original):
            block = self.reading.block_of_paragraph(original.paragraph_at(place[1]), side)
            if block is not None:
                self.view.act(lambda: self.reading.go(block))
