"""Visual lines -> those that belong to the page and not to the text: its number, its running head.

Page numbers are recognised by counting on at the distance of a page, running heads by coming back at the edges of
pages. A title that the running head repeats is kept once, where it stands first.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf
from statistics import median

from reader.repair.lines import COMMA, FINAL, FORBIDDEN, LABEL, MARK, PLAIN, WEAK_MARK, VisualLine

NUMBERS, HEADS = "drop_page_numbers", "drop_running_heads"

_LONGEST = 90  # characters of a running head
_PAGE_LEAST = 8  # lines with text between two page numbers, at least
_PAGE_MOST = 90
_PAGE_SURE = 12  # the same between heads that have no number
_CLOSE = 8  # candidates of one number that are looked at
_TITLE_LINES = 5  # between the head of the first page and the title that it repeats, at most
_CUT, _FULL = 12.0, 0.85  # em of a line that a head interrupts, and how much of what most lines reach
_RHYTHM = (0.5, 1.6)  # the distances may differ by so much from their median: pictures, notes, chapter ends
_TOPS = 2  # lines at either edge of a page that may be its head or foot

_DASHES = "-—–―‐－~～·•"
_SHAPES = (  # a page number with its dress; the surest first
    ("of", re.compile(r"第\s*(\d{1,4})\s*页(?:\s*[,，/／]?\s*共\s*(\d{1,4})\s*页)?")),
    ("of", re.compile(r"(?:Page|PAGE|page|P\.)\s*(\d{1,4})(?:\s*(?:of|OF|/)\s*(\d{1,4}))?")),
    ("of", re.compile(r"共\s*\d{1,4}\s*页\s*[,，/／]?\s*第\s*(\d{1,4})\s*页")),
    ("dash", re.compile(rf"[{_DASHES}]+\s*(\d{{1,4}})\s*[{_DASHES}]+")),
    ("dash", re.compile(r"[\[(（【〔]\s*(\d{1,4})\s*[\])）】〕]")),
    ("slash", re.compile(r"(\d{1,4})\s*(?:[/／|]|\bof\b)\s*(\d{1,4})")),
    ("bare", re.compile(r"(\d{1,4})")),
    ("left", re.compile(r"(\d{1,4})[ \u3000]{2,}(?=\S)(?!.*\S[ \u3000]{2,}\S).*")),
    ("right", re.compile(r"(?!.*\S[ \u3000]{2,}\S.*[ \u3000]{2,}).*\S[ \u3000]{2,}(\d{1,4})")),
)
SURE = frozenset(("of", "dash", "slash"))
_DIGITS = re.compile(r"\d+")
_WORDS = re.compile(r"[^\W\d_]")
_LETTERS = re.compile(r"\W+")


@dataclass(frozen=True, slots=True)
class _Number:
    at: int  # position among the lines
    value: int
    shape: str


@dataclass(frozen=True, slots=True)
class Furniture:
    """`dropped`: position of a line -> the rule that drops it; `tops`: positions where a page begins."""

    dropped: dict[int, str]
    tops: frozenset[int]


def find_furniture(lines: Sequence[VisualLine]) -> Furniture:
    """Which lines are page numbers and running heads, and where pages begin."""
    tops = {i for i, line in enumerate(lines) if line.seam}
    numbers, begins = _page_numbers(lines, tops)
    dropped = dict.fromkeys(numbers, NUMBERS)
    tops |= begins or (set() if tops else _rhythmic_tops(lines))
    for i in _running_heads(lines, tops, dropped):
        dropped[i] = HEADS
    return Furniture(dropped, frozenset(tops))


def _page_numbers(lines: Sequence[VisualLine], tops: set[int]) -> tuple[list[int], set[int]]:
    """Positions of page numbers, and of the lines that begin a page because of them."""
    by_shape: dict[str, list[_Number]] = defaultdict(list)
    for i, line in enumerate(lines):
        if len(line.text) <= _LONGEST and (found := page_number(line.text)):
            shape = "edge" if found[0] in ("left", "right") else found[0]
            by_shape[shape].append(_Number(i, found[1], found[0]))
    places: list[int] = []
    begins: set[int] = set()
    for shape, found_here in by_shape.items():
        for chain in _chains(found_here, 2 if shape in SURE else _PAGE_LEAST, len(lines)):
            if _has_rhythm(chain, len(lines), tops, shape):
                here = [number.at for number in chain]
                at_foot = here[-1] == len(lines) - 1 or here[0] > 2 or here[0] + 1 in tops
                begins |= {i + 1 for i in here if i + 1 < len(lines)} if at_foot else set(here) - {0}
                places += here
    if places:
        return places, begins
    single = ((number, shape) for shape, found_here in by_shape.items() for number in found_here)
    alone = [number.at for number, shape in single if _stands_alone(lines, number, tops, shape)]
    return alone, {i + 1 for i in alone} - {1, len(lines)}


def page_number(text: str) -> tuple[str, int] | None:
    """The shape and the value, where a line is a page number or a head with one."""
    if not (text[0].isdigit() or text[-1].isdigit() or text[-1] in "页頁)）】〕]" or text[-1] in _DASHES):
        return None
    for shape, pattern in _SHAPES:
        if mark := pattern.fullmatch(text):
            value = int(mark.group(1))
            of = mark.group(2) if mark.re.groups > 1 else None
            return None if of and int(of) < value else (shape, value)
    return None


def _chains(numbers: Sequence[_Number], least: int, count: int) -> Iterator[list[_Number]]:
    """Runs that count on by one (two where a page shows none), the longest first; among equals the evenest.

    Pages have at least so many lines, but for the last.
    """
    links: list[_Link] = []
    by_value: dict[int, list[_Link]] = defaultdict(list)
    for number in numbers:
        link = _Link(number, None, 1, inf, 0.0)
        for step in (1, 2):
            for before in by_value[number.value - step][-_CLOSE:]:
                distance = (number.at - before.number.at) / step
                if (least if number.at < count - 1 else 1) <= distance <= _PAGE_MOST:
                    tried = before.followed_by(number, distance)
                    if (tried.length, -tried.unevenness) > (link.length, -link.unevenness):
                        link = tried
        links.append(link)
        by_value[number.value].append(link)
    used: set[int] = set()
    for end in sorted(links, key=lambda link: (-link.length, link.unevenness)):
        chain: list[_Number] = []
        last: _Link | None = end
        while last and last.number.at not in used:
            chain.append(last.number)
            last = last.before
        if len(chain) > 1:
            used.update(number.at for number in chain)
            yield chain[::-1]


@dataclass(frozen=True, slots=True)
class _Link:
    """The best chain that ends with a number: its last link, its length, its least and greatest distance."""

    number: _Number
    before: _Link | None
    length: int
    least: float
    most: float

    @property
    def unevenness(self) -> float:
        return self.most - self.least if self.before else 0.0

    def followed_by(self, number: _Number, distance: float) -> _Link:
        return _Link(number, self, self.length + 1, min(self.least, distance), max(self.most, distance))


def _distances(chain: Sequence[_Number]) -> list[float]:
    return [(b.at - a.at) / (b.value - a.value) for a, b in pairwise(chain)]


def _has_rhythm(chain: Sequence[_Number], count: int, tops: set[int], shape: str) -> bool:
    """Do the numbers stand a page apart, with no more than a page before and behind them?"""
    at_edges = sum(number.at in tops or number.at + 1 in tops for number in chain)
    if tops and at_edges >= len(chain) - 1:
        return True
    # The last page may be short; the first may begin below a cover or a heading.
    distances = _distances(chain)[:-1]
    page = median(distances) if distances else max(chain[0].at + 1, *_distances(chain))
    even = all(_RHYTHM[0] * page <= distance <= _RHYTHM[1] * page for distance in distances)
    within = chain[0].at <= _RHYTHM[1] * page and count - chain[-1].at <= _RHYTHM[1] * page + 1
    if shape in SURE:
        return within or len(chain) > 2
    return even and within and page >= _PAGE_LEAST


def _stands_alone(lines: Sequence[VisualLine], number: _Number, tops: set[int], shape: str) -> bool:
    """A single number: only in full dress, at the very end of a page, or in a head before everything else."""
    if shape == "edge":
        return number.at == 0 and number.value < 1000 and len(lines) >= _PAGE_LEAST and lines[1].ends_with != FINAL
    last = number.at == len(lines) - 1
    if not last and number.at + 1 not in tops:
        return False
    if number.at == 0 or len(lines) < _PAGE_LEAST:
        return False
    if shape in SURE:
        return True
    before = lines[number.at - 1]
    return shape == "bare" and number.value < 1000 and (before.ends_with == FINAL or lines[number.at].blanks > 0)


def _running_heads(lines: Sequence[VisualLine], tops: set[int], dropped: dict[int, str]) -> list[int]:
    """Lines that come back at the edges of pages; in a document of one page, its title cut short before the title."""
    if not tops and not dropped:
        return []
    edges = _edges(lines, tops, dropped)
    places: dict[tuple[int, str], list[int]] = defaultdict(list)
    for i, side in sorted(edges):
        places[side, _skeleton(lines[i].text)].append(i)
    pages = len(tops - {0}) + 1
    page_one = min(tops - {0}, default=len(lines))
    heads: list[tuple[int, int]] = []
    for i, side in sorted(edges):
        same = places[side, _skeleton(lines[i].text)]
        often = len(same) > 1 and 5 * len(same) >= 2 * pages and _only_counts_on([lines[k].text for k in same])
        if (
            often
            if i >= page_one or side < 0
            else (often or i == 0) and _is_repeated(lines, i, dropped, 1 if often else 2)
        ):
            heads.append((i, side))
    return _without_forms(lines, heads, dropped)


def _only_counts_on(texts: Sequence[str]) -> bool:
    """Is it the same line each time, but for a number that a page or two raise? Amounts and dates jump."""
    numbers = [[int(digits) for digits in _DIGITS.findall(text)] for text in texts]
    return all(all(0 <= b - a <= 2 for a, b in zip(*pair, strict=True)) for pair in pairwise(numbers))


def _without_forms(lines: Sequence[VisualLine], heads: Sequence[tuple[int, int]], dropped: dict[int, str]) -> list[int]:
    """Heads whose next line differs from page to page. Where that comes back too, the page is a form filled in anew."""
    away = {i for i, _ in heads} | dropped.keys()
    followed: dict[tuple[int, str], list[str]] = defaultdict(list)
    for i, side in heads:
        k = i
        while 0 <= k < len(lines) and k in away:
            k += side
        followed[side, _skeleton(lines[i].text)].append(_skeleton(lines[k].text) if 0 <= k < len(lines) else "")
    forms = {
        key
        for key, texts in followed.items()
        if len(texts) > 1 and 2 * Counter(texts).most_common(1)[0][1] > len(texts)
    }
    return [i for i, side in heads if (side, _skeleton(lines[i].text)) not in forms]


def _rhythmic_tops(lines: Sequence[VisualLine]) -> set[int]:
    """Where pages begin or end with the same words, in a text without numbers: at a page's distance, amid sentences."""
    places: dict[str, list[int]] = defaultdict(list)
    full = max(_CUT, _FULL * sorted(line.width for line in lines)[len(lines) * 3 // 4]) if lines else 0.0
    for i, line in enumerate(lines):
        if _may_be_head(line):
            places[_skeleton(line.text)].append(i)
    for every in places.values():
        found = [i for k, i in enumerate(every) if not k or i - every[k - 1] > _TITLE_LINES]
        if len(found) < (2 if found[0] == 0 else 3):
            continue
        distances = [b - a for a, b in pairwise(found)]
        page = median(distances)
        even = all(_RHYTHM[0] * page <= distance <= _RHYTHM[1] * page for distance in distances)
        within = found[0] <= _RHYTHM[1] * page and len(lines) - found[-1] <= _RHYTHM[1] * page
        cuts = any(_interrupts(lines, i, full) for i in found)
        if even and within and cuts and page >= _PAGE_SURE:
            return {i + 1 for i in found if i + 1 < len(lines)} if found[-1] == len(lines) - 1 else set(found) - {0}
    return set()


def _interrupts(lines: Sequence[VisualLine], i: int, full: float) -> bool:
    """Does a line stand between the halves of a sentence?"""
    if not 0 < i < len(lines) - 1:
        return False
    before, after = lines[i - 1], lines[i + 1]
    cut = before.ends_with in (PLAIN, COMMA) and before.width > full
    return cut and after.starts_with not in (MARK, WEAK_MARK, LABEL)


def _edges(lines: Sequence[VisualLine], tops: set[int], dropped: dict[int, str]) -> set[tuple[int, int]]:
    """Positions at the edges of pages that may hold a head or a foot, each with its side: 1 top, -1 bottom."""
    edges: set[tuple[int, int]] = set()
    for top in tops | {0, len(lines)}:
        for side, start in ((1, top), (-1, top - 1)):
            i, left = start, _TOPS
            while 0 <= i < len(lines) and left:
                if i not in dropped:
                    if _may_be_head(lines[i]):
                        edges.add((i, side))
                    left -= 1
                i += side
    return edges


def _may_be_head(line: VisualLine) -> bool:
    """Running heads are names: short, with words, and no end of a sentence."""
    return (
        len(line.text) <= _LONGEST
        and line.text[-1] not in "，；,;"
        and "。" not in line.text
        and line.starts_with != FORBIDDEN
        and bool(_WORDS.search(line.text))
    )


def _skeleton(text: str) -> str:
    return _DIGITS.sub("#", "".join(text.split()))


def _is_repeated(lines: Sequence[VisualLine], i: int, dropped: dict[int, str], least: int) -> bool:
    """Does the text behind the first head begin with the same words, so many characters at least?"""
    head = _LETTERS.sub("", _DIGITS.sub("", lines[i].text)).casefold()
    following = "".join(line.text for k, line in enumerate(lines[i + 1 : i + 6], i + 1) if k not in dropped)
    return len(head) >= least and _LETTERS.sub("", _DIGITS.sub("", following)).casefold().startswith(head)
