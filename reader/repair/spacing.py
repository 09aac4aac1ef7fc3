"""Spaces that printing put between characters, in text that was found to be wrapped.

Consistent spacing is style and stays; what a text has both ways is damage. Each rule reads whole lines and knows
which of them were joined.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from reader.language.scripts import HAN, LATIN, script_seams
from reader.model import Edit
from reader.repair.lines import VisualLine, is_letter_spaced

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
    """Headings and labels set wide: 会 议 纪 要 becomes 会议纪要, 联 系 人 ： becomes 联系人：."""
    for line in lines:
        if " " not in line.text and "\u3000" not in line.text and "\u00a0" not in line.text:
            continue
        if is_letter_spaced(line.text):
            for at in range(1, len(line.text), 2):
                yield Edit(line.start + at, line.start + at + 1, "", "close_letter_spacing")
            continue
        for label in _SPACED_LABEL.finditer(line.text):
            for gap in _BLANKS.finditer(label.group()):
                at = line.start + label.start()
                yield Edit(at + gap.start(), at + gap.end(), "", "close_letter_spacing")


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
    "close_letter_spacing": close_letter_spacing,
    "close_script_gaps": close_script_gaps,
    "close_punctuation_gaps": close_punctuation_gaps,
    "close_word_gaps": close_word_gaps,
    "narrow_digits": narrow_digits,
}
