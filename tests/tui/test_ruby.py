"""Readings above the characters: the glossary's first, the words' else, also of traditional text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.model import Rendering, Term
from glossary.termbase import Termbase
from reader.annotate import annotate
from reader.language.layout import LayoutOptions
from reader.language.pinyin import is_han
from reader.model import Bead, Bitext, Document, Paragraph, Segment
from reader.tui.page.reading import Reading
from reader.tui.page.ruby import Ruby, readings

ANY = (Rendering("x"),)
TERMS = Termbase(
    [
        Term("长三角", ANY, pinyin="cháng sān jiǎo", variants=("长江三角洲", "长三角地区")),
        Term("GPU集群", ANY, pinyin="GPU jí qún"),
        Term("会办", ANY),
        Term("长期护理保险", ANY, variants=("长护险",)),
        Term("卡脖子", ANY, pinyin="qiǎ bó zi", variants=("卡…脖子",)),
    ]
)


def above(text: str, lang: str = "zh-Hans", ruby: Ruby = Ruby.ALL) -> list[str]:
    """The reading of each character, "-" for what has none."""
    document = Document(lang, (Paragraph("p1", text),))
    made = Bitext(document, Document("en"), (Segment(0, 0, len(text)),), (), (Bead(range(1), range(0)),))
    of = readings(Reading(made, annotate(made, TERMS), LayoutOptions()), ruby, 0)
    assert of is not None
    return [of(0).get(k, "-") for k in range(len(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("GPU 2023，", "- - - - - - - - -"),
        ("𠮷", "-"),
        ("长三角", "cháng sān jiǎo"),
        ("长 三角", "cháng - sān jiǎo"),
        ("长江三角洲", "cháng jiāng sān jiǎo zhōu"),
        ("长三角地区的", "cháng sān jiǎo dì qū de"),
        ("长护险", "cháng hù xiǎn"),
        ("卡我们脖子", "qiǎ wǒ men bó zi"),
        ("GPU集群", "- - - jí qún"),
        ("会计开会", "kuài jì kāi huì"),
        ("会办。", "huì bàn -"),
    ],
)
def test_each_character_has_the_reading_of_its_term_or_word(text: str, expected: str) -> None:
    assert above(text) == expected.split()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("著名", "zhù míng"),
        ("兩隻", "liǎng zhī"),
        ("銀行", "yín háng"),
        ("意見", "yì jiàn"),
    ],
)
def test_traditional_text_is_read_as_simplified_text_is(text: str, expected: str) -> None:
    assert above(text, "zh-Hant") == expected.split()


def test_only_terms_have_readings_if_no_more_is_asked() -> None:
    assert above("开会，会办。", ruby=Ruby.TERMS) == "- - - huì bàn -".split()


@given(st.text("长三角会办计GPU集群1， 、好行了都得", min_size=1, max_size=20).map(str.strip).filter(bool))
def test_a_reading_for_each_chinese_character_and_for_nothing_else(text: str) -> None:
    assert [one != "-" for one in above(text)] == [is_han(char) for char in text]
