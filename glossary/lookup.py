"""A query -> what the glossary and the dictionary know of it, best match first, each with the reason.

A query with Chinese characters is cut into terms and words and each part explained; any other is tried as pinyin,
initials and English.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from itertools import islice, product
from typing import TYPE_CHECKING, Any, NamedTuple

from glossary.cut import Known, Vocabulary, cut
from glossary.forms import GAP, NARROW, PLAIN, gap_end, key, without_loose_space
from glossary.index import Found, Index
from glossary.near import like, like_a_phrase, misspelt
from glossary.tables import INITIALS, PINYIN
from reader.language import pinyin
from reader.language.english import Word, american, phrase_key, same_word, spellings, words

if TYPE_CHECKING:
    from glossary.dictionary import Dictionary

# How many entries of one kind are read: nobody reads more, and `shi` has hundreds.
_LIMIT = 20
# How many are looked through for those with the tones or borders of syllables that the query has.
_SOUNDING = 400
# How many are looked through for those that have an English word as it is, and in how many spellings.
_MANY, _SPELLINGS = 100, 16
# Nothing longer is an English entry.
_LONGEST_PHRASE = 200
# What may be pinyin: letters, each syllable with its tone's number or not, and what parts syllables.
_PINYIN = re.compile(r"(?:[^\W\d_]++:?[0-5]?|[\s'’·-])+")
# How many words of English are tried as one phrase where the whole is none, and which are none by themselves.
_WORDS = 6
_SMALL_WORDS = frozenset("a an the to of in on at by for with from and or as is are was were be".split())
_ASIDE = re.compile(r"\([^)]*\)")
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
        return tuple(parts)

    def _pieces(self, text: str, simplified: str) -> Iterator[tuple[int, int, str]]:
        """The pieces of a text as offsets, each with the separable form that it is, if any: 卡住了脖子 is 卡…脖子."""
        alone = self._dictionary.alone(simplified) if self._dictionary else ()
        known = Vocabulary(_known(self._glossary), _known(self._dictionary), alone)
        forms = [form.split(GAP, 1) for form in self._glossary.separable()] if self._glossary else []
        found = (
            (at, end, form) for at in range(len(text)) for form in forms if (end := gap_end(simplified, at, *form))
        )
        at = 0
        for start, stop, form in (*found, (len(text), len(text), [])):
            if start >= at:
                yield from ((at + a, at + b, "") for a, b in cut(text[at:start], simplified[at:start], known))
                if form:
                    yield start, stop, GAP.join(form)
                at = stop

    def _han(self, form: str, simplified: str) -> tuple[Match, ...]:
        found: list[Match] = []
        for source, index in self._sources.items():
            numbered = {one.number: one for side in (form, simplified) for one in index.by_form(side)}
            # An entry that only points at its own word says something of its traditional form, and nothing else.
            entries = [one.entry for one in numbered.values()]
            circles = [entry for entry in entries if _points_at_itself(entry)]
            entries = [entry for entry in entries if entry not in circles]
            entries += [entry for entry in circles if not entries or entry.get("traditional") == form]
            found += [Match(source, _why_form(form, simplified, entry), entry) for entry in entries]
        return tuple(found)

    def _characters(self, form: str, simplified: str) -> tuple[Match, ...]:
        """The best entry of each character of what is no word; of what may be a name, the surname too."""
        if not pinyin.has_han(form):
            return ()
        found: list[Match] = []
        for place, pair in enumerate(zip(form, simplified, strict=True)):
            entries = self._han(*pair)
            surnames = [one for one in entries[1:] if one.entry.get("senses", [""])[0].startswith("surname ")]
            found += [*entries[:1], *(surnames[:1] if place == 0 and len(form) in _NAMES else ())]
        return tuple(match._replace(why=CHARACTER) for match in found)

    def _fold(self, text: str) -> str:
        return self._dictionary.fold(text) if self._dictionary else text

    def _latin(self, query: str) -> tuple[Match, ...]:
        """A source's entry is given once, for its best reason; what fits whole stands before what fits in part."""
        if len(query) > _LONGEST_PHRASE:
            return ()
        best: dict[tuple[str, int], tuple[int, int, int, int, Match]] = {}

        @cache  # asked only where it matters: it may have to build the list of words first
        def sure() -> bool:
            return not misspelt(query, self._sources)

        for order, (source, index) in enumerate(self._sources.items()):
            for rank, why, found in _reasons(query, index, sure):
                rated = (rank >= _LOOSE, order, rank, found.number, Match(source, why, found.entry))
                place = (source, found.number)
                if place not in best or rated[:4] < best[place][:4]:
                    best[place] = rated
        return tuple(match for *_, match in sorted(best.values(), key=lambda rated: rated[:4]))

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
            at = max(end, at + 1)
        return tuple(parts) if len(said) > 1 and parts else (Part(query, ()),)

    def _saying(self, phrase: str) -> tuple[Match, ...]:
        rated = [
            (order, rank, found.number, Match(source, why, found.entry))
            for order, (source, index) in enumerate(self._sources.items())
            for rank, why, found in _saying(phrase.lower(), index)
        ]
        return tuple(match for *_, match in sorted(rated, key=lambda one: one[:3])[:_LIMIT])

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


def _known(index: Index | None) -> Known:
    return index.known if index is not None else lambda _: {}


# From this rank on a match is only likely.
_LOOSE = 7
_ARTICLES = ("to ", "a ", "an ", "the ")


def _reasons(query: str, index: Index, sure: Callable[[], bool]) -> Iterator[tuple[int, str, Found]]:
    """(rank, why, entry) for each way in which a query in Latin letters fits; lower ranks say more.

    Where its words are not `sure`, those with a likely stem do not fit: `goverment` is no governess.
    """
    lower = query.lower()
    bare = next((lower.removeprefix(article) for article in _ARTICLES if lower.startswith(article)), lower)
    joined = bare.replace("-", "")  # co-operation
    for phrase in dict.fromkeys((lower, bare, joined)) if words(query) else ():
        yield from _saying(phrase, index)
    letters = pinyin.plain(query) if _PINYIN.fullmatch(unicodedata.normalize("NFC", query)) else ""
    if letters:
        yield from _sounding(query, letters, index)
        if len(letters) > 1 and query.isascii() and query.isalpha():
            for found in index.by_sound(letters, INITIALS, _LIMIT):
                yield 7, "initials", found
    if said := words(query):
        likely = [(_distance(found.entry, said), found) for found in index.by_word(_spelt(query), _MANY)]
        for distance, found in sorted(likely, key=lambda one: one[0])[:_LIMIT]:
            if distance < 2 or sure():
                yield 9 + distance, "within a rendering" if "renderings" in found.entry else "within a meaning", found


def _saying(phrase: str, index: Index) -> Iterator[tuple[int, str, Found]]:
    """What has the phrase for a meaning, in these words or in other forms of them."""
    said = _lower(phrase)
    for place, found in index.by_phrase(phrase_key(phrase), _MANY):
        texts = found.entry.get("renderings") or [{"text": sense} for sense in found.entry["senses"]]
        status = texts[place].get("status", "")
        rank = {"admitted": 1, "forbidden": 6}.get(status, 0)
        why = f"{status} rendering" if status else "meaning"
        runs = list(_runs(texts[place]["text"], len(said)))
        if any(list(map(american, run)) == list(map(american, said)) for run in runs):
            yield rank, why, found
        elif any(all(map(same_word, run, said)) for run in runs):
            yield min(rank + 4, 6), why, found  # below pinyin: `serves` for `serve`
        # else only the stems are alike: `so` is no SOE


def _runs(text: str, length: int) -> Iterator[list[str]]:
    """The runs of so many words in a text, also those that an aside in brackets parts."""
    for each in dict.fromkeys((text, _ASIDE.sub(" ", text))):
        found = _lower(each)
        yield from (found[at : at + length] for at in range(len(found) - length + 1))


def _lower(text: str) -> list[str]:
    return [text[word.start : word.end].lower() for word in words(text)]


def _spelt(query: str) -> list[str]:
    """The query with its words in American and British spelling, as far as they differ."""
    ways = product(*(spellings(word) for word in _lower(query)))
    return [" ".join(way) for way in islice(ways, _SPELLINGS)]


def _sounding(query: str, letters: str, index: Index) -> Iterator[tuple[int, str, Found]]:
    """What is read as the query: where it has tones or borders of syllables, they count: xi'an is 西安, not 先."""
    tones, borders = pinyin.toned(pinyin.marked(query)), pinyin.borders(query)
    limit = _LIMIT if tones.isascii() and not borders else _SOUNDING
    other: list[tuple[int, str, Found]] = []
    fitting = 0
    for found in index.by_sound(letters, PINYIN, limit):
        reading = found.entry["pinyin"]
        exact = pinyin.toned(reading) == tones
        if _points_at_itself(found.entry):
            other.append((8, "pinyin", found))
        elif pinyin.plain(reading) != letters:
            yield 3, "pinyin of another form", found
        elif not borders <= pinyin.borders(reading):
            other.append((8, "pinyin, otherwise parted", found))
        elif exact or tones.isascii():
            fitting += 1
            yield 2 if exact else 3, "pinyin", found
        else:
            other.append((8, "pinyin with other tones", found))
    yield from other[: max(_LIMIT - fitting, 0)]


def _distance(entry: Mapping[str, Any], said: list[Word]) -> int:
    """0 if the English of an entry has all words in some form, 1 if it has words made of them, else 2."""
    english = [one["text"] for one in entry.get("renderings", ())] or entry["senses"]
    stems = {word.stem for word in words(" ; ".join(english))}
    if all(word.stem in stems for word in said):
        return 0
    return 1 if all(any(stem.startswith(word.stem) for stem in stems) for word in said) else 2


def _points_at_itself(entry: Mapping[str, Any]) -> bool:
    """Is the entry of a variant, such as 喫, whose simplified form is the word that it is a variant of?"""
    return all(re.search(rf"variant of {re.escape(entry['zh'])}(?!\w)", sense) for sense in entry.get("senses", ("",)))


def _why_form(form: str, simplified: str, entry: Mapping[str, Any]) -> str:
    zh = key(entry["zh"])
    if form == zh:
        return "the term" if "renderings" in entry else "the word"
    return "traditional form" if simplified == zh or form == entry.get("traditional") else f"form of {entry['zh']}"
