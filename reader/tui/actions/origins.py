"""The actions that need the file a text came from: its raw lines, its pages, where in it something stands."""

from __future__ import annotations

import re

from reader.errors import DuizhaoError
from reader.language.layout import harmless
from reader.model import DOUBTFUL_BEAD, Bead, Bitext, Document
from reader.repair.report import DOUBTFUL
from reader.tui.actions.overlays import Overlays
from reader.tui.page.flow import Side
from reader.tui.page.unpaired import MISSING, alone_words, next_alone, side_alone
from reader.tui.sheets.original import Original, find_original
from reader.tui.sheets.rawview import RawScreen


class Origins(Overlays):
    """What asks for the original finds it once, or is told why it can't be had."""

    _known: tuple[tuple[Document, Document], dict[Side, Original | str]] | None = None

    def original(self, side: Side) -> Original | str:
        """The original of one side, or why there is none."""
        bitext = self.reading.bitext
        texts = bitext.source, bitext.target
        if self._known is None or self._known[0][0] is not texts[0] or self._known[0][1] is not texts[1]:
            self._known = texts, {}
        found = self._known[1]
        if side not in found:
            ref = bitext.provenance.source if side is Side.SOURCE else bitext.provenance.target
            try:
                found[side] = find_original(side.document(bitext), ref, self.options.file)
            except DuizhaoError as error:
                found[side] = str(error)
        return found[side]

    def action_raw(self) -> None:
        """Show the raw lines, from the one where the current sentence or paragraph begins."""
        original, block = self.original(Side.SOURCE), self.reading.block
        if isinstance(original, str):
            self.view.say(f"No raw lines: {harmless(original)}")
            return
        if block is None:
            return
        provenance = self.reading.bitext.provenance
        sides = [(provenance.source.file or self.document_title, original)]
        translation = self.original(Side.TARGET)
        if isinstance(translation, Original):
            sides.append((provenance.target.file or "translation", translation))
        self.push_screen(RawScreen(sides, original.line_of(*self.reading.beginning()), self.ambiguous), self._from_raw)

    def _from_raw(self, place: tuple[int, int] | None) -> None:
        """Go to the paragraph that holds the raw line that was left; stay where nothing moved."""
        if place is None:
            return
        side = (Side.SOURCE, Side.TARGET)[place[0]]
        original = self.original(side)
        if isinstance(original, Original):
            block = self.reading.block_of_paragraph(original.paragraph_at(place[1]), side)
            if block is not None:
                self.view.jump(lambda: self.reading.go(block))

    def of_page(self, words: str) -> int | str | None:
        """The block that a page begins with or in; a word to the reader where the text has no pages."""
        original = self.original(Side.SOURCE)
        if isinstance(original, str):
            return f"No pages known: {harmless(original)}"
        if not original.paged:
            return "This document has no pages"
        paragraph = original.paragraph_of_page(int("".join(filter(str.isdecimal, words))))
        return None if paragraph is None else self.reading.block_of_paragraph(paragraph)

    def place_in_file(self) -> str:
        """Page and line in the file that the text came from, where they are known."""
        original = self.original(Side.SOURCE)
        if isinstance(original, str):
            return super().place_in_file()
        origin = original.lines[original.line_of(*self.view.beginning())].origin
        return f"第{origin.page}页第{origin.line}行" if original.paged else f"第{origin.line}行"

    def action_doubtful(self, direction: int) -> None:
        """To the next pair of sentences that may be aligned wrongly; without English, to the next doubtful line end."""
        if self.reading.viewport.translated:
            self._to_doubtful_bead(direction)
        else:
            self._to_doubtful_line(direction)

    def _to_doubtful_bead(self, direction: int) -> None:
        reading, beads = self.reading, self.reading.bitext.beads
        here = reading.beads
        start = here.stop if direction > 0 and reading.bead is not None else here.start
        run = range(start, len(beads)) if direction > 0 else range(here.start - 1, -1, -1)
        found = next(((k, told) for k in run if (told := doubts(reading.bitext, beads[k]))), None)
        if found is None:
            self.view.say(f"No doubtful pair {'below' if direction > 0 else 'above'}")
        else:
            self.view.jump(lambda: reading.go_to_bead(found[0]))
            self.view.say(f"Doubtful: {'; '.join(found[1])}")

    def action_unpaired(self, direction: int) -> None:
        """To the next sentence that the English leaves out or adds."""
        reading = self.reading
        if not reading.viewport.translated:
            self.view.say("There is no translation yet")
            return
        here = reading.beads
        if reading.bead is None:  # those of the paragraph are still to come
            here = range(here.start, here.start if direction > 0 else here.stop)
        found = next_alone(reading.bitext, here, direction)
        if found is None:
            where = "below" if direction > 0 else "above"
            self.view.say(f"Every sentence {where} has both languages")
            return
        self.view.jump(lambda: reading.go_to_bead(found.start))
        self.view.say(alone_words(reading.bitext, found))

    def _to_doubtful_line(self, direction: int) -> None:
        original = self.original(Side.SOURCE)
        if isinstance(original, str):
            self.view.say(f"No line ends known: {harmless(original)}")
            return
        here = self.reading.spot
        doubts = [one for one in original.document.boundaries if one.confidence < DOUBTFUL]
        lines = [(original.paragraph_at(original.line_at(one.offset)), one) for one in doubts]
        found = [each for each in lines if (each[0] - here) * direction > 0]
        if not found:
            self.view.say(f"No doubtful line end {'below' if direction > 0 else 'above'}")
            return
        paragraph, doubt = found[0] if direction > 0 else found[-1]
        block = self.reading.block_of_paragraph(paragraph)
        self.view.jump(lambda: self.reading.go(block or 0))
        line = original.lines[original.line_at(doubt.offset)].origin.line
        done = "joined to the next" if doubt.joined else "not joined to the next"
        self.view.say(f"Doubtful: line {line} was {done}, {doubt.confidence:.0%} sure; r shows it")


def doubts(bitext: Bitext, bead: Bead) -> list[str]:
    """Why a person should look at a bead, and has not: its confidence, or numbers that one side has alone."""
    if bead.status.is_reviewed:
        return []
    told = []
    if bead.confidence is not None and bead.confidence < DOUBTFUL_BEAD:
        side = side_alone(bead)
        what = f"this has no {MISSING[side]}" if side else "these belong together"
        told.append(f"{bead.confidence:.0%} sure that {what}")
    if bead.source and bead.target:
        from reader.align.figures import differing

        source = [bitext.source_text(range(k, k + 1)) for k in bead.source]
        target = [bitext.target_text(range(k, k + 1)) for k in bead.target]
        is_chinese = bitext.source.lang.lower().startswith("zh")
        found = differing(source, target) if is_chinese else differing(target, source)[::-1]
        if any(found):
            told.append("numbers differ: " + " / ".join(harmless(", ".join(side)) or "-" for side in found))
    return told


_PAGE = re.compile(r"\s*(?:\d{1,6}\s*(?:p|页)|(?:page|第)\s*\d{1,6}\s*页?)\s*", re.IGNORECASE)


def names_page(words: str) -> bool:
    """Is a page meant, as in `3p`? `p3` is a paragraph's name.

    >>> [names_page(words) for words in ("3p", "12 P", "page 3", "第3页", "p3", "3", "50%")]
    [True, True, True, True, False, False, False]
    """
    return _PAGE.fullmatch(words) is not None
