"""A bitext with other beads, or another target, in one block: only the block is checked, not all of a long document.

What a bitext holds was checked when it was built; the block is checked as if it were a bitext of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from typing import TypeVar

from reader.model import Bead, Bitext, Document, Paragraph, Segment

Value = TypeVar("Value", Bitext, Document)


def with_beads(bitext: Bitext, run: range, beads: Sequence[Bead]) -> Bitext:
    """The same with other beads of the same segments in place of a run. ValueError where the segments are others."""
    old = bitext.beads[run.start : run.stop]
    if [(one.source, one.target) for one in old] != [(one.source, one.target) for one in beads]:
        raise ValueError(f"beads {run.start} to {run.stop} are not of these segments")
    return _with(bitext, beads=(*bitext.beads[: run.start], *beads, *bitext.beads[run.stop :]))


def with_block(
    bitext: Bitext,
    block: range,
    place: range,
    paragraphs: Sequence[Paragraph],
    segments: Sequence[Segment],
    beads: Sequence[Bead],
) -> Bitext:
    """The same with other target paragraphs in place of those at `place`, which are the ones of a block of beads.

    Their segments and beads come with them; indexes count in the whole. ValueError where they are no bitext.
    """
    first, last = bitext.beads[block.start], bitext.beads[block.stop - 1]
    i, j = first.source.start, first.target.start
    own = bitext.source_segments[i : last.source.stop]
    at = own[0].paragraph if own else 0
    Bitext(
        Document(bitext.source.lang, bitext.source.paragraphs[at : own[-1].paragraph + 1] if own else ()),
        Document(bitext.target.lang, tuple(paragraphs)),
        tuple(_moved_segment(one, -at) for one in own),
        tuple(_moved_segment(one, -place.start) for one in segments),
        tuple(_moved_bead(one, -i, -j) for one in beads),
    )
    known = bitext.target.paragraphs
    before, behind = known[: place.start], known[place.stop :]
    new = {one.id for one in paragraphs}.difference(one.id for one in known[place.start : place.stop])
    if new and any(one.id in new for one in (*before, *behind)):
        raise ValueError(f"a paragraph id stands twice: one of {', '.join(sorted(new))}")
    rest, later = bitext.target_segments[last.target.stop :], bitext.beads[block.stop :]
    if further := len(paragraphs) - len(place):
        rest = tuple(_moved_segment(one, further) for one in rest)
    if more := j + len(segments) - last.target.stop:
        later = tuple(_moved_bead(one, 0, more) for one in later)
    return _with(
        bitext,
        target=_with(bitext.target, paragraphs=(*before, *paragraphs, *behind)),
        target_segments=(*bitext.target_segments[:j], *segments, *rest),
        beads=(*bitext.beads[: block.start], *beads, *later),
    )


def _with(value: Value, **changed: object) -> Value:
    """As `replace`, without the checks."""
    made = object.__new__(type(value))
    for one in fields(value):
        object.__setattr__(made, one.name, changed[one.name] if one.name in changed else getattr(value, one.name))
    return made


def _moved_segment(one: Segment, by: int) -> Segment:
    return Segment(one.paragraph + by, one.start, one.end)


def _moved_bead(one: Bead, i: int, j: int) -> Bead:
    source = range(one.source.start + i, one.source.stop + i) if i else one.source
    return Bead(source, range(one.target.start + j, one.target.stop + j), one.status, one.confidence, one.note)
