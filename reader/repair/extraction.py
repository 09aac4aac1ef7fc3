"""What programs that pull text out of a PDF do to its lines, undone before any layout is read. Text in, edits out."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby, pairwise

from reader.language.scripts import CLOSING, HAN, em_width
from reader.model import Edit, Line
from reader.repair.beside import part_columns
from reader.repair.joining import Vocabulary, glue

# Where a raised note mark or another face changes the baseline, a line comes out as two. No printed line begins with
# these marks; one that was cut every so many characters does, but with the one before it is longer than all others.
_CLOSERS = "”’」』）】〕》"
_BROKEN = re.compile(rf"(?<=[^\s，。；：、！？])([ \u3000]*(?:\r\n|[\n\r])[ \u3000]*)(?=[，。；：、！？{_CLOSERS}])")
_RAISED = re.compile(rf"[{HAN}{_CLOSERS}](?:\d{{1,2}}|[①-⑳*†‡])$")
_LONGEST = 90  # characters of a line that is looked at
_NARROWEST = 8.0  # em of a printed text
_REACH = 0.85  # of the lines are no longer than the text is wide
_BREAK_HYPHEN = re.compile(r"(\S*)\ufffe(?=(\S*))")
_PAIRS = re.compile(r"(?:(\S)\1)+")
_PAIRED = re.compile(r"(?m)^[ \u3000]*(\S)\1(\S)\2(\S)\3")
_LEAST, _ENOUGH = 6, 24  # letters of a line that is doubled, and of all such lines of a text
_DIFFERENT = 3  # letters at least
_REPEATED = 3  # lines that are each there twice; a refrain is one or two


def mend_broken_lines(text: str, lines: Sequence[Line]) -> Iterator[Edit]:
    r"""A line that was broken behind a raised note mark, or before a mark that begins no line, is one again.

    >>> from reader.extract.text import split_lines
    >>> text = "情况属实1\n，区政府"
    >>> [(edit.start, edit.end) for edit in mend_broken_lines(text, split_lines(text))]
    [(5, 6)]
    """
    found = list(_BROKEN.finditer(text))
    if not found:
        return
    widths = sorted(em_width(bare) for line in lines if (bare := line.text.strip()))
    reach = widths[round(_REACH * (len(widths) - 1))]
    starts = [line.start for line in lines]
    for gap in found:
        before = text[starts[bisect_right(starts, gap.start()) - 1] : gap.start()]
        after = text[gap.end() : gap.end() + _LONGEST].splitlines()[0]
        one_line = reach >= _NARROWEST and em_width(before.strip() + after.rstrip()) <= reach + 1
        if _RAISED.search(before) or (one_line and after[0] not in _CLOSERS):
            yield Edit(gap.start(), gap.end(), "", "mend_broken_lines")


def restore_hyphens(text: str, _: Sequence[Line] = ()) -> Iterator[Edit]:
    r"""U+FFFE, which pdfium puts for a hyphen at a line's end, is a hyphen, or nothing if it only marked the break.

    >>> [edit.new for edit in restore_hyphens("real\ufffetime data on the provi\ufffesional plan")]
    ['-', '']
    """
    if "\ufffe" not in text:
        return
    words = Vocabulary(text.replace("\ufffe", "-\n"))
    for found in _BREAK_HYPHEN.finditer(text):
        before, after = found.groups()
        drop = glue(f"{before}-", after, words)[0] if after else 0
        yield Edit(found.end(1), found.end(1) + 1, "" if drop else "-", "restore_hyphens")


def drop_doubled(text: str, lines: Sequence[Line]) -> Iterator[Edit]:
    r"""Bold type that was made by printing twice comes out twice: letter by letter, or line by line.

    >>> from reader.extract.text import split_lines
    >>> text = "一一、、总总体体要要求求\n二二、、重重点点任任务务\n清淤。"
    >>> [edit.new for edit in drop_doubled(text, split_lines(text))]
    ['一、总体要求', '二、重点任务']
    """
    shown = [line for line in lines if line.text.strip()]
    doubled = [line for line in shown if _is_doubled(line.text)] if _PAIRED.search(text) else []
    if sum(len("".join(line.text.split())) for line in doubled) >= _ENOUGH:
        for line in doubled:
            single = "".join(piece[::2] if piece.strip() else piece for piece in re.split(r"(\s+)", line.text))
            yield Edit(line.start, line.start + len(line.text), single, "drop_doubled")
        return
    yield from _repeated(shown)


def _is_doubled(text: str) -> bool:
    """Is every letter there twice? A drawn line and a row of noughts are no words."""
    pieces = text.split()
    return (
        pieces[0][0] == pieces[0][1:2]
        and sum(map(len, pieces)) >= _LEAST
        and len({char for char in text if char.isalpha()}) >= _DIFFERENT
        and all(_PAIRS.fullmatch(piece) for piece in pieces)
    )


def _repeated(lines: Sequence[Line]) -> Iterator[Edit]:
    """The second of two lines that are the same, where several are there just twice."""
    if not any(a.text == b.text for a, b in pairwise(lines)):
        return
    runs = [list(run) for _, run in groupby(lines, key=lambda line: line.text.strip())]
    twice = [run for run in runs if len(run) == 2 and _is_name(run[0].text)]
    if len({run[0].text.strip() for run in twice}) < _REPEATED or any(len(run) > 2 for run in runs):
        return
    for first, second in twice:
        yield Edit(first.start + len(first.text), second.start + len(second.text), "", "drop_doubled")


def _is_name(text: str) -> bool:
    text = text.strip()
    return len({char for char in text if char.isalpha()}) >= _DIFFERENT and text[-1] not in CLOSING


EXTRACTION_RULES: dict[str, Callable[[str, Sequence[Line]], Iterator[Edit]]] = {  # in this order
    "restore_hyphens": restore_hyphens,
    "drop_doubled": drop_doubled,
    "part_columns": part_columns,
    "mend_broken_lines": mend_broken_lines,
}
