"""Does what looks like a term belong to two words? 立项 is none in 设立项目, nor 国企 in 外国企业.

A cut of a few characters costs what its words cost, and a word the less, the more often it stands in running text.
What is weighed is the cheapest cut that keeps the term, against the cheapest in which a word crosses its border.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from math import log

from glossary.forms import key
from glossary.general import word_list

# The longest word that is tried, and how far the cuts reach beyond the term.
_LONGEST, _REACH = 6, 4
# Words that a term can share a character with are known from so many times in jieba's list, others from so many:
# those are only needed for what is left over beside a crossing word.
_SHARING, _OTHERS = 10, 200
_LONGEST_KNOWN = 4
# A term stands in the documents that this is for more often than in general text: so much, and so often at least.
# That is for two characters; each further one, up to six in all, makes a chance meeting so much less likely.
_TERM_TIMES, _TERM_LEAST, _TERM_LONGER = 3, 10, 3
# A character left over is seldom a word, as often as it stands alone. (A cost is a hundredth of a natural logarithm.)
_SINGLE = 300
_UNKNOWN = 2100
# 上海市 is 上海 with its kind, so 市 may as well belong to what follows: 上海市政府.
_KINDS = frozenset("省市区县州镇乡村")


def costs(forms: Iterable[str]) -> dict[str, int]:
    """What each word costs that is needed to weigh these forms of terms; empty without jieba's list."""
    known = word_list()
    terms = {key(form) for form in forms}
    singles = {form for form in terms if len(form) == 1}
    ends = {form[:k] for form in terms for k in range(1, min(len(form), _LONGEST_KNOWN))}
    starts = {form[-k:] for form in terms for k in range(1, min(len(form), _LONGEST_KNOWN))}
    times: Counter[str] = Counter()
    for word, (count, tag) in known.items():
        place = word
        while tag == "ns" and len(place) > 2 and place[-1] in _KINDS:
            place = place[:-1]
        if place != word:
            times[place] += count
        elif len(word) <= _LONGEST_KNOWN and count >= _SHARING:
            parts = range(1, len(word))
            sharing = any(word[k:] in ends or word[:k] in starts for k in parts) or not singles.isdisjoint(word)
            if count >= _OTHERS or len(word) == 1 or sharing:
                times[word] += count
    total = sum(count for count, _ in known.values())
    found = {word: _cost(count, total) + _SINGLE * (len(word) == 1) for word, count in times.items()}
    for form in terms if known else ():
        if len(form) > 1:
            least = _TERM_LEAST * _TERM_LONGER ** (min(len(form), _LONGEST) - 2)
            found[form] = _cost(known.get(form, (0, ""))[0] * _TERM_TIMES + least, total)
    return found


def inner_pairs(costs: Mapping[str, int]) -> frozenset[str]:
    """The pairs of characters in words of more than two: where neither these nor a word lie, no word crosses."""
    return frozenset(word[k : k + 2] for word in costs if len(word) > 2 for k in range(len(word) - 1))


def within(costs: Mapping[str, int], text: str, start: int, end: int) -> bool:
    """Does a word hold text[start:end], or cross a border of it?

    >>> within({"万一": 900}, "万一出现", 0, 1), within({"万一": 900}, "5万吨", 1, 2)
    (True, False)
    """
    return any(_crossing(costs, text, start, end, max(0, start - _REACH), min(len(text), end + _REACH)))


def straddles(costs: Mapping[str, int], text: str, start: int, end: int) -> bool:
    """Does text[start:end] belong to two words rather than being the term that it looks like?

    >>> words = {"设立": 1000, "立项": 1200, "项目": 900}
    >>> straddles(words, "设立项目", 1, 3), straddles(words, "已立项", 1, 3)
    (True, False)
    """
    low, high = max(0, start - _REACH), min(len(text), end + _REACH)
    crossing = list(_crossing(costs, text, start, end, low, high))
    if not crossing:
        return False
    pieces = [
        (at, to, cost)
        for at in range(low, high)
        for to in range(at + 1, min(high, at + _LONGEST) + 1)
        if (cost := costs.get(text[at:to], _UNKNOWN if to == at + 1 else 0))
    ]
    before = dict.fromkeys(range(low, high + 1), _UNKNOWN * (high - low))
    behind = dict(before)
    before[low] = behind[high] = 0
    for at, to, cost in pieces:
        before[to] = min(before[to], before[at] + cost)
    for at, to, cost in reversed(pieces):
        behind[at] = min(behind[at], behind[to] + cost)
    kept = before[start] + costs.get(text[start:end], _UNKNOWN) + behind[end]
    return kept > min(before[at] + costs[text[at:to]] + behind[to] for at, to in crossing)


def _crossing(
    costs: Mapping[str, int], text: str, start: int, end: int, low: int, high: int
) -> Iterator[tuple[int, int]]:
    """Where words stand that cross a border of the term, or hold a term of one character.

    One that shares a whole word with the term cuts it where it has a seam: 创业|培训班 leaves 创业培训 what it is.
    """
    for at in range(max(low, start - _LONGEST + 1), start):
        for to in range(start + 1, min(end, at + _LONGEST + 1)):
            if text[at:to] in costs and (to - start == 1 or text[start:to] not in costs):
                yield at, to
    for at in range(start + 1, end):
        for to in range(end + 1, min(high, at + _LONGEST) + 1):
            if text[at:to] in costs and (end - at == 1 or text[at:end] not in costs):
                yield at, to
    if end - start == 1:
        for at in range(max(low, start - _LONGEST + 1), end):
            for to in range(max(end, at + 2), min(high, at + _LONGEST) + 1):
                if text[at:to] in costs:
                    yield at, to


def _cost(count: int, total: int) -> int:
    return round(100 * log(total / count))
