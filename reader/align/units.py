"""One side of a window -> its units: words, numbers, names, clauses, marks. Strings in, arrays out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from sys import intern
from typing import Any

from reader.align.lexicon import STOP, Lexicon, stem_of
from reader.language.numbers import numbers

_LATIN = re.compile(r"[A-Za-z][A-Za-z'’.&-]*[A-Za-z]|[A-Z]")
_CAPITAL = re.compile(r"[A-Z][a-z]+(?:[-'’][A-Za-z]?[a-z]+)*|[A-Z]{2,}")
# A name of two syllables: Fang Qing.
_PAIR = re.compile(r"\b(?=([A-Z][a-z]{1,5} [A-Z][a-z]{1,5})\b)")
_MARKS = {
    "question": re.compile("[?？]"),
    "exclamation": re.compile("[!！]"),
    "quote": re.compile("[“”\"「」『』‘]|(?<![A-Za-z])'|’(?![A-Za-z])"),
    "colon": re.compile("[:：;；]"),
    "bracket": re.compile("[(（\\[〔【《]"),
    "dash": re.compile("—+|–|--|…+|\\.\\.\\."),
}
MARKS = tuple(_MARKS)
_ITEM = re.compile(
    r"\s*(?:[（(]?(?:[一二三四五六七八九十]+|\d{1,2}|[a-zA-Z]|[ivx]+|[IVX]+)[)）、.．]|第[一二三四五六七八九十百\d]+[条章节]"
    r"|Article \d+|Chapter \w+|[①-⑳•●▪*·-]\s*)"
)
# A segment that stands in brackets as a whole, and one that says that it is a note.
_ASIDE = re.compile(r"\s*(?:[（(].*[)）]|[\[【〔［].*[\]】〕］])[。.]?\s*$", re.DOTALL)
_NOTE = re.compile(
    r"\s*[（(\[【〔［]?\s*(?:(?:translator|editor)['’]?s?['’]? note|T/?N|note|tip|译注|译者注|编者注|注)\s*[:：.]",
    re.IGNORECASE,
)
_END = re.compile(r"[。！？.!?…:：;；，,][”’」』\"')）\]]*\s*$")
# What parts the items of a list, and clauses, within a sentence.
_SEPARATOR = re.compile(r"[、，；]|[,;](?=\s)")
_CLAUSE = {
    "zh": re.compile("[，；：。！？…—]+[”’」』]*"),
    "en": re.compile(r"[,;:.!?…—–]+['”’\")]*(?=\s|$)|—"),
}


@dataclass(slots=True)
class Side:
    """One side's segments, taken apart. `lang` is zh or en."""

    lang: str
    texts: Sequence[str]
    length: list[int] = field(default_factory=list)  # characters that are no white space
    marks: list[tuple[int, ...]] = field(default_factory=list)  # how many of each of MARKS
    item: list[bool] = field(default_factory=list)  # opens with a list mark
    open: list[bool] = field(default_factory=list)  # ends without a mark, as a heading does
    aside: list[bool] = field(default_factory=list)  # stands in brackets as a whole
    note: list[bool] = field(default_factory=list)  # opens as a note does
    separators: list[int] = field(default_factory=list)  # how many items or clauses end inside
    words: list[tuple[str, ...]] = field(default_factory=list)  # dictionary words; stems
    numbers: list[tuple[float, ...]] = field(default_factory=list)
    latin: list[tuple[str, ...]] = field(default_factory=list)  # Latin strings; capitalised words, and pairs of these

    def cut(self, run: range) -> Side:
        """A run of the segments."""
        part = slice(run.start, run.stop)
        return Side(self.lang, self.texts[part], *(column[part] for column in self._columns()))

    def pick(self, kept: Sequence[int]) -> Side:
        """Some of the segments."""
        texts = [self.texts[k] for k in kept]
        return Side(self.lang, texts, *([column[k] for k in kept] for column in self._columns()))

    def _columns(self) -> tuple[list[Any], ...]:
        flags = (self.item, self.open, self.aside, self.note)
        return self.length, self.marks, *flags, self.separators, self.words, self.numbers, self.latin


def analyse(texts: Sequence[str], lang: str, lexicon: Lexicon) -> Side:
    """Take the segments of one side apart."""
    side = Side(lang, texts)
    seen: dict[tuple[int, ...], tuple[int, ...]] = {}  # what is equal is kept once: a long text has 100,000 segments
    for text in texts:
        side.length.append(max(len("".join(text.split())), 1))
        marks = tuple(len(pattern.findall(text)) for pattern in _MARKS.values())
        side.marks.append(seen.setdefault(marks, marks))
        side.item.append(bool(_ITEM.match(text)))
        side.open.append(not _END.search(text))
        side.aside.append(bool(_ASIDE.match(text)))
        side.note.append(bool(_NOTE.match(text)))
        side.separators.append(len(_SEPARATOR.findall(text)))
        side.numbers.append(tuple(number.value for number in numbers(text, lang)))
        if lang == "zh":
            side.words.append(tuple(map(intern, lexicon.cut(text))))
            side.latin.append(tuple(word.lower() for word in _LATIN.findall(text)))
        else:
            side.words.append(tuple(stem_of(word) for word in _words(text) if word.lower() not in STOP))
            side.latin.append((*_CAPITAL.findall(text), *_PAIR.findall(text)))
    return side


def _words(text: str) -> list[str]:
    return re.findall(r"[A-Za-z]+(?:['’][a-z]+)?", text)


def clauses(text: str, lang: str, shortest: int) -> list[tuple[int, int]]:
    """The clauses of a segment as offsets; a piece shorter than `shortest` characters joins its neighbour."""
    cuts = [0]
    for mark in _CLAUSE[lang].finditer(text):
        if mark.end() - cuts[-1] >= shortest and len(text) - mark.end() >= shortest:
            cuts.append(mark.end())
    cuts.append(len(text))
    return [(start, stop) for start, stop in pairwise(cuts) if stop > start]
