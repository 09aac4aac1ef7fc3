"""Invented work reports of a government: each paragraph with its kind and level, and pages that show them.

Deterministic: a seed gives the report. Fifty pages of them test the outline.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from reader.language.scripts import CLOSING, OPENING, em_width
from reader.model import Kind
from tests.layouts import prose
from tests.pdfs import A4, Paper

_HAN = "一二三四五六七八九十"
_VERBS = "推动 深化 健全 夯实 拓展 守牢 增强 优化 做实 激发 补齐 盘活".split()
_THINGS = (
    "产业体系 营商环境 科技创新 乡村振兴 民生保障 城市更新 生态屏障 开放平台 安全底线 财政金融 "
    "教育医疗 文化旅游 数字政府 基层治理 海洋经济 绿色转型 消费活力 "
    "养老托育 交通网络 水利设施 人才队伍 法治建设 粮食安全 社区服务"
).split()
_TERMS = (
    "首席服务员 一键找车位 沿河绿道 零工驿站 邻里食堂 云上图书馆 流动诊室 小微园区 碳普惠 夜校联盟 智慧路灯 共享农机"
).split()


class Part(NamedTuple):
    """A paragraph of the report."""

    text: str
    kind: Kind
    level: int = 0


@dataclass(frozen=True, slots=True)
class Style:
    """How a report is built: which numbering, and whether second and third headings stand alone or lead a paragraph."""

    parts: str = ""  # "numbered": 第一部分; "plain": without a number, the numbering begins anew in each
    second: str = "alone"  # "alone", "led": the paragraph goes on behind the heading, "none"
    third: str = "led"
    stop: bool = False  # second headings that stand alone end in a full stop
    terms: bool = True


class Writer:
    """Words for one report."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)
        self.paragraphs = iter(prose(seed, 4000))
        self.used: set[str] = set()

    def heading(self, most: int = 3) -> str:
        """A heading of one to `most` clauses, never the same again as long as there are words."""
        for _ in range(99):
            clauses = [self.rng.choice(_VERBS) + self.rng.choice(_THINGS) for _ in range(self.rng.randint(1, most))]
            made = "，".join(dict.fromkeys(clauses))
            if made not in self.used:
                break
        self.used.add(made)
        return made

    def body(self) -> str:
        """A paragraph of the text; some begin as headings might."""
        text = next(self.paragraphs)
        opening = self.rng.choice(
            (
                "",
                "",
                "",
                "2024年，",
                "过去一年，",
                "全年新增12.5亿元，",
                "3月底前，",
                "“两张清单”",
                "一是",
                "第一，",
                "同志们，",
            )
        )
        return opening + text


def report(seed: int, style: Style = Style(), pages: int = 50) -> list[Part]:
    """A report of about so many pages of 500 characters."""
    writer = Writer(seed)
    rng = writer.rng
    made = [
        Part("政府工作报告", Kind.TITLE),
        Part("——2025年1月14日在云溪市第六届人民代表大会第四次会议上", Kind.DATE),
        Part("云溪市人民政府市长　林知远", Kind.SIGNATURE),
        Part("各位代表：", Kind.SALUTATION),
        Part("现在，我代表市人民政府，向大会报告工作，请予审议，并请各位委员提出意见。", Kind.BODY),
    ]
    sections = ["2024年工作回顾", "2025年总体要求和主要目标", "2025年重点任务", "加强政府自身建设"]
    shift = 1 if style.parts else 0
    share = pages * 500 // len(sections)
    for n, section in enumerate(sections):
        if style.parts == "numbered":
            made.append(_alone(f"第{_HAN[n]}部分　{section}", 1))
        elif style.parts == "plain":
            made.append(_alone(section, 1))
        if style.parts:
            made.append(Part(writer.body(), Kind.BODY))
            inner = [(f"{_HAN[k]}、{writer.heading()}", share // 3) for k in range(3)]
        else:
            inner = [(f"{_HAN[n]}、{section}", share)]
        for heading, size in inner:
            made.append(_alone(heading, 1 + shift))
            made += _section(writer, style, size, shift)
        if n:
            made.append(Part("各位代表！", Kind.BODY))
            made.append(Part("新的一年，" + writer.body(), Kind.BODY))
    if style.terms:
        made.append(_alone("名词解释", 1))
        for n, term in enumerate(rng.sample(_TERMS, len(_TERMS)), 1):
            made.append(Part(f"{n}.{term}：指{writer.body()}", Kind.ITEM))
    return made


def _section(writer: Writer, style: Style, size: int, shift: int) -> Iterator[Part]:
    """What stands under a first heading."""
    rng = writer.rng
    if style.second == "none":
        while size > 0:
            yield (part := Part(writer.body(), Kind.BODY))
            size -= len(part.text)
        return
    yield Part(writer.body(), Kind.BODY)
    for k in range(rng.randint(3, 6)):
        heading = f"（{_HAN[k]}）{writer.heading()}"
        if style.second == "led":
            yield _led(heading, writer.body(), 2 + shift)
        else:
            yield _alone(heading + "。" * style.stop, 2 + shift)
            yield Part(writer.body(), Kind.BODY)
        left = size // 5
        number = 1
        while left > 0:
            if style.third == "led":
                part = _led(f"{number}.{writer.heading(2)}", writer.body(), 3 + shift)
            elif style.third == "alone":
                yield _alone(f"{number}.{writer.heading(2)}", 3 + shift)
                part = Part(writer.body(), Kind.BODY)
            else:
                part = Part(writer.body(), Kind.BODY)
            yield part
            left -= len(part.text)
            number += 1
            if rng.random() < 0.15:
                for item in range(1, 4):
                    yield Part(f"（{item}）{writer.heading(3)}的项目{rng.randint(2, 90)}个；", Kind.ITEM)
            if rng.random() < 0.1:
                yield Part(f"——{writer.heading(1)}。{writer.body()}", Kind.BODY)


def _alone(text: str, level: int) -> Part:
    return Part(text, Kind.HEADING, level)


def _led(heading: str, body: str, level: int) -> Part:
    return Part(f"{heading}。{body}", Kind.ITEM, level)


@dataclass(frozen=True, slots=True)
class Sheet:
    """How a report is printed as text."""

    width: int = 28
    lines: int = 22
    indent: str = "\u3000\u3000"
    between: str = "\n"
    seam: str = "\n"
    foot: str = "— {} —"
    centred: bool = True


def printed(parts: list[Part], sheet: Sheet) -> str:
    """The report as the pages of a text file."""
    lines: list[str] = []
    for part in parts:
        if part.kind in (Kind.TITLE, Kind.DATE, Kind.SIGNATURE) or part.text == "名词解释":
            middle = wrap(part.text, sheet.width - 4)
            lines += [" " * int(sheet.width - em_width(line)) * sheet.centred + line for line in middle]
            continue
        if part.kind == Kind.SALUTATION:
            lines.append(part.text)
            continue
        wrapped = wrap("\u3000\u3000" + part.text, sheet.width)
        wrapped[0] = sheet.indent + wrapped[0].lstrip("\u3000")
        lines += wrapped
    pages = [lines[at : at + sheet.lines] for at in range(0, len(lines), sheet.lines)]
    made = []
    for number, page in enumerate(pages, 1):
        made.append(sheet.between.join([*page, *([sheet.foot.format(number)] if sheet.foot else [])]))
    return sheet.seam.join(made) + "\n"


_PIECE = re.compile(rf"[{re.escape(OPENING)}]*(?:[0-9A-Za-z.%]+|.)[{re.escape(CLOSING)}]*")


def wrap(text: str, width: float) -> list[str]:
    """Lines of so many em at most, cut where type is: numbers stay whole, no mark begins a line."""
    lines = [""]
    for piece in _PIECE.findall(text):
        if lines[-1] and em_width(lines[-1] + piece) > width:
            lines.append("")
        lines[-1] += piece
    return lines


@dataclass(frozen=True, slots=True)
class Leaf:
    """How a report is printed as PDF: points and em."""

    width: int = 28
    lines: int = 22
    size: float = 16
    step: float = 28
    head: str = ""
    indented: bool = True
    gap: float = 0  # points between paragraphs


def bound(parts: list[Part], leaf: Leaf) -> Paper:
    """The report as a PDF: title and headings without a number in larger type and centred, the rest as text."""
    paper = Paper()
    top, left = 770.0, (A4[0] - leaf.width * leaf.size) / 2
    number, y = 1, top

    def room(step: float) -> None:
        nonlocal number, y
        if y - step < top - leaf.lines * leaf.step:
            foot = f"— {number} —"
            paper.write(left + leaf.size if number % 2 == 0 else A4[0] - left - 5 * leaf.size, 60, foot, 14)
            if leaf.head:
                paper.centre(810, leaf.head, 10.5)
            paper.page()
            number, y = number + 1, top

    for part in parts:
        centred = part.kind in (Kind.TITLE, Kind.DATE, Kind.SIGNATURE) or (
            part.kind == Kind.HEADING and part.text[0] not in "第（一二三四五六七八九十" and "." not in part.text[:3]
        )
        size = 22.0 if part.kind == Kind.TITLE else 18.0 if centred and part.kind == Kind.HEADING else leaf.size
        indent = leaf.indented and not centred and part.kind != Kind.SALUTATION
        for line in wrap("\u3000\u3000" * indent + part.text, leaf.width - 4 * centred):
            room(leaf.step)
            if centred:
                paper.centre(y, line, size)
            else:
                bare = line.lstrip("\u3000")
                paper.write(left + (len(line) - len(bare)) * leaf.size, y, bare, size)
            y -= leaf.step
        y -= leaf.gap
    room(10**6)
    return paper
