"""The raw view: the lines of the file as they came, and beside them what repair did. It changes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import ClassVar

from rich.style import Style
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import ModalScreen
from textual.strip import Strip
from textual.widgets import Static

from reader.language.layout import LayoutOptions, cell_width, harmless
from reader.tui.foot import cut, fitting_hints
from reader.tui.keys import bindings
from reader.tui.lines import LineView
from reader.tui.paint import Layer, Run, layered, line
from reader.tui.sheets.original import Original
from reader.tui.sheets.raw import RawLine, RawPiece, RawRow, RawText, Signs, raw_rows

_KEPT = 600  # lines laid out that are kept: several screens
_WHEEL = 3  # rows
# What goes last where there is no room, sign or key, what it means.
_LEGEND = (
    (0, "r", "back"),
    (6, "n N", "repairs"),
    (7, "] [", "no joins"),
    (1, "+", "joined"),
    (2, "~", "changed"),
    (3, "-", "dropped"),
    (4, "?", "not sure"),
)
_OTHER_SIDE = (5, "Tab", "other side")


class RawView(LineView, can_focus=True):
    """The lines. A place is (line, row of the line); the scroll bar counts lines."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"text", "here", "number", "sign", "changed", "dropped", "words", "mark"}
    BINDINGS: ClassVar[list[BindingType]] = [Binding(*words, show=False, id=name) for name, words in bindings("raw")]

    def __init__(self, text: RawText, at: int, options: LayoutOptions) -> None:
        super().__init__()
        self.options = options
        self._syncing = False
        self.show(text, at)

    def show(self, text: RawText, at: int) -> None:
        """Show these lines, from the one at `at` on."""
        self.text = text
        self.current = at
        self.top = (at, 0)
        last = text.original.lines[-1].origin
        longest = max(line.origin.line for line in text.original.lines)
        self._digits = len(f"{last.page}:{longest}" if text.original.paged else str(longest))
        self._rows = lru_cache(maxsize=_KEPT)(self._lay_out)

    # -- where it is ----------------------------------------------------------------------

    def frame(self) -> list[tuple[int, int]]:
        """The places on the screen."""
        made: list[tuple[int, int]] = []
        index, row = self.top
        while index < len(self.text) and len(made) < self.size.height:
            made += [(index, k) for k in range(row, len(self._rows(index)[1]))]
            index, row = index + 1, 0
        return made[: self.size.height]

    def _up(self, place: tuple[int, int], rows: int) -> tuple[int, int]:
        index, row = place
        while rows > row and index:
            rows -= row + 1
            index -= 1
            row = len(self._rows(index)[1]) - 1
        return index, max(0, row - rows)

    def _down(self, place: tuple[int, int], rows: int) -> tuple[int, int]:
        index, row = place
        while row + rows >= len(self._rows(index)[1]) and index + 1 < len(self.text):
            rows -= len(self._rows(index)[1]) - row
            index, row = index + 1, 0
        return index, min(row + rows, len(self._rows(index)[1]) - 1)

    def _lowest(self) -> tuple[int, int]:
        last = len(self.text) - 1
        return self._up((last, len(self._rows(last)[1]) - 1), max(0, self.size.height - 1))

    def go(self, index: int) -> None:
        """Make a line current, and show it."""
        self.current = max(0, min(index, len(self.text) - 1))
        height = max(1, self.size.height)
        last = (self.current, len(self._rows(self.current)[1]) - 1)
        frame = self.frame()
        if self.current <= self.top[0]:
            self.top = (self.current, 0) if self.top[0] - self.current < height else self._up(last, height // 2)
        elif not frame or last > frame[-1]:
            near = bool(frame) and self.current - frame[-1][0] < height
            self.top = self._up(last, height - 1 if near else height // 2)
        self._changed()

    def _scroll(self, rows: int) -> None:
        """Scroll; the current line comes along."""
        moved = self._down(self.top, rows) if rows > 0 else self._up(self.top, -rows)
        self.top = min(moved, self._lowest())
        frame = self.frame()
        self.current = max(frame[0][0], min(self.current, frame[-1][0]))
        self._changed()

    def _changed(self) -> None:
        self._syncing = True
        try:
            self.set_total(len(self.text) + max(0, self.size.height - 1))
            if round(self.scroll_y) != self.top[0]:
                self.scroll_target_y = self.scroll_y = self.top[0]
        finally:
            self._syncing = False
        self.refresh()
        if isinstance(self.screen, RawScreen):
            self.screen.tell()

    # -- keys and the mouse ---------------------------------------------------------------

    def action_line(self, count: int) -> None:
        """By lines."""
        self.go(self.current + count)

    def action_page(self, count: float) -> None:
        """By pages or halves."""
        before = self.top
        self._scroll(round(count * max(1, self.size.height - 1)))
        if self.top == before:  # the first or last page
            self.go(0 if count < 0 else len(self.text) - 1)

    def action_end(self, direction: int) -> None:
        """To the first or last line."""
        self.go(0 if direction < 0 else len(self.text) - 1)

    def action_repair(self, direction: int, joins: bool = True) -> None:
        """To the next or last repair."""
        found = self.text.next_repair(self.current, direction, joins=joins)
        self._go_or_say(found, f"No repair {'below' if direction > 0 else 'above'}")

    def action_doubt(self, direction: int) -> None:
        """To the next or last line end that repair was not sure of."""
        found = self.text.next_doubt(self.current, direction)
        self._go_or_say(found, f"No doubtful line end {'below' if direction > 0 else 'above'}")

    def action_leave(self) -> None:
        """Back to the text."""
        if isinstance(self.screen, RawScreen):
            self.screen.action_back()

    def _go_or_say(self, found: int | None, otherwise: str) -> None:
        if found is not None:
            self.go(found)
        elif isinstance(self.screen, RawScreen):
            self.screen.tell(otherwise)

    def on_resize(self) -> None:
        """Fit the new size; the current line stays."""
        self._rows = lru_cache(maxsize=_KEPT)(self._lay_out)
        self.top = self.top[0], 0
        self.go(self.current)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """The scroll bar has moved."""
        super().watch_scroll_y(old_value, new_value)
        if not self._syncing and self.size.height:
            self.top = min((min(round(new_value), len(self.text) - 1), 0), self._lowest())
            self._scroll(0)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Some rows on."""
        event.stop()
        self._scroll(_WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Some rows back."""
        event.stop()
        self._scroll(-_WHEEL)

    def on_click(self, event: events.Click) -> None:
        """Make a line current."""
        frame = self.frame()
        if event.y < len(frame):
            self.go(frame[event.y][0])

    # -- drawing --------------------------------------------------------------------------

    @property
    def _left(self) -> int:
        return self._digits + 5  # the bar, the number, the sign, and blanks between

    def _lay_out(self, index: int) -> tuple[RawLine, tuple[RawRow, ...]]:
        made = self.text.line(index)
        return made, raw_rows(made, max(2, self.size.width - self._left - 1), self.options)

    def render_line(self, y: int) -> Strip:
        """One row of the screen."""
        blank = self.rich_style
        frame = self.frame()
        if y >= len(frame):
            return line((), self.size.width, blank)
        index, row = frame[y]
        shown, rows = self._rows(index)
        runs = self._gutter(index, row, shown.sign)
        for piece in rows[row]:
            runs += self._runs(piece, shown, current=index == self.current)
        return line(runs, self.size.width, blank).crop(0, self.size.width)

    def _gutter(self, index: int, row: int, sign: str) -> list[Run]:
        origin = self.text.original.lines[index].origin
        number = f"{origin.page}:{origin.line}" if self.text.original.paged else str(origin.line)
        runs = [Run(0, "|", 1, self._style("mark"))] if index == self.current else []
        if not row:
            runs.append(Run(2, number.rjust(self._digits), self._digits, self._style("number")))
            runs.append(Run(self._digits + 3, sign, 1, self._style("sign")))
        return runs

    def _runs(self, piece: RawPiece, shown: RawLine, *, current: bool) -> list[Run]:
        x = self._left + piece.x
        if piece.of_words:
            return [Run(x, shown.words[piece.start : piece.stop], piece.cells, self._style("words"))]
        base = self._style("here" if current else "text")
        if shown.sign == Signs.DROPPED:
            base += self._style("dropped")
        changed = [Layer(span.start, span.stop, self._style("changed")) for span in shown.changed]
        runs = []
        for start, stop, style in layered(piece.start, piece.stop, base, changed):
            part = shown.text[start:stop]
            cells = cell_width(part, self.options.ambiguous)
            runs.append(Run(x, part, cells, style))
            x += cells
        return runs

    def _style(self, name: str) -> Style:
        return self.get_component_rich_style(name)


class RawScreen(ModalScreen[tuple[int, int] | None]):
    """The raw lines of either side. Leaves with (side, line) if the reader has moved, else with None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "back", show=False),
        Binding("t", "app.theme", show=False),
        Binding("question_mark,fullwidth_question_mark,f1", "app.help", show=False),
    ]

    def __init__(self, sides: Sequence[tuple[str, Original]], at: int, ambiguous: int) -> None:
        super().__init__()
        self.sides = sides
        self.side = 0
        self.ambiguous = ambiguous
        self._from = (0, at)
        self.view = RawView(RawText(sides[0][1]), at, LayoutOptions(ambiguous))
        self._places = [at, *(0 for _ in sides[1:])]
        self._title, self._foot = Static(id="raw-title"), Static(id="raw-foot")

    def compose(self) -> ComposeResult:
        """Where it is; the lines; what the signs mean."""
        yield self._title
        yield self.view
        yield self._foot

    def on_mount(self) -> None:
        """Begin in the lines."""
        self.view.focus()
        self.tell()

    def tell(self, said: str = "") -> None:
        """Say where this is, and a word to the reader in place of the signs."""
        name, original = self.sides[self.side]
        origin = original.lines[self.view.current].origin
        place = f"page {origin.page}, line {origin.line}" if original.paged else f"line {origin.line}"
        place += f" of {len(original.lines)}" if not original.paged else ""
        width = self.size.width - 2
        title = cut(f"Raw text: {harmless(name)}", max(0, width - len(place) - 3), self.ambiguous)
        gap = " " * max(1, width - cell_width(title, self.ambiguous) - len(place))
        self._title.update(Content.assemble((title, "bold $rest"), gap, (place, "$muted")), layout=False)
        legend = (*_LEGEND, _OTHER_SIDE) if len(self.sides) > 1 else _LEGEND
        foot = Content.styled(said, "$seal") if said else fitting_hints(legend, width)
        self._foot.update(foot, layout=False)

    def action_side(self) -> None:
        """The raw lines of the translation, or of the text again."""
        if len(self.sides) > 1:
            self._places[self.side] = self.view.current
            self.side = 1 - self.side
            self.view.show(RawText(self.sides[self.side][1]), self._places[self.side])
            self.view.go(self.view.current)

    def action_back(self) -> None:
        """Back to the text."""
        here = self.side, self.view.current
        self.dismiss(None if here == self._from else here)
