"""Folders of aligned texts -> documents with their gold beads."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from reader.align.evaluate import Pair
from reader.align.evidence import Window
from reader.align.units import analyse
from reader.align.window import Context, build, ratio

_LADDER = re.compile(r"\[([\d, ]*)\]:\[([\d, ]*)\]")


@dataclass(slots=True, eq=False)
class Text:
    """A document with its gold beads: as pairs, and as the path that comes nearest."""

    folder: str
    name: str
    source: list[str]
    target: list[str]
    gold: list[Pair]
    evidence: Window | None = None
    # Copies that are harder to align, to learn from as well, and what each counts for beside a text.
    copies: tuple[Text, ...] = ()
    weight: float = 1.0

    @property
    def window(self) -> Window:
        """The evidence, once it was gathered by `prepare`."""
        if self.evidence is None:
            raise ValueError(f"{self.name} was not prepared")
        return self.evidence


def read(folder: Path) -> list[Text]:
    """The documents of a folder."""
    texts = []
    for ladder in sorted(folder.glob("*.align")):
        name = ladder.name.removesuffix(".align")
        source, target = (
            (folder / f"{name}.{lang}.txt").read_text(encoding="utf-8").removesuffix("\n").split("\n")
            for lang in ("zh", "en")
        )
        texts.append(Text(folder.name, name, source, target, _gold(ladder.read_text(encoding="utf-8"))))
    return texts


def _gold(ladder: str) -> list[Pair]:
    def side(numbers: str) -> range:
        found = sorted(int(number) for number in numbers.split(",") if number.strip())
        return range(found[0], found[-1] + 1) if found else range(0)

    return [(side(mark[1]), side(mark[2])) for mark in _LADDER.finditer(ladder)]


def path_of(gold: Iterable[Pair], rows: int, width: int) -> list[tuple[int, int, int, int]]:
    """Gold beads as a path of (i, j, n, m): crossing ones become one, null ones stand one by one.

    >>> path_of([(range(0, 1), range(1, 2)), (range(1, 2), range(0, 1)), (range(3, 4), range(3, 4))], 4, 4)
    [(0, 0, 2, 2), (2, 2, 1, 0), (3, 2, 0, 1), (3, 3, 1, 1)]
    """
    merged: list[list[int]] = []
    for source, target in sorted((pair for pair in gold if pair[0] and pair[1]), key=lambda pair: pair[0].start):
        bead = [source.start, source.stop, target.start, target.stop]
        while merged and bead[2] < merged[-1][3]:
            last = merged.pop()
            bead = [last[0], bead[1], min(last[2], bead[2]), max(last[3], bead[3])]
        merged.append(bead)
    path = []
    i = j = 0
    for a, b, c, d in [*merged, [rows, rows, width, width]]:
        path += [(k, j, 1, 0) for k in range(i, a)]
        path += [(a, k, 0, 1) for k in range(j, c)]
        if b > a:
            path.append((a, c, b - a, d - c))
        i, j = b, d
    return path


def with_copies(texts: Iterable[Text]) -> list[Text]:
    """The texts, each followed by its copies."""
    return [one for text in texts for one in (text, *text.copies)]


def prepare(texts: Sequence[Text], context: Context) -> None:
    """Gather the evidence of each text and its copies."""
    for text in with_copies(texts):
        zh, en = analyse(text.source, "zh", context.lexicon), analyse(text.target, "en", context.lexicon)
        own = Context(context.lexicon, context.encoder, context.model, ratio(zh, en))
        text.evidence = build(zh, en, own)


def digest(folders: Sequence[Path]) -> str:
    """A hash of the data: of all files' names and bytes, in order."""
    seen = hashlib.sha256()
    for folder in folders:
        for path in sorted(folder.iterdir()):
            if path.name.endswith((".zh.txt", ".en.txt", ".align")):
                seen.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return seen.hexdigest()
