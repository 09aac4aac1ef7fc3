"""A document with gold beads -> copies from which more is left out, to which more is added, and with notes and lists.

The texts that there are for training were translated whole and have no lists with a line an item; many that are read
were not, and have.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from random import Random

from reader.align.evaluate import Pair
from reader.align.training.gold import Text, path_of
from reader.align.widths import SPAN

# More copies, each of which counts for less, leave less to chance. What they have is rarer in most texts than in them:
# together they count for a quarter of a text.
_COPIES, _COUNTS = 3, 0.08
# The chance that one side of a bead is left out (and of how many beads), that something stands behind it that belongs
# elsewhere, and that a note does.
_LEFT_OUT, _RUNS = 0.06, (1, 1, 1, 1, 2, 3)
_ADDED, _LENGTHS = 0.02, (1, 1, 2)
_NOTED = 0.08
# The chance that one side of a bead makes way for something from elsewhere, so that both stand alone, side by side; and
# that something from elsewhere stands at the end, on each side.
_REPLACED, _INSTEAD = 0.05, (1, 1, 1, 2, 2, 3)
_ENDED, _ENDING = 0.4, (1, 1, 2, 2, 3)
# The chance that a sentence with as many items has a line an item, and what parts them.
_LISTED, _FEWEST = 0.5, 3
# What ends each line and the last one: nothing, or what items end with that are sentences or stand in one.
_ENDS = ((("", ""), ("；", "。"), ("。", "。")), (("", ""), (";", "."), (".", ".")))
_SEPARATORS = (re.compile("[、，；]"), re.compile("[,;] (?:and )?"))
# A note speaks of what stands before it: it takes up so many of its words, or characters.
_WORDS, _CHARACTERS = 10, 16
_EN_NOTES = ("[{}.]", "({}.)", "[Note: {}.]", "(Translator's note: {}.)")
_ZH_NOTES = ("（注：{}。）", "（{}。）", "〔{}〕")


def copies_of(text: Text) -> tuple[Text, ...]:
    """Copies of a document to learn from, always the same."""
    return tuple(_varied(text, number) for number in range(_COPIES))


def _varied(text: Text, number: int) -> Text:
    random = Random(f"{text.folder}/{text.name}/{number}")  # noqa: S311  # chance, not secrecy
    source: list[str] = []
    target: list[str] = []
    gold: list[Pair] = []

    def put(first: Sequence[str], second: Sequence[str]) -> None:
        if first or second:
            a, b = len(source), len(target)
            source.extend(first)
            target.extend(second)
            gold.append((range(a, len(source)), range(b, len(target))))

    lost, beads = "", 0
    for i, j, n, m in path_of(text.gold, len(text.source), len(text.target)):
        first, second = text.source[i : i + n], text.target[j : j + m]
        if beads:
            beads -= 1
        else:
            lost = random.choice(("source", "target")) if random.random() < _LEFT_OUT else ""
            beads = random.choice(_RUNS) - 1 if lost else 0
        first, second = [] if lost == "source" else first, [] if lost == "target" else second
        place = (i + n) / len(text.source)
        if first and second and random.random() < _REPLACED:
            for one in _replaced(random, text, (first, second), place):
                put(*one)
            continue
        put(*_listed(random, first, second))
        if random.random() < _ADDED:
            put(*_alone(random, text, random.choice((0, 1)), place, _LENGTHS))
        if (first or second) and random.random() < _NOTED:
            put(*_note(random, first, second))
    ending = [_alone(random, text, k, 1, _ENDING) for k in (0, 1) if random.random() < _ENDED]
    for one in random.sample(ending, len(ending)):
        put(*one)
    return Text(text.folder, text.name, source, target, gold, weight=_COUNTS)


def _listed(random: Random, first: Sequence[str], second: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    """A sentence that lists something, with a line an item on one side, perhaps."""
    if len(first) != 1 or len(second) != 1 or random.random() >= _LISTED:
        return first, second
    items = [
        [part.strip(" 。.") for part in separator.split(text)]
        for separator, text in zip(_SEPARATORS, (first[0], second[0]), strict=True)
    ]
    side = random.choice((0, 1))
    if min(map(len, items)) < _FEWEST or len(items[side]) > SPAN or not all(items[side]):
        return first, second
    end, last = random.choice(_ENDS[side])
    lines = [line[0].upper() + line[1:] + end for line in items[side][:-1]]
    lines.append(items[side][-1][0].upper() + items[side][-1][1:] + last)
    return (first, lines) if side else (lines, second)


def _alone(
    random: Random, text: Text, side: int, place: float, lengths: Sequence[int]
) -> tuple[Sequence[str], Sequence[str]]:
    """Some segments from the half of the document that is furthest from a place, on one side: 0 or 1."""
    segments = (text.source, text.target)[side]
    at = int((place + 0.25 + random.random() / 2) % 1 * len(segments))
    found = segments[at : at + random.choice(lengths)]
    return ([], found) if side else (found, [])


def _replaced(
    random: Random, text: Text, bead: tuple[Sequence[str], Sequence[str]], place: float
) -> list[tuple[Sequence[str], Sequence[str]]]:
    """One side of a bead, and beside it what stands there instead of the other; either may come first."""
    side = random.choice((0, 1))
    kept = ([], bead[1]) if side else (bead[0], [])
    return random.sample([kept, _alone(random, text, 1 - side, place, _INSTEAD)], 2)


def _note(random: Random, first: Sequence[str], second: Sequence[str]) -> tuple[list[str], list[str]]:
    """A note on the bead before it, on one side; most stand in the translation."""
    if second and (not first or random.random() < 0.7):
        words = second[-1].rstrip('.!?”"').split()
        at = max(random.randrange(len(words) + 1) - _WORDS // 2, 0)
        return [], [random.choice(_EN_NOTES).format(" ".join(words[at : at + _WORDS]))]
    if not first:
        return [], []
    at = max(random.randrange(len(first[-1]) + 1) - _CHARACTERS // 2, 0)
    return [random.choice(_ZH_NOTES).format(first[-1][at : at + _CHARACTERS].rstrip("。！？"))], []
