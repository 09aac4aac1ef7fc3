"""A query in Latin letters -> the entries of an index that it fits: by English, by pinyin, by initials.

English can mean many words, and most words mean more than one thing in English. So each fit has a cost: how rare the
word is, and how far from its main meaning the query is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice, product
from math import inf, log2
from typing import Any, NamedTuple

from glossary.index import Found, Index
from glossary.official import official_senses
from glossary.tables import INITIALS, PINYIN
from reader.language import pinyin
from reader.language.english import Word, american, phrase_key, same_word, spellings, words

# How many entries of one kind are read: nobody reads more, and `shi` has hundreds.
_LIMIT = 20
# How many are looked through for those with the tones or borders of syllables that the query has.
_SOUNDING = 400
# How many are looked through for those that have an English word as it is, and in how many spellings.
_MANY, _SPELLINGS = 100, 16
# What may be pinyin: letters, each syllable with its tone's number or not, and what parts syllables.
_PINYIN = re.compile(r"(?:[^\W\d_]++:?[0-5]?|[\s'’·-])+")
_ACRONYMS = re.compile("[A-Z]{2,}s")  # SOEs is several SOE, and nothing of `so`
_ARTICLES = ("to ", "a ", "an ", "the ")
_ASIDE = re.compile(r"\([^)]*\)")
_MEANING = "meaning"
# The kinds of fit, best first: what may be meant, letters and tones that may mean others, a part of a rendering, what
# must not be said (so never before what may), a part of something longer in the dictionary or in the beginnings of
# words or in stems, and initials in capitals, which are English rather.
MEANT, _INITIALS, _OTHER_SOUND, _RENDERED, FORBIDDEN, _WITHIN, _WORDS_WITHIN, _STEMS_WITHIN, _ACRONYM = range(9)
# Costs are in bits: a word twice as rare costs one more, beyond the most common few thousand, and so does each meaning
# that stands before the one that fits. The numbers below are those with which the first answers to 205 queries are
# most often what a translator expects: 161 of them, where frequency alone gave 115. (Official meanings came later.)
_COMMON = 2000
_A_SENSE, _A_PIECE, _ONE_CHARACTER, _OTHER_SPELLING, _OTHER_FORM, _DERIVED = 0.5, 1.0, 1.0, 1.0, 1.5, 1.0
# What the glossary prefers comes before any meaning of any word; what it admits, or prefers in one sense, does not.
_PREFERRED, _ADMITTED, _IN_A_SENSE = -1.0, 2.0, 4.0
_EXACT_SOUND, _SOUND = 2.0, 2.5
# What a common word means in official documents comes next to what the glossary prefers. Any other word costs the less,
# the more terms are made of it.
_OFFICIAL, _OTHERWISE, _IN_TERMS = -0.9, 1.0, 0.5


class Fit(NamedTuple):
    """One way in which a query fits an entry: by kind, then by cost, lower is better. `why` is for people."""

    kind: int
    cost: float
    why: str
    found: Found


def fits(query: str, index: Index, sure: Callable[[], bool]) -> Iterator[Fit]:
    """Each way in which a query fits. Where its words are not `sure`, those with a likely stem do not fit.

    So `goverment` is no governess.
    """
    if _ACRONYMS.fullmatch(query):
        query = query[:-1]
    lower = query.lower()
    bare = next((lower.removeprefix(article) for article in _ARTICLES if lower.startswith(article)), lower)
    joined = bare.replace("-", "")  # co-operation
    for phrase in dict.fromkeys((lower, bare, joined)) if words(query) else ():
        yield from meaning(phrase, index)
    letters = pinyin.plain(query) if _PINYIN.fullmatch(unicodedata.normalize("NFC", query)) else ""
    if letters:
        yield from _sounding(query, letters, index)
        single = all(len(one) == 1 for one in query.split())  # g z z b
        if len(letters) > 1 and query.isascii() and (query.isalpha() or (single and query.replace(" ", "").isalpha())):
            kind = _INITIALS if query.islower() else _ACRONYM
            for found in index.by_sound(letters, INITIALS, _LIMIT):
                yield _fit(kind, 0, "initials", found)
    if said := words(query):
        yield from _within(query, said, index, sure)


def meaning(phrase: str, index: Index) -> Iterator[Fit]:
    """What has the phrase for a meaning, in these words or in other forms of them."""
    said = _lower(phrase)
    for place, found in index.by_phrase(phrase_key(phrase), _MANY):
        if renderings := found.entry.get("renderings"):
            rendering = renderings[place]
            doubt = _doubt([rendering["text"]], said) + _standing(rendering)
            kind, why = FORBIDDEN if rendering["status"] == "forbidden" else MEANT, f"{rendering['status']} rendering"
        else:
            doubt = _doubt(found.entry["senses"][place].split(";"), said) + place * _A_SENSE
            doubt += _ONE_CHARACTER * (len(found.entry["zh"]) == 1)
            kind, why = MEANT, _MEANING
        if doubt < inf:  # else only the stems are alike: `so` is no SOE
            yield _fit(kind, doubt, why, found)


def official(phrase: str, dictionary: Index) -> Iterator[Fit]:
    """The words that mean the phrase in official documents."""
    for zh, place in _official_words().get(phrase.lower(), ()):
        for found in dictionary.by_form(zh)[:1]:  # its usual reading
            entry = {**found.entry, "official": official_senses()[zh]}
            yield _fit(MEANT, _OFFICIAL + place * _A_PIECE, "official meaning", found._replace(entry=entry))


@lru_cache(maxsize=1)
def _official_words() -> Mapping[str, list[tuple[str, int]]]:
    """Each such meaning -> its words, and at which place it stands among the meanings of each."""
    made: dict[str, list[tuple[str, int]]] = {}
    for zh, senses in official_senses().items():
        for place, sense in enumerate(senses.split(", ")):
            made.setdefault(sense.lower(), []).append((zh, place))
    return made


def weighed(fit: Fit, phrase: str, terms: str) -> Fit:
    """The fit of a dictionary word with what it gains by the terms it stands in: 法院 in 人民法院, but 朝廷 in none.

    One that chiefly means something else in official documents loses: 生活 is life there, no livelihood.
    """
    zh = fit.found.entry["zh"]
    if fit.why != _MEANING or any(one == zh for one, _ in _official_words().get(phrase.lower(), ())):
        return fit
    if zh in official_senses():
        return fit._replace(cost=fit.cost + _OTHERWISE)
    return fit if len(zh) == 1 else fit._replace(cost=fit.cost - _IN_TERMS * log2(1 + terms.count(zh)))


def points_at_itself(entry: Mapping[str, Any]) -> bool:
    """Is the entry of a variant, such as 喫, whose simplified form is the word that it is a variant of?"""
    return all(re.search(rf"variant of {re.escape(entry['zh'])}(?!\w)", sense) for sense in entry.get("senses", ("",)))


def _fit(kind: int, doubt: float, why: str, found: Found) -> Fit:
    # The number of a term says nothing of how common it is: whoever reads such texts meets it.
    rarity = found.number if "senses" in found.entry else 0
    return Fit(kind, log2(_COMMON + rarity) + doubt, why, found)


def _standing(rendering: Mapping[str, str]) -> float:
    if rendering.get("when"):
        return _IN_A_SENSE
    return _PREFERRED if rendering["status"] == "preferred" else _ADMITTED


def _doubt(texts: Sequence[str], said: list[str]) -> float:
    """How far from the first of some texts the best one stands that says the same; infinite if none does."""
    plain = list(map(american, said))
    best = inf
    for place, text in enumerate(texts):
        for run in _runs(text, len(said)):
            doubt = place * _A_PIECE
            if run == said:
                best = min(best, doubt)
            elif list(map(american, run)) == plain:
                best = min(best, doubt + _OTHER_SPELLING)
            elif all(map(same_word, run, said)):
                best = min(best, doubt + _OTHER_FORM + _DERIVED * any(map(_is_derived, run, said)))
    return best


def _is_derived(one: str, other: str) -> bool:
    """Is one of two forms a participle or a noun made of the other, as `funding` of `fund`?"""
    return one.endswith(("ing", "ed")) != other.endswith(("ing", "ed"))


def _runs(text: str, length: int) -> Iterator[list[str]]:
    """The words of a text if they are so many without an article, also without an aside in brackets."""
    for each in dict.fromkeys((text, _ASIDE.sub(" ", text))):
        found = _lower(each)
        if len(found) == length + 1 and f"{found[0]} " in _ARTICLES:
            found = found[1:]
        if len(found) == length:
            yield found


def _lower(text: str) -> list[str]:
    return [text[word.start : word.end].lower() for word in words(text)]


def _within(query: str, said: list[Word], index: Index, sure: Callable[[], bool]) -> Iterator[Fit]:
    """What has the words of the query in what it means; the fewer words beside them, the better."""
    forms = frozenset(map(american, _lower(query)))
    exact = query.isupper()  # EV is no eve
    likely = [(*_beside(found.entry, said, forms, exact=exact), found) for found in index.by_word(_spelt(query), _MANY)]
    for kind, doubt, found in sorted(likely, key=lambda one: one[:2])[:_LIMIT]:
        # Several words that no meaning has all of stand in two: the end of one and the beginning of the next.
        if kind < _STEMS_WITHIN or (len(said) == 1 and not exact and sure()):
            rendered = "renderings" in found.entry
            kind = _RENDERED if rendered and kind == _WITHIN else kind
            yield _fit(kind, doubt, "within a rendering" if rendered else "within a meaning", found)


def _beside(entry: Mapping[str, Any], said: list[Word], forms: frozenset[str], *, exact: bool) -> tuple[int, float]:
    """Of which kind an entry is whose English has the words of the query, and how many words more it has.

    They are counted where there are fewest; words in other forms count for some, or, if `exact`, do not do.
    """
    english = [one["text"] for one in entry.get("renderings", ())]
    best = (_STEMS_WITHIN, 0.0)
    for piece in ";".join(english or entry.get("senses", ())).split(";"):
        stems = [word.stem for word in words(piece)]
        other = not forms.issubset(map(american, _lower(piece)))
        if other and exact:
            continue
        more = len(stems) - len(said) + _OTHER_FORM * other
        if all(word.stem in stems for word in said):
            best = min(best, (_WITHIN, more))
        elif all(any(stem.startswith(word.stem) for stem in stems) for word in said):
            best = min(best, (_WORDS_WITHIN, more))
    return best


def _spelt(query: str) -> list[str]:
    """The query with its words in American and British spelling, as far as they differ."""
    ways = product(*(spellings(word) for word in _lower(query)))
    return [" ".join(way) for way in islice(ways, _SPELLINGS)]


def _sounding(query: str, letters: str, index: Index) -> Iterator[Fit]:
    """What is read as the query: where it has tones or borders of syllables, they count: xi'an is 西安, not 先."""
    tones, borders = pinyin.toned(pinyin.marked(query)), pinyin.borders(query)
    limit = _LIMIT if tones.isascii() and not borders else _SOUNDING
    other: list[tuple[str, Found]] = []
    fitting = 0
    for found in index.by_sound(letters, PINYIN, limit):
        reading = found.entry["pinyin"]
        exact = pinyin.toned(reading) == tones
        if points_at_itself(found.entry):
            other.append(("pinyin", found))
        elif pinyin.plain(reading) != letters:
            yield _fit(MEANT, _SOUND, "pinyin of another form", found)
        elif not borders <= pinyin.borders(reading):
            other.append(("pinyin, otherwise parted", found))
        elif exact or tones.isascii():
            fitting += 1
            yield _fit(MEANT, _EXACT_SOUND if exact else _SOUND, "pinyin", found)
        else:
            other.append(("pinyin with other tones", found))
    for why, found in other[: max(_LIMIT - fitting, 0)]:
        yield _fit(_OTHER_SOUND, 0, why, found)
