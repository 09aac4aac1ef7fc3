"""Visual lines -> those that are page numbers: they count on at the distance of a page."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf
from statistics import median

from reader.repair.lines import CLOSED, COMMA, FINAL, HYPHEN, LABEL, MARK, OPEN, PLAIN, WEAK_MARK, VisualLine

LONGEST = 90  # characters of a running head
RHYTHM = (0.5, 1.6)  # the distances may differ by so much from their median: pictures, notes, chapter ends
_PAGE_LEAST = 8  # lines with text between two page numbers, at least
_PAGE_MOST = 90
_MANY = 4  # numbers that count on so evenly that a text joined to others may end with them
_FULL = 0.8  # of what most lines reach: a line that may be wrapped
_CUTTING = 3  # every third page at least ends amid a sentence
_CLOSE = 8  # candidates of one number that are looked at

_UNITS = ("", *"一二三四五六七八九")
_HAN = {f"{_UNITS[n // 10] if n > 19 else ''}{'十' if n > 9 else ''}{_UNITS[n % 10]}": n for n in range(1, 100)}
_ROMAN = {
    tens + units: 10 * k + n
    for k, tens in enumerate(("", "x", "xx", "xxx"))
    for n, units in enumerate(("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"))
}  # of front matter
_DASHES = "-—–―‐－~～·•"
_SHAPES = (  # a page number with its dress; the surest first
    ("of", re.compile(r"第\s*(\d{1,4})\s*页(?:\s*[,，/／]?\s*共\s*(\d{1,4})\s*页)?")),
    ("of", re.compile(r"(?:Page|PAGE|page)\s*(\d{1,4})(?:\s*(?:of|OF|/)\s*(\d{1,4}))?")),
    ("of", re.compile(r"共\s*\d{1,4}\s*页\s*[,，/／]?\s*第\s*(\d{1,4})\s*页")),
    ("of", re.compile(r"第\s*([一二三四五六七八九十]{1,3})\s*页")),
    ("of", re.compile(r"https?://\S+\s{2,}(\d{1,4})/(\d{1,4})")),  # what a browser prints
    ("prefixed", re.compile(r"[Pp]\.?\s*(\d{1,4})")),
    ("roman", re.compile(r"([ivx]{1,6})")),
    ("dash", re.compile(rf"[{_DASHES}]+\s*(\d{{1,4}})\s*[{_DASHES}]+")),
    ("bracket", re.compile(r"[\[(（【〔]\s*(\d{1,4})\s*[\])）】〕]")),
    ("slash", re.compile(r"(\d{1,4})\s*(?:[/／|]|\bof\b)\s*(\d{1,4})")),
    ("bare", re.compile(r"(\d{1,4})")),
    ("left", re.compile(r"(\d{1,4})[ \u3000]{2,}(?=\S)(?!.*\S[ \u3000]{2,}\S).*")),
    ("right", re.compile(r"(?!.*\S[ \u3000]{2,}\S.*[ \u3000]{2,}).*\S[ \u3000]{2,}(\d{1,4})")),
)
_FULL_DRESS = re.compile(
    r"[—–－]+\s*\d{1,4}\s*[—–－]+|第\s*\d+\s*页\W*共\s*\d+\s*页|https?://.*"
)  # no text is so dressed
_IN_FULL = re.compile(r"第\s*\d+\s*页\W*共\s*\d+\s*页|共\s*\d+\s*页\W*第\s*\d+\s*页|(?:Page|PAGE|page) \d+ of \d+")
SURE = frozenset(("of", "dash", "slash"))
_DIGITS = re.compile(r"\d+")
_DIGITS_OR_ROMAN = re.compile(r"\d+|[ivxlc]+(?![a-z])", re.IGNORECASE)
_NO_WORDS = re.compile(r"[\W\d_]+")
_HEAD = 14  # lines of the text that may hold its title
_INSIDE = (PLAIN, COMMA, OPEN, HYPHEN)


@dataclass(frozen=True, slots=True)
class _Number:
    at: int  # position among the lines
    value: int
    shape: str
    cuts: bool  # it stands between the halves of a sentence, as a heading never does


@dataclass(frozen=True, slots=True)
class Pages:
    """Positions of page numbers, of the lines that begin a page because of them, and of those that begin a document."""

    numbers: list[int]
    tops: set[int]
    openings: set[int]


def find_pages(lines: Sequence[VisualLine], tops: set[int]) -> Pages:
    """The pages that numbers tell of. `tops`: lines that are known to begin one."""
    by_shape: dict[str, list[_Number]] = defaultdict(list)
    full = _FULL * sorted(line.width for line in lines)[len(lines) * 3 // 4] if lines else 0.0
    for i, line in enumerate(lines):
        if len(line.text) <= LONGEST and (found := page_number(line.text)):
            shape = "edge" if found[0] in ("left", "right") else found[0]
            by_shape[shape].append(_Number(i, found[1], found[0], _interrupts(lines, i, full)))
    if chains := _sure_chains(lines, by_shape, tops):
        numbers = [number.at for chain in chains for number in chain]
        begins = {i for chain in chains for i in _begins(chain, tops, len(lines))}
        return Pages(numbers, begins, set(_openings(chains, tops, len(lines))))
    single = ((number, shape) for shape, found_here in by_shape.items() for number in found_here)
    alone = [number.at for number, shape in single if _stands_alone(lines, number, tops, shape)]
    return Pages(alone, {i + 1 for i in alone} - {1, len(lines)}, set())


def _sure_chains(
    lines: Sequence[VisualLine], by_shape: dict[str, list[_Number]], tops: set[int]
) -> list[list[_Number]]:
    """Numbers that count on at the distance of a page, then those that are dressed as these are, or in full.

    In a text joined of several, the numbers of a short one are too few to show a rhythm.
    """
    sure: list[list[_Number]] = []
    short: list[list[_Number]] = []
    for shape, found in by_shape.items():
        pages = found if shape in SURE else _likelier(found, lines)
        for chain in _chains(pages, 2 if shape in SURE else _PAGE_LEAST, len(lines)):
            rhythm = _has_rhythm(chain, len(lines), tops, shape)
            told = shape in SURE or _cut_sentences(chain, len(lines)) or _are_named(chain, lines)
            (sure if rhythm and told else short).append(chain)
    short += [[number] for found in by_shape.values() for number in found]
    dresses = {skeleton(lines[number.at].text) for chain in sure for number in chain} - {"#"}
    held = {number.at for chain in sure for number in chain}
    for chain in short if sure else ():
        texts = [lines[number.at].text for number in chain]
        dressed = any(skeleton(text) in dresses or _IN_FULL.fullmatch(text) for text in texts)
        if dressed and held.isdisjoint(number.at for number in chain):
            sure.append(chain)
            held.update(number.at for number in chain)
    return sorted(sure, key=lambda chain: chain[0].at)


def _interrupts(lines: Sequence[VisualLine], i: int, full: float) -> bool:
    """Does a line, alone or with a short one before it, stand between the halves of a sentence?"""
    if not 0 < i < len(lines) - 1 or lines[i + 1].starts_with in (MARK, WEAK_MARK, LABEL):
        return False
    before = lines[i - 1]
    if i > 1 and before.ends_with == PLAIN and before.width < full:
        before = lines[i - 2]
    return before.ends_with in _INSIDE and before.width >= full


def _likelier(found: Sequence[_Number], lines: Sequence[VisualLine]) -> list[_Number]:
    """The numbers but for those that look like headings where another one of the same value does not.

    It cuts a sentence, or stands beside words that come back.
    """
    words = [_words(lines[number.at].text) for number in found]
    times = Counter(words)
    likely = {number.at for number, one in zip(found, words, strict=True) if number.cuts or (one and times[one] > 1)}
    values = {number.value for number in found if number.at in likely}
    return [number for number in found if number.at in likely or number.value not in values]


def _at_foot(chain: Sequence[_Number], tops: set[int], count: int) -> bool:
    return chain[-1].at == count - 1 or chain[0].at > 2 or chain[0].at + 1 in tops


def _begins(chain: Sequence[_Number], tops: set[int], count: int) -> set[int]:
    """Where pages begin: behind a number at the foot, with one at the head."""
    places = {number.at for number in chain}
    return {i + 1 for i in places if i + 1 < count} if _at_foot(chain, tops, count) else places - {0}


def _openings(chains: Sequence[list[_Number]], tops: set[int], count: int) -> Iterator[int]:
    """Where another document begins, since the count begins anew: not where only some numbers are missing."""
    for before, chain in pairwise(chains):
        last, first = before[-1], chain[0]
        if first.at > last.at and not 0 < (first.value - last.value) * _PAGE_LEAST <= first.at - last.at:
            yield last.at + 1 if _at_foot(chain, tops, count) else first.at


def page_number(text: str) -> tuple[str, int] | None:
    """The shape and the value, where a line is a page number or a head with one."""
    if not (text[0].isdigit() or text[-1].isdigit() or text[-1] in "页頁)）】〕]ivx" or text[-1] in _DASHES):
        return None
    for shape, pattern in _SHAPES:
        if mark := pattern.fullmatch(text):
            value = _value(mark.group(1))
            of = mark.group(2) if mark.re.groups > 1 else None
            return None if value is None or (of and int(of) < value) else (shape, value)
    return None


def _value(number: str) -> int | None:
    return int(number) if number.isdecimal() else _HAN.get(number) or _ROMAN.get(number)


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
    even = all(RHYTHM[0] * page <= distance <= RHYTHM[1] * page for distance in distances)
    within = chain[0].at <= RHYTHM[1] * page and count - chain[-1].at <= RHYTHM[1] * page + 1
    if shape in SURE:
        return within or len(chain) > 2
    return even and page >= _PAGE_LEAST and (within or len(chain) >= _MANY)


def _cut_sentences(chain: Sequence[_Number], count: int) -> bool:
    """Do these numbers stand as those of pages do, amid sentences and at the very end? Headings do not."""
    return chain[-1].at == count - 1 or _CUTTING * sum(number.cuts for number in chain) >= len(chain) - 1


def _are_named(chain: Sequence[_Number], lines: Sequence[VisualLine]) -> bool:
    """Do these numbers stand behind words, or most beside the same ones or such as the text begins with?

    Headings have their numbers before them, and differ.
    """
    if any(number.shape == "right" for number in chain):
        return True
    words = [_words(lines[number.at].text) for number in chain]
    times = Counter(words)
    known = sum(1 for one in words if times[one] > 1 or (one and _begins_with(lines, one)))
    return bool(words[0]) and 2 * known > len(chain)


def _begins_with(lines: Sequence[VisualLine], words: str) -> bool:
    """Do these words stand at the head of the text, other than in a line of their own with a number?"""
    return words in "".join(_words(line.text) for line in lines[:_HEAD] if page_number(line.text) is None)


def _words(text: str) -> str:
    return _NO_WORDS.sub("", text).casefold()


def _stands_alone(lines: Sequence[VisualLine], number: _Number, tops: set[int], shape: str) -> bool:
    """A single number: in full dress at the end of the text or amid a sentence, at the end of a page, or in a head
    before everything else.
    """
    if shape == "edge":
        if number.at or number.value >= 1000 or len(lines) < _PAGE_LEAST or lines[1].ends_with == FINAL:
            return False
        return number.shape == "right" or number.value > 1 or _begins_with(lines, _words(lines[0].text))
    last = number.at == len(lines) - 1
    if number.at and (last or number.cuts) and _FULL_DRESS.fullmatch(lines[number.at].text):
        return True
    if not last and number.at + 1 not in tops:
        return False
    if number.at == 0 or len(lines) < _PAGE_LEAST:
        return False
    if shape in SURE:
        return True
    before = lines[number.at - 1]
    ended = before.ends_with in (FINAL, CLOSED) or lines[number.at].blanks > 0
    return shape == "bare" and number.value < 1000 and ended


def skeleton(text: str, *, roman: bool = False) -> str:
    """What comes back from page to page, whatever its number; `roman`: that may be a Roman one, too.

    >>> skeleton("年报  第 12 页"), skeleton("Preface xii", roman=True)
    ('年报第#页', 'Preface#')
    """
    return (_DIGITS_OR_ROMAN if roman else _DIGITS).sub("#", "".join(text.split()))
