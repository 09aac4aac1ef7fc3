"""Visual lines -> those that belong to the page and not to the text: its number, its running head.

Page numbers are recognised by counting on at the distance of a page, running heads by coming back at the edges of
pages. A title that the running head repeats is kept once, where it stands first.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from reader.repair.lines import COMMA, FORBIDDEN, LABEL, MARK, PLAIN, WEAK_MARK, VisualLine, stands_alone
from reader.repair.pagination import LONGEST, RHYTHM, find_pages, skeleton

NUMBERS, HEADS = "drop_page_numbers", "drop_running_heads"

_PAGE_SURE = 12  # lines between heads that have no number, at least
_TITLE_LINES = 5  # between the head of the first page and the title that it repeats, at most
_CUT, _FULL = 12.0, 0.85  # em of a line that a head interrupts, and how much of what most lines reach
_TITLE = 4  # characters of a title that comes again
_OFTEN = 3  # times that a name at the edge of a page is surely a head
_TOPS = 2  # lines at either edge of a page that may be its head or foot

_DIGITS = re.compile(r"\d+")
_PRINTED = re.compile(r"\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}\b|https?://")  # what a browser prints at the edges of pages
# What a browser prints on each page: date and time, title, address, number of the page.
_STAMP = re.compile(r"(\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4},? \d{1,2}:\d{2}(?: ?[AP]M)?)(?:\s+\S.*)?")
_ADDRESS = re.compile(r"((?:https?|file)://\S+)(?:\s+\d{1,3}/\d{1,3})?")
_OF = re.compile(r"(?:.*\s)?(\d{1,3})/(\d{1,3})")
_WORDS = re.compile(r"[^\W\d_]")
_LETTERS = re.compile(r"\W+")


@dataclass(frozen=True, slots=True)
class Furniture:
    """`dropped`: position of a line -> the rule that drops it; `tops`, `openings`: where a page, a document begins."""

    dropped: dict[int, str]
    tops: frozenset[int]
    openings: frozenset[int]


def find_furniture(lines: Sequence[VisualLine]) -> Furniture:
    """Which lines are page numbers and running heads, and where pages begin."""
    tops = {i for i, line in enumerate(lines) if line.seam}
    pages = find_pages(lines, tops)
    dropped = dict.fromkeys(pages.numbers, NUMBERS)
    tops |= pages.tops or (set() if tops else _rhythmic_tops(lines))
    for i in _running_heads(lines, tops, dropped, pages.openings):
        dropped[i] = HEADS
    dropped |= _printed_by_browser(lines)
    return Furniture(dropped, frozenset(tops), frozenset(pages.openings))


def _printed_by_browser(lines: Sequence[VisualLine]) -> dict[int, str]:
    """The lines that a browser printed around each page: as many of one time and of one address as there are pages."""
    stamps = {i: found.group(1) for i, line in enumerate(lines) if (found := _STAMP.fullmatch(line.text))}
    if not stamps:
        return {}
    addresses = {i: found.group(1) for i, line in enumerate(lines) if (found := _ADDRESS.fullmatch(line.text))}
    near = {k for i in addresses for k in (i - 1, i, i + 1) if 0 <= k < len(lines)}
    numbers = {i: found.groups() for i in near if (found := _OF.fullmatch(lines[i].text))}
    count = [(str(k), str(len(stamps))) for k in range(1, len(stamps) + 1)]
    if len({*stamps.values()}) > 1 or len({*addresses.values()}) != 1 or len(addresses) != len(stamps):
        return {}
    if sorted(numbers.values()) != sorted(count):
        return {}
    heads = {*stamps, *addresses}
    for i in stamps:
        if i + 2 in addresses or (i + 1 < len(lines) and _is_repeated(lines, i + 1, {}, _TITLE)):
            heads.add(i + 1)
        elif i and _is_repeated(lines, i - 1, dict.fromkeys(heads, HEADS), _TITLE):
            heads.add(i - 1)
    return dict.fromkeys(numbers, NUMBERS) | dict.fromkeys(heads, HEADS)


def _running_heads(
    lines: Sequence[VisualLine], tops: set[int], dropped: dict[int, str], openings: set[int]
) -> list[int]:
    """Lines that come back at the edges of pages; in a document of one page, its title cut short before the title."""
    if not tops and not dropped:
        return []
    edges, turns = sorted(_edges(lines, tops, dropped)), sorted(tops)
    heads: list[tuple[int, int]] = []
    for start, stop in pairwise(sorted({0, *openings, len(lines)})):
        inside = edges[bisect_left(edges, (start,)) : bisect_left(edges, (stop,))]
        pages = [start, *turns[bisect_right(turns, start) : bisect_left(turns, stop)], stop]
        heads += _heads_of(inside, lines, pages, dropped)
    return _without_forms(lines, heads, dropped)


def _heads_of(
    edges: Sequence[tuple[int, int]], lines: Sequence[VisualLine], pages: Sequence[int], dropped: dict[int, str]
) -> Iterator[tuple[int, int]]:
    """Which edges of a document are heads. On its first page only what stands above the title that it repeats is one.

    `pages`: where its pages begin, and where the last ends.
    """
    places: dict[tuple[int, str], list[int]] = defaultdict(list)
    for i, side in edges:
        places[side, skeleton(lines[i].text)].append(i)
    page_one = min(pages[1:])
    at_edge = {i for i, _ in edges}
    come_back = {
        key
        for key, same in places.items()
        if len(same) > 1 and 5 * len(same) >= 2 * (len(pages) - 1) and _only_counts_on([lines[k].text for k in same])
    }
    if come_back:  # a label that comes back may do so at the edge of a page, too
        inside = Counter(skeleton(lines[i].text) for i in range(pages[0], pages[-1]) if i not in at_edge)
        come_back = {key for key in come_back if len(places[key]) > 2 * inside[key[1]]}
    for i, side in edges:
        key = side, skeleton(lines[i].text)
        often = key in come_back and (len(places[key]) >= _OFTEN or "：" not in lines[i].text)
        if len(places[key]) < _OFTEN and _signs(lines, i, dropped):
            continue
        repeated = i < page_one and side > 0 and _is_repeated(lines, i, dropped, 1 if often else 2)
        surely = i >= page_one or side < 0 or _PRINTED.search(lines[i].text)
        if (often and surely) or (repeated and (often or i == pages[0])):
            yield i, side


def _signs(lines: Sequence[VisualLine], i: int, dropped: dict[int, str]) -> bool:
    """Is this the name over a letter's date? The letter may open with the same name."""
    following = next((line for k, line in enumerate(lines[i + 1 : i + 4], i + 1) if k not in dropped), None)
    return following is not None and "号" not in following.text and stands_alone(following.text)


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
        followed[side, skeleton(lines[i].text)].append(skeleton(lines[k].text) if 0 <= k < len(lines) else "")
    forms = {
        key
        for key, texts in followed.items()
        if len(texts) > 1 and 2 * Counter(texts).most_common(1)[0][1] > len(texts)
    }
    return [i for i, side in heads if (side, skeleton(lines[i].text)) not in forms]


def _rhythmic_tops(lines: Sequence[VisualLine]) -> set[int]:
    """Where pages begin or end with the same words, in a text without numbers: at a page's distance, amid sentences."""
    places: dict[str, list[int]] = defaultdict(list)
    full = max(_CUT, _FULL * sorted(line.width for line in lines)[len(lines) * 3 // 4]) if lines else 0.0
    for i, line in enumerate(lines):
        if _may_be_head(line):
            places[skeleton(line.text)].append(i)
    for every in places.values():
        found = [i for k, i in enumerate(every) if not k or i - every[k - 1] > _TITLE_LINES]
        if len(found) < (2 if found[0] == 0 else 3):
            continue
        distances = [b - a for a, b in pairwise(found)]
        page = median(distances)
        even = all(RHYTHM[0] * page <= distance <= RHYTHM[1] * page for distance in distances)
        within = found[0] <= RHYTHM[1] * page and len(lines) - found[-1] <= RHYTHM[1] * page
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
        len(line.text) <= LONGEST
        and line.text[-1] not in "，；,;"
        and "。" not in line.text
        and line.starts_with != FORBIDDEN
        and bool(_WORDS.search(line.text))
    )


def _is_repeated(lines: Sequence[VisualLine], i: int, dropped: dict[int, str], least: int) -> bool:
    """Does the text behind the first head begin with the same words, so many characters at least?"""
    head = _LETTERS.sub("", _DIGITS.sub("", lines[i].text)).casefold()
    following = "".join(line.text for k, line in enumerate(lines[i + 1 : i + 6], i + 1) if k not in dropped)
    return len(head) >= least and _LETTERS.sub("", _DIGITS.sub("", following)).casefold().startswith(head)
