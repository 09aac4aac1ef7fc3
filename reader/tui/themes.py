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

THEMES = {theme.name: theme for theme in (NIGHT, DAY)}
# What else stands on what: the chosen term, and what a search has found.
CHOSEN = [("term", "chosen"), ("foreground", "chosen"), ("foreground", "found"), ("rest", "found")]
