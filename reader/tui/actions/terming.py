"""Terms put into a glossary while reading, or their entries changed."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path
from typing import Any

from glossary.model import Term
from reader.errors import DuizhaoError
from reader.language.layout import harmless
from reader.terms import put_term, with_renderings
from reader.tui.actions.keeping import Keeping
from reader.tui.foot import short_path
from reader.tui.page.flow import Side
from reader.tui.sheets.term_form import TermForm


class Terming(Keeping):
    """The action that enters a term."""

    def __init__(self, **driver: Any) -> None:
        super().__init__(**driver)
        self._entered: dict[str, Term] = {}  # not yet written
        self._writing = asyncio.Lock()  # one file after the other

    def action_add_term(self) -> None:
        """Add the chosen term or word to a glossary, or change its entry."""
        if not self.desk.glossaries:
            self.view.say("There is no glossary to put a term into")
        elif self.screen is self.screen_stack[0]:
            self.run_worker(self._enter_term(self._word_here()))

    async def _enter_term(self, zh: str) -> None:
        entered = await self.push_screen_wait(TermForm(zh, self._entry_of, self.desk.glossaries))
        if entered is None:
            return
        file, layer = entered.glossary.file, entered.glossary.layer
        known = self._entry_of(entered.zh) or Term(entered.zh, ())
        term = replace(with_renderings(known, entered.renderings, entered.definition), layer=layer)
        self._entered[term.zh] = term
        try:
            async with self._writing:
                await asyncio.to_thread(self._put_term, file, term)
        except (OSError, DuizhaoError) as error:
            self.view.say(f"Not kept: {harmless(str(error))}", trouble=True)
            return
        finally:
            if self._entered.get(term.zh) is term:
                del self._entered[term.zh]
        self.show_value()
        self.view.act(lambda: self.reading.choose_named(term.zh))
        self.view.say(f"{harmless(term.zh)} is in {harmless(short_path(file))}")

    def _entry_of(self, zh: str) -> Term | None:
        """The entry of a term, as it will be when all that was entered is written."""
        return self._entered.get(zh) or self.terms.get(zh)

    def _put_term(self, file: Path, term: Term) -> None:
        put_term(file, term)
        self.terms = self.desk.read_terms()

    def _word_here(self) -> str:
        """What is selected in the Chinese, else the chosen term, the marked word or what was found; else nothing."""
        selection = self.view.selection
        term = self.reading.chosen_term() if selection is None else None
        if selection is not None and selection.side is Side.TARGET:
            return ""
        if term:
            return term.zh
        found = self.view.place_found()
        word = self.view.marked() or (self.view.text_of(found) if found else "")
        return "".join(word.split())
