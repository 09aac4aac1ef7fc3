"""A Chinese text -> the stretches in which no word has a gloss of its own: numbers, numbers of documents, names.

What their characters mean elsewhere says nothing of them there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from glossary.general import word_list

_NUMERAL = "〇零一二两三四五六七八九十百千万亿"
# 二〇二四; 千分之一; 两到三成, of which 三成 is only the end.
_NUMBER = re.compile(rf"[{_NUMERAL}]+(?:分之[{_NUMERAL}]+|成?[到至][{_NUMERAL}]+成?)?")
# 临政办发〔2024〕36号: who issued it and what kind it is, each in a character or two.
_DOCUMENT = re.compile(r"[\u4e00-\u9fff]{1,8}(?=[〔［\[（(]\d{4}[〕］\]）)]\d)")
# What stands before the name of a person, and what behind it.
_TITLE = re.compile(
    r"(?:[局厅司处部县市镇乡州区村省校院会所行关署组社队站]长|书记|主任|主席|总理|记者|通讯员|同志|委员|教授|院士|经理|董事|"
    r"负责人|代表人?|专员|联系人|调研员|巡视员|议员)[：:\s]*$"
)
_STYLED = ("同志", "先生", "女士", "议员", "委员", "教授", "院士")
# The longest name, and how much before it is looked at.
_NAME, _BEFORE = 3, 8

Surname = Callable[[str], bool]


def unglossed(text: str, words: Sequence[str], is_surname: Surname) -> Iterator[tuple[int, int]]:
    """Such stretches as offsets; `words` are those of the text, and join back to it.

    >>> text = "局长周建国在会上"
    >>> [text[a:b] for a, b in unglossed(text, ["局长", "周", "建国", "在", "会上"], "周".__eq__)]
    ['周建国']
    >>> [*unglossed("清政办发〔2024〕36号", [], bool)], [*unglossed("两到三成，一般", [], bool)]
    ([(0, 4)], [(0, 4), (5, 6)])
    """
    for pattern in (_DOCUMENT, _NUMBER):
        for found in pattern.finditer(text):
            yield found.span()
    at = 0
    for k, word in enumerate(words):
        if is_surname(word[0]) and (end := _name_end(text, words, k, at)):
            yield at, end
        at += len(word)


def _name_end(text: str, words: Sequence[str], k: int, at: int) -> int:
    """Where the name ends that begins with words[k] at an offset; 0 where nothing says that it is one."""
    word = words[k]
    if len(word) > 1 and (len(word) > _NAME or word in word_list()):
        return 0
    following = words[k + 1] if k + 1 < len(words) else ""
    end = at + len(word)
    if len(word) == 1:
        if not following.isalpha() or len(following) >= _NAME:
            return 0
        end += len(following)
    titled = _TITLE.search(text[max(0, at - _BEFORE) : at])
    return end if titled or text.startswith(_STYLED, end) else 0
