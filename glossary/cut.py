"""A Chinese text -> the words to explain: terms before dictionary words, few long pieces before many short ones."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from typing import NamedTuple

# Those of some forms that a source has, with a number that is the lower, the more common the word.
Known = Callable[[list[str]], Mapping[str, int]]

# The longest run of characters that is tried as one word; official names are long.
_LONGEST = 30
# 20日|前: what stands behind the number of a day makes no word with it, as 日前 would be.
_TOKEN = re.compile(r"\d+日(?=[前后内来])|[A-Za-z0-9]+|.", re.S)
# What a piece costs, by what it is. Of two words the rarer costs a little more: the last of the 122,143 entries of
# the dictionary 0.24 more than the first, so frequency decides only between cuts of as many pieces. A character that
# is seldom a word by itself is left over only where nothing else will do.
_TERM, _WORD, _ALONE, _FRAGMENT, _UNKNOWN, _RARE = 0.8, 1.0, 1.3, 1.5, 2.0, 2e-6
NUMERALS = frozenset("零〇一二三四五六七八九十百千万亿")


class Vocabulary(NamedTuple):
    """What a text is cut by. `alone` are the characters that are words by themselves."""

    terms: Known
    words: Known
    alone: Collection[str] = ()


def cut(text: str, simplified: str, known: Vocabulary) -> list[tuple[int, int]]:
    """The cheapest cut of a text as offsets; what is no word is a piece for each character or Latin run.

    `simplified` is the same text in simplified characters; either is looked up. Characters that are no words but
    stand side by side are one piece, and so are numerals: 数治, 二十四.
    """
    best = [0.0] + [float("inf")] * len(text)
    begin = [0] * (len(text) + 1)
    kinds = [""] * len(text)  # what a character is that is left over: a numeral, a fragment or neither
    for at in range(len(text)):
        pieces = _pieces(text, simplified, at, known)
        if _TERM < pieces.get(at + 1, _UNKNOWN) < _UNKNOWN:
            kinds[at] = _kind(simplified[at], known.alone)
        for end, cost in pieces.items():
            if best[at] + cost < best[end]:
                best[end], begin[end] = best[at] + cost, at
    found: list[tuple[int, int]] = []
    end = len(text)
    while end:
        start = begin[end]
        if end - start == 1 and kinds[start]:
            while start and begin[start] == start - 1 and kinds[start - 1] == kinds[end - 1]:
                start -= 1
        found.append((start, end))
        end = start
    return found[::-1]


def _kind(char: str, alone: Collection[str]) -> str:
    return "numeral" if char in NUMERALS else "" if char in alone else "fragment"


def _pieces(text: str, simplified: str, at: int, known: Vocabulary) -> dict[int, float]:
    """Where a piece that begins here may end, and what it costs."""
    token = _TOKEN.match(text, at)
    costs = {token.end() if token else at + 1: _UNKNOWN}
    if text[at].isspace():
        return costs
    ends = range(at + 1, min(len(text), at + _LONGEST) + 1)
    forms = list({side[at:end] for end in ends for side in (text, simplified)})
    for form, number in known.words(forms).items():
        single = _ALONE if form in known.alone else _FRAGMENT
        cost = (single if len(form) == 1 else _WORD) + number * _RARE
        costs[at + len(form)] = min(costs.get(at + len(form), _UNKNOWN), cost)
    costs.update((at + len(form), _TERM) for form in known.terms(forms))
    return costs
