"""Every command by name: type some of it, Enter does it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from reader.tui.foot import Foot, cut
from reader.tui.keys import ALONE, KEYS, Key, has_key, shown
from reader.tui.sheets.listed import Listed


def commands(typed: str) -> list[Key]:
    """The commands whose words have all that was typed.

    >>> [key.id for key in commands("next sent")]
    ['sentence_next']
    """
    wanted = typed.lower().split()
    offered = (key for key in KEYS if key.words and key.where not in ALONE)
    return [key for key in offered if all(part in f"{key.words} {key.id}".lower() for part in wanted)]


_WIDEST, _SIDES = 76, 11  # cells: of the sheet; at its sides, with frame and scroll bar


class PaletteScreen(ModalScreen[Key | None]):
    """A line to type in, and the commands that fit."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,ctrl+p", "close", show=False, priority=True),
        Binding("down", "move(1)", show=False, priority=True),
        Binding("up", "move(-1)", show=False, priority=True),
    ]

    def __init__(self, keymap: Mapping[str, str]) -> None:
        super().__init__()
        self.keymap = keymap
        self.found = commands("")

    def compose(self) -> ComposeResult:
        """The line, and the list."""
        with Vertical(id="palette"):
            yield Input(placeholder="What do you want to do?", compact=True, id="palette-line")
            yield Listed(compact=True, markup=False)
            yield Foot()

    def on_mount(self) -> None:
        """All of them at first."""
        self.query_one(Input).focus()

    def on_resize(self) -> None:
        """As much of each as fits."""
        self._list(self.query_one(Input).value)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Those that fit."""
        self._list(event.value)

    def on_input_submitted(self) -> None:
        """Do the one that is marked."""
        at = self.query_one(OptionList).highlighted
        self.dismiss(self.found[at] if at is not None and at < len(self.found) else None)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A click does it too."""
        self.dismiss(self.found[event.option_index])

    def action_move(self, direction: int) -> None:
        """Mark another."""
        listed = self.query_one(OptionList)
        (listed.action_cursor_down if direction > 0 else listed.action_cursor_up)()

    def action_close(self) -> None:
        """Back to the text."""
        self.dismiss(None)

    def _list(self, typed: str) -> None:
        listed = self.query_one(OptionList)
        before, self.found = self.found, commands(typed)
        at = listed.highlighted if self.found == before else None
        keys = {key.id: shown(key, self.keymap) if has_key(key, self.keymap) else "" for key in KEYS}
        width = max(map(len, keys.values())) + 2
        room = max(8, min(_WIDEST, self.size.width) - _SIDES - width)
        listed.set_options(
            Option(Content.assemble((keys[key.id].ljust(width), "$term"), cut(key.words, room, 1)))
            for key in self.found
        )
        listed.highlighted = at or 0 if self.found else None
        foot = self.query_one(Foot)
        foot.tell(("Enter", "do it"), ("Esc", "close"))
        if not self.found:
            foot.say("No command has these words", trouble=True)
