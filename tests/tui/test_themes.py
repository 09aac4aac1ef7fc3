"""Every text colour can be read on every ground."""

from __future__ import annotations

import pytest
from textual.color import Color

from reader.tui.themes import CHOSEN, GROUNDS, TEXT_ROLES, THEMES


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


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("role", "ground"), PAIRS)
def test_contrast_is_at_least_4_5_to_1(theme: str, role: str, ground: str) -> None:
    assert contrast(colour(theme, role), colour(theme, ground)) >= 4.5


def test_the_measure_is_that_of_wcag() -> None:
    assert contrast(Color.parse("#000"), Color.parse("#fff")) == pytest.approx(21)
    assert contrast(Color.parse("#777"), Color.parse("#fff")) == pytest.approx(4.48, abs=0.01)
