"""Edits: apply them, undo them, compose two layers of them, follow an offset through them. Strings and edits only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from reader.model import Edit


def apply_edits(raw: str, edits: Iterable[Edit]) -> str:
    """Apply edits that are sorted and do not overlap.

    >>> apply_edits("2.5 亿元", [Edit(3, 4, "", "close_script_gaps")])
    '2.5亿元'
    """
    parts: list[str] = []
    at = 0
    for edit in edits:
        parts += (raw[at : edit.start], edit.new)
        at = edit.end
    return "".join([*parts, raw[at:]])


def undo_edits(repaired: str, edits: Iterable[Edit]) -> str:
    """The raw text again: each edit knows what it replaced.

    >>> undo_edits("2.5亿元", [Edit(3, 4, "", "close_script_gaps", " ")])
    '2.5 亿元'
    """
    parts: list[str] = []
    at = shift = 0
    for edit in edits:
        start = edit.start + shift
        parts += (repaired[at:start], edit.old)
        at = start + len(edit.new)
        shift += len(edit.new) - len(edit.old)
    return "".join([*parts, repaired[at:]])


def with_old(raw: str, edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """The edits, each with the text it replaces; those that change nothing are left out."""
    filled = (replace(edit, old=raw[edit.start : edit.end]) for edit in edits)
    return tuple(edit for edit in filled if edit.old != edit.new)


def raw_offsets(edits: Sequence[Edit], offsets: Iterable[int]) -> Iterator[int]:
    """For ascending offsets of the repaired text, where each stands in the raw one.

    What an edit wrote maps to the start of what it replaced.

    >>> list(raw_offsets([Edit(3, 4, "", "close_script_gaps")], [2, 3, 4]))
    [2, 4, 5]
    """
    at = shift = 0
    for offset in offsets:
        while at < len(edits) and edits[at].start - shift + len(edits[at].new) <= offset:
            shift += edits[at].end - edits[at].start - len(edits[at].new)
            at += 1
        if at < len(edits) and edits[at].start - shift < offset:
            yield edits[at].start
        else:
            yield offset + shift


def compose(first: Sequence[Edit], second: Sequence[Edit]) -> list[Edit]:
    """One layer of edits that does what `first` and then `second` do; `second` has the offsets between the two.

    A deletion of the first layer stays an edit of its own under its own name, also within a larger change; what the
    first layer wrote and the second changes again goes by the name of the second.

    >>> made = compose([Edit(0, 1, "ff", "fold_ligatures")], [Edit(2, 3, "", "join_lines")])
    >>> [(edit.start, edit.end, edit.rule) for edit in made]
    [(0, 1, 'fold_ligatures'), (1, 2, 'join_lines')]
    """
    made: list[Edit] = []
    at = shift = 0  # first[at:] is to come; a middle offset plus `shift` is a raw one
    k = 0
    while k < len(second):
        edit = second[k]
        while at < len(first) and _middle_end(first[at], shift) <= edit.start:
            made.append(first[at])
            shift += _gain(first[at])
            at += 1
        start, stop, new = edit.start, edit.end, edit.new
        prefix = ""
        if at < len(first) and first[at].new and first[at].start - shift < start:
            prefix = first[at].new[: start - (first[at].start - shift)]
            start = first[at].start - shift
        raw_start, text = start + shift, prefix + new
        # Swallow what the first layer wrote inside; step around what it deleted.
        while True:
            if at < len(first) and first[at].start - shift < stop:
                inner = first[at]
                inner_start, inner_end = inner.start - shift, _middle_end(inner, shift)
                if not inner.new:
                    if inner.start > raw_start or text:
                        made.append(Edit(raw_start, inner.start, text, edit.rule))
                    made.append(inner)
                    raw_start, text = inner.end, ""
                    shift += _gain(inner)
                    at += 1
                    continue
                # More edits of the second layer may touch the same written text.
                while k + 1 < len(second) and second[k + 1].start < inner_end and stop < inner_end:
                    following = second[k + 1]
                    text += inner.new[stop - inner_start : following.start - inner_start] + following.new
                    stop = following.end
                    edit = following
                    k += 1
                if stop < inner_end:
                    text += inner.new[stop - inner_start :]
                    stop = inner_end
                shift += _gain(inner)
                at += 1
                continue
            break
        made.append(Edit(raw_start, stop + shift, text, edit.rule))
        k += 1
    made.extend(first[at:])
    return made


def _middle_end(edit: Edit, shift: int) -> int:
    return edit.start - shift + len(edit.new)


def _gain(edit: Edit) -> int:
    return edit.end - edit.start - len(edit.new)
