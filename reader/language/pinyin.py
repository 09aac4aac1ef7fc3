"""Readings of Chinese, and the keys by which a reading is found however it is typed.

A reading is a string of syllables with tone marks, parted by spaces: `gōng zuò zhuān bān`.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Any

_MARKS = {"1": "\u0304", "2": "\u0301", "3": "\u030c", "4": "\u0300"}  # tone -> combining mark
_TONES = frozenset(_MARKS.values())
_NOT_LETTERS = re.compile(r"[^a-z0-9]+")


def is_han(char: str) -> bool:
    """Is this a Chinese character? (A pattern of these ranges takes 3 ms to compile: too long for a lookup.)"""
    return (
        "\u4e00" <= char <= "\u9fff"
        or "\u3400" <= char <= "\u4dbf"
        or "\U00020000" <= char <= "\U0003ffff"
        or "\uf900" <= char <= "\ufaff"
        or char == "〇"
    )


def has_han(text: str) -> bool:
    """Does the text hold a Chinese character?"""
    return any(map(is_han, text))


def syllables(words: list[str]) -> list[str]:
    """One syllable with its tone mark for each character of the words; characters without one stand as they are.

    The words decide between readings: 会计 is kuài jì, 会|计 is huì jì.

    >>> syllables(["会计", "A"])
    ['kuài', 'jì', 'A']
    """
    from pypinyin import Style, pinyin

    return [found[0] for word in words for found in pinyin(word, style=Style.TONE, errors=_each)]


def of_form(form: str, term: str, own: str = "") -> list[str]:
    """A syllable for each character of a form of a term, "" for what is no Chinese character.

    `own` is the term's reading, "" if the computed one is right. What the term and another form of it have in common
    is read alike: left to itself, 长三角地区 would be computed as zhǎng sān jiǎo dì qū.

    >>> of_form("长三角 地区", "长三角", "cháng sān jiǎo")
    ['cháng', 'sān', 'jiǎo', '', 'dì', 'qū']
    """
    main, han = (list(filter(is_han, text)) for text in (term, form))
    said = [part for part in own.split() if not part.isascii() or part.islower()] or syllables(["".join(main)])
    if len(said) != len(main):
        said, main = [], []
    known = dict(zip(main, said, strict=True))
    found = said if han == main else map(known.get, han, syllables(["".join(han)]))
    given = iter(found)
    return [one if is_han(char) and (one := next(given)) != char else "" for char in form]


def reading(text: str, each: list[str] | None = None) -> str:
    """The reading of one word or term; `each` has its syllables, one for a character, if they are known.

    >>> reading("GPGPU芯片"), reading("长护险", of_form("长护险", "长期护理保险"))
    ('GPGPU xīn piàn', 'cháng hù xiǎn')
    """
    parts: list[str] = []
    for char, syllable in zip(text, each or syllables([text]), strict=True):
        latin = char.isascii() and char.isalnum()
        if latin and parts and parts[-1].isascii() and parts[-1].isalnum():
            parts[-1] += char
        elif is_han(char) or latin:
            parts.append(syllable or char)
    return " ".join(parts)


def marked(text: str) -> str:
    """Numbers behind syllables as tone marks.

    >>> marked("gong1 zuo4 de5 lu:4"), marked("Xi2 liu2 dui4 A")
    ('gōng zuò de lǜ', 'Xí liú duì A')
    """

    def one(found: re.Match[str]) -> str:
        syllable, tone = found.group(1).replace("u:", "ü").replace("v", "ü").replace("U:", "Ü"), found.group(2)
        if tone not in _MARKS:
            return syllable
        # The mark stands on a, e or the o of ou; else on the last vowel.
        at = re.search("[aeAE]|[oO](?=u)", syllable) or re.search("[iouüIOUÜ](?=[^iouüIOUÜ]*$)", syllable)
        if not at:
            return syllable + tone
        return unicodedata.normalize("NFC", syllable[: at.end()] + _MARKS[tone] + syllable[at.end() :])

    return re.sub(r"(?<![A-Za-zü:])([A-Za-zü:]+)([0-5])", one, text)  # no start within: that takes quadratic time


def spaced(text: str) -> str:
    """A reading as terms have it, syllables with marks and parted, also if it was typed with numbers.

    >>> spaced("ce4shi4"), spaced("Shang4 hai3"), spaced("cè shì"), spaced("A4 zhi3")
    ('cè shì', 'Shàng hǎi', 'cè shì', 'A4 zhǐ')
    """
    parts = re.sub("(?<=[a-z:ü][0-5])(?=[a-z])", " ", text).split(" ")
    return " ".join(part if part[:-1].isupper() else marked(part) for part in parts)


def plain(text: str) -> str:
    """The letters of a reading alone: no tones, no spaces, ü as v.

    >>> plain("gōng zuò"), plain("Gong1zuo4"), plain("nǚ"), plain("xī'ān")
    ('gongzuo', 'gongzuo', 'nv', 'xian')
    """
    letters = "".join(char for char in _letters(text) if char not in _TONES)
    return re.sub("[0-9]", "", _NOT_LETTERS.sub("", letters))


def tone(syllable: str) -> int:
    """The tone of a syllable with its mark, 1 to 4; 0 for the light one.

    >>> [tone(one) for one in ("zhuān", "rén", "nǚ", "huì", "de")]
    [1, 2, 3, 4, 0]
    """
    marks = unicodedata.normalize("NFD", syllable)
    return next((int(number) for number, mark in _MARKS.items() if mark in marks), 0)


def toned(text: str) -> str:
    """The letters and tone marks of a reading, however it was parted: what two readings that sound alike share.

    >>> toned("gōngzuò") == toned("gōng zuò") == toned(marked("gong1zuo4"))
    True
    """
    return "".join(char for char in _letters(text) if "a" <= char <= "z" or char in _TONES)


def borders(text: str) -> frozenset[int]:
    """Behind how many letters a reading has a border of syllables, as far as it shows them.

    >>> sorted(borders("xī'ān")), sorted(borders("Tian\u2019an men")), sorted(borders("gong1zuo4"))
    ([2], [4, 6], [4])
    """
    count = 0
    found = {0}
    for char in _letters(text):
        if "a" <= char <= "z":
            count += 1
        elif not unicodedata.combining(char):
            found.add(count)
    return frozenset(found - {0, count})


def initials(text: str) -> str:
    """The first letter of each syllable; Latin words stand whole.

    >>> initials("gōng zuò zhuān bān"), initials("GPGPU xīn piàn")
    ('gzzb', 'gpgpuxp')
    """
    return "".join(plain(part) if part.isascii() and part.isupper() else plain(part)[:1] for part in text.split())


def _each(text: str) -> Any:  # pypinyin takes a list, its annotation says str
    return list(text)


def _letters(text: str) -> str:
    """Lower case, tone marks apart from their letters, ü as v, typographic apostrophes and the like untouched."""
    text = unicodedata.normalize("NFD", text.lower().replace("u:", "v"))
    return re.sub("u([\u0300\u0301\u0304\u030c]?)\u0308([\u0300\u0301\u0304\u030c]?)", r"v\1\2", text)
