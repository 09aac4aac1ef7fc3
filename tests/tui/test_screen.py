"""The screen as a reader sees it, at several widths. What must not happen comes first."""

from __future__ import annotations

import random
from collections.abc import Iterable

import pytest
from textual.pilot import Pilot

from reader.language.layout import cell_width
from reader.tui.app import ReaderApp, ScreenOptions
from reader.tui.keys import KEYS
from tests.tui.samples import PAIRS, app, bitext, long_bitext, screen_text

SIZES = [(40, 24), (80, 24), (140, 45), (200, 60)]


async def press(pilot: Pilot[int], keys: Iterable[str]) -> list[str]:
    for key in keys:
        await pilot.press(key)
    await pilot.pause()
    reader = pilot.app
    assert isinstance(reader, ReaderApp)
    return screen_text(reader)


@pytest.mark.parametrize("size", [(1, 1), (5, 3), (15, 10), (16, 4), (20, 6), (20, 24), *SIZES])
async def test_every_row_is_as_wide_as_the_screen(size: tuple[int, int]) -> None:
    reader = app(long_bitext(30))
    async with reader.run_test(size=size) as pilot:
        for keys in ("", "jj", ["tab"], "t", "v", "v", "v", "G", ["question_mark"]):
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


async def test_the_current_paragraph_is_marked_on_both_sides_and_its_terms_explained() -> None:
    async with app().run_test(size=(140, 45)) as pilot:
        rows = await press(pilot, "jj")
    marked = [row for row in rows if row.count("|") == 2]
    assert marked[0].split("|")[1].strip().startswith("你局来函收悉")
    assert marked[0].split("|")[2].strip().startswith("Your letter has been received.")
    assert rows[0].rstrip().endswith("3/5")
    pane = "\n".join(rows)
    assert "工作专班  gōngzuò zhuānbān" in pane
    assert "dedicated task force  not special class" in pane


async def test_terms_are_underlined_in_both_columns() -> None:
    reader = app()
    async with reader.run_test(size=(140, 45)) as pilot:
        await press(pilot, "jj")
        strips = reader.screen._compositor.render_strips()
        underlined = {s.text.strip() for strip in strips for s in strip if s.style and s.style.underline}
    assert {"工作专班", "dedicated task force", "river", "河道"} <= underlined
    assert not {"巡河", "patrol"} & underlined


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


@pytest.mark.parametrize("key", ["right_square_bracket", "right_black_lenticular_bracket", "right"])
async def test_the_next_term_is_chosen_in_text_and_pane(key: str) -> None:
    reader = app()
    async with reader.run_test(size=(140, 45)) as pilot:
        await press(pilot, [key])
        assert reader.view.current == 0
        await press(pilot, [key])
        assert reader.view.current == 2
        await press(pilot, [key])
        strips = reader.screen._compositor.render_strips()
        chosen = [
            s.text
            for strip in strips
            for s in strip
            if s.style and s.style.bold and s.style.underline and s.text.strip()
        ]
    assert chosen == ["工作专班", "dedicated task force", "工作专班"]


async def test_tab_goes_to_the_terms_and_back() -> None:
    reader = app(note_app := bitext(note="A note."))
    assert note_app.beads
    async with reader.run_test(size=(40, 12)) as pilot:
        rows = await press(pilot, "jj")
        assert not any("Note" in row for row in rows)
        rows = await press(pilot, ["tab"])
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
        assert reader.view.current == 2
        use = reader.view.current_uses()[reader.view.chosen or 0]
        assert use.hit.term.zh == "工作专班"


async def test_resizing_keeps_the_paragraph() -> None:
    reader = app(long_bitext(200))
    async with reader.run_test(size=(140, 45)) as pilot:
        await press(pilot, ["pagedown"] * 5)
        current = reader.view.current
        text = f"第{current}段"
        for size in [(60, 20), (20, 10), (200, 60), (140, 45)]:
            await pilot.resize_terminal(*size)
            rows = await press(pilot, "")
            assert reader.view.current == current
            assert any(text in row for row in rows)


async def test_a_text_without_english_has_one_wide_column_and_a_hint() -> None:
    reader = app(bitext(translated=False), hint="No English yet: duizhao FILE TRANSLATION adds it.")
    async with reader.run_test(size=(140, 45)) as pilot:
        rows = await press(pilot, "")
    assert any("No English yet" in row for row in rows)
    assert not any("Reply" in row for row in rows)


async def test_an_empty_text_says_so() -> None:
    async with app(bitext([])).run_test(size=(80, 24)) as pilot:
        rows = await press(pilot, ["j", "G", "tab", "tab", "right", "v", "pagedown"])
    assert "empty" in rows[0]


async def test_a_screen_that_is_too_small_says_what_it_needs() -> None:
    async with app().run_test(size=(12, 4)) as pilot:
        rows = await press(pilot, "jj")
        assert "16x4 cells" in " ".join(rows)
        await pilot.resize_terminal(80, 24)
        rows = await press(pilot, "j")
        assert any("|" in row for row in rows)


async def test_help_lists_the_keys_that_there_are() -> None:
    async with app().run_test(size=(100, 50)) as pilot:
        rows = await press(pilot, ["fullwidth_question_mark"])
        for key in KEYS:
            if key.shown:
                assert any(key.words in row for row in rows)
        rows = await press(pilot, ["escape"])
        assert not any("Esc closes" in row for row in rows)


async def test_every_binding_has_an_id_and_no_key_has_two_meanings_in_one_place() -> None:
    assert len({key.id for key in KEYS}) == len(KEYS)
    for where in {key.where for key in KEYS}:
        keys = [one for key in KEYS if key.where in (where, "app") for one in key.keys.split(",")]
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
    async with reader.run_test(size=(60, 24)) as pilot:
        rows = await press(pilot, "jj")
    assert any("“清水计划”" in row for row in rows)
    for row in rows:
        if "“" in row:
            assert cell_width(row.rstrip(), ambiguous=2) <= 60


@pytest.mark.parametrize("seed", range(3))
async def test_random_keys_and_sizes_do_no_harm(seed: int) -> None:
    chance = random.Random(seed)
    keys = sorted({one for key in KEYS for one in key.keys.split(",")} - {"q"})
    reader = app(long_bitext(60) if seed else bitext([*PAIRS] * 4))
    async with reader.run_test(size=(100, 30)) as pilot:
        for _ in range(40):
            if chance.random() < 0.1:
                await pilot.resize_terminal(chance.randint(1, 210), chance.randint(1, 60))
            await pilot.press(*chance.choices(keys, k=5))
    assert reader.return_code in (0, None)
