"""General language: how rare the words of jieba's list are."""

from __future__ import annotations

from functools import lru_cache
from math import log10

from reader.language.vocabulary import word_list as word_list


def rarity(word: str) -> float:
    """How rare a word is: the decimal exponent of one in so many words. A word that the list lacks is the rarest.

    >>> rarity("的") < rarity("集成电路") < rarity("专班")
    True
    """
    count, _ = word_list().get(word, (0, ""))
    return log10(_total() / (count + 1))


@lru_cache(maxsize=1)
def _total() -> int:
    return sum(count for count, _ in word_list().values()) or 1
