"""A word that may be misspelt -> the known ones that it may be meant for.

A slip is one letter more, less or other, or two that have changed places.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

# English words of at least so many letters; a syllable with its tone's number is none.
SHORTEST = 4
_WORD = re.compile(rf"\b[a-z]{{{SHORTEST},}}\b")
# One slip in so many letters, and never more.
_LETTERS_A_SLIP, _MOST_SLIPS = 4, 3


def counted(texts: Iterable[str]) -> Counter[str]:
    """The English words of some texts, with how often they stand there.

    >>> counted(["Task force; the task [ren4wu5]", "a zhuan1 task"])
    Counter({'task': 3, 'force': 1})
    """
    return Counter(_WORD.findall("\n".join(texts).lower()))


def slips(word: str) -> int:
    """How many slips a word may hold and still be told."""
    return min(max(1, len(word) // _LETTERS_A_SLIP), _MOST_SLIPS)


def nearest(word: str, known: Mapping[str, int]) -> list[str]:
    """The known words that differ from a word in a few slips only: fewest slips first, then the more frequent.

    >>> nearest("recieve", {"relieve": 44, "receive": 109, "reception": 9, "re": 9})
    ['receive', 'relieve']
    """
    most, letters = slips(word), frozenset(word)
    found = [
        (distance, -times, other)
        for other, times in known.items()
        # A letter that the other lacks is a slip each: most words are out at once.
        if abs(len(word) - len(other)) <= most
        and len(letters.difference(other)) <= most
        and len(frozenset(other) - letters) <= most
        and (distance := _distance(word, other, most)) <= most
    ]
    return [other for *_, other in sorted(found)]


def _distance(one: str, other: str, most: int) -> int:
    """How many slips lead from one word to the other; some number above `most` if it is more."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        earlier, before, row = before, row, [i]
        for j, beside in enumerate(other, 1):
            cost = min(before[j] + 1, row[-1] + 1, before[j - 1] + (letter != beside))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == beside:
                cost = min(cost, earlier[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            break
    return row[-1]
