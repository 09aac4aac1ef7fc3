"""Spaces that printing put between characters, in text that was found to be wrapped.

Consistent spacing is style and stays; what a text has both ways is damage. Each rule reads whole lines and knows
which of them were joined.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from reader.language.scripts import HAN, LATIN, script_seams
from reader.model import Edit
from reader.repair.lines import VisualLine
from reader.repair.spread import letter_gaps

LETTERS = "close_letter_spacing"

# Gaps of a line set wide in wrapped text and elsewhere; of one that is no row of cells for sure; of rows in a grid.
_LEAST, _LEAST_UNWRAPPED, _ROW, _ROW_MOST = 2, 3, 5, 7
# Spaces; a wider gap parts columns.
_WIDEST_GAP = 3
# Above this share of spaced places, spaces between Han and Latin are the author's style.
_STYLE = 0.95

_SCRIPT_GAP = re.compile(f"(?<=[{HAN}])[ \u00a0]+(?=[{LATIN}])|(?<=[{LATIN}%])[ \u00a0]+(?=[{HAN}])")
# A number that opens a paragraph is its mark, and keeps its space, unless a unit follows: 3 总则, but 3 月.
_MARK = re.compile(
    r"(?:\d{1,2}|\d{1,2}(?:\.\d{1,2})+)[ \u00a0]+(?![年月日时分秒号人名个项家件条次元万亿米吨点届期批位所座台套张份])"
)
_PUNCTUATION_GAP = re.compile(
    f"(?<=[{HAN}{LATIN}])[ \u00a0]+(?=[，。、；：？！）》”’」』】〕])|(?<=[（《“‘「『【〔])[ \u00a0]+"
)
_SPACED_LABEL = re.compile(f"(?<![^\\s，。；：（])[{HAN}](?:[ \u00a0\u3000]+[{HAN}]){{1,5}}(?=[ \u00a0\u3000]*[：:])")
_BLANKS = re.compile("[ \u00a0\u3000]+")
_RUN = re.compile(r"(?<=\S) {2,}(?=\S)")
_SENTENCE_END = re.compile(r"[.!?:]['\"”’)]*$")
_WIDE = re.compile("[０-９Ａ-Ｚａ-ｚ]+")
_NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}


def close_letter_spacing(lines: Sequence[VisualLine], joined: Sequence[bool]) -> Iterator[Edit]:
    """Lines and labels set wide: 会 议 纪 要 becomes 会议纪要, 联 系 人 ： becomes 联系人：.

    A text in which nothing is joined loses only what is too long for a row of cells, and what is set like it.
    """
    wrapped = any(joined)
    for line, gaps in zip(lines, _wide_lines(lines, joined), strict=True):
        yield from (Edit(line.start + start, line.start + end, "", LETTERS) for start, end in gaps)
        if not wrapped or gaps or not ("\u3000" in line.text or " " in line.text or "\u00a0" in line.text):
            continue
        for label in _SPACED_LABEL.finditer(line.text):
            for gap in _BLANKS.finditer(label.group()):
                at = line.start + label.start()
                yield Edit(at + gap.start(), at + gap.end(), "", LETTERS)


def _wide_lines(lines: Sequence[VisualLine], joined: Sequence[bool]) -> Iterator[list[tuple[int, int]]]:
    """For each line the gaps to close. Short lines with as many letters as the one above or below are a grid."""
    wrapped = any(joined)
    found = [letter_gaps(line.text) if wrapped or not line.english else [] for line in lines]
    counts = [len(gaps) for gaps in found]
    least = _LEAST if wrapped else _LEAST_UNWRAPPED if max(counts, default=0) >= _ROW else _ROW
    wide = False
    for i, (line, gaps, goes_on) in enumerate(zip(lines, found, [False, *joined], strict=False)):
        in_grid = counts[i] < _ROW_MOST and counts[i] in (*counts[max(i - 1, 0) : i], *counts[i + 1 : i + 2])
        if wide and goes_on:
            gaps = gaps or letter_gaps(line.text, 1)
        elif counts[i] < least or in_grid:
            gaps = []
        wide = bool(gaps)
        yield gaps


def close_script_gaps(lines: Sequence[VisualLine], joined: Sequence[bool]) -> Iterator[Edit]:
    """Spaces between Han and digits or Latin, where the text has them now here, now not."""
    places = shown = 0
    for line in lines:
        if not line.text.isascii():
            a, b = script_seams(line.text)
            places, shown = places + a, shown + b
    if not shown or shown >= _STYLE * places:
        return
    for i, line in enumerate(lines):
        if line.english or (" " not in line.text and "\u00a0" not in line.text):
            continue
        goes_on = i > 0 and joined[i - 1]
        mark = None if goes_on else _MARK.match(line.text)
        for gap in _SCRIPT_GAP.finditer(line.text, mark.end() if mark else 0):
            if gap.end() - gap.start() <= _WIDEST_GAP:
                yield Edit(line.start + gap.start(), line.start + gap.end(), "", "close_script_gaps")


def close_punctuation_gaps(lines: Sequence[VisualLine], joined: Sequence[bool]) -> Iterator[Edit]:
    """Spaces before closing and behind opening Chinese punctuation."""
    for line in lines:
        if not line.english and (" " in line.text or "\u00a0" in line.text):
            for gap in _PUNCTUATION_GAP.finditer(line.text):
                yield Edit(line.start + gap.start(), line.start + gap.end(), "", "close_punctuation_gaps")


def close_word_gaps(lines: Sequence[VisualLine], joined: Sequence[bool]) -> Iterator[Edit]:
    """Runs of spaces that justification put between English words; two spaces behind each sentence are style."""
    for first, last in _paragraphs(joined, len(lines)):
        inside = lines[first : last + 1]
        if first == last or not inside[0].english or not any("  " in line.text for line in inside):
            continue
        runs = [(line, run) for line in inside for run in _RUN.finditer(line.text)]
        if all(_SENTENCE_END.search(line.text[: run.start()]) for line, run in runs):
            continue
        for line, run in runs:
            yield Edit(line.start + run.start(), line.start + run.end() - 1, "", "close_word_gaps")


def narrow_digits(lines: Sequence[VisualLine], joined: Sequence[bool]) -> Iterator[Edit]:
    """Fullwidth digits and letters, where the text has the usual ones, too."""
    found = [(line, wide) for line in lines for wide in _WIDE.finditer(line.text)]
    if not found or not any(char.isascii() and char.isdigit() for line in lines for char in line.text):
        return
    for line, wide in found:
        new = wide.group().translate(_NARROW)
        yield Edit(line.start + wide.start(), line.start + wide.end(), new, "narrow_digits")


def _paragraphs(joined: Sequence[bool], count: int) -> Iterator[tuple[int, int]]:
    first = 0
    for i in range(count):
        if i == count - 1 or not joined[i]:
            yield first, i
            first = i + 1


SPACING_RULES: dict[str, Callable[[Sequence[VisualLine], Sequence[bool]], Iterator[Edit]]] = {
    LETTERS: close_letter_spacing,
    "close_script_gaps": close_script_gaps,
    "close_punctuation_gaps": close_punctuation_gaps,
    "close_word_gaps": close_word_gaps,
    "narrow_digits": narrow_digits,
}
