"""A query -> what the glossary and the dictionary know of it, best match first, each with the reason.

A query with Chinese characters is cut by longest match and each part explained; any other is tried as pinyin,
initials and English.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from glossary.forms import PLAIN, key, without_loose_space
from glossary.index import Found, Index
from reader.language import pinyin
from reader.language.english import words

# The longest run of characters that is tried as one word; official names are long.
_LONGEST = 30
# How many entries of one kind are read: nobody reads more, and `shi` has hundreds.
_LIMIT = 20
_NEAR = 5
_TOKEN = re.compile(r"[A-Za-z0-9]+|\S")


class Match(NamedTuple):
    """One entry found: `source` is glossary or dictionary; `why` is for people."""

    source: str
    why: str
    entry: dict[str, Any]


class Part(NamedTuple):
    """A piece of the query and its matches, best first; none if it is unknown."""

    text: str
    matches: tuple[Match, ...]


class Answer(NamedTuple):
    """What is known of a query; `near` names other terms if nothing is."""

    query: str
    parts: tuple[Part, ...]
    near: tuple[str, ...] = ()

    @property
    def found(self) -> bool:
        """Is any part of the query known?"""
        return any(part.matches for part in self.parts)


class Lookup:
    """Answers queries from indexes, given by the name of their source; an earlier one's entries come first."""

    def __init__(self, sources: Mapping[str, Index], fold: Mapping[int, int] | None = None) -> None:
        self._sources = sources
        self._fold = dict(fold or {})

    def ask(self, query: str) -> Answer:
        """Everything known of a query."""
        # An argument that is not UTF-8 comes as lone surrogates, which no database takes.
        query = " ".join(query.encode("utf-8", "replace").decode().split())
        parts = self._parts(query) if pinyin.has_han(query) else (Part(query, self._latin(query)),)
        answer = Answer(query, parts)
        return answer if answer.found else answer._replace(near=self._near(query))

    def _parts(self, query: str) -> tuple[Part, ...]:
        """The parts of a Chinese query by longest match from left to right; punctuation is passed over."""
        shown, _ = without_loose_space(query)
        text = shown.translate(PLAIN)
        simplified = text.translate(self._fold)
        parts: list[Part] = []
        at = 0
        while at < len(text):
            end = at + max(self._longest(text, at), self._longest(simplified, at))
            if end > at:
                parts.append(Part(shown[at:end], self._han(text[at:end], simplified[at:end])))
            else:
                token = _TOKEN.match(shown, at)
                end = token.end() if token else at + 1
                if token and token.group().isalnum():
                    parts.append(Part(token.group(), ()))
            at = end
        return tuple(parts)

    def _longest(self, text: str, at: int) -> int:
        forms = [text[at:end] for end in range(at + 1, min(len(text), at + _LONGEST) + 1)]
        return max(len(index.longest(forms)) for index in self._sources.values())

    def _han(self, form: str, simplified: str) -> tuple[Match, ...]:
        found: list[Match] = []
        for source, index in self._sources.items():
            seen: set[int] = set()
            for one in dict.fromkeys((form, simplified)):
                for number, entry in index.by_form(one):
                    if number not in seen:
                        seen.add(number)
                        found.append(Match(source, _why_form(form, entry), entry))
        return tuple(found)

    def _latin(self, query: str) -> tuple[Match, ...]:
        """A source's entry is given once, for its best reason; what fits whole stands before what fits in part."""
        best: dict[tuple[str, int], tuple[int, int, int, int, Match]] = {}
        for order, (source, index) in enumerate(self._sources.items()):
            for rank, why, found in _reasons(query, index):
                rated = (rank >= _LOOSE, order, rank, found.number, Match(source, why, found.entry))
                place = (source, found.number)
                if place not in best or rated[:4] < best[place][:4]:
                    best[place] = rated
        return tuple(match for *_, match in sorted(best.values(), key=lambda rated: rated[:4]))

    def _near(self, query: str) -> tuple[str, ...]:
        """Terms that look or sound like a query that was not found."""
        from difflib import get_close_matches

        names: dict[str, None] = {}
        for source, index in self._sources.items():
            beginning = "" if source == "glossary" else query[:1]
            if pinyin.has_han(query):
                names |= dict.fromkeys(get_close_matches(query, index.forms(beginning), _NEAR, 0.4))
            else:
                keys = dict(index.keys(beginning.lower()))
                for typed in (pinyin.plain(query), " ".join(word.stem for word in words(query))):
                    names |= dict.fromkeys(keys[one] for one in get_close_matches(typed, keys, _NEAR, 0.7))
        return tuple(names)[:_NEAR]


_LOOSE = 5


def _reasons(query: str, index: Index) -> Iterator[tuple[int, str, Found]]:
    """(rank, why, entry) for each way in which a query in Latin letters fits; lower ranks say more."""
    said = words(query)
    for place, found in index.by_phrase(" ".join(word.stem for word in said), _LIMIT):
        status = found.entry.get("renderings", [{}])[place].get("status", "") if "renderings" in found.entry else ""
        rank = {"admitted": 1, "forbidden": 4}.get(status, 0)
        yield rank, f"{status} rendering" if status else "meaning", found
    letters = pinyin.plain(query)
    if letters:
        tones = pinyin.toned(pinyin.marked(query))
        for found in index.by_sound(letters, "pinyin", _LIMIT):
            exact = pinyin.toned(found.entry["pinyin"]) == tones
            if exact or tones.isascii():
                yield 2 if exact else 3, "pinyin", found
            else:
                yield 6, "pinyin with other tones", found
        if len(letters) > 1 and query.isascii() and query.isalpha():
            for found in index.by_sound(letters, "initials", _LIMIT):
                yield 5, "initials", found
    if said:
        for found in index.by_word([query[word.start : word.end] for word in said], _LIMIT):
            yield 7, "within a rendering" if "renderings" in found.entry else "within a meaning", found


def _why_form(form: str, entry: Mapping[str, Any]) -> str:
    if form == key(entry["zh"]):
        return "the term" if "renderings" in entry else "the word"
    return "traditional form" if form == entry.get("traditional") else f"form of {entry['zh']}"
