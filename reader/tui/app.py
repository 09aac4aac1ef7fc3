"""The screen: title, text, terms, keys. Holds one bitext and asks others for what it shows."""

from __future__ import annotations

import os
from typing import Any, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.content import Content
from textual.scrollbar import ScrollBar
from textual.widgets import Static

from reader.language.layout import LayoutOptions, cell_width, harmless
from reader.model import Bitext
from reader.tui import sizes
from reader.tui.actions.corrections import Corrections
from reader.tui.actions.origins import names_page
from reader.tui.foot import cut, hints
from reader.tui.kept.desk import Desk, Terms
from reader.tui.kept.places import progress
from reader.tui.keys import bindings, twice
from reader.tui.lines import PlainBar
from reader.tui.options import ScreenOptions
from reader.tui.page.find import Search
from reader.tui.page.laid import Place
from reader.tui.page.opening import Rest, read_whole
from reader.tui.page.reading import Uses
from reader.tui.page.view import ReadingView
from reader.tui.page.words import Ask
from reader.tui.sheets.cards import Entry, entries, without_english
from reader.tui.sheets.help import HelpScreen
from reader.tui.sheets.pane import TermsPane
from reader.tui.sheets.prompt import Asks, Prompt
from reader.tui.sheets.rawview import RawScreen
from reader.tui.terminal import count_marks_as
from reader.tui.themes import ANSI, NIGHT, THEMES, WORDS

_SAID_FOR = 3.0  # seconds
_QUERY = 7  # cells of what is looked for, at least


class ReaderApp(Corrections):
    """Reads one bitext."""

    CSS_PATH = "screen.tcss"
    ENABLE_COMMAND_PALETTE = False
    VERTICAL_BREAKPOINTS = sizes.HEIGHTS
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(*words, show=False, id=name, priority=name == "pane") for name, words in bindings("app")),
        Binding("ctrl+c", "quit", show=False, priority=True),
    ]

    def __init__(
        self,
        bitext: Bitext,
        uses: Uses,
        title: str,
        options: ScreenOptions,
        hint: str = "",
        ask: Ask = lambda _: (),
        rest: Rest | None = None,
        desk: Desk | None = None,
        **driver: Any,
    ) -> None:
        # Textual chooses how to leave colours out before it knows the theme: grey is a colour too.
        none = options.theme == ANSI.name and "NO_COLOR" in os.environ
        super().__init__(ansi_color=none or None, **driver)
        self.document_title = harmless(title)
        self.options = options
        self.ask = ask
        self.rest = rest  # None as soon as all of the document is here
        self.is_whole = rest is None
        self.ambiguous = options.ambiguous or 1
        count_marks_as(self.ambiguous)
        layout_options = LayoutOptions(self.ambiguous)
        self.view = ReadingView(bitext, uses, layout_options, self._explain, hint, look=options.look, ask=ask)
        terms = Terms(lambda _: None, lambda _: uses)
        self.begin(bitext, desk or Desk(terms, lambda: terms, saves=False))
        self.pane = TermsPane(layout_options)
        self.prompt = Prompt()
        self._title, self._keys, self._small = Static(id="title"), Static(id="keys"), Static(id="small")
        self._entries: tuple[Entry, ...] = ()
        ScrollBar.renderer = PlainBar  # those of lists and help too
        self._said = Content("")
        self._asked_from: tuple[int, Place] = (0, (0, 0))
        for theme in THEMES.values():
            self.register_theme(theme)
        self.theme = options.theme

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The names of our own colours, for themes that lack them."""
        return NIGHT.variables

    def compose(self) -> ComposeResult:
        """Title and place above, keys below, text and terms between."""
        yield self._title
        with Container(id="body"):
            yield self.view
            yield self.pane
        yield self._keys
        yield self.prompt
        yield self._small

    def on_mount(self) -> None:
        """Begin in the text."""
        self._unsaid = self.set_timer(_SAID_FOR, self._unsay)
        self.app_resume_signal.subscribe(self, lambda _: self.refresh(layout=True))  # the shell has the screen till fg
        self.set_keymap(self.options.keymap)
        if clashes := twice(self.options.keymap):
            self.view.say(f"Keys with two meanings: {'; '.join(clashes)}", trouble=True)
        self.view.focus()
        if self.rest:
            self.call_after_refresh(self._read_rest, self.rest)
        else:
            self.call_after_refresh(lambda: self.load_places(go=True))
            self.call_after_refresh(self.offer_left)
        self.call_after_refresh(self.begin_keys, self.options.typed)

    def _read_rest(self, rest: Rest) -> None:
        """The first pages are on the screen: read the whole, and go on from the same place."""

        def opened(bitext: Bitext) -> None:
            self.rest, self.is_whole = None, True
            untouched = self._place() == ((0, 0), 0)
            self.begin(bitext, self.desk)
            self.view.renew(bitext, rest.annotate(bitext))
            self.load_places(go=untouched)
            self.offer_left()

        def failed(words: str) -> None:
            self.rest = None
            self.view.say(f"Only the first pages: {harmless(words)}", trouble=True)

        read_whole(
            rest.whole,
            opened=lambda bitext: self.call_later(opened, bitext),
            failed=lambda words: self.call_later(failed, words),
            notify=self.view.say,  # a message: from any thread
        )

    def _place(self) -> tuple[Place, int]:
        return self.view.viewport.top, self.view.viewport.current

    # -- what is shown --------------------------------------------------------------------

    def on_resize(self, event: events.Resize) -> None:
        """Put the terms beside the text, below it, or, where there is no room, behind Tab."""
        width, height = event.size
        screen = self.screen_stack[0]
        screen.set_class(width < sizes.SMALLEST[0] or height < sizes.SMALLEST[1], "small")
        screen.set_class(width >= sizes.PANE_BESIDE_FROM, "beside")
        screen.set_class(width < sizes.PANE_BESIDE_FROM and height >= sizes.PANE_BELOW_FROM, "below")
        self._say()

    def _explain(self) -> None:
        """Explain the paragraph that is current now."""
        reading = self.reading
        uses = reading.uses()
        self._entries, notes = entries(uses, reading.uses_here()), reading.notes()
        if reading.hiding.hides(reading.beads):
            self._entries, notes = without_english(self._entries), []
        self.pane.show(self._entries, notes, self._chosen_entry())
        self._say()

    def on_reading_view_said(self, message: ReadingView.Said) -> None:
        """Show it in place of the keys."""
        words = cut(message.words, max(4, self.size.width - 2), self.ambiguous)
        self._said = Content.styled(words, "$warn" if message.trouble else "$term")
        self._say()
        self._unsaid.stop()
        self._unsaid = self.set_timer(_SAID_FOR, self._unsay)

    def key_begins(self) -> None:
        """What was said of the last key is gone with the next that shows anything; what it waits for is let go."""
        self._said = Content("")
        self.view.begin_anew()

    def _unsay(self) -> None:
        self._said = Content("")
        self._say()

    def on_terms_pane_chosen(self, message: TermsPane.Chosen) -> None:
        """Point at the term in the text."""
        self.view.act(lambda: self.reading.choose(message.entry.hits[0]))

    def on_descendant_focus(self) -> None:
        """The keys shown depend on where the focus is."""
        if self.screen_stack:  # none is left when the program is ending
            self.screen_stack[0].set_class(self.pane.has_focus, "in-terms")
            self._say()

    def _chosen_entry(self) -> int | None:
        chosen = self.reading.chosen
        return next((k for k, entry in enumerate(self._entries) if chosen in entry.hits), None)

    def _say(self) -> None:
        """Title, place and keys, as much as fits."""
        width = self.size.width
        viewport = self.view.viewport
        count = len(viewport.blocks)
        more = "+" if self.rest else ""  # the rest is being read
        place = f"{viewport.current + 1}/{count}{more}" if count else "empty"
        if count and width >= sizes.PROGRESS_FROM:
            place = f"{progress(viewport.current, count)}   {place}"
        if page := self.reading.on_page:
            place = f"page {page}   {place}"
        if words := self.standing_words(short=width < sizes.STATUS_IN_WORDS_FROM):
            place = f"{words}   {place}"
        if self.view.search.hits and not self.prompt.display:  # which says it itself
            query = cut(harmless(self.view.search.query), max(_QUERY, width // 4), self.ambiguous)
            place = f"{query} {self.view.search.words()}   {place}"
        room = max(0, width - cell_width(place, self.ambiguous) - 5)
        title = cut(self.document_title, room, self.ambiguous)
        gap = " " * max(1, width - 2 - cell_width(title + place, self.ambiguous))
        heading = Content.assemble((title, "bold $rest"), gap, (place, "$muted"))
        self._title.update(heading, layout=False)
        hidden = self.reading.hiding.on
        keys = hints(width - 2, in_terms=self.pane.has_focus, translated=viewport.translated, hidden=hidden)
        self._keys.update(self._said or keys, layout=False)
        small = f"{width}x{self.size.height} is too small\n{sizes.SMALLEST[0]}x{sizes.SMALLEST[1]} at least"
        self._small.update(Content(small), layout=False)

    # -- keys -----------------------------------------------------------------------------

    def action_pane(self) -> None:
        """From the text to the terms and back; from the raw lines of one side to the other's."""
        if self.prompt.display:
            self.prompt.action_keep()
        elif isinstance(self.screen, RawScreen):
            self.screen.action_side()
        elif self.screen is self.screen_stack[0]:
            (self.view if self.pane.has_focus else self.pane).focus()
        else:
            self.screen.focus_next()

    def action_leave(self) -> None:
        """Back to the text; there, let go of what is selected, marked, found or chosen."""
        if self.pane.has_focus:
            self.view.focus()
        else:
            self.view.act(self._leave)

    def _leave(self) -> None:
        if self.view.unmark():
            return
        if self.view.search.query:
            self.view.search = Search()
        else:
            self.reading.leave()

    def action_ask(self, mark: str) -> None:
        """Open the line that looks for something, or goes somewhere."""
        self._asked_from = self.reading.viewport.current, self.reading.viewport.top
        self.screen_stack[0].add_class("asking")
        self.prompt.ask(Asks(mark))

    def on_prompt_typed(self, message: Prompt.Typed) -> None:
        """Look while the words are typed."""
        if message.asks is Asks.FIND:
            self._return()
            self.view.find(message.words, self._asked_from[0], lambda: self.prompt.say(self.view.search.words()))

    def on_prompt_done(self, message: Prompt.Done) -> None:
        """Stay, or go back to where the question was asked."""
        self.screen_stack[0].remove_class("asking")
        self.view.focus()
        if message.asks is Asks.GO and message.kept:
            self._go(message.words)
        elif message.asks is Asks.FIND and not (message.kept and message.words):
            self.view.search = Search()
            self._return()
        elif message.asks is Asks.FIND and message.words != self.view.search.query:  # it still waits for the dictionary
            self.view.find(message.words, self._asked_from[0], lambda: self._found(message.words))
        elif message.asks is Asks.FIND:
            self._found(message.words)
        self._say()

    def _found(self, words: str) -> None:
        """Stay where a search has led, or go back if it led nowhere."""
        if self.view.search.hits:
            self.view.jumps.leave(self.reading.spot_of(self._asked_from[0]))
            return
        self.view.say(f"Not found: {harmless(words)}", trouble=True)
        self.view.search = Search()
        self._return()

    def _return(self) -> None:
        viewport = self.reading.viewport
        viewport.current, viewport.top = self._asked_from
        self.view.act(lambda: None)

    def _go(self, words: str) -> None:
        block = self.of_page(words) if names_page(words) else self.reading.named(words)
        if isinstance(block, str):
            self.view.say(block, trouble=True)
        elif block is None:
            self.view.say(f"No such place: {harmless(words)}", trouble=True)
        else:
            self.view.jump(lambda: self.reading.go(block))
            self.view.tell_end(words)

    def action_theme(self) -> None:
        """Day, night, or the terminal's own colours."""
        if self.no_color:
            self.view.say("No colours: NO_COLOR is set")
            return
        names = list(THEMES)
        self.theme = names[(names.index(self.theme) + 1) % len(names)]
        self.view.say(f"Theme: {WORDS[self.theme]}")

    def action_help(self) -> None:
        """Show the keys."""
        self.push_screen(HelpScreen(self.options.keymap))
