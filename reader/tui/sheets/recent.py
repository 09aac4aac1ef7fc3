"""The documents that were read last, to choose one from, where the reader is opened without one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from textual.app import App
from textual.binding import Binding, BindingType

from reader.tui.foot import short_path
from reader.tui.kept.places import Place
from reader.tui.options import ScreenOptions
from reader.tui.sheets.choose import ChooseScreen
from reader.tui.sizes import HEIGHTS
from reader.tui.terminal import count_marks_as, fitted
from reader.tui.themes import NIGHT, THEMES


class RecentApp(App[str]):
    """Leaves with the file that was chosen, or None."""

    CSS_PATH = "../screen.tcss"
    ENABLE_COMMAND_PALETTE = False
    VERTICAL_BREAKPOINTS = HEIGHTS
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+c", "quit", show=False, priority=True)]

    def __init__(self, places: Sequence[Place], theme: str, ambiguous: int) -> None:
        super().__init__()
        self.places = places
        self.ambiguous = ambiguous
        count_marks_as(ambiguous)
        for one in THEMES.values():
            self.register_theme(one)
        self.theme = theme

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The names of our own colours, for themes that lack them."""
        return NIGHT.variables

    def on_mount(self) -> None:
        """Show the list."""
        lines = [(place.title or Path(place.file).name, _more(place)) for place in self.places]
        self.push_screen(ChooseScreen("Read lately", lines, 0, self.ambiguous, keys=("open it", "quit")), self._chosen)

    def _chosen(self, which: int | None) -> None:
        self.exit(None if which is None else self.places[which].file)


def _more(place: Place) -> str:
    """How far, when, and where it is."""
    gone = "" if Path(place.file).exists() else "no longer there: "
    return f"  {place.progress:>4}   {place.day}   {gone}{short_path(Path(place.file))}"


def choose_recent(places: Sequence[Place], options: ScreenOptions) -> Path | None:
    """Ask which document to read."""
    options = fitted(options)
    chosen = RecentApp(places, options.theme, options.ambiguous).run()
    return Path(chosen) if chosen else None
