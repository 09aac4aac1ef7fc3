"""The file of CC-CEDICT -> rows for its indexes: entries, readings, English phrases, simplified characters."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from glossary.general import word_list
from glossary.tables import INITIALS, PINYIN
from reader.language import pinyin
from reader.language.english import phrase_keys

_ENTRY = re.compile(r"^(\S+) (\S+) \[([^\]\n]*)\] /(.*)/\s*$", re.M)
# Longer senses are sentences: nobody types them, and their words are found one by one.
_PHRASE_SPACES = 5
_BRACKETS = re.compile(r"\([^)/\n]*\)")
_OPENING = re.compile(r"^ *(?:to|an?|the) ", re.M)
_NO_LETTERS = re.compile("[^a-z\n]+")
GZIP = b"\x1f\x8b"
# Tags in jieba's list of characters that are only pieces of words or names.
_PIECES = frozenset(("ng", "vg", "ag", "tg", "nr", "ns"))
# Another is a word by itself that stands alone so often, and in this share of its places; 智 and 控 are none.
_ALONE = ((2000, 0.1), (400, 0.25))
_OFTEN = 50


class Line(NamedTuple):
    """A line of the file."""

    traditional: str
    simplified: str
    numbered: str
    senses: str


def read_lines(file: Path) -> list[Line]:
    """The entries of a file of CC-CEDICT, packed or not, in its order."""
    import gzip

    data = file.read_bytes()
    text = (gzip.decompress(data) if data.startswith(GZIP) else data).decode("utf-8")
    return list(map(Line._make, _ENTRY.findall(text.replace("\r\n", "\n"))))


def by_frequency(lines: list[Line]) -> list[Line]:
    """Common words first; of one word's entries those with many senses, and names, old forms, rare readings last.

    A character is common in its usual reading only: who looks for xian seldom means 见 for 现.
    """
    common, none = word_list(), (0, "")
    usual = dict(_usual_readings(lines))

    def place(line: Line) -> tuple[int, str, bool, bool, int]:
        lesser = line.numbered[:1].isupper() or "variant of" in line.senses or line.senses.startswith("surname ")
        rare = line.simplified in usual and pinyin.marked(line.numbered) != usual[line.simplified]
        times = 0 if rare else common.get(line.simplified, none)[0]
        return -times, line.simplified, lesser, rare, -line.senses.count("/")

    return sorted(lines, key=place)


def _usual_readings(lines: list[Line]) -> Iterator[tuple[str, str]]:
    """How the characters with several readings are read that stand alone: 将 is jiāng, 的 is de."""
    entries = Counter(line.simplified for line in lines if len(line.simplified) == 1)
    several = [char for char, count in entries.items() if count > 1]
    return zip(several, pinyin.syllables(several), strict=True)


def sounds(lines: list[Line]) -> Iterator[tuple[str, str, int]]:
    """The readings and initials of the entries, each with its number."""
    readings = "\n".join([line.numbered for line in lines]).lower().replace("u:", "v")
    initials = "\n".join(["".join([part[0] for part in one.split()]) for one in readings.split("\n")])
    for kind, keys in ((PINYIN, readings), (INITIALS, initials)):
        for number, key in zip(range(len(lines)), _NO_LETTERS.sub("", keys).split("\n"), strict=False):
            yield key, kind, number


def phrases(numbered: list[tuple[int, str]]) -> Iterator[tuple[str, int, int]]:
    """The short ones of some entries' senses: `to work; to operate (a machine)` is found as `work` and `operate`."""
    # What is done to all at once, as lines of one text, takes a third of the time.
    texts = _BRACKETS.sub("", "\n".join([senses for _, senses in numbered])).split("\n")
    places: list[tuple[int, int]] = []
    pieces: list[str] = []
    for (number, _), senses in zip(numbered, texts, strict=False):  # no lines are one empty text
        for place, sense in enumerate(senses.split("/")):
            for piece in sense.split(";"):
                if piece.count(" ") <= _PHRASE_SPACES and "[" not in piece:
                    places.append((number, place))
                    pieces.append(piece)
    bare = _OPENING.sub("", "\n".join(pieces)).split("\n")
    for stems, (number, place) in zip(phrase_keys(bare), places, strict=False):
        if stems:
            yield stems, number, place


def folds(lines: list[Line]) -> Iterator[tuple[str, str]]:
    """What each traditional character is simplified to in most words."""
    alike = [line for line in lines if len(line.traditional) == len(line.simplified)]
    old = "".join([line.traditional for line in alike])
    new = "".join([line.simplified for line in alike])
    pairs = Counter(zip(old, new, strict=True))
    best = {old: new for (old, new), _ in reversed(pairs.most_common())}
    return ((old, new) for old, new in best.items() if old != new)


def alone(lines: list[Line]) -> Iterator[str]:
    """The characters that are words by themselves in running text; the others are pieces of words."""
    common = word_list()
    times: Counter[str] = Counter()
    for word, (count, _) in common.items():
        if count >= _OFTEN:  # the rest would change the shares by nothing, and take most of the time
            for char in word:
                times[char] += count
    for char in {line.simplified for line in lines if len(line.simplified) == 1}:
        count, tag = common.get(char, (0, ""))
        often = any(count >= least and count >= share * times[char] for least, share in _ALONE)
        if often and tag not in _PIECES:
            yield char
