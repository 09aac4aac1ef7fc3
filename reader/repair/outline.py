"""Paragraphs and their kinds -> how deep each stands in the outline."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from reader.language.scripts import is_english
from reader.model import Kind
from reader.repair.headings import is_known
from reader.repair.marks import ARABIC, ARABIC_BRACKET, ARTICLE, HAN, HAN_BRACKET, Mark, led_length

_PLAIN = 5  # the rank of headings without a number that stand over numbered ones
_OFFICIAL = (HAN, HAN_BRACKET, ARABIC, ARABIC_BRACKET)  # GB/T 9704: 一、（一） 1. （1）
_FIRST = ("一", "1", "I")


def levels(texts: Sequence[str], marks: Sequence[Mark | None], kinds: Sequence[Kind]) -> list[int]:
    """How deep each paragraph stands in the outline, from 1; 0 if it is no part of it.

    Part of it are headings, paragraphs that open with one, and articles.
    """
    led = _led(texts, marks, kinds)
    ranks: list[int | None] = []  # 0: a heading without a number
    for i, (mark, kind) in enumerate(zip(marks, kinds, strict=True)):
        if kind == Kind.HEADING:
            ranks.append(mark.rank if mark else 0)
        elif kind == Kind.ITEM and mark and (mark.rank == ARTICLE or i in led):
            ranks.append(mark.rank)
        else:
            ranks.append(None)
    over = _stand_over(texts, marks, ranks)
    used = {rank for rank in ranks if rank} | ({_PLAIN} if over else set())
    english = sum(map(is_english, texts)) > len(texts) / 2
    depth = {rank: n for n, rank in enumerate(sorted(used if english else _counted(used)), 1)}
    made: list[int] = []
    last = 0
    for text, rank in zip(texts, ranks, strict=True):
        if rank == 0:
            made.append(1 if over or not last or is_known(text) else last + 1)
            last = 0 if made[-1] == 1 else last
        else:
            made.append(depth[rank] if rank else 0)
            last = made[-1] or last
    return made


def _counted(used: set[int]) -> set[int]:
    """The families that count as levels. Official documents count from 一、 even where they do without it.

    Those that count 1, 1.1 have no other levels than those that they use.
    """
    official = [n for n, rank in enumerate(_OFFICIAL) if rank in used]
    if not official or any(ARABIC < rank < ARABIC_BRACKET for rank in used):
        return used
    return used.union(_OFFICIAL[: official[-1]])


def _led(texts: Sequence[str], marks: Sequence[Mark | None], kinds: Sequence[Kind]) -> set[int]:
    """The items of those numberings half of whose members are headings or open with one: siblings are of one level."""
    found: set[int] = set()
    for group in _siblings(marks, kinds):
        heads = sum(kinds[i] == Kind.HEADING for i in group)
        leads = sum(kinds[i] == Kind.ITEM and led_length(texts[i], mark) > 0 for i in group if (mark := marks[i]))
        if leads and 2 * (heads + leads) >= len(group):
            found.update(group)
    return found


def _siblings(marks: Sequence[Mark | None], kinds: Sequence[Kind]) -> Iterator[list[int]]:
    """The paragraphs of each numbering: marks of one family, with none of an outer one and no new first between."""
    open_: dict[int, list[int]] = {}
    for i, (mark, kind) in enumerate(zip(marks, kinds, strict=True)):
        if mark and kind in (Kind.HEADING, Kind.ITEM):
            for rank in [rank for rank in open_ if rank > mark.rank or (rank == mark.rank and mark.number in _FIRST)]:
                yield open_.pop(rank)
            open_.setdefault(mark.rank, []).append(i)
    yield from open_.values()


def _stand_over(texts: Sequence[str], marks: Sequence[Mark | None], ranks: Sequence[int | None]) -> bool:
    """Do headings without a number stand over numbered ones, which begin anew below each?"""
    begun: dict[int, int] = defaultdict(int)
    plain = False
    for text, mark, rank in zip(texts, marks, ranks, strict=True):
        if rank == 0:
            plain = not is_known(text)
        elif rank and mark and plain:
            begun[rank] += mark.number in _FIRST
            plain = False
    return any(count > 1 for count in begun.values())
