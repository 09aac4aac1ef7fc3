"""Is a candidate whole where it stands, or a piece of something longer? What stands on either side of it tells."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from glossary.cut import Known
from glossary.forms import key
from glossary.straddle import straddles
from glossary.wordclass import FUNCTION, LEVELS
from reader.language.pinyin import is_han

# How many places of a candidate are looked at, and how far a longer word may reach beyond it.
_PLACES, _REACH = 12, 3
_JOINS = frozenset("和与及、")
# What an office's name ends in: of 工业和信息化厅 the part behind 和 is no name.
_OFFICES = tuple("厅局委部办院所处会署司")
_OFFICE_BEHIND = re.compile(rf"[和与及]\w{{1,8}}?[{''.join(_OFFICES)}]")
# 市、区河长 are the 河长 of two of them.
_BEFORE_LEVEL = _JOINS | LEVELS | frozenset("各全本")
# 云川省工业 is the other part of it: there the name of a place goes before.
_OF_A_LEVEL = re.compile("[省市区县].")
# A number of a document follows its office: 云工信函〔2024〕5号.
_NUMBER = re.compile(r"\s*[〔［\[(（]?(?:19|20)\d\d[〕］\])）]")


class Place(NamedTuple):
    """text[start:end] is the candidate."""

    text: str
    start: int
    end: int


def places(word: str, text: str) -> list[Place]:
    """The first places of a word."""
    found: list[Place] = []
    at = text.find(word)
    while at >= 0 and len(found) < _PLACES:
        found.append(Place(text, at, at + len(word)))
        at = text.find(word, at + len(word))
    return found


def longer_forms(place: Place) -> Iterator[str]:
    """What stands there with more on one side or both, and may be a word."""
    for start in range(max(0, place.start - _REACH), place.start + 1):
        for end in range(place.end, min(len(place.text), place.end + _REACH) + 1):
            form = key(place.text[start:end])
            if (start, end) != place[1:] and form.isalnum():
                yield form


def is_whole(found: Sequence[Place], words: Collection[str], costs: Mapping[str, int]) -> bool:
    """Is a candidate whole at any of its places? `words` are those of their `longer_forms` that a source knows.

    >>> def whole(word, text, words=()):
    ...     return is_whole(places(word, text), words, {})
    >>> whole("信息化厅", "工业和信息化厅"), whole("云川省工业", "云川省工业和信息化厅")
    (False, False)
    >>> whole("支配收入", "可支配收入", words=["可支配收入"]), whole("支配收入", "可支配收入")
    (False, True)
    """
    return any(_whole(place, words, costs) for place in found) and not (_bound(found, -1) or _bound(found, 1))


def _whole(place: Place, words: Collection[str], costs: Mapping[str, int]) -> bool:
    text, start, end = place
    before, first = text[max(0, start - 1) : start], text[start]
    if _NUMBER.match(text, end) or (before in _JOINS and text[start:end].endswith(_OFFICES)):
        return False
    if first in LEVELS and before in _BEFORE_LEVEL:
        return False
    if _OF_A_LEVEL.search(text, start, end) and _OFFICE_BEHIND.match(text, end):
        return False
    return not any(form in words for form in longer_forms(place)) and not straddles(costs, text, start, end)


def _bound(found: Sequence[Place], side: int) -> bool:
    """Does one character stand on this side at all of several places? Those of grammar may, beside any term."""
    beside = {text[start - 1 : start] if side < 0 else text[end : end + 1] for text, start, end in found}
    one = beside.pop() if len(found) > 1 and len(beside) == 1 else ""
    return bool(one) and is_han(one) and one not in FUNCTION


def known_longer(every: Sequence[Sequence[Place]], known: Known) -> frozenset[str]:
    """The words of a source that candidates are pieces of, asked for all at once."""
    return frozenset(known(list({form for found in every for place in found for form in longer_forms(place)})))
