"""Lines with places -> those that belong to the page (its number, its running head) and the notes at its foot.

Where a line stands says more than what it says: furniture stands apart at the page's edge, at one height on every page.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from reader.language.scripts import em_width
from reader.model import Box, Line
from reader.repair.footnotes import find_placed_notes, has_note_mark
from reader.repair.furniture import HEADS, NUMBERS
from reader.repair.pagination import SURE, page_number, skeleton

_EDGE = 2  # lines at the top and at the foot of a page that may be furniture
_HIGH = 3.0  # points that furniture may stand higher or lower on another page
_APART, _FAR = 1.35, 1.8  # of the usual distance between baselines
_SPREAD = 2.0  # times as wide as its characters is a line whose parts stand at both margins
_OTHER = 0.06
_BEGINNING = 6  # lines that the title may stand in
_LONGEST = 90  # characters of a running head
_NUMBERED = re.compile(r"(\d{1,4})[ \t]+\D.*|.*\D[ \t]+(\d{1,4})")
_LETTERS = re.compile(r"\W+")
_CAPTION = re.compile(r"[图表續续]|Fig|Table|注[：:]|单位[：:]|\S*\t")
_UNFINISHED = tuple("。；，、！？")  # the end of a sentence at the top of two pages is no head


@dataclass(frozen=True, slots=True)
class Margins:
    """`dropped`: position of a line -> the rule that drops it; `notes`: the positions of each note's lines."""

    dropped: dict[int, str]
    notes: list[list[int]]


@dataclass(frozen=True, slots=True)
class _Edge:
    """A line at the edge of a page: on which page (counted), how far from the next line inward, whether outermost."""

    at: int
    page: int
    top: bool
    gap: float
    other_size: bool
    outer: bool


def find_margins(lines: Sequence[Line], size: float) -> Margins:
    """What on these pages is no text, and what is notes. `size`: of the body, in points."""
    boxes = [line.box or Box(0, 0, 0, 0) for line in lines]
    pages = [range(a, b) for a, b in pairwise(_starts(lines))]
    step = _usual_step(lines, boxes, size)
    edges = [edge for number, page in enumerate(pages) for edge in _edges(page, number, lines, boxes, size, step)]
    dropped = {i: NUMBERS if line.text.isdigit() else HEADS for i, line in enumerate(lines) if line.aside}
    dropped |= dict.fromkeys(_numbers(edges, lines, boxes, len(pages)), NUMBERS)
    for at in (*_heads(edges, lines, boxes, len(pages), dropped, size), *_stamps(lines, boxes, len(pages), size)):
        dropped.setdefault(at, HEADS)
    return Margins(dropped, find_placed_notes(lines, boxes, pages, size, dropped))


def _starts(lines: Sequence[Line]) -> list[int]:
    turns = (i for i in range(1, len(lines)) if lines[i].origin.page != lines[i - 1].origin.page)
    return [0, *turns, len(lines)] if lines else [0]


def _usual_step(lines: Sequence[Line], boxes: Sequence[Box], size: float) -> float:
    steps = [
        above.bottom - below.bottom
        for (a, b), (above, below) in zip(pairwise(lines), pairwise(boxes), strict=True)
        if a.origin.page == b.origin.page and 0.8 * size < above.bottom - below.bottom < 4 * size
    ]
    return median(steps) if steps else 1.6 * size


def _edges(
    page: range, number: int, lines: Sequence[Line], boxes: Sequence[Box], size: float, step: float
) -> Iterator[_Edge]:
    """The lines at both edges, from the outside inward."""
    order = sorted(page, key=lambda i: -boxes[i].bottom)
    heights: list[float] = []  # one for each row
    for i in order:
        if not heights or heights[-1] - boxes[i].bottom > 0.5 * size:
            heights.append(boxes[i].bottom)
    rows: dict[float, list[int]] = defaultdict(list)
    for i in order:
        rows[next(height for height in heights if abs(height - boxes[i].bottom) <= 0.5 * size)].append(i)
    for top, sequence in ((True, heights), (False, heights[::-1])):
        for k, height in enumerate(sequence[:_EDGE]):
            gap = abs(height - sequence[k + 1]) / step if k + 1 < len(sequence) else 9.0
            for i in rows[height]:
                if len(lines[i].text) <= _LONGEST:
                    differs = abs((lines[i].size or size) - size) > _OTHER * size
                    yield _Edge(i, number, top, gap, differs, k == 0)


def _numbers(edges: Sequence[_Edge], lines: Sequence[Line], boxes: Sequence[Box], pages: int) -> Iterator[int]:
    """Page numbers: they count on from page to page at one height, or stand alone and apart."""
    places: dict[tuple[bool, int, int], list[tuple[_Edge, str]]] = defaultdict(list)
    for edge in edges:
        if found := page_number(lines[edge.at].text):
            shape, value = found
            places[edge.top, round(boxes[edge.at].bottom / _HIGH), value - edge.page].append((edge, shape))
    for found_here in places.values():
        several = len(found_here) > 1
        for edge, shape in found_here:
            apart = edge.gap >= _APART or edge.other_size
            alone = edge.gap >= (_APART if edge.other_size or shape in SURE else _FAR)
            if (apart and several) or (alone and (pages == 1 or shape in SURE or edge.other_size or edge.gap >= 2.5)):
                yield edge.at


def _heads(
    edges: Sequence[_Edge],
    lines: Sequence[Line],
    boxes: Sequence[Box],
    pages: int,
    dropped: dict[int, str],
    size: float,
) -> Iterator[int]:
    """Lines that come back at one height, and at least stand apart there."""
    texts: dict[tuple[str, int], set[int]] = defaultdict(set)
    heights: dict[tuple[bool, int, float], set[int]] = defaultdict(set)
    for edge in edges:
        box = boxes[edge.at]
        for height in {round((box.bottom + shift) / (2 * _HIGH)) for shift in (-_HIGH / 2, _HIGH / 2)}:
            texts[skeleton(lines[edge.at].text, roman=True), height].add(edge.page)
        heights[edge.top, round(box.bottom), round(lines[edge.at].size or 0, 1)].add(edge.page)
    counting = _counting(edges, lines, boxes)
    numbered = {edge.page for edge in edges if edge.at in dropped}
    for edge in edges:
        line, box = lines[edge.at], boxes[edge.at]
        if edge.at in dropped or "\t" in line.text:
            continue
        apart = edge.gap >= _APART or edge.other_size
        words = skeleton(line.text, roman=True)
        repeats = max(len(texts[words, round((box.bottom + shift) / (2 * _HIGH))]) for shift in (-_HIGH / 2, _HIGH / 2))
        here = heights[edge.top, round(box.bottom), round(line.size or 0, 1)]
        ends = line.text.endswith(_UNFINISHED)
        told = (
            edge.other_size
            or (5 * repeats >= 2 * pages and not ends)
            or (edge.top and edge.outer and _opens_document(lines, boxes, edge.at))
        )
        small = (line.size or size) < size  # larger type at one height on many pages are headings of chapters
        steady = len(here) >= max(3, 0.6 * pages) and edge.other_size and small and edge.gap >= _APART
        is_note = _may_be_note(edge, line)
        if (
            (repeats >= 2 and told and (apart or repeats >= max(3, 0.6 * pages)) and not (is_note and ends))
            or (steady and not is_note and not ends)
            or (edge.top and apart and (edge.page == 0 or edge.other_size) and _opens_document(lines, boxes, edge.at))
            or (edge.at in counting and not is_note)
            or _stands_alone(edge, line, size, numbered)
        ):
            yield edge.at


def _may_be_note(edge: _Edge, line: Line) -> bool:
    """Notes stand at the foot as feet do, and count on as page numbers do: one a page is like a foot."""
    return not edge.top and has_note_mark(line) and (not edge.outer or line.text.endswith(_UNFINISHED))


def _stands_alone(edge: _Edge, line: Line, size: float, numbered: Collection[int]) -> bool:
    """Is this a running head that no other page shares: small, alone and far above the text of a numbered page?"""
    return (
        edge.top
        and edge.outer
        and edge.gap >= _FAR
        and (line.size or size) < (1 - _OTHER) * size
        and edge.page in numbered
        and not line.text.endswith(_UNFINISHED)
        and not _CAPTION.match(line.text)
    )


def _counting(edges: Sequence[_Edge], lines: Sequence[Line], boxes: Sequence[Box]) -> set[int]:
    """Heads with a page number before or behind them, whatever they say: the number counts on at one height.

    A single one is told by the number of its page, far from the words.
    """
    found: dict[tuple[bool, int, int], list[int]] = defaultdict(list)
    alone: set[int] = set()
    for edge in edges:
        line, box = lines[edge.at], boxes[edge.at]
        if edge.gap < _APART or not (number := _NUMBERED.fullmatch(line.text)):
            continue
        value = int(number.group(1) or number.group(2))
        if edge.other_size:
            found[edge.top, round(box.bottom / _HIGH), value - edge.page].append(edge.at)
        far = box.right - box.left > _SPREAD * em_width(line.text) * (line.size or 1.0)
        if edge.top and edge.outer and value == line.origin.page and far:
            alone.add(edge.at)
    return {at for places in found.values() if len(places) > 1 for at in places} | alone


def _opens_document(lines: Sequence[Line], boxes: Sequence[Box], at: int) -> bool:
    """Does the document begin with the words of this line, so that it is a running head, on the first page too?"""
    head = _bare(lines[at].text)
    following = "".join(
        [_bare(lines[i].text) for i in range(min(_BEGINNING, len(lines))) if boxes[i].bottom < boxes[at].bottom]
    )
    return len(head) > 1 and following.startswith(head)


def _stamps(lines: Sequence[Line], boxes: Sequence[Box], pages: int, size: float) -> Iterator[int]:
    """Large words that lie over most pages at one place."""
    places: dict[tuple[str, int, int], list[int]] = defaultdict(list)
    for i, (line, box) in enumerate(zip(lines, boxes, strict=True)):
        if (line.size or size) >= 1.3 * size:
            places[line.text, round(box.bottom / _HIGH), round(box.left / _HIGH)].append(i)
    for found in places.values():
        if len({lines[i].origin.page for i in found}) >= max(3, 0.6 * pages):
            yield from found


def _bare(text: str) -> str:
    return _LETTERS.sub("", text).casefold()
