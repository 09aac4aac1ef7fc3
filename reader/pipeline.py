"""The flow on one page: file -> lines -> document -> segments -> bitext. CLI and TUI are thin faces on it."""

from __future__ import annotations

import hashlib
from pathlib import Path

from reader import __version__
from reader.errors import InputError
from reader.extract.pdf import is_pdf, read_pdf
from reader.extract.text import read_text
from reader.files import read_bytes
from reader.formats.markdown import check_not_broken, is_native, read_markdown
from reader.language.sentences import segment_ends
from reader.model import Bead, Bitext, Document, Extract, FileRef, Provenance, Segment
from reader.repair.plan import RepairOptions, repair


def open_document(path: Path, *, encoding: str | None = None, options: RepairOptions = RepairOptions()) -> Document:
    """A file as a document, its paragraphs repaired; `-` is standard input. Raises InputError."""
    return repair(extract(read_bytes(path), str(path), encoding), options)


def open_bitext(
    path: Path, *, encoding: str | None = None, password: str | None = None, pages: range | None = None
) -> Bitext:
    """A native file as it is, and any other file as a document that has no English yet. Raises InputError."""
    data = read_bytes(path)
    found = extract(data, str(path), encoding, password=password, pages=pages)
    if is_native(found.raw):
        return read_markdown(found.raw, str(path))
    check_not_broken(found.raw, str(path))
    document = repair(found)
    if not document.paragraphs:
        raise InputError("is empty: there is no text to read", where=str(path), hint="name another file")
    return untranslated(document, FileRef(path.name, hashlib.sha256(data).hexdigest()))


def extract(
    data: bytes, where: str, encoding: str | None = None, *, password: str | None = None, pages: range | None = None
) -> Extract:
    """The bytes of a file as visual lines; `where` names the file in errors, `pages` (of a PDF) counts from 1."""
    if is_pdf(data):
        return read_pdf(data, where=where, password=password, pages=pages)
    return read_text(data, where=where, encoding=encoding)


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
    return Bitext(document, target, segments, (), beads, Provenance(file, tool=f"duizhao {__version__}"))
