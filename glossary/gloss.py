"""The entries of a word in the dictionary -> a gloss of one to three words, as it stands under the word in a text."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from glossary.general import word_list
from glossary.official import official_senses

_MOST, _NAME = 3, 5  # words of a gloss; of one that is a name: Cape of Good Hope
# So long a word, mostly a saying, is more than the beginning of its sense.
_SAYING = 4
# Parts of speech, by jieba's tags, that a reader of the text around them doesn't look up: particles, prepositions,
# conjunctions, numbers and measure words, sounds, names of people.
_FUNCTION = ("u", "p", "c", "q", "m", "y", "e", "o", "h", "k", "nr")
# Senses that say something of the word instead of its meaning.
_ABOUT = re.compile(
    r"(?:(?:old|erroneous|Japanese|archaic|ancient|euphemistic)? ?variant of|surname |see |see also|also (?:written|pr|"
    r"called)|measure word|classifier|abbr\. |same as|used (?:in|as|to|before|after)|Kangxi|Taiwan pr|pr\. |indicat|"
    r"particle |prefix |suffix |erhua|equivalent to|contrasted with|idiom\b)",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"\([^()]*\)?")
_OPENING = re.compile(r"^(?:to be (?!able)|to |an? |the |lit\. |fig\. |~ ?)+", re.IGNORECASE)
_OBJECTS = re.compile(r"\b(?:sth|sb)\b(?!')")  # the dictionary's "something" and "somebody"
_ARTICLES = frozenset(("a", "an", "the", "one's"))
# At one of these a long sense can end: house | with more than one story.
_JOINTS = frozenset("of with for in on at from by to as than that which who or and between into against about".split())


def word_gloss(word: str, entries: Sequence[Mapping[str, Any]]) -> str:
    """The short meaning of a word: the one of official documents, else the first sense that fits its part of speech.

    Empty where none is wanted. What is a name too, by its capital, is the name only if it is nothing else.

    >>> word_gloss("落实", [{"senses": ["practical", "to carry out"]}]), word_gloss("的", [])
    ('implement', '')
    """
    if word in official_senses():
        return official_senses()[word]
    entries = sorted(entries, key=lambda entry: str(entry.get("pinyin", ""))[:1].isupper())
    _, tag = word_list().get(word, (0, ""))
    return "" if tag.startswith(_FUNCTION) else first_sense(entries, tag, whole=len(word) >= _SAYING)


def first_sense(entries: Sequence[Mapping[str, Any]], tag: str = "", *, whole: bool = False) -> str:
    """The first sense of the entries that fits a tag and is short; else one that does one of the two.

    `whole`: none that would have to be cut.

    >>> entries = [{"senses": ["to recount (results)"]}, {"senses": ["important point; focus"]}]
    >>> first_sense(entries, "n"), first_sense(entries, "v"), first_sense([{"senses": ["surname Zhong", "clock"]}])
    ('focus', 'recount', 'clock')
    """
    senses = [str(sense) for entry in entries for sense in entry.get("senses", ())]
    made = [
        (not _fits(sense, tag), cut, gloss)
        for sense in senses
        for gloss, cut in [_shortened(sense)]
        if gloss and not (whole and cut)
    ]
    return min(made, key=lambda one: one[:2], default=(False, False, ""))[2]


def _shortened(sense: str) -> tuple[str, bool]:
    """A sense in at most three words, and whether it had to be cut for that; empty where it gives no meaning.

    >>> _shortened("(of systems, facilities etc) comprehensive"), _shortened("house with more than 1 story")
    (('comprehensive', False), ('house', True))
    >>> _shortened("to be in favor of; to support"), _shortened("to face sth"), _shortened("see 专班")
    (('support', False), ('face', False), ('', False))
    """
    bare = _OBJECTS.sub(" ", _without_brackets(sense))
    if _ABOUT.match(bare):
        return "", False
    pieces = [_OPENING.sub("", piece.split(",")[0].strip(), count=1).split() for piece in re.split("[;:/]", bare)]
    pieces = [words for words in pieces if words and not _ABOUT.match(" ".join(words))]
    if not pieces:
        return "", False
    best = min(pieces, key=len)
    kept = _cut(best)
    return " ".join(kept), (len(best) > _MOST and kept != best) or best[-1] in _JOINTS


def _cut(words: list[str]) -> list[str]:
    """At most three words: without articles, ended at a joint."""
    if len(words) <= _MOST or (words[0][0].isupper() and len(words) <= _NAME and set(words) & _JOINTS == {"of"}):
        return words
    bare = [word for word in words if word not in _ARTICLES]
    if len(bare) <= _MOST and bare[-1] not in _JOINTS:
        return bare
    end = next((k for k, word in enumerate(bare) if k and word in _JOINTS), len(bare))
    return bare[: min(end, _MOST)]


def _without_brackets(sense: str) -> str:
    while (bare := _BRACKETS.sub(" ", sense)) != sense:
        sense = bare
    return " ".join(re.sub('[)"]', " ", sense).split())


def _fits(sense: str, tag: str) -> bool:
    does = _without_brackets(sense).startswith("to ")
    return does == (tag[:1] == "v") if tag[:1] in ("v", "n", "a", "d", "s", "t", "f") else True
