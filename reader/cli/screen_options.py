"""What the screen is given: flags before the environment, that before the file, that before what was remembered."""

from __future__ import annotations

import argparse
import os
from collections.abc import Mapping
from typing import TYPE_CHECKING

from reader.errors import UsageError

if TYPE_CHECKING:
    from reader.tui.options import Choice, ScreenOptions

_TABLE = "reader"


def add_screen_arguments(parser: argparse.ArgumentParser) -> None:
    """A flag for each choice."""
    from reader.tui.options import CHOICES

    screen = parser.add_argument_group("on the screen (also in config.toml and as DUIZHAO_THEME and so on)")
    for choice in CHOICES:
        values = choice.values
        shown = "N" if isinstance(values, range) else f"{{{','.join(values)}}}"
        screen.add_argument(f"--{choice.name}", metavar=shown, help=choice.words)


def screen_options(args: argparse.Namespace | None = None) -> ScreenOptions:
    """The options of the screen. Raises UsageError where a value is none of those a choice takes."""
    from reader.config import config_dir, data_dir, read_table, state_dir
    from reader.tui.kept.remembered import recall_look
    from reader.tui.keys import load_keymap
    from reader.tui.options import CHOICES, ScreenOptions, look_of

    file, kept = config_dir() / "config.toml", state_dir() / "look.json"
    table = read_table(file, _TABLE)
    known = {choice.name for choice in CHOICES}
    for name in table:
        if name not in known:
            raise UsageError(f"no option of this name: {name}", where=str(file), hint=f"there are: {', '.join(known)}")
    chosen: dict[str, str | int | bool] = {"theme": "auto", "ambiguous-width": "auto", **recall_look(kept)}
    for choice in CHOICES:
        chosen |= _named(choice, table, str(file))
        variable = f"DUIZHAO_{choice.name.upper().replace('-', '_')}"
        chosen |= _named(choice, {choice.name: os.environ.get(variable) or None}, variable)
    chosen |= flags(args)
    ambiguous = chosen["ambiguous-width"]
    return ScreenOptions(
        theme=str(chosen["theme"]),
        ambiguous=0 if ambiguous == "auto" else int(ambiguous),
        places=state_dir() / "places.json",
        keymap=load_keymap(config_dir() / "keys.toml"),
        look=look_of(chosen),
        words=data_dir() / "words.tsv",
        remembered=kept,
    )


def flags(args: argparse.Namespace | None) -> dict[str, str | int | bool]:
    """What the flags name. Raises UsageError as `screen_options` does; also for who opens no screen."""
    from reader.tui.options import CHOICES

    chosen: dict[str, str | int | bool] = {}
    for choice in CHOICES:
        value = {choice.name: getattr(args, choice.name.replace("-", "_"), None)}
        chosen |= _named(choice, value, f"--{choice.name}")
    return chosen


def _named(choice: Choice, values: Mapping[str, object], where: str) -> dict[str, str | int | bool]:
    """The value of a choice, if it is named there."""
    if (value := values.get(choice.name)) is None:
        return {}
    try:
        return {choice.name: choice.read(value)}
    except ValueError as error:
        raise UsageError(f"{choice.name}: {value}", where=where, hint=f"it is {error}") from None
