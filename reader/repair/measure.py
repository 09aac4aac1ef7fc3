"""Visual lines -> the measures they were wrapped at. Each line end says between which widths its measure must lie."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from reader.repair.lines import (
    CLOSED,
    COLON,
    COMMA,
    FINAL,
    GAPS,
    SEMICOLON,
    VisualLine,
    characters,
    set_counted,
    set_gaps,
    set_proportional,
)

SQUARE = "\u2e80"  # from here on characters are as wide as high
STEP = 0.25  # em; widths are told apart no finer
WIDEST = 90.0  # em; longer lines are no print
_NARROWEST = 8.0
_ENGLISH, _PRINTED = 16, 1.15  # English lines that are worth a closer look; how much better printed widths must agree
_REACH = 0.85  # of the lines are no wider than the measure of a wrapped text, but for what hangs out
_MOST_WIDE, _MOST_NARROW = 3, 2
# Places where scripts meet, for each line; the share of them that shows a space in an author's text; how much better.
_MIXED, _SPACED, _CLEARLY = 0.05, 0.8, 1.03
# Of a text cut every so many characters: full lines, different widths of those with letters in them, em of a letter.
_FULL_LINES, _WIDTHS, _NARROWER = 4, 3, 0.5
_EXCEEDED = 10  # full lines for each that is longer: a mark that stood alone has gone back to it
_NEARLY = 0.8  # of a full line: in print such lines abound, here a paragraph ends with one
_ENOUGH = 2.0  # line ends in the middle of a clause that agree on a further measure

# Lines of which hardly any ends inside a clause (by weight) are verse, a list or paragraphs, however equal in length.
_UNMARKED = 0.25
_MARKS = frozenset((FINAL, COMMA, COLON, SEMICOLON))
Span = tuple[int, int, float, bool]  # lowest and highest width in steps, weight, ends without a mark

# How much a line end says about a wrap: one after a full stop may as well end a paragraph.
_WEIGHT = {FINAL: 0.25, COLON: 0.25, SEMICOLON: 0.4, CLOSED: 0.6}


def needed(line: VisualLine, following: VisualLine) -> float:
    """The em that the next line's first piece would have taken at the end of this line."""
    latin = line.text[-1] < SQUARE > following.text[0]
    if latin and (line.english or (following.english and line.text[-1].isascii())):
        return following.need + (0.0 if line.text[-1] in "-—–\u00ad" else 0.5)
    if line.text[-1].isascii() != following.text[0].isascii() and line.text[-1].isalnum():
        return following.need + line.gap
    return following.need


def hang(line: VisualLine) -> float:
    """The em by which closing punctuation may stand outside the measure."""
    return 1.0 if line.ends_with in (FINAL, COMMA, COLON, SEMICOLON, CLOSED) and not line.english else 0.0


def find_measures(lines: Sequence[VisualLine]) -> tuple[list[float], list[float]]:
    """The widths at which line ends agree, the best first: those that hardly a line exceeds, and narrower ones."""
    if len(lines) < 2:
        return [], []
    spans = _spans(lines)
    reach = sorted(line.right for line in lines)[int(_REACH * (len(lines) - 1))] - 1.5
    wide = _agreed([span for span in spans if span[1] * STEP >= reach], 1.0, _MOST_WIDE)
    rest = [span for span in spans if not any(span[0] - 1 <= peak / STEP <= span[1] + 1 for peak in wide)]
    return wide, _agreed(rest, _ENOUGH, _MOST_NARROW)


def calibrate(lines: Sequence[VisualLine]) -> None:
    """Choose what letters and the space between Han and Latin measure, so that most line ends agree on a measure."""
    english = [line for line in lines if line.english]
    if 2 * len(english) > len(lines):
        _calibrate_english(english)
    if most := _counted(lines):
        set_counted(lines, most)
        return
    seams, shown = sum(line.seams for line in lines), sum(line.shown for line in lines)
    if seams < _MIXED * len(lines) or shown < _SPACED * seams:
        return
    best, chosen = 0.0, GAPS[0]
    for gaps in GAPS:
        set_gaps(lines, gaps)
        weight = _peak(_spans(lines))[1]
        if weight > best * _CLEARLY:
            best, chosen = weight, gaps
    set_gaps(lines, chosen)


def _counted(lines: Sequence[VisualLine]) -> int:
    """Every how many characters the text was cut; 0 if it wasn't.

    Full lines are then equally long and hardly one is longer, however wide it is. In print a full line with digits or
    letters in it has more characters than one of Chinese alone.
    """
    lengths = Counter(map(characters, lines))
    most = max((length for length, count in lengths.items() if count >= _FULL_LINES), default=0)
    full = [line for line in lines if characters(line) == most and not line.english]
    narrow = {line.bare for line in full if line.bare <= len(line.text) - _NARROWER}
    nearly = sum(count for length, count in lengths.items() if _NEARLY * most < length < most)
    longer = sum(count for length, count in lengths.items() if length > most)
    enough = len(full) >= max(_FULL_LINES, nearly, _EXCEEDED * longer)
    return most if enough and len(narrow) >= _WIDTHS else 0


def _calibrate_english(lines: Sequence[VisualLine]) -> None:
    """Choose between columns and printed letters for English lines."""
    if len(lines) < _ENGLISH:
        return
    by_columns = _peak(_spans(lines))[1]
    set_proportional(lines, True)
    if _peak(_spans(lines))[1] < _PRINTED * by_columns:
        set_proportional(lines, False)


def span(line: VisualLine, following: VisualLine) -> Span | None:
    """Between which widths the measure lies, if this line was wrapped."""
    right = line.right
    if not _NARROWEST <= right <= WIDEST:
        return None
    low = int(-(-(right - hang(line)) // STEP))
    high = int((right + needed(line, following) - 0.01) // STEP)
    return low, high, _WEIGHT.get(line.ends_with, 1.0), line.ends_with not in _MARKS


def _spans(lines: Sequence[VisualLine]) -> list[Span]:
    return [found for pair in pairwise(lines) if (found := span(*pair))]


def _agreed(spans: list[Span], least: float, most: int) -> list[float]:
    """The widths in the most spans, each found among those that the ones before left unexplained."""
    found: list[float] = []
    while spans and len(found) < most:
        peak, weight = _peak(spans)
        if weight < (_ENOUGH if found else least):
            break
        agreeing = [span for span in spans if span[0] <= peak <= span[1]]
        if sum(span[2] for span in agreeing if span[3]) >= _UNMARKED * sum(span[2] for span in agreeing):
            found.append(peak * STEP)
        spans = [span for span in spans if not span[0] - 1 <= peak <= span[1] + 1]
    return found


def _peak(spans: Sequence[Span]) -> tuple[int, float]:
    """The lowest width that lies in the most spans, by weight."""
    change: dict[int, float] = {}
    for low, high, weight, _ in spans:
        change[low] = change.get(low, 0.0) + weight
        change[high + 1] = change.get(high + 1, 0.0) - weight
    best, at, here = 0.0, 0, 0.0
    for place in sorted(change):
        here += change[place]
        if here > best + 1e-9:
            best, at = here, place
    return at, best
