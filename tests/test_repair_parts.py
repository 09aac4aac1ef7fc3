"""The parts of repair by themselves: what is left alone comes first."""

from __future__ import annotations

import itertools
import random

import pytest

from reader.extract.text import split_lines
from reader.repair import costs
from reader.repair.furniture import HEADS, NUMBERS, find_furniture
from reader.repair.joining import Vocabulary, glue
from reader.repair.lines import VisualLine, end_class, start_class, visual_lines
from reader.repair.measure import find_measures, needed
from reader.repair.notes import find_notes
from reader.repair.pagination import page_number
from reader.repair.search import Fits, Measure, Search, Shape
from reader.repair.spread import closed
from reader.repair.structure import kinds
from reader.repair.titles import addressee, title_joins


def visual(text: str) -> list[VisualLine]:
    lines = split_lines(text)
    return visual_lines(text, lines, [*(line.start for line in lines), len(text)])


_PROSE = "水务部门把河道治理列为今年的重点工作，先后清理淤泥三万方，加固堤岸十二公里新建观测站五处"


def body(count: int, at: int = 0) -> str:
    """So many lines of 24 em, each another, cut inside a clause."""
    text = _PROSE * 2
    starts = [(7 * (at + k)) % len(_PROSE) for k in range(count)]
    return "".join(
        text[start : start + 22].replace("，", "与") + chr(0x4E00 + at + k) + "的\n" for k, start in enumerate(starts)
    )


BODY = body(1)


@pytest.mark.parametrize(
    "text",
    [
        "2024年",
        "（2013）",
        "3.5亿元",
        "第三条",
        "1、安排",
        "9 / 3",
        "— —",
        "12345",
        "3 份",
        "电话 110",
        "共9页",
        "第三",
        "vix",
    ],
)
def test_what_only_holds_a_number_is_no_page_number(text: str) -> None:
    assert text in ("（2013）",) or page_number(text) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3", 3),
        ("— 3 —", 3),
        ("-3-", 3),
        ("－ 3 －", 3),
        ("3 / 9", 3),
        ("第 3 页 共 9 页", 3),
        ("第3页", 3),
        ("共9页 第3页", 3),
        ("第三页", 3),
        ("第二十三页", 23),
        ("P3", 3),
        ("iii", 3),
        ("xiv", 14),
        ("Page 3 of 9", 3),
        ("河道治理年报  3", 3),
        ("3  河道治理年报", 3),
    ],
)
def test_page_numbers_are_known_in_every_dress(text: str, value: int) -> None:
    found = page_number(text)
    assert found is not None
    assert found[1] == value


@pytest.mark.parametrize(
    "text",
    [
        "1\n2\n3\n4\n",  # a column of a table
        "".join(f"{n}\n{body(1, n)}" for n in range(1, 9)),  # too near for pages
        "".join(f"{body(12, 12 * n)}{n}\n" for n in (3, 9, 27)),  # does not count on
        body(12) + "全书完。\n" + body(12, 12) + "全书完。\n",  # a sentence that comes back
        "县水务局\n" + body(12) + "\f县水务局\n2024年5月1日\n",  # who writes a letter signs it
        "2024/9/3 10:25 停水\n2024/9/4 8:10 供水\n" + body(12) + "https://example.cn/notice\n",  # a log and a link
        "2024/9/3 10:25 停水\n" + body(12) + "https://example.cn/notice\n",
    ],
)
def test_what_only_looks_like_furniture_stays(text: str) -> None:
    assert find_furniture(visual(text)).dropped == {}


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("9/3/24, 10:25 AM\n治理年报\n治理年报\n{}https://example.cn/a\n1/1\n", "治理年报\n{}"),  # pdfminer
        ("治理年报\n\n9/3/24, 10:25 AM\n\n治理年报\n{}https://example.cn/a\n\n1/1\n", "治理年报\n{}"),  # pdftotext
        ("治理年报\n{}2024/9/3 10:25 治理年报\nhttps://example.cn/a 1/1\n", "治理年报\n{}"),  # pdfium
        ("治理年报\n{}2024/9/3 10:25\n治理年报\nhttps://example.cn/a\n1/1", "治理年报\n{}"),  # mupdf
    ],
)
def test_what_a_browser_prints_goes_from_a_single_page_in_any_order(text: str, rest: str) -> None:
    lines = visual(text.format(body(9)))
    dropped = find_furniture(lines).dropped
    kept = [line.text for i, line in enumerate(lines) if i not in dropped]
    assert kept == [line.text for line in visual(rest.format(body(9)))]


@pytest.mark.parametrize("number", ["— {} —", "{}", "- {} -", "{} / 3", "第 {} 页 共 3 页", "P{}"])
@pytest.mark.parametrize("gap", ["", "\n"])
def test_page_numbers_go_and_pages_begin_behind_them(number: str, gap: str) -> None:
    text = "".join(body(15, 15 * n) + gap + number.format(n) + "\n" + gap for n in (1, 2, 3))
    found = find_furniture(visual(text))
    assert found.dropped == {15: NUMBERS, 31: NUMBERS, 47: NUMBERS}
    assert found.tops == {16, 32}


def test_running_heads_go_with_their_numbers_odd_and_even() -> None:
    heads = ("河道治理年报 2024年第6期  {}", "{}  关于河道治理")
    text = "".join(heads[(n + 1) % 2].format(n) + "\n" + body(15, 15 * n) for n in (1, 2, 3, 4))
    assert find_furniture(visual(text)).dropped == dict.fromkeys((0, 16, 32, 48), NUMBERS)


@pytest.mark.xfail(strict=True, reason="a head without a number on two pages: their distance alone shows no rhythm")
def test_a_running_head_without_a_number_on_two_pages_goes() -> None:
    text = body(15) + "河道治理年报\n" + body(15, 15) + "河道治理年报\n" + body(9, 30)
    assert find_furniture(visual(text)).dropped == dict.fromkeys((15, 31), HEADS)


def test_a_title_that_the_running_head_repeats_stays_once() -> None:
    pages = ["河道治理年报\n" + body(15, 15 * n) + f"{n}\n" for n in (1, 2, 3)]
    assert find_furniture(visual("".join(pages))).dropped == {
        16: NUMBERS, 33: NUMBERS, 50: NUMBERS, 17: HEADS, 34: HEADS,
    }  # fmt: skip
    headed = visual("河道治理年报\n" + "".join(pages))
    assert find_furniture(headed).dropped[0] == HEADS  # here the title stands below


def test_each_of_several_joined_documents_has_numbers_and_a_head_of_its_own() -> None:
    def pages(head: str, at: int, numbers: range, of: int) -> str:
        return "".join(f"{head}\n{body(10, at + 12 * n)}第 {n} 页 共 {of} 页\n" for n in numbers)

    parts = [
        ("河道治理年报", pages("河道治理年报", 0, range(1, 5), 4)),
        ("堤岸加固方案", pages("堤岸加固方案", 60, range(1, 2), 1)),  # a page alone shows no rhythm
        ("清淤验收报告", pages("清淤验收报告", 90, range(7, 10), 9)),
    ]
    lines = visual("".join(text for _, text in parts))
    dropped = find_furniture(lines).dropped
    kept = [line.text for i, line in enumerate(lines) if i not in dropped]
    assert [line for line in kept if "页" in line or line in dict(parts)] == [head for head, _ in parts]
    assert [lines[i].text for i in sorted(find_furniture(lines).openings)] == [head for head, _ in parts[1:]]


@pytest.mark.parametrize(
    "text",
    [
        body(3) + "① 总则\n② 附则\n",  # marks that stand nowhere in the text
        "包括①清淤②加固。\n",
        "（1）清淤；\n（2）护岸；\n"
        + body(2)
        + "（1）绿化；\n（2）观测。\n"
        + body(2, 4),  # two lists, no text and note
        BODY + "③，并且已经完成了全部的加固工程和清淤工程，两岸\n",  # a wrapped mark
    ],
)
def test_list_items_and_wrapped_marks_are_no_notes(text: str) -> None:
    assert find_notes(visual(text), 24.0).notes == ()


def test_a_note_is_found_with_its_rule_and_ends_with_its_sentence() -> None:
    note = "① 指水务局和财政局，以及由它们共同管理的各个单位。\n"
    text = f"{BODY}全县的有关部门①已经成立工作专班，并且垫付了资\n______\n{note}金三百万元。\n"
    found = find_notes(visual(text), 24.0)
    assert (found.notes, found.rules) == (((3, 3),), (2,))


@pytest.mark.parametrize(
    "around",
    ["全县的有关部门\n①已经成立工作专班，并且垫付了资", "全县（含各乡镇）\n①，已经成立工作专班，并且垫付了资"],
)
def test_a_note_is_found_whose_mark_begins_a_wrapped_line(around: str) -> None:
    found = find_notes(visual(f"{BODY}{around}\n______\n① 指水务局和财政局。\n金三百万元。\n"), 24.0)
    assert (found.notes, found.rules) == (((4, 4),), (3,))


def test_a_note_in_english_ends_where_chinese_goes_on() -> None:
    note = "① See A. Writer, “Sea Walls and Their Costs”, Harbours 12, p. 4.\n"
    text = f"{BODY}全县的有关部门①已经成立工作专班，并且垫付\n______\n{note}{body(3, 5)}金三百万元。\n"
    assert find_notes(visual(text), 20.0).notes == ((3, 3),)


@pytest.mark.parametrize(
    "lines",
    [
        ["唐诗四首", "登高", "杜甫"],
        ["青屿海洋博物馆", "Qingyu Maritime Museum", BODY[:-1]],
        ["堤坝管理规定", "要点", BODY[:-1]],
        ["政府工作报告", "——在第三次会议上的讲话", BODY[:-1]],
        ["河道治理办法", "第一章 总则", BODY[:-1]],
        ["县水务局", "县水函〔2024〕5号", BODY[:-1]],
        ["关于治理河道的复函", "市水务局：", BODY[:-1]],
        ["North Bay Harbour Trust", "14 Quayside Road", "Qingyu 310045"],
        ["基于遥感数据的泥沙研究", "张三，李四，王小五", BODY[:-1]],
    ],
)
def test_lines_that_are_no_one_title_stay_apart(lines: list[str]) -> None:
    assert list(title_joins(visual("\n".join(lines)), 24.0)) == []


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (["关于切实做好两岸堤坝", "加固工作的通知", "各乡镇："], [0]),
        (["县水务局文件", "县水函〔2024〕5号", "关于切实做好两岸堤坝", "加固工作的通知"], [2]),
        (["县水务局、县财政局关于", "修改淤泥处置、", "堤坝加固办法的批复", BODY[:-1]], [0, 1]),
        (["北湾村堤坝加固工作推进会会议纪", "要", "出席：李明、王芳"], [0]),
        (["跨河大桥主塔顺利封顶", "两岸居民有望明年通行", BODY[:-1]], [0]),
        (["治理规划（2024—", "2030年）的通知"], [0]),
        (["A History of the Harbours and", "of the Sea Walls of the Bay", "It was a fine morning."], [0]),
    ],
)
def test_the_lines_of_a_title_are_one(lines: list[str], joined: list[int]) -> None:
    assert list(title_joins(visual("\n".join(lines)), 24.0)) == joined


@pytest.mark.parametrize(
    ("lines", "at"),
    [
        (["关于堤坝加固的意见", "各区人民政府，市政府各委、办、局，各有关直属机构和", "各有关单位：", BODY], None),
        (["两岸堤坝加固的决定。", "县水务局：", BODY], None),
        (["说明如下", "其中投入资金：", BODY], None),
        (["关于堤坝加固的意见", "县水务局：", BODY], 1),
        (["关于堤坝加固的批复", "2024年5月1日县政府第三次常务会议通过并自即日起施行", "县水务局：", BODY], 2),
    ],
)
def test_an_addressee_is_known_behind_what_stands_at_the_head(lines: list[str], at: int | None) -> None:
    assert addressee(visual("\n".join(lines)), 25.0) == at


@pytest.mark.parametrize(
    ("before", "after", "joined"),
    [
        ("集成电", "路", "集成电路"),
        ("the", "harbour", "the harbour"),
        ("使用", "Git", "使用Git"),
        ("wood—", "and water", "wood—and water"),
        ("sea-", "walls", "sea-walls"),
        ("provi-", "sional", "provisional"),
        ("见http://a.org/b/", "2024/c.html。", "见http://a.org/b/2024/c.html。"),
        ("http://a.org/sea-", "walls/2.htm", "http://a.org/sea-walls/2.htm"),
        ("at http://a.org/", "and walls", "at http://a.org/ and walls"),
        ("block-", "allow-list.toml", "block-allow-list.toml"),
        ("block-allow-", "list.toml", "block-allow-list.toml"),
        ("well-", "known", "well-known"),
        ("需要在mysql-", "check中配置", "需要在mysql-check中配置"),
        ("保存在sea-", "walls中", "保存在sea-walls中"),
        ("保存在har-", "bour中", "保存在harbour中"),
        ("provi\u00ad", "sional", "provisional"),
        ("GPGPU", "2.0", "GPGPU 2.0"),
        ("end.", "“Then", "end. “Then"),
        ("（", "一）", "（一）"),
        ("“一网通办”", "“一件事”", "“一网通办”“一件事”"),
        ("第7", "22号", "第722号"),
        ("GB/T 35273-2", "020，", "GB/T 35273-2020，"),
        ("in 2019", "20 people", "in 2019 20 people"),
    ],
)
def test_halves_are_joined_as_they_were(before: str, after: str, joined: str) -> None:
    drop, between = glue(before, after, Vocabulary("the sea walls of the sea harbour, well known"))
    assert before[: len(before) - drop] + between + after == joined


@pytest.mark.parametrize(
    ("before", "after", "breaks"),
    [
        ("Song", "dynasty", False),
        ("sea", "dynasty", False),
        ("sea", "walls", False),
        ("Wash", "ington", True),
        ("out", "standings", True),
        pytest.param("writ", "ten", True, marks=pytest.mark.xfail(strict=True, reason="both halves are words")),
        pytest.param("inter", "rupts", True, marks=pytest.mark.xfail(strict=True, reason="no list of English words")),
    ],
)
def test_a_hyphen_at_a_line_end_goes_where_one_half_is_no_word(before: str, after: str, breaks: bool) -> None:
    words = Vocabulary("walls out to sea, a writ for ten ships; they wash the sea walls")
    assert words.breaks_a_word(before, after) is breaks


def test_ends_and_starts_look_through_quotes_and_spaces() -> None:
    assert end_class("他说：“好。”") == end_class("好。") == end_class("2024年1月2日")
    assert end_class("（一）") != end_class("好。")
    assert start_class("一、总则", english=False) == start_class("2024年1月2日", english=False)
    assert start_class("2.5亿元", english=False) != start_class("2. 资金", english=False)
    assert closed("会 议 纪 要") == "会议纪要"
    assert closed("甲 乙") == "甲 乙"
    assert closed("县 府 〔 2 0 2 4 〕 3 7 号") == "县府〔2024〕37号"


def test_the_measure_is_where_line_ends_agree() -> None:
    wide, _ = find_measures(visual(body(6) + "到此为止。\n" + body(3, 9)))
    assert wide[0] == 24.0
    verse = "风急天高猿啸哀，\n渚清沙白鸟飞回。\n无边落木萧萧下，\n不尽长江滚滚来。\n"
    assert find_measures(visual(verse)) == ([], [])


def test_an_unbreakable_piece_is_needed_whole() -> None:
    first, second, third, fourth = visual("前面\n（2024）年\nsea-walls stand here now\nwood\n")
    assert needed(first, second) == 4.0
    assert third.need == 2.0
    assert needed(third, fourth) == 2.0 + 0.5


State = str | tuple[int, bool]


def _brute_force(shapes: list[Shape], measures: list[Measure], lost: float) -> float:
    """The least cost over every way to assign states, straight from the definition."""
    best = float("inf")
    states: list[State] = ["none", *((k, first) for k in range(len(measures)) for first in (True, False))]
    for path in itertools.product(states, repeat=len(shapes)):
        if isinstance(path[0], tuple) and not path[0][1]:
            continue
        total = 0.0
        for i, state in enumerate(path):
            after = path[i + 1] if i + 1 < len(path) else None
            total += _step(shapes[i], measures, lost, i, state, after)
        best = min(best, total)
    alone = sum(costs.PLAIN_ALONE for shape in shapes if shape.unmarked)
    return best - sum(measures[0].boundary) - alone


def _step(shape: Shape, measures: list[Measure], lost: float, i: int, state: State, after: State | None) -> float:
    joins = isinstance(after, tuple) and not after[1]
    if isinstance(state, str):
        cost = costs.PLAIN_ALONE if shape.unmarked else 0.0
        if joins:
            return float("inf")
    else:
        k, first = state
        if joins and (not isinstance(after, tuple) or after[0] != k):
            return float("inf")
        one = Search(Fits([shape]), [measures[k]], lost if first else 0.0)._fits[0]
        if joins:
            cost = (one.joins_first if first else one.joins_next)[0]
        else:
            cost = (one.ends_first if first else one.ends_next)[0]
    if after is None:
        return cost
    if joins:
        assert isinstance(after, tuple)
        return cost + measures[after[0]].join[i]
    into = measures[after[0]] if isinstance(after, tuple) else measures[0]
    here = state if isinstance(state, str) else state[0]
    there = after if isinstance(after, str) else after[0]
    return cost + into.boundary[i] + (costs.SWITCH if here != there else 0.0)


@pytest.mark.parametrize("seed", range(8))
def test_the_cheapest_path_matches_brute_force(seed: int) -> None:
    rng = random.Random(seed)
    count = 5
    shapes = [
        Shape(rng.uniform(10, 25), rng.uniform(1, 3), rng.choice([0.0, 1.0]), rng.random() < 0.7, rng.random() < 0.5)
        for _ in range(count)
    ]
    measures = [
        Measure(width, [rng.uniform(0, 8) for _ in range(count)], [rng.uniform(0, 8) for _ in range(count)])
        for width in (24.0, 18.0)
    ]
    measures = [Measure(m.width, m.boundary[: count - 1], m.join[: count - 1]) for m in measures]
    assert Search(Fits(shapes), measures, 2.0).cost == pytest.approx(_brute_force(shapes, measures, 2.0))


def test_the_parts_of_an_official_document_are_told() -> None:
    texts = [
        "000012", "机密★1年", "特急", "县人民政府文件", "县政发〔2024〕5号", "关于治理河道的通知",
        "各乡镇人民政府，县直各单位：",
        "为了治理河道，现通知如下。", "一、成立专班", "由水务局牵头。", "（一）清理淤泥。今年完成三万方。",
        "特此通知。", "附件：任务表", "县人民政府", "2024年3月5日", "（此件公开发布）",
        "联系人：李明 电话：0571-88010000", "抄送：县委办公室。",
    ]  # fmt: skip
    assert [str(kind) for kind, _ in kinds(texts)] == [
        "marking", "marking", "marking", "issuer", "number", "title", "salutation",
        "body", "heading", "body", "list-item", "closing", "attachment",
        "signature", "date", "body", "contact", "copy-line",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("texts", "kind"),
    [
        (["甲说：“好。”", "乙说：“行。”", "甲说：“走吧。”", "乙不说话。"], "body"),
        (["白日依山尽，", "黄河入海流。", "欲穷千里目，", "更上一层楼。"], "verbatim"),
        (["import re", "def gaps(text):", "return re.findall(text)"], "verbatim"),
        (["{", '"lang": "zh-CN",', "}"], "verbatim"),
        (["Harbour Trust of North Bay", "14 Quayside Road"], "body"),
    ],
)
def test_verse_and_code_are_told_from_talk_and_addresses(texts: list[str], kind: str) -> None:
    before = ["河道治理的经过", "水务部门把河道治理列为今年的重点工作，先后清理淤泥三万方。"]
    assert {str(found) for found, _ in kinds([*before, *texts])[2:]} == {kind}


def test_a_note_is_told_by_its_mark_in_the_text_above() -> None:
    texts = ["关于治理河道的通知", "有关部门①已经成立工作专班。", "① 指水务局和财政局。", "② 没有出处。"]
    assert [str(kind) for kind, _ in kinds(texts)[2:]] == ["note", "list-item"]
