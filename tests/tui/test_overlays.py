"""What opens over the text, and what is kept of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from reader.language.layout import LayoutOptions, cell_width
from reader.model import Block, Document, Kind, Origin, Paragraph
from reader.pipeline import untranslated
from reader.tui.kept.places import Place, key_of, recall, remember
from reader.tui.keys import ALONE, KEYS
from reader.tui.options import ScreenOptions
from reader.tui.sheets.entry import entry_lines
from reader.tui.sheets.listed import Listed
from reader.tui.sheets.outline import outline
from reader.tui.sheets.palette import commands
from tests.tui.samples import PAIRS, TERMS, app, bitext, long_bitext
from tests.tui.test_screen import press


def test_an_outline_has_the_headings_or_else_every_paragraph() -> None:
    text = bitext([("总则", "General", Kind.HEADING), ("正文。", "Text."), ("附则", "Annex", Kind.HEADING)])
    assert [(head.block, head.text) for head in outline(text, text.blocks())] == [(0, "总则"), (2, "附则")]
    text = bitext()
    assert [head.block for head in outline(text, text.blocks())] == [0, 1, 2, 3, 4]
    text = bitext([("通知", "", Kind.TITLE), ("正文。", ""), ("办法", "", Kind.TITLE)], translated=False)
    one = Block(range(3), range(0), range(3))  # one translation of all three
    assert [(head.block, head.text) for head in outline(text, [one])] == [(0, "通知"), (0, "办法")]


async def test_the_outline_leads_to_a_place() -> None:
    reader = app()
    async with reader.run_test(size=(100, 40)) as pilot:
        rows = await press(pilot, "jT")
        assert any("市水务局" in row for row in rows)
        await pilot.resize_terminal(40, 40)
        rows = await press(pilot, "")
        first = next(k for k, row in enumerate(rows) if "Outline" in row) + 2
        shown = [row.strip()[:2] for row in rows[first : first + 5]]
        assert shown == [pair[0][:2] for pair in PAIRS]  # a row each
        rows = await press(pilot, ["j", "enter"])
        assert rows[0].rstrip().endswith("3/5")
        assert reader.view.has_focus
        await press(pilot, ["T", "escape"])
        assert reader.view.viewport.current == 2


@pytest.mark.parametrize("width", [8, 20, 40, 76])
def test_an_entry_says_all_that_the_term_holds_and_fits(width: int) -> None:
    lines = entry_lines("工作专班", TERMS[0], [{"zh": "专班", "senses": ["a\x1bb"]}], width, LayoutOptions())
    assert all(cell_width(line.text) <= width for line in lines)
    text = "".join(line.text for line in lines).replace(" ", "")
    for part in ("工作专班gōngzuò", "dedicatedtaskforce", "notspecialclass", "(literal)", "Notaclassofpupils.", "a␛b"):
        assert part in text


@pytest.mark.parametrize(("width", "rows"), [(76, 1), (9, 4)])
def test_word_reading_and_part_of_speech_are_told_apart_by_weight(width: int, rows: int) -> None:
    lines = entry_lines("", replace(TERMS[1], pos="verb"), [], width, LayoutOptions())[:rows]
    styled = [(line.text[a:b].strip(), style.split()[0]) for line in lines for a, b, style in line.spans]
    assert styled[0] == ("垫资", "bold")
    assert styled[-1] == ("verb", "italic")
    assert all("diàn" not in text for text, _ in styled)


async def test_enter_opens_the_entry_of_the_term_and_another_place_is_gone_to() -> None:
    reader = app(bitext([*PAIRS, ("河道要常年清理。", "The river must be dredged all year.")]))
    async with reader.run_test(size=(100, 45)) as pilot:
        shown = "\n".join(await press(pilot, ["j", "j", "enter"]))
        assert "The bed that a river runs in." in shown
        assert "2 places in this document" in shown
        assert "[河道]要常年" in shown
        await pilot.resize_terminal(100, 8)
        assert "space more   * keep the word   Esc close" in "\n".join(await press(pilot, ""))
        await pilot.resize_terminal(30, 45)
        rows = await press(pilot, "")
        place = next(k for k, row in enumerate(rows) if "[河道]" in row)
        assert ["[河道]" in row for row in rows[place : place + 2]] == [True, True]  # a row each
        await pilot.resize_terminal(100, 45)
        await press(pilot, ["down", "enter"])
        assert reader.view.viewport.current == 5
        await press(pilot, ["k", "k", "enter"])
        assert len(reader.screen_stack) == 1


async def test_a_double_click_on_a_word_asks_the_dictionary() -> None:
    reader = app()
    async with reader.run_test(size=(140, 45)) as pilot:
        rows = await press(pilot, "")
        y = next(k for k, row in enumerate(rows) if "堤岸" in row)
        await pilot.click(offset=(cell_width(rows[y][: rows[y].index("堤岸")]) + 1, y), times=2)
        rows = await press(pilot, "")
        assert any("embankment" in row for row in rows)
        await press(pilot, ["escape"])
        x = cell_width(rows[y][: rows[y].index("清理")]) if "清理" in rows[y] else 10
        await pilot.click(offset=(x, y), times=2)
        await press(pilot, ["escape"])
        assert len(reader.screen_stack) == 1


async def test_what_is_copied() -> None:
    reader = app()
    async with reader.run_test(size=(140, 45)) as pilot:
        rows = await press(pilot, "jy")
        assert reader.clipboard == "市水务局："
        assert "Copied: 市水务局：" in rows[-1]
        await press(pilot, "Y")
        assert reader.clipboard == "市水务局：\nTo the Municipal Water Bureau:"
        await press(pilot, "c")
        assert reader.clipboard == "“市水务局：”（《关于河道治理的复函》，第2段）"


async def test_the_page_is_shown() -> None:
    texts = ("一、总则", "你局来函收悉。", "我县已经成立专班。", "特此函复。")
    paragraphs = tuple(Paragraph(f"p{k}", text, origin=Origin(k, 1)) for k, text in enumerate(texts, 1))
    reader = app(untranslated(Document("zh-Hans", paragraphs)))
    async with reader.run_test(size=(140, 45)) as pilot:
        rows = await press(pilot, "jj")
        assert "page 3   66%   3/4" in rows[0]


async def test_the_palette_finds_a_command_and_does_it() -> None:
    reader = app()
    async with reader.run_test(size=(100, 40)) as pilot:
        await press(pilot, ["ctrl+p", *"end", "enter"])
        assert reader.view.viewport.current == 4
        await press(pilot, ["ctrl+p", *"day", "escape"])
        assert len(reader.screen_stack) == 1
        rows = await press(pilot, ["ctrl+p"])
        line = next(k for k, row in enumerate(rows) if "What do you want to do?" in row)
        rows = await press(pilot, "zzz")
        assert "zzz" in rows[line]  # what is typed stays where it is, however few commands are left
        assert any("No command has these words" in row for row in rows)
        await press(pilot, ["backspace"] * 3)
        await pilot.resize_terminal(50, 40)
        rows = await press(pilot, ["down"])
        first = next(k for k, row in enumerate(rows) if "next paragraph" in row)
        assert ["k  up" in rows[first + 1], "through" not in rows[first + 2]] == [True, True]
        await press(pilot, ["escape"])
        assert len(reader.screen_stack) == 1
    assert {key.id for key in commands("")} == {key.id for key in KEYS if key.words and key.where not in ALONE}


async def test_digits_before_g_are_a_paragraph() -> None:
    reader = app(long_bitext(60))
    async with reader.run_test(size=(100, 30)) as pilot:
        await press(pilot, "42G")
        assert reader.view.viewport.current == 41
        await press(pilot, "4jG")
        assert reader.view.viewport.current == 59


async def test_reading_goes_on_where_it_stopped(tmp_path: Path) -> None:
    options = ScreenOptions(places=tmp_path / "state" / "places.json")
    first = app(long_bitext(60), options)
    async with first.run_test(size=(100, 30)) as pilot:
        await press(pilot, [*"30G", "q"])
    again = app(long_bitext(60), options)
    async with again.run_test(size=(100, 30)) as pilot:
        rows = await press(pilot, "")
        assert again.view.viewport.current == 29
        assert "Where you stopped" in rows[-1]
    other = app(bitext(), options)
    async with other.run_test(size=(100, 30)) as pilot:
        await press(pilot, "")
        assert other.view.viewport.current == 0


@pytest.mark.parametrize("damage", [b"", b"[1]", b"{", b'{"k": "x"}', b"\xff"])
def test_a_damaged_file_of_places_does_no_harm(tmp_path: Path, damage: bytes) -> None:
    file = tmp_path / "places.json"
    file.write_bytes(damage)
    assert recall(file, "k") is None
    remember(file, "k", Place(3))
    assert recall(file, "k") == Place(3)


def test_a_place_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    remember(tmp_path / "file" / "places.json", "k", Place(3))


def test_a_document_is_known_by_its_text() -> None:
    assert key_of(bitext()) == key_of(bitext(translated=False))
    assert key_of(bitext()) != key_of(bitext(PAIRS[:2]))


def test_a_page_key_before_a_list_has_room_does_nothing() -> None:
    listed = Listed("one", "two")
    marked = listed.highlighted
    listed.action_page_up()
    listed.action_page_down()
    assert listed.highlighted == marked
