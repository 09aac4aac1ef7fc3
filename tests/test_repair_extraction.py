"""What extracting programs do to lines: undone where it is sure, and nowhere else."""

from __future__ import annotations

import pytest

from reader.repair.edits import apply_edits
from reader.repair.extraction import drop_doubled, mend_broken_lines

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
    assert list(drop_doubled(text)) == []


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
    assert apply_edits(text, drop_doubled(text)) == single


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
    assert apply_edits(text, mend_broken_lines(text)) == whole
