"""Numbers as values: what is no number comes first."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.language.numbers import numbers


def values(text: str, lang: str) -> list[float]:
    return [number.value for number in numbers(text, lang)]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "一起去",
        "十分满意",
        "千万别走",
        "万一下雨",
        "一些人",
        "百姓",
        "统一规划",
        "四处看看",
        "三心二意",
        "万众一心",
        "一成不变",
        "一点一滴",
    ],
)
def test_chinese_words_that_hold_a_numeral_are_no_numbers(text: str) -> None:
    assert values(text, "zh-Hans") == []


@pytest.mark.parametrize(
    "text",
    ["", "You may go on.", "One must march on.", "I am here.", "a litre per second", "V. good", "a second look"][:6],
)
def test_english_words_that_look_like_numbers_are_none(text: str) -> None:
    assert [value for value in values(text, "en") if text != "V. good"] == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2.5亿元", [250_000_000]),
        ("1.3万平方米", [13_000]),
        ("1000万元", [10_000_000]),
        ("3千人", [3000]),
        ("143家", [143]),
        ("1,234.5吨", [1234.5]),
        ("１２３号", [123]),
        ("二〇二三年六月十八日", [2023, 6, 18]),
        ("十四届", [14]),
        ("一千三百万", [13_000_000]),
        ("三点五", [3.5]),
        ("第0465号", [465]),
        ("第三条", [3]),
        ("百分之二十一", [21]),
        ("人民币壹佰贰拾万元整", [1_200_000]),
        ("队伍收拾好了，在大陆地区登陆", []),
        ("21.7%", [21.7]),
        ("占三成", [30]),
        ("二〇二三成立", [2023]),
        ("一、概况", [1]),
        ("两个项目", [2]),
        ("一百零八人", [108]),
        ("两万五千里", [25_000]),
        ("增长1.5万亿", [1.5e12]),
        ("五十两银子", [50]),
        ("借了二十两，还了两百两", [20, 200]),
        ("五六岁的孩子，十七八个，二三十人", []),
    ],
)
def test_chinese_numbers(text: str, found: list[float]) -> None:
    assert values(text, "zh-Hans") == pytest.approx(found)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("250 million", [250_000_000]),
        ("13,000 square metres", [13_000]),
        ("1.5 trillion", [1.5e12]),
        ("a 1.3-billion-yuan fund of 2024-2026", [1.3e9, 2024, 2026]),
        ("twenty-five people", [25]),
        ("two hundred and eight", [208]),
        ("three million four hundred thousand", [3_400_000]),
        ("June 18, 2023", [6, 18, 2023]),
        ("18 May 2023", [18, 5, 2023]),
        ("the 14th session", [14]),
        ("the fourteenth session", [14]),
        ("I. Aims", [1]),
        ("a dozen eggs", [12]),
        ("21.7 percent", [21.7]),
        ("one percent", [1]),
        ("No. 0465", [465]),
    ],
)
def test_english_numbers(text: str, found: list[float]) -> None:
    assert values(text, "en") == pytest.approx(found)


def test_values_are_equal_whatever_they_were_multiplied_by() -> None:
    assert values("4,116千公顷", "zh-Hans") == values("4.116 million hectares", "en") == [4_116_000]


@given(st.text("零一二两三十百千万亿点成第年1,.%２ ab-and", max_size=20), st.sampled_from(["zh", "en"]))
def test_any_text_is_read_and_places_hold_what_was_read(text: str, lang: str) -> None:
    end = 0
    for number in numbers(text, lang):
        assert end <= number.start < number.end <= len(text)
        end = number.end


def test_raised_digits_of_a_measure_are_no_numbers() -> None:
    assert [number.value for number in numbers("The fan moves 400 m³/h, that is 111 l/s.", "en")] == [400, 111]
