"""The colours: ink on rice paper by day, paper on ink by night; cinnabar marks the place, celadon the terms.

Every text colour has a contrast of at least 4.5 to 1 to each ground it stands on; a test measures it.
"""

from __future__ import annotations

from textual.theme import Theme

TEXT_ROLES = ("foreground", "rest", "muted", "term", "warn", "seal", "tone1", "tone2", "tone3", "tone4")
GROUNDS = ("background", "surface", "panel")

NIGHT = Theme(
    name="night",
    primary="#e37a63",
    secondary="#8fc7b4",
    accent="#e37a63",
    warning="#e0b05c",
    error="#f08a78",
    success="#8fc7b4",
    foreground="#ece8df",
    background="#15171a",
    surface="#1c1f23",
    panel="#262a30",
    dark=True,
    variables={
        "rest": "#bcb9b0",
        "muted": "#9b9a94",
        "term": "#8fc7b4",
        "warn": "#e0b05c",
        "seal": "#e37a63",
        "tone1": "#f08a78",
        "tone2": "#e0b05c",
        "tone3": "#8fc7b4",
        "tone4": "#93b8ee",
        "chosen": "#2c4a44",
        "found": "#54441c",
    },
)

DAY = Theme(
    name="day",
    primary="#a8321f",
    secondary="#0e6152",
    accent="#a8321f",
    warning="#7d5200",
    error="#a8321f",
    success="#0e6152",
    foreground="#1f1d1a",
    background="#fbf8f1",
    surface="#f3eee3",
    panel="#e9e2d3",
    dark=False,
    variables={
        "rest": "#45413a",
        "muted": "#5f5a51",
        "term": "#0e6152",
        "warn": "#7d5200",
        "seal": "#a8321f",
        "tone1": "#a8321f",
        "tone2": "#7d5200",
        "tone3": "#0e6152",
        "tone4": "#1f4f9a",
        "chosen": "#cfe6dd",
        "found": "#f2dc9b",
    },
)

# The terminal's own 16 colours, on its own ground: nobody knows how they look, so what has a ground or a fainter text
# in the others is told by underline, bold, reverse or dim here (screen.tcss, `:ansi`).
ANSI = Theme(
    name="ansi",
    ansi=True,
    primary="ansi_red",
    secondary="ansi_cyan",
    accent="ansi_red",
    warning="ansi_red",
    error="ansi_red",
    success="ansi_cyan",
    foreground="ansi_default",
    background="ansi_default",
    surface="ansi_default",
    panel="ansi_default",
    boost="ansi_default",
    variables={
        "rest": "ansi_default",
        "muted": "ansi_default",
        "term": "ansi_cyan",
        "warn": "ansi_red",
        "seal": "ansi_red",
        "tone1": "ansi_red",
        "tone2": "ansi_green",
        "tone3": "ansi_blue",
        "tone4": "ansi_magenta",
        "chosen": "ansi_default",
        "found": "ansi_default",
        "ansi-background": "ansi_default",
        "ansi-foreground": "ansi_default",
        "input-cursor-background": "ansi_white",
        "input-cursor-foreground": "ansi_black",
        "input-selection-background": "ansi_blue",
        "input-selection-foreground": "ansi_white",
        "screen-selection-background": "ansi_blue",
        "screen-selection-foreground": "ansi_white",
    },
)

THEMES = {theme.name: theme for theme in (NIGHT, DAY, ANSI)}
WORDS = {NIGHT.name: "night, light on dark", DAY.name: "day, dark on light", ANSI.name: "the terminal's own colours"}
# What else stands on what: the chosen term, and what a search has found.
CHOSEN = [("term", "chosen"), ("foreground", "chosen"), ("foreground", "found"), ("rest", "found")]


def fitting(wanted: str, *, light: bool | None, few: bool, colourless: bool) -> str:
    """The theme for a terminal: `light` is its ground, None if it doesn't say; `few` that it has 16 colours or less.

    >>> fitting("auto", light=True, few=False, colourless=False)
    'day'
    >>> fitting("day", light=None, few=False, colourless=True)
    'ansi'
    """
    if colourless or (few and wanted == "auto"):
        return ANSI.name
    if wanted != "auto":
        return wanted
    return DAY.name if light else NIGHT.name
