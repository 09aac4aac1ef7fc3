"""A document with gold beads -> one from which more is left out, to which more is added, and which has notes.

The texts that there are for training were translated whole; many that are read were not.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from reader.align.evaluate import Pair
from reader.align.training.gold import Text, path_of

# The chance that one side of a bead is left out (and of how many beads), that something stands behind it that belongs
# elsewhere, and that a note does.
_LEFT_OUT, _RUNS = 0.06, (1, 1, 1, 1, 2, 3)
_ADDED, _LENGTHS = 0.02, (1, 1, 2)
_NOTED = 0.05
# A note speaks of what stands before it: it takes up so many of its words, or characters.
_WORDS, _CHARACTERS = 10, 16
_EN_NOTES = ("[{}.]", "({}.)", "[Note: {}.]", "(Translator's note: {}.)")
_ZH_NOTES = ("（注：{}。）", "（{}。）", "〔{}〕")


def varied(text: Text) -> Text:
    """A copy of a document, always the same."""
    random = Random(f"{text.folder}/{text.name}")  # noqa: S311  # chance, not secrecy
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
        put(first, second)
        if random.random() < _ADDED:
            put(*_foreign(random, text, (i + n) / len(text.source)))
        if (first or second) and random.random() < _NOTED:
            put(*_note(random, first, second))
    return Text(text.folder, text.name, source, target, gold)


def _foreign(random: Random, text: Text, place: float) -> tuple[list[str], list[str]]:
    """Some segments from the half of the document that is furthest from a place, on one side."""
    side = random.choice((text.source, text.target))
    at = int((place + 0.25 + random.random() / 2) % 1 * len(side))
    found = side[at : at + random.choice(_LENGTHS)]
    return (found, []) if side is text.source else ([], found)


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
