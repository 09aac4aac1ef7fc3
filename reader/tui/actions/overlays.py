"""What opens over the text, or leaves it: outline, entry, palette, clipboard."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from textual._styles_cache import StylesCache
from textual.await_complete import AwaitComplete

from glossary.model import Term
from reader.language.layout import LayoutOptions, harmless
from reader.model import Kind
from reader.tui.foot import cut
from reader.tui.in_turn import InTurn
from reader.tui.kept.clipboard import clipboard_program, send
from reader.tui.kept.desk import Terms
from reader.tui.keys import Key
from reader.tui.options import ScreenOptions
from reader.tui.page.find import Found
from reader.tui.page.flow import Side
from reader.tui.page.marking import Marking
from reader.tui.page.reading import Reading
from reader.tui.page.view import ReadingView
from reader.tui.page.words import Ask
from reader.tui.sheets.choose import ChooseScreen
from reader.tui.sheets.entry import EntryScreen, fitting, snippet
from reader.tui.sheets.outline import outline
from reader.tui.sheets.palette import PaletteScreen

_LONGEST_LOOKED_UP = 40  # characters
# ’ between letters is an apostrophe.
_QUOTE = re.compile("[“”‘]|(?<![A-Za-z])’|’(?![A-Za-z])")
_NESTED = dict(zip("“”‘’", "‘’“”", strict=True))


def nested(text: str) -> str:
    """A text as it stands in quotation marks: marks within marks are single, those within these double again.

    >>> nested("“清水计划”的‘第一期’ and Li’s")
    '‘清水计划’的“第一期” and Li’s'
    """
    return _QUOTE.sub(lambda mark: _NESTED[mark[0]], text)


class Overlays(InTurn):
    """The actions of the reader that open something of their own."""

    view: ReadingView
    options: ScreenOptions
    ambiguous: int
    document_title: str
    ask: Ask
    terms: Terms

    @property
    def reading(self) -> Reading:
        """Where the reader is."""
        return self.view.reading

    def pop_screen(self) -> AwaitComplete:
        """Close what is open, and let go of what Textual would keep of its picture: up to 1,024 widgets' worth."""
        closed = super().pop_screen()
        StylesCache.get_inner_outer.cache_clear()  # an lru_cache on a method holds every `self`
        return closed

    def action_outline(self) -> None:
        """List the headings."""
        viewport = self.reading.viewport
        heads = outline(self.reading.bitext, viewport.blocks)
        here = max((k for k, head in enumerate(heads) if head.block <= viewport.current), default=0)
        lines = [("  " * head.level + head.text, "") for head in heads]

        def go(which: int | None) -> None:
            if which is not None:
                self.view.jump(lambda: self.reading.go(heads[which].block))

        self.push_screen(ChooseScreen("Outline", lines, here, self.ambiguous), go)

    def action_entry(self) -> None:
        """All about the marked word or the chosen term; if there is neither, about what was found or the first term."""
        self.view.when_known(self._open_marked)

    def _open_marked(self) -> None:
        selection = self.view.selection
        if selection is not None:
            if selection.side is Side.TARGET:
                self.view.say("Only Chinese is looked up")
                return
            word = "".join(self.view.marked().split())[:_LONGEST_LOOKED_UP]
            self._open_entry(word, self.terms.get(word))
            return
        found = self.view.place_found()
        if found and self.view.place_of_word() is None:
            self.view.act(lambda: self.view.mark_word(self.view.words.at(*found[:2])))
        place = self.view.word
        if place is not None and self.reading.chosen is None:
            word = self.view.text_of(place)
            self._open_entry(word, self.terms.get(word))
            return
        here = self.reading.uses_here()
        if self.reading.chosen is None and here:
            self.view.act(lambda: self.reading.choose(here[0]))
        if self.reading.chosen is None:
            self.view.say("No term here: w marks a word, a double click opens it")
            return
        hit = self.reading.uses()[self.reading.chosen].hit
        self._open_entry(hit.term.zh, hit.term)

    def on_marking_asked(self, message: Marking.Asked) -> None:
        """A double click on a word."""
        self.view.when_known(lambda: self._open_clicked(message))

    def _open_clicked(self, message: Marking.Asked) -> None:
        if message.term is not None:
            self._open_entry(message.term.zh, message.term)
            return
        start, known = self._word_at(message.text, message.at)
        self._open_entry(start, self.terms.get(start), known)

    def _open_entry(self, word: str, term: Term | None, known: Sequence[Mapping[str, Any]] | None = None) -> None:
        if known is None:
            parts = self.ask(word)
            known = [entry for text, entries in parts if text == word for entry in entries]
            if term is None:
                known = known or [entries[0] for _, entries in parts if entries]  # of a phrase, those of its words
        hits, _ = self.view.finder.find(word)
        paragraphs = self.reading.bitext.source.paragraphs
        here = self.reading.block
        places = [
            (hit, fitting(snippet(paragraphs[hit.paragraph].text, hit.start, hit.stop), 64, self.ambiguous))
            for hit in hits
            if hit.side is Side.SOURCE and (here is None or hit.paragraph not in here.source)
        ]

        def go(found: Found | str | None) -> None:
            if isinstance(found, str):
                self._open_entry(found, self.terms.get(found))
            elif found is not None:
                text = range(found.start, found.stop)
                self.view.jump(lambda: self.reading.go_to_text(found.block, found.side, found.paragraph, text))

        self.push_screen(EntryScreen(word, term, known, places, LayoutOptions(self.ambiguous)), go)

    def _word_at(self, text: str, at: int) -> tuple[str, Sequence[Mapping[str, Any]]]:
        """The word of a sentence that holds a character, as the dictionary cuts it."""
        end = 0
        for word, found in self.ask(text):
            start = text.find(word, end)
            if start < 0:
                continue
            end = start + len(word)
            if start <= at < end:
                return word, found
        return text[at : at + 1], ()

    def action_copy(self, what: str) -> None:
        """Put text on the clipboard: of the terminal always, of the system where it has a program for it."""
        source, target = self.reading.texts()
        marked = self.view.marked()
        both = marked if self.view.selection else f"{source}\n{target}".strip()
        text = {
            "source": marked or source,
            "both": both,
            "cite": self._citation(marked or source),
        }[what]
        if not text:
            return
        self.copy_to_clipboard(text)
        if self.view.stretching:
            self.view.act(self.view.unmark)
        how = "Copied"
        if program := clipboard_program():
            send(program, text, lambda words: self.view.say(f"Copied by the terminal only ({words})"))
            how = f"Copied ({program[0]})"
        shown = harmless(text.replace("\n", " "))
        self.view.say(f"{how}: {cut(shown, max(4, self.size.width - len(how) - 6), self.ambiguous)}")

    def _citation(self, text: str) -> str:
        """The text in quotation marks, with the document's title and number, and its place."""
        paragraphs = self.reading.bitext.source.paragraphs
        number = next((p.text for p in paragraphs if p.kind is Kind.NUMBER), "")
        parts = (f"《{self.document_title}》", number, self.place_in_file() if self.reading.block else "")
        return f"“{nested(text)}”（{'，'.join(filter(None, parts))}）"

    def place_in_file(self) -> str:
        """Where stands what is marked, else the current sentence or paragraph; in Chinese."""
        return f"第{self.view.beginning()[0] + 1}段"

    def action_palette(self) -> None:
        """Find a command by its name."""
        self.push_screen(PaletteScreen(self.options.keymap), self._run_key)

    async def _run_key(self, key: Key | None) -> None:
        if key is not None:
            await self.run_action(key.action, self.view if key.where == "view" else self)
