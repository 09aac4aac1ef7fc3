"""A shown text -> the lines of the file it came from: where each paragraph stands there, and what repair did to it.

A text that was just repaired holds its raw form. A native file doesn't: its source is looked for beside it, known by
name and SHA-256, and repaired again.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from reader.errors import InputError
from reader.extract.text import split_lines
from reader.model import Document, FileRef, Line, Origin, Paragraph
from reader.repair.edits import raw_offsets
from reader.repair.plan import paragraph_texts
from reader.repair.report import repaired_text, spans


@dataclass(frozen=True, slots=True)
class Original:
    """`document` is the text as repair made it; `shown` says which of its paragraphs stands for each shown one."""

    document: Document
    lines: tuple[Line, ...]
    texts: tuple[tuple[int, str], ...]  # of each paragraph of `document`: its offset in the repaired text, and itself
    spans: tuple[tuple[int, int], ...]  # where each begins and ends in the raw text
    shown: tuple[int, ...]

    @property
    def paged(self) -> bool:
        """Has it more than one page?"""
        return bool(self.lines) and self.lines[0].origin.page != self.lines[-1].origin.page

    def line_of(self, paragraph: int, offset: int = 0) -> int:
        """The index of the line on which a character of a shown paragraph stands."""
        own = self.shown[paragraph]
        at, text = self.texts[own]
        raw = next(iter(raw_offsets(self.document.edits, [at + min(offset, len(text) - 1)])))
        return self.line_at(raw)

    def line_at(self, offset: int) -> int:
        """The index of the line that holds a raw offset."""
        return max(0, bisect_right(self.lines, offset, key=lambda line: line.start) - 1)

    def paragraph_at(self, line: int) -> int:
        """The shown paragraph that holds a line, or the last one before it."""
        own = bisect_right(self.spans, self.lines[line].end, key=lambda span: span[0]) - 1
        return max(0, bisect_right(self.shown, max(own, 0)) - 1)

    def paragraph_of_page(self, page: int) -> int | None:
        """The shown paragraph with which a page begins, even if it began on the page before; None: no such page."""
        first = next((line for line in self.lines if line.origin.page >= page), None)
        if first is None or page < self.lines[0].origin.page:
            return None
        own = next((k for k, (_, end) in enumerate(self.spans) if end > first.start), len(self.spans) - 1)
        return max(0, bisect_right(self.shown, own) - 1)


def find_original(document: Document, ref: FileRef, beside: Path | None) -> Original:
    """The original of one side of a bitext. Raises InputError, which says why it can't be had.

    `beside` is the file that is read now, or None where there is none.
    """
    if document.raw:
        return _original(document, _numbered(document), document.paragraphs)
    if not ref.file or beside is None:
        raise InputError("the file doesn't say which file its text came from")
    path = beside.parent / Path(ref.file).name
    from reader.files import read_bytes
    from reader.pipeline import extract, repaired

    data = read_bytes(path)
    if ref.sha256 and hashlib.sha256(data).hexdigest() != ref.sha256:
        raise InputError("has changed since this was made from it", where=path.name)
    found = extract(data, str(path))
    return _original(repaired(found), found.lines, document.paragraphs)


def _original(document: Document, lines: tuple[Line, ...], shown: Sequence[Paragraph]) -> Original:
    texts = tuple(paragraph_texts(repaired_text(document)))
    if not texts:
        raise InputError("there is no text in it")
    return Original(document, lines, texts, tuple(spans(document)), _counterparts([text for _, text in texts], shown))


def _counterparts(texts: Sequence[str], shown: Sequence[Paragraph]) -> tuple[int, ...]:
    """For each shown paragraph the repaired one: the next of the same text, else of the same id, else the one before.

    A native file may have been edited, or its text repaired by an older version.
    """
    places: dict[str, list[int]] = {}
    for k, text in enumerate(texts):
        places.setdefault(text, []).append(k)
    made: list[int] = []
    last = -1
    for paragraph in shown:
        same = places.get(paragraph.text, [])
        following = next((k for k in same[bisect_right(same, last) :]), None)
        if following is None:
            number = paragraph.id.removeprefix("p")
            named = int(number) - 1 if number.isdecimal() else -1
            following = named if last <= named < len(texts) else max(last, 0)
        made.append(following)
        last = following
    return tuple(made)


def _numbered(document: Document) -> tuple[Line, ...]:
    """The lines of a raw text with the pages and numbers that its extractor gave them, as its paragraphs tell.

    The raw text of a PDF has a form feed for each page that has text, and its lines are counted by page.
    """
    lines = split_lines(document.raw)
    starts = [line.start for line in lines]
    texts = paragraph_texts(repaired_text(document))
    raw = raw_offsets(document.edits, (at for at, _ in texts))
    pages: dict[int, int] = {}
    by_page = False
    for paragraph, offset in zip(document.paragraphs, raw, strict=False):
        derived = lines[bisect_right(starts, offset) - 1].origin
        pages.setdefault(derived.page, paragraph.origin.page)
        by_page |= paragraph.origin.line < derived.line
    made: list[Line] = []
    shift = number = 0
    for k, line in enumerate(lines):
        page = line.origin.page
        shift = pages.get(page, page + shift) - page
        number = 1 if k and page != lines[k - 1].origin.page else number + 1
        made.append(replace(line, origin=Origin(page + shift, number if by_page else line.origin.line)))
    return tuple(made)
