"""A query that was not found, or not as a whole -> the terms and the English that may be meant.

`sources` are the glossary and the dictionary, by those names, as far as there are any; Chinese is simplified.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from glossary.forms import GAP, WIDEST_GAP
from glossary.index import Index
from glossary.spelling import SHORTEST, nearest, slips
from reader.language import pinyin
from reader.language.english import bases, phrase_key, spellings, stem, words

_MOST = 5
# How long a query is of which one character may be a slip; how long a Chinese one may be.
_SHORTEST, _LONGEST = 3, 12
# A longer text is like no entry.
_LONGEST_TEXT = 60


def like_a_phrase(text: str, forms: list[str]) -> tuple[str, ...]:
    """The forms that a short text would be but for one character, or for what stands inside: 卡住了脖子 for 卡脖子."""
    if not _SHORTEST <= len(text) <= _LONGEST:
        return ()
    alike = [
        form
        for form in forms
        if len(form) >= _SHORTEST
        and (
            (abs(len(form) - len(text)) <= 1 and _shared(form, text) >= len(text) - 1)
            or (0 < len(text) - len(form) <= WIDEST_GAP and _shared(form, text) == len(form))
        )
    ]
    return tuple(form for form in alike if form not in text and GAP not in form)[:_MOST]


def like(query: str, sources: Mapping[str, Index]) -> tuple[str, ...]:
    """What looks or sounds like a query of which nothing was found."""
    if len(query) > _LONGEST_TEXT:
        return ()
    return _like_characters(query, sources) if pinyin.has_han(query) else _like_letters(query, sources)


def misspelt(query: str, sources: Mapping[str, Index]) -> list[str]:
    """The English words of a query that stand in no entry as they are, in their base form or in another spelling."""
    found = dict.fromkeys(query[word.start : word.end].lower() for word in words(query))
    asked = [word for word in found if len(word) >= SHORTEST and word.isascii() and word.isalpha()]
    ways = {word: {*spellings(word), *bases(word)} for word in asked}
    every = [way for some in ways.values() for way in some]
    known = {word for index in sources.values() for word in index.spelt(every)} if asked else set()
    return [word for word in asked if known.isdisjoint(ways[word])]


def _like_characters(query: str, sources: Mapping[str, Index]) -> tuple[str, ...]:
    from difflib import get_close_matches

    names: dict[str, None] = {}
    for source, index in sources.items():
        # The glossary is compared whole, the large dictionary only with what begins alike.
        forms = index.forms("" if source == "glossary" else query[:1])
        names |= dict.fromkeys(get_close_matches(query, forms, _MOST, 0.4))
    return tuple(names)[:_MOST]


def _like_letters(query: str, sources: Mapping[str, Index]) -> tuple[str, ...]:
    """The query rightly spelt, if it is English; and the entries that sound or are rendered nearly so."""
    names = dict.fromkeys(_rightly_spelt(query, sources))
    for source, index in sources.items():
        for typed in dict.fromkeys((pinyin.plain(query), phrase_key(query))):
            if sum(map(str.isalpha, typed)) >= _SHORTEST and not (names and source == "dictionary"):
                keys = index.keys("" if source == "glossary" else typed[:2], _lengths(typed))
                common = {one: -number for one, number in keys.items()}
                names |= dict.fromkeys(index.name(keys[one]) for one in nearest(typed, common))
    return tuple(names)[:_MOST]


def _rightly_spelt(query: str, sources: Mapping[str, Index]) -> tuple[str, ...]:
    """A phrase with its misspelt words put right, or the words that one may be meant for."""
    meant = {word: nearest(word, _spellings(word, sources)) for word in misspelt(query, sources)}
    said = query.lower()
    if said in meant:
        first: dict[str, str] = {}
        for word in meant[said]:
            first.setdefault(stem(word), word)  # the other forms of a word would only take up room
        return tuple(first.values())
    for word, right in meant.items():
        if not right:
            return ()
        said = re.sub(rf"\b{word}\b", right[0], said)
    return (said,) if meant else ()


def _spellings(word: str, sources: Mapping[str, Index]) -> dict[str, int]:
    """The known words that begin as one does and are about as long, with how often they stand in the entries."""
    times: dict[str, int] = {}
    for index in sources.values():
        for other, count in index.spellings(word[0], _lengths(word)).items():
            times[other] = times.get(other, 0) + count
    return times


def _lengths(word: str) -> tuple[int, int]:
    return len(word) - slips(word), len(word) + slips(word)


def _shared(one: str, other: str) -> int:
    """How many characters two texts share, in order from both ends."""
    rest = min(len(one), len(other))
    front = next((k for k in range(rest) if one[k] != other[k]), rest)
    back = next((k for k in range(rest - front) if one[-1 - k] != other[-1 - k]), rest - front)
    return front + back
