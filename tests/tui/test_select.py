"""Cells -> characters, and what a drag of the mouse selects: never one character too many or too few."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.pilot import Pilot

from reader.language.layout import LayoutOptions, cell_width, harmless
from reader.tui.options import ScreenOptions
from reader.tui.page.flow import Piece, Row, Side
from reader.tui.page.select import Selection, Spot, picture_at, spot_at
from reader.tui.page.viewport import Viewport
from tests.tui.samples import app, bitext, long_bitext
from tests.tui.test_screen import press, styled

TEXTS = ["", "abc", "汉字", "“汉”—字…", "a汉e\u0301b", "👩\u200d💻汉", "汉\u200b字", "ｶﾞ字", "🇨🇳国"]


def piece(text: str, x: int = 3, ambiguous: int = 1) -> Piece:
    return Piece(x, cell_width(text, ambiguous), Side.SOURCE, 0, 0, len(text))


@pytest.mark.parametrize("ambiguous", [1, 2])
@pytest.mark.parametrize("text", TEXTS[1:])
def test_each_cell_belongs_to_the_picture_that_is_drawn_on_it(text: str, ambiguous: int) -> None:
    whole = piece(text, ambiguous=ambiguous)
    for x in range(whole.x, whole.x + whole.cells):
        spot = picture_at(whole, text, x, ambiguous)
        before = cell_width(text[: spot.start], ambiguous)
        assert before <= x - whole.x < cell_width(text[: spot.stop], ambiguous)


@pytest.mark.parametrize(
    ("x", "picked"), [(0, ""), (2, ""), (3, "a"), (4, "汉"), (5, "汉"), (6, "e\u0301"), (7, "b"), (8, ""), (99, "")]
)
def test_beside_a_line_nothing_is_under_the_pointer(x: int, picked: str) -> None:
    text = "a汉e\u0301b"
    spot = spot_at([(piece(text),)], Side.SOURCE, x, 0, lambda _: text, 1)
    assert spot is not None
    assert text[spot.start : spot.stop] == picked
    assert spot.start == (0 if x < 3 else spot.start)
    assert x < 8 or spot.stop == len(text)


def test_a_reading_belongs_to_the_character_below_it() -> None:
    text = "河道"
    ruby: Row = (Piece(3, 2, Side.RUBY, 0, 0, 1, "hé"), Piece(6, 3, Side.RUBY, 0, 1, 2, "dào"))
    below: Row = (Piece(3, 3, Side.SOURCE, 0, 0, 1), Piece(6, 4, Side.SOURCE, 0, 1, 2))
    for y in (0, 1):
        picked = [spot_at([ruby, below], Side.SOURCE, x, y, lambda _: text, 1) for x in range(3, 10)]
        assert picked == [Spot(0, 0, 1)] * 3 + [Spot(0, 1, 2)] * 4


def test_a_meaning_belongs_to_the_word_above_it() -> None:
    rows: list[Row] = [(Piece(3, 4, Side.SOURCE, 0, 0, 2),), (Piece(3, 5, Side.GLOSS, 0, 0, 2, "river"),)]
    assert spot_at(rows, Side.SOURCE, 5, 1, lambda _: "河道", 1) == Spot(0, 1, 2)


def test_where_a_language_has_no_row_the_text_above_ends_the_selection() -> None:
    rows: list[Row] = [(Piece(50, 3, Side.TARGET, 0, 0, 3),), (Piece(3, 4, Side.SOURCE, 0, 0, 2),), ()]
    assert spot_at(rows, Side.SOURCE, 4, 2, lambda _: "汉字", 1) == Spot(0, 2, 2)
    assert spot_at(rows, Side.SOURCE, 4, 0, lambda _: "汉字", 1) == Spot(0, 0, 0)
    assert spot_at([], Side.SOURCE, 4, 0, lambda _: "", 1) is None


@given(st.integers(20, 140), st.sampled_from([1, 2]), st.data())
def test_dragging_from_one_character_to_another_selects_both_and_all_between(
    width: int, ambiguous: int, data: st.DataObject
) -> None:
    text = bitext()
    viewport = Viewport(text, LayoutOptions(ambiguous))
    viewport.resize(width, 60)
    rows = [viewport.rows(block)[row] for block, row in viewport.frame()]
    side = data.draw(st.sampled_from([Side.SOURCE, Side.TARGET]))
    document = text.source if side is Side.SOURCE else text.target

    def text_of(one: Piece) -> str:
        return harmless(document.paragraphs[one.paragraph].text)

    cells = [
        (x, y) for y, row in enumerate(rows) for one in row if one.side is side for x in range(one.x, one.x + one.cells)
    ]
    ends = [data.draw(st.sampled_from(cells)) for _ in range(2)]
    spots = [spot_at(rows, side, x, y, text_of, ambiguous) for x, y in ends]
    first, last = spots
    assert first
    assert last
    selection = Selection(side, first, last)
    assert selection.text(document) == Selection(side, last, first).text(document)
    (a, start), (b, stop) = selection.ends
    paragraphs = [one.text for one in document.paragraphs]
    across = [paragraphs[a][start:], *paragraphs[a + 1 : b], paragraphs[b][:stop]]
    expected = paragraphs[a][start:stop] if a == b else "\n".join(across)
    assert selection.text(document) == expected
    for spot in (first, last):
        assert selection.within(spot.paragraph, len(paragraphs[spot.paragraph]))[0] <= spot.start
        assert spot.stop <= selection.within(spot.paragraph, len(paragraphs[spot.paragraph]))[1]


async def drag(pilot: Pilot[int], start: tuple[int, int], stop: tuple[int, int]) -> None:
    await pilot.mouse_down(offset=start)
    await pilot.hover(offset=stop)
    await pilot.mouse_up(offset=stop)
    await pilot.pause()


def cell_of(rows: list[str], text: str, at: int = 0, ambiguous: int = 1) -> tuple[int, int]:
    """Where a text on the screen, or its character at `at`, begins."""
    y = next(k for k, row in enumerate(rows) if k and text in row)
    return cell_width(rows[y][: rows[y].index(text) + at], ambiguous), y


@pytest.mark.parametrize("width", [80, 100, 140])
@pytest.mark.parametrize("halves", [(0, 0), (0, 1), (1, 0), (1, 1)])
async def test_a_drag_selects_what_it_goes_over(width: int, halves: tuple[int, int]) -> None:
    reader = app()
    async with reader.run_test(size=(width, 45)) as pilot:
        rows = await press(pilot, "")
        (x, y), (to, _) = cell_of(rows, "你局来函"), cell_of(rows, "你局来函", 3)
        await drag(pilot, (x + halves[0], y), (to + halves[1], y))
        rows = await press(pilot, "")
        assert "4 characters selected: y copies" in rows[-1]
        assert styled(reader, lambda style: style.reverse) == ["你局来函"]
        rows = await press(pilot, "y")
        assert reader.clipboard == "你局来函"
        assert "Copied: 你局来函" in rows[-1]
        await drag(pilot, (to, y), (x, y))
        await press(pilot, "y")
        assert reader.clipboard == "你局来函"


async def test_a_drag_over_the_other_column_stays_in_its_own() -> None:
    reader = app()
    async with reader.run_test(size=(140, 45)) as pilot:
        rows = await press(pilot, "")
        await drag(pilot, cell_of(rows, "市水务局："), cell_of(rows, "Your letter", 4))
        await press(pilot, "y")
        copied = reader.clipboard
        assert copied.startswith("市水务局：\n你局来函收悉。")
        assert "Your" not in copied
        assert "Bureau" not in copied


async def test_a_drag_over_paragraphs_takes_all_that_lies_between() -> None:
    reader = app()
    async with reader.run_test(size=(100, 45)) as pilot:
        rows = await press(pilot, "")
        await drag(pilot, cell_of(rows, "河道治理的复函"), cell_of(rows, "函复"))
        await press(pilot, "y")
        paragraphs = [one.text for one in reader.reading.bitext.source.paragraphs]
        assert reader.clipboard == "\n".join([paragraphs[0][2:], *paragraphs[1:4], "特此函"])


async def test_a_drag_over_readings_and_wide_marks_is_right_too() -> None:
    reader = app(options=ScreenOptions(ambiguous=2))
    async with reader.run_test(size=(140, 60)) as pilot:
        rows = await press(pilot, "p")
        (x, y), (to, below) = cell_of(rows, "工"), cell_of(rows, "班")
        await drag(pilot, (x, y), (to, below))
        await press(pilot, "y")
        assert reader.clipboard == "工作专班"
        rows = await press(pilot, ["escape"])
        await drag(pilot, cell_of(rows, "“清", 0, 2), cell_of(rows, "划”", 1, 2))
        await press(pilot, "y")
        assert reader.clipboard == "“清水计划”"
        await press(pilot, "Y")
        assert reader.clipboard == "“清水计划”"
        await press(pilot, "c")
        assert reader.clipboard == "“‘清水计划’”（《关于河道治理的复函》，第3段）"


async def test_a_click_selects_nothing_and_lets_go_of_what_was_selected() -> None:
    reader = app()
    async with reader.run_test(size=(100, 45)) as pilot:
        rows = await press(pilot, "")
        start = cell_of(rows, "你局来函")
        await drag(pilot, start, (start[0] + 6, start[1]))
        assert reader.view.marked() == "你局来函"
        await pilot.click(offset=start)
        assert reader.view.selection is None
        assert reader.view.viewport.current == 2
        await drag(pilot, start, (start[0] + 6, start[1]))
        await press(pilot, ["escape", "escape"])
        assert reader.view.marked() == ""


async def test_hidden_english_is_not_selected() -> None:
    reader = app()
    async with reader.run_test(size=(100, 45)) as pilot:
        rows = await press(pilot, "")
        start, stop = cell_of(rows, "Your letter"), cell_of(rows, "Your letter", 6)
        await press(pilot, "x")
        await drag(pilot, start, stop)
        assert reader.view.selection is None


async def test_keys_select_from_what_was_found() -> None:
    async with app().run_test(size=(100, 30)) as pilot:
        await press(pilot, ["/", *"堤岸", "enter", "V"])
        assert pilot.app.view.marked() == "堤岸"  # type: ignore[attr-defined]


async def test_a_drag_beyond_the_edge_scrolls_on() -> None:
    reader = app(long_bitext(60))
    async with reader.run_test(size=(80, 24)) as pilot:
        rows = await press(pilot, "")
        start = cell_of(rows, "第1段")
        await pilot.mouse_down(offset=start)
        await pilot.hover(offset=(start[0], 23))
        for _ in range(6):
            await pilot.pause(0.1)
        assert reader.view.viewport.top > (0, 0)
        await pilot.mouse_up(offset=(start[0], 23))
        assert reader.view.marked().startswith("第1段。")
        assert "第3段。" in reader.view.marked()
