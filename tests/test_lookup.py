"""Queries of every kind, and the command."""

import io
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from glossary import layers
from glossary.dictionary import ATTRIBUTION, find_file, open_dictionary
from glossary.index import open_index
from glossary.layers import Source
from glossary.lookup import Lookup
from glossary.official import official_senses
from reader.cli import main
from reader.cli.entries import Page, meanings
from reader.cli.terminal import cells, put, wrap
from reader.config import cache_dir, config_dir

TOML = """
[[term]]
zh = "工作专班"
variants = ["专班"]
pos = "noun"
renderings = [
  {text = "dedicated task force"},
  {text = "task force", status = "admitted"},
  {text = "special class", status = "forbidden", note = "literal"},
]
definition = "A team that is taken for a time from several offices to do one job, and then dissolved."
example = {zh = "成立工作专班", en = "set up a task force"}
[[term]]
zh = "会办意见"
renderings = [{text = "co-handling opinion"}]
[[term]]
zh = "会办"
renderings = [{text = "co-handle"}]
[[term]]
zh = "卡脖子"
variants = ["卡…脖子"]
renderings = [{text = "chokepoint"}]
[[term]]
zh = "绿化"
renderings = [{text = "greening"}]
[[term]]
zh = "“两重”建设"
variants = ["“两重”"]
renderings = [{text = "major projects"}]
"""


@pytest.fixture(scope="module")
def asked() -> Iterator[Lookup]:
    with open_index((Source(Path("t.toml"), layers.USER, TOML.encode()),), None) as index:
        yield Lookup(index, None)


@pytest.mark.parametrize(
    "query", ["不知道", "xyzzy", "gong1zuo4", "task", "force task", "G", "，。", "!!", "a" * 5000, "\x1b[31m"]
)
def test_what_is_not_there_is_not_found(asked: Lookup, query: str) -> None:
    answer = asked.ask(query)
    found = [match.why for part in answer.parts for match in part.matches]
    assert found == [] or found == ["within a rendering"]
    assert answer.found == bool(found)


@pytest.mark.parametrize(
    ("query", "zh", "why"),
    [
        ("工作专班", "工作专班", "the term"),
        ("专班", "工作专班", "form of 工作专班"),
        ("两重", "“两重”建设", "form of “两重”建设"),
        ("工作 专班", "工作专班", "the term"),
        ("gōngzuò zhuānbān", "工作专班", "pinyin"),
        ("gong1 zuo4 zhuan1 ban1", "工作专班", "pinyin"),
        ("Gong1zuo4zhuan1ban1", "工作专班", "pinyin"),
        ("gongzuozhuanban", "工作专班", "pinyin"),
        ("gong zuo zhuan ban", "工作专班", "pinyin"),
        ("zhuan ban", "工作专班", "pinyin of another form"),
        ("co-handle", "会办", "preferred rendering"),
        ("chokepoints", "卡脖子", "preferred rendering"),
        ("choke-point", "卡脖子", "preferred rendering"),
        ("lu:4hua4", "绿化", "pinyin"),
        ("lǜhuà", "绿化", "pinyin"),
        ("lvhua", "绿化", "pinyin"),
        ("lv3hua4", "绿化", "pinyin with other tones"),
        ("gzzb", "工作专班", "initials"),
        ("HB", "会办", "initials"),
        ("dedicated task force", "工作专班", "preferred rendering"),
        ("Task Forces", "工作专班", "admitted rendering"),
        ("special classes", "工作专班", "forbidden rendering"),
        ("handling", "会办意见", "within a rendering"),
        ("co-handled", "会办", "preferred rendering"),
    ],
)
def test_the_best_match_and_its_reason(asked: Lookup, query: str, zh: str, why: str) -> None:
    match = asked.ask(query).parts[0].matches[0]
    assert (match.entry["zh"], match.why) == (zh, why)


def test_a_sentence_is_cut_by_longest_match(asked: Lookup) -> None:
    answer = asked.ask("现将会办意见，GPGPU专班2023")
    assert [(part.text, len(part.matches)) for part in answer.parts] == [
        ("现", 0),
        ("将", 0),
        ("会办意见", 1),
        ("GPGPU", 0),
        ("专班", 1),
    ]


@pytest.mark.parametrize(
    ("query", "parts"),
    [
        ("卡和脖子", ["卡", "和", "脖", "子"]),
        ("卡住了，脖子", ["卡", "住", "了", "脖", "子"]),
        ("不卡别人脖子", ["不", "卡别人脖子"]),
        ("会办卡住了 脖子，卡脖子会办", ["会办", "卡住了脖子", "卡脖子", "会办"]),
    ],
)
def test_what_stands_in_a_separable_form_does_not_part_it(asked: Lookup, query: str, parts: list[str]) -> None:
    answer = asked.ask(query)
    assert [part.text for part in answer.parts] == parts
    named = {part.text: part.matches[0] for part in answer.parts if part.matches}
    assert all(match.entry["zh"] in ("卡脖子", "会办") for match in named.values())
    assert all(
        match.why == "form of 卡脖子" for text, match in named.items() if text.startswith("卡") and len(text) > 3
    )


@pytest.mark.parametrize(
    ("query", "parts"),
    [
        ("发卡碰脖子", ["发卡", "碰", "脖子"]),
        ("卡片碰脖子", ["卡片", "碰", "脖子"]),
        ("卡我脖子上", ["卡", "我", "脖子上"]),
        ("卡脖子碰脖子", ["卡脖子", "碰", "脖子"]),
        ("外卡住了脖子", ["外", "卡住了脖子"]),
    ],
)
def test_the_parts_of_a_separable_form_are_words_by_themselves(tmp_path: Path, query: str, parts: list[str]) -> None:
    file = tmp_path / "cedict.u8"
    names = {"发卡": "hairpin", "卡片": "card", "卡住": "to jam", "脖子": "neck", "脖子上": "on the neck", "外": "out"}
    lines = [f"{zh} {zh} [a1] /{english}/\n" for zh, english in names.items()]
    file.write_text("#! date=2026-01-01T00:00:00Z\n" + "".join(lines))
    terms = (Source(Path("t.toml"), layers.USER, TOML.encode()),)
    with open_index(terms, None) as index, open_dictionary(file, None) as words:
        assert [part.text for part in Lookup(index, words).ask(query).parts] == parts


@pytest.mark.parametrize(
    ("query", "near"),
    [
        ("会办的意见", ("会办意见",)),
        ("会班意见", ("会办意见",)),
        ("gonzuozhuanban", ("工作专班",)),
        ("dedicatd task force", ("dedicated task force", "工作专班")),
        ("Dedicatd Task Forse", ("dedicated task force", "工作专班")),
        ("oppinion", ("opinion",)),
        ("handlign", ("handling",)),
        ("tsak forces", ("task forces", "工作专班")),
        ("dedicated xyzzy", ()),
        ("task opinion", ()),  # no word is misspelt: each is explained
        ("teh", ()),
    ],
)
def test_near_misses_are_named(asked: Lookup, query: str, near: tuple[str, ...]) -> None:
    answer = asked.ask(query)
    assert answer.near == near
    assert not any(part.matches for part in answer.parts if part.text == query)


WORDS = """#! date=2026-01-01T00:00:00Z
先 先 [xian1] /early; first/
現 现 [xian4] /now; present/
西安 西安 [Xi1 an1] /a city/
平安 平安 [ping2 an1] /safe and sound/
屏南 屏南 [Ping2 nan2] /a county/
天安門 天安门 [Tian1 an1 men2] /a gate in Beijing/
政府 政府 [zheng4 fu3] /government/
姥 姥 [mu3] /governess/
委員會 委员会 [wei3 yuan2 hui4] /committee/to commit (a crime)/
收到 收到 [shou1 dao4] /to receive; to relieve/receive/
委員會辦公室 委员会办公室 [wei3 yuan2 hui4 ban4 gong1 shi4] /office of a committee/
會辦 会办 [hui4 ban4] /to handle jointly/
辦公室 办公室 [ban4 gong1 shi4] /office/
公室 公室 [gong1 shi4] /office room/
地址 地址 [di4 zhi3] /address/
單位 单位 [dan1 wei4] /unit (of measure)/a single seat/
五年計劃 五年计划 [wu3 nian2 ji4 hua4] /five year plan/
"""


@pytest.fixture(scope="module")
def dictionary(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lookup]:
    file = tmp_path_factory.mktemp("words") / "cedict.u8"
    file.write_text(WORDS)
    with open_dictionary(file, None) as words:
        yield Lookup(None, words)


@pytest.mark.parametrize(
    ("query", "zh"),
    [
        ("xian", ["先", "现", "西安"]),
        ("xi'an", ["西安", "先", "现"]),
        ("Xi’an", ["西安", "先", "现"]),
        ("xi an", ["西安", "先", "现"]),
        ("xi1an1", ["西安", "先", "现"]),
        ("xiān", ["先", "现", "西安"]),
        ("ping'an", ["平安"]),
        ("pingnan", ["屏南"]),
        ("ping'nan", ["屏南"]),
        ("tian'an men", ["天安门"]),
    ],
)
def test_a_border_of_syllables_counts(dictionary: Lookup, query: str, zh: list[str]) -> None:
    assert [match.entry["zh"] for match in dictionary.ask(query).parts[0].matches] == zh


@pytest.mark.parametrize(
    ("query", "near"),
    [
        ("goverment", ("government",)),
        ("commitee", ("committee", "commit")),
        ("recieve", ("receive", "relieve")),
        ("adress", ("address",)),
        ("five year plna", ("five year plan",)),
        ("governments", ()),
    ],
)
def test_a_misspelt_word_finds_none_like_it_but_is_put_right(
    dictionary: Lookup, query: str, near: tuple[str, ...]
) -> None:
    answer = dictionary.ask(query)
    assert (answer.found, answer.near) == (not near, near)


ORDERED = """
[[term]]
zh = "左右"
renderings = [
  {text = "about"},
  {text = "control", when = "as a verb"},
  {text = "around", status = "admitted"},
]
[[term]]
zh = "试点"
renderings = [{text = "pilot"}, {text = "trial", status = "admitted"}]
[[term]]
zh = "国企"
renderings = [{text = "state-owned enterprise"}, {text = "SOE", status = "admitted"}]
[[term]]
zh = "芯子"
renderings = [{text = "chipping"}]
[[term]]
zh = "五险一金"
renderings = [{text = "five insurances and provident fund"}]
[[term]]
zh = "公积金"
renderings = [{text = "housing provident fund"}, {text = "SP fund", status = "admitted"}]
[[term]]
zh = "户籍"
renderings = [{text = "household registration"}, {text = "hukou", status = "admitted", when = "in the press"}]
"""
COMMON = """#! date=2026-01-01T00:00:00Z
按 按 [an4] /to press; to push/to control/
管 管 [guan3] /to manage; to control; a tube/
控制 控制 [kong4 zhi4] /to control/
試點 试点 [shi4 dian3] /test site/
審判 审判 [shen3 pan4] /trial; to try sb/
周圍 周围 [zhou1 wei2] /around (a place)/surroundings/
戶口 户口 [hu4 kou3] /registered residence/
籌 筹 [chou2] /chip; fund/
大約 大约 [da4 yue1] /about/
婦女 妇女 [fu4 nu:3] /woman/
所以 所以 [suo3 yi3] /so/
我們 我们 [wo3 men5] /we/
"""


def test_a_phrase_in_pinyin_is_explained_word_by_word(tmp_path: Path) -> None:
    file = tmp_path / "cedict.u8"
    file.write_text(USUAL)
    with open_index((), None) as index, open_dictionary(file, None) as words:
        lookup = Lookup(index, words)
        found = [(part.text, part.matches[0].entry["zh"]) for part in lookup.ask("yifa tongzhi").parts]
        assert found == [("yifa", "依法"), ("tongzhi", "通知")]
        assert not lookup.ask("yifa qwrt").found


OFFICIAL = """
[[term]]
zh = "人民法院"
renderings = [{text = "people’s court"}]
[[term]]
zh = "述职报告"
renderings = [{text = "report on duties"}, {text = "work report", status = "forbidden", note = "that is another"}]
[[term]]
zh = "政府工作报告"
renderings = [{text = "government work report"}]
"""
USUAL = """#! date=2026-01-01T00:00:00Z
發現 发现 [fa1 xian4] /to notice; to find/
朝廷 朝廷 [chao2 ting2] /court/
機關 机关 [ji1 guan1] /mechanism; gear/
法院 法院 [fa3 yuan4] /court/
通知 通知 [tong1 zhi1] /to inform/
機制 机制 [ji1 zhi4] /machine-made/mechanism/
依法 依法 [yi1 fa3] /legally/
"""


@pytest.mark.parametrize(
    ("query", "zh"),
    [
        ("find", ["发现"]),
        ("gear", ["机关"]),  # a rare meaning is found still
        ("legally", ["依法"]),
        ("notice", ["通知", "发现"]),
        ("mechanism", ["机制", "机关"]),
        ("in accordance with law", ["依法"]),  # which the dictionary doesn't say
        ("court", ["法院", "朝廷", "人民法院"]),
        ("work report", ["政府工作报告", "述职报告"]),
        ("r m f y", ["人民法院"]),
    ],
)
def test_english_is_taken_as_official_documents_have_it(tmp_path: Path, query: str, zh: list[str]) -> None:
    file = tmp_path / "cedict.u8"
    file.write_text(USUAL)
    terms = (Source(Path("t.toml"), layers.USER, OFFICIAL.encode()),)
    with open_index(terms, None) as index, open_dictionary(file, None) as words:
        found = [match.entry["zh"] for match in Lookup(index, words).ask(query).parts[0].matches]
    assert list(dict.fromkeys(found)) == zh


@pytest.mark.parametrize(
    ("query", "zh"),
    [
        ("about", ["左右", "大约"]),  # what is preferred in any sense
        ("control", ["控制", "按", "管", "左右"]),  # what is a main meaning, a side one, one of a single sense
        ("controls", ["控制", "按", "管", "左右"]),
        ("pilot", ["试点"]),
        ("pilots", ["试点"]),
        ("chip", ["筹", "芯子"]),  # a word before what is made of it
        ("trial", ["审判", "试点"]),
        ("around", ["周围", "左右"]),
        ("provident fund", ["公积金", "五险一金"]),  # the fewest words more
        ("fund", ["筹", "公积金", "五险一金"]),
        ("household registration", ["户籍", "户口"]),
        ("hukou", ["户口", "户籍"]),
        ("women", ["妇女", "我们"]),
        ("SPs", ["公积金", "审判"]),
        ("SOEs", ["国企"]),
        ("SP", ["公积金", "审判"]),  # in capitals it is English rather than initials
        ("sp", ["审判", "公积金"]),
    ],
)
def test_what_an_entry_chiefly_means_comes_first(tmp_path: Path, query: str, zh: list[str]) -> None:
    file = tmp_path / "cedict.u8"
    file.write_text(COMMON)
    terms = (Source(Path("t.toml"), layers.USER, ORDERED.encode()),)
    with open_index(terms, None) as index, open_dictionary(file, None) as words:
        found = [match.entry["zh"] for match in Lookup(index, words).ask(query).parts[0].matches]
    assert list(dict.fromkeys(found)) == zh


def test_the_end_of_a_meaning_and_the_beginning_of_the_next_are_no_phrase(dictionary: Lookup) -> None:
    assert [part.text for part in dictionary.ask("committee to commit").parts] == ["committee", "commit"]


def test_the_terms_that_a_word_is_a_part_of_are_named(asked: Lookup) -> None:
    assert asked.ask("会办").longer == ("会办意见",)
    assert asked.ask("专班").longer == ()
    assert asked.ask("会办意见").longer == asked.ask("hb").longer == ()


def test_a_word_is_no_part_of_a_term_whose_words_it_crosses(dictionary: Lookup) -> None:
    assert dictionary.ask("会办").longer == ()
    assert "委员会办公室" in dictionary.ask("公室").longer


def test_what_a_word_means_in_official_documents_comes_first(
    dictionary: Lookup, capsys: pytest.CaptureFixture[str]
) -> None:
    assert [match.entry.get("official") for match in dictionary.ask("平安").parts[0].matches] == [None]
    for query in ("单位", "單位"):
        (match,) = dictionary.ask(query).parts[0].matches
        assert match.entry["official"] == official_senses()["单位"]
        assert meanings(match.entry) == [match.entry["official"], "unit (of measure)", "a single seat"]
        twice = {**match.entry, "official": "seat", "senses": ["unit; to seat", "seat"]}
        assert meanings(twice) == ["seat", "unit"]
    Page(full=False, everything=False).answer(dictionary.ask("单位"))
    assert capsys.readouterr().out.splitlines()[1:] == [
        f"  In official documents: {official_senses()['单位']}",
        "  unit (of measure); a single seat",
    ]


@pytest.fixture
def command(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> "Command":
    path = tmp_path / "own.toml"
    path.write_text(TOML)
    monkeypatch.setenv("COLUMNS", "60")
    monkeypatch.setattr(layers, "built_in", lambda: ())
    if file := find_file(config_dir()):
        open_dictionary(file, cache_dir()).close()  # the first time it is announced
    return Command(path, capsys)


class Command:
    def __init__(self, path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.path = path
        self.capsys = capsys

    def __call__(self, *words: str) -> tuple[int, str, str]:
        code = main(["lookup", "--glossary", str(self.path), *words])
        return (code, *self.capsys.readouterr())


def test_a_word_is_explained_within_the_width(command: Command) -> None:
    code, out, err = command("工作专班")
    assert (code, err) == (0, "")
    assert out.splitlines()[:4] == [
        "工作专班  gōng zuò zhuān bān  noun  [project glossary: own]",
        "  + dedicated task force (preferred)",
        "  ~ task force (admitted)",
        "  x special class (forbidden: literal)",
    ]
    assert all(cells(line) <= 60 for line in out.splitlines())
    assert "\x1b" not in out


def test_a_form_is_named_beside_its_term(command: Command) -> None:
    assert command("专班")[1].startswith("专班  zhuān bān  =  工作专班  noun  [project glossary: own]\n")


def test_latin_words_in_a_row_are_one_phrase_and_chinese_ones_their_own(command: Command) -> None:
    _, out, _ = command("--json", "task", "force", "会办", "专班")
    assert [query["query"] for query in json.loads(out)["queries"]] == ["task force", "会办", "专班"]


def test_each_line_of_standard_input_is_a_query(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    data = "\ufefftask force\n\nco-handle\r\n会办 专班\n".encode() + b"\xff\n"
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
    found = json.loads(command("--json", "-")[1])["queries"]
    assert [query["query"] for query in found] == ["task force", "co-handle", "会办 专班", "\ufffd"]


@pytest.mark.parametrize("width", ["30", "40", "60", "200"])
def test_the_parts_of_a_sentence_have_a_line_or_two_each_within_the_width(
    command: Command, monkeypatch: pytest.MonkeyPatch, width: str
) -> None:
    monkeypatch.setenv("COLUMNS", width)
    code, out, err = command("将会办意见和会办意见，GPU专班的智控")
    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert all(cells(line) <= int(width) for line in lines)
    if width == "60":
        assert lines == [
            "  将        jiāng            shall",
            "* 会办意见  huì bàn yì jiàn  co-handling opinion",
            "  和                         not found",
            "  GPU                        not found",
            "* 专班                       工作专班 (gōng zuò zhuān bān):",
            "                             dedicated task force; task …",
            "  的        de               (particle)",
            "  智控      zhì kòng         智 wit + 控 to steer",
            "* from the glossary; --full shows the entries whole",
        ]
        assert "  x special class (forbidden: literal)" in command("--full", "将会办意见和专班")[1]


@pytest.mark.parametrize("width", [30, 40, 60, 80, 120])
def test_no_line_of_an_answer_is_wider_than_the_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], width: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    file = find_file(config_dir())
    assert file
    with open_index(layers.built_in(), cache_dir()) as index, open_dictionary(file, cache_dir()) as words:
        asked = Lookup(index, words)
        forms = [form for term in index.terms() for form in term.forms][:: 37 + width // 10]
        for query in (*forms, "、".join(forms[:12]), "会办" + "a" * 300, "control", "the dedicated task forces", "shi"):
            Page(full=False, everything=False).answer(asked.ask(query))
        Page(full=True, everything=False).answer(asked.ask("、".join(forms[12:15])))
    assert [line for line in capsys.readouterr().out.splitlines() if cells(line) > width] == []


def test_english_that_is_no_entry_is_explained_phrase_by_phrase(command: Command) -> None:
    code, out, _ = command("the dedicated task forces co-handled it quaxly")
    assert code == 0
    assert "  quaxly" in out
    said = [line.split("  ")[0] for line in out.splitlines() if line.startswith("* ")]
    assert said[:2] == ["* dedicated task forces", "* co-handled"]
    assert "工作专班 gōng zuò" in out


def test_json_is_stable(command: Command) -> None:
    code, out, _ = command("--json", "会办意见", "qqqq")
    assert code == 0
    assert json.loads(out) == {
        "version": 1,
        "queries": [
            {
                "query": "会办意见",
                "found": True,
                "parts": [
                    {
                        "text": "会办意见",
                        "matches": [
                            {
                                "source": "glossary",
                                "why": "the term",
                                "zh": "会办意见",
                                "pinyin": "huì bàn yì jiàn",
                                "renderings": [{"text": "co-handling opinion", "status": "preferred"}],
                                "domain": "own",
                                "layer": "project",
                            }
                        ],
                    }
                ],
                "near": [],
                "longer": [],
            },
            {"query": "qqqq", "found": False, "parts": [{"text": "qqqq", "matches": []}], "near": [], "longer": []},
        ],
        "attribution": ATTRIBUTION,
    }


def test_plain_is_a_line_a_match(command: Command) -> None:
    code, out, _ = command("--plain", "会办意见，专班")
    assert code == 0
    rows = [line.split("\t") for line in out.splitlines()]
    assert [row[:4] for row in rows] == [
        ["会办意见", "会办意见", "huì bàn yì jiàn", "co-handling opinion"],
        ["专班", "工作专班", "gōng zuò zhuān bān", "dedicated task force; task force"],
    ]
    assert {len(row) for row in rows} == {6}


def test_nothing_found_is_1_and_names_the_nearest(command: Command) -> None:
    code, out, err = command("gonzuozhuanban")
    assert (code, out) == (1, "")
    assert "工作专班" in err


def test_a_slip_whose_parts_are_words_is_explained_and_the_term_named(command: Command) -> None:
    code, out, err = command("会班意见")
    assert code == 0
    assert "意见" in out
    assert "会办意见" in err


def test_control_characters_are_never_echoed(command: Command) -> None:
    for style in ([], ["--plain"], ["--json"]):
        code, out, err = command(*style, "会\x1b[31m办", "\x1b]0;x\x07\x9b", "\udcff")
        assert "\x1b" not in out + err
        assert "\x07" not in out + err
        assert "\x9b" not in out + err
        assert code in (0, 1)


@pytest.mark.parametrize("words", [[], ["  "]])
def test_no_word_is_a_usage_error(command: Command, words: list[str]) -> None:
    code, out, err = command(*words)
    assert (code, out) == (2, "")
    assert err


@pytest.mark.parametrize(("named", "said"), [("none.toml", "no such file"), ("", "is a folder")])
def test_a_glossary_that_is_none_is_said(command: Command, named: str, said: str) -> None:
    command.path = command.path.parent / named
    code, out, err = command("会办")
    assert (code, out) == (3, "")
    assert said in err


def test_a_broken_glossary_is_named_with_its_line(command: Command) -> None:
    command.path.write_text("[[term]]\nzh = 1\n")
    code, out, err = command("会办")
    assert (code, out) == (3, "")
    assert f"{command.path}:2" in err


@pytest.mark.parametrize(
    ("text", "room", "lines"),
    [
        ("", 10, []),
        ("a b", 10, ["a b"]),
        ("aa bb cc", 5, ["aa bb", "cc"]),
        ("工作专班，", 8, ["工作专", "班，"]),
        ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
        ("“专班”", 4, ["“专", "班”"]),
    ],
)
def test_wrapping(text: str, room: int, lines: list[str]) -> None:
    assert wrap(text, room) == lines


def test_a_line_of_data_is_broken_on_a_terminal_only(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "12")
    row = "  工作专班\ttask force\t/a/very/long/path"
    put(row)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    put(row)
    assert capsys.readouterr().out.split("\n") == [
        row,
        "  工作专班",
        "    task",
        "    force",
        "    /a/very/long/path",
        "",
    ]


def test_a_lookup_loads_nothing_heavy() -> None:
    heavy = {
        "textual",
        "rich",
        "jieba",
        "pypinyin",
        "lxml",
        "numpy",
        "yaml",
        "pypdfium2",
        "tomllib",
        "dataclasses",
        "wcwidth",
    }
    light = {"sqlite3", "argparse", *heavy}
    program = "import sys; import {module}; {call}; print(*sorted({names!r} & set(sys.modules)))"

    def loaded(module: str, call: str, names: set[str]) -> str:
        command = [sys.executable, "-c", program.format(module=module, call=call, names=names)]
        run = subprocess.run(command, capture_output=True, text=True, check=True)
        return run.stdout.splitlines()[-1]

    assert loaded("reader", "0", light) == ""
    assert loaded("reader.cli", "0", light) == ""
    loaded("reader.cli", "reader.cli.main(['lookup', '的'])", heavy)  # the first makes the index
    for query in ("的", "gzzb", "task force"):
        assert loaded("reader.cli", f"reader.cli.main(['lookup', {query!r}])", heavy) == ""
