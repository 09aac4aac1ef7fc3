"""The text on the screen: keys and the mouse -> moves of the reading -> the lines that the drawer makes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import ClassVar

from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.strip import Strip

from reader.annotate import folding
from reader.language.layout import LayoutOptions, harmless
from reader.model import Bitext
from reader.tui.keys import bindings
from reader.tui.options import Look
from reader.tui.page.draw import STYLES, Drawer
from reader.tui.page.find import Finder, Found, Search
from reader.tui.page.flow import Side
from reader.tui.page.jumps import Jumps
from reader.tui.page.laid import Place
from reader.tui.page.reading import Reading, Uses
from reader.tui.page.stretching import Stretching
from reader.tui.page.words import Ask, Words
from reader.tui.paint import Layer, Run, line

# Between keys, heights are worked out in slices of this many seconds, so often.
_SLICE, _EVERY = 0.008, 0.05
_WHEEL = 3  # rows
_EMPTY = "No text here."


class ReadingView(Stretching, can_focus=True):
    """The document. `uses` gives the terms of a block; `moved` is called when place or chosen term changed."""

    COMPONENT_CLASSES: ClassVar[set[str]] = set(STYLES)
    BINDINGS: ClassVar[list[BindingType]] = [Binding(*words, show=False, id=name) for name, words in bindings("view")]

    def __init__(
        self,
        bitext: Bitext,
        uses: Uses,
        options: LayoutOptions,
        moved: Callable[[], None],
        hint: str = "",
        *,
        look: Look,
        ask: Ask,
    ) -> None:
        super().__init__(look)
        self.ask = ask
        self.reading = Reading(bitext, uses, options, harmless(hint))
        self.viewport = self.reading.viewport
        self.search = Search()
        self._fold = lru_cache(maxsize=1)(lambda: folding("zh-Hant"))
        self.finder = Finder(bitext, self.viewport.blocks, self._fold)
        self.words = Words(self.reading, ask)
        self._moved = moved  # not a message: the whole screen is to change at once
        self._drawer = Drawer(self.reading, self._style, self._found, lambda: self.look.tones)
        self._frame: list[Place] = []
        self._syncing = False
        self._count = ""  # digits typed before G
        self.jumps = Jumps()
        self.awaiting: Callable[[str], object] | None = None  # who is told the next key, instead of what it does

    def act(self, move: Callable[[], object]) -> None:
        """Do a move, and show what has changed."""
        if not (self.viewport.height or self.size.height):
            return  # hidden, or not laid out yet
        move()
        if self.word is not None and self.reading.block and self.word.paragraph not in self.reading.block.source:
            self.word = None
        self._sync()
        self.refresh()
        self._moved()

    def jump(self, move: Callable[[], object]) -> None:
        """Do a move that leads away: the place that is left can be gone back to."""
        before = self.reading.spot
        self.act(move)
        if self.reading.spot != before:
            self.jumps.leave(before)

    def renew(self, bitext: Bitext, uses: Uses) -> None:
        """Read a bitext that has more of the same text, from the same place."""
        place = self.place_of_word()
        self.reading.renew(bitext, uses)
        self.reading.chosen = self.term_at(place)
        self.finder = Finder(bitext, self.viewport.blocks, self._fold)
        if self.search.query:
            hits, by = self.finder.find(self.search.query)
            self.search = Search(self.search.query, hits, by)
        self.act(self.set_text)
        self._idle.resume()

    # -- keys -----------------------------------------------------------------------------

    def action_step(self, direction: int) -> None:
        """To the next or last paragraph, a row at a time through one that doesn't fit."""
        if not self.stretch(direction, "row"):
            self.act(lambda: self.reading.step(direction))

    def action_paragraph(self, direction: int) -> None:
        """To the next or last paragraph."""
        self.act(lambda: self.reading.go(self.viewport.current + direction))

    def action_sentence(self, direction: int) -> None:
        """To the next or last sentence."""
        if not self.stretch(direction, "character"):
            self.act(lambda: self.reading.sentence(direction))

    def action_word(self, direction: int) -> None:
        """To the next or last word."""
        if not self.stretching:
            super().action_word(direction)
        else:
            self.when_known(lambda: self.stretch(direction, "word"))

    def action_page(self, count: float) -> None:
        """A page or half a page on or back."""
        self.act(lambda: self.reading.page(count))

    def action_end(self, direction: int) -> None:
        """To the beginning or the end of the document, or to the paragraph whose number was typed before."""
        number, self._count = self._count, ""
        if number and direction > 0:
            block = self.reading.named(number)
            self.jump(lambda: self.reading.go(block or 0))
            self.tell_end(number)
            return
        self.jump(lambda: self.reading.end(direction))

    def tell_end(self, number: str) -> None:
        """Say so where a number is higher than those of the paragraphs."""
        count = len(self.viewport.blocks)
        if number.strip().isdecimal() and int(number) > count:
            self.say(f"The last paragraph: there are {count}")

    def action_term(self, direction: int) -> None:
        """To the next or last term, over the edge of the paragraph too."""
        place = self.word and (self.word.paragraph, self.word.start + (direction > 0))

        def move() -> None:
            if self.reading.term(direction, place):
                self.word = None
            else:
                self.say("No other term near here")

        self.act(move)

    def action_english(self) -> None:
        """Hide the English; where it is hidden, reveal it here, or hide it again."""
        if not self.viewport.translated:
            self.say("There is no translation to hide")
            return
        if not self.reading.hiding.on:
            self.say("English hidden: x reveals it here, X everywhere")
        self._hide(lambda: self.reading.hiding.toggle(self.reading.beads))

    def action_english_all(self) -> None:
        """Show all of the English again."""
        self._hide(self.reading.hiding.stop)

    def _hide(self, change: Callable[[], object]) -> None:
        self.act(lambda: self.reading.hide(change))
        self._idle.resume()

    def action_found(self, direction: int) -> None:
        """To the next or last place found."""
        if not self.search.hits:
            self.say("Nothing to look for: / asks")
            return
        before = self.search.at
        self.jump(lambda: self._go_to_found(self.search.move(direction)))
        if before is not None and self.search.at is not None and (self.search.at - before) * direction <= 0:
            around = "the first place again" if direction > 0 else "the last place again"
            self.say(f"No other place {'below' if direction > 0 else 'above'}: {around}")

    def find(self, query: str, block: int, then: Callable[[], object]) -> None:
        """Look for something, go to the first place from a block on, and do what is to be done then."""

        def look() -> None:
            hits, by = self.finder.find(query)
            self.search = Search(query, hits, by)
            self.act(lambda: self._go_to_found(self.search.start(block)))
            then()

        if self.finder.crosses(query):
            self.when_known(look)
        else:
            look()

    def _go_to_found(self, found: Found | None) -> None:
        if found is not None:
            self.reading.go_to_text(found.block, found.side, found.paragraph, range(found.start, found.stop))
            if found.side is Side.TARGET and self.reading.hiding.hides(self.reading.beads):
                self.say("Found in English that is hidden: x reveals it")

    class Said(Message):
        """A word to the reader, for a moment."""

        def __init__(self, words: str, *, trouble: bool) -> None:
            super().__init__()
            self.words, self.trouble = words, trouble

    def say(self, words: str, *, trouble: bool = False) -> None:
        """Say a word to the reader; `trouble` is what did not work."""
        self.post_message(self.Said(words, trouble=trouble))

    # -- size and scroll bar --------------------------------------------------------------

    def on_mount(self) -> None:
        """Work out heights between keys."""
        self._refresh_scrollbars()
        self._idle = self.set_interval(_EVERY, self._refine)
        self.call_after_refresh(self.dress)

    def on_key(self, event: events.Key) -> None:
        """A key that somebody waits for; digits before G are the number of a paragraph."""
        if self.awaiting is not None:
            told, self.awaiting = self.awaiting, None
            event.stop()
            told(event.key if event.key == "escape" else event.character or event.key)
            return
        if event.character is not None and event.character.isdecimal() and event.character.isascii():
            self._count = (self._count + event.character)[:6]
            self.say(f"{self._count}G goes to paragraph {self._count}")
        elif event.key != "G":
            self._count = ""

    def on_resize(self, event: events.Resize) -> None:
        """Fit the new size; the place stays."""
        self.act(lambda: self.reading.resize(event.size.width, event.size.height))
        self._idle.resume()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """The scroll bar has moved."""
        super().watch_scroll_y(old_value, new_value)
        if not self._syncing and self.viewport.height:
            self.begin_anew()
            self.viewport.scroll_to(round(new_value))
            self.call_later(self.act, lambda: self.reading.scroll(0))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Some rows on."""
        event.stop()
        self.begin_anew()
        self.act(lambda: self.reading.scroll(_WHEEL))

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Some rows back."""
        event.stop()
        self.begin_anew()
        self.act(lambda: self.reading.scroll(-_WHEEL))

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
            self._frame = self.viewport.frame()
        if y == 0 and not self._frame:
            return line(
                (Run(1, _EMPTY, len(_EMPTY), self.rich_style + self._style("hint")),), self.size.width, self.rich_style
            )
        if y >= len(self._frame):
            return line((), self.size.width, self.rich_style)
        return self._drawer.strip(self._frame[y], self.size.width, self.rich_style)

    def _style(self, name: str) -> Style:
        return self.get_component_rich_style(name, partial=True)

    def _found(self, side: Side, paragraph: int) -> Sequence[Layer]:
        search = self.search
        found = [
            Layer(search.hits[k].start, search.hits[k].stop, self._style("found-here" if k == search.at else "found"))
            for k in search.in_paragraph(side, paragraph)
        ]
        return [*found, *self.marks_on(side, paragraph)]
