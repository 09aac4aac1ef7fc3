"""The flow on one page: file -> lines -> document -> segments -> bitext. CLI and TUI are thin faces on it.

A stage is loaded by who needs it: an aligned file is opened without repair, and nothing but a PDF loads that reader.
"""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from reader import __version__
from reader.errors import InputError
from reader.extract.pdf import is_pdf
from reader.extract.text import read_first_lines, read_text
from reader.files import read_bytes
from reader.formats.markdown import Style, check_not_broken, first_blocks, is_native, read_markdown, style_of
from reader.language.sentences import segment_ends
from reader.model import OPEN_END, Bead, Bitext, Document, Extract, FileRef, Provenance, Segment

if TYPE_CHECKING:
    from reader.align import Aligned, AlignOptions
    from reader.repair.plan import RepairOptions

_TOOL = f"duizhao {__version__}"
Notify = Callable[[str], None]  # told what a user should know: a guessed encoding, a page without text
Whole = Callable[[Notify], Bitext]  # what reads all of a file whose first pages were given
# What is read before the rest of a long file: enough for several screens, and for telling how its lines are set.
_FIRST_PAGES, _FIRST_CHARACTERS = 12, 30_000


def open_document(path: Path, *, encoding: str | None = None, options: RepairOptions | None = None) -> Document:
    """A file as a document, its paragraphs repaired; `-` is standard input. Raises InputError."""
    return repaired(extract(read_bytes(path), str(path), encoding), options)


def open_bitext(
    path: Path,
    *,
    encoding: str | None = None,
    password: str | None = None,
    pages: range | None = None,
    notify: Notify = lambda _: None,
) -> Bitext:
    """A native file as it is, and any other file as a document that has no English yet. Raises InputError."""
    return _opened(path, read_bytes(path), encoding, password, pages, notify)


def open_first_pages(
    path: Path,
    *,
    encoding: str | None = None,
    password: str | None = None,
    pages: range | None = None,
    notify: Notify = lambda _: None,
) -> tuple[Bitext, Whole | None]:
    """As `open_bitext`, but of a long file only the beginning, so that reading can begin, and what gives the whole.

    A file that is short, or has nothing to read at its beginning, is given whole, and None. Raises InputError, as what
    gives the whole does when it is called.
    """
    data = read_bytes(path)

    def whole(notify: Notify) -> Bitext:
        return _opened(path, data, encoding, password, pages, notify)

    try:
        first = _first_pages(data, str(path), encoding, password) if pages is None else None
        if first is not None:
            if is_native(first.raw):
                first = replace(first, raw=first_blocks(first.raw, _FIRST_CHARACTERS))
            bitext = _bitext(path, data, first, notify)
            if bitext.source.paragraphs or bitext.target.paragraphs:
                return bitext, whole
    except InputError:  # the first pages may be pictures, and text follow
        pass
    return whole(notify), None


def _first_pages(data: bytes, where: str, encoding: str | None, password: str | None) -> Extract | None:
    if is_pdf(data):
        from reader.extract.pdf.document import read_first_pages

        return read_first_pages(data, where=where, password=password, count=_FIRST_PAGES)
    return read_first_lines(data, where=where, encoding=encoding, size=_FIRST_CHARACTERS)


def _opened(
    path: Path, data: bytes, encoding: str | None, password: str | None, pages: range | None, notify: Notify
) -> Bitext:
    with _without_collecting():
        return _bitext(path, data, extract(data, str(path), encoding, password=password, pages=pages), notify)


def _bitext(path: Path, data: bytes, found: Extract, notify: Notify) -> Bitext:
    for notice in found.notices:
        notify(f"{path}: {notice}")
    if is_native(found.raw):
        return read_markdown(found.raw, str(path))
    check_not_broken(found.raw, str(path))
    document = repaired(found)
    if not document.paragraphs:
        raise InputError("the file is empty: there is no text to read", where=str(path), hint="name another file")
    return untranslated(document, _file_ref(path, data))


def _file_ref(path: Path, data: bytes) -> FileRef:
    return FileRef(path.name, hashlib.sha256(data).hexdigest())


def extract(
    data: bytes, where: str, encoding: str | None = None, *, password: str | None = None, pages: range | None = None
) -> Extract:
    """The bytes of a file as visual lines; `where` names the file in errors, `pages` (of a PDF) counts from 1."""
    if is_pdf(data):
        from reader.extract.pdf.document import read_pdf

        found = read_pdf(data, where=where, password=password, pages=pages)
        last = found.lines[-1].origin.page if found.lines else 0
        if pages is None or pages.stop > OPEN_END or last >= pages.stop - 1:
            return found
        return replace(found, notices=(*found.notices, f"the last of these pages with text is page {last}"))
    named = where.lower().endswith(".pdf")
    try:
        found = read_text(data, where=where, encoding=encoding)
    except InputError as error:
        if named:
            raise InputError("this is no PDF", where=where, hint="fetch it again, or name it for what it is") from error
        raise
    told = (
        ("is no PDF but a text, and is read as one", named),
        ("is no PDF: all of it is read, not some pages", pages is not None),
        ("is no PDF: it needs no password", password is not None),
    )
    return replace(found, notices=(*found.notices, *(words for words, holds in told if holds)))


def repaired(found: Extract, options: RepairOptions | None = None) -> Document:
    """Visual lines as a document of whole paragraphs."""
    from reader.repair.plan import RepairOptions, repair

    with _without_collecting():
        return repair(found, options or RepairOptions())


@contextmanager
def _without_collecting() -> Iterator[None]:
    """A document is very many small values, and all of them stay: looking for garbage among them is lost time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def segment(document: Document) -> tuple[Segment, ...]:
    """The segments of a document, in order."""
    made: list[Segment] = []
    for index, paragraph in enumerate(document.paragraphs):
        start = 0
        for end in segment_ends(paragraph.text, document.lang):
            made.append(Segment(index, start, end))
            start = end
    return tuple(made)


def untranslated(document: Document, file: FileRef = FileRef()) -> Bitext:
    """A document as a bitext that has no translation yet: one 1:0 bead a segment."""
    segments = segment(document)
    beads = tuple(Bead(range(k, k + 1), range(0)) for k in range(len(segments)))
    target = Document("zh-Hans" if document.lang.startswith("en") else "en")
    return Bitext(document, target, segments, (), beads, Provenance(file, tool=_TOOL))


def align(
    source: Document,
    target: Document,
    options: AlignOptions | None = None,
    provenance: Provenance = Provenance(tool=_TOOL),
) -> Bitext:
    """A document beside its translation. Raises AlignError where the one is no translation of the other."""
    return _aligned(source, target, options, provenance)[0]


def realign(bitext: Bitext, options: AlignOptions | None = None) -> Bitext:
    """The same texts aligned again: beads marked reviewed or final, or with a note, stay as they are.

    The rest is found between them; what is found again keeps its status.
    """
    return _realigned(bitext, options)[0]


class AlignedFiles(NamedTuple):
    """What came of one or two files, bead by bead too; `style` is that of the aligned file among them."""

    bitext: Bitext
    found: Aligned
    style: Style = "interleaved"


def align_files(
    source: Path, target: Path | None, options: AlignOptions | None = None, *, encoding: str | None = None
) -> AlignedFiles:
    """Two files aligned; one aligned file aligned again; or one with a text that takes the place of one of its sides.

    Raises InputError.
    """
    paths = [source] if target is None else [source, target]
    data = [read_bytes(path) for path in paths]
    read = [extract(one, str(path), encoding) for one, path in zip(data, paths, strict=True)]
    files = [_file_ref(path, one) for path, one in zip(paths, data, strict=True)]
    native = [k for k, one in enumerate(read) if is_native(one.raw)]
    if len(native) == 2:
        raise InputError(
            "both are aligned documents", where=f"{source}, {target}", hint="name one of them, or one and a text"
        )
    if native:
        known = read_markdown(read[native[0]].raw, str(paths[native[0]]))
        if target is None:
            return AlignedFiles(*_realigned(known, options), style_of(read[0].raw))
        text = 1 - native[0]
        made = _renewed(known, _side(read[text], paths[text]), files[text], options)
        return AlignedFiles(*made, style_of(read[native[0]].raw))
    sides = [_side(one, path) for one, path in zip(read, paths, strict=True)]
    if target is None:
        return AlignedFiles(*_realigned(untranslated(sides[0], files[0]), options))
    return AlignedFiles(*_aligned(sides[0], sides[1], options, Provenance(files[0], files[1], _TOOL)))


def _side(found: Extract, path: Path) -> Document:
    """A file's text as one side of a bitext."""
    check_not_broken(found.raw, str(path))
    document = repaired(found)
    if not document.paragraphs:
        raise InputError("the file is empty: there is no text to align", where=str(path), hint="name another file")
    return document


def _renewed(bitext: Bitext, document: Document, file: FileRef, options: AlignOptions | None) -> tuple[Bitext, Aligned]:
    """A text in place of the side that has its language: what still stands stays, notes stay with the other side."""
    from reader.align.renewal import changes, mirrored, standing, with_notes

    if document.lang[:2] == bitext.source.lang[:2] != bitext.target.lang[:2]:
        made, found = _renewed(mirrored(bitext), document, file, options)
        return mirrored(made), found.mirrored()
    segments = segment(document)
    known, gone = standing(bitext, document, segments)
    whole = Bead(range(len(bitext.source_segments)), range(len(segments)))
    provenance = replace(bitext.provenance, target=file, tool=_TOOL)
    new = Bitext(bitext.source, document, bitext.source_segments, segments, (whole,), provenance)
    made, found = _aligned_again(new, known, options)
    return with_notes(made, gone), replace(found, notices=(*found.notices, *changes(bitext, known, gone)))


def _realigned(bitext: Bitext, options: AlignOptions | None) -> tuple[Bitext, Aligned]:
    return _aligned_again(bitext, {(bead.source, bead.target): bead for bead in bitext.beads}, options)


def _aligned_again(
    bitext: Bitext, known: dict[tuple[range, range], Bead], options: AlignOptions | None
) -> tuple[Bitext, Aligned]:
    """A bitext with beads found anew, but those known beads that a person settled; what is found again is known."""
    from reader.align import AlignOptions
    from reader.align.renewal import is_settled

    stay = {pair: bead for pair, bead in known.items() if is_settled(bead)}
    options = replace(options or AlignOptions(), pins=tuple(stay))
    made, found = _aligned(bitext.source, bitext.target, options, bitext.provenance, bitext)
    beads = (
        stay.get(pair := (bead.source, bead.target)) or replace(known.get(pair, bead), confidence=bead.confidence)
        for bead in made.beads
    )
    return replace(made, beads=tuple(beads)), found


def _aligned(
    source: Document,
    target: Document,
    options: AlignOptions | None,
    provenance: Provenance,
    known: Bitext | None = None,
) -> tuple[Bitext, Aligned]:
    from reader.align import AlignOptions, link

    sides = (known.source_segments, known.target_segments) if known else (segment(source), segment(target))
    texts = [
        [document.paragraphs[one.paragraph].text[one.start : one.end] for one in segments]
        for document, segments in zip((source, target), sides, strict=True)
    ]
    breaks = [frozenset(k for k, one in enumerate(segments) if one.start == 0) for segments in sides]
    found = link(
        texts[0], texts[1], replace(options or AlignOptions(), source_breaks=breaks[0], target_breaks=breaks[1])
    )
    beads = tuple(Bead(one.source, one.target, confidence=round(one.confidence, 2)) for one in found.links)
    return Bitext(source, target, sides[0], sides[1], beads, provenance), found
