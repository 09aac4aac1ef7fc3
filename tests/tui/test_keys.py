"""Keys of one's own."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual import events

from reader.errors import UsageError
from reader.tui.app import ReaderApp
from reader.tui.kept.places import Mark
from reader.tui.keys import KEYS, load_keymap, twice
from reader.tui.options import ScreenOptions
from tests.tui.samples import app, long_bitext
from tests.tui.test_corrections import press as press_and_wait
from tests.tui.test_screen import press


def test_without_a_file_the_keys_are_the_usual_ones(tmp_path: Path) -> None:
    assert load_keymap(tmp_path / "keys.toml") == {}
    assert twice({}) == []


def test_a_file_names_bindings_and_their_keys(tmp_path: Path) -> None:
    (tmp_path / "keys.toml").write_text('next = "down,ctrl+n"\nquit = "Q"\n')
    assert load_keymap(tmp_path / "keys.toml") == {"next": "down,ctrl+n", "quit": "Q"}


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("next = ", "cannot be read", 'next = "down,j"'),
        ('nxt = "j"', "no key of this name: nxt", "did you mean next?"),
        ("next = 3", "next: not a list of keys: 3", "write"),
        ('next = "a,,b"', "not a list of keys", "write"),
        ('next = "\\xff', "cannot be read", "a line is like"),
    ],
)
def test_a_mistake_is_told_with_the_way_out(tmp_path: Path, text: str, message: str, hint: str) -> None:
    file = tmp_path / "keys.toml"
    file.write_bytes(text.encode("latin-1"))
    with pytest.raises(UsageError, match=message) as error:
        load_keymap(file)
    assert str(file) in str(error.value)
    assert hint in error.value.hint


def test_a_key_with_two_meanings_is_found() -> None:
    assert twice({"next": "k"}) == ["k: next, back"]
    assert twice({"pane_down": "q"}) == ["q: pane_down, quit"]
    assert twice({"next": "k", "back": "j"}) == []


async def test_the_keys_of_ones_own_work_and_stand_in_the_help() -> None:
    reader = app(options=ScreenOptions(keymap={"next": "ctrl+n", "back": "k,j"}))
    async with reader.run_test(size=(100, 50)) as pilot:
        await press(pilot, ["ctrl+n", "ctrl+n", "j"])
        assert reader.view.viewport.current == 1
        rows = await press(pilot, "?")
        assert any("ctrl+n" in row and "next paragraph" in row for row in rows)


async def test_a_clash_is_said() -> None:
    async with app(options=ScreenOptions(keymap={"next": "k"})).run_test(size=(100, 30)) as pilot:
        rows = await press(pilot, "")
        assert "Keys with two meanings: k: next, back" in rows[-1]


def test_the_guide_lists_the_keys_that_there_are() -> None:
    rows = (Path(__file__).parents[2] / "docs" / "reading.md").read_text(encoding="utf-8").splitlines()
    for key in KEYS:
        if key.words:
            assert f"| `{key.shown}` | {key.words} | `{key.id}` |" in rows


_NAMED = {":": "colon", "/": "slash", "?": "question_mark", "\n": "enter", "\x1b": "escape"}


async def test_keys_that_come_at_once_go_where_those_before_them_lead() -> None:
    reader = app(long_bitext(60))
    async with reader.run_test(size=(100, 30)) as pilot:

        async def at_once(keys: str) -> None:
            for key in keys:
                reader.post_message(events.Key(_NAMED.get(key, key), key if key.isprintable() else None))
            await press_and_wait(pilot, "")

        await at_once(":12\nj")
        assert reader.reading.viewport.current == 12
        await at_once("ma/第40\nk")
        assert (reader.marks, reader.reading.viewport.current) == ({"a": Mark(12)}, 39)
        await at_once("eXYZ\nj")
        assert reader.reading.bitext.target.paragraphs[39].text.endswith("XYZ")
        assert reader.reading.viewport.current == 40
        await at_once("?\x1bT\x1b:3\n")
        assert reader.reading.viewport.current == 2
        assert reader.screen is reader.screen_stack[0]


async def test_keys_typed_while_the_reader_opens_keep_their_order(monkeypatch: pytest.MonkeyPatch) -> None:
    def on_load(reader: ReaderApp) -> None:
        for key in ("2", "enter"):
            reader.post_message(events.Key(key, None if len(key) > 1 else key))

    monkeypatch.setattr(ReaderApp, "on_load", on_load, raising=False)
    reader = app(long_bitext(60), ScreenOptions(typed=":1"))  # what was typed before the terminal was asked
    async with reader.run_test(size=(140, 45)) as pilot:
        for _ in range(50):
            await pilot.pause(0.1)
            if reader.reading.viewport.current:
                break
        assert reader.reading.viewport.current == 11
