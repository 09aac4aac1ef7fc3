"""The numbers that a text states, as values: 2.5亿 and 250 million are the same, 二〇二三年 is 2023.

Made to compare two languages: what is left out (一 in 一起, "one" as a pronoun) is what is seldom a number.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_DIGITS = {char: k for k, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
_MYRIADS = {"万": 10**4, "亿": 10**8, "兆": 10**12, "萬": 10**4, "億": 10**8}
_WIDE = str.maketrans("０１２３４５６７８９．，％", "0123456789.,%")
# As sums are written in contracts. Alone they are parts of words: 大陆, 队伍, 收拾.
_FORMAL = re.compile("[壹贰叁肆伍陆柒捌玖][拾佰仟万亿][壹贰叁肆伍陆柒捌玖拾佰仟万亿零]*")
_COMMON = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟", "一二三四五六七八九十百千")
_DIGIT_OR_TEN, _SCALE = "零〇○一二三四五六七八九十", "百千万亿萬億"
# 两 is two before a scale or at the beginning, else an ounce: 两万, 五十两.
_HAN = rf"(?:[{_DIGIT_OR_TEN}{_SCALE}]|两(?=[{_SCALE}])|(?<![{_DIGIT_OR_TEN}{_SCALE}])两)+"
# Two digits in a row are a guess: 五六, 十七八, 二三十.
_ABOUT = re.compile(
    r"^(?:一二|二三|三四|四五|五六|六七|七八|八九)$|十[一二三四五六七八九]{2}|[一二三四五六七八九]{2}[十百千万亿]"
)
# What makes a single character a number: an ordinal before it, or a unit of dates, parts and money behind it.
_UNIT = "年月日号条项款章节届次期名个位家座亩元吨倍成岁时点分秒周季人户批种类辆台件份所大方步里尺寸斤两文"
_ZH = re.compile(
    rf"(?P<percent>百分之)?(?:(?P<digits>\d+(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)\s*(?P<scale>[十百千万亿萬億]*)"
    rf"|(?P<han>{_HAN}(?:点[零〇一二三四五六七八九]+)?))(?P<part>成)?"
)

_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_WORDS: dict[str, int] = {word: k for k, word in enumerate(_SMALL)}
_WORDS |= {word: 10 * k for k, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
_ORDINALS = {
    word: k
    for k, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
        "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split(),
        1,
    )
}
_SCALES = {"dozen": 12, "hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
MONTHS = {
    word: k
    for k, words in enumerate(
        "january jan,february feb,march mar,april apr,may,june jun,july jul,august aug,september sept sep,"
        "october oct,november nov,december dec".split(","),
        1,
    )
    for word in words.split()
}
_ROMAN = {
    "I": 1,
    "II": 2,
    "III": 3,
    "IV": 4,
    "V": 5,
    "VI": 6,
    "VII": 7,
    "VIII": 8,
    "IX": 9,
    "X": 10,
    "XI": 11,
    "XII": 12,
}
_EN = re.compile(r"\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|[A-Za-z]+|[^\sA-Za-z\d]")
# A text without any of these holds no number; most sentences of a novel are done with here.
_MAYBE = re.compile(rf"\d|\b(?:{'|'.join((*_WORDS, *_ORDINALS, *_SCALES))})|^\W*[IVX]+[.)]", re.I)


class Number(NamedTuple):
    """A value and where it stands."""

    value: float
    start: int
    end: int


def numbers(text: str, lang: str) -> list[Number]:
    """The numbers of a text in order. `lang` is a BCP 47 tag; anything but `zh…` is read as English.

    >>> [number.value for number in numbers("二〇二三年2月，投入2.5亿元，面积1.3万平方米，占三成", "zh-Hans")]
    [2023.0, 2.0, 250000000.0, 13000.0, 30.0]
    >>> [number.value for number in numbers("In February 2023, RMB 250 million; twenty-five of the first", "en")]
    [2.0, 2023.0, 250000000.0, 25.0, 1.0]
    >>> numbers("一起去十分好", "zh-Hans"), numbers("You may go on.", "en")
    ([], [])
    """
    return _chinese(text) if lang.lower().startswith("zh") else _english(text)


def _chinese(text: str) -> list[Number]:
    found: list[Number] = []
    plain = _FORMAL.sub(lambda mark: mark.group().translate(_COMMON), text.translate(_WIDE))
    for mark in _ZH.finditer(plain):
        part = mark["part"]
        if plain.startswith(("不变", "点", "滴"), mark.end()) and mark.group() in ("一成", "一点一"):
            continue  # 一成不变, 一点一滴
        if mark["digits"]:
            value = float(mark["digits"].replace(",", ""))
            for char in mark["scale"]:
                value *= _TENS.get(char, 0) or _MYRIADS[char]
        else:
            # 成 behind a numeral may begin another word: 三成 is a share, 二〇二三成立 is not.
            if len(mark["han"]) == 1 and not mark["percent"] and not part and not _is_counted(plain, mark):
                continue
            read = _han_value(mark["han"])
            if read is None:
                continue
            value = read
        if part and value <= 10 and not plain.startswith(("立", "为", "长", "果", "员", "绩", "本", "功"), mark.end()):
            value *= 10
        found.append(Number(_exact(value), mark.start(), mark.end()))
    return found


def _exact(value: float) -> float:
    """Without what multiplying adds in the last places: 4.116 million is 4116 thousand."""
    return float(f"{value:.12g}")


def _is_counted(text: str, mark: re.Match[str]) -> bool:
    before, after = text[mark.start() - 1 : mark.start()], text[mark.end() : mark.end() + 1]
    if mark["han"] in _TENS or mark["han"] in _MYRIADS:
        return before == "第" or (mark["han"] == "十" and after in "、月日年")
    if mark["han"] == "一":
        return before == "第" or (not before and after in "、是")
    return before == "第" or (bool(after) and (after in _UNIT or after in "、是"))


def _han_value(han: str) -> float | None:
    """一千三百万 = 13 million, 二〇二三 = 2023, 三点五 = 3.5; None where it is a word (万万) or a guess (五六)."""
    whole, point, fraction = han.partition("点")
    if _ABOUT.search(whole):
        return None
    if all(char in _DIGITS for char in whole):
        value: float = int("".join(str(_DIGITS[char]) for char in whole))
    elif whole in ("万一", "百万", "千万", "万万", "亿万", "万千", "千百"):  # 千万别去 and the like: more often words
        return None
    else:
        total = section = digit = 0
        for char in whole:
            if char in _DIGITS:
                digit = _DIGITS[char]
            elif char in _TENS:
                section += (digit or 1) * _TENS[char]
                digit = 0
            else:
                total = (total + section + digit or 1) * _MYRIADS[char]
                section = digit = 0
        value = total + section + digit
    if point:
        value += float("0." + "".join(str(_DIGITS[char]) for char in fraction))
    return float(value)


def _english(text: str) -> list[Number]:
    if not _MAYBE.search(text):
        return []
    tokens = [(mark.group(), mark.start(), mark.end()) for mark in _EN.finditer(text)]
    found: list[Number] = []
    at = 0
    while at < len(tokens):
        word, start, end = tokens[at]
        if word == "second" and at and tokens[at - 1][0] == "per":  # the unit of time
            at += 1
            continue
        number, used = _english_at([token for token, _, _ in tokens[at : at + 12]], at == 0)
        if used:
            end = tokens[at + used - 1][2]
            if number is not None:
                found.append(Number(_exact(number), start, end))
            at += used
            continue
        near = [token for token, _, _ in tokens[max(at - 1, 0) : at + 2]]
        if (month := MONTHS.get(word.lower())) and word[0].isupper() and any(token[0].isdigit() for token in near):
            found.append(Number(float(month), start, end))
        at += 1
    return found


def _english_at(tokens: list[str], first: bool) -> tuple[float | None, int]:
    """The number that begins here and how many tokens it takes; 0 tokens if none does."""
    word = tokens[0]
    if word[0].isdecimal():
        value, used = float(word.replace(",", "")), 1
        if len(tokens) > 1 and tokens[1].lower() in ("st", "nd", "rd", "th"):
            return value, 2
        while (at := used + (tokens[used : used + 1] == ["-"])) < len(tokens) and tokens[at].lower() in _SCALES:
            value *= _SCALES[tokens[at].lower()]
            used = at + 1
        return value, used
    if first and word in _ROMAN and len(tokens) > 1 and tokens[1] in (".", ")"):
        return float(_ROMAN[word]), 1
    return _spelled(tokens)


def _spelled(tokens: list[str]) -> tuple[float | None, int]:
    total = current = used = 0
    seen = False
    for k, token in enumerate(tokens):
        word = token.lower()
        if word in _WORDS:
            current += _WORDS[word]
        elif word in _ORDINALS and (not seen or current % 10 == 0):
            return float(total + current + _ORDINALS[word]), k + 1
        elif word in _SCALES and (seen or word == "dozen"):
            scale = _SCALES[word]
            if scale <= 100:
                current = max(current, 1) * scale
            else:
                total, current = total + max(current, 1) * scale, 0
        elif seen and (word == "-" or word == "and") and k + 1 < len(tokens) and tokens[k + 1].lower() in _WORDS:
            continue
        else:
            break
        seen, used = True, k + 1
    if not seen:
        return None, 0
    # "one" alone is a pronoun or an article more often than a number.
    alone = used == 1 and tokens[0].lower() == "one" and tokens[1:2] not in (["percent"], ["per"], ["%"])
    return (None if alone else float(total + current)), used
