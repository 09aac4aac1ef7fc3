"""The help: the keys as they really are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from reader.tui.keys import KEYS, shown


class HelpScreen(ModalScreen[None]):
    """A list of keys; any of the keys that leave, leaves."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark,fullwidth_question_mark,f1,enter", "dismiss", "close", show=False),
        Binding("down,j,space,pagedown", "scroll(1)", show=False),
        Binding("up,k,b,pageup", "scroll(-1)", show=False),
    ]

    def __init__(self, keymap: Mapping[str, str]) -> None:
        super().__init__()
        self.keymap = keymap

    def compose(self) -> ComposeResult:
        """One line a key."""
        rows = [(shown(key, self.keymap), key.words) for key in KEYS if key.words]
        width = max(len(keys) for keys, _ in rows) + 3
        body = Content("\n").join(Content.assemble((keys.ljust(width), "bold $term"), words) for keys, words in rows)
        with VerticalScroll(id="help", can_focus=False):
            yield Static(Content("Keys"), id="help-title")
            yield Static(body)
            yield Static(Content("Esc closes this."), id="help-foot")

    def action_scroll(self, direction: int) -> None:
        """Scroll where the help doesn't fit."""
        self.query_one("#help", VerticalScroll).scroll_relative(y=direction * 3, animate=False)
