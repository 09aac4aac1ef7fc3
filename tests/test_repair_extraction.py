"""What extracting programs do to lines: undone where it is sure, and nowhere else."""

from __future__ import annotations

import pytest

from reader.extract.text import split_lines
from reader.repair.beside import part_columns
from reader.repair.edits import apply_edits
from reader.repair.extraction import drop_doubled, mend_broken_lines, restore_hyphens

_DOUBLED = "第第一一章章  总总则则\n为了保护湿地，制定本办法。\n第第二二章章  巡巡护护与与监监测测\n"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "寻寻觅觅，冷冷清清",
        "干干净净整整齐齐\n",  # one line of reduplicated words
        "0000 0000 0000 0000 0000 0000\nffff 0000 ffff 0000 ffff 0000\n",
        "========================\n————————————————————————\n",
        "燕子归来\n燕子归来\n杏花开了\n杏花开了\n",  # a refrain or two
        "合格\n合格\n合格\n不合格的\n不合格的\n复检通过\n复检通过\n待定项目\n待定项目\n",  # a column of a table
    ],
)
def test_what_is_there_twice_on_purpose_stays(text: str) -> None:
    assert list(drop_doubled(text, split_lines(text))) == []


@pytest.mark.parametrize(
    ("text", "single"),
    [
        (_DOUBLED, "第一章  总则\n为了保护湿地，制定本办法。\n第二章  巡护与监测\n"),
        (
            "工作要点\n工作要点\n一、监测水质\n一、监测水质\n每周两次。\n二、巡护堤岸\n\n二、巡护堤岸\n每天一次。",
            "工作要点\n一、监测水质\n每周两次。\n二、巡护堤岸\n每天一次。",
        ),
    ],
)
def test_type_that_was_printed_twice_is_there_once(text: str, single: str) -> None:
    assert apply_edits(text, drop_doubled(text, split_lines(text))) == single


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("共计12\n，", "共计12，"),
        ("见附件①\r\n。此后", "见附件①。此后"),
        ("共计12\n个", "共计12\n个"),
        ("1\n，", "1\n，"),
        ("1024\n，", "1024\n，"),
        # Beside a mark in another face, where both pieces are a line of the text; not where they are two.
        (
            "去年全市的粮食生产实现“十\n连丰”\n；农民收入也在增长。",
            "去年全市的粮食生产实现“十\n连丰”；农民收入也在增长。",
        ),
        ("全市粮食生产首次实现十连丰\n，农民收入也在增长呢", "全市粮食生产首次实现十连丰\n，农民收入也在增长呢"),
    ],
)
def test_a_line_is_one_across_a_raised_mark(text: str, whole: str) -> None:
    assert apply_edits(text, mend_broken_lines(text, split_lines(text))) == whole


_LEFT = [
    "湿地保护条例实施一年以来，全市",
    "上下协同推进各项工作，退养还湿",
    "的面积达到八千亩，越冬候鸟的种",
    "类由四十二种增加到六十一种，沿",
    "湖村庄的生活污水全部纳入管网集",
    "中处理，水质连续三年保持优良。",
    "全市共有护鸟员九十二名。",
]
_RIGHT = [
    "  下一步将继续做好三项工作，首",
    "先是完善巡护制度，每个片区都要",
    "明确责任单位和责任人员，做到日",
    "日有人巡、事事有人管；其次是加",
    "强科普宣传，在中小学校开设湿地",
    "课堂；最后是落实生态补偿资金。",
]
_BESIDE = "".join(f"{a}{' ' * (22 - len(a))}{b}\n" for a, b in zip(_LEFT, [*_RIGHT, ""], strict=True))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n".join(_LEFT),
        "The  wetland  board  met  and  agreed  that\nreeds  are  cut  in  winter,  when  no  birds  nest-\n" * 9,
        "序号一      市湿地保护管理中心\n序号二      市野生动物救护中心\n" * 6,  # short cells
        "退养还湿的面积要达到八千亩以上      市农业农村局负责牵头落实任务\n" * 9,  # full ones that end with the row
        "def gaps(text):          # all of them\n    return find(text)    # in order\n" * 6,
    ],
)
def test_what_stands_side_by_side_in_rows_stays(text: str) -> None:
    assert list(part_columns(text, split_lines(text))) == []


def test_prose_on_the_page_of_columns_stays() -> None:
    prose = (
        "The wetland board of the county stands on the shore\nof the northern lake. It was opened to all in May of\n"
        "that year, and is a museum too, devoted to birds, to\nreeds and to those who cut them. Three long buildings\n"
        "give it a total floor area of some two thousand feet.\n\n"
    )
    text = f"{_BESIDE}\n{prose * 3}"
    assert prose * 3 in apply_edits(text, part_columns(text, split_lines(text)))


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_columns_of_prose_stand_one_below_the_other(ending: str) -> None:
    head = "湿地保护工作情况的报告，分别报送市人民代表大会和市人民政府"
    text = f"{head}\n{_BESIDE}             — 1 —\n".replace("\n", ending)
    parted = apply_edits(text, part_columns(text, split_lines(text))).split(ending)
    assert [line.rstrip() for line in parted] == [head, *_LEFT, *_RIGHT, "             — 1 —", ""]


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("the four\ufffeyear plan", "the four-year plan"),
        ("a provi\ufffesional plan", "a provisional plan"),
        ("a water\ufffe\r\nlevel gauge", "a water-\r\nlevel gauge"),  # joining decides
        ("a\ufffe", "a-"),
    ],
)
def test_the_hyphens_of_pdfium_are_hyphens_or_go(text: str, whole: str) -> None:
    assert apply_edits(text, restore_hyphens(text)) == whole
