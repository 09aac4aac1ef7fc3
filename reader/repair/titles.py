"""Visual lines at the head of a document -> which of them are one title. Titles break where they read well, not where
the line is full, so the measure says little about them: what the words say counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reader.repair.lines import (
    COLON,
    COMMA,
    DASH,
    FINAL,
    FORBIDDEN,
    LABEL,
    LOWER,
    MARK,
    OPEN,
    SEMICOLON,
    VisualLine,
)  # fmt: skip

_HEAD = 12  # lines of the document that may hold its title
_LONGEST = 4  # lines of one title
_LEAST = 0.55  # of the measure: two lines that are shorter together would have been one
# What kind of document it is: the last word of an official title, but for remarks in brackets.
_TYPE = (
    "通知|通告|通报|公告|公报|意见|办法|决定|决议|命令|批复|答复|复函|函|请示|报告|方案|规定|规则|条例|细则|纲要|规划|要点|计划|总结"
    "|讲话|解释|说明|指引|指南|制度|章程|协议|合同|纪要|议案|提案|建议|启事|声明|倡议书|判决书|裁定书|通则|准则|标准|清单|目录|措施|预案"
)
_ENDS_WITH_TYPE = re.compile(rf"(?:{_TYPE})(?:[（(〔][^（()）]{{1,12}}[）)〕]){{0,2}}$")
_ABOUT = re.compile("关于|對於|關於|对于")
_HANGS = re.compile(r"(?:关于|關於|对于|进一步|以及|有关|[的和与及、对在为向将把])$")
_NOT_TITLE = re.compile(
    r"〔\d{4}〕|[（(\[【]\d{4}[）)\]】]\s*\d+\s*号|文件$|^[\d二〇一三四五六七八九十○零]{2,4}\s*年[^，]{1,12}[日月]$|[：:]|\s{3,}"
)
_EN_CONTINUES = re.compile(
    r"\b(?:a|an|the|of|on|in|for|and|or|to|from|with|at|by|its|their|into|under|between)$", re.IGNORECASE
)
_EN_GOES_ON = re.compile(r"(?:of|on|in|for|and|or|to|from|with|at|by|into|under|between|the|a|an)\b")
_CAPITAL = re.compile(r"\b[A-Z]")
_WORD = re.compile(r"[A-Za-z][\w'’]*")


def title_joins(lines: Sequence[VisualLine], measure: float) -> Iterator[int]:
    """The indexes of line ends inside a title. `measure`: of the body, 0 where it has none.

    Only what stands before the first sentence counts as the head.
    """
    run = 0
    for i in range(min(len(lines) - 1, _HEAD)):
        line, following = lines[i], lines[i + 1]
        if line.ends_with in (FINAL, COLON, SEMICOLON) and not _ENDS_WITH_TYPE.search(line.text):
            return
        if run < _LONGEST - 1 and _may_be_title(line) and _may_be_title(following) and _one(line, following, measure):
            yield i
            run += 1
        else:
            run = 0


def _may_be_title(line: VisualLine) -> bool:
    return (
        line.ends_with not in (FINAL, COLON, SEMICOLON, COMMA)
        and line.starts_with not in (MARK, LABEL)
        and not _NOT_TITLE.search(line.text)
    )


def _one(line: VisualLine, following: VisualLine, measure: float) -> bool:
    """Are these two lines of one title?"""
    if following.starts_with == FORBIDDEN or line.ends_with == OPEN:
        return True
    if following.ends_with == DASH or following.text[0] in "—–" or line.width + following.width < _LEAST * measure:
        return False
    if line.english != following.english:
        return False
    return _one_english(line, following) if line.english else _one_chinese(line, following)


def _one_chinese(line: VisualLine, following: VisualLine) -> bool:
    if _open_bracket(line.text) or _HANGS.search(line.text):
        return True
    if _ENDS_WITH_TYPE.search(line.text) or following.width < 3:
        return False
    about = bool(_ABOUT.search(line.text))
    balanced = abs(line.width - following.width) <= 0.45 * max(line.width, following.width)
    if _ENDS_WITH_TYPE.search(following.text):
        return balanced or about or following.text[:2] in ("关于", "關於")
    return balanced and about


def _one_english(line: VisualLine, following: VisualLine) -> bool:
    if following.starts_with == LOWER or _EN_CONTINUES.search(line.text) or _EN_GOES_ON.match(following.text):
        return _is_headline(line.text)
    return False


def _is_headline(text: str) -> bool:
    """Most of the longer words with a capital, as in English titles."""
    words: list[str] = [word for word in _WORD.findall(text) if len(word) > 3]
    return 2 * sum(1 for word in words if word[0].isupper()) >= len(words)


def _open_bracket(text: str) -> bool:
    return any(text.count(opening) > text.count(closing) for opening, closing in ("《》", "（）", "“”", "〈〉", "()"))
