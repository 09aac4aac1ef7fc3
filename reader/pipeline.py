"""The flow on one page: file -> lines -> document -> segments -> bitext. CLI and TUI are thin faces on it."""

from __future__ import annotations

import hashlib
from pathlib import Path

from reader import __version__
from reader.language.sentences import segment_ends
from reader.model import Bead, Bitext, Document, FileRef, Provenance, Segment


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
    """A document as a bitext that has no English yet: one 1:0 bead a segment."""
    segments = segment(document)
    beads = tuple(Bead(range(k, k + 1), range(0)) for k in range(len(segments)))
    target = Document("zh-Hans" if document.lang.startswith("en") else "en")
    return Bitext(document, target, segments, (), beads, Provenance(file, tool=f"duizhao {__version__}"))


def file_ref(path: Path, data: bytes) -> FileRef:
    """What the provenance keeps of a file: its name without folders and the hash of its bytes."""
    return FileRef(path.name, hashlib.sha256(data).hexdigest())
