"""What the paragraphs of a document are, and its outline: single cases, then work reports of fifty pages."""

from __future__ import annotations

import pytest

from reader.extract.pdf.document import read_pdf
from reader.extract.text import read_text
from reader.model import Document, Kind
from reader.repair.marks import mark_of
from reader.repair.plan import repair
from reader.repair.structure import kinds
from tests.layouts import prose, wrap
from tests.pdfs import Paper
from tests.reports import Leaf, Part, Sheet, Style, bound, printed, report

BODY = "水务部门把河道治理列为今年的重点工作，先后清理淤泥三万方，加固堤岸十二公里。"
PROSE = "The trust surveyed the harbour in spring and found that the walls had held through the winter."


def outline(*texts: str) -> list[str]:
    """The headings, each after its level; BODY stands for `…`."""
    whole = [{"…": BODY, "...": PROSE}.get(text, text) for text in texts]
    return [f"{level} {text}" for text, (_, level) in zip(whole, kinds(whole), strict=True) if level]


# ---------------------------------------------------------------- what is no heading


@pytest.mark.parametrize(
    "text", ["2.5亿元", "3月", "2024年", "一是推进", "12月底前", "3.5%", "1.5倍", "第二天", "（2024）"]
)
def test_what_only_begins_with_a_number_has_no_mark(text: str) -> None:
    assert mark_of(text) is None


@pytest.mark.parametrize(
    "texts",
    [
        ["成员单位如下：", "1. 县水务局", "2. 县财政局", "3. 县公安局", "…"],
        ["1．完成堤岸加固", "2．完成清淤", "县水务局"],
        ["（一）河道现状；", "（二）治理目标。"],
        ["附件：1. 任务分工表", "2. 联系人名单", "县水务局", "2024年5月6日"],
        ["一、原则同意治理方案。", "二、请认真组织实施。", "三、此复。"],
        ["各位代表！", "…", "同志们！", "…"],
        ["——经济稳中有进。" + BODY, "——民生持续改善。" + BODY],
        ["1.零工驿站：指为灵活就业的人员提供的服务场所。", "2.邻里食堂：指由社区开办的食堂。"],
        ["（一）有下列情形之一的：", "…"],
        ["白日依山尽，", "黄河入海流。", "欲穷千里目，", "更上一层楼。"],
        ["李明说：“走吧。”", "…"],
        ["• 县水务局", "• 县财政局", "…"],
        ["① 清淤", "…"],
    ],
)
def test_what_is_no_heading_is_not_in_the_outline(texts: list[str]) -> None:
    assert outline("工作方案", "…", *texts) == []


# ---------------------------------------------------------------- what is one, and how deep


@pytest.mark.parametrize(
    ("texts", "shown"),
    [
        (["一、目标", "…", "（一）清淤", "…", "1.河道", "…", "（1）支流", "…"],
         ["1 一、目标", "2 （一）清淤", "3 1.河道", "4 （1）支流"]),
        (["一、目标", "…", "1.河道", "…", "2.堤岸", "…"], ["1 一、目标", "3 1.河道", "3 2.堤岸"]),
        (["1.河道", "…", "2.堤岸", "…"], ["3 1.河道", "3 2.堤岸"]),
        (["第一章　总则", "第一节　目标", "…", "一、河道", "…"], ["1 第一章　总则", "2 第一节　目标", "3 一、河道"]),
        (["第一部分　回顾", "…", "一、河道", "…", "（一）清淤", "…"],
         ["1 第一部分　回顾", "2 一、河道", "3 （一）清淤"]),
        (["回顾", "一、河道", "…", "二、堤岸", "…", "安排", "一、河道", "…"],
         ["1 回顾", "2 一、河道", "2 二、堤岸", "1 安排", "2 一、河道"]),
        (["一、河道", "…", "两岸居民的出行", "…"], ["1 一、河道", "2 两岸居民的出行"]),
        (["一、为什么清淤？", "…", "二、怎样清淤？", "…"], ["1 一、为什么清淤？", "1 二、怎样清淤？"]),
        (["（一）清理淤泥。", "…", "（二）加固堤岸。", "…"], ["2 （一）清理淤泥。", "2 （二）加固堤岸。"]),
        (["（一）清理淤泥", "…", "（二）加固堤岸。", "…"], ["2 （一）清理淤泥", "2 （二）加固堤岸。"]),
        (["（一）清淤。今年完成。", "（二）护岸，由水务局牵头，有关单位配合。"],
         ["2 （一）清淤。今年完成。", "2 （二）护岸，由水务局牵头，有关单位配合。"]),
        (["1 范围", "…", "2 术语", "2.1 水位", "…", "2.1.1 警戒水位", "…"],
         ["1 1 范围", "1 2 术语", "2 2.1 水位", "3 2.1.1 警戒水位"]),
        (["名词解释", "1.零工驿站：指服务场所。", "2.邻里食堂：指食堂。"], ["1 名词解释"]),
        (["目录", "一、河道 1", "（一）清淤 1", "（二）护岸 3", "二、堤坝 5", "一、河道", "（一）清淤", "…"],
         ["1 目录", "1 一、河道", "2 （一）清淤"]),
        (["附件1", "任务分工表", "…"], ["1 附件1", "1 任务分工表"]),
    ],
)  # fmt: skip
def test_the_outline_has_the_headings_with_their_levels(texts: list[str], shown: list[str]) -> None:
    assert outline("工作方案", "…", *texts) == shown


@pytest.mark.xfail(strict=True, reason="a heading without a number that ends like a sentence looks like one")
def test_a_heading_without_a_number_that_ends_in_a_full_stop_is_in_the_outline() -> None:
    assert outline("工作方案", "…", "两岸居民的出行。", "…") == ["1 两岸居民的出行。"]


@pytest.mark.xfail(strict=True, reason="two lists of one family: items that stand over text look like headings")
def test_items_with_a_paragraph_each_are_no_headings() -> None:
    assert outline("工作方案", "…", "一、河道", "…", "需要的材料：", "1. 申请表", "…", "2. 身份证", "…") == [
        "1 一、河道"
    ]


def test_the_outline_of_an_english_report() -> None:
    shown = outline(
        "A Survey", "Introduction", "...", "1. Method", "...", "1.1 Instruments", "...", "The winter", "..."
    )
    assert shown == ["1 Introduction", "1 1. Method", "2 1.1 Instruments", "3 The winter"]


def test_paragraphs_that_open_with_a_heading_are_in_the_outline() -> None:
    texts = ["工作方案", BODY, "（一）清理淤泥。" + BODY, "（二）加固堤岸。" + BODY]
    assert kinds(texts)[2:] == [(Kind.ITEM, 2), (Kind.ITEM, 2)]


def test_articles_of_a_law_are_in_the_outline_and_its_contents_are_not() -> None:
    texts = [
        "河道管理办法", "（2024年3月1日县人民政府第5次常务会议通过）", "目　录", "第一章　总则", "第二章　附则",
        "第一章　总则", "第一条　为了治理河道，制定本办法。", "第二条　治理应当包括：", "（一）清理淤泥；",
        "（二）加固堤岸。", "第二章　附则", "第三条　本办法自2024年5月1日起施行。",
    ]  # fmt: skip
    assert [f"{kind} {level}" for kind, level in kinds(texts)] == [
        "title 0", "date 0", "heading 1", "list-item 0", "list-item 0", "heading 1",
        "list-item 2", "list-item 2", "list-item 0", "list-item 0", "heading 1",
        "list-item 2",
    ]  # fmt: skip


# ---------------------------------------------------------------- documents


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        (["沪府〔2023〕12号", "关于治理河道的批复", "县人民政府：", BODY, "上海市人民政府", "2023年3月1日"],
         "number title salutation body signature date"),
        (["关于防汛的通知", "各乡镇：", BODY, "附件：1. 分工表", "2. 名单", "县水务局", "县财政局", "2024年5月6日",
          "（联系人：李明，电话：88010000）", "抄送：县委办公室。", "县水务局办公室 2024年5月7日印发"],
         "title salutation body attachment attachment signature signature date contact copy-line copy-line"),
        (["关于防汛的通知", "各乡镇：", BODY, "附件：1. 防汛分工表", "2. 《值班办法》", "附件1", "防汛分工表", BODY,
          "附件2", "值班办法", BODY],
         "title salutation body attachment attachment heading title body heading title body"),
        (["关于防汛的通知", "各乡镇：", BODY, "附件：防汛分工表", BODY, "见防汛分工表。", BODY],  # not the name alone
         "title salutation body attachment body body body"),
        (["关于防汛的通知", "各乡镇：", BODY, "县水务局", "2024年5月6日", "关于治理河道的批复", "县人民政府：", BODY],
         "title salutation body signature date title salutation body"),
        (["关于防汛的通知", "各乡镇：", BODY, "关于治理河道的批复", BODY, "县人民政府："],  # named, not begun
         "title salutation body heading body body"),
        (["在防汛会议上的讲话", "李明", "（2024年5月6日）", "同志们：", BODY], "title signature date salutation body"),
        (["政府工作报告", "——在第三次会议上", BODY], "title title body"),
        (["跨河大桥主塔封顶", "本报记者 李明", BODY], "title signature body"),
        (["河道纠纷案", "基本案情", BODY, "裁判结果", BODY], "title heading body heading body"),
        (["河道管理办法", "第一条　河道归县管理。", BODY, "第二条　本办法即日施行。", BODY],
         "title list-item body list-item body"),
        (["安装说明", "1. 解压：", BODY, "2. 启动：", BODY], "title list-item body list-item body"),
        (["Harbour Trust", "12 May 2024", "Dear Mr Li,", PROSE, "Yours sincerely,", "John Smith", "Secretary"],
         "title date salutation body closing signature signature"),
    ],
)  # fmt: skip
def test_the_parts_of_documents_are_told(texts: list[str], found: str) -> None:
    assert " ".join(kind for kind, _ in kinds(texts)) == found


STYLES = {
    "headings alone": Style(),
    "headings that lead": Style(second="led", third="none"),
    "headings with a full stop": Style(stop=True),
    "numbered parts": Style(parts="numbered"),
    "parts without a number": Style(parts="plain"),
    "three levels alone": Style(third="alone"),
    "one level": Style(second="none"),
}
SHEETS = {
    "as printed": Sheet(),
    "indent lost": Sheet(indent=""),
    "a blank line between all lines": Sheet(indent="    ", between="\n\n", width=32),
    "one long page": Sheet(foot="", lines=10**6),
    "form feeds, nothing centred": Sheet(foot="第 {} 页 共 99 页", seam="\f", width=24, centred=False),
}
LEAVES = {
    "official": Leaf(),
    "running heads": Leaf(width=32, size=14, step=24, lines=28, head="政府工作报告"),
    "block style": Leaf(indented=False, gap=14, head="云溪市第六届人民代表大会第四次会议文件"),
}


def check(parts: list[Part], document: Document) -> None:
    """All headings are there with kind and level, and nothing else is in the outline."""
    made = [(head(p.text, p.kind), str(p.kind), p.level) for p in document.paragraphs]
    want = [(head(part.text, part.kind), str(part.kind), part.level) for part in parts]
    assert [one for one in made if one[2]] == [one for one in want if one[2]]
    first = next(k for k, part in enumerate(parts) if part.kind == Kind.BODY)
    assert made[:first] == want[:first]


def head(text: str, kind: Kind) -> str:
    """What the outline shows, without spaces."""
    return (text.partition("。")[0] if kind == Kind.ITEM else text).replace("\u3000", "")


@pytest.mark.parametrize("sheet", SHEETS)
@pytest.mark.parametrize("style", STYLES)
def test_the_outline_of_a_report_of_fifty_pages_is_right(style: str, sheet: str) -> None:
    parts = report(sum(map(ord, style)), STYLES[style])
    check(parts, repair(read_text(printed(parts, SHEETS[sheet]).encode(), where="report.txt")))


@pytest.mark.parametrize("leaf", LEAVES)
@pytest.mark.parametrize("style", STYLES)
def test_the_outline_of_a_report_in_pdf_is_right(style: str, leaf: str) -> None:
    parts = report(sum(map(ord, style)) + 1, STYLES[style], pages=12)
    check(parts, repair(read_pdf(bound(parts, LEAVES[leaf]).bytes(), where="report.pdf")))


def test_larger_type_tells_headings_that_nothing_else_does() -> None:
    heads = [
        "今年以来全市河道治理、堤岸加固和水质提升工作的进展情况",
        "存在问题：资金、人员和机制",
        "1. 县水务局的任务",
    ]
    paper, y = Paper().centre(780, "河道治理工作年报", 20), 740.0
    for k, head in enumerate(heads):
        lines = wrap("\u3000\u3000" + prose(k, 1)[0], 30)
        paper.write(90, y, head, 15).lines(90, y - 26, lines)
        y -= 40 + 18 * len(lines)
    paper.write(90, y, "存在问题：资金、人员和机制")  # the same words in the type of the text
    made = repair(read_pdf(paper.bytes(), where="report.pdf"))
    assert [paragraph.text for paragraph in made.paragraphs if paragraph.kind == Kind.HEADING] == heads
