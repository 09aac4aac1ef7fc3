"""The list marks that paragraphs open with: 一、（一） 1. （1）, 第三条, Chapter 2. Strings in, marks out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from reader.language.scripts import em_width

# Families of marks, outermost first (GB/T 9704 counts 一、（一） 1. （1）); 1.1 stands one below 1., 1.1.1 two.
PART, CHAPTER, SECTION, ARTICLE, HAN, HAN_BRACKET = 10, 20, 30, 35, 40, 50
ARABIC, ARABIC_BRACKET, CIRCLED, LETTER, BULLET = 60, 70, 80, 85, 90

_HAN_NUMBER = "一二三四五六七八九十百零〇"
_MARKS: tuple[tuple[re.Pattern[str], int], ...] = (
    (re.compile(rf"第([{_HAN_NUMBER}\d]{{1,5}})(?:部分|[编篇部])(?:[\s\u3000：:]|$)"), PART),
    (re.compile(rf"第([{_HAN_NUMBER}\d]{{1,5}})章(?:[\s\u3000]|$)"), CHAPTER),
    (re.compile(rf"第([{_HAN_NUMBER}\d]{{1,5}})节(?:[\s\u3000]|$)"), SECTION),
    (re.compile(rf"第([{_HAN_NUMBER}千\d]{{1,7}})条"), ARTICLE),
    (re.compile(r"([一二三四五六七八九十]{1,4})、"), HAN),
    (re.compile(r"[（(]([一二三四五六七八九十]{1,3})[）)]"), HAN_BRACKET),
    (re.compile(r"(\d{1,2})(?:[.．、](?!\d)|\)[ \u3000])"), ARABIC),
    (re.compile(r"[（(](\d{1,2})[）)]"), ARABIC_BRACKET),
    (re.compile(r"([①-⑳])"), CIRCLED),
    (re.compile(r"(?:Part|PART) ([IVXLC\d]+)\b"), PART),
    (re.compile(r"(?:Chapter|CHAPTER) ([IVXLC\d]+)\b"), CHAPTER),
    (re.compile(r"(?:Section|SECTION) (\d+)\b(?!\.\d)"), SECTION),
    (re.compile(r"(?:Article|ARTICLE) ([IVXLC\d]+)\b"), ARTICLE),
    (re.compile(r"([IVX]{1,5})\. (?=[A-Z])"), HAN),
    (re.compile(r"[（(]([a-z])[）)]|([a-z])[.)] "), LETTER),
    (re.compile(r"([•●◆■□▪‣◦○➢✓]|[-*·] )"), BULLET),
)  # fmt: skip
_DOTTED = re.compile(r"(\d{1,2}(?:\.\d{1,2}){1,4})(?:[.．][\s\u3000]?|[\s\u3000]|$)(?=[^\d.％%]|$)")
_BARE_NUMBER = re.compile(r"(\d{1,2})[ \u3000]+(?=[^\d\s年月日时个名项条次点万亿元])")

_SHORT, _LED = 30.0, 34.0  # em of a heading behind a bare number, of one that leads a paragraph
_UNFINISHED = re.compile(r"[。！!；;，,…？?]$")


class Mark(NamedTuple):
    """The list mark that a paragraph opens with: its family, where what it marks begins, its number as written."""

    rank: int
    end: int
    number: str


def mark_of(text: str, *, bare: bool = False) -> Mark | None:
    """The list mark of a paragraph. `bare`: numbers without a point are marks, too, as in standards.

    >>> [mark_of(text) is not None for text in ("一、总则", "1.2 范围", "2.5亿元", "3月", "一是推进")]
    [True, True, False, False, False]
    """
    if dotted := _DOTTED.match(text):
        return Mark(ARABIC + dotted.group(1).count("."), dotted.end(), dotted.group(1))
    for pattern, rank in _MARKS:
        if found := pattern.match(text):
            return Mark(rank, found.end(), next(filter(None, found.groups())))
    if bare and (found := _BARE_NUMBER.match(text)):
        return Mark(ARABIC, found.end(), found.group(1))
    return None


def marks_of(texts: Sequence[str]) -> list[Mark | None]:
    """The marks of all paragraphs; `1 Scope` has one where `1.1 Terms` shows that the document counts so."""
    found = [mark_of(text) for text in texts]
    if any(mark and ARABIC < mark.rank < ARABIC_BRACKET for mark in found):
        found = [
            mark or (mark_of(text, bare=True) if em_width(text) <= _SHORT and not _UNFINISHED.search(text) else None)
            for text, mark in zip(texts, found, strict=True)
        ]
    return found


def led_length(text: str, mark: Mark) -> int:
    """How much of a paragraph is a heading that it opens with: up to the first full stop, if more follows; else 0.

    >>> led_length("（一）清理淤泥。今年完成三万方。", Mark(50, 3, "一"))
    7
    """
    at = text.find("。", mark.end)
    if not mark.end < at < len(text) - 1 or mark.rank == ARTICLE or mark.rank >= CIRCLED:
        return 0
    head = text[mark.end : at]
    return at if em_width(head) <= _LED and not re.search("[！？；：]", head) else 0
