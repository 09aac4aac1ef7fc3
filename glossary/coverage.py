"""Texts -> which share of their words is known, and from where."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Container, Iterable, Mapping
from dataclasses import dataclass

from glossary.cut import NUMERALS, Known, Vocabulary, cut
from glossary.dictionary import Dictionary
from glossary.forms import PLAIN, without_loose_space
from glossary.general import word_list
from glossary.index import Index
from glossary.joined import Piece, Run, joined
from glossary.official import official_senses
from reader.language.pinyin import has_han

# Grammar is counted apart: it needs no glossary. A part is what no source has, but each character of it.
GLOSSARY, DICTIONARY, PARTS, UNKNOWN, GRAMMAR = "glossary", "dictionary", "characters", "unknown", "grammar"
_UNEXPLAINED = (PARTS, UNKNOWN)
# jieba's tags of particles, prepositions, conjunctions, pronouns, adverbs, numerals and measures of one character.
_GRAMMAR = frozenset("upcyrdmq")
# A number, and what the cut leaves with it: 30日 in 30日内.
_NUMBER = re.compile(rf"[\d{''.join(sorted(NUMERALS))}]+日?")


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many content words of a text each source knows, and which are not explained as words.

    Words are the pieces with Chinese characters; numbers and Latin words are not counted. What is cut into pieces and
    stands together, as a name does, is one word.
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
        return 1 - (sum(self.counts[kind] for kind in _UNEXPLAINED)) / self.words if self.words else 1.0


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
    runs: Counter[Run] = Counter()
    kinds: dict[Piece, str] = {}
    for text in texts:
        shown, _ = without_loose_space(text)
        plain = shown.translate(PLAIN)
        simplified = plain.translate(fold)
        run: list[Piece] = []
        for start, end in [*cut(plain, simplified, known), (0, 0)]:
            word = shown[start:end]
            counted = has_han(word) and not _NUMBER.fullmatch(word)
            kind = _kind({plain[start:end], simplified[start:end]}, terms, words, alone) if counted else ""
            if kind in _UNEXPLAINED or (kind and len(word) == 1):
                run.append(Piece(word, kind in _UNEXPLAINED, kind == GRAMMAR))
                kinds[run[-1]] = kind
                continue
            runs[tuple(run)] += 1
            run.clear()
            counts.update([kind] if kind else ())
    surnames = dictionary.surnames(piece.text[0] for piece in kinds if piece.open) if dictionary else ()
    for whole, times in joined(runs, surnames):
        found = {kinds[piece] for piece in whole}
        kind = next(one for one in (UNKNOWN, PARTS, *found) if one in found)
        counts[kind] += times
        if kind in _UNEXPLAINED:
            unexplained["".join(piece.text for piece in whole)] += times
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
    if any(side in words and (len(side) > 1 or side in alone or side in official_senses()) for side in sides):
        return DICTIONARY
    return PARTS if all(char in words for side in sides for char in side) else UNKNOWN


def _known(numbers: Mapping[str, int]) -> Known:
    return lambda forms: {form: numbers[form] for form in forms if form in numbers}
