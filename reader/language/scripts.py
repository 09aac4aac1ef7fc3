"""What a character is and how wide it is printed: Han, Latin, opening, closing, in em. Strings in, numbers out.

An em is the width of a Han character. Widths here are those of a typical printed page, not terminal cells.
"""

from __future__ import annotations

import re

# Unified ideographs with extensions A to H, compatibility ideographs, the iteration mark and the zero of dates.
HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af々〇"
# Kana and hangul are set on the same square and wrap the same way.
SQUARE = HAN + "\u3040-\u30ff\u31f0-\u31ff\uac00-\ud7af"
LATIN = "A-Za-z0-9\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f"
# GB/T 15834-2011: what may not begin a line, and what may not end one; the ASCII marks go by the same rule.
CLOSING = "，。、；：？！）》」』】〕〗］｝”’…—～％℃·‧,.;:?!)]}%°'\""
OPENING = "（《「『【〔〖［｛“‘([{￥$＄"

_HAN = re.compile(f"[{HAN}]")
_NARROW = re.compile("[\u0020-\u00b6\u00b8-\u024f]+")  # U+00B7, the middle dot of names, is wide in Chinese
_SEAM = re.compile(f"(?<=[{SQUARE}])[ \u00a0]?(?=[{LATIN}])|(?<=[{LATIN}%])[ \u00a0]?(?=[{SQUARE}])")
_LETTER = re.compile("[A-Za-z]")
# The first ten of each that have another form in the other script, by frequency in running text.
_HANS = re.compile("[这个们来时说国学会为对发现经过还没么后头开无从见进关问间实两战电动业机应长门东车书认让区产术]")
_HANT = re.compile("[這個們來時說國學會為對發現經過還沒麼後頭開無從見進關問間實兩戰電動業機應長門東車書認讓區產術]")


def is_han(char: str) -> bool:
    """Is this one Han character?

    >>> is_han("汉"), is_han("，"), is_han("a")
    (True, False, False)
    """
    return bool(_HAN.match(char))


def em_width(text: str) -> float:
    """The printed width in em without the space that typesetters put between Han and Latin: see `script_seams`.

    >>> em_width("第0465号"), em_width("“中心”"), em_width("abc d")
    (4.0, 4.0, 2.5)
    """
    return len(text) - 0.5 * sum(map(len, _NARROW.findall(text)))


def script_seams(text: str) -> tuple[int, int]:
    """How often Han meets Latin or digits in the text, and how many of these places show a space.

    >>> script_seams("获 2.5亿元"), script_seams("用 Git 管理")
    ((2, 1), (2, 2))
    """
    found = _SEAM.findall(text)
    return len(found), sum(map(len, found))


def is_english(text: str) -> bool:
    """Is this Latin text, perhaps with a Chinese word in it?

    >>> is_english("What does 专班 mean in English?"), is_english("GPGPU学术研讨会"), is_english("2023")
    (True, False, False)
    """
    letters = len(_LETTER.findall(text))
    return letters > 6 * len(_HAN.findall(text)) and 2 * letters > len(text) - text.count(" ")


def language_name(lang: str) -> str:
    """How people call a language by its BCP 47 tag.

    >>> language_name("zh-Hant"), language_name("en-GB"), language_name("fr")
    ('Chinese', 'English', 'translation')
    """
    return {"zh": "Chinese", "en": "English"}.get(lang[:2].lower(), "translation")


def guess_language(text: str) -> str:
    """The BCP 47 tag of a text: zh-Hans, zh-Hant or en. Looks at no more than the first 20,000 characters.

    >>> guess_language("关于加强工作"), guess_language("關於加強這項工作"), guess_language("On the harbour")
    ('zh-Hans', 'zh-Hant', 'en')
    """
    sample = text[:20_000]
    if len(_LETTER.findall(sample)) > 6 * len(_HAN.findall(sample)):
        return "en"
    return "zh-Hant" if len(_HANT.findall(sample)) > len(_HANS.findall(sample)) else "zh-Hans"
