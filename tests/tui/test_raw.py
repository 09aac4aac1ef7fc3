"""The raw view: what came from the file, what repair did to it, and the way there and back."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path
from time import perf_counter

import pytest
from rich.style import Style

from reader.errors import InputError
from reader.extract.pdf.document import read_pdf
from reader.extract.text import read_text
from reader.language.layout import LayoutOptions, cell_width
from reader.model import Bitext, FileRef
from reader.pipeline import open_bitext, repaired, untranslated
from reader.tui.keys import KEYS
from reader.tui.options import ScreenOptions
from reader.tui.sheets.original import Original, find_original
from reader.tui.sheets.raw import RawText, raw_rows
from reader.tui.sheets.rawview import RawScreen
from tests.pdfs import Paper
from tests.tui.samples import app, long_bitext
from tests.tui.test_screen import press, styled

SIZES = [(80, 24), (100, 30), (140, 45)]
_LINE = "县水务局会同沿河各村组织人员对河道淤泥进行清理，并对堤岸松动处"
WRAPPED = "\n".join(
    [
        "关于河道治理的通知",
        "",
        "　　" + _LINE[:-2],
        _LINE[2:] + "全",
        _LINE[:20] + " 300 万元，" + _LINE[5:9],
        _LINE,
        "部完成加固。",
        "　　" + _LINE[4:] + "各村",
        "- 1 -\f" + _LINE,
        _LINE[6:12] + "⽂件为准。",
        "　　" + _LINE[:-2],
        _LINE[:10] + "。",
        "- 2 -",
    ]
)


def document(text: str = WRAPPED) -> Bitext:
    return untranslated(repaired(read_text(text.encode(), where="a.txt")), FileRef("a.txt"))


def original(text: str = WRAPPED) -> Original:
    made = document(text)
    return find_original(made.source, made.provenance.source, None)


@pytest.mark.parametrize("text", ["汉字。\n", "一段。\n\n又一段。\n", "A line.\nAnother line.\n"])
def test_lines_that_nothing_was_done_to_have_no_sign(text: str) -> None:
    raw = RawText(original(text))
    assert [(raw.line(k).sign, raw.line(k).changed, raw.line(k).words) for k in range(len(raw))] == [
        (" ", (), "") for _ in range(len(raw))
    ]


def test_each_repair_is_marked_where_it_was_made_and_its_rule_named() -> None:
    raw = RawText(original())
    lines = [raw.line(k) for k in range(len(raw))]
    joined = next(line for line in lines if line.text.startswith("　　县水务局"))
    assert (joined.sign, joined.words) == ("+", "join lines")
    changed = next(line for line in lines if "⽂件" in line.text)
    assert changed.sign == "~"
    assert "fold radicals: ⽂ > 文" in changed.words
    assert [changed.text[start:stop] for start, stop in changed.changed] == ["⽂"]
    dropped = [line for line in lines if line.text.startswith("- ")]
    assert [(line.sign, line.words.split(";")[0]) for line in dropped] == [("-", "drop page numbers")] * 2


@pytest.mark.parametrize("width", [2, 10, 30, 70, 140])
def test_rows_lose_nothing_and_fit(width: int) -> None:
    raw = RawText(original())
    for k in range(len(raw)):
        line = raw.line(k)
        rows = raw_rows(line, width, LayoutOptions())
        pieces = [piece for row in rows for piece in row]
        assert all(piece.x + piece.cells <= width for piece in pieces)
        for text, of_words in ((line.text, False), (line.words, True)):
            shown = "".join(text[piece.start : piece.stop] for piece in pieces if piece.of_words is of_words)
            assert "".join(shown.split()) == "".join(text.split())


def test_every_paragraph_is_found_on_its_line_and_every_line_in_its_paragraph() -> None:
    found = original()
    for k, paragraph in enumerate(found.document.paragraphs):
        line = found.line_of(k)
        assert found.lines[line].origin == paragraph.origin
        assert found.paragraph_at(line) == k
    pages = [found.lines[found.line_of(k)].origin.page for k in range(len(found.shown))]
    assert pages[-1] == 2
    assert found.paragraph_of_page(1) == 0
    whole_page = found.paragraph_of_page(2)
    assert whole_page is not None
    assert pages[whole_page] == 1  # the page begins within a paragraph
    assert found.paragraph_of_page(3) is None


def test_a_native_file_finds_its_source_beside_it_or_says_why_not(tmp_path: Path) -> None:
    data = WRAPPED.encode()
    bare = document()
    stripped = replace(bare.source, raw="", edits=(), boundaries=())
    ref = FileRef("a.txt", hashlib.sha256(data).hexdigest())
    here = tmp_path / "a.md"
    with pytest.raises(InputError, match="no such file"):
        find_original(stripped, ref, here)
    with pytest.raises(InputError, match="doesn't say"):
        find_original(stripped, FileRef(), here)
    (tmp_path / "a.txt").write_bytes(data)
    found = find_original(stripped, ref, here)
    assert found.shown == tuple(range(len(bare.source.paragraphs)))
    (tmp_path / "a.txt").write_bytes(data + b"x")
    with pytest.raises(InputError, match="has changed"):
        find_original(stripped, ref, here)


def test_a_paragraph_that_was_edited_is_found_by_what_stands_around_it() -> None:
    bare = document()
    paragraphs = list(bare.source.paragraphs)
    paragraphs[1] = replace(paragraphs[1], text="改过的一段。")
    edited = replace(bare.source, paragraphs=tuple(paragraphs))
    assert find_original(edited, FileRef(), None).shown == tuple(range(len(paragraphs)))


@pytest.mark.parametrize("size", SIZES)
async def test_the_raw_view_opens_at_the_paragraph_and_leads_back_to_it(size: tuple[int, int]) -> None:
    reader = app(document())
    async with reader.run_test(size=size) as pilot:
        await press(pilot, "jj")
        before = reader.view.viewport.current, reader.view.viewport.top
        rows = await press(pilot, "r")
        assert all(cell_width(row) == size[0] for row in rows)
        here = next(row for row in rows if row.startswith("|"))
        assert "1:8" in here
        assert _LINE[4:12] in here
        assert any("join lines" in row for row in rows)
        assert "page 1, line 8" in rows[0]
        await press(pilot, "r")
        assert (reader.view.viewport.current, reader.view.viewport.top) == before
        await press(pilot, ["r", "n", "n", "escape"])
        assert reader.view.viewport.current == 2
        await press(pilot, ["r", "g", "r"])
        assert reader.view.viewport.current == 0


async def test_keys_go_from_repair_to_repair() -> None:
    reader = app(document())
    async with reader.run_test(size=(100, 30)) as pilot:
        rows = await press(pilot, ["r", "]"])
        assert "- 1 -" in next(row for row in rows if row.startswith("|"))
        rows = await press(pilot, ["N"])
        assert "1:8" in next(row for row in rows if row.startswith("|"))
        rows = await press(pilot, ["G", "]"])
        assert "No repair below" in rows[-1]


async def test_what_was_changed_is_told_without_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    reader = app(document())
    async with reader.run_test(size=(140, 45)) as pilot:
        await press(pilot, "r")

        def reverse(style: Style) -> bool:
            return bool(style.reverse)

        assert "⽂" in styled(reader, reverse)
        assert "- 1 -" in styled(reader, lambda style: style.strike)


async def test_control_characters_of_the_file_are_only_shown() -> None:
    reader = app(document("红\x1b[31m色。\n\n[bold]粗[/目]。\n"))
    async with reader.run_test(size=(80, 24)) as pilot:
        rows = "\n".join(await press(pilot, "r"))
    assert "红␛[31m色" in rows
    assert "[bold]粗[/目]" in rows


async def test_a_text_without_its_source_says_why() -> None:
    reader = app(long_bitext(3))
    async with reader.run_test(size=(100, 30)) as pilot:
        rows = await press(pilot, "r")
    assert "No raw lines: the file doesn't say" in rows[-1]


async def test_tab_shows_the_raw_lines_of_the_translation(tmp_path: Path) -> None:
    source, target = document(), untranslated(repaired(read_text(b"On the river.\n\nIt runs.\n", where="b.txt")))
    both = Bitext(
        source.source,
        target.source,
        source.source_segments,
        target.source_segments,
        (
            *(replace(bead) for bead in source.beads[:-1]),
            replace(source.beads[-1], target=range(len(target.source_segments))),
        ),
    )
    reader = app(both)
    async with reader.run_test(size=(100, 30)) as pilot:
        rows = await press(pilot, ["r", "tab"])
        assert any("On the river." in row for row in rows)
        assert isinstance(reader.screen, RawScreen)
        await press(pilot, ["j", "j", "tab", "r"])
        assert len(reader.screen_stack) == 1


@pytest.mark.parametrize("size", [(1, 1), (5, 3), (20, 6), (40, 10)])
async def test_every_key_works_at_any_size(size: tuple[int, int]) -> None:
    reader = app(document())
    keys = [one for key in KEYS if key.where == "raw" and key.id != "raw_leave" for one in key.keys.split(",")]
    async with reader.run_test(size=size) as pilot:
        await press(pilot, ["r", *keys])
        await pilot.resize_terminal(30, 8)
        rows = await press(pilot, ["j"])
        assert len(rows) == 8
        assert all(cell_width(row) == 30 for row in rows)


async def test_the_wheel_and_a_click_move_in_the_raw_lines() -> None:
    reader = app(document("".join(f"第{k}段。\n" for k in range(200))))
    async with reader.run_test(size=(80, 24)) as pilot:
        await press(pilot, "r")
        assert isinstance(reader.screen, RawScreen)
        raw = reader.screen.view
        raw._scroll(3)
        await pilot.pause()
        assert raw.top == (3, 0)
        await pilot.click(offset=(20, 7))
        assert raw.current == 8
        raw.scroll_to(y=100, animate=False)
        await pilot.pause()
        assert raw.top[0] == 100
        assert raw.current == 100


async def test_a_long_file_opens_and_moves_at_once(tmp_path: Path) -> None:
    file = tmp_path / "long.txt"
    file.write_text("".join(f"第{k}段，河水从山里流出来。\n" for k in range(50_000)), encoding="utf-8")
    reader = app(open_bitext(file), ScreenOptions(file=file))
    async with reader.run_test(size=(100, 30)) as pilot:
        await press(pilot, ["G", "r"])
        began = perf_counter()
        rows = await press(pilot, ["k", "g", "G", "b", "G"])
        assert perf_counter() - began < 5
        assert isinstance(reader.screen, RawScreen)
        assert any("49999" in row for row in rows)


async def test_without_english_the_next_doubtful_line_end_is_gone_to_and_shown_in_the_raw_lines() -> None:
    text = document()
    sure = text.source.boundaries
    doubt = replace(sure[6], confidence=0.62, reasons=("short line",))
    doubted = replace(text, source=replace(text.source, boundaries=(*sure[:6], doubt, *sure[7:])))
    reader = app(doubted)
    async with reader.run_test(size=(100, 30)) as pilot:
        rows = await press(pilot, "D")
        assert reader.view.viewport.current == 2
        assert "62% sure; r shows it" in rows[-1]
        rows = await press(pilot, ["r", "g", "D"])
        here = next(row for row in rows if row.startswith("|"))
        assert " ? " in here
        assert "62% sure (short line)" in "".join(rows)
        rows = await press(pilot, ["r", "D"])
        assert "No doubtful line end below" in rows[-1]


def test_the_lines_of_a_pdf_have_the_pages_and_numbers_of_the_file() -> None:
    paper = Paper()
    for first in (0, 3):
        paper.lines(90, 760, [f"第{k}段，河水从山里流出来。" for k in range(first, first + 3)]).page()
        if not first:
            paper.page()  # an empty one, of which the raw text knows nothing
    found = read_pdf(paper.bytes(), where="a.pdf")
    made = find_original(repaired(found), FileRef(), None)
    assert [line.origin for line in made.lines] == [line.origin for line in found.lines]
    assert [line.origin.page for line in made.lines] == [1, 1, 1, 3, 3, 3]
    assert made.paragraph_of_page(3) == made.paragraph_at(3)
