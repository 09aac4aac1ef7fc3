"""The pane that explains the current paragraph: its terms in order, and the translator's notes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.strip import Strip

from reader.language.layout import LayoutOptions
from reader.tui.keys import bindings
from reader.tui.lines import LineView
from reader.tui.paint import Run, line
from reader.tui.sheets.cards import Entry, PaneLine, Role, pane_lines


class TermsPane(LineView, can_focus=True):
    """Cards of terms. It shows what it is given."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"card-{role.value}" for role in Role} | {"card", "card-chosen", "mark"}
    BINDINGS: ClassVar[list[BindingType]] = [Binding(*words, show=False, id=name) for name, words in bindings("pane")]

    class Chosen(Message):
        """A click on a card."""

        def __init__(self, entry: Entry) -> None:
            super().__init__()
            self.entry = entry

    def __init__(self, options: LayoutOptions) -> None:
        super().__init__()
        self.options = options
        self._entries: Sequence[Entry] = ()
        self._notes: tuple[str, ...] = ()
        self._chosen: int | None = None
        self._lines: tuple[PaneLine, ...] = ()
        self._laid_out: object = None

    def show(self, entries: Sequence[Entry], notes: Sequence[str], chosen: int | None) -> None:
        """Explain these; `chosen` is the index of the entry to point at."""
        if (entries, tuple(notes)) != (self._entries, self._notes):
            self._entries, self._notes = entries, tuple(notes)
            self.scroll_to(y=0, animate=False)
        self._chosen = chosen
        self._lay_out()
        if chosen is not None:
            self._bring(chosen)
        self.refresh()

    def action_lines(self, count: int) -> None:
        """Scroll by rows."""
        self.scroll_to(y=self.scroll_y + count, animate=False)

    def action_pages(self, count: int) -> None:
        """Scroll by pages."""
        self.action_lines(count * max(1, self.size.height - 1))

    def on_resize(self) -> None:
        """Fit the new size."""
        self._lay_out()
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Choose the card under the pointer."""
        y = event.y + round(self.scroll_y)
        if y < len(self._lines):
            under = [entry for x, entry in self._lines[y].entries if x <= event.x - 1]
            if under:
                self.post_message(self.Chosen(self._entries[under[-1]]))

    def _lay_out(self) -> None:
        width = self.size.width - 3  # a blank at either side, and the scroll bar
        asked = (self._entries, self._notes, width)
        if width > 0 and asked != self._laid_out:
            self._laid_out = asked
            self._lines = pane_lines(self._entries, self._notes, width, self.options)
            self.set_total(len(self._lines))

    def _bring(self, chosen: int) -> None:
        """Scroll so that a card is seen."""
        rows = [k for k, each in enumerate(self._lines) if any(entry == chosen for _, entry in each.entries)]
        if not rows:
            return
        top, height = round(self.scroll_y), self.size.height
        height -= rows[-1] + 1 < len(self._lines)  # the last row may be the one that says what is below
        if rows[0] < top or rows[-1] >= top + height:
            self.scroll_to(y=rows[0] if len(rows) > height else max(0, rows[-1] - height + 1), animate=False)

    def _below(self) -> str:
        """What to say, in place of the last row, of what is below, as it fits; nothing if that is all."""
        room = max(0, self.size.width - 2)
        hidden = self._lines[round(self.scroll_y) + self.size.height - 1 :]
        if len(hidden) < 2:
            return ""
        notes = sum(bool(each.spans) and each.spans[0].role is Role.LABEL for each in hidden)
        more, how = f"{len(hidden)} more lines", "j scrolls" if self.has_focus else "Tab goes here"
        forms = (f"{more}, a note among them: {how}", f"{more}, a note too: {how}") if notes else ()
        return next((form for form in (*forms, f"{more}: {how}") if len(form) <= room), more[:room])

    def render_line(self, y: int) -> Strip:
        """One row of the pane."""
        blank = self.get_component_rich_style("card")
        at = y + round(self.scroll_y)
        if not self._lines and y == 0:
            empty = "No terms in this paragraph: w marks a word, Enter looks it up."[: max(0, self.size.width - 1)]
            return line((Run(1, empty, len(empty), self._style(Role.OTHER)),), self.size.width, blank)
        if at >= len(self._lines):
            return line((), self.size.width, blank)
        if y == self.size.height - 1 and (below := self._below()):
            return line((Run(1, below, len(below), self._style(Role.OTHER)),), self.size.width, blank)
        shown = self._lines[at]
        runs = []
        for span in shown.spans:
            entry = next((entry for x, entry in reversed(shown.entries) if x <= span.x), None)
            style = self._style(span.role)
            if entry is not None and entry == self._chosen and span.role is Role.TERM:
                style += self.get_component_rich_style("card-chosen", partial=True)
            runs.append(Run(span.x + 1, span.text, span.cells, style))
        return line(runs, self.size.width, blank)

    def _style(self, role: Role) -> Style:
        return self.get_component_rich_style(f"card-{role.value}")
