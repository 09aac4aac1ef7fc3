"""An aligned document and another translation of it -> what stays of its beads: those whose translation still stands.

Notes belong to the original: they stay beside it whatever became of the translation.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from reader.model import Bead, Bitext, Document, Segment

_SHOWN = 24  # characters of a sentence, to know it by
Known = dict[tuple[range, range], Bead]  # beads by where their sides stand


def mirrored(bitext: Bitext) -> Bitext:
    """Source as target, target as source."""
    beads = tuple(replace(one, source=one.target, target=one.source) for one in bitext.beads)
    facts = replace(bitext.provenance, source=bitext.provenance.target, target=bitext.provenance.source)
    return Bitext(bitext.target, bitext.source, bitext.target_segments, bitext.source_segments, beads, facts)


def standing(bitext: Bitext, document: Document, segments: Sequence[Segment]) -> tuple[Known, list[Bead]]:
    """The beads whose translation stands in this one too, by where it stands there, in order; and all others.

    One without a translation stands where its neighbours do.
    """
    old = [_plain(bitext.target, one) for one in bitext.target_segments]
    new = [_plain(document, one) for one in segments]
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    places: dict[int, int] = {}  # the old segments that stand, and where
    borders: dict[int, int] = {}  # the borders between two that stand side by side, and the ends
    for block in matcher.get_matching_blocks():
        places |= {block.a + k: block.b + k for k in range(block.size)}
        borders |= {block.a + k: block.b + k for k in range(1, block.size)}
        if block.size and block.a == block.b == 0:
            borders[0] = 0
        if block.size and (block.a + block.size, block.b + block.size) == (len(old), len(new)):
            borders[len(old)] = len(new)
    known: Known = {}
    gone: list[Bead] = []
    for bead in bitext.beads:
        start, count = bead.target.start, len(bead.target)
        at = places.get(start) if count else borders.get(start)
        if at is None or (count and places.get(start + count - 1) != at + count - 1):
            gone.append(bead)
        else:
            known[bead.source, range(at, at + count)] = replace(bead, target=range(at, at + count))
    return known, gone


def _plain(document: Document, segment: Segment) -> str:
    return " ".join(document.paragraphs[segment.paragraph].text[segment.start : segment.end].split())


def with_notes(bitext: Bitext, gone: Sequence[Bead]) -> Bitext:
    """The same with the notes of beads that are gone, each beside the source segment where it stood."""
    beads = list(bitext.beads)
    for old in gone:
        if old.note:
            k = next((k for k, bead in enumerate(beads) if bead.source.stop > old.source.start), len(beads) - 1)
            beads[k] = replace(beads[k], note="\n".join(filter(None, (beads[k].note, old.note))))
    return replace(bitext, beads=tuple(beads))


def is_settled(bead: Bead) -> bool:
    """Is a bead to stay as it is when the document is aligned again: reviewed, final, or with a note?"""
    return bool(bead.note) or bead.status.is_reviewed


def changes(bitext: Bitext, known: Known, gone: Sequence[Bead]) -> Iterator[str]:
    """What a person should know of it: how much stands, and which of the beads that were settled does not."""
    yield f"{len(known)} of {len(known) + len(gone)} translations stand as they were"
    for bead in gone:
        if bead.status.is_reviewed:
            text = bitext.source_text(bead.source).replace("\n", " ")
            yield f"was {bead.status.value}, a draft again now: {text[:_SHOWN]}{'…' * (len(text) > _SHOWN)}"
