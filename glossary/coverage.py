"""Texts -> which share of their words is known, and from where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Container, Iterable, Mapping
from dataclasses import dataclass

from glossary.cut import NUMERALS, Known, Vocabulary, cut
from glossary.dictionary import Dictionary
from glossary.forms import PLAIN, without_loose_space
from glossary.general import word_list
from glossary.index import Index
from reader.language.pinyin import has_han

# Grammar is counted apart: it needs no glossary. A part is what no source has, but each character of it.
GLOSSARY, DICTIONARY, PARTS, UNKNOWN, GRAMMAR = "glossary", "dictionary", "characters", "unknown", "grammar"
# jieba's tags of particles, prepositions, conjunctions, pronouns, adverbs, numerals and measures of one character.
_GRAMMAR = frozenset("upcyrdmq")


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many content words of a text each source knows, and which are not explained as words.

    Words are the pieces with Chinese characters; numbers and Latin words are not counted.
    """

    counts: Mapping[str, int]
    grammar: int
    unexplained: tuple[tuple[str, int], ...]

    @property
    def words(self) -> int:
        """How many content words there are."""
        return sum(self.counts.values())

    @property
    def explained(self) -> float:
        """The share of content words that a source has as words; of no words, all."""
        return 1 - (self.counts[PARTS] + self.counts[UNKNOWN]) / self.words if self.words else 1.0


def coverage(texts: Iterable[str], glossary: Index, dictionary: Dictionary | None) -> Coverage:
    """The coverage of some texts, in either script. A word of both sources counts for the glossary."""
    # All in memory: a book asks for millions of forms.
    terms = glossary.all_known()
    words = dictionary.all_known() if dictionary else {}
    alone = dictionary.all_alone() if dictionary else frozenset()
    fold = dictionary.fold_table() if dictionary else {}
    known = Vocabulary(_known(terms), _known(words), alone)
    counts: Counter[str] = Counter()
    unexplained: Counter[str] = Counter()
    for text in texts:
        shown, _ = without_loose_space(text)
        plain = shown.translate(PLAIN)
        simplified = plain.translate(fold)
        for start, end in cut(plain, simplified, known):
            word = shown[start:end]
            if has_han(word) and not NUMERALS.issuperset(word):
                kind = _kind({plain[start:end], simplified[start:end]}, terms, words, alone)
                counts[kind] += 1
                if kind in (PARTS, UNKNOWN):
                    unexplained[word] += 1
    return Coverage(
        {kind: counts[kind] for kind in (GLOSSARY, DICTIONARY, PARTS, UNKNOWN)},
        counts[GRAMMAR],
        tuple(unexplained.most_common()),
    )


def _kind(sides: Collection[str], terms: Container[str], words: Container[str], alone: Container[str]) -> str:
    """What explains a word, given in both scripts."""
    if any(side in terms for side in sides):
        return GLOSSARY
    if any(len(side) == 1 and word_list().get(side, (0, ""))[1][:1] in _GRAMMAR for side in sides):
        return GRAMMAR
    if any(side in words and (len(side) > 1 or side in alone) for side in sides):
        return DICTIONARY
    return PARTS if all(char in words for side in sides for char in side) else UNKNOWN


def _known(numbers: Mapping[str, int]) -> Known:
    return lambda forms: {form: numbers[form] for form in forms if form in numbers}
