"""Visual lines at the head of a document -> which of them are one title.

Titles break where they read well, not where the line is full, so the measure says little about them: what counts are
the words, that the lines are of a length, and that they stand in the middle.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from reader.language.scripts import is_english
from reader.repair.lines import (
    COLON,
    COMMA,
    FINAL,
    FORBIDDEN,
    LABEL,
    LOWER,
    MARK,
    QUOTE,
    SEMICOLON,
    WEAK_MARK,
    VisualLine,
    stands_alone,
)  # fmt: skip
from reader.repair.rows import is_row
from reader.repair.spread import closed

_HEAD = 14  # lines of the document that may hold its title
_LONGEST = 5  # lines of one title
_LEAST = 0.55  # of the measure: two lines that are shorter together would have been one
_BALANCE = 0.45  # by so much of the longer line may the shorter be shorter
_FULL = 0.88  # of the measure: a line of the body
_CENTRED, _AGREE = 3.0, 1.2  # em from the margin, and between the middles of lines
# What kind of document it is: the last word of an official title, but for remarks in brackets.
_TYPE = (
    "通知|通告|通报|公告|公报|意见|办法|决定|决议|命令|批复|答复|复函|函|请示|报告|方案|规定|规则|条例|细则|纲要|规划|要点|计划|总结"
    "|讲话|解释|说明|指引|指南|制度|章程|协议|合同|纪要|议案|提案|建议|启事|声明|倡议书|判决书|裁定书|通则|准则|标准|清单|目录|措施"
    "|预案|问答|解读|法|令"
)
_LONGEST_TYPE = 2  # characters of it on the line before
_ENDS_WITH_TYPE = re.compile(rf"(?:{_TYPE})(?:[（(〔][^（()）]{{1,12}}[）)〕]){{0,2}}$")
_ABOUT = re.compile("关于|對於|關於|对于")
_HANGS = re.compile(r"(?:关于|關於|对于|进一步|以及|有关|[的和与及、对在为向将把])$")
_NOT_TITLE = re.compile(
    r"〔\d{4}〕|[（(\[【]\d{4}[）)\]】]\s*(?:第?\d+\s*号|No)|文件$|^[\d二〇一三四五六七八九十○零]{2,4}\s*年[^，]{1,12}[日月]"
    r"|[：:]|\s{3,}|^[—–（(]|\t|^Dear\b|^(?:新华社|中新社|本报|本刊)[^，。]{0,14}[电讯](?:$|[（(])|[（(](?:记者|通讯员)"
)
_OCCASION = re.compile(r"(?:——|[（(])\s*\d{4}\s*年")
_OCCASION_ENDS = re.compile(r"(?:上|讲话|报告|通过|批准|公布|发布|施行)[）)]?$|[）)]$")
_OCCASION_MOST = 3  # lines of it
_ADDRESSEE = re.compile(  # 广东省高级人民法院：, 各区人民政府，市政府各委、办、局：
    r"(?:各|尊敬的|[^，。；：、]{2,18}(?:政府|法院|检察院|委员会|委|办|部|厅|局|处|公司|单位|代表|委员|同志|先生|女士)[、，：:])"
    r"[^。；：:]{0,40}[：:]?"
)
_NAMES = re.compile(r"(?:[\u4e00-\u9fff]{2,4}[\d*†]*(?:[，,、\s]+|$))+")
_EN_HANGS = re.compile(
    r"\b(?:an?|the|of|on|in|for|and|or|to|from|with|at|by|its|their|into|under|between)$", re.IGNORECASE
)
_EN_GOES_ON = re.compile(r"(?:of|on|in|for|and|or|to|from|with|at|by|into|under|between|the|an?)\b")
_WORD = re.compile(r"[A-Za-z][\w'’]*")
_BRACKETS = (("《", "》"), ("（", "）"), ("“", "”"), ("〈", "〉"), ("(", ")"))


def is_official_title(text: str) -> bool:
    """Does a line say what it is about and what kind of document it heads?

    >>> is_official_title("关于加强防汛工作的通知"), is_official_title("关于防汛"), is_official_title("特此通知")
    (True, False, False)
    """
    return bool(_ABOUT.search(text) and _ENDS_WITH_TYPE.search(text) and not _NOT_TITLE.search(text))


def is_addressee(text: str) -> bool:
    """Does a line name whom a document goes to?

    >>> is_addressee("各镇人民政府："), is_addressee("各镇人民政府高度重视")
    (True, False)
    """
    return text.endswith(("：", ":")) and bool(_ADDRESSEE.fullmatch(text))


def title_joins(lines: Sequence[VisualLine], measure: float) -> Iterator[int]:
    """The indexes of line ends inside the title. `measure`: of the body.

    The title is the first run of lines before the body that reads as one: an official one ends in what kind of
    document it is; a headline is its run's two or three lines, if they are of a length or all centred.
    """
    margin = min((line.indent for line in lines), default=0.0)
    for first, last in _runs(lines, measure):
        texts = [closed(line.text) for line in lines[first : last + 1]]
        run = lines[first : last + 1]
        opens = all(_NOT_TITLE.search(line.text) for line in lines[:first])
        found = _official(run, texts, measure) or (_headline(run, texts, measure, margin) if opens else None)
        begin, end = found or (0, 0)
        yield from range(first + begin, first + end)
        if end > begin or _ENDS_WITH_TYPE.search(texts[0]):
            return


def occasion(lines: Sequence[VisualLine]) -> range | None:
    """The lines of what stands under the title of a report: ——2025年1月14日在…会议上, （…通过）."""
    first = next((i for i, line in enumerate(lines[:_HEAD]) if _OCCASION.match(line.text)), None)
    if first is None:
        return None
    for k in range(first, min(first + _OCCASION_MOST, len(lines))):
        if _OCCASION_ENDS.search(closed(lines[k].text)):
            return range(first, k + 1)
        if lines[k].ends_with in (FINAL, COLON):
            break
    return None


def ends_like_title(text: str) -> bool:
    """Does a line end in what kind of document it is?"""
    return bool(_ENDS_WITH_TYPE.search(text))


def addressee(lines: Sequence[VisualLine], measure: float) -> int | None:
    """The line that names whom a letter is to, where the line before it had room for more or ends as heads do."""
    for i, (before, line) in enumerate(pairwise(lines[:_HEAD]), 1):
        if before.ends_with in (FINAL, COLON, SEMICOLON) and not stands_alone(before.text):
            return None
        if line.ends_with == COLON and _ADDRESSEE.fullmatch(line.text):
            ends = _OCCASION_ENDS.search(before.text) or ends_like_title(before.text)
            return i if ends or (measure - before.right >= line.need and before.ends_with != COMMA) else None
    return None


def _runs(lines: Sequence[VisualLine], measure: float) -> Iterator[tuple[int, int]]:
    """Runs of lines before the body that may be of one title."""
    first: int | None = None
    for i, line in enumerate(lines[: _HEAD + 1]):
        text = closed(line.text)
        full = line.width >= _FULL * measure and not is_row(line.text)
        not_title = bool(_NOT_TITLE.search(text))
        ends = not not_title and (line.ends_with in (FINAL, SEMICOLON) or line.starts_with == MARK)
        may_be = (
            not ends
            and i < _HEAD
            and line.starts_with not in (MARK, WEAK_MARK, LABEL)
            and line.ends_with != COLON
            and not not_title
            and not full
        )
        if may_be:
            first = i if first is None else first
            continue
        if first is not None:
            yield first, i - 1
            first = None
        if ends or line.ends_with == COLON or full:
            return
    if first is not None:
        yield first, len(lines) - 1


def _official(run: Sequence[VisualLine], texts: Sequence[str], measure: float) -> tuple[int, int] | None:
    """The first and last line of a title that ends in its kind: 关于…的通知."""
    for end, text in enumerate(texts):
        cut = end > 0 and _cuts_type(texts[end - 1], text)
        if not (cut or _ENDS_WITH_TYPE.search(text)) or _open_bracket("".join(texts[: end + 1])):
            continue
        begin = end - cut
        while begin > max(0, end - _LONGEST + 1) and _goes_on(run, texts, begin):
            begin -= 1
        return (
            (begin, end)
            if begin < end and sum(line.width for line in run[begin : end + 1]) > _LEAST * measure
            else None
        )
    return None


def _cuts_type(before: str, after: str) -> bool:
    """Does a line end cut the word that says what kind of document it is: 的答|复?"""
    found = _ENDS_WITH_TYPE.search(before[-_LONGEST_TYPE:] + after)
    return found is not None and found.start() < len(before[-_LONGEST_TYPE:]) and not ends_like_title(after)


def _cut_type(texts: Sequence[str], at: int) -> bool:
    """Does a line end inside what kind of document it is: 会议纪|要?"""
    found = _ENDS_WITH_TYPE.search(texts[at - 1] + texts[at]) if at else None
    return found is not None and found.start() < len(texts[at - 1])


def _goes_on(run: Sequence[VisualLine], texts: Sequence[str], begin: int) -> bool:
    """Does the line before `begin` belong to the title that goes on there?"""
    before = texts[begin - 1]
    if _cut_type(texts, begin):
        return True
    if _HANGS.search(before) or _open_bracket(before) or run[begin].starts_with == FORBIDDEN:
        return True
    if run[begin - 1].english:
        return False
    return _balanced(run[begin - 1], run[begin]) or bool(_ABOUT.search(before))


def _headline(run: Sequence[VisualLine], texts: Sequence[str], measure: float, margin: float) -> tuple[int, int] | None:
    """The first and last line of a headline that is too long for one line."""
    names = next((k for k, text in enumerate(texts) if k and _NAMES.fullmatch(text)), len(run))
    run = run[:names]
    if not 2 <= len(run) <= (4 if run[:1] and run[0].english else 3):
        return None
    if run[-1].ends_with == COMMA or len({is_english(text) for text in texts[:names]}) > 1:
        return None
    if sum(line.width for line in run) < 0.68 * measure or run[1].starts_with == QUOTE:
        return None
    if run[0].english and not _reads_on(run):
        return None
    indents = [line.indent for line in run]
    set_in = min(indents) - margin >= _CENTRED or (run[0].english and max(indents) - min(indents) > _CENTRED)
    centred = set_in and max(map(_middle, run)) - min(map(_middle, run)) < _AGREE
    even = (
        all(_balanced(run[0], line) for line in run[1:])
        and all(line.width < 0.78 * measure for line in run)
        and max(indents) - min(indents) < _CENTRED  # what stands in the middle and what stands at the margin are two
    )
    return (0, len(run) - 1) if centred or even else None


def _reads_on(run: Sequence[VisualLine]) -> bool:
    """Is an English headline broken inside a phrase, or all in capitals of titles?"""
    return all(
        following.starts_with == LOWER
        or bool(_EN_HANGS.search(line.text))
        or bool(_EN_GOES_ON.match(following.text))
        or (_is_headline(line.text) and _is_headline(following.text) and not following.text[0].isdigit())
        for line, following in pairwise(run)
    )


def _is_headline(text: str) -> bool:
    """Most of the longer words with a capital, as in English titles."""
    words: list[str] = [word for word in _WORD.findall(text) if len(word) > 3]
    return 2 * sum(1 for word in words if word[0].isupper()) > len(words)


def _balanced(line: VisualLine, following: VisualLine) -> bool:
    return abs(line.width - following.width) <= _BALANCE * max(line.width, following.width)


def _middle(line: VisualLine) -> float:
    return line.indent + line.width / 2


def _open_bracket(text: str) -> bool:
    return any(text.count(opening) > text.count(closing) for opening, closing in _BRACKETS)
