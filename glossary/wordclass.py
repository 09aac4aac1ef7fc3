"""A word -> what it may be in a term: a noun, a verb, what makes or breaks a term in official prose.

The tags of jieba's list say it roughly; the senses of the dictionary tell verbs from nouns better.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from glossary.dictionary import Dictionary
from glossary.general import word_list
from glossary.index import Found

# `verb`: more of a verb than a noun; `pure`: nothing else; `support`: takes whatever follows for its object, but may
# stand inside (产业支持政策); `new`: no source knows it; "": no part of a term.
Kind = Literal["noun", "verb", "pure", "support", "adjective", "name", "new", ""]
VERBS = ("verb", "pure")

# Parts of speech in jieba's list: of what a term may be made; those only if the dictionary knows them as nouns; those
# of which one character is enough.
_INSIDE = frozenset("v n nr ns nt nz nrt ng j vn b a x an eng k".split())
_IF_NOUN = frozenset("l s t".split())
_ONE_CHARACTER = frozenset("n ng j b ns nt k".split())
# Words of one character that open a term, whatever the list says; those that the list has as nouns: places, plurals.
PREFIXES, _NO_NOUNS = frozenset("高新"), frozenset("内外中上下前后间里们时贵")
# A new word with one of these in it is no word: jieba joins what it does not know.
FUNCTION = frozenset(
    "的了是在和与及等为将于以或把被对从向到不其该各此本由并也都就又还要之所而则但因若获拟交任比较请"
    "如至使让给个们我你他她它这那已未均再才很更最可能够须应自先内外间每某一二三四五六七八九十"
)
# Nor one with these at its edges: 基础|上同, 越演|越烈, 总量|低时.
# And a verb with its result opens a clause: 做强, 兜牢.
_RESULTS = frozenset("强大牢实好优细深准活稳足紧严")
# So does one with its goal, or one that cannot reach it: 拿到, 相当于; 出不去.
_REACHING = frozenset("到给于向往为住掉")
_NEW_START, _NEW_END = frozenset("上地越有不"), frozenset("时")
# What official prose does with things: predicates, however jieba tags them.
PREDICATES = frozenset(
    """
    落实 推进 贯彻 激活 推动 加快 加强 提升 提高 完善 深化 开展 坚持 加大 强化 优化 健全 推出 发挥 形成 实现
    确保 做好 鼓励 引导 依托 围绕 结合 集中 打造 构建 建成 建立 成立 完成 获得 获批 出台 制定 举办 参加 进行
    继续 进一步 帮助 协助 带动 助力 提出 要求 办理 答复 位于 应当 可以 负责 按照 根据 通过 采取 积极 切实 全面
    全力 努力 大力 持续 不断 有效 认真 着力 重点 安排 存在 具备 新建 开通 投向 扩大 排查 表示 欢迎 暨 经 惠及
    来自 会同 经商 力争 应该 谢谢 铺设 介绍 不可 先 请 严禁 予以 突破 突出 偏多 偏少 为准 相适应 重新 提前 具有
    享有 属于 发现 加以 注重 发放 聚焦 瞄准 酝酿 编列 抽调 激发 释放 注明 说明 涉及 谱写 另有 已有 用于 聘请
    实行 采用 引进 助推 营造 收到 培育 兑现 办好 抓好 入选 看到 达到 之日起 依法 足额 及时 定期 广泛 妥善 合理
    自觉 逐步 充分 密切 深入 优先 联系 面向 聚力 赋能 有所 简称 起来 下去 出来 不得 据介绍 据悉 据了解 属实 商请
    无需 出具 提交 报送 公布 承担 有权 能否 是否 累计 另行
    """.split()
)
# Praise and degree: what they open is a phrase, not a term.
_DEGREES = frozenset(
    """
    有力 严峻 坚强 高效 优质 优秀 良好 显著 明显 巨大 深刻 复杂 紧密 衷心 崇高 繁重 精准 强大 强劲 重要 全新
    一定 充足 足够 丰富 宝贵 便捷 便利 勇毅 坚定 灵活 热烈 亲切 圆满 扎实 稳固 雄厚 广阔 深厚 旺盛 较大 较强
    更大 更强 更好 最大 特定
    """.split()
)
_SUPPORT = frozenset("支持 提供 使用 利用 参与 实施 获取".split())
# What points at things of which the text speaks: no term opens with it, nor has it inside.
_POINTERS = frozenset(
    """
    有关 相关 下列 上述 以下 前述 本市 本省 本区 本县 本单位 全市 全省 全区 全县 全国 全体 部分 原有 现有 各级
    各类 各地 各区 各单位 如下 例如 比如 可能 没有 今年 去年 明年 今天 昨天 明天 目前 当前 现在 今后 近年 同一
    其他 其它 同类 具体 实际 一些 这些 两项 三项 多项 多个 两个 三个 两件
    """.split()
)
# These belong to what follows.
HALVES = frozenset("人均 年均 日均 月均 户均".split())
# What bodies and places are called: behind a place's name they make a name, as other nouns do not.
OF_BODIES = frozenset("府院厅局委部办会校学馆区所站社队团室司心港市县镇乡村处行")
# The levels of administration.
LEVELS = frozenset("省市区县镇乡村街")
# What ends so is a place or a time: 境内, 期限内.
ENDS_OF_PLACES = frozenset("内外前后")
# Heads that go with anything.
PLAIN_HEADS = frozenset(
    """
    工作 任务 问题 情况 方面 力量 部门 单位 内容 方式 过程 地区 城市 人员 时间 时期 同志 人民 发展 建设 范畴
    水平 力度 方向 目的 原因 结果 状况 条件 目标 程度 数量 总数 总量 价值 作用 影响 特点 步伐 途径 领域 事项
    活动 精神 名称 理由 成绩 差距 关键 需要 内涵 意义 地位 关系 经验 道路 社会
    """.split()
)
# Heads that a verb before them describes: 承办单位 is one that does, not the doing of it.
DESCRIBED = frozenset(
    """
    单位 人员 机构 部门 企业 机制 制度 措施 办法 能力 方式 方法 系统 技术 设备 设施 标准 期限 程序 手续 凭证
    中心 平台 场所 区域 对象 主体 活动 计划 方案 补贴
    """.split()
)
# Heads of what offices set up, decide, pay for and count.
TERM_HEADS = frozenset(
    """
    机制 体系 制度 平台 工程 基地 专项 行动 计划 规划 方案 办法 条例 意见 清单 标准 中心 实验室 研究院 集群 园区
    示范区 试验区 开发区 基金 资金 预算 收入 支出 债券 贷款 保险 产业 企业 机构 组织 协会 联盟 委员会 政府 法院
    检察院 人才 队伍 团队 技术 系统 网络 数据 信息 资源 资本 要素 服务 设施 设备 装备 产品 成果 项目 转化 治理
    管理 监管 监督 安全 保护 保障 评价 评估 考核 审计 审批 许可 处罚 责任 义务 权利 权益 政策 战略 布局 改革
    创新 经济 贸易 市场 投资 消费 价格 指数 总额 总值 增加值 生态 环境 能力 模式 主体 载体 公约 协议 合同 会议
    报告 论坛 博览会 培训
    """.split()
)
# Characters that make a noun of the word before them: 集聚区, 开放类, 转化率.
SUFFIXES = frozenset("区类率局处室厅级型化法性网权证费员者院所馆站卡券桩线业部署司委办品机器车额量税债金制期")


class Words:
    """What words may be in a term, by jieba's list, the dictionary if there is one, and the terms that are known."""

    def __init__(self, dictionary: Dictionary | None, terms: Iterable[str] = ()) -> None:
        self._dictionary = dictionary
        self._terms = frozenset(terms)
        self._kinds: dict[str, Kind] = {}

    def kind(self, word: str) -> Kind:
        """What a word may be in a term."""
        if word not in self._kinds:
            self._kinds[word] = self._kind(word)
        return self._kinds[word]

    def known(self, forms: list[str]) -> frozenset[str]:
        """Those of some forms that the dictionary has."""
        return frozenset(self._dictionary.known(forms)) if self._dictionary else frozenset()

    def is_whole(self, word: str) -> bool:
        """Is a word of jieba's cut in a list, so that it is not to be taken apart?"""
        return word in word_list() or word in self._terms

    def is_predicate(self, word: str) -> bool:
        """Is a word one with which a clause begins anew, so that what is beside it has its border there?"""
        return word in PREDICATES or self.kind(word) in ("pure", "support")

    def is_described(self, run: Sequence[str]) -> bool:
        """Is a run a head and nothing but verbs that describe it: 承办单位, 授权运营制度?"""
        verbs = run[:-1]
        return run[-1] in DESCRIBED and self.kind(run[0]) == "pure" and all(self.kind(verb) in VERBS for verb in verbs)

    def _kind(self, word: str) -> Kind:
        tag = word_list().get(word, (0, "new"))[1]
        if (
            not word.isalpha()
            or word in _POINTERS | _DEGREES | PREDICATES
            or (len(word) > 3 and word[:2] in PREDICATES)
        ):
            return ""
        if word in _SUPPORT:
            return "support"
        if 1 < len(word) < 4 and tag.startswith("v") and (word[-1] in _REACHING or word[1:-1] == "不"):
            return ""
        if word in self._terms and word not in word_list():
            return "noun"
        entries = self._dictionary.by_form(word) if self._dictionary else []
        verbal = _verbal(entries)
        if len(word) == 1:
            one = tag in _ONE_CHARACTER and word not in _NO_NOUNS and (verbal or 0) < 0.5
            return "adjective" if word in PREFIXES else "noun" if one else ""
        if tag == "new":
            return self._kind_of_new(word, verbal)
        if tag not in _INSIDE and not (tag in _IF_NOUN and verbal == 0):
            return ""
        if (tag.startswith("nr") and not entries) or _is_idiom(entries):
            return ""  # somebody's name, or a saying
        if tag.startswith(("nr", "ns")) and (not entries or _is_name(entries)):
            return "name"
        if verbal is None:
            return "verb" if tag == "v" else "adjective" if tag == "a" else "noun"
        if verbal == 1:
            return "verb" if tag == "vn" else "pure"
        return "verb" if verbal >= 0.5 else "adjective" if tag == "a" else "noun"

    def _kind_of_new(self, word: str, verbal: float | None) -> Kind:
        if word[0] in PREFIXES and word[1:] in word_list():
            return "noun"
        if len(word) == 2 and word[1] in _RESULTS:
            return ""
        if FUNCTION.intersection(word) or word[0] in _NEW_START or word[-1] in _NEW_END:
            return ""
        return "new" if verbal is None else "pure" if verbal == 1 else "verb" if verbal >= 0.5 else "noun"


def _verbal(entries: list[Found]) -> float | None:
    """Which share of the senses are those of a verb; None if there are none."""
    senses = [sense for one in entries for some in one.entry["senses"] for sense in some.split("; ")]
    told = [sense for sense in senses if not sense.startswith(("(", "measure word:"))]
    return sum(sense.startswith("to ") for sense in told) / len(told) if told else None


def _is_idiom(entries: list[Found]) -> bool:
    return bool(entries) and all("(idiom)" in " ".join(one.entry["senses"]) for one in entries)


def _is_name(entries: list[Found]) -> bool:
    return all(one.entry["pinyin"][:1].isupper() for one in entries)
