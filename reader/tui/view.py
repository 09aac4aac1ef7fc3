"""The two columns on the screen: draws the rows that the viewport names, and turns moves into its calls."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.strip import Strip

from reader.annotate import TermUse
from reader.language.layout import LayoutOptions, cell_width, harmless, measure
from reader.model import Bitext, Block, Kind
from reader.tui.flow import Arrangement, Piece, Side
from reader.tui.keys import bindings
from reader.tui.lines import LineView
from reader.tui.paint import Layer, Run, layered, line
from reader.tui.viewport import Place, Viewport

Uses = Callable[[Block], Sequence[TermUse]]

_STRONG = frozenset((Kind.ISSUER, Kind.TITLE, Kind.HEADING))
_QUIET = frozenset((Kind.MARKING, Kind.NUMBER, Kind.COPY, Kind.NOTE))
# Between keys, heights are worked out in slices of this many seconds, so often.
_SLICE, _EVERY = 0.008, 0.05
# Blocks to look through for the next term.
_TERM_WITHIN = 300
_MARK = "|"


class ReadingView(LineView, can_focus=True):
    """The document. `uses` gives the terms of a block; `moved` is called when place or chosen term changed."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "text",
        "rest",
        "strong",
        "quiet",
        "term",
        "chosen",
        "mark",
        "hint",
    }
    BINDINGS: ClassVar[list[BindingType]] = [Binding(*words, show=False, id=name) for name, words in bindings("view")]

    def __init__(
        self, bitext: Bitext, uses: Uses, options: LayoutOptions, moved: Callable[[], None], hint: str = ""
    ) -> None:
        super().__init__()
        self.viewport = Viewport(bitext, options, harmless(hint))
        self.uses = uses
        self._moved = moved  # not a message: the whole screen is to change at once
        self.chosen: int | None = None  # which use of a term in the current block
        self._frame: list[Place] = []
        self._syncing = False

    # -- what the rest of the screen asks -------------------------------------------------

    @property
    def current(self) -> int:
        """The index of the current block."""
        return self.viewport.current

    def current_uses(self) -> Sequence[TermUse]:
        """The terms of the current block."""
        blocks = self.viewport.blocks
        return self.uses(blocks[self.current]) if blocks else ()

    def notes(self) -> list[str]:
        """The translator's notes on the current block."""
        if not self.viewport.blocks:
            return []
        beads = self.viewport.blocks[self.current].beads
        return [bead.note for bead in self.viewport.bitext.beads[beads.start : beads.stop] if bead.note]

    def go(self, block: int) -> None:
        """Make a block current and show it."""
        self._act(lambda: self.viewport.go(block))

    def choose(self, use: int | None) -> None:
        """Point at a use of a term in the current block, or at none."""
        self._act(lambda: self._choose(use), chooses=True)

    # -- moves ----------------------------------------------------------------------------

    def action_step(self, direction: int) -> None:
        """To the next or last paragraph, a row at a time through one that doesn't fit."""
        self._act(lambda: self.viewport.step(direction))

    def action_paragraph(self, direction: int) -> None:
        """To the next or last paragraph."""
        self._act(lambda: self.viewport.go(self.current + direction))

    def action_page(self, count: float) -> None:
        """A page or half a page on or back."""
        self._act(lambda: self.viewport.page(count))

    def action_end(self, direction: int) -> None:
        """To the beginning or the end of the document."""
        self._act(lambda: self._to_end(direction))

    def action_term(self, direction: int) -> None:
        """To the next or last term, over the edge of the paragraph too."""
        self._act(lambda: self._to_term(direction), chooses=True)

    def action_layout(self) -> None:
        """To the next arrangement of the two languages."""
        viewport = self.viewport
        kinds = list(Arrangement) if viewport.translated else [Arrangement.SOURCE_ONLY]
        after = kinds[(kinds.index(viewport.arrangement) + 1) % len(kinds)] if viewport.translated else kinds[0]
        self._act(lambda: viewport.resize(self.size.width, self.size.height, after))
        self.app.notify(f"Layout: {after.value}", timeout=2)

    def _choose(self, use: int | None) -> None:
        self.chosen = use
        if use is not None:
            self._show_chosen(self.current_uses()[use])

    def _to_end(self, direction: int) -> None:
        self.viewport.go(0 if direction < 0 else len(self.viewport.blocks) - 1)
        self.viewport.scroll(direction * self.viewport.height)

    def _to_term(self, direction: int) -> None:
        viewport = self.viewport
        uses = self.current_uses()
        at = self.chosen
        following = (0 if direction > 0 else len(uses) - 1) if at is None else at + direction
        block = viewport.current
        while not 0 <= following < len(uses):
            block += direction
            if not 0 <= block < len(viewport.blocks) or abs(block - viewport.current) > _TERM_WITHIN:
                self.app.notify("No other term near here", timeout=2)
                return
            uses = self.uses(viewport.blocks[block])
            following = 0 if direction > 0 else len(uses) - 1
        if block != viewport.current:
            viewport.go(block)
        self._choose(following)

    def _show_chosen(self, use: TermUse) -> None:
        """Scroll to the row of a term in a paragraph that doesn't fit."""
        rows = self.viewport.rows(self.current)
        for k, row in enumerate(rows):
            for piece in row:
                inside = piece.side is Side.SOURCE and piece.paragraph == use.paragraph
                if inside and piece.start <= use.hit.start < piece.stop and (self.current, k) not in self._places():
                    self.viewport.top = (self.current, max(0, k - 1))
                    self.viewport.scroll(0)

    def _act(self, move: Callable[[], object], *, chooses: bool = False) -> None:
        """Do a move, and tell the screen what has changed. In another paragraph no term is chosen, unless by it."""
        if not (self.viewport.height or self.size.height):
            return  # hidden, or not laid out yet
        before = self.current
        move()
        if self.current != before and not chooses:
            self.chosen = None
        self._sync()
        self.refresh()
        self._moved()

    def _places(self) -> list[Place]:
        return self.viewport.frame()

    # -- size and scroll bar --------------------------------------------------------------

    def on_mount(self) -> None:
        """Work out heights between keys."""
        super().on_mount()
        self._idle = self.set_interval(_EVERY, self._refine)

    def on_resize(self, event: events.Resize) -> None:
        """Fit the new size; the place stays."""
        self._act(lambda: self.viewport.resize(event.size.width, event.size.height))
        self._idle.resume()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """The scroll bar or the wheel has moved."""
        super().watch_scroll_y(old_value, new_value)
        if not self._syncing and self.viewport.height:
            self.viewport.scroll_to(round(new_value))
            self.viewport.follow()
            self.call_later(self._act, lambda: None)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Three rows on."""
        event.stop()
        self._act(lambda: self._wheel(3))

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Three rows back."""
        event.stop()
        self._act(lambda: self._wheel(-3))

    def _wheel(self, rows: int) -> None:
        self.viewport.scroll(rows)
        self.viewport.follow()

    def on_click(self, event: events.Click) -> None:
        """Make the paragraph under the pointer current, and the term."""
        frame = self._places()
        if event.y < len(frame):
            block, row = frame[event.y]
            self._act(lambda: self._pick(block, row, event.x), chooses=True)

    def _pick(self, block: int, row: int, x: int) -> None:
        self.viewport.current = block
        self.chosen = None
        for piece in self.viewport.rows(block)[row]:
            if piece.x <= x < piece.x + piece.cells:
                self.chosen = self._use_at(piece, x)

    def _use_at(self, piece: Piece, x: int) -> int | None:
        text = self._text(piece)[piece.start : piece.stop]
        starts, edges = measure(text, self.viewport.options.ambiguous)
        at = piece.start + next(starts[k] for k in range(len(edges) - 1) if x - piece.x < edges[k + 1])
        for k, use in enumerate(self.current_uses()):
            spans = _spans(use, piece)
            if any(start <= at < stop for start, stop in spans):
                return k
        return None

    def _refine(self) -> None:
        if not self.viewport.height:
            return
        if not self.viewport.refine(_SLICE):
            self._idle.pause()
        self._sync()

    def _sync(self) -> None:
        """Tell Textual's scroll bar what the viewport knows."""
        self._syncing = True
        try:
            self.set_total(self.viewport.heights.total)
            offset = self.viewport.offset()
            if round(self.scroll_y) != offset:
                self.scroll_target_y = self.scroll_y = offset
        finally:
            self._syncing = False

    # -- drawing --------------------------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        """One row of the screen."""
        if y == 0 or not self._frame:
            self._frame = self._places()
        blank = self.rich_style
        if y >= len(self._frame):
            return line((), self.size.width, blank)
        block, row = self._frame[y]
        pieces = self.viewport.rows(block)[row]
        runs: list[Run] = []
        if block == self.current and pieces and pieces[0].side is not Side.HINT:
            mark = self.get_component_rich_style("mark")
            runs += [Run(x, _MARK, 1, mark) for x in self.viewport.columns.marks]
        for piece in pieces:
            runs += self._runs(piece, current=block == self.current)
        return line(sorted(runs, key=lambda run: run.x), self.size.width, blank)

    def _runs(self, piece: Piece, *, current: bool) -> list[Run]:
        text = self._text(piece)
        layers = self._layers(piece) if current and piece.side is not Side.HINT else []
        made: list[Run] = []
        x = piece.x
        for start, stop, style in layered(piece.start, piece.stop, self._base(piece, current=current), layers):
            cells = cell_width(text[start:stop], self.viewport.options.ambiguous)
            made.append(Run(x, text[start:stop], cells, style))
            x += cells
        return made

    def _base(self, piece: Piece, *, current: bool) -> Style:
        if piece.side is Side.HINT:
            return self.get_component_rich_style("hint")
        style = self.get_component_rich_style("text" if current else "rest")
        kind = self._kind(piece)
        if kind in _STRONG:
            style += self.get_component_rich_style("strong", partial=True)
        elif kind in _QUIET and not current:
            style += self.get_component_rich_style("quiet", partial=True)
        return style

    def _kind(self, piece: Piece) -> Kind:
        """A translation has the kind of what it translates, where a block has one paragraph a side."""
        bitext = self.viewport.bitext
        document = bitext.source if piece.side is Side.SOURCE else bitext.target
        return document.paragraphs[piece.paragraph].kind

    def _layers(self, piece: Piece) -> list[Layer]:
        term = self.get_component_rich_style("term", partial=True)
        chosen = self.get_component_rich_style("chosen", partial=True)
        return [
            Layer(start, stop, term + chosen if k == self.chosen else term)
            for k, use in enumerate(self.current_uses())
            for start, stop in _spans(use, piece)
        ]

    def _text(self, piece: Piece) -> str:
        if piece.side is Side.HINT:
            return self.viewport.hint
        bitext = self.viewport.bitext
        document = bitext.source if piece.side is Side.SOURCE else bitext.target
        return harmless(document.paragraphs[piece.paragraph].text)


def _spans(use: TermUse, piece: Piece) -> list[tuple[int, int]]:
    """Where a term stands in the paragraph of a piece."""
    if piece.side is Side.SOURCE:
        return [(use.hit.start, use.hit.end)] if use.paragraph == piece.paragraph else []
    return [(span.start, span.end) for span in use.spans if span.paragraph == piece.paragraph]
