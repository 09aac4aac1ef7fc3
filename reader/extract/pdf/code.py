"""Rows of runs -> the blocks of code among them, each line as it was set: its indent and its gaps as blanks.

Code is told by its face, in which every Latin character is as wide as the next, and by its signs. No font is asked for
its name: many have none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from reader.extract.pdf.runs import Run, plain_text

_EQUAL = 0.015  # em that advances of one face may differ by
_NEAR = 3.2  # em between the baselines of two lines of one block; a blank line may stand between
_NARROW, _WIDE = frozenset("iljtfr.,;:'|!()[]\"-"), frozenset("mwMWabdeghknopqsuvxyz_=+<>#")
_SIGNS = re.compile(
    r"[{}<>=|\\$@]|\w[_#]|#\s|//|/\*|\w\(|\w/\w+/|\w\.\w+\.\w|[;\]]$|^\W*[\w-]+:(?: \S+)?$|(?:^|\s)--?[a-z]"
)
_SIGNED, _SURELY_SIGNED = 0.3, 0.5  # of the lines have signs of code; where the page's face is of one width, too
_WORDS = re.compile(r"[A-Za-z][a-z’'-]+[,.;:?!]?")
_PROSE = 0.8  # of the words of prose are such
_LETTERS = 3  # Latin letters of a line that may tell a face


def code_blocks(rows: Sequence[list[Run]]) -> Iterator[tuple[range, list[str]]]:
    """Which rows are code, and the text of each."""
    pitches = [_pitch(row) for row in rows]
    if not any(pitches):
        return
    blocks = [block for block in _blocks(rows, pitches) if _is_code(rows, block, pitches)]
    left = min((row[0].left for block in blocks for row in rows[block.start : block.stop]), default=0.0)
    for block in blocks:
        yield block, [_text(rows[i], left, pitches[i] * rows[i][0].size) for i in block]


def _pitch(row: Sequence[Run]) -> float:
    """The advance that all Latin characters of a row have, in em; 0 if they differ."""
    size = row[0].size
    found = 0.0
    for run in row:
        for char in run.chars:
            if " " < char.text < "\x7f":
                wide = (char.right - char.left) / size
                if (found and abs(wide - found) > _EQUAL) or char.size != size:
                    return 0.0
                found = found or wide
    return found


def _blocks(rows: Sequence[list[Run]], pitches: Sequence[float]) -> Iterator[range]:
    """Rows that follow each other in one face, in which narrow letters are as wide as wide ones."""
    start = 0
    for i in range(len(rows) + 1):
        if start < i < len(rows) and pitches[i] and _goes_on(rows, pitches, i):
            continue
        if start < i and pitches[start]:
            letters = {char.text for row in rows[start:i] for run in row for char in run.chars}
            if letters & _NARROW and letters & _WIDE:
                yield range(start, i)
        start = i


def _goes_on(rows: Sequence[list[Run]], pitches: Sequence[float], i: int) -> bool:
    above, here = rows[i - 1][0], rows[i][0]
    return (
        abs(pitches[i] - pitches[i - 1]) <= _EQUAL
        and here.size == above.size
        and 0 < above.base - here.base <= _NEAR * here.size
    )


def _is_code(rows: Sequence[list[Run]], block: range, pitches: Sequence[float]) -> bool:
    """Has the block the signs of code, or at least a face of its own, and does not read like prose?"""
    texts = [" ".join(map(plain_text, rows[i])) for i in block]
    signed = sum(bool(_SIGNS.search(text)) for text in texts) / len(texts)
    pitch = pitches[block.start]
    others = [k for k in range(len(rows)) if k not in block and _letters(rows[k]) >= _LETTERS]
    of_one_width = sum(abs(pitches[k] - pitch) <= _EQUAL for k in others)
    latin = sum(_letters(rows[i]) for i in block) >= sum(char > "\u2e80" for text in texts for char in text)
    if 2 * of_one_width > len(others):  # the text around is set alike, as on a typewriter
        return latin and len(texts) > 1 and signed >= _SURELY_SIGNED
    return signed >= _SIGNED or (latin and not _is_prose(rows, block, texts))


def _letters(row: Sequence[Run]) -> int:
    return sum(char.text.isascii() and char.text.isalpha() for run in row for char in run.chars)


def _is_prose(rows: Sequence[list[Run]], block: range, texts: Sequence[str]) -> bool:
    """Words alone, on lines of which most are full."""
    words = [word for text in texts for word in text.split()]
    if sum(bool(_WORDS.fullmatch(word)) for word in words) < _PROSE * len(words):
        return False
    right = max(rows[i][-1].right for i in block)
    full = sum(
        rows[i][-1].right + (len(text.split()[0]) + 1) * 0.5 * rows[i][0].size > right
        for i, text in zip(block, [*texts[1:], ""], strict=True)
        if text
    )
    return 2 * full >= len(texts) - 1


def _text(row: Sequence[Run], left: float, cell: float) -> str:
    """A line with blanks for what is empty, one for each width of a character."""
    chars = [char for run in row for char in run.chars]
    parts = [" " * round((chars[0].left - left) / cell), chars[0].text]
    for before, char in pairwise(chars):
        parts += [" " * max(0, round((char.left - before.right) / cell)), char.text]
    return "".join(parts).rstrip()
