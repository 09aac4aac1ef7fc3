"""A paragraph's text -> the offsets where its segments end. Knows punctuation; knows nothing of files or terms."""

from __future__ import annotations

import re

# GB/T 15834-2011: the marks that end a sentence, those that close after them, and references to notes. An ellipsis ends
# one only where the clause is not taken up again; a semicolon does not end one. ① may count what follows, or be a
# reference at the very end.
_ZH_END = re.compile(
    r"(?:[。！？!?]+|……(?=[”’」』]))[”’」』）】〕》\]]*(?:[\[〔［]\d{1,3}[\]〕］]|[¹²³⁰-⁹]|[①-⑳](?=\s*\Z))*\s*"
)
_EN_END = re.compile(
    r"""(?:(?:\.[ ]){2,}\.|[.!?]+|…)['"”’)\]]*(?:\[\d+\]|[¹²³⁰-⁹])*(?=\s|$)\s*|[。！？]+[”’」』）]*\s*"""
)

# What takes a quotation up again: a comma, the particle 的, 便, or who said it.
_TAKEN_UP = re.compile(
    r"[，、；：的]|便(?![衣利宜])|[^，。！？；：“”「」\s]{1,12}[说道问喊叫答嚷骂叹](?:道(?!理)|着|了?(?=[，。！？；：…]|$))"
)
_BRACKETS = {"（": "）", "(": ")", "【": "】", "〔": "〕", "《": "》", "[": "]"}
# Brackets behind a sentence that hold a sentence: （他没说。）
_ZH_CLOSED = re.compile(r"(?:[。！？]|……)[”’」』]*\s*$")
# 一是…。二是…。: where the points are sentences of their own, what announces them ends at its colon.
_FIRST_POINT = re.compile(
    r"：(?=(?:一是|其一|第一|首先)[^：]{0,200}?[。！？](?:.{0,400}?[。！？])?(?:二是|其二|第二|其次))"
)

# Words that end in a period and are followed by more of the sentence, whatever it is.
_NEVER_LAST = frozenset(
    "mr mrs ms dr prof messrs hon rev gen brig col lt maj sgt capt gov sen rep mt e.g i.e cf viz vs v p.s".split()
)
# Words that end in a period, and at times the sentence with them: so if a word follows that begins sentences.
_ABBREVIATIONS = frozenset(
    "st ave blvd rd sr jr no nos art arts sec sect para paras cl vol vols ch fig figs p pp ed eds etc al approx est "
    "dept univ inc ltd co corp bros jan feb mar apr jun jul aug sep sept oct nov dec u.s u.k u.n u.s.a u.s.s.r e.u d.c "
    "a.m p.m a.d b.c ph.d m.a b.a m.d ft lb lbs oz kg km cm mm sq".split()
)
_BEGINNER = re.compile(
    r"""['"“‘(]*(?:I|You|He|She|It|We|They|My|Your|His|Her|Its|Our|Their|The|This|That|These|Those|There|Here|Some|All|Each|"""
    r"""One|In|On|At|As|By|For|From|With|After|Before|During|Since|Under|When|While|If|Although|But|And|So|Yet|Then|Now|"""
    r"""However|Moreover|What|Who|Why|How|Where|Is|Are|Was|Were|Do|Does|Did|No|Not|Yes|To)(?=\s|['’][a-z])"""
)
# J. K., J.R.R.: initials.
_INITIALS = re.compile(r"(?:[A-Z]\.)*[A-Z]")
# "1. Aim", "(a) …", "IV. …", "Article 3. …": a list mark belongs to what it counts, where that begins.
_LIST_MARK = re.compile(
    r"(?<!\S)\(?(?:\d{1,2}(?:\.\d{1,2})*|[A-Za-z]|[IVXivx]+)$|(?:^|(?<=\s))(?:Article|Section|Chapter|Part|Step)\s\w+$"
)
_LIST_BEFORE = re.compile(r"""[.!?:;…]['"”’)\]]*$""")
# “Who is it?” Mary asked.
_SAID = re.compile(
    r"(?:I|[A-Z][\w.'’-]*(?:\s[A-Z][\w'’-]*){0,2})\s(?:said|asked|cried|replied|answered|whispered|shouted|exclaimed|"
    r"called|muttered|added|demanded|murmured|sighed|yelled|remarked|says|asks)\b"
)
_CAMEL = re.compile("[a-z]+[A-Z]")  # iPhone
_WORD = re.compile(r"[\w.&-]*$")
_NOT_NAMES = re.compile(r"(?:You|He|She|It|We|They|The|A|An)\s")


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
    return [mark.end() for mark in _EN_END.finditer(text) if not _goes_on(text, mark)]


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
            # Whole sentences in brackets keep their own marks; what stands within another sentence is kept whole.
            alone = char in "）)" and _ZH_CLOSED.search(_behind(text, at)) and _ZH_CLOSED.search(_behind(text, start))
            inside[start : at + 1] = [not alone] * (at + 1 - start)
    return inside


def _inside_latin(text: str, mark: re.Match[str]) -> bool:
    """Does the mark stand in an address, with Latin letters on both sides?"""
    before, after = _behind(text, mark.start())[-1:], text[mark.end() : mark.end() + 1]
    return before.isascii() and after.isascii() and bool(before and after) and not mark.group()[-1].isspace()


def _quote_goes_on(text: str, mark: re.Match[str]) -> bool:
    """「…！”他说」: a quotation that its own sentence takes up again."""
    closers = mark.group().rstrip()
    return closers[-1] in "”’」』》" and bool(_TAKEN_UP.match(text, mark.end()))


def _goes_on(text: str, mark: re.Match[str]) -> bool:
    """Is this an abbreviation, an initial, a list mark, or a quotation that its sentence takes up again?"""
    start, end = mark.span()
    if end == len(text):
        return False
    if text[end].islower():
        return not _CAMEL.match(text, end)
    marks = mark.group().rstrip()
    if marks[-1] in "”’\"'" and _SAID.match(text, end) and not _NOT_NAMES.match(text, end):
        return True
    if marks.startswith(("…", ". ")):
        return text[start - 1 : start].isspace()  # a pause, not an end
    return marks.endswith(".") and not marks.startswith("..") and _stop_inside(text, start, end)


def _stop_inside(text: str, stop: int, end: int) -> bool:
    """Does the full stop belong to what stands before it?"""
    before = _behind(text, stop)
    if _is_list_mark(before):
        return True
    word = _last_word(before)
    if word.lower() in _ABBREVIATIONS or (_INITIALS.fullmatch(word) and word != "I"):
        return not _BEGINNER.match(text, end)
    return word.lower() in _NEVER_LAST


def _is_list_mark(text: str) -> bool:
    """Does the text end with a list mark that stands at its beginning or behind a sentence?"""
    mark = _LIST_MARK.search(text)
    if not mark:
        return False
    before = text[: mark.start()].rstrip()
    known = _ABBREVIATIONS | _NEVER_LAST
    return not before or (bool(_LIST_BEFORE.search(before)) and _last_word(before[:-1]).lower() not in known)


def _last_word(text: str) -> str:
    word = _WORD.search(text)
    return word.group() if word else ""


def _behind(text: str, at: int) -> str:
    """What stands just before an offset: enough for any of these questions, however long the paragraph."""
    return text[max(at - 40, 0) : at]
