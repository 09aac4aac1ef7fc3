"""Repair of lines whose places are known."""

from __future__ import annotations

import pytest

from reader.extract.pdf.document import read_pdf
from reader.model import Document
from reader.repair.edits import undo_edits
from reader.repair.plan import RepairOptions, repair
from reader.repair.report import repaired_text
from tests.pdfs import TIMES, Paper

FULL = "各地要坚持统一领导分级负责全面落实各项责任制严"  # 24 em: a full line


def document(paper: Paper, *skip: str) -> Document:
    extract = read_pdf(paper.bytes(), where="a.pdf")
    made = repair(extract, RepairOptions(frozenset(skip)))
    assert undo_edits(repaired_text(made), made.edits) == extract.raw
    return made


def texts(paper: Paper, *skip: str) -> list[str]:
    return [paragraph.text for paragraph in document(paper, *skip).paragraphs]


def body(paper: Paper, y: float = 680, count: int = 3) -> Paper:
    """Some wrapped paragraphs of three lines, 24 em wide from x = 72."""
    for k in range(count):
        paper.lines(72, y - 54 * k, ["\u3000\u3000" + FULL[:22], FULL, "防范化解风险。"])
    return paper


PARAGRAPH = FULL[:22] + FULL + "防范化解风险。"


# ---------------------------------------------------------------- what stays as it is


@pytest.mark.parametrize(
    "lines",
    [
        ["床前明月光，", "疑是地上霜。", "举头望明月，", "低头思故乡。"],
        ["北京市朝阳区建国路88号", "邮政编码：100022", "收件人：李明"],
        ["会议纪要"],
    ],
)
def test_lines_that_are_whole_stay_apart(lines: list[str]) -> None:
    assert texts(Paper().lines(72, 700, lines)) == lines


def test_lines_of_verse_among_names_stay_apart() -> None:
    """Only names end without a mark: the edge is where the lines end, not where the names do."""
    poem = ["柳下泊孤舟，风前数远山。", "灯深人未睡，潮落雁初还。"]
    poems = [line for title in ("夜泊", "远行", "春晓") for line in (title, "周敏", *poem)]
    assert texts(Paper().write(72, 760, "诗三首", 14).lines(96, 730, poems)) == ["诗三首", *poems]


def test_signature_and_date_at_the_right_stay_apart() -> None:
    paper = body(Paper()).right(360, 500, "滨江市人民政府办公室").right(360, 482, "2024年5月28日")
    assert texts(paper) == [*[PARAGRAPH] * 3, "滨江市人民政府办公室", "2024年5月28日"]


def test_rows_of_a_table_stay_apart() -> None:
    paper = body(Paper()).grid([72, 216, 360], [520, 500, 480])
    paper.write(76, 505, "名称").write(220, 505, "数量").write(76, 485, "水泵").write(220, 485, "12")
    assert texts(paper) == [*[PARAGRAPH] * 3, "名称\t数量", "水泵\t12"]


def test_a_line_like_a_page_number_inside_the_text_stays() -> None:
    paper = body(Paper()).write(72, 518, "12")
    assert texts(body(paper, 500)) == [*[PARAGRAPH] * 3, "12", *[PARAGRAPH] * 3]


# ---------------------------------------------------------------- what is put together, and what goes


def test_indented_paragraphs_are_joined() -> None:
    assert texts(body(Paper())) == [PARAGRAPH] * 3


def test_a_full_last_line_ends_where_the_next_is_indented() -> None:
    paper = body(Paper()).lines(
        72, 518, ["\u3000\u3000" + FULL[:22], FULL[:23] + "。", "\u3000\u3000" + FULL[:22], "了。"]
    )
    assert texts(paper)[3:] == [FULL[:22] + FULL[:23] + "。", FULL[:22] + "了。"]


def test_paragraphs_parted_by_space_alone_are_told_apart() -> None:
    paper = Paper()
    for k in range(4):
        paper.lines(72, 700 - 64 * k, [FULL, FULL, FULL[:23] + "。"])
    assert texts(paper) == [FULL * 2 + FULL[:23] + "。"] * 4


def test_a_title_in_larger_type_is_one_paragraph() -> None:
    paper = body(Paper()).centre(760, "关于进一步加强城市内涝", 20, x=216).centre(734, "防治工作的通知", 20, x=216)
    assert texts(paper) == ["关于进一步加强城市内涝防治工作的通知", *[PARAGRAPH] * 3]


def test_a_remark_and_a_translation_in_the_type_of_the_title_stand_alone() -> None:
    lines = ["河道管理办法", "（2018年3月22日县人民政府第九次常务会议通过）", "Measures for the Care of River Courses"]
    paper = Paper().centre(780, lines[0], 18, 216).centre(756, lines[1], 18, 216)
    paper.canvas.setFont(TIMES, 18)
    paper.canvas.drawCentredString(216, 732, lines[2])
    assert texts(body(paper)) == [*lines, *[PARAGRAPH] * 3]


def test_a_line_in_bold_type_is_a_heading_and_bold_words_are_none() -> None:
    heading = FULL[:16] + "有关情况和问题解答"
    paper = body(Paper()).bold(72, 518, heading[:24]).lines(72, 500, [FULL, "防范化解风险。"])
    paper.bold(72, 464, FULL[:6]).lines(144, 464, [FULL[6:]]).lines(72, 446, ["防范化解风险。"])
    made = document(paper)
    assert [paragraph.text for paragraph in made.paragraphs[3:]] == [heading[:24], *[FULL + "防范化解风险。"] * 2]
    assert [str(paragraph.kind) for paragraph in made.paragraphs[3:]] == ["heading", "body", "body"]


def test_a_paragraph_runs_on_from_column_to_column() -> None:
    paper = Paper().lines(60, 700, ["\u3000\u3000" + FULL[:14], *[FULL[:16]] * 12], 12, 18)
    paper.lines(300, 700, [FULL[:16], "风险。", "\u3000\u3000" + FULL[:14], "责任。"])
    assert texts(paper) == [FULL[:14] + FULL[:16] * 13 + "风险。", FULL[:14] + "责任。"]


def test_furniture_is_dropped_and_the_paragraph_runs_on_below() -> None:
    paper = Paper()
    for number in (1, 2):
        paper.centre(800, "防汛工作手册", 9, x=216).centre(60, f"— {number} —", 9, x=216)
        paper.lines(72, 760, ["\u3000\u3000" + FULL[:22] if number == 1 else FULL, *[FULL] * 30], 12, 18)
        if number == 1:
            paper.page()
    paper.lines(72, 200, ["防范化解风险。"])
    assert texts(paper) == [FULL[:22] + FULL * 61 + "防范化解风险。"]


def test_a_note_is_lifted_out_of_the_paragraph_it_cuts() -> None:
    paper = Paper().lines(72, 760, ["\u3000\u3000" + FULL[:22], *[FULL] * 20]).write(72, 376, FULL[:20])
    paper.write(312, 381, "1", 7).write(316, 376, FULL[:3])
    paper.write(72, 340, "1. 数据来自统计年鉴，", 9).write(72, 326, "2022年版。", 9)
    paper.page().lines(72, 760, [*[FULL] * 3, "风险。", "\u3000\u3000" + FULL[:22], "了。"])
    joined = FULL[:22] + FULL * 20 + FULL[:20] + "1" + FULL[:3] + FULL * 3 + "风险。"
    assert texts(paper) == [joined, "1. 数据来自统计年鉴，2022年版。", FULL[:22] + "了。"]


def test_a_hyphen_that_only_marks_the_break_goes() -> None:
    paper = Paper()
    rows = ["\u3000The authority of the harbour will pub-", "lish the results of all of its surveys."]
    rows += ["\u3000They publish them every spring, and", "the town can read them."]
    for k, row in enumerate(rows):
        paper.write(96 if row[0] == "\u3000" else 72, 700 - 18 * k, row.strip(), 12, TIMES)
    assert texts(paper) == [
        "The authority of the harbour will publish the results of all of its surveys.",
        "They publish them every spring, and the town can read them.",
    ]


def test_a_heading_that_fills_its_line_stays_apart() -> None:
    paper = body(Paper(), 680, 4)
    paper.lines(72, 464, ["\u3000\u3000二、" + FULL[:20], "\u3000\u3000" + FULL[:22], "责任。"])
    assert texts(paper)[4:] == ["二、" + FULL[:20], FULL[:22] + "责任。"]


def test_entries_of_a_table_of_contents_stay_apart() -> None:
    entries = [f"{mark}、{FULL[:8]}{'.' * 50}{page}" for mark, page in zip("一二三四", (1, 5, 9, 12), strict=True)]
    assert texts(Paper().lines(72, 700, entries)) == entries


def test_a_quotation_set_in_on_both_sides_is_joined() -> None:
    paper = body(Paper(), 700, 2)
    for k, row in enumerate([FULL[:20], FULL[:20], FULL[:9] + "。"]):
        paper.write(96, 592 - 18 * k, row)
    assert texts(body(paper, 538, 2))[2] == FULL[:20] * 2 + FULL[:9] + "。"


def test_lines_that_hang_from_the_first_are_no_quotation() -> None:
    wide, text = len(FULL), (FULL * 6)[: 6 * len(FULL) - 11] + "。"  # the last line is full, too
    hanging = [text[k : k + wide - 2] for k in range(wide, len(text), wide - 2)]
    paper = Paper()
    for k in range(4):
        paper.lines(72, 720 - 100 * k, [text[:wide]]).lines(96, 702 - 100 * k, hanging)
    assert texts(paper) == [text] * 4


def test_short_entries_set_in_stay_apart() -> None:
    entries = [FULL[:6], FULL[3:10], FULL[5:11], FULL[2:9]]
    paper = body(Paper(), 700, 2).lines(72, 592, ["\u3000\u3000" + entry for entry in entries])
    assert texts(body(paper, 520, 2))[2:6] == entries


def test_running_heads_that_differ_are_told_by_their_counting_numbers() -> None:
    paper = Paper()
    for number, head in ((3, "3 Spreading the word"), (4, "Finding help 4")):
        paper.write(72, 800, head, 8, TIMES).lines(72, 760, ["\u3000\u3000" + FULL[:22], *[FULL] * 8, "风险。"])
        if number == 3:
            paper.page()
    assert texts(paper) == [FULL[:22] + FULL * 8 + "风险。"] * 2


@pytest.mark.parametrize("number", ["{}. ", "{} "])
@pytest.mark.parametrize("counted", [True, False])
def test_notes_that_stand_one_a_page_at_one_height_are_no_running_feet(number: str, *, counted: bool) -> None:
    notes = ("参见防汛工作手册。", "此处系初步数据。", "同上，第5页。")
    paper = Paper()
    for k, note in enumerate(notes, 1):
        body(paper, 680 - 9 * k).write(72, 90, number.format(k) + note, 8)
        if counted:
            paper.centre(40, str(k), 9, x=216)
        if k < len(notes):
            paper.page()
    assert [text.lstrip("123. ") for text in texts(paper) if text != PARAGRAPH] == list(notes)


def test_a_title_as_wide_as_the_column_is_not_joined_to_what_follows() -> None:
    paper = Paper().lines(72, 760, [FULL[:16], FULL[3:19]], 18, 26).write(72, 700, "各区人民政府，市政府各委、办、局：")
    assert texts(body(paper, 682))[:2] == [FULL[:16] + FULL[3:19], "各区人民政府，市政府各委、办、局："]


def test_a_page_that_fills_one_column_of_two_is_read_as_such() -> None:
    paper = Paper().lines(60, 700, ["\u3000\u3000" + FULL[:14], *[FULL[:16]] * 12, "风险。"])
    paper.lines(300, 700, ["\u3000\u3000" + FULL[:14], *[FULL[:16]] * 9, "责任。"]).page()
    paper.lines(60, 700, ["\u3000\u3000" + FULL[:8] + "。", "\u3000\u3000" + FULL[:5] + "。"])
    assert texts(paper)[2:] == [FULL[:8] + "。", FULL[:5] + "。"]


def test_the_end_of_a_sentence_at_the_top_of_two_pages_is_no_running_head() -> None:
    paper = Paper()
    for number in range(6):
        paper.centre(800, "防汛工作手册", 9, x=216).write(72, 760, "个。" if number in (2, 4) else FULL[:9] + "。")
        for k in range(4):
            paper.lines(72, 724 - 90 * k, [FULL, FULL, FULL[:11] + ("。" if k < 3 or number not in (1, 3) else "二十")])
        paper.page()
    assert sum(text.endswith("个。") for text in texts(paper)) == 2


@pytest.mark.parametrize("first", [True, False])
def test_a_running_head_that_one_page_has_goes(*, first: bool) -> None:
    paper = body(Paper())
    if first:
        paper.centre(806, "防汛工作手册", 9, x=216)
    paper.centre(40, "1", 9, x=216).page()
    body(paper).centre(806, "第二章 巡查", 9, x=216).centre(40, "2", 9, x=216)
    assert texts(paper) == [PARAGRAPH] * 6


@pytest.mark.parametrize("line", ["图3　河道的位置", "2024年以来的数据。"])
def test_small_type_over_the_text_that_is_no_head_stays(line: str) -> None:
    paper = body(Paper()).centre(806, line, 9, x=216).centre(40, "1", 9, x=216)
    assert texts(paper) == [line, *[PARAGRAPH] * 3]


# ---------------------------------------------------------------- what stands beside and across the text


def numbered(first: int, step: int, size: float = 8, last: str = "") -> Paper:
    """Three paragraphs whose lines are counted in the margin."""
    paper = body(Paper())
    for k in range(9):
        if (k + first) % step == 0:
            paper.write(50, 680 - 18 * k, last or str(k + first), size, TIMES)
    return paper


@pytest.mark.parametrize(("first", "step"), [(1, 1), (12, 1), (1, 2), (96, 3)])
def test_numbers_of_lines_in_the_margin_are_no_text(first: int, step: int) -> None:
    assert texts(numbered(first, step)) == [PARAGRAPH] * 3


def test_numbers_in_the_margin_that_do_not_count_lines_are_text() -> None:
    paper = body(Paper())
    for year, y in zip((1998, 2004, 2011), (680, 626, 572), strict=True):
        paper.write(40, y, str(year), 12, TIMES)
    assert {"1998", "2004", "2011"} <= set(texts(paper))
    chapters = Paper()
    for k, name in enumerate(["范围", "规范性引用文件", "术语和定义", "一般要求", "试验方法", "检验规则"]):
        chapters.write(72, 700 - 18 * k, str(k + 1), 12, TIMES).write(96, 700 - 18 * k, name)
    assert [text[0] for text in texts(chapters)] == list("123456")


def test_the_number_of_a_page_beside_its_lines_is_no_text() -> None:
    assert texts(body(Paper()).write(30, 600, "3", 10, TIMES)) == [PARAGRAPH] * 3


@pytest.mark.parametrize("angle", [0, 45, -30])
def test_large_words_across_the_lines_are_no_text(angle: int) -> None:
    paper = Paper()
    paper.canvas.saveState()
    paper.canvas.translate(100, 570)
    paper.canvas.rotate(angle)
    paper.write(0, 0, "征求意见稿", 60)
    paper.canvas.restoreState()
    assert texts(body(paper)) == [PARAGRAPH] * 3


def test_a_head_with_the_number_of_its_only_page_goes() -> None:
    assert texts(body(Paper().write(72, 760, "内部学习资料").right(360, 760, "1"))) == [PARAGRAPH] * 3


def test_headings_of_chapters_at_the_top_of_their_pages_stay() -> None:
    paper = Paper()
    for k, name in enumerate(("水务", "文化", "民政")):
        body(paper.centre(760, f"第一章　{name}", 16, 216), 680 - 40 * k).page()
    assert [text for text in texts(paper) if text != PARAGRAPH] == ["第一章　水务", "第一章　文化", "第一章　民政"]


@pytest.mark.xfail(strict=True, reason="a first letter over several lines is taken for a heading above them")
def test_a_first_letter_as_high_as_two_lines_is_the_first() -> None:
    paper = (
        Paper().write(72, 664, "春", 30).lines(108, 680, [FULL[:20], FULL[:20]]).lines(72, 644, [FULL, "防范风险。"])
    )
    assert texts(body(paper, 590))[0] == "春" + FULL[:20] * 2 + FULL + "防范风险。"
