"""Segmentation: what must stay whole comes first."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.language.sentences import segment_ends


def split(text: str, lang: str) -> list[str]:
    ends = segment_ends(text, lang)
    return [text[a:b] for a, b in zip([0, *ends], ends, strict=False)]


@pytest.mark.parametrize(
    "text",
    [
        "一、落实工作专班",
        "拟申请市级资金2.5亿元",
        "《怎么办？》是一部小说。",
        "（以下简称“中心”。）建设作为重中之重，",
        "“快走！”他说。",
        "“你是谁？”的问题",
        "等等……然后走了。",
        "访问example.com?id=3即可。",
        "一是申报；二是立项；三是验收。",
        "主要做法：一是申报；二是立项；三是验收。",
        "原因如下：一是天气。",
    ],
)
def test_chinese_that_is_one_segment_stays_whole(text: str) -> None:
    assert split(text, "zh-Hans") == [text]


@pytest.mark.parametrize(
    "text",
    [
        "The U.S. economy grew by 2.5 per cent.",
        "See No. 18 of Art. 3 for details.",
        "J. K. Rowling met Mr. Smith.",
        "1. Set up a task force.",
        "“Go!” he said.",
        "Prices, wages, etc. were held.",
        "It closes at 5 p.m. on Fridays.",
        "See Smith et al. (2020) for this.",
    ],
)
def test_english_that_is_one_segment_stays_whole(text: str) -> None:
    assert split(text, "en") == [text]


@pytest.mark.parametrize(
    ("text", "segments"),
    [
        ("他走了。她来了！", ["他走了。", "她来了！"]),
        ("他说：“走吧。”她不动。", ["他说：“走吧。”", "她不动。"]),
        ("真的？！好。", ["真的？！", "好。"]),
        ("完成申报。“研究”已通过。", ["完成申报。", "“研究”已通过。"]),
        ("一是申报。 二是验收。", ["一是申报。 ", "二是验收。"]),
        ("做法如下：一是申报。已批准。二是验收。", ["做法如下：", "一是申报。", "已批准。", "二是验收。"]),
    ],
)
def test_chinese_segments(text: str, segments: list[str]) -> None:
    assert split(text, "zh-Hans") == segments


@pytest.mark.parametrize(
    ("text", "segments"),
    [
        ("He left. She came!", ["He left. ", "She came!"]),
        ("“Stop.” She did.", ["“Stop.” ", "She did."]),
        ("He works at Acme Inc. She left.", ["He works at Acme Inc. ", "She left."]),
        ("It is done.[1] Next.", ["It is done.[1] ", "Next."]),
        ("Really? Yes. RMB 2.5 billion.", ["Really? ", "Yes. ", "RMB 2.5 billion."]),
        ("So did I. We left.", ["So did I. ", "We left."]),
    ],
)
def test_english_segments(text: str, segments: list[str]) -> None:
    assert split(text, "en") == segments


@given(st.text(max_size=80), st.sampled_from(["zh-Hans", "en"]))
def test_segments_tile_any_text(text: str, lang: str) -> None:
    assert "".join(split(text, lang)) == text
    assert all(split(text, lang))
