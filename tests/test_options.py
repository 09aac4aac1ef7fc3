"""How the screen is set up: flags, environment, file, and what was kept from the last time."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest

from reader.cli.screen_options import add_screen_arguments, screen_options
from reader.errors import UsageError
from reader.tui.kept.remembered import recall_look, remember_look
from reader.tui.options import Look, ScreenOptions
from tests.tui.samples import app
from tests.tui.test_screen import press


@pytest.fixture(autouse=True)
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("CONFIG", "STATE"):
        monkeypatch.setenv(f"DUIZHAO_{name}_DIR", str(tmp_path))
    return tmp_path


def chosen(*flags: str) -> ScreenOptions:
    parser = argparse.ArgumentParser()
    add_screen_arguments(parser)
    return screen_options(parser.parse_args(flags))


def test_without_anything_all_is_as_usual() -> None:
    assert screen_options().look == chosen().look == Look()
    assert chosen().theme == "auto"
    assert chosen().ambiguous == 0


def test_flags_come_before_the_environment_before_the_file_before_what_was_kept(
    folders: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folders / "look.json").write_text('{"measure": 20, "spacing": 1, "theme": "day", "margin": 2}')
    assert chosen().look == Look(measure=20, spacing=1, margin=2)
    (folders / "config.toml").write_text('[reader]\nmeasure = 24\nspacing = 2\ntheme = "ansi"\ngloss = true\n')
    assert chosen().look == Look(measure=24, spacing=2, margin=2, gloss=True)
    monkeypatch.setenv("DUIZHAO_MEASURE", "28")
    monkeypatch.setenv("DUIZHAO_PINYIN", "")
    assert chosen().look == Look(measure=28, spacing=2, margin=2, gloss=True)
    options = chosen("--measure", "32", "--gloss", "off", "--ambiguous-width", "2", "--pinyin", "rare")
    assert options.look == Look(measure=32, spacing=2, margin=2, pinyin="rare")
    assert (options.theme, options.ambiguous) == ("ansi", 2)


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("[reader", "cannot be read", ""),
        ("reader = 3", "not a table", "[reader]"),
        ("[reader]\nmesure = 3", "no option of this name: mesure", "measure"),
        ("[reader]\nmeasure = 3", "measure: 3", "10 to 120"),
        ("[reader]\nmeasure = true", "measure: True", "10 to 120"),
        ('[reader]\ntheme = "pink"', "theme: pink", "night or day"),
        ("[reader]\ntones = 2", "tones: 2", "off or on"),
    ],
)
def test_a_mistake_in_the_file_is_told_with_the_way_out(folders: Path, text: str, message: str, hint: str) -> None:
    (folders / "config.toml").write_text(text)
    with pytest.raises(UsageError, match=message) as error:
        chosen()
    assert "config.toml" in str(error.value)
    assert hint in error.value.hint


def test_a_mistake_in_a_flag_or_the_environment_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UsageError, match="--spacing"):
        chosen("--spacing", "many")
    monkeypatch.setenv("DUIZHAO_THEME", "pink")
    with pytest.raises(UsageError, match="DUIZHAO_THEME"):
        chosen()


@pytest.mark.parametrize("text", ["", "[]", "{", '{"measure": 3, "theme": 1, "other": 2}'])
def test_a_damaged_file_is_as_none(tmp_path: Path, text: str) -> None:
    (tmp_path / "look.json").write_text(text)
    assert recall_look(tmp_path / "look.json") == {}


def test_only_what_was_changed_is_kept_and_no_gloss(tmp_path: Path) -> None:
    file = tmp_path / "new" / "look.json"
    before = Look(measure=50)
    remember_look(file, ("night", before), ("night", before))
    assert not file.exists()
    remember_look(file, ("night", before), ("day", Look(measure=50, spacing=1, gloss=True)))
    remember_look(file, ("day", before), ("day", Look(measure=46)))
    assert recall_look(file) == {"theme": "day", "spacing": 1, "measure": 46}


async def test_the_reader_keeps_what_was_changed_when_it_is_left(tmp_path: Path) -> None:
    file = tmp_path / "look.json"
    reader = app(options=ScreenOptions(remembered=file))
    async with reader.run_test(size=(120, 40)) as pilot:
        await press(pilot, ["p", "minus", "t", "q"])
    kept = recall_look(file)
    assert (kept["pinyin"], kept["theme"]) == ("terms", "day")
    assert int(kept["measure"]) < Look().measure
