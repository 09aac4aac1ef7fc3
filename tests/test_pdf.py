from __future__ import annotations

import contextlib
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.cli import main
from reader.errors import InputError, UsageError
from reader.extract.pdf.document import read_pdf
from reader.model import Extract, Kind
from reader.repair.edits import apply_edits
from reader.repair.plan import repair
from tests.layouts import prose, wrap
from tests.pdfs import COURIER, TIMES, Paper, by_hand, to_unicode

PROSE = "群众满意度明显提高各项工作取得了新的进展"
HELVETICA = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"


def read(data: bytes, **options: object) -> Extract:
    return read_pdf(data, where="a.pdf", **options)  # type: ignore[arg-type]


def texts(paper: Paper) -> list[str]:
    return [line.text for line in read(paper.bytes()).lines]


# ---------------------------------------------------------------- what is there is read, and nothing else


@pytest.mark.parametrize(
    "text",
    ["第0465号", "用 Git 管理", "增长6.3%。", "（一）总则：“会办”", "工作专班…", "《办法》", "10:30—11:45", "a-b_c"],
)
def test_a_line_is_read_as_it_stands(text: str) -> None:
    assert texts(Paper().write(72, 700, text)) == [text]


@pytest.mark.parametrize("text", ["三", "A", "〇", "𠮷", "："])
def test_a_character_alone_in_a_font_that_nobody_holds_is_read(text: str) -> None:
    """Whatever fonts the machine has; a letter is as wide as the file says."""
    found = read(Paper().write(72, 700, text).bytes())
    assert found.raw == text
    box = found.lines[0].box
    assert box is not None
    assert box.right - box.left == pytest.approx(12 if text != "A" else 8.2, abs=0.1)


def test_lines_know_their_place() -> None:
    found = read(Paper().write(72, 700, "汉字").write(96, 682, "12", 10).page().write(72, 700, "三").bytes())
    assert found.raw == "汉字\n12\f三"
    assert [(line.start, line.origin.page, line.origin.line) for line in found.lines] == [
        (0, 1, 1),
        (3, 1, 2),
        (6, 2, 1),
    ]
    first, second, _ = found.lines
    assert first.box is not None
    assert second.box is not None
    assert (round(first.box.left), round(first.box.right), first.size) == (72, 96, 12)
    assert (round(second.box.left), second.size) == (96, 10)
    assert first.box.bottom < 700 < first.box.top


@given(st.lists(st.text("工作专班会办的了一AB9，。", min_size=1, max_size=12), min_size=1, max_size=8))
@settings(max_examples=25, deadline=None)
def test_every_line_comes_back(lines: list[str]) -> None:
    found = read(Paper().lines(72, 700, lines).bytes())
    assert found.raw == "\n".join(lines)
    assert all(found.raw[line.start : line.end] == line.text for line in found.lines)


def test_words_that_only_stand_apart_get_spaces() -> None:
    paper = (
        Paper().write(72, 700, "the", 12, TIMES).write(91, 700, "harbour", 12, TIMES).write(134, 700, "s", 12, TIMES)
    )
    assert texts(paper) == ["the harbour s"]


@pytest.mark.parametrize(
    ("parts", "gap", "text"),
    [
        (("第一条", "为了加强河道管理，制定本条例。"), 0.26, "第一条 为了加强河道管理，制定本条例。"),
        (("联系人：周敏", "联系电话：另告"), 0.4, "联系人：周敏 联系电话：另告"),
        (("附件：1.", "河道清单"), 0.25, "附件：1. 河道清单"),
        (("共有", "12", "条河道"), 0.25, "共有12条河道"),  # set apart, as typesetters do
        (("第一条", "为了加强河道管理，制定本条例。"), 0.1, "第一条为了加强河道管理，制定本条例。"),
    ],
)
def test_a_small_gap_in_a_line_set_solid_is_a_space(parts: tuple[str, ...], gap: float, text: str) -> None:
    paper, x = Paper(), 72.0
    for part in parts:
        paper.write(x, 700, part)
        x += sum(12.0 if char > "\u2e80" else 6.0 for char in part) - (0.0 if part[-1] > "." else 3.0) + 12 * gap
    assert read(paper.bytes()).raw == text


def test_justified_chinese_gets_none() -> None:
    paper = Paper()
    for k, char in enumerate("全面落实各项责任"):
        paper.write(72 + 14.5 * k, 700, char)
    assert texts(paper) == ["全面落实各项责任"]


def test_a_heading_set_wide_is_one_line() -> None:
    paper = Paper()
    for k, char in enumerate("会议纪要"):
        paper.write(150 + 40 * k, 700, char, 16)
    assert texts(paper) == ["会议纪要"]


def test_raised_marks_stay_in_their_line() -> None:
    found = read(Paper().write(72, 700, "提出请示").write(120, 705, "1", 7).write(124, 700, "。经研究").bytes())
    assert [(line.text, line.raised) for line in found.lines] == [("提出请示1。经研究", (4,))]


@pytest.mark.parametrize("mark", ["①", "1", "*"])
def test_marks_raised_in_the_size_of_the_text_stay_in_their_line_too(mark: str) -> None:
    paper = (
        Paper()
        .write(72, 700, "提出请示")
        .write(120, 706, mark)
        .write(72, 682, mark)
        .write(72 + (12 if mark == "①" else 6), 676, "经研究")
    )
    found = read(paper.bytes())
    assert [(line.text, line.raised[:1]) for line in found.lines] == [
        (f"提出请示{mark}", (4,)),
        (f"{mark}经研究", (0,)),
    ]


def test_readings_above_characters_are_left_out() -> None:
    paper = Paper()
    for k, (char, reading) in enumerate(zip("汉字好", ["han", "zi", "hao"], strict=True)):
        paper.write(72 + 24 * k, 714, reading, 8, TIMES).write(72 + 24 * k, 690, char, 24)
    found = read(paper.bytes())
    assert (found.raw, found.notices) == ("汉字好", ("page 1: 3 readings above characters (ruby) left out",))


def test_characters_beyond_the_first_plane_are_whole() -> None:
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 6 0 R>>"
    data = by_hand(b"BT /F1 12 Tf 72 700 Td (AB) Tj ET", font, extra=[to_unicode({65: "𠮷", 66: "野"})])
    assert read(data).raw == "𠮷野"


def test_type_of_no_size_is_text_too() -> None:
    assert read(by_hand(b"BT /F1 0 Tf 72 700 Td (ab) Tj /F1 12 Tf 0 -20 Td (cd) Tj ET", HELVETICA)).raw.endswith("cd")


# ---------------------------------------------------------------- order


def test_columns_drawn_one_by_one_are_read_so() -> None:
    left, right = [f"{n}{PROSE[:14]}" for n in "甲乙丙丁戊己"], [f"{n}{PROSE[:14]}" for n in "庚辛壬癸子丑"]
    assert texts(Paper().lines(60, 700, left).lines(310, 700, right)) == left + right


def test_columns_drawn_row_by_row_are_told_apart() -> None:
    left, right = [f"{n}{PROSE[:14]}" for n in "甲乙丙丁戊己"], [f"{n}{PROSE[:14]}" for n in "庚辛壬癸子丑"]
    paper = Paper().centre(730, "两栏")
    for k, (a, b) in enumerate(zip(left, right, strict=True)):
        paper.write(60, 700 - 18 * k, a).write(310, 700 - 18 * k, b)
    assert texts(paper) == ["两栏", *left, *right]


def test_lines_drawn_out_of_order_are_sorted() -> None:
    lines = [f"{n}{PROSE}" for n in "甲乙丙丁戊己庚辛壬癸"]
    paper = Paper()
    for k in (3, 1, 5, 0, 7, 2, 9, 4, 6, 8):
        paper.write(72, 700 - 18 * k, lines[k])
    assert texts(paper) == lines


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_a_rotated_page_is_read_upright(rotate: int) -> None:
    moves = {0: b"1 0 0 1 72 700", 90: b"0 1 -1 0 72 72", 180: b"-1 0 0 -1 500 100", 270: b"0 -1 1 0 72 700"}
    content = b"BT /F1 12 Tf %s Tm (First line) Tj 0 -18 Td (Second) Tj ET" % moves[rotate]
    found = read(by_hand(content, HELVETICA, rotate=rotate))
    assert (found.raw, found.notices) == ("First line\nSecond", ())
    assert found.lines[0].box is not None
    assert found.lines[1].box is not None
    assert found.lines[0].box.bottom > found.lines[1].box.bottom


def test_text_at_an_angle_comes_last_and_is_reported() -> None:
    paper = Paper()
    paper.canvas.saveState()
    paper.canvas.rotate(90)
    paper.write(100, -30, "SIDEWAYS", 12, TIMES)
    paper.canvas.restoreState()
    found = read(paper.lines(72, 700, [PROSE, PROSE]).bytes())
    assert found.raw == f"{PROSE}\n{PROSE}\nSIDEWAYS"
    assert "page 1: text that stands at an angle comes last on its page" in found.notices


@pytest.mark.parametrize("angle", [30, 45, -45, 60])
def test_a_stamp_across_the_page_is_one_line(angle: int) -> None:
    paper = Paper().lines(72, 700, [PROSE, PROSE])
    paper.canvas.saveState()
    paper.canvas.translate(300, 400)
    paper.canvas.rotate(angle)
    paper.write(-100, 0, "内部资料 for use", 48)
    paper.canvas.restoreState()
    assert texts(paper) == [PROSE, PROSE, "内部资料 for use"]


def test_text_from_top_to_bottom_is_read_and_reported() -> None:
    paper = Paper()
    for k, column in enumerate(["春眠不觉晓处处", "闻啼鸟夜来风雨"]):
        for row, char in enumerate(column):
            paper.write(500 - 24 * k, 700 - 16 * row, char, 16)
    found = read(paper.bytes())
    assert found.raw == "春眠不觉晓处处\n闻啼鸟夜来风雨"
    assert found.notices == ("page 1: set in columns from top to bottom; read from right to left",)


# ---------------------------------------------------------------- tables


def test_a_ruled_table_is_rows_of_cells() -> None:
    paper = Paper().write(72, 730, "前文").grid([72, 172, 272], [700, 660, 630])
    paper.write(76, 686, "名称").write(76, 670, "及规格").write(176, 680, "数量").write(76, 640, "水泵")
    paper.write(176, 640, "12 台").write(72, 600, "后文")
    assert texts(paper) == ["前文", "名称及规格\t数量", "水泵\t12 台", "后文"]


def test_a_table_without_rules_is_rows_of_cells_too() -> None:
    paper = Paper()
    for k, row in enumerate([("指标", "全市", "农村"), ("食品", "0.9", "1.2"), ("衣着", "1.1", "0.7")]):
        for x, cell in zip((72, 172, 272), row, strict=True):
            paper.write(x, 700 - 20 * k, cell)
    assert texts(paper) == ["指标\t全市\t农村", "食品\t0.9\t1.2", "衣着\t1.1\t0.7"]


def in_places(rows: str) -> tuple[list[list[str]], list[str]]:
    """Pieces of rows, each written as how many points from the margin it begins: as said, and as read amid prose."""
    paper = Paper().lines(72, 760, [PROSE, PROSE[:11] + "。"])
    said = [[piece.split(":") for piece in row.split()] for row in rows.split(" / ")]
    for k, row in enumerate(said):
        for x, text in row:
            paper.write(72 + int(x), 700 - 18 * k, text)
    paper.lines(72, 680 - 18 * len(said), [PROSE, "完。"])
    return [[text for _, text in row] for row in said], texts(paper)[2:-2]


@pytest.mark.parametrize(
    "rows",
    [
        "0:第一条 48:为了保护河道，制定本办法。 / 0:第二条 48:本办法适用于本县。 / 0:第三条 48:县水务局负责实施。",
        "0:柳下泊孤舟 72:风前数远山 / 0:灯深人未睡 72:潮落雁初还 / 0:何日归来晚 72:同看月一湾",
        "0:各项工作进展顺利 108:有关单位密切配合 / 0:群众满意 60:问题都已经得到了解决 / 0:资金已经到位 84:工期没有延误",
    ],
    ids=["articles", "half lines of verse", "gaps at random"],
)
def test_gaps_that_make_no_table_are_no_tabs(rows: str) -> None:
    said, found = in_places(rows)
    assert [text.split() for text in found] == said
    assert "\t" not in "".join(found)


@pytest.mark.parametrize(
    "rows",
    [
        "0:站名 42:水位 74:备注 / 0:三河口 42:3.42 74:正常 / 0:石门 42:4.05 74:超过警戒线",
        "0:年份 36:户数 72:新增 / 0:2023 36:1200 84:50 / 0:2024 42:980 84:59 / 0:2025 36:1023 84:61",
        "0:日期 60:带班 110:值班 / 0:10月1日 60:李明 110:张华 / 0:10月2日 110:赵敏 / 0:10月3日 60:周强",
    ],
    ids=["narrow gaps", "numbers at the right", "empty cells"],
)
def test_the_cells_of_every_row_are_parted_alike(rows: str) -> None:
    said, found = in_places(rows)
    assert found == ["\t".join(row) for row in said]


def columns(*rows: tuple[tuple[str, ...], ...], step: int = 14, apart: int = 22) -> Paper:
    """A table without rules, drawn cell by cell; each cell has its lines."""
    paper = Paper()
    y = 700
    for row in rows:
        for x, cell in zip((72, 130, 330), row, strict=False):
            for k, line in enumerate(cell):
                paper.write(x, y - step * k, line)
        y -= step * (max(map(len, row)) - 1) + apart
    return paper


@pytest.mark.parametrize(("step", "apart"), [(14, 22), (16, 28), (18, 18)])
def test_wrapped_cells_without_rules_are_put_together(step: int, apart: int) -> None:
    paper = columns(
        (("序号",), ("项目",), ("单位",)),
        (("1",), ("清理淤泥三万立方米，并", "外运到指定的场地"), ("县水务局",)),
        (("2",), ("加固堤岸",), ("县水务局、", "县交通局")),
        (("3",), ("观测站",), ("县气象局",)),
        step=step,
        apart=apart,
    )
    assert texts(paper) == [
        "序号\t项目\t单位",
        "1\t清理淤泥三万立方米，并外运到指定的场地\t县水务局",
        "2\t加固堤岸\t县水务局、县交通局",
        "3\t观测站\t县气象局",
    ]


@pytest.mark.xfail(strict=True, reason="cells drawn column by column, without rules: only their heights would tell")
def test_a_table_drawn_column_by_column_is_rows() -> None:
    paper = Paper()
    for x, column in zip(
        (72, 172, 272), (("指标", "食品", "衣着"), ("全市", "0.9", "1.1"), ("农村", "1.2", "0.7")), strict=True
    ):
        for k, cell in enumerate(column):
            paper.write(x, 700 - 20 * k, cell)
    assert texts(paper) == ["指标\t全市\t农村", "食品\t0.9\t1.2", "衣着\t1.1\t0.7"]


def test_a_caption_above_a_table_is_no_row_of_it() -> None:
    paper = Paper().write(20, 730, "表1").write(48, 730, "主要产品产量")
    rows = [("品名", "单位", "产量"), ("水泥", "万吨", "1032"), ("布", "万米", "48"), ("糖", "吨", "7")]
    for k, row in enumerate(rows):
        for x, cell in zip((72, 132, 192), row, strict=True):
            paper.write(x, 700 - 26 * k, cell)
    assert texts(paper) == ["表1 主要产品产量", *map("\t".join, rows)]


@pytest.mark.xfail(strict=True, reason="what stands between two lines of a cell is on no line of its row")
def test_cells_in_the_middle_of_a_wrapped_row_without_rules_are_its_cells() -> None:
    paper = Paper()
    for y, name, value in ((700, "工业机器", "8764"), (660, "新能源汽", "1733"), (620, "集成电路", "2594")):
        paper.write(72, y, name).write(160, y - 7, value).write(72, y - 14, "产量")
    assert texts(paper) == ["工业机器产量\t8764", "新能源汽产量\t1733", "集成电路产量\t2594"]


def test_names_and_what_they_mean_are_rows() -> None:
    paper = columns(
        (("零工站",), ("为灵活就业的人员提供服务", "的场所，有空调和饮水")), (("大食堂",), ("由社区开办的食堂",))
    )
    assert texts(paper) == ["零工站\t为灵活就业的人员提供服务的场所，有空调和饮水", "大食堂\t由社区开办的食堂"]


def test_items_with_hanging_indents_are_no_table() -> None:
    paper = columns((("（一）",), (PROSE[:14], PROSE[:9])), (("（二）",), (PROSE[:14], PROSE[:6])))
    assert texts(paper) == [f"（一） {PROSE[:14]}", PROSE[:9], f"（二） {PROSE[:14]}", PROSE[:6]]


@pytest.mark.parametrize("by_row", [True, False])
@pytest.mark.parametrize("count", [2, 3])
def test_columns_of_prose_are_no_table(count: int, *, by_row: bool) -> None:
    lines = [line for paragraph in prose(count, 30) for line in wrap("\u3000\u3000" + paragraph, 17)][: 28 * count]
    places = [(60 + 240 * (k // 28), 540 - 17 * (k % 28)) for k in range(28 * count)]
    paper = Paper((842, 595))
    for k in sorted(range(28 * count), key=lambda k: (k % 28, k) if by_row else (k, 0)):
        paper.lines(*places[k], [lines[k]])
    assert texts(paper) == [line.strip("\u3000") for line in lines]


def test_a_frame_is_no_table() -> None:
    paper = Paper().grid([60, 540], [720, 600]).lines(72, 700, [PROSE, PROSE])
    assert texts(paper) == [PROSE, PROSE]


def test_what_stands_apart_on_one_line_is_one_line() -> None:
    assert texts(Paper().write(72, 700, "普府〔2023〕18号").write(400, 700, "签发人：王某")) == [
        "普府〔2023〕18号 签发人：王某"
    ]


# ---------------------------------------------------------------- what cannot be read, or not as it should


def test_a_locked_file_asks_for_its_password() -> None:
    data = Paper(password="sesame").write(72, 700, "机密").bytes()
    with pytest.raises(InputError, match="locked") as caught:
        read(data)
    assert "--password" in caught.value.hint
    with pytest.raises(InputError, match="not the PDF's password"):
        read(data, password="open")
    assert read(data, password="sesame").raw == "机密"


def test_an_owners_password_locks_nobody_out() -> None:
    assert read(Paper(owner="boss").write(72, 700, "公开").bytes()).raw == "公开"


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", b"%PDF-1.7\nnonsense\n%%EOF", b"%PDF-" + bytes(range(256)) * 9])
def test_a_damaged_file_is_an_error(data: bytes) -> None:
    with pytest.raises(InputError, match="damaged"):
        read(data)


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_broken_bytes_never_end_in_a_crash(data: st.DataObject) -> None:
    whole = bytearray(Paper().lines(72, 700, ["汉字", PROSE, "abc"]).bytes())
    for _ in range(data.draw(st.integers(1, 8))):
        at = data.draw(st.integers(0, len(whole) - 1))
        whole[at : at + data.draw(st.integers(0, 40))] = data.draw(st.binary(max_size=20))
        if not whole:
            break
    with contextlib.suppress(InputError):
        read(bytes(whole))


def test_a_page_without_text_is_an_error_or_a_notice() -> None:
    with pytest.raises(InputError, match="no text"):
        read(Paper().page().page().bytes())
    picture = b"q 595 0 0 842 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x80 EI Q"
    with pytest.raises(InputError, match="pictures of pages") as caught:
        read(by_hand(picture, HELVETICA))
    assert "OCR" in caught.value.hint
    found = read(Paper().write(72, 700, "一").page().page().write(72, 700, "三").bytes())
    assert (found.raw, found.notices) == ("一\f三", ("page 2: empty",))


def test_a_font_without_a_map_is_reported_with_its_share() -> None:
    font = (
        b"<</Type/Font/Subtype/Type0/BaseFont/Odd/Encoding/Identity-H/DescendantFonts[<</Type/Font/Subtype/CIDFontType2"
        b"/BaseFont/Odd/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/DW 1000"
        b"/FontDescriptor<</Type/FontDescriptor/FontName/Odd/Flags 4/FontBBox[0 0 1000 1000]/ItalicAngle 0/Ascent 800"
        b"/Descent -200/CapHeight 700/StemV 80>>>>]>>"
    )
    found = read(by_hand(b"BT /F1 12 Tf 72 700 Td <0123012401250126> Tj ET", font))
    assert len(found.notices) == 1
    assert found.notices[0].startswith("page 1: 100% of the text is in a font without a map to Unicode (Odd)")


def test_what_is_filled_in_is_read_behind_the_page() -> None:
    paper = Paper().write(72, 700, "姓名：").write(72, 660, "住址：")
    for y, value in ((696, "Li Ming"), (656, "")):
        paper.canvas.acroForm.textfield(x=120, y=y, width=200, height=18, value=value)
    found = read(paper.bytes())
    assert found.raw == "姓名：\n住址：\nLi Ming"
    assert found.notices == ("page 1: what is filled in or typed over the page comes behind its text",)


def test_pages_are_chosen_and_keep_their_numbers() -> None:
    paper = Paper()
    for text in "一二三四":
        paper.write(72, 700, text).page()
    data = paper.bytes()
    found = read(data, pages=range(2, 4))
    assert (found.raw, [line.origin.page for line in found.lines]) == ("二\f三", [2, 3])
    assert read(data, pages=range(3, 100)).raw == "三\f四"
    with pytest.raises(UsageError, match="has pages 1 to 4"):
        read(data, pages=range(7, 8))


def test_the_command_takes_pages_and_password(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(Paper(password="x").write(72, 700, "一").page().write(72, 700, "二").bytes())
    assert main(["repair", str(path), "--password", "x", "--pages", "2"]) == 0
    assert capsys.readouterr().out == "二"
    assert main([str(path), "--password", "x"]) == 0
    assert capsys.readouterr().out.split() == ["一", "二"]
    assert main(["repair", str(path)]) == 3
    assert "--password" in capsys.readouterr().err
    assert main(["repair", str(path), "--password", "x", "--pages", "1-99"]) == 0
    assert "the last of these pages with text is page 2" in capsys.readouterr().err
    assert main(["repair", str(path), "--pages", "0-x"]) == 2


def test_pdfium_is_loaded_by_pdfs_alone() -> None:
    program = "import sys, reader.pipeline as p; p.extract(b'1', 'a.txt'); print('pypdfium2' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout == "False\n"


@pytest.mark.parametrize("gap", [20, 26, 30])
def test_a_bullet_set_off_from_its_item_is_no_cell(gap: int) -> None:
    paper = Paper()
    for k, item in enumerate([PROSE[:8], PROSE[:12], PROSE[:9]]):
        paper.write(72, 700 - 18 * k, "•").write(72 + gap, 700 - 18 * k, item)
    assert texts(paper) == [f"• {item}" for item in (PROSE[:8], PROSE[:12], PROSE[:9])]


def test_bullets_drawn_after_the_items_stand_before_them() -> None:
    paper = Paper()
    for k, item in enumerate([PROSE[:8], PROSE[:12], PROSE[:9]]):
        paper.write(92, 700 - 36 * k, item).write(92, 682 - 36 * k, PROSE[:5])
    for k in range(3):
        paper.write(76, 700 - 36 * k, "•")
    assert texts(paper)[::2] == [f"• {item}" for item in (PROSE[:8], PROSE[:12], PROSE[:9])]


def test_lines_stretched_to_the_edge_are_no_table() -> None:
    paper = Paper()
    for y in (700, 682, 664, 646):
        paper.write(72, y, PROSE[:6]).write(168, y, "Git").right(340, y, PROSE[:11])
    assert texts(paper) == [f"{PROSE[:6]} Git {PROSE[:11]}"] * 4


# ---------------------------------------------------------------- code

CODE = ["def mean(levels):", "    total = 0", "    for level in levels:  # in metres", "        total += level"]


def set_as_code(paper: Paper, y: float, lines: list[str], size: float = 10) -> Paper:
    """Set in a face of one width, the indents as places only."""
    for k, line in enumerate(lines):
        bare = line.lstrip()
        paper.write(72 + 0.6 * size * (len(line) - len(bare)), y - 14 * k, bare, size, COURIER)
    return paper


@pytest.mark.parametrize(
    "lines", [["First we thank all who came to the", "harbour and spoke about the ferry in", "May."]]
)
def test_prose_in_a_face_of_one_width_is_no_code(lines: list[str]) -> None:
    found = read(set_as_code(Paper().lines(72, 700, [PROSE] * 3), 620, lines).bytes())
    assert not any(line.verbatim for line in found.lines)


def test_code_keeps_its_lines_and_indents() -> None:
    paper = set_as_code(Paper().lines(72, 740, [PROSE, PROSE[:9] + "。"]), 690, CODE).lines(72, 610, [PROSE, "完。"])
    document = repair(read(paper.bytes()))
    assert apply_edits(document.raw, document.edits).split("\n") == [PROSE + PROSE[:9] + "。", *CODE, PROSE + "完。"]
    assert [paragraph.kind for paragraph in document.paragraphs][1:-1] == [Kind.VERBATIM] * 4


@pytest.mark.xfail(strict=True, reason="without a face of one width nothing says how wide a blank is")
def test_code_in_a_face_of_many_widths_keeps_its_indents() -> None:
    paper = Paper().lines(72, 740, [PROSE, PROSE[:9] + "。"])
    for k, line in enumerate(CODE):
        bare = line.lstrip()
        paper.write(72 + 5 * (len(line) - len(bare)), 690 - 14 * k, bare, 10, TIMES)
    assert [line.text for line in read(paper.bytes()).lines][2:] == CODE


def test_columns_in_a_face_of_one_width_stay_in_place() -> None:
    lines = ["name      level", "Oldford    3.42", "Millbridge 12.8"]
    assert [line.text for line in read(set_as_code(Paper().lines(72, 740, [PROSE] * 3), 670, lines).bytes()).lines][
        3:
    ] == lines
