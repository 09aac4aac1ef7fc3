"""Correcting what is read: the English, its status and notes, the terms; undone and done again by one key."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from textual.app import SuspendNotSupported

from reader.align.beads import next_without_target, set_note, set_status, set_target
from reader.errors import DuizhaoError
from reader.language.layout import LayoutOptions, harmless
from reader.language.scripts import language_name
from reader.model import Bitext, Status
from reader.outside import open_in_editor
from reader.tui.actions.terming import Terming
from reader.tui.kept.recovery import Draft
from reader.tui.sheets.editor import Editor, Sheet, Written
from reader.tui.sheets.questions import Choice, Question

_ENGLISH, _NOTE = "english", "note"
# Parts the English from the original in a file that another editor opens.
_CUT = "--- what stands below is not read ---"
_STATUSES = {
    Status.DRAFT: "draft: still to be worked on",
    Status.MACHINE: "machine: written by a program, not read by anybody",
    Status.REVIEWED: "reviewed: read beside the original",
    Status.FINAL: "final: not to be changed any more",
}


class Corrections(Terming):
    """The actions that change the text."""

    # -- the English ----------------------------------------------------------------------

    def action_edit(self) -> None:
        """Edit the English of the current sentence, or of the paragraph."""
        if self._can_change():
            self.run_worker(self._write(self.reading.beads))

    def action_write_next(self) -> None:
        """Go to the next place without English, this one too, and write it; and so on."""
        if self._can_change():
            self.run_worker(self._write_on(self.reading.beads.start - 1))

    async def _write_on(self, bead: int) -> None:
        while True:
            beads = self._without_english(bead)
            if beads is None:
                self.view.say(f"Nothing is left without {language_name(self.work.value.target.lang)}")
                return
            if not await self._write(beads, on=True):
                self.view.say(
                    f"Stopped here; M goes on to the next without {language_name(self.work.value.target.lang)}"
                )
                return
            bead = self.reading.beads.stop - 1

    def _without_english(self, bead: int) -> range | None:
        """Go to the next place without English: a sentence where one is followed or others have theirs."""
        found = next_without_target(self.work.value, bead)
        if found is None:
            return None
        followed = self.reading.bead is not None
        self._go_to(found, whole=True)
        if followed or any(self.work.value.beads[k].target for k in self.reading.beads):
            self._go_to(found, whole=False)
        return self.reading.beads

    async def _write(self, beads: range, text: str | None = None, *, on: bool = False) -> bool:
        """Let the English of a run of beads be written; False where the writer left."""
        value = self.work.value
        run = range(value.beads[beads.start].target.start, value.beads[beads.stop - 1].target.stop)
        standing = "\n".join(line.strip() for line in value.target_text(run).split("\n")).strip()
        whole = self.reading.bead is None
        language = language_name(value.target.lang)
        sheet = Sheet(
            f"{f'Next without {language}: ' if on else f'{language} of '}{self._place_words(beads)}",
            self._source_text(beads),
            self._terms_here(),
            standing if text is None else text,
            standing,
            lines=whole or "\n" in standing,
            on=on,
        )
        written = await self._written(sheet, Draft(_ENGLISH, beads.start, beads.stop, ""))
        if written is None:
            return False
        self._keep_english(beads, written.text)
        if written.saves:
            await self.save()
        return True

    async def _written(self, sheet: Sheet, draft: Draft) -> Written | None:
        """What is written on a sheet; until it is kept, a copy of it is."""

        def typing(text: str) -> None:
            self._recovery.keep_draft(draft._replace(text=text))

        editor = Editor(sheet, LayoutOptions(self.ambiguous), typing)
        written = await self.push_screen_wait(editor)
        self._recovery.drop_draft()
        return written

    def flush_draft(self) -> None:
        """Keep what is being typed right now."""
        for screen in self.screen_stack:
            if isinstance(screen, Editor):
                screen.tell()

    async def go_on_writing(self, draft: Draft) -> None:
        """Open the editor with a text that was begun."""
        last = len(self.work.value.beads)
        if not 0 <= draft.start < draft.stop <= last:
            draft = draft._replace(start=0, stop=1)
        self._go_to(draft.start, whole=True)
        if draft.what == _NOTE or range(draft.start, draft.stop) != self.reading.beads:
            self._go_to(draft.start, whole=False)
        if draft.what == _NOTE:
            await self._annotate(draft.start, draft.text)
        else:
            await self._write(self.reading.beads, draft.text)

    def action_edit_outside(self) -> None:
        """Edit the same in the user's own editor."""
        if not self._can_change():
            return
        beads = self.reading.beads
        text = self.reading.texts()[1]
        try:
            written = self._outside(text, self._source_text(beads))
        except SuspendNotSupported:
            self.view.say("This terminal cannot be handed to another program", trouble=True)
            return
        except (OSError, ValueError, DuizhaoError) as error:
            self.view.say(f"Not edited: {harmless(str(error))}", trouble=True)
            return
        self._keep_english(beads, written)

    def _keep_english(self, beads: range, text: str) -> None:
        """Take on what was written, and say so: also that what somebody had settled is so no more."""
        block = self.reading.block
        before = self._settled(block.beads) if block else Counter()
        if self._correct(lambda bitext: set_target(bitext, beads, text), beads.start):
            block = self.reading.block
            lost = before - (self._settled(block.beads) if block else Counter())
            was = f", was {' and '.join(lost)}, a draft now" if lost else ""
            self.view.say(f"Kept: {self._place_words(self.reading.beads)}{was}; u undoes it")

    def _settled(self, beads: range) -> Counter[str]:
        """How many of some beads are reviewed or final."""
        statuses = (self.work.value.beads[k].status for k in beads)
        return Counter(one.value for one in statuses if one.is_reviewed)

    def _outside(self, text: str, source: str) -> str:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "english.txt"
            file.write_text(f"{text}\n\n{_CUT}\n{source}\n", encoding="utf-8")
            with self.suspend():
                open_in_editor(file)
            written, found, _ = file.read_text(encoding="utf-8").partition(_CUT)
            return written if found else written.removesuffix("\n")

    # -- status and notes -----------------------------------------------------------------

    def action_status(self) -> None:
        """Choose the status of the current sentence, or of all of the paragraph."""
        beads = self.reading.beads
        if not self._can_change():
            return
        if not any(self.work.value.beads[k].target for k in beads):
            self.view.say("There is no English here yet: e writes it")
            return
        self.run_worker(self._choose_status(beads))

    async def _choose_status(self, beads: range) -> None:
        now = self.work.value.beads[beads.start].status
        choices = [Choice(one.value[0], one.value, words) for one, words in _STATUSES.items()]
        title = f"Status of {self._place_words(beads)}: now {now.value}"
        after = (list(_STATUSES).index(now) + 1) % len(_STATUSES)
        answer = await self.push_screen_wait(Question(title, "", choices, "leave it as it is", after))
        if answer is not None:
            status = Status(answer)
            self._correct(lambda bitext: set_status(bitext, beads, status), beads.start)
            self.view.say(f"{status.value.capitalize()}: {self._place_words(beads)}; u undoes it")

    def action_note(self) -> None:
        """Write a note on the current sentence; for a paragraph, the first that it has, or on its first sentence."""
        if self._can_change():
            beads = self.reading.beads
            noted = (k for k in beads if self.work.value.beads[k].note)
            self.run_worker(self._annotate(next(noted, beads.start)))

    async def _annotate(self, bead: int, text: str | None = None) -> None:
        note = self.work.value.beads[bead].note
        place = self._place_words(range(bead, bead + 1) if self.reading.bead is not None else self.reading.beads)
        sheet = Sheet(
            f"Note on {place}",
            self._source_text(range(bead, bead + 1)),
            "",
            note if text is None else text,
            note,
            lines=True,
        )
        written = await self._written(sheet, Draft(_NOTE, bead, bead + 1, ""))
        if written is not None:
            made = "\n".join(line.strip() for line in written.text.split("\n") if line.strip())
            self._correct(lambda bitext: set_note(bitext, bead, made), bead)
            self.view.say(f"Note kept: {place}; u undoes it")
            if written.saves:
                await self.save()

    # -- back and forth -------------------------------------------------------------------

    def action_undo(self) -> None:
        """Undo the last correction, and show where it was."""
        self._back_or_forth("undone")

    def action_redo(self) -> None:
        """Do again what was undone."""
        self._back_or_forth("done again")

    def _back_or_forth(self, words: str) -> None:
        if not self._can_change():
            return
        change = self.work.undo() if words == "undone" else self.work.redo()
        if change is None:
            self.view.say(f"Nothing to be {words}")
            return
        self.show_value()
        self._go_to(change.bead, whole=change.whole)
        self.keep_safe()
        self.view.say(f"{words.capitalize()}: {change.what}, {self._place_words(self.reading.beads)}")

    def _correct(self, to: Callable[[Bitext], Bitext], bead: int) -> bool:
        """Correct, show it where it stands, and keep it safe."""
        if not self.work.change(to, bead, whole=self.reading.bead is None):
            return False
        self.show_value()
        self.keep_safe()
        return True

    def _can_change(self) -> bool:
        """Is there something to correct, and all of it here?"""
        if self.screen is not self.screen_stack[0] or self.reading.block is None:
            return False
        if not self.is_whole:
            self.view.say("The rest of the text is not here yet")
            return False
        return True

    def _go_to(self, bead: int, *, whole: bool) -> None:
        bead = max(0, min(bead, len(self.work.value.beads) - 1))
        self.view.act(lambda: self.reading.go_to_bead(bead))
        if whole:
            self.reading.bead = None
            self.view.act(lambda: self.reading.go(self.reading.viewport.current))

    # -- words ----------------------------------------------------------------------------

    def standing_words(self, *, short: bool) -> str:
        """For the title: is anything unsaved, and how far the English here is to be trusted."""
        unsaved = "unsaved" if self.work.is_unsaved else ""
        if short:
            return unsaved
        beads = [self.reading.bitext.beads[k] for k in self.reading.beads]
        kinds = dict.fromkeys(bead.status.value for bead in beads if bead.target)
        status = f"status {', '.join(kinds)}" if kinds else ""
        return "   ".join(filter(None, (unsaved, status)))

    def _place_words(self, beads: range) -> str:
        block = self.reading.block
        if block is None:
            return ""
        paragraph = f"paragraph {self.reading.viewport.current + 1}"
        if len(beads) == len(block.beads):
            return paragraph
        return f"sentence {beads.start - block.beads.start + 1} of {paragraph}"

    def _source_text(self, beads: range) -> str:
        value = self.work.value
        return value.source_text(
            range(value.beads[beads.start].source.start, value.beads[beads.stop - 1].source.stop)
        ).strip()

    def _terms_here(self) -> str:
        """The terms of what is written, with the renderings to use."""
        uses = self.reading.uses()
        here = [uses[k] for k in self.reading.uses_here()]
        return "   ".join(dict.fromkeys(f"{use.form} {use.choice}" for use in here if use.choice))
