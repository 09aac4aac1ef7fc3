"""Texts -> which share of their words is known, and from where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from glossary.cut import Known, cut
from glossary.dictionary import Dictionary
from glossary.forms import PLAIN, without_loose_space
from glossary.index import Index
from reader.language.pinyin import has_han

# A word of one character that only the dictionary has: a word, or a piece of a name that nobody knows.
CHARACTER, UNKNOWN = "character", "unknown"


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many words of a text each source knows, and which words none does, the most frequent first.

    Words are the pieces with Chinese characters; numbers and Latin words are not counted.
    """

    counts: Mapping[str, int]
    unknown: tuple[tuple[str, int], ...]

    @property
    def words(self) -> int:
        """How many words there are."""
        return sum(self.counts.values())

    @property
    def known(self) -> float:
        """The share of words that a source knows; of no words, all."""
        return 1 - self.counts[UNKNOWN] / self.words if self.words else 1.0


def coverage(texts: Iterable[str], glossary: Index, dictionary: Dictionary | None) -> Coverage:
    """The coverage of some texts, in either script. A word of both sources counts for the glossary."""
    counts: Counter[str] = Counter()
    unknown: Counter[str] = Counter()
    # All in memory: a book asks for millions of forms.
    sources = {"glossary": glossary.all_known(), **({"dictionary": dictionary.all_known()} if dictionary else {})}
    known = [_known(forms) for forms in sources.values()]
    fold = dictionary.fold_table() if dictionary else {}
    for text in texts:
        shown, _ = without_loose_space(text)
        plain = shown.translate(PLAIN)
        simplified = plain.translate(fold)
        for start, end in cut(plain, simplified, known):
            word = shown[start:end]
            if has_han(word):
                sides = (plain[start:end], simplified[start:end])
                source = next(
                    (name for name, forms in sources.items() if any(side in forms for side in sides)), UNKNOWN
                )
                if source == "dictionary" and len(word) == 1:
                    source = CHARACTER
                counts[source] += 1
                if source == UNKNOWN:
                    unknown[word] += 1
    return Coverage({name: counts[name] for name in (*sources, CHARACTER, UNKNOWN)}, tuple(unknown.most_common()))


def _known(numbers: Mapping[str, int]) -> Known:
    return lambda forms: {form: numbers[form] for form in forms if form in numbers}
