"""Visual lines -> the footnotes among them: a mark at a line's start that stands in the text of the same page, too.

A note is set on a wider measure than the text, in smaller type, at the foot of the page; a paragraph may run on below.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reader.language.scripts import is_english
from reader.repair.lines import COMMA, FINAL, PLAIN, VisualLine
from reader.repair.measure import hang

# What a note opens with; the same before a closing mark only begins a wrapped line.
_MARK = re.compile(r"(?:[①-⑳❶-❿⓪㉑-㉟]|[\[［〔(（]\d{1,3}[\]］〕)）]|[†‡§]|注\d{1,2})(?![，。、；：？！）」』”,.;:?!])")
_SPACED_MARK = re.compile(rf"(?:{_MARK.pattern})\s")
_ABBREVIATION = re.compile(r"(?:\b(?:pp?|eds?|vols?|nos?|cf|trans|al|etc|ibid|[A-Z])|[A-Z]\.[A-Z])\.$", re.IGNORECASE)
_RULE = re.compile(r"[_＿—─━\-–﹍﹎‾]{5,}")
_PAGE = 70  # lines before a note in which its mark is looked for
_LONGEST = 25  # lines of the notes of one page
_NEAR = 12  # lines above a note that show how wide the text is here
_REACH = 0.85  # of the lines end before the text's measure
_WIDER = 1.1  # em beyond the measure of the text: only a note is so wide


@dataclass(frozen=True, slots=True)
class Notes:
    """`notes`: first and last position of each; `rules`: positions of the lines drawn above them."""

    notes: tuple[tuple[int, int], ...] = ()
    rules: tuple[int, ...] = ()


def find_notes(lines: Sequence[VisualLine], measure: float) -> Notes:
    """The footnotes of a text wrapped at `measure`."""
    notes: list[tuple[int, int]] = []
    rules: list[int] = []
    reach = sorted(line.right - hang(line) for line in unmarked(lines))
    # Where first lines lost their indent, most lines may be short by as much.
    measure = max(measure, reach[int(_REACH * len(reach))]) if reach else measure
    i = 1
    while i < len(lines):
        mark = _MARK.match(lines[i].text)
        if not mark or not _stands_in_text(lines, i, mark.group(), notes):
            i += 1
            continue
        has_rule = bool(_RULE.fullmatch(lines[i - 1].text))
        found = _notes_of_page(lines, i, measure, sure=has_rule)
        if found:
            rules += [i - 1] if has_rule else []
            notes += found
            i = found[-1][1] + 1
        else:
            i += 1
    return Notes(tuple(notes), tuple(rules))


def unmarked(lines: Sequence[VisualLine]) -> list[VisualLine]:
    """The lines that neither open as notes nor part them from the text: notes are set on a measure of their own."""
    return [line for line in lines if not _MARK.match(line.text) and not _RULE.fullmatch(line.text)]


def _stands_in_text(lines: Sequence[VisualLine], i: int, mark: str, notes: Sequence[tuple[int, int]]) -> bool:
    """Does the mark stand inside a line above, and not in a note? Opening a paragraph it marks an item, or a note."""
    begin = max(notes[-1][1] + 1 if notes else 0, i - _PAGE)
    return any(
        line.text.rfind(mark) > 0
        or (line.text.startswith(mark) and not _MARK.match(line.text))  # ①，: a wrapped line
        or (line.text.startswith(mark) and k and lines[k - 1].ends_with in (PLAIN, COMMA))
        for k, line in enumerate(lines[begin:i], begin)
    )


def _notes_of_page(lines: Sequence[VisualLine], i: int, measure: float, *, sure: bool) -> list[tuple[int, int]]:
    """The notes that begin at line i, up to where the text goes on."""
    bottom = next((k for k in range(i + 1, min(len(lines), i + _LONGEST)) if lines[k].seam), None)
    if bottom is None and len(lines) - i < _LONGEST:
        bottom = len(lines)
    measure = max([measure, *(line.right - hang(line) for line in lines[max(0, i - _NEAR) : i])])
    found: list[tuple[int, int]] = []
    at = i
    while at < (bottom or len(lines)) and (mark := _MARK.match(lines[at].text)):
        if found and not _stands_in_text(lines[:i], i, mark.group(), ()):
            break
        end = _note_end(lines, at, bottom or len(lines), measure)
        if end is None:
            return []
        found.append((at, end))
        at = end + 1
    reaches_bottom = at == bottom
    cut = lines[i - 1 - sure].ends_with != FINAL if i - 1 - sure >= 0 else False
    spaced = bool(_SPACED_MARK.match(lines[i].text))
    wide = any(_is_wide(line, measure) for first, last in found for line in lines[first : last + 1])
    return found if sure or spaced or reaches_bottom or cut or wide else []


def _note_end(lines: Sequence[VisualLine], first: int, bottom: int, measure: float) -> int | None:
    """The last line of a note: the first that ends a sentence before a line of the text, or the last on the page."""
    for k in range(first, min(bottom, first + _LONGEST)):
        line = lines[k]
        if k + 1 == bottom or _MARK.match(lines[k + 1].text):
            return k
        goes_on = is_english(line.text) == is_english(lines[k + 1].text) and _is_wide(lines[k + 1], measure)
        if line.ends_with == FINAL and not goes_on and not _ABBREVIATION.search(line.text):
            return k
    return None


def _is_wide(line: VisualLine, measure: float) -> bool:
    return line.right - hang(line) > measure + _WIDER
