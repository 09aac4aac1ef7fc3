"""One line at the foot of the screen to type in: what to look for, or where to go."""

from __future__ import annotations

from enum import Enum
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static


class Asks(Enum):
    """What the line is for."""

    FIND = "/"
    GO = ":"


_PLACEHOLDERS = {
    Asks.FIND: "Chinese, English, pinyin or initials",
    Asks.GO: "42 paragraph, 3p page, 50% share, p42 name",
}


class Prompt(Horizontal):
    """Hidden until asked; says what is typed, and whether it was kept."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", show=False),
        Binding("up,down,tab,shift+tab", "keep", show=False),
    ]

    class Typed(Message):
        """The words have changed."""

        def __init__(self, asks: Asks, words: str) -> None:
            super().__init__()
            self.asks, self.words = asks, words

    class Done(Message):
        """The line is closed; `kept` by Enter, not by Esc."""

        def __init__(self, asks: Asks, words: str, kept: bool) -> None:
            super().__init__()
            self.asks, self.words, self.kept = asks, words, kept

    def __init__(self) -> None:
        super().__init__()
        self.asks = Asks.FIND
        self.display = False

    def compose(self) -> ComposeResult:
        """The mark, the line, what was found."""
        yield Static("/", id="prompt-mark", markup=False)
        yield Input(compact=True, id="prompt-line")
        yield Static("", id="prompt-found", markup=False)

    @property
    def line(self) -> Input:
        """Where the words are typed."""
        return self.query_one(Input)

    def ask(self, asks: Asks) -> None:
        """Open the line."""
        self.asks = asks
        self.query_one("#prompt-mark", Static).update(Content(asks.value))
        self.say("")
        self.line.placeholder = _PLACEHOLDERS[asks]
        with self.prevent(Input.Changed):
            self.line.value = ""
        self.display = True
        self.line.focus()

    def say(self, words: str) -> None:
        """A word on what was found."""
        self.query_one("#prompt-found", Static).update(Content(words))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Tell what is typed."""
        event.stop()
        self.post_message(self.Typed(self.asks, event.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter keeps."""
        event.stop()
        self.action_keep()

    def action_keep(self) -> None:
        """Close, and stay where this has led."""
        self._close(kept=True)

    def action_cancel(self) -> None:
        """Close, and go back."""
        self._close(kept=False)

    def _close(self, *, kept: bool) -> None:
        self.display = False
        self.post_message(self.Done(self.asks, self.line.value, kept))
