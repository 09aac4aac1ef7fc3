"""Terms put into a glossary while reading, or their entries changed."""

from __future__ import annotations

import asyncio

from reader.errors import DuizhaoError
from reader.language.layout import harmless
from reader.terms import put_term, with_renderings
from reader.tui.flow import Side
from reader.tui.foot import short_path
from reader.tui.keeping import Keeping
from reader.tui.term_form import Entered, TermForm


class Terming(Keeping):
    """The action that enters a term."""

    def action_add_term(self) -> None:
        """Add the chosen term or word to a glossary, or change its entry."""
        if not self.desk.glossaries:
            self.view.say("There is no glossary to put a term into")
        elif self.screen is self.screen_stack[0]:
            self.run_worker(self._enter_term(self._word_here()))

    async def _enter_term(self, zh: str) -> None:
        entered = await self.push_screen_wait(TermForm(zh, self.terms.get, self.desk.glossaries))
        if entered is None:
            return
        try:
            await asyncio.to_thread(self._put_term, entered)
        except (OSError, DuizhaoError) as error:
            self.view.say(f"Not kept: {harmless(str(error))}")
            return
        self.show_value()
        self.view.act(lambda: self.reading.choose_named(entered.zh))
        self.view.say(f"{harmless(entered.zh)} is in {harmless(short_path(entered.glossary.file))}")

    def _put_term(self, entered: Entered) -> None:
        from glossary.model import Term

        term = self.terms.get(entered.zh) or Term(entered.zh, ())
        put_term(entered.glossary.file, with_renderings(term, entered.renderings, entered.definition))
        self.terms = self.desk.read_terms()

    def _word_here(self) -> str:
        """What is selected in the Chinese, else the chosen term, else the marked word; else nothing: the form asks."""
        selection = self.view.selection
        term = self.reading.chosen_term() if selection is None else None
        if selection is not None and selection.side is Side.TARGET:
            return ""
        return term.zh if term else "".join(self.view.marked().split())
