"""Links by words: the dictionary's translations, the curated terms, names by their reading, Latin strings."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import log

import numpy as np

from reader.align.arrays import Floats, Ints, Reals
from reader.align.lexicon import STOP, Lexicon
from reader.align.links import Coverage, Units, coverage
from reader.align.units import Side

# Documents of fewer segments than this say little about how common a word is.
_FEW = 30
_LEAST = 0.05
# Characters that are read as a name says and stand far more often than the name are words that sound alike.
_OFTEN, _MORE = 4, 8
_SYLLABLES, _LONGEST_SYLLABLE, _LONGEST_NAME = 3, 6, 18


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of one side, each with a row, and where they stand."""

    rows: dict[str, int]
    occurrences: Ints  # row by row of the text: which word, and in which segment
    segments: Ints
    places: Ints  # the segments of each word, one word behind the other: `counts` say how many it has
    counts: Ints
    weights: Reals  # inverse document frequency, 1 for a word of one segment

    @classmethod
    def of(cls, texts: Sequence[Sequence[str]]) -> _Words:
        """From the words of each segment."""
        rows: dict[str, int] = {}
        occurrences = np.array([rows.setdefault(word, len(rows)) for one in texts for word in one], np.int64)
        segments = np.repeat(np.arange(len(texts)), [len(one) for one in texts])
        width = max(len(texts), 1)
        row, places = np.divmod(np.unique(occurrences * width + segments), width)
        counts = np.bincount(row, minlength=len(rows))
        size = log(max(len(texts), _FEW) + 1)
        by_count = np.array([1.0, *(max(1 - log(count) / size, _LEAST) for count in range(1, len(texts) + 1))])
        return cls(rows, occurrences, segments, places, counts, by_count[counts])

    def standing(self, rows: Ints) -> tuple[Ints, Ints]:
        """Where these words stand: for each place which of them, and the segment."""
        counts = self.counts[rows]
        which = np.repeat(np.arange(len(rows)), counts)
        first = np.cumsum(self.counts)[rows] - counts - (np.cumsum(counts) - counts)
        return which, self.places[np.arange(len(which)) + first[which]]

    def units(self, chosen: Ints) -> tuple[Ints, Ints, Reals]:
        """Some occurrences as segments, rows and weights."""
        rows = self.occurrences[chosen]
        return self.segments[chosen], rows, self.weights[rows]


def word_links(zh: Side, en: Side, lexicon: Lexicon) -> Coverage:
    """Words, names and Latin strings of two sides."""
    words, stems = _Words.of(zh.words), _Words.of(en.words)
    forth = np.zeros((len(words.rows), len(en.texts)), np.float32)
    back = np.zeros((len(stems.rows), len(zh.texts)), np.float32)
    explained = np.zeros(len(words.rows), bool)
    found: list[tuple[int, int, int, int]] = []  # a translation's number, its word, a stem of it, how many it has
    for word, row in words.rows.items():
        for gloss in lexicon.glosses(word):
            explained[row] = True
            number = len(found)
            found += [(number, row, stems.rows[stem], len(gloss)) for stem in gloss if stem in stems.rows]
    if found:
        gloss, row, stem, size = np.array(found, np.int64).T
        _add_glosses(forth, gloss, row, stem, size, stems)
        which, at = words.standing(row)
        _raise(back, stem[which], at, size[which].astype(np.float64) ** -0.5)
    names = list(_names(zh, en, lexicon))
    zh_units = words.units(explained[words.occurrences])
    en_units = stems.units(np.ones(len(stems.occurrences), bool))
    return coverage(
        _with_names(zh_units, len(forth), [at for at, _ in names]),
        _with_lines(forth, [at for _, at in names]),
        _with_names(en_units, len(back), [at for _, at in names]),
        _with_lines(back, [at for at, _ in names]),
    )


def _raise(table: Floats, rows: Ints, columns: Ints, values: Reals) -> None:
    """A cell has the largest of what is said for it."""
    np.maximum.at(table.reshape(-1), rows * table.shape[1] + columns, values.astype(np.float32))


def _add_glosses(forth: Floats, gloss: Ints, row: Ints, stem: Ints, size: Ints, stems: _Words) -> None:
    """A translation of several words is found as far as its words are."""
    width = forth.shape[1]
    firsts, place = np.unique(gloss, return_index=True, return_inverse=True)[1:]
    which, at = stems.standing(stem)
    values = (stems.weights[stem] / size)[which]
    sums = np.bincount(place[which] * width + at, values, len(firsts) * width).astype(np.float64, copy=False)
    cells = np.flatnonzero(sums)
    _raise(forth, row[firsts][cells // width], cells % width, sums[cells])


def _with_lines(table: Floats, names: Sequence[Sequence[int]]) -> Floats:
    """A line for each name: it is found where it stands."""
    more = np.zeros((len(names), table.shape[1]), np.float32)
    for line, at in zip(more, names, strict=True):
        line[at] = 1
    return np.concatenate([table, more])


def _with_names(units: tuple[Ints, Ints, Reals], rows: int, names: Sequence[Sequence[int]]) -> Units:
    """Each pair of a name is a unit of its own on both sides."""
    segments, which, weights = units
    more = np.array([(at, rows + k) for k, one in enumerate(names) for at in one], np.int64).reshape(-1, 2)
    return Units.sorted(
        np.concatenate([segments, more[:, 0]]),
        np.concatenate([which, more[:, 1]]),
        np.concatenate([weights, np.ones(len(more))]),
    )


def _names(zh: Side, en: Side, lexicon: Lexicon) -> Iterator[tuple[list[int], list[int]]]:
    """Where characters are read as a capitalised word is, or the same Latin string stands; and where that word does."""
    text = "\n".join(zh.texts) + "\n" * _SYLLABLES
    begins = list(accumulate((len(one) + 1 for one in zh.texts), initial=0))
    chars: dict[str, list[int]] = defaultdict(list)
    for at, char in enumerate(text):
        chars[char].append(at)
    sounds: dict[str, list[str]] = defaultdict(list)
    for char in chars:
        for syllable in lexicon.readings(char):
            sounds[syllable].append(char)
    latin = _segments([[word.lower() for word in one] for one in zh.latin])
    for word, en_at in _segments(en.latin).items():
        if word.lower() in STOP:
            continue
        zh_at = latin.get(word.lower())
        if zh_at is None:
            read = {
                bisect_right(begins, at) - 1
                for first, *rest in syllables(word, sounds)
                for char in sounds[first]
                for at in chars[char]
                if all(text[at + k] in sounds[part] for k, part in enumerate(rest, 1))
            }
            zh_at = sorted(read)
        if zh_at and len(zh_at) <= _OFTEN * len(en_at) + _MORE:
            yield zh_at, en_at


def _segments(words: Sequence[Sequence[str]]) -> dict[str, list[int]]:
    """The segments that hold each word."""
    places: dict[str, list[int]] = defaultdict(list)
    for at, one in enumerate(words):
        for word in dict.fromkeys(one):
            places[word].append(at)
    return places


def syllables(word: str, known: Mapping[str, object]) -> list[list[str]]:
    """The ways of reading a word as two or three syllables, or a pair of words as one each.

    >>> known = dict.fromkeys(["an", "bao", "xi", "xian", "yu"])
    >>> syllables("Xi'an", known), syllables("Bao-yu", known), syllables("An", known)
    ([['xi', 'an']], [['bao', 'yu']], [])
    >>> syllables("Bao Yu", known), syllables("Xian Yuan", known)
    ([['bao', 'yu']], [])
    """
    if " " in word:  # two words, each of which must be a syllable
        parts = word.lower().split()
        return [parts] if all(part in known for part in parts) else []
    letters = "".join(char for char in word.lower() if char.isalpha())
    if not 2 <= len(letters) <= _LONGEST_NAME:
        return []
    found: list[list[str]] = []

    def go(at: int, parts: list[str]) -> None:
        if at == len(letters):
            found.append(parts)
        elif len(parts) < _SYLLABLES:
            for end in range(at + 1, min(at + _LONGEST_SYLLABLE, len(letters)) + 1):
                if letters[at:end] in known:
                    go(end, [*parts, letters[at:end]])

    go(0, [])
    return [parts for parts in found if len(parts) > 1]
