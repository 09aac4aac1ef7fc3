"""What the reader has marked in the text, by keys or with the mouse: a paragraph, a word, a run of text."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from functools import partial
from typing import Any

from rich.style import Style
from textual import events
from textual.message import Message
from textual.timer import Timer

from glossary.model import Term
from reader.tui.page.draw import Drawer
from reader.tui.page.find import Search
from reader.tui.page.flow import Piece, Side
from reader.tui.page.looks import Looks
from reader.tui.page.reading import Reading
from reader.tui.page.select import Selection, Spot, picture_at, side_at, spot_at
from reader.tui.page.viewport import Viewport
from reader.tui.page.words import Word, Words
from reader.tui.paint import Layer

_EVERY, _ROWS = 0.06, 1  # while the pointer is held above or below the text, so many rows in so many seconds


class Marking(Looks):
    """The part of the view that marks text."""

    ALLOW_SELECT = False  # Textual's own selection knows nothing of columns
    reading: Reading
    viewport: Viewport
    words: Words
    search: Search
    _drawer: Drawer

    class Asked(Message):
        """A double click: on a term, or on the character at `at` of a Chinese sentence."""

        def __init__(self, term: Term | None, text: str, at: int) -> None:
            super().__init__()
            self.term, self.text, self.at = term, text, at

    def __init__(self, *rest: Any) -> None:
        super().__init__(*rest)
        self.word: Word | None = None
        self.selection: Selection | None = None
        self._held: tuple[Side, Spot] | None = None  # where the button went down
        self._pointer = (0, 0)
        self._pull: Timer | None = None

    @abstractmethod
    def _style(self, name: str) -> Style: ...

    def marked(self) -> str:
        """The text that is selected, else the marked word, else the chosen term; empty if none is."""
        reading = self.reading
        if self.selection is not None:
            return self.selection.text(self.selection.side.document(reading.bitext))
        place = self.place_of_word()
        return self.text_of(place) if place else ""

    def text_of(self, word: Word) -> str:
        """What stands in a place of the source."""
        return self.reading.bitext.source.paragraphs[word.paragraph].text[word.start : word.stop]

    def place_of_word(self) -> Word | None:
        """Where the marked word stands, or the chosen term."""
        if self.word is None and self.reading.chosen is not None:
            use = self.reading.uses()[self.reading.chosen]
            return Word(use.paragraph, use.hit.start, use.hit.end)
        return self.word

    def place_found(self) -> Word | None:
        """The place that a search has led to, if it's in the Chinese of the current paragraph."""
        found, block = self.search.here, self.reading.block
        if found is None or block is None or found.side is not Side.SOURCE or found.paragraph not in block.source:
            return None
        return Word(found.paragraph, found.start, found.stop)

    def beginning(self) -> tuple[int, int]:
        """Where that begins, else the current sentence or paragraph: source paragraph and offset."""
        if self.selection is not None and self.selection.side is Side.SOURCE:
            return self.selection.ends[0]
        word = self.place_of_word() if self.selection is None else None
        return (word.paragraph, word.start) if word else self.reading.beginning()

    def unmark(self) -> bool:
        """Let go of the selection, else of the word; whether there was one."""
        had = self.selection is not None or self.word is not None
        if self.selection is not None:
            self.selection = None
        else:
            self.word = None
        return had

    def mark_word(self, word: Word | None) -> None:
        """Mark a word of the current paragraph; a term of the glossary is chosen as well."""
        self.word, self.selection = word, None
        if word is None:
            return
        reading = self.reading
        if self.viewport.blocks and reading.block and word.paragraph not in reading.block.source:
            block = reading.block_of_paragraph(word.paragraph)
            if block is not None:
                reading.go(block)
        reading.go_to_text(self.viewport.current, Side.SOURCE, word.paragraph, range(word.start, word.stop))
        reading.chosen = self.term_at(word)

    def term_at(self, word: Word | None) -> int | None:
        """The term of the current paragraph that stands where a word does."""
        uses = enumerate(self.reading.uses())
        return next((k for k, use in uses if (use.paragraph, use.hit.start, use.hit.end) == word), None)

    def action_word(self, direction: int) -> None:
        """Mark the next word, or the one before."""
        self.when_known(lambda: self._mark_beside(direction))

    def _mark_beside(self, direction: int) -> None:
        here, found = self.place_of_word(), self.place_found()
        word = self.words.at(*found[:2]) if found and not here else None
        word = word or self.words.beside(here and here[:2], direction)
        if word is None:
            self.say("No other word")
        else:
            self.act(lambda: self.mark_word(word))

    def marks_on(self, side: Side, paragraph: int) -> Sequence[Layer]:
        """What is marked in a paragraph."""
        made: list[Layer] = []
        if self.word is not None and side is Side.SOURCE and self.word.paragraph == paragraph:
            made.append(Layer(self.word.start, self.word.stop, self._style("word")))
        if self.selection is not None and self.selection.side is side:
            text = side.document(self.reading.bitext).paragraphs[paragraph].text
            span = self.selection.within(paragraph, len(text))
            if span[0] < span[1]:
                made.append(Layer(*span, self._style("selected")))
        return made

    # -- the mouse ------------------------------------------------------------------------

    @property
    def dragged(self) -> bool:
        """Has the pointer been moved since the button went down?"""
        return self.selection is not None

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Begin to select."""
        self.begin_anew()
        if event.button != 1 or not self.viewport.blocks:
            return
        if self.selection is not None:
            self.selection = None
            self.refresh()
        frame = self.viewport.frame()
        row = self.viewport.rows(frame[min(event.y, len(frame) - 1)][0])[frame[min(event.y, len(frame) - 1)][1]]
        side = side_at(self.viewport.columns, row, event.x)
        if side is None or (side is Side.TARGET and self.reading.hiding.on):
            return
        spot = self._spot(side, event.x, event.y)
        if spot is not None:
            self._held = side, spot
            self._pointer = event.x, event.y
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Select as far as the pointer is."""
        if self._held is None or (event.x, event.y) == self._pointer:
            return
        self._pointer = event.x, event.y
        self._stretch()
        outside = not 0 <= event.y < self.size.height
        if outside and self._pull is None:
            self._pull = self.set_interval(_EVERY, self._pull_on)
        elif not outside:
            self._stop_pulling()

    def on_mouse_up(self) -> None:
        """That is the selection."""
        self._stop_pulling()
        if self._held is None:
            return
        self._held = None
        self.release_mouse()
        if text := self.marked() if self.selection is not None else "":
            count = len("".join(text.split()))
            self.say(f"{count} {'character' if count == 1 else 'characters'} selected: y copies, Esc lets go")

    def _pull_on(self) -> None:
        """The pointer is held above or below the text: scroll, and select on."""
        rows = -_ROWS if self._pointer[1] < 0 else _ROWS
        self.act(lambda: self.reading.scroll(rows))
        self._stretch()

    def _stop_pulling(self) -> None:
        if self._pull is not None:
            self._pull.stop()
            self._pull = None

    def _stretch(self) -> None:
        if self._held is None:
            return
        side, anchor = self._held
        head = self._spot(side, *self._pointer)
        if head is not None and (head != anchor or self.selection is not None):
            self.selection = Selection(side, anchor, head)
            self.refresh()

    def _spot(self, side: Side, x: int, y: int) -> Spot | None:
        rows = [self.viewport.rows(block)[row] for block, row in self.viewport.frame()]
        return spot_at(rows, side, x, y, self._drawer.text, self.viewport.options.ambiguous)

    def on_click(self, event: events.Click) -> None:
        """Make the paragraph under the pointer current, and the sentence if one is followed, and the term."""
        frame = self.viewport.frame()
        if event.y < len(frame) and not self.dragged:
            block, row = frame[event.y]
            self.act(lambda: self._pick(block, row, event.x))
            if event.chain > 1:
                self._ask_about(block, row, event.x)

    def _ask_about(self, block: int, row: int, x: int) -> None:
        reading = self.reading
        if reading.chosen is not None:
            self.post_message(self.Asked(reading.uses()[reading.chosen].hit.term, "", 0))
            return
        for piece in self.viewport.rows(block)[row]:
            if piece.side is Side.SOURCE and piece.x <= x < piece.x + piece.cells:
                at = self._offset_at(piece, x)
                bead = reading.bead_at(Side.SOURCE, piece.paragraph, at)
                span = reading.spans(bead)[Side.SOURCE, piece.paragraph] if bead is not None else None
                start, stop = span or (piece.start, piece.stop)
                text = reading.bitext.source.paragraphs[piece.paragraph].text
                self.post_message(self.Asked(None, text[start:stop], at - start))

    def _pick(self, block: int, row: int, x: int) -> None:
        reading = self.reading
        if block != self.viewport.current and reading.bead is not None:
            reading.bead = self.viewport.blocks[block].beads.start
        self.viewport.current = block
        reading.chosen = self.word = None
        for piece in self.viewport.rows(block)[row]:
            if piece.x <= x < piece.x + piece.cells and piece.side in (Side.SOURCE, Side.TARGET):
                at = self._offset_at(piece, x)
                if reading.bead is not None:
                    reading.bead = reading.bead_at(piece.side, piece.paragraph, at)
                reading.chosen = self._drawer.use_at(piece, at)
                if reading.chosen is None and piece.side is Side.SOURCE:
                    self.when_known(partial(self._mark_at, piece.paragraph, at))

    def _mark_at(self, paragraph: int, at: int) -> None:
        self.word = self.words.at(paragraph, at)
        self.refresh()

    def _offset_at(self, piece: Piece, x: int) -> int:
        return picture_at(piece, self._drawer.text(piece), x, self.viewport.options.ambiguous).start
