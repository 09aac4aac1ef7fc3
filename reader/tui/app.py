"""The screen: title, text, terms, keys. Holds one bitext and asks others for what it shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from textual import events
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.content import Content
from textual.widgets import Static

from reader.language.layout import LayoutOptions, cell_width, harmless, measure
from reader.model import Bitext
from reader.tui.cards import Entry, entries
from reader.tui.help import HelpScreen
from reader.tui.keys import bindings
from reader.tui.pane import TermsPane
from reader.tui.themes import NIGHT, THEMES
from reader.tui.view import ReadingView, Uses

_SMALLEST = (16, 4)  # cells; below, there is no room for a line of text under the title
_PANE_BESIDE_FROM, _PANE_BELOW_FROM = 160, 22  # columns; rows


@dataclass(frozen=True, slots=True)
class ScreenOptions:
    """`theme` is night or day; `ambiguous` the cells of “ ” … — · in this terminal, 1 or 2."""

    theme: str = "night"
    ambiguous: int = 1


class ReaderApp(App[int]):
    """Reads one bitext."""

    CSS_PATH = "screen.tcss"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(*words, show=False, id=name, priority=name == "pane") for name, words in bindings("app")),
        Binding("ctrl+c", "quit", show=False, priority=True),
    ]

    def __init__(
        self, bitext: Bitext, uses: Uses, title: str, options: ScreenOptions, hint: str = "", **driver: Any
    ) -> None:
        super().__init__(**driver)
        self.bitext = bitext
        self.uses = uses
        self.document_title = harmless(title)
        self.options = options
        self.layout_options = LayoutOptions(options.ambiguous)
        self.hint = hint
        self._entries: tuple[Entry, ...] = ()
        for theme in THEMES.values():
            self.register_theme(theme)
        self.theme = options.theme

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The names of our own colours, for themes that lack them."""
        return NIGHT.variables

    def compose(self) -> ComposeResult:
        """Title and place above, keys below, text and terms between."""
        yield Static(id="title")
        with Container(id="body"):
            yield ReadingView(self.bitext, self.uses, self.layout_options, self._explain, self.hint)
            yield TermsPane(self.layout_options)
        yield Static(id="keys")
        yield Static(id="small")

    def on_mount(self) -> None:
        """Begin in the text."""
        self.view.focus()

    @property
    def view(self) -> ReadingView:
        """The text."""
        return self.query_one(ReadingView)

    @property
    def pane(self) -> TermsPane:
        """The terms."""
        return self.query_one(TermsPane)

    # -- what is shown --------------------------------------------------------------------

    def on_resize(self, event: events.Resize) -> None:
        """Put the terms beside the text, below it, or, where there is no room, behind Tab."""
        width, height = event.size
        screen = self.screen_stack[0]
        screen.set_class(width < _SMALLEST[0] or height < _SMALLEST[1], "small")
        screen.set_class(height >= _PANE_BELOW_FROM, "roomy")
        screen.set_class(width >= _PANE_BESIDE_FROM, "beside")
        screen.set_class(width < _PANE_BESIDE_FROM and height >= _PANE_BELOW_FROM, "below")
        self._say()

    def _explain(self) -> None:
        """Explain the paragraph that is current now."""
        self._entries = entries(self.view.current_uses())
        self.pane.show(self._entries, self.view.notes(), self._chosen_entry())
        self._say()

    def on_terms_pane_chosen(self, message: TermsPane.Chosen) -> None:
        """Point at the term in the text."""
        self.view.choose(message.entry.hits[0])

    def on_descendant_focus(self) -> None:
        """The keys shown depend on where the focus is."""
        self.screen_stack[0].set_class(self.pane.has_focus, "in-terms")
        self._say()

    def _chosen_entry(self) -> int | None:
        chosen = self.view.chosen
        return next((k for k, entry in enumerate(self._entries) if chosen in entry.hits), None)

    def _say(self) -> None:
        """Title, place and keys, as much as fits."""
        width = self.size.width
        viewport = self.view.viewport
        count = len(viewport.blocks)
        place = f"{self.view.current + 1}/{count}" if count else "empty"
        room = max(0, width - len(place) - 5)
        title = _cut(self.document_title, room, self.options.ambiguous)
        gap = " " * max(1, width - 2 - cell_width(title, self.options.ambiguous) - len(place))
        heading = Content.assemble((title, "bold $rest"), gap, (place, "$muted"))
        self.query_one("#title", Static).update(heading, layout=False)
        self.query_one("#keys", Static).update(_hints(width - 2, in_terms=self.pane.has_focus), layout=False)
        self.query_one("#small", Static).update(Content(f"{_SMALLEST[0]}x{_SMALLEST[1]} cells at least"), layout=False)

    # -- keys -----------------------------------------------------------------------------

    def action_pane(self) -> None:
        """From the text to the terms and back."""
        (self.view if self.pane.has_focus else self.pane).focus()

    def action_leave(self) -> None:
        """Back to the text; there, let go of the chosen term."""
        if self.pane.has_focus:
            self.view.focus()
        else:
            self.view.choose(None)

    def action_theme(self) -> None:
        """Day or night."""
        self.theme = "day" if self.theme == "night" else "night"

    def action_help(self) -> None:
        """Show the keys."""
        self.push_screen(HelpScreen())

    async def action_quit(self) -> None:
        """Leave."""
        self.exit(0)


def _hints(width: int, *, in_terms: bool) -> Content:
    hints = (
        [("Tab", "text"), ("j k", "scroll"), ("?", "help"), ("q", "quit")]
        if in_terms
        else [("j k", "paragraph"), ("[ ]", "term"), ("Tab", "terms"), ("v", "layout"), ("?", "help"), ("q", "quit")]
    )
    while hints and sum(len(key) + len(word) + 4 for key, word in hints) - 3 > width:
        hints.pop(0 if len(hints) > 2 else -1)
    return Content("   ").join(Content.assemble((key, "bold $rest"), (f" {word}", "$muted")) for key, word in hints)


def _cut(text: str, width: int, ambiguous: int) -> str:
    """The text, cut at a width in cells."""
    starts, edges = measure(text, ambiguous)
    if edges[-1] <= width:
        return text
    fits = max((k for k, edge in enumerate(edges) if edge <= width - 2), default=0)
    return text[: starts[fits]] + ".." if width > 2 else ""
