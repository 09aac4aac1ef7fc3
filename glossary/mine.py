"""Texts -> candidate terms that no layer has: runs of content words that are frequent, specific or coined.

A candidate is a word, a run of words within one clause that ends in a noun, or what stands in quotation marks. Its
weight grows with how often it stands by itself (as in the C-value: what stands only inside a longer candidate counts
for that one), and with how rare its words are in general language.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from math import log2
from typing import NamedTuple

from glossary.forms import key
from glossary.general import rarity, word_list
from glossary.index import Index
from reader.language.pinyin import has_han
from reader.language.words import tokenizer

# Parts of speech in jieba's list: of what a term may be made, and in what it may end. `new` is no word of the list.
_INSIDE = frozenset("v n nr ns nt nz nrt ng j l i vn b a an x eng k new".split())
_END = frozenset("v n ns nt nz j l i vn an x eng k new".split())
_ONE_CHARACTER = frozenset("n ng j b ns nt k".split())
# A new word with one of these in it is no word: jieba joins what it does not know.
_FUNCTION = frozenset(
    "的了是在和与及等为将于以或把被对从向到不其该各此本由并也都就又还要之所而则但因若"
    "如至使让给个们这那已未均再才很更最可能够须应自内外间每某一二三四五六七八九十"
)
# What official prose does with things: predicates, however jieba tags them.
_PREDICATES = frozenset(
    """
    落实 推进 支持 贯彻 贯彻落实 激活 推动 促进 加快 加强 提升 提高 完善 深化 开展 实施 坚持 加大 强化 优化 健全
    推出 发挥 形成 实现 确保 做好 组织 鼓励 引导 依托 围绕 结合 集中 集聚 打造 构建 建成 建立 成立 完成 获得 获批
    提供 出台 制定 举办 参与 参加 进行 继续 进一步 帮助 协助 带动 助力 提出 要求 办理 答复 位于 代表 应当 可以
    负责 按照 根据 通过 利用 使用 采取 积极 切实 全面 全力 努力 大力 持续 不断 有效 认真
    """.split()
)
_QUOTED = re.compile(r"[“《「]([^“”《》「」，。；：、！？\s]{2,12})[”》」]")
_MOST_WORDS, _MOST_CHARACTERS = 5, 12
# How much a run of so many words weighs if it stands but once: two make a term, five are a phrase.
_ONCE = (0.0, 0.8, 1.3, 1.15, 0.7, 0.5)
# A word of the list weighs by how much rarer it is than one in a few thousand: a commoner one needs no explanation.
_COMMON, _OF_LIST, _COINED = 3.2, 1.6, 8.0
_CONTEXT = 12
# Nobody reads further.
_MOST = 2000


class Candidate(NamedTuple):
    """A proposed term, how often it stands in the texts, its weight, and one place where it stands."""

    zh: str
    times: int
    weight: float
    context: str


def mine(texts: Sequence[str], glossary: Index | None = None) -> list[Candidate]:
    """The candidates of some texts, best first, without those that the glossary has."""
    words = tokenizer(glossary.forms(limit=1_000_000) if glossary else ())
    runs = Counter(run for text in texts for run in _runs(words.lcut(text)))
    weights: dict[str, float] = {}
    for run, free in _by_themselves(runs).items():
        weights["".join(run)] = max(weights.get("".join(run), 0.0), _weight(run, free))
    counts = Counter({"".join(run): count for run, count in runs.items()})
    quoted = Counter(mark.group(1) for text in texts for mark in _QUOTED.finditer(text) if has_han(mark.group(1)))
    for quote, count in quoted.items():
        for start, end in combinations(range(len(quote) + 1), 2):
            if counts[quote[start:end]] <= count:  # a piece of what is quoted, or the same
                weights.pop(quote[start:end], None)
    for word, count in quoted.items():
        counts[word] = max(counts[word], count)
        weights[word] = log2(1 + count) * min(_COINED, rarity(word))
    known = glossary.known([key(word) for word in weights]) if glossary else {}
    ranked = sorted((-weight, word) for word, weight in weights.items() if weight and key(word) not in known)
    return [
        Candidate(word, counts[word], round(-weight, 2), _context(word, texts))
        for weight, word in _without_echoes(ranked[:_MOST], counts)
    ]


def _runs(words: list[str]) -> Iterator[tuple[str, ...]]:
    """The runs of words that may be terms."""
    for first, before in enumerate(["", *words[:-1]]):
        if before[-1:].isdigit():
            continue  # what follows a number is its unit
        for last in range(first, min(first + _MOST_WORDS, len(words))):
            run = tuple(words[first : last + 1])
            if not _inside(run[-1]) or len("".join(run)) > _MOST_CHARACTERS or "v" in map(_tag, run[:-1]):
                break  # a verb is part of a term only at its end: 联合攻关
            if len("".join(run)) > 1 and _tag(run[-1]) in _END and has_han("".join(run)):
                yield run


def _inside(word: str) -> bool:
    tag = _tag(word)
    if tag not in _INSIDE or word in _PREDICATES or not word.isalnum() or word.isdigit():
        return False
    if tag == "new" and _FUNCTION.intersection(word):
        return False
    return len(word) > 1 or tag in _ONE_CHARACTER


def _tag(word: str) -> str:
    return word_list().get(word, (0, "new"))[1]


def _by_themselves(runs: Counter[tuple[str, ...]]) -> dict[tuple[str, ...], int]:
    """How often each run stands outside of the longer run that it stands in most."""
    inside: Counter[tuple[str, ...]] = Counter()
    for run, count in runs.items():
        for start in range(len(run)):
            for end in range(start + 1, len(run) + 1):
                if end - start < len(run):
                    inside[run[start:end]] = max(inside[run[start:end]], count)
    return {run: count - inside[run] for run, count in runs.items() if count > inside[run]}


def _weight(run: tuple[str, ...], free: int) -> float:
    if _tag(run[-1]) == "v" and (free == 1 or len(run) == 1):
        return 0.0  # more likely a clause than a term
    one = max(0.0, rarity(run[0]) - _COMMON) * _OF_LIST
    specific = one if len(run) == 1 else sum(map(rarity, run)) / len(run)
    return log2(1 + free) * specific * (_ONCE[len(run)] if free == 1 else max(_ONCE[len(run)], 1.0))


def _without_echoes(ranked: Iterable[tuple[float, str]], counts: Counter[str]) -> Iterator[tuple[float, str]]:
    """Of two candidates that stand but once and overlap as texts, the better one."""
    once: list[str] = []
    for weight, word in ranked:
        if counts[word] == 1:
            if any(word in other or other in word for other in once):
                continue
            once.append(word)
        yield weight, word


def _context(word: str, texts: Sequence[str]) -> str:
    for text in texts:
        if (at := text.find(word)) >= 0:
            start, end = max(0, at - _CONTEXT), at + len(word) + _CONTEXT
            return ("…" if start else "") + text[start:end] + ("…" if end < len(text) else "")
    return ""
