"""That no work is lost: saving, asking before anything is written over, leaving, and what a crash left."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import Any

from textual import work as worker

from reader.errors import DuizhaoError, InputError, OutputError
from reader.language.layout import harmless
from reader.model import Bitext
from reader.tui.actions.returns import Returns
from reader.tui.kept.desk import Desk, Terms
from reader.tui.kept.places import key_of
from reader.tui.kept.recovery import Draft, Left, Recovery
from reader.tui.kept.remembered import remember_look
from reader.tui.kept.saving import Saving, Standing, named, saved_beside
from reader.tui.kept.work import Work, differing
from reader.tui.sheets.questions import Asking, Choice, NameScreen, Question

_OVER = {
    Standing.CHANGED: "The file has changed since it was opened.",
    Standing.OTHER: "There is a file of that name.",
}
_SIGNALS = ("SIGHUP", "SIGTERM")
_NAMED = 5  # paragraphs of which the number is said
_ORDERLY = 2.0  # seconds that leaving in order may take


class Keeping(Returns):
    """The reader's own work on the text: its value, its file, its copies."""

    desk: Desk
    work: Work
    terms: Terms
    wanted: Path | None = None  # the file to be opened next

    def begin(self, bitext: Bitext, desk: Desk) -> None:
        """Start with a bitext as the file has it."""
        self.desk, self.terms = desk, desk.terms
        self.work = Work(bitext)
        self._saving = Saving(desk.file, in_place=desk.in_place)
        opened = desk.file
        key = str(opened.absolute()) if opened else key_of(bitext)
        self._recovery = Recovery(desk.unsaved, opened.name if opened else "text", key, self.view.say)

    @property
    def file_read(self) -> Path | None:
        """The native file as soon as there is one."""
        return self._saving.path or self.options.file

    # -- safe -----------------------------------------------------------------------------

    def keep_safe(self) -> None:
        """The value has changed: keep a copy, or none if the file has it."""
        if self.work.is_unsaved:
            self._recovery.keep(self.work.value)
        else:
            self._recovery.drop()

    def on_unmount(self) -> None:
        """The last copy is on the disk before the program ends."""
        self._recovery.close()
        for number, before in self._before.items():
            signal.signal(number, before)

    def on_mount(self) -> None:
        """A hang-up or a kill ends the reader as quitting does, the copies kept."""
        loop = asyncio.get_running_loop()
        self._before: dict[int, Any] = {}

        # Not the loop's own handler: one that waits for a terminal would never call it.
        def end(*_: object) -> None:
            Thread(target=self._end_anyway, daemon=True).start()
            loop.call_soon_threadsafe(self._interrupted)

        for name in _SIGNALS:
            with suppress(AttributeError, ValueError):  # Windows has no hang-up; only the main thread may ask
                number = getattr(signal, name)
                self._before[number] = signal.signal(number, end)

    def _end_anyway(self) -> None:
        """A terminal that is gone takes no output, and Textual would wait for it without end."""
        time.sleep(_ORDERLY)
        self._recovery.finish()
        os._exit(1)

    def _interrupted(self) -> None:
        self.flush_draft()
        self._recovery.finish()
        self.keep_places()
        self.exit(1, return_code=1)

    def flush_draft(self) -> None:
        """Keep what is being typed right now."""

    def keep_look(self) -> None:
        """Remember how the text was set."""
        if self.options.remembered:
            now = self.theme, self.view.look
            remember_look(self.options.remembered, (self.options.theme, self.options.look), now)

    # -- what an earlier run left ---------------------------------------------------------

    @worker
    async def offer_left(self) -> None:
        """Offer what a crash or a hang-up left, if it did."""
        try:
            left = self._recovery.left()
        except InputError as error:
            self.view.say(f"A copy of unsaved work cannot be read: {harmless(str(error))}", trouble=True)
            return
        if left is None:
            return
        when = time.strftime("%d %b %H:%M", time.localtime(left.when))
        words = f"They were made until {when} and not saved."
        if left.bitext is None:
            words = f"It was typed until {when} and not kept."
        what = "Corrections of an earlier session" if left.bitext else "A text that was begun"
        answer = await self.push_screen_wait(
            Question(
                f"{what}: bring {'them' if left.bitext else 'it'} back?",
                words,
                (Choice("b", "back", "bring back; u then undoes it"), Choice("t", "throw", "throw away")),
                "decide later",
            )
        )
        if answer == "throw":
            self._recovery.discard(left)
        elif answer == "back":
            await self._bring_back(left)

    async def _bring_back(self, left: Left) -> None:
        bitext = left.bitext
        before = self.work.value
        if bitext is not None and self.work.change(lambda _: bitext, 0):
            self.show_value()
            self.keep_safe()
            if changed := differing(before, bitext):
                self.view.jump(lambda: self.reading.go(changed[0]))
                self.view.say(f"Brought back: {_paragraphs(changed)}; u undoes it")
        if left.draft is not None:
            self._recovery.keep_draft(left.draft)
        self._recovery.finish()
        self._recovery.discard(left)
        if left.draft is not None:
            await self.go_on_writing(left.draft)

    async def go_on_writing(self, draft: Draft) -> None:
        """Open the editor with a text that was begun."""

    def show_value(self) -> None:
        """Show the value that the work has now."""
        value = self.work.value
        self.view.renew(value, self.terms.annotate(value))

    # -- saving ---------------------------------------------------------------------------

    def action_save(self) -> None:
        """Save."""
        if self.screen is self.screen_stack[0]:
            self.run_worker(self.save())

    async def save(self) -> bool:
        """Save to the file, asking for its name if there is none yet; False where the work is still unsaved."""
        if not self.desk.saves:
            self.view.say("There is nowhere to save this")
            return False
        value, path, trouble = self.work.value, self._saving.path, ""
        if path is not None and not self.work.is_unsaved and self._saving.standing(path) is Standing.OURS:
            self.view.say("Nothing to save: all is in the file")
            return True
        while True:
            if path is None:
                path = await self._ask_name(trouble)
            if path is None:
                return False
            try:
                into = await self._agreed(path)
                if into is None:
                    return not self.work.is_unsaved
                await asyncio.to_thread(self._saving.write, into, value)
            except (OSError, DuizhaoError) as error:
                trouble, path = _trouble(error), None
                continue
            break
        self.work.saved = value
        self.keep_safe()
        self.view.say(f"Saved: {harmless(str(into))}")
        return not self.work.is_unsaved

    async def _ask_name(self, trouble: str) -> Path | None:
        title = "Save under another name" if trouble else "Save the text and its English as"
        name = await self.push_screen_wait(NameScreen(title, str(self._saving.suggestion()), trouble))
        return named(Path(name).expanduser()) if name else None

    async def _agreed(self, path: Path) -> Path | None:
        """Where to write: here if that costs nothing or is meant, beside it, or nowhere."""
        standing = self._saving.standing(path)
        if standing not in _OVER:
            return path
        beside = Saving(path, in_place=False).suggestion()
        choices = [
            Choice("c", "copy", f"save as {beside.name} beside it"),
            Choice("o", "over", "overwrite it"),
        ]
        if standing is Standing.CHANGED:
            choices.append(Choice("r", "read", "read it in place of yours; u brings yours back"))
        question = Question(f"{path.name}: overwrite?", _OVER[standing], choices, "write nothing")
        answer = await self.push_screen_wait(question)
        if answer == "read":
            self._read_again(path)
        return {"copy": beside, "over": path}.get(answer or "")

    def _read_again(self, path: Path) -> None:
        read = self._saving.read_again(path)
        if self.work.change(lambda _: read, 0):
            self.show_value()
        self.work.saved = self.work.value
        self.keep_safe()
        self.view.say("Read again; u brings yours back")

    # -- leaving --------------------------------------------------------------------------

    async def action_quit(self) -> None:
        """Leave what asks for an answer; else the program, if no work would be lost unasked. The place is kept."""
        if isinstance(self.screen, Asking):
            self.screen.action_leave()
        else:
            self.run_worker(self._quit())

    async def action_open_saved(self) -> None:
        """Leave this text for the file that was saved from it, if there is one."""
        saved = saved_beside(self.desk.file) if self.desk.file else None
        if saved is None:
            self.view.say("No file beside this one was saved from it")
        else:
            self.run_worker(self._quit(saved))

    async def _quit(self, wanted: Path | None = None) -> None:
        if not await self._may_leave():
            return
        self.wanted = wanted
        self.keep_places()
        self.keep_look()
        self.exit(0)

    async def _may_leave(self) -> bool:
        """Is nothing unsaved, or is it meant to go?"""
        if not self.work.is_unsaved:
            return True
        question = Question(
            "Save the corrections?",
            "",
            (Choice("s", "save", "save and leave"), Choice("l", "leave", "leave without saving")),
            "stay",
        )
        answer = await self.push_screen_wait(question)
        if answer == "leave":
            self._recovery.drop()
        return answer == "leave" or (answer == "save" and await self.save())


def _paragraphs(blocks: Sequence[int]) -> str:
    """Which paragraphs, in a few words."""
    shown = ", ".join(str(block + 1) for block in blocks[:_NAMED])
    more = f" and {len(blocks) - _NAMED} more" if len(blocks) > _NAMED else ""
    return f"paragraph{'s' if len(blocks) > 1 else ''} {shown}{more}"


def _trouble(error: OSError | DuizhaoError) -> str:
    """What went wrong, in words that fit a screen with a line to name another file."""
    if isinstance(error, OutputError):
        return f"{Path(error.where).name} {error.message}. Nothing is lost: name another place."
    return str(error)
