"""Characters that extraction put in the place of others, or between them: look-alikes, ligatures, marks of no width.

Never NFKC, which also folds ， to a comma and ① to 1: only what a font's table is known to confuse. These rules hold
for any text, wrapped or not; they read no line ends.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator

from reader.extract.text import LINE_ENDS
from reader.model import Edit

# U+2E80..2EF3, CJK Radicals Supplement, beside the characters they look like. Unicode decomposes only two of them.
_SUPPLEMENT = dict(
    zip(
        "⺁⺅⺇⺉⺊⺎⺐⺒⺓⺕⺖⺘⺙⺛⺜⺝⺞⺟⺠⺡⺢⺣⺤⺧⺨⺩⺪⺬⺭⺮⺰⺲⺶⺹⺻⺼⺽⺾⻁⻂⻃⻄⻅⻆⻈⻉⻊⻋⻌⻏⻐⻑⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻯⻰⻲⻳",
        "厂亻几刂卜兀尢巳幺彐忄扌攵旡日月歺母民氵氺灬爫牛犭王疋示礻竹纟罒羊耂聿肉臼艹虎衤覀西见角讠贝足车辶阝钅長长门阜阝雨青韦页风飞食饣首马骨鬼鱼鸟卤麦黄黾齐齿竜龙亀龟",
        strict=True,
    )
)
# U+2F00..2FD5, Kangxi Radicals, and the compatibility ideographs: one character each, named by Unicode.
_FOLDED = _SUPPLEMENT | {
    chr(code): folded
    for low, high in ((0x2F00, 0x2FD6), (0xF900, 0xFADA), (0x2F800, 0x2FA1E))
    for code in range(low, high)
    if (folded := unicodedata.normalize("NFKC", chr(code))) != chr(code) and len(folded) == 1
}
_LOOK_ALIKES = re.compile("[\u2e80-\u2fd5\uf900-\ufad9\U0002f800-\U0002fa1d]")

# Vertical presentation forms, from pages set from top to bottom.
_VERTICAL = dict(
    zip(
        "︐︑︒︓︔︕︖︗︘︙︵︶︷︸︹︺︻︼︽︾︿﹀﹁﹂﹃﹄﹇﹈",
        "，、。：；！？〖〗…（）｛｝〔〕【】《》〈〉「」『』［］",
        strict=True,
    )
)
_VERTICAL_FORMS = re.compile("[\ufe10-\ufe19\ufe35-\ufe48]")

_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_LIGATURE = re.compile("[\ufb00-\ufb06]")

# Private-use code points of Wingdings and Symbol, which Word writes for its bullets.
_BULLETS = re.compile("[\uf06c\uf06e\uf06f\uf071\uf075\uf076\uf077\uf09f\uf0a7\uf0a8\uf0b7\uf0d8\uf0e8\uf0fc]")

# Scripts that need joiners and direction marks: Arabic, Hebrew, the Indic and South-East Asian ones; and pictures.
_NEEDS_MARKS = "\u0590-\u08ff\u0900-\u1fff\ufb1d-\ufdff\ufe70-\ufefc\U0001f000-\U0001faff\u2600-\u27bf\ufe0f"
_ZERO_WIDTH = re.compile(
    rf"(?<![{_NEEDS_MARKS}])[\u200b-\u200f\u2060\u2061-\u2064\ufeff]+(?![{_NEEDS_MARKS}\u200b-\u200f\u2060-\u2064\ufeff])"
)
_SOFT_HYPHEN = re.compile(rf"\u00ad(?![ \t]*(?:[{LINE_ENDS}\f]|\Z))")


def fold_radicals(text: str) -> Iterator[Edit]:
    """Radicals and compatibility ideographs become the characters they look like.

    >>> [edit.new for edit in fold_radicals("⼈⺠政府")]
    ['人', '民']
    >>> list(fold_radicals("①，％﨎"))  # U+FA0E is a character of its own
    []
    """
    return _fold(text, _LOOK_ALIKES, _FOLDED, "fold_radicals")


def fold_vertical_forms(text: str) -> Iterator[Edit]:
    """Punctuation of vertical pages becomes the usual.

    >>> [edit.new for edit in fold_vertical_forms("甲︑乙︒")]
    ['、', '。']
    """
    return _fold(text, _VERTICAL_FORMS, _VERTICAL, "fold_vertical_forms")


def fold_ligatures(text: str) -> Iterator[Edit]:
    """Latin ligatures become the letters they are made of.

    >>> [edit.new for edit in fold_ligatures("ﬁnal oﬃce")]
    ['fi', 'ffi']
    """
    return _fold(text, _LIGATURE, _LIGATURES, "fold_ligatures")


def name_bullets(text: str) -> Iterator[Edit]:
    r"""Private-use bullets become •; other private-use characters are left: nobody knows what they are.

    >>> [edit.new for edit in name_bullets("\uf06c 一\ue000")]
    ['•']
    """
    for mark in _BULLETS.finditer(text):
        yield Edit(mark.start(), mark.end(), "•", "name_bullets")


def drop_zero_width(text: str) -> Iterator[Edit]:
    r"""Zero-width spaces and joiners go; a byte order mark at the start of the file stays.

    >>> [(edit.start, edit.end) for edit in drop_zero_width("\ufeff汉\u200b字")]
    [(2, 3)]
    >>> list(drop_zero_width("👩\u200d💻 می\u200cخواهم"))  # here they belong to the writing
    []
    """
    for mark in _ZERO_WIDTH.finditer(text):
        start = mark.start() + (mark.start() == 0 and text[0] == "\ufeff")
        if start < mark.end():
            yield Edit(start, mark.end(), "", "drop_zero_width")


def drop_soft_hyphens(text: str) -> Iterator[Edit]:
    r"""Soft hyphens inside a line go; one at a line's end tells the joining what to do.

    >>> [edit.start for edit in drop_soft_hyphens("pro\u00advi\u00ad\nsional")]
    [3]
    """
    for mark in _SOFT_HYPHEN.finditer(text):
        yield Edit(mark.start(), mark.end(), "", "drop_soft_hyphens")


def _fold(text: str, pattern: re.Pattern[str], table: dict[str, str], rule: str) -> Iterator[Edit]:
    for mark in pattern.finditer(text):
        if mark.group() in table:
            yield Edit(mark.start(), mark.end(), table[mark.group()], rule)


CHARACTER_RULES: dict[str, Callable[[str], Iterator[Edit]]] = {  # in this order
    "fold_radicals": fold_radicals,
    "fold_vertical_forms": fold_vertical_forms,
    "fold_ligatures": fold_ligatures,
    "name_bullets": name_bullets,
    "drop_zero_width": drop_zero_width,
    "drop_soft_hyphens": drop_soft_hyphens,
}
