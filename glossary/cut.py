"""A Chinese text -> the words to explain: terms before dictionary words, few long pieces before many short ones."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

# Those of some forms that a source has, with a number that is the lower, the more common the word.
Known = Callable[[list[str]], Mapping[str, int]]

# The longest run of characters that is tried as one word; official names are long.
_LONGEST = 30
_TOKEN = re.compile(r"[A-Za-z0-9]+|.", re.S)
# What a piece costs, by what it is. Of two words the rarer costs a little more: the last of the 122,143 entries of
# the dictionary 0.24 more than the first, so frequency decides only between cuts of as many pieces.
_TERM, _WORD, _SINGLE, _UNKNOWN, _RARE = 0.8, 1.0, 1.3, 2.0, 2e-6


def cut(text: str, simplified: str, sources: Sequence[Known]) -> list[tuple[int, int]]:
    """The cheapest cut of a text as offsets; what is no word is a piece for each character or Latin run.

    The first source holds the terms. `simplified` is the same text in simplified characters; either is looked up.
    """
    best = [0.0] + [float("inf")] * len(text)
    begin = [0] * (len(text) + 1)
    for at in range(len(text)):
        for end, cost in _pieces(text, simplified, at, sources).items():
            if best[at] + cost < best[end]:
                best[end], begin[end] = best[at] + cost, at
    pieces: list[tuple[int, int]] = []
    at = len(text)
    while at:
        pieces.append((begin[at], at))
        at = begin[at]
    return pieces[::-1]


def _pieces(text: str, simplified: str, at: int, sources: Sequence[Known]) -> dict[int, float]:
    """Where a piece that begins here may end, and what it costs."""
    token = _TOKEN.match(text, at)
    costs = {token.end() if token else at + 1: _UNKNOWN}
    if text[at].isspace():
        return costs
    ends = range(at + 1, min(len(text), at + _LONGEST) + 1)
    forms = list({side[at:end] for end in ends for side in (text, simplified)})
    for order, known in enumerate(sources):
        for form, number in known(forms).items():
            end = at + len(form)
            cost = _TERM if order == 0 else (_SINGLE if len(form) == 1 else _WORD) + number * _RARE
            costs[end] = min(costs.get(end, _UNKNOWN), cost)
    return costs
