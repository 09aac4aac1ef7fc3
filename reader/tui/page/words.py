"""A source paragraph -> its words: the terms of the glossary, and between them what the dictionary cuts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from reader.language.pinyin import has_han
from reader.tui.page.flow import Side
from reader.tui.page.reading import Reading

# A text -> its words as the dictionary cuts it, each with the dictionary's entries. Empty where there is none.
Ask = Callable[[str], Sequence[tuple[str, Sequence[Mapping[str, Any]]]]]

_KEPT = 200  # paragraphs


class Word(NamedTuple):
    """text[start:stop] of a source paragraph."""

    paragraph: int
    start: int
    stop: int


class Words:
    """The words of a reading, worked out paragraph by paragraph when they are asked for."""

    def __init__(self, reading: Reading, ask: Ask) -> None:
        self.reading = reading
        self.ask = ask
        self._bitext = reading.bitext
        self._of = lru_cache(maxsize=_KEPT)(self._cut)

    def of(self, paragraph: int) -> tuple[Word, ...]:
        """The words of a paragraph, in order; punctuation is none."""
        if self.reading.bitext is not self._bitext:
            self._bitext = self.reading.bitext
            self._of.cache_clear()
        return self._of(paragraph)

    def at(self, paragraph: int, offset: int) -> Word | None:
        """The word that holds a character."""
        return next((word for word in self.of(paragraph) if word.start <= offset < word.stop), None)

    def beside(self, place: tuple[int, int] | None, direction: int) -> Word | None:
        """The next word or the one before, over the edge of the paragraph too; None at the ends of the text.

        From a place (paragraph, offset); without one, the first or last of the current sentence or paragraph.
        """
        paragraph, offset = place or self._edge(direction)
        count = len(self.reading.bitext.source.paragraphs)
        while 0 <= paragraph < count:
            words = self.of(paragraph)
            if direction > 0:
                found = next((one for one in words if one.start > offset), None)
            else:
                found = next((one for one in reversed(words) if one.start < offset), None)
            if found:
                return found
            paragraph += direction
            offset = -1 if direction > 0 else 1 << 60
        return None

    def _edge(self, direction: int) -> tuple[int, int]:
        """Just before the first character of what is current, or just behind the last one."""
        reading = self.reading
        if reading.bead is not None:
            spans = [(key[1], span) for key, span in reading.spans(reading.bead).items() if key[0] is Side.SOURCE]
            if spans:
                return (spans[0][0], spans[0][1][0] - 1) if direction > 0 else (spans[-1][0], spans[-1][1][1])
        block = reading.block
        if block is None or not block.source:
            return reading.spot, -1
        return (block.source.start, -1) if direction > 0 else (block.source.stop - 1, 1 << 60)

    def _cut(self, paragraph: int) -> tuple[Word, ...]:
        text = self.reading.bitext.source.paragraphs[paragraph].text
        block = self.reading.block_of_paragraph(paragraph)
        uses = self.reading.uses_of(self.reading.viewport.blocks[block]) if block is not None else ()
        terms = sorted((use.hit.start, use.hit.end) for use in uses if use.paragraph == paragraph)
        made: list[Word] = []
        at = 0
        for start, stop in [*terms, (len(text), len(text))]:
            made += (Word(paragraph, at + a, at + b) for a, b in self._between(text[at:start]))
            if start < stop:
                made.append(Word(paragraph, start, stop))
            at = max(at, stop)
        return tuple(made)

    def _between(self, text: str) -> Iterator[tuple[int, int]]:
        """The words between two terms: as the dictionary cuts them, and, where there is none, as jieba does."""
        if not any(char.isalnum() for char in text):
            return
        parts = [word for word, _ in self.ask(text)]
        if not parts:
            from reader.language.words import cut

            parts = cut(text) if has_han(text) else text.split()
        end = 0
        for part in parts:
            start = text.find(part, end)
            if start >= 0 and any(char.isalnum() for char in part):
                end = start + len(part)
                yield start, end
