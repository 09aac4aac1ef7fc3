"""Chinese text -> words, by jieba. Its tokenizer is a private one, so that two glossaries do not mix.

jieba's own cache is left out: it lies in a folder that others can write to, is loaded unchecked, and saves no time.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache
from heapq import nlargest
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jieba import Tokenizer


def tokenizer(terms: Collection[str] = ()) -> Tokenizer:
    """A new tokenizer that holds the terms for words."""
    import jieba

    made = jieba.Tokenizer()
    listed, made.total = _listed()
    made.FREQ = dict(listed) if terms else listed  # only adding a term changes it
    made.initialized = True
    for term in terms:
        made.add_word(term)
    return made


def cut(text: str) -> list[str]:
    """The words of a text; they join back to it.

    >>> cut("研究生命起源")
    ['研究', '生命', '起源']
    """
    return [str(word) for word in _plain_tokenizer().lcut(text)]


def frequency(word: str) -> int:
    """How often the word stands in the running text that jieba's list was counted in; 0 for one that it lacks."""
    return _listed()[0].get(word, 0)


@lru_cache(maxsize=8)
def frequency_at(rank: int) -> int:
    """How often the word stands that is as common as place `rank` of the list; the most common one is at 1."""
    # Not sorted(): that would hold up every other thread, and so the screen, for a fifth of a second.
    return nlargest(max(rank, 1), _listed()[0].values())[-1]


@lru_cache(maxsize=1)
def _listed() -> tuple[dict[str, int], int]:
    """The list of jieba as its tokenizers want it: every word and beginning of one, and the sum of all counts."""
    import jieba

    made = jieba.Tokenizer()
    found: tuple[dict[str, int], int] = made.gen_pfdict(made.get_dict_file())
    return found


@lru_cache(maxsize=1)
def _plain_tokenizer() -> Tokenizer:
    return tokenizer()
