"""What one language has alone: sentences that the English leaves out or adds. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from reader.model import Bead, Bitext, Block
from reader.tui.page.flow import Side, bead_spans

# Beside the row where such a sentence begins: one less in the English, one more. Neither is of ambiguous width.
SIGNS: Mapping[Side, str] = {Side.SOURCE: "-", Side.TARGET: "+"}
MISSING: Mapping[Side, str] = {Side.SOURCE: "English", Side.TARGET: "Chinese"}


class Alone(NamedTuple):
    """text[start:stop] of a paragraph has nothing on the other side."""

    side: Side
    paragraph: int
    start: int
    stop: int


def side_alone(one: Bead) -> Side | None:
    """The only side that has text in a bead; None where both have."""
    if one.source and one.target:
        return None
    return Side.SOURCE if one.source else Side.TARGET


def alone_in(bitext: Bitext, block: Block) -> Iterator[Alone]:
    """Such sentences beside others that have their counterpart: where all of a block has none, that is seen anyway."""
    for bead in bitext.unpaired(block):
        for (side, paragraph), (start, stop) in bead_spans(bitext, bead).items():
            text = side.document(bitext).paragraphs[paragraph].text[start:stop]
            yield Alone(side, paragraph, stop - len(text.lstrip()), stop)  # a row never begins with white space


def next_alone(bitext: Bitext, here: range, direction: int) -> range | None:
    """The next run of beads of one paragraph that one side has alone, behind a run of beads or before it."""
    at = here.stop if direction > 0 else here.start - 1
    if direction > 0:
        while 0 < at < len(bitext.beads) and _goes_on(bitext, at):  # the rest of the run that is current
            at += 1
    run = range(at, len(bitext.beads)) if direction > 0 else range(at, -1, -1)
    found = next((k for k in run if side_alone(bitext.beads[k])), None)
    if found is None:
        return None
    start, stop = found, found + 1
    while start > 0 and _goes_on(bitext, start):
        start -= 1
    while stop < len(bitext.beads) and _goes_on(bitext, stop):
        stop += 1
    return range(start, stop)


def alone_words(bitext: Bitext, run: range) -> str:
    """What a run of beads lacks, for the reader, and how sure that is where no person has said so."""
    side = side_alone(bitext.beads[run.start]) or Side.SOURCE
    whole = bitext.is_border(run.start) and bitext.is_border(run.stop)
    what = "this paragraph" if whole else "this sentence" if len(run) == 1 else f"these {len(run)} sentences"
    known = [bead.confidence for bead in bitext.beads[run.start : run.stop] if bead.confidence is not None]
    sure = f", {min(known):.0%} sure" if known else ""
    return f"No {MISSING[side]} for {what}{sure}"


def _goes_on(bitext: Bitext, bead: int) -> bool:
    """Does a bead continue a run of its paragraph?"""
    side = side_alone(bitext.beads[bead])
    return side is not None and side is side_alone(bitext.beads[bead - 1]) and not bitext.is_border(bead)
