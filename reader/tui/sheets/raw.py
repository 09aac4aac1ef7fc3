"""The lines of an original -> what the raw view shows of each: the text, what was done to it, which rule did it. Pure.

A rule's name is shown as its words, `join_lines` as "join lines": the same name that `repair --skip` takes.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import NamedTuple

from reader.language.layout import LayoutOptions, break_lines, cell_width, harmless
from reader.model import Boundary, Edit
from reader.repair.report import DOUBTFUL
from reader.tui.sheets.original import Original

JOIN = "join_lines"
_LONGEST_CHANGE = 12  # characters of a change that are written out behind its rule
_GAP = 2  # cells between the text and what is said of it


class Signs:
    """What stands before a line in the raw view, one character each."""

    KEPT, JOINED, CHANGED, DROPPED, DOUBTFUL = " ", "+", "~", "-", "?"


class Span(NamedTuple):
    """text[start:stop] of a raw line was changed or dropped."""

    start: int
    stop: int


class RawLine(NamedTuple):
    """A raw line as it is shown: its sign, its text, the changed runs of it, and what is said of it."""

    sign: str
    text: str
    changed: tuple[Span, ...]
    words: str


class RawPiece(NamedTuple):
    """text[start:stop] of a raw line, or of what is said of it, from a cell on."""

    x: int
    start: int
    stop: int
    cells: int
    of_words: bool = False


RawRow = tuple[RawPiece, ...]


class RawText:
    """The raw lines, made one at a time: a file may have 50,000."""

    def __init__(self, original: Original) -> None:
        self.original = original
        self._edits = original.document.edits
        self._starts = [edit.start for edit in self._edits]
        self._ends = [edit.end for edit in self._edits]
        self._doubts = {
            original.line_at(one.offset): one for one in original.document.boundaries if one.confidence < DOUBTFUL
        }

    def __len__(self) -> int:
        return len(self.original.lines)

    def line(self, index: int) -> RawLine:
        """One line."""
        own = self.original.lines[index]
        edits = self.edits(index)
        changed = tuple(
            Span(max(0, edit.start - own.start), min(len(own.text), edit.end - own.start))
            for edit in edits
            if max(edit.start, own.start) < min(edit.end, own.end)
        )
        doubt = self._doubts.get(index)
        words = [_decision(doubt)] if doubt else []
        words += [
            words_of(edit)
            for edit in edits
            if (edit.start >= own.start or (own.text.strip() and edit.rule != JOIN))
            and not (doubt and edit.rule == JOIN and edit.end > own.end)
        ]
        return RawLine(self._sign(index, edits, doubt), harmless(own.text), changed, "; ".join(dict.fromkeys(words)))

    def edits(self, index: int) -> list[Edit]:
        """The edits that touch a line or its end."""
        start = self.original.lines[index].start
        lines = self.original.lines
        stop = lines[index + 1].start if index + 1 < len(lines) else len(self.original.document.raw) + 1
        first = bisect_right(self._ends, start)
        while first and self._starts[first - 1] >= start:  # an insertion at the line's very beginning
            first -= 1
        return list(self._edits[first : bisect_left(self._starts, stop)])

    def next_repair(self, index: int, direction: int, *, joins: bool = True) -> int | None:
        """The next line on or back at which something was changed; without `joins`, something else than joined."""
        rows = range(index + direction, len(self) if direction > 0 else -1, direction)
        return next((k for k in rows if any(joins or edit.rule != JOIN for edit in self.edits(k))), None)

    def next_doubt(self, index: int, direction: int) -> int | None:
        """The next line on or back about whose end repair was not sure."""
        found = [k for k in self._doubts if (k - index) * direction > 0]
        return min(found, key=lambda k: abs(k - index), default=None)

    def _sign(self, index: int, edits: list[Edit], doubt: Boundary | None) -> str:
        own = self.original.lines[index]
        if doubt:
            return Signs.DOUBTFUL
        bare = own.start + len(own.text) - len(own.text.lstrip()), own.start + len(own.text.rstrip())
        if own.text.strip() and any(edit.start <= bare[0] and edit.end >= bare[1] and not edit.new for edit in edits):
            return Signs.DROPPED
        if not own.text.strip():
            return Signs.KEPT
        if any(edit.rule != JOIN for edit in edits):
            return Signs.CHANGED
        return Signs.JOINED if any(edit.end > own.end for edit in edits) else Signs.KEPT


def words_of(edit: Edit) -> str:
    r"""What an edit is, in words: its rule, and what was changed where that can be seen.

    >>> words_of(Edit(0, 1, "文", "fold_radicals", "⽂"))
    'fold radicals: ⽂ > 文'
    >>> words_of(Edit(0, 2, "", "join_lines", "\n\n"))
    'join lines'
    """
    name = edit.rule.replace("_", " ")
    old, new = edit.old.strip(), edit.new.strip()
    if not new or max(len(old), len(new)) > _LONGEST_CHANGE or "\n" in old + new:
        return name
    return harmless(f"{name}: {old} > {new}" if old else f"{name}: adds {new}")


def _decision(doubt: Boundary) -> str:
    why = f" ({', '.join(doubt.reasons)})" if doubt.reasons else ""
    return f"{'joined' if doubt.joined else 'kept apart'}, {doubt.confidence:.0%} sure{why}"


def raw_rows(line: RawLine, width: int, options: LayoutOptions) -> tuple[RawRow, ...]:
    """The rows of a line: its text folded, and its words behind it or, where there is no room, below."""
    rows = [(RawPiece(0, one.start, one.stop, one.cells),) for one in break_lines(line.text, width, options)]
    rows = rows or [(RawPiece(0, 0, 0, 0),)]
    if not line.words:
        return tuple(rows)
    used = rows[-1][0].cells
    x = used + _GAP if used else 0
    cells = cell_width(line.words, options.ambiguous)
    if x + cells <= width:
        return (*rows[:-1], (*rows[-1], RawPiece(x, 0, len(line.words), cells, of_words=True)))
    indent = min(_GAP, width - 1)
    below = break_lines(line.words, width - indent, options)
    return (*rows, *((RawPiece(indent, one.start, one.stop, one.cells, of_words=True),) for one in below))
