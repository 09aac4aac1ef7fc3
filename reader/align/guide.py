"""Two long texts -> about where each source segment's translation stands, from blocks of segments compared by words.

However long the texts, there are no more blocks than `_BLOCKS` a side: the time grows with the length alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from zlib import crc32

import numpy as np

from reader.align.arrays import Floats, Ints
from reader.align.lexicon import Lexicon
from reader.align.search import trace
from reader.align.units import Side

_BLOCKS, _SMALLEST = 1000, 6
# Stems are hashed into this many columns.
_COLUMNS = 4096
# A word of more than this share of the segments tells no block from another.
_COMMON = 0.02
_FOURTH, _REPEATED = 4, 20


def guide(zh: Side, en: Side, lexicon: Lexicon) -> Ints:
    """For each node of the source, 0 to its length, the node of the target that most likely stands beside it."""
    rows, width = len(zh.texts), len(en.texts)
    blocks = max(min(rows // _SMALLEST, width // _SMALLEST, _BLOCKS), 1)
    translations: dict[str, list[str]] = {}
    for words in zh.words:
        for word in words:
            if word not in translations:
                translations[word] = [stem for gloss in lexicon.glosses(word)[:4] for stem in gloss]
    zh_table = _table(zh, lambda words: {stem for word in words for stem in translations[word]}, blocks)
    en_table = _table(en, set, blocks)
    alike = zh_table @ en_table.T
    # What stands out counts, less half the fourth best; in long texts a later one, since passages may be repeated.
    rank = max(_FOURTH, blocks // _REPEATED)
    if blocks > rank:
        by_row = np.partition(alike, blocks - rank, axis=1)[:, blocks - rank]
        by_column = np.partition(alike, blocks - rank, axis=0)[blocks - rank]
        alike = alike - (by_row[:, None] + by_column[None, :]) / 2
    pairs = trace(np.maximum(alike, 0).astype(np.float32))
    i = np.array([0.0, *((a + 0.5) * rows / blocks for a, _ in pairs), rows])
    j = np.array([0.0, *((b + 0.5) * width / blocks for _, b in pairs), width])
    way: Ints = np.interp(np.arange(rows + 1), i, j).round().astype(np.int64)
    return way


def _table(side: Side, stems: Callable[[Sequence[str]], set[str]], blocks: int) -> Floats:
    """A unit vector for each block of segments: its rarer stems and its numbers."""
    segments = len(side.texts)

    def marks() -> Iterator[set[str]]:  # gathered twice, so that a long text's need not be kept
        for words, numbers in zip(side.words, side.numbers, strict=True):
            yield stems(words) | {f"={value:g}" for value in numbers}

    spread = Counter(mark for one in marks() for mark in one)
    most = max(_COMMON * segments, 12)
    columns = {mark: crc32(mark.encode()) % _COLUMNS for mark, count in spread.items() if count <= most}
    table = np.zeros((blocks, _COLUMNS), np.float32)
    for at, one in enumerate(marks()):
        block = min(at * blocks // segments, blocks - 1)
        # Once a column for each segment, however many of its marks fall there.
        table[block, list({columns[mark] for mark in one if mark in columns})] += 1
    length = np.linalg.norm(table, axis=1, keepdims=True)
    unit: Floats = table / np.maximum(length, 1e-6)
    return unit
