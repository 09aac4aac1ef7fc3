"""A text and a width in cells -> the lines to show. Pure; knows nothing of the screen.

Offsets count code points. Lines never overlap and are in order; between two lines of one text stands white space
only, so nothing is lost. From 8 cells on, the line-start and line-end rules of GB/T 15834 and CLREQ hold wherever a
line that keeps them fits; below that, width wins.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from itertools import accumulate, pairwise
from types import MappingProxyType
from typing import NamedTuple

import wcwidth


@dataclass(frozen=True, slots=True)
class LayoutOptions:
    """`ambiguous` is how many cells the terminal gives to “ ” … — · and their like: 1, or 2 in some CJK set-ups."""

    ambiguous: int = 1


class TextLine(NamedTuple):
    """text[start:stop] is one line, `cells` wide; white space at a break belongs to no line."""

    start: int
    stop: int
    cells: int


class _Class(IntEnum):
    """How a character behaves at a line's end; UAX #14 with the marks of GB/T 15834."""

    SPACE = 0
    OPEN = 1  # never at a line's end
    CLOSE = 2  # never at a line's start
    WORD = 3  # letters, digits and what else holds together
    WIDE = 4  # Han, kana, emoji: a break on either side is fine
    QUOTE = 5  # " and ': which side they belong to is unknown
    HYPHEN = 6
    GLUE = 7  # never a break on either side


class _Break(IntEnum):
    """Whether a line may end before a unit: best first."""

    FINE = 0
    SPLITS = 1  # a word or a number and its unit
    WRONG = 2  # a mark that must not begin or end a line
    NEVER = 3  # white space hangs over the edge


_OPENERS = frozenset("“‘（《「『【〔〈〖｛［([{¥￥$€£№＄￡«‹")
_CLOSERS = frozenset("，。、；：？！”’）》」』】〕〉〗｝］…—·・･～‥⋯⸺％‰℃℉°′″,.:;?!)]}%»›々〻ーゝゞヽヾ゛゜｡､．〜")
_GLUE = frozenset("\u00a0\u2011\u202f\u2060\ufeff")
_HYPHENS = frozenset("-\u2010\u2013")
# A closing mark of ASCII holds on to a letter behind it: 2.5, U.S., http://
_ASCII_CLOSERS = frozenset(",.:;?!)]}%")

# Digits and the unit that belongs to them. Units after which a number is read: time, counts, money, measures.
_NUMBER = re.compile(
    r"(?:第\s?)?[0-9０-９]+(?:[.,:．][0-9０-９]+)*\s?[十百千万亿兆]*"
    r"(?:平方(?:公里|千米|米)|立方米|公里|千米|厘米|毫米|纳米|公斤|千克|公顷|小时|分钟|秒钟|个月|美元|欧元|英镑|日元|港元|"
    r"[年月日号时分秒周岁元角块米克吨亩斤里度层楼栋幢弄室路页条款项节章卷期届次回名位人个户家所座只台套辆批件份篇本张种类倍成"
    r"％%‰℃℉]|°\s?[CF](?![A-Za-z])|[°′″]|(?:[kcmμn]?m[²³]?|[kcm]m/[hs]|[kmμ]?g|[kMGT]?Wh?|[kMG]?Hz|hPa|dB)(?![A-Za-z]))?"
)

# What a terminal may take for a command, or what turns text around: shown as a picture of the same length.
_UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ud800-\udfff\ufff9-\ufffb\U000e0001]"
)
_COMBINING_EMOJI = re.compile("[\U0001f1e6-\U0001f1ff\U0001f3fb-\U0001f3ff]")  # flags' letters; skin tones
Spans = Sequence[tuple[int, int]]
NO_ROOM: Mapping[int, int] = MappingProxyType({})
MIN_RULED = 8  # cells; narrower, width wins over the rules


@lru_cache(maxsize=256)  # a row is drawn from a paragraph, and asks for all of it each time
def harmless(text: str) -> str:
    r"""The text with control characters as visible pictures, one for one, so that offsets stay.

    >>> harmless("a\x1b[31mb\x7f")
    'a␛[31mb␡'
    """
    return _UNSAFE.sub(_picture, text)


def cell_width(text: str, ambiguous: int = 1) -> int:
    """How many cells a text takes; clusters (emoji, combining marks) count as the one picture they are.

    >>> cell_width("汉字 ab"), cell_width("“”"), cell_width("“”", ambiguous=2)
    (7, 2, 4)
    """
    return measure(text, ambiguous).edges[-1]


class Measure(NamedTuple):
    """The pictures of a text: text[starts[i]:starts[i + 1]] stands on the cells edges[i] to edges[i + 1].

    Mostly one a character, fewer where characters combine.
    """

    starts: Sequence[int]
    edges: list[int]


def measure(text: str, ambiguous: int = 1, room: Mapping[int, int] = NO_ROOM) -> Measure:
    """Where each picture of a text begins, in characters and in cells.

    `room` gives more cells to the pictures at some offsets: a reading above may be wider than its character.

    >>> measure("a汉")
    Measure(starts=range(0, 3), edges=[0, 1, 3])
    >>> measure("a汉", room={1: 5}).edges
    [0, 1, 6]
    """
    widths = _WIDTHS[ambiguous]
    cells = [widths[char] for char in text]
    if 0 not in cells and not _COMBINING_EMOJI.search(text):
        for offset, least in room.items():
            cells[offset] = max(cells[offset], least)
        return Measure(range(len(text) + 1), list(accumulate(cells, initial=0)))
    clusters = list(wcwidth.iter_graphemes(text))
    # A terminal draws no cluster over more than two cells, however long it is.
    cells = [min(2, max(0, wcwidth.wcswidth(cluster, ambiguous_width=ambiguous))) for cluster in clusters]
    starts = list(accumulate(map(len, clusters), initial=0))
    if room:
        cells = [max(width, room.get(start, 0)) for start, width in zip(starts, cells, strict=False)]
    return Measure(starts, list(accumulate(cells, initial=0)))


def break_lines(
    text: str,
    width: int,
    options: LayoutOptions = LayoutOptions(),
    room: Mapping[int, int] = NO_ROOM,
    whole: Spans = (),
) -> list[TextLine]:
    """Fill lines of at most `width` cells, greedily. `text` should be `harmless`; an empty text has no line.

    `room` gives characters more cells, as in `measure`; the spans of `whole` stay on one line where they fit.

    >>> [line[:2] for line in break_lines("落实工作专班，抽调专人。", 12)]
    [(0, 5), (5, 10), (10, 12)]
    >>> text = "task force"
    >>> [text[line.start : line.stop] for line in break_lines(text, 8)]
    ['task', 'force']
    """
    if width < 1:
        raise ValueError(f"width {width}")
    run = _Run(text, options.ambiguous, room, ruled=width >= MIN_RULED)
    run.kept = sorted({*run.kept, *whole}) if whole else run.kept
    lines, first = list[TextLine](), 0
    while first < run.count:
        behind = run.fill(first, width)
        last = behind
        while last > first + 1 and run.classes[last - 1] is _Class.SPACE:
            last -= 1
        cells = min(width, run.edges[last] - run.edges[first])
        lines.append(TextLine(run.starts[first], run.starts[last], cells))
        first = behind
    return lines


class _Run:
    """The units of one text, and what it would mean to end a line before each of them."""

    def __init__(self, text: str, ambiguous: int, room: Mapping[int, int], *, ruled: bool) -> None:
        self.text = text
        self.starts, self.edges = measure(text, ambiguous, room)
        self.count = len(self.edges) - 1
        clusters = [text[start:end] for start, end in pairwise(self.starts)]
        # White space that something combines with is no white space.
        self.classes = [_CLASSES[(cluster.lstrip() or cluster)[0]] for cluster in clusters]
        self.kept = _unit_spans(text)
        self.ruled = ruled

    def fill(self, first: int, width: int) -> int:
        """The index behind the last unit of the line that begins at `first`, white space at its end included."""
        limit = max(first + 1, bisect_right(self.edges, self.edges[first] + width) - 1)
        while limit < self.count and self.classes[limit] is _Class.SPACE:
            limit += 1
        if limit == self.count:
            return limit
        best: dict[_Break, int] = {}
        for index in range(limit, first, -1):
            kind = self.break_before(index)
            if kind is _Break.FINE:
                return index
            best.setdefault(kind, index)
        return best.get(_Break.SPLITS, best.get(_Break.WRONG, limit))

    def break_before(self, index: int) -> _Break:
        """What ending a line before this unit would mean."""
        before, after = self.classes[index - 1], self.classes[index]
        if after is _Class.SPACE:
            return _Break.NEVER
        kind = self._behind_space(index) if before is _Class.SPACE else self._between(index)
        if kind is _Break.FINE and self.kept and _inside(self.kept, self.starts[index]):
            kind = _Break.SPLITS
        return _Break.SPLITS if kind is _Break.WRONG and not self.ruled else kind

    def _behind_space(self, index: int) -> _Break:
        solid = index - 1
        while solid > 0 and self.classes[solid] is _Class.SPACE:
            solid -= 1
        wrong = self.classes[solid] is _Class.OPEN or self.classes[index] is _Class.CLOSE
        return _Break.WRONG if wrong else _Break.FINE

    def _between(self, index: int) -> _Break:
        """The break between two units without white space between them."""
        before, after = self.classes[index - 1], self.classes[index]
        if after is _Class.CLOSE or before is _Class.OPEN:
            return _Break.WRONG
        if before in _HOLDING or after in _HOLDING or after is _Class.HYPHEN:
            return _Break.SPLITS
        left, right = self.text[self.starts[index - 1]], self.text[self.starts[index]]
        behind_word = index > 1 and self.classes[index - 2] is _Class.WORD
        if before is _Class.HYPHEN:
            return _Break.FINE if behind_word and right.isalpha() else _Break.SPLITS
        wordlike = after is _Class.WORD or right in "([{"
        if before is _Class.WORD:
            return _Break.SPLITS if wordlike else _Break.FINE
        if before is _Class.CLOSE and wordlike and (left in _ASCII_CLOSERS or (left in "’·" and behind_word)):
            return _Break.SPLITS
        return _Break.FINE


def _unit_spans(text: str) -> list[tuple[int, int]]:
    """Where digits stand with the unit that belongs to them."""
    if not re.search(r"[0-9０-９]", text):
        return []
    return [mark.span() for mark in _NUMBER.finditer(text) if mark.end() - mark.start() > 1]


def _inside(spans: list[tuple[int, int]], offset: int) -> bool:
    at = bisect_right(spans, (offset, -1)) - 1
    return at >= 0 and spans[at][0] < offset < spans[at][1]


class _Widths(dict[str, int]):
    """Cells by character, filled as characters are met."""

    def __init__(self, ambiguous: int) -> None:
        super().__init__()
        self.ambiguous = ambiguous

    def __missing__(self, char: str) -> int:
        width = max(0, wcwidth.wcwidth(char, ambiguous_width=self.ambiguous))
        self[char] = width
        return width


class _Classes(dict[str, _Class]):
    """Classes by character, filled as characters are met."""

    def __missing__(self, char: str) -> _Class:
        made = self[char] = _classify(char)
        return made


_WIDTHS = {1: _Widths(1), 2: _Widths(2)}
_CLASSES = _Classes()
_HOLDING = frozenset((_Class.GLUE, _Class.QUOTE))


def _classify(char: str) -> _Class:
    for marks, made in (
        (_GLUE, _Class.GLUE),
        (_OPENERS, _Class.OPEN),
        (_CLOSERS, _Class.CLOSE),
        (_HYPHENS, _Class.HYPHEN),
        (frozenset("\"'"), _Class.QUOTE),
    ):
        if char in marks:
            return made
    category = unicodedata.category(char)
    if char.isspace() or char == "\u200b":
        return _Class.SPACE
    if category in ("Ps", "Pi"):
        return _Class.OPEN
    if category in ("Pe", "Pf"):
        return _Class.CLOSE
    if _WIDTHS[1][char] == 2 and not "\uff10" <= char <= "\uff5a":
        return _Class.WIDE
    return _Class.WORD


def _picture(mark: re.Match[str]) -> str:
    code = ord(mark.group())
    if code < 0x20:
        # A tab is white space: one character, two cells.
        return chr(0x2400 + code) if code != 9 else "\u3000"
    return "\u2421" if code == 0x7F else "\u2426"  # ␡; ␦ for what has no picture of its own
