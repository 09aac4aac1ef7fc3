"""The order of the rules: extract -> document. Each rule proposes edits; the draft here applies and composes them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from reader.extract.text import LINE_ENDS, split_lines
from reader.language.scripts import guess_language
from reader.model import Boundary, Document, Edit, Extract, Line, Paragraph
from reader.repair.characters import CHARACTER_RULES
from reader.repair.clean import is_clean, stops_open
from reader.repair.edits import apply_edits, compose, raw_offsets, with_old
from reader.repair.extraction import EXTRACTION_RULES
from reader.repair.lines import visual_lines
from reader.repair.page import PAGE_RULES, Page, heads_apart, propose, read_page
from reader.repair.placed import has_places, read_placed, standing_out
from reader.repair.spacing import SPACING_RULES
from reader.repair.stretches import chunks
from reader.repair.structure import kinds
from reader.repair.wrapping import RULE_CONFIDENCE, Decision, Placement, decide, kept

RULES = (*EXTRACTION_RULES, *CHARACTER_RULES, *PAGE_RULES, "join_lines", *SPACING_RULES)


@dataclass(frozen=True, slots=True)
class RepairOptions:
    """`skip` names rules not to run."""

    skip: frozenset[str] = frozenset()


class Draft:
    """The text so far, and the edits that made it from the raw one."""

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self.text = raw
        self.edits: list[Edit] = []

    def apply(self, proposed: Iterable[Edit]) -> None:
        """Apply one rule's edits, which are in offsets of the text so far, sorted and apart."""
        edits = list(proposed)
        if edits:
            self.text = apply_edits(self.text, edits)
            self.edits = compose(self.edits, edits) if self.edits else edits

    def offsets(self, raw: Sequence[int]) -> list[int]:
        """Where ascending raw offsets, none inside an edit, stand in the text so far."""
        made: list[int] = []
        at = shift = 0
        for offset in raw:
            while at < len(self.edits) and self.edits[at].end <= offset:
                shift += len(self.edits[at].new) - self.edits[at].end + self.edits[at].start
                at += 1
            made.append(offset + shift)
        return made


def repair(extract: Extract, options: RepairOptions = RepairOptions()) -> Document:
    """Join what was only wrapped, drop what is not text, and say so in edits.

    The rules run again on what they made until nothing changes, so that repairing twice is repairing once. Each round
    that changes something takes characters away or folds them, so there is a last one; hardly ever is it the third.
    """
    draft = Draft(extract.raw)
    boundaries: dict[int, Boundary] = {}
    lines: Sequence[Line] = extract.lines
    first = True
    while True:
        before = draft.text
        if not has_places(lines):
            lines = _extracted(draft, lines, options)
        boundaries |= _round(draft, lines, options, first=first)
        first = False
        if draft.text == before or has_places(lines):  # places hold for the first round; what it decided stands
            break
        lines = split_lines(draft.text)
    edits = with_old(extract.raw, draft.edits)
    paragraphs = tuple(_paragraphs(draft.text, edits, extract.lines))
    found = tuple(boundaries[offset] for offset in sorted(boundaries))
    return Document(guess_language(draft.text), paragraphs, extract.raw, edits, found)


def _extracted(draft: Draft, lines: Sequence[Line], options: RepairOptions) -> Sequence[Line]:
    """Undo what the extracting program did to the lines; what the lines are then."""
    for name, rule in EXTRACTION_RULES.items():
        if name not in options.skip and (edits := list(rule(draft.text, lines))):
            draft.apply(edits)
            lines = split_lines(draft.text)
    return lines


def _round(draft: Draft, extracted: Sequence[Line], options: RepairOptions, *, first: bool) -> dict[int, Boundary]:
    """Run the rest of the rules once; the decision at each line end, by its raw offset, where it is new or joins."""
    earlier = tuple(draft.edits)
    text = draft.text
    characters = Draft(text)
    for name, rule in CHARACTER_RULES.items():
        if name not in options.skip:
            characters.apply(rule(characters.text))
    starts = characters.offsets([*(line.start for line in extracted), len(text)])
    draft.apply(characters.edits)
    if not has_places(extracted) and is_clean(draft.text):
        return {} if earlier else dict(_whole(draft.text, extracted, starts))
    visual = visual_lines(draft.text, extracted, starts)
    if has_places(extracted):
        page, placement = read_placed(visual, extracted, options.skip)
    else:
        page, placement = read_page(visual, options.skip), None
    if "join_lines" in options.skip:
        decisions = [Decision(False, 1.0)] * (len(page.flow) - 1)
    else:
        decisions = heads_apart(page, _decide(draft.text, page, placement))
    draft.apply(propose(draft.text, page, decisions, options.skip))
    ends = [extracted[line.index].end for line in page.flow[: len(decisions)]]
    return {
        end: Boundary(end, decision.joined, decision.confidence, decision.reasons)
        for end, decision in zip(raw_offsets(earlier, ends), decisions, strict=True)
        if first or decision.joined
    }


def _whole(text: str, extracted: Sequence[Line], starts: Sequence[int]) -> Iterator[tuple[int, Boundary]]:
    """The line ends of a text that needs no reading, by raw offset: only at those that look open its lines are read."""
    shown = [i for i, line in enumerate(extracted) if line.text.strip()]
    for i, following in pairwise(shown):
        decisions: list[Decision] = []
        if stops_open(extracted[i].text):
            decisions = kept(visual_lines(text, extracted[i : following + 1], starts[i : following + 2]))
        decision = decisions[0] if decisions else Decision(False, 1.0)
        yield extracted[i].end, Boundary(extracted[i].end, decision.joined, decision.confidence, decision.reasons)


def _decide(text: str, page: Page, placement: Placement | None) -> list[Decision]:
    """One decision for each line end of the flow, stretch by stretch."""
    if placement:
        return decide(page.flow, placement)
    made: list[Decision] = []
    for first, stop, reach in chunks(page.flow, page.starts):
        lines = page.flow[first:reach]
        if len(lines) < len(page.flow) and is_clean(text[lines[0].start : lines[-1].end]):
            made += kept(lines)
        else:
            made += decide(lines, titled=first in page.starts)
        del made[stop:]
        if stop == reach < len(page.flow):
            made.append(Decision(False, RULE_CONFIDENCE, ("another layout",)))
    return made


def paragraph_texts(text: str) -> Iterator[tuple[int, str]]:
    """Each line of a repaired text that is not blank: its offset and the text without white space around it."""
    for end in (*LINE_ENDS, "\f"):
        text = text.replace(end, "\n")
    pieces = text.split("\n")
    for at, piece in zip(accumulate((len(piece) + 1 for piece in pieces), initial=0), pieces, strict=False):
        bare = piece.strip()
        if at == 0 and bare.startswith("\ufeff"):
            bare = bare[1:].strip()
        if bare:
            yield at + piece.index(bare), bare


def _paragraphs(text: str, edits: Sequence[Edit], lines: Sequence[Line]) -> Iterator[Paragraph]:
    found = list(paragraph_texts(text))
    starts = [line.start for line in lines]
    places = raw_offsets(edits, (at for at, _ in found))
    first = [bisect_right(starts, offset) - 1 for offset in places] if lines else []
    outstanding = standing_out(lines)
    code = {i for i, at in enumerate(first) if lines[at].verbatim}
    named = kinds([bare for _, bare in found], {i for i, at in enumerate(first) if at in outstanding}, code)
    for number, ((_, bare), at, (kind, level)) in enumerate(zip(found, first, named, strict=True), 1):
        yield Paragraph(f"p{number}", bare, kind, level, lines[at].origin)
