"""A query -> what the glossary and the dictionary know of it, best match first, each with the reason.

A query with Chinese characters is cut into terms and words and each part explained; any other is tried as pinyin,
initials and English.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from glossary.cut import Known, Vocabulary, cut
from glossary.forms import GAP, NARROW, PLAIN, gap_end, key, without_loose_space
from glossary.index import Index, is_surname
from glossary.latin import FORBIDDEN, MEANT, Fit, fits, meaning, official, points_at_itself, weighed
from glossary.near import like, like_a_phrase, misspelt
from glossary.official import official_senses
from reader.language import pinyin
from reader.language.english import words

if TYPE_CHECKING:
    from glossary.dictionary import Dictionary

# How many terms that hold a word, or entries of a phrase of English, are named.
_LIMIT = 20
# Nothing longer is an English entry.
_LONGEST_PHRASE = 200
# How many words of English are tried as one phrase where the whole is none, and which are none by themselves.
_WORDS = 6
_SMALL_WORDS = frozenset("a an the to of in on at by for with from and or as is are was were be".split())
# How long the names of persons are.
_NAMES = (2, 3)
# Why an entry is named that explains a character of a part, not the part.
CHARACTER = "a character of it"


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
    """What is known of a query; `near` names terms that may be meant where it is not known as a whole.

    `longer` names the terms that a query of one word is a part of.
    """

    query: str
    parts: tuple[Part, ...]
    near: tuple[str, ...] = ()
    longer: tuple[str, ...] = ()

    @property
    def found(self) -> bool:
        """Is any part of the query known?"""
        return any(part.matches for part in self.parts)


class Lookup:
    """Answers queries from the glossary, then the dictionary, as far as there are any."""

    def __init__(self, glossary: Index | None, dictionary: Dictionary | None) -> None:
        self._glossary = glossary
        self._dictionary = dictionary
        sources = {"glossary": glossary, "dictionary": dictionary}
        self._sources: dict[str, Index] = {name: index for name, index in sources.items() if index is not None}

    def ask(self, query: str) -> Answer:
        """Everything known of a query."""
        # An argument that is not UTF-8 comes as lone surrogates, which no database takes.
        query = " ".join(query.encode("utf-8", "replace").decode().translate(NARROW).split())
        parts = self._parts(query) if pinyin.has_han(query) else (Part(query, self._latin(query)),)
        answer = Answer(query, parts)
        if not answer.found and not pinyin.has_han(query) and not misspelt(query, self._sources):
            answer = answer._replace(parts=self._phrases(query))
        if not answer.found:
            answer = answer._replace(parts=self._spelled(query) or answer.parts)
        if not answer.found:
            answer = answer._replace(near=like(query, self._sources))
            return answer if answer.near or pinyin.has_han(query) else answer._replace(parts=self._phrases(query))
        if len(parts) > 1:
            return answer._replace(near=like_a_phrase(self._fold(key(query)), self._terms().forms()))
        return answer._replace(longer=self._longer(query, parts[0].matches)) if pinyin.has_han(query) else answer

    def _parts(self, query: str) -> tuple[Part, ...]:
        """The parts of a Chinese query; punctuation is passed over."""
        shown, _ = without_loose_space(query)
        text = shown.translate(PLAIN)
        simplified = self._fold(text)
        parts: list[Part] = []
        for start, end, separable in self._pieces(text, simplified):
            form, plain = (separable, separable) if separable else (text[start:end], simplified[start:end])
            # The dictionary has slang for single letters; in A股 or T恤 they are none.
            letter = len(form) == 1 and form.isascii()
            if matches := () if letter else self._han(form, plain) or self._characters(form, plain):
                parts.append(Part(shown[start:end], matches))
            elif form.isalnum() and not form.isdecimal():
                parts.append(Part(shown[start:end], ()))
        if len(parts) > 1 and (matches := self._han(f"“{text}”", f"“{simplified}”")):
            return (Part(shown, matches),)  # a term that is one in quotation marks only, such as “两重”
        return tuple(parts)

    def _pieces(self, text: str, simplified: str) -> Iterator[tuple[int, int, str]]:
        """The pieces of a text as offsets, each with the separable form that it is, if any: 卡住了脖子 is 卡…脖子."""
        alone = self._dictionary.alone(simplified) if self._dictionary else ()
        known = Vocabulary(_known(self._glossary), _known(self._dictionary), alone)
        forms = [form.split(GAP, 1) for form in self._glossary.separable()] if self._glossary else []
        found = [
            (at, end, form) for at in range(len(text)) for form in forms if (end := gap_end(simplified, at, *form))
        ]
        if found:
            pieces = dict(cut(text, simplified, known))
            found = [one for one in found if self._separates(simplified, pieces, *one)]
        at = 0
        for start, stop, form in (*found, (len(text), len(text), [])):
            if start >= at:
                yield from ((at + a, at + b, "") for a, b in cut(text[at:start], simplified[at:start], known))
                if form:
                    yield start, stop, GAP.join(form)
                at = stop

    def _separates(self, text: str, pieces: Mapping[int, int], start: int, stop: int, form: list[str]) -> bool:
        """Do the parts of a separable form stand for themselves? Not 卡 in 发卡 or in 卡片; but 卡住 is to 卡."""
        first, second = start + len(form[0]), stop - len(form[1])
        if not {start, second}.issubset(pieces) or stop not in pieces.values():
            return False
        word = self._dictionary.by_form(text[start : pieces[start]]) if self._dictionary else ()
        return first in pieces or any(sense.startswith("to ") for one in word for sense in one.entry["senses"])

    def _han(self, form: str, simplified: str) -> tuple[Match, ...]:
        found: list[Match] = []
        for source, index in self._sources.items():
            numbered = {one.number: one for side in (form, simplified) for one in index.by_form(side)}
            # An entry that only points at its own word says something of its traditional form, and nothing else.
            entries = [one.entry for one in numbered.values()]
            circles = [entry for entry in entries if points_at_itself(entry)]
            entries = [entry for entry in entries if entry not in circles]
            entries += [entry for entry in circles if not entries or entry.get("traditional") == form]
            if source == "dictionary" and (sense := official_senses().get(simplified)):
                entries[:1] = [{**entry, "official": sense} for entry in entries[:1]]  # the word's usual reading
            found += [Match(source, _why_form(form, simplified, entry), entry) for entry in entries]
        return tuple(found)

    def _characters(self, form: str, simplified: str) -> tuple[Match, ...]:
        """The best entry of each character of what is no word; of what may be a name, the surname too."""
        if not pinyin.has_han(form):
            return ()
        found: list[Match] = []
        for place, pair in enumerate(zip(form, simplified, strict=True)):
            entries = self._han(*pair)
            surnames = [one for one in entries[1:] if is_surname(one.entry)]
            found += [*entries[:1], *(surnames[:1] if place == 0 and len(form) in _NAMES else ())]
        return tuple(match._replace(why=CHARACTER) for match in found)

    def _fold(self, text: str) -> str:
        return self._dictionary.fold(text) if self._dictionary else text

    def _latin(self, query: str) -> tuple[Match, ...]:
        """A source's entry is given once, for its best reason."""
        if len(query) > _LONGEST_PHRASE:
            return ()

        @cache  # asked only where it matters: it may have to build the list of words first
        def sure() -> bool:
            return not misspelt(query, self._sources)

        found: dict[str, list[Fit]] = {source: [*fits(query, index, sure)] for source, index in self._sources.items()}
        if self._dictionary:
            terms = self._forms()
            common = [weighed(fit, query, terms) for fit in found["dictionary"]]
            found["dictionary"] = [*common, *official(query, self._dictionary)]
        return _ordered(found)

    def _forms(self) -> str:
        """All forms of the glossary, one a line."""
        return "\n".join(self._glossary.forms()) if self._glossary else ""

    def _phrases(self, query: str) -> tuple[Part, ...]:
        """What English of several words says that is no entry as a whole: its longest phrases from left to right."""
        said = [word for word in words(query) if word.stem.isalpha()] if len(query) <= _LONGEST_PHRASE else []
        parts: list[Part] = []
        at = 0
        while at < len(said):
            for end in range(min(len(said), at + _WORDS), at, -1):
                phrase = query[said[at].start : said[end - 1].end]
                if matches := () if phrase.lower() in _SMALL_WORDS else self._saying(phrase):
                    parts.append(Part(phrase, matches))
                    break
            else:
                if phrase.lower() not in _SMALL_WORDS:
                    parts.append(Part(phrase, ()))
            at = max(end, at + 1)
        found = any(part.matches for part in parts)
        return tuple(parts) if len(said) > 1 and found else (Part(query, ()),)

    def _spelled(self, query: str) -> tuple[Part, ...]:
        """The words of a phrase in pinyin that is no entry as a whole; none where one of them is no word."""
        said = query.split() if not pinyin.has_han(query) and len(query) <= _LONGEST_PHRASE else []
        parts = [Part(one, tuple(match for match in self._latin(one) if match.why == "pinyin")) for one in said]
        return tuple(parts) if len(parts) > 1 and all(part.matches for part in parts) else ()

    def _saying(self, phrase: str) -> tuple[Match, ...]:
        return _ordered({source: meaning(phrase, index) for source, index in self._sources.items()})[:_LIMIT]

    def _longer(self, query: str, matches: tuple[Match, ...]) -> tuple[str, ...]:
        """The terms that a word is a part of, short ones first; those that it is a form of have been named."""
        text = self._fold(key(query))
        named = {form for match in matches for form in (match.entry["zh"], *match.entry.get("variants", ()))}
        longer = [form for form in self._terms().forms() if text in form and form != text and form not in named]
        ends = (str.startswith, str.endswith)
        whole = [form for form in longer if any(at(form, text) for at in ends) or self._stands_in(form, text)]
        return tuple(sorted(whole, key=len))[:_LIMIT]

    def _stands_in(self, form: str, text: str) -> bool:
        """Does the text stand in a form without crossing its words, as 会办 does in 委员会办公室?"""

        def but_itself(known: Known) -> Known:
            return lambda forms: known([one for one in forms if one != form])

        at = form.index(text)
        words = Vocabulary(but_itself(_known(self._glossary)), but_itself(_known(self._dictionary)))
        return not any(at < end < at + len(text) for _, end in cut(form, form, words))

    def _terms(self) -> Index:
        return next(iter(self._sources.values()))  # the dictionary where there is no glossary


def _ordered(found: Mapping[str, Iterable[Fit]]) -> tuple[Match, ...]:
    """What was found in each source, best first; of a word that both have, the glossary's entry goes first."""
    best: dict[tuple[str, int], Fit] = {}
    for source, every in found.items():
        for fit in every:
            place = (source, fit.found.number)
            if place not in best or _first(fit) < _first(best[place]):
                best[place] = fit
    rated = sorted(best.items(), key=lambda one: one[1][:2])  # stable: of equals the glossary's, then the more common
    first: dict[str, int] = {}
    for order, (_, fit) in enumerate(rated):
        first.setdefault(_word(fit), order)
    rated.sort(key=lambda one: (first[_word(one[1])], one[0][0] != "glossary"))
    return tuple(Match(source, fit.why, fit.found.entry) for (source, _), fit in rated)


def _first(fit: Fit) -> tuple[bool, int, float]:
    """What sorts the reasons for one entry: what must not be said comes before that a part of it may."""
    return fit.kind not in (MEANT, FORBIDDEN), fit.kind, fit.cost


def _word(fit: Fit) -> str:
    """The word of an entry; one that only says what it is a variant of is by itself."""
    entry = fit.found.entry
    return str(entry["traditional"] if "traditional" in entry and points_at_itself(entry) else entry["zh"])


def _known(index: Index | None) -> Known:
    return index.known if index is not None else lambda _: {}


def _why_form(form: str, simplified: str, entry: Mapping[str, Any]) -> str:
    zh = key(entry["zh"])
    if form == zh:
        return "the term" if "renderings" in entry else "the word"
    return "traditional form" if simplified == zh or form == entry.get("traditional") else f"form of {entry['zh']}"
