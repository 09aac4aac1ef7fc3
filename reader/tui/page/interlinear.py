"""What stands between the lines of a Chinese text: the readings above its characters, the glosses below its words.

Says how much room they take and on which cells of a line they stand. Pure; offsets count code points.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from reader.language.layout import TextLine, cell_width, measure
from reader.language.scripts import CLOSING, OPENING

# Cells that a gloss may take where its word is shorter.
_WIDEST = 24
# Characters without a gloss of their own that stay with the word before them; closing marks do in any case.
_FOLLOWING = 3
_WEAK = frozenset("a an and as at by for from in of on or the to with".split())


class Gloss(NamedTuple):
    """The meaning of text[start:stop] in a few words."""

    start: int
    stop: int
    words: str


def spans_of(text: str, glosses: Sequence[Gloss]) -> list[tuple[int, int]]:
    """Where each gloss has its word, with what follows up to the next one: its particle, its closing marks. No number.

    >>> spans_of("落实了，“工作", [Gloss(0, 2, "implement"), Gloss(5, 7, "work")])
    [(0, 4), (5, 7)]
    >>> spans_of("资金2.5亿元", [Gloss(0, 2, "funds")]), spans_of("落实到了的？！", [Gloss(0, 2, "implement")])
    ([(0, 2)], [(0, 7)])
    """
    made = []
    for k, gloss in enumerate(glosses):
        end = glosses[k + 1].start if k + 1 < len(glosses) else len(text)
        limit = min(end, gloss.stop + _FOLLOWING)
        stop = gloss.stop
        while stop < limit and not text[stop].isspace() and not text[stop].isdecimal() and text[stop] not in OPENING:
            stop += 1
        while gloss.stop < stop < end and text[stop] in CLOSING:
            stop += 1
        made.append((gloss.start, stop))
    return made


class Part(NamedTuple):
    """A run of a line from cell `x`: text[start:stop] itself, or the `words` that stand above or below it."""

    x: int
    cells: int
    start: int
    stop: int
    words: str = ""


class Between(NamedTuple):
    """The parts of one line: its readings, its characters, its glosses."""

    above: tuple[Part, ...]
    text: tuple[Part, ...]
    below: tuple[Part, ...]


def room_for(
    text: str, above: Mapping[int, str], below: Sequence[Gloss], width: int, ambiguous: int = 1
) -> dict[int, int]:
    """The cells that characters need for what stands above and below them: offset -> cells.

    >>> room_for("专班", {0: "zhuān", 1: "bān"}, [Gloss(0, 2, "special task team")], 40)
    {0: 6, 1: 12}
    >>> room_for("专班的", {}, [Gloss(0, 2, "team")], 40)
    {}
    """
    room = {offset: min(width, cell_width(syllable, ambiguous) + 1) for offset, syllable in above.items()}
    if not below:
        return room
    starts, edges = measure(text, ambiguous, room)
    index = {start: k for k, start in enumerate(starts)}
    for gloss, (start, stop) in zip(below, spans_of(text, below), strict=True):
        first, last = index.get(start), index.get(stop)
        if first is None or last is None or first == last:
            continue  # within one picture on the screen
        own = edges[last] - edges[first]
        needed = min(cell_width(gloss.words, ambiguous), max(own, _WIDEST)) + 1
        if own < needed <= width:
            room[starts[last - 1]] = edges[last] - edges[last - 1] + needed - own
    return room


def between(
    text: str,
    line: TextLine,
    above: Mapping[int, str],
    below: Sequence[Gloss],
    room: Mapping[int, int],
    width: int,
    ambiguous: int = 1,
) -> Between:
    """One line, its characters apart where what is above or below needs the room. `below` is in order."""
    own = {offset - line.start: cells for offset, cells in room.items() if line.start <= offset < line.stop}
    starts, edges = measure(text[line.start : line.stop], ambiguous, own)
    edges = [min(edge, width) for edge in edges]
    cell_at = dict(zip(starts, edges, strict=True))
    parts: list[Part] = []
    run = 0  # where the characters begin that stand together
    for k in range(1, len(edges)):
        if k == len(edges) - 1 or starts[k] in own or starts[k - 1] in own:
            parts.append(Part(edges[run], edges[k] - edges[run], line.start + starts[run], line.start + starts[k]))
            run = k
    readings = []
    for start, cells in own.items():
        if line.start + start in above and start in cell_at:
            syllable = fitted(above[line.start + start], min(cells, width - cell_at[start]), ambiguous)
            readings.append(_part(cell_at[start], syllable, line.start + start, line.start + start + 1, ambiguous))
    glosses = []
    here = [gloss for gloss in below if line.start <= gloss.start < line.stop and gloss.start - line.start in cell_at]
    for k, gloss in enumerate(here):
        x = cell_at[gloss.start - line.start]
        behind = cell_at[here[k + 1].start - line.start] - 1 if k + 1 < len(here) else width
        words = fitted(gloss.words, behind - x, ambiguous)
        glosses.append(_part(x, words, gloss.start, gloss.stop, ambiguous))
    return Between(tuple(p for p in readings if p.words), tuple(parts), tuple(p for p in glosses if p.words))


def fitted(words: str, room: int, ambiguous: int = 1) -> str:
    """As many whole words as fit, two dots for the rest; of a word that is too long, its beginning.

    >>> fitted("science and technology", 22), fitted("science and technology", 14), fitted("technology", 6)
    ('science and technology', 'science..', 'tech..')
    """
    if cell_width(words, ambiguous) <= room:
        return words
    kept = words.split()[:-1]
    while kept and (kept[-1].lower() in _WEAK or cell_width(" ".join(kept), ambiguous) > room - 2):
        kept.pop()
    if kept:
        return " ".join(kept) + ".."
    dots = ".." if room > 3 else ""
    while words and cell_width(words, ambiguous) > room - len(dots):
        words = words[:-1]
    return words + dots if words else ""


def _part(x: int, words: str, start: int, stop: int, ambiguous: int) -> Part:
    return Part(x, cell_width(words, ambiguous), start, stop, words)
