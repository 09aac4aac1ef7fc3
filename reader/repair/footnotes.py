"""Lines with places -> the notes at the foot of their pages: smaller type under the text, opening with a mark."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from reader.model import Box, Line

_SMALL = 0.94  # of the body's size: notes are smaller
_MOST = 0.7  # of the lines of a page; more small type is no note
_MARK = re.compile(
    r"[①-⑳❶-❿㉑-㉟]|[\[［〔(（]\s*\d{1,3}\s*[\]］〕)）]|\d{1,3}(?:[.．、)](?!\d)|(?=[^\d.．,，:：/%％年月日-]))"
    r"|[*＊]{1,3}|[†‡§¶]|注(?:\d{1,2}|[：:])"
)
_ENDS = tuple('。.！？!?；;”"」)）')


def find_placed_notes(
    lines: Sequence[Line], boxes: Sequence[Box], pages: Sequence[range], size: float, away: Collection[int]
) -> list[list[int]]:
    """The positions of each note's lines. `size`: of the body; `away`: positions of furniture."""
    notes: list[list[int]] = []
    for page in pages:
        inside = [i for i in page if i not in away]
        for block in _blocks(inside, lines, boxes, size):
            _add(block, lines, boxes, notes)
    return notes


def _blocks(inside: Sequence[int], lines: Sequence[Line], boxes: Sequence[Box], size: float) -> Iterator[list[int]]:
    """Runs of small lines below the text, where the page or the column ends with them."""
    block: list[int] = []
    for k, i in enumerate(inside):
        is_small = (lines[i].size or size) < _SMALL * size and "\t" not in lines[i].text
        if is_small and (not block or boxes[i].bottom < boxes[block[-1]].bottom + 1):
            block.append(i)
            goes_on = k + 1 < len(inside)
            if not goes_on or boxes[inside[k + 1]].bottom > boxes[block[0]].bottom + size:
                if block[0] != inside[0] and len(block) <= _MOST * len(inside):
                    yield block
                block = []
        else:
            block = [i] if is_small else []


def _add(block: list[int], lines: Sequence[Line], boxes: Sequence[Box], notes: list[list[int]]) -> None:
    """Cut a block into notes at its marks; what comes before the first goes on from the page before, or is no note."""
    first = next((k for k, i in enumerate(block) if has_note_mark(lines[i])), None)
    if first != 0 and _goes_on(block[0], lines, notes):
        notes[-1] += block[:first]
    if first is None:
        return
    for i in block[first:]:
        if i == block[first] or _begins(i, block[first:], lines, boxes):
            notes.append([i])
        else:
            notes[-1].append(i)


def has_note_mark(line: Line) -> bool:
    """Does the line open as a note does: ①, [1], 1., *, or a raised character?"""
    return line.raised[:1] == (0,) or bool(_MARK.match(line.text))


def _goes_on(i: int, lines: Sequence[Line], notes: Sequence[list[int]]) -> bool:
    if not notes:
        return False
    last = lines[notes[-1][-1]]
    return last.origin.page == lines[i].origin.page - 1 and not last.text.endswith(_ENDS)


def _begins(i: int, block: Sequence[int], lines: Sequence[Line], boxes: Sequence[Box]) -> bool:
    """A mark at a line's start begins a note, unless the line before is full and may run on into it."""
    if not has_note_mark(lines[i]):
        return False
    before = boxes[i - 1]
    full = before.right > max(boxes[k].right for k in block) - 1.5 * (lines[i].size or 0.0)
    return lines[i].raised[:1] == (0,) or not full or lines[i - 1].text.endswith(_ENDS)
