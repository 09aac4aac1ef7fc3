"""Every text colour can be read on every ground, and what colour says is said without it too."""

from __future__ import annotations

import pytest
from textual.color import Color

from reader.tui.options import ScreenOptions
from reader.tui.terminal import colourless
from reader.tui.themes import CHOSEN, GROUNDS, TEXT_ROLES, THEMES, WORDS, fitting
from tests.tui.samples import app, screen_text, sentences
from tests.tui.test_screen import press, styled


def colour(theme: str, role: str) -> Color:
    value = THEMES[theme].variables.get(role) or getattr(THEMES[theme], role)
    return Color.parse(value)


def luminance(one: Color) -> float:
    parts = [c / 255 for c in one.rgb]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(text: Color, ground: Color) -> float:
    light, dark = sorted((luminance(text), luminance(ground)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


PAIRS = [(role, ground) for role in TEXT_ROLES for ground in GROUNDS] + CHOSEN


@pytest.mark.parametrize("theme", [name for name, theme in THEMES.items() if not theme.ansi])
@pytest.mark.parametrize(("role", "ground"), PAIRS)
def test_contrast_is_at_least_4_5_to_1(theme: str, role: str, ground: str) -> None:
    assert contrast(colour(theme, role), colour(theme, ground)) >= 4.5


def test_the_measure_is_that_of_wcag() -> None:
    assert contrast(Color.parse("#000"), Color.parse("#fff")) == pytest.approx(21)
    assert contrast(Color.parse("#777"), Color.parse("#fff")) == pytest.approx(4.48, abs=0.01)


async def colours_of(options: ScreenOptions, keys: list[str]) -> set[str]:
    """The names of the colours on the screen, and what is reversed."""
    reader = app(options=options)
    made: set[str] = set()
    async with reader.run_test(size=(140, 45)) as pilot:
        for key in keys:
            await press(pilot, [key])
            for strip in reader.screen._compositor.render_strips():
                for run in strip:
                    for one in (run.style and run.style.color, run.style and run.style.bgcolor):
                        if one:
                            made.add(str(one.type.name))
    return made


KEYS = ["j", "j", "p", "l", "right_square_bracket", "slash", "r", "enter", "escape", "T", "escape", "question_mark"]


async def test_the_theme_of_the_terminal_has_only_its_own_16_colours() -> None:
    assert await colours_of(ScreenOptions(theme="ansi"), KEYS) <= {"DEFAULT", "STANDARD"}


async def test_where_no_colour_is_wanted_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert await colours_of(ScreenOptions(theme="ansi"), KEYS) <= {"DEFAULT"}


@pytest.mark.parametrize("colour", ["", "1"])
async def test_without_colours_term_sentence_and_hit_are_told_by_style(
    colour: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if colour:
        monkeypatch.setenv("NO_COLOR", colour)
    reader = app(sentences(), ScreenOptions(theme="ansi"))
    async with reader.run_test(size=(140, 45)) as pilot:
        await press(pilot, "l")
        assert "工作专班" in styled(reader, lambda style: style.underline)
        assert any("负责清理" in text for text in styled(reader, lambda style: style.bold))
        assert not any("用于加固" in text for text in styled(reader, lambda style: style.bold))
        await press(pilot, ["right_square_bracket"])
        assert "工作专班" in styled(reader, lambda style: style.reverse)
        await press(pilot, ["escape", "escape", "slash", *"加固", "enter"])
        assert "加固" in styled(reader, lambda style: style.reverse)
        await pilot.press("s")  # not `press`, which waits for the answer
        await pilot.pause()
        rows = screen_text(reader)
        assert sum(row.count("+--") for row in rows) == 2  # a frame, where no ground parts it from the text
        assert any(text.startswith("machine:") for text in styled(reader, lambda style: style.underline))


@pytest.mark.parametrize(
    ("environment", "wanted", "left"),
    [({}, False, {}), ({"NO_COLOR": ""}, False, {}), ({"NO_COLOR": "1"}, True, {"NO_COLOR": "1"})],
)
def test_an_empty_no_color_is_as_none(environment: dict[str, str], wanted: bool, left: dict[str, str]) -> None:
    assert colourless(environment) is wanted
    assert environment == left


@pytest.mark.parametrize(
    ("wanted", "light", "few", "none", "theme"),
    [
        ("auto", None, False, False, "night"),
        ("auto", True, False, False, "day"),
        ("auto", False, False, False, "night"),
        ("auto", True, True, False, "ansi"),
        ("day", False, True, False, "day"),
        ("night", True, False, True, "ansi"),
    ],
)
def test_the_theme_fits_the_terminal(wanted: str, light: bool | None, few: bool, none: bool, theme: str) -> None:
    assert fitting(wanted, light=light, few=few, colourless=none) == theme


async def test_the_key_goes_through_the_themes(monkeypatch: pytest.MonkeyPatch) -> None:
    reader = app()
    async with reader.run_test(size=(100, 30)) as pilot:
        seen = []
        for _ in THEMES:
            rows = await press(pilot, "t")
            seen.append(reader.theme)
            assert f"Theme: {WORDS[reader.theme]}" in rows[-1]
    assert seen == ["day", "ansi", "night"]
