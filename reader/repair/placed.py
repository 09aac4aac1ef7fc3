"""Lines with places (from a PDF) -> what lies beside the text, and the text's lines measured against their column.

Widths, indents and room are turned into em of a column, so that the rules for plain text apply as they are.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from itertools import pairwise
from statistics import median

from reader.language.scripts import em_width, is_english
from reader.model import Box, Line
from reader.repair.columns import Column, find_columns
from reader.repair.insets import with_insets
from reader.repair.lines import COLON, FINAL, MARK, SEMICOLON, WEAK_MARK, VisualLine
from reader.repair.margins import find_margins
from reader.repair.page import MOVED, Page
from reader.repair.wrapping import Placement

_CENTRED = 0.6  # em that the rooms on both sides may differ by
_CENTRED_LEAST = 3.0  # em on either side
_OTHER_SIZE = 0.07  # of the size; more is another size
_WIDE_GAP = 1.25  # of the usual distance between two baselines; more parts paragraphs
_SIZE_COST = 7.0  # nats against joining lines of different size
_BOLD_COST = 8.0  # nats against joining a line in bold type to one that is not: words in bold seldom fill lines
_BOLD_MOST = 0.3  # of the text may be bold if that is to tell something
_FAR_SIZE = 0.2  # of the size; lines that differ by more do not go together
_APART = 20.0  # nats against joining what cannot go together: cells, pages' odds and ends
_RIGHT_LEAST, _RIGHT_ROOM = 5.0, 0.8  # em to the left, and to the right at most, of what is set at the right
_STRETCH, _STRETCH_LEAST = (0.7, 1.5), 5.0  # of letters that are set narrow or wide; em of a line that may tell
_QUOTED = re.compile(r"[^\s“‘]([“‘][A-Za-z0-9]*)")  # many programs part no character from a quotation mark behind it
_OTHER_LANGUAGE = 3.0  # nats against joining a sentence to one in another language
_LEADERS = re.compile(r"(?:[.．·…‥_]\s?){4,}\s*(?:\d{1,4}|[ivxlc]{1,6})$")  # an entry of a table of contents
_REMARK = re.compile(r"[（(][^（）()]*\d{4}\s*年")  # under a title: when it was adopted
_TITLE = 1.15  # of the body's size


def has_places(lines: Sequence[Line]) -> bool:
    """Do the lines come with places?"""
    return bool(lines) and lines[0].box is not None


def body_size(lines: Sequence[Line]) -> float:
    """The font size of most of the text."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size or 0.0, 1)] += len(line.text)
    return max(sizes, key=lambda size: (sizes[size], size), default=10.0) or 10.0


def standing_out(lines: Sequence[Line]) -> frozenset[int]:
    """The lines in larger type than the body, or in bold type where that has none, as headings are."""
    if not has_places(lines):
        return frozenset()
    least = (1 + _OTHER_SIZE) * body_size(lines)
    bold = _tells_bold(lines)
    return frozenset(i for i, line in enumerate(lines) if (line.size or 0.0) > least or (bold and line.bold))


def _tells_bold(lines: Sequence[Line]) -> bool:
    """Is bold type the exception?"""
    return sum(len(line.text) for line in lines if line.bold) < _BOLD_MOST * sum(len(line.text) for line in lines)


def read_placed(
    visual: Sequence[VisualLine], extracted: Sequence[Line], skip: Collection[str]
) -> tuple[Page, Placement]:
    """Tell the lines of the text from furniture and notes, and measure them by their places."""
    source = [extracted[line.index] for line in visual]
    margins = find_margins(source, body_size(source))
    dropped = {i: rule for i, rule in margins.dropped.items() if rule not in skip}
    notes = [] if MOVED in skip else margins.notes
    away = {*dropped, *(i for note in notes for i in note)}
    if len(away) == len(visual):  # lines alike on every page with nothing between them are the text
        dropped, notes, away = {}, [], set()
    flow = [line for i, line in enumerate(visual) if i not in away]
    page = Page(flow, [[visual[i] for i in note] for note in notes], [(visual[i], dropped[i]) for i in sorted(dropped)])
    return page, place(flow, extracted)


def place(flow: Sequence[VisualLine], extracted: Sequence[Line]) -> Placement:
    """Measure the lines of the text by their boxes; sets indent, width, need, blanks and seam of each."""
    source = [extracted[line.index] for line in flow]
    boxes = [line.box or Box(0, 0, 0, 0) for line in source]
    size = body_size(source)
    columns = find_columns(source, boxes, size)
    measure = _measure(source, columns)
    columns = with_insets(flow, source, boxes, columns, size)
    centred = [
        _is_centred(box, column, line.size or size, size)
        for box, column, line in zip(boxes, columns, source, strict=True)
    ]
    for visual, line, box, column, middle in zip(flow, source, boxes, columns, centred, strict=True):
        em = line.size or size
        room = (column.right - box.right) / em
        indent = (box.left - column.left) / em
        if middle:
            room, indent = room + indent, 0.0
        visual.need *= _stretch(visual, (box.right - box.left) / em)
        if quoted := _QUOTED.match(visual.text):
            visual.need += em_width(quoted.group(1))
        visual.indent = indent
        visual.width = measure - room - indent
    _mark_gaps(flow, source, boxes, size)
    weight = _BOLD_COST if _tells_bold(source) else 0.0
    against = tuple(
        _against(flow, source, i, measure) + weight * (source[i].bold != source[i + 1].bold)
        for i in range(len(flow) - 1)
    )
    titles = frozenset(
        i
        for i in range(len(flow) - 1)
        if centred[i] and centred[i + 1] and _is_title_pair(flow, source, i, size, measure)
    )
    return Placement(measure, against, titles)


def _against(flow: Sequence[VisualLine], source: Sequence[Line], i: int, measure: float) -> float:
    """What speaks against joining line i to the next, in nats."""
    a, b = flow[i], flow[i + 1]
    if "\t" in a.text or "\t" in b.text or source[i].verbatim or source[i + 1].verbatim:
        return _APART
    cost = _SIZE_COST if _differ(source[i].size, source[i + 1].size) else 0.0
    if _differ(source[i].size, source[i + 1].size, _FAR_SIZE):
        cost = _APART
    if a.english != b.english and a.ends_with == FINAL:
        cost += _OTHER_LANGUAGE
    if _LEADERS.search(a.text) or _LEADERS.search(b.text):
        cost += _APART
    if abs(a.indent - b.indent) > 0.5 and (_is_at_right(a, measure) or _is_at_right(b, measure)):
        cost += _APART
    return cost


def _is_at_right(line: VisualLine, measure: float) -> bool:
    """Signatures and dates stand at the right edge."""
    return line.indent > _RIGHT_LEAST and abs(measure - line.right) < _RIGHT_ROOM


def _stretch(line: VisualLine, width: float) -> float:
    """How much wider the type of this line is than it was taken for."""
    return min(max(width / line.width, _STRETCH[0]), _STRETCH[1]) if line.width > _STRETCH_LEAST else 1.0


def _measure(source: Sequence[Line], columns: Sequence[Column]) -> float:
    """The measure of most of the text, in em."""
    widths: Counter[float] = Counter()
    for line, column in zip(source, columns, strict=True):
        widths[round((column.right - column.left) / (line.size or 1.0), 1)] += len(line.text)
    return max(widths, key=lambda width: (widths[width], width), default=40.0)


def _differ(a: float | None, b: float | None, by: float = _OTHER_SIZE) -> bool:
    return a is not None and b is not None and abs(a - b) > by * max(a, b)


def _is_centred(box: Box, column: Column, size: float, body: float) -> bool:
    """Is there as much room on both sides? Type of another size needs less of it to be seen as centred."""
    left, right = (box.left - column.left) / size, (column.right - box.right) / size
    if _differ(size, body):
        return abs(left - right) <= 2 * _CENTRED and left > -_CENTRED
    return abs(left - right) <= _CENTRED and left >= _CENTRED_LEAST


def _is_title_pair(flow: Sequence[VisualLine], source: Sequence[Line], i: int, body: float, measure: float) -> bool:
    """Are these two centred lines parts of one heading in larger type?"""
    a, b = source[i], source[i + 1]
    if (a.size or body) < _TITLE * body or _differ(a.size, b.size) or flow[i + 1].blanks or flow[i + 1].seam:
        return False
    if flow[i].ends_with in (FINAL, COLON, SEMICOLON) or flow[i + 1].starts_with in (MARK, WEAK_MARK):
        return False
    if is_english(flow[i].text) != is_english(flow[i + 1].text) or _REMARK.match(flow[i + 1].text):
        return False
    return flow[i].width + flow[i + 1].width > 0.55 * measure


def _mark_gaps(flow: Sequence[VisualLine], source: Sequence[Line], boxes: Sequence[Box], size: float) -> None:
    """Blank lines and seams, from the distances between baselines."""
    usual: dict[float, list[float]] = defaultdict(list)
    steps: list[float | None] = [None]
    for (a, b), (above, below) in zip(pairwise(source), pairwise(boxes), strict=True):
        down = above.bottom - below.bottom
        if a.origin.page != b.origin.page or down < -0.3 * size:
            steps.append(None)
            continue
        steps.append(down)
        if down > 0.5 * size:
            usual[round(b.size or size, 1)].append(down)
    typical = {of: _usual_step(found) for of, found in usual.items()}
    for visual, line, step in zip(flow, source, steps, strict=True):
        visual.seam = step is None and visual is not flow[0]
        visual.blanks = 0
        if step is not None and step > _WIDE_GAP * typical.get(round(line.size or size, 1), step):
            visual.blanks = 1


def _usual_step(found: Sequence[float]) -> float:
    """The distance that most baselines keep: the smallest that is frequent."""
    counts = Counter(round(step * 2) / 2 for step in found)
    need = 0.2 * len(found)
    return min((step for step, count in counts.items() if count >= need), default=median(found))
