"""Short meanings: which senses are passed over comes first."""

from __future__ import annotations

import pytest

from glossary.gloss import first_sense, word_gloss
from glossary.official import official_senses
from glossary.unglossed import unglossed
from reader.language.pinyin import is_han
from reader.language.words import cut


@pytest.mark.parametrize(
    "sense",
    [
        "variant of 专 (zhuān)",
        "old variant of 班 (bān)",
        "surname Ban",
        "measure word: 个 (gè)",
        "see 工作",
        "abbr. for 上海",
        "used in 琵琶",
        "(grammar) particle of sequence",
        "(only in brackets)",
        "",
    ],
)
def test_what_says_no_meaning_is_no_gloss(sense: str) -> None:
    assert first_sense([{"senses": [sense]}]) == ""
    assert first_sense([{"senses": [sense, "team"]}]) == "team"


@pytest.mark.parametrize("word", ["的", "了", "在", "和", "因为", "个", "三"])
def test_function_words_have_no_gloss(word: str) -> None:
    assert word_gloss(word, [{"senses": ["something"]}]) == ""


@pytest.mark.parametrize(
    ("senses", "tag", "gloss"),
    [
        (["to dredge a river"], "", "dredge a river"),
        (["(of a bank) firm; solid"], "", "firm"),
        (["the water level"], "", "water level"),
        (["to be fond of; to like"], "", "like"),
        (["a small boat with a flat bottom"], "", "small boat"),
        (["to scoop up with both hands"], "", "scoop up"),
        (["to throw sth at sb"], "", "throw at"),
        (["to patrol", "patrol"], "n", "patrol"),
        (["report; to report"], "v", "report"),
        (["bank", "to lean on"], "v", "lean on"),
        (["you (informal, as opposed to courteous 您 (nín))"], "", "you"),
        (["River district, north of the town"], "", "River district"),
    ],
)
def test_a_gloss_is_the_first_fitting_sense_in_at_most_three_words(senses: list[str], tag: str, gloss: str) -> None:
    made = first_sense([{"senses": senses}], tag)
    assert made == gloss
    assert len(made.split()) <= 3


def test_the_meanings_of_official_documents_are_short_and_in_english() -> None:
    senses = official_senses()
    assert list(senses) == sorted(senses)
    for word, gloss in senses.items():
        assert all(map(is_han, word))
        assert gloss.isascii() or gloss == "communiqué"
        assert 1 <= len(gloss.split()) <= 4


def test_a_word_that_is_a_name_too_is_the_name_only_if_it_is_nothing_else() -> None:
    name = {"pinyin": "Shí qiáo", "senses": ["Shiqiao town"]}
    word = {"pinyin": "shí qiáo", "senses": ["stone bridge"]}
    assert word_gloss("石桥", [name, word]) == "stone bridge"
    assert word_gloss("石桥", [name]) == "Shiqiao town"


@pytest.mark.parametrize(
    ("text", "silent"),
    [
        ("编制计划", []),
        ("局长要求", []),  # no name, though 要 might be
        ("周末会议", []),
        ("清政办发〔2024〕36号", ["清政办发"]),
        ("二〇二四年", ["二〇二四"]),
        ("两到三成", ["两到三成"]),
        ("两成至三成", ["两成至三成"]),
        ("千分之一", ["千分之一"]),
        ("县长周建国", ["周建国"]),
        ("联系人：周建国", ["周建国"]),
        ("周建国同志", ["周建国"]),
    ],
)
def test_numbers_and_names_have_no_gloss_of_their_characters(text: str, silent: list[str]) -> None:
    words = cut(text)
    assert [text[start:end] for start, end in unglossed(text, words, "周要".__contains__)] == silent


def test_a_saying_has_a_gloss_only_as_a_whole() -> None:
    entries = [{"senses": ["to sail a boat against the current; to make steady efforts in the face of all"]}]
    assert word_gloss("击楫中流", entries) == ""
    assert word_gloss("某年末", [{"senses": ["the end of the year"]}]) == "end of year"
    assert word_gloss("某角", [{"pinyin": "Mǒu jiǎo", "senses": ["Cape of Good Hope"]}]) == "Cape of Good Hope"
