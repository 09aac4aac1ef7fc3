"""General language: the words of jieba's list with their frequency and part of speech, read from its file."""

from __future__ import annotations

import sys
from functools import lru_cache
from math import log10
from pathlib import Path


@lru_cache(maxsize=1)
def word_list() -> dict[str, tuple[int, str]]:
    """Each word with how often it stands in running text, and its tag; empty if jieba is not installed."""
    for place in sys.path:
        file = Path(place or ".") / "jieba" / "dict.txt"
        if file.is_file():
            fields = file.read_text(encoding="utf-8").split()  # word, count, tag; word, count, tag; …
            return dict(zip(fields[::3], zip(map(int, fields[1::3]), fields[2::3], strict=True), strict=True))
    return {}


def rarity(word: str) -> float:
    """How rare a word is: the decimal exponent of one in so many words. A word that the list lacks is the rarest.

    >>> rarity("的") < rarity("集成电路") < rarity("专班")
    True
    """
    count, _ = word_list().get(word, (0, ""))
    return log10(_total() / (count + 1))


@lru_cache(maxsize=8)
def count_at(rank: int) -> int:
    """How often the word stands in running text that is as common as `rank` of the list, the most common one is 1."""
    counts = sorted((count for count, _ in word_list().values()), reverse=True)
    return counts[min(max(rank, 1), len(counts)) - 1] if counts else 0


@lru_cache(maxsize=1)
def _total() -> int:
    return sum(count for count, _ in word_list().values()) or 1
