"""A run of words and how it stands in the texts -> how much it looks like a term, in nats, and why.

The weights are those of a logistic regression over the runs of five official texts, in each of which the terms had
been marked by hand, rounded; how often a run stands counts for more here than there, since who reads on wants the
terms of this text first.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from math import log, log2
from typing import NamedTuple

from glossary import general
from glossary.chunks import Run, Uses
from glossary.wordclass import DESCRIBED, OF_BODIES, PLAIN_HEADS, SUFFIXES, TERM_HEADS, VERBS, Kind, Words

_ANY = -1.5
# For each doubling of how often it stands by itself, up to so many.
_DOUBLING, _MOST_DOUBLINGS = 0.9, 4.0
# By length in characters, else by `_LONG` from nine on; by words.
_CHARACTERS = {2: -2.0, 3: 0.2, 4: 0.5}
_LONG_FROM, _LONG = 9, -0.3
_WORDS = {2: 0.1, 3: 0.0, 4: -0.8, 5: -1.4}
# A word of the dictionary of four characters or more names something; a short one is of all the world.
_LONG_WORD, _SHORT_WORD, _LISTED_WORD = 0.7, -1.0, 0.4
# A word by itself: by its kind, and for each power of ten that it is rarer than one in 10,000.
_ALONE: Mapping[Kind, float] = {"noun": -0.3, "name": -0.5, "new": 1.6, "verb": -2.0, "pure": -4.0, "adjective": -1.0}
_RARE_ALONE, _COMMON_ALONE, _RAREST, _RARITY_OF_NEW = 2.4, 4.0, 5.0, 4.4
# A new word that stands but once may be a slip of the tokenizer's.
_NEW_ONCE = -3.0
# The first and the last word of several, by kind, and those between.
_FIRST: Mapping[Kind, float] = {"name": -0.6, "new": 0.5, "adjective": -0.1, "verb": -0.9, "pure": -2.1}
_LAST: Mapping[Kind, float] = {
    "noun": 0.7, "name": 0.1, "new": -0.8, "adjective": -0.6, "verb": -0.1, "pure": -1.5, "support": -1.5,
}  # fmt: skip
_BETWEEN: Mapping[Kind, float] = {"pure": -0.4, "verb": -0.5}
_TERM_HEAD, _PLAIN_HEAD, _PLAIN_DESCRIBED, _ONE_CHARACTER = 1.3, -1.0, -0.6, -0.7
_BODY = 0.9  # a name that opens one
# A new word at the end that stands there more than once is coined: 工作专班. Once, it may be a slip of the tokenizer's.
_COINED = 2.3
# How much it counts that the words of a run stand elsewhere, too, and how rare they are.
_COHESION, _RARE, _COMMON = 0.2, 0.35, 3.5
# What is beside it: a border somewhere, a predicate somewhere, a noun everywhere, 的, others of a list.
_OPEN_LEFT, _OPEN_RIGHT, _VERB_LEFT, _VERB_RIGHT, _NOUN_LEFT, _NOUN_RIGHT = 0.2, 0.8, 0.4, 0.6, -0.5, -0.6
_OF_LEFT, _OF_RIGHT, _LISTED = 0.5, -0.8, 0.5
# A verb at the end with 的 behind it ends a clause: 法规授权的; one at the beginning with no head of terms is likelier
# to open one.
_CLAUSE, _OBJECT = -1.0, -0.5


class Weight(NamedTuple):
    """How much a candidate looks like a term, in nats, and what speaks most for it."""

    nats: float
    why: str


def weigh(
    run: Run, free: int, use: Uses, words: Words, times: Mapping[str, int], dictionary: Collection[str]
) -> Weight:
    """What a run is worth that stands so often by itself. `dictionary` are the forms that the dictionary has."""
    text = "".join(run)
    often = _DOUBLING * min(log2(free * use.times) / 2, _MOST_DOUBLINGS)  # between the two
    if len(run) == 1 and len(text) < 4:
        often *= min(max(_rarity(text) - _COMMON_ALONE, 0.0), 1.0)  # everyday words are frequent everywhere
    nats = _ANY + often + _CHARACTERS.get(len(text), _LONG if len(text) >= _LONG_FROM else 0.0) + _beside(use)
    why = {f"{free} by itself": often, "in a list": _LISTED * use.listed}
    if text in dictionary:
        why["a word"] = _LONG_WORD if len(text) > 3 else _SHORT_WORD
        nats += why["a word"]
    if len(run) == 1:
        alone = _alone(run[0], free, words.kind(run[0]), text in dictionary)
        why["rare elsewhere"] = alone
        nats += alone
    else:
        head = _TERM_HEAD if _is_term_head(run[-1]) else _OBJECT if words.kind(run[0]) in VERBS else 0.0
        if use.of_right and words.kind(run[-1]) in VERBS:
            nats += _CLAUSE
        why[f"…{run[-1]}"] = head
        nats += head + _several(run, free, words, times) + _COHESION * log(free / max(times[run[0]], times[run[-1]]))
    best = max(why, key=lambda reason: why[reason])
    return Weight(nats, best if why[best] > 0 else "words in a row")


def _beside(use: Uses) -> float:
    return (
        _OPEN_LEFT * use.open_left
        + _OPEN_RIGHT * use.open_right
        + _VERB_LEFT * (use.verb_left and not use.open_left)
        + _VERB_RIGHT * (use.verb_right and not use.open_right)
        + _NOUN_LEFT * (use.noun_left and not use.open_left)
        + _NOUN_RIGHT * (use.noun_right and not use.open_right)
        + _OF_LEFT * use.of_left
        + _OF_RIGHT * use.of_right
        + _LISTED * use.listed
    )


def _alone(word: str, free: int, kind: Kind, in_dictionary: bool) -> float:
    # Long words are rare in any list; phrases are listed, too.
    rarity = _rarity(word) if len(word) < 4 else min(_rarity(word), _RARITY_OF_NEW)
    nats = _ALONE.get(kind, 0.0) + _RARE_ALONE * (rarity - _COMMON_ALONE)
    if kind == "new" and free == 1:
        nats += _NEW_ONCE
    return nats + _LISTED_WORD * (len(word) > 3 and not in_dictionary)


def _several(run: Run, free: int, words: Words, times: Mapping[str, int]) -> float:
    kinds = [words.kind(word) for word in run]
    return (
        _WORDS[len(run)]
        + (0.0 if words.is_described(run) else _FIRST.get(kinds[0], 0.0))
        + _LAST.get(kinds[-1], 0.0)
        + _COINED * (kinds[-1] == "new" and times[run[-1]] > 1)
        + sum(_BETWEEN.get(kind, 0.0) for kind in set(kinds[1:-1]))
        + _BODY * (kinds[0] == "name" and run[-1][-1] in OF_BODIES)
        + (_PLAIN_DESCRIBED if run[-1] in DESCRIBED else _PLAIN_HEAD) / free * (run[-1] in PLAIN_HEADS)
        + _ONE_CHARACTER * any(len(word) == 1 for word in run)
        + _RARE * (sum(map(_rarity, run)) / len(run) - _COMMON)
    )


def _is_term_head(word: str) -> bool:
    return word in TERM_HEADS or (len(word) > 1 and word[-1] in SUFFIXES)


def _rarity(word: str) -> float:
    return min(general.rarity(word), _RAREST) if word in general.word_list() else _RARITY_OF_NEW
