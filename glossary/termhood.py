"""A run of words -> how much it looks like a term: what its words are, how rare they are, how they hold together."""

from __future__ import annotations

from collections.abc import Mapping
from math import log2

from glossary.dictionary import Dictionary
from glossary.general import rarity, word_list
from glossary.index import Found

# Parts of speech in jieba's list: of what a term may be made, and in what it may end. `new` is no word of the list.
_INSIDE = frozenset("v n nr ns nt nz nrt ng j vn b a an x eng k new".split())
_END = frozenset("v n ns nt nz j vn an x eng k new".split())
_ONE_CHARACTER = frozenset("n ng j b ns nt k".split())
# Words of one character that open a term, whatever the list says.
_PREFIXES = frozenset("高新")
# Places and times of one character, which the list has as nouns.
_PLACES = frozenset("内外中上下前后间里")
# A new word with one of these in it is no word: jieba joins what it does not know.
FUNCTION = frozenset(
    "的了是在和与及等为将于以或把被对从向到不其该各此本由并也都就又还要之所而则但因若"
    "如至使让给个们我你他她它这那已未均再才很更最可能够须应自先内外间每某一二三四五六七八九十"
)
# Nor one with these at its edges: 基础|上同, 越演|越烈, 总量|低时.
_NEW_START, _NEW_END = frozenset("上地越有不"), frozenset("时")
# What official prose does with things: predicates, however jieba tags them.
_PREDICATES = frozenset(
    """
    落实 推进 支持 贯彻 激活 推动 促进 加快 加强 提升 提高 完善 深化 开展 实施 坚持 加大 强化 优化 健全 推出 发挥
    形成 实现 确保 做好 组织 鼓励 引导 依托 围绕 结合 集中 集聚 打造 构建 建成 建立 成立 完成 获得 获批 提供 出台
    制定 举办 参与 参加 进行 继续 进一步 帮助 协助 带动 助力 提出 要求 办理 答复 位于 代表 应当 可以 负责 按照
    根据 通过 利用 使用 采取 积极 切实 全面 全力 努力 大力 持续 不断 有效 认真 着力 重点 安排 发现 存在 具备
    新建 开通 投向 扩大 排查 表示 欢迎 暨 经 惠及 来自 会同 经商 力争 应该 谢谢 铺设 介绍 不可 先 请 严禁 予以
    突破 突出 偏多 偏少 为准 相适应 重新 提前
    """.split()
)
# What points at things of which the text speaks: no term opens with it, nor has it inside.
_POINTERS = frozenset(
    """
    有关 相关 下列 上述 以下 前述 本市 本省 本区 本县 本单位 全市 全省 全区 全县 全国 全体 部分 原有 现有 各级 各类
    各地 各区 各单位 其他 其它 同类 具体 实际 一些 这些 两项 三项 多项 多个 两个 三个 两件
    """.split()
)
# These belong to what follows.
_HALVES = frozenset("人均 年均 日均 月均 户均".split())
# Heads that go with anything.
_PLAIN_HEADS = frozenset(
    "工作 任务 问题 情况 方面 力量 部门 单位 内容 方式 过程 地区 城市 人员 时间 时期 同志 人民".split()
)
_NAMES = ("nr", "ns", "nt")
# How much a run of so many words weighs if it stands but once: two make a term, five are a phrase.
_ONCE = (0.0, 1.0, 1.3, 1.15, 0.7, 0.5)
# How rare words are, as powers of ten: from where they need an explanation, in a run and alone; beyond the last two
# nothing is learnt, and a new word that stands but once may be a slip of the tokenizer's.
_COMMON, _COMMON_ALONE, _RAREST, _RARE_ONCE = 2.6, 4.4, 5.0, 4.4
# A list of words holds phrases too, as often as it takes to list them.
_LISTED = 3
# How much less such runs are terms: with names; opening with an adjective; opening with what is a verb in all its
# senses, and so may have an object behind it; ending in a verb, or in a plain head.
_WITH_NAME, _ADJECTIVE, _OBJECT, _VERB_END, _PLAIN_HEAD = 0.4, 0.5, 0.6, 0.9, 0.6
# From this share of its senses on a word is more likely a verb with what follows for its object.
_VERBAL = 0.5
# How much it counts that the words of a run stand elsewhere, too.
_COHESION = 0.3


class Termhood:
    """Weighs runs of the words of some texts. `times` says how often each word stands there."""

    def __init__(self, times: Mapping[str, int], dictionary: Dictionary | None) -> None:
        self._times = times
        self._dictionary = dictionary
        self._known: dict[str, list[Found]] = {}

    def inside(self, word: str) -> bool:
        """May the word stand in a term?"""
        tag = _tag(word)
        if tag not in _INSIDE or not word.isalnum() or word.isdigit():
            return False
        if word in _POINTERS or word in _PREDICATES or (len(word) > 3 and word[:2] in _PREDICATES):
            return False
        if tag == "new" and (FUNCTION.intersection(word) or word[0] in _NEW_START or word[-1] in _NEW_END):
            return False
        return len(word) > 1 or (tag in _ONE_CHARACTER and word not in _PLACES) or word in _PREFIXES

    def ends(self, word: str) -> bool:
        """May a term end in the word?"""
        return _tag(word) in _END and word not in _HALVES

    def governs(self, word: str) -> bool:
        """Is the word a verb and nothing else, so that what follows is its object?"""
        return _tag(word) == "v" and self._only_verb(word) is not False

    def verbal(self, word: str) -> float:
        """Which share of a word's senses are those of a verb; by its tag where the dictionary does not have it."""
        senses = self._senses(word)
        return sum(sense.startswith("to ") for sense in senses) / len(senses) if senses else float(_tag(word) == "v")

    def opens(self, word: str) -> bool:
        """Is the word one that has what follows for its object, rather than being a part of the term?"""
        return self.verbal(word) >= _VERBAL

    def weight(self, run: tuple[str, ...], free: int) -> float:
        """How much a run that stands so often by itself looks like a term; 0 if not at all."""
        first, last = run[0], run[-1]
        if len(run) == 1:
            return self._weight_alone(first, free)
        if self.governs(last):
            return 0.0  # more likely a clause than a term
        weight: float = log2(1 + free) * (sum(map(self._rarity, run)) / len(run) - _COMMON)
        weight *= _ONCE[len(run)] if free == 1 else max(_ONCE[len(run)], 1.0)
        weight *= (free / max(self._times[first], self._times[last])) ** _COHESION
        if any(map(self._is_name, run)):
            weight *= _WITH_NAME
        if _tag(first) == "a" and first not in _PREFIXES:
            weight *= _ADJECTIVE
        weight *= 1 - _OBJECT * self.verbal(first)
        if _tag(last) == "v":
            weight *= _VERB_END
        if last in _PLAIN_HEADS:
            weight *= _PLAIN_HEAD
        return max(weight, 0.0)

    def _weight_alone(self, word: str, free: int) -> float:
        if _tag(word) == "v" or (_tag(word) == "new" and free == 1):
            return 0.0
        common = _COMMON if _tag(word) == "new" else _COMMON_ALONE
        name = _WITH_NAME if self._is_name(word) else 1.0
        return log2(1 + free) * max(self._rarity(word) - common, 0.0) * name

    def _rarity(self, word: str) -> float:
        """How rare a word is; a phrase of the list is as rare as its words."""
        rare = rarity(word)
        count, _ = word_list().get(word, (0, ""))
        if count <= _LISTED and len(word) > 3:
            halves = [(word[:k], word[k:]) for k in range(2, len(word) - 1)]
            known = [max(map(rarity, pair)) for pair in halves if all(half in word_list() for half in pair)]
            rare = min([rare, *known])
        return min(rare, _RAREST if count or self._times[word] > 1 else _RARE_ONCE)

    def _is_name(self, word: str) -> bool:
        """Is the word a name by its tag, or written as one in the dictionary?"""
        readings = [one.entry["pinyin"] for one in self._entries(word)]
        return _tag(word).startswith(_NAMES) or (bool(readings) and all(one[:1].isupper() for one in readings))

    def _only_verb(self, word: str) -> bool | None:
        """Are all senses of a word in the dictionary those of a verb? None if it has none."""
        senses = self._senses(word)
        return all(sense.startswith("to ") for sense in senses) if senses else None

    def _senses(self, word: str) -> list[str]:
        senses = [sense for one in self._entries(word) for some in one.entry["senses"] for sense in some.split("; ")]
        return [sense for sense in senses if not sense.startswith(("(", "measure word:"))]

    def _entries(self, word: str) -> list[Found]:
        if word not in self._known:
            self._known[word] = self._dictionary.by_form(word) if self._dictionary else []
        return self._known[word]


def unusual(word: str) -> bool:
    """Is a word rarer than those that need no explanation?"""
    return rarity(word) > _COMMON_ALONE


def _tag(word: str) -> str:
    return word_list().get(word, (0, "new"))[1]
