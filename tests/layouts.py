"""Clean paragraphs -> the text that a page makes of them. For properties of repair; deterministic."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

from hypothesis import strategies as st

from reader.language.scripts import CLOSING, OPENING

_WORDS = (
    "治理 河道 工作 专班 资金 落实 建设 平台 中心 普及 科学 推进 保障 提升 服务 企业 创新 机制 港口 水位 观测 记录 "
    "年度 计划 群众 居民 道路 桥梁 学校 教师 学生 医院 医生 数据 系统 安全 质量 标准 市场 监管 环境 保护 土地 规划 财政"
).split()


@dataclass(frozen=True, slots=True)
class Layout:
    """How a page sets its text; `indent` is written before first lines, `page` counts lines, 0 is one long page."""

    width: int
    indent: str
    blank: bool
    page: int
    foot: str
    quote: str
    ending: str


LAYOUTS = st.builds(
    Layout,
    width=st.integers(18, 40),
    indent=st.sampled_from(["\u3000\u3000", "    ", "\t"]),
    blank=st.booleans(),
    page=st.sampled_from([0, 18, 25]),
    foot=st.sampled_from(["", "— {} —", "第 {} 页 共 99 页", "- {} -", "{}"]),
    quote=st.sampled_from(["", "", "", "> "]),
    ending=st.sampled_from(["\n", "\r\n", "\r", "\u2028"]),
)


def prose(seed: int, count: int) -> list[str]:
    """So many paragraphs of invented officialese. A seed, not drawn words: shrinking would end in one word repeated."""
    rng = random.Random(seed)

    def sentence() -> str:
        clauses = ["".join(rng.choices(_WORDS, k=rng.randint(3, 7))) for _ in range(rng.randint(1, 4))]
        return "，".join(clauses) + "。"

    return ["".join(sentence() for _ in range(rng.randint(1, 6))) for _ in range(count)]


PARAGRAPHS = st.builds(prose, st.integers(0, 10**6), st.integers(4, 14))


def lay_out(paragraphs: list[str], layout: Layout) -> str:
    """Wrap, indent, cut into pages and number them."""
    lines: list[str] = []
    for paragraph in paragraphs:
        first = "\u3000\u3000" if layout.indent else ""
        wrapped = wrap(first + paragraph, layout.width)
        wrapped[0] = layout.indent + wrapped[0].lstrip("\u3000")
        lines += wrapped
    size = layout.page or len(lines)
    pages = [lines[at : at + size] for at in range(0, len(lines), size)]
    joint = layout.ending * (2 if layout.blank else 1)
    made: list[str] = []
    for number, page in enumerate(pages, 1):
        foot = [layout.foot.format(number)] if layout.foot and len(pages) > 1 else []
        made += [layout.quote + line for line in (*page, *foot)]
    return joint.join(made) + layout.ending


def wrap(text: str, width: int) -> list[str]:
    """Cut a text into lines of so many characters; closing marks hang out, opening ones go down."""
    lines: list[str] = []
    while len(text) > width:
        at = width
        if text[at] in CLOSING:  # hanging punctuation
            at += 1
        while text[at - 1] in OPENING:
            at -= 1
        lines.append(text[:at])
        text = text[at:]
    return [*lines, text] if text else lines


def hanging(paragraphs: list[str], width: int, rng: random.Random) -> list[str]:
    """First lines at the margin, the others set in."""
    made: list[str] = []
    for text in paragraphs:
        first = wrap(text, width)[0]
        made += [first, *("\u3000\u3000" + line for line in wrap(text[len(first) :], width - 2) if line)]
    return made


def with_quotations(paragraphs: list[str], width: int, rng: random.Random) -> list[str]:
    """Every third paragraph set in on both sides, to a narrower measure."""
    made: list[str] = []
    for number, text in enumerate(paragraphs):
        inset = 2 if number % 3 == 1 else 0
        made += ["\u3000" * inset + line for line in wrap("\u3000\u3000" + text, width - 2 * inset)]
    return made


def letter_by_letter(paragraphs: list[str], width: int, rng: random.Random) -> list[str]:
    """A space between all characters."""
    lines = [line for text in paragraphs for line in wrap("\u3000\u3000" + text, width)]
    return [line[: len(line) - len(line.lstrip())] + " ".join(line.lstrip()) for line in lines]


def with_blank_lines(paragraphs: list[str], width: int, rng: random.Random) -> list[str]:
    """Indented; a blank line behind any fourth line."""
    lines = [line for text in paragraphs for line in wrap("\u3000\u3000" + text, width)]
    return [one for line in lines for one in ([line, ""] if rng.random() < 0.25 else [line])]


def ragged_mail(paragraphs: list[str], width: int, rng: random.Random) -> list[str]:
    """Quoted, a blank line between paragraphs, lines now full, now up to three characters short."""
    made: list[str] = []
    for text in paragraphs:
        while text:
            line = wrap(text, width - rng.choice([0, 0, 0, 1, 2, 3]))[0]
            made, text = [*made, f"> {line}"], text[len(line) :]
        made.append(">")
    return made


Setting = Callable[[list[str], int, random.Random], list[str]]
SETTINGS: tuple[Setting, ...] = (hanging, letter_by_letter, with_blank_lines)
