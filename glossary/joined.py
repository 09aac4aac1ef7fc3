"""The pieces that a cut leaves of what no source has -> the names and coined words that they are pieces of.

What is cut are names above all: 陈清扬 comes in three pieces. Where pieces always stand together, they are one whole;
where they stand once, a surname and what the name of a place ends in tell.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from typing import NamedTuple

# Of how many pieces something is put together at most, and how many characters a name of a person has.
_PIECES, _NAME = 4, 3
# What a place is called behind its name.
_PLACES = frozenset("省市州县区镇乡村路街道河江湖山岛港")


class Piece(NamedTuple):
    """A character or a few: `open` if no source explains it, `inner` if it begins and ends no name, as 的 does."""

    text: str
    open: bool
    inner: bool = False


Run = tuple[Piece, ...]


def joined(runs: Mapping[Run, int], surnames: Container[str]) -> Iterator[tuple[Run, int]]:
    """What stands in runs of neighbouring pieces, with how often each run stands in the texts.

    >>> chen, qing, yang, he = Piece("陈", True), Piece("清", False), Piece("扬", True), Piece("和", False, True)
    >>> runs = {(chen, qing, yang, he): 2, (he, chen, qing, yang): 1, (qing, he): 5}
    >>> ["".join(piece.text for piece in whole) for whole, _ in joined(runs, ())]
    ['陈清扬', '和', '和', '陈清扬', '清', '和']
    """
    seen: Counter[str] = Counter()
    for run, times in runs.items():
        for start in range(len(run)):
            for end in range(start + 1, min(start + _PIECES, len(run)) + 1):
                seen[_text(run[start:end])] += times
    for run, times in runs.items():
        at = 0
        while at < len(run):
            longer = range(min(at + _PIECES, len(run)), at + 1, -1)
            end = next((end for end in longer if _is_whole(run[at:end], seen, surnames)), at + 1)
            yield run[at:end], times
            at = end


def _is_whole(run: Run, seen: Mapping[str, int], surnames: Container[str]) -> bool:
    first, *_, last = run
    pieces = [one.text for one in run if one.open]
    if not pieces or first.inner or last.inner:
        return False
    text = _text(run)
    if seen[text] > 1 and all(2 * seen[text] > seen[piece] for piece in pieces):
        return True
    if first.open and first.text[0] in surnames and len(text) <= _NAME and last.open:
        return True
    return last.text in _PLACES and all(one.open for one in run[:-1])


def _text(run: Sequence[Piece]) -> str:
    return "".join(piece.text for piece in run)
