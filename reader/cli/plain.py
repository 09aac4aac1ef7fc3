"""A bitext as plain text, line by line: for a pipe, a pager, a screen reader."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from reader.annotate import TermUse
from reader.language.layout import harmless
from reader.model import Bitext, Block, Document


def plain_lines(bitext: Bitext, uses: Callable[[Block], Sequence[TermUse]]) -> Iterator[str]:
    """Each block: the Chinese, the English, notes, and the terms with pinyin and rendering; an empty line between."""
    for number, block in enumerate(bitext.blocks()):
        if number:
            yield ""
        for line in _block_lines(bitext, block, uses(block)):
            yield harmless(line)


def _block_lines(bitext: Bitext, block: Block, uses: Sequence[TermUse]) -> Iterator[str]:
    yield from _texts(bitext.source, block.source)
    yield from _texts(bitext.target, block.target)
    for bead in bitext.beads[block.beads.start : block.beads.stop]:
        for note in filter(None, bead.note.split("\n")):
            yield f"    Note. {note}"
    seen: set[str] = set()
    for use in uses:
        term = use.hit.term
        if term.zh not in seen:
            seen.add(term.zh)
            yield f"    {term.zh} {term.pinyin}: {use.rendering.text if use.rendering else use.choice}"


def _texts(document: Document, paragraphs: range) -> Iterator[str]:
    return (paragraph.text for paragraph in document.paragraphs[paragraphs.start : paragraphs.stop])
