"""How the text is set, and the keys that change it: layout, pinyin, glosses, width, spacing, margins.

What needs a word list or the dictionary loads it in a thread; the text changes when that is done.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from textual.timer import Timer

from reader.errors import DuizhaoError
from reader.tui.lines import LineView
from reader.tui.options import Look
from reader.tui.page import gloss, ruby
from reader.tui.page.columns import Arrangement, Setting, arrange
from reader.tui.page.reading import Reading
from reader.tui.page.ruby import Ruby
from reader.tui.page.words import Ask

_NARROWEST, _WIDEST, _STEP = 10, 120, 2  # Han characters of a line
_SPACINGS, _MARGINS = (0, 1, 2), (1, 4, 8, 16, 0)
_RANKS = (500, 1000, 2000, 3000, 5000, 8000, 12000, 20000)
# A message stays for three seconds; while something is loaded it is said again.
_AGAIN = 2.5
_SOON = 0.5  # what is there sooner needs no word
_DICTIONARY, _LOADING = "dictionary", "Loading the dictionary ..."


class Looks(LineView):
    """The part of the reading view that sets the text. `ask` gives the words of a text with their entries."""

    reading: Reading
    ask: Ask
    _waiting: Timer | None = None

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self._to_say = ""  # of the last look, once what it needs is there
        self._ready: set[object] = set()  # what needs no loading any more
        self._then: list[Callable[[], object]] = []  # what is done as soon as the dictionary is there
        self._let_go: list[Callable[[], object]] = []  # what the last key has left waiting

    def act(self, move: Callable[[], object]) -> None:
        """Do a move, and show what has changed."""
        raise NotImplementedError

    def say(self, words: str, *, trouble: bool = False) -> None:
        """Say a word to the reader."""
        raise NotImplementedError

    # -- keys -----------------------------------------------------------------------------

    def action_layout(self) -> None:
        """To the next arrangement of the two languages that looks different at this width."""
        viewport = self.reading.viewport
        if not viewport.translated:
            self.say("There is no translation to arrange")
            return
        kinds = list(Arrangement)
        here = kinds.index(viewport.arrangement)
        others = [*kinds[here + 1 :], *kinds[:here]]
        after = next(one for one in others if arrange(self.size.width, one, viewport.setting) != viewport.columns)
        self.act(lambda: self.reading.resize(self.size.width, self.size.height, after))
        narrow = after is Arrangement.SIDE_BY_SIDE and self.reading.viewport.columns.stacked
        self.say(f"Layout: {'stacked, too narrow for side by side' if narrow else after.value}")

    def action_pinyin(self) -> None:
        """Readings above nothing, the terms, rare words too, everything."""
        kinds = list(Ruby)
        after = kinds[(kinds.index(Ruby(self.look.pinyin)) + 1) % len(kinds)]
        self.change(replace(self.look, pinyin=after.value), self._words_of_pinyin(after))

    def action_rank(self, direction: int) -> None:
        """Readings over more words or fewer: how rare a word must be."""
        rank = self.look.rank
        others = [one for one in _RANKS if one < rank] if direction > 0 else [one for one in _RANKS if one > rank]
        rank = (others[-1] if direction > 0 else others[0]) if others else rank
        self.change(replace(self.look, rank=rank, pinyin=Ruby.RARE.value), f"Pinyin over all but {rank} common words")

    def action_gloss(self) -> None:
        """A short meaning under each word, or none."""
        on = not self.look.gloss
        self.change(replace(self.look, gloss=on), "Meanings under the words" if on else "No meanings under the words")

    def action_tones(self) -> None:
        """A colour for each tone, or none. The tone marks stay."""
        tones = not self.look.tones
        self.change(replace(self.look, tones=tones), f"Tone colours {'on' if tones else 'off'}")

    def action_measure(self, direction: int) -> None:
        """Wider or narrower columns, by as little as can be seen."""
        viewport = self.reading.viewport
        measure = self.look.measure
        columns = viewport.columns
        while columns == viewport.columns:
            measure += direction * _STEP
            if not _NARROWEST <= measure <= _WIDEST:
                self.say("No wider: this is all the room there is" if direction > 0 else "No narrower")
                return
            setting = replace(viewport.setting, measure=measure)
            columns = arrange(self.size.width, viewport.arrangement, setting, translated=viewport.translated)
        widths = [str(column.width) for column in (columns.source, columns.target) if column]
        self.change(replace(self.look, measure=measure), f"Columns of {' and '.join(dict.fromkeys(widths))} cells")

    def action_spacing(self) -> None:
        """More blank rows between the lines, or none again."""
        spacing = _after(self.look.spacing, _SPACINGS)
        self.change(replace(self.look, spacing=spacing), f"Blank rows between lines: {spacing}")

    def action_margin(self) -> None:
        """More room at either side, or none again."""
        margin = _after(self.look.margin, _MARGINS)
        self.change(replace(self.look, margin=margin), f"Margins: {margin}")

    # -- setting --------------------------------------------------------------------------

    def change(self, look: Look, words: str) -> None:
        """Take on another look, and say so; where something must be loaded for it, when that is done."""
        self.look = look
        missing = self._needed() - self._ready
        if not missing:
            self._to_say = ""
            self.say(words)
            self.act(self.set_text)
            return
        self._to_say = words
        if self._waiting is None:
            self._wait(_LOADING if "gloss" in missing else "Loading the readings ...")
            self.run_worker(lambda: self._load(missing), thread=True)

    def dress(self) -> None:
        """Take on the look to begin with."""
        if self.look != Look():
            self.change(self.look, "")

    def set_text(self) -> None:
        """Set the text by the look, as far as what it needs is there."""
        kind = Ruby(self.look.pinyin)
        known = {name for name in self._needed() if name in self._ready}
        self.reading.set(
            Setting(
                ruby.readings(self.reading, kind if kind in known else Ruby.OFF, self.look.rank),
                gloss.glosses(self.reading, self.ask) if "gloss" in known else None,
                self.look.measure,
                self.look.margin,
                self.look.spacing,
            )
        )

    def when_known(self, do: Callable[[], object]) -> None:
        """Do what needs the dictionary: at once, or when it's there, which takes seconds the first time."""
        if _DICTIONARY in self._ready:
            do()
            return
        self._then = [*self._let_go, *self._then, do]
        self._let_go = []
        if self._waiting is None:
            self._wait(_LOADING, at_once=False)
            self.run_worker(lambda: self._load({_DICTIONARY}), thread=True)

    def begin_anew(self) -> None:
        """The reader does something else: what waits for the dictionary is let go, unless that is to wait as well."""
        self._let_go, self._then = self._then, []

    def _needed(self) -> set[object]:
        kind = Ruby(self.look.pinyin)
        return ({"gloss"} if self.look.gloss else set()) | ({kind} if kind is not Ruby.OFF else set())

    def _load(self, missing: set[object]) -> None:
        """In a thread: what the look needs. A later look may need more, so it's asked again."""
        trouble = ""
        try:
            if "gloss" in missing and not gloss.prepare(self.ask):
                trouble = "Meanings of terms only: there is no dictionary"
            if _DICTIONARY in missing:
                self.ask("准备")
            for kind in Ruby:
                if kind in missing:
                    ruby.prepare(kind, self.look.rank)
        except (DuizhaoError, OSError) as error:
            self.look = Look(measure=self.look.measure, margin=self.look.margin, spacing=self.look.spacing)
            trouble = str(error)
            self._then.clear()
            missing = missing - {_DICTIONARY}
        self._ready |= missing | ({_DICTIONARY} if "gloss" in missing else set())
        self.call_later(self._loaded, trouble)

    def _loaded(self, trouble: str) -> None:
        if self._waiting:
            self._waiting.stop()
            self._waiting = None
        self.change(self.look, trouble or self._to_say)
        waiting, self._then = self._then, []
        for do in waiting:
            if self.screen.is_active:  # the one before may have opened something over the text
                self.when_known(do)

    def _wait(self, words: str, *, at_once: bool = True) -> None:
        def again() -> None:
            if at_once or self._then:
                self.say(words)

        if at_once:
            self.say(words)
        self._waiting = self.set_interval(_AGAIN if at_once else _SOON, again)

    def _words_of_pinyin(self, kind: Ruby) -> str:
        return {
            Ruby.OFF: "Pinyin off",
            Ruby.TERMS: "Pinyin over terms",
            Ruby.RARE: f"Pinyin over terms and all but the {self.look.rank} most common words",
            Ruby.ALL: "Pinyin over everything",
        }[kind]


def _after(value: int, values: tuple[int, ...]) -> int:
    """The value that comes next, around the end."""
    return values[(values.index(value) + 1) % len(values)] if value in values else values[0]
