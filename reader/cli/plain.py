"""A bitext as plain text, line by line: bare for a pipe or a pager, with labels for a screen reader."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from reader.annotate import TermUse
from reader.language.layout import harmless
from reader.model import Bitext, Block, Document, Status


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
    for note in _notes(bitext, block):
        yield f"    Note. {note}"
    for use in _terms(uses):
        name = f"= {use.name}" if use.name else ""
        yield f"    {' '.join(filter(None, (use.form, use.reading, name)))}: {use.rendering}"


def _texts(document: Document, paragraphs: range) -> Iterator[str]:
    return (paragraph.text for paragraph in document.paragraphs[paragraphs.start : paragraphs.stop])


def labelled_lines(bitext: Bitext, uses: Callable[[Block], Sequence[TermUse]], *, terms: bool = False) -> Iterator[str]:
    """The same with a label before each line, so that nothing depends on where it stands.

    Each block has its number and kind, `Original:` and `Translation:` lines, `Note:` lines and, on request, a `Term:`
    line for each of its terms.
    """
    blocks = bitext.blocks()
    if not blocks:
        yield "Empty: there is no text."
    for number, block in enumerate(blocks, 1):
        if number > 1:
            yield ""
        for line in _labelled(bitext, block, uses(block) if terms else (), f"Paragraph {number} of {len(blocks)}"):
            yield harmless(line)


def _labelled(bitext: Bitext, block: Block, uses: Sequence[TermUse], number: str) -> Iterator[str]:
    sides = (bitext.source, block.source), (bitext.target, block.target)
    first = next((document.paragraphs[run.start] for document, run in sides if run), None)
    level = f" level {first.level}" if first and first.level else ""
    yield f"{number}, {first.kind.value if first else 'empty'}{level}."
    for text in _texts(bitext.source, block.source):
        yield f"Original: {text}"
    machine = any(bead.status is Status.MACHINE for bead in bitext.beads[block.beads.start : block.beads.stop])
    for text in _texts(bitext.target, block.target):
        yield f"{'Machine translation' if machine else 'Translation'}: {text}"
    if not block.target:
        yield "No translation."
    for bead in (bitext.beads[k] for k in bitext.unpaired(block)):
        if bead.source:
            yield f"Left out in the translation: {_one_line(bitext.source_text(bead.source))}"
        else:
            yield f"Added in the translation: {_one_line(bitext.target_text(bead.target))}"
    for note in _notes(bitext, block):
        yield f"Note: {note}"
    for use in _terms(uses):
        name = f"a form of {use.name}" if use.name else ""
        yield f"Term: {', '.join(filter(None, (use.form, use.reading, name)))}: {use.rendering}"


def _one_line(text: str) -> str:
    return " ".join(text.split("\n")).strip()


def _notes(bitext: Bitext, block: Block) -> Iterator[str]:
    for bead in bitext.beads[block.beads.start : block.beads.stop]:
        yield from filter(None, bead.note.split("\n"))


class _Use(NamedTuple):
    """A form of a term as it stands in the text, how that is read, the term's name if it is another; what it is."""

    form: str
    reading: str
    name: str
    rendering: str


def _terms(uses: Sequence[TermUse]) -> Iterator[_Use]:
    """Each form of a term once; where its reading is not known, the name has that of the term."""
    seen: set[str] = set()
    for use in uses:
        term = use.hit.term
        if use.form not in seen:
            seen.add(use.form)
            reading = term.reading_of(use.form)
            name = "" if use.form == term.zh else term.zh if reading else f"{term.zh} ({term.pinyin})"
            yield _Use(use.form, reading, name, use.rendering.text if use.rendering else use.choice)
