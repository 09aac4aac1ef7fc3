"""Beads -> the numbers of one side that the other does not have: 3.5 beside 5.3, 第五条 beside Article 6, 3% left out.

A wrong figure hardly makes a bead less likely: everything else fits. So it is said. Small numbers come and go in a
translation: they are named where both sides have one that the other has not, larger ones and shares and sums always.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from enum import IntEnum
from itertools import chain
from math import nan
from typing import TYPE_CHECKING, NamedTuple

from reader.language.numbers import MONTHS, numbers

if TYPE_CHECKING:
    from reader.align.engine import Link
    from reader.align.units import Side

# Whole numbers up to this may be said otherwise, or twice: one of two, the month again, 一是.
_SMALL = 12
_BEFORE = re.compile(
    r"(?:第|人民币|\b(?:article|section|chapter|part|item|no\.|rmb|cny|usd)|[¥￥$€])\s*$", re.IGNORECASE
)
_BEHIND = re.compile(
    r"\s*(?:[%％‰]|个百分点|[多余]?(?:[美欧日港]?元|英镑|亩|斤)|世纪|年代|[年月日号条章节款项时点]|:\d\d"
    r"|(?:-|\b)(?:per ?cent|percentage points?|yuan|(?:us )?dollars?|euros?|decades?|centur(?:y|ies)|p\.?m\b\.?)"
    r"|(?:st|nd|rd|th|s)\b)",
    re.IGNORECASE,
)
_SHARE_OR_SUM = re.compile(r"[%％‰]|百分|成$|元$|英镑$|per ?cent|yuan|dollar|euro|[¥￥$€]|rmb|cny|usd", re.IGNORECASE)
_ORDINAL = re.compile(r"第|[（(]|article|section|chapter|part|item|no\.|\d+(?:st|nd|rd|th)$", re.IGNORECASE)
# Said to mean very many, or each: 说一千道一万, 30 per 100.
_ROUND = re.compile(r"[一两十百千万亿]+|(?:one )?(?:hundred|thousand|million|billion)|10+|1(?:,000)+", re.IGNORECASE)
# A share that no numeral need tell.
_IN_PARTS = re.compile("[半‰]|分之")
# The same in other units: hectares and square kilometres, kilograms and tonnes, years.
_UNITS = {
    "亩": (1 / 15, 1 / 1500),
    "斤": (1 / 2, 1 / 2000),
    "decade": (10,),
    "decades": (10,),
    "century": (100,),
    "centuries": (100,),
}


class _Told(IntEnum):
    """When to name a number that the other side lacks."""

    NEVER = 0
    BESIDE_ANOTHER = 1
    ALWAYS = 2


class _Figure(NamedTuple):
    """A number as the text has it, and the values that it may have in the other language."""

    text: str
    values: frozenset[float]
    told: _Told


def _value(numeral: str) -> float:
    """What a numeral says; nan, which nothing equals, if it is none: （一二）."""
    return next((number.value for number in numbers(f"第{numeral}", "zh")), nan)


def _years(plan: str) -> tuple[float, ...]:
    """The 14th Five-Year Plan is for the years from 2021 to 2025."""
    return 5, 2001 + 5 * _value(plan), 2005 + 5 * _value(plan)


# How far a rounded share may be from the exact one.
_NEAR = 0.03
_COUNTS = {word: k for k, word in enumerate("one two three four five six seven eight nine".split(), 1)} | {"a": 1}
_PARTS = {word: k for k, word in enumerate("third fourth fifth sixth seventh eighth ninth tenth".split(), 3)} | {
    "twelfth": 12,
    "fifteenth": 15,
    "twentieth": 20,
    "quarter": 4,
    "hundredth": 100,
    "thousandth": 1000,
    "ten-thousandth": 10_000,
}


_WHOLES = {word: k for word, k in _COUNTS.items() if k > 1} | {"ten": 10, "a hundred": 100}


def _share(part: float, whole: float) -> tuple[float, ...]:
    """A fraction in percent, as exactly as it may be given: 1/3 is 33, 33.3 or 33.33, and 1/8 is not 12."""
    if not part < whole:
        return ()
    exact = 100 * part / whole
    return tuple(given for digits in (0, 1, 2, 4) if abs((given := round(exact, digits)) - exact) < _NEAR * exact)


def _chinese_share(text: str) -> tuple[float, ...]:
    whole, part = text.split("分之")
    return _share(_value(part), {"千": 1000, "万": 10_000}.get(whole) or _value(whole))


def _english_share(text: str) -> tuple[float, ...]:
    count, name = re.split("[- ]", text.lower(), maxsplit=1)
    part, whole = _COUNTS[count], _PARTS[name.removesuffix("s")]
    # One quarter may be three months, the one hundredth year is none of a hundred.
    return *_share(part, whole), *([part] if whole == 4 else []), *([whole] if part == 1 else [])


def _slashed_share(text: str) -> tuple[float, ...]:
    part, whole = map(int, text.split("/"))
    return *_share(part, whole), part, whole


def _one_in(text: str) -> tuple[float, ...]:
    part, whole = re.split(" in | out of ", text.lower().replace("every ", ""))
    return _share(_COUNTS[part], _WHOLES[whole])


# What is more or less than a numeral: a pattern, whose first group is read, its values, and when it is named.
_DIGIT = "[一两二三四五六七八九十\\d]"
_SLASHED = r"(?<![\d/])(\d{1,2}/[1-9]\d?)(?![\d/])"
_ANY_COUNT, _ANY_WHOLE = "|".join(_COUNTS), "|".join(_WHOLES)
_PART, _SEVERAL = "|".join(_PARTS), "|".join(word for word, count in _COUNTS.items() if count > 1)
# Neither half of a year nor half an hour is a share.
_HALF_OF = r"(?<!first )(?<!second )(?<!latter )(?<!other )\b[Hh]alf(?= (?:of|the)\b)"
_NAMES = "|".join(name.capitalize() for name in MONTHS if name != "may")
_Special = tuple[str, Callable[[str], tuple[float, ...]], _Told]
_CHINESE: tuple[_Special, ...] = (
    ("十([一二三四五六])五(?![十百千万])", lambda n: (10 + _value(n),), _Told.BESIDE_ANOTHER),
    ("十([一二三四五六])五(?![十百千万])", _years, _Told.NEVER),
    (r"(?:20|二十)世纪([二三四五六七八九]十|[2-9]0)年代", lambda n: (1900 + _value(n),), _Told.ALWAYS),
    (f"({_DIGIT}+)(?=[到至-]{_DIGIT}+成)", lambda n: (10 * _value(n),), _Told.BESIDE_ANOTHER),
    (r"(?:^\s*|第)[（(]([一二三四五六七八九十]+)[)）]", lambda n: (_value(n),), _Told.BESIDE_ANOTHER),
    (f"(?<!{_DIGIT})(?<![几数多百千万亿])([百千万亿])(?=元)", lambda n: (_value("一" + n),), _Told.BESIDE_ANOTHER),
    (f"((?:[千万]|{_DIGIT}+)分之{_DIGIT}+)", _chinese_share, _Told.ALWAYS),
    (
        f"(?<!{_DIGIT})([一两二三四五六七八九]成[一二三四五六七八九])",
        lambda n: (10 * _value(n[0]) + _value(n[2]),),
        _Told.ALWAYS,
    ),
    (_SLASHED, _slashed_share, _Told.NEVER),
    ("(?<!另)(一半|半数|过半)", lambda _: (50, 0.5), _Told.BESIDE_ANOTHER),
    ("(百分之百)", lambda _: (100,), _Told.NEVER),
    ("((?<!一)(?<!过)半(?!数)|(?<=另一)半)", lambda _: (0.5, 30, 50), _Told.NEVER),
    (f"({_DIGIT}+)(?=块钱)", lambda n: (_value(n),), _Told.ALWAYS),
    ("(24)(?=小时)", lambda _: (24,), _Told.NEVER),  # round the clock
    ("(一个?小时)", lambda _: (1, 60), _Told.NEVER),
    ("(首)", lambda _: (1,), _Told.NEVER),
)
_ENGLISH: tuple[_Special, ...] = (
    (rf"\b({_NAMES}|(?<=[a-z\d,] )May)\b", lambda name: (MONTHS[name.lower()],), _Told.BESIDE_ANOTHER),
    (rf"\b((?i:one[- ](?:{_PART})|(?:{_SEVERAL})[- ](?:{_PART})s))\b", _english_share, _Told.ALWAYS),
    (rf"\b((?i:a) (?:{_PART}))\b(?= of\b)(?! of an hour)", _english_share, _Told.BESIDE_ANOTHER),
    (rf"\b((?i:a) (?:{_PART}))\b(?! of\b)", _english_share, _Told.NEVER),
    (rf"\b((?i:(?:{_ANY_COUNT}) (?:in|out of) (?:every )?(?:{_ANY_WHOLE})))\b", _one_in, _Told.BESIDE_ANOTHER),
    (r"\b(quarter of an hour)\b", lambda _: (15,), _Told.NEVER),
    (_SLASHED, _slashed_share, _Told.NEVER),
    (f"({_HALF_OF})", lambda _: (50, 0.5), _Told.BESIDE_ANOTHER),
    (rf"(?!{_HALF_OF})\b([Hh]alf)\b", lambda _: (0.5, 30, 50), _Told.NEVER),
    (r"\b([Ff]irst)\b", lambda _: (1,), _Told.NEVER),
)
_PATTERNS = {
    lang: tuple((re.compile(pattern), values, told) for pattern, values, told in rows)
    for lang, rows in (("zh", _CHINESE), ("en", _ENGLISH))
}


def with_figures(links: Sequence[Link], zh: Side, en: Side) -> Iterator[Link]:
    """The beads, those whose numbers differ with these numbers as they are written."""
    for one in links:
        first, second = ([side.texts[k] for k in run] for side, run in ((zh, one.source), (en, one.target)))
        same = _values(zh, one.source) == _values(en, one.target) and not any(map(_IN_PARTS.search, first))
        yield one if same or not first or not second else replace(one, figures=differing(first, second))


def _values(side: Side, run: range) -> list[float]:
    return sorted(chain.from_iterable(side.numbers[k] for k in run))


def differing(zh: Sequence[str], en: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The numbers of a bead's Chinese and of its English that the other lacks, as they are written.

    >>> differing(["全年完成投资1.2万亿元，增长3%。"], ["Investment reached 1.2 billion yuan, up 3%."])
    (('1.2万亿元',), ('1.2 billion yuan',))
    >>> differing(["占地30亩，一半是绿地。"], ["Half of its two hectares is green space."])
    ((), ())
    """
    first, second = _figures(zh, "zh"), _figures(en, "en")
    left, right = _missing(first, second), _missing(second, first)
    over = _unpaired(first, second)
    if (left and (right or over[1])) or (right and over[0]):
        left, right = left or over[0], right or over[1]
    else:
        left, right = ([one for one in side if one.told is _Told.ALWAYS] for side in (left, right))
    return tuple(dict.fromkeys(one.text for one in left)), tuple(dict.fromkeys(one.text for one in right))


def _missing(these: Sequence[_Figure], those: Sequence[_Figure]) -> list[_Figure]:
    known = frozenset[float]().union(*(one.values for one in those))
    return [one for one in these if one.told and not one.values & known]


def _unpaired(first: Sequence[_Figure], second: Sequence[_Figure]) -> tuple[list[_Figure], list[_Figure]]:
    """What is left when each number has taken its like: of 7, 30, 7 beside 2, 30, 7 a 7 and the 2."""
    left, right = list(first), list(second)
    for alike in (True, False):  # 第七条 is for Article 7 rather than for seven days
        for one in tuple(left):
            same = (k for k, other in enumerate(right) if one.values & other.values)
            taken = next((k for k in same if not alike or _is_ordinal(one) == _is_ordinal(right[k])), None)
            if taken is not None:
                left.remove(one)
                del right[taken]
    return [one for one in left if one.told], [one for one in right if one.told]


def _is_ordinal(one: _Figure) -> bool:
    return bool(_ORDINAL.match(one.text))


def _figures(texts: Sequence[str], lang: str) -> list[_Figure]:
    return [one for text in texts for one in _read(text, lang)]


def _read(text: str, lang: str) -> Iterator[_Figure]:
    taken: set[int] = set()
    for pattern, values, told in _PATTERNS[lang]:
        for mark in pattern.finditer(text):
            yield _Figure(mark.group().strip(), frozenset(values(mark[1])), told)
            taken |= set(range(*mark.span()))
    for value, start, end in numbers(text, lang):
        if start not in taken:
            yield _plain(text, value, start, end)


def _plain(text: str, value: float, start: int, end: int) -> _Figure:
    """A numeral, with the signs and units that belong to it."""
    if text.startswith("‰", end):
        value = round(value / 10, 6)
    before, behind = _BEFORE.search(text, max(start - 12, 0), start), _BEHIND.match(text, end)
    shown = text[before.start() if before else start : behind.end() if behind else end].strip()
    if text[start:end] == "00":  # of 9:00
        told = _Told.NEVER
    elif _SHARE_OR_SUM.search(shown) or ((value > _SMALL or value % 1) and not _ROUND.fullmatch(text[start:end])):
        told = _Told.ALWAYS
    else:
        told = _Told.BESIDE_ANOTHER
    return _Figure(shown, frozenset([value, *_otherwise(value, shown.lower())]), told)


def _otherwise(value: float, shown: str) -> Iterator[float]:
    """What the same number may be in the other language: 15亩 a hectare, six decades 60年, 17:00 5 p.m."""
    for unit, factors in _UNITS.items():
        if shown.endswith(unit):
            yield from (round(value * factor, digits) for factor in factors for digits in (0, 1, 2))
    if shown.endswith("年代"):
        yield 1900 + value
    if shown.endswith(("时", "点")) or ":" in shown:
        yield value % 12
    if shown.rstrip(".").endswith(("pm", "p.m")):
        yield value + 12
