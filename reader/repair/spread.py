"""Lines set letter by letter: 会 议 纪 要, 到 2 0 2 4 年 底，全 区. Strings in, gaps out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from reader.language.scripts import CLOSING, HAN, OPENING, SQUARE

_GAP = re.compile("[ \u00a0\u3000]+")
_MARKS = re.compile(f"[{re.escape(CLOSING + OPENING)}]+")
_BEGINS = re.compile(rf"(?m)^[ \u3000]*[^\s\w]?[{HAN}\d](?:[^\s\w]*[ \u00a0\u3000]{{1,2}}[^\s\w]*\w(?!\w)){{3}}")
_NUMBERED = re.compile(r"\d年\d{1,2}月|[〔（]\d{4}[〕）]\d+号$")  # a date, the number of a document: hardly a word
# What stands letter by letter because it counts or is ticked: 日 一 二 三 四 五 六, 是 否.
_SERIES = frozenset(
    "一二三四五六七八九十日月火水木金土甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥上中下是否有无男女优良差"
)

_LEAST = 3  # letters of a line set wide; as many stand between two wider gaps, or they part cells
_LATIN_LEAST = 5
_SINGLE = 0.7  # of the words of such a line have one letter


def may_be_spread(text: str) -> bool:
    """Does a line of this text begin letter by letter? Quick, and true too often."""
    return bool(_BEGINS.search(text))


def letter_gaps(text: str, least: int = _LEAST) -> list[tuple[int, int]]:
    """The gaps that wide setting put between the letters of a line: on both sides of a space that parts words.

    `least`: letters that show it; one will do where the line before in the paragraph is so set.

    >>> letter_gaps("会 议 纪 要"), letter_gaps("目 录"), letter_gaps("1 2 3 4"), letter_gaps("甲 乙 丙 丁")
    ([(1, 2), (3, 4), (5, 6)], [], [], [])
    """
    gaps = [gap.span() for gap in _GAP.finditer(text)]
    if len(gaps) < max(1, least - 1) or 4 * len(gaps) + 8 < len(text):
        return []
    words = [word for piece in _GAP.split(text) for word in _MARKS.split(piece) if word]
    unit = min(end - start for start, end in gaps)
    parted = [(start, end) for start, end in gaps if end - start > unit]
    if unit > (1 if len(words) <= _LEAST else 2) or any(end - start != 2 * unit + 1 for start, end in parted):
        return []
    cells = 1 + sum(text[start - 1] >= SQUARE[0] <= text[end] for start, end in parted)
    if len(words) + cells - 1 < least * cells or not _is_spread(
        words, least, bool(_NUMBERED.search(_GAP.sub("", text)))
    ):
        return []
    sides = [((start, start + unit), (end - unit, end)) for start, end in gaps]
    return [side for before, behind in sides for side in dict.fromkeys((before, behind))]


def _is_spread(words: Sequence[str], least: int, numbered: bool) -> bool:
    """Are these letters of a text, and not words, cells or members of a series?"""
    letters = "".join(words)
    han = sum(char >= SQUARE[0] for char in letters)
    if not han:
        counts = all(ord(b) - ord(a) == 1 for a, b in pairwise(letters))
        return len(words) == len(letters) >= _LATIN_LEAST and letters.isalpha() and not counts
    if any(len(word) > 1 and not word.isascii() for word in words) or (least == _LEAST and _SERIES.issuperset(letters)):
        return False
    single = sum(len(word) == 1 for word in words)
    return single >= least and single >= _SINGLE * len(words) and (2 * han > len(words) or numbered)


def closed(text: str) -> str:
    """The text of a line without the gaps of wide setting."""
    if " " not in text and "\u3000" not in text and "\u00a0" not in text:
        return text
    parts, at = [], 0
    for start, end in letter_gaps(text):
        parts.append(text[at:start])
        at = end
    return "".join([*parts, text[at:]])
