"""Breaking lines and counting cells: what must stay together comes first."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.language.layout import LayoutOptions, break_lines, cell_width, harmless, measure

NOT_AT_START = "，。、；：？！”’）》」』】〕…—"
NOT_AT_END = "“‘（《「『【〔"
HAN = "普陀区结合贯彻落实市委市政府关于推进建设的工作任务"


def lines(text: str, width: int, ambiguous: int = 1) -> list[str]:
    return [text[line.start : line.stop] for line in break_lines(text, width, LayoutOptions(ambiguous))]


@pytest.mark.parametrize("text", ["", "汉", "汉字", "a b", "“中心”", "2.5 亿元", "👩\u200d💻", "e\u0301"])
def test_what_fits_is_one_line(text: str) -> None:
    assert lines(text, 12) == ([text] if text else [])


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("普陀区结合，贯彻", 10, ["普陀区结", "合，贯彻"]),
        ("普陀区结（贯彻）", 10, ["普陀区结", "（贯彻）"]),
        ("普陀区结“贯彻”", 10, ["普陀区结", "“贯彻”"]),
        ("普陀区“（贯彻）”落", 10, ["普陀区", "“（贯彻）”", "落"]),
        ("普陀区结……贯彻", 9, ["普陀区", "结……贯彻"]),
        ("普陀区结——贯彻", 8, ["普陀区", "结——贯彻"]),
        ("普陀区：——贯彻", 8, ["普陀", "区：——贯", "彻"]),
        ("申请市级资金2.5亿元", 14, ["申请市级资金", "2.5亿元"]),
        ("申请市级资金 2.5 亿元", 16, ["申请市级资金", "2.5 亿元"]),
        ("最高气温将达到40°C以上", 17, ["最高气温将达到", "40°C以上"]),
        ("最高气温为 40 °C", 15, ["最高气温为", "40 °C"]),
        ("堤岸长度为 12 km", 14, ["堤岸长度为", "12 km"]),
        ("盐度是 3 ‰", 9, ["盐度是", "3 ‰"]),
        ("共计 5 mill", 7, ["共计 5", "mill"]),  # a word is no unit
        ("面积一共1.3万平方米的场地", 14, ["面积一共", "1.3万平方米的", "场地"]),
        ("第 0465 号代表建议", 12, ["第 0465 号代", "表建议"]),
        ("承影GPGPU学术", 8, ["承影", "GPGPU学", "术"]),
        ("汉字 汉字", 8, ["汉字 汉", "字"]),
        ("见 example.com/a 吧", 10, ["见", "example.co", "m/a 吧"]),
        ("The People’s Government", 9, ["The", "People’s", "Governmen", "t"]),
        ("a task-force", 8, ["a task-", "force"]),
        ("call 5256-7158", 8, ["call", "5256-715", "8"]),
        ("say “go”, then", 9, ["say “go”,", "then"]),
        ("RMB 2.5 billion (net)", 12, ["RMB 2.5", "billion", "(net)"]),
        ("人工智能—机器", 8, ["人工智", "能—机器"]),
        ("（一）2.5万", 8, ["（一）", "2.5万"]),
        ("ab   cd", 2, ["ab", "cd"]),
        ("汉字", 1, ["汉", "字"]),
        ("汉，。", 4, ["汉，", "。"]),
    ],
)
def test_lines_end_where_a_reader_of_chinese_expects(text: str, width: int, expected: list[str]) -> None:
    assert lines(text, width) == expected


def test_ambiguous_marks_take_two_cells_where_the_terminal_gives_them_two() -> None:
    assert lines("“中心”建设", 10, ambiguous=1) == ["“中心”建设"]
    assert lines("“中心”建设", 10, ambiguous=2) == ["“中心”建", "设"]


@pytest.mark.parametrize(
    ("text", "ambiguous", "cells"),
    [
        ("abc", 1, 3),
        ("汉字", 1, 4),
        ("ＡＢ，。", 1, 8),
        ("“”…—·", 1, 5),
        ("“”…—·", 2, 10),
        ("e\u0301", 1, 1),
        ("👩\u200d💻", 1, 2),
        ("❤\ufe0f", 1, 2),
        ("🇨🇳", 1, 2),
        ("👍🏽", 1, 2),
        ("𠮷", 1, 2),
        ("\u3000", 1, 2),
        ("\u200b", 1, 0),
    ],
)
def test_cells(text: str, ambiguous: int, cells: int) -> None:
    assert cell_width(text, ambiguous) == cells


@pytest.mark.parametrize("text", ["汉字 “a” ……", "👩\u200d💻", "e\u0301", "a\u00a0b", "𠮷\ufe00"])
def test_harmless_text_is_kept(text: str) -> None:
    assert harmless(text) == text


@given(st.text())
def test_nothing_unsafe_is_left_and_offsets_stay(text: str) -> None:
    shown = harmless(text)
    assert len(shown) == len(text)
    assert not any(ord(char) < 32 or 0x7F <= ord(char) < 0xA0 or 0xD800 <= ord(char) < 0xE000 for char in shown)
    assert not set(shown) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u2028\u2029")


TEXT = st.text(
    st.one_of(
        st.sampled_from(HAN + NOT_AT_START + NOT_AT_END + "ab19 -.,()/'\"\u3000¥%"),
        st.sampled_from(["…", "—", "👩\u200d💻", "e\u0301", "🇨", "🏽", "ｶﾞ", "\u200b", "\u00a0", "\ufe0f"]).map(
            lambda cluster: cluster[0]
        ),
        st.characters(),
    ),
    max_size=80,
).map(harmless)
WIDTH = st.integers(2, 200)


@given(TEXT, WIDTH, st.sampled_from([1, 2]))
def test_nothing_is_lost_and_no_line_is_too_wide(text: str, width: int, ambiguous: int) -> None:
    at = 0
    for line in break_lines(text, width, LayoutOptions(ambiguous)):
        assert not text[at : line.start].strip(" \u200b\u3000") or not text[at : line.start].strip()
        assert line.start < line.stop
        shown = text[line.start : line.stop]
        assert line.cells <= width
        assert line.cells == cell_width(shown, ambiguous) or not shown.strip("\u200b \u3000")
        at = line.stop
    assert not text[at:].strip(" \u200b\u3000") or not text[at:].strip()


@given(TEXT, WIDTH)
def test_no_cluster_is_cut(text: str, width: int) -> None:
    starts = set(measure(text).starts)
    assert all({line.start, line.stop} <= starts for line in break_lines(text, width))


def legal(text: str, offset: int) -> bool:
    """May a line begin here by the rules of GB/T 15834 alone?"""
    before, after = text[:offset].rstrip(), text[offset:].lstrip()
    return bool(before and after) and before[-1] not in NOT_AT_END and after[0] not in NOT_AT_START


@given(st.text(HAN + NOT_AT_START + NOT_AT_END + "ab12 ", max_size=80), st.integers(8, 60))
def test_marks_never_begin_or_end_a_line_where_that_can_be(text: str, width: int) -> None:
    made = break_lines(text, width)
    for line, after in pairwise(made):
        if not legal(text, after.start):
            assert not any(legal(text, offset) for offset in range(line.start + 1, after.start))


@given(st.lists(st.text("abcdefgh", min_size=1, max_size=8), max_size=20), st.integers(8, 60))
def test_words_that_fit_stay_whole_and_lines_are_full(words: list[str], width: int) -> None:
    made = lines(" ".join(words), width)
    assert " ".join(made).split() == words
    for line, after in pairwise(made):
        assert len(line) + 1 + len(after.split()[0]) > width


def test_a_width_of_nothing_is_an_error() -> None:
    with pytest.raises(ValueError, match="width 0"):
        break_lines("汉", 0)
