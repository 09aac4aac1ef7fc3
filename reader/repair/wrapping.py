"""Visual lines -> which line ends are only wraps: by the cheapest reading of the text, then by what words tell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf

from reader.language.vocabulary import inside_a_word
from reader.repair import costs
from reader.repair.few import few_paragraphs
from reader.repair.joining import is_broken_address
from reader.repair.lines import (
    COLON,
    COMMA,
    FINAL,
    HYPHEN,
    LABEL,
    MARK,
    OPEN,
    OTHER,
    PLAIN,
    QUOTE,
    UPPER,
    WEAK_MARK,
    VisualLine,
)
from reader.repair.measure import WIDEST, hang, needed
from reader.repair.readings import Placement, best_search
from reader.repair.rows import cells, is_row, table_rows
from reader.repair.search import Search
from reader.repair.titles import addressee, ends_like_title, occasion, title_joins

__all__ = ["Decision", "Placement", "decide"]

RULE_CONFIDENCE = 0.9
_UNDECIDED, _FEW_LINES, _READS_ON = 0.6, 0.8, 0.85
_LONG, _HEADING = 16.0, 30.0  # em; shorter lines are names, verse and headings, of these those with a number
_FIRST, _HALF = 3.0, 0.5  # em that first lines are set in at most; of the measure, what is shorter was not wrapped
_BARE = re.compile(r"\d{1,4}")  # a year or a number over what belongs to it
_EXPLAINED = 0.95  # surer decisions are given no reasons
_INSIDE = (PLAIN, COMMA, OPEN, HYPHEN)
_END_WORDS = {
    FINAL: "sentence ends",
    PLAIN: "inside a clause",
    COMMA: "inside a sentence",
    OPEN: "behind an opening mark",
    HYPHEN: "behind a hyphen",
}
# A label at the end of a contact line, and the number that fell to the next.
_LABEL = re.compile(r"(?:电\s*话|手\s*机|传\s*真|邮\s*编|邮政编码|热\s*线|Tel|Fax|Phone)\s*[：:]$", re.IGNORECASE)
_ANY_MARK = re.compile(r"[^\w\s]|\d")
_SONG = 2  # joins
# Nats by which a line end must look like the inside of a word: of 189 paragraphs that end in Han without a mark none
# does by 4 with what follows, of line ends inside clauses 37 %, and 20 % by 8.
_CUT, _CUT_CLEARLY = 4.0, 8.0
# em of a line that is no name, in a text without a measure, too, and between the indents of two lines of one column.
_CUT_LEAST, _CUT_ALONE, _CUT_APART = 4.5, 10.0, 5.0
_NUMBER = re.compile(r"[+(（]?\d[\d()（） +—–-]{4,}")


@dataclass(frozen=True, slots=True)
class Decision:
    """About one line end: joined to the next line or not, how sure (0.5 to 1), and why in short words."""

    joined: bool
    confidence: float
    reasons: tuple[str, ...] = ()


def decide(lines: Sequence[VisualLine], placement: Placement | None = None, *, titled: bool = True) -> list[Decision]:
    """One decision for each line end but the last. `titled`: a document may begin here."""
    search = best_search(lines, placement) if len(lines) > 1 else None
    if search is None:
        return kept(lines) if placement else _without_measure(lines, titled=titled)
    decisions = [
        Decision(choice.joined, choice.confidence, _reasons(lines, search, i) if choice.confidence < _EXPLAINED else ())
        for i, choice in enumerate(search.choices())
    ]
    for i, line in enumerate(lines[:-1]):
        if decisions[i].joined and line.indent > _FIRST and line.width < _HALF * min(search.widths):
            decisions[i] = Decision(False, RULE_CONFIDENCE, ("set far in",))  # a name in the middle or at the right
    if not _breaks_clauses(lines, decisions) or (placement and _is_verse(lines, decisions, placement)):
        return kept(lines)
    for i in _songs(lines, decisions):
        decisions[i] = Decision(False, _UNDECIDED, ("no mark in several lines",))
    _settle_head(lines, decisions, search, placement, titled=titled)
    _settle_ends(lines, decisions, search, placement)
    return decisions


def _without_measure(lines: Sequence[VisualLine], *, titled: bool) -> list[Decision]:
    """The decisions where no measure is found: a text of few lines may be wrapped all the same."""
    decisions = kept(lines)
    whole = few_paragraphs(lines)
    for i in (i for run in whole for i in run[:-1]):
        decisions[i] = Decision(True, _FEW_LINES, ("few lines", _END_WORDS[lines[i].ends_with]))
    for i in _labels(lines) if whole else ():
        decisions[i] = Decision(True, RULE_CONFIDENCE, ("a label and its number",))
    if whole and titled:
        for i in title_joins(lines, max(lines[i].right for run in whole for i in run)):
            decisions[i] = Decision(True, _FEW_LINES, ("one title",))
    widest = max((line.right for line in lines), default=0.0)
    for i in _cut_words(lines, decisions, [widest], inf):
        decisions[i] = Decision(True, _FEW_LINES, ("inside a word",))
    return decisions


def _settle_head(
    lines: Sequence[VisualLine],
    decisions: list[Decision],
    search: Search,
    placement: Placement | None,
    *,
    titled: bool,
) -> None:
    """Decide by what they say about the lines of titles, what stands under the first one, and the addressee."""
    titles = set(title_joins(lines, search.widths[0])) if titled else set()
    if placement:
        titles = {i for i in titles if not placement.against[i]} | placement.headings
    for i in titles:
        decisions[i] = Decision(True, RULE_CONFIDENCE, ("one title",))
    under = (occasion(lines) if titled else None) or range(0)
    for i in under[: len(decisions) - under.start]:
        decisions[i] = Decision(i + 1 in under, RULE_CONFIDENCE, ("under the title",))
    if titled and (at := addressee(lines, search.widths[0])):
        for i in range(at - 1, min(at + 1, len(decisions))):
            decisions[i] = Decision(False, RULE_CONFIDENCE, ("an addressee",))


def _settle_ends(
    lines: Sequence[VisualLine], decisions: list[Decision], search: Search, placement: Placement | None
) -> None:
    """Decide about line ends whose words leave no doubt, and doubt those that were kept inside a clause."""
    rows, labels = table_rows([line.text for line in lines]), set(_labels(lines))
    # Where the real edges are known, they say enough, and a list of words need not be loaded.
    words = set() if placement else set(_cut_words(lines, decisions, search.widths, _CUT_CLEARLY))
    for i, line in enumerate(lines[:-1]):
        if i in labels:
            decisions[i] = Decision(True, RULE_CONFIDENCE, ("a label and its number",))
        elif is_broken_address(line.text, lines[i + 1].text):
            decisions[i] = Decision(True, RULE_CONFIDENCE, ("an address of the net",))
        elif line.ends_with == FINAL and _BARE.fullmatch(lines[i + 1].text):
            decisions[i] = Decision(False, RULE_CONFIDENCE, ("a number alone",))
        elif i in rows or i + 1 in rows:
            decisions[i] = Decision(False, RULE_CONFIDENCE, ("rows of a table",))
        elif i in words:
            decisions[i] = Decision(True, RULE_CONFIDENCE, ("inside a word",))
        elif not decisions[i].joined and _reads_on(line, lines[i + 1]) and not (placement and placement.against[i]):
            sure = min(decisions[i].confidence, _READS_ON)
            decisions[i] = Decision(False, sure, decisions[i].reasons or _reasons(lines, search, i))


def _labels(lines: Sequence[VisualLine]) -> Iterator[int]:
    """The line ends between the label of a contact and its number, which fell to the next line."""
    for i, (line, following) in enumerate(pairwise(lines)):
        if line.ends_with == COLON and _LABEL.search(line.text) and _NUMBER.match(following.text):
            yield i


def _cut_words(
    lines: Sequence[VisualLine], decisions: Sequence[Decision], widths: Sequence[float], clearly: float
) -> Iterator[int]:
    """The line ends that were kept and stand inside a word: on a full line, or `clearly`, in nats."""
    for i, (line, following) in enumerate(pairwise(lines)):
        if (
            not decisions[i].joined
            and line.ends_with == PLAIN
            and following.starts_with == OTHER
            and line.width >= (_CUT_LEAST if clearly < inf else _CUT_ALONE)
            and line.depth == following.depth
            and abs(line.indent - following.indent) < _CUT_APART
            and not (cells(line.text) or cells(following.text) or is_row(line.text) or is_row(following.text))
        ):
            full = any(-hang(line) - _HALF < width - line.right < needed(line, following) for width in widths)
            if (full or clearly < inf) and inside_a_word(line.text, following.text) > (_CUT if full else clearly):
                yield i


def kept(lines: Sequence[VisualLine]) -> list[Decision]:
    """Nothing is joined where no measure is found; what a long line ends inside of may yet be doubted."""
    return [
        Decision(False, _UNDECIDED, (_END_WORDS[line.ends_with], "no measure found"))
        if _reads_on(line, following)
        else Decision(False, 1.0)
        for line, following in pairwise(lines)
    ]


def _reads_on(line: VisualLine, following: VisualLine) -> bool:
    """Does a long line end inside a clause? Not a heading with its number, nor what stands in columns."""
    if line.ends_with not in _INSIDE or not _LONG <= line.width <= WIDEST:
        return False
    if following.starts_with in (MARK, WEAK_MARK, LABEL) or (line.english and following.starts_with == UPPER):
        return False
    if line.starts_with in (MARK, WEAK_MARK) and line.width < _HEADING:
        return False
    return not ("\t" in line.text or cells(line.text) or is_row(line.text) or ends_like_title(line.text))


def _reasons(lines: Sequence[VisualLine], search: Search, i: int) -> tuple[str, ...]:
    """What can be seen at a line end, in short words."""
    shape, following = search.shapes[i], lines[i + 1]
    full = any(-shape.hang - 0.5 < width - shape.right < shape.need for width in search.widths)
    seen = (
        ("full line" if full else "room left", True),
        (_END_WORDS.get(lines[i].ends_with, "ends with a mark"), True),
        ("next opens like a list or a date", following.starts_with in (MARK, WEAK_MARK, LABEL)),
        ("next opens with a quote", following.starts_with == QUOTE),
        ("next is set in", following.indent > lines[i].indent + 0.9),
        ("blank line", following.blanks > 0),
        ("page ends", following.seam),
    )
    return tuple(word for word, holds in seen if holds)


def _breaks_clauses(lines: Sequence[VisualLine], decisions: Sequence[Decision]) -> bool:
    """Do most joins stand inside a clause? In a wrapped text they do; joins of whole sentences alone are chance."""
    joins = [line.ends_with for line, decision in zip(lines, decisions, strict=False) if decision.joined]
    return len(joins) <= costs.CLAUSES * sum(end in (PLAIN, COMMA, OPEN, HYPHEN) for end in joins)


def _songs(lines: Sequence[VisualLine], decisions: Sequence[Decision]) -> Iterator[int]:
    """The joins in what would be Chinese paragraphs of several lines without any mark: lines of a song, of a list."""
    start = 0
    for i in range(len(lines)):
        if i < len(decisions) and decisions[i].joined:
            continue
        if i - start >= _SONG and not any(line.english or _ANY_MARK.search(line.text) for line in lines[start : i + 1]):
            yield from range(start, i)
        start = i + 1


def _is_verse(lines: Sequence[VisualLine], decisions: Sequence[Decision], placement: Placement) -> bool:
    """Would every join stand behind a mark? Lines of verse are all full, too: nothing but their ends tells them."""
    joins = [line.ends_with for line, decision in zip(lines, decisions, strict=False) if decision.joined]
    few = 0 if placement.measure < costs.NARROW else 2
    return len(joins) > few and not any(end in (PLAIN, OPEN, HYPHEN) for end in joins)
