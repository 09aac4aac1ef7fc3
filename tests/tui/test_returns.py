"""The ways back: marks, jumps, bookmarks, pages, and what is remembered from one reading to the next."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reader.tui.kept.places import Mark, Place, key_of, recall, recent, remember
from reader.tui.options import ScreenOptions
from reader.tui.sheets.recent import RecentApp
from tests.tui.samples import app, bitext, long_bitext, screen_text, sentences
from tests.tui.test_raw import document
from tests.tui.test_screen import press

SIZES = [(80, 24), (100, 30), (140, 45)]


@pytest.mark.parametrize("size", SIZES)
async def test_a_mark_is_gone_back_to(size: tuple[int, int]) -> None:
    reader = app(long_bitext(60))
    async with reader.run_test(size=size) as pilot:
        rows = await press(pilot, ["j", "j", "m", "q"])
        assert "Marked: 'q" in rows[-1]
        assert reader.is_running
        rows = await press(pilot, [*"40G", "apostrophe", "q"])
        assert rows[0].rstrip().endswith("3/60")
        assert any(row.lstrip().startswith("| 第2段。") for row in rows)
        rows = await press(pilot, ["apostrophe", "z"])
        assert "No mark z" in rows[-1]
        rows = await press(pilot, ["m", "1"])
        assert "No mark set" in rows[-1]
        await press(pilot, ["m", "escape", "j"])
        assert reader.view.viewport.current == 3


async def test_a_mark_at_a_sentence_comes_back_to_the_sentence() -> None:
    reader = app(sentences())
    async with reader.run_test(size=(100, 30)) as pilot:
        rows = await press(pilot, ["l", "l", "m", "s"])
        assert "Marked: 's" in rows[-1]
        await press(pilot, ["escape", "g", "apostrophe", "s"])
        assert reader.reading.bead == 1


async def test_two_quotes_go_back_from_the_last_jump_and_forth() -> None:
    reader = app(long_bitext(60))
    async with reader.run_test(size=(100, 30)) as pilot:
        await press(pilot, ["j", *"30G", "apostrophe", "apostrophe"])
        assert reader.view.viewport.current == 1
        await press(pilot, ["apostrophe", "apostrophe"])
        assert reader.view.viewport.current == 29


async def test_jumps_go_back_and_on_through_search_go_outline_and_ends() -> None:
    reader = app(long_bitext(60))
    async with reader.run_test(size=(100, 30)) as pilot:
        current = []
        for keys in (["j"], ["G"], ["slash", *"第7段", "enter"], ["colon", *"20", "enter"], ["T", "j", "enter"]):
            await press(pilot, keys)
            current.append(reader.view.viewport.current)
        assert current == [1, 59, 7, 19, 20]
        back = []
        for _ in range(5):
            await press(pilot, ["ctrl+o"])
            back.append(reader.view.viewport.current)
        assert back == [19, 7, 59, 1, 1]
        await press(pilot, ["ctrl+n", "ctrl+n"])
        assert reader.view.viewport.current == 7
        rows = await press(pilot, ["ctrl+n"] * 4)
        assert "No jump forth from here" in rows[-1]


@pytest.mark.parametrize("size", SIZES)
async def test_bookmarks_are_listed_gone_to_and_taken_away(size: tuple[int, int]) -> None:
    reader = app(long_bitext(60))
    async with reader.run_test(size=size) as pilot:
        rows = await press(pilot, "L")
        assert "No bookmarks yet" in rows[-1]
        await press(pilot, ["j", "B", *"30G", "B", "m", "a", "g"])
        rows = await press(pilot, "L")
        assert any("-   2  第1段。" in row for row in rows)
        assert any("a  30  第29段。" in row for row in rows)
        rows = await press(pilot, ["down", "down", "enter"])
        assert rows[0].rstrip().endswith("30/60")
        await press(pilot, ["L", "d", "escape"])
        assert (reader.bookmarks, reader.marks) == ({1, 29}, {}) or (reader.bookmarks, reader.marks) == (
            {1},
            {"a": Mark(29)},
        )
        rows = await press(pilot, ["g", "j", "B"])
        assert "Bookmark taken away" in rows[-1]


async def test_marks_bookmarks_and_jumps_are_there_again_after_the_file_moved(tmp_path: Path) -> None:
    places = tmp_path / "places.json"
    first = app(long_bitext(60), ScreenOptions(places=places, file=tmp_path / "a.txt"))
    async with first.run_test(size=(100, 30)) as pilot:
        await press(pilot, ["j", "m", "a", "B", *"40G", "q"])
    again = app(long_bitext(60), ScreenOptions(places=places, file=tmp_path / "moved.txt"))
    async with again.run_test(size=(100, 30)) as pilot:
        await press(pilot, "")
        assert again.view.viewport.current == 39
        assert (again.marks, again.bookmarks) == ({"a": Mark(1)}, {1})
        await press(pilot, ["ctrl+o"])
        assert again.view.viewport.current == 1
        await press(pilot, ["q"])
    assert [place.file for place in recent(places)] == [str(tmp_path / "moved.txt")]


async def test_a_mark_is_kept_at_once_whatever_becomes_of_the_terminal(tmp_path: Path) -> None:
    places = tmp_path / "places.json"
    reader = app(long_bitext(60), ScreenOptions(places=places))
    async with reader.run_test(size=(100, 30)) as pilot:
        await press(pilot, ["j", "m", "a", "j", "B"])
        kept = recall(places, key_of(reader.reading.bitext))
        assert kept is not None
        assert (kept.marks, kept.bookmarks) == ({"a": Mark(1)}, (2,))


async def test_how_far_one_is_stands_beside_the_place_where_there_is_room() -> None:
    for width, shown in ((40, "1/5"), (80, "0%   1/5"), (140, "0%   1/5")):
        async with app().run_test(size=(width, 24)) as pilot:
            rows = await press(pilot, "")
            assert rows[0].rstrip().endswith(shown)
            assert ("%" in rows[0]) is ("%" in shown)
            rows = await press(pilot, "G")
            assert rows[0].rstrip().endswith(shown.replace("0%   1", "100%   5").replace("1/", "5/"))


@pytest.mark.parametrize(
    ("words", "paragraph"), [("2p", 2), ("第2页", 2), ("page 2", 2), ("1p", 0), ("p2", 1), ("2", 1), ("100%", 3)]
)
async def test_a_page_is_gone_to_even_if_a_paragraph_began_before_it(words: str, paragraph: int) -> None:
    reader = app(document())
    async with reader.run_test(size=(100, 30)) as pilot:
        reader._go(words)
        await press(pilot, "")
        assert reader.view.viewport.current == paragraph


async def test_a_page_that_is_not_there_is_said() -> None:
    reader = app(document())
    async with reader.run_test(size=(100, 30)) as pilot:
        rows = await press(pilot, ["colon", *"9p", "enter"])
        assert "No such place: 9p" in rows[-1]
    reader = app(document("一。\n\n二。\n"))
    async with reader.run_test(size=(100, 30)) as pilot:
        rows = await press(pilot, ["colon", *"1p", "enter"])
        assert "This document has no pages" in rows[-1]


async def test_a_citation_has_page_and_line() -> None:
    reader = app(document())
    async with reader.run_test(size=(100, 30)) as pilot:
        await press(pilot, [*"4Gc"])
        assert reader.clipboard.endswith("（《关于河道治理的复函》，第2页第12行）")


def test_places_of_an_older_version_are_understood(tmp_path: Path) -> None:
    file = tmp_path / "places.json"
    file.write_text(json.dumps({"k": 7, "bad": {"at": -1}, "odd": {"at": 3, "marks": [], "bookmarks": ["x", 4]}}))
    assert recall(file, "k") == Place(7)
    assert recall(file, "bad") is None
    assert recall(file, "odd") == Place(3, bookmarks=(4,))
    assert recent(file) == []


async def test_recent_documents_are_listed_the_last_first_and_one_is_chosen(tmp_path: Path) -> None:
    places = tmp_path / "places.json"
    there = tmp_path / "b.txt"
    there.write_text("x")
    remember(places, "one", Place(0, 5, "[bold]信[/x]", str(tmp_path / "a.txt"), "2024-01-02"))
    remember(places, "two", Place(2, 5, "关于河道治理的复函", str(there), "2024-01-03"))
    remember(places, "two, an older text", Place(1, 5, "旧", str(there), "2024-01-01"))
    remember(places, "two", Place(2, 5, "关于河道治理的复函", str(there), "2024-01-03"))
    chooser = RecentApp(recent(places), "night", 1)
    async with chooser.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        rows = "\n".join(screen_text(chooser))
        assert rows.index("关于河道治理的复函") < rows.index("[bold]信[/x]")
        assert "50%   2024-01-03" in rows
        assert rows.count("no longer there") == 1
        assert "旧" not in rows
        await pilot.press("down", "enter")
    assert chooser.return_value == str(tmp_path / "a.txt")


def test_a_text_and_the_aligned_file_made_of_it_have_each_their_place(tmp_path: Path) -> None:
    places, text, made = tmp_path / "places.json", tmp_path / "a.txt", tmp_path / "a.md"
    keys = [key_of(bitext(), file) for file in (text, made)]
    remember(places, keys[0], Place(3, 9, "T", str(text)))
    assert recall(places, keys[1]) == Place(3, 9, "T", str(text))  # it begins where its text was left
    remember(places, keys[1], Place(7, 9, "T", str(made), marks={"a": Mark(1, 4)}))
    assert recall(places, keys[0]) == Place(3, 9, "T", str(text))
    assert recall(places, keys[1]) == Place(7, 9, "T", str(made), marks={"a": Mark(1, 4)})
    assert [place.file for place in recent(places)] == [str(made), str(text)]


def test_the_key_of_a_document_does_not_depend_on_its_marks() -> None:
    assert key_of(bitext()) == key_of(bitext(translated=False))
