"""The screen as a reader sees it, at several widths. What must not happen comes first."""

from __future__ import annotations

import gc
import random
from collections.abc import Callable, Iterable
from itertools import pairwise
from threading import Event

import pytest
from rich.style import Style
from textual.color import Color
from textual.pilot import Pilot
from textual.strip import Strip

from reader.errors import InputError
from reader.language.layout import cell_width
from reader.model import Bitext
from reader.pipeline import Notify
from reader.tui.app import ReaderApp
from reader.tui.keys import ALONE, KEYS
from reader.tui.options import ScreenOptions
from reader.tui.page.flow import Side
from reader.tui.page.opening import Rest
from reader.tui.sheets.help import SECTIONS, help_rows
from reader.tui.themes import NIGHT
from tests.tui.samples import PAIRS, app, bitext, long_bitext, screen_text, sentences

SIZES = [(40, 24), (80, 24), (140, 45), (200, 60)]


async def press(pilot: Pilot[int], keys: Iterable[str]) -> list[str]:
    for key in keys:
        await pilot.press(key)
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()
    reader = pilot.app
    assert isinstance(reader, ReaderApp)
    return screen_text(reader)


@pytest.mark.parametrize("size", [(1, 1), (5, 3), (8, 5), (15, 10), (16, 4), (20, 6), (20, 24), *SIZES])
async def test_every_row_is_as_wide_as_the_screen(size: tuple[int, int]) -> None:
    reader = app(long_bitext(30))
    async with reader.run_test(size=size) as pilot:
        for keys in (
            "",
            "jj",
            ["tab"],
            "t",
            "v",
            "v",
            "v",
            "G",
            ["question_mark"],
            ["escape", "ctrl+p"],
            ["escape", "T"],
        ):
            rows = await press(pilot, keys)
            assert len(rows) == size[1]
            assert all(cell_width(row) == size[0] for row in rows)


async def test_control_characters_and_markup_of_a_document_are_only_shown() -> None:
    text = bitext([("红\x1b[31m色[bold]粗[/目]", "[link]x \x07 [@click=app.quit]y[/]\x9b2J")])
    reader = app(text)
    reader.document_title = "[red]标题"
    async with reader.run_test(size=(100, 20)) as pilot:
        rows = "\n".join(await press(pilot, "j"))
    assert "红␛[31m色[bold]粗[/目]" in rows
    assert "[link]x ␇ [@click=app.quit]y[/]␦2J" in rows
    assert "[red]标题" in rows
    assert not any(ord(char) < 32 and char != "\n" for char in rows)


@pytest.mark.parametrize("size", SIZES)
async def test_text_and_translation_stand_side_by_side_or_one_above_the_other(size: tuple[int, int]) -> None:
    async with app().run_test(size=size) as pilot:
        rows = await press(pilot, "")
    title = next(row for row in rows[1:] if "关于河道治理的复函" in row)
    assert ("Reply on the Restoration" in title) is (size[0] >= 90)
    assert any("Reply on the Restoration" in row for row in rows)


async def test_a_narrow_screen_offers_only_arrangements_that_look_different() -> None:
    reader = app(bitext(PAIRS))
    async with reader.run_test(size=(80, 24)) as pilot:
        seen = [await press(pilot, ["v"]) for _ in range(3)]
        assert not any("Reply on" in row for row in seen[0])
        assert not any("复函" in row for row in seen[1][1:])
        assert any("复函" in row for row in seen[2][1:])
        assert any("Reply on" in row for row in seen[2])
        assert "stacked, too narrow for side by side" in seen[2][-1]


async def test_the_current_paragraph_is_marked_on_both_sides_and_its_terms_explained() -> None:
    async with app().run_test(size=(140, 45)) as pilot:
        rows = await press(pilot, "jj")
    marked = [row for row in rows if row.count("|") == 2]
    assert marked[0].split("|")[1].strip().startswith("你局来函收悉")
    assert marked[0].split("|")[2].strip().startswith("Your letter has been received.")
    assert rows[0].rstrip().endswith("3/5")
    pane = "\n".join(rows)
    assert "工作专班  gōng zuò zhuān bān" in pane
    assert "dedicated task force  not special class" in pane


def styled(reader: ReaderApp, holds: Callable[[Style], object]) -> list[str]:
    """The runs of text on the screen whose style is such."""
    strips = reader.screen._compositor.render_strips()
    return [run.text for strip in strips for run in strip if run.style and run.text.strip() and holds(run.style)]


async def test_terms_of_the_current_paragraph_are_coloured_in_both_columns() -> None:
    reader = app()
    async with reader.run_test(size=(140, 45)) as pilot:
        await press(pilot, "jj")
        term = Color.parse(NIGHT.variables["term"]).rich_color
        coloured = styled(reader, lambda style: style.color == term)
    assert {"工作专班", "dedicated task force", "river", "河道"} <= set(coloured)
    assert not any("巡河" in text or "patrol" in text for text in coloured)


async def test_terms_are_underlined_where_there_is_no_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    reader = app()
    async with reader.run_test(size=(140, 45)) as pilot:
        await press(pilot, "jj")
        assert {"工作专班", "dedicated task force"} <= set(styled(reader, lambda style: style.underline))


@pytest.mark.parametrize(("forth", "back"), [("l", "h"), ("right", "left"), ("fullwidth_right_parenthesis", "h")])
async def test_the_sentence_is_followed_in_both_columns(forth: str, back: str) -> None:
    reader = app()
    two = bitext(PAIRS)
    first = two.blocks()[2].beads.start
    async with reader.run_test(size=(140, 45)) as pilot:
        rows = await press(pilot, ["j", "j", forth])
        assert reader.reading.bead == first
        assert all(row.count("|") == 2 for row in rows if "你局来函" in row)
        await press(pilot, [forth])
        assert reader.reading.bead == first + 1
        assert reader.view.viewport.current == 3
        await press(pilot, [back, back])
        assert reader.view.viewport.current == 1
        await press(pilot, ["escape"])
        assert reader.reading.bead is None


async def test_the_rest_of_the_paragraph_has_another_mark_than_the_sentence() -> None:
    reader = app(sentences())
    async with reader.run_test(size=(100, 30)) as pilot:
        rows = await press(pilot, "ll")
    marks = {row[1] for row in rows if len(row) > 1 and row[1] in "|:"}
    assert marks == {"|", ":"}
    assert reader.reading.spans(1)[Side.TARGET, 0][0] > 0


async def test_the_pane_explains_the_sentence_when_one_is_followed() -> None:
    reader = app(sentences())
    async with reader.run_test(size=(100, 40)) as pilot:
        rows = "\n".join(await press(pilot, "l"))
        assert "工作专班  gōng" in rows
        assert "垫资  diàn" not in rows
        rows = "\n".join(await press(pilot, "l"))
        assert "工作专班  gōng" not in rows
        assert "垫资  diàn" in rows


async def test_pinyin_stands_above_terms_then_above_everything() -> None:
    reader = app()
    async with reader.run_test(size=(140, 45)) as pilot:
        rows = await press(pilot, "jjp")
        y = next(k for k, row in enumerate(rows) if "diàn zī" in row)
        x = cell_width(rows[y][: rows[y].index("diàn")])
        assert cell_width(rows[y + 1][: rows[y + 1].index("垫")]) == x
        assert not any("lái hán" in row for row in rows)
        rows = await press(pilot, "pp")
        assert any("lái hán" in row for row in rows)
        rows = await press(pilot, "p")
        assert not any("diàn zī" in row for row in rows[:20])


async def test_english_is_hidden_until_asked() -> None:
    reader = app()
    async with reader.run_test(size=(140, 45)) as pilot:
        before = await press(pilot, "jj")
        assert any("dedicated task force" in row for row in before[30:])
        rows = await press(pilot, "x")
        assert not any("Your letter has been" in row for row in rows)
        assert not any("task force" in row for row in rows)  # nor among the terms
        assert any("gōng zuò zhuān bān" in row for row in rows[30:])
        assert not any("Municipal Water" in row for row in rows)
        rows = await press(pilot, "x")
        assert any("Your letter has been" in row for row in rows)
        assert any("dedicated task force" in row for row in rows[30:])
        assert not any("Municipal Water" in row for row in rows)
        zh = [row.split("|")[1] for row in before if row.count("|") == 2]
        assert [row.split("|")[1] for row in rows if row.count("|") == 2] == zh
        rows = await press(pilot, "X")
        assert any("Municipal Water" in row for row in rows)


@pytest.mark.parametrize(("size", "more"), [((140, 45), 0), ((70, 45), 1)])
async def test_hidden_english_takes_no_room_and_the_place_stays(size: tuple[int, int], more: int) -> None:
    reader = app(long_bitext(60))
    async with reader.run_test(size=size) as pilot:
        before = await press(pilot, ["space", "space"])
        current = reader.view.viewport.current
        rows = await press(pilot, "x")
        assert not any("Paragraph" in row for row in rows)
        assert sum("第" in row for row in rows) >= sum("第" in row for row in before) + more
        rows = await press(pilot, "x")
        assert any(f"Paragraph {current}." in row for row in rows)
        rows = await press(pilot, "X")
        assert any(f"Paragraph {current + 1}." in row for row in rows)
        assert reader.view.viewport.current == current


@pytest.mark.parametrize(
    ("typed", "words", "block"),
    [
        ("水务局", "1/1", 1),
        ("RIVER", "1/3", 0),
        ("hedao", "1/2 by pinyin", 0),
        ("gōngzuò", "1/1 by pinyin", 2),
        ("gzzb", "1/1 by initials", 2),
        ("6月", "1/1", 2),
        ("將", "1/1", 3),
    ],
)
async def test_what_is_looked_for_is_found_while_typing(typed: str, words: str, block: int) -> None:
    reader = app()
    async with reader.run_test(size=(140, 45)) as pilot:
        rows = await press(pilot, ["slash", *typed])
        assert reader.view.search.words() == words
        assert [words in rows[-1], words in rows[0]] == [True, False]
        assert reader.view.viewport.current == block
        rows = await press(pilot, ["enter"])
        assert f"{typed} {words}" in rows[0]
        assert reader.view.has_focus
        await pilot.resize_terminal(30, 10)
        rows = await press(pilot, [])
        assert rows[0].rstrip().endswith(f"{words}   {block + 1}/5")
        rows = await press(pilot, ["escape"])
        assert f"{typed} {words}" not in rows[0]


async def test_next_place_found_and_back_to_where_the_search_began() -> None:
    reader = app()
    async with reader.run_test(size=(140, 45)) as pilot:
        await press(pilot, ["j", "ideographic_comma", *"river", "enter"])
        assert reader.view.viewport.current == 2
        await press(pilot, "n")
        assert reader.view.search.words() == "3/3"
        await press(pilot, "n")
        assert reader.view.viewport.current == 0
        await press(pilot, "N")
        assert reader.view.viewport.current == 3
        await press(pilot, ["slash", *"bureau", "escape"])
        assert reader.view.viewport.current == 3
        await press(pilot, ["slash", *"zzz", "enter"])
        assert reader.view.viewport.current == 3
        assert reader.view.search.query == ""


@pytest.mark.parametrize(("words", "place"), [("4", 4), ("50%", 3), ("100％", 5), ("p2", 2), ("99", 5)])
async def test_go_to(words: str, place: int) -> None:
    async with app().run_test(size=(140, 45)) as pilot:
        rows = await press(pilot, ["fullwidth_colon", *words, "enter"])
    assert rows[0].rstrip().endswith(f"{place}/5")


async def test_no_such_place_is_said_and_nothing_moves() -> None:
    reader = app()
    async with reader.run_test(size=(140, 45)) as pilot:
        rows = await press(pilot, ["colon", *"[x]", "enter"])
        assert any("No such place: [x]" in row for row in rows)
        assert reader.view.viewport.current == 0
        warn = Color.parse(NIGHT.variables["warn"]).rich_color
        assert "No such place: [x]" in styled(reader, lambda style: style.color == warn)
        await press(pilot, "B")
        assert "Bookmark set: L lists them" not in styled(reader, lambda style: style.color == warn)


@pytest.mark.parametrize(
    ("keys", "place"),
    [
        ("j", 2),
        (["down"], 2),
        ("jjk", 2),
        ("J", 2),
        (["right_curly_bracket"], 2),
        (["fullwidth_right_curly_bracket"], 2),
        ("G", 5),
        (["end"], 5),
        ("Gg", 1),
        (["end", "home"], 1),
        (["pagedown"], 5),
        (["space"], 5),
        ("GK", 4),
        ("k", 1),
        ("jjjjjjjj", 5),
    ],
)
async def test_keys_move(keys: Iterable[str], place: int) -> None:
    async with app().run_test(size=(140, 45)) as pilot:
        rows = await press(pilot, keys)
    assert rows[0].rstrip().endswith(f"{place}/5")


@pytest.mark.parametrize("key", ["right_square_bracket", "right_black_lenticular_bracket"])
async def test_the_next_term_is_chosen_in_text_and_pane(key: str) -> None:
    reader = app()
    async with reader.run_test(size=(140, 45)) as pilot:
        await press(pilot, [key])
        assert reader.view.viewport.current == 0
        await press(pilot, [key])
        assert reader.view.viewport.current == 2
        await press(pilot, [key])
        chosen = styled(reader, lambda style: style.bold and style.underline)
    assert chosen == ["工作专班", "dedicated task force", "工作专班"]


async def test_tab_goes_to_the_terms_and_back() -> None:
    reader = app(bitext(note="A note."))
    async with reader.run_test(size=(40, 12)) as pilot:
        rows = await press(pilot, "jj")
        assert not any("Note" in row for row in rows)
        rows = await press(pilot, ["tab", "G"])
        assert reader.pane.has_focus
        assert any("Note A note." in row for row in rows)
        rows = await press(pilot, ["escape"])
        assert reader.view.has_focus
        assert any("你局来函收悉" in row for row in rows)
        assert rows[0].rstrip().endswith("3/5")


async def test_a_click_makes_paragraph_and_term_current() -> None:
    reader = app()
    async with reader.run_test(size=(140, 45)) as pilot:
        rows = await press(pilot, "")
        y = next(k for k, row in enumerate(rows) if "工作专班" in row)
        x = cell_width(rows[y][: rows[y].index("专班")])
        await pilot.click(offset=(x, y))
        await pilot.pause()
        assert reader.view.viewport.current == 2
        use = reader.reading.uses()[reader.reading.chosen or 0]
        assert use.hit.term.zh == "工作专班"


async def test_resizing_keeps_the_paragraph() -> None:
    reader = app(long_bitext(200))
    async with reader.run_test(size=(140, 45)) as pilot:
        await press(pilot, ["pagedown"] * 5)
        current = reader.view.viewport.current
        text = f"第{current}段"
        for size in [(60, 20), (20, 10), (200, 60), (140, 45)]:
            await pilot.resize_terminal(*size)
            rows = await press(pilot, "")
            assert reader.view.viewport.current == current
            assert any(text in row for row in rows)


async def test_resizing_keeps_the_sentence_in_view() -> None:
    async with app(sentences()).run_test(size=(140, 45)) as pilot:
        await press(pilot, "lll")
        for size in [(60, 12), (20, 8), (30, 6), (140, 45)]:
            await pilot.resize_terminal(*size)
            assert any("工程预计" in row for row in await press(pilot, ""))


async def test_a_text_without_english_has_one_wide_column_and_a_hint() -> None:
    reader = app(bitext(translated=False), hint="No English yet: duizhao FILE TRANSLATION adds it.")
    async with reader.run_test(size=(140, 45)) as pilot:
        rows = await press(pilot, "")
    assert any("No English yet" in row for row in rows)
    assert "I meanings" in rows[-1]
    assert "hide English" not in rows[-1]
    assert not any("Reply" in row for row in rows)


async def test_an_empty_text_says_so() -> None:
    async with app(bitext([])).run_test(size=(80, 24)) as pilot:
        rows = await press(pilot, ["j", "G", "tab", "tab", "right", "v", "pagedown"])
    assert "empty" in rows[0]
    assert any("No text here." in row for row in rows)


async def test_a_screen_that_is_too_small_says_what_it_needs() -> None:
    async with app().run_test(size=(12, 4)) as pilot:
        rows = await press(pilot, "jj")
        assert "12x4 is too" in " ".join(rows)
        await pilot.resize_terminal(80, 24)
        rows = await press(pilot, "j")
        assert any("|" in row for row in rows)


def test_help_has_every_key_in_one_section() -> None:
    listed = " ".join(SECTIONS.values()).split()
    assert sorted(listed) == sorted(key.id for key in KEYS if key.words)


async def test_help_lists_the_keys_that_there_are() -> None:
    async with app().run_test(size=(100, 200)) as pilot:
        rows = await press(pilot, ["fullwidth_question_mark"])
        for key in KEYS:
            if key.shown:
                assert any(key.words.split(": ")[-1] in row for row in rows)
        await pilot.resize_terminal(100, 24)
        rows = await press(pilot, [])
        assert rows[-1].strip().startswith("1-21 of ")
        rows = await press(pilot, ["space"])
        assert rows[-1].strip().startswith("21-41 of ")
        rows = await press(pilot, ["escape"])
        assert not any("Esc close" in row for row in rows)


@pytest.mark.parametrize("width", [30, 80, 111, 140, 240])
def test_the_help_fits_any_width_and_loses_no_word(width: int) -> None:
    rows = help_rows({}, width)
    words = " ".join(piece.text for row in rows for piece in row)
    for row in rows:
        assert all(a.x + len(a.text) < b.x for a, b in pairwise(row))
        assert all(piece.x + len(piece.text) <= width for piece in row)
    assert all(part in words for key in KEYS for part in key.words.split(": ")[-1].split())


async def test_every_binding_has_an_id_and_no_key_has_two_meanings_in_one_place() -> None:
    assert len({key.id for key in KEYS}) == len(KEYS)
    for where in {key.where for key in KEYS}:
        places = (where,) if where in ALONE else (where, "app")
        keys = [one for key in KEYS if key.where in places for one in key.keys.split(",")]
        assert len(keys) == len(set(keys))


@pytest.mark.parametrize("key", ["q", "ctrl+c", "ctrl+q"])
async def test_these_keys_quit(key: str) -> None:
    reader = app()
    async with reader.run_test() as pilot:
        await pilot.press(key)
        await pilot.pause()
    assert not reader.is_running


async def test_marks_that_the_terminal_draws_wide_are_counted_wide() -> None:
    reader = app(options=ScreenOptions(ambiguous=2))
    reader.document_title = "“清水计划”的复函"
    async with reader.run_test(size=(60, 24)) as pilot:
        for keys in ("jj", ["enter"], ["escape", "slash", "“"]):
            rows = await press(pilot, keys)
            assert any("“清水计划”" in row for row in rows)
            assert all(cell_width(row, ambiguous=2) == 60 for row in rows)
    async with app().run_test(size=(60, 24)) as pilot:
        assert all(cell_width(row) == 60 for row in await press(pilot, "jj"))


@pytest.mark.parametrize("seed", range(3))
async def test_random_keys_and_sizes_do_no_harm(seed: int) -> None:
    chance = random.Random(seed)
    keys = sorted({one for key in KEYS for one in key.keys.split(",")} - {"q"})
    reader = app(long_bitext(60) if seed else bitext([*PAIRS] * 4))
    async with reader.run_test(size=(100, 30)) as pilot:
        for _ in range(8):  # tests.bench.soak presses ten thousand
            await pilot.press(*chance.choices(keys, k=6))
            await pilot.resize_terminal(chance.randint(1, 210), chance.randint(1, 60))
    assert reader.return_code in (0, None)


async def all_read(pilot: Pilot[int], reader: ReaderApp) -> None:
    while reader.rest is not None:
        await pilot.pause(0.01)


async def test_the_rest_of_a_long_document_comes_while_it_is_read() -> None:
    go = Event()

    def whole(notify: Notify) -> Bitext:
        go.wait(20)
        notify("page 3: empty")
        return long_bitext(200)

    reader = app(long_bitext(30))
    reader.rest = Rest(whole, lambda _: lambda _: ())
    async with reader.run_test(size=(100, 20)) as pilot:
        rows = await press(pilot, "jjll")
        assert rows[0].rstrip().endswith("4/30+")
        go.set()
        await all_read(pilot, reader)
        rows = await press(pilot, "")
        assert rows[0].rstrip().endswith("4/200")
        assert reader.reading.bead == reader.reading.beads.start
        rows = await press(pilot, "G")
        assert "第199段" in "".join(rows)


async def test_where_the_rest_cannot_be_read_the_first_pages_stay() -> None:
    def whole(notify: Notify) -> Bitext:
        raise InputError("page 40 is damaged", where="a.pdf")

    reader = app(long_bitext(30))
    reader.rest = Rest(whole, lambda _: lambda _: ())
    async with reader.run_test(size=(100, 20)) as pilot:
        await all_read(pilot, reader)
        rows = await press(pilot, "")
        assert rows[0].rstrip().endswith("1/30")
        assert "Only the first pages: a.pdf: page 40 is damaged" in rows[-1]


async def test_what_was_opened_and_closed_is_let_go() -> None:
    reader = app(long_bitext(30))
    async with reader.run_test(size=(100, 30)) as pilot:
        counts = []
        for _ in range(2):
            for _ in range(6):
                await press(pilot, ["question_mark", "escape", "T", "escape"])
            gc.collect()
            counts.append(sum(isinstance(one, Strip) for one in gc.get_objects()))
    assert counts[1] <= counts[0] + 100


@pytest.mark.parametrize("keys", ["p", "pp", "pG", "Gp", "ppG"])
async def test_the_rest_arrives_under_readings(keys: str) -> None:
    """Readings made for the first pages say nothing of paragraphs behind them."""
    whole = long_bitext(400)
    reader = app(long_bitext(20))
    async with reader.run_test(size=(140, 45)) as pilot:
        await press(pilot, keys)
        reader.view.renew(whole, lambda _: ())
        rows = await press(pilot, "G")
        assert "400/400" in rows[0]
