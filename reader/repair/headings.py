"""Paragraphs and what they are so far -> which of them are headings.

Numbering says most, then shape, then what follows: a heading stands over something.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from reader.language.scripts import em_width, is_english
from reader.model import Kind
from reader.repair.marks import ARABIC, ARTICLE, CIRCLED, Mark

_LONGEST, _SENTENCE, _COLON, _SHORT = 60.0, 30.0, 12.0, 20.0  # em of what may be a heading, by its shape
_ENDS = re.compile(r"[。！!；;，,…]”?[」』）)]*$|[A-Za-z][.][”’)]*$")
_SENTENCE_END = re.compile(r"[。！？!?…][”’」』）)]*$|[A-Za-z\d)]\.[”’)]*$")
_INSIDE = re.compile(r"[。！!；;…]")
_LISTS = re.compile("下列|如下|以下|之一的?[：:]")
_ANY_MARK = re.compile(r"[，。！？；：…—,;:!?．@=<>{}\\|]|\.(?!\d)|//")
_EN_WORDS = 9
_BEFORE = (Kind.TITLE, Kind.HEADING, Kind.ROW)  # behind these a heading may stand, as behind a whole sentence
_KNOWN = re.compile(
    r"(?:目\s*录|目\s*次|前\s*言|引\s*言|序\s*言|导\s*言|导\s*论|绪\s*论|结\s*语|结\s*论|结束语|后\s*记|附\s*录\s*[\dA-Z一二三四五六]?|附\s*则"
    r"|(?:附件[：:]\s*)?(?:有关)?(?:名词|术语|用语)(?:解释|注释|说明)|参考文献|致\s*谢|摘\s*要"
    r"|Contents|Abstract|Introduction|Preface|Foreword|Conclusions?|References|Appendix(?: [A-Z\d])?|Acknowledge?ments"
    r"|CONTENTS|ABSTRACT|INTRODUCTION|PREFACE|FOREWORD|CONCLUSIONS?|REFERENCES"
    r"|APPENDIX(?: [A-Z\d])?|Glossary|GLOSSARY)$"
)
_CONTENTS = re.compile(r"(?:目\s*录|目\s*次|Contents|CONTENTS)$")
_LEADERS = re.compile(r"[\s.．·…‥_]*[(（]?\d{0,4}[)）]?$")
_ATTACHMENT = re.compile(r"附\s*件\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})?\s*[：:]?$")


def numbered_headings(texts: Sequence[str], marks: Sequence[Mark | None], open_: Sequence[bool]) -> set[int]:
    """The paragraphs with a list mark that are headings. `open_`: where nothing else is known of a paragraph yet."""
    stops = _families_with_stops(texts, marks)
    may_be = [
        bool(is_open and mark and _may_be_heading(text, mark, stop=mark.rank in stops))
        for text, mark, is_open in zip(texts, marks, open_, strict=True)
    ]
    made: set[int] = set()
    contents = False
    for block in _blocks(may_be):
        contents = contents or (block.start > 0 and bool(_CONTENTS.match(texts[block.start - 1])))
        for run in _repeats(block, texts):
            if contents and run.stop == block.stop and run.start > block.start:
                contents = False  # the table of contents is over: its first entry comes again
            if not _is_list(run, marks) and not contents:
                made.update(run)
        contents = False
    return made


def _may_be_heading(text: str, mark: Mark, *, stop: bool) -> bool:
    """Has a marked paragraph the shape of a heading?"""
    head = text[mark.end :].strip()
    if mark.rank >= CIRCLED or em_width(text) > _LONGEST:
        return False
    if not head:
        return mark.rank < ARTICLE
    if head.endswith("。"):
        return stop and mark.rank != ARTICLE and em_width(head) <= _SENTENCE and not _INSIDE.search(head[:-1])
    if head.endswith(("：", ":")):
        return em_width(head) <= _COLON and not _LISTS.search(head) and mark.rank < ARABIC and mark.rank != ARTICLE
    return not _ENDS.search(head) and not _INSIDE.search(head)


def _families_with_stops(texts: Sequence[str], marks: Sequence[Mark | None]) -> set[int]:
    """Families whose headings end in a full stop: most of those that are one short sentence stand over a paragraph.

    One alone is not enough, unless others of the family do so without a full stop.
    """
    over: dict[int, list[bool]] = defaultdict(list)
    plain: set[int] = set()
    for i, (text, mark) in enumerate(zip(texts, marks, strict=True)):
        if not mark or not _may_be_heading(text, mark, stop=True):
            continue
        following = marks[i + 1] if i + 1 < len(texts) else mark
        stands_over = following is None or following.rank > mark.rank
        if text.endswith("。"):
            over[mark.rank].append(stands_over)
        elif stands_over:
            plain.add(mark.rank)
    return {
        rank for rank, found in over.items() if (len(found) > 1 or rank in plain) and 3 * sum(found) >= 2 * len(found)
    }


def _blocks(may_be: Sequence[bool]) -> Iterator[range]:
    """Runs of paragraphs that may all be headings."""
    start = 0
    for i in range(len(may_be) + 1):
        if i < len(may_be) and may_be[i]:
            continue
        if start < i:
            yield range(start, i)
        start = i + 1


def _repeats(block: range, texts: Sequence[str]) -> Iterator[range]:
    """A block cut where its first entry comes again: what stands before is a table of contents."""
    first = _bare(texts[block.start])
    again = next((i for i in block[1:] if _bare(texts[i]) == first), block.stop)
    yield range(block.start, again)
    if again < block.stop:
        yield range(again, block.stop)


def _bare(text: str) -> str:
    return "".join(_LEADERS.sub("", text).split())


def _is_list(run: range, marks: Sequence[Mark | None]) -> bool:
    """Is this a list or a table of contents, since its entries stand over nothing?"""
    ranks = [mark.rank for i in run if (mark := marks[i])]
    empty = [a for a, b in pairwise(ranks) if b <= a]
    return len(empty) > 1 or any(rank >= ARABIC for rank in empty)


def plain_headings(texts: Sequence[str], kinds: Sequence[Kind], larger: Iterable[int] = ()) -> set[int]:
    """Headings that no number tells, behind the title: short, without a mark, over a paragraph, or in larger type."""
    made = {i for i in larger if kinds[i] in (Kind.BODY, Kind.ITEM) and _is_phrase(texts[i])}
    made |= {i for i in range(len(texts)) if kinds[i] == Kind.BODY and is_known(texts[i])}
    for i in range(1, len(texts) - 1):
        before_ends = i - 1 in made or kinds[i - 1] in _BEFORE or _SENTENCE_END.search(texts[i - 1])
        if kinds[i] == Kind.BODY and before_ends and _is_short_name(texts[i]) and _is_text(texts[i + 1], kinds[i + 1]):
            made.add(i)
    return made


def is_known(text: str) -> bool:
    """Is this a heading whatever stands around it: 目录, 前言, 附件2, Introduction?"""
    return bool(_KNOWN.match(text) or _ATTACHMENT.match(text))


def _is_short_name(text: str) -> bool:
    """Is it short, of words alone?"""
    if _ANY_MARK.search(text) or text[0] in "（([【〔“‘「\"'" or not any(char.isalpha() for char in text):
        return False
    if is_english(text):
        return text[0].isupper() and len(text.split()) <= _EN_WORDS
    return 2 <= em_width(text) <= _SHORT


def _is_phrase(text: str) -> bool:
    """Is it no more than a line, and no whole sentence?"""
    return em_width(text) <= _LONGEST and not _ENDS.search(text) and not _INSIDE.search(text)


def _is_text(text: str, kind: Kind) -> bool:
    """Is this something that a heading may stand over?"""
    if kind == Kind.HEADING:
        return True
    return kind in (Kind.BODY, Kind.ITEM) and em_width(text) > _SHORT and bool(_SENTENCE_END.search(text))
