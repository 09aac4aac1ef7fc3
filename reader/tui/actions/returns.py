"""The actions that lead back: marks, bookmarks, the jump list, and what is remembered from one reading to the next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from glossary.model import Term
from reader.errors import DuizhaoError
from reader.kept import Kept, keep
from reader.language.layout import harmless
from reader.language.pinyin import syllables
from reader.tui.actions.origins import Origins
from reader.tui.kept.places import Mark, Place, key_of, recall, remember
from reader.tui.page.flow import Side
from reader.tui.page.jumps import Jumps
from reader.tui.sheets.choose import ChooseScreen
from reader.tui.sheets.entry import EntryScreen


class Returns(Origins):
    """A place is the source paragraph that the reader is in."""

    is_whole: bool  # is all of the document here?

    def __init__(self, **driver: Any) -> None:
        super().__init__(**driver)
        self.marks: dict[str, Mark] = {}
        self.bookmarks: set[int] = set()

    # -- from one reading to the next -----------------------------------------------------

    def load_places(self, *, go: bool) -> None:
        """Recall what is known of this document; `go` to where reading stopped the last time."""
        place = recall(self.options.places, self._key()) if self.options.places else None
        if place is None:
            return
        self.marks = dict(place.marks) | self.marks
        self.bookmarks |= set(place.bookmarks)
        self.view.jumps = Jumps((*place.jumps, *self.view.jumps.past))
        if go and (place.at or place.offset) and self._to(Mark(place.at, place.offset)):
            self.view.say("Where you stopped; g goes to the beginning")

    def keep_places(self) -> None:
        """Remember where the reader is, and what was marked; not before all of the document is here to know it by."""
        if not self.options.places or self.reading.block is None or not self.is_whole:
            return
        file = self.file_read
        paragraphs = self.reading.bitext.source.paragraphs
        place = Place(
            self.reading.spot,
            len(paragraphs),
            self.document_title,
            str(file.absolute()) if file else "",
            date.today().isoformat(),
            self.marks,
            tuple(sorted(self.bookmarks)),
            self.view.jumps.past,
            None if self.reading.bead is None else self.reading.beginning()[1],
        )
        remember(self.options.places, self._key(), place)

    @property
    def file_read(self) -> Path | None:
        """The file that is to be opened to go on reading."""
        return self.options.file

    def _key(self) -> str:
        return key_of(self.reading.bitext, self.file_read)

    def _to_paragraph(self, paragraph: int) -> bool:
        block = self.reading.block_of_paragraph(paragraph)
        if block is not None:
            self.view.act(lambda: self.reading.go(block))
        return block is not None

    # -- marks ----------------------------------------------------------------------------

    def action_mark(self) -> None:
        """Set a mark here, named by the letter typed next."""
        what = "paragraph" if self.reading.bead is None else "sentence"
        self.view.say(f"Mark this {what}: type a letter")
        self.view.awaiting = self._mark

    def _mark(self, letter: str) -> None:
        if not _is_name(letter):
            self.view.say("No mark set: it is named by a letter")
            return
        self.marks[letter] = Mark(self.reading.spot) if self.reading.bead is None else Mark(*self.reading.beginning())
        self.keep_places()
        self.view.say(f"Marked: '{letter} comes back here")

    def action_to_mark(self) -> None:
        """Go to the mark that the letter typed next names; ' once more goes back from the last jump."""
        self.view.say(f"Go to a mark: {' '.join(sorted(self.marks)) or 'none is set'}; ' goes back from the last jump")
        self.view.awaiting = self._to_mark

    def _to_mark(self, letter: str) -> None:
        if letter in _QUOTES:
            there = self.view.jumps.swap(self.reading.spot)
            if there is None or not self._to_paragraph(there):
                self.view.say("No jump to go back from")
            else:
                self.view.say("Back from the last jump")
        elif letter in self.marks:
            mark = self.marks[letter]
            self.view.jump(lambda: self._to(mark))
            self.view.say(f"Mark {letter}")
        elif letter != "escape":
            self.view.say(f"No mark {harmless(letter)}" if _is_name(letter) else "No such mark")

    def _to(self, mark: Mark) -> bool:
        """Go to a paragraph, or to a sentence of it. Is it there?"""
        there = self._to_paragraph(mark.paragraph)
        if there and mark.offset is not None:
            bead = self.reading.bead_at(Side.SOURCE, mark.paragraph, mark.offset)
            if bead is not None:
                self.view.act(lambda: self.reading.go_to_bead(bead))
        return there

    # -- jumps ----------------------------------------------------------------------------

    def action_jump(self, direction: int) -> None:
        """Back to where the last jump led away from, or forth again."""
        jumps, here = self.view.jumps, self.reading.spot
        there = jumps.back(here) if direction < 0 else jumps.on(here)
        if there is None or not self._to_paragraph(there):
            self.view.say(f"No jump {'back' if direction < 0 else 'forth'} from here")

    # -- bookmarks ------------------------------------------------------------------------

    def action_bookmark(self) -> None:
        """Set a bookmark here, or take it away."""
        here = self.reading.spot
        self.bookmarks ^= {here}
        self.keep_places()
        self.view.say("Bookmark set: L lists them" if here in self.bookmarks else "Bookmark taken away")

    def action_bookmarks(self) -> None:
        """List bookmarks and marks, to go to."""
        paragraphs = self.reading.bitext.source.paragraphs
        places = sorted(
            [(Mark(at), "") for at in self.bookmarks] + [(at, name) for name, at in self.marks.items()], key=_order
        )
        places = [(at, letter) for at, letter in places if at.paragraph < len(paragraphs)]
        if not places:
            self.view.say("No bookmarks yet: B sets one here, m and a letter a mark")
            return
        width = len(str(places[-1][0].paragraph + 1))
        lines = [
            (f"{letter or '-'}  {at + 1:>{width}}  {paragraphs[at].text[offset or 0 :]}", "")
            for (at, offset), letter in places
        ]
        here = max((k for k, (at, _) in enumerate(places) if at.paragraph <= self.reading.spot), default=0)

        def remove(which: int) -> None:
            at, letter = places[which]
            if letter:
                del self.marks[letter]
            else:
                self.bookmarks.discard(at.paragraph)
            self.keep_places()

        def go(which: int | None) -> None:
            if which is not None:
                self.view.jump(lambda: self._to(places[which][0]))

        self.push_screen(ChooseScreen("Bookmarks and marks", lines, here, self.ambiguous, remove), go)

    # -- words ----------------------------------------------------------------------------

    def action_keep(self) -> None:
        """Add the word that is marked or looked up to the list of words."""
        self.view.when_known(self._keep)

    def _keep(self) -> None:
        screen = self.screen
        word = screen.word if isinstance(screen, EntryScreen) else self.view.marked()
        if not word or not self.options.words:
            self.view.say("No word to keep: w marks one, Enter looks it up")
            return
        known = [one for text, found in self.ask(word) if text == word for one in found]
        term = screen.term if isinstance(screen, EntryScreen) else self.reading.chosen_term()
        pinyin, meaning = in_short(word, term, known)
        sentence, english = self.reading.sentence_of(self.view.place_of_word())
        source = f"《{self.document_title}》{self.place_in_file()}"
        kept = Kept(word, pinyin, meaning, sentence, english, source, date.today().isoformat())
        try:
            added = keep(self.options.words, kept)
        except DuizhaoError as error:
            said = f"Not kept: {error}"
        else:
            said = f"Kept: {word}  {meaning}" if added else f"Already on the list: {word}"
        if isinstance(screen, EntryScreen):
            screen.say(harmless(said))
        self.view.say(harmless(said))


_QUOTES = frozenset("'‘’＇")


def _order(place: tuple[Mark, str]) -> tuple[int, int, str]:
    """In the order of the text."""
    return place[0].paragraph, place[0].offset or 0, place[1]


def in_short(word: str, term: Term | None, known: Sequence[Mapping[str, Any]]) -> tuple[str, str]:
    """Pinyin and meaning of a word: the glossary's, else the dictionary's."""
    if term is not None and term.zh == word:
        return term.pinyin, "; ".join(one.text for one in term.allowed)
    if known:
        senses = (str(sense) for one in known for sense in one.get("senses", ()))
        meanings = (sense for sense in senses if not sense.startswith("measure word:"))
        return str(known[0].get("pinyin", "")), "; ".join(meanings)
    return " ".join(one for one in syllables([word]) if one), ""


def _is_name(letter: str) -> bool:
    return len(letter) == 1 and letter.isalpha() and letter.isascii()
