"""Links by words: the dictionary's translations, the curated terms, names by their reading, Latin strings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from math import log

import numpy as np

from reader.align.arrays import Floats, Ints
from reader.align.lexicon import STOP, Gloss, Lexicon
from reader.align.links import Coverage, Units, coverage
from reader.align.units import Side

Occurrences = list[tuple[int, int, float]]  # segment, row, weight
Places = dict[str, Ints]  # a word -> the segments that hold it

# Documents of fewer segments than this say little about how common a word is.
_FEW = 30
_LEAST = 0.05
# Characters that are read as a name says and stand far more often than the name are words that sound alike.
_OFTEN, _MORE = 4, 8
_SYLLABLES, _LONGEST_SYLLABLE, _LONGEST_NAME = 3, 6, 18


def word_links(zh: Side, en: Side, lexicon: Lexicon, learnt: Mapping[tuple[str, str], float] | None = None) -> Coverage:
    """Words, names and Latin strings of two sides. `learnt` are further pairs (word, stem) and how sure they are."""
    zh_places, en_places = _places(zh.words), _places(en.words)
    zh_weights, en_weights = _weights(zh_places, len(zh.texts)), _weights(en_places, len(en.texts))
    words = {word: row for row, word in enumerate(zh_places)}
    stems = {stem: row for row, stem in enumerate(en_places)}
    forth = np.zeros((len(words), len(en.texts)), np.float32)
    back = np.zeros((len(stems), len(zh.texts)), np.float32)
    more: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for (word, stem), value in (learnt or {}).items():
        more[word].append((stem, value))
    explained = set()
    for word, row in words.items():
        glosses = lexicon.glosses(word)
        if glosses or word in more:
            explained.add(word)
        values: dict[str, float] = {}
        for gloss in glosses:
            _add_gloss(forth[row], gloss, en_places, en_weights)
            for stem in gloss:
                values[stem] = max(values.get(stem, 0), len(gloss) ** -0.5)
        for stem, value in more.get(word, ()):
            if stem in en_places:
                _raise(forth[row], en_places[stem], value * en_weights[stem])
                values[stem] = max(values.get(stem, 0), value)
        for stem, value in values.items():
            if stem in stems:
                _raise(back[stems[stem]], zh_places[word], value)
    zh_units = [(at, words[w], zh_weights[w]) for at, one in enumerate(zh.words) for w in one if w in explained]
    en_units = [(at, stems[w], en_weights[w]) for at, one in enumerate(en.words) for w in one]
    forth, back = _with_names(forth, back, zh_units, en_units, _names(zh, en, lexicon))
    return coverage(Units.of(zh_units), forth, Units.of(en_units), back)


def _places(words: Sequence[Sequence[str]]) -> Places:
    places: dict[str, set[int]] = defaultdict(set)
    for at, one in enumerate(words):
        for word in one:
            places[word].add(at)
    return {word: np.fromiter(found, np.int64, len(found)) for word, found in places.items()}


def _weights(places: Places, segments: int) -> dict[str, float]:
    """Inverse document frequency, 1 for a word of one segment."""
    size = log(max(segments, _FEW) + 1)
    return {word: max(1 - log(len(found)) / size, _LEAST) for word, found in places.items()}


def _raise(line: Floats, places: Ints, value: float) -> None:
    line[places] = np.maximum(line[places], value)


def _add_gloss(line: Floats, gloss: Gloss, places: Places, weights: Mapping[str, float]) -> None:
    """A translation of several words is found as far as its words are."""
    if len(gloss) == 1:
        if gloss[0] in places:
            _raise(line, places[gloss[0]], weights[gloss[0]])
        return
    sums: dict[int, float] = defaultdict(float)
    for stem in gloss:
        if stem in places:
            for at in places[stem].tolist():
                sums[at] += weights[stem] / len(gloss)
    for at, value in sums.items():
        line[at] = max(line[at], value)


def _with_names(
    forth: Floats, back: Floats, zh_units: Occurrences, en_units: Occurrences, names: list[tuple[list[int], list[int]]]
) -> tuple[Floats, Floats]:
    """Each pair of a name is a unit of its own on both sides."""
    more_forth = np.zeros((len(names), forth.shape[1]), np.float32)
    more_back = np.zeros((len(names), back.shape[1]), np.float32)
    for k, (zh_at, en_at) in enumerate(names):
        more_forth[k, en_at] = 1
        more_back[k, zh_at] = 1
        zh_units.extend((at, len(forth) + k, 1.0) for at in zh_at)
        en_units.extend((at, len(back) + k, 1.0) for at in en_at)
    return np.concatenate([forth, more_forth]), np.concatenate([back, more_back])


def _names(zh: Side, en: Side, lexicon: Lexicon) -> list[tuple[list[int], list[int]]]:
    """Where a capitalised word stands, and where characters that are read so, or the same Latin string."""
    sounds: dict[str, set[tuple[int, int]]] = defaultdict(set)
    for at, text in enumerate(zh.texts):
        for position, char in enumerate(text):
            for syllable in lexicon.readings(char):
                sounds[syllable].add((at, position))
    latin = _places([[word.lower() for word in one] for one in zh.latin])
    made = []
    for word, en_at in _places(en.latin).items():
        if word.lower() in STOP:
            continue
        if (same := latin.get(word.lower())) is not None:
            zh_at = same.tolist()
        else:
            zh_at = sorted({at for parts in syllables(word, sounds) for at in _standing(parts, sounds)})
        if zh_at and len(zh_at) <= _OFTEN * len(en_at) + _MORE:
            made.append((zh_at, en_at.tolist()))
    return made


def _standing(parts: list[str], sounds: Mapping[str, set[tuple[int, int]]]) -> set[int]:
    starts = sounds[parts[0]]
    for k, part in enumerate(parts[1:], 1):
        starts = {(at, place) for at, place in starts if (at, place + k) in sounds[part]}
    return {at for at, _ in starts}


def syllables(word: str, known: Mapping[str, object]) -> list[list[str]]:
    """The ways of reading a word as two or three syllables.

    >>> known = dict.fromkeys(["an", "bao", "xi", "xian", "yu"])
    >>> syllables("Xi'an", known), syllables("Bao-yu", known), syllables("An", known)
    ([['xi', 'an']], [['bao', 'yu']], [])
    """
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
