"""Mining: what a text proposes as terms, and in which order."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from glossary.dictionary import Dictionary, find_file, open_dictionary
from glossary.index import open_index
from glossary.layers import USER, Source
from glossary.mine import mine
from reader.pipeline import open_document

PAGE = (
    "青屿市加快公共数据开放利用，经济发展韧性较强。市公共数据平台汇集公共数据资源，公共数据归集率达到九成。"
    "各单位应当更好保护公共数据，进一步健全授权运营制度。燃气管道改造、雨污分流工程同步推进，形成较强韧性。"
    "承办单位应当依法履行职责，承办单位不得推诿，由承办单位答复。"
)


@pytest.fixture(scope="module")
def dictionary() -> Iterator[Dictionary]:
    file = find_file()
    assert file
    with open_dictionary(file, None) as opened:
        yield opened


def test_mining_proposes_what_is_frequent_coined_or_quoted_and_not_known() -> None:
    text = "揭榜挂帅机制和算力底座。打造算力底座，发展“青屿一号”项目，推进算力底座建设。2023年的5000万元。"
    found = {one.zh: one for one in mine([text])}
    assert found["算力底座"].times == 3
    assert found["青屿一号"].times == 1
    assert "算力底座" in found["算力底座"].context
    assert not {"打造算力底座", "年", "万元", "2023", "的"} & set(found)
    with open_index((Source(Path("t.toml"), USER, '[[term]]\nzh = "算力底座"\n'.encode()),), None) as glossary:
        assert "算力底座" not in {one.zh for one in mine([text], glossary)}
    assert mine([]) == mine(["", "，。"]) == []


@pytest.mark.parametrize(
    ("text", "fragment", "whole"),
    [
        ("由省工业和信息化厅牵头，信息化建设先行。", "信息化厅", "信息化建设"),
        ("甲工信函〔2024〕5号。", "甲工信函", ""),
        ("县、区河长履职，区河长会议已开。", "区河长", "区河长会议"),
        ("居民人均可支配收入。", "居民人均", ""),
        ("这条主线贯穿始终，主线任务明确。", "条主线", "主线任务"),
    ],
)
def test_a_piece_of_something_longer_is_not_proposed(text: str, fragment: str, whole: str) -> None:
    found = {one.zh for one in mine([text])}
    assert fragment not in found
    assert not whole or any(whole in one for one in found)


def test_a_verb_or_a_pointer_before_a_term_is_no_part_of_it(tmp_path: Path) -> None:
    file = tmp_path / "cedict.u8"
    file.write_text(
        "#! date=2026-01-01T00:00:00Z\n鋪設 铺设 [pu1 she4] /to lay; to install/\n培育 培育 [pei2 yu4] /to train/\n"
    )
    text = "沿街铺设数字管网。培育算力底座。有关数字管网。原有算力底座。下列行为。"
    with open_dictionary(file, None) as dictionary:
        found = [one.zh for one in mine([text], None, dictionary)]
        assert {"数字管网", "算力底座"} <= set(found)
        assert found.index("数字管网") < min(k for k, zh in enumerate([*found, "铺设"]) if zh.startswith("铺设"))
        assert not any(zh.startswith(("有关", "原有", "下列")) for zh in found)
        with open_index((Source(Path("t.toml"), USER, '[[term]]\nzh = "算力底座"\n'.encode()),), None) as glossary:
            assert not any("算力底座" in one.zh for one in mine([text], glossary, dictionary))


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ("公共数据", "韧性"),  # a frequent term before a word
        ("公共数据", "履行职责"),
        ("授权运营制度", "各单位"),
        ("承办单位", "职责"),  # a plain head, but a frequent term
    ],
)
def test_terms_come_before_phrases(dictionary: Dictionary, better: str, worse: str) -> None:
    found = [one.zh for one in mine([PAGE], None, dictionary)]
    assert better in found[:10]
    assert found.index(better) < [*found, worse].index(worse)


def test_a_new_word_that_comes_back_makes_a_term_of_what_it_ends(dictionary: Dictionary) -> None:
    text = "全市成立工作专班，国家战略有序推进，科研项目稳步实施。工作专班每周会商一次，专项预算及时下达。"
    assert mine([text], None, dictionary)[0].zh == "工作专班"


def test_no_candidate_is_a_piece_or_has_grammar_at_its_edges(dictionary: Dictionary) -> None:
    seed = Path(__file__).parents[1] / "seeds" / "putuo-2023-18.txt"
    texts = [PAGE, *(paragraph.text for paragraph in open_document(seed).paragraphs)]
    for one in mine(texts, None, dictionary):
        assert one.zh in one.context
        assert one.why
        assert not one.zh.startswith(("较", "更", "进一步", "不", "的", "和", "与", "依法", "各", "本", "2", "应当"))
        assert not one.zh.endswith(("的", "和", "与", "较", "等", "了"))
        assert one.times <= sum(text.count(one.zh) for text in texts)
    found = {one.zh for one in mine(texts, None, dictionary)}
    assert not found & {"燃气管", "管道改造", "较强韧性", "强韧性", "韧性较强", "数据归集"}
    assert "燃气管道" in found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        ("。，", []),
        ("No Chinese here, task force and all.", []),
        ("2024年3月12日", []),
        ("推進雨污分流工程。", ["雨污分流工程"]),  # given in the characters of the text
        ("推进雨污分流工程", ["雨污分流工程"]),
        ("《青屿市公共数据条例》自公布之日起施行。", ["青屿市公共数据条例"]),
        ("建设高能级平台。", ["高能级平台"]),
        ("有力措施，严峻形势。", []),
        ("商请贵院，出不去，相当于。", []),
        ("引进、转化机制。", []),  # a head for both
    ],
)
def test_texts_of_any_kind_are_mined(dictionary: Dictionary, text: str, found: list[str]) -> None:
    proposed = [one.zh for one in mine([text], None, dictionary)]
    assert proposed[: len(found)] == found
    assert found or not [zh for zh in proposed if len(zh) > 3]
