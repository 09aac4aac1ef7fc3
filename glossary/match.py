"""Terms in a text: longest match from left to right on the Chinese side, the rendering used on the English side.

Knows forms and renderings; leaves to `termbase` which terms there are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from glossary.forms import GAP, PLAIN, gap_end, is_of, key, without_loose_space
from glossary.model import Hit, Rendering, Standing, Term
from glossary.straddle import inner_pairs, straddles, within
from reader.language.english import Word, phrase_spans, words

# What may stand between a number and its measure, what opens no number, and what stands for one.
_ABOUT, _POWERS, _SOME = "余多来", "百千万亿", ("几", "数", "两")
_NUMBER = 16  # characters before a measure: its powers, and what numeral they belong to
_MANY = (*_SOME, "上", "近")
# A word that is a noun or a verb is the verb behind these, which ask for one, or at the head of a numbered item …
_AS_VERB, _SEEN = "as a verb", 4
_VERB_BEFORE = re.compile(
    r"(?:应当?|要|须|可以?|不得|负责|组织|抓紧|及时|认真|依法|单位|部门|拟|(?:^|[\s。；])[一二三四五六七八九十]+[、是]|[）)])$"
)
# … and before what can be its object; not before what makes a longer noun of it: 编制部门, 督查情况, 申报的条件.
_VERB_BEHIND = re.compile(
    r"(?!管理|部门|委员会|机构|机关|制度|标准|工作|情况|结果|人员|程序|"
    r"[的地之和与及或是为时中内外后前上下等者率量数了过组办室员处科书表一二三四五六七八九十])[\u4e00-\u9fff]{2}"
)


class Use(NamedTuple):
    """text[start:end] is a form of `rendering`."""

    start: int
    end: int
    rendering: Rendering


class Matcher:
    """Finds terms by any of their forms.

    Of two terms with one form, the one whose `zh` it is wins, then the later one. `fold` maps characters to the ones
    that they count as (traditional to simplified); it never changes how many there are. `words` says what words cost
    (`straddle`): with it, a form that belongs to two neighbouring words is passed over. A form with a gap (卡…脖子) is
    found with a few characters in it, as one hit.
    """

    def __init__(
        self, terms: Iterable[Term], fold: Mapping[int, int] | None = None, words: Mapping[str, int] | None = None
    ) -> None:
        self._fold: dict[int, int] = {**PLAIN, **(fold or {})}
        self._words = words or {}
        self._pairs = inner_pairs(self._words)
        self._terms: dict[str, Term] = {}
        known = tuple(terms)
        for term in known:
            self._terms.update((self._key(form), term) for form in term.variants)
        self._terms.update((self._key(term.zh), term) for term in known)
        self._terms.pop("", None)
        # The first character -> the parts before and behind the gap.
        self._separable: dict[str, list[tuple[str, str]]] = {}
        for form in self._terms:
            before, _, behind = form.partition(GAP)
            if before and behind:
                self._separable.setdefault(before[0], []).append((before, behind))
        lengths: dict[str, set[int]] = {}
        for form in self._terms:
            lengths.setdefault(form[:2], set()).add(len(form))
        # The first two characters -> the lengths to try, longest first: most places in a text are out at once.
        self._lengths = {start: tuple(sorted(found, reverse=True)) for start, found in lengths.items()}
        self._singles = frozenset(form for form in self._terms if len(form) == 1)

    def find(self, text: str) -> tuple[Hit, ...]:
        """The hits of a text from left to right, each the longest at its place; they don't overlap.

        >>> matcher = Matcher([Term("工作专班", ()), Term("专班", ()), Term("班", ())])
        >>> [(hit.start, hit.end, hit.term.zh) for hit in matcher.find("落实工作 专班、专班")]
        [(2, 7, '工作专班'), (8, 10, '专班')]
        """
        plain, offsets = self._plain(text)
        return tuple(self._hit(offsets, *chosen) for chosen in self._chosen(plain))

    def crossing(self, text: str) -> tuple[Hit, ...]:
        """The terms that cross a hit's end, which `find` passes over; a part of a hit is none.

        >>> matcher = Matcher([Term("科技创新", ()), Term("创新策源", ()), Term("创新", ())])
        >>> [hit.term.zh for hit in matcher.crossing("科技创新策源")]
        ['创新策源']
        """
        plain, offsets = self._plain(text)
        return tuple(
            self._hit(offsets, at, *found)
            for start, end, _ in self._chosen(plain)
            for at in range(start + 1, end)
            if (found := self._longest(plain, at)) and found[0] > end
        )

    def _chosen(self, plain: str) -> Iterator[tuple[int, int, Term]]:
        at = 0
        while at < len(plain):
            found = self._longest(plain, at)
            if found:
                yield at, *found
            at = found[0] if found else at + 1

    def _longest(self, plain: str, at: int) -> tuple[int, Term] | None:
        """Where the longest form ends that begins here, and whose it is."""
        for length in self._lengths.get(plain[at : at + 2], ()):
            end = at + length
            if end <= len(plain) and plain[at:end] in self._terms and self._stands_alone(plain, at, end):
                return end, self._terms[plain[at:end]]
        if plain[at] in self._separable and (found := self._with_gap(plain, at)):
            return found
        if plain[at] in self._singles and self._stands_alone(plain, at, at + 1):
            return at + 1, self._terms[plain[at]]
        return None

    def _with_gap(self, plain: str, at: int) -> tuple[int, Term] | None:
        """The separable form that begins here, as short as may be; 卡 begins none in 银行卡."""
        if any(plain[start : at + 1] in self._words for start in range(max(at - 3, 0), at)):
            return None
        found = [
            (end, self._terms[before + GAP + behind])
            for before, behind in self._separable.get(plain[at], ())
            if (end := gap_end(plain, at, before, behind))
        ]
        return min(found, key=lambda one: one[0], default=None)

    def _stands_alone(self, plain: str, start: int, end: int) -> bool:
        if not _no_longer_word(plain, start, end):
            return False
        if self._terms[plain[start:end]].pos == "measure":
            if _counts(plain, start, end):
                return True  # 亿元 is a word in the list, yet 亿 counts in 5亿元, and 万亿 in 1.3万亿元
        elif plain[start] in _POWERS and _goes_on(plain, start):
            return False  # 千万工程, a name, is none in 三千万工程
        if end - start == 1:
            return not within(self._words, plain, start, end)  # 万 is none in 万一, nor 弄 in 弄清
        borders = (plain[max(start - 1, 0) : start + 1], plain[end - 1 : end + 1])
        if not any(pair in self._pairs or pair in self._words for pair in borders if len(pair) > 1):
            return True  # no word crosses, as at most hits
        return not straddles(self._words, plain, start, end)

    def _hit(self, offsets: list[int], start: int, end: int, term: Term) -> Hit:
        return Hit(offsets[start], offsets[end - 1] + 1, term) if offsets else Hit(start, end, term)

    def _plain(self, text: str) -> tuple[str, list[int]]:
        plain, offsets = without_loose_space(text)
        return plain.translate(self._fold), offsets

    def _key(self, form: str) -> str:
        return key(form).translate(self._fold)


def used(term: Term, english: str, choice: str = "") -> tuple[Use, ...]:
    """The renderings of a term that an English text uses, in the order of the text; they don't overlap.

    Where several fit, the longest counts, then the document's `choice`, then preferred before admitted before
    forbidden.

    >>> term = Term("专班", (Rendering("task force"), Rendering("special class", Standing.FORBIDDEN)))
    >>> [(use.start, use.end, use.rendering.text) for use in used(term, "Two Task-Forces and a special class")]
    [(4, 15, 'task force'), (22, 35, 'special class')]
    """
    text, stems = _words(english)
    found = [
        Use(*span, rendering)
        for rendering in candidates(term, choice)
        if stems.issuperset((phrase := _words(rendering.text))[1])
        for span in phrase_spans(text, phrase[0])
    ]
    found.sort(key=lambda use: use.start - use.end)  # stable: candidates stay in order
    taken: list[Use] = []
    for use in found:
        if all(use.end <= other.start or other.end <= use.start for other in taken):
            taken.append(use)
    return tuple(sorted(taken))


def choice_for(term: Term, form: str) -> str:
    """The rendering to use for a form: one that is said to be of it, else the preferred one.

    >>> term = Term("我局", (Rendering("our bureau"), Rendering("our commission", when="of 我委")), variants=("我委",))
    >>> choice_for(term, "我局"), choice_for(term, "我委")
    ('our bureau', 'our commission')
    """
    return next((one.text for one in term.allowed if is_of(one.when, form)), term.preferred)


def choice_at(term: Term, form: str, text: str, start: int, end: int) -> str:
    """The rendering to use for a form at text[start:end]: that of the verb, where one is marked and it is a verb there.

    >>> term = Term("编制", (Rendering("headcount"), Rendering("draw up", when="as a verb, of plans")))
    >>> choice_at(term, "编制", "抓紧编制年度计划", 2, 4), choice_at(term, "编制", "机构编制管理", 2, 4)
    ('draw up', 'headcount')
    """
    verb = next((one.text for one in term.allowed if one.when.startswith(_AS_VERB)), "")
    if verb and _VERB_BEFORE.search(text[max(0, start - _SEEN) : start]) and _VERB_BEHIND.match(text, end):
        return verb
    return choice_for(term, form)


def candidates(term: Term, choice: str = "") -> tuple[Rendering, ...]:
    """The renderings to look for, best first; `choice` is the document's own."""
    forbidden = tuple(one for one in term.renderings if one.status is Standing.FORBIDDEN)
    known = (*term.allowed, *forbidden)
    if not choice:
        return known
    own = next((one for one in known if one.text == choice), Rendering(choice))
    return (own, *(one for one in known if one.text != choice))


def _no_longer_word(plain: str, start: int, end: int) -> bool:
    """A form that begins or ends in Latin letters or digits is not found inside a longer word or number."""
    return not (
        (_latin(plain[start]) and start > 0 and _latin(plain[start - 1]))
        or (_latin(plain[end - 1]) and end < len(plain) and _latin(plain[end]))
    )


def _counts(plain: str, start: int, end: int) -> bool:
    """Does a measure stand behind a number, or before 元? 百 and 千 alone are none: 百万 is a word, 三百万 a number."""
    number = plain[max(0, start - _NUMBER) : start].rstrip(_ABOUT)  # all of a long text would cost its length
    while number and number[-1] in _POWERS:
        number = number[:-1]
    each = end - start == 1 and number[-1:] in ("每", "近")
    return each or number[-1:].isnumeric() or number[-1:] in _SOME or plain.startswith("元", end)


def _goes_on(plain: str, start: int) -> bool:
    """Does a number go on here?"""
    before = plain[max(0, start - 1) : start]
    return before.isnumeric() or before in _MANY


def _latin(char: str) -> bool:
    return char.isascii() and char.isalnum()


@lru_cache(maxsize=4096)
def _words(text: str) -> tuple[list[Word], frozenset[str]]:
    """The words of a text and their stems: most renderings are out for want of a stem."""
    found = words(text)
    return found, frozenset(word.stem for word in found)
