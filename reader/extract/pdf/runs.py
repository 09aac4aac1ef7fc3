"""Characters -> runs: what stands on one baseline without a wide gap, in content order, with spaces where they show."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from reader.extract.pdf.chars import Char

WIDE_GAP = 1.2  # em; more room than this between two characters parts two runs
_BACK = 0.75  # em that a character may stand back over the one before: accents, kerning, squeezed punctuation
_RAISED = 0.14  # em off the baseline where a smaller character is a mark above or below
_SMALLER = 0.85  # of the line's size
_NOTE_MARK = frozenset("0123456789[]〔〕［］*＊†‡§①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")  # raised in the size of the text by some
_CLOSE = 0.3  # em between a note mark and what it is raised from
_SURE_SPACE, _SPACE = 0.26, 0.1  # em between Latin characters: a space; one where pdfium sees it, too
_LOOSE = 0.6  # em between others that is no justification
# In a line set solid a smaller gap is a space, too, if there are few: em, and one in so many places.
_LONE, _FEW = 0.2, 6
# Set solid: ideographs, kana, hangul, bopomofo and the punctuation of Chinese. Latin letters and digits are not.
_TIGHT = re.compile("[\u2e80-\ua4cf\uac00-\ud7af\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U000323af“”‘’…—]")
IS_LATIN = re.compile("[A-Za-z0-9\u00c0-\u024f]")
_RUBY = re.compile("[a-zü\u00e0-\u01dc\u0300-\u036fɑ·\u3041-\u30ff\u3105-\u312f\u31a0-\u31bf˙ˊˇˋ ]+")


class Run:
    """Characters on one baseline, close together. Offsets in `raised` are those of superscripts in `text`."""

    __slots__ = ("base", "chars", "left", "right", "size")

    def __init__(self, char: Char) -> None:
        self.chars = [char]
        self.base = char.base
        self.left = char.left
        self.right = char.right
        self.size = char.size

    def add(self, char: Char) -> None:
        """Take in the next character."""
        if abs(char.base - self.base) > 0.05 * char.size and (
            char.size > self.size / _SMALLER or self._is_mark_over(char)
        ):
            self.base = char.base  # what came so far were raised marks
        if char.size > self.size:
            self.size = char.size
        self.chars.append(char)
        if char.right > self.right:
            self.right = char.right

    def _is_mark_over(self, char: Char) -> bool:
        """Is this run, so far, a mark that is raised from the text that begins with `char`?"""
        return self.base - char.base > _RAISED * char.size and all(one.text in _NOTE_MARK for one in self.chars)


def make_runs(chars: Iterable[Char]) -> list[Run]:
    """Cut the characters of a page into runs; spaces at the ends of a run are dropped, ruby is left out."""
    found: list[Run] = []
    run: Run | None = None
    for char in chars:
        if run is not None and _goes_on(run, char):
            run.add(char)
            continue
        run = Run(char)
        found.append(run)
    return _merged([run for run in found if _trim(run)])


def _goes_on(run: Run, char: Char) -> bool:
    size = run.size if run.size > char.size else char.size
    gap = char.left - run.right
    if gap > WIDE_GAP * size:
        return False
    if gap < -_BACK * size and char.left < run.chars[-1].left - _RAISED * size:  # not the second letter of a ligature
        return False
    off = abs(char.base - run.base)
    if off <= 0.1 * size:
        return True
    if off > 0.6 * size:
        return False
    small = min(run.size, char.size) < _SMALLER * size
    return small or off <= _RAISED * size or (gap <= _CLOSE * size and _marks_note(run, char))


def _marks_note(run: Run, char: Char) -> bool:
    """Is one of both a note mark of the size of the text, raised from the other?"""
    if char.base > run.base:
        return char.text in _NOTE_MARK
    return all(one.text in _NOTE_MARK for one in run.chars)


def _trim(run: Run) -> bool:
    """Drop the spaces at both ends; False if nothing is left."""
    chars = run.chars
    first, last = 0, len(chars)
    while first < last and chars[first].text in (" ", "\u3000"):
        first += 1
    while last > first and chars[last - 1].text in (" ", "\u3000"):
        last -= 1
    if first == last:
        return False
    if first or last < len(chars):
        run.chars = chars[first:last]
        run.left = run.chars[0].left
        run.right = max(char.right for char in run.chars)
    return True


def _merged(runs: Sequence[Run]) -> list[Run]:
    """Put together what something drawn between had parted."""
    made: list[Run] = []
    for run in runs:
        if made:
            last = made[-1]
            size = max(last.size, run.size)
            if abs(run.base - last.base) <= 0.1 * size and -0.3 * size < run.left - last.right <= WIDE_GAP * size:
                last.chars += run.chars
                last.right, last.size = max(last.right, run.right), size
                continue
        made.append(run)
    return made


def without_ruby(runs: Sequence[Run]) -> tuple[list[Run], int]:
    """The runs without the small readings over Chinese characters, and how many of these there were."""
    sizes = {round(run.size, 1) for run in runs}
    if len(sizes) < 2:
        return list(runs), 0
    largest = max(sizes)
    small = [run for run in runs if run.size <= 0.62 * largest and _RUBY.fullmatch(plain_text(run))]
    if not small:
        return list(runs), 0
    rubies = {id(run) for run in small if any(_stands_over(run, base) for base in runs)}
    if not rubies:
        return list(runs), 0
    return _merged([run for run in runs if id(run) not in rubies]), len(rubies)


def _stands_over(ruby: Run, base: Run) -> bool:
    if ruby.size > 0.62 * base.size or not 0.6 * base.size <= ruby.base - base.base <= 1.35 * base.size:
        return False
    middle = (ruby.left + ruby.right) / 2
    if not base.left - 0.2 * base.size <= middle <= base.right + 0.2 * base.size:
        return False
    return ruby.right - ruby.left <= 8 * base.size and bool(_TIGHT.search(plain_text(base)))


def plain_text(run: Run) -> str:
    """The characters alone, without the spaces that only show."""
    return "".join([char.text for char in run.chars])


def run_text(run: Run) -> tuple[str, tuple[int, ...]]:
    """The text with the spaces that show, and the offsets of raised characters in it."""
    chars = run.chars
    size, base = run.size, run.base
    gaps = [b.left - a.right for a, b in pairwise(chars)]
    even = all(char.size == size and char.base == base for char in chars)
    if even and (not gaps or max(gaps) <= _SPACE * size):
        return plain_text(run), ()
    usual = max(0.0, sorted(gaps)[len(gaps) // 2] / size) if gaps else 0.0
    solid = _FEW * sum(gap > _LONE * size for gap in gaps) <= len(gaps) + _FEW
    parts: list[str] = []
    raised: list[int] = []
    at = 0
    for k, char in enumerate(chars):
        if k and gaps[k - 1] > 0 and _shows_space(chars[k - 1].text, char, gaps[k - 1] / size - usual, solid):
            parts.append(" ")
            at += 1
        if not even and _is_raised(run, char):
            raised.append(at)
        parts.append(char.text)
        at += len(char.text)
    return "".join(parts), tuple(raised)


def _is_raised(run: Run, char: Char) -> bool:
    small = char.size < _SMALLER * run.size or char.text in _NOTE_MARK
    return small and char.base - run.base > _RAISED * run.size and char.text != " "


def _shows_space(before: str, char: Char, gap: float, solid: bool) -> bool:
    """Is a gap a space? `gap`: em beyond what is usual between the characters of the line.

    Chinese and Latin letters may be set a little apart without one.
    """
    if before == " " or char.text == " ":
        return False
    if _TIGHT.match(before) or _TIGHT.match(char.text):
        latin = IS_LATIN.match(before) or IS_LATIN.match(char.text)
        return gap > _LOOSE or (solid and char.gap and gap > _LONE and not latin)
    return gap > _SURE_SPACE or (char.gap and gap > _SPACE)
