"""What lies on the page beside the text: furniture is taken out, notes are lifted, and the text flows around them.

Visual lines and decisions in, edits out, all in offsets of one text.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from reader.extract.text import LINE_ENDS
from reader.model import Edit
from reader.repair.edits import apply_edits
from reader.repair.furniture import HEADS, NUMBERS, find_furniture
from reader.repair.joining import Vocabulary, glue
from reader.repair.lines import COMMA, OPEN, PLAIN, VisualLine
from reader.repair.measure import calibrate, find_measures
from reader.repair.notes import Notes, find_notes, unmarked
from reader.repair.pagination import skeleton
from reader.repair.spacing import LETTERS, SPACING_RULES, close_letter_spacing
from reader.repair.spread import closed
from reader.repair.stretches import stretches
from reader.repair.wrapping import RULE_CONFIDENCE, Decision

NOTE_RULES, MOVED = "drop_note_rules", "move_notes"
QUOTES, LINE_NUMBERS = "drop_quote_marks", "drop_line_numbers"
PAGE_RULES = (NUMBERS, HEADS, QUOTES, LINE_NUMBERS, NOTE_RULES, MOVED)
_BLANK_QUOTE = re.compile(rf"(?<![^{LINE_ENDS}])[ \t]*[>|│┃][>|│┃ \t]*(?:\r?[{LINE_ENDS}]|\Z)")
_BLANK_NUMBER = re.compile(rf"(?<![^{LINE_ENDS}])[ \t]*\d{{1,5}}[:：|│]?[ \t]*(?=[{LINE_ENDS}]|\Z)")
_NEAR, _FULL = 12, 0.85  # lines before a new document; so much of what they reach is a full line
_INDENTS = " \u3000\t\u00a0"


@dataclass(frozen=True, slots=True)
class Page:
    """`flow`: the lines of the text; `notes`: the lines of each footnote; `dropped`: other lines and their rules.

    `starts`: where in the flow each stretch of one layout begins.
    """

    flow: list[VisualLine]
    notes: list[list[VisualLine]]
    dropped: list[tuple[VisualLine, str]]
    starts: list[int] = field(default_factory=lambda: [0])


def read_page(lines: list[VisualLine], skip: Collection[str]) -> Page:
    """Tell the lines of the text from those of the page and from the notes."""
    made = Page([], [], [], [])
    kept, openings = _without_furniture(lines, made, skip)
    documents = [kept[first:stop] for first, stop in pairwise([0, *openings, len(kept)])]
    parts = [part for document in documents for part in _stretches(document)]
    for part in parts:
        # What runs through the whole text is gone; a text that was joined to others has numbers and heads of its own.
        _read_stretch(_without_furniture(part, made, skip)[0] if len(parts) > 1 else part, made, skip)
    made.dropped.sort(key=lambda pair: pair[0].start)
    return made


def _stretches(lines: list[VisualLine]) -> Iterator[list[VisualLine]]:
    for first, stop in pairwise([*stretches(lines), len(lines)]):
        yield lines[first:stop]


def _without_furniture(
    lines: list[VisualLine], page: Page, skip: Collection[str]
) -> tuple[list[VisualLine], list[int]]:
    """The lines that are text, and where among them further documents begin; the others go to what the page drops."""
    furniture = find_furniture(lines)
    dropped = {i: rule for i, rule in furniture.dropped.items() if rule not in skip}
    page.dropped.extend((lines[i], rule) for i, rule in dropped.items())
    kept = _flow(lines, dropped, furniture.tops)
    away = sorted(dropped)
    places = (at - bisect_left(away, at) for at in furniture.openings)
    return kept, sorted(at for at in places if 0 < at < len(kept) and not _reads_on(kept[max(0, at - _NEAR) : at]))


def _reads_on(lines: Sequence[VisualLine]) -> bool:
    """Does the last of these lines stop inside a clause, as full as they are?"""
    last = lines[-1]
    return last.ends_with in (COMMA, OPEN, PLAIN) and last.right >= _FULL * max(line.right for line in lines)


def _read_stretch(lines: list[VisualLine], page: Page, skip: Collection[str]) -> None:
    """Add a stretch to the page: its notes, and the lines that its text flows through."""
    calibrate(lines)
    wide = find_measures(lines)[0] or find_measures(unmarked(lines))[0]
    found = find_notes(lines, wide[0]) if wide and MOVED not in skip else Notes()
    page.notes.extend(lines[first : last + 1] for first, last in found.notes)
    rules = {i: NOTE_RULES for i in found.rules if NOTE_RULES not in skip}
    page.dropped.extend((lines[i], rule) for i, rule in rules.items())
    away = rules | {i: MOVED for first, last in found.notes for i in range(first, last + 1)}
    if flow := _flow(lines, away, frozenset()):
        page.starts.append(len(page.flow))
        page.flow.extend(flow)


def _flow(lines: list[VisualLine], away: Collection[int], tops: Collection[int]) -> list[VisualLine]:
    """The lines that stay; the first behind a gap begins a page."""
    kept: list[VisualLine] = []
    seam = False
    for i, line in enumerate(lines):
        if i in away:
            seam = True
            continue
        line.seam = line.seam or seam or i in tops
        seam = False
        kept.append(line)
    return kept


def heads_apart(page: Page, decisions: Sequence[Decision]) -> list[Decision]:
    """What came back as a running head and stays where it stands first, as a title may, is joined to nothing."""
    heads = {skeleton(line.text) for line, rule in page.dropped if rule == HEADS}
    return [
        Decision(False, RULE_CONFIDENCE, ("a running head",))
        if decision.joined and heads and skeleton(line.text) in heads
        else decision
        for line, decision in zip(page.flow, decisions, strict=False)
    ]


def propose(text: str, page: Page, decisions: Sequence[Decision], skip: Collection[str]) -> list[Edit]:
    """The edits that this reading of the page asks for, sorted and apart."""
    holes = [Edit(*_whole_line(text, line, line), "", rule) for line, rule in page.dropped]
    joined = [decision.joined for decision in decisions]
    if not any(joined):
        spread = [] if LETTERS in skip else close_letter_spacing(page.flow, joined)
        return _around(list(spread), sorted(holes, key=_place))
    if QUOTES not in skip:
        holes += _quote_marks(text, page.flow, joined)
    if LINE_NUMBERS not in skip:
        holes += _line_numbers(text, page)
    tidied, inside = _tidied(text, page, joined, skip)
    ending = "\r\n" if "\r\n" in text else "\n"
    for note, inner, target in zip(page.notes, inside, _moves(page, joined), strict=True):
        if target is None:
            tidied += inner
            continue
        start = note[0].start
        shifted = [Edit(edit.start - start, edit.end - start, edit.new, edit.rule) for edit in inner]
        whole = apply_edits(text[start : note[-1].end], shifted)
        tidied.append(Edit(target.end, target.end, ending + whole, MOVED))
        holes.append(Edit(*_whole_line(text, note[0], note[-1]), "", MOVED))
    return _around(sorted(tidied, key=_place), sorted(holes, key=_place))


def _quote_marks(text: str, flow: Sequence[VisualLine], joined: Sequence[bool]) -> Iterator[Edit]:
    """The > before every line of a quotation that was wrapped: those inside paragraphs, and those of blank lines.

    What is quoted from beginning to end loses all of them.
    """
    if not any(goes_on and line.depth for line, goes_on in zip(flow, joined, strict=False)):
        return
    yield from (Edit(mark.start(), mark.end(), "", QUOTES) for mark in _BLANK_QUOTE.finditer(text))
    whole = all(line.depth for line in flow)
    for line, goes_on in zip(flow, [False, *joined], strict=False):
        if line.depth and (whole or goes_on):
            yield Edit(line.begin, line.start, "", QUOTES)


def _line_numbers(text: str, page: Page) -> Iterator[Edit]:
    """The numbers of all lines of a text that was wrapped; what stands behind them is the line's own."""
    numbered = [line for line in page.flow if line.prefix and not line.depth]
    if numbered:
        yield from (Edit(mark.start(), mark.end(), "", LINE_NUMBERS) for mark in _BLANK_NUMBER.finditer(text))
    for line in numbered:
        yield Edit(line.begin, line.begin + line.prefix, "", LINE_NUMBERS)


def _place(edit: Edit) -> tuple[int, int]:
    return edit.start, edit.end


def _moves(page: Page, joined: Sequence[bool]) -> list[VisualLine | None]:
    """For each note the line behind which it goes, None where it cuts no paragraph and may stay."""
    moves: list[VisualLine | None] = []
    flow = page.flow
    at = 0
    for note in page.notes:
        while at < len(flow) and flow[at].start < note[0].start:
            at += 1
        if not 0 < at < len(flow) or not joined[at - 1]:
            moves.append(None)
            continue
        last = at
        while last < len(joined) and joined[last]:
            last += 1
        moves.append(flow[last])
    return moves


def _tidied(
    text: str, page: Page, joined: Sequence[bool], skip: Collection[str]
) -> tuple[list[Edit], list[list[Edit]]]:
    """Joins and spacing, for the text and for each note; where two rules want one place, the earlier has it.

    The notes' own edits lie inside the joins that reach over them: they are kept apart.
    """
    lines = [*page.flow]
    goes_on = [*joined]
    for note in page.notes:
        goes_on += [False, *[True] * (len(note) - 1)]
        lines += note
    proposed = list(_join_lines(lines, goes_on, Vocabulary(text)))
    lines, goes_on = _without_code(lines, goes_on)
    for name, rule in SPACING_RULES.items():
        if name not in skip:
            proposed += rule(lines, goes_on)
    proposed.sort(key=lambda edit: edit.start)  # stable: rules keep their order
    starts = [note[0].start for note in page.notes]
    inside: list[list[Edit]] = [[] for _ in page.notes]
    flow: list[Edit] = []
    for edit in proposed:
        k = bisect_right(starts, edit.start) - 1
        made = inside[k] if k >= 0 and edit.end <= page.notes[k][-1].end else flow
        if not made or edit.start >= made[-1].end:
            made.append(edit)
    return flow, inside


def _without_code(lines: list[VisualLine], joined: list[bool]) -> tuple[list[VisualLine], list[bool]]:
    """Code is joined to nothing, and its blanks are its own."""
    if not any(line.verbatim for line in lines):
        return lines, joined
    rest = [i for i, line in enumerate(lines) if not line.verbatim]
    return [lines[i] for i in rest], [b == a + 1 and joined[a] for a, b in pairwise(rest)]


def _join_lines(lines: Sequence[VisualLine], joined: Sequence[bool], words: Vocabulary) -> Iterator[Edit]:
    for (line, following), goes_on in zip(pairwise(lines), joined, strict=False):
        if goes_on:
            drop, between = glue(closed(line.text), closed(following.text), words, cut=line.cut)
            yield Edit(line.end - drop, following.start, between, "join_lines")


def _whole_line(text: str, first: VisualLine, last: VisualLine) -> tuple[int, int]:
    """Where these lines begin and end with their indent and their line end."""
    start, end = first.start, last.end
    if first.prefix:
        start = first.begin
    while start and text[start - 1] in _INDENTS:
        start -= 1
    while end < len(text) and text[end] in _INDENTS:
        end += 1
    ending = next((ending for ending in ("\r\n", *LINE_ENDS) if text.startswith(ending, end)), "")
    return start, end + len(ending)


def _around(edits: Sequence[Edit], holes: Sequence[Edit]) -> list[Edit]:
    """Both, where a hole may lie inside an edit that replaces more: that goes around it."""
    made: list[Edit] = []
    at = 0
    for edit in edits:
        start, new = edit.start, edit.new
        while at < len(holes) and holes[at].end <= start:
            made.append(holes[at])
            at += 1
        while at < len(holes) and holes[at].start < edit.end:
            hole = holes[at]
            if hole.start > start or new:
                made.append(Edit(start, max(start, hole.start), new, edit.rule))
                new = ""
            made.append(hole)
            start = max(start, hole.end)
            at += 1
        if start < edit.end or new:
            made.append(Edit(start, max(start, edit.end), new, edit.rule))
    return [*made, *holes[at:]]
