"""A paragraph's text -> the offsets where its segments end. Knows punctuation; knows nothing of files or terms."""

from __future__ import annotations

import re

# GB/T 15834-2011: the marks that end a sentence, and those that close after them. An ellipsis ends one only where
# the clause is not taken up again; a semicolon does not end one.
_ZH_END = re.compile(r"(?:[。！？!?]+|……(?=[”’」』]))[”’」』）】〕》\]]*\s*")
_EN_END = re.compile(r"""(?:[.!?]+|…)['"”’)\]]*(?:\[\d+\])*(?=\s|$)\s*|[。！？]+[”’」』）]*\s*""")

# Words that end in a period and are followed by more of the sentence. One-letter initials are recognised by shape.
_ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof st sr jr messrs hon rev gen col lt sgt capt gov sen rep no nos art arts sec para paras vol vols "
    "ch fig figs p pp ed eds e.g i.e cf viz vs etc al approx est dept univ inc ltd co corp bros jan feb mar apr jun "
    "jul aug sep sept oct nov dec u.s u.k u.n p.r a.m p.m ph.d".split()
)
# Of these, a capital behind often does begin a new sentence.
_MAY_END = frozenset("etc al inc ltd co corp bros u.s u.k u.n a.m p.m jr sr ph.d".split())
# What takes a quotation up again: a comma, the particle 的, or who said it.
_TAKEN_UP = re.compile(r"[，、；：的]|[^，。！？；：“”「」\s]{1,8}[说道问喊叫答](?![明出路])")
_BRACKETS = {"（": "）", "(": ")", "【": "】", "〔": "〕", "《": "》", "[": "]"}


# 一是…。二是…。: where the points are sentences of their own, what announces them ends at its colon.
_FIRST_POINT = re.compile(
    r"：(?=(?:一是|其一|第一|首先)[^：]{0,200}?[。！？](?:.{0,400}?[。！？])?(?:二是|其二|第二|其次))"
)


def segment_ends(text: str, lang: str) -> list[int]:
    """The offsets behind each segment of one paragraph; the last is `len(text)`, so segments tile the text.

    `lang` is a BCP 47 tag; anything but `zh…` is segmented as English. White space belongs to the segment before it.

    >>> segment_ends("一是推进申报。“研究”已通过评审。", "zh-Hans")
    [7, 17]
    >>> segment_ends("Mr. Li paid RMB 2.5 billion. It was late.", "en")
    [29, 41]
    >>> segment_ends("（三）加快建设", "zh-Hans")
    [7]
    """
    if not text:
        return []
    found = _zh_ends(text) if lang.lower().startswith("zh") else _en_ends(text)
    return [*(end for end in found if end < len(text)), len(text)]


def _zh_ends(text: str) -> list[int]:
    closed = _bracket_depths(text)
    ends = []
    for mark in _ZH_END.finditer(text):
        if closed[mark.start()] or (mark.group()[0] in "!?" and _inside_latin(text, mark)):
            continue
        if _quote_goes_on(text, mark):
            continue
        ends.append(mark.end())
    ends += [mark.end() for mark in _FIRST_POINT.finditer(text) if not closed[mark.start()]]
    return sorted(ends)


def _en_ends(text: str) -> list[int]:
    return [mark.end() for mark in _EN_END.finditer(text) if not _period_inside(text, mark)]


def _bracket_depths(text: str) -> list[bool]:
    """For each offset: does it stand inside a bracket that is closed later in the paragraph?"""
    inside = [False] * len(text)
    if _BRACKETS.keys().isdisjoint(text):
        return inside
    opened: list[tuple[str, int]] = []
    for at, char in enumerate(text):
        if char in _BRACKETS:
            opened.append((_BRACKETS[char], at))
        elif opened and char == opened[-1][0]:
            _, start = opened.pop()
            # A whole sentence in brackets keeps its own marks; only what stands within another sentence is kept whole.
            inside[start : at + 1] = [True] * (at + 1 - start)
    return inside


def _inside_latin(text: str, mark: re.Match[str]) -> bool:
    return mark.end() < len(text) and text[mark.end()].isascii() and not mark.group()[-1].isspace()


def _quote_goes_on(text: str, mark: re.Match[str]) -> bool:
    """「…！”他说」: a quotation that its own sentence takes up again."""
    closers = mark.group().rstrip()
    return closers[-1] in "”’」』》" and bool(_TAKEN_UP.match(text, mark.end()))


def _period_inside(text: str, mark: re.Match[str]) -> bool:
    """Is this an abbreviation, an initial, an ordinal, or a quotation that goes on in lower case?"""
    after = text[mark.end() : mark.end() + 1]
    if not after:
        return False
    if after.islower():
        return True
    if not mark.group().rstrip().endswith(".") or mark.group().startswith(".."):
        return False
    word = re.search(r"[\w.&-]*$", text[: mark.start()])
    before = word.group() if word else ""
    bare = before.lower().lstrip("(“\"'")
    if bare in _ABBREVIATIONS:
        return not (bare in _MAY_END and after.isupper() and bare != "al")
    if len(before) == 1 and before.isupper() and before != "I":
        return True
    # "1. Aim": a list mark at the start belongs to its segment.
    return before.isdigit() and not text[: mark.start() - len(before)].strip()
